//! What the program says in English: a file a kind of sentence, and here what they share.

pub mod manual;
pub mod words;

use chrono::NaiveDate;


/// A day, in a sentence.
pub fn day(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}
