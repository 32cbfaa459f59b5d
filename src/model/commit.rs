//! A commit as answers name it.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

/// Who changed the plan, when and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "commit")]
pub struct Commit {
    /// Its hash.
    #[serde(rename = "commit")]
    #[schemars(regex(pattern = r"^[0-9a-f]{40,64}$"))]
    pub id: String,
    /// The day it was made on, in the plan's time zone.
    #[serde(rename = "date")]
    pub day: NaiveDate,
    /// Who wrote the change.
    pub author: String,
    /// The first line of its message.
    pub subject: String,
    /// Why, where the trailer `Motif` of its message says it.
    #[serde(skip)]
    pub reason: Option<String>,
}
