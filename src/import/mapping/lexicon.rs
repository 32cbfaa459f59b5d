//! The names that cells hold, as the plan knows them; the ones that it does not know are told, and added where asked.

use std::collections::HashMap;

use crate::import::cells::names::{NameCell, names};
use crate::import::mapping::heading::normal;
use crate::import::mapping::map::Map;
use crate::import::tables::book::Cell;
use crate::model::column::Column;
use crate::model::fold::fold;
use crate::model::id::MeasureKey;
use crate::model::key::Key;
use crate::model::name::{Name, Stated};
use crate::model::nearest::nearest;
use crate::model::plan::Words;
use crate::model::vocabulary::{Lookup, Vocabulary as Known, VocabularyEntry};
use crate::view::import_report::{NameList, NewName};

/// The plan's words, and what a table adds to them.
pub struct Lexicon<'a> {
    words: &'a Words,
    map: &'a Map,
    adds: bool,
    new: Vec<NewName>,
    /// New names by vocabulary and folded spelling.
    places: HashMap<(NameList, String), usize>,
}

/// What a cell of names holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellNames<T> {
    /// The names, each once.
    pub names: Vec<T>,
    /// The names that are not in the vocabulary, each with the nearest that are.
    pub unknown: Vec<(String, Vec<String>)>,
    /// Whether the cell holds words besides that name nobody.
    pub has_words: bool,
}

/// The measure that a cell names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MeasureCell {
    /// A measure of the catalogue, and another one that bears the title beside its code.
    Measure(MeasureKey, Option<MeasureKey>),
    /// None of the catalogue.
    Unknown {
        /// The nearest ones.
        nearest: Vec<String>,
    },
}

impl<'a> Lexicon<'a> {
    /// The words of a plan, to which unknown names are added where `adds` says so.
    pub fn new(words: &'a Words, map: &'a Map, adds: bool) -> Self {
        Self {
            words,
            map,
            adds,
            new: Vec::new(),
            places: HashMap::new(),
        }
    }

    /// The names that the plan does not know, in the order in which they were met.
    pub fn into_new(self) -> Vec<NewName> {
        self.new
    }

    /// The actors of a cell.
    pub fn actors(&mut self, cell: &Cell, column: Column, row: usize) -> CellNames<Name> {
        let known = &self.words.actors;
        let found = names(cell, known);
        self.names(found, known, NameList::Actors, column, row)
    }

    /// The themes of a cell.
    pub fn themes(&mut self, cell: &Cell, row: usize) -> CellNames<String> {
        let known = &self.words.themes;
        let found = names(cell, known);
        let read = self.names(
            found,
            known,
            NameList::Themes,
            Column::Key(Key::Themes),
            row,
        );
        CellNames {
            names: read
                .names
                .iter()
                .filter_map(Stated::known)
                .cloned()
                .collect(),
            unknown: read.unknown,
            // A theme that is said to be unknown is no theme.
            has_words: read.has_words || read.names.contains(&Stated::Unknown),
        }
    }

    fn names<T: VocabularyEntry>(
        &mut self,
        found: Vec<NameCell>,
        known: &Known<T>,
        vocabulary: NameList,
        column: Column,
        row: usize,
    ) -> CellNames<Name> {
        let mut read = CellNames {
            names: Vec::new(),
            unknown: Vec::new(),
            has_words: false,
        };
        for found in found {
            let name = match found {
                NameCell::Unknown => Some(Stated::Unknown),
                NameCell::Known(name) => Some(Stated::Known(name)),
                NameCell::Words(_) => {
                    read.has_words = true;
                    None
                }
                NameCell::New { written, nearest } => {
                    let name = mapped(self.map, known, &written);
                    let name = name.or_else(|| {
                        self.meet(NewName {
                            name: written.clone(),
                            title: None,
                            vocabulary,
                            column,
                            row,
                            cells: 0,
                            nearest: nearest.clone(),
                            added: self.adds,
                        })
                    });
                    if name.is_none() {
                        read.unknown.push((written, nearest));
                    }
                    name.map(Stated::Known)
                }
            };
            read.names
                .extend(name.filter(|name| !read.names.contains(name)));
        }
        read
    }

    /// Whether a text is a status of the plan.
    pub fn is_status(&self, text: &str) -> bool {
        self.words.statuses.find(text.trim()).is_some()
    }

    /// The status that a cell names, by the plan's words or the platform's.
    ///
    /// # Errors
    /// It is none of them: the nearest ones.
    pub fn status(&mut self, text: &str, row: usize) -> Result<String, Vec<String>> {
        let text = text.trim();
        let known = &self.words.statuses;
        let of_platform = || {
            let mut entries = known.entries().iter();
            let same = |word: &str| fold(word) == fold(text);
            let found = entries.find(|status| status.tet.is_some_and(|tet| same(tet.name())));
            found.map(|status| status.name().to_owned())
        };
        let found = match known.lookup(text) {
            Lookup::Name(name) | Lookup::Variant(name) => Some(name.to_owned()),
            Lookup::Absent => mapped(self.map, known, text).or_else(of_platform),
        };
        found.ok_or_else(|| {
            let nearest = known.nearest(text);
            // Only a person knows whether something in it is under way or done.
            self.meet(NewName {
                name: text.to_owned(),
                title: None,
                vocabulary: NameList::Statuses,
                column: Column::Key(Key::Status),
                row,
                cells: 0,
                nearest: nearest.clone(),
                added: false,
            });
            nearest
        })
    }

