//! `KEY=VALUE` as a user types it, to the new value of an action's key. It sees no file.

use std::str::FromStr;

use toml::de::DeValue;

use crate::document::Document;
use crate::document::edit::NewValue;
use crate::document::fragment::{block, date, line};
use crate::error::Error;
use crate::model::fold::fold;
use crate::model::key::{Key, Shape};
use crate::model::plan::Words;
use crate::model::vocabulary::{Lookup, Vocabulary, VocabularyEntry};

/// The mark between the names of a list, in exports too.
const SEPARATOR: char = ';';

/// A key, and the change that is to be made to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The key.
    pub key: String,
    operator: Operator,
    value: String,
}

/// The way in which the value goes to the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    /// `key=value`
    Set,
    /// `key+=value`
    Add,
    /// `key-=value`
    Remove,
}

impl FromStr for Assignment {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let unreadable = || Error::NotAnAssignment(text.to_owned());
        let (key, value) = text.split_once('=').ok_or_else(unreadable)?;
        let (key, operator) = match (key.strip_suffix('+'), key.strip_suffix('-')) {
            (Some(key), _) => (key, Operator::Add),
            (_, Some(key)) => (key, Operator::Remove),
            (None, None) => (key, Operator::Set),
        };
        let key = key.trim();
        let is_name = |part: &str| !part.is_empty() && !part.contains(['[', ']', '"', '\'']);
        let is_key = match key.split_once('.') {
            Some((root, name)) => root == "extra" && is_name(name) && !name.contains('.'),
            None => is_name(key),
        };
        if !is_key {
            return Err(unreadable());
        }
        if operator != Operator::Set && shape(key) != Some(Shape::List) {
            return Err(Error::NotAList(key.to_owned()));
        }
        Ok(Self {
            key: key.to_owned(),
            operator,
            value: value.trim().to_owned(),
        })
    }
}

impl Assignment {
    /// The new value of the key in a document, names in the spelling of the plan.
    ///
    /// A name that no vocabulary knows stays as it was typed: the check finds it.
    ///
    /// # Errors
    /// The value should be TOML, and is not.
    pub fn wanted(&self, document: &Document<'_>, words: &Words) -> Result<NewValue, Error> {
        let key = self.key.as_str();
        let value = self.value.as_str();
        Ok(match (shape(key), key) {
            (Some(Shape::List), _) => self.list(document, words),
            _ if value.is_empty() => NewValue::Absent,
            (_, "status") => NewValue::Value(line(&canonical(value, &words.statuses))),
            (Some(Shape::Date), _) => NewValue::Value(date(value)),
            (Some(Shape::Block), _) => NewValue::Value(block(value)),
            (Some(Shape::Tables), _) => NewValue::Value(toml(key, value)?),
            (None, key) if key.starts_with("extra.") && is_number(value) => {
                NewValue::Value(value.to_owned())
            }
            _ => NewValue::Value(line(value)),
        })
    }

    fn list(&self, document: &Document<'_>, words: &Words) -> NewValue {
        let typed = self.value.split(SEPARATOR).map(str::trim);
        let typed = typed
            .filter(|name| !name.is_empty())
            .map(|name| named(&self.key, name, words));
        let mut list = match self.operator {
            Operator::Set => Vec::new(),
            Operator::Add | Operator::Remove => held_list(document, &self.key),
        };
        for name in typed {
            let is_it = |held: &String| fold(&named(&self.key, held, words)) == fold(&name);
            match self.operator {
                Operator::Remove => list.retain(|held| !is_it(held)),
                Operator::Set | Operator::Add if list.iter().any(is_it) => {}
                Operator::Set | Operator::Add => list.push(name),
            }
        }
        if list.is_empty() {
            NewValue::Absent
        } else {
            NewValue::List(list)
        }
    }
}

/// A name of a list in the spelling of the plan.
fn named(key: &str, name: &str, words: &Words) -> String {
    match key {
        "themes" => canonical(name, &words.themes),
        "owners" | "funders" | "partners" | "audiences" => canonical(name, &words.actors),
        _ => name.to_owned(),
    }
}

