//! What an owner has to see to: actions that are late, soon due, changed by nobody for long, or not filled in.

use std::cmp::Reverse;

use chrono::{Days, NaiveDate};

use crate::model::action::Action;
use crate::model::column::Column;
use crate::model::plan::Plan;
use crate::view::columns::{Row, is_missing};
use crate::view::glance::EXPECTED;
use crate::view::years::{self, Overdue};

/// How far a reminder looks.
#[derive(Debug, Clone, Copy)]
pub struct Horizon {
    /// The day.
    pub today: NaiveDate,
    /// How many days ahead ends are soon.
    pub due: u32,
    /// For how many days without a change an action is reminded of.
    pub stale: u32,
}

/// An action to see to, and why.
#[derive(Debug)]
pub struct Reminded<'a> {
    /// The action.
    pub row: Row<'a>,
    /// How late it is, or a part of it.
    pub overdue: Option<Overdue>,
    /// Whether it has to end soon.
    pub is_due: bool,
    /// The day of its last change, where that is long ago.
    pub last_change: Option<NaiveDate>,
    /// What of the expected its file does not say.
    pub missing: Vec<Column>,
}

/// What is to be seen to among `actions`: what is late the longest first, then what is soon due. Nobody is reminded of
/// what was given up.
pub fn reminders<'a>(
    plan: &'a Plan,
    actions: &[&'a Action],
    horizon: Horizon,
) -> Vec<Reminded<'a>> {
    let today = horizon.today;
    let soon = today.checked_add_days(Days::new(horizon.due.into()));
    let soon = soon.unwrap_or(NaiveDate::MAX);
    let kept = actions.iter().filter(|action| !plan.is_dropped(action));
    let reminded = kept.map(|action| Reminded {
        overdue: years::overdue(plan, action, today),
        is_due: years::is_due(plan, action, today, soon),
        last_change: years::unchanged(plan, action, today, horizon.stale),
        missing: EXPECTED
            .iter()
            .copied()
            .filter(|column| is_missing(&action.sheet, *column))
            .collect(),
        row: Row::of(plan, action, plan.settings.basis),
    });
    let is_to_do = |one: &Reminded<'_>| {
        one.overdue.is_some() || one.is_due || one.last_change.is_some() || !one.missing.is_empty()
    };
    let mut reminded: Vec<Reminded<'a>> = reminded.filter(is_to_do).collect();
    reminded.sort_by_key(|one| (Reverse(one.overdue.map(|late| late.days)), !one.is_due));
    reminded
}
