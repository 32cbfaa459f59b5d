//! The programs that people open exports with read in them what the plan says, to the cent.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::exported::{
    Bounds, answer, by_json, exported, in_tables, json, money, package_of, published,
};
use crate::office::soffice;
use crate::plans::root;
use crate::program::run;
use crate::tools::{is_here, printed};

/// A workbook as openpyxl reads it; nothing where openpyxl is not here.
fn workbook(path: &Path) -> Option<Value> {
    let python = |arguments: &[&str]| {
        let mut command = Command::new("python3");
        command.args(arguments);
        command
    };
    if !is_here(
        &mut python(&["-c", "import openpyxl"]),
        "openpyxl",
        "pip install openpyxl",
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

/// The least and the most of each action's row, by its id.
fn bounds(rows: &[BTreeMap<String, Value>]) -> BTreeMap<String, Bounds> {
    rows.iter()
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
        .collect()
}

fn amount(cell: &Value) -> Option<i128> {
    (cell["type"] == "number").then(|| i128::from(cell["cents"].as_i64().expect("cents")))
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
        "frictionless",
        "pip install frictionless",
    ) {
        return;
    }
    let plan = published();
    let (_folder, path) = package_of(plan.path());
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
    assert_eq!(bounds(&actions), in_tables());

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
fn the_first_sheet_prints_on_a4_and_is_not_written_in() {
    let (_folder, path) = exported(root(), "plan.xlsx", &[]);
    let Some(book) = workbook(&path) else { return };
    let (printed, actions) = (&book["sheets"][0], &book["sheets"][1]);
    assert_eq!(printed["name"], "À imprimer");
    let page = &printed["page"];
    assert_eq!(page["paper"], 9);
    assert_eq!(page["orientation"], "landscape");
    assert_eq!(page["one_wide"], true);
    assert_eq!(page["locked"], true);
    assert_eq!(page["heading"], "$1:$1");
    let footer = page["footer"].as_str().expect("a footer");
    assert!(
        footer.contains("Dijon") && footer.contains("Export du"),
        "{footer}"
    );
    // Wider columns would be pressed below what can be read.
    assert!(
        page["width"].as_f64().is_some_and(|width| width <= 200.0),
        "{page}"
    );
    // Each row of a text that wraps has its height: its longest title is of several lines.
    let heights = page["heights"].as_array().expect("heights");
    assert_eq!(heights.len(), rows(printed).len() + 1);
    let heights: Vec<f64> = heights.iter().filter_map(Value::as_f64).collect();
    assert_eq!(
        heights.len(),
        rows(printed).len() + 1,
        "a row without a height"
    );
    assert!(heights.iter().any(|height| *height > 30.0));
    assert!(rows(printed)[0].len() <= 10);
    assert_eq!(rows(printed).len(), rows(actions).len());
    assert_eq!(actions["page"]["one_wide"], false);
}

#[test]
fn a_french_libreoffice_reads_csv_for_excel() {
    let (folder, path) = exported(root(), "plan.csv", &["--excel"]);
    let profile = folder.path().join("profile");
    if !is_here(
        soffice(&profile).args(["--headless", "--version"]),
        "soffice",
        "apt install libreoffice-calc",
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
    assert_eq!(bounds(&rows), in_tables());
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
