//! The commits that a user names, by a revision or by a day, and the branch's own line that leads to them.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::document::decode::decode;
use crate::error::Error;
use crate::model::commit::Commit;
use crate::model::date::Period;
use crate::model::zone::Zone;
use crate::source::Source;
use crate::source::git::{ObjectId, Repository};
use crate::source::paths::{ACTIONS, SCHEMA, SETTINGS, shown};

/// The fields that each commit is asked for: hash, committer's moment, author, subject, the reason that a trailer tells, parents.
pub(crate) const FORMAT: &str =
    "%H%x00%ct%x00%aN%x00%s%x00%(trailers:key=Motif,valueonly,unfold,separator=%x20)%x00%P";
/// The number of these fields.
pub(crate) const FIELDS: usize = 6;

/// A commit among those that lead to another.
#[derive(Debug, Clone)]
pub(crate) struct Ancestor {
    /// The commit.
    pub commit: Commit,
    /// The places of those that it follows.
    pub parents: Vec<usize>,
    /// The day on which it can have come at the earliest: clocks go wrong, but no commit comes before what it follows.
    pub day: NaiveDate,
}

/// Commits, parents before children.
#[derive(Debug, Default)]
pub(crate) struct Ancestry {
    pub commits: Vec<Ancestor>,
    zone: Zone,
    places: BTreeMap<String, usize>,
}

impl Ancestry {
    /// No commits yet; their days are told in `zone`.
    pub fn told_in(zone: Zone) -> Self {
        Self {
            zone,
            ..Self::default()
        }
    }

    /// Add the commit that the fields of [`FORMAT`] tell, all of whose parents are there.
    pub fn push(&mut self, fields: &[&str]) -> Result<(), Error> {
        let [id, moment, author, subject, reason, parents] = fields else {
            return Err(unreadable(&fields.join(" ")));
        };
        let own = moment.parse().ok().and_then(|moment| self.zone.day(moment));
        let own = own.ok_or_else(|| unreadable(moment))?;
        let parents = parents.split_whitespace();
        let parents: Vec<usize> = parents.filter_map(|parent| self.place(parent)).collect();
        let followed = parents.iter().map(|parent| self.commits[*parent].day);
        self.places.insert((*id).to_owned(), self.commits.len());
        self.commits.push(Ancestor {
            day: followed.max().map_or(own, |day| day.max(own)),
            commit: Commit {
                id: (*id).to_owned(),
                day: own,
                author: shown(author),
                subject: shown(subject),
                reason: Some(shown(reason)).filter(|reason| !reason.is_empty()),
            },
            parents,
        });
        Ok(())
    }

    /// The place of a commit.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// The commits of the own line of the branch called `branch` up to the one at `head`, the oldest first, by their places.
    pub fn line(&self, head: Option<usize>, branch: Option<&str>) -> Vec<usize> {
        let mut line: Vec<usize> = std::iter::successors(head, |place| {
            let commit = &self.commits[*place];
            let pulled = (commit.parents.len() == 2 && is_pull(&commit.commit.subject, branch))
                .then(|| commit.parents[1]);
            pulled.or_else(|| commit.parents.first().copied())
        })
        .collect();
        line.reverse();
        line
    }
}

/// The own line of a branch among the commits that lead to its head, by their places.
struct Line {
    all: Ancestry,
    places: Vec<usize>,
}

impl Line {
    /// The day on which it begins.
    fn first(&self) -> Option<NaiveDate> {
        let first = self.places.first()?;
        Some(self.all.commits[*first].day)
    }

    /// Its last commit by the end of `day`.
    fn last_by(&self, day: NaiveDate) -> Option<usize> {
        let mut places = self.places.iter().rev().copied();
        places.find(|place| self.all.commits[*place].day <= day)
    }
}

