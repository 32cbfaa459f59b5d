//! Every export says the same of the real plan, to the cent, and the programs that people open them with agree.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::plans;
use crate::program::run;
use crate::tools::{is_here, printed, soffice};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What `plan` answers in a folder.
fn answer(folder: &Path, arguments: &[&str]) -> String {
    printed(&run(folder, arguments.iter().copied()))
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    serde_json::from_str(&answer(folder, arguments)).expect("JSON")
}

/// Export to a file of a folder that goes with the test.
fn exported(plan: &Path, name: &str, arguments: &[&str]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    let mut all = vec!["export", "-o", path.to_str().expect("a path in UTF-8")];
    all.extend(arguments);
    answer(plan, &all);
    (folder, path)
}

/// A number of euros as cents: `7055000`, `0.50`, `0,50`.
fn cents(text: &str) -> i128 {
    let text = text.replace(',', ".");
    let (euros, decimals) = text.split_once('.').unwrap_or((&text, ""));
    format!("{euros}{decimals:0<2}")
        .parse()
        .unwrap_or_else(|_| panic!("an amount: {text}"))
}

fn money(value: &Value) -> Option<i128> {
    match value {
        Value::Number(number) => Some(cents(&number.to_string())),
        _ => None,
    }
}

/// The least and the most of an action, where it has a figure.
type Bounds = (Option<i128>, Option<i128>);

fn by_json() -> BTreeMap<String, Bounds> {
    let export = json(root(), &["export", "--format", "json"]);
    let actions = export["actions"].as_array().expect("actions");
    let bounds = |action: &Value| {
        (
            money(&action["budget"]["min"]),
            money(&action["budget"]["max"]),
        )
    };
    let id = |action: &Value| action["id"].as_str().expect("an id").to_owned();
    actions
        .iter()
        .map(|action| (id(action), bounds(action)))
        .collect()
}

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
    let expected = by_json();
    assert!(
        expected.values().any(|(min, max)| min != max),
        "a range among them"
    );
    let csv = answer(root(), &["export", "--format", "csv"]);
    assert_eq!(by_table(csv.as_bytes(), b',', OWN), expected, "csv");
    let excel = answer(root(), &["export", "--excel"]);
    let excel = excel.strip_prefix('\u{feff}').expect("a byte-order mark");
    assert_eq!(
        by_table(excel.as_bytes(), b';', OWN),
        expected,
        "csv --excel"
    );
    let (folder, _) = package();
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

fn package() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("data");
    answer(
        root(),
        &["export", "--package", path.to_str().expect("UTF-8")],
    );
    (folder, path)
}

