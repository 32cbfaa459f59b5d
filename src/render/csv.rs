//! Answers as CSV, RFC 4180: one row an action, lists joined by ` ; `; for programs, or as a French Excel reads it.

use std::borrow::Cow;
use std::io::Write;

use chrono::NaiveDate;
use csv::{ErrorKind, Terminator, WriterBuilder};
use rayon::prelude::{ParallelIterator, ParallelSlice};

use crate::document::decode::is_control;
use crate::document::signs::Signs;
use crate::error::Error;
use crate::model::column::Column;
use crate::model::date::{Date, Period};
use crate::model::fingerprint::fingerprint;
use crate::render::answer::Table;
use crate::render::value::{Value, looks_like_a_formula};
use crate::view::columns::{Row, cell};
use crate::words::{Lang, Word};

/// By what habits a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// For programs, opened by people too: comma, decimal point, ISO days.
    Open,
    /// For programs that read a schema beside it: the same, every text as it stands.
    Exact,
    /// The same between tabs, which paste into a spreadsheet.
    Tabs,
    /// For a French Excel: byte-order mark, semicolon, decimal comma, days as 31/12/2030.
    Excel,
}

/// Write the rows by the habits of `dialect`, the headings first; what each action is now stands in the last column.
///
/// # Errors
/// The answer cannot be written.
pub fn write_actions(
    dialect: Dialect,
    headings: &[String],
    columns: &[Column],
    rows: &[Row<'_>],
    lang: Lang,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let headings: Vec<String> = headings
        .iter()
        .cloned()
        .chain([lang.word(Word::FINGERPRINT).to_owned()])
        .collect();
    let values = |row: &Row<'_>| {
        let cells = columns.iter().map(|column| cell(*column, row));
        let now = Value::Text(fingerprint(row.action));
        cells
            .map(|cell| Value::of(&cell, lang))
            .chain([now])
            .collect()
    };
    write_values(dialect, &headings, std::iter::empty(), out)?;
    let chunks = rows.par_chunks(CHUNK).map(|rows| {
        let mut bytes = Vec::new();
        write_records(dialect, rows.iter().map(values), &mut bytes).map(|()| bytes)
    });
    for bytes in chunks.collect::<Result<Vec<_>, Error>>()? {
        out.write_all(&bytes)?;
    }
    Ok(())
}

/// How many rows a core writes at once.
const CHUNK: usize = 64;

/// Write any table, the headings first.
///
/// # Errors
/// The answer cannot be written.
pub fn write_values(
    dialect: Dialect,
    headings: &[String],
    rows: impl Iterator<Item = Vec<Value>>,
    out: &mut dyn Write,
) -> Result<(), Error> {
    if dialect == Dialect::Excel {
        // A `sep=` line would make Excel ignore the mark, and every accent with it.
        out.write_all("\u{feff}".as_bytes())?;
    }
    let headings = headings.iter().cloned().map(Value::Text).collect();
    write_records(dialect, std::iter::once(headings).chain(rows), out)
}

/// Write rows as they stand below headings.
fn write_records(
    dialect: Dialect,
    rows: impl Iterator<Item = Vec<Value>>,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let delimiter = match dialect {
        Dialect::Open | Dialect::Exact => b',',
        Dialect::Tabs => b'\t',
        Dialect::Excel => b';',
    };
    let mut writer = WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(Terminator::CRLF)
        .from_writer(out);
    for row in rows {
        for value in &row {
            let cell = written(dialect, value);
            let field = writer.write_field(cell.as_bytes());
            field.map_err(cause)?;
        }
        let end = writer.write_record(None::<&[u8]>);
        end.map_err(cause)?;
    }
    writer.flush()?;
    Ok(())
}

/// What kept a row from being written, its kind kept: a reader that has gone is no failure.
fn cause(error: csv::Error) -> std::io::Error {
    match error.into_kind() {
        ErrorKind::Io(error) => error,
        kind => std::io::Error::other(format!("{kind:?}")),
    }
}

/// Write the rows of an answer.
///
/// # Errors
/// The answer cannot be written.
pub fn write(dialect: Dialect, table: &Table, out: &mut dyn Write) -> Result<(), Error> {
    let (headings, rows, _) = table.flat();
    let titles: Vec<String> = headings.into_iter().map(|heading| heading.title).collect();
    write_values(dialect, &titles, rows.into_iter(), out)
}

/// A value as a program or Excel reads it.
fn written(dialect: Dialect, value: &Value) -> Cow<'_, str> {
    let number = |bare: String| match dialect {
        Dialect::Open | Dialect::Tabs | Dialect::Exact => bare,
        Dialect::Excel => bare.replace('.', ","),
    };
    match value {
        Value::Names(_)
        | Value::Amount(_)
        | Value::Covered(_)
        | Value::Change(_)
        | Value::Share(_) => written(dialect, &value.plain()).into_owned().into(),
        Value::Absent => "".into(),
        Value::Text(words) | Value::Link(words, _) | Value::Toned(words, _) => text(dialect, words),
        Value::Integer(integer) => integer.to_string().into(),
        Value::Number(bare) => number(bare.clone()).into(),
        Value::Money(amount) => number(amount.bare()).into(),
        Value::Day(day) | Value::Date(Date::Within(Period::Day(day))) => {
            written_day(dialect, *day).into()
        }
        // Excel takes `2019-05` for a day of May; `05/2019` at least shows as that month.
        Value::Date(Date::Within(Period::Month(year, month))) if dialect == Dialect::Excel => {
            format!("{month:02}/{year}").into()
        }
        Value::Date(date) => date.to_string().into(),
        Value::Boolean(truth) => truth.to_string().into(),
    }
}

