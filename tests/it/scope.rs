//! A check of some files, of a change or of what is staged, in repositories that the real git makes.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::program;
use crate::repository::Repository;

const MOMENT: &str = "2025-01-01T12:00:00+01:00";

fn action(title: &str, line: &str) -> String {
    format!("title  = \"{title}\"\nthemes = [\"Habitat\"]\n{line}\n")
}

/// A plan of three actions: one good, one with an old error, one whose amount is counted in the first.
fn plan() -> Repository {
    let repository = Repository::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in ["plan", "measures", "statuses", "themes", "actors"] {
        let name = format!("schema/{file}.toml");
        let text = fs::read_to_string(root.join(&name)).expect("a vocabulary");
        repository.write(&name, &text);
    }
    repository.write("actions/1.1.1/bon.toml", &action("Bon", ""));
    let old = action("Ancien", "status = \"Ancienne faute\"");
    repository.write("actions/1.1.1/ancien.toml", &old);
    let refers = action("Lié", "budget = [{ included_in = \"bon\" }]");
    repository.write("actions/1.1.1/lie.toml", &refers);
    repository.commit("Voter le plan", MOMENT);
    repository
}

/// The code, the findings a line each, and what is said beside them, in French.
fn check(folder: &Path, arguments: &[&str]) -> (Option<i32>, Vec<String>, String) {
    let arguments = ["check", "--format", "concise"]
        .into_iter()
        .chain(arguments.iter().copied());
    said(program::run(folder, arguments))
}

fn said(output: Output) -> (Option<i32>, Vec<String>, String) {
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    // Which names nobody uses is no question here.
    let about_actions = text.lines().filter(|line| line.starts_with("actions/"));
    (
        output.status.code(),
        about_actions.map(str::to_owned).collect(),
        String::from_utf8(output.stderr).expect("UTF-8"),
    )
}

/// Each finding without its sentence.
fn short(findings: &[String]) -> Vec<&str> {
    let rules = findings.iter().map(|line| line.split("]:").next());
    rules.map(Option::unwrap_or_default).collect()
}

const OLD: &str = "actions/1.1.1/ancien.toml:3:10: erreur[unknown-status";
const NEW: &str = "actions/1.1.1/neuf.toml:3:10: erreur[unknown-status";
const GONE: &str = "actions/1.1.1/bon.toml:1:1: avertissement[deleted-action";
const DANGLING: &str = "actions/1.1.1/lie.toml:3:27: erreur[unknown-reference";

#[test]
fn paths_are_judged_within_the_whole_plan() {
    let repository = plan();
    let folder = repository.path();
    fs::remove_file(folder.join("actions/1.1.1/bon.toml")).expect("a file");
    for (paths, expected, code) in [
        (&["actions"][..], vec![OLD, DANGLING], 1),
        (&["actions/1.1.1/lie.toml"][..], vec![DANGLING], 1),
        (&["actions/1.1.1/ancien.toml", "schema"][..], vec![OLD], 1),
        (&["schema/themes.toml"][..], vec![], 0),
    ] {
        let (found_code, found, _) = check(folder, paths);
        assert_eq!(short(&found), expected, "{paths:?}");
        assert_eq!(found_code, Some(code), "{paths:?}");
    }
    // From within a folder, paths are the folder's.
    let (_, found, beside) = check(&folder.join("actions/1.1.1"), &["lie.toml"]);
    assert_eq!(short(&found), [DANGLING]);
    assert!(beside.contains("non affiché"), "{beside}");
    // A path with a typo is no clean file.
    let (code, _, beside) = check(folder, &["actions/1.1.1/lei.toml"]);
    assert_eq!(code, Some(2));
    assert!(beside.contains("aucun fichier du plan"), "{beside}");
}

