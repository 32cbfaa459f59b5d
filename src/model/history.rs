//! The history of a plan: commit by commit, the files and their statements.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::model::action::Sheet;
use crate::model::commit::Commit;
use crate::model::id::{ActionId, MeasureKey};

/// The work of a commit on the plan's actions.
#[derive(Debug, Clone)]
pub struct HistoryStep {
    /// The author, day and reason of its change.
    pub commit: Commit,
    /// The day on which the branch's own line took it: the merge's, where it came by one.
    pub day: NaiveDate,
    /// The commit of the branch's own line that took it.
    pub taken_by: String,
    /// The files that it changed.
    pub files: Vec<File>,
    /// The paths of files that it wrote where, or under a name by which, no action can stand.
    pub misplaced: Vec<String>,
    /// True where the history is cut off, so that the files it seems to add were there before.
    pub is_cut: bool,
}

/// A file as a step left it.
#[derive(Debug, Clone)]
pub struct File {
    /// The measure whose folder it stands in.
    pub measure: MeasureKey,
    /// The action that it is.
    pub id: ActionId,
    /// The content of the file.
    pub content: Content,
}

/// What a file states.
#[derive(Debug, Clone)]
pub enum Content {
    /// It is gone.
    Gone,
    /// It cannot be read.
    Broken,
    /// It states this.
    Sheet(Arc<Sheet>),
}
