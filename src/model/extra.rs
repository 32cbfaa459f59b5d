//! What a territory keeps of an action besides: a text or a number under a name of its own.

use std::fmt::{Formatter, Result as FmtResult};

use derive_more::Display;
use serde::Serialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Unexpected, Visitor};
use serde_json::Number;

use crate::model::indicator::Decimal;

/// A value of the territory's own.
#[derive(Debug, Display, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Extra {
    /// A text.
    Text(String),
    /// A number.
    Number(Decimal),
}

struct ExtraVisitor;

impl<'de> Visitor<'de> for ExtraVisitor {
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

    fn visit_u64<E: Error>(self, number: u64) -> Result<Extra, E> {
        Ok(Extra::Number(Decimal(number.to_string())))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Extra, E> {
        Ok(Extra::Number(Decimal(number.to_string())))
    }

    // A number of JSON that keeps its text comes as a map of one.
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Extra, A::Error> {
        let number = Number::deserialize(MapAccessDeserializer::new(map));
        let number = number.map_err(|_| A::Error::invalid_type(Unexpected::Map, &self))?;
        Ok(Extra::Number(Decimal(number.to_string())))
    }
}

impl<'de> Deserialize<'de> for Extra {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ExtraVisitor)
    }
}
