//! Answers as JSON, a public interface that `docs/answers.schema.json` describes: keys never change.
//!
//! A struct is an answer: it writes it and describes it. What an answer says of an action, the types of the model
//! write themselves, which read it back too.

pub mod action;
pub mod history;
pub mod import;
pub mod schema;
pub mod total;

use std::io::Write;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::document::decode::controls;
use crate::error::Error;

/// The version of the objects that say one.
const SCHEMA_VERSION: u32 = 1;

/// An answer that says the version of its shape: keys are added to it, never renamed.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "{T}", description = "")]
pub struct Versioned<T> {
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: u32,
    #[serde(flatten)]
    answer: T,
}

impl<T> From<T> for Versioned<T> {
    fn from(answer: T) -> Self {
        let schema_version = SCHEMA_VERSION;
        Self {
            schema_version,
            answer,
        }
    }
}

/// Writes an answer that says its version.
///
/// # Errors
/// The answer cannot be written.
pub fn write_versioned(answer: impl Serialize, out: &mut dyn Write) -> Result<(), Error> {
    write(&Versioned::from(answer), out)
}

/// An answer that says its version, as a value.
///
/// # Errors
/// A record of it has a key that is no text.
pub fn value(answer: impl Serialize) -> Result<Value, Error> {
    Ok(serde_json::to_value(Versioned::from(answer)).map_err(std::io::Error::from)?)
}

/// Answers as the elements of one list.
///
/// # Errors
/// A record of them has a key that is no text.
pub fn elements<T: Serialize>(answers: impl IntoIterator<Item = T>) -> Result<Value, Error> {
    let values = answers.into_iter().map(serde_json::to_value);
    let values: Result<_, _> = values.collect();
    Ok(Value::Array(values.map_err(std::io::Error::from)?))
}

/// Writes an answer, indented, with a last line break.
///
/// # Errors
/// The answer cannot be written.
pub fn write(answer: &impl Serialize, out: &mut dyn Write) -> Result<(), Error> {
    let text = serde_json::to_string_pretty(answer).map_err(std::io::Error::from)?;
    Ok(writeln!(out, "{}", escaped(text))?)
}

/// The same object, in which no character steers a terminal: such a one stands in strings only, where its number says it.
fn escaped(text: String) -> String {
    let mut escaped = String::new();
    let mut copied = 0;
    for (place, character) in controls(&text) {
        escaped.push_str(&text[copied..place]);
        escaped.push_str(&format!("\\u{:04x}", u32::from(character)));
        copied = place + character.len_utf8();
    }
    match copied {
        0 => text,
        _ => escaped + &text[copied..],
    }
}

/// Writes answers, one a line.
///
/// # Errors
/// The answer cannot be written.
pub fn write_lines<T: Serialize>(
    answers: impl IntoIterator<Item = T>,
    out: &mut dyn Write,
) -> Result<(), Error> {
    for answer in answers {
        let text = serde_json::to_string(&answer).map_err(std::io::Error::from)?;
        writeln!(out, "{}", escaped(text))?;
    }
    Ok(())
}

/// Writes the items of one of an answer's lists, one a line.
///
/// # Errors
/// The answer cannot be written.
pub fn write_items(mut answer: Value, list: &str, out: &mut dyn Write) -> Result<(), Error> {
    match answer.get_mut(list).map(Value::take) {
        Some(Value::Array(items)) => write_lines(items, out),
        _ => Ok(()),
    }
}
