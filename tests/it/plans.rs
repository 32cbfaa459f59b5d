//! Plans of this repository, copied where a test may change them.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use walkdir::WalkDir;

/// The folder of this repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Copy a folder and all in it into another, under its own name.
pub fn copy(folder: &Path, into: &Path) {
    let parent = folder.parent().expect("a parent");
    for entry in WalkDir::new(folder) {
        let entry = entry.expect("a folder that can be listed");
        let place = into.join(entry.path().strip_prefix(parent).expect("a path within"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(place).expect("a folder");
        } else {
            fs::copy(entry.path(), place).expect("a copy");
        }
    }
}

/// Copy the real plan into a folder.
pub fn real(into: &Path) {
    for part in ["schema", "actions"] {
        copy(&root().join(part), into);
    }
}

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
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
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
