//! Tables of others, read into drafts of actions: bytes come in, and no file, terminal or git is seen.

pub mod cells;
pub mod mapping;
pub mod tables;

use std::collections::BTreeSet;

use crate::error::TableFault;
use crate::import::cells::reading::is_erasure;
use crate::import::cells::texts;
use crate::import::mapping::draft::Drafts;
use crate::import::mapping::heading::{Headings, Layout, Target};
use crate::import::mapping::lexicon::Lexicon;
use crate::import::mapping::map::{self, Map};
use crate::import::mapping::rows;
use crate::import::mapping::rows::side_tables::SideTables;
use crate::import::tables::book::{Attached, Book, Cell, Grid};
use crate::model::column::Column;
use crate::model::key::Key;
use crate::view::import_report::{TableColumn, TableReport};

/// Read the actions of a file of tables, and the tables beside them.
///
/// # Errors
/// No sheet holds actions, or nobody can tell which one.
pub fn read(
    book: &mut Book,
    headings: &Headings,
    map: &Map,
    mut lexicon: Lexicon<'_>,
) -> Result<Drafts, TableFault> {
    let is_text = book.text.is_some();
    for record in book.records() {
        for (column, cell) in record.cells.iter_mut().enumerate() {
            clean(cell, is_text);
            if is_erasure(&cell.text()) {
                *cell = Cell::Empty;
                record.attached.push((column, Attached::Erased));
            }
        }
    }
    let asked = |grid: &&Grid| match &map.sheet {
        Some(sheet) => grid.name.as_ref() == Some(sheet),
        None => !grid.hidden,
    };
    let grids: Vec<&Grid> = book.grids.iter().filter(asked).collect();
    if let (Some(sheet), []) = (&map.sheet, &grids[..]) {
        let names = book.grids.iter().filter_map(|grid| grid.name.clone());
        return Err(TableFault::NoSheet {
            sheet: sheet.clone(),
            known: names.collect(),
        });
    }
    let laid_out = grids.into_iter().filter_map(|grid| {
        let layout = headings.layout(grid, map.heading)?;
        Some((grid, layout))
    });
    let (actions, beside): (Vec<_>, Vec<_>) =
        laid_out.partition(|(_, layout)| layout.items.is_none());
    let (grid, mut layout) = actions_of(actions)?;
    let mut others = SideTables::default();
    for (grid, layout) in &beside {
        others.read(grid, layout, map, &mut lexicon);
    }
    for heading in &mut layout.headings {
        if let Target::Key(key) = heading.target
            && others.says(key)
        {
            heading.target = Target::Computed(Some(key.into()));
        }
    }
    let mut drafts = rows::read(grid, &layout, headings, !is_text, map, &mut lexicon);
    for remark in &mut drafts.report.remarks {
        remark.sheet.clone_from(&grid.name);
    }
    others.join(&mut drafts);
    drafts.layouts.insert(0, layout);
    let beside = beside.into_iter().map(|(_, layout)| layout);
    drafts.layouts.extend(beside);
    let tables = drafts.layouts.iter().map(|layout| TableReport {
        sheet: layout.sheet.clone(),
        row: layout.row,
        is_own: layout.is_own,
        columns: columns(layout, &drafts.without_unit),
    });
    drafts.report.tables = tables.collect();
    drafts.report.questions.append(&mut lexicon.questions);
    drafts.report.names = lexicon.into_new();
    Ok(drafts)
}

/// What is told of the columns of a table.
fn columns(layout: &Layout, without_unit: &BTreeSet<String>) -> Vec<TableColumn> {
    let columns = layout.headings.iter().map(|heading| TableColumn {
        heading: heading.text.clone(),
        word: map::word(&heading.target).filter(|word| !word.is_empty()),
        known: heading.known,
        is_money: heading.is_money,
        lacks_unit: without_unit.contains(&heading.text),
    });
    columns.collect()
}

/// Take out of a cell what nobody sees; a text that this program guarded against spreadsheets is itself again.
fn clean(cell: &mut Cell, may_be_guarded: bool) {
    let Cell::Text(text) = &*cell else {
        return;
    };
    let seen = texts::visible(text);
    *cell = match may_be_guarded {
        true => Cell::written(texts::unguarded(&seen)),
        false => Cell::Text(seen),
    };
}

/// The one table that holds actions: of several, the one that names them by id. A table without titles speaks of the
/// plan's actions by their ids, where no other has titles.
fn actions_of(mut tables: Vec<(&Grid, Layout)>) -> Result<(&Grid, Layout), TableFault> {
    let has_id = |layout: &Layout| layout.column(Column::Id).is_some();
    let is_titled = |(_, layout): &(&Grid, Layout)| {
        layout.column(Key::Title).is_some() || layout.column(Key::Description).is_some()
    };
    match tables.iter().any(is_titled) {
        true => tables.retain(is_titled),
        false => tables.retain(|(_, layout)| has_id(layout)),
    }
    let is_named =
        |(_, layout): &(&Grid, Layout)| has_id(layout) && layout.column(Key::Title).is_some();
    if tables.iter().filter(|table| is_named(table)).count() == 1 {
        tables.retain(is_named);
    }
    match tables.len() {
        0 => Err(TableFault::NoHeading),
        1 => Ok(tables.remove(0)),
        _ => {
            let names = tables.iter().filter_map(|(grid, _)| grid.name.clone());
            Err(TableFault::SeveralSheets(names.collect()))
        }
    }
}
