//! How ends and budgets drifted, as a person reads it and as JSON.

use serde_json::{Value, json};

use crate::format::document::{Block, Span};
use crate::format::grid::Grid;
use crate::format::json::{SCHEMA_VERSION, own_date};
use crate::format::table::Heading;
use crate::format::{change, compare, history_json, text};
use crate::messages::history::Told;
use crate::messages::{Lang, Word};
use crate::model::budget::Cents;
use crate::model::column::Column;
use crate::model::date::Date;
use crate::model::field::Field;
use crate::view::shift::Shift;
use crate::view::slippage::Slip;

/// How many ends come later, and how many budgets grew.
fn counts(slips: &[Slip]) -> (usize, usize) {
    let is_later = |slip: &&Slip| matches!(slip.shift(), Some(Shift::Later(_)));
    (
        slips.iter().filter(is_later).count(),
        slips.iter().filter(|slip| slip.costs_more()).count(),
    )
}

/// A sentence, then each action.
pub fn blocks(slips: &[Slip], lang: Lang) -> Vec<Block> {
    let (ends, budgets) = counts(slips);
    let mut blocks = vec![Block::Paragraph(lang.told(Told::Slipped(ends, budgets)))];
    blocks.extend(slips.iter().map(|slip| {
        Block::Entry {
            title: format!("{} {} ({})", slip.measure, slip.title, slip.id),
            items: [end(slip, lang), budget(slip, lang)]
                .into_iter()
                .flatten()
                .map(|line| vec![Span::Plain(line)])
                .collect(),
        }
    }));
    blocks
}

fn end(slip: &Slip, lang: Lang) -> Option<String> {
    (slip.end_changes > 0).then(|| {
        let moved = slip
            .shift()
            .map(|moved| format!(" ({})", change::shift(moved, lang)));
        format!(
            "{}{}{} → {}{} – {}",
            lang.heading(Column::End),
            lang.word(Word::Colon),
            date(slip.end.0, lang),
            date(slip.end.1, lang),
            moved.unwrap_or_default(),
            lang.told(Told::Ends(slip.end_changes))
        )
    })
}

fn budget(slip: &Slip, lang: Lang) -> Option<String> {
    (slip.budget_changes > 0).then(|| {
        let by = slip
            .budget
            .change()
            .map(|by| format!(" ({})", text::change(by, lang)));
        let side = |total| match text::total(total, lang) {
            text if text.is_empty() => lang.word(Word::NotFilledIn).to_owned(),
            text => text,
        };
        format!(
            "{}{}{} → {}{} – {}",
            lang.heading(Column::Budget),
            lang.word(Word::Colon),
            side(&slip.budget.before),
            side(&slip.budget.after),
            by.unwrap_or_default(),
            lang.told(Told::Budgets(slip.budget_changes))
        )
    })
}

fn date(date: Option<Date>, lang: Lang) -> String {
    date.map_or_else(
        || lang.word(Word::NotFilledIn).to_owned(),
        |date| date.to_string(),
    )
}

/// A row an action, for a spreadsheet.
pub fn grid(slips: &[Slip], lang: Lang) -> Grid {
    let of = |column: Column, told| {
        format!(
            "{}, {}",
            lang.heading(column),
            lang.told(told).to_lowercase()
        )
    };
    let unknown = |told| {
        let heading = lang.field(Field::LinesUnknown);
        format!("{heading}, {}", lang.told(told).to_lowercase())
    };
    let titles = [
        lang.heading(Column::Id).to_owned(),
        lang.heading(Column::Measure).to_owned(),
        lang.heading(Column::Title).to_owned(),
        of(Column::End, Told::Before),
        of(Column::End, Told::After),
        of(Column::End, Told::Times),
        of(Column::BudgetMin, Told::Before),
        of(Column::BudgetMin, Told::After),
        of(Column::BudgetMax, Told::Before),
        of(Column::BudgetMax, Told::After),
        of(Column::Budget, Told::Times),
        unknown(Told::Before),
        unknown(Told::After),
    ];
    let row = |slip: &Slip| {
        let plain = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
        let (before, after) = (slip.budget.before.sum.bounds, slip.budget.after.sum.bounds);
        let min = |side: Option<(Cents, _)>| side.map(|(min, _)| min.bare()).unwrap_or_default();
        let max = |side: Option<(_, Cents)>| side.map(|(_, max)| max.bare()).unwrap_or_default();
        vec![
            slip.id.to_string(),
            slip.measure.to_string(),
            slip.title.clone(),
            plain(slip.end.0),
            plain(slip.end.1),
            slip.end_changes.to_string(),
            min(before),
            min(after),
            max(before),
            max(after),
            slip.budget_changes.to_string(),
            compare::unknown(&slip.budget.before).to_string(),
            compare::unknown(&slip.budget.after).to_string(),
        ]
    };
    Grid {
        headings: titles.into_iter().map(Heading::words).collect(),
        rows: slips.iter().map(row).collect(),
        footer: 0,
    }
}

/// The object of `plan log --summary`.
pub fn object(slips: &[Slip]) -> Value {
    let (ends, budgets) = counts(slips);
    let actions = slips.iter().map(|slip| {
        json!({
            "id": slip.id.as_str(),
            "measure": slip.measure.as_str(),
            "title": slip.title,
            "end_changes": slip.end_changes,
            "end_before": own_date(slip.end.0),
            "end_after": own_date(slip.end.1),
            "end_shift": history_json::moved(slip.shift()),
            "budget_changes": slip.budget_changes,
            "budget": Value::Object(compare::pair(&slip.budget)),
        })
    });
    json!({
        "schema_version": SCHEMA_VERSION,
        "ends_later": ends,
        "budgets_higher": budgets,
        "actions": actions.collect::<Vec<_>>(),
    })
}
