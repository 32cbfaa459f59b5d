//! Which action is which from commit to commit, whatever it is called and wherever it stands.
//!
//! An action keeps its life under its name; under another one where a commit takes the one away and brings the other
//! that is like it. A merge joins what both sides know.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use crate::model::action::{Action, Sheet};
use crate::model::history::{Content, File, History, HistoryCommit, Likeness};
use crate::model::id::{ActionId, MeasureKey};
use crate::view::likeness::renames;

/// An action as a commit found or left it: its life, and the places of its name, its measure and its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version {
    /// A number that the action keeps under every name.
    pub life: usize,
    /// Its name.
    pub id: usize,
    /// Its measure.
    pub measure: usize,
    /// Its statements.
    pub content: usize,
}

/// An action as a commit found or left it, spelt out.
#[derive(Debug, Clone)]
pub struct ActionState {
    /// Its name.
    pub id: ActionId,
    /// Its measure.
    pub measure: MeasureKey,
    /// Its statements.
    pub sheet: Arc<Sheet>,
}

/// The deed of a commit itself to an action; of a merge, what none of its sides did.
#[derive(Debug, Clone)]
pub struct Deed {
    /// The action as the commit found it, in each of those that it follows; none where it was not there.
    pub before: Vec<Option<Version>>,
    /// The action as the commit left it; none where it is gone.
    pub after: Option<Version>,
    /// The way that it was known under another name.
    pub likeness: Option<Likeness>,
}

/// The actions of a commit, by the places of all names.
type State = Vec<Option<Version>>;

/// The states of an action of the line before and after a merge of the line; nothing where it was not there, or is not.
pub type Taken = (Option<Version>, Option<Version>);

/// The lives that a history tells.
#[derive(Debug, Clone, Default)]
pub struct Lives {
    /// The deeds of each commit, by its place.
    pub deeds: Vec<Vec<Deed>>,
    /// The states that each merge of the line brought to the line, by its place.
    pub taken: BTreeMap<usize, Vec<Taken>>,
    /// The files that could not be read: their commits and names.
    pub broken: Vec<(usize, usize)>,
    /// The life that last bore each name, by the place of the name.
    lives: BTreeMap<usize, usize>,
    names: BTreeMap<ActionId, usize>,
    states: Vec<Option<Rc<State>>>,
    next: usize,
}

impl Lives {
    /// The lives that `history` tells; the actions of the commits at `kept` can be asked for.
    pub fn of(history: &History, kept: &[usize]) -> Self {
        let mut lives = Self {
            states: vec![None; history.commits.len()],
            ..Self::default()
        };
        let earlier = history.line.iter().zip(history.line.iter().skip(1));
        let earlier: BTreeMap<usize, usize> = earlier.map(|(one, next)| (*next, *one)).collect();
        let mut children = vec![0; history.commits.len()];
        let parents = history.commits.iter().flat_map(|commit| &commit.parents);
        for place in parents.chain(kept) {
            children[*place] += 1;
        }
        for (place, commit) in history.commits.iter().enumerate() {
            let earlier = earlier.get(&place).copied();
            let state = lives.step(history, (place, commit), earlier, &mut children);
            lives.states[place] = Some(Rc::new(state));
        }
        let names = lives.lives.iter();
        lives.names = names
            .map(|(id, life)| (history.ids[*id].clone(), *life))
            .collect();
        lives
    }

    /// Each version that a commit found or left, with the commit's place.
    pub fn versions(&self) -> impl Iterator<Item = (usize, Version)> {
        let deeds = self.deeds.iter().enumerate();
        let done = deeds.flat_map(|(place, deeds)| {
            let versions = deeds
                .iter()
                .flat_map(|deed| deed.before.iter().chain([&deed.after]));
            versions.flatten().map(move |version| (place, *version))
        });
        let taken = self.taken.iter().flat_map(|(place, taken)| {
            let versions = taken.iter().flat_map(|(before, after)| [before, after]);
            versions.filter_map(|version| Some((*place, (*version)?)))
        });
        done.chain(taken)
    }

