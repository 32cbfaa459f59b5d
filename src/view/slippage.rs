//! The drift of ends and budgets of actions, over the whole history of each.

use std::collections::BTreeMap;

use crate::model::budget::Basis;
use crate::model::column::Column;
use crate::model::date::Date;
use crate::model::id::{ActionId, MeasureKey};
use crate::model::key::Key;
use crate::view::compare::Pair;
use crate::view::dates;
use crate::view::log::{Event, LogEntry};
use crate::view::shift::{DateBound, Shift, shift};
use crate::view::total::Total;

/// How an action drifted.
#[derive(Debug, Clone, PartialEq)]
pub struct Slip {
    /// Its name.
    pub id: ActionId,
    /// Its measure.
    pub measure: MeasureKey,
    /// Its title.
    pub title: String,
    /// The number of times that its end changed, its sub-actions' where it gives none.
    pub end_changes: usize,
    /// The end it had, and the one it has.
    pub end: (Option<Date>, Option<Date>),
    /// The number of times that its budget changed.
    pub budget_changes: usize,
    /// Its planned cost before and after.
    pub budget: Pair,
}

impl Slip {
    /// The move of the end in all.
    pub fn shift(&self) -> Option<Shift> {
        shift(self.end.0, self.end.1, DateBound::End)
    }

    /// Tells whether its least or its most grew, as far as they are known.
    pub fn costs_more(&self) -> bool {
        let change = self.budget.drift();
        change.is_some_and(|(min, max)| min.0 > 0 || max.0 > 0)
    }
}

/// The fields that drift.
pub const FIELDS: [Column; 2] = [Column::Key(Key::End), Column::Key(Key::Budget)];

/// The drift of actions.
#[derive(Debug, Clone)]
pub struct Slippage {
    /// Those of which anything that is asked for changed, in the order of their measures.
    pub slips: Vec<Slip>,
    /// The fields asked for, out of [`FIELDS`].
    pub fields: Vec<Column>,
    /// The tax basis of the totals.
    pub basis: Basis,
}

impl Slippage {
    /// The number of ends that come later.
    pub fn ends_later(&self) -> usize {
        let is_later = |slip: &&Slip| matches!(slip.shift(), Some(Shift::Later(_)));
        self.slips.iter().filter(is_later).count()
    }

    /// The number of budgets that grew.
    pub fn budgets_higher(&self) -> usize {
        self.slips.iter().filter(|slip| slip.costs_more()).count()
    }
}

/// The drift of the actions of `entries`, the oldest first, in `fields`; in all of [`FIELDS`] where none is named.
pub fn slippage<'a>(
    entries: impl Iterator<Item = &'a LogEntry>,
    mut fields: Vec<Column>,
    basis: Basis,
) -> Slippage {
    if fields.is_empty() {
        fields.extend(FIELDS);
    }
    let mut slips: BTreeMap<usize, Slip> = BTreeMap::new();
    for entry in entries {
        let Event::Changed { before, after, .. } = &entry.event else {
            continue;
        };
        let end = |sheet| dates::end(sheet).map(|end| end.date);
        let (old_end, new_end) = (end(before), end(after));
        let (old, new) = (Total::of(before, basis), Total::of(after, basis));
        let slip = slips.entry(entry.life).or_insert_with(|| Slip {
            id: entry.id.clone(),
            measure: entry.measure.clone(),
            title: entry.title.clone(),
            end_changes: 0,
            end: (old_end, old_end),
            budget_changes: 0,
            budget: Pair {
                before: old,
                after: old,
            },
        });
        slip.id = entry.id.clone();
        slip.measure = entry.measure.clone();
        slip.title.clone_from(&entry.title);
        slip.end_changes += usize::from(old_end != new_end);
        slip.budget_changes += usize::from(old.sum.bounds != new.sum.bounds);
        slip.end.1 = new_end;
        slip.budget.after = new;
    }
    let drifted = |slip: &Slip| {
        (fields.contains(&Column::Key(Key::End)) && slip.end_changes > 0)
            || (fields.contains(&Column::Key(Key::Budget)) && slip.budget_changes > 0)
    };
    let mut slips: Vec<Slip> = slips.into_values().filter(drifted).collect();
    slips.sort_by(|a, b| (&a.measure, &a.id).cmp(&(&b.measure, &b.id)));
    Slippage {
        slips,
        fields,
        basis,
    }
}
