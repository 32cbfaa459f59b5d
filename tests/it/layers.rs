//! Who may import whom within the crate, file by file: one direction and no circle, read from the source itself.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// The rooms of the crate from below; those of a line are siblings. A file sees its own room and the lines below it.
const LAYERS: &[&[&str]] = &[
    &["model"],
    &["finding"],
    &["error"],
    &["words"],
    &["document"],
    &["source"],
    &["load"],
    &["view"],
    &["rules", "import"],
    &["render", "operations"],
    &["server"],
    &["commands"],
    &["lib", "main"],
];

/// The rooms that work on what was read: they see neither disk nor git, nor who asks them.
const WITHOUT_A_DISK: &[&str] = &["view", "rules", "import", "render"];

/// The rooms that do.
const WITH_A_DISK: &[&str] = &["source", "load"];

/// A module's path: `["render", "csv"]`.
type Module = Vec<String>;

/// A file of the crate.
struct Room {
    file: PathBuf,
    text: String,
}

/// The module that a file of `src` is.
fn module(file: &Path) -> Module {
    let path = file.with_extension("");
    let names = path.iter().map(|name| name.to_str().expect("UTF-8"));
    names
        .filter(|name| *name != "mod")
        .map(str::to_owned)
        .collect()
}

/// The files of the crate, from `src`, by their modules.
fn rooms() -> BTreeMap<Module, Room> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    WalkDir::new(&root)
        .into_iter()
        .map(|entry| entry.expect("a folder that can be listed").into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("a file that can be read");
            let file = path.strip_prefix(&root).expect("within src").to_owned();
            (module(&file), Room { file, text })
        })
        .collect()
}

/// The text without its comments, nor what says only where a thing is seen.
fn code(text: &str) -> String {
    let lines = text
        .lines()
        .map(|line| match line.trim_start().starts_with("//") {
            true => "",
            false => line.split_once(" // ").map_or(line, |(code, _)| code),
        });
    lines
        .collect::<Vec<_>>()
        .join("\n")
        .replace("(in crate", "")
}

/// The paths behind each `crate::` of a text, those of a group one by one.
fn imports(text: &str) -> BTreeSet<Module> {
    let code = code(text);
    let mut found = BTreeSet::new();
    for (at, word) in code.match_indices("crate::") {
        leaves(&code[at + word.len()..], &Module::new(), &mut found);
    }
    found
}

