//! Two plans' totals side by side.

use crate::model::budget::Basis;
use crate::model::field::Field;
use crate::render::answer::{Answer, Block, Table, TableHeading};
use crate::render::answers::budget::{Figure, count, least, most};
use crate::render::columns::{Columns, GroupRow, group_rows};
use crate::render::value::{Amount, AmountSide, AmountUnit, Value};
use crate::view::compare::{Comparison, Pair};
use crate::view::group::By;
use crate::view::total::{Sum, Total};
use crate::words::history::HistoryPhrase;
use crate::words::{Lang, Word};

/// The comparison, and below it what it rests on.
pub fn answer(comparison: &Comparison, by: By, basis: Basis, lang: Lang) -> Answer {
    let [table, rows] = tables(comparison, by, lang);
    Answer {
        blocks: vec![
            Block::Table(table),
            Block::Remarks(
                lang.history(HistoryPhrase::Basis(basis)),
                notes(comparison, lang),
            ),
        ],
        rows: Some(rows),
    }
}

fn notes(comparison: &Comparison, lang: Lang) -> Vec<String> {
    let Pair { before, after } = &comparison.total;
    let mut notes = Vec::new();
    if unknown(before) + unknown(after) > 0 {
        notes.push(lang.history(HistoryPhrase::Unknown(unknown(before), unknown(after))));
    }
    if before.dropped_actions() + after.dropped_actions() > 0 {
        let amount = |sum: Sum| lang.bounds(sum.bounds.unwrap_or_default());
        notes.push(lang.history(HistoryPhrase::StillCounted(
            &amount(before.of_dropped()),
            &amount(after.of_dropped()),
        )));
        let kept = [before, after].map(|total| {
            let amount = Amount::of(total.kept(), AmountSide::Both, AmountUnit::Short);
            amount.shown(lang, None)
        });
        let (words, colon) = (lang.word(Word::WITHOUT_DROPPED), lang.word(Word::COLON));
        notes.push(format!("{words}{colon}{}", kept.join(" → ")));
    }
    if comparison.overlapping {
        notes.push(lang.history(HistoryPhrase::Overlapping));
    }
    notes
}

/// For people the totals and their difference; for programs the least and the most, before and after.
fn tables(comparison: &Comparison, by: By, lang: Lang) -> [Table; 2] {
    let mut columns = Columns::<GroupRow<Pair>>::of_groups(by, lang);
    columns.people(
        TableHeading::numbers(lang.word(Word::ACTIONS)),
        |row| match (row.of.before.actions, row.of.after.actions) {
            (before, after) if before == after => count(after),
            (before, after) => Value::Text(format!("{before} → {after}")),
        },
    );
    let both = |total: &Total| Amount::of(total, AmountSide::Both, AmountUnit::Short).into();
    for (told, side) in SIDES {
        let heading = TableHeading::numbers(lang.word(told));
        columns.people(heading, move |row| both(side(&row.of)));
    }
    let heading = TableHeading::numbers(lang.word(Word::DIFFERENCE));
    columns.people(heading, |row| Value::Change(row.of.change()));
    let figures: [(&str, Figure); 6] = [
        (lang.word(Word::ACTIONS), |it| count(it.actions)),
        (lang.word(Word::MINIMUM), |it| least(it)),
        (lang.word(Word::MAXIMUM), |it| most(it)),
        (lang.field(Field::LinesUnknown), |it| count(unknown(it))),
        (lang.field(Field::MinimumWithoutDropped), |it| {
            least(it.kept())
        }),
        (lang.field(Field::MaximumWithoutDropped), |it| {
            most(it.kept())
        }),
    ];
    for (word, figure) in figures {
        for (told, side) in SIDES {
            let title = format!("{word} {}", lang.word(told).to_lowercase());
            columns.programs(title, move |row| figure(side(&row.of)));
        }
    }
    let groups = comparison.groups.iter();
    let groups = groups.map(|group| (&group.key, &group.title, group.totals));
    let mut rows = group_rows(groups, comparison.total, lang);
    for (row, group) in rows.iter_mut().zip(&comparison.groups) {
        if let Some(former) = &group.former_title {
            row.name = lang.history(HistoryPhrase::Formerly(&row.name, former));
        }
    }
    columns.tables(&rows, 1)
}

/// A side of a pair.
type Side = fn(&Pair) -> &Total;

/// The sides of a pair, each with its word.
pub const SIDES: [(Word, Side); 2] = [
    (Word::BEFORE, |pair| &pair.before),
    (Word::AFTER, |pair| &pair.after),
];

/// The number of lines that should add and have no figure on the basis.
pub fn unknown(total: &Total) -> usize {
    total.unknown + total.other_basis.lines
}
