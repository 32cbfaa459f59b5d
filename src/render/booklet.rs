//! The whole plan as a document to read, in Markdown: a heading an axis, a measure, an action.

use std::io::Write;

use crate::error::Error;
use crate::model::action::SubAction;
use crate::model::column::Column;
use crate::model::date::Date;
use crate::model::key::Key;
use crate::render::markdown::{escaped, harmless};
use crate::render::provenance::Provenance;
use crate::render::text;
use crate::view::columns::{ColumnValue, Row, cell};
use crate::words::{Lang, Word};

/// The fields that take a line.
const SHORT: &[Column] = &[
    Column::Key(Key::Code),
    Column::Key(Key::Themes),
    Column::Key(Key::Status),
    Column::Key(Key::Priority),
    Column::Key(Key::Elected),
    Column::Key(Key::Owners),
    Column::Key(Key::Funders),
    Column::Key(Key::Partners),
    Column::Key(Key::Audiences),
    Column::Key(Key::Start),
    Column::Key(Key::End),
    Column::Key(Key::Budget),
    Column::Key(Key::OtherMeasures),
    Column::Key(Key::Places),
    Column::Extra,
];

/// The fields that take paragraphs, after the description, which needs no heading.
const LONG: &[Column] = &[
    Column::Key(Key::Objectives),
    Column::Key(Key::Resources),
    Column::Key(Key::Progress),
    Column::Key(Key::Effects),
    Column::Key(Key::Indicators),
    Column::Key(Key::Links),
];

