//! The dates of a plan as a regular expression, for editors to check while one types.
//!
//! It asks for accents, which the reader can do without, and leaves the length of each month to the reader.

use crate::model::date::{MONTHS, ONGOING, SEASONS};

/// The pattern of a date; one that `may_last` may be `en continu` as well.
///
/// An editor shows it to whoever writes another date, so it is made to be read.
pub fn date(may_last: bool) -> String {
    let seasons = SEASONS.iter().map(|(name, _)| *name);
    let words: Vec<String> = seasons
        .chain(MONTHS.iter().copied())
        .map(capital_or_not)
        .chain(["T[1-4]".to_owned(), "S[12]".to_owned()])
        .collect();
    let words = words.join("|");
    let ongoing = if may_last {
        format!("{ONGOING}|")
    } else {
        String::new()
    };
    format!(
        r"^(\?|{ongoing}{YEAR}(-(0[1-9]|1[0-2])(-(0[1-9]|{REST}))?)?|(((0?[1-9]|{REST})/)?(0?[1-9]|1[0-2])/|({words}) |[Mm]i-){YEAR})$"
    )
}

const YEAR: &str = "(19|20|21)[0-9]{2}";
/// The days of a month from the tenth on.
const REST: &str = "[12][0-9]|3[01]";

fn capital_or_not(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) => format!("[{first}{}]{}", first.to_uppercase(), letters.as_str()),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use super::date;
    use crate::model::date::Date;
    use proptest::prelude::{prop_assert, proptest};
    use proptest::string::string_regex;

    fn dates(may_last: bool) -> impl proptest::strategy::Strategy<Value = String> {
        let pattern = date(may_last);
        let inner = pattern.trim_start_matches('^').trim_end_matches('$');
        string_regex(inner).expect("a regular expression")
    }

    proptest! {
        #[test]
        fn what_the_pattern_admits_is_a_date_unless_the_month_is_too_short(text in dates(true)) {
            let late = ["29", "30", "31"].iter().any(|day| text.contains(day));
            prop_assert!(late || Date::from_str(&text).is_ok(), "{text}");
        }
    }

    #[test]
    fn only_what_may_last_is_ongoing() {
        assert!(date(true).contains("en continu"));
        assert!(!date(false).contains("en continu"));
    }
}
