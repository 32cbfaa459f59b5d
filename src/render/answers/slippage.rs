//! How ends and budgets drifted, as a person reads it.

use crate::model::column::Column;
use crate::model::date::Date;
use crate::model::field::Field;
use crate::model::key::Key;
use crate::model::shift::Deadline;
use crate::render::answer::{Answer, Block, Item, Table};
use crate::render::answers::budget::BOUNDS;
use crate::render::answers::compare::{SIDES, unknown};
use crate::render::answers::{diff, log};
use crate::render::columns::Columns;
use crate::render::value::Value;
use crate::view::slippage::{Slip, Slippage};
use crate::words::history::HistoryPhrase;
use crate::words::{Lang, Word};

/// A sentence, then each action; a row an action for a spreadsheet.
pub fn answer(slippage: &Slippage, lang: Lang) -> Answer {
    Answer {
        blocks: blocks(slippage, lang),
        rows: Some(rows(slippage, lang)),
    }
}

fn blocks(slippage: &Slippage, lang: Lang) -> Vec<Block> {
    let tells = |column| slippage.fields.contains(&column);
    let mut counted = Vec::new();
    if tells(Column::Key(Key::End)) {
        // None that comes later is an answer too.
        let none = slippage.ends(Deadline::Later) == 0;
        counted.extend(none.then(|| lang.history(HistoryPhrase::Deadlines(0, Deadline::Later))));
        counted.extend(diff::deadlines(|what| slippage.ends(what), lang));
        let overdue = Some(slippage.overdue()).filter(|count| *count > 0);
        counted.extend(overdue.map(|count| lang.history(HistoryPhrase::Overdue(count))));
    }
    if tells(Column::Key(Key::Budget)) {
        counted.push(lang.history(HistoryPhrase::Higher(slippage.budgets_higher())));
    }
    let mut blocks = vec![
        Block::Paragraph(counted.join(", ")),
        Block::Paragraph(lang.history(HistoryPhrase::Since(&slippage.since))),
    ];
    blocks.extend(slippage.slips.iter().map(|slip| {
        let end = tells(Column::Key(Key::End)).then(|| end(slip, lang));
        let budget = tells(Column::Key(Key::Budget)).then(|| budget(slip, lang));
        let title = format!("{} {} ({})", slip.measure, slip.title, slip.id);
        Block::Entry(Item::of(
            title,
            [end, budget].into_iter().flatten().flatten(),
        ))
    }));
    let has_amounts = |slip: &Slip| tells(Column::Key(Key::Budget)) && slip.budget_changes > 0;
    if slippage.slips.iter().any(has_amounts) {
        blocks.push(Block::Paragraph(
            lang.history(HistoryPhrase::Basis(slippage.basis)),
        ));
    }
    blocks
}

fn end(slip: &Slip, lang: Lang) -> Option<String> {
    let head = format!("{}{}", lang.heading(Key::End), lang.word(Word::COLON));
    if slip.is_overdue {
        let end = date(slip.end_after, lang);
        return Some(format!("{head}{end} – {}", lang.word(Word::NEVER_MOVED)));
    }
    let said = |word| Some(lang.word(word).to_owned());
    let moved = match (slip.end_shift, slip.deadline()) {
        _ if slip.is_dropped => said(Word::ACTION_GIVEN_UP),
        (Some(shift), _) => Some(lang.shift(shift)),
        (None, Some(Deadline::GivenUp)) => said(Word::DEADLINE_GIVEN_UP),
        (None, Some(Deadline::FirstSet)) => said(Word::FIRST_DEADLINE),
        (None, _) => None,
    };
    let moved = moved.map(|moved| format!(" ({moved})")).unwrap_or_default();
    (slip.end_changes > 0).then(|| {
        format!(
            "{head}{} → {}{moved} – {}",
            date(slip.end_before, lang),
            date(slip.end_after, lang),
            lang.history(HistoryPhrase::Ends(slip.end_changes))
        )
    })
}

fn budget(slip: &Slip, lang: Lang) -> Option<String> {
    (slip.budget_changes > 0).then(|| {
        format!(
            "{}{}{} → {}{} – {}",
            lang.heading(Key::Budget),
            lang.word(Word::COLON),
            log::budget(&slip.budget.before, lang),
            log::budget(&slip.budget.after, lang),
            log::by(&slip.budget, lang),
            lang.history(HistoryPhrase::Budgets(slip.budget_changes))
        )
    })
}

fn date(date: Option<Date>, lang: Lang) -> String {
    date.map_or_else(
        || lang.word(Word::NOT_FILLED_IN).to_owned(),
        |date| date.to_string(),
    )
}

fn rows(slippage: &Slippage, lang: Lang) -> Table {
    let tells = |column| slippage.fields.contains(&column);
    let titled = |title: &str, told| format!("{title}, {}", lang.word(told).to_lowercase());
    let of = |column: Column, told| titled(lang.heading(column), told);
    let mut columns = Columns::<Slip>::default();
    columns.programs(lang.heading(Column::Id), |slip| Value::text(Some(&slip.id)));
    columns.programs(lang.heading(Column::Measure), |slip| {
        Value::text(Some(&slip.measure))
    });
    columns.programs(lang.heading(Key::Title), |slip| {
        Value::text(Some(&slip.title))
    });
    if tells(Column::Key(Key::End)) {
        let date = |date: Option<Date>| date.map_or(Value::Absent, Value::Date);
        columns.programs(of(Column::Key(Key::End), Word::BEFORE), move |slip| {
            date(slip.end_before)
        });
        columns.programs(of(Column::Key(Key::End), Word::AFTER), move |slip| {
            date(slip.end_after)
        });
        columns.programs(of(Column::Key(Key::End), Word::CHANGES), |slip| {
            Value::count(slip.end_changes)
        });
    }
    if tells(Column::Key(Key::Budget)) {
        for (column, bound) in BOUNDS {
            for (told, side) in SIDES {
                columns.programs(of(column, told), move |slip| bound(side(&slip.budget)));
            }
        }
        columns.programs(of(Column::Key(Key::Budget), Word::CHANGES), |slip| {
            Value::count(slip.budget_changes)
        });
        for (told, side) in SIDES {
            let title = titled(lang.field(Field::LinesUnknown), told);
            columns.programs(title, move |slip| Value::count(unknown(side(&slip.budget))));
        }
    }
    let [_, rows] = columns.tables(&slippage.slips, 0);
    rows
}
