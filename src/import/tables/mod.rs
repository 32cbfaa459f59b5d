//! Tables as they stand in a file, whatever wrote it: bytes come in, cells go out.

pub mod base;
pub mod book;
mod comments;
mod delimited;
mod encoding;
mod excel_97;
mod guard;
mod merged_cells;
pub(in crate::import) mod number_format;
mod opendocument;
mod spreadsheet;

use crate::error::TableFault;
use crate::import::tables::book::Book;

/// The tables of a file, by its bytes alone: its name may lie.
///
/// # Errors
/// No table can be read in it.
pub fn read(bytes: &[u8]) -> Result<Book, TableFault> {
    if bytes.len() > TableFault::MOST_BYTES {
        return Err(TableFault::TooLarge(TableFault::MOST_BYTES / 1_000_000));
    }
    match spreadsheet::read(bytes)? {
        Some(book) => Ok(book),
        None => delimited::read(bytes),
    }
}
