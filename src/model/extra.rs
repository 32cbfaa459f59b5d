//! What a territory keeps of an action besides: a text or a number under a name of its own.

use std::fmt::{Formatter, Result as FmtResult};

use serde::de::{Deserialize, Deserializer, Error, Visitor};

use crate::model::indicator::Decimal;

/// A value of the territory's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extra {
    /// A text.
    Text(String),
    /// A number.
    Number(Decimal),
}

struct ExtraVisitor;

impl Visitor<'_> for ExtraVisitor {
    type Value = Extra;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> FmtResult {
        formatter.write_str("a text or a number")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Extra, E> {
        Ok(Extra::Text(text.to_owned()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Extra, E> {
        Ok(Extra::Number(Decimal(number.to_string())))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Extra, E> {
        Ok(Extra::Number(Decimal(number.to_string())))
    }
}

impl<'de> Deserialize<'de> for Extra {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ExtraVisitor)
    }
}
