//! The action that is gone and that a new one may be, under another name.

use std::cmp::Reverse;

use rapidfuzz::distance::levenshtein::normalized_similarity;

use crate::model::action::{Action, Sheet};
use crate::model::fold::fold;
use crate::model::history::Likeness;
use crate::model::key::Key;
use crate::view::change::{Change, changes, contents};

/// From here on two actions are taken for one, in percent.
const ENOUGH: u8 = 60;
/// From here on a word is another spelling of a word.
const RESPELT: f64 = 0.75;
/// The most words of a name.
const NAME: usize = 3;
/// Beyond this number of pairs only identical ones are looked for: comparing them all takes too long.
const MOST_PAIRS: usize = 40_000;

/// An action as it was, as it is under another name, and how that was recognised.
pub type Renamed<'a> = (&'a Action, &'a Action, Likeness);

/// The pairs of an action that is gone and a new one that it became, each action in one pair at most: the likest first.
///
/// Two that differ by a proper name are of one series more often than one and the same: all the rest of them is to be the
/// same, and no other of the series is to be gone or new.
pub fn renames<'a>(gone: &[&'a Action], new: &[&'a Action]) -> Vec<Renamed<'a>> {
    let few = gone.len() * new.len() <= MOST_PAIRS;
    let mut pairs: Vec<_> = gone
        .iter()
        .flat_map(|old| new.iter().map(move |young| (*old, *young)))
        .filter_map(|(old, young)| {
            // The file says what it was called.
            let is_said = young.sheet.former.contains(&old.id);
            if old.sheet == young.sheet || is_said && is_same_but_for_names(old, young) {
                return Some((old, young, Likeness::Identical));
            }
            let alike = (few || is_said).then(|| likeness(&old.sheet, &young.sheet))?;
            if is_said {
                return Some((old, young, Likeness::Followed(alike)));
            }
            (alike >= ENOUGH).then_some((old, young, Likeness::Alike(alike)))
        })
        .collect();
    let is_series = |(old, young, likeness): &Renamed<'_>| {
        matches!(likeness, Likeness::Alike(_))
            && is_of_one_series(&old.sheet.title, &young.sheet.title)
    };
    let series: Vec<Renamed<'a>> = pairs.iter().copied().filter(is_series).collect();
    pairs.retain(|pair| {
        let is_other = |other: &&Renamed<'_>| other.0.id == pair.0.id || other.1.id == pair.1.id;
        !is_series(pair)
            || (changes(&pair.0.sheet, &pair.1.sheet).len() == 1
                && series.iter().filter(is_other).count() == 1)
    });
    pairs.sort_by_key(|(_, _, likeness)| Reverse(*likeness));
    let mut taken: Vec<Renamed<'a>> = Vec::new();
    for (old, young, likeness) in pairs {
        let mut known = taken.iter();
        if known.all(|(one, other, _)| one.id != old.id && other.id != young.id) {
            taken.push((old, young, likeness));
        }
    }
    taken
}

/// Tells that two states of an action say the same, but for the names that it bore.
pub fn is_same_but_for_names(before: &Action, after: &Action) -> bool {
    let mut changes = changes(&before.sheet, &after.sheet).into_iter();
    changes.all(|change| change.field.column == Key::Former)
}

/// Tells that two titles differ by a name behind what they share, and not by its spelling.
fn is_of_one_series(before: &str, after: &str) -> bool {
    let words = |title: &str| -> Vec<String> {
        let folded = fold(title);
        let words = folded.split(|letter: char| !letter.is_alphanumeric());
        words
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (old, new) = (words(before), words(after));
    let without = |one: &[String], other: &[String]| -> Vec<String> {
        let own = one.iter().filter(|word| !other.contains(word));
        own.cloned().collect()
    };
    let (was, is) = (without(&old, &new), without(&new, &old));
    let is_name = |words: &[String]| (1..=NAME).contains(&words.len());
    let respelt = normalized_similarity(was.join(" ").chars(), is.join(" ").chars());
    old.first() == new.first()
        && is_name(&was)
        && is_name(&is)
        && old.len() - was.len() >= was.len()
        && respelt < RESPELT
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

#[cfg(test)]
mod tests {
    use super::is_of_one_series;

    #[test]
    fn a_series_differs_by_a_name() {
        for (before, after, expected) in [
            (
                "Rénovation du gymnase Pasteur",
                "Rénovation du gymnase Curie",
                true,
            ),
            ("Pistes cyclables du nord", "Pistes cyclables du sud", true),
            ("Tranche 1", "Tranche 2", true),
            (
                "Parc de la place Jean-Jaurès",
                "Parc de la place de la République",
                true,
            ),
            (
                "Plan vélo métropolitain",
                "Schéma vélo métropolitain",
                false,
            ),
            (
                "Rénovation du gymnase Pasteur",
                "Rénovation du gymnase Pastteur",
                false,
            ),
            ("Pistes cyclables", "Pistes cyclables du nord", false),
            (
                "Pistes cyclables du nord",
                "Réseau express vélo métropolitain",
                false,
            ),
        ] {
            assert_eq!(
                is_of_one_series(before, after),
                expected,
                "{before} {after}"
            );
        }
    }
}
