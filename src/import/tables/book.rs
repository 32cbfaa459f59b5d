//! The tables of a file, their rows and cells; nothing is known yet of what their columns mean.

use std::borrow::Cow;
use std::collections::BTreeSet;

use chrono::NaiveDate;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The tables of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    /// The name of its encoding, as in `UTF-8`, and what stands between two cells, where it is a text.
    pub text: Option<(&'static str, char)>,
    /// The tables that hold something, in the file's order.
    pub grids: Vec<Grid>,
}

impl Book {
    /// Every row of its tables.
    pub fn records(&mut self) -> impl Iterator<Item = &mut Record> {
        self.grids.iter_mut().flat_map(|grid| &mut grid.records)
    }
}

/// One table: a sheet, or the whole of a delimited file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// The sheet's name; none in delimited text.
    pub name: Option<String>,
    /// Whether the spreadsheet hides the sheet.
    pub hidden: bool,
    /// The rows that hold something.
    pub records: Vec<Record>,
}

impl Grid {
    /// Take the cells of these columns, named in the first row, for the numbers that they write.
    pub fn type_numbers(&mut self, columns: &BTreeSet<String>) {
        let Some((first, rows)) = self.records.split_first_mut() else {
            return;
        };
        for (index, heading) in first.cells.iter().enumerate() {
            if !columns.contains(heading.text().as_ref()) {
                continue;
            }
            for cell in rows.iter_mut().filter_map(|row| row.cells.get_mut(index)) {
                if let Cell::Text(digits) = cell {
                    *cell = Cell::Number(std::mem::take(digits));
                }
            }
        }
    }
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The row's number as the spreadsheet shows it; in delimited text the line that it begins on, from 1.
    pub number: usize,
    /// The cells from the first column to the last that holds something.
    pub cells: Vec<Cell>,
    /// The columns whose cell a merged range spreads here from another place.
    pub spread: Vec<usize>,
    /// What hangs on the cells, by their columns.
    pub attached: Vec<(usize, Attached)>,
}

impl Record {
    /// The cell in a column, counted from 0; empty past the row's end.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }

    /// What the row says, cell by cell, empty ones left out.
    pub fn told(&self) -> String {
        let texts = self.cells.iter().map(|cell| cell.text().trim().to_owned());
        let filled: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
        filled.join(" | ")
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing, or white space only.
    Empty,
    /// A text in NFC, its lines ended by LF, without blanks at its end.
    Text(String),
    /// A number in decimal digits, as in `-1250.5`: without exponent, and whole where it is whole.
    ///
    /// A spreadsheet computes in binary: what it holds as the sum of 0.1 and 0.2 is `0.30000000000000004`, and said so.
    Number(String),
    /// A number that is shown otherwise than by its digits.
    Formatted(Box<Formatted>),
    /// A day.
    Day(NaiveDate),
    /// True or false.
    Boolean(bool),
}

/// A number that its format shows otherwise than by its digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formatted {
    /// The number that the cell holds, as a bare cell has it.
    pub number: String,
    /// The number as it is shown: `3.10`.
    pub shown: String,
    /// The number, whole, with the words that the format sets beside it: `1500 k€`.
    pub words: Option<String>,
    /// By how many thousands of thousands it is shown smaller than it is, where no words say so.
    pub hidden: u32,
}

/// What hangs on a cell beside what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attached {
    /// The address that it leads to.
    Link(String),
    /// What somebody remarked on it.
    Comment(String),
    /// A formula whose value nobody has computed.
    Formula,
    /// Something that is not read.
    Unread,
    /// The word for a cell that is meant to be empty.
    Erased,
}

impl Cell {
    /// The cell that holds what somebody wrote.
    pub(in crate::import) fn written(text: &str) -> Self {
        let text = text.trim_end_matches([' ', '\t', '\r', '\n']);
        if text.trim_start().is_empty() {
            return Self::Empty;
        }
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        Self::Text(match is_nfc_quick(text.chars()) {
            IsNormalized::Yes => text,
            _ => text.nfc().collect(),
        })
    }

    /// The cell as text: a day in ISO, nothing for an empty cell.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) | Self::Number(text) => Cow::Borrowed(text),
            Self::Formatted(one) => Cow::Borrowed(one.words.as_ref().unwrap_or(&one.number)),
            Self::Day(day) => Cow::Owned(day.to_string()),
            Self::Boolean(true) => Cow::Borrowed("true"),
            Self::Boolean(false) => Cow::Borrowed("false"),
        }
    }

    /// The number that the cell is, where no words of its format make it something else.
    pub fn number(&self) -> Option<&str> {
        match self {
            Self::Number(number) => Some(number),
            Self::Formatted(one) if one.words.is_none() => Some(&one.number),
            _ => None,
        }
    }

    /// The cell as the spreadsheet shows it, which is what a code is: `3.10`.
    pub fn shown(&self) -> Cow<'_, str> {
        match self {
            Self::Formatted(one) if one.words.is_none() => Cow::Borrowed(&one.shown),
            other => other.text(),
        }
    }

    /// Whether nothing stands in the cell.
    pub fn is_empty(&self) -> bool {
        *self == Self::Empty
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, Record};
    use chrono::NaiveDate;

    #[test]
    fn a_cell_reads_as_text() {
        let day = NaiveDate::from_ymd_opt(2019, 11, 1).expect("a day");
        for (cell, expected) in [
            (Cell::Empty, ""),
            (Cell::Text("été 2019".to_owned()), "été 2019"),
            (Cell::Number("0.5".to_owned()), "0.5"),
            (Cell::Day(day), "2019-11-01"),
            (Cell::Boolean(true), "true"),
        ] {
            assert_eq!(cell.text(), expected);
        }
    }

    #[test]
    fn a_written_cell_keeps_all_but_the_blanks_at_its_end() {
        for (written, expected) in [
            ("  - un\r\n  - deux \t\r\n", "  - un\n  - deux"),
            ("un\rdeux", "un\ndeux"),
            ("e\u{301}te\u{301}", "\u{e9}t\u{e9}"),
            ("50\u{a0}000\u{a0}€\u{a0}", "50\u{a0}000\u{a0}€\u{a0}"),
            ("\u{a0} \n", ""),
        ] {
            assert_eq!(Cell::written(written).text(), expected, "{written:?}");
        }
        assert!(Cell::written(" \u{202f}").is_empty());
    }

    #[test]
    fn past_its_end_a_record_is_empty() {
        let cells = vec![Cell::Empty, Cell::Boolean(false)];
        let record = Record {
            number: 1,
            cells,
            spread: Vec::new(),
            attached: Vec::new(),
        };
        let empty: Vec<bool> = (0..3)
            .map(|column| record.cell(column).is_empty())
            .collect();
        assert_eq!(empty, [true, false, true]);
    }
}
