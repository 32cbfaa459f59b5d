//! A plan: its settings, its words, its actions.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use chrono::NaiveDate;
use rayon::prelude::ParallelSliceMut;
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::{Deserialize, Deserializer};

use crate::model::action::Action;
use crate::model::budget::Basis;
use crate::model::column::Column;
use crate::model::date::Date;
use crate::model::id::{ActionId, Axis};
use crate::model::publication::{Contact, Licence, Producer, Siren, spelled};
use crate::model::question::Question;
use crate::model::vocabulary::{Actor, Catalogue, Phase, Status, Theme, Vocabulary};
use crate::model::zone::Zone;

/// The newest format of plans that this program reads.
pub const FORMAT: u32 = 1;

/// What `schema/plan.toml` says of the plan as a whole.
#[derive(Debug, Clone, Default, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The format of the files, 1.
    pub format: u32,
    /// The name of the plan.
    pub name: String,
    /// The SIREN of the territory.
    #[schemars(with = "Option<String>")]
    pub siren: Option<Siren>,
    /// The licence of the data.
    #[schemars(with = "Option<String>")]
    pub licence: Option<Licence>,
    /// The body that made the data.
    #[schemars(with = "Option<String>")]
    pub producer: Option<Producer>,
    /// Whom to ask about the data.
    #[schemars(with = "Option<String>")]
    pub contact: Option<Contact>,
    /// The years it covers, in its own words.
    pub period: Option<String>,
    /// The language of what the program writes into the plan, such as the help that editors show.
    #[serde(default)]
    pub language: Language,
    /// The tax basis that totals are taken on unless the user asks for the other.
    #[serde(default)]
    pub basis: Basis,
    /// The time zone that days of its history are told in.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub timezone: Zone,
    /// The plan's own heading for each column of an export.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    pub headings: BTreeMap<Column, String>,
    /// Selections kept under a name, used as `@name`.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, BTreeMap<String, String>>")]
    pub views: BTreeMap<String, Question>,
    /// The plan as it was voted.
    pub voted: Option<Voted>,
    /// How reports look.
    #[serde(default)]
    pub report: ReportSettings,
}

/// The revision of the plan that was voted.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Voted {
    /// A revision (a tag, a commit), or a day.
    pub revision: String,
    /// The day of the vote.
    pub date: Option<Date>,
    /// The number of the deliberation.
    pub deliberation: Option<String>,
}

/// How reports look.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportSettings {
    /// The territory's colour, `#rrggbb`.
    #[schemars(with = "Option<String>")]
    pub color: Option<Color>,
}

/// A colour, `#rrggbb`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Color(pub String);

impl<'de> Deserialize<'de> for Color {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        spelled(deserializer, &["#rrggbb"], |text| {
            let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
            let is_color = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
            is_color.then(|| Self(text.to_owned()))
        })
    }
}

/// The language that a plan is kept in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// French.
    #[default]
    Fr,
    /// English.
    En,
}

/// The words that the plan's files may use.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// Axes and measures.
    pub catalogue: Catalogue,
    /// States of progress, in the order of the file.
    pub statuses: Vocabulary<Status>,
    /// Themes.
    pub themes: Vocabulary<Theme>,
    /// Owners, funders, partners and audiences.
    pub actors: Vocabulary<Actor>,
}

/// What of a plan's words changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "wordKind")]
pub enum WordKind {
    /// The name of the plan.
    Name,
    /// The years that it covers.
    Period,
    /// The tax basis of totals.
    Basis,
    /// The revision that was voted.
    Voted,
    /// The title of an axis.
    Axis,
    /// The number of an axis.
    Number,
    /// The title of a measure.
    Measure,
    /// The code of a measure.
    Code,
    /// A status.
    Status,
    /// The phase of a status.
    Phase,
    /// A theme.
    Theme,
    /// An actor.
    Actor,
}

/// A plan whose every action was read whole.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// The plan as a whole.
    pub settings: Settings,
    /// Its words.
    pub words: Words,
    /// Its actions, in the plan's order.
    pub actions: Vec<Action>,
    /// The day of the last change of each action that no commit lacks; none where nobody asked git.
    pub last_changes: Option<BTreeMap<ActionId, NaiveDate>>,
}