#[test]
fn standard_input_stands_for_a_file() {
    let repository = plan();
    let ask = |name: &str, text: &str| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_plan"))
            .args(["check", "-", "--format", "concise", "--lang", "fr"])
            .args(["--stdin-filename", name])
            .current_dir(repository.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let mut input = child.stdin.take().expect("a pipe");
        input.write_all(text.as_bytes()).expect("it listens");
        drop(input);
        said(child.wait_with_output().expect("it ends"))
    };
    // A file that the editor has not saved yet, and one that is not there at all.
    let text = action("Lié", "status = \"Faux\"");
    let (code, found, _) = ask("actions/1.1.1/lie.toml", &text);
    assert_eq!(
        short(&found),
        ["actions/1.1.1/lie.toml:3:10: erreur[unknown-status"]
    );
    assert_eq!(code, Some(1));
    let (code, found, _) = ask("actions/1.1.1/neuf.toml", &text);
    assert_eq!(short(&found), [NEW]);
    assert_eq!(code, Some(1));
    let (code, found, _) = ask("actions/1.1.1/ancien.toml", &action("Ancien", ""));
    assert_eq!((code, found), (Some(0), Vec::new()));
    let (code, _, beside) = check(repository.path(), &["-"]);
    assert_eq!(code, Some(2));
    assert!(beside.contains("--stdin-filename"), "{beside}");
}

#[test]
fn a_change_answers_for_its_files_and_for_what_it_broke_elsewhere() {
    let repository = plan();
    let folder = repository.path();
    repository.git(&["switch", "--quiet", "-c", "travail"]);
    let base = ["--base", "main"];
    let (code, found, beside) = check(folder, &base);
    assert_eq!((code, found), (Some(0), Vec::new()));
    assert!(beside.contains("non affiché"), "{beside}");
    assert!(!beside.contains("aucune erreur"), "{beside}");
    // A new file that git does not know, and a file that another one refers to removed.
    repository.write(
        "actions/1.1.1/neuf.toml",
        &action("Neuf", "status = \"Faux\""),
    );
    fs::remove_file(folder.join("actions/1.1.1/bon.toml")).expect("a file");
    let (code, found, _) = check(folder, &base);
    assert_eq!((code, short(&found)), (Some(1), vec![GONE, DANGLING, NEW]));
    // The same once it is committed, and after others went on.
    repository.commit("Changer", MOMENT);
    repository.git(&["switch", "--quiet", "main"]);
    repository.write(
        "actions/1.1.1/autre.toml",
        &action("Autre", "status = \"Pire\""),
    );
    repository.commit("Continuer ailleurs", MOMENT);
    repository.git(&["switch", "--quiet", "travail"]);
    let (code, found, _) = check(folder, &base);
    assert_eq!((code, short(&found)), (Some(1), vec![GONE, DANGLING, NEW]));
    // Touching a file makes its old errors one's own.
    repository.write(
        "actions/1.1.1/ancien.toml",
        &action("Ancien !", "status = \"Ancienne faute\""),
    );
    let (_, found, _) = check(folder, &base);
    assert_eq!(short(&found), [OLD, GONE, DANGLING, NEW]);
    // A word taken out of a vocabulary breaks files that nobody touched.
    let themes = fs::read_to_string(folder.join("schema/themes.toml")).expect("themes");
    repository.write(
        "schema/themes.toml",
        &themes.replace("name = \"Habitat\"", "name = \"Logement\""),
    );
    let (_, found, _) = check(folder, &base);
    assert!(
        found
            .iter()
            .any(|line| line.contains("lie.toml:2:11: erreur[unknown-theme")),
        "{found:?}"
    );
}