/// The paths that a text begins with, behind `head`.
fn leaves(text: &str, head: &Module, found: &mut BTreeSet<Module>) {
    let text = text.trim_start();
    if let Some(group) = text.strip_prefix('{') {
        for item in items(group) {
            leaves(item, head, found);
        }
        return;
    }
    let text = text.strip_prefix("r#").unwrap_or(text);
    let end = text
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let mut path = head.clone();
    if name != "self" {
        path.push(name.to_owned());
    }
    match rest.strip_prefix("::") {
        Some(rest) => leaves(rest, &path, found),
        None => {
            found.insert(path);
        }
    }
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

/// The modules that each module imports, itself aside.
fn graph(rooms: &BTreeMap<Module, Room>) -> BTreeMap<&Module, BTreeSet<&Module>> {
    let module_of = |path: Module| {
        let heads = (1..=path.len()).rev().map(|length| path[..length].to_vec());
        heads
            .filter_map(|head| rooms.get_key_value(&head))
            .map(|(module, _)| module)
            .next()
    };
    let of_room = |(module, room): (_, &Room)| {
        let found = imports(&room.text).into_iter().filter_map(module_of);
        (module, found.filter(|other| *other != module).collect())
    };
    rooms.iter().map(of_room).collect()
}

/// How high a room stands.
fn height(module: &Module) -> usize {
    let layer = LAYERS
        .iter()
        .position(|layer| layer.contains(&module[0].as_str()));
    layer.expect("a room that has its place")
}

#[test]
fn every_import_goes_downwards() {
    let rooms = rooms();
    let is_of = |module: &Module, list: &[&str]| list.contains(&module[0].as_str());
    let mut against = Vec::new();
    for (module, imported) in graph(&rooms) {
        for other in imported {
            let is_lower = height(other) < height(module) || other[0] == module[0];
            let sees_a_disk = is_of(module, WITHOUT_A_DISK) && is_of(other, WITH_A_DISK);
            if !is_lower || sees_a_disk {
                let [file, other] = [module, other].map(|module| rooms[module].file.display());
                against.push(format!("{file} imports {other}"));
            }
        }
    }
    assert!(against.is_empty(), "{against:#?}");
}

#[test]
fn one_command_alone_knows_the_server() {
    let rooms = rooms();
    for (module, imported) in graph(&rooms) {
        let knows = imported.iter().any(|other| other[0] == "server");
        let may = module[0] == "server" || module[..] == ["commands", "lsp"];
        assert!(may || !knows, "{}", rooms[module].file.display());
    }
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let rooms = rooms();
    let graph = graph(&rooms);
    let reached = |from: &Module| {
        let mut reached = BTreeSet::new();
        let mut next: Vec<&Module> = graph[from].iter().copied().collect();
        while let Some(module) = next.pop() {
            if reached.insert(module) {
                next.extend(&graph[module]);
            }
        }
        reached
    };
    let reach: BTreeMap<&Module, BTreeSet<&Module>> = rooms
        .keys()
        .map(|module| (module, reached(module)))
        .collect();
    let mut against = Vec::new();
    for (module, imported) in &graph {
        for other in imported {
            if reach[*other].contains(*module) {
                let [file, other] = [*module, *other].map(|module| rooms[module].file.display());
                against.push(format!("{file} imports {other}"));
            }
        }
    }
    assert!(against.is_empty(), "{against:#?}");
}

#[test]
fn what_works_on_what_was_read_opens_no_file() {
    for (module, room) in rooms() {
        let own = code(&room.text);
        let own = own.split("mod tests {").next().unwrap_or_default();
        for door in ["std::fs", "std::process", "std::env"] {
            let is_open = own.contains(door) && WITHOUT_A_DISK.contains(&module[0].as_str());
            assert!(!is_open, "{} uses {door}", room.file.display());
        }
    }
}

#[test]
fn an_operation_knows_no_command_line_and_no_terminal() {
    for (module, room) in rooms() {
        let own = code(&room.text);
        for door in ["clap", "std::env", "stdin", "stdout", "stderr"] {
            let is_open = module[0] == "operations" && own.contains(door);
            assert!(!is_open, "{} uses {door}", room.file.display());
        }
    }
}

#[test]
fn what_a_command_answers_passes_a_renderer() {
    for (module, room) in rooms() {
        // What a shell's script says no renderer may change.
        if module[0] != "commands" || module[1..] == ["completions"] {
            continue;
        }
        let own: String = code(&room.text).split_whitespace().collect();
        for door in [
            "write!(out",
            "writeln!(out",
            "out.write",
            "print!(",
            "println!(",
        ] {
            assert!(!own.contains(door), "{} has {door}", room.file.display());
        }
    }
}

#[test]
fn every_room_has_its_place() {
    let found: BTreeSet<String> = rooms()
        .into_keys()
        .map(|mut module| module.swap_remove(0))
        .collect();
    let placed = LAYERS.iter().copied().flatten();
    assert_eq!(found, placed.map(|room| (*room).to_owned()).collect());
}

#[test]
fn no_module_reaches_another_by_way_of_super() {
    for room in rooms().into_values() {
        let code = code(&room.text);
        assert!(!code.contains("super::super"), "{}", room.file.display());
        // `super` of a module's own file is the crate; of the tests within it, the module.
        let own = code.split("mod tests {").next().unwrap_or_default();
        let is_root = room.file.components().count() == 1 || room.file.ends_with("mod.rs");
        assert!(
            !is_root || !own.contains("super::"),
            "{}",
            room.file.display()
        );
    }
}

#[test]
fn imports_are_found_however_they_are_written() {
    for (text, expected) in [
        ("use crate::model::date::Date;", vec!["model::date::Date"]),
        (
            "use crate::{model::id, error::{Error, fault::{self, Fault}}, view};",
            vec![
                "error::Error",
                "error::fault",
                "error::fault::Fault",
                "model::id",
                "view",
            ],
        ),
        (
            "use crate::{\n    model,\n    view,\n};",
            vec!["model", "view"],
        ),
        ("pub(crate) use crate::source as place;", vec!["source"]),
        ("pub(in crate::source) fn x() {}", vec![]),
        (
            "use crate::commands::r#move::Args;",
            vec!["commands::move::Args"],
        ),
        (
            "    let lang = crate::words::Lang::Fr;",
            vec!["words::Lang::Fr"],
        ),
        ("//! See [`crate::source`].\n/// `crate::view`", vec![]),
        ("let x = 1; // crate::view", vec![]),
        ("use std::path::Path;", vec![]),
    ] {
        let found: Vec<String> = imports(text).iter().map(|path| path.join("::")).collect();
        assert_eq!(found, expected, "{text}");
    }
}
