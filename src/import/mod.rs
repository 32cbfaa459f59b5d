//! Tables of others, read into drafts of actions: bytes come in, and no file, terminal or git is seen.

pub mod cells;
pub mod mapping;
pub mod tables;

use std::collections::HashMap;

use crate::import::mapping::draft::Drafts;
use crate::import::mapping::heading::{Headings, Layout, TableKind, Target};
use crate::import::mapping::lexicon::Lexicon;
use crate::import::mapping::map::Map;
use crate::import::mapping::rows::{self, Habit};
use crate::import::mapping::side_tables::SideTables;
use crate::import::tables::book::{Book, BookForm, Grid};
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
    book: &Book,
    is_exact: bool,
    headings: &Headings,
    map: &Map,
    targets: &HashMap<String, Target>,
    lexicon: &mut Lexicon<'_>,
) -> Result<Tables, NoActions> {
    let names = || book.grids.iter().filter_map(|grid| grid.name.clone());
    let asked = |grid: &&Grid| match &map.sheet {
        Some(sheet) => grid.name.as_ref() == Some(sheet),
        None => !grid.hidden,
    };
    let grids: Vec<&Grid> = book.grids.iter().filter(asked).collect();
    if let (Some(sheet), []) = (&map.sheet, &grids[..]) {
        return Err(NoActions::NoSheet(sheet.clone(), names().collect()));
    }
    let laid_out = grids.into_iter().filter_map(|grid| {
        let layout = headings.layout(grid, targets, map.heading)?;
        Some((grid, layout))
    });
    let (actions, beside): (Vec<_>, Vec<_>) =
        laid_out.partition(|(_, layout)| layout.kind == TableKind::Actions);
    let (grid, mut layout) = actions_of(actions)?;
    let is_guarded = !is_exact && matches!(book.form, BookForm::Delimited { .. });
    let mut others = SideTables::default();
    let mut layouts = Vec::new();
    for (grid, layout) in beside {
        others.read(grid, &layout, is_guarded, lexicon);
        layouts.push((grid.name.clone(), row(grid, &layout), layout));
    }
    for heading in &mut layout.headings {
        if let Target::Column(column) = heading.target
            && others.says(column)
        {
            heading.target = Target::Computed;
        }
    }
    let habit = if is_guarded {
        Habit::Guarded
    } else {
        Habit::Exact
    };
    let mut drafts = rows::read(grid, &layout, headings, habit, map, targets, lexicon);
    others.join(&mut drafts);
    let of_grid = std::iter::once(layout).chain(drafts.layouts.drain(..));
    let of_grid = of_grid.map(|layout| (grid.name.clone(), row(grid, &layout), layout));
    let layouts = of_grid.chain(layouts).collect();
    Ok(Tables { drafts, layouts })
}

fn row(grid: &Grid, layout: &Layout) -> usize {
    grid.records[layout.record].number
}

/// The one table that holds actions: of several, the one that names them by id. A table without titles speaks of the
/// plan's actions by their ids, where no other has titles.
fn actions_of(mut tables: Vec<(&Grid, Layout)>) -> Result<(&Grid, Layout), NoActions> {
    let has = |layout: &Layout, target: &Target| {
        layout
            .headings
            .iter()
            .any(|heading| heading.target == *target)
    };
    let titled = [
        Target::Column(Column::Key(Key::Title)),
        Target::Column(Column::Key(Key::Description)),
    ];
    let is_titled = |(_, layout): &(&Grid, Layout)| titled.iter().any(|target| has(layout, target));
    if tables.iter().any(is_titled) {
        tables.retain(is_titled);
    } else {
        tables.retain(|(_, layout)| has(layout, &Target::Column(Column::Id)));
    }
    if tables.len() > 1 {
        let with_ids = |(_, layout): &(&Grid, Layout)| {
            has(layout, &Target::Column(Column::Id))
                && has(layout, &Target::Column(Column::Key(Key::Title)))
        };
        if tables.iter().filter(|table| with_ids(table)).count() == 1 {
            tables.retain(with_ids);
        }
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
