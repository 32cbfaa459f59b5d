//! Two plans' totals side by side.

use crate::model::budget::{Basis, Cents};
use crate::model::column::Column;
use crate::model::field::Field;
use crate::render::blocks::Block;
use crate::render::budget::without_dropped;
use crate::render::grid::TextTable;
use crate::render::table::TableHeading;
use crate::render::text;
use crate::view::compare::{Comparison, Pair};
use crate::view::group::By;
use crate::view::total::{Sum, Total};
use crate::words::history::Told;
use crate::words::{Lang, Word};

/// The comparison as a table, and below it what it rests on.
pub fn blocks(comparison: &Comparison, by: By, basis: Basis, lang: Lang) -> Vec<Block> {
    let mut notes = vec![lang.told(Told::Basis(basis))];
    let Pair { before, after } = &comparison.total;
    if unknown(before) + unknown(after) > 0 {
        notes.push(lang.told(Told::Unknown(unknown(before), unknown(after))));
    }
    if before.dropped_actions() + after.dropped_actions() > 0 {
        let amount = |sum: Sum| text::bounds(sum.bounds.unwrap_or_default(), lang);
        notes.push(lang.told(Told::StillCounted(
            &amount(before.of_dropped()),
            &amount(after.of_dropped()),
        )));
        let [then, now] = [before, after].map(|total| without_dropped(total, true, lang));
        let (words, colon) = (lang.word(Word::WithoutDropped), lang.word(Word::Colon));
        notes.push(format!("{words}{colon}{then} → {now}"));
    }
    if comparison.overlapping {
        notes.push(lang.told(Told::Overlapping));
    }
    vec![
        Block::Table(table(comparison, by, lang)),
        Block::Notes(notes),
    ]
}

fn table(comparison: &Comparison, by: By, lang: Lang) -> TextTable {
    let heading = |title: String, numeric: bool| TableHeading {
        title,
        numeric,
        wide: !numeric,
    };
    let mut rows: Vec<Vec<String>> = comparison
        .groups
        .iter()
        .map(|group| {
            let name = text::group(group.key.as_deref(), group.title.as_deref(), lang);
            row(name, &group.totals, lang)
        })
        .collect();
    rows.push(row(
        lang.word(Word::Total).to_owned(),
        &comparison.total,
        lang,
    ));
    TextTable {
        headings: vec![
            heading(text::by(by, lang).to_owned(), false),
            heading(lang.word(Word::Actions).to_owned(), true),
            heading(lang.told(Told::Before), true),
            heading(lang.told(Told::After), true),
            heading(lang.told(Told::Difference), true),
        ],
        rows,
        footer: 1,
    }
}

/// The comparison as bare numbers for a spreadsheet: the least and the most, before and after.
pub fn grid(comparison: &Comparison, by: By, lang: Lang) -> TextTable {
    let heading = |title: String| TableHeading::words(title);
    let sided = |word: &str| {
        [Told::Before, Told::After]
            .map(|side| heading(format!("{word} {}", lang.told(side).to_lowercase())))
    };
    let mut headings = vec![
        heading(text::by(by, lang).to_owned()),
        heading(lang.heading(Column::Title).to_owned()),
    ];
    headings.extend(sided(lang.word(Word::Actions)));
    headings.extend(sided(lang.word(Word::Minimum)));
    headings.extend(sided(lang.word(Word::Maximum)));
    headings.extend(sided(lang.field(Field::LinesUnknown)));
    headings.extend(sided(lang.field(Field::MinimumWithoutDropped)));
    headings.extend(sided(lang.field(Field::MaximumWithoutDropped)));
    let cells = |key: String, title: String, totals: &Pair| {
        let sides = [&totals.before, &totals.after];
        let amount = |side: Option<Cents>| side.map(Cents::bare).unwrap_or_default();
        let mut cells = vec![key, title];
        cells.extend(sides.map(|total| total.actions.to_string()));
        cells.extend(sides.map(|total| amount(total.sum.bounds.map(|(min, _)| min))));
        cells.extend(sides.map(|total| amount(total.sum.bounds.map(|(_, max)| max))));
        cells.extend(sides.map(|total| unknown(total).to_string()));
        let kept = sides.map(|total| total.without_dropped().unwrap_or(total).sum.bounds);
        cells.extend(kept.map(|both| amount(both.map(|(min, _)| min))));
        cells.extend(kept.map(|both| amount(both.map(|(_, max)| max))));
        cells
    };
    let mut rows: Vec<Vec<String>> = comparison
        .groups
        .iter()
        .map(|group| {
            let key = group.key.clone().unwrap_or_default();
            cells(key, group.title.clone().unwrap_or_default(), &group.totals)
        })
        .collect();
    let total = lang.word(Word::Total).to_owned();
    rows.push(cells(total, String::new(), &comparison.total));
    TextTable {
        headings,
        rows,
        footer: 1,
    }
}

/// How many lines should add and have no figure on the basis.
pub fn unknown(total: &Total) -> usize {
    total.unknown + total.other_basis.lines
}

fn row(name: String, totals: &Pair, lang: Lang) -> Vec<String> {
    let Pair { before, after } = totals;
    let actions = if before.actions == after.actions {
        after.actions.to_string()
    } else {
        format!("{} → {}", before.actions, after.actions)
    };
    let change = totals.change();
    vec![
        name,
        actions,
        amount(before, lang),
        amount(after, lang),
        change.map_or_else(none, |change| text::change(change, lang)),
    ]
}

fn amount(total: &Total, lang: Lang) -> String {
    let floor = if total.is_floor() { "≥\u{a0}" } else { "" };
    let bounds = total.sum.bounds;
    bounds.map_or_else(none, |both| format!("{floor}{}", text::short(both, lang)))
}

fn none() -> String {
    "–".to_owned()
}