#[test]
fn a_package_replaces_one_before_and_nothing_else() {
    let (_folder, path) = package();
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
fn frictionless_finds_the_package_valid_and_a_planted_mistake() {
    let frictionless = |arguments: &[&str]| {
        let mut command = Command::new("frictionless");
        command.args(arguments).env("NO_COLOR", "1");
        command
    };
    if !is_here(
        &mut frictionless(&["--version"]),
        "frictionless (pip install frictionless)",
    ) {
        return;
    }
    let (_folder, path) = package();
    let descriptor = path.join("datapackage.json");
    let validate = || {
        let output = frictionless(&["validate", descriptor.to_str().expect("UTF-8")]).output();
        let output = output.expect("frictionless runs");
        (
            output.status.success(),
            String::from_utf8_lossy(&output.stdout).into_owned(),
        )
    };
    let (valid, said) = validate();
    assert!(valid, "{said}");
    let lines = fs::read_to_string(path.join("sub_actions.csv")).expect("the sub-actions");
    let (heading, first) = lines.split_once("\r\n").expect("a row");
    fs::write(
        path.join("sub_actions.csv"),
        format!("{heading}\r\nno-such-{first}"),
    )
    .expect("a file");
    assert!(!validate().0, "a sub-action of no action passes");
}

/// A workbook as openpyxl reads it; nothing where openpyxl is not here.
fn workbook(path: &Path) -> Option<Value> {
    let python = |arguments: &[&str]| {
        let mut command = Command::new("python3");
        command.args(arguments);
        command
    };
    if !is_here(
        &mut python(&["-c", "import openpyxl"]),
        "openpyxl (pip install openpyxl)",
    ) {
        return None;
    }
    let script = root().join("tests/workbook.py");
    let arguments = [
        script.to_str().expect("UTF-8"),
        path.to_str().expect("UTF-8"),
    ];
    let output = python(&arguments).output().expect("python runs");
    Some(serde_json::from_str(&printed(&output)).expect("JSON"))
}

/// The cells of the rows below the heading, by heading.
fn rows(sheet: &Value) -> Vec<BTreeMap<String, Value>> {
    let rows = sheet["rows"].as_array().expect("rows");
    let cells = |row: &Value| row.as_array().cloned().expect("cells");
    let headings: Vec<String> = cells(&rows[0])
        .iter()
        .map(|cell| cell["value"].as_str().expect("a heading").to_owned())
        .collect();
    rows[1..]
        .iter()
        .map(|row| headings.iter().cloned().zip(cells(row)).collect())
        .collect()
}

fn amount(cell: &Value) -> Option<i128> {
    (cell["type"] == "number").then(|| i128::from(cell["cents"].as_i64().expect("cents")))
}

#[test]
fn openpyxl_reads_numbers_days_lists_and_the_same_amounts() {
    let (_folder, path) = exported(root(), "plan.xlsx", &[]);
    let Some(book) = workbook(&path) else { return };
    let sheets = book["sheets"].as_array().expect("sheets");
    let named = |name: &str| {
        sheets
            .iter()
            .find(|sheet| sheet["name"] == name)
            .expect("the sheet")
    };
    for name in [
        "Actions",
        "Sous-actions",
        "Lignes de budget",
        "Totaux par axe",
    ] {
        let sheet = named(name);
        assert_eq!(sheet["frozen"], "B2", "{name}");
        assert!(
            sheet["filter"]
                .as_str()
                .is_some_and(|range| range.starts_with("A1:")),
            "{name}"
        );
    }
    assert_eq!(named("Listes")["state"], "hidden");
    let lists = named("Actions")["lists"].as_object().expect("lists");
    assert!(
        lists.len() >= 7,
        "status, measure, themes and the organisations: {lists:?}"
    );
    assert!(
        book["description"]
            .as_str()
            .is_some_and(|text| text.starts_with("Export du 15/01/2026"))
    );

    let actions = rows(named("Actions"));
    let found: BTreeMap<String, Bounds> = actions
        .iter()
        .map(|row| {
            let id = row["Identifiant"]["value"]
                .as_str()
                .expect("an id")
                .to_owned();
            (
                id,
                (
                    amount(&row["Budget minimum (€)"]),
                    amount(&row["Budget maximum (€)"]),
                ),
            )
        })
        .collect();
    assert_eq!(found, by_json());

    let export = json(root(), &["export", "--format", "json"]);
    for (row, action) in actions
        .iter()
        .zip(export["actions"].as_array().expect("actions"))
    {
        for (heading, key, side) in [
            ("Début au plus tôt", "start", "earliest"),
            ("Fin au plus tard", "end", "latest"),
        ] {
            let date = &action[key];
            if date.is_null() || date["derived"] == true || date[side].is_null() {
                assert_eq!(row[heading]["value"], "", "{heading}");
            } else {
                assert_eq!(row[heading]["type"], "date", "{heading}");
                assert_eq!(row[heading]["value"], date[side], "{heading}");
            }
        }
        assert_eq!(row["Fiche action"]["value"], action["title"]);
        assert_eq!(row["Mesure Cit'ergie"]["value"], action["measure"]);
    }

    let lines: i128 = rows(named("Lignes de budget"))
        .iter()
        .filter(|row| row["Par"]["value"] == "" && row["Dont"]["value"] == false)
        .filter(|row| row["Compté dans l'action"]["value"] == "")
        .filter_map(|row| amount(&row["Minimum TTC (€)"]).or(amount(&row["Montant minimum (€)"])))
        .sum();
    let totals = rows(named("Totaux par axe"));
    let total = totals
        .last()
        .and_then(|row| amount(&row["Total minimum (€)"]));
    assert_eq!(total, Some(lines), "the lines add up to the total");
    assert_eq!(
        total,
        Some(by_json().values().filter_map(|bounds| bounds.0).sum())
    );
}

#[test]
fn a_french_libreoffice_reads_csv_for_excel() {
    let (folder, path) = exported(root(), "plan.csv", &["--excel"]);
    let profile = folder.path().join("profile");
    if !is_here(
        soffice(&profile).args(["--headless", "--version"]),
        "LibreOffice (apt: libreoffice-calc)",
    ) {
        return;
    }
    // Semicolon, quote, UTF-8, from the first row, in French, numbers and days found as they are typed.
    let output = soffice(&profile)
        .args([
            "--headless",
            "--infilter=Text - txt - csv (StarCalc):59,34,76,1,,1036,false,true",
        ])
        .args(["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"])
        .args([folder.path(), &path])
        .output()
        .expect("LibreOffice runs");
    printed(&output);
    let Some(book) = workbook(&folder.path().join("plan.xlsx")) else {
        return;
    };
    let rows = rows(&book["sheets"][0]);
    let export = json(root(), &["export", "--format", "json"]);
    let actions = export["actions"].as_array().expect("actions");
    assert_eq!(rows.len(), actions.len());
    let amounts: BTreeMap<String, Bounds> = rows
        .iter()
        .map(|row| {
            let id = row["Identifiant"]["value"]
                .as_str()
                .expect("an id")
                .to_owned();
            (
                id,
                (
                    amount(&row["Budget minimum (€)"]),
                    amount(&row["Budget maximum (€)"]),
                ),
            )
        })
        .collect();
    assert_eq!(amounts, by_json());
    for (row, action) in rows.iter().zip(actions) {
        assert_eq!(row["Fiche action"]["value"], action["title"]);
        let description = action["description"].as_str().unwrap_or_default();
        assert_eq!(row["Description"]["value"], description);
        let measure = action["measure"].as_str().expect("a measure");
        let shown = row["Mesure Cit'ergie"]["value"]
            .as_str()
            .expect("a text, and no day of 2003");
        assert_eq!(shown.trim_end_matches('\u{200b}'), measure);
        for (heading, key, side) in [
            ("Début au plus tôt", "start", "earliest"),
            ("Début au plus tard", "start", "latest"),
            ("Fin au plus tôt", "end", "earliest"),
            ("Fin au plus tard", "end", "latest"),
        ] {
            let date = &action[key];
            if date.is_null() || date["derived"] == true || date[side].is_null() {
                assert_eq!(row[heading]["value"], "", "{heading}");
            } else {
                assert_eq!(
                    row[heading]["type"], "date",
                    "{heading} of {}",
                    action["id"]
                );
                assert_eq!(row[heading]["value"], date[side], "{heading}");
            }
        }
    }
}

#[test]
fn the_platform_finds_its_labels_and_nothing_is_dropped_in_silence() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("plan.xlsx");
    let output = run(
        root(),
        [
            "export",
            "--format",
            "tet",
            "-o",
            path.to_str().expect("UTF-8"),
        ],
    );
    printed(&output);
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    let Some(book) = workbook(&path) else { return };
    let rows = book["sheets"][0]["rows"].as_array().expect("rows");
    let value = |row: usize, column: usize| rows[row][column]["value"].as_str().unwrap_or_default();
    assert!(value(0, 0).contains("Export du 15/01/2026"));
    for (column, label) in [
        (0, "Axe (x)"),
        (3, "Titre de l'action"),
        (4, "Titre de la sous-action"),
        (18, "Montant € HT"),
        (23, "Budget prévisionnel total € HT"),
        (27, "Date de fin"),
    ] {
        assert_eq!(value(1, column), label);
    }
    assert_eq!(rows[1].as_array().expect("cells").len(), 28);
    assert!(
        (0..28).all(|column| value(2, column).is_empty()),
        "the third row is empty"
    );
    let export = json(root(), &["export", "--format", "json"]);
    let mut row = 3;
    for action in export["actions"].as_array().expect("actions") {
        assert_eq!(value(row, 3), action["title"]);
        let status = match action["status"].as_str() {
            Some("Nouveau" | "Non démarré") => "À venir",
            Some("En cours") => "En cours",
            Some("Complété") => "Réalisé",
            _ => "",
        };
        assert_eq!(value(row, 24), status);
        let mine = |line: &&str| line.starts_with(action["path"].as_str().expect("a path"));
        let told = said.lines().filter(mine).collect::<String>();
        let budget = &action["budget"];
        let cell = &rows[row][23];
        match (amount(cell), money(&budget["min"])) {
            // No more than the plan says, and never without a word where it does not say it is HT.
            (Some(written), _) => assert!(
                told.contains("€ HT") || budget["lines_basis_unstated"] == 0,
                "{written}"
            ),
            (None, None) => {}
            (None, Some(_)) => assert!(told.contains("laissé"), "{}", action["id"]),
        }
        if let Some(end) = action["end"]["text"]
            .as_str()
            .filter(|_| action["end"]["derived"] == false)
        {
            let whole_day = end.len() == 10 && end.starts_with("20");
            assert!(
                whole_day || told.contains(&format!("«\u{202f}{end}\u{202f}»")),
                "{end}"
            );
        }
        let parts = action["sub_actions"].as_array().expect("sub-actions");
        for (index, part) in parts.iter().enumerate() {
            assert_eq!(value(row + 1 + index, 3), action["title"]);
            let title = part["title"].as_str().expect("a title");
            assert!(value(row + 1 + index, 4).ends_with(title));
        }
        row += 1 + parts.len();
    }
    assert_eq!(rows.len(), row);
    assert!(said.contains("Thèmes (95)"), "{said}");
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
        ("## ", different("axis")),
        ("### ", different("measure")),
        ("#### ", actions.len()),
    ] {
        let found = text.lines().filter(|line| line.starts_with(mark)).count();
        assert_eq!(found, expected, "{mark}");
    }
    assert!(text.contains("Export du 15/01/2026"));
}

