//! The move of a date, or its becoming more or less precise.

use std::ops::Not;

use chrono::{Datelike, Days, NaiveDate};
use schemars::JsonSchema;
use serde::Serialize;
use strum::EnumIter;

use crate::model::date::{Date, Period};

/// How far a date moved, backwards where negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "shift")]
#[expect(
    missing_docs,
    reason = "an answer's schema describes only what its name does not say"
)]
pub enum Shift {
    Months {
        months: i64,
        /// There where the months are not whole.
        #[serde(skip_serializing_if = "Not::not")]
        #[schemars(with = "Option<bool>", extend("const" = true))]
        approximate: bool,
    },
    Days {
        days: i64,
    },
    /// The same day, said more or less precisely.
    Precision {
        precision: Precision,
    },
}

/// The direction in which a date changed that means the same day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline, description = "")]
#[expect(
    missing_docs,
    reason = "an answer's schema describes only what its name does not say"
)]
pub enum Precision {
    More,
    Less,
}

/// The same day, said more precisely.
const SHARPER: Shift = Shift::Precision {
    precision: Precision::More,
};
/// The same day, said less precisely.
const VAGUER: Shift = Shift::Precision {
    precision: Precision::Less,
};

/// What became of the day that something is to end on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "deadline")]
pub enum Deadline {
    /// It comes later.
    Later,
    /// It comes earlier.
    Earlier,
    /// There is none any more, or nobody knows it.
    GivenUp,
    /// It is less precise.
    Loosened,
    /// There was none, or nobody knew it.
    FirstSet,
}

/// Tells what became of a deadline; nothing where it is the same, only more precise, or there is still none.
pub fn deadline(before: Option<Date>, after: Option<Date>) -> Option<Deadline> {
    let has_days = |date: Option<Date>| date.and_then(Date::period).is_some();
    match (has_days(before), has_days(after)) {
        (true, true) => match shift(before, after, DateBound::End)? {
            Shift::Months { months: by, .. } | Shift::Days { days: by } => Some(match by > 0 {
                true => Deadline::Later,
                false => Deadline::Earlier,
            }),
            VAGUER => Some(Deadline::Loosened),
            Shift::Precision { .. } => None,
        },
        (true, false) => Some(Deadline::GivenUp),
        (false, true) => Some(Deadline::FirstSet),
        (false, false) => None,
    }
}

/// The bound of a date that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateBound {
    /// The first day, for a start.
    Start,
    /// The last day, for an end.
    End,
}

/// The way from `before` to `after`; none where either means no days, or both mean the same.
pub fn shift(before: Option<Date>, after: Option<Date>, side: DateBound) -> Option<Shift> {
    let (before, after) = (before?.period()?, after?.period()?);
    let bounds = |period: Period| (period.earliest(), period.latest());
    let ((first, last), (new_first, new_last)) = (bounds(before), bounds(after));
    if (first, last) == (new_first, new_last) {
        return None;
    }
    if first <= new_first && new_last <= last {
        return Some(SHARPER);
    }
    if new_first <= first && last <= new_last {
        return Some(VAGUER);
    }
    // Neither lies within the other, so both bounds moved the same way.
    let (from, to) = match side {
        DateBound::Start => (first, new_first),
        DateBound::End => (last, new_last),
    };
    (from != to).then(|| span(from, to))
}

/// From so many days on a distance is told in months.
const LONG: i64 = 92;
/// Half a month, in days.
const HALF_MONTH: i64 = 15;

/// The way from a day to another: months where they are whole, or many; else days.
pub fn span(day: NaiveDate, other: NaiveDate) -> Shift {
    let sign = if other < day { -1 } else { 1 };
    let (from, to) = (day.min(other), day.max(other));
    let told = |months: i64, approximate| Shift::Months {
        months: sign * months,
        approximate,
    };
    let is_month_end = |day: NaiveDate| (day + Days::new(1)).day() == 1;
    let months = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month());
    if from.day() == to.day() || (is_month_end(from) && is_month_end(to)) {
        return told(months(to) - months(from), false);
    }
    let days = (to - from).num_days();
    if days < LONG {
        return Shift::Days { days: sign * days };
    }
    let past_middle = i64::from(i64::from(to.day()) - i64::from(from.day()) > HALF_MONTH);
    let before_middle = i64::from(i64::from(from.day()) - i64::from(to.day()) > HALF_MONTH);
    told(
        months(to) - months(from) + past_middle - before_middle,
        true,
    )
}

#[cfg(test)]
mod tests {
    use super::{DateBound, Deadline, SHARPER, Shift, VAGUER, deadline, shift};

    #[test]
    fn a_deadline_moves_is_given_up_or_set() {
        for (before, after, expected) in [
            ("2019", "2021", Some(Deadline::Later)),
            ("2021", "2019", Some(Deadline::Earlier)),
            ("2023-06", "2023", Some(Deadline::Loosened)),
            ("2023", "2023-06", None),
            ("2023", "en continu", Some(Deadline::GivenUp)),
            ("2023", "?", Some(Deadline::GivenUp)),
            ("2023", "", Some(Deadline::GivenUp)),
            ("", "2023", Some(Deadline::FirstSet)),
            ("?", "2023", Some(Deadline::FirstSet)),
            ("en continu", "2023", Some(Deadline::FirstSet)),
            ("?", "en continu", None),
            ("2023", "2023", None),
        ] {
            let date = |text: &str| text.parse().ok();
            assert_eq!(
                deadline(date(before), date(after)),
                expected,
                "{before} {after}"
            );
        }
    }

    #[test]
    fn a_date_moves_or_gets_more_precise() {
        let months = |months, approximate| Shift::Months {
            months,
            approximate,
        };
        let days = |days| Shift::Days { days };
        for (before, after, expected) in [
            ("2019", "2021", Some(months(24, false))),
            ("2021", "2019", Some(months(-24, false))),
            ("2020-02", "2020-03", Some(months(1, false))),
            ("2020-05-12", "2020-08-12", Some(months(3, false))),
            ("2020-05-12", "2020-05-20", Some(days(8))),
            ("été 2020", "automne 2020", Some(days(90))),
            ("2019-11-01", "2021", Some(months(26, true))),
            ("2019-11-20", "2021-03-01", Some(months(15, true))),
            ("2019", "2019-11-01", Some(SHARPER)),
            ("2019-11-01", "2019", Some(VAGUER)),
            ("2019", "2019", None),
            ("2019", "en continu", None),
            ("?", "2019", None),
        ] {
            let date = |text: &str| text.parse().ok();
            let found = shift(date(before), date(after), DateBound::End);
            assert_eq!(found, expected, "{before} {after}");
        }
    }
}
