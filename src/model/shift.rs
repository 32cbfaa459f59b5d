//! The move of a date, or its becoming more or less precise.

use std::cmp::Ordering;

use chrono::{Datelike, Days, NaiveDate};
use schemars::JsonSchema;
use serde::Serialize;
use strum::EnumIter;

use crate::model::date::{Date, Period};

/// The move of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shift {
    /// It comes later.
    Later(Distance),
    /// It comes earlier.
    Earlier(Distance),
    /// It says a part of what it said: more precise.
    Sharper,
    /// It says more than it said: less precise.
    Vaguer,
}

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

/// What became of a deadline; nothing where it is the same, only more precise, or there is still none.
pub fn deadline(before: Option<Date>, after: Option<Date>) -> Option<Deadline> {
    let has_days = |date: Option<Date>| date.and_then(Date::period).is_some();
    match (has_days(before), has_days(after)) {
        (true, true) => match shift(before, after, DateBound::End)? {
            Shift::Later(_) => Some(Deadline::Later),
            Shift::Earlier(_) => Some(Deadline::Earlier),
            Shift::Vaguer => Some(Deadline::Loosened),
            Shift::Sharper => None,
        },
        (true, false) => Some(Deadline::GivenUp),
        (false, true) => Some(Deadline::FirstSet),
        (false, false) => None,
    }
}

/// A distance between two days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Distance {
    /// Whole months.
    Months(u32),
    /// So many months, to the nearest, where a long time makes no whole ones.
    About(u32),
    /// Days, where a short time makes no whole months.
    Days(u32),
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
        return Some(Shift::Sharper);
    }
    if new_first <= first && last <= new_last {
        return Some(Shift::Vaguer);
    }
    // Neither lies within the other, so both bounds moved the same way.
    let (from, to) = match side {
        DateBound::Start => (first, new_first),
        DateBound::End => (last, new_last),
    };
    match to.cmp(&from) {
        Ordering::Greater => Some(Shift::Later(span(from, to))),
        Ordering::Less => Some(Shift::Earlier(span(to, from))),
        Ordering::Equal => None,
    }
}

/// From so many days on a distance is told in months.
const LONG: i64 = 92;
/// Half a month, in days.
const HALF_MONTH: i64 = 15;

/// The distance from a day to a later one.
pub fn span(from: NaiveDate, to: NaiveDate) -> Distance {
    let is_month_end = |day: NaiveDate| (day + Days::new(1)).day() == 1;
    let months = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month());
    if from.day() == to.day() || (is_month_end(from) && is_month_end(to)) {
        return Distance::Months(u32::try_from(months(to) - months(from)).unwrap_or(0));
    }
    let days = (to - from).num_days();
    if days < LONG {
        return Distance::Days(u32::try_from(days).unwrap_or(0));
    }
    let past_middle = i64::from(i64::from(to.day()) - i64::from(from.day()) > HALF_MONTH);
    let before_middle = i64::from(i64::from(from.day()) - i64::from(to.day()) > HALF_MONTH);
    let nearest = months(to) - months(from) + past_middle - before_middle;
    Distance::About(u32::try_from(nearest).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::{DateBound, Deadline, Distance, Shift, deadline, shift};

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
        for (before, after, expected) in [
            ("2019", "2021", Some(Shift::Later(Distance::Months(24)))),
            ("2021", "2019", Some(Shift::Earlier(Distance::Months(24)))),
            (
                "2020-02",
                "2020-03",
                Some(Shift::Later(Distance::Months(1))),
            ),
            (
                "2020-05-12",
                "2020-08-12",
                Some(Shift::Later(Distance::Months(3))),
            ),
            (
                "2020-05-12",
                "2020-05-20",
                Some(Shift::Later(Distance::Days(8))),
            ),
            (
                "été 2020",
                "automne 2020",
                Some(Shift::Later(Distance::Days(90))),
            ),
            (
                "2019-11-01",
                "2021",
                Some(Shift::Later(Distance::About(26))),
            ),
            (
                "2019-11-20",
                "2021-03-01",
                Some(Shift::Later(Distance::About(15))),
            ),
            ("2019", "2019-11-01", Some(Shift::Sharper)),
            ("2019-11-01", "2019", Some(Shift::Vaguer)),
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
