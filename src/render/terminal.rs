//! Answers on a terminal: tables that fit it, no text that steers it.

use std::io::Write;

use anstyle::{Effects, Style};
use comfy_table::{
    Attribute, Cell, CellAlignment, ColumnConstraint, ContentArrangement, Row, Table as Screenful,
    Width,
};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator, ParallelSlice};

use crate::document::decode::is_control;
use crate::error::Error;
use crate::render::answer::{Block, HeadingKind, Item, Span, Table, TableHeading, TableSection};
use crate::render::bars::drawn;
use crate::render::value::Value;
use crate::render::wrap::{length, longest_piece, longest_word, wrap};
use crate::words::{Lang, Word};

/// How a terminal wants its answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// The columns of characters; none where nothing limits them, as in a pipe.
    pub width: Option<u16>,
    /// Whether bold and colours are welcome.
    pub styled: bool,
}

impl Screen {
    /// The style of what stands out.
    pub fn bold(self) -> Style {
        let bold = Style::new().effects(Effects::BOLD);
        if self.styled { bold } else { Style::new() }
    }
}

/// The width of lines where nothing limits them.
const WIDTH: usize = 100;
/// The width below which columns that others make up for are left out.
const NARROW: u16 = 100;

/// The text on one line, no character of which steers a terminal.
pub fn visible(text: &str) -> String {
    if !text.contains(|c| c == '\n' || c == '\t' || is_control(c)) {
        return text.to_owned();
    }
    let shown = |c: char| match c {
        '\n' | '\t' => ' ',
        c if is_control(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    text.chars().map(shown).collect()
}

/// The text line by line, no character of which steers a terminal.
pub fn visible_lines(text: &str) -> String {
    text.replace(is_control, "\u{fffd}")
}

/// Write an answer.
///
/// # Errors
/// The answer cannot be written.
pub fn write(
    blocks: &[Block],
    lang: Lang,
    screen: Screen,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let page = Page {
        width: screen.width.map_or(WIDTH, usize::from),
        bold: screen.bold(),
        lang,
    };
    let mut is_below_heading = false;
    for (index, block) in blocks.iter().enumerate() {
        let belongs = matches!(
            block,
            Block::Table(_) | Block::Fields(_) | Block::Paragraph(_)
        );
        let is_close = is_below_heading && belongs || matches!(block, Block::Code(..));
        if index > 0 && !is_close {
            writeln!(out)?;
        }
        is_below_heading = matches!(block, Block::Heading(..));
        match block {
            Block::Heading(_, text) => page.lines(text, ["", ""], page.bold, out)?,
            Block::Paragraph(text) => page.lines(text, ["", ""], Style::new(), out)?,
            Block::Prose(title, text) => page.prose(title.as_deref(), text, out)?,
            Block::Fields(fields) => page.fields(fields, out)?,
            Block::Entry(item) => page.item(item, 0, out)?,
            Block::Remarks(text, remarks) => {
                // A program that reads them wants each on its line.
                let width = screen.width.map_or(usize::MAX, usize::from);
                let page = Page { width, ..page };
                page.lines(text, ["", ""], Style::new(), out)?;
                for remark in remarks {
                    page.lines(remark, ["- ", "  "], Style::new(), out)?;
                }
            }
            Block::Lines(lines) => {
                for line in lines {
                    writeln!(out, "{}", visible(line))?;
                }
            }
            Block::Code(_, text) => {
                for line in text.lines() {
                    writeln!(out, "    {}", visible(line))?;
                }
            }
            Block::Table(table) => write_table(table, lang, screen, out)?,
            Block::Chart(chart) => write_table(&drawn(chart), lang, screen, out)?,
            Block::Part(.., blocks) => self::write(blocks, lang, screen, out)?,
        }
    }
    Ok(())
}

/// The width that the names of fields take.
const LABEL: usize = 28;
/// The least width that a text is given, whatever stands beside it.
const LEAST: usize = 20;

/// How texts stand on a screen.
#[derive(Clone, Copy)]
struct Page {
    width: usize,
    bold: Style,
    lang: Lang,
}

impl Page {
    /// Writes a text, what begins its first line and the others before it.
    fn lines(
        self,
        text: &str,
        [first, next]: [&str; 2],
        style: Style,
        out: &mut dyn Write,
    ) -> Result<(), Error> {
        let room = self.width.saturating_sub(length(next)).max(LEAST);
        let mut begin = first;
        for line in wrap(&visible(text), room) {
            writeln!(out, "{begin}{style}{line}{style:#}")?;
            begin = next;
        }
        Ok(())
    }

    /// Writes a long text, its own lines kept apart.
    fn prose(self, title: Option<&str>, text: &str, out: &mut dyn Write) -> Result<(), Error> {
        let page = self.readable();
        let mut indent = "";
        if let Some(title) = title {
            page.lines(title, ["", ""], page.bold, out)?;
            indent = "  ";
        }
        for line in text.lines() {
            let hanging = if line.starts_with("- ") { "  " } else { "" };
            let next = format!("{indent}{hanging}");
            page.lines(line, [indent, &next], Style::new(), out)?;
        }
        Ok(())
    }

    fn fields(self, fields: &[(String, Value)], out: &mut dyn Write) -> Result<(), Error> {
        let page = self.readable();
        for (name, value) in fields {
            let value = match value {
                Value::Absent => self.lang.word(Word::NOT_FILLED_IN).to_owned(),
                // All of it: nothing else shows what is cut here.
                value => value.shown(self.lang, None),
            };
            let name = visible(name);
            let gap = " ".repeat(LABEL.saturating_sub(length(&name)));
            let bold = page.bold;
            let name = format!("{bold}{name}{bold:#}{gap}");
            page.lines(&value, [&name, &" ".repeat(LABEL)], Style::new(), out)?;
        }
        Ok(())
    }

    fn item(self, item: &Item, depth: usize, out: &mut dyn Write) -> Result<(), Error> {
        let text: String = item.text.iter().map(marked).collect();
        let (style, mark) = match depth {
            0 => (self.bold, ""),
            _ => (Style::new(), "- "),
        };
        let indent = "  ".repeat(depth);
        let [first, next] = [format!("{indent}{mark}"), format!("{indent}  ")];
        self.lines(&text, [&first, &next], style, out)?;
        item.below
            .iter()
            .try_for_each(|item| self.item(item, depth + 1, out))
    }

    /// The same no wider than is pleasant to read.
    fn readable(self) -> Self {
        Self {
            width: self.width.min(WIDTH),
            ..self
        }
    }
}

/// A run with signs around what changed: a colour alone would say nothing to some.
fn marked(span: &Span) -> String {
    match span {
        Span::Plain(text) | Span::Link(text, _) => text.clone(),
        Span::Removed(text) => format!("[-{text}-]"),
        Span::Added(text) => format!("{{+{text}+}}"),
    }
}

/// A section of a table as texts.
struct SectionTexts {
    title: Option<String>,
    rows: Vec<Vec<String>>,
    footer: usize,
}

impl SectionTexts {
    fn of(
        section: &TableSection,
        table: &Table,
        is_shown: &(dyn Fn(&TableHeading) -> bool + Sync),
        lang: Lang,
        screen: Screen,
    ) -> Self {
        let title = section.title.as_ref().map(|title| match table.by {
            Some(_) => format!("{} ({})", visible(title), section.rows.len()),
            None => visible(title),
        });
        let row = |row: &Vec<Value>| {
            let cells = row.iter().zip(&table.headings);
            let cells = cells.filter(|(_, heading)| is_shown(heading));
            cells
                .map(|(value, _)| visible(&value.shown(lang, screen.width)))
                .collect()
        };
        Self {
            title,
            rows: section.rows.par_iter().map(row).collect(),
            footer: section.footer,
        }
    }
}

/// Write a table, its sections one below the other in the same columns.
fn write_table(
    table: &Table,
    lang: Lang,
    screen: Screen,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let is_narrow = screen.width.is_some_and(|width| width < NARROW);
    let is_shown = |heading: &TableHeading| !(is_narrow && heading.is_spare);
    let sections: Vec<SectionTexts> = table
        .sections
        .iter()
        .map(|section| SectionTexts::of(section, table, &is_shown, lang, screen))
        .collect();
    let headings: Vec<&TableHeading> = table
        .headings
        .iter()
        .filter(|heading| is_shown(heading))
        .collect();
    let titles: Vec<String> = headings
        .iter()
        .map(|heading| visible(&heading.title))
        .collect();
    let rows = sections.iter().flat_map(|section| &section.rows);
    let all = std::iter::once(&titles).chain(rows);
    let layout = ColumnWidths::of(headings, all, screen.width);
    let bold = screen.bold();
    let head = std::slice::from_ref(&titles);
    write!(out, "{}", layout.lines(head, bold))?;
    for section in &sections {
        if let Some(title) = &section.title {
            writeln!(out)?;
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
    Ok(())
}

/// How many rows are laid out at once: all of them would take the memory of the plan once more.
const CHUNK: usize = 512;

/// How wide each column is, and how far apart they stand.
struct ColumnWidths<'a> {
    headings: Vec<&'a TableHeading>,
    widths: Vec<usize>,
    gap: u16,
}

impl<'a> ColumnWidths<'a> {
    /// The lines of rows.
    fn lines(&self, rows: &[Vec<String>], style: Style) -> String {
        let mut shown = Screenful::new();
        shown.load_style(comfy_table::presets::NOTHING);
        // The widths are settled here: whole words first, numbers never broken.
        shown.set_content_arrangement(ContentArrangement::Disabled);
        let is_bold = style.get_effects().contains(Effects::BOLD);
        if is_bold {
            shown.enforce_styling();
        } else {
            shown.force_no_tty();
        }
        for texts in rows {
            shown.add_row(self.row(texts, is_bold));
        }
        for (column, width) in shown.column_iter_mut().zip(&self.widths) {
            let width = u16::try_from(*width).unwrap_or(u16::MAX - self.gap);
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
    fn row(&self, texts: &[String], is_bold: bool) -> Row {
        let cells = texts.iter().zip(&self.headings).zip(&self.widths);
        let cells = cells.map(|((text, heading), width)| {
            let alignment = match heading.kind {
                HeadingKind::Numbers => CellAlignment::Right,
                HeadingKind::Words | HeadingKind::Sentences => CellAlignment::Left,
            };
            let cell = Cell::new(wrap(text, *width).join("\n")).set_alignment(alignment);
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
        let gaps = usize::from(self.gap) * self.widths.len().saturating_sub(1);
        self.widths.iter().sum::<usize>() + gaps
    }

    /// The widths that fit `screen`: the widest column gives way first, down to its longest word; if that
    /// is not enough, words break, in the columns of sentences last of all.
    fn of<'r>(
        headings: Vec<&'a TableHeading>,
        rows: impl Iterator<Item = &'r Vec<String>> + Clone,
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
            return Self {
                headings,
                widths,
                gap: 2,
            };
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
            let floor = |(index, heading): (usize, &&TableHeading)| match heading.kind {
                HeadingKind::Numbers => words[index],
                HeadingKind::Sentences => of_sentences(index),
                HeadingKind::Words => of_others(index),
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
            headings,
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
