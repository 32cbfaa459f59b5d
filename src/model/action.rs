//! An action of the plan: its sheet, as the file states it, and where it stands in the plan.

use std::collections::BTreeMap;
use std::fmt::{Display, Formatter, Result as FmtResult};

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor, value::MapAccessDeserializer};

use crate::model::budget::BudgetLine;
use crate::model::date::{Date, start};
use crate::model::extra::Extra;
use crate::model::id::{ActionId, MeasureKey};
use crate::model::indicator::Indicator;
use crate::model::name::{Name, Stated};
use crate::model::schema;

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
    /// The budget lines of the action itself, its sub-actions' apart.
    #[serde(default)]
    pub budget: Vec<BudgetLine>,
    /// The parts of the action.
    #[serde(default)]
    pub sub_actions: Vec<SubAction>,
    /// For the people who edit the file: a doubt about the source, say.
    pub editor_notes: Option<String>,
    /// What a territory keeps besides.
    #[serde(default)]
    pub extra: BTreeMap<String, Extra>,
}

/// A part of an action.
///
/// The title alone is enough; a table says more.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(deny_unknown_fields, transform = schema::or_text)]
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
    #[schemars(default, transform = schema::unique)]
    pub owners: Vec<Name>,
    /// When it starts.
    #[schemars(default, schema_with = "schema::start")]
    pub start: Option<Date>,
    /// When it ends.
    pub end: Option<Date>,
    /// What it is.
    pub description: Option<String>,
    /// Its budget lines, which count in the action's.
    #[schemars(default)]
    pub budget: Vec<BudgetLine>,
}

/// A sub-action written as a table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, remote = "SubAction")]
struct SubActionTable {
    title: String,
    code: Option<String>,
    status: Option<String>,
    #[serde(default)]
    owners: Vec<Name>,
    #[serde(default, deserialize_with = "start")]
    start: Option<Date>,
    end: Option<Date>,
    description: Option<String>,
    #[serde(default)]
    budget: Vec<BudgetLine>,
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
        SubActionTable::deserialize(MapAccessDeserializer::new(map))
    }
}

impl<'de> Deserialize<'de> for SubAction {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SubActionVisitor)
    }
}

