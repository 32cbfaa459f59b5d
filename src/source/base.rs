//! What changed in the plan's files since a commit, and which commit a change is judged against.

use std::collections::BTreeSet;

use crate::error::Error;
use crate::source::git::{ObjectId, Repository};
use crate::source::paths::{ACTIONS, SCHEMA, shown};

impl Repository {
    /// The commit that work began at: where the history of `named` was left, else that of the upstream branch, else
    /// that of the remote's default branch.
    ///
    /// # Errors
    /// `named` is no revision, or shares no history with this one; nothing is named, and no branch is followed.
    pub fn base(&self, named: Option<&str>) -> Result<ObjectId, Error> {
        if let Some(name) = named {
            let commit = self.commit(name)?;
            return self.fork(&commit).map_err(|_| Error::NoCommonBase {
                name: name.to_owned(),
            });
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
        let mut arguments = vec![
            "diff",
            "--name-only",
            "-z",
            "--no-renames",
            "--no-ext-diff",
            "--relative",
        ];
        arguments.extend(staged.then_some("--cached"));
        arguments.extend([base.as_str(), "--", ACTIONS, SCHEMA]);
        let mut changed = paths(&self.git(arguments)?);
        if !staged {
            // A file that git does not hold yet is read all the same.
            changed.extend(paths(
                &self.git(["ls-files", "--others", "-z", "--", ACTIONS, SCHEMA])?,
            ));
        }
        Ok(changed)
    }

    /// The commit where the history that leads here left that of `other`.
    fn fork(&self, other: &ObjectId) -> Result<ObjectId, Error> {
        let here = self.commit("HEAD")?;
        let printed = self.git(["merge-base", here.as_str(), other.as_str()])?;
        self.commit(String::from_utf8_lossy(&printed).trim())
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

/// The paths of a listing that ends each with a zero byte, as a source shows them.
fn paths(printed: &[u8]) -> BTreeSet<String> {
    printed
        .split(|byte| *byte == 0)
        .filter(|path| !path.is_empty())
        .map(|path| shown(&String::from_utf8_lossy(path)))
        .collect()
}
