//! A table on a screen: the widths of its columns, and what there is no room for.

use std::io::Write;

use anstyle::{Effects, Style};
use comfy_table::{
    Attribute, Cell, CellAlignment, Color, ColumnConstraint, ContentArrangement, Row,
    Table as Screenful, Width,
};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator, ParallelSlice};

use crate::error::Error;
use crate::render::answer::{HeadingKind, Table, TableHeading, TableSection};
use crate::render::screen::{Screen, visible};
use crate::render::value::{Tone, Value};
use crate::render::wrap::{length, longest_piece, longest_word, wrap};
use crate::words::{Lang, Note};

/// A cell as a screen shows it.
struct CellText {
    text: String,
    tone: Option<Tone>,
}

/// A section of a table as texts.
struct SectionTexts {
    title: Option<String>,
    rows: Vec<Vec<CellText>>,
    footer: usize,
}

impl SectionTexts {
    fn of(section: &TableSection, table: &Table, lang: Lang, screen: Screen) -> Self {
        let title = section.title.as_ref().map(|title| match table.by {
            Some(_) => format!("{} ({})", visible(title), section.rows.len()),
            None => visible(title),
        });
        let cell = |value: &Value| CellText {
            text: visible(&value.shown(lang, screen.width)),
            tone: value.tone().filter(|_| screen.styled),
        };
        let row = |row: &Vec<Value>| row.iter().map(cell).collect();
        Self {
            title,
            rows: section.rows.par_iter().map(row).collect(),
            footer: section.footer,
        }
    }
}

