//! Answers as fragments of HTML, which paste into a mail or a slide: made of the same answers in Markdown.

use std::io::Write;

use maud::{Markup, html};
use pulldown_cmark::{Options, Parser, html as cmark};

use crate::error::Error;
use crate::render::answer::{Block, HeadingKind, Span, Table, TableHeading};
use crate::render::terminal::visible_lines;
use crate::render::value::Value;
use crate::words::Lang;

/// Write what `fill` writes in Markdown as HTML.
///
/// # Errors
/// The answer cannot be written.
pub fn of_markdown(
    fill: impl FnOnce(&mut dyn Write) -> Result<(), Error>,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let mut markdown = Vec::new();
    fill(&mut markdown)?;
    let markdown = String::from_utf8_lossy(&markdown);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut fragment = String::new();
    cmark::push_html(&mut fragment, Parser::new_ext(&markdown, options));
    Ok(writeln!(out, "{}", fragment.trim_end())?)
}

/// Write an answer as a fragment of HTML, which stands in any page.
///
/// # Errors
/// The answer cannot be written.
pub fn write(blocks: &[Block], lang: Lang, out: &mut dyn Write) -> Result<(), Error> {
    let fragment = html! {
        section {
            @for block in blocks {
                (markup(block, lang))
                "\n"
            }
        }
    };
    Ok(writeln!(out, "{}", visible_lines(&fragment.into_string()))?)
}

fn markup(block: &Block, lang: Lang) -> Markup {
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
        Block::Head(title, text) => html! { h2 { (title) } p { (text) } },
        Block::Remarks(text, remarks) => {
            html! { p { (text) } @if !remarks.is_empty() { ul { @for remark in remarks { li { (remark) } } } } }
        }
        Block::Table(table) => table_markup(table, lang),
    }
}

fn table_markup(table: &Table, lang: Lang) -> Markup {
    let (headings, rows, footer) = table.flat();
    let last = rows.len().saturating_sub(footer);
    let cell = |heading: &TableHeading, value: &Value| {
        let is_numeric = heading.kind == HeadingKind::Numbers;
        html! { td style=[is_numeric.then_some("text-align:right")] { (value.shown(lang, None)) } }
    };
    let row = |cells: &[Value]| {
        html! { tr { @for (heading, value) in headings.iter().zip(cells) { (cell(heading, value)) } } }
    };
    html! {
        table {
            thead { tr { @for heading in &headings { th scope="col" { (heading.title) } } } }
            tbody { @for cells in &rows[..last] { (row(cells)) } }
            @if footer > 0 {
                tfoot { @for cells in &rows[last..] { (row(cells)) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{of_markdown, write};
    use crate::render::answer::{Block, Span, Table, TableHeading};
    use crate::render::terminal::Screen;
    use crate::render::{markdown, terminal};
    use crate::words::Lang;

    #[test]
    fn a_table_is_a_table_and_no_text_in_it_is_markup() {
        let table = Table::new(
            vec![TableHeading::words("A&B"), TableHeading::numbers("n")],
            vec![vec!["<script>x</script>\n*y*".into(), "1".into()]],
        );
        let blocks = [Block::Table(table)];
        let mut out = Vec::new();
        of_markdown(|out| markdown::write(&blocks, Lang::En, out), &mut out)
            .expect("memory takes it");
        let html = String::from_utf8_lossy(&out).into_owned();
        assert!(
            html.contains("<table>") && html.contains("A&amp;B"),
            "{html}"
        );
        assert!(
            html.contains("&lt;script&gt;x&lt;/script&gt;<br>*y*"),
            "{html}"
        );
        assert!(html.contains("text-align: right"), "{html}");
    }

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
        let (mut text, mut page, mut html) = (Vec::new(), Vec::new(), Vec::new());
        terminal::write(&blocks, Lang::Fr, screen, &mut text).expect("memory takes it");
        markdown::write(&blocks, Lang::Fr, &mut page).expect("memory takes it");
        write(&blocks, Lang::Fr, &mut html).expect("memory takes it");
        for (written, expected) in [
            (
                text,
                "A & B\n\n1.1 <vélo>\n  - Fin\u{a0}: [-2019-] {+2021+}\n",
            ),
            (
                page,
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
