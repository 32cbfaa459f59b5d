//! How a plan came to be what it is: commit by commit, which files stated what.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::model::action::Sheet;
use crate::model::commit::Commit;
use crate::model::id::{ActionId, MeasureKey};

/// What a commit did to the plan's actions.
#[derive(Debug, Clone)]
pub struct HistoryStep {
    /// Who changed it, when and why.
    pub commit: Commit,
    /// The day on which the branch's own line took it: the merge's, where it came by one.
    pub day: NaiveDate,
    /// The commit of the branch's own line that took it.
    pub taken_by: String,
    /// The files that it changed.
    pub files: Vec<File>,
    /// The paths of files that it wrote where, or under a name by which, no action can stand.
    pub misplaced: Vec<String>,
    /// Whether the history is cut off here, so that what it seems to add was there before.
    pub is_cut: bool,
}

/// A file as a step left it.
#[derive(Debug, Clone)]
pub struct File {
    /// The measure whose folder it stands in.
    pub measure: MeasureKey,
    /// The action that it is.
    pub id: ActionId,
    /// What it states.
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
