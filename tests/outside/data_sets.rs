//! Many plans in one data set: engines that we did not write find in it what `plan` answers of each.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::exported::{answer, json, package_of, published};
use crate::plans::root;
use crate::program::run;
use crate::tools::{is_here, printed};

/// What a script answers; nothing where Python has not all that it needs.
fn python(modules: &str, script: &str, arguments: &[&str]) -> Option<String> {
    let mut look = Command::new("python3");
    look.args(["-c", &format!("import {modules}")]);
    if !is_here(&mut look, modules, &format!("pip install {modules}")) {
        return None;
    }
    let mut command = Command::new("python3");
    let output = command.arg(root().join(script)).args(arguments).output();
    Some(printed(&output.expect("python runs")))
}

fn engine(modules: &str, arguments: &[&str]) -> Option<Value> {
    let said = python(modules, "tests/several.py", arguments)?;
    let last = said.lines().last().expect("an answer");
    Some(serde_json::from_str(last).expect("JSON"))
}

/// Plans that differ, and the data set that they are brought into.
fn several(count: &str) -> (TempDir, Vec<PathBuf>, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let [plans, data] = ["plans", "donnees"].map(|name| folder.path().join(name));
    let [all, data] = [&plans, &data].map(|path| path.to_str().expect("UTF-8").to_owned());
    let made = ["make", &all, "--plans", count];
    python("sys", "benches/plans.py", &made).expect("python");
    let program = env!("CARGO_BIN_EXE_plan");
    let brought = ["export", &all, &data, "--plan", program];
    python("sys", "benches/plans.py", &brought).expect("python");
    let plans = fs::read_dir(&plans).expect("plans");
    let mut plans: Vec<PathBuf> = plans.map(|plan| plan.expect("a plan").path()).collect();
    plans.sort();
    (folder, plans, data)
}

fn name(plan: &Path) -> &str {
    plan.file_name()
        .and_then(|name| name.to_str())
        .expect("a name")
}

/// A number of euros as JSON writes it, with two decimals.
fn euros(amount: &Value) -> Value {
    let text = amount.as_number().map(ToString::to_string);
    text.map_or(Value::Null, |text| {
        let (whole, cents) = text.split_once('.').unwrap_or((&text, ""));
        format!("{whole}.{cents:0<2}").into()
    })
}

#[test]
fn duckdb_sums_what_the_budgets_of_all_plans_say() {
    let (_folder, plans, data) = several("9");
    let query = "SELECT a.plan, sum(budget_min), (SELECT sum(counted_max) FROM budget_lines l \
        WHERE l.plan = a.plan AND counted = 'added'), count(*), count(budget_min), \
        sum(lines_unknown), sum(lines_other_basis), sum(yearly_min), sum(yearly_lines_unknown), \
        count(CASE WHEN phase = 'dropped' THEN 1 END) FROM actions a GROUP BY a.plan ORDER BY a.plan";
    let Some(found) = engine("duckdb", &["sql", &data, query]) else {
        return;
    };
    let expected = plans.iter().map(|plan| {
        let total = json(plan, &["budget", "--format", "json"])["total"].clone();
        let yearly = &total["yearly"];
        let counts = [
            "actions",
            "with_figure",
            "lines_unknown",
            "lines_other_basis",
        ];
        let mut row = vec![
            name(plan).into(),
            euros(&total["min"]),
            euros(&total["max"]),
        ];
        row.extend(counts.map(|count| total[count].clone()));
        row.extend([euros(&yearly["min"]), yearly["lines_unknown"].clone()]);
        row.push(total["actions_dropped"].clone());
        Value::from(row)
    });
    assert_eq!(found, Value::from(expected.collect::<Vec<_>>()));
    // What makes a floor is there, and its most is not known.
    let floors = "SELECT count(*) > 0, count(budget_max) FROM actions WHERE floor";
    let found = engine("duckdb", &["sql", &data, floors]);
    assert_eq!(found, Some(serde_json::json!([[true, 0]])));
}

#[test]
fn each_month_is_what_a_list_of_its_last_day_says() {
    let (_folder, plans, data) = several("3");
    let columns = [
        "id",
        "measure",
        "status",
        "owners",
        "start_latest",
        "end_earliest",
        "budget_min",
    ];
    let mut compared = 0;
    for plan in &plans {
        for day in ["2021-01-31", "2022-02-28", "2024-02-29", "2026-11-30"] {
            let query = format!(
                "SELECT {} FROM states WHERE plan = '{}' AND month_end = DATE '{day}'",
                columns.join(", "),
                name(plan)
            );
            let Some(found) = engine("duckdb", &["sql", &data, &query]) else {
                return;
            };
            let list = ["list", "--at", day, "--format", "csv", "--columns"];
            let said = answer(plan, &[&list[..], &[&columns.join(",")]].concat());
            let mut reader = csv::Reader::from_reader(said.as_bytes());
            let rows = reader.records().map(|record| {
                let record = record.expect("a row");
                let cell = |(text, column): (&str, &&str)| match (text, *column) {
                    ("", _) => Value::Null,
                    (text, "budget_min") => euros(&serde_json::from_str(text).expect("an amount")),
                    (text, _) => text.into(),
                };
                Value::from(record.iter().zip(&columns).map(cell).collect::<Vec<_>>())
            });
            let rows: Vec<Value> = rows.collect();
            compared += rows.len();
            assert_eq!(found, Value::from(rows), "{} {day}", name(plan));
        }
        let months = format!(
            "SELECT count(DISTINCT month_end) FROM states WHERE plan = '{}'",
            name(plan)
        );
        let found = engine("duckdb", &["sql", &data, &months]);
        let months = serde_json::json!([[71]]);
        assert_eq!(found, Some(months), "from January 2021 to November 2026");
    }
    assert!(compared > 100, "{compared} rows");
}

