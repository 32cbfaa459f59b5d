//! Parts of an action as answers write them: with what they say of each other.

use schemars::JsonSchema;
use serde::ser::{Serialize, Serializer};

use crate::model::action::SubAction;
use crate::model::budget::BudgetLine;
use crate::model::date::Date;
use crate::model::indicator::Indicator;
use crate::model::name::Name;

/// A budget line.
#[derive(Debug, Clone, Copy, serde::Serialize, JsonSchema)]
#[schemars(rename = "budgetLine")]
#[expect(missing_docs, reason = "a line, as its own type describes it")]
pub struct LineRecord<'a> {
    /// The title of the sub-action that the line belongs to.
    pub sub_action: Option<&'a str>,
    #[serde(flatten)]
    pub line: &'a BudgetLine,
    /// The day by which so much was spent.
    pub spent_on: Option<Date>,
}

impl<'a> LineRecord<'a> {
    /// A line, and the sub-action that it belongs to.
    pub fn of((part, line): (Option<&'a SubAction>, &'a BudgetLine)) -> Self {
        let sub_action = part.map(|part| part.title.as_str());
        let spent_on = line.spent.and_then(|spent| spent.on);
        Self {
            sub_action,
            line,
            spent_on,
        }
    }
}

/// Writes a line that is told by itself.
///
/// # Errors
/// The line cannot be written.
pub fn line<S: Serializer>(line: &BudgetLine, serializer: S) -> Result<S::Ok, S::Error> {
    LineRecord::of((None, line)).serialize(serializer)
}

/// Writes lines that are told by themselves.
///
/// # Errors
/// The lines cannot be written.
pub fn lines<S: Serializer>(lines: &[BudgetLine], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(lines.iter().map(|line| LineRecord::of((None, line))))
}

/// A sub-action.
#[derive(Debug, serde::Serialize, JsonSchema)]
#[schemars(rename = "subAction")]
pub struct PartRecord<'a> {
    /// The plan's own number of the part.
    code: &'a Option<String>,
    /// The title, unique in the action.
    title: &'a str,
    /// The state of progress; null where not filled in.
    status: &'a Option<String>,
    /// Who carries it.
    owners: &'a [Name],
    /// When it starts.
    start: Option<Date>,
    /// When it ends.
    end: Option<Date>,
    /// What it is.
    description: &'a Option<String>,
    /// The sub-action's lines, which stand among the action's too.
    budget: Vec<LineRecord<'a>>,
    /// What it is measured by.
    indicators: &'a [Indicator],
}

impl Serialize for SubAction {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let lines = self.budget.iter().map(|line| (Some(self), line));
        let record = PartRecord {
            code: &self.code,
            title: &self.title,
            status: &self.status,
            owners: &self.owners,
            start: self.start,
            end: self.end,
            description: &self.description,
            budget: lines.map(LineRecord::of).collect(),
            indicators: &self.indicators,
        };
        record.serialize(serializer)
    }
}
