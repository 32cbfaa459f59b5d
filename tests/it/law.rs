//! The law of the register: what an action's file may hold goes through every form and comes back, or is told as left out.
#![cfg(unix)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use plan::document::Document;
use plan::load::read::read_sheet;
use plan::model::action::Sheet;
use plan::model::key::Key;
use schemars::schema_for;
use serde_json::Value;
use tempfile::TempDir;

use crate::program::run;
use crate::samples::{empty, small};
use crate::tools::printed;

const FILE: &str = "actions/1.1/plan-velo.toml";

/// What each key of an action holds in the filled plan: the words that begin with `x` stand nowhere else.
const SHEET: &[(&str, &str)] = &[
    ("title", r#""Xtitre de la fiche""#),
    ("themes", r#"["Vélo", "Bus"]"#),
    ("code", r#""XC1""#),
    ("status", r#""En cours""#),
    ("priority", r#""xpriorité""#),
    ("elected", r#""xélue""#),
    ("owners", r#"["Service Voirie"]"#),
    ("funders", r#"["Ademe", "Région"]"#),
    ("partners", r#"["Service Bâtiments"]"#),
    ("audiences", r#"["Habitants"]"#),
    ("start", r#""été 2021""#),
    ("end", r#""2027-03""#),
    ("description", r#""xdescriptif de la fiche""#),
    ("objectives", r#""xobjectifs""#),
    ("resources", r#""xmoyens""#),
    ("progress", r#""xavancement""#),
    ("effects", r#"["xeffet un", "xeffet deux"]"#),
    ("places", r#"["xlieu"]"#),
    ("links", r#"["https://xlien.example.org/"]"#),
    ("other_measures", r#"["1.2"]"#),
    (
        "follow_up",
        r#"[{ date = "2021-10", text = "xsuivi ancien" }, { date = "2025", text = "xsuivi récent" }]"#,
    ),
    ("editor_notes", r#""xnotes de rédaction""#),
    ("former", r#"["xancien"]"#),
    ("replaces", r#"["xremplacee"]"#),
    ("source", r#""xligne42""#),
    ("extra", r#"{ "xcase" = "xvaleur" }"#),
];

/// The same of a budget line; several lines, as no line may hold all.
const LINES: &[&str] = &[
    r#"{ label = "xposte", amount = { min = 1_111_000, max = 1_222_000 }, approximate = true, unsure = true, year = 2024, kind = "investissement", spent = { amount = 333_000, on = "2025-11" }, funder = "Ademe", note = "xprécision" }"#,
    r#"{ label = "xbases", ht = 444_000, ttc = 555_000, spent = 22_200 }"#,
    r#"{ label = "xannuel", amount = 66_600, per = "an" }"#,
    r#"{ label = "xdont", amount = 77_700, of_which = true }"#,
    r#"{ label = "xailleurs", amount = 88_800, included_in = "abonnement" }"#,
];

/// The same of an indicator.
const INDICATOR: &[(&str, &str)] = &[
    ("id", r#""xrepère""#),
    ("name", r#""xindicateur""#),
    ("unit", r#""xunité""#),
    ("baseline", "10.5"),
    ("target", "98.75"),
    ("by", r#""2029""#),
    ("values", "{ 2023 = 12.25 }"),
];

/// The same of a sub-action.
const PART: &[(&str, &str)] = &[
    ("title", r#""Xsoustitre""#),
    ("code", r#""XP1""#),
    ("status", r#""Nouveau""#),
    ("owners", r#"["Habitants"]"#),
    ("start", r#""2022-04""#),
    ("end", r#""2026-08""#),
    ("description", r#""xsousdescriptif""#),
    ("budget", r#"[{ label = "xsousposte", amount = 99_900 }]"#),
    (
        "indicators",
        r#"[{ name = "xsousindicateur", unit = "xsousunité", target = 55.5, values = { 2022 = 44.25 } }]"#,
    ),
];

fn keys<'a>(table: &'a [(&str, &str)]) -> BTreeSet<&'a str> {
    table.iter().map(|(key, _)| *key).collect()
}

fn table(entries: &[(&str, &str)]) -> String {
    let entries = entries
        .iter()
        .map(|(key, value)| format!("{key} = {value}"));
    format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
}

/// The small plan with one action in which every key is filled, and one that it refers to.
fn filled() -> TempDir {
    let plan = small();
    fs::remove_dir_all(plan.path().join("actions")).expect("a folder");
    fs::create_dir_all(plan.path().join("actions/1.1")).expect("a folder");
    let mut text = String::new();
    for (key, value) in SHEET {
        text += &format!("{key} = {value}\n");
    }
    text += &format!("indicators = [{}]\n", table(INDICATOR));
    text += &format!("budget = [{}]\n", LINES.join(", "));
    text += &format!("sub_actions = [{}]\n", table(PART));
    fs::write(plan.path().join(FILE), text).expect("a file");
    let other = "title = \"Abonnement\"\nthemes = [\"Bus\"]\n";
    fs::write(plan.path().join("actions/1.1/abonnement.toml"), other).expect("a file");
    printed(&run(plan.path(), ["fmt"]));
    plan
}

#[test]
fn the_filled_plan_fills_every_key() {
    let schema = schema_for!(Sheet);
    let schema = schema.as_value();
    let properties = |value: &Value| -> BTreeSet<String> {
        let properties = value["properties"].as_object().expect("keys");
        properties.keys().cloned().collect()
    };
    let mut sheet: BTreeSet<String> = properties(schema);
    for key in ["indicators", "budget", "sub_actions"] {
        assert!(sheet.remove(key), "{key}");
    }
    assert_eq!(
        sheet.iter().map(String::as_str).collect::<BTreeSet<_>>(),
        keys(SHEET)
    );
    let register = Key::all()
        .map(Key::name)
        .filter(|key| !["indicators", "budget", "sub_actions"].contains(key));
    assert_eq!(
        register.chain(["extra"]).collect::<BTreeSet<_>>(),
        keys(SHEET)
    );
    let named = |name: &str| properties(&schema["$defs"][name]);
    let of = |table| {
        keys(table)
            .into_iter()
            .map(str::to_owned)
            .collect::<BTreeSet<_>>()
    };
    assert_eq!(named("Indicator"), of(INDICATOR));
    let part = &schema["$defs"]["SubAction"];
    let part = if part["properties"].is_object() {
        part
    } else {
        &part["anyOf"][1]
    };
    assert_eq!(properties(part), of(PART));
    for key in named("BudgetLine") {
        assert!(
            LINES.iter().any(|line| line.contains(&format!("{key} ="))),
            "{key}"
        );
    }
    let checked = run(filled().path(), ["check", "--ignore", "unused-entry"]);
    assert!(
        checked.status.success(),
        "{}",
        String::from_utf8_lossy(&checked.stdout)
    );
}

/// What a plan's action says, key by key; the values of `extra` one by one.
fn said(plan: &Path) -> Vec<(String, String)> {
    let text = fs::read_to_string(plan.join(FILE)).unwrap_or_default();
    let Some(sheet) = read_sheet(&Document::of(&text)).value else {
        return Vec::new();
    };
    let own = Key::all().map(|key| (key.name().to_owned(), format!("{:?}", sheet.get(key))));
    let extra = sheet.extra.iter();
    own.chain(extra.map(|(key, value)| (format!("extra.{key}"), format!("{value:?}"))))
        .collect()
}

/// The keys that a form does not bring back: the list of losses, which may only shrink.
const LOST: &[(&str, &str)] = &[
    // A single table has one cell for all indicators, and one for all sub-actions: what does not fit there is no column.
    ("plan.csv", "indicators"),
    ("plan.csv", "sub_actions"),
    ("excel.csv", "indicators"),
    ("excel.csv", "sub_actions"),
];

#[test]
fn every_key_comes_back_from_every_form() {
    let plan = filled();
    let expected = said(plan.path());
    let forms: [(&str, &[&str]); 6] = [
        ("plan.json", &["-o"]),
        ("plan.jsonl", &["-o"]),
        ("plan.xlsx", &["-o"]),
        ("paquet", &["--package"]),
        ("plan.csv", &["-o"]),
        ("excel.csv", &["--excel", "-o"]),
    ];
    for lang in ["fr", "en"] {
        let mut lost = Vec::new();
        for (name, options) in forms {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join(name);
            let path = path.to_str().expect("UTF-8");
            let export = ["--lang", lang, "export", "--with-notes"].into_iter();
            let export = export.chain(options.iter().copied()).chain([path]);
            printed(&run(plan.path(), export));
            let back = empty(plan.path());
            printed(&run(
                back.path(),
                ["--lang", lang, "import", path, "--write"],
            ));
            let found = said(back.path());
            for (key, value) in &expected {
                let other = found.iter().find(|(other, _)| other == key);
                if other.is_none_or(|(_, other)| other != value) {
                    lost.push((name, key.as_str()));
                }
            }
        }
        assert_eq!(lost, LOST, "{lang}");
    }
}

/// What an answer for people has to hold of the filled plan besides its words: dates and figures, as it writes them.
const FIGURES: &[&str] = &[
    "été 2021",
    "2027-03",
    "2022-04",
    "2026-08",
    "2024",
    "2029",
    "2021-10",
    "2023",
    "2025",
    "10,5",
    "98,75",
    "12,25",
    "44,25",
    "55,5",
    "1 111 000",
    "1 222 000",
    "333 000",
    "2025-11",
    "22 200",
    "444 000",
    "555 000",
    "66 600",
    "77 700",
    "88 800",
    "99 900",
];

/// What answers for people leave out and name: the form, and the words of the columns that it then names.
const NAMED: &[(&str, &[&str])] = &[(
    "export csv",
    &[
        "10,5",
        "12,25",
        "2022-04",
        "2023",
        "2026-08",
        "2029",
        "44,25",
        "55,5",
        "98,75",
        "XP1",
        "xrepère",
        "xsousdescriptif",
        "xsousindicateur",
        "xsousunité",
        "xunité",
    ],
)];

#[test]
fn what_an_answer_for_people_leaves_out_is_told() {
    let plan = filled();
    let text = fs::read_to_string(plan.path().join(FILE)).expect("a file");
    let words: BTreeSet<&str> = text
        .split(|sign: char| !(sign.is_alphanumeric() || sign == '-'))
        .filter(|word| word.starts_with(['x', 'X']))
        .chain(FIGURES.iter().copied())
        .collect();
    let answers: [(&str, &[&str]); 5] = [
        ("show", &["show", "plan-velo"]),
        ("show md", &["show", "plan-velo", "--format", "md"]),
        ("show html", &["show", "plan-velo", "--format", "html"]),
        ("export md", &["export", "--with-notes", "--format", "md"]),
        ("export csv", &["export", "--with-notes", "--format", "csv"]),
    ];
    for lang in ["fr", "en"] {
        for (name, arguments) in answers {
            let all = ["--lang", lang]
                .into_iter()
                .chain(arguments.iter().copied());
            let output = run(plan.path(), all);
            let told = printed(&output) + &String::from_utf8_lossy(&output.stderr);
            let told = told.replace(['\u{a0}', '\u{202f}', '\n'], " ");
            let missing = words.iter().filter(|word| {
                let point = word.replace(',', ".").replace(' ', "");
                !told.contains(**word) && !told.contains(&point)
            });
            let missing: Vec<&str> = missing.copied().collect();
            let named = NAMED.iter().find(|(form, _)| *form == name);
            assert_eq!(
                missing,
                named.map_or(&[][..], |(_, words)| *words),
                "{lang} {name}"
            );
            let names = match lang {
                "fr" => ["Sous-actions (1)", "Indicateurs (1)"],
                _ => ["Sub-actions (1)", "Indicators (1)"],
            };
            let are_named = names.iter().all(|name| told.contains(name));
            assert_eq!(are_named, named.is_some(), "{lang} {name}: {told}");
        }
    }
}
