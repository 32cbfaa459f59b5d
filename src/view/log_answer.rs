//! The rows of a log: the changes of some fields, the time that each stood before, the budgets after.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::model::budget::Basis;
use crate::model::column::Column;
use crate::model::key::Key;
use crate::model::shift::{Shift, span};
use crate::view::change::{Change, ChangedField, contents};
use crate::view::compare::Pair;
use crate::view::log::LogEntry;
use crate::view::total::Total;

/// A log as it is told.
#[derive(Debug)]
pub struct LogAnswer<'a> {
    /// The row of each entry, the oldest first.
    pub entries: Vec<AnsweredEntry<'a>>,
    /// Only these fields; all where there is none.
    pub fields: Vec<Column>,
    /// The tax basis of the totals.
    pub basis: Basis,
}

/// An entry of a log as it is told.
#[derive(Debug)]
pub struct AnsweredEntry<'a> {
    /// The entry.
    pub entry: &'a LogEntry,
    /// Its changes that are asked for; of a new action its contents, where fields are asked for.
    pub changes: Vec<LoggedChange<'a>>,
    /// The cost of the action before the first entry, or in it, and after this one: where budgets are asked for and it changes one.
    pub budget: Option<Pair>,
}

/// A change that is told.
#[derive(Debug)]
pub struct LoggedChange<'a> {
    /// The change.
    pub change: Cow<'a, Change>,
    /// The time that the field had been as it was, where an earlier entry says so.
    pub time: Option<Shift>,
}

impl<'a> LogAnswer<'a> {
    /// The log of `entries`, the oldest first.
    pub fn of(
        entries: impl Iterator<Item = &'a LogEntry>,
        fields: Vec<Column>,
        basis: Basis,
    ) -> Self {
        let mut since: BTreeMap<(usize, ChangedField), NaiveDate> = BTreeMap::new();
        let mut first: BTreeMap<usize, Total> = BTreeMap::new();
        let mut told = Vec::new();
        for entry in entries {
            let changes = asked(entry, &fields);
            if changes.is_empty() && !fields.is_empty() {
                continue;
            }
            let has_budget = fields.contains(&Column::Key(Key::Budget))
                && changes.iter().any(|one| one.field.column == Key::Budget);
            let changes = changes.into_iter().map(|change| {
                let day = since.insert((entry.life, change.field.clone()), entry.day);
                let time = day.filter(|day| *day <= entry.day);
                LoggedChange {
                    change,
                    time: time.map(|day| span(day, entry.day)),
                }
            });
            told.push(AnsweredEntry {
                entry,
                changes: changes.collect(),
                budget: has_budget
                    .then(|| drift(entry, &mut first, basis))
                    .flatten(),
            });
        }
        Self {
            entries: told,
            fields,
            basis,
        }
    }

    /// True where every row is of one action.
    pub fn is_of_one(&self) -> bool {
        let mut lives = self.entries.iter().map(|told| told.entry.life);
        let first = lives.next();
        lives.all(|life| Some(life) == first)
    }
}

/// The changes of `entry` in `fields`; all where there is none.
fn asked<'a>(entry: &'a LogEntry, fields: &[Column]) -> Vec<Cow<'a, Change>> {
    let known = entry.changes.iter().map(Cow::Borrowed);
    if fields.is_empty() {
        return known.collect();
    }
    let new = entry.after.iter().filter(|_| entry.before.is_none());
    let new = new.flat_map(|sheet| contents(sheet)).map(Cow::Owned);
    let changes: Vec<Cow<'a, Change>> = known.chain(new).collect();
    let asked = |change: &Cow<'_, Change>| fields.contains(&change.field.column);
    // A sub-action that comes or goes brings or takes its own fields.
    let parts = changes
        .iter()
        .filter(|change| !asked(change))
        .flat_map(|change| change.of_part())
        .map(Cow::Owned);
    let mut parts: Vec<Cow<'a, Change>> = parts.filter(asked).collect();
    let mut changes: Vec<Cow<'a, Change>> = changes.into_iter().filter(asked).collect();
    changes.append(&mut parts);
    changes
}

/// The cost of the action before the first entry that is told of its budget, or in it where it is new; and after `entry`.
fn drift(entry: &LogEntry, first: &mut BTreeMap<usize, Total>, basis: Basis) -> Option<Pair> {
    let after = entry.after.as_ref()?;
    let before = entry.before.as_ref().unwrap_or(after);
    let first = first.entry(entry.life);
    Some(Pair {
        before: *first.or_insert_with(|| Total::of(before, basis)),
        after: Total::of(after, basis),
    })
}
