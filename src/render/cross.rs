//! Budgets by two things at once: rows and columns.

use std::io::Write;

use crate::error::Error;
use crate::model::budget::Basis;
use crate::model::column::Column;
use crate::model::field::Field;
use crate::render::budget::{numbers, without_dropped, write_notes};
use crate::render::grid::TextTable;
use crate::render::table::{self, Screen, TableHeading};
use crate::render::text;
use crate::view::breakdown::{Cross, Group};
use crate::view::group::By;
use crate::view::total::Total;
use crate::words::{Lang, Note, Word};

/// Write the cells with the totals of rows and columns.
///
/// # Errors
/// The answer cannot be written.
pub fn write(
    cross: &Cross,
    by: (By, By),
    basis: Basis,
    lang: Lang,
    screen: Screen,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let grid = grid(cross, by, lang);
    table::write(&grid.headings, grid.rows, grid.footer, screen, out)?;
    write_below(cross, by, basis, lang, out)
}

/// Write the same as Markdown.
///
/// # Errors
/// The answer cannot be written.
pub fn write_markdown(
    cross: &Cross,
    by: (By, By),
    basis: Basis,
    lang: Lang,
    out: &mut dyn Write,
) -> Result<(), Error> {
    grid(cross, by, lang).write_markdown(out)?;
    write_below(cross, by, basis, lang, out)
}

fn write_below(
    cross: &Cross,
    by: (By, By),
    basis: Basis,
    lang: Lang,
    out: &mut dyn Write,
) -> Result<(), Error> {
    writeln!(out, "\n{}", lang.note(&Note::CellsCount))?;
    if cross.rows.total.without_dropped().is_some() {
        writeln!(out, "[…] {}", lang.word(Word::WithoutDropped))?;
    }
    let mut groups = cross.rows.clone();
    // The columns may overlap where the rows do not.
    groups.overlapping |= cross.columns.overlapping;
    let by = if cross.rows.overlapping { by.0 } else { by.1 };
    write_notes(&groups, by, basis, lang, out)
}

fn grid(cross: &Cross, by: (By, By), lang: Lang) -> TextTable {
    let number = |title: String| TableHeading::numbers(title);
    let mut headings = vec![TableHeading::sentences(text::by(by.0, lang))];
    headings.extend(cross.columns.groups.iter().map(|group| {
        number(match (by.1, &group.key) {
            // A title would widen a column of amounts beyond any screen.
            (By::Axis | By::Measure, Some(key)) => format!("{} {key}", text::by(by.1, lang)),
            _ => name(group, lang),
        })
    }));
    headings.push(number(lang.word(Word::Total).to_owned()));
    let mut rows: Vec<Vec<String>> = cross
        .rows
        .groups
        .iter()
        .zip(&cross.cells)
        .map(|(group, cells)| {
            let mut row = vec![name(group, lang)];
            let empty = String::new;
            row.extend(
                cells
                    .iter()
                    .map(|cell| cell.map_or_else(empty, |total| amount(&total, lang))),
            );
            row.push(amount(&group.total, lang));
            row
        })
        .collect();
    let columns = cross.columns.groups.iter();
    let mut last = vec![lang.word(Word::Total).to_owned()];
    last.extend(columns.map(|group| amount(&group.total, lang)));
    last.push(amount(&cross.rows.total, lang));
    rows.push(last);
    TextTable {
        headings,
        rows,
        footer: 1,
    }
}

fn name(group: &Group, lang: Lang) -> String {
    text::group(group.key.as_deref(), group.title.as_deref(), lang)
}

/// What a cell comes to, and how many of its actions have a figure: `≥ 47 M€ (1/16)`.
fn amount(total: &Total, lang: Lang) -> String {
    let floor = if total.is_floor() { "≥\u{a0}" } else { "" };
    let known = total.sum.bounds.map(|bounds| text::short(bounds, lang));
    let known = known.map_or("–".to_owned(), |known| format!("{floor}{known}"));
    let counted = format!("{known} ({}/{})", total.with_figure, total.actions);
    match total.without_dropped() {
        Some(_) => format!("{counted} [{}]", without_dropped(total, true, lang)),
        None => counted,
    }
}

/// One row a cell, for a program: bare numbers.
pub fn plain(cross: &Cross, by: (By, By), lang: Lang) -> TextTable {
    let headings = [
        text::by(by.0, lang),
        text::by(by.1, lang),
        lang.word(Word::Actions),
        lang.word(Word::WithFigure),
        lang.word(Word::WithoutFigure),
        lang.heading(Column::BudgetMin),
        lang.heading(Column::BudgetMax),
        lang.field(Field::MinimumWithoutDropped),
        lang.field(Field::MaximumWithoutDropped),
    ];
    let mut rows = Vec::new();
    for (group, cells) in cross.rows.groups.iter().zip(&cross.cells) {
        for (column, cell) in cross.columns.groups.iter().zip(cells) {
            if let Some(total) = cell {
                let key = |group: &Group| group.key.clone().unwrap_or_default();
                let mut row = vec![key(group), key(column)];
                row.extend(numbers(total));
                rows.push(row);
            }
        }
    }
    TextTable {
        headings: headings.into_iter().map(TableHeading::words).collect(),
        rows,
        footer: 0,
    }
}
