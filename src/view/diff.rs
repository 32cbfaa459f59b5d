//! The difference between two plans, as an official would say it.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::action::Action;
use crate::model::budget::Basis;
use crate::model::history::Likeness;
use crate::model::id::{ActionId, MeasureKey};
use crate::model::plan::Plan;
use crate::model::shift::{DateBound, Deadline, Shift, deadline, shift};
use crate::view::breakdown::{Groups, totals};
use crate::view::change::{Change, changes};
use crate::view::compare::{Comparison, Pair, compare};
use crate::view::dates;
use crate::view::group::By;
use crate::view::identity::Identity;
use crate::view::total::Total;
use crate::view::vocabularies::WordChange;

/// A plan, and the actions of it that are asked for.
#[derive(Debug, Clone)]
pub struct PlanState {
    /// The plan.
    pub plan: Plan,
    /// The ids of the actions asked for.
    pub selected: BTreeSet<ActionId>,
}

impl PlanState {
    /// The actions asked for, in the plan's order.
    pub fn actions(&self) -> Vec<&Action> {
        let is_selected = |action: &&Action| self.selected.contains(&action.id);
        self.plan.actions.iter().filter(is_selected).collect()
    }

    /// The totals of the actions asked for.
    pub fn totals(&self, by: By, basis: Basis) -> Groups {
        totals(&self.plan, &self.actions(), by, basis)
    }
}

/// The successor of one action.
#[derive(Debug, Clone)]
pub struct Difference<'a> {
    /// The action as it was; none where it is new.
    pub before: Option<&'a Action>,
    /// The action as it is; none where it is gone.
    pub after: Option<&'a Action>,
    /// The sign by which its new name was recognised, where it has one.
    pub renamed: Option<Likeness>,
    /// The fields that changed.
    pub changes: Vec<Change>,
    /// Its cost before and after.
    pub budget: Pair,
    /// The moves of its end, its sub-actions' where it gives none.
    pub end: Option<Shift>,
    /// The fate of its end, unless it was given up as a whole.
    pub deadline: Option<Deadline>,
    /// The actions that took its place, where it is gone.
    pub successors: Vec<&'a ActionId>,
}

/// What became of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "event")]
#[expect(missing_docs, reason = "each is the word of its name in JSON")]
pub enum EventName {
    Added,
    Dropped,
    Changed,
}

impl<'a> Difference<'a> {
    /// Tells what became of the action in all.
    pub fn kind(&self) -> EventName {
        match (self.before, self.after) {
            (None, _) => EventName::Added,
            (_, None) => EventName::Dropped,
            _ => EventName::Changed,
        }
    }

    /// The action, as it is or as it was last.
    pub fn action(&self) -> Option<&'a Action> {
        self.after.or(self.before)
    }

    /// The measure it was moved from, where it was moved.
    pub fn moved_from(&self) -> Option<&'a MeasureKey> {
        let (before, after) = (self.before?, self.after?);
        (before.measure != after.measure).then_some(&before.measure)
    }

    /// The name it had, where it has another.
    pub fn renamed_from(&self) -> Option<&'a ActionId> {
        let (before, after) = (self.before?, self.after?);
        (before.id != after.id).then_some(&before.id)
    }
}

/// So many actions went from one status to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "statusMove")]
pub struct Move {
    /// The status they had; none where it was not filled in.
    pub before: Option<String>,
    /// The status they have.
    pub after: Option<String>,
    /// How many.
    pub actions: usize,
}

/// The difference between two plans.
#[derive(Debug, Clone)]
pub struct Diff<'a> {
    /// The actions that differ, in the later plan's order; those that are gone behind the ones they followed.
    pub actions: Vec<Difference<'a>>,
    /// The moves from status to status of the actions that are in both.
    pub statuses: Vec<Move>,
    /// The money that was and is to be paid.
    pub totals: Comparison,
    /// The changes in the plan's words.
    pub words: &'a [WordChange],
}

impl Diff<'_> {
    /// The number of actions that meet a condition.
    pub fn count(&self, holds: impl Fn(&Difference<'_>) -> bool) -> usize {
        self.actions.iter().filter(|one| holds(one)).count()
    }
}

