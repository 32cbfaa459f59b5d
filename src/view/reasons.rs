//! Why things changed, as the history tells it without naming anybody.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::action::Sheet;
use crate::model::column::Column;
use crate::model::id::ActionId;
use crate::model::key::Key;
use crate::view::change::{Change, FieldValue};
use crate::view::log::{Log, LogEntry};

/// What is told of why something changed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[schemars(rename = "reason")]
pub struct Reason {
    /// The line's note, or the note of follow-up that came with the change, else the commit's trailer `Motif`; null where
    /// none was recorded.
    pub reason: Option<String>,
    /// The first line of the commit's message, where --detail asks for it.
    pub subject: Option<String>,
}

/// What the history tells of why things changed.
pub struct Reasons<'a> {
    /// The lives of the actions.
    pub log: &'a Log,
    /// What was done since then, the oldest first.
    pub entries: Vec<&'a LogEntry>,
    /// Whether the first lines of messages are told.
    pub detail: bool,
}

impl Reasons<'_> {
    /// Why that was done to the action `id` of which `did` says that an event did it: as the last one tells that tells a
    /// reason. Nothing where that one did not lead to what is now.
    pub fn of(
        &self,
        id: &ActionId,
        did: impl Fn(&LogEntry) -> bool,
        is_now: impl Fn(&Sheet) -> bool,
    ) -> Reason {
        let life = self.log.lives.life(id);
        let entries = self.entries.iter().rev();
        let mut entries = entries.filter(|entry| Some(entry.life) == life && did(entry));
        let Some(last) = entries.next() else {
            return Reason::default();
        };
        if !last.after.as_deref().is_none_or(is_now) {
            return Reason::default();
        }
        let told = |entry: &&LogEntry| note(entry).or_else(|| entry.commit.reason.clone());
        Reason {
            reason: told(last).or_else(|| entries.find_map(told)),
            subject: self.detail.then(|| last.commit.subject.clone()),
        }
    }
}

/// The last note of follow-up that came with a change.
fn note(entry: &LogEntry) -> Option<String> {
    if entry.before.is_none() {
        let notes = &entry.after.as_ref()?.follow_up;
        return notes.last().map(ToString::to_string);
    }
    let of_notes = |change: &&Change| change.field.column == Column::Key(Key::FollowUp);
    let change = entry.changes.iter().find(of_notes)?;
    let notes = |side: &Option<FieldValue>| match side {
        Some(FieldValue::List(notes)) => notes.clone(),
        _ => Vec::new(),
    };
    let known = notes(&change.before);
    let mut new = notes(&change.after).into_iter().rev();
    new.find(|note| !known.contains(note))
}
