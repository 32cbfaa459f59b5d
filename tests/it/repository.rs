//! Repositories that tests make with the real git, apart from whatever git is told on this machine.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// What keeps git to itself: nothing of this machine's, no examples of hooks in each repository, nothing tidied behind each commit.
pub const ALONE: [(&str, &str); 6] = [
    ("GIT_CONFIG_GLOBAL", "/dev/null"),
    ("GIT_CONFIG_NOSYSTEM", "1"),
    ("GIT_TEMPLATE_DIR", ""),
    ("GIT_CONFIG_COUNT", "1"),
    ("GIT_CONFIG_KEY_0", "maintenance.auto"),
    ("GIT_CONFIG_VALUE_0", "false"),
];

/// A repository in a folder that goes with it.
pub struct Repository {
    folder: TempDir,
}

impl Repository {
    /// An empty one, on the branch `main`.
    pub fn new() -> Self {
        Self::hashed_by("sha1")
    }

    /// The same with objects named by another hash than git's first.
    pub fn hashed_by(format: &str) -> Self {
        let repository = Self::to_be();
        repository.init(format);
        repository
    }

    /// A folder that is none yet.
    pub fn to_be() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    /// Make the folder one.
    pub fn init(&self, format: &str) {
        let format = format!("--object-format={format}");
        self.git(&["init", "--quiet", "--initial-branch=main", &format]);
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
            .envs(ALONE)
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

/// The lines that a diff adds and removes.
pub fn changed_lines(diff: &str) -> Vec<&str> {
    let is_heading = |line: &str| line.starts_with("+++") || line.starts_with("---");
    diff.lines()
        .filter(|line| line.starts_with(['+', '-']) && !is_heading(line))
        .collect()
}

/// Write the vocabularies of a small plan into a folder of a repository.
pub fn vocabularies(repository: &Repository, folder: &str) {
    let status = |name: &str, phase: &str| {
        format!("[[status]]\nname = \"{name}\"\nmeaning = \"{name}\"\nphase = \"{phase}\"\n\n")
    };
    let statuses = [
        status("Nouveau", "not-started"),
        status("En cours", "running"),
        status("Complété", "done"),
        status("Abandonné", "dropped"),
    ];
    for (file, text) in [
        ("plan.toml", "format = 1\nname = \"Plan\"\n".to_owned()),
        (
            "measures.toml",
            "[[axis]]\nnumber = 1\ntitle = \"Mobilité\"\n\n[[axis]]\nnumber = 2\ntitle = \"Énergie\"\n\n\
             [[measure]]\ncode = \"1.1\"\ntitle = \"Vélo\"\n\n[[measure]]\ncode = \"2.1\"\ntitle = \"Chaleur\"\n"
                .to_owned(),
        ),
        ("statuses.toml", statuses.concat()),
        ("themes.toml", "[[theme]]\nname = \"Mobilité\"\n".to_owned()),
        (
            "actors.toml",
            "[[actor]]\nname = \"Service Vélo\"\n\n[[actor]]\nname = \"Ademe\"\n\n\
             [[actor]]\nname = \"Région\"\n"
                .to_owned(),
        ),
    ] {
        repository.write(&format!("{folder}schema/{file}"), &text);
    }
}

/// The file of an action that ends with 2021 and costs 1 000 €.
pub fn action(title: &str, status: &str) -> String {
    format!(
        "title = \"{title}\"\nthemes = [\"Mobilité\"]\nstatus = \"{status}\"\nend = \"2021\"\n\
         budget = [{{ amount = 1_000 }}]\n"
    )
}