#[test]
fn the_base_is_the_branch_that_is_followed_else_the_remotes_default() {
    let origin = plan();
    let clone = tempfile::tempdir().expect("a folder");
    let git = |arguments: &[&str]| {
        let done = Command::new("git")
            .arg("-C")
            .arg(clone.path())
            .args(arguments)
            .output();
        assert!(done.expect("git runs").status.success(), "{arguments:?}");
    };
    let from = origin.path().to_str().expect("a path");
    git(&["clone", "--quiet", from, "."]);
    let write = |name: &str, text: String| {
        fs::write(clone.path().join(name), text).expect("a file");
    };
    write(
        "actions/1.1.1/neuf.toml",
        action("Neuf", "status = \"Faux\""),
    );
    let (code, found, _) = check(clone.path(), &["--changed"]);
    assert_eq!((code, short(&found)), (Some(1), vec![NEW]));
    // A branch that follows none is judged from the remote's default branch.
    git(&["switch", "--quiet", "--no-track", "-c", "travail"]);
    let (_, found, _) = check(clone.path(), &["--changed"]);
    assert_eq!(short(&found), [NEW]);
    // Where nothing is followed, the user says it.
    git(&["remote", "remove", "origin"]);
    let (code, _, beside) = check(clone.path(), &["--changed"]);
    assert_eq!(code, Some(2));
    assert!(beside.contains("--base origin/main"), "{beside}");
    let (code, _, beside) = check(clone.path(), &["--base", "--upload-pack=x"]);
    assert_eq!(code, Some(2), "{beside}");
}

#[test]
fn what_is_staged_is_read_from_the_index() {
    let repository = plan();
    let folder = repository.path();
    repository.write(
        "actions/1.1.1/neuf.toml",
        &action("Neuf", "status = \"Faux\""),
    );
    let (code, found, _) = check(folder, &["--staged"]);
    assert_eq!(
        (code, found),
        (Some(0), Vec::new()),
        "nothing is staged yet"
    );
    repository.git(&["add", "--all"]);
    // What the file says now is not what the commit would hold.
    repository.write("actions/1.1.1/neuf.toml", &action("Neuf", ""));
    let (code, found, _) = check(folder, &["--staged"]);
    assert_eq!((code, short(&found)), (Some(1), vec![NEW]));
    let (code, _, _) = check(folder, &["--staged", "--changed"]);
    assert_eq!(code, Some(2));
}

#[test]
fn the_first_commit_is_all_new() {
    let repository = plan();
    repository.git(&["update-ref", "-d", "HEAD"]);
    let (code, found, beside) = check(repository.path(), &["--staged"]);
    assert_eq!((code, short(&found)), (Some(1), vec![OLD]));
    assert!(!beside.contains("non affiché"), "{beside}");
}

#[test]
fn without_a_repository_there_is_no_change() {
    let repository = plan();
    fs::remove_dir_all(repository.path().join(".git")).expect("a folder");
    for arguments in [&["--changed"][..], &["--staged"], &["--base", "main"]] {
        let (code, _, beside) = check(repository.path(), arguments);
        assert_eq!(code, Some(2), "{beside}");
    }
}

/// A page of the repository.
fn page(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("a page")
}

/// Run a shell line in a folder, with `plan` on the path and in a workflow's environment.
fn shell(folder: &Path, line: &str, base: &str) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_plan"));
    let path = std::env::var("PATH").unwrap_or_default();
    let programs = program.parent().expect("a folder").display();
    Command::new("sh")
        .args(["-c", line])
        .current_dir(folder)
        .env("PATH", format!("{programs}:{path}"))
        .env("GITHUB_BASE_REF", base)
        .env("CI_MERGE_REQUEST_DIFF_BASE_SHA", base)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .expect("sh runs")
}

