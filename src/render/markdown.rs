//! Answers as Markdown: no text in them is markup.

use std::io::Write;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use crate::document::decode::is_control;
use crate::error::Error;
use crate::render::answer::{Block, Chart, HeadingKind, Item, Span, Table, TableHeading};
use crate::render::screen::visible_lines;
use crate::render::value::Value;
use crate::words::{Lang, Word};

/// Write an answer.
///
/// # Errors
/// The answer cannot be written.
pub fn write(blocks: &[Block], lang: Lang, out: &mut dyn Write) -> Result<(), Error> {
    let mut in_list = false;
    for (index, block) in blocks.iter().enumerate() {
        let is_list = matches!(block, Block::Entry(_) | Block::Fields(_));
        if index > 0 && !(is_list && in_list) {
            writeln!(out)?;
        }
        in_list = is_list;
        match block {
            Block::Heading(level, text) => {
                writeln!(out, "{} {}", "#".repeat(*level), escaped(text))?;
            }
            Block::Paragraph(text) => writeln!(out, "{}", begun(text))?,
            Block::Prose(title, text) => {
                if let Some(title) = title {
                    let colon = lang.word(Word::COLON).trim_end();
                    writeln!(out, "**{}**{colon}\n", escaped(title))?;
                }
                writeln!(out, "{}", prose(text))?;
            }
            Block::Fields(fields) => {
                for (name, value) in fields {
                    let value = match value {
                        Value::Absent => format!("*{}*", lang.word(Word::NOT_FILLED_IN)),
                        value => escaped(&value.shown(lang, None)),
                    };
                    let colon = lang.word(Word::COLON);
                    writeln!(out, "- **{}**{colon}{value}", escaped(name))?;
                }
            }
            Block::Remarks(text, remarks) => {
                writeln!(out, "{}", begun(text))?;
                for remark in remarks {
                    writeln!(out, "- {}", begun(remark))?;
                }
            }
            Block::Entry(item) => write_item(item, 0, out)?,
            Block::Lines(lines) => write_fenced("", &lines.join("\n"), out)?,
            Block::Code(language, text) => write_fenced(language, text, out)?,
            Block::Table(table) | Block::Chart(Chart { table, .. }) => {
                write_table(table, lang, out)?;
            }
            Block::Part(_, name, blocks) => {
                // Where links lead to: each reader of Markdown names headings in its own way.
                writeln!(out, "<a id=\"{name}\"></a>\n")?;
                write(blocks, lang, out)?;
            }
        }
    }
    Ok(())
}

fn write_fenced(language: &str, text: &str, out: &mut dyn Write) -> Result<(), Error> {
    // No run within closes a longer one.
    let runs = text.split(|character| character != '`').map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or(0).max(2) + 1);
    let text = visible_lines(text);
    Ok(writeln!(out, "{fence}{language}\n{text}\n{fence}")?)
}

