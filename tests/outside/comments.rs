//! The ready jobs that comment on a merge request, run on a real repository; the programs that would speak to the forge only note it.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::repository::{Repository, action, vocabularies};
use crate::tools::is_here;

const MOMENT: &str = "2025-01-01T12:00:00+01:00";

/// The lines of the block of a job that holds `plan diff`.
fn script(page: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("docs/ci")
        .join(page);
    let text = fs::read_to_string(path).expect("a job");
    let mut blocks: Vec<String> = Vec::new();
    let mut depth = None;
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        match depth {
            Some(depth) if indent > depth => {
                let block = blocks.last_mut().expect("a block has begun");
                block.push_str(line.trim_start());
                block.push('\n');
            }
            _ => {
                let begins = line.ends_with(" |");
                depth = begins.then_some(indent);
                if begins {
                    blocks.push(String::new());
                }
            }
        }
    }
    let ours = blocks
        .into_iter()
        .find(|block| block.contains("plan diff "));
    ours.expect("a block with plan diff")
}

/// A program that notes its arguments in `called` and answers `answer`.
fn stand_in(folder: &Path, name: &str, answer: &str) {
    let path = folder.join(name);
    let called = folder.join("called");
    let text = format!(
        "#!/bin/sh\nprintf '%s\\n' \"$*\" >> '{}'\nprintf '%s' '{answer}'\n",
        called.display()
    );
    fs::write(&path, text).expect("a program");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("a program");
}

/// Run a script as the runners do (an error ends it), and return what it called.
fn run(repository: &Repository, script: &str, programs: &TempDir) -> (Output, String) {
    let program = Path::new(env!("CARGO_BIN_EXE_plan"));
    let folder = program.parent().expect("the program lies in a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    let path = format!("{}:{}:{path}", programs.path().display(), folder.display());
    let base = repository.git(&["rev-parse", "main"]);
    let output = Command::new("sh")
        .args(["-e", "-c", script])
        .current_dir(repository.path())
        .env("PATH", path)
        .env("GITHUB_BASE_REF", "main")
        .env("NUMBER", "7")
        .env("CI_MERGE_REQUEST_DIFF_BASE_SHA", base.trim())
        .env("CI_API_V4_URL", "forge")
        .env("CI_PROJECT_ID", "1")
        .env("CI_MERGE_REQUEST_IID", "7")
        .env("PLAN_TOKEN", "secret")
        .output()
        .expect("sh runs");
    let called = fs::read_to_string(programs.path().join("called")).unwrap_or_default();
    (output, called)
}

fn changed() -> Repository {
    let repository = Repository::new();
    vocabularies(&repository, "");
    repository.write("actions/1.1/velo.toml", &action("Plan vélo", "Nouveau"));
    repository.commit("Voter le plan", MOMENT);
    repository.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
    repository.git(&["switch", "--quiet", "-c", "travail"]);
    repository.write("actions/1.1/velo.toml", &action("Plan vélo", "En cours"));
    repository.commit("Lancer", MOMENT);
    repository
}

#[test]
fn github_gets_one_comment_that_is_replaced() {
    let repository = changed();
    let programs = tempfile::tempdir().expect("a folder");
    stand_in(programs.path(), "gh", "");
    let (output, called) = run(&repository, &script("github-comment.yml"), &programs);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(
        called,
        "pr comment 7 --edit-last --create-if-none --body-file differences.md\n"
    );
    let comment = fs::read_to_string(repository.path().join("differences.md")).expect("a comment");
    assert!(
        comment.contains("Plan vélo") && comment.contains("En cours"),
        "{comment}"
    );
}

#[test]
fn gitlab_gets_one_comment_that_is_replaced() {
    if !is_here(Command::new("jq").arg("--version"), "jq", "apt install jq") {
        return;
    }
    let ours = r#"[{"id": 3, "body": "Bien"}, {"id": 5, "body": "<!-- plan diff -->\nAvant"}]"#;
    for (notes, expected) in [
        (
            "[]",
            "--request POST --data-urlencode body@differences.md forge/projects/1/merge_requests/7/notes\n",
        ),
        (
            ours,
            "--request PUT --data-urlencode body@differences.md forge/projects/1/merge_requests/7/notes/5\n",
        ),
    ] {
        let repository = changed();
        let programs = tempfile::tempdir().expect("a folder");
        stand_in(programs.path(), "curl", notes);
        let (output, called) = run(&repository, &script("gitlab-comment.yml"), &programs);
        assert!(output.status.success(), "{output:?}");
        assert!(called.ends_with(expected), "{called}");
        let comment =
            fs::read_to_string(repository.path().join("differences.md")).expect("a comment");
        assert!(comment.starts_with("<!-- plan diff -->\n"), "{comment}");
        assert!(comment.contains("Plan vélo"), "{comment}");
    }
}

#[test]
fn the_comment_on_a_plan_that_cannot_be_read_waits_for_its_correction() {
    for (page, program) in [("github-comment.yml", "gh"), ("gitlab-comment.yml", "curl")] {
        let repository = changed();
        repository.write("actions/1.1/velo.toml", "title = \"");
        repository.commit("Se tromper", MOMENT);
        let programs = tempfile::tempdir().expect("a folder");
        stand_in(programs.path(), program, "[]");
        let (output, called) = run(&repository, &script(page), &programs);
        assert!(output.status.success(), "{page}");
        assert!(called.contains("differences.md"), "{page}: {called}");
        // What an earlier commit changed would not be true any more.
        let comment =
            fs::read_to_string(repository.path().join("differences.md")).expect("a comment");
        assert!(comment.contains("quand les erreurs"), "{comment}");
        assert!(!comment.contains("Plan vélo"), "{comment}");
    }
}