/// The difference between two states of a plan and their `words`, the totals by `by` on `basis`.
pub fn diff<'a>(
    before: &'a PlanState,
    after: &'a PlanState,
    identity: &Identity<'a>,
    words: &'a [WordChange],
    (by, basis): (By, Basis),
) -> Diff<'a> {
    let mut successors: BTreeMap<&ActionId, Vec<&'a ActionId>> = BTreeMap::new();
    for action in &after.plan.actions {
        for replaced in &action.sheet.replaces {
            successors.entry(replaced).or_default().push(&action.id);
        }
    }
    let successors = |gone: &Action| successors.get(&gone.id).cloned().unwrap_or_default();
    let mut actions: Vec<Difference<'a>> = pairs(before, after, identity)
        .into_iter()
        .filter(|(old, new, _)| {
            old.is_some_and(|old| before.selected.contains(&old.id))
                || new.is_some_and(|new| after.selected.contains(&new.id))
        })
        .map(|(old, new, likeness)| Difference {
            successors: match (old, new) {
                (Some(gone), None) => successors(gone),
                _ => Vec::new(),
            },
            ..difference((old, new, likeness), &after.plan, basis)
        })
        .collect();
    let statuses = moves(&actions, &after.plan);
    actions.retain(|one| {
        one.before.is_none()
            || one.after.is_none()
            || !one.changes.is_empty()
            || one.moved_from().is_some()
            || one.renamed_from().is_some()
    });
    Diff {
        actions,
        statuses,
        totals: compare(&before.totals(by, basis), &after.totals(by, basis)),
        words,
    }
}

type Paired<'a> = (Option<&'a Action>, Option<&'a Action>, Option<Likeness>);

/// The actions of both plans, in the later one's order.
fn pairs<'a>(
    before: &'a PlanState,
    after: &'a PlanState,
    identity: &Identity<'a>,
) -> Vec<Paired<'a>> {
    // What is gone stands behind the action that it followed.
    let mut gone_behind: BTreeMap<Option<&ActionId>, Vec<Paired<'a>>> = BTreeMap::new();
    let mut last = None;
    for action in &before.plan.actions {
        match identity.later(&action.id) {
            Some((later, _)) => last = Some(&later.id),
            None => {
                let paired = (Some(action), None, None);
                gone_behind.entry(last).or_default().push(paired);
            }
        }
    }
    let mut pairs = gone_behind.remove(&None).unwrap_or_default();
    for action in &after.plan.actions {
        let (earlier, likeness) = identity.earlier(&action.id).unzip();
        pairs.push((earlier, Some(action), likeness.flatten()));
        pairs.extend(gone_behind.remove(&Some(&action.id)).unwrap_or_default());
    }
    pairs
}

fn difference<'a>(
    (before, after, renamed): Paired<'a>,
    plan: &Plan,
    basis: Basis,
) -> Difference<'a> {
    let total = |action: Option<&Action>| {
        action.map_or_else(Total::default, |action| Total::of(&action.sheet, basis))
    };
    let end = |action: &Action| {
        dates::end(&action.sheet)
            .filter(|end| !end.open)
            .map(|end| end.date)
    };
    let both = before.zip(after);
    let ends = both.map(|(before, after)| (end(before), end(after)));
    let is_kept = after.is_some_and(|after| !plan.is_dropped(after));
    Difference {
        before,
        after,
        renamed,
        successors: Vec::new(),
        changes: both.map_or_else(Vec::new, |(before, after)| {
            changes(&before.sheet, &after.sheet)
        }),
        budget: Pair {
            before: total(before),
            after: total(after),
        },
        end: ends.and_then(|(before, after)| shift(before, after, DateBound::End)),
        deadline: ends
            .filter(|_| is_kept)
            .and_then(|(before, after)| deadline(before, after)),
    }
}

/// The moves from status to status, in the order of the vocabulary.
fn moves(actions: &[Difference<'_>], plan: &Plan) -> Vec<Move> {
    let mut counted: BTreeMap<(StatusRank, StatusRank), Move> = BTreeMap::new();
    for (before, after) in actions
        .iter()
        .filter_map(|one| Some((one.before?, one.after?)))
    {
        let (from, to) = (&before.sheet.status, &after.sheet.status);
        if from != to {
            let ranks = (rank(from.as_deref(), plan), rank(to.as_deref(), plan));
            let counted = counted.entry(ranks).or_insert_with(|| Move {
                before: from.clone(),
                after: to.clone(),
                actions: 0,
            });
            counted.actions += 1;
        }
    }
    counted.into_values().collect()
}

/// The place of a status among the others: in the vocabulary, out of it, or not filled in.
type StatusRank = (usize, Option<String>);

fn rank(status: Option<&str>, plan: &Plan) -> StatusRank {
    let position = status.map(|name| plan.words.statuses.position(name).unwrap_or(usize::MAX - 1));
    (position.unwrap_or(usize::MAX), status.map(str::to_owned))
}
