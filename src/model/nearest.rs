//! The names that a mistyped word was probably meant for, compared folded, and as few of them as can be.

use rapidfuzz::distance::osa::distance;

use crate::model::fold::fold;

/// The most names that are suggested for one word.
const MOST: usize = 3;
/// The most names that are compared letter by letter: those whose letters are the likest.
const MOST_COMPARED: usize = 1_000;
/// The shortest beginning of a longer name, in bytes, that is taken for it: `Ademe` for `Ademe BFC`.
const SHORTEST_BEGINNING: usize = 4;

/// At most three of `names` that `word` was probably meant to be, the nearest first.
///
/// Where several words are looked for among the same names, [`NameIndex`] folds them once.
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    NameIndex::of(names).nearest(word)
}

/// Names that a word may be meant for, made ready for comparison.
#[derive(Debug, Clone)]
pub struct NameIndex {
    names: Vec<(String, Folded)>,
}

impl NameIndex {
    /// These names; one that stands there twice counts once.
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut names: Vec<&str> = names.into_iter().collect();
        names.sort_unstable();
        names.dedup();
        let ready = names
            .into_iter()
            .map(|name| (name.to_owned(), Folded::of(name)));
        Self {
            names: ready.collect(),
        }
    }

    /// At most three names that `word` was probably meant to be, the nearest first, then in the order of the alphabet.
    ///
    /// One further than a third of its length away is no suggestion, save where one begins with the other's whole
    /// first word (`Ademe` for `Ademe BFC`); nor is one more than twice as far as the nearest.
    pub fn nearest(&self, word: &str) -> Vec<String> {
        let word = Folded::of(word);
        let names = self.names.iter().enumerate();
        let mut likest_first: Vec<(usize, usize)> = names
            .map(|(index, (_, name))| (word.least_far(name), index))
            .collect();
        likest_first.sort_unstable();
        let mut found: Vec<(usize, usize)> = Vec::new();
        let mut most = usize::MAX;
        for (least, index) in likest_first.into_iter().take(MOST_COMPARED) {
            if least > most {
                break;
            }
            let Some(far) = word.meant_for(&self.names[index].1, most) else {
                continue;
            };
            found.push((far, index));
            found.sort_unstable();
            most = 2 * found[0].0.max(1);
            found.retain(|(far, _)| *far <= most);
            if found.len() >= MOST {
                found.truncate(MOST);
                most = found[MOST - 1].0;
            }
        }
        let names = found.into_iter().map(|(_, index)| &self.names[index].0);
        names.cloned().collect()
    }
}

/// A text folded, and what tells quickly that another is far from it.
#[derive(Debug, Clone)]
pub struct Folded {
    /// The text, folded.
    pub text: String,
    /// The number of its characters, folded.
    pub length: usize,
    spaceless: String,
    spaceless_length: usize,
    /// The number of times that each letter and each digit occurs.
    signs: [u8; 36],
}

impl Folded {
    /// This text.
    pub fn of(text: &str) -> Self {
        let text = fold(text);
        let mut signs = [0_u8; 36];
        for byte in text.bytes() {
            let sign = match byte {
                b'a'..=b'z' => byte - b'a',
                b'0'..=b'9' => byte - b'0' + 26,
                _ => continue,
            };
            let count = &mut signs[usize::from(sign)];
            *count = count.saturating_add(1);
        }
        let spaceless = text.replace(' ', "");
        Self {
            length: text.chars().count(),
            spaceless_length: spaceless.chars().count(),
            spaceless,
            signs,
            text,
        }
    }

    /// The least number of edits between the two: quickly counted, where most pairs are far.
    pub fn least_edits(&self, other: &Self) -> usize {
        let apart = self.signs.iter().zip(&other.signs);
        let apart: u32 = apart.map(|(one, two)| u32::from(one.abs_diff(*two))).sum();
        // One letter in the place of another is one edit, and two signs are counted otherwise.
        let unlike = (apart as usize).div_ceil(2);
        unlike.max(self.spaceless_length.abs_diff(other.spaceless_length))
    }

    /// What `meant_for` cannot go below.
    fn least_far(&self, name: &Self) -> usize {
        self.least_edits(name).min(self.beginning(name))
    }