    /// The life that bears, or last bore, a name.
    pub fn life(&self, id: &ActionId) -> Option<usize> {
        self.names.get(id).copied()
    }

    /// Every name that an action ever bore.
    pub fn ids(&self) -> impl Iterator<Item = &ActionId> {
        self.names.keys()
    }

    /// The actions of a commit that was kept: the life of each and the place of its name.
    pub fn at(&self, place: usize) -> BTreeMap<usize, usize> {
        let state = self.states[place].iter();
        state
            .flat_map(|state| state.iter().flatten())
            .map(|version| (version.life, version.id))
            .collect()
    }

    /// The actions as a commit leaves them; what it did is noted.
    fn step(
        &mut self,
        history: &History,
        (place, commit): (usize, &HistoryCommit),
        earlier: Option<usize>,
        children: &mut [usize],
    ) -> State {
        let sides: Vec<Rc<State>> = commit
            .parents
            .iter()
            .filter_map(|parent| {
                children[*parent] -= 1;
                match children[*parent] {
                    0 => self.states[*parent].take(),
                    _ => self.states[*parent].clone(),
                }
            })
            .collect();
        let touched: BTreeSet<usize> = commit.files.iter().map(|file| file.id).collect();
        let (mut state, beside) = match <[Rc<State>; 1]>::try_from(sides) {
            Ok([only]) => (Rc::unwrap_or_clone(only), Vec::new()),
            Err(sides) => {
                let first = sides.first().map(|first| State::clone(first));
                let none = || vec![None; history.ids.len()];
                (first.unwrap_or_else(none), sides)
            }
        };
        let others = beside.get(1..).unwrap_or_default();
        let found: Vec<Option<Version>> = touched.iter().map(|id| state[*id]).collect();
        let renamed = self.change(history, (place, commit), &mut state, others);
        let left = touched.iter().map(|id| state[*id]);
        let changed = differing(found.into_iter().zip(left));
        let mut deeds = Vec::new();
        for (before, after) in &changed {
            let life = after.or(*before).map(|version| version.life);
            let also = others.iter().map(|side| version(side, *after, life));
            let before: Vec<Option<Version>> = [*before].into_iter().chain(also).collect();
            // What a merge took from one side, that side did.
            if before.iter().all(|before| before != after) {
                deeds.push(Deed {
                    before,
                    after: *after,
                    likeness: life.and_then(|life| renamed.get(&life).copied()),
                });
            }
        }
        self.deeds.push(deeds);
        if commit.parents.len() > 1
            && let Some(earlier) = earlier
        {
            let side = commit.parents.iter().position(|parent| *parent == earlier);
            let taken = match side {
                Some(side) if side > 0 => {
                    let found = beside[side].iter().copied();
                    differing(found.zip(state.iter().copied()))
                }
                _ => changed,
            };
            self.taken.insert(place, taken);
        }
        state
    }

