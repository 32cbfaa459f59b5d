//! What can be asked of an action, one name for tables, JSON, exports and headings.

use serde::{Deserialize, Serialize};

/// A column of an answer. Its name is the same in `--columns`, in JSON and in `plan.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "a column is the field of its name, documented in `action.rs`"
)]
pub enum Column {
    Id,
    Code,
    Measure,
    MeasureTitle,
    Axis,
    AxisTitle,
    Themes,
    Title,
    Status,
    Priority,
    Elected,
    Owners,
    Funders,
    Partners,
    Audiences,
    Start,
    StartEarliest,
    StartLatest,
    End,
    EndEarliest,
    EndLatest,
    Description,
    Objectives,
    Resources,
    Progress,
    Effects,
    Places,
    Links,
    OtherMeasures,
    Indicators,
    Budget,
    BudgetMin,
    BudgetMax,
    SubActions,
    EditorNotes,
    Extra,
    Path,
}

impl Column {
    /// Every column, in the order of the model.
    pub const ALL: &'static [Self] = &[
        Self::Id,
        Self::Code,
        Self::Measure,
        Self::MeasureTitle,
        Self::Axis,
        Self::AxisTitle,
        Self::Themes,
        Self::Title,
        Self::Status,
        Self::Priority,
        Self::Elected,
        Self::Owners,
        Self::Funders,
        Self::Partners,
        Self::Audiences,
        Self::Start,
        Self::StartEarliest,
        Self::StartLatest,
        Self::End,
        Self::EndEarliest,
        Self::EndLatest,
        Self::Description,
        Self::Objectives,
        Self::Resources,
        Self::Progress,
        Self::Effects,
        Self::Places,
        Self::Links,
        Self::OtherMeasures,
        Self::Indicators,
        Self::Budget,
        Self::BudgetMin,
        Self::BudgetMax,
        Self::SubActions,
        Self::EditorNotes,
        Self::Extra,
        Self::Path,
    ];

    /// Whether it is one end of what another column shows: the bounds of a date, of a budget.
    pub fn is_bound(self) -> bool {
        matches!(
            self,
            Self::StartEarliest
                | Self::StartLatest
                | Self::EndEarliest
                | Self::EndLatest
                | Self::BudgetMin
                | Self::BudgetMax
        )
    }

    /// Whether it shows one key of an action's file, under the key's own name.
    pub fn is_key(self) -> bool {
        let of_place = [
            Self::Id,
            Self::Measure,
            Self::MeasureTitle,
            Self::Axis,
            Self::AxisTitle,
            Self::Path,
        ];
        !self.is_bound() && !of_place.contains(&self) && self != Self::Extra
    }

    /// The columns that a history of changes tells: what an action's file states.
    pub fn told() -> impl Iterator<Item = Self> {
        let all = Self::ALL.iter().copied();
        all.filter(|column| column.is_key() || *column == Self::Extra)
    }

    /// The name in `--columns`, JSON and `plan.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Code => "code",
            Self::Measure => "measure",
            Self::MeasureTitle => "measure_title",
            Self::Axis => "axis",
            Self::AxisTitle => "axis_title",
            Self::Themes => "themes",
            Self::Title => "title",
            Self::Status => "status",
            Self::Priority => "priority",
            Self::Elected => "elected",
            Self::Owners => "owners",
            Self::Funders => "funders",
            Self::Partners => "partners",
            Self::Audiences => "audiences",
            Self::Start => "start",
            Self::StartEarliest => "start_earliest",
            Self::StartLatest => "start_latest",
            Self::End => "end",
            Self::EndEarliest => "end_earliest",
            Self::EndLatest => "end_latest",
            Self::Description => "description",
            Self::Objectives => "objectives",
            Self::Resources => "resources",
            Self::Progress => "progress",
            Self::Effects => "effects",
            Self::Places => "places",
            Self::Links => "links",
            Self::OtherMeasures => "other_measures",
            Self::Indicators => "indicators",
            Self::Budget => "budget",
            Self::BudgetMin => "budget_min",
            Self::BudgetMax => "budget_max",
            Self::SubActions => "sub_actions",
            Self::EditorNotes => "editor_notes",
            Self::Extra => "extra",
            Self::Path => "path",
        }
    }

    /// The column of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|column| column.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::Column;
    use serde::Deserialize;
    use serde::de::value::{Error, StrDeserializer};

    #[test]
    fn headings_use_the_names_of_columns() {
        for column in Column::ALL {
            let name = StrDeserializer::<Error>::new(column.name());
            assert_eq!(Column::deserialize(name), Ok(*column));
        }
    }
}
