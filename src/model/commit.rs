//! A commit as answers name it.

use chrono::NaiveDate;

/// Who changed the plan, when and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// Its hash.
    pub id: String,
    /// The day it was made on, in its committer's own time.
    pub day: NaiveDate,
    /// Who wrote the change.
    pub author: String,
    /// The first line of its message.
    pub subject: String,
}
