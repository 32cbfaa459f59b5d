//! What is said of findings and of rules, in French and in English, and an example of each rule.

mod en;
pub mod examples;
mod fr;

use crate::finding::{Also, AmountText, Finding, Rule};
use crate::words::{Lang, Sentence};

impl Lang {
    /// What is wrong, where, and the remedy.
    pub fn finding(self, finding: &Finding) -> Sentence {
        match self {
            Self::Fr => fr::findings::finding(finding),
            Self::En => en::findings::finding(finding),
        }
    }

    /// A rule in one line.
    pub fn summary(self, rule: Rule) -> &'static str {
        match self {
            Self::Fr => fr::rules::summary(rule),
            Self::En => en::rules::summary(rule),
        }
    }

    /// Why a rule is one.
    pub fn explanation(self, rule: Rule) -> &'static str {
        match self {
            Self::Fr => fr::rules::explanation(rule),
            Self::En => en::rules::explanation(rule),
        }
    }

    /// What another place has to do with a finding.
    pub fn also(self, also: Also) -> &'static str {
        match self {
            Self::Fr => fr::findings::also(also),
            Self::En => en::findings::also(also),
        }
    }
}

/// An amount as a budget line should write it, with the key that says its tax basis.
fn with_basis(amount: &AmountText, meant: &str) -> String {
    match amount.basis {
        Some(basis) => format!("{basis} = {meant}"),
        None => meant.to_owned(),
    }
}

/// An amount that a finding tells, with the point or comma of the language.
fn set(amount: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => amount.replace('.', ","),
        Lang::En => amount.to_owned(),
    }
}

/// Whether a text is digits and what may group them: a number that is refused for its size alone.
fn is_plain_number(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
        && text
            .chars()
            .all(|one| one.is_ascii_digit() || matches!(one, '_' | '.'))
}
