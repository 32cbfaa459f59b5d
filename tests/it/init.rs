//! `plan init`: a plan for another territory, without a mistake from its first minute.

use std::fs;

use crate::program;
use crate::repository::Repository;

/// A run of the program: its exit code, its answer, what it said beside.
fn run(folder: &std::path::Path, arguments: &[&str]) -> (i32, String, String) {
    let output = program::run(folder, arguments.iter().copied());
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let code = output.status.code().expect("an exit code");
    (code, text(output.stdout), text(output.stderr))
}

#[test]
fn a_plan_begins_without_a_mistake_and_in_git() {
    let folder = tempfile::tempdir().expect("a folder");
    let (code, out, told) = run(
        folder.path(),
        &["init", "Pays d'été", "--name", "Le \"plan\""],
    );
    assert_eq!(code, 0, "{told}");
    let root = folder.path().join("Pays d'été");
    for path in out.lines() {
        assert!(root.join(path).is_file(), "{path}");
    }
    assert!(root.join(".git").is_dir());
    let settings = fs::read_to_string(root.join("schema/plan.toml")).expect("settings");
    assert!(
        settings.contains("name     = 'Le \"plan\"'\n"),
        "{settings}"
    );
    for words in [
        &["check"][..],
        &["fmt", "--check"],
        &["schema", "--check"],
        &[
            "new",
            "Plan vélo",
            "--measure",
            "4.3.2",
            "--theme",
            "exemple",
        ],
        &["check"],
    ] {
        let (code, _, told) = run(&root, words);
        assert_eq!(code, 0, "{words:?}: {told}");
    }
    let settings = fs::read(root.join("schema/plan.toml")).expect("settings");
    let (code, out, told) = run(&root, &["init", "."]);
    assert_eq!((code, out.as_str()), (2, ""), "{told}");
    assert_eq!(
        fs::read(root.join("schema/plan.toml")).expect("settings"),
        settings
    );
}

#[test]
fn a_forge_gets_its_jobs_its_template_and_who_reviews_what() {
    for (forge, others, owners) in [
        ("github", ".gitlab", ".github/CODEOWNERS"),
        ("gitlab", ".github", ".gitlab/CODEOWNERS"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let (code, out, told) = run(folder.path(), &["init", "plan", "--forge", forge]);
        assert_eq!(code, 0, "{told}");
        assert!(!out.contains(others), "{out}");
        let root = folder.path().join("plan");
        let text = |path: &str| fs::read_to_string(root.join(path)).expect("a text");
        let laid: String = out.lines().map(text).collect();
        for needed in ["plan check", "plan diff", "plan report", "Pourquoi ce"] {
            assert!(laid.contains(needed), "{forge}: {needed}");
        }
        // A team is to be named first: nothing but comments until then.
        let reviewers = text(owners);
        assert!(reviewers.contains("\n# /actions/1.1.1/ @"), "{reviewers}");
        assert!(
            reviewers
                .lines()
                .all(|line| line.is_empty() || line.starts_with('#'))
        );
        // What GitLab includes stands there.
        for line in laid.lines() {
            if let Some(path) = line.trim().strip_prefix("- local: ") {
                assert!(root.join(path).is_file(), "{path}");
            }
        }
        assert_eq!(run(&root, &["check"]).0, 0);
    }
    let folder = tempfile::tempdir().expect("a folder");
    let (code, _, told) = run(folder.path(), &["init", "plan", "--forge", "gitea"]);
    assert_eq!(code, 2, "{told}");
}

#[test]
fn what_stands_in_the_folder_is_left_alone() {
    let repository = Repository::new();
    repository.write(".gitattributes", "* text\n");
    let (code, out, told) = run(repository.path(), &["init", "."]);
    assert_eq!(code, 0, "{told}");
    assert!(!out.contains(".gitattributes"), "{out}");
    let kept = fs::read_to_string(repository.path().join(".gitattributes")).expect("a file");
    assert_eq!(kept, "* text\n");
}

#[test]
fn the_catalogue_and_the_statuses_are_those_of_the_plan() {
    let entries = |path: &str| -> Vec<String> {
        let text = fs::read_to_string(path).expect("a vocabulary");
        let entries = text.split("\n\n").map(str::trim);
        // A measure without a code is the territory's own.
        let entries = entries.filter(|entry| entry.starts_with("[[") && !entry.contains("\nkey ="));
        entries.map(str::to_owned).collect()
    };
    // What the plan says of a meaning, and a new plan need not.
    let ours = " (Sens donné par le projet : la source n'en donne pas.)";
    for file in ["measures.toml", "statuses.toml"] {
        let own = entries(&format!("schema/{file}"));
        let own: Vec<String> = own.iter().map(|entry| entry.replace(ours, "")).collect();
        assert_eq!(entries(&format!("templates/{file}")), own);
        assert!(own.len() > 3);
    }
}
