//! The words of a plan and how many actions use each.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::action::Action;
use crate::model::name::Name;
use crate::model::plan::Plan;
use crate::model::vocabulary::{Role, Vocabulary, VocabularyEntry};
use crate::view::group::{By, sections};

/// A list of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum WordList {
    /// Who owns, funds, joins, or is addressed.
    #[value(alias = "acteurs", alias = "porteurs")]
    Actors,
    /// What actions are about.
    #[value(alias = "thématiques", alias = "thèmes")]
    Themes,
    /// How far they are.
    #[value(alias = "statuts")]
    Statuses,
    /// The catalogue's measures.
    #[value(alias = "mesures")]
    Measures,
    /// The catalogue's axes.
    #[value(alias = "axe")]
    Axes,
}

/// A word, and how many actions use it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordUse {
    /// The word, or the code.
    pub name: String,
    /// Its title, or its other spellings.
    pub more: String,
    /// In how many actions it stands; of an actor, by role.
    pub actions: Vec<usize>,
}

/// The words of a list, in the order of their file.
pub fn uses(plan: &Plan, list: WordList) -> Vec<WordUse> {
    let (words, catalogue) = (&plan.words, &plan.words.catalogue);
    let all = plan.actions.iter().collect::<Vec<_>>();
    let by = |by: By| {
        let sections = sections(plan, &all, by).into_iter();
        let counted = sections.filter_map(|section| Some((section.key?, section.actions.len())));
        vec![counted.collect()]
    };
    match list {
        WordList::Actors => {
            let roles = Role::all().map(|role| played(plan, role));
            entries(&words.actors, &roles.collect::<Vec<_>>())
        }
        WordList::Themes => entries(&words.themes, &by(By::Theme)),
        WordList::Statuses => entries(&words.statuses, &by(By::Status)),
        WordList::Measures => {
            let measures = catalogue.measures().iter();
            let titled = measures.map(|measure| (measure.key.to_string(), measure.title.clone()));
            counted(titled, &by(By::Measure))
        }
        WordList::Axes => {
            let axes = catalogue.axes().iter();
            let titled = axes.map(|axis| (axis.number.to_string(), axis.title.clone()));
            counted(titled, &by(By::Axis))
        }
    }
}

/// In how many actions each word stands.
type Counts = BTreeMap<String, usize>;

/// In how many actions each actor plays a part, as the actions themselves list it.
fn played(plan: &Plan, role: Role) -> Counts {
    let mut counts = Counts::new();
    for action in &plan.actions {
        for name in plays(action, role).collect::<BTreeSet<_>>() {
            *counts.entry(name.to_owned()).or_default() += 1;
        }
    }
    counts
}

/// Who plays a part in an action, as the action itself lists it.
pub fn plays(action: &Action, role: Role) -> impl Iterator<Item = &String> {
    let lists = action.sheet.actors().into_iter();
    let names = lists.filter(move |(key, _)| *key == role.key());
    names.flat_map(|(_, names)| names).filter_map(Name::known)
}

/// The entries of a vocabulary with their other spellings.
fn entries<T: VocabularyEntry>(known: &Vocabulary<T>, counts: &[Counts]) -> Vec<WordUse> {
    let entries = known.entries().iter();
    let spelled = entries.map(|entry| (entry.name().to_owned(), entry.aliases().join(" ; ")));
    counted(spelled, counts)
}

fn counted(words: impl Iterator<Item = (String, String)>, counts: &[Counts]) -> Vec<WordUse> {
    words
        .map(|(name, more)| WordUse {
            actions: counts
                .iter()
                .map(|counts| counts.get(&name).copied().unwrap_or_default())
                .collect(),
            name,
            more,
        })
        .collect()
}
