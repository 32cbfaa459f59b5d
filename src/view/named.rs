//! The words of the plan and the actions that a sheet names, each at its place.

use crate::model::action::Sheet;
use crate::model::budget::BudgetLine;
use crate::model::key::Key;
use crate::model::name::Name;
use crate::model::plan::Words;
use crate::model::spot::Spot;
use crate::model::vocabulary::VocabularyEntry;

/// Something that a sheet names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// An actor, by its name.
    Actor(String),
    /// A theme, by its name.
    Theme(String),
    /// A status, by its name.
    Status(String),
    /// A measure, by its code.
    Measure(String),
    /// An action, by its id.
    Action(String),
}

impl Named {
    /// What a text under a key names, in any spelling; none where the key names nothing.
    pub fn of(key: &str, text: &str, words: &Words) -> Option<Self> {
        fn spelled<T: VocabularyEntry>(entry: Option<&T>, text: &str) -> String {
            entry.map_or(text, VocabularyEntry::name).to_owned()
        }
        Some(match (Key::named(key), key) {
            (Some(Key::Themes), _) => Self::Theme(spelled(words.themes.find(text), text)),
            (Some(Key::Status), _) => Self::Status(spelled(words.statuses.find(text), text)),
            (Some(Key::Owners | Key::Funders | Key::Partners | Key::Audiences), _)
            | (None, "funder") => Self::Actor(spelled(words.actors.find(text), text)),
            (Some(Key::OtherMeasures), _) => Self::Measure(text.to_owned()),
            (Some(Key::Replaces), _) | (None, "included_in") => Self::Action(text.to_owned()),
            // No other key of the register, and no other of its tables, names a thing of the plan.
            _ => return None,
        })
    }

    /// The name.
    pub fn name(&self) -> &str {
        match self {
            Self::Actor(name)
            | Self::Theme(name)
            | Self::Status(name)
            | Self::Measure(name)
            | Self::Action(name) => name,
        }
    }
}

/// The places of a sheet that name it.
pub fn spots<'a>(sheet: &'a Sheet, named: &Named) -> Vec<Spot<'a>> {
    let mut spots = Vec::new();
    let own = Spot::default();
    let mut items = |spot: Spot<'a>, names: Vec<&str>| {
        let found = names.into_iter().enumerate();
        let found = found.filter(|(_, name)| *name == named.name());
        spots.extend(found.map(|(index, _)| spot.item(index)));
    };
    let known = |names: &'a [Name]| -> Vec<&'a str> {
        let names = names.iter();
        names
            .map(|name| name.known().map_or("", String::as_str))
            .collect()
    };
    match named {
        Named::Theme(_) => {
            let themes = sheet.themes.iter().map(String::as_str);
            items(own.key(Key::Themes.name()), themes.collect());
        }
        Named::Measure(_) => {
            let measures = sheet.other_measures.iter().map(|key| key.as_str());
            items(own.key(Key::OtherMeasures.name()), measures.collect());
        }
        Named::Actor(_) => {
            for (key, names) in sheet.actors() {
                items(own.key(key.name()), known(names));
            }
            for (index, part) in sheet.sub_actions.iter().enumerate() {
                let owners = Spot::of(Some(index)).key(Key::Owners.name());
                items(owners, known(&part.owners));
            }
            let pays = |line: &BudgetLine| {
                line.funder.as_ref().and_then(Name::known) == Some(&named.name().to_owned())
            };
            let lines = sheet.placed_lines().filter(|(_, line)| pays(line));
            spots.extend(lines.map(|(spot, _)| spot.key("funder")));
        }
        Named::Status(status) => {
            let parts = sheet.sub_actions.iter().enumerate();
            let parts = parts.map(|(index, part)| (Some(index), &part.status));
            let all = std::iter::once((None, &sheet.status)).chain(parts);
            let of_it = all.filter(|(_, held)| held.as_ref() == Some(status));
            spots.extend(of_it.map(|(part, _)| Spot::of(part).key(Key::Status.name())));
        }
        Named::Action(id) => {
            let replaced = sheet.replaces.iter().map(|id| id.as_str());
            items(own.key(Key::Replaces.name()), replaced.collect());
            let lines = sheet.references().filter(|(_, named)| named.as_str() == id);
            spots.extend(lines.map(|(spot, _)| spot));
        }
    }
    spots
}
