//! When actions run, as a picture shows it: within the years that most of them speak of.

use chrono::{Datelike, NaiveDate};

use crate::model::action::Action;
use crate::model::date::Date;
use crate::model::plan::Plan;
use crate::view::dates::{self, Shown};
use crate::view::years;

/// The actions that give a start, and the years in which they are shown.
#[derive(Debug)]
pub struct Timeline<'a> {
    /// The first and the last year shown: a few far days do not press all others together.
    pub years: (i32, i32),
    /// The actions that give a start, in the order given.
    pub spans: Vec<TimeSpan<'a>>,
    /// The number of actions that give none.
    pub without: usize,
}

/// When an action runs.
#[derive(Debug)]
pub struct TimeSpan<'a> {
    /// The action.
    pub action: &'a Action,
    /// Its start.
    pub start: Shown,
    /// The first and the last day that its start may mean.
    pub starts: (NaiveDate, NaiveDate),
    /// Its end, where it gives one.
    pub end: Option<Shown>,
    /// Tells that its end is past and nothing says that it is over.
    pub is_late: bool,
}

/// The end of an action, as far as a picture can show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// On one of these days, both included.
    Between(NaiveDate, NaiveDate),
    /// It has no end.
    Ongoing,
    /// Nobody says.
    Unknown,
}

impl TimeSpan<'_> {
    /// How far it reaches.
    pub fn reach(&self) -> Reach {
        match self.end {
            Some(end) if end.date == Date::Ongoing => Reach::Ongoing,
            end => end
                .and_then(Shown::bounds)
                .map_or(Reach::Unknown, |(first, last)| Reach::Between(first, last)),
        }
    }
}

impl<'a> Timeline<'a> {
    /// When `actions` run, with `today` among the years shown.
    pub fn of(plan: &Plan, actions: &[&'a Action], today: NaiveDate) -> Self {
        let spans: Vec<TimeSpan<'a>> = actions
            .iter()
            .filter_map(|action| {
                let start = dates::start(&action.sheet)?;
                Some(TimeSpan {
                    starts: start.bounds()?,
                    start,
                    end: dates::end(&action.sheet),
                    is_late: years::is_late(plan, action, today),
                    action,
                })
            })
            .collect();
        let mut first: Vec<i32> = spans.iter().map(|span| span.starts.0.year()).collect();
        let ends = spans.iter().filter_map(|span| match span.reach() {
            Reach::Between(_, last) => Some(last.year()),
            Reach::Ongoing | Reach::Unknown => None,
        });
        let mut last: Vec<i32> = ends.collect();
        first.sort_unstable();
        last.sort_unstable();
        // One in ten may lie outside.
        let low = first.get(first.len() / 10).copied();
        let high = last.get((last.len() * 9 / 10).min(last.len().saturating_sub(1)));
        let today = today.year();
        Self {
            years: (
                low.map_or(today, |year| year.min(today)),
                high.map_or(today, |year| *year.max(&today)),
            ),
            without: actions.len() - spans.len(),
            spans,
        }
    }

    /// The place of a day within the years shown, in ten-thousandths; what is outside stands at the edge.
    pub fn place(&self, day: NaiveDate) -> u32 {
        let edge = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(day);
        let (first, behind) = (edge(self.years.0), edge(self.years.1 + 1));
        let whole = (behind - first).num_days().max(1);
        let at = (day - first).num_days().clamp(0, whole);
        u32::try_from(at * 10_000 / whole).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::Timeline;
    use crate::model::action::{Action, Sheet};
    use crate::model::plan::Plan;

    #[test]
    fn far_days_do_not_press_the_others_together() {
        let action = |id: usize, start: &str, end: &str| Action {
            id: format!("a{id}").parse().expect("an id"),
            measure: "1.1".parse().expect("a measure"),
            sheet: Sheet {
                start: start.parse().ok(),
                end: end.parse().ok(),
                ..Sheet::default()
            },
        };
        let mut actions: Vec<Action> = (0..10).map(|id| action(id, "2018", "2022")).collect();
        actions.push(action(10, "2018-07-01", "2050"));
        actions.push(action(11, "", "2019"));
        let actions: Vec<&Action> = actions.iter().collect();
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let timeline = Timeline::of(&Plan::default(), &actions, day("2024-05-01"));
        assert_eq!(timeline.years, (2018, 2024));
        assert_eq!((timeline.spans.len(), timeline.without), (11, 1));
        for (text, expected) in [("2018-01-01", 0), ("2050-12-31", 10_000), ("2017-01-01", 0)] {
            assert_eq!(timeline.place(day(text)), expected, "{text}");
        }
        assert!(timeline.place(day("2021-07-02")).abs_diff(5_000) < 5);
    }
}
