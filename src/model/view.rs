//! A selection that the plan keeps under a name: `[views]` in `schema/plan.toml`.

use serde::Deserialize;

use crate::model::column::Column;

/// What a name of `[views]` stands for: the options of a selection, and how a list shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct View {
    /// Names of statuses, or `none`.
    #[serde(default)]
    pub status: Vec<String>,
    /// Numbers of axes.
    #[serde(default)]
    pub axis: Vec<u32>,
    /// Codes of measures, or beginnings of them.
    #[serde(default)]
    pub measure: Vec<String>,
    /// Names of themes.
    #[serde(default)]
    pub theme: Vec<String>,
    /// Names of actors, or `none`.
    #[serde(default)]
    pub owner: Vec<String>,
    /// Names of actors, or `none`.
    #[serde(default)]
    pub funder: Vec<String>,
    /// Names of actors, or `none`.
    #[serde(default)]
    pub partner: Vec<String>,
    /// Names of actors, or `none`.
    #[serde(default)]
    pub audience: Vec<String>,
    /// Years in which an action is under way.
    #[serde(default)]
    pub year: Vec<i32>,
    /// Spans of years: `2020..2022`.
    #[serde(default)]
    pub years: Vec<String>,
    /// Whether only what should have ended is meant.
    #[serde(default)]
    pub late: bool,
    /// Days within which it has to end.
    pub due: Option<u32>,
    /// Columns of which a file says nothing.
    #[serde(default)]
    pub missing: Vec<Column>,
    /// Words that all occur in it.
    pub search: Option<String>,
    /// The columns of a list.
    #[serde(default)]
    pub columns: Vec<String>,
    /// The columns that a list is sorted by.
    #[serde(default)]
    pub sort: Vec<String>,
}
