//! The action that is gone and that a new one may be, under another name.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rapidfuzz::distance::levenshtein::normalized_similarity;

use crate::model::action::{Action, Sheet};
use crate::model::fold::fold;
use crate::model::id::ActionId;
use crate::view::change::{Change, changes, contents};

/// The sign by which a renamed action was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// So many percent of what it states are the same.
    Alike(u8),
    /// The history tells its names one by one; so many percent of what it states are the same.
    Followed(u8),
    /// All that it states is the same.
    Identical,
}

/// From here on two actions are taken for one, in percent.
const ENOUGH: u8 = 60;
/// Beyond this number of pairs only identical ones are looked for: comparing them all takes too long.
const MOST_PAIRS: usize = 40_000;

/// The names that actions bear, by those that they bore before, as a history tells them.
pub type NewNames = BTreeMap<ActionId, ActionId>;

/// An action as it was, as it is under another name, and how that was recognised.
pub type Renamed<'a> = (&'a Action, &'a Action, Likeness);

/// The pairs of an action that is gone and a new one that it became, each action in one pair at most: those that are
/// alike, the likest first, then of those left over the ones that `names` tells.
pub fn renames<'a>(gone: &[&'a Action], new: &[&'a Action], names: &NewNames) -> Vec<Renamed<'a>> {
    let mut found = alike(gone, new);
    for old in gone {
        let name = names.get(&old.id);
        let young = name.and_then(|name| new.iter().find(|young| young.id == *name));
        if let Some(young) = young.filter(|young| is_free(&found, old, young)) {
            let alike = likeness(&old.sheet, &young.sheet);
            found.push((*old, *young, Likeness::Followed(alike)));
        }
    }
    found
}

/// Tells whether neither action stands in a pair.
fn is_free(pairs: &[Renamed<'_>], old: &Action, young: &Action) -> bool {
    let mut pairs = pairs.iter();
    pairs.all(|(known, other, _)| known.id != old.id && other.id != young.id)
}

fn alike<'a>(gone: &[&'a Action], new: &[&'a Action]) -> Vec<Renamed<'a>> {
    let few = gone.len() * new.len() <= MOST_PAIRS;
    let mut pairs: Vec<_> = gone
        .iter()
        .flat_map(|old| new.iter().map(move |young| (*old, *young)))
        .filter_map(|(old, young)| {
            if old.sheet == young.sheet {
                return Some((old, young, Likeness::Identical));
            }
            let alike = few.then(|| likeness(&old.sheet, &young.sheet))?;
            (alike >= ENOUGH).then_some((old, young, Likeness::Alike(alike)))
        })
        .collect();
    pairs.sort_by_key(|(_, _, likeness)| Reverse(*likeness));
    let mut taken: Vec<Renamed<'a>> = Vec::new();
    for (old, young, likeness) in pairs {
        if is_free(&taken, old, young) {
            taken.push((old, young, likeness));
        }
    }
    taken
}

/// The likeness of two sheets, in percent; the title weighs as much as all the rest.
pub fn likeness(before: &Sheet, after: &Sheet) -> u8 {
    let title = normalized_similarity(fold(&before.title).chars(), fold(&after.title).chars());
    let fields = |list: Vec<Change>| -> Vec<_> {
        let own = list.into_iter().map(|change| change.field);
        let mut fields: Vec<_> = own.filter(|field| field.part.is_none()).collect();
        fields.sort();
        fields.dedup();
        fields
    };
    let changed = fields(changes(before, after));
    let mut stated = contents(before);
    stated.extend(contents(after));
    let stated = fields(stated);
    let same = stated
        .iter()
        .filter(|field| !changed.contains(field))
        .count();
    let share = same as f64 / stated.len().max(1) as f64;
    // Rounded down: only what is wholly the same is a hundred percent.
    ((title + share) * 50.0) as u8
}
