//! Who may import whom within the crate: one direction, read from the source itself.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// What each module of the crate may import besides itself.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("finding", &[]),
    ("error", &["finding"]),
    ("source", &["document", "model", "error"]),
    ("load", &["source", "document", "model", "finding", "error"]),
    ("rules", &["view", "words", "model", "finding", "error"]),
    ("view", &["model", "finding", "error"]),
    ("import", &["view", "model", "finding", "error"]),
    ("words", &["model", "finding", "error"]),
    ("document", &["model", "finding", "error", "words"]),
    (
        "render",
        &["rules", "view", "model", "finding", "error", "words"],
    ),
];

/// These join the others, and may import anything.
const JOINS: &[&str] = &["commands", "lib", "main"];

/// The module of the crate that a file belongs to: its folder, or its own name.
fn module(file: &Path) -> String {
    let first = file.components().next().expect("a path within src");
    let name = Path::new(first.as_os_str()).with_extension("");
    name.to_str().expect("a name in UTF-8").to_owned()
}

/// The files of the crate, from `src`, each with its text.
fn sources() -> BTreeMap<PathBuf, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    WalkDir::new(&root)
        .into_iter()
        .map(|entry| entry.expect("a folder that can be listed").into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("a file that can be read");
            (
                path.strip_prefix(&root)
                    .expect("a path within src")
                    .to_owned(),
                text,
            )
        })
        .collect()
}

/// The text without its comments.
fn code(text: &str) -> String {
    let lines = text
        .lines()
        .map(|line| match line.trim_start().starts_with("//") {
            true => "",
            false => line.split_once(" // ").map_or(line, |(code, _)| code),
        });
    lines.collect::<Vec<_>>().join("\n")
}

/// The modules of the crate that a text imports: the first name behind each `crate::`.
fn imports(text: &str) -> BTreeSet<String> {
    let code = code(text);
    let name = |text: &str| {
        let text = text.trim_start();
        let end = text
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(text.len());
        text[..end].to_owned()
    };
    let mut found = BTreeSet::new();
    for (_, rest) in code
        .match_indices("crate::")
        .map(|(at, word)| code[at..].split_at(word.len()))
    {
        match rest.strip_prefix('{') {
            Some(group) => found.extend(items(group).map(name)),
            None => {
                found.insert(name(rest));
            }
        }
    }
    found
}

/// The items of the group that a text begins within, up to the brace that closes it.
fn items(group: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0;
    let mut cuts = vec![0];
    for (index, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' if depth == 0 => cuts.push(index + 1),
            '}' => {
                cuts.push(index + 1);
                break;
            }
            _ => {}
        }
    }
    let pieces: Vec<&str> = cuts
        .windows(2)
        .map(|cut| &group[cut[0]..cut[1] - 1])
        .collect();
    pieces.into_iter().filter(|piece| !piece.trim().is_empty())
}

#[test]
fn every_import_goes_with_the_grain() {
    let mut against = Vec::new();
    for (file, text) in sources() {
        let module = module(&file);
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == module) else {
            continue;
        };
        for imported in imports(&text) {
            if imported != module && !allowed.contains(&imported.as_str()) {
                against.push(format!("{} imports {imported}", file.display()));
            }
        }
    }
    assert!(against.is_empty(), "{against:#?}");
}

#[test]
fn every_module_has_its_place() {
    let modules: BTreeSet<String> = sources().keys().map(|file| module(file)).collect();
    let placed = MAY_IMPORT
        .iter()
        .map(|(name, _)| *name)
        .chain(JOINS.iter().copied());
    assert_eq!(modules, placed.map(str::to_owned).collect());
}

#[test]
fn no_module_reaches_another_by_way_of_super() {
    for (file, text) in sources() {
        let code = code(&text);
        assert!(!code.contains("super::super"), "{}", file.display());
        // `super` of a module's own file is the crate; of the tests within it, the module.
        let own = code.split("mod tests {").next().unwrap_or_default();
        let is_root = file.components().count() == 1 || file.ends_with("mod.rs");
        assert!(!is_root || !own.contains("super::"), "{}", file.display());
    }
}

#[test]
fn imports_are_found_however_they_are_written() {
    for (text, expected) in [
        ("use crate::model::date::Date;", vec!["model"]),
        (
            "use crate::{model::id, error::{Error, Blocked}, view};",
            vec!["error", "model", "view"],
        ),
        (
            "use crate::{\n    model,\n    view,\n};",
            vec!["model", "view"],
        ),
        ("pub(crate) use crate::source;", vec!["source"]),
        ("    let lang = crate::words::Lang::Fr;", vec!["words"]),
        ("//! See [`crate::source`].\n/// `crate::view`", vec![]),
        ("let x = 1; // crate::view", vec![]),
        ("use std::path::Path;", vec![]),
    ] {
        let found: Vec<String> = imports(text).into_iter().collect();
        assert_eq!(found, expected, "{text}");
    }
}
