//! Every export says the same of the real plan, to the cent.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::process::Stdio;

use serde_json::Value;

use crate::exported::{
    Bounds, answer, by_json, cents, exported, in_tables, json, money, package_of, published,
};
use crate::plans::{real, root};
use crate::program::{command, run};
use crate::samples::small;
use crate::tools::printed;

/// The bounds by id of a table of texts, its columns found by their headings.
fn by_table(bytes: &[u8], delimiter: u8, headings: [&str; 3]) -> BTreeMap<String, Bounds> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .from_reader(bytes);
    let found = reader.headers().expect("headings").clone();
    let column = |heading| {
        found
            .iter()
            .position(|known| known == heading)
            .expect("the column")
    };
    let [id, min, max] = headings.map(column);
    let side = |text: &str| Some(text).filter(|text| !text.is_empty()).map(cents);
    reader
        .records()
        .map(|record| {
            let record = record.expect("a row");
            (
                record[id].to_owned(),
                (side(&record[min]), side(&record[max])),
            )
        })
        .collect()
}

const OWN: [&str; 3] = ["Identifiant", "Budget minimum (€)", "Budget maximum (€)"];

#[test]
fn amounts_are_the_same_in_every_text() {
    let expected = in_tables();
    let differ = |(min, max): &Bounds| max.is_some() && min != max;
    assert!(expected.values().any(differ), "a range among them");
    let is_floor = |(min, max): &Bounds| min.is_some() && max.is_none();
    assert!(expected.values().any(is_floor), "a floor among them");
    let csv = answer(root(), &["export", "--format", "csv"]);
    assert_eq!(by_table(csv.as_bytes(), b',', OWN), expected, "csv");
    let excel = answer(root(), &["export", "--excel"]);
    let excel = excel.strip_prefix('\u{feff}').expect("a byte-order mark");
    assert_eq!(
        by_table(excel.as_bytes(), b';', OWN),
        expected,
        "csv --excel"
    );
    let (folder, _) = package_of(root());
    let actions = fs::read(folder.path().join("data/actions.csv")).expect("the actions");
    let found = by_table(&actions, b',', ["id", "budget_min", "budget_max"]);
    assert_eq!(found, expected, "--package");
    let lines = answer(root(), &["export", "--format", "jsonl"]);
    let whole = json(root(), &["export", "--format", "json"]);
    let lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(Value::Array(lines), whole["actions"], "jsonl");
}

#[test]
fn the_terminal_totals_what_the_exports_hold() {
    let sum = |side: fn(&Bounds) -> Option<i128>| by_json().values().filter_map(side).sum::<i128>();
    let shown = answer(root(), &["budget", "--by", "axis"]);
    let total = shown
        .lines()
        .find(|line| line.starts_with("Total"))
        .expect("a total");
    let (amounts, _shares) = total.rsplit_once('€').expect("amounts in euros");
    let amounts: Vec<i128> = amounts
        .split('€')
        .filter_map(|part| {
            // `328,68 M€` is exact: a narrow screen shows millions where that is.
            let (part, scale) = match part.strip_suffix('M') {
                Some(part) => (part, 1_000_000),
                None => (part, 1),
            };
            // Within an amount spaces do not break; between columns they do.
            let number = part.trim_end_matches('\u{a0}').rsplit(' ').next()?;
            let shown = |letter: &char| letter.is_ascii_digit() || *letter == ',';
            let digits: String = number.chars().filter(shown).collect();
            Some(digits)
                .filter(|digits| !digits.is_empty())
                .map(|digits| cents(&digits) * scale)
        })
        .collect();
    assert_eq!(
        amounts,
        [sum(|bounds| bounds.0), sum(|bounds| bounds.1)],
        "{total}"
    );
    let answered = json(root(), &["budget", "--by", "axis", "--format", "json"]);
    let total = [
        money(&answered["total"]["min"]),
        money(&answered["total"]["max"]),
    ];
    assert_eq!(
        total,
        [sum(|bounds| bounds.0), sum(|bounds| bounds.1)].map(Some)
    );
}

