//! Answers as fragments of HTML, which paste into a mail or a slide.

use std::io::Write;

use maud::{Markup, PreEscaped, Render, html};
use pulldown_cmark::{Options, Parser, html as cmark};

use crate::error::Error;
use crate::render::answer::{
    Block, Chart, ChartRow, Fill, HeadingKind, Item, PartKind, Span, Table, TableHeading,
};
use crate::render::markdown;
use crate::render::screen::visible_lines;
use crate::render::value::Value;
use crate::words::{Lang, Word};

/// Write an answer as a fragment of HTML, which stands in any page.
///
/// # Errors
/// The answer cannot be written.
pub fn write(blocks: &[Block], lang: Lang, out: &mut dyn Write) -> Result<(), Error> {
    let fragment = html! {
        section {
            @for block in blocks {
                @match block {
                    // No picture survives a mail; its figures do.
                    Block::Chart(chart) => (table_markup(&chart.table, lang)),
                    block => (markup(block, lang)),
                }
                "\n"
            }
        }
    };
    Ok(writeln!(out, "{}", visible_lines(&fragment.into_string()))?)
}

/// A block as it stands on a page.
pub fn markup(block: &Block, lang: Lang) -> Markup {
    match block {
        Block::Heading(level, text) => heading(*level, text),
        Block::Paragraph(text) => html! { p { (text) } },
        Block::Prose(title, text) => html! {
            @if let Some(title) = title { (heading(BELOW, title)) }
            (prose(text))
        },
        Block::Fields(fields) => html! {
            table {
                @for (name, value) in fields {
                    tr {
                        th scope="row" style="text-align:left" { (name) }
                        td {
                            @match value {
                                Value::Absent => em { (lang.word(Word::NOT_FILLED_IN)) },
                                value => (text(&value.shown(lang, None))),
                            }
                        }
                    }
                }
            }
        },
        Block::Entry(item) => html! { (heading(BELOW, &spans(&item.text))) (list(&item.below)) },
        Block::Remarks(text, remarks) => {
            let remarks = remarks.iter().cloned().map(Item::from);
            html! { p { (text) } (list(&remarks.collect::<Vec<_>>())) }
        }
        Block::Lines(lines) => html! { pre { (lines.join("\n")) } },
        Block::Code(_, text) => html! { pre { code { (text) } } },
        Block::Table(table) => table_markup(table, lang),
        Block::Chart(chart) => self::chart(chart, lang),
        Block::Part(kind, name, blocks) => part(*kind, name, blocks, lang),
    }
}

fn part(kind: PartKind, name: &str, blocks: &[Block], lang: Lang) -> Markup {
    let within = html! {
        @for block in blocks {
            @match block {
                Block::Table(table) => (scrolled(table, lang)),
                block => (markup(block, lang)),
            }
            "\n"
        }
    };
    match kind {
        PartKind::Cover => html! { header id=(name) { (within) } },
        PartKind::Answer => within,
        PartKind::Section => html! { section id=(name) { (within) } },
        PartKind::Sheet => html! { article id=(name) { (within) } },
        PartKind::Register => html! {
            section id=(name) class="register"
                data-filter=(lang.word(Word::FILTER)) { (within) }
        },
    }
}

/// A picture: its words, a row of bars each, and the table of its figures, which may be opened.
fn chart(chart: &Chart, lang: Lang) -> Markup {
    html! {
        figure {
            figcaption { (chart.caption) }
            @if !chart.key.is_empty() {
                ul class="key" {
                    @for (fill, words) in &chart.key {
                        li {
                            svg width="14" height="14" aria-hidden="true" {
                                rect class=(class(*fill)) width="14" height="14" {}
                            }
                            " " (words)
                        }
                    }
                }
            }
            ul class="rows" {
                @if !chart.scale.is_empty() {
                    li aria-hidden="true" {
                        svg width="100%" height="18" {
                            @for (at, words) in &chart.scale {
                                text x=(percent(*at)) y="14" { (words) }
                            }
                        }
                    }
                }
                @for row in &chart.rows { (chart_row(row, lang)) "\n" }
            }
            details {
                summary { (lang.word(Word::FIGURES)) (lang.word(Word::COLON)) (chart.caption) }
                (scrolled(&chart.table, lang))
            }
        }
    }
}

/// A table that scrolls by itself where the screen is narrower.
fn scrolled(table: &Table, lang: Lang) -> Markup {
    html! {
        div class="scroll" tabindex="0" role="group" aria-label=(lang.word(Word::TABLE)) {
            (table_markup(table, lang))
        }
    }
}

/// The least width of a bar in which a number has room, in ten-thousandths.
const ROOM: u32 = 250;

