//! The names that cells hold, as the plan knows them; the ones that it does not know are told, and added where asked.

use std::collections::HashMap;

use crate::finding::VocabularyName;
use crate::import::cells::names::{NameCell, names};
use crate::import::cells::reading::is_among;
use crate::import::mapping::map::Map;
use crate::import::tables::book::Cell;
use crate::model::column::Column;
use crate::model::fold::fold;
use crate::model::id::{ActionId, Axis, MeasureKey};
use crate::model::key::Key;
use crate::model::name::{Name, Stated};
use crate::model::nearest::nearest;
use crate::model::plan::Words;
use crate::model::vocabulary::{Lookup, PlatformStatus, Vocabulary as Known, VocabularyEntry};
use crate::view::import_report::{Asks, NewName, Question};
use crate::words::dictionary::normal;

/// The status that a cell names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatusCell {
    /// One of the plan.
    Is(String),
    /// A word of the platform's for several of the plan, one of which may have it as an alias.
    OneOf(Vec<String>, Option<String>),
    /// None: the nearest ones.
    Unknown(Vec<String>),
}

/// What a table says of the place of a measure beside its code.
#[derive(Debug, Clone, Copy, Default)]
pub struct PlaceHints<'a> {
    /// The title of the measure.
    pub title: Option<&'a str>,
    /// The number of its axis.
    pub axis: Option<Axis>,
    /// The title of its axis.
    pub axis_title: Option<&'a str>,
}

/// The plan's words, and what a table adds to them.
pub struct Lexicon<'a> {
    words: &'a Words,
    map: &'a Map,
    adds: bool,
    /// Whether this program wrote the cells, which name actions by id: then only a semicolon sets names apart, and an empty
    /// cell says that nothing is filled in.
    pub is_export: bool,
    /// Whether a comma sets no names apart either, in a table that sets them on lines of their own.
    pub keeps_commas: bool,
    new: Vec<NewName>,
    /// What is to be asked of cells whose code belongs to a measure of another title.
    pub questions: Vec<Question>,
    /// New names by vocabulary and folded spelling.
    places: HashMap<(VocabularyName, String), usize>,
}

/// What a cell of names holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CellNames {
    /// The names, each once.
    pub names: Vec<Name>,
    /// The names that are not in the vocabulary, each with the nearest that are.
    pub unknown: Vec<(String, Vec<String>)>,
    /// Whether the cell holds words besides that name nobody.
    pub has_words: bool,
}

impl CellNames {
    /// The names without what is said to be unknown.
    pub fn known(&self) -> Vec<String> {
        let names = self.names.iter().filter_map(Stated::known);
        names.cloned().collect()
    }
}

impl<'a> Lexicon<'a> {
    /// The words of a plan, to which unknown names are added where `adds` says so.
    pub fn new(words: &'a Words, map: &'a Map, adds: bool) -> Self {
        Self {
            words,
            map,
            adds,
            is_export: false,
            keeps_commas: false,
            new: Vec::new(),
            questions: Vec::new(),
            places: HashMap::new(),
        }
    }

    /// The names that the plan does not know, in the order in which they were met.
    pub fn into_new(self) -> Vec<NewName> {
        self.new
    }

    /// The actors of a cell, below a heading of their role.
    pub fn actors(&mut self, cell: &Cell, role: Key, row: usize) -> CellNames {
        let known = &self.words.actors;
        self.names(cell, known, VocabularyName::Actors, role, row)
    }

    /// The themes of a cell.
    pub fn themes(&mut self, cell: &Cell, row: usize) -> CellNames {
        let known = &self.words.themes;
        let mut read = self.names(cell, known, VocabularyName::Themes, Key::Themes, row);
        // A theme that is said to be unknown is no theme.
        read.has_words |= read.names.contains(&Stated::Unknown);
        read.names.retain(|name| *name != Stated::Unknown);
        read
    }

