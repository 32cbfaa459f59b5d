//! When actions are under way, late or due, judged by the bounds of their dates; no clock of its own.

use std::fmt::{Display, Formatter, Result as FmtResult};

use chrono::{Days, NaiveDate};
use schemars::JsonSchema;
use serde::Serialize;

use crate::model::action::{Action, Sheet, SubAction};
use crate::model::date::{Date, Period};
use crate::model::plan::Plan;
use crate::model::vocabulary::Phase;
use crate::view::dates::{self, Shown};

/// A span of days, both ends included: of a year, of months, of what a date names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    first: Option<Period>,
    last: Option<Period>,
}

impl Span {
    /// The span that is written so: `2021`, `2020..2022`, `2020-07..`, `..31/12/2022`.
    pub fn parse(text: &str) -> Option<Self> {
        let end = |text: &str| match text.trim() {
            "" => Some(None),
            text => text.parse().ok().map(Some),
        };
        let (first, last) = match text.split_once("..") {
            Some((first, last)) => (end(first)?, end(last)?),
            None => (end(text)?, end(text)?),
        };
        let span = Self { first, last };
        let (from, to) = span.bounds();
        ((first.is_some() || last.is_some()) && from <= to).then_some(span)
    }

    /// The first day and the last.
    fn bounds(self) -> (NaiveDate, NaiveDate) {
        (
            self.first.map_or(NaiveDate::MIN, Period::earliest),
            self.last.map_or(NaiveDate::MAX, Period::latest),
        )
    }

    /// Tells whether a date may mean one of its days.
    pub fn meets(self, date: Option<Shown>) -> bool {
        let (first, last) = self.bounds();
        let days = date.and_then(Shown::bounds);
        days.is_some_and(|(earliest, latest)| earliest <= last && latest >= first)
    }
}

impl Display for Span {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> FmtResult {
        let shown = |end: Option<Period>| end.map_or(String::new(), |end| end.to_string());
        if self.first == self.last {
            return formatter.write_str(&shown(self.first));
        }
        write!(formatter, "{}..{}", shown(self.first), shown(self.last))
    }
}

/// How surely an action is under way in the years asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "underWay")]
pub struct UnderWay {
    /// Whether it is, however its dates are read.
    pub surely: bool,
    /// What keeps it from being so surely.
    pub doubts: Vec<Doubt>,
}

impl From<Vec<Doubt>> for UnderWay {
    fn from(doubts: Vec<Doubt>) -> Self {
        let surely = doubts.is_empty();
        Self { surely, doubts }
    }
}

/// What keeps an action from being surely under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "doubt")]
pub enum Doubt {
    /// It gives no start.
    NoStart,
    /// Its start is stated as unknown.
    UnknownStart,
    /// Its start may be later than the span.
    StartMayBeLater,
    /// It gives no end.
    NoEnd,
    /// Its end is stated as unknown.
    UnknownEnd,
    /// Its end may be earlier than the span.
    EndMayBeEarlier,
    /// It was given up, nobody knows when.
    Dropped,
}

/// Tells whether an action is under way on some day of `years`; none where it surely is not, or says nothing.
pub fn under_way(sheet: &Sheet, years: Span) -> Option<UnderWay> {
    let (first, last) = years.bounds();
    let start = dates::start(sheet);
    let end = dates::end(sheet);
    let started = start.and_then(Shown::bounds);
    let ended = match end {
        Some(shown) if shown.date == Date::Ongoing => Some((NaiveDate::MAX, NaiveDate::MAX)),
        Some(shown) if shown.open => shown.bounds().map(|(first, _)| (first, NaiveDate::MAX)),
        other => other.and_then(Shown::bounds),
    };
    if started.is_none() && ended.is_none() {
        return None;
    }
    let out = started.is_some_and(|(earliest, _)| earliest > last)
        || ended.is_some_and(|(_, latest)| latest < first);
    if out {
        return None;
    }
    let within = |bounds: Option<(NaiveDate, NaiveDate)>| {
        bounds.is_some_and(|(a, b)| a >= first && b <= last)
    };
    // What surely begins or ends in the span is under way on that day, whatever the other date is.
    if within(started) || within(ended) {
        return Some(Vec::new().into());
    }
    let mut doubts = Vec::new();
    match (start, started) {
        (None, _) => doubts.push(Doubt::NoStart),
        (Some(_), None) => doubts.push(Doubt::UnknownStart),
        (_, Some((_, latest))) if latest > last => doubts.push(Doubt::StartMayBeLater),
        _ => {}
    }
    match (end, ended) {
        (None, _) => doubts.push(Doubt::NoEnd),
        (Some(_), None) => doubts.push(Doubt::UnknownEnd),
        (_, Some((earliest, _))) if earliest < first => doubts.push(Doubt::EndMayBeEarlier),
        _ => {}
    }
    Some(doubts.into())
}

/// Tells whether the end is surely before `today` and nothing says that the action is over.
pub fn is_late(plan: &Plan, action: &Action, today: NaiveDate) -> bool {
    overdue(plan, action, today).is_some()
}

