//! Where an export comes from: the plan, the day, the commit.

use chrono::NaiveDate;

use crate::model::question::Extract;
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
    /// How many files of the plan are left out of it, for they have errors.
    pub left_out: usize,
    /// Which part of the plan is exported, where it is not the whole.
    pub extract: Option<Extract>,
}

impl Provenance {
    /// The day, the commit, and the part of the plan.
    pub fn sentence(&self, lang: Lang) -> String {
        let exported = lang.note(&Note::Exported {
            today: self.today,
            revision: self.revision.clone(),
            dirty: self.dirty.unwrap_or_default(),
        });
        let extract = self.extract.iter();
        let extract =
            extract.map(|extract| format!(" – {}", lang.note(&Note::Extract(extract.clone()))));
        exported + &extract.collect::<String>()
    }
}
