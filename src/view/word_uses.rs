//! The words of a plan and how many actions use each.

use crate::model::plan::Plan;
use crate::model::vocabulary::{Role, VocabularyEntry};
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
    let words = &plan.words;
    let actions: Vec<_> = plan.actions.iter().collect();
    let entry = |name: &str, more: String, by: By| {
        let sections = sections(plan, &actions, by);
        let section = sections
            .iter()
            .find(|section| section.key.as_deref() == Some(name));
        WordUse {
            name: name.to_owned(),
            more,
            actions: vec![section.map_or(0, |section| section.actions.len())],
        }
    };
    match list {
        WordList::Actors => {
            let actors = words.actors.entries().iter();
            let roles = |name: &str| {
                let plays = |role: Role| {
                    let holds = actions.iter().filter(|action| {
                        let mut lists = action.sheet.actors().into_iter();
                        let list = lists.find(|(key, _)| *key == role.key());
                        list.is_some_and(|(_, names)| {
                            names
                                .iter()
                                .any(|one| one.known().is_some_and(|one| one == name))
                        })
                    });
                    holds.count()
                };
                Role::all().map(plays).collect()
            };
            actors
                .map(|actor| WordUse {
                    name: actor.name.clone(),
                    more: actor.aliases.join(" ; "),
                    actions: roles(&actor.name),
                })
                .collect()
        }
        WordList::Themes => {
            let themes = words.themes.entries().iter();
            themes
                .map(|theme| entry(theme.name(), theme.aliases.join(" ; "), By::Theme))
                .collect()
        }
        WordList::Statuses => {
            let statuses = words.statuses.entries().iter();
            statuses
                .map(|status| entry(status.name(), status.aliases().join(" ; "), By::Status))
                .collect()
        }
        WordList::Measures => {
            let measures = words.catalogue.measures().iter();
            measures
                .map(|measure| entry(measure.key.as_str(), measure.title.clone(), By::Measure))
                .collect()
        }
        WordList::Axes => {
            let axes = words.catalogue.axes().iter();
            axes.map(|axis| entry(&axis.number.to_string(), axis.title.clone(), By::Axis))
                .collect()
        }
    }
}
