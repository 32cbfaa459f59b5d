//! The values of an action's keys, asked key by key: values, texts, and the keys that one sheet takes from another.

use std::collections::BTreeMap;

use crate::model::action::{Sheet, SubAction};
use crate::model::budget::{BudgetLine, Figure, Spent};
use crate::model::date::Date;
use crate::model::extra::Extra;
use crate::model::follow_up::FollowUp;
use crate::model::id::{ActionId, MeasureKey};
use crate::model::indicator::{Decimal, Indicator};
use crate::model::key::Key;
use crate::model::name::Name;
use crate::model::spot::Spot;

/// The value of a key, as the model keeps it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum KeyValue<'a> {
    /// A text; none where nothing is filled in.
    Text(Option<&'a str>),
    /// Texts, possibly none.
    Texts(&'a [String]),
    /// Names of actors, possibly none.
    Names(&'a [Name]),
    /// Measures, possibly none.
    Measures(&'a [MeasureKey]),
    /// Ids of actions, possibly none.
    Ids(&'a [ActionId]),
    /// A date.
    Date(Option<Date>),
    /// True or not.
    Truth(bool),
    /// A year.
    Year(Option<i32>),
    /// A number as it is written.
    Number(Option<&'a Decimal>),
    /// What was spent.
    Spent(Option<Spent>),
    /// An amount in euros, or a range of them.
    Figure(Option<Figure>),
    /// Numbers by year, possibly none.
    Series(&'a BTreeMap<String, Decimal>),
    /// Indicators, possibly none.
    Indicators(&'a [Indicator]),
    /// Notes of follow-up, possibly none.
    FollowUp(&'a [FollowUp]),
    /// Budget lines, possibly none.
    Budget(&'a [BudgetLine]),
    /// Sub-actions, possibly none.
    SubActions(&'a [SubAction]),
}

impl KeyValue<'_> {
    /// Tells whether nothing is filled in.
    pub fn is_absent(&self) -> bool {
        match self {
            Self::Text(text) => text.is_none(),
            Self::Date(date) => date.is_none(),
            Self::Truth(truth) => !truth,
            Self::Year(year) => year.is_none(),
            Self::Number(number) => number.is_none(),
            Self::Spent(spent) => spent.is_none(),
            Self::Figure(figure) => figure.is_none(),
            Self::Series(values) => values.is_empty(),
            Self::Texts(texts) => texts.is_empty(),
            Self::Names(names) => names.is_empty(),
            Self::Measures(measures) => measures.is_empty(),
            Self::Ids(ids) => ids.is_empty(),
            Self::Indicators(indicators) => indicators.is_empty(),
            Self::FollowUp(notes) => notes.is_empty(),
            Self::Budget(lines) => lines.is_empty(),
            Self::SubActions(parts) => parts.is_empty(),
        }
    }

    /// The items of a list of names or texts, as they are written, or of notes as a text writes them; nothing of any other value.
    pub fn items(&self) -> Vec<String> {
        match self {
            Self::Texts(texts) => texts.to_vec(),
            Self::Names(names) => names.iter().map(ToString::to_string).collect(),
            Self::Measures(measures) => measures.iter().map(ToString::to_string).collect(),
            Self::Ids(ids) => ids.iter().map(ToString::to_string).collect(),
            Self::FollowUp(notes) => notes.iter().map(ToString::to_string).collect(),
            // Whatever else is no list of names or texts.
            _ => Vec::new(),
        }
    }
}

/// The place of a key's value in a sheet, to be filled.
#[derive(Debug)]
pub enum Slot<'a> {
    /// A title, which is never absent.
    Title(&'a mut String),
    /// A text.
    Text(&'a mut Option<String>),
    /// Texts.
    Texts(&'a mut Vec<String>),
    /// Names of actors.
    Names(&'a mut Vec<Name>),
    /// Measures.
    Measures(&'a mut Vec<MeasureKey>),
    /// Ids of actions.
    Ids(&'a mut Vec<ActionId>),
    /// A date.
    Date(&'a mut Option<Date>),
    /// Indicators.
    Indicators(&'a mut Vec<Indicator>),
    /// Notes of follow-up.
    FollowUp(&'a mut Vec<FollowUp>),
    /// Budget lines.
    Budget(&'a mut Vec<BudgetLine>),
    /// Sub-actions.
    SubActions(&'a mut Vec<SubAction>),
}

impl Slot<'_> {
    fn set(self, value: KeyValue<'_>) {
        match (self, value) {
            (Self::Title(slot), KeyValue::Text(text)) => {
                *slot = text.unwrap_or_default().to_owned()
            }
            (Self::Text(slot), KeyValue::Text(text)) => *slot = text.map(str::to_owned),
            (Self::Texts(slot), KeyValue::Texts(texts)) => *slot = texts.to_vec(),
            (Self::Names(slot), KeyValue::Names(names)) => *slot = names.to_vec(),
            (Self::Measures(slot), KeyValue::Measures(all)) => *slot = all.to_vec(),
            (Self::Ids(slot), KeyValue::Ids(ids)) => *slot = ids.to_vec(),
            (Self::Date(slot), KeyValue::Date(date)) => *slot = date,
            (Self::Indicators(slot), KeyValue::Indicators(all)) => *slot = all.to_vec(),
            (Self::FollowUp(slot), KeyValue::FollowUp(notes)) => *slot = notes.to_vec(),
            (Self::Budget(slot), KeyValue::Budget(lines)) => *slot = lines.to_vec(),
            (Self::SubActions(slot), KeyValue::SubActions(parts)) => *slot = parts.to_vec(),
            // Slot and value are of one key, and so of one kind.
            _ => {}
        }
    }
}

impl Sheet {
    /// The value of the sheet under a key.
    pub fn get(&self, key: Key) -> KeyValue<'_> {
        match key {
            Key::Title => KeyValue::Text(Some(&self.title)),
            Key::Themes => KeyValue::Texts(&self.themes),
            Key::Code => KeyValue::Text(self.code.as_deref()),
            Key::Status => KeyValue::Text(self.status.as_deref()),
            Key::Priority => KeyValue::Text(self.priority.as_deref()),
            Key::Elected => KeyValue::Text(self.elected.as_deref()),
            Key::Owners => KeyValue::Names(&self.owners),
            Key::Funders => KeyValue::Names(&self.funders),
            Key::Partners => KeyValue::Names(&self.partners),
            Key::Audiences => KeyValue::Names(&self.audiences),
            Key::Start => KeyValue::Date(self.start),
            Key::End => KeyValue::Date(self.end),
            Key::Description => KeyValue::Text(self.description.as_deref()),
            Key::Objectives => KeyValue::Text(self.objectives.as_deref()),
            Key::Resources => KeyValue::Text(self.resources.as_deref()),
            Key::Progress => KeyValue::Text(self.progress.as_deref()),
            Key::Effects => KeyValue::Texts(&self.effects),
            Key::Places => KeyValue::Texts(&self.places),
            Key::Links => KeyValue::Texts(&self.links),
            Key::OtherMeasures => KeyValue::Measures(&self.other_measures),
            Key::Indicators => KeyValue::Indicators(&self.indicators),
            Key::FollowUp => KeyValue::FollowUp(&self.follow_up),
            Key::Budget => KeyValue::Budget(&self.budget),
            Key::SubActions => KeyValue::SubActions(&self.sub_actions),
            Key::EditorNotes => KeyValue::Text(self.editor_notes.as_deref()),
            Key::Former => KeyValue::Ids(&self.former),
            Key::Replaces => KeyValue::Ids(&self.replaces),
            Key::Source => KeyValue::Text(self.source.as_deref()),
        }
    }

    /// Put what `other` says under a name, a key of the file or `extra.` and a name, in the place of what is said here.
    pub fn take_from(&mut self, name: &str, other: &Self) {
        match (Key::named(name), name.strip_prefix("extra.")) {
            (Some(key), _) => self.slot(key).set(other.get(key)),
            (None, Some(own)) => {
                match other.extra.get(own) {
                    Some(value) => self.extra.insert(own.to_owned(), value.clone()),
                    None => self.extra.remove(own),
                };
            }
            (None, None) => {}
        }
    }

    /// The place of a key's value.
    pub fn slot(&mut self, key: Key) -> Slot<'_> {
        match key {
            Key::Title => Slot::Title(&mut self.title),
            Key::Themes => Slot::Texts(&mut self.themes),
            Key::Code => Slot::Text(&mut self.code),
            Key::Status => Slot::Text(&mut self.status),
            Key::Priority => Slot::Text(&mut self.priority),
            Key::Elected => Slot::Text(&mut self.elected),
            Key::Owners => Slot::Names(&mut self.owners),
            Key::Funders => Slot::Names(&mut self.funders),
            Key::Partners => Slot::Names(&mut self.partners),
            Key::Audiences => Slot::Names(&mut self.audiences),
            Key::Start => Slot::Date(&mut self.start),
            Key::End => Slot::Date(&mut self.end),
            Key::Description => Slot::Text(&mut self.description),
            Key::Objectives => Slot::Text(&mut self.objectives),
            Key::Resources => Slot::Text(&mut self.resources),
            Key::Progress => Slot::Text(&mut self.progress),
            Key::Effects => Slot::Texts(&mut self.effects),
            Key::Places => Slot::Texts(&mut self.places),
            Key::Links => Slot::Texts(&mut self.links),
            Key::OtherMeasures => Slot::Measures(&mut self.other_measures),
            Key::Indicators => Slot::Indicators(&mut self.indicators),
            Key::FollowUp => Slot::FollowUp(&mut self.follow_up),
            Key::Budget => Slot::Budget(&mut self.budget),
            Key::SubActions => Slot::SubActions(&mut self.sub_actions),
            Key::EditorNotes => Slot::Text(&mut self.editor_notes),
            Key::Former => Slot::Ids(&mut self.former),
            Key::Replaces => Slot::Ids(&mut self.replaces),
            Key::Source => Slot::Text(&mut self.source),
        }
    }

    /// Every text that a person wrote freely, with the path of its key.
    pub fn texts(&self) -> impl Iterator<Item = (Spot<'_>, &str)> {
        let free = Key::all().filter(|key| key.is_free());
        let own = free
            .clone()
            .flat_map(|key| value_texts(Spot::default().key(key.name()), self.get(key)));
        let parts = self.sub_actions.iter().enumerate();
        let parts = parts.flat_map(move |(part, sub_action)| {
            let keys = free.clone();
            let own = keys.filter_map(|key| Some((key, sub_action.get(key)?)));
            own.flat_map(move |(key, value)| {
                value_texts(Spot::of(Some(part)).key(key.name()), value)
            })
        });
        let lines = self.placed_lines().flat_map(|(spot, line)| {
            let texts = [("label", &line.label), ("note", &line.note)];
            let texts = texts.into_iter();
            texts.filter_map(move |(key, text)| Some((spot.key(key), text.as_deref()?)))
        });
        let extra = self.extra.iter().filter_map(|(key, extra)| match extra {
            Extra::Text(text) => {
                let spot = Spot {
                    is_extra: true,
                    key,
                    ..Spot::default()
                };
                Some((spot, text.as_str()))
            }
            Extra::Number(_) => None,
        });
        let notes = self.follow_up.iter().enumerate();
        let notes = notes.map(|(index, note)| {
            let spot = Spot::default().table(Key::FollowUp, index).key("text");
            (spot, note.text.as_str())
        });
        own.chain(parts).chain(lines).chain(notes).chain(extra)
    }
}

impl SubAction {
    /// The value of the sub-action under a key; none where no sub-action has it.
    pub fn get(&self, key: Key) -> Option<KeyValue<'_>> {
        Some(match key {
            Key::Title => KeyValue::Text(Some(&self.title)),
            Key::Code => KeyValue::Text(self.code.as_deref()),
            Key::Status => KeyValue::Text(self.status.as_deref()),
            Key::Owners => KeyValue::Names(&self.owners),
            Key::Start => KeyValue::Date(self.start),
            Key::End => KeyValue::Date(self.end),
            Key::Description => KeyValue::Text(self.description.as_deref()),
            Key::Budget => KeyValue::Budget(&self.budget),
            Key::Indicators => KeyValue::Indicators(&self.indicators),
            // No field above has another key, and a test compares the register with the fields.
            _ => return None,
        })
    }
}

/// The texts of a value that a person wrote freely.
fn value_texts<'a>(
    spot: Spot<'a>,
    value: KeyValue<'a>,
) -> impl Iterator<Item = (Spot<'a>, &'a str)> {
    let (text, texts) = match value {
        KeyValue::Text(text) => (text, [].as_slice()),
        KeyValue::Texts(texts) => (None, texts),
        // Chosen from a vocabulary, or tables whose texts are told by themselves.
        _ => (None, [].as_slice()),
    };
    let items = texts.iter().enumerate();
    let items = items.map(move |(index, text)| (spot.item(index), text.as_str()));
    text.map(|text| (spot, text)).into_iter().chain(items)
}

#[cfg(test)]
mod tests {
    use schemars::schema_for;

    use super::Key;
    use crate::model::action::{Sheet, SubAction};

    #[test]
    fn the_register_has_the_keys_that_a_file_may_hold() {
        let names = |schema: schemars::Schema| -> Vec<String> {
            let properties = schema.as_value()["properties"].as_object().cloned();
            let mut names: Vec<String> = properties.expect("keys").keys().cloned().collect();
            names.retain(|name| name != "extra");
            names.sort();
            names
        };
        let sorted = |keys: Vec<Key>| {
            let mut names: Vec<String> = keys.iter().map(|key| key.name().to_owned()).collect();
            names.sort();
            names
        };
        assert_eq!(names(schema_for!(Sheet)), sorted(Key::all().collect()));
        let part = SubAction::titled(String::new());
        let held = Key::all().filter(|key| part.get(*key).is_some()).collect();
        assert_eq!(sorted(held), sorted(Key::of_sub_action()));
        assert_eq!(names(schema_for!(SubAction)), sorted(Key::of_sub_action()));
    }
}
