//! The schema of editors: it is up to date, admits the plan's files, refuses planted mistakes, and agrees with the reader.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use jsonschema::Validator;
use serde_json::Value;

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

/// Lines that the reader and the schema both admit in an action.
const GOOD: &[&str] = &[
    "status = \"En cours\"",
    "code = \"A1\"",
    "owners = [\"?\", \"Ville de Dijon\"]",
    "start = 2019-05-12",
    "start = 2019",
    "start = \"2019-05\"",
    "start = \"Été 2019\"",
    "end = \"en continu\"",
    "end = \"?\"",
    "end = \"mi-2020\"",
    "end = \"T3 2020\"",
    "end = \"mai 2019\"",
    "end = \"12/05/2019\"",
    "end = \"5/2019\"",
    "budget = [{ amount = 5_000.50 }, { ht = { min = 3, max = 4 }, ttc = 5 }]",
    "budget = [{ amount = 1, per = \"an\", kind = \"investissement\", approximate = true }]",
    "budget = [{ included_in = \"?\" }, { note = \"En cours\", year = 2030 }]",
    "budget = [{ amount = 1, spent = 2, funder = \"?\", of_which = true }]",
    "sub_actions = [\"un\", { title = \"deux\", status = \"Nouveau\", end = 2020 }]",
    "[[sub_actions]]\ntitle = \"un\"\nbudget = [{ amount = 1 }]",
    "indicators = [{ name = \"x\", values = { 2023 = 12.5 }, by = \"fin 2020\" }]",
    "other_measures = [\"1.2.3\", \"lien-social\"]",
    "extra.montant = 3\nextra.mot = \"x\"",
    "editor_notes = \"\"\"\nx\n\"\"\"",
];

/// Lines that neither admits, and the rule by which the program refuses them.
const BAD: &[(&str, &str)] = &[
    ("status = \"Terminee\"", "name-variant"),
    ("status = \"Fini\"", "unknown-status"),
    ("owner = [\"Ville de Dijon\"]", "unknown-key"),
    ("owners = \"Ville de Dijon\"", "wrong-type"),
    ("owners = [\"Ville de Dijn\"]", "unknown-actor"),
    ("owners = [\"ANRU\", \"ANRU\"]", "repeated-name"),
    ("start = \"en continu\"", "ongoing-start"),
    ("start = \"bientôt\"", "unreadable-date"),
    ("end = \"2019-13\"", "unreadable-date"),
    ("end = 19", "unreadable-date"),
    ("budget = [{ amount = \"5 000\" }]", "wrong-type"),
    ("budget = [{ amount = { min = 3 } }]", "missing-key"),
    ("budget = [{ amount = -4 }]", "negative-amount"),
    ("budget = [{ amount = 4, of = 2 }]", "unknown-key"),
    ("budget = [{ amount = 4, per = \"mois\" }]", "unknown-value"),
    ("budget = [{ amount = 4, year = 20 }]", "implausible-year"),
    (
        "budget = [{ included_in = \"Une action\" }]",
        "bad-reference",
    ),
    ("sub_actions = [5]", "wrong-type"),
    ("sub_actions = [{ code = \"A\" }]", "missing-key"),
    ("sub_actions = [\"\"]", "empty-text"),
    (
        "[[sub_actions]]\ntitle = \"x\"\npartners = []",
        "strayed-key",
    ),
    ("other_measures = [\"9.9.9\"]", "unknown-measure"),
    ("indicators = [{ unit = \"t\" }]", "missing-key"),
    ("editor_notes = [\"x\"]", "wrong-type"),
];

fn with(line: &str) -> String {
    format!(
        "#:schema ../../schema/action.schema.json\ntitle = \"x\"\nthemes = [\"Habitat\"]\n{line}\n"
    )
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

/// Whether the real Taplo is here; where tools are required, it has to be.
fn taplo() -> bool {
    let found = Command::new("taplo").arg("--version").output().is_ok();
    let required = std::env::var_os("PLAN_REQUIRE_TOOLS").is_some_and(|value| value == "1");
    assert!(found || !required, "taplo is missing: pip install taplo");
    found
}

/// Whether Taplo refuses any of the files that `pattern` names, and what it shows of them.
fn refused(pattern: &str, folder: &Path) -> (bool, String) {
    let output = Command::new("taplo")
        .args(["lint", "--no-auto-config", "--colors", "never", pattern])
        .current_dir(folder)
        .output()
        .expect("taplo runs");
    let said = String::from_utf8_lossy(&output.stderr);
    // Where it points at: `┌─ /…/essai.toml:4:7`.
    let places: Vec<&str> = said.lines().filter(|line| line.contains(" ┌─ ")).collect();
    (!output.status.success(), places.join("\n"))
}

#[test]
fn taplo_passes_the_plan_and_refuses_planted_mistakes() {
    if !taplo() {
        return;
    }
    let nothing = (false, String::new());
    assert_eq!(refused("actions/*/*.toml", root()), nothing);
    // The files find the schema by their own first line, as they do in an editor.
    let folder = tempfile::tempdir().expect("a folder");
    let name = "schema/action.schema.json";
    for place in ["schema", "actions/good", "actions/bad"] {
        fs::create_dir_all(folder.path().join(place)).expect("a folder");
    }
    fs::copy(root().join(name), folder.path().join(name)).expect("a copy");
    for (index, line) in GOOD.iter().enumerate() {
        let file = format!("actions/good/{index}.toml");
        fs::write(folder.path().join(file), with(line)).expect("a file");
    }
    assert_eq!(refused("actions/good/*.toml", folder.path()), nothing);
    for (index, (line, _)) in BAD.iter().enumerate() {
        let file = format!("actions/bad/{index}.toml");
        fs::write(folder.path().join(file), with(line)).expect("a file");
    }
    let (_, places) = refused("actions/bad/*.toml", folder.path());
    for (index, (line, _)) in BAD.iter().enumerate() {
        assert!(places.contains(&format!("/{index}.toml:")), "{line}");
    }
}
