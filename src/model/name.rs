//! A fact that may be stated as unknown: `"?"`.

use std::fmt;

use derive_more::Display;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::model::fault::Fault;
use crate::model::id::ActionId;

/// The text by which a file says that a fact is unknown, where silence says that nobody filled it in.
pub const UNKNOWN: &str = "?";

/// A fact, or the statement that it is unknown.
#[derive(Debug, Display, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stated<T> {
    /// The fact.
    Known(T),
    /// `"?"`: asked, and unknown.
    #[display("{UNKNOWN}")]
    Unknown,
}

impl<T> Stated<T> {
    /// The fact, where it is known.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(fact) => Some(fact),
            Self::Unknown => None,
        }
    }

    /// The text of the fact by `text`, or `"?"`.
    pub fn text<'a>(&'a self, text: impl Fn(&'a T) -> &'a str) -> &'a str {
        self.known().map_or(UNKNOWN, text)
    }
}

impl<T: fmt::Display> Serialize for Stated<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A name out of a vocabulary, or unknown.
pub type Name = Stated<String>;

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        match text.as_str() {
            UNKNOWN => Ok(Self::Unknown),
            "" => Err(D::Error::custom(Fault::Empty)),
            _ => Ok(Self::Known(text)),
        }
    }
}

impl<'de> Deserialize<'de> for Stated<ActionId> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text == UNKNOWN {
            return Ok(Self::Unknown);
        }
        text.parse().map(Self::Known).map_err(D::Error::custom)
    }
}
