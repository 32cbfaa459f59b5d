//! The commits that a user names, by a revision or by a day.

use chrono::NaiveDate;

use crate::error::Error;
use crate::model::commit::Commit;
use crate::model::date::Period;
use crate::source::git::{ObjectId, Repository};
use crate::source::paths::shown;

/// What each commit is asked for: hash, committer's date, author, subject.
const FORMAT: &str = "--format=%H%x00%cI%x00%aN%x00%s";
/// How many fields that is.
const FIELDS: usize = 4;

/// A moment of the plan's history.
#[derive(Debug, Clone)]
pub struct Moment {
    /// The commit that holds the plan as it was then.
    pub commit: Commit,
    /// The commit's hash.
    pub id: ObjectId,
    /// The day that was asked for; the commit's where a revision was.
    pub day: NaiveDate,
}

impl Repository {
    /// The moment that `text` means: a revision, or the end of a day, month, year or season.
    ///
    /// A tag or a branch that is named like a date is what its name says first.
    ///
    /// # Errors
    /// git knows no such revision, or the day comes before the first commit.
    pub fn moment(&self, text: &str) -> Result<Moment, Error> {
        let period = text.parse::<Period>().ok();
        match period.filter(|_| !self.is_reference(text)) {
            Some(period) => self.by_day(period.latest()),
            None => {
                let id = self.commit(text)?;
                let commits = self.log(&["--max-count=1"], &id)?;
                let commit = commits.into_iter().next();
                let commit = commit.ok_or_else(|| Error::UnknownRevision {
                    name: text.to_owned(),
                })?;
                Ok(Moment {
                    day: commit.day,
                    commit,
                    id,
                })
            }
        }
    }

    /// The last commit of the current branch's own line by the end of `day`.
    fn by_day(&self, day: NaiveDate) -> Result<Moment, Error> {
        let before = |first| Error::BeforeHistory { day, first };
        let head = self.head()?;
        // Clocks go wrong: the line's order tells what came last, not the dates.
        let line = self.log(&["--first-parent"], &head)?;
        let first = line.last().map(|commit| commit.day);
        match line.into_iter().find(|commit| commit.day <= day) {
            Some(commit) => Ok(Moment {
                id: hash(&commit.id)?,
                commit,
                day,
            }),
            None if self.is_shallow() => Err(Error::BeyondShallow { day, first }),
            None => Err(before(first)),
        }
    }

    /// The last commit that the histories of two revisions share.
    ///
    /// # Errors
    /// git knows one of them not, or they share none.
    pub fn merge_base(&self, one: &str, other: &str) -> Result<ObjectId, Error> {
        let (first, second) = (self.moment(one)?.id, self.moment(other)?.id);
        self.shared(&first, &second)
    }

    /// The last commit that the histories of two commits share.
    ///
    /// # Errors
    /// They share none.
    pub(crate) fn shared(&self, one: &ObjectId, other: &ObjectId) -> Result<ObjectId, Error> {
        let printed = self.git(["merge-base", one.as_str(), other.as_str()])?;
        hash(String::from_utf8_lossy(&printed).trim())
    }

    /// Tells that a branch or a tag is called so.
    fn is_reference(&self, name: &str) -> bool {
        let kinds = ["refs/heads/", "refs/tags/"].map(|kind| format!("{kind}{name}"));
        let [branch, tag] = &kinds;
        let listed = self.git(["for-each-ref", "--format=%(refname)", branch, tag]);
        let listed = listed.unwrap_or_default();
        let is_listed = |name: &String| {
            let mut names = listed.split(|byte| *byte == b'\n');
            names.any(|found| found == name.as_bytes())
        };
        // A tag may name something else than a commit.
        let mut names = kinds.iter().filter(|name| is_listed(name));
        names.any(|name| self.commit(name).is_ok())
    }

    /// The commits from `head` back, the newest first.
    fn log(&self, options: &[&str], head: &ObjectId) -> Result<Vec<Commit>, Error> {
        let mut arguments = vec![
            "log",
            "-z",
            "--no-show-signature",
            "--no-color",
            "--encoding=UTF-8",
            FORMAT,
        ];
        arguments.extend(options);
        arguments.extend([head.as_str(), "--"]);
        let printed = self.git(arguments)?;
        let text = String::from_utf8_lossy(&printed);
        let fields: Vec<&str> = text.split_terminator('\0').collect();
        fields.chunks(FIELDS).map(commit).collect()
    }
}

/// The commit that the fields of [`FORMAT`] tell.
pub(crate) fn commit(fields: &[&str]) -> Result<Commit, Error> {
    let [id, moment, author, subject] = fields else {
        return Err(unreadable(&fields.join(" ")));
    };
    let day = moment.get(..10).and_then(|day| day.parse().ok());
    Ok(Commit {
        id: (*id).to_owned(),
        day: day.ok_or_else(|| unreadable(moment))?,
        author: shown(author),
        subject: shown(subject),
    })
}

/// The hash that git printed.
fn hash(text: &str) -> Result<ObjectId, Error> {
    ObjectId::parse(text).ok_or_else(|| unreadable(text))
}

fn unreadable(text: &str) -> Error {
    Error::Git {
        message: shown(text),
    }
}
