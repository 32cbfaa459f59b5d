//! The difference between two plans, as an official would say it.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::action::Action;
use crate::model::budget::Basis;
use crate::model::id::{ActionId, MeasureKey};
use crate::model::name::Name;
use crate::model::plan::{Plan, Words};
use crate::model::vocabulary::{Lookup, Vocabulary, VocabularyEntry};
use crate::view::breakdown::{Groups, totals};
use crate::view::change::{Change, changes};
use crate::view::compare::{Comparison, Pair, compare};
use crate::view::dates;
use crate::view::group::By;
use crate::view::likeness::{Likeness, NewNames, Renamed, renames};
use crate::view::shift::{DateBound, Shift, shift};
use crate::view::total::Total;

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

    /// The same with its statuses, themes and actors called as `words` call them: a new spelling changes nothing.
    #[must_use]
    pub fn in_words_of(mut self, words: &Words) -> Self {
        for action in &mut self.plan.actions {
            let sheet = &mut action.sheet;
            let statuses = sheet.status.iter_mut();
            let of_parts = sheet.sub_actions.iter_mut();
            let mut actors: Vec<&mut Name> = Vec::new();
            for part in of_parts {
                part.status
                    .iter_mut()
                    .for_each(|status| call(status, &words.statuses));
                actors.extend(&mut part.owners);
                actors.extend(
                    part.budget
                        .iter_mut()
                        .filter_map(|line| line.funder.as_mut()),
                );
            }
            statuses.for_each(|status| call(status, &words.statuses));
            sheet
                .themes
                .iter_mut()
                .for_each(|theme| call(theme, &words.themes));
            actors.extend(&mut sheet.owners);
            actors.extend(&mut sheet.funders);
            actors.extend(&mut sheet.partners);
            actors.extend(&mut sheet.audiences);
            actors.extend(
                sheet
                    .budget
                    .iter_mut()
                    .filter_map(|line| line.funder.as_mut()),
            );
            for actor in actors {
                if let Name::Known(name) = actor {
                    call(name, &words.actors);
                }
            }
        }
        self
    }
}

fn call<T: VocabularyEntry>(name: &mut String, known: &Vocabulary<T>) {
    if let Lookup::Variant(canonical) = known.lookup(name) {
        *name = canonical.to_owned();
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
}

impl<'a> Difference<'a> {
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
}

impl Diff<'_> {
    /// The number of actions that meet a condition.
    pub fn count(&self, holds: impl Fn(&Difference<'_>) -> bool) -> usize {
        self.actions.iter().filter(|one| holds(one)).count()
    }
}

/// The difference between two states of a plan, the totals by `by` on `basis`; `names` are those that the history tells.
pub fn diff<'a>(
    before: &'a PlanState,
    after: &'a PlanState,
    names: &NewNames,
    by: By,
    basis: Basis,
) -> Diff<'a> {
    let mut actions: Vec<Difference<'a>> = pairs(before, after, names)
        .into_iter()
        .filter(|(old, new, _)| {
            old.is_some_and(|old| before.selected.contains(&old.id))
                || new.is_some_and(|new| after.selected.contains(&new.id))
        })
        .map(|(old, new, renamed)| difference(old, new, renamed, basis))
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
    }
}

type Paired<'a> = (Option<&'a Action>, Option<&'a Action>, Option<Likeness>);

/// The actions that bear another name: those that are alike, then of those left over the ones that `names` tells.
pub fn renamed<'a>(
    before: &'a PlanState,
    after: &'a PlanState,
    names: &NewNames,
) -> Vec<Renamed<'a>> {
    let (gone, fresh) = left_over(before, after, &[]);
    renames(&gone, &fresh, names)
}

/// The actions that only one plan has, the earlier or the later, save those that were found to be renamed.
pub fn left_over<'a>(
    before: &'a PlanState,
    after: &'a PlanState,
    found: &[Renamed<'_>],
) -> (Vec<&'a Action>, Vec<&'a Action>) {
    let only = |state: &'a PlanState, other: &PlanState| -> Vec<&'a Action> {
        let mut known: BTreeSet<&ActionId> =
            other.plan.actions.iter().map(|action| &action.id).collect();
        known.extend(
            found
                .iter()
                .flat_map(|(old, young, _)| [&old.id, &young.id]),
        );
        let actions = state.plan.actions.iter();
        actions
            .filter(|action| !known.contains(&action.id))
            .collect()
    };
    (only(before, after), only(after, before))
}

/// The actions of both plans: by id, then by name or likeness of those left over.
fn pairs<'a>(before: &'a PlanState, after: &'a PlanState, names: &NewNames) -> Vec<Paired<'a>> {
    let by_id = |state: &'a PlanState| -> BTreeMap<&'a ActionId, &'a Action> {
        let actions = state.plan.actions.iter();
        actions.map(|action| (&action.id, action)).collect()
    };
    let (old, new) = (by_id(before), by_id(after));
    let renamed = renamed(before, after, names);
    let earlier: BTreeMap<&ActionId, (&'a Action, Likeness)> = renamed
        .iter()
        .map(|(old, young, likeness)| (&young.id, (*old, *likeness)))
        .collect();
    let later: BTreeMap<&ActionId, &ActionId> = renamed
        .iter()
        .map(|(old, young, _)| (&old.id, &young.id))
        .collect();
    // What is gone stands behind the action that it followed.
    let mut gone_behind: BTreeMap<Option<&ActionId>, Vec<Paired<'a>>> = BTreeMap::new();
    let mut last = None;
    for action in &before.plan.actions {
        let id = later.get(&action.id).copied().unwrap_or(&action.id);
        if new.contains_key(id) {
            last = Some(id);
        } else {
            let paired = (Some(action), None, None);
            gone_behind.entry(last).or_default().push(paired);
        }
    }
    let mut pairs = gone_behind.remove(&None).unwrap_or_default();
    for action in &after.plan.actions {
        pairs.push(match earlier.get(&action.id) {
            Some((old, likeness)) => (Some(*old), Some(action), Some(*likeness)),
            None => (old.get(&action.id).copied(), Some(action), None),
        });
        pairs.extend(gone_behind.remove(&Some(&action.id)).unwrap_or_default());
    }
    pairs
}

fn difference<'a>(
    before: Option<&'a Action>,
    after: Option<&'a Action>,
    renamed: Option<Likeness>,
    basis: Basis,
) -> Difference<'a> {
    let total = |action: Option<&Action>| {
        action.map_or_else(Total::default, |action| Total::of(&action.sheet, basis))
    };
    let end = |action: Option<&Action>| action.and_then(|action| dates::end(&action.sheet));
    let moved = shift(
        end(before).map(|end| end.date),
        end(after).map(|end| end.date),
        DateBound::End,
    );
    Difference {
        before,
        after,
        renamed,
        changes: match (before, after) {
            (Some(before), Some(after)) => changes(&before.sheet, &after.sheet),
            _ => Vec::new(),
        },
        budget: Pair {
            before: total(before),
            after: total(after),
        },
        end: moved,
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
