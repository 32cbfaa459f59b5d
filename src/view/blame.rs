//! The commits that last set each field of an action.

use std::{iter, ptr};

use crate::model::action::Sheet;
use crate::view::change::{Change, changes, contents};
use crate::view::diff::EventName;
use crate::view::log::LogEntry;

/// A field that is filled in, and the entry of the log that last set it.
#[derive(Debug, Clone)]
pub struct Set<'a> {
    /// The field and what stands there.
    pub change: Change,
    /// The commit that set it; none where it is in no commit yet.
    pub by: Option<&'a LogEntry>,
}

/// Every field of `sheet`, each with the newest of the action's `entries`, the oldest first, that set it.
///
/// Each value is followed back to the entry that put it there: another one in the same place is not it.
pub fn blame<'a>(sheet: &Sheet, entries: &[&'a LogEntry]) -> Vec<Set<'a>> {
    let fields = contents(sheet).into_iter();
    let mut sets: Vec<(bool, Set<'a>)> = fields
        .map(|change| (false, Set { change, by: None }))
        .collect();
    let newest = entries.iter().rev().find_map(|entry| entry.after.as_ref());
    // What the last commit left otherwise was set since.
    match newest {
        Some(newest) => settle(&mut sets, &changes(newest, sheet), None),
        None => return sets.into_iter().map(|(_, set)| set).collect(),
    }
    for entry in entries.iter().rev().copied() {
        match entry.kind() {
            EventName::Changed => settle(&mut sets, &entry.changes, Some(entry)),
            EventName::Added => {
                let open = sets.iter_mut().filter(|(is_settled, _)| !is_settled);
                open.for_each(|(_, set)| set.by = Some(entry));
                break;
            }
            EventName::Dropped => {}
        }
    }
    sets.into_iter().map(|(_, set)| set).collect()
}

/// Note of the fields that nothing later set that `by` set them, where one of its `changes` did.
fn settle<'a>(sets: &mut [(bool, Set<'a>)], changes: &[Change], by: Option<&'a LogEntry>) {
    for change in changes {
        let mut open = sets.iter_mut().rev().filter(|(is_settled, _)| !is_settled);
        let found = open.find(|(_, set)| touches(change, &set.change));
        if let Some((is_settled, set)) = found {
            *is_settled = true;
            set.by = by;
        }
    }
}

/// The fields by what set them: what is in no commit yet first, then the newest of `entries`, the oldest first, first.
pub fn by_commit<'s, 'a>(
    sets: &'s [Set<'a>],
    entries: &[&'a LogEntry],
) -> Vec<(Option<&'a LogEntry>, Vec<&'s Set<'a>>)> {
    let of = |entry: Option<&'a LogEntry>| {
        let by = |set: &&'s Set<'a>| set.by.map(ptr::from_ref) == entry.map(ptr::from_ref);
        (entry, sets.iter().filter(by).collect::<Vec<_>>())
    };
    let newest_first = entries.iter().rev().copied().map(Some);
    let all = iter::once(None).chain(newest_first).map(of);
    all.filter(|(_, sets)| !sets.is_empty()).collect()
}

/// Whether a change put a value there, or set a part of it.
fn touches(change: &Change, set: &Change) -> bool {
    let (changed, field) = (&change.field, &set.field);
    if changed == field {
        return change.after == set.after;
    }
    // A sub-action is set as a whole by whatever is set in it.
    field.part.is_none() && field.item.is_some() && changed.part == field.item
}