/// A plan as it was found: what was read whole, and what was not.
#[derive(Debug, Clone, Default)]
pub struct PlanDraft {
    /// The plan of the actions that were read whole.
    pub plan: Plan,
    /// The files that were not.
    pub broken: Vec<Broken>,
    /// The vocabulary files that were read in part only.
    pub broken_words: Vec<&'static str>,
}

/// An action's file with errors in it, as far as it could be read.
#[derive(Debug, Clone)]
pub struct Broken {
    /// The id, which other actions may name all the same.
    pub id: ActionId,
    /// The part that could be read.
    pub action: Option<Action>,
    /// What could not.
    pub unread: Unread,
}

/// The paths of what could not be read in a file.
#[derive(Debug, Clone, Default)]
pub struct Unread(BTreeSet<String>);

impl Unread {
    /// Tells that all of the file was read.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Tells that one of the paths stands at, above or within `path`.
    pub fn meets(&self, path: &str) -> bool {
        let within = || {
            self.0
                .range::<str, _>((Bound::Included(path), Bound::Unbounded))
                .next()
        };
        let is_above = |end| path.get(..end).is_some_and(|above| self.0.contains(above));
        within().is_some_and(|one| one.starts_with(path)) || (0..path.len()).any(is_above)
    }
}

impl FromIterator<String> for Unread {
    fn from_iter<T: IntoIterator<Item = String>>(paths: T) -> Self {
        Self(paths.into_iter().collect())
    }
}

impl Plan {
    /// The axis of an action: the one that its measure belongs to; none where the catalogue lacks a measure without a code.
    pub fn axis(&self, action: &Action) -> Option<Axis> {
        let measure = self.words.catalogue.measure(&action.measure);
        measure
            .map(|measure| measure.axis)
            .or_else(|| action.measure.axis())
    }

    /// The phase of an action's status; nothing where it says none, or one that the plan does not know.
    pub fn phase(&self, action: &Action) -> Option<Phase> {
        let status = self.words.statuses.find(action.sheet.status.as_deref()?)?;
        Some(status.phase)
    }

    /// Tells that an action was given up.
    pub fn is_dropped(&self, action: &Action) -> bool {
        self.phase(action) == Some(Phase::Dropped)
    }

    /// The day of an action's last change, where git was asked and knows it.
    pub fn last_change(&self, action: &Action) -> Option<NaiveDate> {
        self.last_changes.as_ref()?.get(&action.id).copied()
    }

    /// The plan's own heading of a column, where it has one.
    pub fn heading(&self, column: Column) -> Option<&str> {
        self.settings.headings.get(&column).map(String::as_str)
    }

    /// Put the actions in the plan's order: axis, measure, the plan's own code, file name.
    pub fn sort(&mut self) {
        let mut actions = std::mem::take(&mut self.actions);
        actions.par_sort_by_cached_key(|action| {
            let code = action.sheet.code.as_deref().map(NaturalKey::of);
            let order = (code.is_none(), code);
            (
                self.axis(action),
                action.measure.clone(),
                order,
                action.id.clone(),
            )
        });
        self.actions = actions;
    }
}

/// A text that orders by the numbers in it: `A2` before `A10`.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct NaturalKey(Vec<Chunk>);

#[derive(Debug, PartialEq, Eq)]
enum Chunk {
    Number(u64),
    Text(String),
}

impl Ord for Chunk {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.cmp(b),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            (Self::Number(_), Self::Text(_)) => Ordering::Less,
            (Self::Text(_), Self::Number(_)) => Ordering::Greater,
        }
    }
}

impl PartialOrd for Chunk {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl NaturalKey {
    fn of(text: &str) -> Self {
        let chunks = text
            .as_bytes()
            .chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit());
        Self(
            chunks
                .map(|chunk| {
                    let text = String::from_utf8_lossy(chunk);
                    text.parse()
                        .map_or_else(|_| Chunk::Text(text.into_owned()), Chunk::Number)
                })
                .collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::NaturalKey;

    #[test]
    fn a_code_orders_by_its_numbers() {
        let mut codes = ["A10", "B1", "A2", "fiche 17", "fiche 2"];
        codes.sort_by_key(|code| NaturalKey::of(code));
        assert_eq!(codes, ["A2", "A10", "B1", "fiche 2", "fiche 17"]);
    }
}
