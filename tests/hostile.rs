//! What a disk may hold among the actions: odd names, links, pipes, large files. A clear finding each, never a hang.

#![cfg(unix)]

mod plans;
mod program;

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::mpsc;
use std::time::Duration;

use serde_json::Value;

use plans::small as plan;
use program::run;

/// The longest that an answer may take before it counts as a hang.
const PATIENCE: Duration = Duration::from_secs(60);

/// What the program answers, which must not take for ever.
fn answer(folder: &Path, arguments: &'static [&'static str]) -> Output {
    let (told, hear) = mpsc::channel();
    let folder = folder.to_owned();
    std::thread::spawn(move || told.send(run(&folder, arguments.iter().copied())));
    hear.recv_timeout(PATIENCE).expect("an answer, no hang")
}

/// Every finding but of words that nobody uses: `path rule`.
fn findings(folder: &Path) -> Vec<String> {
    let output = answer(
        folder,
        &["check", "--format", "json", "--ignore", "unused-entry"],
    );
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = report["findings"].as_array().expect("findings").iter();
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    findings
        .map(|one| format!("{} {}", text(&one["path"]), text(&one["rule"])))
        .collect()
}

const FOLDER: &str = "actions/1.1";

/// Lay something beside the action of the plan: by its name, and how.
type Lay = fn(&Path);

#[test]
fn each_hostile_thing_is_one_finding() {
    let text = fs::read(plan().path().join(FOLDER).join("plan-velo.toml")).expect("a file");
    let named: &[(&[u8], &str)] = &[
        (b"deux mots.toml", "deux mots.toml bad-id"),
        (b"l'air \"pur\".toml", "l'air \"pur\".toml bad-id"),
        (b"saut\nde ligne.toml", "saut\u{fffd}de ligne.toml bad-id"),
        (b"octets\xff.toml", "octets\u{fffd}.toml bad-id"),
        (b"e\xcc\x81te\xcc\x81.toml", "e\u{301}te\u{301}.toml bad-id"),
        (b"-rf.toml", "-rf.toml bad-id"),
        (b"--help.toml", "--help.toml bad-id"),
        (b"$(touch x).toml", "$(touch x).toml bad-id"),
    ];
    for (name, expected) in named {
        let plan = plan();
        let path = plan.path().join(FOLDER).join(OsStr::from_bytes(name));
        fs::write(path, &text).expect("a file");
        let found = findings(plan.path());
        let expected = vec![format!("{FOLDER}/{expected}")];
        assert_eq!(found, expected, "{}", String::from_utf8_lossy(name));
    }
    let laid: &[(&str, Lay, &str)] = &[
        (
            "boucle.toml",
            |path| symlink("boucle.toml", path).expect("a link"),
            "unreadable-file",
        ),
        (
            "rompu.toml",
            |path| symlink("nulle-part.toml", path).expect("a link"),
            "unreadable-file",
        ),
        (
            "tube.toml",
            |path| {
                let made = Command::new("mkfifo").arg(path).status();
                assert!(made.is_ok_and(|status| status.success()));
            },
            "unreadable-file",
        ),
        (
            "peripherique.toml",
            |path| symlink("/dev/zero", path).expect("a link"),
            "unreadable-file",
        ),
        (
            "remonte",
            |path| symlink("..", path).expect("a link"),
            "stray-file",
        ),
        (
            "vide.toml",
            |path| fs::write(path, "").expect("a file"),
            "empty-file",
        ),
        (
            "ordures.toml",
            |path| {
                let bytes: Vec<u8> = (0..=255).cycle().take(50_000_000).collect();
                fs::write(path, bytes).expect("a file");
            },
            "not-utf8",
        ),
    ];
    for (name, lay, rule) in laid {
        let plan = plan();
        lay(&plan.path().join(FOLDER).join(name));
        assert_eq!(findings(plan.path()), [format!("{FOLDER}/{name} {rule}")]);
    }
}

#[test]
fn a_file_of_fifty_megabytes_is_read() {
    let plan = plan();
    let words = "le mot\n".repeat(7_000_000);
    let text =
        format!("title = \"Long\"\nthemes = [\"Bus\"]\ndescription = \"\"\"\n{words}\"\"\"\n");
    fs::write(plan.path().join(FOLDER).join("long.toml"), text).expect("a file");
    assert_eq!(findings(plan.path()), Vec::<String>::new());
    let output = answer(plan.path(), &["list", "--columns", "id"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("long\n"));
}

#[test]
fn the_reason_is_told_in_the_language_of_the_reader() {
    let plan = plan();
    symlink("boucle.toml", plan.path().join(FOLDER).join("boucle.toml")).expect("a link");
    symlink("/dev/zero", plan.path().join(FOLDER).join("zero.toml")).expect("a link");
    let output = answer(plan.path(), &["check", "--format", "concise"]);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(told.contains("le raccourci tourne en rond"), "{told}");
    assert!(told.contains("pas un fichier"), "{told}");
    let output = answer(
        plan.path(),
        &["check", "--format", "concise", "--lang", "en"],
    );
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(told.contains("links lead round in a circle"), "{told}");
}

#[test]
fn every_form_bears_every_name() {
    let plan = plan();
    let folder = plan.path().join(FOLDER);
    for name in [
        &b"saut\nde ligne.toml"[..],
        b"octets\xff.toml",
        b"a%0Ab::c.toml",
        b"l'air \"pur\".toml",
    ] {
        fs::write(folder.join(OsStr::from_bytes(name)), "title = 3\n").expect("a file");
    }
    for form in [
        &["check", "--format", "json"][..],
        &["check", "--format", "gitlab"],
        &["check", "--format", "sarif"],
    ] {
        let output = run(plan.path(), form.iter().copied());
        assert_eq!(output.status.code(), Some(1));
        serde_json::from_slice::<Value>(&output.stdout)
            .unwrap_or_else(|error| panic!("{form:?}: {error}"));
    }
    let output = answer(plan.path(), &["check", "--format", "github"]);
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        assert!(
            line.starts_with("::error file=") || line.starts_with("::warning file="),
            "{line}"
        );
    }
    let output = answer(plan.path(), &["check", "--format", "concise"]);
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        assert!(
            line.starts_with("actions/") || line.starts_with("schema/"),
            "{line}"
        );
    }
}

#[test]
fn a_folder_typed_the_windows_way_is_told_as_typed() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = answer(folder.path(), &["-C", "C:\\plan\\actions", "list"]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        told.contains("aucun dossier à l'emplacement C:\\plan\\actions"),
        "{told}"
    );
}