fn canonical<T: VocabularyEntry>(name: &str, known: &Vocabulary<T>) -> String {
    match known.lookup(name) {
        Lookup::Name(name) | Lookup::Variant(name) => name.to_owned(),
        Lookup::Absent => name.to_owned(),
    }
}

/// The texts that the list holds in the document.
fn held_list(document: &Document<'_>, key: &str) -> Vec<String> {
    let items = document
        .value(key)
        .and_then(|value| value.get_ref().as_array());
    items
        .into_iter()
        .flatten()
        .filter_map(|item| item.get_ref().as_str().map(str::to_owned))
        .collect()
}

fn shape(key: &str) -> Option<Shape> {
    Key::named(key).map(Key::shape)
}

/// The value, where it is TOML.
fn toml(key: &str, value: &str) -> Result<String, Error> {
    let text = format!("x = {value}\n");
    let document = Document::of(&text);
    if document.is_sound() && document.table().len() == 1 {
        Ok(value.to_owned())
    } else {
        Err(Error::NotToml {
            key: key.to_owned(),
            value: value.to_owned(),
        })
    }
}

fn is_number(value: &str) -> bool {
    let text = format!("x = {value}\n");
    let document = Document::of(&text);
    let read = document.value("x").map(|value| value.get_ref());
    let number = matches!(read, Some(DeValue::Integer(_) | DeValue::Float(_)));
    // `inf` and exponents are numbers to TOML, and words to a plan.
    let plain = value
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b"._-".contains(&byte));
    document.is_sound() && number && plain
}

#[cfg(test)]
mod tests {
    use super::Assignment;
    use crate::document::Document;
    use crate::document::edit::NewValue;
    use crate::model::plan::Words;
    use crate::model::vocabulary::{Actor, Status, Vocabulary};

    fn words() -> Words {
        let actor = |name: &str, alias: &str| Actor {
            name: name.to_owned(),
            aliases: vec![alias.to_owned()],
            kind: None,
        };
        let status = "name = 'En cours'\nphase = 'running'";
        let status: Status = toml::from_str(status).expect("a status");
        Words {
            statuses: Vocabulary::new(vec![status]),
            actors: Vocabulary::new(vec![actor("Région BFC", "Region"), actor("Anah", "ANAH")]),
            ..Words::default()
        }
    }

    #[test]
    fn a_value_is_read_by_its_key() {
        let value = |text: &str| NewValue::Value(text.to_owned());
        let list =
            |names: &[&str]| NewValue::List(names.iter().map(|name| (*name).to_owned()).collect());
        let text = "owners = ['Anah', 'Ville']\n";
        for (typed, expected) in [
            ("status=en cours", value("\"En cours\"")),
            ("status=bientôt", value("\"bientôt\"")),
            ("status=", NewValue::Absent),
            ("end=mai 2019", value("\"2019-05\"")),
            ("end=un jour", value("\"un jour\"")),
            ("title=a=b", value("\"a=b\"")),
            ("description=x", value("\"\"\"\nx\n\"\"\"")),
            ("owners=region ; anah;ANAH", list(&["Région BFC", "Anah"])),
            ("owners+=Region", list(&["Anah", "Ville", "Région BFC"])),
            ("owners+=anah", list(&["Anah", "Ville"])),
            ("owners-=anah", list(&["Ville"])),
            ("owners-=anah;ville", NewValue::Absent),
            ("budget=[{ amount = 1 }]", value("[{ amount = 1 }]")),
            ("extra.cout=12.5", value("12.5")),
            ("extra.cout=012", value("\"012\"")),
        ] {
            let assignment: Assignment = typed.parse().expect(typed);
            let wanted = assignment
                .wanted(&Document::of(text), &words())
                .expect(typed);
            assert_eq!(wanted, expected, "{typed}");
        }
    }

    #[test]
    fn what_is_no_assignment_is_refused() {
        for typed in [
            "status",
            "=x",
            "a.b=c",
            "extra.=x",
            "status+=x",
            "budget[0].amount=1",
        ] {
            assert!(typed.parse::<Assignment>().is_err(), "{typed}");
        }
        let budget: Assignment = "budget=[1".parse().expect("an assignment");
        assert!(budget.wanted(&Document::of(""), &words()).is_err());
    }
}