#[test]
#[cfg(unix)]
fn the_documented_line_makes_git_refuse_a_bad_commit() {
    let repository = plan();
    let page = page("docs/verification.md");
    let line = page
        .lines()
        .find(|line| line.starts_with("printf '#!/bin/sh"));
    fs::create_dir(repository.path().join(".git/hooks")).expect("a folder of hooks");
    let installed = shell(repository.path(), line.expect("the line"), "");
    assert!(installed.status.success());
    let commit = "git -c user.name=x -c user.email=x@example.org commit --quiet -m x";
    repository.write(
        "actions/1.1.1/neuf.toml",
        &action("Neuf", "status = \"Faux\""),
    );
    repository.git(&["add", "--all"]);
    let refused = shell(repository.path(), commit, "");
    assert!(!refused.status.success());
    let said = String::from_utf8_lossy(&refused.stderr).into_owned()
        + &String::from_utf8_lossy(&refused.stdout);
    assert!(said.contains("unknown-status"), "{said}");
    repository.write("actions/1.1.1/neuf.toml", &action("Neuf", ""));
    repository.git(&["add", "--all"]);
    assert!(shell(repository.path(), commit, "").status.success());
}

/// In a hook of a second work tree, git names the repository in the environment, and that alone.
#[test]
#[cfg(unix)]
fn a_hook_reads_the_work_tree_that_it_runs_for() {
    let repository = Repository::new();
    let inner = plan();
    for folder in ["actions", "schema"] {
        let from = inner.path().join(folder);
        fs::create_dir_all(repository.path().join("le plan")).expect("a folder");
        fs::rename(from, repository.path().join("le plan").join(folder)).expect("a folder");
    }
    repository.commit("Voter le plan", MOMENT);
    repository.git(&["worktree", "add", "--quiet", "-b", "autre", "autre"]);
    let hook = "printf '#!/bin/sh\\nexec plan -C \"le plan\" check --staged\\n' > .git/hooks/pre-commit \
                && chmod +x .git/hooks/pre-commit";
    fs::create_dir(repository.path().join(".git/hooks")).expect("a folder of hooks");
    assert!(shell(repository.path(), hook, "").status.success());
    let neuf = "autre/le plan/actions/1.1.1/neuf.toml";
    repository.write(neuf, &action("Neuf", "status = \"Faux\""));
    let commit = "git add --all && git -c user.name=x -c user.email=x@example.org commit -m x";
    let output = shell(&repository.path().join("autre"), commit, "");
    let said = String::from_utf8_lossy(&output.stderr).into_owned()
        + &String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("1 err"), "{said}");
    repository.write(neuf, &action("Neuf", ""));
    let output = shell(&repository.path().join("autre"), commit, "");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
#[cfg(unix)]
fn the_commands_of_the_ready_jobs_answer() {
    let repository = plan();
    let good = action("Ancien", "");
    repository.write("actions/1.1.1/ancien.toml", &good);
    shell(repository.path(), "plan fmt && plan schema", "");
    repository.commit("Mettre au propre", MOMENT);
    repository.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
    repository.git(&["switch", "--quiet", "-c", "travail"]);
    let mut commands = Vec::new();
    for (name, base) in [
        ("docs/ci/github.yml", "main"),
        ("docs/ci/gitlab.yml", "main"),
    ] {
        for line in page(name).lines().map(str::trim) {
            let command = line
                .strip_prefix("run: ")
                .or_else(|| line.strip_prefix("- "));
            let is_ours =
                |command: &&str| command.contains("plan ") && !command.starts_with("cargo");
            if let Some(command) = command
                .filter(is_ours)
                .filter(|line| !line.starts_with("name:"))
            {
                commands.push((command.to_owned(), base));
            }
        }
    }
    assert_eq!(commands.len(), 8, "{commands:?}");
    for (command, base) in &commands {
        let output = shell(repository.path(), command, base);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{command}: {said}");
    }
    let report = fs::read_to_string(repository.path().join("gl-code-quality-report.json"))
        .expect("a report");
    assert!(report.starts_with('['), "{report}");
    repository.write(
        "actions/1.1.1/neuf.toml",
        &action("Neuf", "status = \"Faux\""),
    );
    let refusing = commands
        .iter()
        .filter(|(command, base)| !shell(repository.path(), command, base).status.success());
    // What writes a report or looks after the schema goes on; GitLab's job is about a request, which no layout stops.
    assert_eq!(refusing.count(), 4);
}
