//! Budgets by two things at once: rows and columns.

use crate::model::budget::Basis;
use crate::render::answer::{Answer, Block, Table, TableHeading};
use crate::render::answers::budget::{add_figures, overlap, remarks};
use crate::render::columns::Columns;
use crate::render::text;
use crate::render::value::{CoveredAmount, Value};
use crate::view::breakdown::{Cross, Group};
use crate::view::group::By;
use crate::view::total::Total;
use crate::words::{Lang, Note, Word};

/// The cells with the totals of rows and columns.
pub fn answer(cross: &Cross, by: (By, By), basis: Basis, lang: Lang) -> Answer {
    // The columns may overlap where the rows do not.
    let overlapping = match (cross.rows.overlapping, cross.columns.overlapping) {
        (true, _) => Some(overlap(by.0)),
        (false, true) => Some(overlap(by.1)),
        (false, false) => None,
    };
    let kept = cross.rows.total.without_dropped();
    let signs = kept.map(|_| format!("[…] {}", lang.word(Word::WITHOUT_DROPPED)));
    Answer {
        blocks: vec![
            Block::Table(table(cross, by, lang)),
            Block::Remarks(lang.note(&Note::CellsCount), signs.into_iter().collect()),
            remarks(&cross.rows.total, overlapping, basis, lang),
        ],
        rows: Some(rows(cross, by, lang)),
    }
}

fn table(cross: &Cross, by: (By, By), lang: Lang) -> Table {
    let mut headings = vec![TableHeading::sentences(text::by(by.0, lang))];
    headings.extend(cross.columns.groups.iter().map(|group| {
        TableHeading::numbers(match (by.1, &group.key) {
            // A title would widen a column of amounts beyond any screen.
            (By::Axis | By::Measure, Some(key)) => format!("{} {key}", text::by(by.1, lang)),
            _ => name(group, lang),
        })
    }));
    headings.push(TableHeading::numbers(lang.word(Word::TOTAL)));
    let mut rows: Vec<Vec<Value>> = cross
        .rows
        .groups
        .iter()
        .zip(&cross.cells)
        .map(|(group, cells)| {
            let mut row = vec![Value::Text(name(group, lang))];
            row.extend(
                cells
                    .iter()
                    .map(|cell| cell.as_ref().map_or(Value::Absent, amount)),
            );
            row.push(amount(&group.total));
            row
        })
        .collect();
    let mut last = vec![Value::from(lang.word(Word::TOTAL))];
    last.extend(
        cross
            .columns
            .groups
            .iter()
            .map(|group| amount(&group.total)),
    );
    last.push(amount(&cross.rows.total));
    rows.push(last);
    Table::of(headings, rows, 1)
}

fn name(group: &Group, lang: Lang) -> String {
    text::group(group.key.as_deref(), group.title.as_deref(), lang)
}

/// The total of a cell, how many of its actions have a figure, and what is left without dropped ones: `≥ 47 M€ (1/16) [17 M€]`.
fn amount(total: &Total) -> Value {
    Value::Covered(CoveredAmount::of(total))
}

/// One row a cell, for a program.
fn rows(cross: &Cross, by: (By, By), lang: Lang) -> Table {
    type Cell<'a> = (Option<&'a String>, Option<&'a String>, Total);
    let mut columns = Columns::<Cell<'_>>::default();
    columns.programs(text::by(by.0, lang), |(row, ..)| Value::text(*row));
    columns.programs(text::by(by.1, lang), |(_, column, _)| Value::text(*column));
    add_figures(&mut columns, |(.., total)| total, lang);
    let rows = cross.rows.groups.iter().zip(&cross.cells);
    let cells = rows.flat_map(|(row, cells)| {
        let cells = cross.columns.groups.iter().zip(cells);
        cells.filter_map(|(column, total)| Some((row.key.as_ref(), column.key.as_ref(), (*total)?)))
    });
    let [_, rows] = columns.tables(&cells.collect::<Vec<_>>(), 0);
    rows
}
