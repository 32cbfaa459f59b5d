//! The answers in JSON against their published schema: every key is there, and nothing else.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clap::{Arg, Command, CommandFactory};
use jsonschema::Validator;
use plan::Cli;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::plans;
use crate::program;
use crate::repository::Repository;
use crate::samples;

/// Each kind of answer: the command, and the definition that describes it.
const ANSWERS: &[(&[&str], &str)] = &[
    (&["list"], "list"),
    (&["list", "--group-by", "theme"], "groupedList"),
    (&["budget"], "budget"),
    (&["budget", "--by", "funder", "--basis", "ht"], "budget"),
    (&["budget", "--by", "axis,status"], "crossedBudget"),
    (&["budget", "--by", "owner,year"], "crossedBudget"),
    (&["budget", "--detail"], "detailedBudget"),
    (&["export"], "export"),
    (&["export", "--with-notes"], "export"),
    (&["list", "--indicators"], "indicatorList"),
    (&["status"], "status"),
    (&["import", TABLE, "--add-names"], "import"),
];

/// A table to import.
const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/exemples/tableau.csv");

/// The same of a plan's history, which begins at the tag `v2020`.
const HISTORY: &[(&[&str], &str)] = &[
    (&["diff", "v2020..HEAD"], "diff"),
    (&["diff", "HEAD~1"], "diff"),
    (
        &["diff", "v2020", "--by", "funder", "--basis", "ht"],
        "diff",
    ),
    (&["budget", "--compare", "--at", "v2020"], "compared"),
    (
        &["budget", "--compare", "--at", "v2020", "--by", "status"],
        "compared",
    ),
    (&["since", "2020-06-25"], "since"),
    (&["since", "2020-06-25", "--detail"], "since"),
    (&["log"], "log"),
    (
        &["log", "--field", "budget,end,sub_actions,indicators"],
        "log",
    ),
    (&["log", "--summary"], "slippage"),
    (&["blame", "plan-velo"], "blame"),
];

/// Answers by line: the command, and what describes a line of it.
const LINES: &[(&[&str], &str)] = &[
    (&["log"], "logEntry"),
    (&["log", "--summary"], "slip"),
    (&["blame", "plan-velo"], "setField"),
    (&["budget", "--compare", "--at", "v2020"], "compared"),
    (&["budget"], "budget"),
    (&["budget", "--by", "axis,status"], "crossedBudget"),
    (&["budget", "--detail"], "detailedBudget"),
    (&["status"], "status"),
    (&["list"], "action"),
    (&["export"], "exportedAction"),
];

/// An action that states every key there is.
const EVERY_KEY: &str = r#"
title  = "Plan vélo"
themes = ["Vélo", "Énergie"]
code   = "A2"

status   = "En cours"
priority = "haute"
elected  = "Vice-présidence aux mobilités"

owners    = ["Service Voirie", "?"]
funders   = ["Ademe"]
partners  = ["Région"]
audiences = ["Habitants"]

start = "été 2020"
end   = "en continu"

description = "Des pistes."
objectives  = "Dix pour cent des trajets."
resources   = "Deux postes."
progress    = "Un tiers des pistes."

effects        = ["Moins de bruit"]
places         = ["Centre"]
links          = ["https://example.org/deliberation"]
other_measures = ["1.2"]

indicators = [
  { name = "Pistes", unit = "km", baseline = 12.5, target = 60, by = "2030", values = { 2023 = 20.25 } },
]

budget = [
  { label = "pistes", amount = { min = 2_000_000, max = 3_000_000 }, approximate = true, year = 2025, kind = "investissement", spent = { amount = 500_000.50, on = 2025-12-31 }, note = "voté" },
  { ht = 100_000, ttc = 120_000, funder = "Ademe" },
  { amount = 40_000, of_which = true },
  { amount = 30_000, included_in = "arceaux" },
  { amount = 20_000, per = "an" },
]

editor_notes = "Relire."

[extra]
fiche  = "17"
numero = 17

[[sub_actions]]
code        = "A2.1"
title       = "Pont"
status      = "Nouveau"
owners      = ["Service Voirie"]
start       = "2026"
end         = "?"
description = "Au-dessus de la rocade."
budget      = [{ ht = 700_000 }]
"#;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn schema() -> Value {
    let text = fs::read_to_string(root().join("docs/answers.schema.json")).expect("the schema");
    serde_json::from_str(&text).expect("JSON")
}

/// What judges answers by one definition of the schema, or by the whole.
fn validator(definition: Option<&str>) -> Validator {
    let mut schema = schema();
    if let Some(definition) = definition {
        schema = json!({
            "$schema": schema["$schema"],
            "$ref": format!("#/$defs/{definition}"),
            "$defs": schema["$defs"],
        });
    }
    jsonschema::validator_for(&schema).expect("a schema")
}