fn chart_row(row: &ChartRow, lang: Lang) -> Markup {
    html! {
        li {
            span class="label" { (value(&row.label, lang)) }
            span class="said" aria-hidden="true" { (row.words) }
            svg role="img" width="100%" height="22" {
                title { (row.words) }
                g aria-hidden="true" {
                    @for mark in &row.marks {
                        @let width = mark.span.end.saturating_sub(mark.span.start);
                        @if matches!(mark.fill, Fill::Today | Fill::Aim) {
                            line class=(class(mark.fill)) x1=(percent(mark.span.start))
                                x2=(percent(mark.span.start)) y1="0" y2="22" {}
                        } @else if width > 0 {
                            @let (y, height) = if mark.fill == Fill::Late { (8, 6) } else { (2, 18) };
                            rect class=(class(mark.fill)) x=(percent(mark.span.start)) y=(y)
                                width=(percent(width)) height=(height) {}
                        }
                        @if let Some(text) = mark.text.as_ref().filter(|_| width > ROOM) {
                            text class=(class(mark.fill)) x=(percent(mark.span.start + width / 2))
                                y="16" text-anchor="middle" { (text) }
                        }
                    }
                }
            }
        }
    }
}

/// Ten-thousandths as a percentage.
fn percent(at: u32) -> String {
    format!("{}.{:02}%", at / 100, at % 100)
}

fn class(fill: Fill) -> &'static str {
    match fill {
        Fill::Done => "done",
        Fill::Running => "running",
        Fill::Waiting => "waiting",
        Fill::Lighter => "lighter",
        Fill::Dropped => "dropped",
        Fill::Unstated => "unstated",
        Fill::Sure => "sure",
        Fill::Possible => "possible",
        Fill::Late => "late",
        Fill::Today => "today",
        Fill::Aim => "aim",
    }
}

fn value(value: &Value, lang: Lang) -> Markup {
    match value {
        Value::Link(words, to) => link(words, to),
        value => text(&value.shown(lang, None)),
    }
}

fn link(words: &str, to: &str) -> Markup {
    html! { a href={ "#" (to) } { (text(words)) } }
}

/// The level of what stands below the headings of a document.
const BELOW: usize = 4;

fn heading(level: usize, text: &(impl Render + ?Sized)) -> Markup {
    let text = text.render().into_string();
    PreEscaped(format!("<h{level}>{text}</h{level}>"))
}

/// A long text of the plan, which is Markdown.
fn prose(text: &str) -> Markup {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut fragment = String::new();
    let text = markdown::prose(text);
    cmark::push_html(&mut fragment, Parser::new_ext(&text, options));
    PreEscaped(fragment)
}

/// A text, its lines kept apart.
fn text(text: &str) -> Markup {
    html! {
        @for (index, line) in text.split('\n').enumerate() {
            @if index > 0 { br; }
            (line)
        }
    }
}

fn spans(spans: &[Span]) -> Markup {
    html! {
        @for span in spans {
            @match span {
                Span::Plain(plain) => (text(plain)),
                Span::Removed(old) => del { (text(old)) },
                Span::Added(new) => ins { (text(new)) },
                Span::Link(words, to) => (link(words, to)),
            }
        }
    }
}

fn list(items: &[Item]) -> Markup {
    html! {
        @if !items.is_empty() {
            ul { @for item in items { li { (spans(&item.text)) (list(&item.below)) } } }
        }
    }
}

fn table_markup(table: &Table, lang: Lang) -> Markup {
    let (headings, rows, footer) = table.flat();
    let last = rows.len().saturating_sub(footer);
    let side = |heading: &TableHeading| {
        let is_numeric = heading.kind == HeadingKind::Numbers;
        is_numeric.then_some("text-align:right")
    };
    let row = |cells: &[Value]| {
        html! {
            tr {
                @for (heading, value) in headings.iter().zip(cells) {
                    td style=[side(heading)] { (self::value(value, lang)) }
                }
            }
            "\n"
        }
    };
    html! {
        table {
            thead {
                tr {
                    @for heading in &headings {
                        th scope="col" style=[side(heading)] { (heading.title) }
                    }
                }
            }
            "\n"
            tbody { @for cells in &rows[..last] { (row(cells)) } }
            @if footer > 0 {
                tfoot style="font-weight:bold" { @for cells in &rows[last..] { (row(cells)) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::render::answer::{Block, Item, Span, Table, TableHeading};
    use crate::render::screen::Screen;
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
        write(&blocks, Lang::En, &mut out).expect("memory takes it");
        let html = String::from_utf8_lossy(&out).into_owned();
        assert!(
            html.contains("<table>") && html.contains("A&amp;B"),
            "{html}"
        );
        assert!(
            html.contains("&lt;script&gt;x&lt;/script&gt;<br>*y*"),
            "{html}"
        );
        assert!(html.contains("text-align:right"), "{html}");
    }

    #[test]
    fn one_document_reads_in_three_forms() {
        let blocks = [
            Block::Heading(2, "A & B".to_owned()),
            Block::Entry(Item::of(
                "1.1 <vélo>".to_owned(),
                [vec![
                    Span::plain("Fin : "),
                    Span::Removed("2019".to_owned()),
                    Span::plain(" "),
                    Span::Added("2021".to_owned()),
                ]],
            )),
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