    /// The distance of one that begins the other: further than any typing mistake.
    fn beginning(&self, other: &Self) -> usize {
        self.length.max(other.length) / 3 + 1
    }

    /// How far the word is from a name, in edits; none where they are further than `most`, or neither can be meant for the other.
    fn meant_for(&self, name: &Self, most: usize) -> Option<usize> {
        let beginning = self.beginning(name);
        if self.least_edits(name) < beginning && !self.text.is_empty() && !name.text.is_empty() {
            let edits = self.edits(name);
            if edits < beginning {
                return (edits <= most).then_some(edits);
            }
        }
        (beginning <= most && self.begins(name)).then_some(beginning)
    }

    /// The edits from one to the other; a space too many or too few counts once, wherever others stand.
    fn edits(&self, other: &Self) -> usize {
        let edits = distance(self.text.chars(), other.text.chars());
        if edits <= 1 {
            return edits;
        }
        let spaceless = distance(self.spaceless.chars(), other.spaceless.chars());
        edits.min(spaceless + usize::from(spaceless != edits))
    }

    /// Tells whether one is the other's whole first words.
    fn begins(&self, other: &Self) -> bool {
        let (short, long) = if self.text.len() < other.text.len() {
            (&self.text, &other.text)
        } else {
            (&other.text, &self.text)
        };
        let rest = long.strip_prefix(short.as_str());
        short.len() >= SHORTEST_BEGINNING && rest.is_some_and(|rest| rest.starts_with(' '))
    }
}

#[cfg(test)]
mod tests {
    use super::{Folded, NameIndex, nearest};
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    #[test]
    fn the_nearest_name_or_none() {
        let statuses = ["Nouveau", "Non démarré", "En cours", "Complété"];
        for (word, expected) in [
            ("encours", vec!["En cours"]),
            ("non demare", vec!["Non démarré"]),
            ("Neuveau", vec!["Nouveau"]),
            ("bicyclette", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(nearest(word, statuses), expected, "{word}");
        }
        assert_eq!(nearest("Ademe", ["Ademe BFC", "Anah"]), ["Ademe BFC"]);
    }

    #[test]
    fn a_name_much_further_than_the_nearest_is_no_suggestion() {
        let ids = ["plan-velo", "plan-velos", "plan-vert", "plan-air"];
        assert_eq!(nearest("plan-vello", ids), ["plan-velo", "plan-velos"]);
        assert_eq!(
            nearest("plan-vect", ["plan-vert", "plan-air"]),
            ["plan-vert"]
        );
    }

    #[test]
    fn of_many_that_are_equally_far_the_first_three_are_suggested() {
        let ids = ["fiche-6", "fiche-3", "fiche-5", "fiche-4", "fiche-3"];
        assert_eq!(nearest("fiche-1", ids), ["fiche-3", "fiche-4", "fiche-5"]);
    }

    proptest! {
        #[test]
        fn what_is_passed_over_quickly_is_far(one in "[abé1 -]{0,8}", other in "[abé1 -]{0,8}") {
            let (one, other) = (Folded::of(&one), Folded::of(&other));
            prop_assert!(one.least_edits(&other) <= one.edits(&other));
            prop_assert_eq!(one.edits(&other), other.edits(&one));
        }

        #[test]
        fn the_way_to_the_nearest_loses_none(word in "[ab-]{1,6}", names in proptest::collection::vec("[ab-]{1,6}", 0..12)) {
            let ready = NameIndex::of(names.iter().map(String::as_str));
            let found = ready.nearest(&word);
            let word = Folded::of(&word);
            let mut all: Vec<(usize, &str)> = names
                .iter()
                .filter_map(|name| Some((word.meant_for(&Folded::of(name), usize::MAX)?, name.as_str())))
                .collect();
            all.sort_unstable();
            all.dedup();
            let most = all.first().map_or(0, |(far, _)| 2 * (*far).max(1));
            all.retain(|(far, _)| *far <= most);
            all.truncate(3);
            let all: Vec<&str> = all.into_iter().map(|(_, name)| name).collect();
            prop_assert_eq!(found, all);
        }
    }
}