/// A plan whose texts a spreadsheet would run.
fn hostile() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().expect("a parent")).expect("folders");
        fs::write(file, text).expect("a file");
    };
    write("schema/plan.toml", "format = 1\nname = \"=1+1\"\n");
    write(
        "schema/measures.toml",
        "[[axis]]\nnumber = 1\ntitle = \"+A\"\n[[measure]]\ncode = \"1.1.1\"\ntitle = \"@B\"\n",
    );
    write(
        "schema/statuses.toml",
        "[[status]]\nname = \"-C\"\nphase = \"running\"\n",
    );
    write("schema/themes.toml", "[[theme]]\nname = \"=D\"\n");
    write("schema/actors.toml", "[[actor]]\nname = \"@E\"\n");
    write(
        "actions/1.1.1/a.toml",
        "title = \"=cmd|' /C calc'!A0\"\nthemes = [\"=D\"]\nstatus = \"-C\"\nowners = [\"@E\"]\n\
         description = \"+33 3 80\"\nsub_actions = [{ title = \"=2+2\", description = \"-3\" }]\n\
         budget = [{ label = \"=4\", amount = 10.05, note = \"@F\" }]\n[extra]\nown = \"=G\"\n",
    );
    folder
}

#[test]
fn no_text_runs_in_a_spreadsheet() {
    let plan = hostile();
    for arguments in [
        ["export", "--format", "csv"].as_slice(),
        &["export", "--excel"],
        &["list", "--format", "csv"],
    ] {
        let csv = answer(plan.path(), arguments);
        let csv = csv.trim_start_matches('\u{feff}');
        let delimiter = if arguments.contains(&"--excel") {
            b';'
        } else {
            b','
        };
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .from_reader(csv.as_bytes());
        for record in reader.records() {
            for cell in &record.expect("a row") {
                assert!(
                    !cell.starts_with(['=', '+', '-', '@']),
                    "{cell} in {arguments:?}"
                );
            }
        }
    }
    let (_folder, path) = exported(plan.path(), "plan.xlsx", &[]);
    let Some(book) = workbook(&path) else { return };
    let cells = book["sheets"]
        .as_array()
        .expect("sheets")
        .iter()
        .flat_map(|sheet| {
            let rows = sheet["rows"].as_array().expect("rows");
            rows.iter()
                .flat_map(|row| row.as_array().expect("cells").clone())
                .collect::<Vec<_>>()
        });
    let cells: Vec<Value> = cells.collect();
    assert!(
        cells
            .iter()
            .any(|cell| cell["value"] == "=cmd|' /C calc'!A0")
    );
    assert!(cells.iter().all(|cell| cell["type"] != "formula"));
    assert!(
        cells.iter().any(|cell| cell["cents"] == 1005),
        "10.05 to the cent"
    );
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
    plans::real(plan.path());
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