/// The answer of a command, in JSON.
fn answer(plan: &Path, command: &[&str]) -> Value {
    let words = command.iter().copied().chain(["--format", "json"]);
    let output = program::run(plan, words);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// A plan of two actions: one states every key, the other none that it need not.
fn plan_of_every_key() -> TempDir {
    let plan = TempDir::new().expect("a temporary folder");
    let put = |path: PathBuf, text: &[u8]| {
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    for file in fs::read_dir(root().join("tests/cases/_base/schema")).expect("vocabularies") {
        let file = file.expect("a vocabulary");
        let text = fs::read(file.path()).expect("a file that can be read");
        put(plan.path().join("schema").join(file.file_name()), &text);
    }
    put(
        plan.path().join("actions/1.1/plan-velo.toml"),
        EVERY_KEY.as_bytes(),
    );
    let bare = "title = \"Arceaux\"\nthemes = [\"Vélo\"]\n";
    put(
        plan.path().join("actions/lien-social/arceaux.toml"),
        bare.as_bytes(),
    );
    plan
}

/// The action that states every key, from the day on which it stated almost none; and then other values of all.
fn life_of_every_key() -> Repository {
    let plan = plan_of_every_key();
    let repository = Repository::new();
    plans::copy(&plan.path().join("schema"), repository.path());
    let bare = "title = \"Plan vélo\"\nthemes = [\"Vélo\"]\n";
    let file = "actions/1.1/plan-velo.toml";
    repository.write("actions/lien-social/arceaux.toml", bare);
    repository.write(file, bare);
    repository.commit("Voter", "2020-06-25T12:00:00+02:00");
    repository.git(&["tag", "v2020"]);
    repository.write(file, EVERY_KEY);
    repository.commit("Remplir", "2021-06-25T12:00:00+02:00");
    repository.write(file, &changed(EVERY_KEY));
    repository.commit("Tout changer", "2022-07-01T12:00:00+02:00");
    let text = changed(EVERY_KEY).replace("\"2027-02-03\"", "\"2027\"");
    repository.write(file, &text);
    repository
}

/// The sheet of every key with another value of each.
fn changed(sheet: &str) -> String {
    let mut text = sheet.to_owned();
    for (old, new) in [
        ("Plan vélo", "Plan des vélos"),
        ("\"Vélo\", \"Énergie\"", "\"Énergie\", \"Vélo\""),
        ("\"A2\"", "\"A3\""),
        ("\"En cours\"", "\"Complété\""),
        ("haute", "basse"),
        ("Vice-présidence", "Adjointe"),
        ("\"Service Voirie\", \"?\"", "\"Service Bâtiments\""),
        ("[\"Habitants\"]", "[\"Tous\"]"),
        ("été 2020", "2020-07"),
        ("en continu", "2027-02-03"),
        ("Des pistes.", "Des pistes et des arceaux."),
        ("Dix pour cent", "Vingt pour cent"),
        ("Deux postes", "Trois postes"),
        ("Un tiers", "La moitié"),
        ("Moins de bruit", "Moins de bruit, moins de gaz"),
        ("[\"Centre\"]", "[]"),
        ("target = 60", "target = 80"),
        ("2_000_000, max = 3_000_000", "2_500_000, max = 3_500_000"),
        ("ttc = 120_000", "ttc = 132_000"),
        ("{ amount = 40_000, of_which = true },", ""),
        ("Relire.", "Relu."),
        ("\"17\"", "\"18\""),
        ("= 17", "= 18"),
        ("\"2026\"", "\"2025-11\""),
        ("Au-dessus", "Au-dessous"),
        ("ht = 700_000", "ht = 650_000.50"),
    ] {
        assert!(text.contains(old), "{old}");
        text = text.replacen(old, new, 1);
    }
    text + "\n[[sub_actions]]\ntitle = \"Rampe\"\n"
}

fn assert_valid(validator: &Validator, answer: &Value, what: &str) {
    let errors: Vec<String> = validator
        .iter_errors(answer)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{what}: {errors:#?}");
}

#[test]
fn the_published_schemas_are_those_of_the_program() {
    let printed = program::run(root(), ["schema", "--answers"]);
    let mut findings = Vec::new();
    plan::render::json::write(&plan::render::findings::json::schema(), &mut findings)
        .expect("a schema");
    for (file, fresh) in [
        ("docs/answers.schema.json", printed.stdout),
        ("docs/findings.schema.json", findings),
    ] {
        let path = root().join(file);
        if std::env::var_os("UPDATE_SCHEMAS").is_some() {
            fs::write(&path, &fresh).expect("a file that can be written");
        }
        let stands = fs::read_to_string(&path).expect("the schema");
        let fresh = String::from_utf8(fresh).expect("UTF-8");
        assert_eq!(stands, fresh, "{file}: UPDATE_SCHEMAS=1 writes it anew");
    }
}

#[test]
fn every_answer_is_as_the_schema_says() {
    let every_key = plan_of_every_key();
    let whole = validator(None);
    for plan in [root(), every_key.path()] {
        for (command, definition) in ANSWERS {
            let answer = answer(plan, command);
            assert_valid(&validator(Some(definition)), &answer, &command.join(" "));
            assert_valid(&whole, &answer, &command.join(" "));
        }
    }
    let shown = answer(every_key.path(), &["show", "plan-velo", "arceaux"]);
    assert_valid(&validator(Some("list")), &shown, "show");
}

#[test]
fn every_answer_of_history_is_as_the_schema_says() {
    let lived = samples::lived();
    let every_key = life_of_every_key();
    let whole = validator(None);
    for plan in [lived.path(), every_key.path()] {
        for (command, definition) in HISTORY {
            let answer = answer(plan, command);
            assert_valid(&validator(Some(definition)), &answer, &command.join(" "));
            assert_valid(&whole, &answer, &command.join(" "));
        }
    }
}

#[test]
fn each_line_of_jsonl_is_one_thing() {
    let lived = samples::lived();
    let whole = validator(None);
    for (command, definition) in LINES {
        let words = command.iter().copied().chain(["--format", "jsonl"]);
        let output = program::run(lived.path(), words);
        let validator = validator(Some(definition));
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(!text.is_empty(), "{command:?}");
        for line in text.lines() {
            let value = serde_json::from_str(line).expect("JSON");
            assert_valid(&validator, &value, line);
            // A line of an export that shows no notes is no whole answer.
            assert!(
                *definition == "exportedAction" || whole.is_valid(&value),
                "{line}"
            );
        }
    }
}

#[test]
fn no_command_answers_in_json_without_a_schema() {
    let mut program = Cli::command();
    program.build();
    let is_json = |argument: &Arg| {
        let values = argument.get_possible_values();
        values
            .iter()
            .any(|value| value.get_name().starts_with("json"))
    };
    let with_json: BTreeSet<&str> = program
        .get_subcommands()
        .filter(|command| command.get_arguments().any(is_json))
        .map(Command::get_name)
        .collect();
    let tested = ANSWERS.iter().chain(HISTORY).map(|(command, _)| command[0]);
    // `show` answers as `list` does, and findings have a schema of their own.
    let described: BTreeSet<&str> = tested.chain(["show", "check"]).collect();
    assert_eq!(with_json, described);
    assert!(root().join("docs/findings.schema.json").exists());
}

/// Every object within a value, by its JSON pointer; what holds any key is left out.
fn objects(value: &Value, pointer: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(entries) => {
            if !pointer.ends_with("/extra") && !pointer.ends_with("/values") {
                found.push(pointer.to_owned());
            }
            for (key, value) in entries {
                objects(value, &format!("{pointer}/{key}"), found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                objects(item, &format!("{pointer}/{index}"), found);
            }
        }
        _ => {}
    }
}

/// Whether a key stands only beside some values: lists, dates, budget lines, months that are not whole.
fn is_of_some_values(object: &serde_json::Map<String, Value>, key: &str) -> bool {
    let of_change = ["added", "removed", "shift", "change"].contains(&key);
    of_change && object.contains_key("field")
        || key == "approximate" && object.contains_key("months")
}

#[test]
fn no_answer_may_lack_a_key_or_have_another() {
    let plan = plan_of_every_key();
    let life = life_of_every_key();
    let answers = ANSWERS.iter().map(|answer| (plan.path(), answer));
    let of_history = HISTORY.iter().map(|answer| (life.path(), answer));
    for (plan, (command, definition)) in answers.chain(of_history) {
        let validator = validator(Some(definition));
        let answer = answer(plan, command);
        let mut pointers = Vec::new();
        objects(&answer, "", &mut pointers);
        assert!(!pointers.is_empty(), "{command:?}");
        for pointer in pointers {
            let planted = |change: &dyn Fn(&mut serde_json::Map<String, Value>)| {
                let mut answer = answer.clone();
                let object = answer.pointer_mut(&pointer).and_then(Value::as_object_mut);
                change(object.expect("an object"));
                validator.is_valid(&answer)
            };
            let what = format!("{} {pointer}", command.join(" "));
            assert!(
                !planted(&|object| drop(object.insert("surplus".to_owned(), json!(1)))),
                "{what}"
            );
            let object = answer
                .pointer(&pointer)
                .and_then(Value::as_object)
                .expect("an object");
            for key in object.keys() {
                // Only an export that is asked for them has the editors' notes.
                let may_lack = *definition == "export" && key == "editor_notes"
                    || is_of_some_values(object, key);
                assert_eq!(
                    planted(&|object| drop(object.shift_remove(key))),
                    may_lack,
                    "{what}/{key}"
                );
                assert!(
                    !planted(&|object| drop(object.insert(key.clone(), json!([{}])))),
                    "{what}/{key}"
                );
            }
        }
    }
}
