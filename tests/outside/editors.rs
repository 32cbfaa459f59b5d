//! Real editors, without a window, ask the language server for each thing that it offers, on a copy of the real plan.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use plan::load::canonical::laid_out;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::plans::{real, root};
use crate::program::run;
use crate::tools::{is_here, printed};

/// Accents, guillemets and a wheel stand before the mistakes on their lines: columns of bytes, units and characters differ.
const TEXT: &str = "\
#:schema ../../schema/action.schema.json
title = \"Éclairage « été »\"
themes = [\"Éclairage public\", \"Éclairag publik\"]
owners = [\"Dijon métropole\"]
funders = [\"Ademe BFC\"]
status = \"En courss\"
budget = [{ label = \"Réseau « été » 🚲\", amount = \"18 M€\" }, { amount = 5 }]
links = [\"https://exemple.fr\"]
end = 2019
";

/// The real plan with a new action in it, in a folder of its own.
fn plan() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    real(folder.path());
    let file = folder.path().join("actions/2.2.4/essai.toml");
    fs::write(&file, TEXT).expect("a file");
    (folder, file)
}

/// What an editor says of each thing, by its name.
fn asked(mut editor: Command, file: &Path) -> BTreeMap<String, Value> {
    let folder = Path::new(env!("CARGO_BIN_EXE_plan"))
        .parent()
        .expect("a folder")
        .display();
    let path = std::env::var("PATH").unwrap_or_default();
    let home = tempfile::tempdir().expect("a folder");
    editor
        .env("PLAN_FILE", file)
        .env("PATH", format!("{folder}:{path}"))
        .env("HOME", home.path())
        .env("XDG_STATE_HOME", home.path())
        .env("LC_ALL", "fr_FR.UTF-8");
    let output = editor.output().expect("the editor runs");
    let said = printed(&output);
    let lines = said
        .lines()
        .filter_map(|line| line.trim_end().split_once('\t'));
    lines
        .map(|(name, what)| (name.to_owned(), serde_json::from_str(what).expect("JSON")))
        .collect()
}

/// A finding: its line, its column in characters, its sentence.
type Finding = (u64, u64, String);

/// What `plan check` finds in the file.
fn checked(folder: &Path) -> Vec<Finding> {
    let output = run(folder, ["check", "--format", "json"]);
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = report["findings"].as_array().expect("a list").iter();
    let own = findings.filter(|one| one["path"] == "actions/2.2.4/essai.toml");
    own.map(|one| {
        let start = &one["range"]["start"];
        let number = |key: &str| start[key].as_u64().expect("a number");
        let text = |key: &str| one[key].as_str().expect("a text").to_owned();
        (number("line"), number("column"), text("message"))
    })
    .collect()
}

/// What both editors must be told: `place` says how they count columns.
fn compare(
    said: &BTreeMap<String, Value>,
    checked: &[Finding],
    place: impl Fn(u64, u64) -> (&'static str, u64),
) {
    let list = |name: &str| said[name].as_array().expect("a list").clone();
    let text = |name: &str| said[name].as_str().expect("a text").to_owned();
    let mut expected: Vec<(u64, u64, String)> = checked
        .iter()
        .map(|(line, column, message)| (*line, place(*line, *column).1, message.clone()))
        .collect();
    let mut told: Vec<(u64, u64, String)> = list("diagnostics")
        .iter()
        .map(|one| {
            let column = one[place(1, 1).0].as_u64().expect("a number");
            let message = one["message"].as_str().expect("a text");
            // Editors put the rule's name beside the sentence, before or behind it.
            let message = message.lines().next().unwrap_or_default().to_owned();
            (one["line"].as_u64().expect("a number"), column, message)
        })
        .collect();
    expected.sort();
    told.sort();
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for ((line, column, message), (told_line, told_column, told)) in expected.iter().zip(&told) {
        assert_eq!((told_line, told_column), (line, column), "{message}");
        assert!(told.contains(message.as_str()), "{told} is not {message}");
    }
    assert!(
        list("completion").contains(&json!("En cours")),
        "{:?}",
        said["completion"]
    );
    assert!(text("hover").contains("Le statut"));
    assert!(text("definition").ends_with("schema/actors.toml"));
    assert!(list("symbols").contains(&json!("budget")));
    assert!(
        text("remedy").contains("status = \"En cours\""),
        "{}",
        text("remedy")
    );
    assert_eq!(said["left"], expected.len() - 1);
    assert!(
        text("rename").contains("funders = [\"Ademe Bourgogne\"]"),
        "{}",
        text("rename")
    );
    let layout = laid_out(text("sound").as_bytes()).expect("a sound file");
    assert_ne!(text("sound"), layout);
    assert_eq!(text("formatting"), layout);
    assert_eq!(said["stopped"], true);
}

#[test]
fn neovim_gets_what_it_asks_for() {
    if !is_here(
        Command::new("nvim").arg("--version"),
        "nvim",
        "apt install neovim",
    ) {
        return;
    }
    let (folder, file) = plan();
    let checked = checked(folder.path());
    let mut editor = Command::new("nvim");
    editor
        .args(["-u", "NONE", "-i", "NONE", "-n", "--headless", "-c"])
        .arg(format!(
            "luafile {}",
            root().join("tests/outside/editors.lua").display()
        ));
    let said = asked(editor, &file);
    let line = |line: u64| {
        TEXT.lines()
            .nth(usize::try_from(line).expect("small") - 1)
            .expect("a line")
    };
    compare(&said, &checked, |at, column| {
        let before = line(at)
            .chars()
            .take(usize::try_from(column).expect("small") - 1);
        ("byte", before.map(char::len_utf8).sum::<usize>() as u64)
    });
    assert!(said["references"].as_u64().expect("a number") > 1);
    assert!(said["workspace"].as_u64().expect("a number") > 0);
    assert_eq!(said["links"], 2);
    assert_eq!(said["unknown"], -32601);
    let hints = said["hints"].as_array().expect("a list");
    assert!(hints.contains(&json!("en retard")), "{hints:?}");
    let actors = fs::read_to_string(folder.path().join("schema/actors.toml")).expect("a file");
    assert!(
        actors.contains("name = \"Ademe Bourgogne\""),
        "the other file is changed too"
    );
}

#[test]
fn emacs_gets_what_it_asks_for() {
    let eglot = [
        "-q",
        "--batch",
        "--eval",
        "(progn (package-initialize) (require 'eglot))",
    ];
    if !is_here(
        Command::new("emacs").args(eglot),
        "eglot",
        "apt install emacs-nox elpa-eglot",
    ) {
        return;
    }
    let (folder, file) = plan();
    let checked = checked(folder.path());
    let mut editor = Command::new("emacs");
    editor
        .args(["-q", "--batch", "-l"])
        .arg(root().join("tests/outside/editors.el"));
    let said = asked(editor, &file);
    compare(&said, &checked, |_, column| ("column", column - 1));
}
