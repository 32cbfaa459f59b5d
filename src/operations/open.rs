//! The plan that is meant: as it stands on disk, what was cut off there taken back, or as it was.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::error::Error;
use crate::model::plan::Voted;
use crate::source::Source;
use crate::source::commits::Moment;
use crate::source::git::Repository;
use crate::source::git_folder::refuse_sparse;
use crate::source::journal::{Trace, recover, traces};
use crate::words::Note;

/// The plan around `folder`, and what stands in it of changes that are not whole.
///
/// # Errors
/// There is no plan around the folder.
pub fn around(folder: &Path) -> Result<(Source, Vec<Note>), Error> {
    let source = Source::around(folder)?;
    refuse_sparse(source.root())?;
    let notes = traces(source.root()).into_iter().map(|trace| match trace {
        Trace::CutOff => Note::CutOff,
        Trace::CutOffElsewhere => Note::CutOffElsewhere,
        Trace::OldFolder => Note::OldFolder,
    });
    Ok((source, notes.collect()))
}

/// Take back what a killed run of this user left half-done in the folder at `root`, where it did.
///
/// # Errors
/// It cannot be undone.
pub fn take_back(root: &Path) -> Result<Option<Note>, Error> {
    let undone = recover(root)?;
    Ok(undone.map(|undone| Note::Undone {
        files: undone.files,
        left: undone.left,
    }))
}

/// The plan as it was at `when`, a revision or a day that is not after `today`, and that moment.
///
/// # Errors
/// git knows no such moment, or is not there.
pub fn at(present: &Source, when: &str, today: NaiveDate) -> Result<(Source, Moment), Error> {
    let repository = Arc::new(Repository::around(present.root())?);
    let mut moment = repository.moment(when)?;
    let past = present.at(&repository, &moment.id)?;
    // The end of a year that is under way is today.
    moment.day = moment.day.min(today).max(moment.commit.day);
    Ok((past, moment))
}

/// Tells that a source holds the plan as it was voted, or as it was released under a name, and nothing else.
pub fn is_settled(source: &Source, voted: Option<&Voted>) -> bool {
    let Some(revision) = source.revision().filter(|revision| !revision.dirty) else {
        return false;
    };
    let Ok(repository) = Repository::around(source.root()) else {
        return false;
    };
    let commit = source.commit().cloned().or_else(|| repository.head().ok());
    let voted = voted.and_then(|voted| repository.moment(&voted.revision).ok());
    let is_voted = voted.is_some_and(|voted| voted.id.to_string() == revision.commit);
    is_voted || commit.is_some_and(|commit| repository.is_tagged(&commit).unwrap_or_default())
}