#[test]
fn a_package_replaces_one_before_and_nothing_else() {
    let (_folder, path) = package_of(root());
    let before = fs::read(path.join("datapackage.json")).expect("the package");
    fs::write(path.join("notes.txt"), "kept").expect("a file");
    let again = ["export", "--package", path.to_str().expect("UTF-8")];
    answer(root(), &again);
    assert_eq!(
        fs::read(path.join("datapackage.json")).expect("the package"),
        before
    );
    assert_eq!(
        fs::read_to_string(path.join("notes.txt")).expect("the notes"),
        "kept"
    );
    fs::remove_file(path.join("datapackage.json")).expect("it was there");
    let refused = run(root(), again);
    assert_eq!(refused.status.code(), Some(2));
    assert!(!path.join("datapackage.json").exists());
}

#[test]
fn a_package_names_its_licence_its_producer_and_whom_to_ask() {
    let plan = published();
    let described = || {
        let (_folder, path) = package_of(plan.path());
        let bytes = fs::read(path.join("datapackage.json")).expect("the package");
        serde_json::from_slice::<Value>(&bytes).expect("JSON")
    };
    let found = described();
    assert_eq!(found["siren"], "242100410");
    assert_eq!(
        found["licenses"],
        serde_json::json!([{ "name": "etalab-2.0" }])
    );
    let contributors = serde_json::json!([
        { "title": "Dijon métropole", "role": "publisher" },
        { "title": "plan@exemple.fr", "email": "plan@exemple.fr", "role": "maintainer" },
    ]);
    assert_eq!(found["contributors"], contributors);
    let settings = plan.path().join("schema/plan.toml");
    let text = fs::read_to_string(&settings).expect("the settings");
    let page = text.replace("plan@exemple.fr", "https://exemple.fr/plan");
    fs::write(&settings, page).expect("a file");
    let page = "https://exemple.fr/plan";
    assert_eq!(described()["contributors"][1]["path"], page);
    // What is no such number, licence or contact is told at its place.
    for (right, wrong) in [
        ("242100410", "242100411"),
        ("242100410", "000000000"),
        ("etalab-2.0", "libre de droits"),
        ("plan@exemple.fr", "le service"),
        ("Dijon métropole\"\nc", " \"\nc"),
    ] {
        fs::write(&settings, text.replacen(right, wrong, 1)).expect("a file");
        let refused = run(plan.path(), ["check", "--format", "concise"]);
        let said = String::from_utf8_lossy(&refused.stdout);
        assert_eq!(refused.status.code(), Some(1), "{wrong}");
        assert!(said.contains("unknown-value"), "{wrong}: {said}");
    }
}

#[test]
fn the_document_has_a_heading_an_axis_a_measure_and_an_action() {
    let text = answer(root(), &["export", "--format", "md"]);
    let export = json(root(), &["export", "--format", "json"]);
    let actions = export["actions"].as_array().expect("actions");
    let different = |key: &str| {
        let values: std::collections::BTreeSet<String> = actions
            .iter()
            .map(|action| action[key].to_string())
            .collect();
        values.len()
    };
    for (mark, expected) in [
        ("# ", 1),
        // Its summary and its contents stand before them.
        ("## ", 2 + different("axis")),
        ("### ", different("measure")),
        ("#### ", actions.len()),
    ] {
        let found = text.lines().filter(|line| line.starts_with(mark)).count();
        assert_eq!(found, expected, "{mark}");
    }
    assert!(text.contains("Export du 15/01/2026"));
    // The contents lead to each, in the order of the document.
    let all = |mark: &str, end| {
        let names = text.split(mark).skip(1);
        let names = names.map(|rest| rest.split(end).next().unwrap_or_default());
        names.collect::<Vec<&str>>()
    };
    let (named, there) = (all("](#", ')'), all("<a id=\"", '"'));
    assert_eq!(named, there);
    assert!(there.len() > actions.len(), "{}", there.len());
    let budget = json(root(), &["budget", "--by", "axis", "--format", "json"]);
    let (summary, _) = text.split_once("## Sommaire").expect("the contents");
    let least = budget["total"]["min"].as_u64().expect("an amount");
    let total = summary.lines().find(|line| line.starts_with("| **Total**"));
    let total: String = total
        .expect("a total")
        .split('|')
        .nth(5)
        .expect("the least")
        .into();
    let digits: String = total.chars().filter(char::is_ascii_digit).collect();
    assert_eq!(digits, least.to_string(), "{total}");
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    for (name, arguments) in [
        ("plan.csv", [].as_slice()),
        ("plan.csv", &["--excel"]),
        ("plan.json", &[]),
        ("plan.jsonl", &[]),
        ("plan.xlsx", &[]),
    ] {
        let [(_first, one), (_second, other)] =
            [(), ()].map(|()| exported(root(), name, arguments));
        assert!(
            fs::read(one).expect("a file") == fs::read(other).expect("a file"),
            "{name}"
        );
    }
}

