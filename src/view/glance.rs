//! The plan at a glance: how far it is, what it costs, what is late, what its files lack.

use chrono::{Days, NaiveDate};

use crate::model::action::Action;
use crate::model::column::Column;
use crate::model::key::Key;
use crate::model::plan::Plan;
use crate::model::vocabulary::Measure;
use crate::view::breakdown::{Groups, totals};
use crate::view::columns::is_missing;
use crate::view::group::{By, Section, sections};
use crate::view::years;

/// The plan, or a selection of it, at a glance.
#[derive(Debug)]
pub struct Glance<'a> {
    /// The number of actions that it is about.
    pub actions: usize,
    /// The actions by their status, every status of the plan in its order, those without one last.
    pub statuses: Vec<(Option<&'a str>, usize)>,
    /// Their cost by axis.
    pub axes: Groups,
    /// The number of actions that should have ended and have not.
    pub late: usize,
    /// The number of actions that have to end within the days asked about.
    pub due: usize,
    /// The columns that files lack, and the number of files.
    pub missing: Vec<(Column, usize)>,
    /// The measures of the plan without any action in the whole plan.
    pub idle: Vec<&'a Measure>,
}

/// The facts that a committee asks of every action.
pub const EXPECTED: &[Column] = &[
    Column::Key(Key::Status),
    Column::Key(Key::Owners),
    Column::Key(Key::Start),
    Column::Key(Key::End),
    Column::Key(Key::Budget),
];

impl<'a> Glance<'a> {
    /// The state of `actions` of `plan` on the day `today`, looking `days` ahead.
    pub fn of(plan: &'a Plan, actions: &[&'a Action], today: NaiveDate, days: u32) -> Self {
        let by_status = sections(plan, actions, By::Status);
        let count = |name: Option<&str>| {
            let holds = |section: &&Section<'_>| section.key.as_deref() == name;
            by_status
                .iter()
                .find(holds)
                .map_or(0, |section| section.actions.len())
        };
        let names = plan.words.statuses.entries().iter();
        let statuses = names
            .map(|status| Some(status.name.as_str()))
            .chain([None])
            .map(|name| (name, count(name)));
        let lacking = |column: Column| {
            let lacking = actions
                .iter()
                .filter(|action| is_missing(&action.sheet, column));
            lacking.count()
        };
        let measures = plan.words.catalogue.measures().iter();
        let horizon = today.checked_add_days(Days::new(days.into()));
        let horizon = horizon.unwrap_or(NaiveDate::MAX);
        Self {
            actions: actions.len(),
            statuses: statuses.collect(),
            axes: totals(plan, actions, By::Axis, plan.settings.basis),
            late: actions
                .iter()
                .filter(|action| years::is_late(plan, action, today))
                .count(),
            due: actions
                .iter()
                .filter(|action| years::is_due(plan, action, today, horizon))
                .count(),
            missing: EXPECTED
                .iter()
                .map(|column| (*column, lacking(*column)))
                .collect(),
            idle: measures
                .filter(|measure| {
                    let stands = |action: &Action| action.measure.is_within(&measure.key);
                    !plan.actions.iter().any(stands)
                })
                .collect(),
        }
    }
}
