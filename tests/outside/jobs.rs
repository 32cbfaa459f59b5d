//! The ready jobs and hooks, as the forges that run them read them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::tools::{is_here, printed};

/// The one word that whoever copies the example of hooks has to replace.
const PLACEHOLDER: &str = "ADRESSE";

/// What the forge is told once, and each job asks for.
const VARIABLES: [&str; 2] = ["PLAN_ARCHIVE", "PLAN_SHA256"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of `docs/ci`.
fn jobs() -> Vec<PathBuf> {
    let files = fs::read_dir(root().join("docs/ci")).expect("a folder");
    let mut jobs: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
    jobs.sort();
    jobs
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("a text")
}

/// What judges files by schemas that others publish.
fn check_jsonschema() -> Command {
    Command::new("check-jsonschema")
}

/// Judge a file by a schema that is published for its kind, where the judge is here.
fn judge(schema: &str, file: &Path) {
    let mut version = check_jsonschema();
    if !is_here(
        version.arg("--version"),
        "check-jsonschema",
        "pip install check-jsonschema",
    ) {
        return;
    }
    let mut command = check_jsonschema();
    command.args(["--builtin-schema", schema]).arg(file);
    let output = command.output().expect("it runs");
    let found = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}: {found}", file.display());
}

#[test]
fn each_job_is_one_that_its_forge_takes() {
    let mut jobs = jobs();
    assert_eq!(jobs.len(), 6);
    // Those that publish a version of the program.
    jobs.extend(["github.yml", "gitlab.yml"].map(|name| root().join("release").join(name)));
    for job in &jobs {
        let name = job
            .file_name()
            .and_then(|name| name.to_str())
            .expect("a name");
        let schema = match name.split(['.', '-']).next() {
            Some("github") => "vendor.github-workflows",
            Some("gitlab") => "vendor.gitlab-ci",
            _ => panic!("{name}: whose job is it?"),
        };
        judge(schema, job);
    }
}

