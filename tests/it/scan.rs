//! The scanned table that the plan was read from, as lines and cells. It knows nothing of the program.
#![allow(dead_code, reason = "each test uses what it needs of it")]

use std::path::Path;

/// A line of the scan that holds a row of the plan's table.
pub struct Line {
    /// The line's number in the file, from 1.
    pub number: usize,
    /// How many cells the headings above it have.
    pub columns: usize,
    /// The cells as they read: without tags of HTML, one blank between words.
    pub cells: Vec<String>,
}

/// The lines that hold a row: all but blank lines, headings and the rule of dashes.
pub fn lines() -> Vec<Line> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/dijon-action-table.tsv.txt");
    let text = std::fs::read_to_string(path).expect("the scan can be read");
    let mut lines = Vec::new();
    let mut columns = 0;
    for (index, line) in text.lines().enumerate() {
        let cells: Vec<String> = line.split('\t').map(read).collect();
        let says_nothing = cells.iter().all(|cell| cell.trim_matches('-').is_empty());
        if cells[0] == "Thème" {
            columns = cells.len();
        } else if !says_nothing {
            lines.push(Line {
                number: index + 1,
                columns,
                cells,
            });
        }
    }
    lines
}

fn read(cell: &str) -> String {
    let mut read = String::new();
    let mut is_tag = false;
    for letter in cell.chars() {
        match letter {
            '<' => is_tag = true,
            '>' if is_tag => {
                is_tag = false;
                read.push(' ');
            }
            letter if !is_tag => read.push(letter),
            _ => {}
        }
    }
    read.split_whitespace().collect::<Vec<_>>().join(" ")
}
