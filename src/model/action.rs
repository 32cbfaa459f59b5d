//! An action of the plan: its sheet, as the file states it, and where it stands in the plan.

use std::collections::BTreeMap;
use std::fmt::{Formatter, Result as FmtResult};
use std::iter;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor, value::MapAccessDeserializer};

use crate::model::budget::BudgetLine;
use crate::model::date::{Date, start};
use crate::model::extra::Extra;
use crate::model::fold::fold;
use crate::model::follow_up::FollowUp;
use crate::model::id::{ActionId, MeasureKey};
use crate::model::indicator::Indicator;
use crate::model::key::Key;
use crate::model::name::Name;
use crate::model::schema;
use crate::model::spot::Spot;

/// The longest title, in characters.
pub const TITLE_LENGTH: usize = 300;

/// An action: its identity, which is its path, and its sheet, which is its file.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// The name of its file, unique in the plan.
    pub id: ActionId,
    /// The folder it stands in.
    pub measure: MeasureKey,
    /// What the file states.
    pub sheet: Sheet,
}

/// What an action's file states (in French, the fiche action).
#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// The title, one line of at most 300 characters.
    #[schemars(length(min = 1, max = TITLE_LENGTH))]
    pub title: String,
    /// The themes, the first being the main one.
    #[schemars(schema_with = "schema::themes")]
    pub themes: Vec<String>,
    /// The plan's own number of the action (`A1`, `fiche 17`).
    pub code: Option<String>,
    /// The state of progress; without this line, it is not filled in.
    #[schemars(default, schema_with = "schema::status")]
    pub status: Option<String>,
    /// The priority, in the plan's own words.
    pub priority: Option<String>,
    /// The elected member in charge, by delegation rather than by name.
    pub elected: Option<String>,
    /// Who carries the action; the first leads.
    #[serde(default)]
    #[schemars(transform = schema::unique)]
    pub owners: Vec<Name>,
    /// Who pays for it.
    #[serde(default)]
    #[schemars(transform = schema::unique)]
    pub funders: Vec<Name>,
    /// Who else takes part.
    #[serde(default)]
    #[schemars(transform = schema::unique)]
    pub partners: Vec<Name>,
    /// Who is consulted or mobilised.
    #[serde(default)]
    #[schemars(transform = schema::unique)]
    pub audiences: Vec<Name>,
    /// When it starts, as precisely as it is known: `"2024"`, `"2024-05"`, `"2024-05-12"`, `"été 2024"`,
    /// `"début 2024"`, `"mi-2024"`, `"fin 2024"`, `"T3 2024"`, `"S1 2024"`; `"?"` where it is unknown.
    #[serde(default, deserialize_with = "start")]
    #[schemars(default, schema_with = "schema::start")]
    pub start: Option<Date>,
    /// When it ends: a date like `start`, or `"en continu"` where it has no end.
    pub end: Option<Date>,
    /// What the action is, in Markdown.
    pub description: Option<String>,
    /// What it aims at.
    pub objectives: Option<String>,
    /// Staff and equipment.
    pub resources: Option<String>,
    /// How far it is.
    pub progress: Option<String>,
    /// The effects expected.
    #[serde(default)]
    pub effects: Vec<String>,
    /// The municipalities or quarters concerned.
    #[serde(default)]
    pub places: Vec<String>,
    /// Addresses of deliberations and evidence.
    #[serde(default)]
    pub links: Vec<String>,
    /// Further measures that the action serves.
    #[serde(default)]
    pub other_measures: Vec<MeasureKey>,
    /// What it is measured by.
    #[serde(default)]
    pub indicators: Vec<Indicator>,
    /// Dated notes of follow-up, the oldest first.
    #[serde(default)]
    pub follow_up: Vec<FollowUp>,
    /// The budget lines of the action itself, its sub-actions' apart.
    #[serde(default)]
    pub budget: Vec<BudgetLine>,
    /// The parts of the action.
    #[serde(default)]
    pub sub_actions: Vec<SubAction>,
    /// For the people who edit the file: a doubt about the source, say.
    pub editor_notes: Option<String>,
    /// The ids that the action bore before, the oldest first; `plan rename` writes them.
    #[serde(default)]
    pub former: Vec<ActionId>,
    /// The actions that this one took the place of: it was split from them, or they were combined.
    #[serde(default)]
    pub replaces: Vec<ActionId>,
    /// Where the action stands in the document that it was read from (`ligne 42`).
    pub source: Option<String>,
    /// What a territory keeps besides.
    #[serde(default)]
    pub extra: BTreeMap<String, Extra>,
}

