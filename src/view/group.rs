//! Actions, and their budget lines, by what they have in common.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use strum::{EnumIter, EnumString, IntoEnumIterator, IntoStaticStr};

use crate::model::action::{Action, Sheet, SubAction};
use crate::model::budget::{BudgetLine, Kind};
use crate::model::fold::fold;
use crate::model::id::{Axis, MeasureKey};
use crate::model::name::UNKNOWN;
use crate::model::plan::Plan;

/// What actions are grouped by.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, EnumIter, EnumString, IntoStaticStr, Serialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
#[schemars(rename = "by")]
pub enum By {
    /// The axis of the measure.
    Axis,
    /// The measure.
    Measure,
    /// Each of the themes.
    Theme,
    /// Each of the owners.
    Owner,
    /// Each of the funders.
    Funder,
    /// The state of progress.
    Status,
    /// The year that a budget line is planned for.
    Year,
    /// Investment or running costs, by budget line.
    Kind,
}

impl By {
    /// Every way of grouping.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::iter()
    }

    /// Tells whether it groups budget lines, so that an action's amounts are told apart and never doubled.
    pub fn splits_actions(self) -> bool {
        matches!(self, Self::Year | Self::Kind)
    }

    /// The name in the command line and in JSON.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// The place of a group among the others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// By the number of the axis.
    Axis(Axis),
    /// By axis and code.
    Measure(Option<Axis>, MeasureKey),
    /// By the place in a vocabulary.
    Position(usize),
    /// By the alphabet.
    Word(String),
    /// Stated as unknown.
    Unknown,
    /// Not filled in.
    Absent,
}

/// The part of an action that stands in one group: a budget line, and its sub-action.
pub type Line<'a> = (Option<&'a SubAction>, &'a BudgetLine);

/// The part of an action that stands in one group.
#[derive(Debug, Clone)]
pub struct Share<'a> {
    /// The place of the group among the others.
    pub rank: Rank,
    /// The value that its actions have in common; none where it is not filled in.
    pub key: Option<String>,
    /// How that is called: the title of a measure or axis, else the key.
    pub title: Option<String>,
    /// The lines that count there.
    pub lines: Vec<Line<'a>>,
}

/// The groups that `action` stands in, at least one, with the lines that count in each.
pub fn shares<'a>(plan: &Plan, action: &'a Action, by: By) -> Vec<Share<'a>> {
    let keys = keys(plan, action, by);
    let shares = keys.into_iter().map(|key| {
        let (rank, title) = rank(plan, action, by, key.as_deref());
        let lines = action.sheet.lines();
        let lines = lines.filter(|(_, line)| counts_in(line, by, key.as_deref()));
        Share {
            rank,
            lines: lines.collect(),
            key,
            title,
        }
    });
    shares.collect()
}

/// Tells whether a line counts in the group of that key; the action stands in the group.
fn counts_in(line: &BudgetLine, by: By, key: Option<&str>) -> bool {
    match by {
        By::Year => line.year.map(|year| year.to_string()).as_deref() == key,
        By::Kind => line.kind.map(Kind::name) == key,
        By::Axis | By::Measure | By::Theme | By::Owner | By::Funder | By::Status => true,
    }
}

/// Actions that have one thing in common.
#[derive(Debug, Clone)]
pub struct Section<'a> {
    /// What they have in common; nothing where it is not filled in.
    pub key: Option<String>,
    /// How that is called.
    pub title: Option<String>,
    /// The actions.
    pub actions: Vec<&'a Action>,
}

/// `actions` by what they have in common, each in every section it stands in, in the order given.
pub fn sections<'a>(plan: &Plan, actions: &[&'a Action], by: By) -> Vec<Section<'a>> {
    let mut sections: BTreeMap<Rank, Section<'a>> = BTreeMap::new();
    for action in actions {
        for key in keys(plan, action, by) {
            let (rank, title) = rank(plan, action, by, key.as_deref());
            let section = sections.entry(rank).or_insert_with(|| Section {
                key,
                title,
                actions: Vec::new(),
            });
            section.actions.push(action);
        }
    }
    sections.into_values().collect()
}

/// The groups that an action stands in: at least one.
fn keys(plan: &Plan, action: &Action, by: By) -> Vec<Option<String>> {
    let sheet = &action.sheet;
    let mut keys: Vec<String> = match by {
        By::Axis => plan.axis(action).iter().map(ToString::to_string).collect(),
        By::Measure => vec![action.measure.to_string()],
        By::Theme => sheet.themes.clone(),
        By::Owner => sheet.owners.iter().map(ToString::to_string).collect(),
        By::Funder => {
            let named = sheet.lines().filter_map(|(_, line)| line.funder.as_ref());
            sheet
                .funders
                .iter()
                .chain(named)
                .map(ToString::to_string)
                .collect()
        }
        By::Status => sheet.status.iter().cloned().collect(),
        By::Year => return of_lines(sheet, |line| line.year.map(|year| year.to_string())),
        By::Kind => return of_lines(sheet, |line| line.kind.map(|kind| kind.name().to_owned())),
    };
    keys.sort();
    keys.dedup();
    if keys.is_empty() {
        return vec![None];
    }
    keys.into_iter().map(Some).collect()
}

/// The values of an action's lines, each once; none where one says nothing, or there is none.
fn of_lines(sheet: &Sheet, what: fn(&BudgetLine) -> Option<String>) -> Vec<Option<String>> {
    let mut keys: Vec<Option<String>> = sheet.lines().map(|(_, line)| what(line)).collect();
    keys.sort();
    keys.dedup();
    if keys.is_empty() {
        keys.push(None);
    }
    keys
}

fn rank(plan: &Plan, action: &Action, by: By, key: Option<&str>) -> (Rank, Option<String>) {
    let catalogue = &plan.words.catalogue;
    let axis = plan.axis(action);
    let Some(key) = key else {
        return (Rank::Absent, None);
    };
    match by {
        By::Axis => (
            axis.map_or(Rank::Absent, Rank::Axis),
            axis.and_then(|axis| catalogue.axis_title(axis))
                .map(str::to_owned),
        ),
        By::Measure => {
            let measure = catalogue.measure(&action.measure);
            let title = measure.map(|measure| measure.title.clone());
            (Rank::Measure(axis, action.measure.clone()), title)
        }
        By::Status => {
            let position = plan.words.statuses.position(key).unwrap_or(usize::MAX);
            (Rank::Position(position), Some(key.to_owned()))
        }
        By::Theme | By::Owner | By::Funder if key == UNKNOWN => {
            (Rank::Unknown, Some(key.to_owned()))
        }
        By::Year | By::Kind => (Rank::Word(key.to_owned()), Some(key.to_owned())),
        By::Theme | By::Owner | By::Funder => (Rank::Word(fold(key)), Some(key.to_owned())),
    }
}
