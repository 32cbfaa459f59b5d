//! The names that tell actions, measures and axes apart.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::str::FromStr;

use derive_more::Display;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::model::fault::Fault;
use crate::model::fold::fold;

/// The longest id, in characters.
pub const ID_LENGTH: usize = 80;
/// The length that an id made of a title stays below, in characters.
const READABLE: usize = 60;

/// The id of an action: a slug, unique in the plan, the name of its file.
#[derive(Debug, Display, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct ActionId(String);

impl ActionId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id that a title suggests: its words without accents, as many as stay readable; none where it has no word.
    pub fn of_title(title: &str) -> Option<Self> {
        let folded = fold(title);
        let words = folded
            .split(|character: char| !character.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty());
        let mut slug = String::new();
        for word in words {
            if !slug.is_empty() && slug.len() + 1 + word.len() > READABLE {
                break;
            }
            if !slug.is_empty() {
                slug.push('-');
            }
            slug.push_str(word);
        }
        slug.truncate(ID_LENGTH);
        slug.parse().ok()
    }

    /// The same, with a number behind it where it is among those that are used.
    pub fn free(&self, used: &BTreeSet<Self>) -> Self {
        let numbered = (2..).filter_map(|number: usize| {
            let number = format!("-{number}");
            let stem: String = self.0.chars().take(ID_LENGTH - number.len()).collect();
            format!("{}{number}", stem.trim_end_matches('-'))
                .parse()
                .ok()
        });
        let mut all = std::iter::once(self.clone()).chain(numbered);
        all.find(|id| !used.contains(id))
            .unwrap_or_else(|| self.clone())
    }
}

impl FromStr for ActionId {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        if text.len() <= ID_LENGTH && is_slug(text) && !is_device_name(text) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Fault::Id)
        }
    }
}

impl<'de> Deserialize<'de> for ActionId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(D::Error::custom)
    }
}

/// Tells whether the text is lower-case words and numbers joined by single hyphens.
fn is_slug(text: &str) -> bool {
    text.split('-').all(|word| {
        !word.is_empty()
            && word
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    })
}

/// Tells whether Windows keeps the name for a device, so that no file there can bear it.
pub fn is_device_name(text: &str) -> bool {
    let numbered = |prefix: &str| {
        text.strip_prefix(prefix)
            .is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    };
    matches!(text, "con" | "nul" | "aux" | "prn") || numbered("com") || numbered("lpt")
}

/// The code of a measure (`3.1.2`), or the key of one that has no code (`lien-social`).
///
/// Codes order by their numbers, keys after them.
#[derive(Debug, Display, Clone, PartialEq, Eq, Hash)]
#[display("{text}")]
pub struct MeasureKey {
    text: String,
    numbers: Vec<u32>,
}

impl MeasureKey {
    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The axis that a code begins with; none for a key without a code.
    pub fn axis(&self) -> Option<Axis> {
        self.numbers.first().copied().map(Axis)
    }

    /// Tells whether this measure is `prefix` or below it, by whole numbers: `3.3` never holds `3.31`.
    pub fn is_within(&self, prefix: &MeasureKey) -> bool {
        if prefix.numbers.is_empty() {
            self == prefix
        } else {
            self.numbers.starts_with(&prefix.numbers)
        }
    }
}

impl FromStr for MeasureKey {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let dotted = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let numbers = if dotted {
            text.split('.')
                // `1.02` and `1.2` would be two folders for one measure.
                .map(|part| match part.parse::<u32>() {
                    Ok(number) if number.to_string() == part => Ok(number),
                    _ => Err(Fault::Measure),
                })
                .collect::<Result<_, _>>()?
        } else if text.len() <= ID_LENGTH && is_slug(text) && !is_device_name(text) {
            Vec::new()
        } else {
            return Err(Fault::Measure);
        };
        Ok(Self {
            text: text.to_owned(),
            numbers,
        })
    }
}

impl Ord for MeasureKey {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.numbers.is_empty(), &self.numbers, &self.text).cmp(&(
            other.numbers.is_empty(),
            &other.numbers,
            &other.text,
        ))
    }
}

impl PartialOrd for MeasureKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Serialize for MeasureKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for MeasureKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(D::Error::custom)
    }
}

/// The number of an axis: the first number of its measures' codes.
#[derive(Debug, Display, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub struct Axis(pub u32);

#[cfg(test)]
mod tests {
    use super::{ActionId, MeasureKey};

    #[test]
    fn an_id_is_a_slug_that_any_system_can_store() {
        let long = "a".repeat(81);
        for (text, good) in [
            ("velo", true),
            ("plan-velo-2030", true),
            ("Velo", false),
            ("vélo", false),
            ("a--b", false),
            ("-a", false),
            ("", false),
            ("con", false),
            ("com1", false),
            ("console", true),
            (long.as_str(), false),
        ] {
            assert_eq!(text.parse::<ActionId>().is_ok(), good, "{text}");
        }
    }

    #[test]
    fn a_title_suggests_an_id() {
        for (title, expected) in [
            ("Plan vélo 2030", Some("plan-velo-2030")),
            (
                "Mise en œuvre de l’éco-quartier « Les Îles »",
                Some("mise-en-oeuvre-de-l-eco-quartier-les-iles"),
            ),
            (
                "Augmentation de la part d'énergie thermique produite par l'incinération",
                Some("augmentation-de-la-part-d-energie-thermique-produite-par-l"),
            ),
            ("« ? »", None),
            ("CON", None),
        ] {
            let id = ActionId::of_title(title);
            assert_eq!(id.as_ref().map(ActionId::as_str), expected, "{title}");
        }
    }

    #[test]
    fn codes_order_by_their_numbers_and_keys_come_last() {
        let mut keys: Vec<MeasureKey> = ["lien-social", "1.10.1", "1.2.3", "1.2", "10.1.1"]
            .iter()
            .map(|text| text.parse().expect("a key"))
            .collect();
        keys.sort();
        let texts: Vec<&str> = keys.iter().map(MeasureKey::as_str).collect();
        assert_eq!(texts, ["1.2", "1.2.3", "1.10.1", "10.1.1", "lien-social"]);
    }

    #[test]
    fn a_prefix_counts_whole_numbers() {
        for (key, prefix, within) in [
            ("3.3.1", "3.3", true),
            ("3.31.1", "3.3", false),
            ("3.3", "3.3", true),
            ("lien-social", "lien", false),
            ("lien-social", "lien-social", true),
        ] {
            let key: MeasureKey = key.parse().expect("a key");
            let prefix: MeasureKey = prefix.parse().expect("a prefix");
            assert_eq!(key.is_within(&prefix), within, "{key} {prefix}");
        }
    }

    #[test]
    fn a_code_is_written_in_one_way() {
        for text in ["1.", ".1", "1..2", "01.2", "1.02", "É", "a b"] {
            assert!(text.parse::<MeasureKey>().is_err(), "{text}");
        }
    }
}
