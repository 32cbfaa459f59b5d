//! A repository that somebody else made: no program that its settings name is started by a command that reads.
#![cfg(unix)]

use std::collections::BTreeSet;
use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::program;
use crate::samples::small;

const FILE: &str = "actions/1.1/plan-velo.toml";

/// The commands that read, by what each asks git.
const COMMANDS: &[&[&str]] = &[
    &["check"],
    &["check", "--staged"],
    &["check", "--changed", "--base", "HEAD~1"],
    &["list"],
    &["list", "--at", "HEAD~1"],
    &["export", "--format", "json"],
    &["export", "--format", "csv"],
    &["export", "--format", "md"],
    &["log"],
    &["log", "plan-velo"],
    &["blame", "plan-velo"],
    &["diff", "HEAD~1"],
    &["fmt", "--check"],
];

/// A plan with a past, and a program that leaves a trace wherever git starts it.
struct Stranger {
    folder: TempDir,
}

impl Stranger {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::rename(small().keep(), folder.path().join("plan")).expect("a folder");
        let stranger = Self { folder };
        let script = format!("#!/bin/sh\necho \"$0\" >>{}\n", stranger.trace().display());
        fs::write(stranger.program(), script).expect("a program");
        fs::set_permissions(stranger.program(), Permissions::from_mode(0o755)).expect("rights");
        stranger.git(&["init", "-q", "-b", "main"]);
        stranger.git(&["add", "-A"]);
        stranger.git(&["commit", "-qm", "un"]);
        let file = stranger.plan().join(FILE);
        let text = fs::read_to_string(&file).expect("a file") + "\n";
        fs::write(&file, text).expect("a file");
        stranger.git(&["commit", "-qam", "deux"]);
        stranger
    }

    fn plan(&self) -> PathBuf {
        self.folder.path().join("plan")
    }

    fn program(&self) -> PathBuf {
        self.folder.path().join("program")
    }

    fn trace(&self) -> PathBuf {
        self.folder.path().join("trace")
    }

    fn git(&self, arguments: &[&str]) -> String {
        let mut git = Command::new("git");
        let who = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
        let output = git
            .args(who)
            .args(arguments)
            .current_dir(self.plan())
            .output();
        let output = output.expect("git runs");
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// What each command started, and its exit code.
    fn started(&self, commands: &[&[&str]]) -> BTreeSet<String> {
        // The file looks newer than what git knows of it.
        let file = self.plan().join(FILE);
        let bytes = fs::read(&file).expect("a file");
        let mut started = BTreeSet::new();
        for words in commands {
            fs::write(&file, &bytes).expect("a file");
            let _ = fs::remove_file(self.trace());
            let output = program::run(&self.plan(), words.iter().copied());
            assert_ne!(output.status.code(), None, "{words:?}");
            let trace = fs::read_to_string(self.trace()).unwrap_or_default();
            started.extend(trace.lines().map(|line| format!("{words:?}: {line}")));
        }
        started
    }
}

/// The settings of git that may name a program, by the words of their names.
fn settings_of_programs() -> Vec<String> {
    let output = Command::new("git").args(["help", "--config"]).output();
    let output = output.expect("git runs").stdout;
    let ends = [
        "command",
        "cmd",
        "program",
        "helper",
        "editor",
        "pager",
        "hook",
        "clean",
        "smudge",
        "process",
        "textconv",
        "driver",
        "askpass",
        "fsmonitor",
        "external",
        "gitproxy",
        "<cmd>",
        "vcs",
        "uploadpack",
        "receivepack",
    ];
    let listed = String::from_utf8_lossy(&output).to_lowercase();
    // These want a word of their own there, or yes or no.
    let others = [
        "advice.",
        "color.",
        "column.",
        "clean.",
        "credential.",
        "diff.<driver>.cache",
    ];
    let is_program = |key: &&str| {
        ends.iter().any(|end| key.ends_with(end))
            && !others.iter().any(|other| key.starts_with(other))
    };
    let keys = listed.lines().filter(is_program);
    keys.filter(|key| key.contains('.') && !key.contains('*'))
        .map(|key| {
            let parts: Vec<&str> = key.split('.').collect();
            let parts = parts
                .iter()
                .map(|part| if part.starts_with('<') { "x" } else { *part });
            parts.collect::<Vec<_>>().join(".")
        })
        .collect()
}