    /// The measure that a cell names by its code, its title or its key.
    pub fn place(&mut self, text: &str, title: Option<&str>, row: usize) -> MeasureCell {
        let catalogue = &self.words.catalogue;
        let text = self.map.name(text).unwrap_or(text).trim();
        let (code, rest) = split_code(text);
        let rest = if rest.is_empty() {
            title.unwrap_or_default()
        } else {
            rest
        };
        let titled = catalogue
            .measures()
            .iter()
            .find(|measure| !rest.is_empty() && fold(&measure.title) == fold(rest))
            .map(|measure| measure.key.clone());
        if let Some(code) = code {
            if catalogue.measure(&code).is_some() {
                let other = titled.filter(|other| *other != code);
                return MeasureCell::Measure(code, other);
            }
            let nearest = catalogue.nearest(code.as_str());
            let written = code.to_string();
            let title = if rest.is_empty() { &written } else { rest };
            let met = self.meet(NewName {
                title: Some(title.to_owned()),
                name: written,
                vocabulary: NameList::Measures,
                column: Column::Measure,
                row,
                cells: 0,
                nearest: nearest.clone(),
                added: self.adds,
            });
            return match met {
                Some(_) => MeasureCell::Measure(code, None),
                None => MeasureCell::Unknown { nearest },
            };
        }
        let key = || {
            let key: MeasureKey = text.parse().ok()?;
            catalogue.measure(&key).map(|measure| measure.key.clone())
        };
        match titled.or_else(key) {
            Some(key) => MeasureCell::Measure(key, None),
            None => {
                let titles = catalogue.measures().iter().map(|one| one.title.as_str());
                MeasureCell::Unknown {
                    nearest: nearest(text, titles),
                }
            }
        }
    }

    /// Whether a text says no more of a place in the plan than where the measure is: by codes, titles, or the map.
    pub fn says_place(&self, text: &str, measure: &MeasureKey) -> bool {
        if self.map.name(text).is_some() {
            return true;
        }
        let catalogue = &self.words.catalogue;
        let known = catalogue.measure(measure).map(|known| known.title.as_str());
        let met = self
            .new
            .iter()
            .filter(|met| met.vocabulary == NameList::Measures && met.name == measure.as_str());
        let axis = measure.axis().and_then(|axis| catalogue.axis_title(axis));
        let mut titles = met
            .filter_map(|met| met.title.as_deref())
            .chain(known)
            .chain(axis);
        let (code, title) = split_code(text);
        let is_there = code.is_none_or(|code| measure.is_within(&code));
        let is_key = text == measure.as_str();
        let is_title = title.is_empty() || titles.any(|known| normal(known) == normal(title));
        is_key || (is_there && is_title)
    }

    /// Meet a name that the plan does not know, once more or for the first time: the name to use, where it is added.
    fn meet(&mut self, met: NewName) -> Option<String> {
        let place = (met.vocabulary, fold(&met.name));
        let new = &mut self.new;
        let index = *self.places.entry(place).or_insert_with(|| {
            new.push(met);
            new.len() - 1
        });
        let known = &mut self.new[index];
        known.cells += 1;
        known.added.then(|| known.name.clone())
    }
}

/// The name that a map gives for what is written, where the vocabulary has it.
fn mapped<T: VocabularyEntry>(map: &Map, known: &Known<T>, written: &str) -> Option<String> {
    let name = map.name(written)?;
    known.find(name).map(|entry| entry.name().to_owned())
}

/// The code that a text begins with, and what stands behind it: `1.2.3. Déchets` → `1.2.3`, `Déchets`.
pub fn split_code(text: &str) -> (Option<MeasureKey>, &str) {
    let text = text.trim();
    let end = text
        .find(|letter: char| !letter.is_ascii_digit() && letter != '.')
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let begins_a_word = rest.starts_with(|letter: char| letter.is_alphanumeric());
    let code = digits.trim_end_matches('.').parse().ok();
    match code {
        Some(code) if !begins_a_word || digits.ends_with('.') => {
            let signs = |letter: char| letter.is_whitespace() || ":-–—.)".contains(letter);
            (Some(code), rest.trim_start_matches(signs))
        }
        _ => (None, text),
    }
}

#[cfg(test)]
mod tests {
    use super::split_code;

    #[test]
    fn a_code_stands_before_its_title() {
        for (text, code, rest) in [
            ("1.2.3. Déchets", Some("1.2.3"), "Déchets"),
            ("1.2.3 – Déchets", Some("1.2.3"), "Déchets"),
            ("1.2.3", Some("1.2.3"), ""),
            ("3", Some("3"), ""),
            ("12 rue", Some("12"), "rue"),
            ("2e semestre", None, "2e semestre"),
            ("Mobilité", None, "Mobilité"),
        ] {
            let (found, behind) = split_code(text);
            assert_eq!(found.as_ref().map(|key| key.as_str()), code, "{text}");
            assert_eq!(behind, rest, "{text}");
        }
    }
}
