//! The columns of an action, one name for tables, JSON, exports and headings.

use std::cmp::Ordering;
use std::sync::LazyLock;

use derive_more::From;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use strum::IntoStaticStr;

use crate::model::key::Key;

/// A column of an answer. Its name is the same in `--columns`, in JSON and in `plan.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, From, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[expect(missing_docs, reason = "a column holds what its name says")]
pub enum Column {
    /// The file's own text under a key.
    #[strum(transparent)]
    Key(Key),
    Id,
    Measure,
    MeasureTitle,
    Axis,
    AxisTitle,
    StartEarliest,
    StartLatest,
    EndEarliest,
    EndLatest,
    BudgetMin,
    BudgetMax,
    Extra,
    Path,
}

/// Every column in its order: the action's place among its first keys, bounds behind what they bound.
static ORDER: LazyLock<Vec<Column>> = LazyLock::new(|| {
    let first = [
        Column::Id,
        Key::Code.into(),
        Column::Measure,
        Column::MeasureTitle,
        Column::Axis,
        Column::AxisTitle,
        Key::Themes.into(),
        Key::Title.into(),
    ];
    let others = Key::all().filter(|key| !first.contains(&Column::Key(*key)));
    let others = others.flat_map(|key| {
        let bounds: &[Column] = match key {
            Key::Start => &[Column::StartEarliest, Column::StartLatest],
            Key::End => &[Column::EndEarliest, Column::EndLatest],
            Key::Budget => &[Column::BudgetMin, Column::BudgetMax],
            // Of no other key there is a least and a most.
            _ => &[],
        };
        std::iter::once(Column::Key(key)).chain(bounds.iter().copied())
    });
    let last = [Column::Extra, Column::Path];
    first.into_iter().chain(others).chain(last).collect()
});

impl Column {
    /// Every column, in the order of the model.
    pub fn all() -> impl Iterator<Item = Self> + Clone {
        ORDER.iter().copied()
    }

    /// Tells whether it is one end of what another column shows: the bounds of a date, of a budget.
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

    /// The key of an action's file that it shows, under the key's own name.
    pub fn key(self) -> Option<Key> {
        match self {
            Self::Key(key) => Some(key),
            // Whatever else follows from the key, the place or the territory's own names.
            _ => None,
        }
    }

    /// The columns that a history of changes tells: what an action's file states.
    pub fn told() -> impl Iterator<Item = Self> + Clone {
        Self::all().filter(|column| column.key().is_some() || *column == Self::Extra)
    }

    /// The name in `--columns`, JSON and `plan.toml`.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The column of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|column| column.name() == name)
    }
}

impl PartialEq<Key> for Column {
    fn eq(&self, key: &Key) -> bool {
        self.key() == Some(*key)
    }
}

impl Ord for Column {
    fn cmp(&self, other: &Self) -> Ordering {
        let place = |column: &Self| Self::all().position(|one| one == *column);
        place(self).cmp(&place(other))
    }
}

impl PartialOrd for Column {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Serialize for Column {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Column {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        static NAMES: LazyLock<Vec<&str>> =
            LazyLock::new(|| Column::all().map(Column::name).collect());
        let name = String::deserialize(deserializer)?;
        Self::named(&name).ok_or_else(|| D::Error::unknown_variant(&name, &NAMES))
    }
}