fn write_item(item: &Item, depth: usize, out: &mut dyn Write) -> Result<(), Error> {
    let run = |span: &Span| match span {
        Span::Plain(text) => escaped_run(text),
        Span::Removed(text) => format!("~~{}~~", escaped(text)),
        Span::Added(text) => format!("**{}**", escaped(text)),
        Span::Link(text, name) => format!("[{}](#{name})", escaped(text).replace(']', "\\]")),
    };
    let text: String = item.text.iter().map(run).collect();
    match depth {
        0 => writeln!(out, "- **{text}**")?,
        _ => writeln!(out, "{}- {text}", "  ".repeat(depth))?,
    }
    item.below
        .iter()
        .try_for_each(|item| write_item(item, depth + 1, out))
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

/// Write a table: numbers to the right, totals in bold; sections under headings, where their titles are no column.
fn write_table(table: &Table, lang: Lang, out: &mut dyn Write) -> Result<(), Error> {
    if table.by.is_some() || table.sections.iter().all(|section| section.title.is_none()) {
        let (headings, rows, footer) = table.flat();
        return write_rows(&headings, &rows, footer, lang, out);
    }
    for section in &table.sections {
        let title = section.title.as_deref().unwrap_or_default();
        if section.rows.len() > section.footer {
            writeln!(out, "### {}\n", escaped(title))?;
            write_rows(&table.headings, &section.rows, section.footer, lang, out)?;
            writeln!(out)?;
        } else {
            // Totals of what stands above: the first is what the section is, the others go by their own names.
            let colon = lang.word(Word::COLON);
            for (index, row) in section.rows.iter().enumerate() {
                let amount = row.iter().find_map(Value::whole_amount);
                let amount = amount.map(|amount| amount.shown(lang, None));
                let amount = amount.unwrap_or_default();
                if index == 0 {
                    writeln!(out, "**{}{colon}{amount}**", escaped(title))?;
                } else {
                    let name = row.first().map(|name| name.shown(lang, None));
                    let name = name.unwrap_or_default();
                    writeln!(out, "\n{}{colon}{amount}", escaped(&name))?;
                }
            }
        }
    }
    Ok(())
}

fn write_rows(
    headings: &[TableHeading],
    rows: &[Vec<Value>],
    footer: usize,
    lang: Lang,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let titles = headings.iter().map(|heading| escaped(&heading.title));
    writeln!(out, "{}", line(titles.collect()))?;
    let rule = headings.iter().map(|heading| match heading.kind {
        HeadingKind::Numbers => "---:".to_owned(),
        HeadingKind::Words | HeadingKind::Sentences => "---".to_owned(),
    });
    writeln!(out, "{}", line(rule.collect()))?;
    let last = rows.len().saturating_sub(footer);
    for (index, row) in rows.iter().enumerate() {
        let bold = |text: String| {
            if index >= last && !text.is_empty() {
                format!("**{text}**")
            } else {
                text
            }
        };
        let cells = row
            .iter()
            .map(|value| bold(escaped(&value.shown(lang, None))));
        writeln!(out, "{}", line(cells.collect()))?;
    }
    Ok(())
}

/// A text within a line of Markdown, or a cell of its tables: on one line, its signs taken as they are.
fn escaped(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    let mut rest = text.trim().chars();
    let mut last = None;
    loop {
        let ahead = rest.as_str();
        let called = reference(last, ahead);
        if called > 0 {
            // A forge would call people, or link what has nothing to do with the plan.
            cell.push_str(&format!("`{}`", &ahead[..called]));
            rest = ahead[called..].chars();
            last = Some('`');
            continue;
        }
        let Some(character) = rest.next() else {
            return cell;
        };
        match character {
            '\n' => cell.push_str("<br>"),
            '<' => cell.push_str("&lt;"),
            // `&lt;` is four signs, not one.
            '&' if is_entity(rest.as_str()) => cell.push_str("&amp;"),
            '|' | '*' | '_' | '`' | '\\' | '[' | '~' => {
                cell.push('\\');
                cell.push(character);
            }
            other if is_control(other) => cell.push(char::REPLACEMENT_CHARACTER),
            other => cell.push(other),
        }
        last = Some(character);
    }
}

/// The bytes at the beginning of a text, behind a character, that a forge takes for somebody's name (`@name`) or the
/// number of an issue (`#1`, `!1`, `GH-1`).
fn reference(before: Option<char>, text: &str) -> usize {
    let signs = |sign: &str, is_part: fn(u8) -> bool| {
        let rest = text.strip_prefix(sign)?;
        let length = rest.bytes().take_while(|byte| is_part(*byte)).count();
        (length > 0).then_some(sign.len() + length)
    };
    let is_within = before.is_some_and(char::is_alphanumeric);
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'/';
    let is_digit = |byte: u8| byte.is_ascii_digit();
    let beginning = || {
        signs("@", is_name)
            .or_else(|| signs("!", is_digit))
            .or_else(|| signs("GH-", is_digit))
            .filter(|_| !is_within)
    };
    // `owner/repository#1` is a link too.
    signs("#", is_digit).or_else(beginning).unwrap_or_default()
}

/// A long text of the plan, in which Markdown is allowed: HTML is text, a link leads to a page, and a fence is closed.
fn harmless(text: &str) -> String {
    let mut text = text.replace(is_control, "\u{fffd}");
    // What is no HTML any more may turn out to be Markdown.
    while text.contains(['<', '[']) {
        let mut harms = harms(&text);
        if harms.is_empty() {
            break;
        }
        harms.sort_unstable();
        harms.dedup();
        for start in harms.into_iter().rev() {
            let escaped = if text[start..].starts_with('<') {
                "&lt;"
            } else {
                "\\["
            };
            text.replace_range(start..=start, escaped);
        }
    }
    if let Some(fence) = open_fence(&text) {
        text = format!("{}\n{fence}", text.trim_end());
    }
    text
}

/// A long text of the plan below the headings of a document, its lines kept apart.
pub fn prose(text: &str) -> String {
    let text = harmless(text);
    let lines: Vec<&str> = text.lines().collect();
    let mut written = String::new();
    for (index, line) in lines.iter().enumerate() {
        let marks = line.bytes().take_while(|byte| *byte == b'#').count();
        if marks > 0 && line.get(marks..).is_some_and(|rest| rest.starts_with(' ')) {
            written.push_str(&"#".repeat((marks + 4).min(6) - marks.min(6)));
        }
        written.push_str(line);
        let plain = |line: &&str| {
            !line.trim().is_empty() && !line.trim_start().starts_with(['-', '#', '|', '*', '>'])
        };
        if let Some(next) = lines.get(index + 1) {
            // One sentence a line in the file is one line on the page: Markdown would join them.
            let is_line = plain(line) && plain(next);
            written.push_str(if is_line { "  \n" } else { "\n" });
        }
    }
    written
}

/// Where HTML and links to what is no page begin.
fn harms(text: &str) -> Vec<usize> {
    let parser = Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
    let definitions = parser.reference_definitions().iter();
    let harmful = definitions.filter(|(_, definition)| !is_page(&definition.dest));
    let mut harms: Vec<usize> = harmful
        .map(|(_, definition)| definition.span.start)
        .collect();
    for (event, range) in parser.into_offset_iter() {
        let found = text[range.clone()].match_indices(['[', '<']);
        let mut starts = found.map(|(index, _)| range.start + index);
        match event {
            Event::Html(_) | Event::InlineHtml(_) => {
                harms.extend(starts.filter(|start| text[*start..].starts_with('<')));
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. })
                if !is_page(&dest_url) =>
            {
                harms.extend(starts.next());
            }
            // Nothing else leads out of the page or runs.
            _ => {}
        }
    }
    harms
}

