//! The schema of editors: it is up to date, admits the plan's files, refuses planted mistakes, and agrees with the reader.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use jsonschema::Validator;
use serde_json::Value;

use crate::action_lines::{BAD, GOOD, with};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn schema() -> Value {
    let text = fs::read_to_string(root().join("schema/action.schema.json")).expect("the schema");
    serde_json::from_str(&text).expect("JSON")
}

fn validator() -> Validator {
    jsonschema::validator_for(&schema()).expect("a schema")
}

/// A TOML text as editors hand it to a validator: native dates are texts.
fn json(text: &str) -> Value {
    let table: toml::Table = text.parse().expect("TOML");
    of_toml(toml::Value::Table(table))
}

fn of_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(items) => items.into_iter().map(of_toml).collect(),
        toml::Value::Table(table) => {
            let entries = table.into_iter().map(|(key, value)| (key, of_toml(value)));
            Value::Object(entries.collect())
        }
        plain => serde_json::to_value(plain).expect("a plain value"),
    }
}

fn files() -> Vec<PathBuf> {
    let folders = fs::read_dir(root().join("actions")).expect("actions");
    let files = folders.flat_map(|folder| {
        fs::read_dir(folder.expect("a folder").path()).expect("a measure's folder")
    });
    files.map(|file| file.expect("a file").path()).collect()
}

#[test]
fn the_schema_in_the_repository_is_up_to_date() {
    let output = Command::new(env!("CARGO_BIN_EXE_plan"))
        .arg("-C")
        .arg(root())
        .args(["schema", "--check", "--lang", "en"])
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}: run `plan schema`");
}

#[test]
fn a_stale_schema_is_refused_and_written_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_plan"))
            .arg("-C")
            .arg(folder.path())
            .args(["--lang", "fr", "schema"])
            .args(arguments)
            .output()
            .expect("the program runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), said)
    };
    fs::create_dir_all(folder.path().join("actions")).expect("a folder");
    fs::create_dir_all(folder.path().join("schema")).expect("a folder");
    for file in ["plan", "measures", "statuses", "themes", "actors"] {
        let name = format!("schema/{file}.toml");
        fs::copy(root().join(&name), folder.path().join(&name)).expect("a copy");
    }
    let path = folder.path().join("schema/action.schema.json");
    let stale = "erreur\u{202f}: schema/action.schema.json n'est plus à jour\n\
                 aide\u{202f}: le réécrire\u{202f}: plan schema\n";
    assert_eq!(plan(&["--check"]), (Some(1), stale.to_owned()));
    assert!(!path.exists(), "--check writes nothing");
    let written = "schema/action.schema.json écrit\n".to_owned();
    assert_eq!(plan(&[]), (Some(0), written.clone()));
    let current = "schema/action.schema.json est à jour\n".to_owned();
    assert_eq!(plan(&[]), (Some(0), current.clone()));
    // A checkout on Windows may give the file the line ends of the system.
    let text = fs::read_to_string(&path).expect("the schema");
    fs::write(&path, text.replace('\n', "\r\n")).expect("the schema");
    assert_eq!(plan(&["--check"]), (Some(0), current));
    // A new word of a vocabulary makes it stale.
    let themes = folder.path().join("schema/themes.toml");
    let more = fs::read_to_string(&themes).expect("themes") + "\n[[theme]]\nname = \"Forêt\"\n";
    fs::write(themes, more).expect("themes");
    assert_eq!(plan(&["--check"]).0, Some(1));
    assert_eq!(plan(&[]), (Some(0), written));
    assert!(
        fs::read_to_string(&path)
            .expect("the schema")
            .contains("\"Forêt\"")
    );
}

#[test]
fn every_action_names_the_schema_and_obeys_it() {
    let validator = validator();
    let files = files();
    assert!(files.len() > 90, "{} files", files.len());
    for file in files {
        let text = fs::read_to_string(&file).expect("a file");
        assert_eq!(
            text.lines().next(),
            Some("#:schema ../../schema/action.schema.json"),
            "{}",
            file.display()
        );
        let faults: Vec<String> = validator
            .iter_errors(&json(&text))
            .map(|error| error.to_string())
            .collect();
        assert!(faults.is_empty(), "{}: {faults:?}", file.display());
    }
}

/// The rules that find something in the plan with this action in it.
fn findings(text: &str) -> BTreeSet<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let measure = folder.path().join("actions/1.1.1");
    fs::create_dir_all(&measure).expect("a folder");
    fs::create_dir_all(folder.path().join("schema")).expect("a folder");
    for file in ["plan", "measures", "statuses", "themes", "actors"] {
        let name = format!("schema/{file}.toml");
        fs::copy(root().join(&name), folder.path().join(&name)).expect("a copy");
    }
    fs::write(measure.join("essai.toml"), text).expect("a file");
    let output = Command::new(env!("CARGO_BIN_EXE_plan"))
        .arg("-C")
        .arg(folder.path())
        .args(["check", "--lang", "en", "--format", "full"])
        .args(["--today", "2020-01-01", "--ignore", "small-amount"])
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&output.stdout);
    let mut rules = BTreeSet::new();
    // Rules about the vocabularies see a plan of one action, and are not meant here.
    for block in said
        .split("\n\n")
        .filter(|block| block.contains("actions/1.1.1"))
    {
        let rule = block
            .split_once('[')
            .and_then(|(_, rest)| rest.split_once(']'));
        rules.extend(rule.map(|(rule, _)| rule.to_owned()));
    }
    rules
}

#[test]
fn what_the_reader_admits_the_schema_admits() {
    let validator = validator();
    for line in GOOD {
        let text = with(line);
        let faults: Vec<String> = validator
            .iter_errors(&json(&text))
            .map(|error| error.to_string())
            .collect();
        assert!(faults.is_empty(), "{line}: {faults:?}");
        assert_eq!(findings(&text), BTreeSet::new(), "{line}");
    }
}

#[test]
fn what_the_reader_refuses_the_schema_refuses() {
    let validator = validator();
    for (line, rule) in BAD {
        let text = with(line);
        assert!(!validator.is_valid(&json(&text)), "{line}");
        assert_eq!(
            findings(&text),
            BTreeSet::from([(*rule).to_owned()]),
            "{line}"
        );
    }
}