impl SubAction {
    /// The part of that title, of which nothing else is known.
    pub fn titled(title: String) -> Self {
        Self {
            title,
            code: None,
            status: None,
            owners: Vec::new(),
            start: None,
            end: None,
            description: None,
            budget: Vec::new(),
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
    /// Every budget line of the action, its own first, each with the sub-action it belongs to.
    pub fn lines(&self) -> impl Iterator<Item = (Option<&SubAction>, &BudgetLine)> {
        let own = self.budget.iter().map(|line| (None, line));
        let parts = self
            .sub_actions
            .iter()
            .flat_map(|part| part.budget.iter().map(move |line| (Some(part), line)));
        own.chain(parts)
    }

    /// The paths of the keys that say that an amount is counted in the action `id`.
    pub fn references_to<'a>(&'a self, id: &'a ActionId) -> impl Iterator<Item = String> + 'a {
        let refers = move |line: &BudgetLine| {
            let named = line.role.counted_in().and_then(Stated::known);
            named == Some(id)
        };
        let own = self.budget.iter().enumerate();
        let own = own
            .filter(move |(_, line)| refers(line))
            .map(|(index, _)| format!("budget[{index}].included_in"));
        let parts = self.sub_actions.iter().enumerate();
        let parts = parts.flat_map(move |(part, sub_action)| {
            let lines = sub_action.budget.iter().enumerate();
            lines
                .filter(move |(_, line)| refers(line))
                .map(move |(index, _)| format!("sub_actions[{part}].budget[{index}].included_in"))
        });
        own.chain(parts)
    }

    /// Every text that a person wrote freely, with the path of its key.
    pub fn texts(&self) -> impl Iterator<Item = (Spot<'_>, &str)> {
        let single = [
            ("title", Some(&self.title)),
            ("code", self.code.as_ref()),
            ("priority", self.priority.as_ref()),
            ("elected", self.elected.as_ref()),
            ("description", self.description.as_ref()),
            ("objectives", self.objectives.as_ref()),
            ("resources", self.resources.as_ref()),
            ("progress", self.progress.as_ref()),
            ("editor_notes", self.editor_notes.as_ref()),
        ];
        let single = single
            .into_iter()
            .filter_map(|(key, text)| Some((Spot::of(key), text?.as_str())));
        let lists = [
            ("effects", &self.effects),
            ("places", &self.places),
            ("links", &self.links),
        ];
        let lists = lists.into_iter().flat_map(|(key, texts)| {
            let texts = texts.iter().enumerate();
            texts.map(move |(index, text)| (Spot::of(key).item(index), text.as_str()))
        });
        let parts = self.sub_actions.iter().enumerate();
        let parts = parts.flat_map(|(part, sub_action)| {
            let title = (Spot::of("title").within(part), sub_action.title.as_str());
            let description = sub_action.description.as_ref();
            let description =
                description.map(|text| (Spot::of("description").within(part), text.as_str()));
            let lines = lines_texts(&sub_action.budget);
            std::iter::once(title)
                .chain(description)
                .chain(lines.map(move |(spot, text)| (spot.within(part), text)))
        });
        let extra = self.extra.iter().filter_map(|(key, extra)| match extra {
            Extra::Text(text) => Some((Spot::of(key).extra(), text.as_str())),
            Extra::Number(_) => None,
        });
        single
            .chain(lists)
            .chain(parts)
            .chain(lines_texts(&self.budget))
            .chain(extra)
    }

    /// Put what `other` says under `key`, a key of the file or `extra.` and a name, in the place of what is said here.
    pub fn take_from(&mut self, key: &str, other: &Self) {
        match key {
            "title" => self.title.clone_from(&other.title),
            "themes" => self.themes.clone_from(&other.themes),
            "code" => self.code.clone_from(&other.code),
            "status" => self.status.clone_from(&other.status),
            "priority" => self.priority.clone_from(&other.priority),
            "elected" => self.elected.clone_from(&other.elected),
            "owners" => self.owners.clone_from(&other.owners),
            "funders" => self.funders.clone_from(&other.funders),
            "partners" => self.partners.clone_from(&other.partners),
            "audiences" => self.audiences.clone_from(&other.audiences),
            "start" => self.start = other.start,
            "end" => self.end = other.end,
            "description" => self.description.clone_from(&other.description),
            "objectives" => self.objectives.clone_from(&other.objectives),
            "resources" => self.resources.clone_from(&other.resources),
            "progress" => self.progress.clone_from(&other.progress),
            "effects" => self.effects.clone_from(&other.effects),
            "places" => self.places.clone_from(&other.places),
            "links" => self.links.clone_from(&other.links),
            "other_measures" => self.other_measures.clone_from(&other.other_measures),
            "indicators" => self.indicators.clone_from(&other.indicators),
            "budget" => self.budget.clone_from(&other.budget),
            "sub_actions" => self.sub_actions.clone_from(&other.sub_actions),
            "editor_notes" => self.editor_notes.clone_from(&other.editor_notes),
            _ => {
                let Some(name) = key.strip_prefix("extra.") else {
                    return;
                };
                match other.extra.get(name) {
                    Some(value) => self.extra.insert(name.to_owned(), value.clone()),
                    None => self.extra.remove(name),
                };
            }
        }
    }

    /// The lists of names, each with its key.
    pub fn actors(&self) -> [(&'static str, &[Name]); 4] {
        [
            ("owners", &self.owners),
            ("funders", &self.funders),
            ("partners", &self.partners),
            ("audiences", &self.audiences),
        ]
    }
}

/// Where a text stands in a sheet; only showing it writes out the path.
#[derive(Debug, Clone, Copy)]
pub struct Spot<'a> {
    part: Option<usize>,
    line: Option<usize>,
    is_extra: bool,
    key: &'a str,
    item: Option<usize>,
}

impl<'a> Spot<'a> {
    fn of(key: &'a str) -> Self {
        Self {
            part: None,
            line: None,
            is_extra: false,
            key,
            item: None,
        }
    }

    fn within(self, part: usize) -> Self {
        Self {
            part: Some(part),
            ..self
        }
    }

    fn line(self, line: usize) -> Self {
        Self {
            line: Some(line),
            ..self
        }
    }

    fn item(self, item: usize) -> Self {
        Self {
            item: Some(item),
            ..self
        }
    }

    fn extra(self) -> Self {
        Self {
            is_extra: true,
            ..self
        }
    }
}

impl Display for Spot<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> FmtResult {
        if let Some(part) = self.part {
            write!(formatter, "sub_actions[{part}].")?;
        }
        if let Some(line) = self.line {
            write!(formatter, "budget[{line}].")?;
        }
        if self.is_extra {
            formatter.write_str("extra.")?;
        }
        formatter.write_str(self.key)?;
        match self.item {
            Some(item) => write!(formatter, "[{item}]"),
            None => Ok(()),
        }
    }
}

/// The texts of budget lines.
fn lines_texts(lines: &[BudgetLine]) -> impl Iterator<Item = (Spot<'_>, &str)> {
    lines.iter().enumerate().flat_map(|(index, line)| {
        let texts = [("label", &line.label), ("note", &line.note)];
        let stated = texts
            .into_iter()
            .filter_map(|(key, text)| Some((key, text.as_deref()?)));
        stated.map(move |(key, text)| (Spot::of(key).line(index), text))
    })
}
