//! Where an export comes from: the plan, the day, the commit.

use chrono::NaiveDate;

use crate::words::{Lang, Note};

/// Where an export comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// The name of the plan.
    pub plan: String,
    /// The day that the export is of.
    pub today: NaiveDate,
    /// The commit that is checked out, by its hash; nothing outside git.
    pub revision: Option<String>,
    /// Whether files of the plan differ from it.
    pub dirty: Option<bool>,
}

impl Provenance {
    /// The day and the commit in one sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        lang.note(&Note::Exported {
            today: self.today,
            revision: self.revision.clone(),
            dirty: self.dirty.unwrap_or_default(),
        })
    }
}
