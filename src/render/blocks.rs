//! A short document of headings, paragraphs, entries and tables, as text, Markdown or HTML.

use std::io::Write;

use maud::{Markup, html};

use crate::error::Error;
use crate::render::grid::{TextTable, escaped};
use crate::render::table::{self, Screen};
use crate::render::wrap::wrap;

/// A run of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// As it is.
    Plain(String),
    /// What was there and is not any more.
    Removed(String),
    /// What is new.
    Added(String),
}

impl Span {
    /// A run of plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::Plain(text.into())
    }
}

/// A part of a document.
#[derive(Debug, Clone)]
pub enum Block {
    /// What the document is about.
    Title(String),
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// A thing and what is said of it.
    Entry {
        /// The thing.
        title: String,
        /// What is said of it.
        items: Vec<Vec<Span>>,
    },
    /// Short remarks, one a line.
    Notes(Vec<String>),
    /// A table.
    Table(TextTable),
}

/// The width of lines where nothing limits them.
const WIDTH: usize = 100;

/// Write it for a terminal.
///
/// # Errors
/// The answer cannot be written.
pub fn write_text(blocks: &[Block], screen: Screen, out: &mut dyn Write) -> Result<(), Error> {
    let width = screen.width.map_or(WIDTH, usize::from);
    let bold = |text: &str| {
        if screen.styled {
            let style = anstyle::Style::new().bold();
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    };
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 && !matches!(block, Block::Table(_)) {
            writeln!(out)?;
        }
        match block {
            Block::Title(text) | Block::Heading(text) => {
                for line in wrap(text, width) {
                    writeln!(out, "{}", bold(&line))?;
                }
            }
            Block::Paragraph(text) => lines(text, width, "", "", out)?,
            Block::Notes(notes) => {
                for note in notes {
                    lines(note, width, "", "  ", out)?;
                }
            }
            Block::Entry { title, items } => {
                lines(title, width, "", "  ", out)?;
                for item in items {
                    let marked: String = item.iter().map(marked).collect();
                    lines(&marked, width, "  - ", "    ", out)?;
                }
            }
            Block::Table(grid) => {
                let rows = grid.rows.clone();
                table::write(&grid.headings, rows, grid.footer, screen, out)?;
            }
        }
    }
    Ok(())
}

fn lines(
    text: &str,
    width: usize,
    first: &str,
    next: &str,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let room = width.saturating_sub(next.chars().count());
    for (index, line) in wrap(&text.replace('\n', " "), room).iter().enumerate() {
        writeln!(out, "{}{line}", if index == 0 { first } else { next })?;
    }
    Ok(())
}

/// A run with signs around what changed: a colour alone would say nothing to some.
fn marked(span: &Span) -> String {
    match span {
        Span::Plain(text) => text.clone(),
        Span::Removed(text) => format!("[-{text}-]"),
        Span::Added(text) => format!("{{+{text}+}}"),
    }
}

/// Write it as Markdown.
///
/// # Errors
/// The answer cannot be written.
pub fn write_markdown(blocks: &[Block], out: &mut dyn Write) -> Result<(), Error> {
    let mut in_list = false;
    for (index, block) in blocks.iter().enumerate() {
        let is_entry = matches!(block, Block::Entry { .. });
        if index > 0 && !(is_entry && in_list) {
            writeln!(out)?;
        }
        in_list = is_entry;
        match block {
            Block::Title(text) => writeln!(out, "## {}", escaped(text))?,
            Block::Heading(text) => writeln!(out, "### {}", escaped(text))?,
            Block::Paragraph(text) => writeln!(out, "{}", escaped(text))?,
            Block::Notes(notes) => {
                for note in notes {
                    writeln!(out, "- {}", escaped(note))?;
                }
            }
            Block::Entry { title, items } => {
                writeln!(out, "- **{}**", escaped(title))?;
                for item in items {
                    let text: String = item
                        .iter()
                        .map(|span| match span {
                            Span::Plain(text) => escaped_run(text),
                            Span::Removed(text) => format!("~~{}~~", escaped(text)),
                            Span::Added(text) => format!("**{}**", escaped(text)),
                        })
                        .collect();
                    writeln!(out, "  - {text}")?;
                }
            }
            Block::Table(grid) => grid.write_markdown(out)?,
        }
    }
    Ok(())
}

