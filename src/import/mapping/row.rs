//! A row, its cells below the headings that say what they hold.

use std::borrow::Cow;

use crate::import::cells::reading::{is_filler, on_one_line};
use crate::import::cells::texts::without_tags;
use crate::import::mapping::draft::KeptCell;
use crate::import::mapping::heading::{Heading, Layout, Target};
use crate::import::tables::book::{Cell, Record};

/// A row below the headings of its table.
pub struct Row<'a> {
    /// The row as the table has it.
    pub record: &'a Record,
    /// Its cells, one a heading.
    pub cells: Vec<HeadedCell<'a>>,
}

/// A cell below its heading.
#[derive(Clone, Copy)]
pub struct HeadedCell<'a> {
    /// The heading.
    pub heading: &'a Heading,
    /// The cell.
    pub cell: &'a Cell,
    /// The number of its row.
    pub row: usize,
    /// Whether a merged range spreads the cell here from another row or column.
    pub spread: bool,
}

impl<'a> Row<'a> {
    /// The cells of a record below the headings of a layout.
    pub fn of(record: &'a Record, layout: &'a Layout) -> Self {
        let headings = layout.headings.iter().enumerate();
        let cells = headings.map(|(index, heading)| HeadedCell {
            heading,
            cell: record.cell(index),
            row: record.number,
            spread: record.spread.contains(&index),
        });
        let cells = cells.collect();
        Self { record, cells }
    }

    /// The cell of the column that holds this; the first where there are several.
    pub fn cell(&self, target: impl Into<Target>) -> Option<HeadedCell<'a>> {
        let target = target.into();
        let mut cells = self.cells.iter();
        cells.find(|cell| cell.heading.target == target).copied()
    }

    /// What the cell of that column says, where it says something.
    pub fn text(&self, target: impl Into<Target>) -> Option<String> {
        let text = self.cell(target)?.text().trim().to_owned();
        (!is_filler(&text)).then_some(text)
    }
}

impl<'a> HeadedCell<'a> {
    /// The cell as text.
    pub fn text(&self) -> Cow<'a, str> {
        self.cell.text()
    }

    /// The cell as text on one line.
    pub fn line(&self) -> String {
        on_one_line(&self.text())
    }

    /// What the spreadsheet shows of the cell, on one line, without tags.
    pub fn shown(&self) -> String {
        on_one_line(&without_tags(&self.cell.shown()))
    }

    /// Whether nothing stands there but what only fills the place.
    pub fn is_filler(&self) -> bool {
        is_filler(&self.text())
    }

    /// A text of the cell, to be kept word for word.
    pub fn kept(&self, text: &str) -> KeptCell {
        KeptCell {
            row: self.row,
            heading: self.heading.text.clone(),
            text: text.trim().to_owned(),
        }
    }
}