/// The marks that close the fence which a text leaves open.
fn open_fence(text: &str) -> Option<String> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let events = Parser::new_ext(text, options).into_offset_iter();
    let fenced = |event: &Event<'_>| {
        matches!(
            event,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_)))
        )
    };
    let (_, range) = events.filter(|(event, _)| fenced(event)).last()?;
    let block = text[range.clone()].trim_end();
    let mark = block.chars().next()?;
    let fence: String = block.chars().take_while(|c| *c == mark).collect();
    let closes = |line: &str| line.len() >= fence.len() && line.chars().all(|c| c == mark);
    let is_closed = block
        .lines()
        .skip(1)
        .last()
        .is_some_and(|line| closes(line.trim()));
    let is_last = text[range.end..].trim().is_empty();
    (is_last && !is_closed).then_some(fence)
}

/// Whether an address is a page's, a mail's, or within the page.
fn is_page(address: &str) -> bool {
    match address.split_once(':') {
        None => true,
        Some((scheme, _)) if scheme.contains(['/', '?', '#']) => true,
        Some((scheme, _)) => {
            let scheme = scheme.trim().to_ascii_lowercase();
            ["http", "https", "mailto"].contains(&scheme.as_str())
        }
    }
}

/// Whether what follows a `&` makes one sign of both.
fn is_entity(rest: &str) -> bool {
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#');
    end.is_some_and(|end| end > 0 && rest[end..].starts_with(';'))
}

/// The same at the beginning of a block, where more signs are markup: `#`, `-`, `1.`.
fn begun(text: &str) -> String {
    let text = escaped(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if text.starts_with(['#', '-', '+', '=', '>']) {
        format!("\\{text}")
    } else if digits > 0 && text[digits..].starts_with(['.', ')']) {
        format!("{}\\{}", &text[..digits], &text[digits..])
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::{escaped, harmless, write};
    use crate::render::answer::{Block, Table, TableHeading};
    use crate::render::value::Value;
    use crate::words::Lang;

    #[test]
    fn a_cell_keeps_its_signs() {
        for (text, expected) in [
            ("a|b", "a\\|b"),
            ("2015*", "2015\\*"),
            ("a\nb", "a<br>b"),
            ("<b>", "&lt;b>"),
            (" x ", "x"),
            ("R&D &lt; &amp x", "R&D &amp;lt; &amp x"),
            ("~~a~~ \u{1b}]0;", "\\~\\~a\\~\\~ \u{fffd}]0;"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn a_long_text_runs_nothing_and_leaves_nothing_open() {
        for (text, expected) in [
            (
                "**gras** et [lien](https://x.fr)",
                "**gras** et [lien](https://x.fr)",
            ),
            ("a < b, <https://x.fr>", "a < b, <https://x.fr>"),
            (
                "<script>[a](javascript:b)</script>",
                "&lt;script>\\[a](javascript:b)&lt;/script>",
            ),
            ("![t](data:x) <b>", "!\\[t](data:x) &lt;b>"),
            ("[a]\n\n[a]: javascript:b", "\\[a]\n\n\\[a]: javascript:b"),
            ("```\n<b>\n```", "```\n<b>\n```"),
            ("```\n<b>", "```\n<b>\n```"),
            ("~~~~ x", "~~~~ x\n~~~~"),
            ("<!-- a", "&lt;!-- a"),
            ("\u{1b}[31m", "\u{fffd}[31m"),
        ] {
            assert_eq!(harmless(text), expected);
        }
    }

    #[test]
    fn totals_are_bold_and_numbers_right() {
        let row = |name: &str| vec![name.into(), Value::Integer(17)];
        let table = Table::of(
            vec![TableHeading::words("Axe"), TableHeading::numbers("Actions")],
            vec![row("4 Mobilité"), row("Total")],
            1,
        );
        let mut out = Vec::new();
        write(&[Block::Table(table)], Lang::Fr, &mut out).expect("memory takes it");
        assert_eq!(
            String::from_utf8_lossy(&out),
            "| Axe | Actions |\n| --- | ---: |\n| 4 Mobilité | 17 |\n| **Total** | **17** |\n"
        );
    }
}
