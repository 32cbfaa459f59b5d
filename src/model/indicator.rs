//! What an action is measured by.

use std::collections::BTreeMap;
use std::fmt::{Formatter, Result as FmtResult};

use schemars::JsonSchema;
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::Number;

use crate::model::budget::{NUMBER, number};
use crate::model::date::Date;

/// A number as it is written, so that none is rounded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decimal(pub String);

struct DecimalVisitor;

impl<'de> Visitor<'de> for DecimalVisitor {
    type Value = Decimal;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> FmtResult {
        formatter.write_str("a number")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Decimal, E> {
        let text = text.trim_start_matches('+');
        let digits = text.trim_start_matches('-');
        let plain = digits
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
        // Exponents, `inf` and `nan` are numbers to TOML, and no measurement.
        if plain {
            Ok(Decimal(text.to_owned()))
        } else {
            Err(E::invalid_value(serde::de::Unexpected::Str(text), &self))
        }
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, json: D) -> Result<Decimal, D::Error> {
        self.visit_str(Number::deserialize(json)?.as_str())
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        number(&self.0, serializer)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(NUMBER, DecimalVisitor)
    }
}

/// An indicator: a quantity, where it stood, where it should go, and what was measured.
#[derive(
    Debug, Clone, PartialEq, Eq, Default, serde::Deserialize, serde::Serialize, JsonSchema,
)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// What is measured.
    pub name: String,
    /// The unit it is measured in.
    pub unit: Option<String>,
    /// The value before the action.
    pub baseline: Option<Decimal>,
    /// The value aimed at.
    pub target: Option<Decimal>,
    /// When the target should be reached.
    pub by: Option<Date>,
    /// The measured values by year.
    #[serde(default)]
    pub values: BTreeMap<String, Decimal>,
}