    /// Meet the names that an action states already, as an export does.
    pub fn meet_all<'s>(&mut self, names: impl Iterator<Item = (&'s str, Key)>, row: usize) {
        let Words { themes, actors, .. } = self.words;
        for (name, key) in names {
            let (vocabulary, is_known) = match key {
                Key::Themes => (VocabularyName::Themes, themes.find(name).is_some()),
                _ => (VocabularyName::Actors, actors.find(name).is_some()),
            };
            if !is_known {
                self.meet_name(name.to_owned(), vocabulary, key, row, Vec::new());
            }
        }
    }

    fn meet_name(
        &mut self,
        name: String,
        vocabulary: VocabularyName,
        key: Key,
        row: usize,
        nearest: Vec<String>,
    ) -> Option<String> {
        // Of another status only a person knows whether something in it is under way or done.
        let is_clear =
            vocabulary != VocabularyName::Statuses || PlatformStatus::named(&name).is_some();
        self.meet(NewName {
            name,
            title: None,
            vocabulary,
            column: key.into(),
            row,
            cells: 0,
            axis: None,
            axis_title: None,
            nearest,
            added: self.adds && is_clear,
        })
    }

    /// The names of a cell; the whole of it may be what the map has a name for.
    fn names<T: VocabularyEntry>(
        &mut self,
        cell: &Cell,
        known: &Known<T>,
        vocabulary: VocabularyName,
        key: Key,
        row: usize,
    ) -> CellNames {
        let mut read = CellNames::default();
        let text = cell.text();
        let found = match self.map.name(&text) {
            Some(_) => vec![NameCell::New {
                written: text.trim().to_owned(),
                nearest: Vec::new(),
            }],
            None => names(cell, known, self.is_export || self.keeps_commas),
        };
        for found in found {
            let name = match found {
                NameCell::Unknown => Stated::Unknown,
                NameCell::Known(name) => Stated::Known(name),
                NameCell::Words(_) => {
                    read.has_words = true;
                    continue;
                }
                NameCell::New { written, nearest } => {
                    // The map may name what this very table adds.
                    let meant = self.map.name(&written).unwrap_or(&written);
                    let name = known.find(meant).map(|entry| entry.name().to_owned());
                    let name = name.or_else(|| {
                        let meant = meant.to_owned();
                        self.meet_name(meant, vocabulary, key, row, nearest.clone())
                    });
                    let Some(name) = name else {
                        read.unknown.push((written, nearest));
                        continue;
                    };
                    Stated::Known(name)
                }
            };
            if !read.names.contains(&name) {
                read.names.push(name);
            }
        }
        read
    }

    /// Whether a text is a status of the plan.
    pub fn is_status(&self, text: &str) -> bool {
        self.words.statuses.find(text.trim()).is_some()
    }

    /// The status that a cell names, by the plan's words, the map's or the platform's.
    pub fn status(&mut self, text: &str, row: usize) -> StatusCell {
        let text = text.trim();
        let known = &self.words.statuses;
        let mapped = self.map.name(text);
        let found = match known.lookup(mapped.unwrap_or(text)) {
            Lookup::Name(name) => return StatusCell::Is(name.to_owned()),
            Lookup::Variant(name) if mapped.is_some() => return StatusCell::Is(name.to_owned()),
            Lookup::Variant(name) => Some(name.to_owned()),
            Lookup::Absent => None,
        };
        let word = PlatformStatus::named(text);
        let of_platform = known.entries().iter();
        let of_platform = of_platform.filter(|status| word.is_some() && status.tet == word);
        let mut choices: Vec<String> = of_platform.map(|one| one.name().to_owned()).collect();
        match (choices.len(), found) {
            (2.., found) => StatusCell::OneOf(choices, found),
            (_, Some(status)) => StatusCell::Is(status),
            (1, None) => StatusCell::Is(choices.remove(0)),
            (_, None) => {
                let nearest = known.nearest(text);
                let name = word.map_or(text, |word| word.name()).to_owned();
                let list = VocabularyName::Statuses;
                let met = self.meet_name(name, list, Key::Status, row, nearest.clone());
                met.map_or(StatusCell::Unknown(nearest), StatusCell::Is)
            }
        }
    }

    /// The measure that a cell names by its code, its title or its key; with the axis whose number it bears, where that
    /// axis has another title, and the measure was made without a number.
    ///
    /// # Errors
    /// None of the catalogue, which has these nearest ones.
    pub fn place(
        &mut self,
        written: &str,
        hints: PlaceHints<'_>,
        row: usize,
    ) -> Result<(MeasureKey, Option<Axis>), Vec<String>> {
        let catalogue = &self.words.catalogue;
        let mapped = self.map.name(written);
        let text = mapped.unwrap_or(written).trim();
        let (code, rest) = split_code(text);
        let rest = match (rest, hints.title) {
            ("", Some(title)) => title,
            (rest, _) => rest,
        };
        let mut measures = catalogue.measures().iter();
        let titled = measures.find(|one| !rest.is_empty() && fold(&one.title) == fold(rest));
        if let Some(known) = code.as_ref().and_then(|code| catalogue.measure(code)) {
            let is_sure = mapped.is_some() || self.is_export || rest.is_empty();
            // The very title of another measure says more than words in common.
            let says_other = match titled.is_some_and(|other| other.key != known.key) {
                true => nearest(rest, [known.title.as_str()]).is_empty(),
                false => !is_like(rest, &known.title),
            };
            if !is_sure && says_other {
                let asks = Asks::Measure {
                    written: written.to_owned(),
                    code: known.key.clone(),
                    title: known.title.clone(),
                };
                Question::ask(&mut self.questions, row, written, asks);
            }
            return Ok((known.key.clone(), None));
        }
        let key = || catalogue.measure(&text.parse().ok()?);
        if let (None, Some(known)) = (&code, titled.or_else(key)) {
            return Ok((known.key.clone(), None));
        }
        // The number of an axis that has another title says nothing of the measure.
        let of_axis = code.as_ref().and_then(|code| {
            let axis = code.axis()?;
            let told = match code.as_str() == axis.to_string() {
                true => rest,
                false => hints.axis_title.unwrap_or_default(),
            };
            let title = catalogue.axis_title(axis)?;
            (!told.is_empty() && !is_like(told, title)).then_some(axis)
        });
        if let (Some(_), Some(known)) = (of_axis, titled) {
            return Ok((known.key.clone(), None));
        }
        let nearest = match &code {
            Some(code) => catalogue.nearest(code.as_str()),
            None => {
                let measures = catalogue.measures().iter();
                nearest(text, measures.map(|one| one.title.as_str()))
            }
        };
        let begins_with_digit = text.starts_with(|letter: char| letter.is_ascii_digit());
        let key = match (&code, of_axis) {
            (Some(code), None) => Some(code.to_string()),
            // A text without a word is no title, nor is one that begins with half a code.
            (None, _) if begins_with_digit => None,
            _ => ActionId::of_title(if rest.is_empty() { text } else { rest })
                .filter(|_| text.contains(char::is_alphabetic))
                .map(|slug| slug.to_string()),
        };
        let is_axis = of_axis.is_some() || text != strip_word(text);
        let name = key.filter(|key| key.parse::<MeasureKey>().is_ok());
        let met = name.and_then(|name| {
            let title = if rest.is_empty() { &name } else { rest };
            self.meet(NewName {
                title: Some(title.to_owned()),
                name,
                vocabulary: VocabularyName::Measures,
                column: Column::Measure,
                row,
                cells: 0,
                axis: hints.axis.filter(|_| of_axis.is_none()),
                axis_title: hints
                    .axis_title
                    .map(str::to_owned)
                    .or_else(|| is_axis.then(|| rest.to_owned())),
                nearest: nearest.clone(),
                added: self.adds,
            })
        });
        let key = met.and_then(|met| met.parse().ok()).ok_or(nearest)?;
        Ok((key, of_axis))
    }

    /// The measure of the catalogue that a text names by its code or its title.
    pub fn known_place(&self, text: &str) -> Option<MeasureKey> {
        let (code, rest) = split_code(text);
        let catalogue = &self.words.catalogue;
        let by_code = code.and_then(|code| catalogue.measure(&code));
        let mut measures = catalogue.measures().iter();
        let found = by_code.or_else(|| measures.find(|measure| fold(&measure.title) == fold(rest)));
        found.map(|measure| measure.key.clone())
    }

    /// The title of the axis of a measure.
    pub fn axis_title(&self, measure: &MeasureKey) -> Option<String> {
        let catalogue = &self.words.catalogue;
        let axis = catalogue.measure(measure).map(|known| known.axis);
        let title = catalogue.axis_title(axis.or(measure.axis())?);
        title.map(str::to_owned)
    }

    /// Whether a text says no more of a place in the plan than where the measure is: by codes, titles, or the map.
    pub fn says_place(&self, text: &str, measure: &MeasureKey) -> bool {
        if self.map.name(text).is_some() {
            return true;
        }
        let known = self.words.catalogue.measure(measure);
        let mut met = self.new.iter();
        let met = met
            .find(|met| met.vocabulary == VocabularyName::Measures && met.name == measure.as_str());
        let (code, title) = split_code(text);
        // Of a measure without a number, titles say where it is, whatever the numbers of the table.
        let is_there = measure.axis().is_none() || code.is_none_or(|code| measure.is_within(&code));
        let titles = [
            met.and_then(|met| met.title.clone()),
            known.map(|known| known.title.clone()),
            self.axis_title(measure),
        ];
        let mut titles = titles.into_iter().flatten();
        let is_title = title.is_empty() || titles.any(|known| normal(&known) == normal(title));
        text == measure.as_str() || (is_there && is_title)
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

/// Whether a title says about what another one says: half of the words of the shorter, by their beginnings.
fn is_like(one: &str, other: &str) -> bool {
    const STEM: usize = 5;
    let stems = |text: &str| -> Vec<String> {
        let text = normal(text);
        let words = text.split(' ').filter(|word| word.chars().count() > 3);
        words
            .map(|word| word.chars().take(STEM).collect())
            .collect()
    };
    let (one_stems, other_stems) = (stems(one), stems(other));
    let shared = one_stems.iter().filter(|stem| other_stems.contains(stem));
    let shared = shared.count();
    let least = one_stems.len().min(other_stems.len());
    shared * 2 >= least.max(1) || !nearest(one, [other]).is_empty()
}

/// A text without the word that says what its number counts: `Axe 1 : Mobilité`.
fn strip_word(text: &str) -> &str {
    const WORDS: &str = "axe, sous axe, sous sous axe, axis, mesure, measure, orientation, objectif, volet, chapitre";
    let Some(start) = text.find(|letter: char| letter.is_ascii_digit()) else {
        return text;
    };
    let word = normal(&text[..start]);
    let mut signs = [" n", " no"].iter();
    let bare = signs.find_map(|sign| word.strip_suffix(sign));
    match is_among(bare.unwrap_or(&word), WORDS) {
        true => &text[start..],
        false => text,
    }
}

/// The code that a text begins with, and what stands behind it: `1.2.3. Déchets` → `1.2.3`, `Déchets`.
///
/// What goes on with digits or a letter that belong to the number is no code: `2003-02-01`, `1,2,3`, `1.2.3bis`.
pub fn split_code(text: &str) -> (Option<MeasureKey>, &str) {
    let text = strip_word(text.trim());
    let end = text
        .find(|letter: char| !letter.is_ascii_digit() && letter != '.')
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let title =
        rest.trim_start_matches(|letter: char| letter.is_whitespace() || ":-–—.)".contains(letter));
    let signs = &rest[..rest.len() - title.len()];
    let is_apart = digits.ends_with('.') || !signs.is_empty() || rest.is_empty();
    let first = title.split(char::is_whitespace).next().unwrap_or_default();
    // `2-1` and `1.2.3.a` go on; `1.2.3 - 2030 sans carbone` and `1.2.3 À vélo` have a title behind.
    let is_attached = !signs.contains(char::is_whitespace);
    let goes_on = is_attached
        && !title.is_empty()
        && (title.starts_with(|letter: char| letter.is_ascii_digit())
            || first.chars().count() == 1)
        || ["bis", "ter", "quater"].contains(&fold(first).as_str());
    let is_title = title.is_empty() || title.contains(char::is_alphabetic);
    match digits.trim_end_matches('.').parse().ok() {
        Some(code) if is_apart && !goes_on && is_title => (Some(code), title),
        _ => (None, text),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_like, split_code};

    #[test]
    fn a_title_is_like_one_that_says_the_same_otherwise() {
        let known = "Elaborer et faire appliquer une politique de stationnement volontariste";
        for (title, expected) in [
            ("Politique de stationnement", true),
            ("Élaborer et appliquer une politique de stationnement", true),
            ("Apprendre le vélo", false),
        ] {
            assert_eq!(is_like(title, known), expected, "{title}");
        }
    }

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
            ("Axe 1 : Mobilités", Some("1"), "Mobilités"),
            ("Axe n° 2 – Énergie", Some("2"), "Énergie"),
            ("Axes de travail", None, "Axes de travail"),
            (
                "1.2.3 - 2030 sans carbone",
                Some("1.2.3"),
                "2030 sans carbone",
            ),
            ("1.2.3 À vélo", Some("1.2.3"), "À vélo"),
            ("2003-02-01", None, "2003-02-01"),
            ("1,2,3", None, "1,2,3"),
            ("1/2", None, "1/2"),
            ("2-1 Mobilité", None, "2-1 Mobilité"),
            ("1.2.3bis Déchets", None, "1.2.3bis Déchets"),
            ("1.2.3 bis", None, "1.2.3 bis"),
            ("1.2.3.a Déchets", None, "1.2.3.a Déchets"),
        ] {
            let (found, behind) = split_code(text);
            assert_eq!(found.as_ref().map(|key| key.as_str()), code, "{text}");
            assert_eq!(behind, rest, "{text}");
        }
    }
}
