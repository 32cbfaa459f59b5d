//! Two plans' totals side by side.

use crate::model::budget::Basis;
use crate::model::field::Field;
use crate::model::key::Key;
use crate::render::answer::{Answer, Block, Table, TableHeading};
use crate::render::text;
use crate::render::value::{Amount, AmountSide, AmountUnit, Value};
use crate::view::compare::{Comparison, Pair};
use crate::view::group::By;
use crate::view::total::{Sum, Tally, Total};
use crate::words::history::HistoryPhrase;
use crate::words::{Lang, Word};

/// The comparison, and below it what it rests on.
pub fn answer(comparison: &Comparison, by: By, basis: Basis, lang: Lang) -> Answer {
    Answer {
        blocks: blocks(comparison, by, basis, lang),
        rows: Some(rows(comparison, by, lang)),
    }
}

/// The comparison as a table, and below it what it rests on.
pub fn blocks(comparison: &Comparison, by: By, basis: Basis, lang: Lang) -> Vec<Block> {
    let mut notes = Vec::new();
    let Pair { before, after } = &comparison.total;
    if unknown(before) + unknown(after) > 0 {
        notes.push(lang.history(HistoryPhrase::Unknown(unknown(before), unknown(after))));
    }
    if before.dropped_actions() + after.dropped_actions() > 0 {
        let amount = |sum: Sum| text::bounds(sum.bounds.unwrap_or_default(), lang);
        notes.push(lang.history(HistoryPhrase::StillCounted(
            &amount(before.of_dropped()),
            &amount(after.of_dropped()),
        )));
        let kept = |total: &Total| {
            let amount = Amount::of(total.kept(), AmountSide::Both, AmountUnit::Short);
            amount.shown(lang, None)
        };
        let (then, now) = (kept(before), kept(after));
        let (words, colon) = (lang.word(Word::WITHOUT_DROPPED), lang.word(Word::COLON));
        notes.push(format!("{words}{colon}{then} → {now}"));
    }
    if comparison.overlapping {
        notes.push(lang.history(HistoryPhrase::Overlapping));
    }
    vec![
        Block::Table(table(comparison, by, lang)),
        Block::Remarks(lang.history(HistoryPhrase::Basis(basis)), notes),
    ]
}

fn table(comparison: &Comparison, by: By, lang: Lang) -> Table {
    let mut rows: Vec<Vec<Value>> = comparison
        .groups
        .iter()
        .map(|group| {
            let mut name = text::group(group.key.as_deref(), group.title.as_deref(), lang);
            if let Some(former) = &group.former_title {
                name = lang.history(HistoryPhrase::Formerly(&name, former));
            }
            row(name, &group.totals)
        })
        .collect();
    rows.push(row(lang.word(Word::TOTAL).to_owned(), &comparison.total));
    Table::totalled(
        vec![
            TableHeading::sentences(text::by(by, lang)),
            TableHeading::numbers(lang.word(Word::ACTIONS)),
            TableHeading::numbers(lang.history(HistoryPhrase::Before)),
            TableHeading::numbers(lang.history(HistoryPhrase::After)),
            TableHeading::numbers(lang.history(HistoryPhrase::Difference)),
        ],
        rows,
    )
}

fn row(name: String, totals: &Pair) -> Vec<Value> {
    let Pair { before, after } = totals;
    let actions = if before.actions == after.actions {
        Value::count(after.actions)
    } else {
        Value::Text(format!("{} → {}", before.actions, after.actions))
    };
    let amount = |total| Value::Amount(Amount::of(total, AmountSide::Both, AmountUnit::Short));
    vec![
        Value::Text(name),
        actions,
        amount(before),
        amount(after),
        Value::Change(totals.change()),
    ]
}

/// The comparison as bare numbers for a spreadsheet: the least and the most, before and after.
fn rows(comparison: &Comparison, by: By, lang: Lang) -> Table {
    let heading = |title: String| TableHeading::words(title);
    let sided = |word: &str| {
        [HistoryPhrase::Before, HistoryPhrase::After]
            .map(|side| heading(format!("{word} {}", lang.history(side).to_lowercase())))
    };
    let mut headings = vec![
        heading(text::by(by, lang).to_owned()),
        heading(lang.heading(Key::Title).to_owned()),
    ];
    headings.extend(sided(lang.word(Word::ACTIONS)));
    headings.extend(sided(lang.word(Word::MINIMUM)));
    headings.extend(sided(lang.word(Word::MAXIMUM)));
    headings.extend(sided(lang.field(Field::LinesUnknown)));
    headings.extend(sided(lang.field(Field::MinimumWithoutDropped)));
    headings.extend(sided(lang.field(Field::MaximumWithoutDropped)));
    let cells = |key: String, title: String, totals: &Pair| {
        let sides = [&totals.before, &totals.after];
        let amount =
            |total: &Tally, side| Value::Amount(Amount::of(total, side, AmountUnit::Euros));
        let mut cells = vec![Value::Text(key), Value::Text(title)];
        cells.extend(sides.map(|total| Value::count(total.actions)));
        cells.extend(sides.map(|total| amount(total, AmountSide::Least)));
        cells.extend(sides.map(|total| amount(total, AmountSide::Most)));
        cells.extend(sides.map(|total| Value::count(unknown(total))));
        let kept = sides.map(Total::kept);
        cells.extend(kept.map(|kept| amount(kept, AmountSide::Least)));
        cells.extend(kept.map(|kept| amount(kept, AmountSide::Most)));
        cells
    };
    let mut rows: Vec<Vec<Value>> = comparison
        .groups
        .iter()
        .map(|group| {
            let key = group.key.clone().unwrap_or_default();
            cells(key, group.title.clone().unwrap_or_default(), &group.totals)
        })
        .collect();
    let total = lang.word(Word::TOTAL).to_owned();
    rows.push(cells(total, String::new(), &comparison.total));
    Table::totalled(headings, rows)
}

/// How many lines should add and have no figure on the basis.
pub fn unknown(total: &Total) -> usize {
    total.unknown + total.other_basis.lines
}