#[test]
fn a_fingerprint_is_of_the_action_and_not_of_the_vocabulary() {
    let plan = tempfile::tempdir().expect("a folder");
    real(plan.path());
    let fingerprints = || -> Vec<String> {
        let answer = json(plan.path(), &["export", "--format", "json"]);
        let actions = answer["actions"].as_array().expect("actions").iter();
        actions
            .map(|action| action["fingerprint"].to_string())
            .collect()
    };
    let before = fingerprints();
    let statuses = plan.path().join("schema/statuses.toml");
    let text = fs::read_to_string(&statuses).expect("a vocabulary");
    let dropped = text.replace("\"running\"", "\"dropped\"");
    assert_ne!(text, dropped);
    fs::write(&statuses, dropped).expect("a vocabulary");
    assert_eq!(fingerprints(), before);
}

#[test]
fn a_reader_that_has_gone_is_no_failure_in_any_form() {
    // More than a buffer holds: what is written meets the reader that has gone, and not only the end of it.
    let plan = tempfile::tempdir().expect("a folder");
    real(plan.path());
    let forms = ["table", "md", "html", "csv", "tsv", "json", "jsonl"];
    let listed = forms.map(|form| ["list", "--format", form]);
    let exported =
        ["csv", "md", "json", "jsonl", "xlsx", "tet"].map(|form| ["export", "--format", form]);
    let checked = ["full", "concise", "json", "sarif"].map(|form| ["check", "--format", form]);
    for words in listed.into_iter().chain(exported).chain(checked) {
        let mut command = command(plan.path());
        let running = command
            .args(words)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = running.spawn().expect("the program runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the program ends");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{words:?}: {said}");
        assert!(!said.starts_with("erreur"), "{words:?}: {said}");
    }
}

#[test]
fn what_is_left_out_is_told_in_every_row_and_in_json() {
    let plan = small();
    let path = "actions/1.1/illisible.toml";
    fs::write(plan.path().join(path), "title = \n").expect("a file");
    for words in [
        &["budget"][..],
        &["budget", "--detail"],
        &["budget", "--by", "axis,status"],
        &["list"],
        &["show", "plan-velo"],
    ] {
        let asked = ["--allow-invalid", "--format", "csv"];
        let rows = printed(&run(plan.path(), words.iter().copied().chain(asked)));
        let mut rows = csv::ReaderBuilder::new().from_reader(rows.as_bytes());
        let headings = rows.headers().expect("headings").clone();
        let heading = headings.iter().next_back();
        assert_eq!(heading, Some("Fiches laissées de côté"), "{words:?}");
        for row in rows.records() {
            let row = row.expect("a row");
            assert_eq!(row.iter().next_back(), Some("1"), "{words:?}: {row:?}");
        }
    }
    let asked = ["budget", "--allow-invalid", "--format", "json"];
    let object = printed(&run(plan.path(), asked));
    let object: Value = serde_json::from_str(&object).expect("JSON");
    assert_eq!(object["left_out"], serde_json::json!([path]));
}
