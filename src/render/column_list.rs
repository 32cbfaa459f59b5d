//! The columns that an answer can show, with their headings.

use std::io::Write;

use crate::error::Error;
use crate::model::column::Column;
use crate::render::table::{self, Screen, TableHeading};
use crate::words::{Lang, Word};

/// Write each column's name and heading.
///
/// # Errors
/// The answer cannot be written.
pub fn write_columns(lang: Lang, screen: Screen, out: &mut dyn Write) -> Result<(), Error> {
    let heading = |word| TableHeading::words(lang.word(word));
    let rows = Column::ALL
        .iter()
        .map(|column| vec![column.name().to_owned(), lang.heading(*column).to_owned()]);
    let headings = [heading(Word::Column), heading(Word::Heading)];
    table::write(&headings, rows.collect(), 0, screen, out)
}
