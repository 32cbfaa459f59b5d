//! Tables that fit the terminal.

use std::io::Write;

use anstyle::{Effects, Style};
use comfy_table::{
    Attribute, Cell, CellAlignment, ColumnConstraint, ContentArrangement, Row, Table, Width,
};

use crate::error::Error;
use crate::render::wrap::{length, longest_piece, longest_word, wrap};

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
pub struct TableHeading {
    /// Its title.
    pub title: String,
    /// Whether it holds numbers, which stand on the right.
    pub numeric: bool,
    /// Whether it holds sentences, which take the width that the others leave.
    pub wide: bool,
}

impl TableHeading {
    /// A column of short words.
    pub fn words(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            numeric: false,
            wide: false,
        }
    }

    /// A column of numbers.
    pub fn numbers(title: impl Into<String>) -> Self {
        Self {
            numeric: true,
            ..Self::words(title)
        }
    }

    /// A column of sentences.
    pub fn sentences(title: impl Into<String>) -> Self {
        Self {
            wide: true,
            ..Self::words(title)
        }
    }
}

/// Rows under a title of their own, or all rows under none.
#[derive(Debug, Clone)]
pub struct TableSection {
    /// The title.
    pub title: Option<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// Write a table; the last `footer` rows stand out as totals.
///
/// # Errors
/// The answer cannot be written.
pub fn write(
    headings: &[TableHeading],
    rows: Vec<Vec<String>>,
    footer: usize,
    screen: Screen,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let section = TableSection { title: None, rows };
    write_sections(headings, &[section], footer, screen, out)
}

/// Write sections one below the other, in the same columns; the last `footer` rows of each stand out as totals.
///
/// # Errors
/// The answer cannot be written.
pub fn write_sections(
    headings: &[TableHeading],
    sections: &[TableSection],
    footer: usize,
    screen: Screen,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let titles: Vec<String> = headings
        .iter()
        .map(|heading| heading.title.clone())
        .collect();
    let rows = sections.iter().flat_map(|section| &section.rows);
    let layout = ColumnWidths::of(headings, std::iter::once(&titles).chain(rows), screen.width);
    for (index, section) in sections.iter().enumerate() {
        let mut table = Table::new();
        table.load_style(comfy_table::presets::NOTHING);
        // The widths are settled here: whole words first, numbers never broken.
        table.set_content_arrangement(ContentArrangement::Disabled);
        if screen.styled {
            table.enforce_styling();
        } else {
            table.force_no_tty();
        }
        let last = section.rows.len().saturating_sub(footer);
        if index == 0 {
            table.add_row(layout.row(&titles, headings, screen.styled));
        }
        for (index, texts) in section.rows.iter().enumerate() {
            table.add_row(layout.row(texts, headings, screen.styled && index >= last));
        }
        for (column, width) in table.column_iter_mut().zip(&layout.widths) {
            let width = u16::try_from(*width).unwrap_or(u16::MAX - layout.gap);
            column.set_padding((0, layout.gap));
            // Every section keeps to the columns of all.
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width + layout.gap)));
        }
        let mut lines: Vec<String> = table
            .lines()
            .map(|line| line.trim_end().to_owned())
            .collect();
        if let Some(title) = &section.title {
            let bold = if screen.styled {
                Style::new().effects(Effects::BOLD)
            } else {
                Style::new()
            };
            let head = if index == 0 {
                layout.height(&titles)
            } else {
                0
            };
            let title = wrap(title, layout.total())
                .into_iter()
                .map(|line| format!("{}{line}{}", bold.render(), bold.render_reset()));
            lines.splice(head..head, std::iter::once(String::new()).chain(title));
        }
        for line in lines {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

fn alignment(heading: &TableHeading) -> CellAlignment {
    if heading.numeric {
        CellAlignment::Right
    } else {
        CellAlignment::Left
    }
}

/// How wide each column is, and how far apart they stand.
struct ColumnWidths {
    widths: Vec<usize>,
    gap: u16,
}

impl ColumnWidths {
    /// A row of the table, its texts wrapped to the widths.
    fn row(&self, texts: &[String], headings: &[TableHeading], bold: bool) -> Row {
        let cells = texts
            .iter()
            .zip(headings)
            .zip(&self.widths)
            .map(|((text, heading), width)| {
                let cell =
                    Cell::new(wrap(text, *width).join("\n")).set_alignment(alignment(heading));
                if bold {
                    cell.add_attribute(Attribute::Bold)
                } else {
                    cell
                }
            });
        cells.collect::<Vec<_>>().into()
    }

    /// How many lines a row takes.
    fn height(&self, texts: &[String]) -> usize {
        let heights = texts
            .iter()
            .zip(&self.widths)
            .map(|(text, width)| wrap(text, *width).len());
        heights.max().unwrap_or(1)
    }

    /// How wide the table is.
    fn total(&self) -> usize {
        let gaps = usize::from(self.gap) * self.widths.len().saturating_sub(1);
        self.widths.iter().sum::<usize>() + gaps
    }

    /// The widths that fit `screen`: the widest column gives way first, down to its longest word; if that
    /// is not enough, words break, in the columns of sentences last of all.
    fn of<'a>(
        headings: &[TableHeading],
        rows: impl Iterator<Item = &'a Vec<String>> + Clone,
        screen: Option<u16>,
    ) -> Self {
        let widest = |measure: fn(&str) -> usize| -> Vec<usize> {
            (0..headings.len())
                .map(|index| {
                    rows.clone()
                        .map(|row| measure(&row[index]))
                        .max()
                        .unwrap_or(0)
                })
                .collect()
        };
        let mut widths = widest(length);
        let Some(screen) = screen.map(usize::from) else {
            return Self { widths, gap: 2 };
        };
        let words = widest(longest_word);
        let pieces = widest(longest_piece);
        let room = |gap: usize| screen.saturating_sub(gap * headings.len().saturating_sub(1));
        let gap: u16 = if words.iter().sum::<usize>() + SENTENCE <= room(2) {
            2
        } else {
            1
        };
        let floors = |of_sentences: &dyn Fn(usize) -> usize, of_others: &dyn Fn(usize) -> usize| {
            let floor = |(index, heading): (usize, &TableHeading)| match heading {
                TableHeading { numeric: true, .. } => words[index],
                TableHeading { wide: true, .. } => of_sentences(index),
                TableHeading { .. } => of_others(index),
            };
            headings.iter().enumerate().map(floor).collect::<Vec<_>>()
        };
        for floors in [
            floors(&|index| words[index].max(SENTENCE), &|index| words[index]),
            floors(&|index| words[index].max(SENTENCE), &|index| pieces[index]),
            floors(&|_| NARROWEST, &|index| pieces[index]),
            floors(&|_| NARROWEST, &|_| NARROWEST),
        ] {
            shrink(&mut widths, &floors, room(gap.into()));
        }
        // Broken lines are shorter than the width they were broken for.
        let lines = |row: &Vec<String>, index: usize, width: usize| {
            let lines = wrap(&row[index], width);
            lines.iter().map(|line| length(line)).max().unwrap_or(0)
        };
        let widths = widths.iter().enumerate().map(|(index, width)| {
            let rows = rows.clone();
            rows.map(|row| lines(row, index, *width)).max().unwrap_or(0)
        });
        Self {
            widths: widths.collect(),
            gap,
        }
    }
}

/// The width below which a column of sentences is tiring to read.
const SENTENCE: usize = 24;
/// The width that no column gives up.
const NARROWEST: usize = 6;

/// Take from the widest column that is above its floor, until all fit into `room` or none is left.
fn shrink(widths: &mut [usize], floors: &[usize], room: usize) {
    while widths.iter().sum::<usize>() > room {
        let above = (0..widths.len()).filter(|index| widths[*index] > floors[*index]);
        let Some(index) = above.max_by_key(|index| widths[*index]) else {
            return;
        };
        widths[index] -= 1;
    }
}
