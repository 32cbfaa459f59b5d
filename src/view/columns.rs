//! The value of each column of an answer for an action.

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::model::action::{Action, Sheet, SubAction};
use crate::model::budget::{Basis, BudgetLine, Cents};
use crate::model::column::Column;
use crate::model::extra::Extra;
use crate::model::follow_up::FollowUp;
use crate::model::id::Axis;
use crate::model::indicator::Indicator;
use crate::model::key::Key;
use crate::model::key_value::KeyValue;
use crate::model::plan::Plan;
use crate::model::record::LineRecord;
use crate::model::vocabulary::Phase;
use crate::view::breakdown::of_action;
use crate::view::dates::{self, Shown};
use crate::view::total::Total;
use crate::words::Note;

/// An action as answers show it, with what follows from its place in the plan.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    /// The action.
    pub action: &'a Action,
    /// Its axis.
    pub axis: Option<Axis>,
    /// The title of its axis.
    pub axis_title: Option<&'a str>,
    /// How far it is; nothing where its status says nothing.
    pub phase: Option<Phase>,
    /// The title of its measure.
    pub measure_title: Option<&'a str>,
    /// When it starts.
    pub start: Option<Shown>,
    /// When it ends.
    pub end: Option<Shown>,
    /// The tax basis of its total.
    pub basis: Basis,
    /// Its cost on that basis.
    pub total: Total,
}

impl<'a> Row<'a> {
    /// The row of `action`, its total on `basis`.
    pub fn of(plan: &'a Plan, action: &'a Action, basis: Basis) -> Self {
        let catalogue = &plan.words.catalogue;
        let axis = plan.axis(action);
        let measure = catalogue.measure(&action.measure);
        Self {
            action,
            axis,
            phase: plan.phase(action),
            axis_title: axis.and_then(|axis| catalogue.axis_title(axis)),
            measure_title: measure.map(|measure| measure.title.as_str()),
            start: dates::start(&action.sheet),
            end: dates::end(&action.sheet),
            basis,
            total: of_action(plan, action, basis),
        }
    }

    /// The rows of `actions`.
    pub fn all(plan: &'a Plan, actions: &[&'a Action], basis: Basis) -> Vec<Self> {
        let rows = actions.iter().map(|action| Self::of(plan, action, basis));
        rows.collect()
    }
}

