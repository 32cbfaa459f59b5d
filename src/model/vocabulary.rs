//! The words that a plan's files may use: measures, statuses, themes, actors.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use serde::de::{Deserialize, Deserializer, Error};
use strum::{Display, EnumIter, IntoEnumIterator};
use unicode_normalization::UnicodeNormalization;

use crate::model::candidate::{Candidate, meant};
use crate::model::fault::Fault;
use crate::model::fold::fold;
use crate::model::id::{Axis, MeasureKey};
use crate::model::key::Key;
use crate::model::nearest::{NameIndex, nearest};

/// The place of a status between the decision and the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Display, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Phase {
    /// Decided, nothing begun.
    NotStarted,
    /// Under way.
    Running,
    /// Finished.
    Done,
    /// Given up.
    Dropped,
}

impl Phase {
    /// Tells whether nothing more is to come, so that the action cannot be late.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Dropped)
    }
}

/// A status of the national platform Territoires en Transitions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema, EnumIter)]
#[expect(missing_docs, reason = "a status of theirs is its name")]
pub enum PlatformStatus {
    #[serde(rename = "À venir")]
    ToCome,
    #[serde(rename = "En cours")]
    Running,
    #[serde(rename = "Réalisé")]
    Done,
    #[serde(rename = "En pause")]
    Paused,
    #[serde(rename = "Abandonné")]
    Dropped,
    #[serde(rename = "Bloqué")]
    Blocked,
    #[serde(rename = "En retard")]
    Late,
    #[serde(rename = "A discuter")]
    ToDiscuss,
}

impl PlatformStatus {
    /// The status of that name, in any case and accents.
    pub fn named(name: &str) -> Option<Self> {
        let folded = fold(name);
        Self::iter().find(|status| fold(status.name()) == folded)
    }

    /// Its place between the decision and the end.
    pub fn phase(self) -> Phase {
        match self {
            Self::ToCome | Self::ToDiscuss => Phase::NotStarted,
            Self::Running | Self::Paused | Self::Blocked | Self::Late => Phase::Running,
            Self::Done => Phase::Done,
            Self::Dropped => Phase::Dropped,
        }
    }

    /// The platform's word.
    pub fn name(self) -> &'static str {
        match self {
            Self::ToCome => "À venir",
            Self::Running => "En cours",
            Self::Done => "Réalisé",
            Self::Paused => "En pause",
            Self::Dropped => "Abandonné",
            Self::Blocked => "Bloqué",
            Self::Late => "En retard",
            Self::ToDiscuss => "A discuter",
        }
    }
}

/// A state of progress.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Status {
    /// The name that files use.
    pub name: String,
    /// Its meaning.
    pub meaning: Option<String>,
    /// Its place between decision and end.
    pub phase: Phase,
    /// Its name on the platform Territoires en Transitions.
    pub tet: Option<PlatformStatus>,
    /// Other spellings, read as the name.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// A theme.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// The name that files use.
    pub name: String,
    /// Other spellings, read as the name.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// The part that an actor mostly plays.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Carries actions.
    Owners,
    /// Pays for them.
    Funders,
    /// Takes part.
    Partners,
    /// Is consulted or mobilised.
    Audiences,
}

impl Role {
    /// The key of an action under which the actors stand that play it.
    pub fn key(self) -> Key {
        match self {
            Self::Owners => Key::Owners,
            Self::Funders => Key::Funders,
            Self::Partners => Key::Partners,
            Self::Audiences => Key::Audiences,
        }
    }

    /// The role that the names under a key play, of an action or of a budget line.
    pub fn under(key: &str) -> Option<Self> {
        match key {
            "funder" => Some(Self::Funders),
            _ => Self::all().find(|role| role.key().name() == key),
        }
    }

    /// Every role.
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::Owners, Self::Funders, Self::Partners, Self::Audiences].into_iter()
    }
}

/// A body that owns, funds or joins actions, or a public they address.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// The name that files use.
    pub name: String,
    /// Other spellings, read as the name.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The part it mostly plays; it may play the others.
    pub kind: Option<Role>,
}

/// A word of a vocabulary.
pub trait VocabularyEntry {
    /// The name that files use.
    fn name(&self) -> &str;
    /// Other spellings, read as the name.
    fn aliases(&self) -> &[String];
    /// The same with one spelling more.
    #[must_use]
    fn also_called(self, alias: String) -> Self;
}

impl VocabularyEntry for Status {
    fn name(&self) -> &str {
        &self.name
    }
    fn aliases(&self) -> &[String] {
        &self.aliases
    }
    fn also_called(mut self, alias: String) -> Self {
        self.aliases.push(alias);
        self
    }
}

impl VocabularyEntry for Theme {
    fn name(&self) -> &str {
        &self.name
    }
    fn aliases(&self) -> &[String] {
        &self.aliases
    }
    fn also_called(mut self, alias: String) -> Self {
        self.aliases.push(alias);
        self
    }
}

