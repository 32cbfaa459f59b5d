//! What the folder of git says without git being started: whether it is worth while to ask.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::source::git::{DRIVER, Repository};

/// What stands in the folder of git where paths may wait for the end of a merge.
const MERGING: &[&str] = &[
    "MERGE_HEAD",
    "CHERRY_PICK_HEAD",
    "REVERT_HEAD",
    "REBASE_HEAD",
    "AUTO_MERGE",
];

/// The nearest `.git` upwards of a folder: a folder of this work tree's own, or a file that names it.
fn nearest(root: &Path) -> Option<PathBuf> {
    let mut all = root.ancestors().map(|folder| folder.join(".git"));
    let found = all.find(|path| path.exists())?;
    if found.is_dir() {
        return Some(found);
    }
    let named = fs::read_to_string(&found).ok()?;
    Some(
        found
            .parent()?
            .join(named.strip_prefix("gitdir: ")?.trim_end()),
    )
}

/// The paths of the plan at `root` that wait for the end of a merge.
///
/// # Errors
/// git cannot list them.
pub fn unmerged(root: &Path) -> Result<Vec<String>, Error> {
    let is_merging = |git: PathBuf| MERGING.iter().any(|name| git.join(name).exists());
    match nearest(root).is_some_and(is_merging) {
        true => Repository::around(root)?.unmerged(),
        false => Ok(Vec::new()),
    }
}

/// That no file of the plan at `root` is left out of the work tree.
///
/// # Errors
/// Some are, or git cannot tell.
pub fn refuse_sparse(root: &Path) -> Result<(), Error> {
    let is_sparse = nearest(root).is_some_and(|git| git.join("info/sparse-checkout").exists());
    let files = match is_sparse {
        true => Repository::around(root)?.left_out()?,
        false => 0,
    };
    match files {
        0 => Ok(()),
        files => Err(Error::Sparse(files)),
    }
}

/// Tells that the plan at `root` declares the merge by keys, and git here does not know it.
pub fn lacks_driver(root: &Path) -> bool {
    let holds = |path: PathBuf, words: &str| {
        fs::read_to_string(path).is_ok_and(|text| text.contains(words))
    };
    let Some(git) = nearest(root) else {
        return false;
    };
    // Most are installed in the repository's own settings: git is asked only where these do not say so.
    holds(root.join(".gitattributes"), "merge=plan")
        && !holds(git.join("config"), "[merge \"plan\"]")
        && Repository::around(root).is_ok_and(|repository| {
            let driver = repository.git(["config", "--get", DRIVER.0]);
            driver.is_err()
        })
}
