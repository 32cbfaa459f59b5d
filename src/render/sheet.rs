//! An action as a person wants it on screen.

use std::io::Write;

use anstyle::Style;

use crate::error::Error;
use crate::model::action::SubAction;
use crate::model::column::Column;
use crate::model::date::Date;
use crate::model::key::Key;
use crate::render::answer::{Block, Table, TableHeading};
use crate::render::markdown;
use crate::render::terminal::{Screen, visible};
use crate::render::text;
use crate::render::value::Value;
use crate::render::wrap::wrap;
use crate::view::columns::{ColumnValue, Row, cell};
use crate::words::{Lang, Word};

/// The width that labels take.
const LABEL: usize = 28;
/// The width of a page where nothing limits it: longer lines tire the eye.
const PAGE: u16 = 100;

/// Write an action.
///
/// # Errors
/// The answer cannot be written.
pub fn write(row: &Row<'_>, lang: Lang, screen: Screen, out: &mut dyn Write) -> Result<(), Error> {
    let page = SheetPage {
        width: usize::from(screen.width.unwrap_or(PAGE).min(PAGE)),
        bold: screen.bold(),
        lang,
    };
    page.paragraph(&row.action.sheet.title, "", page.bold, out)?;
    let axis = joined(&text::axis(row.axis), row.axis_title);
    let measure = joined(row.action.measure.as_str(), row.measure_title);
    page.field(lang.heading(Column::Axis), &axis, out)?;
    page.field(lang.heading(Column::Measure), &measure, out)?;
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
        let always = matches!(
            column,
            Column::Key(Key::Status | Key::Owners | Key::Start | Key::End | Key::Budget)
        );
        if !value.is_empty() {
            page.field(lang.heading(*column), &value, out)?;
        } else if always {
            page.field(lang.heading(*column), lang.word(Word::NOT_FILLED_IN), out)?;
        }
    }
    page.lines(row, out)?;
    for column in LONG {
        let value = text::cell(&cell(*column, row), "\n", lang);
        if !value.is_empty() {
            page.section(lang.heading(*column), out)?;
            page.paragraph(&value, "  ", Style::new(), out)?;
        }
    }
    page.sub_actions(&row.action.sheet.sub_actions, out)?;
    if let Some(notes) = &row.action.sheet.editor_notes {
        page.section(lang.heading(Key::EditorNotes), out)?;
        page.paragraph(notes, "  ", Style::new(), out)?;
    }
    writeln!(out)?;
    page.field(lang.heading(Column::Path), &row.action.path(), out)
}

/// Write an action as Markdown: its title as a heading, its fields as a table.
///
/// # Errors
/// The answer cannot be written.
pub fn write_markdown(row: &Row<'_>, lang: Lang, out: &mut dyn Write) -> Result<(), Error> {
    writeln!(out, "### {}\n", markdown::escaped(&row.action.sheet.title))?;
    let fields = [Column::Axis, Column::Measure]
        .into_iter()
        .chain(SHORT.iter().chain(LONG).copied())
        .chain([Column::Key(Key::SubActions)]);
    let mut rows: Vec<[String; 2]> = fields
        .map(|column| {
            let value = match column {
                Column::Axis => joined(&text::axis(row.axis), row.axis_title),
                Column::Measure => joined(row.action.measure.as_str(), row.measure_title),
                Column::Key(Key::SubActions) => text::cell(&cell(column, row), "\n", lang),
                _ => text::cell(&cell(column, row), ", ", lang),
            };
            [lang.heading(column).to_owned(), value]
        })
        .filter(|pair| !pair[1].is_empty())
        .collect();
    let lines = row.action.sheet.lines().map(|(part, line)| {
        let line = text::line(line, lang);
        match part {
            Some(part) => format!("{} – {line}", part.title),
            None => line,
        }
    });
    let lines: Vec<String> = lines.collect();
    if !lines.is_empty() {
        let label = lang.word(Word::BUDGET_LINES).to_owned();
        rows.push([label, lines.join("\n")]);
    }
    let heading = |word| TableHeading::words(lang.word(word));
    let rows = rows.into_iter().map(|pair| pair.map(Value::Text).to_vec());
    let headings = vec![heading(Word::COLUMN), heading(Word::CONTENT)];
    let table = Table::new(headings, rows.collect());
    markdown::write(&[Block::Table(table)], lang, out)
}

