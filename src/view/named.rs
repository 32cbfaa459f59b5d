//! The words of the plan and the actions that a sheet names, each at its place.

use crate::finding::VocabularyName;
use crate::model::action::Sheet;
use crate::model::entries::Table;
use crate::model::key::Key;
use crate::model::key_value::KeyValue;
use crate::model::plan::Words;
use crate::model::spot::Spot;
use crate::model::vocabulary::{Role, Vocabulary, VocabularyEntry};

/// The kinds of things that have names of their own in a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedKind {
    /// An entry of a vocabulary.
    Word(VocabularyName),
    /// An action.
    Action,
}

impl NamedKind {
    /// The kind of what the texts under a key name; none where the key names nothing.
    pub fn under(key: &str) -> Option<Self> {
        Some(match (Key::named(key), key) {
            (Some(Key::Themes), _) => Self::Word(VocabularyName::Themes),
            (Some(Key::Status), _) => Self::Word(VocabularyName::Statuses),
            (Some(Key::OtherMeasures), _) => Self::Word(VocabularyName::Measures),
            (Some(Key::Replaces), _) | (None, "included_in") => Self::Action,
            _ if Role::under(key).is_some() => Self::Word(VocabularyName::Actors),
            // No other key of the register, and no other of its tables, names a thing of the plan.
            _ => return None,
        })
    }
}

/// Something that has a name in a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// What it is.
    pub kind: NamedKind,
    /// The name, the code or the id.
    pub name: String,
}

impl Named {
    /// The thing of that kind that a text names, in any spelling.
    pub fn spelled(kind: NamedKind, text: &str, words: &Words) -> Self {
        fn of<T: VocabularyEntry>(known: &Vocabulary<T>, text: &str) -> Option<String> {
            known.find(text).map(|entry| entry.name().to_owned())
        }
        let name = match kind {
            NamedKind::Word(VocabularyName::Actors) => of(&words.actors, text),
            NamedKind::Word(VocabularyName::Themes) => of(&words.themes, text),
            NamedKind::Word(VocabularyName::Statuses) => of(&words.statuses, text),
            NamedKind::Word(VocabularyName::Measures) | NamedKind::Action => None,
        };
        let name = name.unwrap_or_else(|| text.to_owned());
        Self { kind, name }
    }

    /// The places of a sheet that name it.
    pub fn spots<'a>(&self, sheet: &'a Sheet) -> Vec<Spot<'a>> {
        let own = Key::all().map(|key| (Spot::default().key(key.name()), sheet.get(key)));
        let parts = sheet.sub_actions.iter().enumerate();
        let parts = parts.flat_map(|(index, part)| {
            let entries = part.entries().into_iter();
            entries.map(move |(key, value)| (Spot::of(Some(index)).key(key), value))
        });
        let lines = sheet.placed_lines().flat_map(|(spot, line)| {
            let entries = line.entries().into_iter();
            entries.map(move |(key, value)| (spot.key(key), value))
        });
        let all = own.chain(parts).chain(lines);
        let fit = all.filter(|(spot, _)| NamedKind::under(spot.key) == Some(self.kind));
        fit.flat_map(|(spot, value)| match value {
            KeyValue::Text(text) if text == Some(&self.name) => vec![spot],
            list => {
                let items = list.items().into_iter().enumerate();
                let of_it = items.filter(|(_, item)| *item == self.name);
                of_it.map(|(index, _)| spot.item(index)).collect()
            }
        })
        .collect()
    }
}
