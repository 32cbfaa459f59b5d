//! When an action runs: its own dates, or where it gives none, those of its sub-actions.

use chrono::NaiveDate;
use serde::Serialize;

use crate::model::action::{Sheet, SubAction};
use crate::model::date::{Date, DateRecord, Period};

/// A date of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(into = "DateRecord")]
pub struct Shown {
    /// The date.
    pub date: Date,
    /// Whether it comes from the sub-actions, the action giving none itself.
    pub derived: bool,
    /// Whether it is an end that a sub-action which starts does not give: then it comes at the earliest so.
    pub open: bool,
}

impl From<Shown> for DateRecord {
    fn from(shown: Shown) -> Self {
        let mut record = Self::of(shown.date, shown.derived);
        record.open = shown.open;
        record
    }
}

impl From<Date> for Shown {
    fn from(date: Date) -> Self {
        Self {
            date,
            derived: false,
            open: false,
        }
    }
}

impl Shown {
    /// The first and the last day that it may mean, where it means days.
    pub fn bounds(self) -> Option<(NaiveDate, NaiveDate)> {
        let period = self.date.period()?;
        Some((period.earliest(), period.latest()))
    }
}

/// The action's own start, else the earliest of its sub-actions'.
pub fn start(sheet: &Sheet) -> Option<Shown> {
    sheet.start.map(Shown::from).or_else(|| {
        let starts = sheet
            .sub_actions
            .iter()
            .filter_map(|part| part.start?.period());
        let first = starts.min_by_key(|period| (period.earliest(), period.latest()))?;
        derived(Date::Within(first))
    })
}

/// The action's own end, else the latest known of its sub-actions': `en continu` if one says so; it is open where one
/// that starts gives no end.
pub fn end(sheet: &Sheet) -> Option<Shown> {
    sheet.end.map(Shown::from).or_else(|| {
        let parts = &sheet.sub_actions;
        if parts.iter().any(|part| part.end == Some(Date::Ongoing)) {
            return derived(Date::Ongoing);
        }
        let is_open = |part: &SubAction| part.start.is_some() && ends(part).is_none();
        let last = parts
            .iter()
            .filter_map(ends)
            .max_by_key(|period| (period.latest(), period.earliest()))?;
        Some(Shown {
            date: Date::Within(last),
            derived: true,
            open: parts.iter().any(is_open),
        })
    })
}

fn ends(part: &SubAction) -> Option<Period> {
    part.end?.period()
}

fn derived(date: Date) -> Option<Shown> {
    Some(Shown {
        derived: true,
        ..date.into()
    })
}
