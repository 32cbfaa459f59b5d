//! What the program answers and exports of a plan, and the amounts of its actions in that.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::plans::{real, root};
use crate::program::run;
use crate::tools::printed;

/// What `plan` answers in a folder.
pub fn answer(folder: &Path, arguments: &[&str]) -> String {
    printed(&run(folder, arguments.iter().copied()))
}

pub fn json(folder: &Path, arguments: &[&str]) -> Value {
    serde_json::from_str(&answer(folder, arguments)).expect("JSON")
}

/// Export to a file of a folder that goes with the test.
pub fn exported(plan: &Path, name: &str, arguments: &[&str]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    let mut all = vec!["export", "-o", path.to_str().expect("a path in UTF-8")];
    all.extend(arguments);
    answer(plan, &all);
    (folder, path)
}

pub fn package_of(plan: &Path) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("data");
    answer(
        plan,
        &["export", "--package", path.to_str().expect("UTF-8")],
    );
    (folder, path)
}

/// The real plan, which says under which licence it is published, by whom, and whom to ask.
pub fn published() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    real(folder.path());
    let settings = folder.path().join("schema/plan.toml");
    let text = fs::read_to_string(&settings).expect("the settings");
    let keys =
        "licence = \"etalab-2.0\"\nproducer = \"Dijon métropole\"\ncontact = \"plan@exemple.fr\"\n";
    fs::write(&settings, format!("{keys}{text}")).expect("a file");
    folder
}

/// A number of euros as cents: `7055000`, `0.50`, `0,50`.
pub fn cents(text: &str) -> i128 {
    let text = text.replace(',', ".");
    let (euros, decimals) = text.split_once('.').unwrap_or((&text, ""));
    format!("{euros}{decimals:0<2}")
        .parse()
        .unwrap_or_else(|_| panic!("an amount: {text}"))
}

pub fn money(value: &Value) -> Option<i128> {
    match value {
        Value::Number(number) => Some(cents(&number.to_string())),
        _ => None,
    }
}

/// The least and the most of an action, where it has a figure.
pub type Bounds = (Option<i128>, Option<i128>);

pub fn by_json() -> BTreeMap<String, Bounds> {
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

/// The bounds by id, as tables tell them: the most of a floor is not known, and its cell is empty.
pub fn in_tables() -> BTreeMap<String, Bounds> {
    let export = json(root(), &["export", "--format", "json"]);
    let mut bounds = by_json();
    for action in export["actions"].as_array().expect("actions") {
        let lacks = |key: &str| {
            action["budget"][key]
                .as_u64()
                .is_some_and(|lines| lines > 0)
        };
        if lacks("lines_unknown") || lacks("lines_other_basis") {
            let id = action["id"].as_str().expect("an id");
            bounds.get_mut(id).expect("the action").1 = None;
        }
    }
    bounds
}