#[test]
fn a_job_with_a_wrong_key_is_refused() {
    let mut version = check_jsonschema();
    if !is_here(
        version.arg("--version"),
        "check-jsonschema",
        "pip install check-jsonschema",
    ) {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    for (name, schema, good, bad) in [
        (
            "github.yml",
            "vendor.github-workflows",
            "runs-on:",
            "run-on:",
        ),
        ("gitlab.yml", "vendor.gitlab-ci", "artifacts:", "artefacts:"),
    ] {
        let job = text(&root().join("docs/ci").join(name));
        assert!(job.contains(good));
        let file = folder.path().join(name);
        fs::write(&file, job.replace(good, bad)).expect("a file");
        let mut command = check_jsonschema();
        command.args(["--builtin-schema", schema]).arg(file);
        assert!(
            !command.output().expect("it runs").status.success(),
            "{name}"
        );
    }
}

/// The hooks' example of the page, as the real pre-commit reads it.
#[test]
fn the_example_of_hooks_is_one_that_pre_commit_takes() {
    let page = text(&root().join("docs/verification.md"));
    let (_, rest) = page.split_once("```yaml\n").expect("an example");
    let (example, _) = rest.split_once("```").expect("its end");
    let hooks = text(&root().join(".pre-commit-hooks.yaml"));
    for line in example
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- id: "))
    {
        assert!(
            hooks.contains(&format!("- id: {line}\n")),
            "{line} is no hook"
        );
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(".pre-commit-config.yaml");
    fs::write(&file, example).expect("a file");
    if is_here(
        Command::new("pre-commit").arg("--version"),
        "pre-commit",
        "pip install pre-commit",
    ) {
        let mut command = Command::new("pre-commit");
        printed(
            &command
                .arg("validate-config")
                .arg(file)
                .output()
                .expect("it runs"),
        );
    }
}

#[test]
fn nothing_is_to_be_replaced_in_a_job_and_its_head_names_what_the_forge_is_told() {
    for job in jobs() {
        let job = text(&job);
        let mut head = job.lines().take_while(|line| line.starts_with("# "));
        assert!(
            head.any(|line| VARIABLES.iter().all(|name| line.contains(name))),
            "{job}"
        );
        let body: String = job
            .lines()
            .filter(|line| !line.starts_with('#'))
            .flat_map(|line| [line, "\n"])
            .collect();
        assert_eq!(capitals(&body), BTreeSet::new());
    }
    let page = text(&root().join("docs/verification.md"));
    let mut lines = page.lines().filter(|line| line.contains(PLACEHOLDER));
    let line = lines.next().expect("the example of hooks");
    assert!(line.ends_with("# celle du dépôt de plan"), "{line}");
    assert_eq!(lines.next(), None);
}

/// The lines of a job that fetch the program, as its shell reads them.
#[cfg(unix)]
fn installation(job: &str) -> String {
    let lines = job.lines().map(str::trim_start);
    let fetch =
        lines.skip_while(|line| !line.starts_with("curl ") || !line.contains("PLAN_ARCHIVE"));
    let lines: Vec<&str> = fetch.take_while(|line| !line.starts_with('-')).collect();
    lines.join("\n")
}

/// What is fetched is used only where it is what the checksum says.
#[test]
#[cfg(unix)]
fn a_job_takes_the_archive_with_its_checksum_and_no_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::create_dir_all(at("plan-1/")).expect("a folder");
    fs::write(at("plan-1/plan"), "#!/bin/sh\n").expect("a program");
    let shell = |line: &str, sum: &str| {
        Command::new("sh")
            .args(["-e", "-c", line])
            .current_dir(folder.path())
            .env(
                "PLAN_ARCHIVE",
                format!("file://{}", at("a.tar.gz").display()),
            )
            .env("PLAN_SHA256", sum)
            .env("RUNNER_TEMP", at("bin"))
            .env("GITHUB_PATH", at("path"))
            .output()
            .expect("sh runs")
    };
    shell("tar -czf a.tar.gz plan-1", "");
    let sum = String::from_utf8(shell("sha256sum a.tar.gz | cut -c 1-64", "").stdout);
    let sum = sum.expect("a checksum");
    for job in jobs() {
        // Where the programs of GitLab's container lie.
        let line = installation(&text(&job))
            .replace("/usr/local/bin", "bin")
            .replace("/tmp/", "bin/");
        assert!(line.lines().count() >= 3, "{line}");
        for (sum, is_taken) in [(sum.trim(), true), (&"0".repeat(64), false), ("", false)] {
            fs::create_dir_all(at("bin")).expect("a folder");
            let output = shell(&line, sum);
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.success(), is_taken, "{sum}: {said}");
            assert_eq!(at("bin/plan").exists(), is_taken, "{sum}");
            fs::remove_dir_all(at("bin")).expect("a folder");
        }
    }
}

/// The words in capitals that are no variable, no option of a request and no name of git's.
fn capitals(job: &str) -> BTreeSet<&str> {
    let known = [
        "GET",
        "POST",
        "PUT",
        "HEAD",
        "PRIVATE",
        "TOKEN",
        "PLAN_TOKEN",
        "PLAN_ARCHIVE",
        "PLAN_SHA256",
    ];
    let is_of_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let mut words = BTreeSet::new();
    for (start, word) in job
        .split(|letter: char| !is_of_word(letter))
        .map(|word| (word.as_ptr() as usize - job.as_ptr() as usize, word))
    {
        let before = job[..start].trim_end_matches('{');
        let after = &job[start + word.len()..];
        let is_variable = before.ends_with('$') || after.starts_with(": ");
        let is_capital = word.len() > 2 && word.chars().all(|letter| !letter.is_ascii_lowercase());
        let is_number = word.chars().all(|letter| letter.is_ascii_digit());
        if is_capital && !is_number && !is_variable && !known.contains(&word) {
            words.insert(word);
        }
    }
    words
}

/// The hooks as the real pre-commit reads them, where it is here.
#[test]
fn pre_commit_takes_the_hooks() {
    if !is_here(
        Command::new("pre-commit").arg("--version"),
        "pre-commit",
        "pip install pre-commit",
    ) {
        return;
    }
    let output = Command::new("pre-commit")
        .args(["validate-manifest", ".pre-commit-hooks.yaml"])
        .current_dir(root())
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
}
