//! What `plan check` finds stands at the same places in the editor, whatever is typed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use plan::finding::Placed;
use plan::render::findings::message;
use plan::source::Source;
use plan::words::Lang;
use serde_json::{Value, json};
use walkdir::WalkDir;

use super::client::{Client, uri};
use crate::cases::plans_of_cases;
use crate::checked::{check, check_source};
use crate::samples;

/// A finding as it is compared: file, rule, severity, first and last place (line and column), words.
type Told = (String, String, u64, [u64; 4], String);

/// What `plan check` finds, its columns counted as the client counts them.
fn expected(found: &[Placed], encoding: &str, marked: &BTreeSet<String>) -> BTreeSet<Told> {
    let told = found.iter().map(|placed| {
        let place = placed.located.as_ref().zip(placed.text.as_ref());
        let range = place.map_or([0; 4], |(located, text)| {
            let mark = match (marked.contains(placed.file()), encoding) {
                (false, _) => 0,
                (true, "utf-8") => 3,
                (true, _) => 1,
            };
            let position = |at: usize| {
                let before = &text[..at];
                let line = before.matches('\n').count() as u64;
                let column = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
                let width = match encoding {
                    "utf-8" => column.len(),
                    _ => column.encode_utf16().count(),
                };
                let mark = if line == 0 { mark } else { 0 };
                (line, width as u64 + mark)
            };
            let (start, end) = (position(located.span.start), position(located.span.end));
            [start.0, start.1, end.0, end.1]
        });
        let finding = placed.finding();
        (
            placed.file().to_owned(),
            finding.rule().name().to_owned(),
            if finding.severity().name() == "error" {
                1
            } else {
                2
            },
            range,
            message(placed, Lang::Fr),
        )
    });
    told.collect()
}

/// What the server published, by the same measure.
fn told(published: &BTreeMap<String, Value>, root: &Path) -> BTreeSet<Told> {
    let prefix = format!("{}/", uri(root));
    let files = published.iter().map(|(uri, told)| {
        let file = uri.strip_prefix(&prefix).expect("a file of the plan");
        let file = percent_encoding::percent_decode_str(file).decode_utf8_lossy();
        (
            file.into_owned(),
            told["diagnostics"].as_array().expect("a list"),
        )
    });
    files
        .flat_map(|(file, list)| {
            list.iter().map(move |one| {
                let place =
                    |end: &str, axis: &str| one["range"][end][axis].as_u64().expect("a number");
                let range = [
                    place("start", "line"),
                    place("start", "character"),
                    place("end", "line"),
                    place("end", "character"),
                ];
                let text = |key: &str| one[key].as_str().expect("a text").to_owned();
                let severity = one["severity"].as_u64().expect("a number");
                (file.clone(), text("code"), severity, range, text("message"))
            })
        })
        .collect()
}

/// The texts of a plan's files.
fn texts(root: &Path) -> Vec<(std::path::PathBuf, String)> {
    let walk = ["actions", "schema"].map(|part| WalkDir::new(root.join(part)).sort_by_file_name());
    let files = walk
        .into_iter()
        .flatten()
        .map(|entry| entry.expect("a folder that lists its files"));
    let files = files.filter(|entry| entry.file_type().is_file());
    files
        .filter_map(|entry| {
            let text = fs::read_to_string(entry.path()).ok()?;
            Some((entry.into_path(), text))
        })
        .collect()
}

/// The files of a plan that begin with a byte-order mark.
fn marked(root: &Path, texts: &[(std::path::PathBuf, String)]) -> BTreeSet<String> {
    let marked = texts
        .iter()
        .filter(|(_, text)| text.starts_with('\u{feff}'));
    marked
        .map(|(file, _)| {
            let path = file.strip_prefix(root).expect("a file of the plan");
            path.to_str().expect("UTF-8").to_owned()
        })
        .collect()
}

#[test]
fn the_findings_are_those_of_check_in_every_case() {
    let mut wrong = Vec::new();
    for (index, (name, plan)) in plans_of_cases().into_iter().enumerate() {
        let root = plan.path();
        let encoding = ["utf-16", "utf-8"][index % 2];
        let (_, found) = check(root);
        let mut client = Client::new(encoding, &[root]);
        let texts = texts(root);
        let Some((last, _)) = texts.last() else {
            continue;
        };
        for (file, text) in &texts {
            client.open(file, text);
        }
        let expected = expected(&found, encoding, &marked(root, &texts));
        let told = told(client.settled(last), root);
        let lost: Vec<_> = expected.difference(&told).collect();
        let invented: Vec<_> = told.difference(&expected).collect();
        if !(lost.is_empty() && invented.is_empty()) {
            wrong.push(format!("{name}: lost {lost:#?}, invented {invented:#?}"));
        }
        assert_eq!(client.end(), 0);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_change_in_a_vocabulary_shows_in_files_that_are_not_open() {
    let plan = samples::small();
    let mut client = Client::new("utf-16", &[plan.path()]);
    let themes = plan.path().join("schema/themes.toml");
    let text = fs::read_to_string(&themes).expect("a file");
    client.open(&themes, &text);
    let errors = |published: &BTreeMap<String, Value>| {
        let lists = published
            .values()
            .filter_map(|told| told["diagnostics"].as_array());
        lists
            .flatten()
            .filter(|one| one["code"] == "unknown-theme")
            .count()
    };
    assert_eq!(errors(client.settled(&themes)), 0);
    client.put(&themes, "");
    let broken = errors(client.settled(&themes));
    assert!(broken > 0, "the actions' themes are gone");
    client.put(&themes, &text);
    assert_eq!(errors(client.settled(&themes)), 0);
    client.put(&themes, "");
    client.tell(
        "textDocument/didClose",
        json!({ "textDocument": { "uri": uri(&themes) } }),
    );
    let other = plan.path().join("schema/actors.toml");
    client.open(&other, &fs::read_to_string(&other).expect("a file"));
    assert_eq!(errors(client.settled(&other)), 0, "the disk speaks again");
}

#[test]
fn a_new_file_and_one_that_goes_are_judged() {
    let plan = samples::small();
    let mut client = Client::new("utf-16", &[]);
    let new = plan.path().join("actions/9.9.9/nouvelle.toml");
    client.open(&new, "title = \"Nouvelle\"\nthemes = []\n");
    let found = client.found(&new);
    let rules: BTreeSet<&str> = found
        .iter()
        .filter_map(|one| one["code"].as_str())
        .collect();
    assert!(rules.contains("unknown-measure"), "{rules:?}");
    let source = Source::around(plan.path()).expect("a plan");
    let gone = source.actions().expect("files").remove(0).path;
    let file = plan.path().join(&gone);
    let text = fs::read_to_string(&file).expect("a file");
    client.open(&file, &text);
    fs::remove_file(&file).expect("a file");
    client.tell(
        "textDocument/didSave",
        json!({ "textDocument": { "uri": uri(&file) } }),
    );
    client.put(&new, "title = \"Nouvelle\"\nthemes = []\n\n");
    // As long as it is open, the text is the file.
    let overlaid = source
        .overlaid(
            "actions/9.9.9/nouvelle.toml",
            b"title = \"Nouvelle\"\nthemes = []\n\n".to_vec(),
        )
        .overlaid(&gone, text.into_bytes());
    let (_, found) = check_source(&overlaid);
    let told = told(client.settled(&new), plan.path());
    assert_eq!(told, expected(&found, "utf-16", &BTreeSet::new()));
}
