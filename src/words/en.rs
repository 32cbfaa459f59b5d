//! What the program says in English: a file a kind of sentence, and here what they share.

pub mod manual;
pub mod notes;
mod unsaid;
pub mod words;

use chrono::NaiveDate;

use crate::model::budget::Basis;

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