/// An end that has passed, of an action or of a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overdue {
    /// The days since then.
    pub days: i64,
    /// Whether the action itself may still be in time.
    pub is_of_part: bool,
}

/// The lateness of an action, or of the part that is late the longest where the action as a whole is not.
///
/// A part is over by its own status, else by its action's.
pub fn overdue(plan: &Plan, action: &Action, today: NaiveDate) -> Option<Overdue> {
    let days = |latest: NaiveDate| Some((today - latest).num_days()).filter(|days| *days > 0);
    if is_over(plan, action) {
        return None;
    }
    if let Some(days) = last_day(action).and_then(days) {
        let is_of_part = false;
        return Some(Overdue { days, is_of_part });
    }
    let is_done = |part: &&SubAction| {
        let status = part
            .status
            .as_deref()
            .and_then(|name| plan.words.statuses.find(name));
        status.is_some_and(|status| status.phase.is_over())
    };
    let parts = action
        .sheet
        .sub_actions
        .iter()
        .filter(|part| !is_done(part));
    let ends = parts.filter_map(|part| Some(part.end?.period()?.latest()));
    let days = ends.filter_map(days).max()?;
    let is_of_part = true;
    Some(Overdue { days, is_of_part })
}

/// Whether it has to end from the first to the last of these days, and is not over.
pub fn is_due(plan: &Plan, action: &Action, first: NaiveDate, last: NaiveDate) -> bool {
    last_day(action).is_some_and(|latest| (first..=last).contains(&latest))
        && !is_over(plan, action)
}

/// The last day that an action has; none where its end is open.
fn last_day(action: &Action) -> Option<NaiveDate> {
    let end = dates::end(&action.sheet).filter(|end| !end.open)?;
    let (_, latest) = end.bounds()?;
    Some(latest)
}

/// The day of the last change of an action that nobody changed for so many days, and that is not over.
pub fn unchanged(plan: &Plan, action: &Action, today: NaiveDate, days: u32) -> Option<NaiveDate> {
    let last = today.checked_sub_days(Days::new(days.into()))?;
    let change = plan.last_change(action).filter(|day| *day <= last);
    change.filter(|_| !is_over(plan, action))
}

/// Tells whether nothing is left to be done of an action.
pub fn is_over(plan: &Plan, action: &Action) -> bool {
    plan.phase(action).is_some_and(Phase::is_over)
}

#[cfg(test)]
mod tests {
    use super::{Doubt, Span, UnderWay, under_way};
    use crate::model::action::Sheet;

    fn sheet(start: &str, end: &str) -> Sheet {
        let date = |text: &str| (!text.is_empty()).then(|| text.parse().expect("a date"));
        Sheet {
            start: date(start),
            end: date(end),
            ..Sheet::default()
        }
    }

    #[test]
    fn a_span_is_written_in_many_ways() {
        for (text, expected) in [
            ("2021", Some("2021")),
            ("2020..2022", Some("2020..2022")),
            ("2020..", Some("2020..")),
            ("..2022", Some("..2022")),
            ("2021..2021", Some("2021")),
            ("2022..2020", None),
            ("2020-07..2020-12", Some("2020-07..2020-12")),
            ("..31/12/2022", Some("..2022-12-31")),
            ("été 2020", Some("été 2020")),
            ("..", None),
            ("20", None),
            ("x", None),
            ("", None),
        ] {
            let shown = Span::parse(text).map(|years| years.to_string());
            assert_eq!(shown.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn partial_dates_are_judged_by_their_bounds() {
        use Doubt::{EndMayBeEarlier, NoEnd, NoStart, StartMayBeLater, UnknownEnd};
        let possibly = |doubts: &[Doubt]| Some(UnderWay::from(doubts.to_vec()));
        let surely = possibly(&[]);
        for (start, end, years, expected) in [
            ("2019", "2023", "2021", surely.clone()),
            ("2021-12-31", "2030", "2021", surely.clone()),
            ("2010", "2021-01-01", "2021", surely.clone()),
            ("2022", "2023", "2021", None),
            ("2010", "2020", "2021", None),
            ("", "", "2021", None),
            ("?", "?", "2021", None),
            // It surely begins in the span: the end cannot undo that.
            ("2021-05", "", "2021", surely.clone()),
            ("", "2021", "2021", surely.clone()),
            ("2019", "en continu", "2021", surely.clone()),
            ("2019", "", "2021", possibly(&[NoEnd])),
            ("2019", "?", "2021", possibly(&[UnknownEnd])),
            ("", "2030", "2021", possibly(&[NoStart])),
            // Winter 2020 is January 2020 in one reading, March 2021 in another.
            ("hiver 2020", "2030", "2020", possibly(&[StartMayBeLater])),
            ("2015", "hiver 2020", "2021", possibly(&[EndMayBeEarlier])),
            ("2015", "hiver 2020", "2020..2021", surely.clone()),
        ] {
            let years = Span::parse(years).expect("a span");
            assert_eq!(
                under_way(&sheet(start, end), years),
                expected,
                "{start} {end} {years}"
            );
        }
    }
}
