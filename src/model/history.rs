//! The history of a plan: commit by commit, the files and their statements.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::model::action::Sheet;
use crate::model::commit::Commit;
use crate::model::id::{ActionId, MeasureKey};

/// The commits that led to one or several, and what the files of actions stated in them.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// The commits, parents before children.
    pub commits: Vec<HistoryCommit>,
    /// The commits of the branch's own line by their places, the oldest first.
    pub line: Vec<usize>,
    /// The names that files bear, each once: files know them by their places.
    pub ids: Vec<ActionId>,
    /// The measures in whose folders files stand, likewise.
    pub measures: Vec<MeasureKey>,
    /// What files state, likewise.
    pub contents: Vec<Content>,
}

/// The work of a commit on the plan's actions.
#[derive(Debug, Clone)]
pub struct HistoryCommit {
    /// The author, day and reason of its change.
    pub commit: Commit,
    /// The day on which it can have come at the earliest: never before that of a commit it follows.
    pub day: NaiveDate,
    /// The commits that it follows, by their places.
    pub parents: Vec<usize>,
    /// The files that it changed from the first of them.
    pub files: Vec<File>,
    /// The paths of files that it wrote where, or under a name by which, no action can stand.
    pub misplaced: Vec<String>,
    /// True where the history is cut off, so that the files it seems to add were there before.
    pub is_cut: bool,
}

/// A file as a commit left it.
#[derive(Debug, Clone, Copy)]
pub struct File {
    /// The measure whose folder it stands in.
    pub measure: usize,
    /// The action that it is.
    pub id: usize,
    /// What it states; nothing where it is gone.
    pub content: Option<usize>,
}

/// What a file states.
#[derive(Debug, Clone)]
pub enum Content {
    /// It was not asked for.
    Unread,
    /// It cannot be read.
    Broken,
    /// It states this.
    Sheet(Arc<Sheet>),
}

impl History {
    /// What a file states, where it was read.
    pub fn sheet(&self, content: usize) -> Option<&Arc<Sheet>> {
        match &self.contents[content] {
            Content::Sheet(sheet) => Some(sheet),
            Content::Unread | Content::Broken => None,
        }
    }

    /// The day on which a cut history begins to be known, if it is cut.
    pub fn known_from(&self) -> Option<NaiveDate> {
        let first = &self.commits[*self.line.first()?];
        first.is_cut.then_some(first.day)
    }
}

/// The sign by which a renamed action was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// So many percent of what it states are the same.
    Alike(u8),
    /// The history tells its names one by one; so many percent of what it states are the same.
    Followed(u8),
    /// All that it states is the same.
    Identical,
}
