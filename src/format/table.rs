//! Tables that fit the terminal.

use std::io::Write;

use comfy_table::{Attribute, Cell, CellAlignment, ColumnConstraint, ContentArrangement, Table, Width};

use crate::error::Error;

/// How a terminal wants its tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// The columns of characters; none where nothing limits them, as in a pipe.
    pub width: Option<u16>,
    /// Whether bold and colours are welcome.
    pub styled: bool,
}

/// A column of a table.
#[derive(Debug, Clone)]
pub struct Heading {
    /// Its title.
    pub title: String,
    /// Whether it holds numbers, which stand on the right.
    pub numeric: bool,
    /// Whether it holds sentences, which take the width that the others leave.
    pub wide: bool,
}

/// Write a table; the last `footer` rows stand below a rule of their own.
///
/// # Errors
/// The answer cannot be written.
pub fn write(
    headings: &[Heading],
    rows: Vec<Vec<String>>,
    footer: usize,
    screen: Screen,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let mut table = Table::new();
    table.load_style(comfy_table::presets::NOTHING);
    table.set_content_arrangement(match screen.width {
        Some(_) => ContentArrangement::Dynamic,
        None => ContentArrangement::Disabled,
    });
    if let Some(width) = screen.width {
        table.set_width(width);
    }
    if screen.styled {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    let heading = |heading: &Heading| {
        let cell = Cell::new(&heading.title).set_alignment(alignment(heading));
        if screen.styled { cell.add_attribute(Attribute::Bold) } else { cell }
    };
    table.set_header(headings.iter().map(heading));
    let last = rows.len().saturating_sub(footer);
    for (index, row) in rows.into_iter().enumerate() {
        let is_footer = index >= last;
        let cells = row.into_iter().zip(headings).map(|(text, heading)| {
            let cell = Cell::new(text).set_alignment(alignment(heading));
            if is_footer && screen.styled { cell.add_attribute(Attribute::Bold) } else { cell }
        });
        table.add_row(cells);
    }
    for (index, heading) in headings.iter().enumerate() {
        let column = table.column_mut(index).expect("a column for each heading");
        column.set_padding((0, 2));
        if heading.numeric {
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(8)));
        } else if heading.wide {
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(30)));
        }
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn alignment(heading: &Heading) -> CellAlignment {
    if heading.numeric { CellAlignment::Right } else { CellAlignment::Left }
}
