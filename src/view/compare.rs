//! Totals of two plans side by side.

use derive_more::From;
use schemars::JsonSchema;
use serde::Serialize;

use crate::model::budget::Cents;
use crate::view::breakdown::{Group, Groups};
use crate::view::total::Total;

/// Two totals of the same thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(into = "PairRecord")]
#[schemars(from = "PairRecord", rename = "pair")]
pub struct Pair {
    /// The earlier one.
    pub before: Total,
    /// The later one.
    pub after: Total,
}

impl Pair {
    /// By how much the least and the most changed, as far as they are known; nothing where neither has a figure.
    pub fn change(&self) -> Option<(Cents, Cents)> {
        let (before, after) = (self.before.sum.bounds, self.after.sum.bounds);
        if before.is_none() && after.is_none() {
            return None;
        }
        let (old, new) = (before.unwrap_or_default(), after.unwrap_or_default());
        Some((Cents(new.0.0 - old.0.0), Cents(new.1.0 - old.1.0)))
    }

    /// By how much the least and the most changed of what had a figure then and has one now: a first figure is no rise.
    pub fn drift(&self) -> Option<(Cents, Cents)> {
        let both = self.before.sum.bounds.is_some() && self.after.sum.bounds.is_some();
        both.then(|| self.change()).flatten()
    }

    /// Tells whether either total leaves out lines without a figure, so that their difference is that of the others.
    pub fn is_partial(&self) -> bool {
        self.before.is_floor() || self.after.is_floor()
    }
}

/// Two totals as answers write them, and a change of them.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PairRecord {
    before: Total,
    after: Total,
    /// Null where neither side has a figure.
    change: Option<AmountChange>,
}

impl PairRecord {
    /// The drift of a pair.
    pub fn drifted(pair: Pair) -> Self {
        let change = pair.drift().map(AmountChange::from);
        Self {
            change,
            ..Self::from(pair)
        }
    }
}

impl From<Pair> for PairRecord {
    fn from(pair: Pair) -> Self {
        Self {
            before: pair.before,
            after: pair.after,
            change: pair.change().map(AmountChange::from),
        }
    }
}

/// By how many euros the least and the most changed.
#[derive(Debug, Clone, From, Serialize, JsonSchema)]
#[schemars(rename = "amountChange")]
pub struct AmountChange {
    #[schemars(with = "f64")]
    min: Cents,
    #[schemars(with = "f64")]
    max: Cents,
}

impl AmountChange {
    /// The least and the most.
    pub fn bounds(&self) -> (Cents, Cents) {
        (self.min, self.max)
    }
}

/// A group in both plans; its total is nothing where no action stands in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "comparedGroup")]
pub struct ComparedGroup {
    /// What the actions have in common; nothing where it is not filled in.
    pub key: Option<String>,
    /// How that is called, in the later plan where it is there.
    pub title: Option<String>,
    /// How it was called in the earlier plan, where that is something else.
    pub former_title: Option<String>,
    /// The totals.
    #[serde(flatten)]
    pub totals: Pair,
}

/// The groups of two plans, and their totals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "compared")]
pub struct Comparison {
    /// Whether an action stands in several groups, so that they add up to more than the total.
    pub overlapping: bool,
    /// The groups, in the later plan's order; what is only in the earlier one stands behind what it followed there.
    pub groups: Vec<ComparedGroup>,
    /// The totals, each action once.
    pub total: Pair,
}

/// Set two plans' groups side by side.
pub fn compare(before: &Groups, after: &Groups) -> Comparison {
    let compared = |group: &Group, before: Total, after: Total| ComparedGroup {
        key: group.key.clone(),
        title: group.title.clone(),
        former_title: None,
        totals: Pair { before, after },
    };
    let nothing = Total::default();
    let groups = after.groups.iter();
    let groups = groups.map(|group| compared(group, nothing, group.total));
    let mut groups: Vec<ComparedGroup> = groups.collect();
    let mut behind = 0;
    for group in &before.groups {
        match groups.iter().position(|known| known.key == group.key) {
            Some(index) => {
                groups[index].totals.before = group.total;
                if groups[index].title != group.title {
                    groups[index].former_title.clone_from(&group.title);
                }
                behind = index + 1;
            }
            None => {
                groups.insert(behind, compared(group, group.total, nothing));
                behind += 1;
            }
        }
    }
    Comparison {
        groups,
        overlapping: before.overlapping || after.overlapping,
        total: Pair {
            before: before.total,
            after: after.total,
        },
    }
}
