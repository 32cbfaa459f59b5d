//! What a report is made of: the same questions as other answers ask, asked of the same actions.

use chrono::NaiveDate;

use crate::model::action::Action;
use crate::model::budget::Basis;
use crate::model::plan::Plan;
use crate::view::breakdown::{Cross, Groups, cross, totals};
use crate::view::columns::Row;
use crate::view::funders::NamedMoney;
use crate::view::glance::Glance;
use crate::view::group::By;
use crate::view::timeline::Timeline;

/// Some actions, in all that a report says of them.
#[derive(Debug)]
pub struct Report<'a> {
    /// How far they are, what they lack, and what they cost by axis.
    pub glance: Glance<'a>,
    /// How far they are, by axis.
    pub states: Cross,
    /// What they cost by funder, and what lines name for each.
    pub funders: (Groups, NamedMoney),
    /// What they cost by year; none where no line names one.
    pub years: Option<Groups>,
    /// When they run.
    pub timeline: Timeline<'a>,
    /// Each of them.
    pub rows: Vec<Row<'a>>,
}

impl<'a> Report<'a> {
    /// The report of `actions` on the day `today`, looking `days` ahead.
    pub fn of(plan: &'a Plan, actions: &[&'a Action], today: NaiveDate, days: u32) -> Self {
        let basis: Basis = plan.settings.basis;
        let years = totals(plan, actions, By::Year, basis);
        Self {
            glance: Glance::of(plan, actions, today, days),
            states: cross(plan, actions, (By::Axis, By::Status), basis),
            funders: (
                totals(plan, actions, By::Funder, basis),
                NamedMoney::of(actions, basis),
            ),
            years: Some(years).filter(|years| years.groups.iter().any(|one| one.key.is_some())),
            timeline: Timeline::of(plan, actions, today),
            rows: Row::all(plan, actions, basis),
        }
    }
}
