//! What git knows of the plan's folder, asked of the `git` command.

use std::path::Path;
use std::process::Command;

/// The state of the plan in git.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// The commit that is checked out, by its hash.
    pub commit: String,
    /// Whether files of the plan differ from it.
    pub dirty: bool,
}

/// The revision of the plan at `root`; none where it is in no repository, has no commit, or git is missing.
pub fn revision(root: &Path) -> Option<Revision> {
    let commit = git(
        root,
        &[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            "HEAD^{commit}",
        ],
    )?;
    let changes = git(
        root,
        &[
            "status",
            "--porcelain",
            "--untracked-files=all",
            "--",
            "actions",
            "schema",
        ],
    )?;
    Some(Revision {
        commit: commit.trim().to_owned(),
        dirty: !changes.is_empty(),
    })
}

fn git(root: &Path, arguments: &[&str]) -> Option<String> {
    let output = Command::new("git")
        .arg("-C")
        .arg(root)
        .args(arguments)
        .env("LC_ALL", "C")
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
