//! What the program says in English: a file a kind of sentence, and here what they share.

pub mod errors;
pub mod manual;
pub mod notes;
mod table;
mod unsaid;
mod usage;
pub mod words;

use chrono::NaiveDate;

use crate::model::budget::Basis;
use crate::words::listed;

pub(crate) fn meant(nearest: &[String]) -> Option<String> {
    choice(nearest).map(|names| format!("did you mean {names}?"))
}

/// Names as a sentence lists those that may be chosen.
pub(crate) fn choice(names: &[String]) -> Option<String> {
    listed(names, ("`", "`"), "or")
}

/// Names as a sentence lists those that go together.
fn listed_and(names: &[String]) -> String {
    listed(names, ("", ""), "and").unwrap_or_default()
}

fn s(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Ttc => "including tax (TTC)",
        Basis::Ht => "before tax (HT)",
    }
}

/// A day, in a sentence.
pub fn day(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}
