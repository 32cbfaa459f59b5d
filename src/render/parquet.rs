//! A table as a Parquet file: columns of their own types, each of which may be empty; the same rows give the same bytes.

use std::io;
use std::sync::Arc;

use chrono::NaiveDate;
use parquet::basic::Compression;
use parquet::data_type::{BoolType, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;

use crate::error::Error;
use crate::render::records::Table;
use crate::render::value::{CellKind, Value};
use crate::words::Lang;

/// The program, as each file names it: no version, so that the bytes change with the data alone.
const WRITER: &str = "plan";

/// The bytes of the file of a table.
///
/// # Errors
/// A value is none of its column's kind, or an amount is beyond 16 digits of euros.
pub fn bytes(table: &Table, lang: Lang) -> Result<Vec<u8>, Error> {
    written(table, lang).map_err(|error| Error::Answer(io::Error::other(error)))
}

fn written(table: &Table, lang: Lang) -> Result<Vec<u8>, ParquetError> {
    let columns = table.headers.iter().map(|header| {
        let [kind, meaning] = match header.kind {
            CellKind::Text | CellKind::Prose | CellKind::Date => ["binary", " (STRING)"],
            CellKind::Integer => ["int64", ""],
            CellKind::Number => ["double", ""],
            CellKind::Money => ["int64", " (DECIMAL(18,2))"],
            CellKind::Day => ["int32", " (DATE)"],
            CellKind::Boolean => ["boolean", ""],
        };
        format!("optional {kind} {}{meaning};", header.name)
    });
    let schema = format!("message plan {{ {} }}", columns.collect::<String>());
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(WRITER.to_owned());
    let (schema, properties) = (parse_message_type(&schema)?, properties.build());
    let mut bytes = Vec::new();
    let mut file = SerializedFileWriter::new(&mut bytes, Arc::new(schema), Arc::new(properties))?;
    let mut group = file.next_row_group()?;
    for (place, header) in table.headers.iter().enumerate() {
        let Some(mut column) = group.next_column()? else {
            break;
        };
        let values = table.rows.iter().map(|row| row[place].plain());
        match header.kind {
            CellKind::Text | CellKind::Prose | CellKind::Date => {
                put::<ByteArrayType>(&mut column, values, |value| {
                    Some(value.shown(lang, None).into_bytes().into())
                })
            }
            CellKind::Integer => put::<Int64Type>(&mut column, values, |value| match value {
                Value::Integer(integer) => Some(*integer),
                _ => None,
            }),
            CellKind::Number => put::<DoubleType>(&mut column, values, |value| match value {
                Value::Number(number) => number.parse().ok(),
                _ => None,
            }),
            CellKind::Money => put::<Int64Type>(&mut column, values, |value| match value {
                Value::Money(cents) => i64::try_from(cents.0).ok().filter(|cents| fits(*cents)),
                _ => None,
            }),
            CellKind::Day => put::<Int32Type>(&mut column, values, |value| match value {
                Value::Day(day) => days(*day),
                _ => None,
            }),
            CellKind::Boolean => put::<BoolType>(&mut column, values, |value| match value {
                Value::Boolean(truth) => Some(*truth),
                _ => None,
            }),
        }?;
        column.close()?;
    }
    group.close()?;
    file.close()?;
    Ok(bytes)
}

/// Write the cells of a column; `typed` gives what each holds that is not empty, none where it is no such value.
fn put<T: DataType>(
    column: &mut SerializedColumnWriter<'_>,
    values: impl Iterator<Item = Value>,
    typed: impl Fn(&Value) -> Option<T::T>,
) -> Result<(), ParquetError> {
    let (mut levels, mut held) = (Vec::new(), Vec::new());
    for value in values {
        levels.push(i16::from(value != Value::Absent));
        if value != Value::Absent {
            let other = || ParquetError::General(format!("{value:?}"));
            held.push(typed(&value).ok_or_else(other)?);
        }
    }
    let column = column.typed::<T>();
    column.write_batch(&held, Some(&levels), None)?;
    Ok(())
}

/// Tells whether an amount has 18 digits at most, as its type says.
fn fits(cents: i64) -> bool {
    cents.unsigned_abs() < 10_u64.pow(18)
}

/// The days from the first of 1970 to a day.
fn days(day: NaiveDate) -> Option<i32> {
    i32::try_from((day - NaiveDate::default()).num_days()).ok()
}

#[cfg(test)]
mod tests {
    use super::bytes;
    use crate::model::budget::Cents;
    use crate::render::records::{Header, Table};
    use crate::render::value::{CellKind, Value};
    use crate::words::Lang;

    #[test]
    fn what_is_no_value_of_its_column_is_an_error() {
        let of = |kind, value| {
            let name = "a".to_owned();
            let heading = name.clone();
            let table = Table {
                headers: vec![Header {
                    name,
                    heading,
                    kind,
                }],
                rows: vec![vec![value], vec![Value::Absent]],
            };
            bytes(&table, Lang::En).is_ok()
        };
        for (kind, value, expected) in [
            (
                CellKind::Money,
                Value::Money(Cents(10_i128.pow(18) - 1)),
                true,
            ),
            (CellKind::Money, Value::Money(Cents(10_i128.pow(18))), false),
            (CellKind::Money, Value::Integer(1), false),
            (CellKind::Integer, Value::Text("1".to_owned()), false),
            (CellKind::Number, Value::Number("-0.7".to_owned()), true),
            (CellKind::Number, Value::Number("?".to_owned()), false),
            (CellKind::Boolean, Value::Absent, true),
        ] {
            assert_eq!(of(kind, value.clone()), expected, "{value:?}");
        }
    }
}
