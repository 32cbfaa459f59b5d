//! The commits that last set each field of an action.

use std::{iter, ptr};

use crate::model::action::Sheet;
use crate::view::change::{Change, ChangedField, contents};
use crate::view::log::{Event, LogEntry};

/// A field that is filled in, and the entry of the log that last set it.
#[derive(Debug, Clone)]
pub struct Set<'a> {
    /// The field and what stands there.
    pub change: Change,
    /// The commit that set it; none where it is in no commit yet.
    pub by: Option<&'a LogEntry>,
}

/// Every field of `sheet`, each with the newest of the action's `entries`, the oldest first, that set it.
pub fn blame<'a>(sheet: &Sheet, entries: &[&'a LogEntry]) -> Vec<Set<'a>> {
    contents(sheet)
        .into_iter()
        .map(|change| {
            let last = entries
                .iter()
                .rev()
                .copied()
                .find(|entry| match &entry.event {
                    Event::Added(_) => true,
                    Event::Changed { changes, .. } => {
                        changes.iter().any(|one| touches(&one.field, &change.field))
                    }
                    Event::Dropped(_) => false,
                });
            // What the last commit left otherwise was set since.
            let by = last.filter(|entry| match &entry.event {
                Event::Added(after) | Event::Changed { after, .. } => {
                    contents(after).contains(&change)
                }
                Event::Dropped(_) => false,
            });
            Set { change, by }
        })
        .collect()
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

/// Tells whether a change of one field set another, or a part of it.
fn touches(changed: &ChangedField, field: &ChangedField) -> bool {
    if changed == field {
        return true;
    }
    // A sub-action is set as a whole by whatever is set in it.
    field.part.is_none() && field.item.is_some() && changed.part == field.item
}