/// A run within a line: the blanks at its ends separate it from its neighbours.
fn escaped_run(text: &str) -> String {
    if text.trim().is_empty() {
        return text.to_owned();
    }
    let blank = |is_there: bool| if is_there { " " } else { "" };
    let (head, tail) = (text.starts_with(' '), text.ends_with(' '));
    format!("{}{}{}", blank(head), escaped(text), blank(tail))
}

/// Write it as a fragment of HTML, which stands in any page.
///
/// # Errors
/// The answer cannot be written.
pub fn write_html(blocks: &[Block], out: &mut dyn Write) -> Result<(), Error> {
    let fragment = html! {
        section {
            @for block in blocks {
                (markup(block))
                "\n"
            }
        }
    };
    writeln!(out, "{}", fragment.into_string())?;
    Ok(())
}

fn markup(block: &Block) -> Markup {
    match block {
        Block::Title(text) => html! { h2 { (text) } },
        Block::Heading(text) => html! { h3 { (text) } },
        Block::Paragraph(text) => html! { p { (text) } },
        Block::Notes(notes) => html! { ul { @for note in notes { li { (note) } } } },
        Block::Entry { title, items } => html! {
            h4 { (title) }
            @if !items.is_empty() {
                ul {
                    @for item in items {
                        li {
                            @for span in item {
                                @match span {
                                    Span::Plain(text) => (text),
                                    Span::Removed(text) => del { (text) },
                                    Span::Added(text) => ins { (text) },
                                }
                            }
                        }
                    }
                }
            }
        },
        Block::Table(grid) => table_markup(grid),
    }
}

fn table_markup(grid: &TextTable) -> Markup {
    let last = grid.rows.len().saturating_sub(grid.footer);
    let cell = |index: usize, text: &str| {
        let numeric = grid.headings[index].numeric;
        html! { td style=[numeric.then_some("text-align:right")] { (text) } }
    };
    let row = |cells: &[String]| {
        html! { tr { @for (index, text) in cells.iter().enumerate() { (cell(index, text)) } } }
    };
    html! {
        table {
            thead { tr { @for heading in &grid.headings { th scope="col" { (heading.title) } } } }
            tbody { @for cells in &grid.rows[..last] { (row(cells)) } }
            @if grid.footer > 0 {
                tfoot { @for cells in &grid.rows[last..] { (row(cells)) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Block, Span, write_html, write_markdown, write_text};
    use crate::render::table::Screen;

    #[test]
    fn one_document_reads_in_three_forms() {
        let blocks = [
            Block::Title("A & B".to_owned()),
            Block::Entry {
                title: "1.1 <vélo>".to_owned(),
                items: vec![vec![
                    Span::plain("Fin : "),
                    Span::Removed("2019".to_owned()),
                    Span::plain(" "),
                    Span::Added("2021".to_owned()),
                ]],
            },
        ];
        let screen = Screen {
            width: Some(80),
            styled: false,
        };
        let (mut text, mut markdown, mut html) = (Vec::new(), Vec::new(), Vec::new());
        write_text(&blocks, screen, &mut text).expect("memory takes it");
        write_markdown(&blocks, &mut markdown).expect("memory takes it");
        write_html(&blocks, &mut html).expect("memory takes it");
        for (written, expected) in [
            (
                text,
                "A & B\n\n1.1 <vélo>\n  - Fin\u{a0}: [-2019-] {+2021+}\n",
            ),
            (
                markdown,
                "## A & B\n\n- **1.1 &lt;vélo>**\n  - Fin : ~~2019~~ **2021**\n",
            ),
            (
                html,
                "<section><h2>A &amp; B</h2>\n<h4>1.1 &lt;vélo&gt;</h4><ul><li>Fin : \
                 <del>2019</del> <ins>2021</ins></li></ul>\n</section>\n",
            ),
        ] {
            assert_eq!(String::from_utf8_lossy(&written), expected);
        }
    }
}
