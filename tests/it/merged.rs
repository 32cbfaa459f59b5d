//! Random edits of two people to one file, merged: nothing that either did is lost, and nobody comes first.
//!
//! What a file says is told by another reader of TOML, as facts; a fact that one side changed must be so in the result.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::path::Path;

use chrono::NaiveDate;
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};
use toml::{Table, Value};

use plan::document::Document;
use plan::operations::merge::{Merged, Place, merge};

/// The variable that says how many pairs of edits are tried.
const MANY: &str = "PLAN_MERGES";

/// What an edit is made of: which, where, and what.
type Dice = (u8, u8, u8);

/// A table of a list: its fields as they are written.
type Fields = BTreeMap<String, String>;

/// An action as somebody edits it.
#[derive(Debug, Clone, Default)]
struct Sheet {
    keys: BTreeMap<&'static str, String>,
    names: BTreeMap<&'static str, Vec<String>>,
    tables: BTreeMap<&'static str, Vec<(String, Fields)>>,
    paragraphs: Vec<(u8, String)>,
    comments: Vec<(&'static str, bool, String)>,
    is_laid_out: bool,
    has_headers: bool,
}

const KEYS: [(&str, &[&str]); 5] = [
    ("code", &["\"A1\"", "\"A2\"", "\"B7\""]),
    ("status", &["\"En cours\"", "\"Complété\"", "\"Nouveau\""]),
    ("priority", &["\"haute\"", "\"basse\""]),
    ("start", &["2018", "\"2019\"", "\"mai 2019\""]),
    ("end", &["2024", "\"2025\"", "\"fin 2026\""]),
];
const LISTS: [(&str, &[&str]); 4] = [
    ("owners", &["Voirie", "Énergie", "Habitat"]),
    ("partners", &["Ademe", "Région", "État", "Anah"]),
    (
        "effects",
        &["Moins de bruit", "Moins de CO2", "Plus d'abris"],
    ),
    ("places", &["Dijon", "Quetigny", "Talant", "Longvic"]),
];
/// A list of tables: its key, the key that names them, names, and what their fields may hold.
type Tables = (
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static [(&'static str, &'static [&'static str])],
);

const TABLES: [Tables; 3] = [
    (
        "budget",
        "label",
        &["études", "travaux", "comptages", "abris"],
        &[
            (
                "amount",
                &["50000", "60_000", "{ min = 70_000, max = 90_000 }"],
            ),
            ("note", &["\"devis\"", "\"convention\""]),
            ("approximate", &["true"]),
            ("spent", &["20_000", "30_000"]),
        ],
    ),
    (
        "indicators",
        "name",
        &["Pistes", "Abris", "Comptages"],
        &[
            ("unit", &["\"km\"", "\"u\""]),
            ("target", &["90", "100"]),
            (
                "values",
                &[
                    "{ 2020 = 1 }",
                    "{ 2020 = 1, 2021 = 2 }",
                    "{ 2020 = 1, 2022 = 3.5 }",
                    "{ 2021 = 4 }",
                ],
            ),
        ],
    ),
    (
        "sub_actions",
        "title",
        &["Pistes du nord", "Un parking", "Comptages"],
        &[
            ("status", &["\"En cours\"", "\"Complété\""]),
            ("end", &["\"2021\"", "\"2022\""]),
            (
                "description",
                &["\"Le long du canal\"", "\"Derrière la gare\""],
            ),
        ],
    ),
];

fn pick<T: Copy>(all: &[T], dice: u8) -> T {
    all[usize::from(dice) % all.len()]
}

impl Sheet {
    /// What somebody does, by what the dice say.
    fn edit(&mut self, (what, place, value): Dice, who: &str) {
        match what % 16 {
            0 | 1 => {
                let (key, values) = pick(&KEYS, place);
                self.keys.insert(key, pick(values, value).to_owned());
            }
            2 => {
                let (key, _) = pick(&KEYS, place);
                self.keys.remove(key);
            }
            3 | 4 => {
                let (key, names) = pick(&LISTS, place);
                let name = pick(names, value).to_owned();
                let list = self.names.entry(key).or_default();
                if !list.contains(&name) {
                    let place = usize::from(place / 4) % (list.len() + 1);
                    list.insert(place, name);
                }
            }
            5 => {
                let (key, names) = pick(&LISTS, place);
                let name = pick(names, value);
                self.names
                    .entry(key)
                    .or_default()
                    .retain(|other| other != name);
            }
            6..=10 => {
                let (key, _, names, fields) = pick(&TABLES, place);
                let name = pick(names, value);
                let (field, values) = pick(fields, value / 4);
                let text = pick(values, place / 3).to_owned();
                let tables = self.tables.entry(key).or_default();
                match tables.iter_mut().find(|(other, _)| other == name) {
                    Some((_, table)) if what % 16 == 10 => {
                        table.remove(field);
                    }
                    Some((_, table)) => {
                        table.insert(field.to_owned(), text);
                    }
                    None => {
                        let table = [(field.to_owned(), text)].into();
                        tables.push((name.to_owned(), table));
                    }
                }
            }
            11 => {
                let (key, _, names, _) = pick(&TABLES, place);
                let name = pick(names, value);
                self.tables
                    .entry(key)
                    .or_default()
                    .retain(|(other, _)| other != name);
            }
            12 => {
                let words = ["des pistes", "des abris", "des ponts"];
                let text = format!("{} {}", pick(&words, value), value % 7);
                let count = self.paragraphs.len();
                if count > 0 {
                    self.paragraphs[usize::from(place) % count].1 = text;
                }
            }
            13 => {
                let place = usize::from(place) % (self.paragraphs.len() + 1);
                let number = value / 2 * 2 + u8::from(who == "b");
                let is_there = self.paragraphs.iter().any(|(other, _)| *other == number);
                if !is_there {
                    self.paragraphs
                        .insert(place, (number, format!("texte {value}")));
                }
            }
            14 => {
                let (key, _) = pick(&KEYS, place);
                let is_above = value % 2 == 0;
                let is_free = !self
                    .comments
                    .iter()
                    .any(|(other, above, _)| *other == key && !above);
                if self.keys.contains_key(key) && (is_above || is_free) {
                    let text = format!("# {who} {value}");
                    self.comments.push((key, is_above, text));
                }
            }
            _ => match value % 3 {
                0 => self.has_headers = !self.has_headers,
                _ => self.is_laid_out = true,
            },
        }
    }

    fn text(&self) -> String {
        let mut text = String::from("title = 'Plan vélo'\nthemes = ['Mobilité']\n");
        for (key, value) in &self.keys {
            let of_key = self.comments.iter().filter(|(other, _, _)| other == key);
            for (_, _, comment) in of_key.clone().filter(|(_, is_above, _)| *is_above) {
                text += &format!("{comment}\n");
            }
            let beside: String = of_key
                .filter(|(_, is_above, _)| !is_above)
                .map(|(_, _, comment)| format!(" {comment}"))
                .collect();
            text += &format!("{key} = {value}{beside}\n");
        }
        for (key, names) in self.names.iter().filter(|(_, names)| !names.is_empty()) {
            text += &format!("{key} = {names:?}\n");
        }
        if !self.paragraphs.is_empty() {
            let paragraphs = self.paragraphs.iter();
            let paragraphs: Vec<String> = paragraphs
                .map(|(number, text)| format!("{number}. {text}"))
                .collect();
            text += &format!(
                "description = \"\"\"\n{}\n\"\"\"\n",
                paragraphs.join("\n\n")
            );
        }
        let mut headed = String::new();
        for (key, name, _, _) in TABLES {
            let tables = self.tables.get(key).into_iter().flatten();
            let tables: Vec<Vec<String>> = tables
                .map(|(own, fields)| {
                    let fields = fields
                        .iter()
                        .map(|(field, value)| format!("{field} = {value}"));
                    std::iter::once(format!("{name} = \"{own}\""))
                        .chain(fields)
                        .collect()
                })
                .collect();
            if self.has_headers && key == "sub_actions" {
                for table in tables {
                    headed += &format!("\n[[{key}]]\n{}\n", table.join("\n"));
                }
            } else if !tables.is_empty() {
                let tables: Vec<String> = tables
                    .iter()
                    .map(|table| format!("  {{ {} }},\n", table.join(", ")))
                    .collect();
                text += &format!("{key} = [\n{}]\n", tables.concat());
            }
        }
        text += &headed;
        match self.is_laid_out {
            true => Document::of(&text).layout(),
            false => text,
        }
    }
}

/// What a file says, fact by fact.
fn facts(text: &str) -> BTreeMap<String, String> {
    let table: Table = toml::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let mut facts = BTreeMap::new();
    for (key, value) in table {
        fact(&key, value, &mut facts);
    }
    for line in text.lines() {
        if let Some((_, comment)) = line.split_once("# ") {
            facts.insert(format!("# {comment}"), String::new());
        }
    }
    facts
}

fn fact(path: &str, value: Value, facts: &mut BTreeMap<String, String>) {
    let is_of_parts = path == "sub_actions";
    match value {
        Value::String(text) if path == "description" => {
            for paragraph in text.trim().split("\n\n") {
                let (number, text) = paragraph.split_once(". ").expect("a number");
                facts.insert(format!("{path}/{number}"), text.to_owned());
            }
        }
        Value::Array(items) => {
            for item in items {
                let (name, item) = match item {
                    Value::Table(mut table) => {
                        let names = ["label", "name", "title"].into_iter();
                        let name = names.filter_map(|name| table.remove(name)).next();
                        (name.expect("a name"), Value::Table(table))
                    }
                    name if is_of_parts => (name, Value::Table(Table::new())),
                    name => (name, Value::Boolean(true)),
                };
                let path = format!("{path}/{}", name.as_str().expect("a text"));
                facts.insert(path.clone(), String::new());
                fact(&path, item, facts);
            }
        }
        Value::Table(table) => {
            for (key, value) in table {
                fact(&format!("{path}/{key}"), value, facts);
            }
        }
        Value::String(text) => {
            let text = text.replace("mai 2019", "2019-05");
            facts.insert(path.to_owned(), text);
        }
        other => {
            facts.insert(path.to_owned(), other.to_string());
        }
    }
}

fn merged(before: &str, ours: &str, theirs: &str) -> Option<Merged> {
    let place = Place {
        path: "actions/1.1/velo.toml",
        nowhere: Path::new("/dev/null"),
        today: NaiveDate::from_ymd_opt(2026, 1, 15).expect("a day"),
        labels: ["a", "b"],
    };
    let versions = [before, ours, theirs].map(|text| text.as_bytes().to_vec());
    merge(versions, &place).expect("versions that can be judged")
}

/// How many pairs are tried.
fn cases() -> u32 {
    let asked = env::var(MANY).ok();
    asked.and_then(|asked| asked.parse().ok()).unwrap_or(300)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn no_edit_of_either_side_is_lost(
        base in vec(any::<Dice>(), 0..25),
        ours in vec(any::<Dice>(), 1..5),
        theirs in vec(any::<Dice>(), 1..5),
    ) {
        let mut before = Sheet::default();
        base.into_iter().for_each(|dice| before.edit(dice, "o"));
        let (mut left, mut right) = (before.clone(), before.clone());
        ours.into_iter().for_each(|dice| left.edit(dice, "a"));
        theirs.into_iter().for_each(|dice| right.edit(dice, "b"));
        let [old, ours, theirs] = [before.text(), left.text(), right.text()];
        let told = format!("before:\n{old}\nours:\n{ours}\ntheirs:\n{theirs}");
        let [was, left, right] = [&old, &ours, &theirs].map(|text| facts(text));
        let paths: BTreeSet<&String> = was.keys().chain(left.keys()).chain(right.keys()).collect();
        let disputed: Vec<&&String> = paths
            .iter()
            .filter(|path| {
                let [was, left, right] = [&was, &left, &right].map(|facts| facts.get(**path));
                was != left && was != right && left != right
            })
            .collect();
        let result = merged(&old, &ours, &theirs);
        let turned = merged(&old, &theirs, &ours);
        prop_assert_eq!(result.is_some(), turned.is_some(), "{}", told);
        let Some((result, turned)) = result.zip(turned) else {
            prop_assert!(!disputed.is_empty(), "no merge\n{told}");
            return Ok(());
        };
        prop_assert_eq!(result.is_settled, turned.is_settled, "{}", told);
        let told = format!("{told}\nmerged:\n{}", result.text);
        if !result.is_settled {
            for (mark, side) in [("<", &left), (">", &right)] {
                let kept = one_side(&result.text, mark);
                let facts = facts(&kept);
                for path in &paths {
                    let [was, mine, kept] = [&was, side, &facts].map(|facts| facts.get(*path));
                    prop_assert!(was == mine || mine == kept, "{path} of {mark}\n{told}");
                }
            }
            return Ok(());
        }
        prop_assert!(disputed.is_empty(), "settled {disputed:?}\n{told}");
        prop_assert_eq!(&result.text, &turned.text, "{}", told);
        let now = facts(&result.text);
        let all: BTreeSet<&String> = paths.iter().copied().chain(now.keys()).collect();
        for path in all {
            let [was, left, right, now] = [&was, &left, &right, &now].map(|facts| facts.get(path));
            let expected = if was == left { right } else { left };
            prop_assert_eq!(now, expected, "{}\n{}", path, told);
        }
    }
}

/// A file with one side of each conflict.
fn one_side(text: &str, mark: &str) -> String {
    let mut side = "";
    let mut kept = String::new();
    for line in text.lines() {
        match line {
            _ if line.starts_with("<<<<<<< ") => side = "<",
            "=======" => side = ">",
            _ if line.starts_with(">>>>>>> ") => side = "",
            _ if side.is_empty() || side == mark => {
                kept += line;
                kept += "\n";
            }
            _ => {}
        }
    }
    kept
}