#[test]
fn no_program_of_a_strangers_settings_is_started() {
    let stranger = Stranger::new();
    let settings = settings_of_programs();
    assert!(settings.len() > 20, "{settings:?}");
    let program = stranger.program().display().to_string();
    for key in settings.iter().chain(
        ["filter.x.clean", "filter.x.process", "diff.x.command"]
            .map(str::to_owned)
            .iter(),
    ) {
        stranger.git(&["config", key, &program]);
    }
    let hooks = stranger.plan().join(".git/own-hooks");
    fs::create_dir(&hooks).expect("a folder");
    for hook in [
        "post-index-change",
        "post-checkout",
        "pre-commit",
        "reference-transaction",
        "fsmonitor-watchman",
    ] {
        symlink(stranger.program(), hooks.join(hook)).expect("a link");
        let own = stranger.plan().join(".git/hooks").join(hook);
        let _ = fs::remove_file(&own);
        let _ = fs::create_dir_all(own.parent().expect("a folder"));
        symlink(stranger.program(), own).expect("a link");
    }
    stranger.git(&["config", "core.hooksPath", ".git/own-hooks"]);
    let attributes = stranger.plan().join(".git/info/attributes");
    fs::write(attributes, "*.toml filter=x diff=x merge=x\n").expect("a file");
    assert_eq!(stranger.started(COMMANDS), BTreeSet::new());
    // A file that did change is still seen as such, without the filter.
    let file = stranger.plan().join(FILE);
    let text = fs::read_to_string(&file).expect("a file");
    fs::write(&file, text.replace("title", "# \ntitle")).expect("a file");
    let output = program::run(&stranger.plan(), ["export", "--format", "json"]);
    let export: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(export["dirty"], true);
}

#[test]
fn a_file_that_is_only_newer_is_no_change() {
    let stranger = Stranger::new();
    let dirty = || {
        let output = program::run(&stranger.plan(), ["export", "--format", "json"]);
        let export: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        export["dirty"].clone()
    };
    let file = stranger.plan().join(FILE);
    let text = fs::read_to_string(&file).expect("a file");
    fs::write(&file, &text).expect("a file");
    assert_eq!(dirty(), false);
    // As Windows gives it out.
    fs::write(&file, text.replace('\n', "\r\n")).expect("a file");
    assert_eq!(dirty(), false);
    fs::write(&file, format!("{text}\n")).expect("a file");
    assert_eq!(dirty(), true);
    fs::write(&file, &text).expect("a file");
    fs::write(file.with_file_name("bus.toml"), &text).expect("a file");
    assert_eq!(dirty(), true);
}

#[test]
fn what_a_partial_clone_lacks_is_fetched_only_where_the_user_asks() {
    let stranger = Stranger::new();
    let blob = stranger.git(&["rev-parse", &format!("HEAD~1:{FILE}")]);
    let (folder, name) = blob.split_at(2);
    fs::remove_file(stranger.plan().join(".git/objects").join(folder).join(name))
        .expect("an object");
    let program = stranger.program().display().to_string();
    for (key, value) in [
        ("core.repositoryformatversion", "1"),
        ("extensions.partialClone", "o"),
        ("remote.o.url", "ssh://x/y"),
        ("remote.o.promisor", "true"),
        ("protocol.allow", "always"),
        ("protocol.ssh.allow", "always"),
        ("core.sshCommand", &program),
    ] {
        stranger.git(&["config", key, value]);
    }
    let commands: &[&[&str]] = &[&["list", "--at", "HEAD~1"], &["log"], &["diff", "HEAD~1"]];
    assert_eq!(stranger.started(commands), BTreeSet::new());
    let mut command = program::command(&stranger.plan());
    command
        .args(["list", "--at", "HEAD~1"])
        .env("GIT_NO_LAZY_FETCH", "0");
    command.output().expect("the program runs");
    assert!(stranger.trace().exists());
}

#[test]
fn a_bare_repository_within_the_plan_is_none_of_its_own() {
    let folder = small();
    let plan: &Path = folder.path();
    let bare = Command::new("git")
        .args(["init", "-q", "--bare", "."])
        .current_dir(plan)
        .output();
    assert!(bare.expect("git runs").status.success());
    let output = program::run(plan, ["log"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(program::run(plan, ["list"]).status.code(), Some(0));
}
