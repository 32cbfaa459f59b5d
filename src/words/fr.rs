//! What the program says in French: a file a kind of sentence, and here what they share.

pub mod help;
pub mod manual;
pub mod words;

use chrono::{Datelike, NaiveDate};


/// A day, in a sentence.
pub fn day(day: NaiveDate) -> String {
    const MONTHS: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let number = match day.day() {
        1 => "1er".to_owned(),
        number => number.to_string(),
    };
    format!("{number} {} {}", MONTHS[day.month0() as usize], day.year())
}