/// A part of an action.
///
/// The title alone is enough; a table says more.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, remote = "Self")]
#[schemars(transform = schema::or_text)]
pub struct SubAction {
    /// The title, unique in the action.
    #[schemars(length(min = 1, max = TITLE_LENGTH))]
    pub title: String,
    /// The plan's own number of the part.
    pub code: Option<String>,
    /// The state of progress.
    #[schemars(default, schema_with = "schema::status")]
    pub status: Option<String>,
    /// Who carries it.
    #[serde(default)]
    #[schemars(transform = schema::unique)]
    pub owners: Vec<Name>,
    /// When it starts.
    #[serde(default, deserialize_with = "start")]
    #[schemars(default, schema_with = "schema::start")]
    pub start: Option<Date>,
    /// When it ends.
    pub end: Option<Date>,
    /// What it is.
    pub description: Option<String>,
    /// Its budget lines, which count in the action's.
    #[serde(default)]
    pub budget: Vec<BudgetLine>,
    /// What it is measured by.
    #[serde(default)]
    pub indicators: Vec<Indicator>,
}

struct SubActionVisitor;

impl<'de> Visitor<'de> for SubActionVisitor {
    type Value = SubAction;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> FmtResult {
        formatter.write_str("a sub-action")
    }

    fn visit_str<E: Error>(self, title: &str) -> Result<SubAction, E> {
        Ok(SubAction::titled(title.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<SubAction, A::Error> {
        SubAction::deserialize(MapAccessDeserializer::new(map))
    }
}

impl<'de> Deserialize<'de> for SubAction {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SubActionVisitor)
    }
}

impl SubAction {
    /// The part that a sheet tells, as far as a part has its keys.
    pub fn of(sheet: Sheet) -> Self {
        Self {
            title: sheet.title,
            code: sheet.code,
            status: sheet.status,
            owners: sheet.owners,
            start: sheet.start,
            end: sheet.end,
            description: sheet.description,
            budget: sheet.budget,
            indicators: sheet.indicators,
        }
    }

    /// The part of that title, of which nothing else is known.
    pub fn titled(title: String) -> Self {
        Self {
            title,
            ..Self::default()
        }
    }
}

impl Action {
    /// The path of its file from the plan's root.
    pub fn path(&self) -> String {
        format!("actions/{}/{}.toml", self.measure, self.id)
    }
}

impl Sheet {
    /// The sub-action of that title, before which its number may stand.
    pub fn part(&self, title: &str) -> Option<&SubAction> {
        let folded = fold(title);
        let is_titled = |part: &&SubAction| fold(&part.title) == folded;
        let is_numbered = |part: &&SubAction| {
            let code = part.code.as_ref();
            code.is_some_and(|code| fold(&format!("{code} {}", part.title)) == folded)
        };
        let mut parts = self.sub_actions.iter();
        parts
            .clone()
            .find(is_titled)
            .or_else(|| parts.find(is_numbered))
    }

    /// Every budget line of the action, its own first, each with its place.
    pub fn placed_lines(&self) -> impl Iterator<Item = (Spot<'static>, &BudgetLine)> {
        let parts = self.sub_actions.iter().enumerate();
        let parts = parts.map(|(part, sub_action)| (Some(part), &sub_action.budget));
        let budgets = iter::once((None, &self.budget)).chain(parts);
        budgets.flat_map(|(part, lines)| {
            let lines = lines.iter().enumerate();
            lines.map(move |(index, line)| (Spot::of(part).table(Key::Budget, index), line))
        })
    }

    /// Every budget line of the action, its own first, each with the sub-action it belongs to.
    pub fn lines(&self) -> impl Iterator<Item = (Option<&SubAction>, &BudgetLine)> {
        self.placed_lines().map(|(spot, line)| {
            let part = spot.part.and_then(|part| self.sub_actions.get(part));
            (part, line)
        })
    }

    /// The lines that are counted in other actions: the place that says so, and the action that it names.
    pub fn references(&self) -> impl Iterator<Item = (Spot<'static>, &ActionId)> {
        self.placed_lines().filter_map(|(spot, line)| {
            let id = line.included_in.as_ref()?.known()?;
            Some((spot.key("included_in"), id))
        })
    }

    /// Every indicator of the action, its own first, each with the sub-action it belongs to.
    pub fn all_indicators(&self) -> impl Iterator<Item = (Option<&SubAction>, &Indicator)> {
        let own = self.indicators.iter().map(|one| (None, one));
        let parts = self.sub_actions.iter();
        own.chain(parts.flat_map(|part| part.indicators.iter().map(move |one| (Some(part), one))))
    }

    /// The lists of names, each with its key.
    pub fn actors(&self) -> [(Key, &[Name]); 4] {
        [
            (Key::Owners, &self.owners),
            (Key::Funders, &self.funders),
            (Key::Partners, &self.partners),
            (Key::Audiences, &self.audiences),
        ]
    }
}
