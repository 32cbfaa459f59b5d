//! The files of a plan's words, as the tables that they are.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::model::vocabulary::{Actor, AxisTitle, Measure, Status, Theme};

/// The axes and measures of the catalogue.
#[derive(Deserialize, Default, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MeasuresFile {
    /// An axis of the catalogue.
    pub axis: Vec<AxisTitle>,
    /// A measure of the catalogue.
    pub measure: Vec<Measure>,
}

/// The statuses, in their order.
#[derive(Deserialize, Default, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct StatusesFile {
    /// A state of progress.
    pub status: Vec<Status>,
}

/// The themes.
#[derive(Deserialize, Default, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ThemesFile {
    /// A theme of actions.
    pub theme: Vec<Theme>,
}

/// The actors.
#[derive(Deserialize, Default, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ActorsFile {
    /// Who owns, funds or joins actions, or whom they address.
    pub actor: Vec<Actor>,
}