/// Tells whether a merge took a branch into work that was done beside it, so that its second parent is the line.
///
/// git leaves out where it merges to on the branches that it calls main or master.
fn is_pull(subject: &str, branch: Option<&str>) -> bool {
    let local = subject.strip_prefix("Merge branch '");
    let remote = subject.strip_prefix("Merge remote-tracking branch '");
    let remote = remote.and_then(|rest| Some(rest.split_once('/')?.1));
    let Some((name, rest)) = local.or(remote).and_then(|rest| rest.split_once('\'')) else {
        return false;
    };
    let into = rest.rsplit_once("into ").map(|(_, into)| into);
    let is_own = into.map_or(["main", "master"].contains(&name), |into| into == name);
    is_own || branch == Some(name)
}

/// A moment of the plan's history.
#[derive(Debug, Clone)]
pub struct Moment {
    /// The commit that holds the plan as it was then.
    pub commit: Commit,
    /// The commit's hash.
    pub id: ObjectId,
    /// The day that was asked for; the commit's where a revision was.
    pub day: NaiveDate,
    /// Where a day was asked for, the changes made by then that came into the line only later, the oldest first.
    pub later: Vec<Commit>,
    /// Where a day was asked for and no branch is checked out, the commit whose line is followed.
    pub detached: Option<Commit>,
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
                let id = self.commit(text).map_err(|error| match error {
                    Error::UnknownRevision(name) if self.is_shallow() => {
                        Error::UnknownInShallow(name)
                    }
                    other => other,
                })?;
                let mut one = Ancestry::told_in(self.zone());
                self.listed(&["--max-count=1"], &id, |fields| one.push(fields))?;
                let commit = one.commits.pop().map(|ancestor| ancestor.commit);
                let commit = commit.ok_or_else(|| Error::UnknownRevision(text.to_owned()))?;
                Ok(Moment {
                    day: commit.day,
                    commit,
                    id,
                    later: Vec::new(),
                    detached: None,
                })
            }
        }
    }

    /// The last commit of the current branch's own line by the end of `day`.
    fn by_day(&self, day: NaiveDate) -> Result<Moment, Error> {
        let head = self.head()?;
        let line = self.line_to(&head)?;
        let branch = self.branch();
        let (all, first) = (&line.all, line.first());
        let Some(place) = line.last_by(day) else {
            return Err(match self.is_shallow() {
                true => Error::BeyondShallow { day, first },
                false => Error::BeforeHistory { day, first },
            });
        };
        let commit = all.commits[place].commit.clone();
        let id = hash(&commit.id)?;
        Ok(Moment {
            later: self.entered_later(all, &id, &head, day)?,
            detached: branch.map_or_else(
                || {
                    line.places
                        .last()
                        .map(|head| all.commits[*head].commit.clone())
                },
                |_| None,
            ),
            id,
            commit,
            day,
        })
    }

    /// The current branch's own line up to `head`.
    fn line_to(&self, head: &ObjectId) -> Result<Line, Error> {
        let all = self.ancestry(head)?;
        let places = all.line(all.place(head.as_str()), self.branch().as_deref());
        Ok(Line { all, places })
    }

    /// The end of each month by `today` since the line that leads to `head` began, with its last commit by then.
    ///
    /// # Errors
    /// git cannot list the commits.
    pub fn months(
        &self,
        head: &ObjectId,
        today: NaiveDate,
    ) -> Result<Vec<(NaiveDate, Commit)>, Error> {
        let line = self.line_to(head)?;
        let end = |day: NaiveDate| Period::Month(day.year(), day.month()).latest();
        let ends = std::iter::successors(line.first().map(end), |last| last.succ_opt().map(end));
        let ends = ends.take_while(|end| *end <= today);
        let last = |end| Some((end, line.all.commits[line.last_by(end)?].commit.clone()));
        Ok(ends.filter_map(last).collect())
    }

    /// The commits that changed the plan by that day, and came into the line that leads to `head` only after `taken`.
    fn entered_later(
        &self,
        all: &Ancestry,
        taken: &ObjectId,
        head: &ObjectId,
        day: NaiveDate,
    ) -> Result<Vec<Commit>, Error> {
        if taken == head {
            return Ok(Vec::new());
        }
        let range = [head.to_string(), format!("^{taken}")];
        let options = ["rev-list", "--no-merges", "--reverse"].map(str::to_owned);
        let paths = ["--", ACTIONS, SCHEMA].map(str::to_owned);
        let printed = self.git(options.into_iter().chain(range).chain(paths))?;
        let text = String::from_utf8_lossy(&printed);
        let commits = text.lines().filter_map(|id| all.place(id));
        let commits = commits.map(|place| all.commits[place].commit.clone());
        Ok(commits.filter(|commit| commit.day <= day).collect())
    }

    /// The branch that is checked out; none where a commit is.
    pub fn branch(&self) -> Option<String> {
        let printed = self
            .git(["symbolic-ref", "--quiet", "--short", "HEAD"])
            .ok()?;
        Some(String::from_utf8_lossy(&printed).trim().to_owned())
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

    /// The time zone of the plan as it stands on disk: all days of one answer are told in it, whenever they were.
    pub(crate) fn zone(&self) -> Zone {
        let source = Source::new(self.root());
        let settings = decode(source.read(&source.entry(SETTINGS)).unwrap_or_default());
        let settings = settings.document();
        let zone = settings
            .as_ref()
            .and_then(|document| document.value("timezone"));
        let named = zone.and_then(|zone| Zone::named(zone.get_ref().as_str()?));
        named.unwrap_or_default()
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

    /// The commits that lead to `head`.
    fn ancestry(&self, head: &ObjectId) -> Result<Ancestry, Error> {
        let mut all = Ancestry::told_in(self.zone());
        self.listed(&["--topo-order", "--reverse"], head, |fields| {
            all.push(fields)
        })?;
        Ok(all)
    }

    /// The fields of [`FORMAT`] of the commits that `options` choose of those up to `head`.
    fn listed(
        &self,
        options: &[&str],
        head: &ObjectId,
        each: impl FnMut(&[&str]) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let format = format!("--format={FORMAT}");
        let mut arguments = vec![
            "log",
            "-z",
            "--no-show-signature",
            "--no-color",
            "--encoding=UTF-8",
            &format,
        ];
        arguments.extend(options);
        arguments.extend([head.as_str(), "--"]);
        let printed = self.git(arguments)?;
        let text = String::from_utf8_lossy(&printed);
        let fields: Vec<&str> = text.split_terminator('\0').collect();
        fields.chunks(FIELDS).try_for_each(each)
    }
}

/// The hash that git printed.
///
/// # Errors
/// It is none.
pub fn hash(text: &str) -> Result<ObjectId, Error> {
    ObjectId::parse(text).ok_or_else(|| unreadable(text))
}

fn unreadable(text: &str) -> Error {
    Error::Git(shown(text))
}

#[cfg(test)]
mod tests {
    use super::is_pull;

    #[test]
    fn a_pull_takes_a_branch_into_itself() {
        for (subject, branch, expected) in [
            ("Merge branch 'main' of git@exemple.fr:plan", None, true),
            (
                "Merge branch 'main' of git@exemple.fr:plan",
                Some("main"),
                true,
            ),
            ("Merge remote-tracking branch 'origin/master'", None, true),
            (
                "Merge branch 'plan' of git@exemple.fr:plan into plan",
                None,
                true,
            ),
            ("Merge branch 'main' into travaux", Some("main"), true),
            ("Merge branch 'main' into travaux", Some("travaux"), false),
            ("Merge branch 'main' into travaux", None, false),
            (
                "Merge branch 'travaux' of git@exemple.fr:plan",
                Some("main"),
                false,
            ),
            ("Merge branch 'travaux'", None, false),
            ("Merge pull request #1 from x/main", Some("main"), false),
            ("Fusion de 'main'", Some("main"), false),
        ] {
            assert_eq!(is_pull(subject, branch), expected, "{subject} {branch:?}");
        }
    }
}
