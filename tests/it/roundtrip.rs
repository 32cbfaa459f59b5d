//! Out by an export and back by an import: the same plan; and of a table changed elsewhere, just what was changed.

#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::Format;
use rust_xlsxwriter::workbook::Workbook;
use serde_json::Value;
use tempfile::TempDir;

use crate::plans::{committed, root};
use crate::program::run;
use crate::samples::{empty, small};
use crate::tools::printed;

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// Every field of every action, and the fingerprint of each.
fn actions(plan: &Path) -> Vec<Value> {
    let answer = printed(&run(plan, ["export", "--format", "json", "--with-notes"]));
    let export: Value = serde_json::from_str(&answer).expect("JSON");
    export["actions"].as_array().expect("actions").clone()
}

/// Export the real plan with its notes into a folder that goes with the test.
fn exported(name: &str, arguments: &[&str]) -> (TempDir, PathBuf) {
    exported_of(root(), name, arguments)
}

/// Export a plan with its notes into a folder that goes with the test.
fn exported_of(plan: &Path, name: &str, arguments: &[&str]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    let option = if arguments.contains(&"--package") {
        None
    } else {
        Some("-o")
    };
    let all = ["export", "--with-notes"].into_iter();
    let all = all
        .chain(arguments.iter().copied())
        .chain(option)
        .chain([text(&path)]);
    printed(&run(plan, all));
    (folder, path)
}

/// The forms of an export: the name of the file, and the arguments that ask for it.
const FORMS: [(&str, &[&str]); 6] = [
    ("plan.json", &[]),
    ("plan.jsonl", &[]),
    ("plan.xlsx", &[]),
    ("paquet", &["--package"]),
    ("plan.csv", &[]),
    ("excel.csv", &["--excel"]),
];

#[test]
fn what_holds_the_whole_plan_makes_the_whole_plan_again() {
    let real = actions(root());
    for (name, arguments) in &FORMS[..4] {
        for lang in ["fr", "en"] {
            let mut arguments = arguments.to_vec();
            arguments.splice(0..0, ["--lang", lang]);
            let (_folder, file) = exported(name, &arguments);
            let plan = empty(root());
            printed(&run(plan.path(), ["import", text(&file), "--write"]));
            let back = actions(plan.path());
            for (one, other) in real.iter().zip(&back) {
                assert_eq!(one, other, "{name} {lang}");
            }
            assert_eq!(real.len(), back.len(), "{name} {lang}");
            let checked = run(plan.path(), ["check", "--ignore", "unused-entry"]);
            assert!(checked.status.success(), "{name} {lang}");
        }
    }
}

/// What a single table says of an action: all but what it has no column for.
fn of_one_table(action: &Value) -> Value {
    let mut action = action.clone();
    let object = action.as_object_mut().expect("an object");
    object.remove("fingerprint");
    for part in object["sub_actions"].as_array_mut().expect("sub-actions") {
        *part = part["title"].clone();
    }
    for one in object["indicators"].as_array_mut().expect("indicators") {
        *one = one["name"].clone();
    }
    for side in ["start", "end"] {
        // A date that follows from the sub-actions is none of the table's.
        if object[side]["derived"] == true {
            object.insert(side.to_owned(), Value::Null);
        }
    }
    action
}

#[test]
fn a_single_table_makes_all_that_it_has_columns_for() {
    let real = actions(root());
    for (name, arguments) in &FORMS[4..] {
        let (_folder, file) = exported(name, arguments);
        let plan = empty(root());
        printed(&run(plan.path(), ["import", text(&file), "--write"]));
        let back = actions(plan.path());
        assert_eq!(real.len(), back.len(), "{name}");
        for (one, other) in real.iter().zip(&back) {
            assert_eq!(of_one_table(one), of_one_table(other), "{name}");
        }
    }
}

