//! A repository that a test makes with the real git, apart from whatever git is told on this machine.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// A repository in a folder that goes with it.
pub struct Repository {
    folder: TempDir,
}

impl Repository {
    /// An empty one, on the branch `main`.
    pub fn new() -> Self {
        let repository = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository
    }

    /// Its folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Write a file and the folders it needs.
    pub fn write(&self, path: &str, text: &str) {
        let file = self.path().join(path);
        fs::create_dir_all(file.parent().expect("a parent")).expect("folders");
        fs::write(file, text).expect("a file");
    }

    /// Commit everything at a moment (`2020-01-01T12:00:00+01:00`).
    pub fn commit(&self, subject: &str, moment: &str) {
        self.git(&["add", "--all"]);
        self.git_at(
            moment,
            &["commit", "--quiet", "--allow-empty", "-m", subject],
        );
    }

    /// Run git, and return what it printed.
    pub fn git(&self, arguments: &[&str]) -> String {
        self.git_at("2020-01-01T12:00:00+01:00", arguments)
    }

    /// Run git with a moment as the author's and the committer's date.
    pub fn git_at(&self, moment: &str, arguments: &[&str]) -> String {
        let output = Command::new("git")
            .current_dir(self.path())
            .args(arguments)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_AUTHOR_NAME", "Élodie Martin")
            .env("GIT_AUTHOR_EMAIL", "elodie@example.org")
            .env("GIT_COMMITTER_NAME", "Élodie Martin")
            .env("GIT_COMMITTER_EMAIL", "elodie@example.org")
            .env("GIT_AUTHOR_DATE", moment)
            .env("GIT_COMMITTER_DATE", moment)
            .output()
            .expect("git");
        assert!(
            output.status.success(),
            "git {arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}
