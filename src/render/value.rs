//! What a cell of an exported table holds, before a format writes it as a number, a day or a text.

use chrono::NaiveDate;

use crate::model::budget::Cents;
use crate::model::date::Date;
use crate::render::text;
use crate::view::columns::ColumnValue;
use crate::words::Lang;

/// What joins the names of a list within a cell; no name holds a `;`.
pub const SEPARATOR: &str = " ; ";

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// Texts.
    Text,
    /// Long texts.
    Prose,
    /// Whole numbers.
    Integer,
    /// Numbers as they are written.
    Number,
    /// Amounts in euros.
    Money,
    /// Days.
    Day,
    /// Dates in the plan's own precision.
    Date,
    /// True or false.
    Boolean,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing is filled in.
    Absent,
    /// A text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number as it is written.
    Number(String),
    /// An amount in euros.
    Money(Cents),
    /// A day.
    Day(NaiveDate),
    /// A date in the plan's own precision.
    Date(Date),
    /// True or false.
    Boolean(bool),
}

impl Value {
    /// A text, where there is one.
    pub fn text(text: Option<impl ToString>) -> Self {
        text.map_or(Self::Absent, |text| Self::Text(text.to_string()))
    }

    /// Several texts in one cell, as JSON where one of them holds what would set them apart.
    pub fn list(texts: &[impl ToString]) -> Self {
        let texts: Vec<String> = texts.iter().map(ToString::to_string).collect();
        let joined = match texts
            .iter()
            .any(|text| text.contains(';') || text.contains('\n'))
        {
            true => serde_json::Value::from(texts).to_string(),
            false => texts.join(SEPARATOR),
        };
        Self::text(Some(joined).filter(|joined| !joined.is_empty()))
    }

    /// A count.
    pub fn count(count: usize) -> Self {
        i64::try_from(count).map_or(Self::Absent, Self::Integer)
    }

    /// What an answer's cell exports: a sentence only where no number says it.
    pub fn of(cell: &ColumnValue<'_>, lang: Lang) -> Self {
        match cell {
            ColumnValue::Absent => Self::Absent,
            ColumnValue::Number(number) => Self::Integer(i64::from(*number)),
            ColumnValue::Money(amount) => Self::Money(*amount),
            // A derived date is the sub-actions', and no export writes it as the action's own.
            ColumnValue::Date(shown) if shown.derived => Self::Absent,
            ColumnValue::Date(shown) => Self::Date(shown.date),
            ColumnValue::Day(day) => Self::Day(*day),
            ColumnValue::List(texts) => Self::list(texts),
            ColumnValue::Budget(_, lines) => {
                let lines: Vec<String> = lines
                    .iter()
                    .map(|(part, line)| {
                        let line = text::line(line, lang);
                        match part {
                            Some(part) => format!("{} – {line}", part.title),
                            None => line,
                        }
                    })
                    .collect();
                Self::text(Some(lines.join(SEPARATOR)).filter(|joined| !joined.is_empty()))
            }
            ColumnValue::SubActions(parts) => {
                let titles: Vec<&String> = parts.iter().map(|part| &part.title).collect();
                Self::list(&titles)
            }
            ColumnValue::Indicators(indicators) => {
                let names: Vec<&String> = indicators.iter().map(|one| &one.name).collect();
                Self::list(&names)
            }
            other => {
                let text = text::cell(other, SEPARATOR, lang);
                Self::text(Some(text).filter(|text| !text.is_empty()))
            }
        }
    }
}

/// Whether a spreadsheet would take the text for a formula rather than for a text.
pub fn looks_like_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}
