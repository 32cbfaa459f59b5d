//! Plans of this repository, copied where a test may change them.

use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use crate::repository::Repository;

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

/// A repository with the real plan in it, committed.
pub fn committed() -> Repository {
    let repository = Repository::new();
    real(repository.path());
    repository.commit("Voter le plan", "2020-01-01T12:00:00+01:00");
    repository
}
