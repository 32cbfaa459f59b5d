//! Answers put in order by what they show.

use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization;

use crate::model::column::Column;
use crate::model::fold::fold;
use crate::model::key::Key;
use crate::model::plan::Plan;
use crate::view::columns::{ColumnValue, Row, cell};
use crate::words::Note;

/// A column to sort by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SortKey {
    /// The column.
    pub column: Column,
    /// True where the greatest comes first; a value that is not filled in comes last all the same.
    pub descending: bool,
}

/// Put `rows` in the order of `keys`; rows that are alike in them keep the plan's order.
pub fn sort(plan: &Plan, rows: &mut Vec<Row<'_>>, keys: &[SortKey]) {
    if keys.is_empty() {
        return;
    }
    let mut decorated: Vec<_> = std::mem::take(rows)
        .into_iter()
        .map(|row| {
            let values: Vec<_> = keys
                .iter()
                .map(|key| value(plan, &row, key.column))
                .collect();
            (values, row)
        })
        .collect();
    decorated.sort_by(|(a, _), (b, _)| {
        let mut orders = keys.iter().zip(a.iter().zip(b));
        orders
            .find_map(|(key, (a, b))| {
                Some(order(a, b, key.descending)).filter(|order| order.is_ne())
            })
            .unwrap_or(Ordering::Equal)
    });
    rows.extend(decorated.into_iter().map(|(_, row)| row));
}

/// The note of the rows that a sort by budget cannot place by a plain amount, where `keys` sort so.
pub fn uncertain(rows: &[Row<'_>], keys: &[SortKey]) -> Option<Note> {
    let by_budget = |key: &SortKey| {
        matches!(
            key.column,
            Column::Key(Key::Budget) | Column::BudgetMin | Column::BudgetMax
        )
    };
    if !keys.iter().any(by_budget) {
        return None;
    }
    let count = |holds: &dyn Fn(&Row<'_>) -> bool| rows.iter().filter(|row| holds(row)).count();
    let known = |row: &Row<'_>| row.total.sum.bounds;
    Some(Note::SortedByBudget {
        ranges: count(&|row| known(row).is_some_and(|(min, max)| min != max)),
        floors: count(&|row| known(row).is_some() && row.total.is_floor()),
        without: count(&|row| known(row).is_none()),
    })
}

/// The value that a cell sorts as; none sorts last.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum SortValue {
    Number(i128, i128),
    /// A day and the last day it may be, and the text that tells a plan's dates apart.
    Date(chrono::NaiveDate, chrono::NaiveDate, Option<String>),
    /// Letters first, then accents, then case, as French dictionaries and CLDR order words.
    Text(String, String),
}

impl SortValue {
    fn text(text: &str) -> Self {
        let accents = text.to_lowercase().nfd().collect();
        Self::Text(fold(text), accents)
    }
}

fn order(a: &Option<SortValue>, b: &Option<SortValue>, descending: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if descending => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    }
}

fn value(plan: &Plan, row: &Row<'_>, column: Column) -> Option<SortValue> {
    if column == Column::Measure {
        // The plan's order is the order of measures.
        let before = plan.actions.partition_point(|action| {
            (plan.axis(action), &action.measure) < (row.axis, &row.action.measure)
        });
        return Some(SortValue::Number(before as i128, 0));
    }
    if column == Key::Status {
        let position = plan
            .words
            .statuses
            .position(row.action.sheet.status.as_deref()?)?;
        return Some(SortValue::Number(position as i128, 0));
    }
    match cell(column, row) {
        ColumnValue::Absent
        | ColumnValue::Indicators(_)
        | ColumnValue::FollowUp(_)
        | ColumnValue::SubActions(_)
        | ColumnValue::Extra(_) => None,
        ColumnValue::Text(text) => Some(SortValue::text(&text)),
        ColumnValue::Number(number) => Some(SortValue::Number(number.into(), 0)),
        ColumnValue::Money(amount) | ColumnValue::KnownMost(amount) => {
            Some(SortValue::Number(amount.0, 0))
        }
        ColumnValue::Date(shown) => {
            let (earliest, latest) = shown.bounds()?;
            let text = shown.date.to_string();
            Some(SortValue::Date(earliest, latest, Some(text)))
        }
        ColumnValue::Day(day) => Some(SortValue::Date(day, day, None)),
        ColumnValue::List(texts) => Some(texts)
            .filter(|texts| !texts.is_empty())
            .map(|texts| SortValue::text(&texts.join(" ; "))),
        ColumnValue::Budget(total, _) => total
            .sum
            .bounds
            .map(|(min, max)| SortValue::Number(min.0, max.0)),
    }
}

#[cfg(test)]
mod tests {
    use super::SortValue;

    #[test]
    fn words_stand_in_french_order() {
        let mut words = [
            "zone", "été", "Étang", "côté", "cote", "côte", "coté", "œuvre", "ouvrage", "Odile",
            "Eau", "d'abord", "dès", "des",
        ];
        words.sort_by_key(|word| SortValue::text(word));
        assert_eq!(
            words,
            [
                "cote", "coté", "côte", "côté", "d'abord", "des", "dès", "Eau", "Étang", "été",
                "Odile", "œuvre", "ouvrage", "zone"
            ]
        );
    }
}