/// Write a table, its sections one below the other in the same columns, and name the columns that there is no room for.
///
/// # Errors
/// The answer cannot be written.
pub fn write_table(
    table: &Table,
    lang: Lang,
    screen: Screen,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let sections: Vec<SectionTexts> = table
        .sections
        .iter()
        .map(|section| SectionTexts::of(section, table, lang, screen))
        .collect();
    let title = |heading: &TableHeading| CellText {
        text: visible(&heading.title),
        tone: None,
    };
    let titles = vec![table.headings.iter().map(title).collect()];
    let rows = sections.iter().flat_map(|section| &section.rows);
    let all: Vec<&Vec<CellText>> = titles.iter().chain(rows).collect();
    let layout = ShownColumns::of(&table.headings, &all, screen.width);
    let bold = screen.bold();
    write!(out, "{}", layout.lines(&titles, bold))?;
    let mut is_behind_total = false;
    for section in &sections {
        if is_behind_total {
            writeln!(out)?;
        }
        is_behind_total = section.footer > 0;
        if let Some(title) = &section.title {
            for line in wrap(title, layout.total()) {
                writeln!(out, "{bold}{line}{bold:#}")?;
            }
        }
        let last = section.rows.len().saturating_sub(section.footer);
        let (rows, footer) = section.rows.split_at(last);
        let rows = rows.par_chunks(CHUNK);
        let chunks: Vec<String> = rows.map(|rows| layout.lines(rows, Style::new())).collect();
        for lines in chunks {
            write!(out, "{lines}")?;
        }
        write!(out, "{}", layout.lines(footer, bold))?;
    }
    if !layout.left_out.is_empty() {
        let note = lang.note(&Note::NoRoom(layout.left_out));
        for line in wrap(&note, screen.width.map_or(usize::MAX, usize::from)) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

/// How many rows are laid out at once: all of them would take the memory of the plan once more.
const CHUNK: usize = 512;

/// A column that is shown: its place in the table, what it holds and how wide it is.
struct ShownColumn {
    index: usize,
    kind: HeadingKind,
    width: usize,
}

/// The columns that are shown, how far apart they stand, and the titles of those that there is no room for.
struct ShownColumns {
    columns: Vec<ShownColumn>,
    gap: u16,
    left_out: Vec<String>,
}

impl ShownColumns {
    /// The lines of rows.
    fn lines(&self, rows: &[Vec<CellText>], style: Style) -> String {
        let mut shown = Screenful::new();
        shown.load_style(comfy_table::presets::NOTHING);
        // The widths are settled here: whole words first, numbers never broken.
        shown.set_content_arrangement(ContentArrangement::Disabled);
        let is_bold = style.get_effects().contains(Effects::BOLD);
        let is_toned = |cell: &CellText| cell.tone.is_some();
        if is_bold || rows.iter().flatten().any(is_toned) {
            shown.enforce_styling();
        } else {
            shown.force_no_tty();
        }
        for texts in rows {
            shown.add_row(self.row(texts, is_bold));
        }
        for (column, of) in shown.column_iter_mut().zip(&self.columns) {
            let width = u16::try_from(of.width).unwrap_or(u16::MAX - self.gap);
            column.set_padding((0, self.gap));
            // All rows keep to the columns of all.
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width + self.gap)));
        }
        let mut lines = String::new();
        for line in shown.lines() {
            lines.push_str(line.trim_end());
            lines.push('\n');
        }
        lines
    }

    /// A row of the table, its texts wrapped to the widths.
    fn row(&self, cells: &[CellText], is_bold: bool) -> Row {
        let cells = self.columns.iter().map(|column| {
            let CellText { text, tone } = &cells[column.index];
            let alignment = match column.kind {
                HeadingKind::Numbers => CellAlignment::Right,
                HeadingKind::Words | HeadingKind::Sentences => CellAlignment::Left,
            };
            let lines = wrap(text, column.width).join("\n");
            let cell = Cell::new(lines).set_alignment(alignment);
            let cell = match tone {
                Some(Tone::Late) => cell.fg(Color::Red),
                Some(Tone::Done) => cell.fg(Color::Green),
                None => cell,
            };
            if is_bold {
                cell.add_attribute(Attribute::Bold)
            } else {
                cell
            }
        });
        cells.collect::<Vec<_>>().into()
    }

    /// How wide the table is.
    fn total(&self) -> usize {
        let gaps = usize::from(self.gap) * self.columns.len().saturating_sub(1);
        self.columns
            .iter()
            .map(|column| column.width)
            .sum::<usize>()
            + gaps
    }

    /// The columns that fit `screen`: those that it does without go first, from the left, while words would break;
    /// then the widest gives way, down to its longest word, and words break only if that is not enough, in the
    /// columns of sentences last of all.
    fn of(headings: &[TableHeading], rows: &[&Vec<CellText>], screen: Option<u16>) -> Self {
        let widest = |measure: fn(&str) -> usize| -> Vec<usize> {
            let of_column = |index: usize| {
                let cells = rows.iter().map(|row| measure(&row[index].text));
                cells.max().unwrap_or(0)
            };
            (0..headings.len()).map(of_column).collect()
        };
        let mut widths = widest(length);
        let mut shown: Vec<usize> = (0..headings.len()).collect();
        let mut left_out = Vec::new();
        let mut gap: u16 = 2;
        if let Some(screen) = screen.map(usize::from) {
            let words = widest(longest_word);
            let pieces = widest(longest_piece);
            let at_least = |least: usize| -> Vec<usize> {
                let words = words.iter().zip(&widths);
                words
                    .map(|(word, width)| (*word).max(least).min(*width))
                    .collect()
            };
            let readable = at_least(SENTENCE);
            let room =
                |gap: usize, columns: usize| screen.saturating_sub(gap * columns.saturating_sub(1));
            let floors = |of_sentences: &[usize], of_words: &[usize]| -> Vec<usize> {
                let floor = |(index, heading): (usize, &TableHeading)| match heading.kind {
                    HeadingKind::Numbers => words[index],
                    HeadingKind::Sentences => of_sentences[index],
                    HeadingKind::Words => of_words[index],
                };
                headings.iter().enumerate().map(floor).collect()
            };
            let sum = |of: &[usize], shown: &[usize]| -> usize {
                shown.iter().map(|index| of[*index]).sum()
            };
            let least = floors(&at_least(CRAMPED), &pieces);
            for (index, heading) in headings.iter().enumerate() {
                if heading.is_spare && sum(&least, &shown) > room(1, shown.len()) {
                    shown.retain(|one| *one != index);
                    left_out.push(visible(&heading.title));
                }
            }
            if sum(&words, &shown) + SENTENCE > room(2, shown.len()) {
                gap = 1;
            }
            let narrowest = vec![NARROWEST; headings.len()];
            for floors in [
                floors(&readable, &words),
                floors(&readable, &pieces),
                floors(&pieces, &pieces),
                floors(&narrowest, &pieces),
                floors(&narrowest, &narrowest),
            ] {
                shrink(&mut widths, &floors, &shown, room(gap.into(), shown.len()));
            }
        }
        // Broken lines are shorter than the width they were broken for.
        let taken = |index: usize| {
            let cells = rows.iter().map(|row| wrap(&row[index].text, widths[index]));
            let lines = cells.map(|lines| lines.iter().map(|line| length(line)).max());
            lines.flatten().max().unwrap_or(0)
        };
        let column = |index| ShownColumn {
            index,
            kind: headings[index].kind,
            width: taken(index),
        };
        Self {
            columns: shown.into_iter().map(column).collect(),
            gap,
            left_out,
        }
    }
}

/// The width below which a column of sentences is tiring to read.
const SENTENCE: usize = 24;
/// The width below which columns that others make up for give way to sentences.
const CRAMPED: usize = 16;
/// The width that no column gives up.
const NARROWEST: usize = 6;

/// Take from the widest of the shown columns that is above its floor, until all fit into `room` or none is left.
fn shrink(widths: &mut [usize], floors: &[usize], shown: &[usize], room: usize) {
    while shown.iter().map(|index| widths[*index]).sum::<usize>() > room {
        let above = shown
            .iter()
            .filter(|index| widths[**index] > floors[**index]);
        let Some(index) = above.max_by_key(|index| widths[**index]) else {
            return;
        };
        widths[*index] -= 1;
    }
}
