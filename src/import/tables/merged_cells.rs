//! The cells of a sheet by their places: a sheet may be a million rows high and hold a hundred cells.

use std::collections::BTreeMap;

use calamine::{Data, Dimensions, Range};

use crate::error::TableFault;
use crate::import::tables::book::{Attached, Cell, Record};

/// The most cells of a sheet, those counted that stand empty before others.
pub const MOST: usize = 5_000_000;

/// What hangs on a cell, by its row and column.
pub type PlacedAttached = ((u32, u32), Attached);

/// Cells that hold something, by row and column, both from 0.
#[derive(Debug, Default)]
pub struct MergedCells {
    rows: BTreeMap<u32, BTreeMap<u32, Cell>>,
    attached: BTreeMap<u32, Vec<(usize, Attached)>>,
}

impl MergedCells {
    /// The cells of a range, each made of its place and what it holds.
    pub fn of(range: &Range<Data>, cell: impl Fn((u32, u32), &Data) -> Cell) -> Self {
        let (top, left) = range.start().unwrap_or_default();
        let mut cells = Self::default();
        for (row, column, data) in range.used_cells() {
            // A sheet has fewer rows and columns than 32 bits count.
            let place = (top + row as u32, left + column as u32);
            cells.put(place, cell(place, data));
        }
        cells
    }

    /// Put a cell in its place, by row and column.
    pub fn put(&mut self, (row, column): (u32, u32), cell: Cell) {
        if !cell.is_empty() {
            self.rows.entry(row).or_default().insert(column, cell);
        }
    }

    /// Hang things on cells.
    pub fn attach(&mut self, all: impl IntoIterator<Item = PlacedAttached>) {
        for ((row, column), attached) in all {
            let cells = self.attached.entry(row).or_default();
            cells.push((column as usize, attached));
        }
    }

    /// The rows that hold something, each merged range giving its value to all its cells in them.
    ///
    /// # Errors
    /// The rows span more cells than are read.
    pub fn records(
        mut self,
        sheet: &str,
        merged: &[Dimensions],
    ) -> Result<Vec<Record>, TableFault> {
        let too_many = || TableFault::TooManyCells {
            sheet: sheet.to_owned(),
            most: MOST,
        };
        let mut rest = MOST;
        let mut spend = |cells: usize| {
            let left = rest.checked_sub(cells).ok_or_else(too_many);
            left.map(|left| rest = left)
        };
        let last = self.rows.values().filter_map(|row| row.keys().next_back());
        let last = last.max().copied().unwrap_or(0);
        let mut spread: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for range in merged {
            let (top, left) = range.start;
            let Some(value) = self.rows.get(&top).and_then(|row| row.get(&left)).cloned() else {
                continue;
            };
            let right = range.end.1.min(last);
            if range.end.0 < top || right < left {
                continue;
            }
            for (number, row) in self.rows.range_mut(top..=range.end.0) {
                spend((right - left) as usize + 1)?;
                for column in left..=right {
                    row.insert(column, value.clone());
                    if (*number, column) != (top, left) {
                        spread.entry(*number).or_default().push(column as usize);
                    }
                }
            }
        }
        let mut records = Vec::with_capacity(self.rows.len());
        for (row, held) in self.rows {
            let end = held.keys().next_back();
            let width = end.map_or(0, |column| *column as usize + 1);
            spend(width)?;
            let mut cells = vec![Cell::Empty; width];
            for (column, cell) in held {
                cells[column as usize] = cell;
            }
            records.push(Record {
                number: row as usize + 1,
                cells,
                spread: spread.remove(&row).unwrap_or_default(),
                attached: self.attached.remove(&row).unwrap_or_default(),
            });
        }
        Ok(records)
    }
}

#[cfg(test)]
mod tests {
    use calamine::Dimensions;

    use super::MergedCells;
    use crate::error::TableFault;
    use crate::import::tables::book::Cell;

    fn sheet(cells: &[(u32, u32, &str)]) -> MergedCells {
        let mut sheet = MergedCells::default();
        for (row, column, text) in cells {
            sheet.put((*row, *column), Cell::written(text));
        }
        sheet
    }

    #[test]
    fn a_merged_range_gives_its_value_to_all_its_cells_in_rows_that_hold_something() {
        let cells = [
            (0, 0, "Plan"),
            (2, 0, "Axe"),
            (2, 1, "a"),
            (3, 1, "b"),
            (9, 2, "c"),
        ];
        let merged = [
            Dimensions::new((0, 0), (0, 30)),
            Dimensions::new((2, 0), (7, 0)),
            // Upside down, and of nothing.
            Dimensions::new((9, 2), (3, 1)),
            Dimensions::new((20, 20), (30, 30)),
        ];
        let records = sheet(&cells).records("Feuille", &merged).expect("records");
        let shown: Vec<String> = records
            .iter()
            .map(|record| {
                let texts: Vec<_> = record.cells.iter().map(Cell::text).collect();
                format!("{} {}", record.number, texts.join("|"))
            })
            .collect();
        assert_eq!(shown, ["1 Plan|Plan|Plan", "3 Axe|a", "4 Axe|b", "10 ||c"]);
        let spread: Vec<&[usize]> = records.iter().map(|record| &record.spread[..]).collect();
        assert_eq!(spread, [&[1, 2][..], &[], &[0], &[]]);
    }

    #[test]
    fn a_sheet_that_spans_too_much_is_refused() {
        let mut wide = MergedCells::default();
        for row in 0..400 {
            wide.put((row, 16_383), Cell::Boolean(true));
        }
        let fault = wide.records("Feuille", &[]);
        assert!(
            matches!(fault, Err(TableFault::TooManyCells { .. })),
            "{fault:?}"
        );
    }
}
