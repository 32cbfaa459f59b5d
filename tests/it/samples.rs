//! Plans that tests start from: a small one, one with a past, an empty one.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::plans::{copy, root};
use crate::repository::ALONE;
use crate::tools::skip;

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

/// What a shell script says that may mount disks which nobody else sees: `$1` is `plan`, `$2` an empty folder, `$3` the
/// program. Some systems let nobody have a disk of their own, which is told.
pub fn on_own_disks(script: &str, plan: &Path, state: &Path) -> Option<Output> {
    let disk = tempfile::tempdir().expect("a folder");
    let arguments = [
        "--user",
        "--map-root-user",
        "--mount",
        "sh",
        "-c",
        script,
        "sh",
    ];
    let output = Command::new("unshare")
        .args(arguments)
        .args([plan, disk.path(), Path::new(env!("CARGO_BIN_EXE_plan"))])
        .env("PLAN_STATE_DIR", state)
        .output();
    // Each script says with which code the program ended.
    let says_so = |output: &Output| String::from_utf8_lossy(&output.stdout).contains("code");
    let made = output.ok().filter(says_so);
    if made.is_none() {
        skip("unshare gives no disk of its own here");
    }
    made
}
