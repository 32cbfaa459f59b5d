//! Totals as JSON: `plan budget`, alone, crossed, in detail or beside an earlier one, and `plan status`.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use crate::model::budget::Basis;
use crate::model::column::Column;
use crate::model::id::MeasureKey;
use crate::model::key::Key;
use crate::model::question::Extract;
use crate::render::answers::glance::Frame;
use crate::render::json::Versioned;
use crate::view::breakdown::{Cross, Group, Groups};
use crate::view::funders::NamedMoney;
use crate::view::glance::Glance;
use crate::view::group::By;
use crate::view::total::Total;

/// The totals `T`, and how they are taken.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "{T}", description = "")]
pub struct Totals<T> {
    /// The tax basis of the totals.
    pub basis: Basis,
    /// What the groups have in common.
    pub by: By,
    /// What budget lines name for each funder, apart from the totals of the actions that it supports; null unless by funder.
    pub named: Option<NamedMoney>,
    /// What is selected of the plan; null where it is the whole.
    pub extract: Option<Extract>,
    /// The files with errors that --allow-invalid leaves out: what they say is in no total.
    pub left_out: Vec<String>,
    /// The totals.
    #[serde(flatten)]
    pub totals: T,
}

/// Totals by two things: those of the first, with each group's cells, and those of the second.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "crossedBudget")]
pub struct CrossedBudget<'a> {
    /// Whether an action stands in several groups, so that they add up to more than the total.
    overlapping: bool,
    groups: Vec<CrossedGroup<'a>>,
    /// Each action once.
    total: &'a Total,
    by_columns: By,
    /// The totals of the columns.
    columns: &'a [Group],
}

/// A row, and what stands in it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "crossedGroup")]
struct CrossedGroup<'a> {
    #[serde(flatten)]
    group: &'a Group,
    /// What stands in this row, by column; columns that hold nothing of it are left out.
    cells: Vec<Group>,
}

impl<'a> CrossedBudget<'a> {
    /// The object of `cross`, whose columns are by `by_columns`.
    pub fn of(cross: &'a Cross, by_columns: By) -> Self {
        let columns = &cross.columns.groups;
        let cell = |(column, total): (&Group, &Option<Total>)| {
            total.map(|total| Group {
                total,
                ..column.clone()
            })
        };
        let rows = cross.rows.groups.iter().zip(&cross.cells);
        let rows = rows.map(|(group, cells)| CrossedGroup {
            group,
            cells: columns.iter().zip(cells).filter_map(cell).collect(),
        });
        Self {
            overlapping: cross.rows.overlapping,
            groups: rows.collect(),
            total: &cross.rows.total,
            by_columns,
            columns,
        }
    }
}

/// The object of `plan status`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "status")]
pub struct StatusRecord<'a> {
    /// The name of the plan, of schema/plan.toml.
    plan: &'a str,
    /// The day that "late" is judged by.
    today: NaiveDate,
    actions: usize,
    statuses: Vec<StatusCount<'a>>,
    budget: Versioned<Totals<&'a Groups>>,
    /// Actions that should have ended and have not.
    late: usize,
    due: Due,
    missing: Missing,
    /// Their codes, or the keys of those without a code.
    measures_without_action: Vec<&'a MeasureKey>,
}

/// How many actions have a status.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "statusCount")]
struct StatusCount<'a> {
    /// Null where not filled in.
    status: Option<&'a str>,
    actions: usize,
}

/// Actions that have to end within so many days.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "due")]
struct Due {
    days: u32,
    actions: usize,
}

/// How many actions say nothing of this.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "missing")]
struct Missing {
    status: usize,
    owners: usize,
    start: usize,
    end: usize,
    budget: usize,
}

impl<'a> StatusRecord<'a> {
    /// The object of a plan at a glance.
    pub fn of(glance: &'a Glance<'a>, frame: &'a Frame<'a>) -> Self {
        let missing = |column: Column| {
            let mut counts = glance.missing.iter();
            let count = counts.find(|(missing, _)| *missing == column);
            count.map_or(0, |(_, actions)| *actions)
        };
        let statuses = glance.statuses.iter().copied();
        let budget = Totals {
            basis: frame.settings.basis,
            by: By::Axis,
            named: None,
            extract: None,
            left_out: Vec::new(),
            totals: &glance.axes,
        };
        Self {
            plan: &frame.settings.name,
            today: frame.today,
            actions: glance.actions,
            statuses: statuses
                .map(|(status, actions)| StatusCount { status, actions })
                .collect(),
            budget: budget.into(),
            late: glance.late,
            due: Due {
                days: frame.days,
                actions: glance.due,
            },
            missing: Missing {
                status: missing(Column::Key(Key::Status)),
                owners: missing(Column::Key(Key::Owners)),
                start: missing(Column::Key(Key::Start)),
                end: missing(Column::Key(Key::End)),
                budget: missing(Column::Key(Key::Budget)),
            },
            measures_without_action: glance.idle.iter().map(|measure| &measure.key).collect(),
        }
    }
}
