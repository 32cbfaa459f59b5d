//! A note of follow-up: what was told of an action, and when.

use std::fmt::{Display, Formatter, Result as FmtResult};
use std::str::FromStr;

use schemars::JsonSchema;

use crate::model::date::{Date, start};
use crate::model::fault::Fault;
use crate::model::schema;

/// A dated note of follow-up.
#[derive(
    Debug, Clone, PartialEq, Eq, Default, serde::Deserialize, serde::Serialize, JsonSchema,
)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// When it was told.
    #[serde(deserialize_with = "start")]
    #[schemars(schema_with = "schema::day")]
    pub date: Date,
    /// What was told, in Markdown.
    #[schemars(length(min = 1))]
    pub text: String,
}

/// What stands between the day and the text where both stand in one text.
const BETWEEN: char = ':';

impl Display for FollowUp {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> FmtResult {
        write!(formatter, "{} {BETWEEN} {}", self.date, self.text)
    }
}

impl FromStr for FollowUp {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let (date, text) = text.split_once(BETWEEN).ok_or(Fault::Date)?;
        match (date.parse()?, text.trim()) {
            (_, "") => Err(Fault::Empty),
            (Date::Ongoing, _) => Err(Fault::OngoingStart),
            (date, text) => Ok(Self {
                date,
                text: text.to_owned(),
            }),
        }
    }
}