fn written_day(dialect: Dialect, day: NaiveDate) -> String {
    let pattern = match dialect {
        Dialect::Open | Dialect::Tabs | Dialect::Exact => "%Y-%m-%d",
        Dialect::Excel => "%d/%m/%Y",
    };
    day.format(pattern).to_string()
}

/// A text that no spreadsheet runs or changes.
///
/// An apostrophe goes before what would be a formula, and before an apostrophe that would pass for that
/// one, so that whoever takes one off finds the text again. For Excel, a space without width goes behind what
/// it would take for a date or another number: the measure `1.2.3` is no day of 2003.
fn text(dialect: Dialect, text: &str) -> Cow<'_, str> {
    if dialect == Dialect::Exact {
        return text.into();
    }
    // What steers a terminal is read by none of these.
    let text: Cow<'_, str> = match Signs::of(text).has(Signs::CONTROL) {
        true => text.replace(is_control, "\u{fffd}").into(),
        false => text.into(),
    };
    let runs = looks_like_a_formula(text.trim_start_matches('\''));
    match dialect {
        _ if runs => format!("'{text}").into(),
        Dialect::Excel if changes(&text) => format!("{text}\u{200b}").into(),
        Dialect::Open | Dialect::Tabs | Dialect::Excel | Dialect::Exact => text,
    }
}

/// Whether Excel would show another text: digits and signs that it takes for a day, an hour or a power
/// of ten, zeros before a number, more digits than it keeps.
fn changes(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_integer =
        digits == text.len() && digits <= 15 && (digits == 1 || !text.starts_with('0'));
    let signs = |letter: char| letter.is_ascii_digit() || "./-:, eE".contains(letter);
    digits > 0 && !is_integer && text.chars().all(signs)
}

#[cfg(test)]
mod tests {
    use super::{Dialect, write_values};
    use crate::model::budget::Cents;
    use crate::render::value::Value;

    #[test]
    fn each_dialect_writes_its_habits() {
        let date = |text: &str| Value::Date(text.parse().expect("a date"));
        for (value, open, excel, exact) in [
            (Value::Absent, "", "", ""),
            (
                Value::Money(Cents(705_500_050)),
                "7055000.50",
                "7055000,50",
                "7055000.50",
            ),
            (
                Value::Money(Cents(705_500_000)),
                "7055000",
                "7055000",
                "7055000",
            ),
            (Value::Number("12.5".into()), "12.5", "12,5", "12.5"),
            (date("2019-11-01"), "2019-11-01", "01/11/2019", "2019-11-01"),
            (date("2019-05"), "2019-05", "05/2019", "2019-05"),
            (date("été 2019"), "été 2019", "été 2019", "été 2019"),
            (date("?"), "?", "?", "?"),
            (Value::Text("a ; b".into()), "a ; b", "\"a ; b\"", "a ; b"),
            (Value::Text("a, b".into()), "\"a, b\"", "a, b", "\"a, b\""),
            (Value::Text("=1+1".into()), "'=1+1", "'=1+1", "=1+1"),
            (Value::Text("- vélo".into()), "'- vélo", "'- vélo", "- vélo"),
            (Value::Text("+33".into()), "'+33", "'+33", "+33"),
            (Value::Text("@a".into()), "'@a", "'@a", "@a"),
            (Value::Text("'=1".into()), "''=1", "''=1", "'=1"),
            (
                Value::Text("1.2.3".into()),
                "1.2.3",
                "1.2.3\u{200b}",
                "1.2.3",
            ),
            (Value::Text("007".into()), "007", "007\u{200b}", "007"),
            (Value::Text("17".into()), "17", "17", "17"),
            (Value::Text("A1".into()), "A1", "A1", "A1"),
            (
                Value::Text("'quoted'".into()),
                "'quoted'",
                "'quoted'",
                "'quoted'",
            ),
        ] {
            for (dialect, mark, delimiter, expected) in [
                (Dialect::Open, "", ",", open),
                (Dialect::Excel, "\u{feff}", ";", excel),
                (Dialect::Exact, "", ",", exact),
            ] {
                let mut out = Vec::new();
                let headings = ["a".to_owned(), "b".to_owned()];
                let rows = std::iter::once(vec![value.clone(), Value::Integer(1)]);
                write_values(dialect, &headings, rows, &mut out).expect("memory can be written");
                let expected = format!("{mark}a{delimiter}b\r\n{expected}{delimiter}1\r\n");
                assert_eq!(
                    String::from_utf8(out).as_deref(),
                    Ok(expected.as_str()),
                    "{dialect:?}"
                );
            }
        }
    }
}
