//! Answers on a terminal: tables that fit it, no text that steers it.

use std::io::Write;

use anstyle::Style;

use crate::error::Error;
use crate::render::answer::{Block, Item, Span};
use crate::render::bars::drawn;
use crate::render::screen::{Screen, visible};
use crate::render::screen_table::write_table;
use crate::render::value::Value;
use crate::render::wrap::{length, wrap};
use crate::words::{Lang, Word};

/// The width of lines where nothing limits them.
const WIDTH: usize = 100;

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