impl VocabularyEntry for Actor {
    fn name(&self) -> &str {
        &self.name
    }
    fn aliases(&self) -> &[String] {
        &self.aliases
    }
    fn also_called(mut self, alias: String) -> Self {
        self.aliases.push(alias);
        self
    }
}

/// The relation of a text to a vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lookup<'a> {
    /// It is a name.
    Name(&'a str),
    /// It is an alias of this name, or differs from it by case or accents.
    Variant(&'a str),
    /// It is neither.
    Absent,
}

/// The entries of a vocabulary, in the order of its file, and the way from any spelling to them.
#[derive(Debug, Clone)]
pub struct Vocabulary<T> {
    entries: Vec<T>,
    names: HashMap<String, usize>,
    folded: HashMap<String, usize>,
    most_commas: usize,
    /// The names that a word may be meant for: made ready with the first word that is none of them.
    spellings: OnceLock<NameIndex>,
}

impl<T: VocabularyEntry> Default for Vocabulary<T> {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl<T: VocabularyEntry> Vocabulary<T> {
    /// The vocabulary of `entries`; where two claim one spelling, names go before aliases, then the first.
    pub fn new(entries: Vec<T>) -> Self {
        let mut names = HashMap::new();
        let mut folded = HashMap::new();
        for (index, entry) in entries.iter().enumerate() {
            names.entry(entry.name().nfc().collect()).or_insert(index);
            folded.entry(fold(entry.name())).or_insert(index);
        }
        for (index, entry) in entries.iter().enumerate() {
            for alias in entry.aliases() {
                folded.entry(fold(alias)).or_insert(index);
            }
        }
        let commas = folded.keys().map(|name| name.matches(',').count());
        Self {
            most_commas: commas.max().unwrap_or_default(),
            entries,
            names,
            folded,
            spellings: OnceLock::new(),
        }
    }

    /// The number of commas in the name or alias that holds the most.
    pub fn most_commas(&self) -> usize {
        self.most_commas
    }

    /// The entries, in the order of the file.
    pub fn entries(&self) -> &[T] {
        &self.entries
    }

    /// Their names.
    pub fn names(&self) -> Vec<String> {
        let names = self.entries.iter().map(|entry| entry.name().to_owned());
        names.collect()
    }

    /// The entry that `text` names in any spelling.
    pub fn find(&self, text: &str) -> Option<&T> {
        let index = self
            .names
            .get(text)
            .or_else(|| self.folded.get(&fold(text)))?;
        self.entries.get(*index)
    }

    /// The place of `name` in the file, for sorting.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.names.get(name).copied()
    }

    /// The relation of `text` to the vocabulary.
    pub fn lookup(&self, text: &str) -> Lookup<'_> {
        if let Some(index) = self.names.get(text) {
            return Lookup::Name(self.entries[*index].name());
        }
        match self.folded.get(&fold(text)) {
            Some(index) => Lookup::Variant(self.entries[*index].name()),
            None => Lookup::Absent,
        }
    }

    /// The names that `text` was probably meant to be: those that it begins or words of which it holds, else the nearest.
    pub fn meant(&self, text: &str) -> Vec<Candidate> {
        let spellings = self.entries.iter().flat_map(|entry| {
            let aliases = entry.aliases().iter().map(String::as_str);
            std::iter::once(entry.name()).chain(aliases)
        });
        let mut names: Vec<Candidate> = Vec::new();
        for spelling in meant(text, Candidate::bare(spellings)) {
            let entry = self.find(&spelling.value);
            let name = entry.map(|entry| Candidate::titled(entry.name(), ""));
            names.extend(name.filter(|name| !names.contains(name)));
        }
        names
    }

    /// At most three names that `text` was probably meant to be, found by their aliases too.
    pub fn nearest(&self, text: &str) -> Vec<String> {
        let spellings = self.spellings.get_or_init(|| {
            NameIndex::of(self.entries.iter().flat_map(|entry| {
                std::iter::once(entry.name()).chain(entry.aliases().iter().map(String::as_str))
            }))
        });
        let mut names = Vec::new();
        for spelling in spellings.nearest(text) {
            if let Some(entry) = self.find(&spelling)
                && !names.contains(&entry.name().to_owned())
            {
                names.push(entry.name().to_owned());
            }
        }
        names
    }
}

/// A measure of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, schemars::JsonSchema)]
#[schemars(with = "MeasureTable")]
pub struct Measure {
    /// Its code, or its key where it has no code.
    pub key: MeasureKey,
    /// Its title.
    pub title: String,
    /// The axis it belongs to.
    pub axis: Axis,
    /// The codes that it bore in older catalogues.
    pub former: Vec<MeasureKey>,
}

/// A measure as its file states it.
#[derive(serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Measure")]
struct MeasureTable {
    /// Its code, whose first number is its axis.
    #[schemars(with = "Option<String>")]
    code: Option<MeasureKey>,
    /// Its key, where it has no code.
    #[schemars(with = "Option<String>")]
    key: Option<MeasureKey>,
    /// Its title.
    title: String,
    /// Its axis, where it has no code.
    #[schemars(with = "Option<u32>")]
    axis: Option<Axis>,
    /// The codes that it bore in older catalogues.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    former: Vec<MeasureKey>,
}

