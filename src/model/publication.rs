//! What `schema/plan.toml` says to readers of the plan's data: whose it is, under which licence, whom to ask.

use derive_more::Display;
use serde::de::{Deserialize, Deserializer, Error};

/// The number by which the State knows a territory: nine digits, the last of which proves the others.
#[derive(Debug, Display, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Siren(String);

/// The terms under which the data may be used: a name such as `etalab-2.0`, or the address of its text.
#[derive(Debug, Display, Clone, PartialEq, Eq)]
pub struct Licence(String);

/// The body that made the data.
#[derive(Debug, Display, Clone, PartialEq, Eq)]
pub struct Producer(String);

/// The place to ask about the data: an address of mail or of a page.
#[derive(Debug, Display, Clone, PartialEq, Eq)]
pub struct Contact(String);

/// Tells whether a text is the address of a page.
pub fn is_page(text: &str) -> bool {
    let host = text
        .strip_prefix("https://")
        .or(text.strip_prefix("http://"));
    host.is_some_and(|host| !host.is_empty() && !text.contains(char::is_whitespace))
}

impl Siren {
    /// The number that `text` is, with or without spaces between its digits; none where its last digit is wrong.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
        let values: Option<Vec<u32>> = digits.chars().map(|sign| sign.to_digit(10)).collect();
        let values = values.filter(|values| values.len() == 9)?;
        // The key of Luhn: every second digit counts twice, by the sum of its own digits.
        let counted = values
            .iter()
            .zip(0..)
            .map(|(digit, place)| match place % 2 {
                0 => *digit,
                _ => digit * 2 / 10 + digit * 2 % 10,
            });
        let sum: u32 = counted.sum();
        (sum > 0 && sum.is_multiple_of(10)).then_some(Self(digits))
    }
}

impl<'de> Deserialize<'de> for Siren {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        spelled(deserializer, &["NNNNNNNNN (SIREN)"], Self::parse)
    }
}

impl<'de> Deserialize<'de> for Licence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let is_name = |text: &str| {
            let is_of_name = |sign: char| sign.is_ascii_alphanumeric() || "-._".contains(sign);
            !text.is_empty() && text.chars().all(is_of_name)
        };
        let forms = &["etalab-2.0", "ODbL-1.0", "https://…"];
        spelled(deserializer, forms, |text| {
            (is_name(text) || is_page(text)).then(|| Self(text.to_owned()))
        })
    }
}

impl<'de> Deserialize<'de> for Producer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        spelled(deserializer, &["Métropole de X"], |text| {
            let is_a_line = !text.trim().is_empty() && !text.contains('\n');
            is_a_line.then(|| Self(text.trim().to_owned()))
        })
    }
}

impl<'de> Deserialize<'de> for Contact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let is_mail = |text: &str| {
            let sides = text.split_once('@');
            sides.is_some_and(|(name, host)| {
                let is_host = host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
                !name.is_empty() && is_host && !host.contains('@') && !text.contains(' ')
            })
        };
        spelled(deserializer, &["nom@exemple.fr", "https://…"], |text| {
            (is_mail(text) || is_page(text)).then(|| Self(text.to_owned()))
        })
    }
}

/// The value that a text is, else the forms that it may have.
pub fn spelled<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    forms: &'static [&'static str],
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<T, D::Error> {
    let text = String::deserialize(deserializer)?;
    parse(&text).ok_or_else(|| D::Error::unknown_variant(&text, forms))
}

#[cfg(test)]
mod tests {
    use super::{Contact, Licence, Producer, Siren};
    use serde::Deserialize;
    use serde::de::IntoDeserializer;
    use serde::de::value::{Error, StrDeserializer};

    #[test]
    fn nine_digits_are_proved_by_their_last() {
        for (text, expected) in [
            ("242100410", true),
            ("242 100 410", true),
            ("242\u{a0}100\u{202f}410", true),
            ("732829320", true),
            ("732829321", false),
            // Two digits that changed places.
            ("242100401", false),
            ("000000000", false),
            ("24210041", false),
            ("2421004100", false),
            ("24210041a", false),
            ("٢٤٢١٠٠٤١٠", false),
            ("../../etc", false),
            ("", false),
        ] {
            assert_eq!(Siren::parse(text).is_some(), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_licence_producer_or_contact_is_refused() {
        fn reads<'t, T: Deserialize<'t>>(text: &'t str) -> bool {
            let deserializer: StrDeserializer<'_, Error> = text.into_deserializer();
            T::deserialize(deserializer).is_ok()
        }
        type Reads = fn(&'static str) -> bool;
        let licence: Reads = reads::<Licence>;
        let (producer, contact): (Reads, Reads) = (reads::<Producer>, reads::<Contact>);
        for (reads, text, expected) in [
            (licence, "etalab-2.0", true),
            (licence, "https://www.etalab.gouv.fr/licence-ouverte", true),
            (licence, "Licence Ouverte", false),
            (licence, "https://", false),
            (licence, "", false),
            (producer, "Dijon métropole", true),
            (producer, " ", false),
            (producer, "a\nb", false),
            (contact, "climat@exemple.fr", true),
            (contact, "https://exemple.fr/contact", true),
            (contact, "climat@exemple", false),
            (contact, "climat", false),
            (contact, "le service climat @exemple.fr", false),
            (contact, "", false),
        ] {
            assert_eq!(reads(text), expected, "{text}");
        }
    }
}
