//! The sheet of an exported workbook that keeps what the plan said then, for its way back.

use crate::import::tables::book::Book;
use crate::model::fingerprint::BASE;

/// Take that sheet out of a book: the actions as JSON, one a line; none where it was lost.
///
/// A row holds an id and the object of its action, cut where it is longer than a cell.
pub fn take(book: &mut Book) -> Option<String> {
    let place = book.grids.iter().position(|grid| {
        let first = grid.records.first();
        first.is_some_and(|record| record.cell(0).text() == BASE)
    })?;
    let grid = book.grids.remove(place);
    let rows = grid.records.iter().skip(1).map(|record| {
        let pieces = record.cells.iter().skip(1);
        pieces.map(|cell| cell.text().into_owned()).collect()
    });
    Some(rows.collect::<Vec<String>>().join("\n"))
}
