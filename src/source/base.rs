//! What changed in the plan's files since a commit, and which commit a change is judged against.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::error::Error;
use crate::source::beneath::Beneath;
use crate::source::git::{Held, ObjectId, Repository, Revision};
use crate::source::paths::{ACTIONS, SCHEMA, shown};
use crate::source::plan_path::PlanPath;

impl Repository {
    /// The commit that work began at: where the history of `named` was left, else that of the upstream branch, else
    /// that of the remote's default branch.
    ///
    /// # Errors
    /// `named` is no revision, or shares no history with this one; nothing is named, and no branch is followed.
    pub fn base(&self, named: Option<&str>) -> Result<ObjectId, Error> {
        if let Some(name) = named {
            let commit = self.commit(name)?;
            return self
                .fork(&commit)
                .map_err(|_| Error::NoCommonBase(name.to_owned()));
        }
        let followed = self.commit("@{upstream}").ok();
        let followed = followed.or_else(|| self.default_branch());
        let commit = followed.ok_or(Error::NoBase)?;
        self.fork(&commit).map_err(|_| Error::NoBase)
    }

    /// The paths of the plan's files that differ from `base`, as they are staged or as they are on disk.
    ///
    /// # Errors
    /// git cannot list them.
    pub fn changed(&self, base: &ObjectId, staged: bool) -> Result<BTreeSet<String>, Error> {
        if staged {
            return self.staged(base);
        }
        let held = self.tree(base)?;
        let mut changed = self.differing(&held)?;
        // A file that git does not hold yet is read all the same.
        changed.extend(self.added(&held, &[])?);
        Ok(changed)
    }

    /// Tells whether files of the plan on disk differ from `commit`.
    ///
    /// # Errors
    /// git cannot tell.
    pub fn is_dirty(&self, commit: &ObjectId) -> Result<bool, Error> {
        let held = self.tree(commit)?;
        Ok(!self.differing(&held)?.is_empty()
            || !self.added(&held, &["--exclude-standard"])?.is_empty())
    }

    /// The files of a commit that are gone, or hold something else on disk.
    ///
    /// They are compared here: git would start the filters that its settings name.
    fn differing(&self, held: &[Held]) -> Result<BTreeSet<String>, Error> {
        let root = Beneath::open(self.root()).map_err(Error::reading(self.root()))?;
        let files = held.par_iter().filter(|held| held.is_file);
        let differing = files.filter(|held| !self.is_same(held, &root));
        Ok(differing.map(|held| shown_bytes(&held.path)).collect())
    }

    /// Tells whether the file on disk holds what git does, but for the ends of lines.
    fn is_same(&self, held: &Held, root: &Beneath) -> bool {
        let lines =
            |bytes: Vec<u8>| String::from_utf8(bytes).map(|text| text.replace("\r\n", "\n"));
        let Some(path) = PlanPath::parse(&String::from_utf8_lossy(&held.path)) else {
            return false;
        };
        let found = root.folder(path.folder());
        let Ok(found) = found.and_then(|folder| folder.read(path.name())) else {
            return false;
        };
        // Most files are as they were: nothing is asked of git to see that.
        held.blob.is_of(&found)
            || self.blob(&held.blob).is_ok_and(|blob| {
                let (blob, found) = (lines(blob), lines(found));
                blob.is_ok() && blob == found
            })
    }

    /// The files that are staged otherwise than `commit` holds them.
    fn staged(&self, commit: &ObjectId) -> Result<BTreeSet<String>, Error> {
        let mut arguments = vec!["diff-index", "--cached", "--name-only", "-z"];
        arguments.extend(["--no-renames", "--no-ext-diff", "--relative"]);
        arguments.extend([commit.as_str(), "--", ACTIONS, SCHEMA]);
        Ok(paths(&self.git(arguments)?).map(shown_bytes).collect())
    }

    /// The files that a commit does not hold, staged or on disk only.
    fn added(&self, held: &[Held], options: &[&str]) -> Result<BTreeSet<String>, Error> {
        let mut arguments = vec!["ls-files", "--cached", "--others", "-z"];
        arguments.extend(options);
        arguments.extend(["--", ACTIONS, SCHEMA]);
        let listed = self.git(arguments)?;
        let held: HashSet<&[u8]> = held.iter().map(|held| &held.path[..]).collect();
        let added = paths(&listed).filter(|path| !held.contains(path));
        Ok(added.map(shown_bytes).collect())
    }

    /// The commit where the history that leads here left that of `other`.
    fn fork(&self, other: &ObjectId) -> Result<ObjectId, Error> {
        self.shared(&self.head()?, other)
    }

    /// The default branch of `origin`, or of the only other remote.
    fn default_branch(&self) -> Option<ObjectId> {
        let printed = self.git(["remote"]).ok()?;
        let text = String::from_utf8_lossy(&printed);
        let remotes: Vec<&str> = text.lines().collect();
        let remote = match remotes[..] {
            [only] => only,
            _ => remotes.into_iter().find(|remote| *remote == "origin")?,
        };
        self.commit(&format!("refs/remotes/{remote}/HEAD")).ok()
    }
}

/// The revision of the plan at `root`; none where it is in no repository, has no commit, or git is missing.
pub fn revision(root: &Path) -> Option<Revision> {
    let repository = Repository::around(root).ok()?;
    let commit = repository.head().ok()?;
    Some(Revision {
        dirty: repository.is_dirty(&commit).ok()?,
        commit: commit.to_string(),
    })
}

/// The paths of a listing that ends each with a zero byte.
fn paths(printed: &[u8]) -> impl Iterator<Item = &[u8]> {
    let paths = printed.split(|byte| *byte == 0);
    paths.filter(|path| !path.is_empty())
}

/// A path as a source shows it.
fn shown_bytes(path: &[u8]) -> String {
    shown(&String::from_utf8_lossy(path))
}
