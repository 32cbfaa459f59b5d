//! Answers as CSV, RFC 4180: one row an action, bare numbers, ISO days, lists joined by ` ; `.

use std::io::Write;

use csv::{Terminator, WriterBuilder};

use crate::error::Error;
use crate::format::text;
use crate::messages::Lang;
use crate::model::column::Column;
use crate::view::columns::{Cell, Row, cell};

/// What joins the names of a list within a cell; no name holds a `;`.
pub const SEPARATOR: &str = " ; ";

/// Write the rows, the headings first.
///
/// # Errors
/// The answer cannot be written.
pub fn write(
    headings: &[String],
    columns: &[Column],
    rows: &[Row<'_>],
    lang: Lang,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(out);
    writer
        .write_record(headings)
        .map_err(std::io::Error::from)?;
    for row in rows {
        let cells = columns
            .iter()
            .map(|column| plain(&cell(*column, row), lang));
        writer.write_record(cells).map_err(std::io::Error::from)?;
    }
    writer.flush()?;
    Ok(())
}

/// A cell as a program reads it, save for what only a sentence can say.
pub fn plain(cell: &Cell<'_>, lang: Lang) -> String {
    match cell {
        Cell::Money(amount) => amount.bare(),
        // A derived date is the sub-actions', and no export writes it as the action's own.
        Cell::Date(shown) if shown.derived => String::new(),
        Cell::Date(shown) => shown.date.to_string(),
        Cell::Budget(_, lines) => {
            let lines: Vec<String> = lines
                .iter()
                .map(|(part, line)| {
                    let line = text::line(line, lang);
                    match part {
                        Some(part) => format!("{} – {line}", part.title),
                        None => line,
                    }
                })
                .collect();
            lines.join(SEPARATOR)
        }
        other => text::cell(other, SEPARATOR, lang),
    }
}