#[test]
fn engines_answer_the_questions_of_the_page_alike() {
    let (_folder, _, data) = several("4");
    let Some(duckdb) = engine("duckdb", &["duckdb", &data]) else {
        return;
    };
    let answers = duckdb.as_array().expect("answers");
    for (number, answer) in (1..).zip(answers) {
        let rows = answer.as_array().expect("rows");
        // No plan need be without news.
        assert!(!rows.is_empty() || number == 7, "question {number}");
    }
    if let Some(found) = engine("datafusion", &["datafusion", &data]) {
        let expected = [1, 6, 9].map(|number| answers[number - 1].clone());
        assert_eq!(found, Value::from(expected.to_vec()));
    }
    let whole =
        "SELECT sum(budget_min), sum(lines_unknown), count(*), count(DISTINCT plan) FROM actions";
    let polars = engine("polars", &["polars", &data]);
    let expected = engine("duckdb", &["sql", &data, whole]);
    assert!(polars.is_none() || polars == expected, "{polars:?}");
}

#[test]
fn duckdb_and_the_schemas_of_the_package_agree_on_types() {
    let plan = published();
    let (folder, package) = package_of(plan.path());
    let data = folder.path().join("donnees");
    let data = data.to_str().expect("UTF-8");
    answer(plan.path(), &["export", "--parquet", data]);
    let query = "SELECT table_name, column_name, data_type FROM information_schema.columns";
    let Some(found) = engine("duckdb", &["sql", data, query]) else {
        return;
    };
    let cells = found.as_array().expect("rows").iter();
    let text = |cell: &Value| cell.as_str().expect("a text").to_owned();
    let types: BTreeMap<(String, String), String> = cells
        .map(|row| ((text(&row[0]), text(&row[1])), text(&row[2])))
        .collect();
    let mut compared = 0;
    for table in ["actions", "sub_actions", "budget_lines", "indicators"] {
        let schema = fs::read(package.join(format!("{table}.schema.json"))).expect("a schema");
        let schema: Value = serde_json::from_slice(&schema).expect("JSON");
        for field in schema["fields"].as_array().expect("fields") {
            let name = text(&field["name"]);
            // The territory's own values stand in one column; what tells a change of a table is of no use here.
            if name.starts_with("extra.") || name == "fingerprint" {
                continue;
            }
            let expected = match (text(&field["type"]).as_str(), field["unit"].as_str()) {
                ("string", _) => "VARCHAR",
                ("integer", _) => "BIGINT",
                ("number", Some("EUR")) => "DECIMAL(18,2)",
                ("number", _) => "DOUBLE",
                ("date", _) => "DATE",
                (_, _) => "BOOLEAN",
            };
            let found = types.get(&(table.to_owned(), name.clone()));
            assert_eq!(found.map(String::as_str), Some(expected), "{table}.{name}");
            compared += 1;
        }
    }
    assert!(compared > 60, "{compared} columns");
}

#[test]
fn a_second_export_writes_the_same_bytes_and_takes_away_its_own_alone() {
    let (folder, plans, data) = several("2");
    let files = || -> BTreeMap<PathBuf, Vec<u8>> {
        let walk = walkdir::WalkDir::new(&data).into_iter();
        let files = walk.map(|entry| entry.expect("an entry").into_path());
        let files = files.filter(|path| path.is_file());
        files
            .map(|path| (path.clone(), fs::read(path).expect("a file")))
            .collect()
    };
    let export = |plan: &Path, more: &[&str]| {
        answer(plan, &[&["export", "--parquet", &data], more].concat());
    };
    export(&plans[0], &["--history"]);
    let before = files();
    // Whatever language the user speaks.
    export(&plans[0], &["--history", "--lang", "fr"]);
    assert!(before == files(), "the same bytes");
    // Without its history no year of it stays; nor is anything else touched.
    let notes = Path::new(&data).join(format!(
        "states/plan={}/year=2022/notes.txt",
        name(&plans[0])
    ));
    fs::write(&notes, "à nous").expect("a file");
    export(&plans[0], &[]);
    let own = format!("plan={}", name(&plans[0]));
    let is_past = |path: &Path| {
        let path = path.to_str().expect("UTF-8");
        path.contains(&own) && path.contains("year=")
    };
    let mut expected = before.clone();
    expected.retain(|path, _| !is_past(path));
    expected.insert(notes, "à nous".into());
    assert!(expected == files());
    // A plan that cannot be told from others, and a part of one, are refused; nothing is written.
    let refuse = |plan: &Path, arguments: &[&str], word: &str| {
        let begin: [&str; 5] = ["--lang", "en", "export", "--parquet", &data];
        let refused = run(plan, [&begin[..], arguments].concat());
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!(refused.status.code(), Some(2), "{said}");
        assert!(said.contains(word), "{said}");
    };
    refuse(&plans[1], &["--axis", "1"], "whole plan");
    let settings = plans[1].join("schema/plan.toml");
    let text = fs::read_to_string(&settings).expect("the settings");
    fs::write(&settings, text.replace("siren", "# siren")).expect("a file");
    refuse(&plans[1], &[], "SIREN");
    assert!(expected == files());
    drop(folder);
}