/// The value of a column, before any format makes it text.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum ColumnValue<'a> {
    /// Nothing is filled in.
    Absent,
    /// A text.
    Text(String),
    /// A whole number.
    Number(u32),
    /// An amount in euros.
    Money(Cents),
    /// The most that the lines with a figure come to, beside others that have none: the most itself is not known.
    KnownMost(Cents),
    /// A date.
    Date(Shown),
    /// A day.
    Day(chrono::NaiveDate),
    /// Several texts, possibly none.
    List(Vec<String>),
    /// Indicators, possibly none.
    Indicators(&'a [Indicator]),
    /// Notes of follow-up, possibly none.
    FollowUp(&'a [FollowUp]),
    /// The cost of the action: its total, and each line with the sub-action it belongs to.
    #[serde(serialize_with = "budget")]
    Budget(Box<Total>, Vec<(Option<&'a SubAction>, &'a BudgetLine)>),
    /// Sub-actions, possibly none.
    SubActions(&'a [SubAction]),
    /// The territory's own values.
    Extra(&'a std::collections::BTreeMap<String, Extra>),
}

/// What an action costs, and its budget lines, its sub-actions' included.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "actionBudget")]
pub struct ActionBudget<'a> {
    #[serde(flatten)]
    total: &'a Total,
    lines: Vec<LineRecord<'a>>,
}

fn budget<S: Serializer>(
    total: &Total,
    lines: &[(Option<&SubAction>, &BudgetLine)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let lines = lines.iter().copied().map(LineRecord::of).collect();
    ActionBudget { total, lines }.serialize(serializer)
}

/// The value of `column` for the action of `row`.
pub fn cell<'a>(column: Column, row: &Row<'a>) -> ColumnValue<'a> {
    let sheet = &row.action.sheet;
    match column {
        Column::Id => ColumnValue::Text(row.action.id.to_string()),
        Column::Measure => ColumnValue::Text(row.action.measure.to_string()),
        Column::MeasureTitle => text(row.measure_title),
        Column::Axis => row
            .axis
            .map_or(ColumnValue::Absent, |axis| ColumnValue::Number(axis.0)),
        Column::AxisTitle => text(row.axis_title),
        Column::Key(Key::Start) => row.start.map_or(ColumnValue::Absent, ColumnValue::Date),
        Column::StartEarliest => bound(row.start, |(earliest, _)| earliest),
        Column::StartLatest => bound(row.start, |(_, latest)| latest),
        Column::Key(Key::End) => row.end.map_or(ColumnValue::Absent, ColumnValue::Date),
        Column::EndEarliest => bound(row.end, |(earliest, _)| earliest),
        Column::EndLatest => bound(row.end, |(_, latest)| latest),
        Column::Key(Key::Budget) => {
            ColumnValue::Budget(Box::new(row.total), sheet.lines().collect())
        }
        Column::BudgetMin => money(row.total.sum.bounds.map(|(min, _)| min)),
        Column::BudgetMax => match row.total.sum.bounds {
            Some((_, max)) if row.total.is_floor() => ColumnValue::KnownMost(max),
            bounds => money(bounds.map(|(_, max)| max)),
        },
        Column::Extra => ColumnValue::Extra(&sheet.extra),
        Column::Path => ColumnValue::Text(row.action.path()),
        Column::Key(key) => stated(sheet.get(key)),
    }
}

/// The value of the column of a key that is shown as the file states it.
fn stated(value: KeyValue<'_>) -> ColumnValue<'_> {
    match value {
        KeyValue::Text(value) => text(value),
        KeyValue::Texts(_) | KeyValue::Names(_) | KeyValue::Measures(_) | KeyValue::Ids(_) => {
            ColumnValue::List(value.items())
        }
        KeyValue::Indicators(indicators) => ColumnValue::Indicators(indicators),
        KeyValue::FollowUp(notes) => ColumnValue::FollowUp(notes),
        KeyValue::SubActions(parts) => ColumnValue::SubActions(parts),
        // The columns of dates and budgets show what follows from the sub-actions too; nothing else is a key of an action.
        _ => ColumnValue::Absent,
    }
}

/// The note of the columns that a text fills with names alone, each with the number of rows that say more there.
pub fn names_only(rows: &[Row<'_>]) -> Option<Note> {
    let says_more = |part: &SubAction| {
        let named = SubAction {
            budget: part.budget.clone(),
            ..SubAction::titled(part.title.clone())
        };
        *part != named
    };
    let counted = |column, says_more: &dyn Fn(&Sheet) -> bool| {
        let rows = rows.iter().filter(|row| says_more(&row.action.sheet));
        (column, rows.count())
    };
    let parts = counted(Column::Key(Key::SubActions), &|sheet| {
        sheet.sub_actions.iter().any(says_more)
    });
    let indicators = counted(Column::Key(Key::Indicators), &|sheet| {
        !sheet.indicators.is_empty()
    });
    let counted = [parts, indicators].into_iter();
    let columns: Vec<_> = counted.filter(|(_, count)| *count > 0).collect();
    (!columns.is_empty()).then_some(Note::NamesOnly(columns))
}

/// Tells whether a file says nothing of `column`: no name, no date of its own or its sub-actions', no budget line.
pub fn is_missing(sheet: &Sheet, column: Column) -> bool {
    match column {
        Column::Key(Key::Title) => sheet.title.is_empty(),
        Column::Key(Key::Owners) => {
            sheet.owners.is_empty() && sheet.sub_actions.iter().all(|part| part.owners.is_empty())
        }
        Column::Key(Key::Start) | Column::StartEarliest | Column::StartLatest => {
            dates::start(sheet).is_none()
        }
        Column::Key(Key::End) | Column::EndEarliest | Column::EndLatest => {
            dates::end(sheet).is_none_or(|end| end.open)
        }
        Column::Key(Key::Budget) | Column::BudgetMin | Column::BudgetMax => {
            sheet.lines().next().is_none()
        }
        Column::Extra => sheet.extra.is_empty(),
        // What shows no key follows from the action's place, and is never missing.
        column => column.key().is_some_and(|key| sheet.get(key).is_absent()),
    }
}

fn text<'a>(value: Option<&str>) -> ColumnValue<'a> {
    value.map_or(ColumnValue::Absent, |value| {
        ColumnValue::Text(value.to_owned())
    })
}

fn money<'a>(value: Option<Cents>) -> ColumnValue<'a> {
    value.map_or(ColumnValue::Absent, ColumnValue::Money)
}

fn bound<'a>(
    date: Option<Shown>,
    side: impl Fn((chrono::NaiveDate, chrono::NaiveDate)) -> chrono::NaiveDate,
) -> ColumnValue<'a> {
    // What the sub-actions say is never written as the action's own.
    let own = date.filter(|date| !date.derived);
    own.and_then(Shown::bounds)
        .map_or(ColumnValue::Absent, |bounds| ColumnValue::Day(side(bounds)))
}