/// The fields that take a line.
const SHORT: &[Column] = &[
    Column::Id,
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
    Column::Key(Key::OtherMeasures),
    Column::Key(Key::Places),
    Column::Extra,
    Column::Key(Key::Budget),
];

/// The fields that take a paragraph.
const LONG: &[Column] = &[
    Column::Key(Key::Description),
    Column::Key(Key::Objectives),
    Column::Key(Key::Resources),
    Column::Key(Key::Progress),
    Column::Key(Key::Effects),
    Column::Key(Key::Indicators),
    Column::Key(Key::Links),
];

fn joined(key: &str, title: Option<&str>) -> String {
    match title {
        Some(title) => format!("{key} {title}"),
        None => key.to_owned(),
    }
}

struct SheetPage {
    width: usize,
    bold: Style,
    lang: Lang,
}

impl SheetPage {
    fn field(&self, label: &str, value: &str, out: &mut dyn Write) -> Result<(), Error> {
        let bold = self.bold;
        let gap = " ".repeat(LABEL.saturating_sub(label.chars().count()));
        let mut lines = wrap(&visible(value), self.width.saturating_sub(LABEL).max(20)).into_iter();
        let first = lines.next().unwrap_or_default();
        writeln!(out, "{bold}{label}{bold:#}{gap}{first}")?;
        for line in lines {
            writeln!(out, "{}{line}", " ".repeat(LABEL))?;
        }
        Ok(())
    }

    fn section(&self, label: &str, out: &mut dyn Write) -> Result<(), Error> {
        let bold = self.bold;
        Ok(writeln!(out, "\n{bold}{label}{bold:#}")?)
    }

    fn paragraph(
        &self,
        text: &str,
        indent: &str,
        style: Style,
        out: &mut dyn Write,
    ) -> Result<(), Error> {
        let width = self.width.saturating_sub(indent.len()).max(20);
        for line in text.lines() {
            let hanging = if line.starts_with("- ") { "  " } else { "" };
            for (index, part) in wrap(&visible(line), width - hanging.len())
                .into_iter()
                .enumerate()
            {
                let hanging = if index > 0 { hanging } else { "" };
                writeln!(out, "{style}{indent}{hanging}{part}{style:#}")?;
            }
        }
        Ok(())
    }

    fn lines(&self, row: &Row<'_>, out: &mut dyn Write) -> Result<(), Error> {
        let lines: Vec<_> = row.action.sheet.lines().collect();
        if lines.is_empty() {
            return Ok(());
        }
        self.section(self.lang.word(Word::BUDGET_LINES), out)?;
        for (part, line) in lines {
            let line = text::line(line, self.lang);
            let line = match part {
                Some(part) => format!("- {} – {line}", part.title),
                None => format!("- {line}"),
            };
            self.paragraph(&line, "  ", Style::new(), out)?;
        }
        Ok(())
    }

    fn sub_actions(&self, parts: &[SubAction], out: &mut dyn Write) -> Result<(), Error> {
        if parts.is_empty() {
            return Ok(());
        }
        self.section(self.lang.heading(Key::SubActions), out)?;
        for part in parts {
            let mut facts: Vec<String> = Vec::new();
            facts.extend(part.status.clone());
            if !part.owners.is_empty() {
                let owners: Vec<String> = part.owners.iter().map(ToString::to_string).collect();
                facts.push(owners.join(", "));
            }
            if part.start.is_some() || part.end.is_some() {
                let side =
                    |date: Option<Date>| date.map_or("…".to_owned(), |date| date.to_string());
                facts.push(format!("{} → {}", side(part.start), side(part.end)));
            }
            let code = part
                .code
                .as_ref()
                .map(|code| format!("{code} "))
                .unwrap_or_default();
            let facts = if facts.is_empty() {
                String::new()
            } else {
                format!(" ({})", facts.join(" ; "))
            };
            self.paragraph(
                &format!("- {code}{}{facts}", part.title),
                "  ",
                Style::new(),
                out,
            )?;
            if let Some(description) = &part.description {
                self.paragraph(description, "    ", Style::new(), out)?;
            }
        }
        Ok(())
    }
}
