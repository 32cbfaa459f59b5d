//! A table of this program that comes back: what it leaves empty, and what was typed over cells that follow from others.

use crate::document::edit::NewValue;
use crate::document::sheet;
use crate::import::cells::amount::plain_figure;
use crate::import::mapping::computed::says;
use crate::import::mapping::draft::{ComputedCell, Draft};
use crate::model::action::{Action, Sheet};
use crate::model::budget::{Basis, BudgetLine, Figure};
use crate::model::column::Column;
use crate::model::date::{Date, Period};
use crate::model::key::Key;
use crate::model::plan::Plan;
use crate::view::columns::{ColumnValue, Row, cell};
use crate::view::emptied;
use crate::view::import_report::{ImportReport, Remark, What};

/// The fields under a key that the action filled in and the table leaves empty, without saying that they shall be.
///
/// A table of others, which names no ids, tells the items of an action anew.
pub(super) fn emptied(key: &str, before: &Sheet, after: &Sheet, draft: &Draft) -> Vec<String> {
    let mut fields = emptied::emptied(key, before, after);
    let is_told_anew = draft.id.is_none() && sheet::wanted(after, key) != NewValue::Absent;
    fields.retain(|field| !is_told_anew && !draft.erased.contains(field));
    fields
}

/// What somebody typed over the cells of an action that follow from others.
pub(super) struct TypedOver<'a> {
    action: &'a Action,
    cells: Vec<&'a ComputedCell>,
}

impl<'a> TypedOver<'a> {
    /// The cells of a draft that say otherwise than the action.
    pub(super) fn of(plan: &'a Plan, action: &'a Action, draft: &'a Draft) -> Self {
        let is_moved = draft.measure.as_ref() != Some(&action.measure);
        let has_lines = action.sheet.lines().next().is_some();
        let rows = [Basis::Ttc, Basis::Ht].map(|basis| Row::of(plan, action, basis));
        let is_other = |computed: &&ComputedCell| match computed.column {
            // No line is lost where there was none: what stands there is read.
            Column::Key(Key::Budget) if !has_lines && !draft.in_rows.contains(&Key::Budget) => {
                false
            }
            // Its move is told.
            Column::MeasureTitle | Column::Axis | Column::AxisTitle if is_moved => false,
            Column::Measure => computed.cell.is_empty(),
            column => match &computed.part {
                Some(title) if column != Key::Title => part_value(action, title, column)
                    .is_some_and(|value| !says(&computed.cell, &value)),
                _ => rows
                    .iter()
                    .all(|row| !says(&computed.cell, &cell(column, row))),
            },
        };
        let cells = draft.computed.iter().filter(is_other).collect();
        Self { action, cells }
    }

    /// Take a total for the only line of the action, where that is an amount and nothing else, or for its first.
    pub(super) fn take_total(&mut self, draft: &Draft, after: &mut Sheet) -> bool {
        let (totals, others): (Vec<&ComputedCell>, _) =
            self.cells.iter().partition(|one| is_total(one));
        let bounds = [Column::BudgetMin, Column::BudgetMax].map(|column| {
            let mut cells = draft.computed.iter();
            let cell = cells.find(|one| one.column == column && is_total(one))?;
            plain_figure(&cell.cell)?.amount()
        });
        let mut figures = totals.iter().map(|total| match (total.column, bounds) {
            (Column::BudgetMin | Column::BudgetMax, [Some(min), Some(max)]) => {
                Figure::range(min, max).ok()
            }
            (Column::BudgetMin | Column::BudgetMax, _) => None,
            _ => plain_figure(&total.cell),
        });
        let figure = figures.next().flatten();
        let before: Vec<_> = self.action.sheet.lines().collect();
        let is_settled =
            after.lines().eq(before.iter().copied()) && figures.all(|one| one == figure);
        let (Some(_), true) = (figure, is_settled) else {
            return false;
        };
        let line = BudgetLine {
            amount: figure,
            ..BudgetLine::default()
        };
        match before[..] {
            [] => {}
            [(None, known)] if known.plain_figure().is_some() => {}
            _ => return false,
        }
        after.budget = vec![line];
        self.cells = others;
        true
    }

    /// Tell of those that nothing can take.
    pub(super) fn tell(self, report: &mut ImportReport) {
        let main = report.tables.first().and_then(|table| table.sheet.clone());
        for ComputedCell {
            sheet,
            column,
            kept,
            ..
        } in self.cells
        {
            let sheet = sheet.clone().or_else(|| main.clone());
            let remark = kept.remark(What::NotTaken { column: *column });
            report.remarks.push(Remark { sheet, ..remark });
        }
    }
}

/// Tells whether a cell shows what an action costs.
fn is_total(computed: &ComputedCell) -> bool {
    let columns = [Key::Budget.into(), Column::BudgetMin, Column::BudgetMax];
    computed.part.is_none() && columns.contains(&computed.column)
}

/// What a sub-action's row shows of it: the bounds of its dates; none where the action has no such part.
fn part_value<'a>(action: &'a Action, title: &str, column: Column) -> Option<ColumnValue<'a>> {
    let part = action.sheet.part(title)?;
    let day = |date: Option<Date>, bound: fn(Period) -> chrono::NaiveDate| {
        let period = date.and_then(Date::period);
        period.map_or(ColumnValue::Absent, |period| {
            ColumnValue::Day(bound(period))
        })
    };
    match column {
        Column::StartEarliest => Some(day(part.start, Period::earliest)),
        Column::StartLatest => Some(day(part.start, Period::latest)),
        Column::EndEarliest => Some(day(part.end, Period::earliest)),
        Column::EndLatest => Some(day(part.end, Period::latest)),
        // Nothing else in the row of a part follows from it.
        _ => None,
    }
}
