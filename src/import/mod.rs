//! Tables of others, read into drafts of actions: bytes come in, and no file, terminal or git is seen.

pub mod cells;
pub mod mapping;
pub mod tables;

use std::collections::HashMap;

use crate::import::cells::texts;
use crate::import::mapping::draft::Drafts;
use crate::import::mapping::heading::{Headings, Layout, TableKind, Target};
use crate::import::mapping::lexicon::Lexicon;
use crate::import::mapping::map::Map;
use crate::import::mapping::rows;
use crate::import::mapping::rows::side_tables::SideTables;
use crate::import::tables::book::{Book, BookForm, Cell, Grid};
use crate::model::column::Column;
use crate::model::key::Key;

/// Why nothing is read from the tables of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoActions {
    /// No sheet of that name; these are there.
    NoSheet(String, Vec<String>),
    /// No row holds headings that are known.
    NoHeading,
    /// Several sheets hold actions.
    SeveralSheets(Vec<String>),
}

/// What was read from the tables of a file.
#[derive(Debug)]
pub struct Tables {
    /// What the actions are.
    pub drafts: Drafts,
    /// The tables that were read: the name of the sheet, the row of the headings, and what the columns are.
    pub layouts: Vec<(Option<String>, usize, Layout)>,
}

/// Read the actions of a file of tables, and the tables beside them.
///
/// # Errors
/// No sheet holds actions, or nobody can tell which one.
pub fn read(
    book: &mut Book,
    headings: &Headings,
    map: &Map,
    targets: &HashMap<String, Target>,
    lexicon: &mut Lexicon<'_>,
) -> Result<Tables, NoActions> {
    let is_text = matches!(book.form, BookForm::Delimited { .. });
    for cell in book.cells() {
        clean(cell, is_text);
    }
    let asked = |grid: &&Grid| match &map.sheet {
        Some(sheet) => grid.name.as_ref() == Some(sheet),
        None => !grid.hidden,
    };
    let grids: Vec<&Grid> = book.grids.iter().filter(asked).collect();
    if let (Some(sheet), []) = (&map.sheet, &grids[..]) {
        let names = book.grids.iter().filter_map(|grid| grid.name.clone());
        return Err(NoActions::NoSheet(sheet.clone(), names.collect()));
    }
    let laid_out = grids.into_iter().filter_map(|grid| {
        let layout = headings.layout(grid, targets, map.heading)?;
        Some((grid, layout))
    });
    let (actions, beside): (Vec<_>, Vec<_>) =
        laid_out.partition(|(_, layout)| layout.kind == TableKind::Actions);
    let (grid, mut layout) = actions_of(actions)?;
    let mut others = SideTables::default();
    for (grid, layout) in &beside {
        others.read(grid, layout, map, lexicon);
    }
    for heading in &mut layout.headings {
        if others.says(&heading.target) {
            heading.target = Target::Computed;
        }
    }
    let mut drafts = rows::read(grid, &layout, headings, !is_text, map, targets, lexicon);
    for remark in &mut drafts.remarks {
        remark.sheet = grid.name.clone();
    }
    others.join(&mut drafts);
    let again = std::mem::take(&mut drafts.layouts).into_iter();
    let of_grid = std::iter::once(layout).chain(again);
    let layouts = of_grid.map(|layout| (grid, layout)).chain(beside);
    let layouts = layouts.map(|(grid, layout)| (grid.name.clone(), row(grid, &layout), layout));
    let layouts = layouts.collect();
    Ok(Tables { drafts, layouts })
}

/// Take out of a cell what nobody sees; a text that this program guarded against spreadsheets is itself again.
fn clean(cell: &mut Cell, may_be_guarded: bool) {
    let Cell::Text(text) = &*cell else {
        return;
    };
    let seen = texts::visible(text);
    *cell = match may_be_guarded {
        true => Cell::written(texts::unguarded(&seen)),
        false => Cell::Text(seen.into_owned()),
    };
}

fn row(grid: &Grid, layout: &Layout) -> usize {
    grid.records[layout.record].number
}

/// The one table that holds actions: of several, the one that names them by id. A table without titles speaks of the
/// plan's actions by their ids, where no other has titles.
fn actions_of(mut tables: Vec<(&Grid, Layout)>) -> Result<(&Grid, Layout), NoActions> {
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
        0 => Err(NoActions::NoHeading),
        1 => Ok(tables.remove(0)),
        _ => {
            let names = tables.iter().filter_map(|(grid, _)| grid.name.clone());
            Err(NoActions::SeveralSheets(names.collect()))
        }
    }
}
