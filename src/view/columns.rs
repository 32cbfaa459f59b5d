//! What each column of an answer holds for an action.

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::model::action::{Action, Sheet, SubAction};
use crate::model::budget::{Basis, BudgetLine, Cents};
use crate::model::column::Column;
use crate::model::extra::Extra;
use crate::model::id::Axis;
use crate::model::indicator::Indicator;
use crate::model::plan::Plan;
use crate::model::record::LineRecord;
use crate::view::breakdown::of_action;
use crate::view::dates::{self, Shown};
use crate::view::total::Total;

/// An action as answers show it, with what follows from its place in the plan.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    /// The action.
    pub action: &'a Action,
    /// Its axis.
    pub axis: Option<Axis>,
    /// The title of its axis.
    pub axis_title: Option<&'a str>,
    /// The title of its measure.
    pub measure_title: Option<&'a str>,
    /// When it starts.
    pub start: Option<Shown>,
    /// When it ends.
    pub end: Option<Shown>,
    /// The tax basis of its total.
    pub basis: Basis,
    /// What it costs on that basis.
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
            axis_title: axis.and_then(|axis| catalogue.axis_title(axis)),
            measure_title: measure.map(|measure| measure.title.as_str()),
            start: dates::start(&action.sheet),
            end: dates::end(&action.sheet),
            basis,
            total: of_action(plan, action, basis),
        }
    }
}

/// What stands in a column, before any format makes it text.
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
    /// What the action costs: its total, and each line with the sub-action it belongs to.
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

/// What stands in `column` for the action of `row`.
pub fn cell<'a>(column: Column, row: &Row<'a>) -> ColumnValue<'a> {
    let sheet = &row.action.sheet;
    match column {
        Column::Id => ColumnValue::Text(row.action.id.to_string()),
        Column::Code => text(sheet.code.as_deref()),
        Column::Measure => ColumnValue::Text(row.action.measure.to_string()),
        Column::MeasureTitle => text(row.measure_title),
        Column::Axis => row
            .axis
            .map_or(ColumnValue::Absent, |axis| ColumnValue::Number(axis.0)),
        Column::AxisTitle => text(row.axis_title),
        Column::Themes => ColumnValue::List(sheet.themes.clone()),
        Column::Title => ColumnValue::Text(sheet.title.clone()),
        Column::Status => text(sheet.status.as_deref()),
        Column::Priority => text(sheet.priority.as_deref()),
        Column::Elected => text(sheet.elected.as_deref()),
        Column::Owners => list(&sheet.owners),
        Column::Funders => list(&sheet.funders),
        Column::Partners => list(&sheet.partners),
        Column::Audiences => list(&sheet.audiences),
        Column::Start => row.start.map_or(ColumnValue::Absent, ColumnValue::Date),
        Column::StartEarliest => bound(row.start, |(earliest, _)| earliest),
        Column::StartLatest => bound(row.start, |(_, latest)| latest),
        Column::End => row.end.map_or(ColumnValue::Absent, ColumnValue::Date),
        Column::EndEarliest => bound(row.end, |(earliest, _)| earliest),
        Column::EndLatest => bound(row.end, |(_, latest)| latest),
        Column::Description => text(sheet.description.as_deref()),
        Column::Objectives => text(sheet.objectives.as_deref()),
        Column::Resources => text(sheet.resources.as_deref()),
        Column::Progress => text(sheet.progress.as_deref()),
        Column::Effects => list(&sheet.effects),
        Column::Places => list(&sheet.places),
        Column::Links => list(&sheet.links),
        Column::OtherMeasures => list(&sheet.other_measures),
        Column::Indicators => ColumnValue::Indicators(&sheet.indicators),
        Column::Budget => ColumnValue::Budget(Box::new(row.total), sheet.lines().collect()),
        Column::BudgetMin => money(row.total.sum.bounds.map(|(min, _)| min)),
        Column::BudgetMax => match row.total.sum.bounds {
            Some((_, max)) if row.total.is_floor() => ColumnValue::KnownMost(max),
            bounds => money(bounds.map(|(_, max)| max)),
        },
        Column::SubActions => ColumnValue::SubActions(&sheet.sub_actions),
        Column::EditorNotes => text(sheet.editor_notes.as_deref()),
        Column::Extra => ColumnValue::Extra(&sheet.extra),
        Column::Path => ColumnValue::Text(row.action.path()),
    }
}

/// Whether a file says nothing of `column`: no name, no date of its own or its sub-actions', no budget line.
pub fn is_missing(sheet: &Sheet, column: Column) -> bool {
    match column {
        Column::Id
        | Column::Measure
        | Column::MeasureTitle
        | Column::Axis
        | Column::AxisTitle
        | Column::Path => false,
        Column::Code => sheet.code.is_none(),
        Column::Themes => sheet.themes.is_empty(),
        Column::Title => sheet.title.is_empty(),
        Column::Status => sheet.status.is_none(),
        Column::Priority => sheet.priority.is_none(),
        Column::Elected => sheet.elected.is_none(),
        Column::Owners => {
            sheet.owners.is_empty() && sheet.sub_actions.iter().all(|part| part.owners.is_empty())
        }
        Column::Funders => sheet.funders.is_empty(),
        Column::Partners => sheet.partners.is_empty(),
        Column::Audiences => sheet.audiences.is_empty(),
        Column::Start | Column::StartEarliest | Column::StartLatest => {
            dates::start(sheet).is_none()
        }
        Column::End | Column::EndEarliest | Column::EndLatest => dates::end(sheet).is_none(),
        Column::Description => sheet.description.is_none(),
        Column::Objectives => sheet.objectives.is_none(),
        Column::Resources => sheet.resources.is_none(),
        Column::Progress => sheet.progress.is_none(),
        Column::Effects => sheet.effects.is_empty(),
        Column::Places => sheet.places.is_empty(),
        Column::Links => sheet.links.is_empty(),
        Column::OtherMeasures => sheet.other_measures.is_empty(),
        Column::Indicators => sheet.indicators.is_empty(),
        Column::Budget | Column::BudgetMin | Column::BudgetMax => sheet.lines().next().is_none(),
        Column::SubActions => sheet.sub_actions.is_empty(),
        Column::EditorNotes => sheet.editor_notes.is_none(),
        Column::Extra => sheet.extra.is_empty(),
    }
}

fn text<'a>(value: Option<&str>) -> ColumnValue<'a> {
    value.map_or(ColumnValue::Absent, |value| {
        ColumnValue::Text(value.to_owned())
    })
}

fn list<'a>(values: &[impl ToString]) -> ColumnValue<'a> {
    ColumnValue::List(values.iter().map(ToString::to_string).collect())
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