#[test]
fn a_table_that_comes_back_as_it_was_changes_nothing() {
    // A day that is the bound which the platform's spreadsheet wrote for a year is that year.
    let platform: (&str, &[&str]) = ("tet.xlsx", &["--format", "tet"]);
    for (name, arguments) in FORMS.iter().chain([&platform]) {
        let (_folder, file) = exported(name, arguments);
        let output = run(root(), ["import", text(&file)]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let report = printed(&output);
        assert!(said.contains("rien à écrire"), "{name}: {report}{said}");
        assert!(!report.contains("À relire"), "{name}: {report}");
    }
}

#[test]
fn what_changed_in_the_plan_meanwhile_is_a_conflict_and_left_alone() {
    let repository = committed();
    printed(&run(repository.path(), ["export", "-o", "plan.csv"]));
    let id = "extension-consignes-de-tri";
    printed(&run(repository.path(), ["set", id, "end=2025"]));
    let path = repository.path().join("plan.csv");
    let table = fs::read_to_string(&path).expect("a table");
    let row = table
        .lines()
        .find(|line| line.starts_with(id))
        .expect("a row");
    fs::write(
        &path,
        table.replace(row, &row.replace("Nouveau", "En cours")),
    )
    .expect("a file");
    let before = repository.git(&["diff"]);
    let output = run(repository.path(), ["import", "plan.csv", "--write"]);
    assert_eq!(output.status.code(), Some(1), "nothing could be written");
    let report = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(report.contains("depuis l'export : 1 fiche"), "{report}");
    assert!(
        report.contains("Fin : 2025 dans le plan, 2022 dans le tableau"),
        "{report}"
    );
    assert!(
        report.contains("Statut : Nouveau dans le plan, En cours dans le tableau"),
        "{report}"
    );
    assert_eq!(repository.git(&["diff"]), before, "left alone");
}

#[test]
fn a_workbook_keeps_what_the_plan_said_and_takes_nothing_back() {
    let repository = committed();
    printed(&run(repository.path(), ["export", "-o", "plan.xlsx"]));
    let id = "extension-consignes-de-tri";
    printed(&run(repository.path(), ["set", id, "end=2025"]));
    let output = run(repository.path(), ["import", "plan.xlsx", "--write"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let report = printed(&output);
    assert!(said.contains("rien à écrire"), "{report}{said}");
    assert!(report.contains("95 fiches"), "{report}");
    assert!(!report.contains("À relire"), "{report}");
}

#[test]
fn a_table_of_an_earlier_version_is_compared_by_value_and_says_so() {
    let repository = committed();
    printed(&run(repository.path(), ["export", "-o", "plan.csv"]));
    let id = "extension-consignes-de-tri";
    let path = repository.path().join("plan.csv");
    let table = fs::read_to_string(&path).expect("a table");
    let row = table
        .lines()
        .find(|line| line.starts_with(id))
        .expect("a row");
    let changed = table.replace(row, &row.replace("Nouveau", "En cours"));
    // The first version wrote none of its own.
    fs::write(&path, changed.replace(",v2-", ",")).expect("a file");
    let report = printed(&run(repository.path(), ["import", "plan.csv"]));
    for said in [
        "À modifier\u{202f}: 1 fiche",
        "autre version du programme\u{202f}: 1 fiche comparée valeur par valeur",
    ] {
        assert!(report.contains(said), "{said}: {report}");
    }
}

/// What a cell can hold that is hard to bring back.
const AWKWARD: &str = r#"
effects = ["un ; deux", "trois\nquatre"]
places = ["=1+1", "'guillemet", "1.2.3"]
extra.texte = "12"
extra."Secteur Est" = 12.5
extra.mixte = "007"

[[indicators]]
name = "km ; pistes"
unit = "km"
baseline = 12.5
target = 100
by = "2030"
values = { 2023 = 12.25, 2024 = 15 }
"#;

#[test]
fn what_is_hard_to_bring_back_comes_back() {
    let plan = small();
    let file = plan.path().join("actions/1.1/plan-velo.toml");
    let known = fs::read_to_string(&file).expect("a file");
    fs::write(&file, format!("{known}{AWKWARD}")).expect("a file");
    for (name, arguments) in FORMS {
        let (_folder, table) = exported_of(plan.path(), name, arguments);
        let output = run(plan.path(), ["import", text(&table)]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let report = printed(&output);
        assert!(said.contains("rien à écrire"), "{name}: {report}{said}");
        if name.ends_with(".csv") {
            continue;
        }
        let empty = empty(plan.path());
        printed(&run(empty.path(), ["import", text(&table), "--write"]));
        assert_eq!(actions(plan.path()), actions(empty.path()), "{name}");
    }
}

#[test]
fn the_platforms_sheet_counts_no_euro_twice_and_loses_none() {
    let out = tempfile::tempdir().expect("a folder");
    let sheet = out.path().join("tet.xlsx");
    let map = out.path().join("carte.toml");
    // The platform has no column for themes, and one word for two statuses of the plan.
    let answers = "[names]\n\"À venir\" = \"Nouveau\"\n[defaults]\nthemes = [\"Habitat\"]\n";
    fs::write(&map, answers).expect("a file");
    printed(&run(
        root(),
        ["export", "--format", "tet", "-o", text(&sheet)],
    ));
    let plan = empty(root());
    let arguments = ["import", text(&sheet), "--map", text(&map), "--write"];
    printed(&run(plan.path(), arguments));
    let total = |plan: &Path| {
        let answer = printed(&run(plan, ["budget", "--format", "json"]));
        let answer: Value = serde_json::from_str(&answer).expect("JSON");
        answer["total"].clone()
    };
    assert_eq!(total(root()), total(plan.path()));
}

#[test]
fn an_amount_merged_over_several_actions_counts_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let (table, map) = (folder.path().join("t.xlsx"), folder.path().join("t.toml"));
    fs::write(&map, "[defaults]\nthemes = [\"Habitat\"]\n").expect("a file");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let rows = [
        ["Mesure", "Titre", "Budget"],
        ["1.2.3", "Un", "50 000 €"],
        ["1.2.3", "Deux", ""],
        ["1.2.3", "Deux", ""],
        ["1.2.3", "Trois", "10 000 €"],
    ];
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell).expect("a cell");
        }
    }
    let merged = sheet.merge_range(1, 2, 3, 2, "50 000 €", &Format::new());
    merged.expect("a range");
    workbook.save(&table).expect("a workbook");
    let plan = empty(root());
    let arguments = ["import", text(&table), "--map", text(&map), "--write"];
    let report = printed(&run(
        plan.path(),
        arguments.into_iter().chain(["--lang", "en"]),
    ));
    assert_eq!(
        report.matches("merged with another one").count(),
        1,
        "{report}"
    );
    let answer = printed(&run(plan.path(), ["budget", "--format", "json"]));
    let answer: Value = serde_json::from_str(&answer).expect("JSON");
    let total = &answer["total"];
    assert_eq!(
        (&total["min"], &total["lines_elsewhere"]),
        (&60_000.into(), &1.into())
    );
}
