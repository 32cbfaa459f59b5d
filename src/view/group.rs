//! Totals by what actions have in common.

use std::collections::BTreeMap;

use crate::model::action::{Action, Sheet};
use crate::model::budget::Basis;
use crate::model::fold::fold;
use crate::model::id::{Axis, MeasureKey};
use crate::model::name::UNKNOWN;
use crate::model::plan::Plan;
use crate::view::total::Total;

/// What actions are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
}

impl By {
    /// Every way of grouping.
    pub const ALL: &'static [Self] = &[
        Self::Axis,
        Self::Measure,
        Self::Theme,
        Self::Owner,
        Self::Funder,
        Self::Status,
    ];

    /// The ways of grouping whole actions.
    pub const OF_ACTIONS: &'static [Self] = Self::ALL;

    /// The name in the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Axis => "axis",
            Self::Measure => "measure",
            Self::Theme => "theme",
            Self::Owner => "owner",
            Self::Funder => "funder",
            Self::Status => "status",
        }
    }
}

/// The actions that have one thing in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What they have in common; nothing where it is not filled in.
    pub key: Option<String>,
    /// How that is called: the title of a measure or axis, else the key.
    pub title: Option<String>,
    /// What they cost.
    pub total: Total,
}

/// Groups and their total, in which each action counts once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groups {
    /// The groups, in the order of the plan or the alphabet, what is not filled in last.
    pub groups: Vec<Group>,
    /// Whether an action stands in several groups, so that they add up to more than the total.
    pub overlapping: bool,
    /// The total.
    pub total: Total,
}

/// Where a group stands among the others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Axis(Axis),
    Measure(Axis, MeasureKey),
    Position(usize),
    Word(String),
    /// Stated as unknown.
    Unknown,
    /// Not filled in.
    Absent,
}

/// The totals of `actions` by `by`, on `basis`.
pub fn totals(plan: &Plan, actions: &[&Action], by: By, basis: Basis) -> Groups {
    let mut groups: BTreeMap<Rank, Group> = BTreeMap::new();
    let mut total = Total::default();
    let mut overlapping = false;
    for action in actions {
        total.merge(&Total::of(&action.sheet, basis));
        let keys = keys(plan, action, by);
        overlapping |= keys.len() > 1;
        for key in keys {
            let part = match by {
                By::Funder => of_funder(&action.sheet, key.as_deref(), basis),
                _ => Total::of(&action.sheet, basis),
            };
            let (rank, title) = rank(plan, action, by, key.as_deref());
            let group = groups.entry(rank).or_insert_with(|| Group {
                key,
                title,
                total: Total::default(),
            });
            group.total.merge(&part);
        }
    }
    Groups {
        groups: groups.into_values().collect(),
        overlapping,
        total,
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
        By::Axis => vec![plan.axis(action).to_string()],
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
    };
    keys.sort();
    keys.dedup();
    if keys.is_empty() {
        return vec![None];
    }
    keys.into_iter().map(Some).collect()
}

/// An action's total under one funder: the lines that name nobody, and those that name this one.
fn of_funder(sheet: &Sheet, funder: Option<&str>, basis: Basis) -> Total {
    let lines = sheet
        .lines()
        .map(|(_, line)| line)
        .filter(|line| match &line.funder {
            Some(named) => Some(named.to_string().as_str()) == funder,
            None => true,
        });
    Total::of_lines(lines, basis)
}

fn rank(plan: &Plan, action: &Action, by: By, key: Option<&str>) -> (Rank, Option<String>) {
    let catalogue = &plan.words.catalogue;
    let axis = plan.axis(action);
    let Some(key) = key else {
        return (Rank::Absent, None);
    };
    match by {
        By::Axis => (
            Rank::Axis(axis),
            catalogue.axis_title(axis).map(str::to_owned),
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
        By::Theme | By::Owner | By::Funder => (Rank::Word(fold(key)), Some(key.to_owned())),
    }
}