impl<'de> Deserialize<'de> for Measure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let table = MeasureTable::deserialize(deserializer)?;
        let (key, axis) = match (table.code, table.key) {
            (Some(code), None) => {
                let axis = code.axis();
                (code, axis)
            }
            (None, Some(key)) if key.axis().is_none() => (key, table.axis),
            _ => return Err(D::Error::custom(Fault::MeasureEntry)),
        };
        match axis {
            Some(axis) => Ok(Self {
                key,
                title: table.title,
                axis,
                former: table.former,
            }),
            None => Err(D::Error::custom(Fault::MeasureEntry)),
        }
    }
}

/// The title of an axis.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AxisTitle {
    /// Its number.
    #[schemars(with = "u32")]
    pub number: Axis,
    /// Its title.
    pub title: String,
    /// The numbers that it bore in older catalogues.
    #[serde(default)]
    #[schemars(with = "Vec<u32>")]
    pub former: Vec<Axis>,
}

/// What comes, where one alone does.
pub fn sole<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.next().is_none().then_some(first)
}

/// The axes and measures of the catalogue that the plan follows.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    axes: Vec<AxisTitle>,
    measures: Vec<Measure>,
    by_key: BTreeMap<MeasureKey, usize>,
}

impl Catalogue {
    /// The catalogue of these axes and measures; of two with one key, the first counts.
    pub fn new(axes: Vec<AxisTitle>, measures: Vec<Measure>) -> Self {
        let mut by_key = BTreeMap::new();
        for (index, measure) in measures.iter().enumerate() {
            by_key.entry(measure.key.clone()).or_insert(index);
        }
        Self {
            axes,
            measures,
            by_key,
        }
    }

    /// The axes, in the order of the file.
    pub fn axes(&self) -> &[AxisTitle] {
        &self.axes
    }

    /// The measures, in the order of the file.
    pub fn measures(&self) -> &[Measure] {
        &self.measures
    }

    /// The measure of that key.
    pub fn measure(&self, key: &MeasureKey) -> Option<&Measure> {
        self.by_key.get(key).map(|index| &self.measures[*index])
    }

    /// The one measure that bore that code in an older catalogue, by its own words or by those of its axis.
    pub fn successor(&self, code: &MeasureKey) -> Option<&Measure> {
        let was = |measure: &&Measure| measure.former.contains(code);
        sole(self.measures.iter().filter(was)).or_else(|| {
            let was = |axis: &&AxisTitle| code.axis().is_some_and(|old| axis.former.contains(&old));
            let axis = sole(self.axes.iter().filter(was))?;
            let (_, rest) = code.as_str().split_once('.')?;
            self.measure(&format!("{}.{rest}", axis.number).parse().ok()?)
        })
    }

    /// The title of an axis, where the catalogue has one.
    pub fn axis_title(&self, axis: Axis) -> Option<&str> {
        let found = self.axes.iter().find(|known| known.number == axis)?;
        Some(&found.title)
    }

    /// The measures, each with its title.
    pub fn candidates(&self) -> Vec<Candidate> {
        let measures = self.measures.iter();
        measures
            .map(|measure| Candidate::titled(&measure.key, &measure.title))
            .collect()
    }

    /// The measures that `text` was probably meant to be, by their codes or titles.
    pub fn meant(&self, text: &str) -> Vec<Candidate> {
        meant(text, self.candidates())
    }

    /// The key of the measure that bore that code, else at most three that `text` was probably meant to be.
    pub fn nearest(&self, text: &str) -> Vec<String> {
        let code = text.parse().ok();
        if let Some(measure) = code.and_then(|code| self.successor(&code)) {
            return vec![measure.key.to_string()];
        }
        let keys = self.by_key.keys().map(MeasureKey::as_str);
        nearest(text, keys)
    }
}

#[cfg(test)]
mod tests {
    use super::{Lookup, Theme, Vocabulary};

    fn themes() -> Vocabulary<Theme> {
        let theme = |name: &str, aliases: &[&str]| Theme {
            name: name.to_owned(),
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        };
        Vocabulary::new(vec![
            theme("Écoquartiers", &["Quartiers durables"]),
            theme("Eau potable", &[]),
        ])
    }

    #[test]
    fn any_spelling_leads_to_the_name() {
        for (text, expected) in [
            ("Écoquartiers", Lookup::Name("Écoquartiers")),
            ("ecoquartiers", Lookup::Variant("Écoquartiers")),
            ("QUARTIERS DURABLES", Lookup::Variant("Écoquartiers")),
            ("Eau", Lookup::Absent),
        ] {
            assert_eq!(themes().lookup(text), expected, "{text}");
        }
    }

    #[test]
    fn the_nearest_alias_suggests_its_name() {
        assert_eq!(themes().nearest("Quartier durable"), ["Écoquartiers"]);
    }
}