    /// Change the actions as a commit did, and return how those were known that bear another name.
    fn change(
        &mut self,
        history: &History,
        (place, commit): (usize, &HistoryCommit),
        state: &mut State,
        others: &[Rc<State>],
    ) -> BTreeMap<usize, Likeness> {
        let mut gone: BTreeMap<usize, Version> = BTreeMap::new();
        let mut come: Vec<(&File, usize)> = Vec::new();
        let mut broken = Vec::new();
        for file in &commit.files {
            match file
                .content
                .map(|content| (content, &history.contents[content]))
            {
                None => {
                    // A file that is gone elsewhere than where the action stands takes nothing away.
                    let known = &mut state[file.id];
                    let left = known.take_if(|known| known.measure == file.measure);
                    gone.extend(left.map(|known| (file.id, known)));
                }
                Some((_, Content::Broken)) => broken.push(file.id),
                Some((content, _)) => come.push((file, content)),
            }
        }
        // A file that went to another measure and cannot be read there is not gone.
        for id in broken {
            if let Some(known) = gone.remove(&id) {
                state[id] = Some(known);
            }
            self.broken.push((place, id));
        }
        let mut fresh = Vec::new();
        for (file, content) in come {
            let version = |life| Version {
                life,
                id: file.id,
                measure: file.measure,
                content,
            };
            let known = gone.remove(&file.id).or(state[file.id]);
            let beside = || {
                let known = others.iter().find_map(|side| side[file.id]);
                known.filter(|known| !is_alive(state, known.life))
            };
            match known.or_else(beside) {
                Some(known) => state[file.id] = Some(version(known.life)),
                None => fresh.push(version(0)),
            }
        }
        // What one side of a merge took away, the merge did not.
        gone.retain(|_, known| {
            let is_there = |side: &Rc<State>| is_alive(side, known.life);
            !is_alive(state, known.life) && others.iter().all(is_there)
        });
        let mut renamed = BTreeMap::new();
        let mut from: BTreeMap<usize, usize> = BTreeMap::new();
        for (old, new, likeness) in renamed_in(history, gone.values(), &fresh) {
            renamed.insert(old.life, likeness);
            from.insert(new.id, old.life);
        }
        for mut version in fresh {
            let back = self.lives.get(&version.id).copied();
            let back = back.filter(|life| {
                !is_alive(state, *life) && !from.values().any(|known| known == life)
            });
            version.life = from.get(&version.id).copied().or(back).unwrap_or_else(|| {
                self.next += 1;
                self.next
            });
            self.lives.insert(version.id, version.life);
            state[version.id] = Some(version);
        }
        renamed
    }
}

/// The actions that are gone and came under another name.
fn renamed_in<'v>(
    history: &History,
    gone: impl Iterator<Item = &'v Version>,
    fresh: &[Version],
) -> Vec<(Version, Version, Likeness)> {
    let action = |version: &Version| {
        let sheet = history.sheet(version.content)?;
        let action = Action {
            id: history.ids[version.id].clone(),
            measure: history.measures[version.measure].clone(),
            sheet: Sheet::clone(sheet),
        };
        Some((*version, action))
    };
    let gone: Vec<(Version, Action)> = match fresh.is_empty() {
        true => Vec::new(),
        false => gone.filter_map(action).collect(),
    };
    let fresh: Vec<(Version, Action)> = match gone.is_empty() {
        true => Vec::new(),
        false => fresh.iter().filter_map(action).collect(),
    };
    let version = |list: &[(Version, Action)], action: &Action| {
        let found = list.iter().find(|(_, known)| known.id == action.id);
        found.map(|(version, _)| *version)
    };
    let old: Vec<&Action> = gone.iter().map(|(_, action)| action).collect();
    let new: Vec<&Action> = fresh.iter().map(|(_, action)| action).collect();
    let renamed = renames(&old, &new).into_iter();
    renamed
        .filter_map(|(old, new, likeness)| {
            Some((version(&gone, old)?, version(&fresh, new)?, likeness))
        })
        .collect()
}

fn is_alive(state: &State, life: usize) -> bool {
    state.iter().flatten().any(|version| version.life == life)
}

/// The version that a side of a merge knows of an action.
fn version(side: &State, after: Option<Version>, life: Option<usize>) -> Option<Version> {
    let is_it = |version: &Version| Some(version.life) == life;
    let under_its_name = after.and_then(|after| side[after.id]).filter(is_it);
    under_its_name.or_else(|| side.iter().flatten().copied().find(is_it))
}

/// The lives that are known otherwise after than before, of what stands under each name.
fn differing(names: impl Iterator<Item = Taken>) -> Vec<Taken> {
    let mut lives: BTreeMap<usize, Taken> = BTreeMap::new();
    for (before, after) in names.filter(|(before, after)| before != after) {
        if let Some(known) = before {
            lives.entry(known.life).or_default().0 = before;
        }
        if let Some(known) = after {
            lives.entry(known.life).or_default().1 = after;
        }
    }
    lives.into_values().collect()
}
