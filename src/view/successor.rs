//! The successors of the actions of an earlier plan. They know no rule.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::action::Action;
use crate::model::id::ActionId;
use crate::model::plan::PlanDraft;
use crate::view::likeness::{Likeness, NewNames, renames};

/// The successors of the actions of an earlier plan.
pub struct Successors<'a> {
    now: BTreeMap<&'a ActionId, &'a Action>,
    unreadable: BTreeSet<&'a ActionId>,
    renamed: BTreeMap<&'a ActionId, (&'a Action, Likeness)>,
    is_sure: bool,
}

/// The successor of one of them.
pub enum Successor<'a> {
    /// It stands in the plan, under its own name or another.
    Here(&'a Action),
    /// Its file is there and could not be read.
    Unreadable,
    /// No file bears it any more.
    Gone,
}

impl<'a> Successors<'a> {
    /// The successors in `now` of the actions of `before`; `names` are those that the history tells.
    pub fn of(before: &'a PlanDraft, now: &'a PlanDraft, names: &NewNames) -> Self {
        fn ids(draft: &PlanDraft) -> BTreeSet<&ActionId> {
            let whole = draft.plan.actions.iter().map(|action| &action.id);
            let broken = draft.broken.iter().map(|broken| &broken.id);
            whole.chain(broken).collect()
        }
        let (old, new) = (ids(before), ids(now));
        let gone: Vec<&Action> = before
            .plan
            .actions
            .iter()
            .filter(|action| !new.contains(&action.id))
            .collect();
        // A file with an error in it may bear the new name all the same.
        let partly = now
            .broken
            .iter()
            .filter_map(|broken| broken.action.as_ref());
        let fresh: Vec<&Action> = now
            .plan
            .actions
            .iter()
            .chain(partly)
            .filter(|action| !old.contains(&action.id))
            .collect();
        let renamed = renames(&gone, &fresh, names);
        Self {
            is_sure: renamed.len() == gone.len().min(fresh.len()),
            now: now
                .plan
                .actions
                .iter()
                .map(|action| (&action.id, action))
                .collect(),
            unreadable: now.broken.iter().map(|broken| &broken.id).collect(),
            renamed: renamed
                .into_iter()
                .map(|(old, new, likeness)| (&old.id, (new, likeness)))
                .collect(),
        }
    }

    /// Tells whether no action is gone beside a new one that it may have become.
    pub fn is_sure(&self) -> bool {
        self.is_sure
    }

    /// The successor of one action of the earlier plan.
    pub fn of_action(&self, old: &Action) -> Successor<'a> {
        let renamed = self.renamed.get(&old.id).map(|(action, _)| *action);
        match self.now.get(&old.id).copied().or(renamed) {
            Some(new) if self.unreadable.contains(&new.id) => Successor::Unreadable,
            Some(new) => Successor::Here(new),
            None if self.unreadable.contains(&old.id) => Successor::Unreadable,
            None => Successor::Gone,
        }
    }

    /// The action that bears another name than `id`, which it had, and how it was recognised.
    pub fn renamed(&self, id: &ActionId) -> Option<(&'a Action, Likeness)> {
        self.renamed.get(id).copied()
    }
}