/// Write the actions, in the plan's order.
///
/// # Errors
/// The answer cannot be written.
pub fn write(
    rows: &[Row<'_>],
    with_notes: bool,
    provenance: &Provenance,
    lang: Lang,
    out: &mut dyn Write,
) -> Result<(), Error> {
    writeln!(out, "# {}\n", escaped(&provenance.plan))?;
    writeln!(out, "{}", provenance.sentence(lang))?;
    let (mut axis, mut measure) = (None, None);
    for row in rows {
        if axis != Some(row.axis) {
            axis = Some(row.axis);
            heading(
                2,
                &format!("{} {}", lang.heading(Column::Axis), text::axis(row.axis)),
                row.axis_title,
                lang,
                out,
            )?;
        }
        if measure != Some(&row.action.measure) {
            measure = Some(&row.action.measure);
            heading(3, row.action.measure.as_str(), row.measure_title, lang, out)?;
        }
        action(row, with_notes, lang, out)?;
    }
    Ok(())
}

fn heading(
    level: usize,
    key: &str,
    title: Option<&str>,
    lang: Lang,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let marks = "#".repeat(level);
    match title {
        Some(title) => writeln!(
            out,
            "\n{marks} {}{}{}",
            escaped(key),
            lang.word(Word::COLON),
            escaped(title)
        )?,
        None => writeln!(out, "\n{marks} {}", escaped(key))?,
    }
    Ok(())
}

fn action(row: &Row<'_>, with_notes: bool, lang: Lang, out: &mut dyn Write) -> Result<(), Error> {
    let sheet = &row.action.sheet;
    writeln!(out, "\n#### {}\n", escaped(&sheet.title))?;
    for column in SHORT {
        let value = match cell(*column, row) {
            ColumnValue::Date(shown) if shown.derived => {
                format!("{} ({})", shown.date, lang.word(Word::DERIVED))
            }
            ColumnValue::Date(shown) if shown.date == Date::Unknown => {
                format!("? ({})", lang.word(Word::UNKNOWN_DATE))
            }
            other => text::cell(&other, ", ", lang),
        };
        let always = matches!(column, Column::Key(Key::Status | Key::Owners | Key::Budget));
        if value.is_empty() && always {
            item(
                lang.heading(*column),
                &format!("*{}*", lang.word(Word::NOT_FILLED_IN)),
                lang,
                out,
            )?;
        } else if !value.is_empty() {
            item(lang.heading(*column), &escaped(&value), lang, out)?;
        }
    }
    if let Some(description) = &sheet.description {
        writeln!(out, "\n{}", prose(description))?;
    }
    for column in LONG {
        let value = match cell(*column, row) {
            ColumnValue::List(texts) => texts
                .iter()
                .map(|text| format!("- {text}"))
                .collect::<Vec<_>>()
                .join("\n"),
            other => text::cell(&other, "\n", lang),
        };
        section(lang.heading(*column), &value, lang, out)?;
    }
    let parts: Vec<String> = sheet
        .sub_actions
        .iter()
        .map(|part| sub_action(part, lang))
        .collect();
    section(lang.heading(Key::SubActions), &parts.join("\n"), lang, out)?;
    let lines: Vec<String> = sheet
        .lines()
        .map(|(part, line)| {
            let line = escaped(&text::line(line, lang));
            part.map_or(format!("- {line}"), |part| {
                format!("- {} – {line}", escaped(&part.title))
            })
        })
        .collect();
    section(lang.word(Word::BUDGET_LINES), &lines.join("\n"), lang, out)?;
    if with_notes {
        section(
            lang.heading(Key::EditorNotes),
            sheet.editor_notes.as_deref().unwrap_or(""),
            lang,
            out,
        )?;
    }
    Ok(())
}

fn item(label: &str, value: &str, lang: Lang, out: &mut dyn Write) -> Result<(), Error> {
    writeln!(out, "- **{label}**{}{value}", lang.word(Word::COLON))?;
    Ok(())
}

fn section(label: &str, text: &str, lang: Lang, out: &mut dyn Write) -> Result<(), Error> {
    if !text.is_empty() {
        writeln!(
            out,
            "\n**{label}**{}\n\n{}",
            lang.word(Word::COLON).trim_end(),
            prose(text)
        )?;
    }
    Ok(())
}

fn sub_action(part: &SubAction, lang: Lang) -> String {
    let mut facts: Vec<String> = part.status.iter().map(|status| escaped(status)).collect();
    if !part.owners.is_empty() {
        let owners: Vec<String> = part
            .owners
            .iter()
            .map(|owner| escaped(&owner.to_string()))
            .collect();
        facts.push(owners.join(", "));
    }
    if part.start.is_some() || part.end.is_some() {
        let side = |date: Option<Date>| date.map_or("…".to_owned(), |date| date.to_string());
        facts.push(format!("{} → {}", side(part.start), side(part.end)));
    }
    let mut text = format!("- {}", escaped(&part.title));
    if let Some(code) = &part.code {
        text = format!("- {} {}", escaped(code), escaped(&part.title));
    }
    if !facts.is_empty() {
        text = format!("{text} ({})", facts.join(lang.word(Word::SEMICOLON)));
    }
    if let Some(description) = &part.description {
        // What belongs to an item of a list is indented below it.
        for line in description.lines() {
            text = format!("{text}\n  {line}");
        }
    }
    text
}

/// A text in Markdown, its own headings below the document's, its lines kept apart.
fn prose(text: &str) -> String {
    let text = harmless(text);
    let lines: Vec<&str> = text.lines().collect();
    let mut written = String::new();
    for (index, line) in lines.iter().enumerate() {
        let marks = line.bytes().take_while(|byte| *byte == b'#').count();
        if marks > 0 && line.get(marks..).is_some_and(|rest| rest.starts_with(' ')) {
            written.push_str(&"#".repeat((marks + 4).min(6) - marks.min(6)));
        }
        written.push_str(line);
        let next = lines.get(index + 1);
        if let Some(next) = next {
            let plain = |line: &str| {
                !line.trim().is_empty() && !line.trim_start().starts_with(['-', '#', '|', '*', '>'])
            };
            // One sentence a line in the file is one line on the page: Markdown would join them.
            written.push_str(if plain(line) && plain(next) {
                "  \n"
            } else {
                "\n"
            });
        }
    }
    written
}
