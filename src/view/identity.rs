//! Which action of a plan is which of a later one: what the history tells, then what is alike where it is silent.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::action::Action;
use crate::model::history::{History, Likeness};
use crate::model::id::ActionId;
use crate::model::plan::{Broken, Plan};
use crate::view::likeness::{is_same_but_for_names, likeness, renames};
use crate::view::lives::Lives;

/// The names of the actions of two commits, as the history between them tells.
pub struct Names {
    /// The later name of each action that is in both, by the earlier one; and how many percent were the same where it was
    /// only known by that.
    became: BTreeMap<ActionId, (ActionId, Option<u8>)>,
    /// The names in the later one.
    later: BTreeSet<ActionId>,
}

impl Names {
    /// The names in the commits at two places of a history; nothing where their histories share no commit.
    pub fn between(history: &History, before: usize, after: usize) -> Option<Self> {
        let lives = Lives::of(history, &[before, after]);
        let (old, new) = (ancestors(history, before), ancestors(history, after));
        old.intersection(&new).next()?;
        let mut guessed: BTreeMap<usize, u8> = BTreeMap::new();
        for place in old.symmetric_difference(&new) {
            for deed in &lives.deeds[*place] {
                if let (Some(after), Some(Likeness::Alike(alike))) = (deed.after, deed.likeness) {
                    let least = guessed.entry(after.life).or_insert(alike);
                    *least = alike.min(*least);
                }
            }
        }
        let (old, new) = (lives.at(before), lives.at(after));
        let id = |id: &usize| history.ids[*id].clone();
        let became = old.iter().filter_map(|(life, earlier)| {
            let later = new.get(life)?;
            Some((id(earlier), (id(later), guessed.get(life).copied())))
        });
        Some(Self {
            became: became.collect(),
            later: new.values().map(id).collect(),
        })
    }
}

/// The places of a commit and of all that it follows.
fn ancestors(history: &History, place: usize) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut ahead = vec![place];
    while let Some(place) = ahead.pop() {
        if found.insert(place) {
            ahead.extend(&history.commits[place].parents);
        }
    }
    found
}

/// The actions of two plans that are one; and how that was recognised where the name is another.
#[derive(Debug, Clone, Default)]
pub struct Identity<'a> {
    later: BTreeMap<&'a ActionId, (&'a Action, Option<Likeness>)>,
    earlier: BTreeMap<&'a ActionId, (&'a Action, Option<Likeness>)>,
    /// The actions whose file is there and could not be read, by their earlier names.
    unreadable: BTreeSet<&'a ActionId>,
}

/// The fate of an action.
pub enum Successor<'a> {
    /// It stands in the plan, under its own name or another.
    Here(&'a Action),
    /// Its file is there and could not be read.
    Unreadable,
    /// No file bears it any more.
    Gone,
}

impl<'a> Identity<'a> {
    /// Which actions of `before` are which of `after`, whose files `broken` could not be read whole; `names` are those that
    /// the history tells, none where it cannot.
    pub fn of(
        before: &'a Plan,
        after: &'a Plan,
        broken: &'a [Broken],
        names: Option<&Names>,
    ) -> Self {
        // A file with an error in it may bear the new name all the same.
        let partly = broken.iter().filter_map(|broken| broken.action.as_ref());
        let now = after.actions.iter().chain(partly);
        let now: BTreeMap<&ActionId, &'a Action> = now.map(|action| (&action.id, action)).collect();
        let unreadable: BTreeSet<&ActionId> = broken.iter().map(|broken| &broken.id).collect();
        let mut identity = Self::default();
        let mut left: Vec<&'a Action> = Vec::new();
        for old in &before.actions {
            let (name, guessed) = match names.map(|names| names.became.get(&old.id)) {
                // The history says that it is gone.
                Some(None) => continue,
                Some(Some((name, guessed))) => (name, *guessed),
                None => (&old.id, None),
            };
            match now.get(name) {
                Some(new) => {
                    let how = || match guessed {
                        Some(alike) => Likeness::Alike(alike),
                        None if is_same_but_for_names(old, new) => Likeness::Identical,
                        None => Likeness::Followed(likeness(&old.sheet, &new.sheet)),
                    };
                    identity.pair(old, new, (old.id != new.id).then(how));
                    if unreadable.contains(name) {
                        identity.unreadable.insert(&old.id);
                    }
                }
                None if unreadable.contains(name) => {
                    identity.unreadable.insert(&old.id);
                }
                None => left.push(old),
            }
        }
        let is_fresh = |action: &&&Action| {
            let is_told = names.is_some_and(|names| names.later.contains(&action.id));
            !is_told && !identity.earlier.contains_key(&action.id)
        };
        let fresh: Vec<&'a Action> = now.values().filter(is_fresh).copied().collect();
        for (old, new, likeness) in renames(&left, &fresh) {
            identity.pair(old, new, Some(likeness));
            if unreadable.contains(&new.id) {
                identity.unreadable.insert(&old.id);
            }
        }
        identity
    }

    fn pair(&mut self, old: &'a Action, new: &'a Action, likeness: Option<Likeness>) {
        self.later.insert(&old.id, (new, likeness));
        self.earlier.insert(&new.id, (old, likeness));
    }

    /// The later self of the action that was called `id`, and how that was recognised where it is called otherwise.
    pub fn later(&self, id: &ActionId) -> Option<(&'a Action, Option<Likeness>)> {
        self.later.get(id).copied()
    }

    /// The earlier self of the action that is called `id`, and how that was recognised where it was called otherwise.
    pub fn earlier(&self, id: &ActionId) -> Option<(&'a Action, Option<Likeness>)> {
        self.earlier.get(id).copied()
    }

    /// The successor of one action of the earlier plan.
    pub fn successor(&self, old: &Action) -> Successor<'a> {
        match self.later(&old.id) {
            _ if self.unreadable.contains(&old.id) => Successor::Unreadable,
            Some((new, _)) => Successor::Here(new),
            None => Successor::Gone,
        }
    }

    /// The action that bears another name than `id`, which it had, and how it was recognised.
    pub fn renamed(&self, id: &ActionId) -> Option<(&'a Action, Likeness)> {
        let (action, likeness) = self.later(id)?;
        Some((action, likeness?))
    }
}
