//! A cell of a row below the heading that says what it holds.

use crate::import::mapping::draft::KeptCell;
use crate::import::mapping::heading::Heading;
use crate::import::tables::book::Cell;

/// A cell below its heading.
#[derive(Clone, Copy)]
pub(super) struct HeadedCell<'a> {
    pub(super) heading: &'a Heading,
    pub(super) cell: &'a Cell,
    pub(super) row: usize,
    /// Whether a merged range spreads the cell here from another row or column.
    pub(super) spread: bool,
}

impl HeadedCell<'_> {
    pub(super) fn kept(&self, text: &str) -> KeptCell {
        KeptCell {
            row: self.row,
            heading: self.heading.text.clone(),
            text: text.trim().to_owned(),
        }
    }
}
