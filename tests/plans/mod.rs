//! Plans of this repository, copied where a test may change them.
#![allow(dead_code, reason = "each test uses what it needs of it")]

use std::fs;
use std::path::Path;

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

/// A plan without actions that has the words of the plan at `of`.
pub fn empty(of: &Path) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("actions")).expect("a folder");
    copy(&of.join("schema"), folder.path());
    folder
}
