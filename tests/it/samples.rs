//! Plans that tests start from: a small one, one with a past, an empty one.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::plans::{copy, root};
use crate::repository::ALONE;

/// A small plan without a finding.
pub fn small() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for part in ["_base/schema", "_example/actions"] {
        copy(&root().join("tests/cases").join(part), folder.path());
    }
    folder
}

/// Give a plan the past that a script tells, in a repository of its own.
pub fn live(script: &Path, plan: &Path) {
    let output = Command::new("sh")
        .arg(script)
        .current_dir(plan)
        // Nothing of the machine's enters the commits: their hashes never change.
        .envs(ALONE)
        .env("GIT_AUTHOR_NAME", "Claire Morel")
        .env("GIT_AUTHOR_EMAIL", "plan@example.org")
        .env("GIT_COMMITTER_NAME", "Claire Morel")
        .env("GIT_COMMITTER_EMAIL", "plan@example.org")
        .output()
        .expect("sh runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {said}", script.display());
}

/// The small plan with the past that cases tell.
pub fn lived() -> TempDir {
    let plan = small();
    live(&root().join("tests/cases/_history.sh"), plan.path());
    plan
}

/// A plan without actions that has the words of the plan at `of`.
pub fn empty(of: &Path) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("actions")).expect("a folder");
    copy(&of.join("schema"), folder.path());
    folder
}
