//! Whatever is typed, pasted and taken away again: the server stays up, and finds in the end what `check` finds.
//!
//! A short run in every run of the tests; with `PLAN_FUZZ` a long one of others, see `fuzz`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::{Strategy, any, prop_oneof};
use proptest::sample::select;
use proptest::strategy::{Just, ValueTree};
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::client::{Client, uri};
use crate::checked::check_source;
use crate::samples;
use plan::source::Source;

/// An edit as an editor tells it: from a line and a column to another, and the text that comes there.
type Typed = ((u32, u32), (u32, u32), String);

fn edit() -> impl Strategy<Value = Typed> {
    let line = || prop_oneof![8 => 0u32..14, 1 => any::<u32>()];
    let column = || prop_oneof![8 => 0u32..40, 1 => any::<u32>()];
    let pieces = [
        "\"",
        "'",
        "\"\"\"",
        "[",
        "]",
        "{",
        "}",
        "=",
        ",",
        "\n",
        "\r\n",
        "\r",
        "\t",
        " ",
        "é",
        "🚲",
        "\u{feff}",
        "\u{7}",
        "\0",
        "\u{202e}",
        "title = ",
        "status = \"En cours\"\n",
        "owners = [\n",
        "[[sub_actions]]\n",
        "budget = [{ amount = ",
        "18 M€",
        "été 2024",
        "# plan: allow(",
        "<<<<<<< HEAD\n",
        "",
        "",
    ];
    let pasted = prop_oneof![
        40 => select(pieces.to_vec()).prop_map(str::to_owned),
        20 => "\\PC{0,12}",
        4 => Just(String::new()),
        1 => (select(vec!["x", "é\n", "[", "title = \"é\"\n", "{ a = 1 },"]), select(vec![4_000, most()]))
            .prop_map(|(piece, times)| piece.repeat(times.min(1_000_000 / piece.len()))),
    ];
    ((line(), column()), (line(), column()), pasted)
}

/// How often the longest paste repeats its piece: a megabyte in a long run.
fn most() -> usize {
    if env::var_os("PLAN_FUZZ").is_some() {
        1_000_000
    } else {
        4_000
    }
}

/// What an editor holds: the same edits, made by counting units, as the protocol says.
struct Screen(Vec<u16>);

impl Screen {
    fn offset(&self, (line, column): (u32, u32)) -> usize {
        let mut start = 0;
        for _ in 0..line {
            let Some(end) = self.0[start..]
                .iter()
                .position(|unit| *unit == u16::from(b'\n'))
            else {
                return self.0.len();
            };
            start += end + 1;
        }
        let rest = &self.0[start..];
        let mut end = rest
            .iter()
            .position(|unit| *unit == u16::from(b'\n'))
            .unwrap_or(rest.len());
        let is_end = start + end < self.0.len();
        if is_end && end > 0 && rest[end - 1] == u16::from(b'\r')
            || !is_end && rest.last() == Some(&u16::from(b'\r'))
        {
            end -= 1;
        }
        let mut at = start + end.min(column as usize);
        // Between the two halves of a character.
        if at < self.0.len() && (0xdc00..0xe000).contains(&self.0[at]) && at > start {
            at -= 1;
        }
        at
    }

    fn apply(&mut self, (from, to, text): &Typed) {
        let (from, to) = (self.offset(*from), self.offset(*to));
        self.0
            .splice(from.min(to)..to.max(from), text.encode_utf16());
    }

    fn text(&self) -> String {
        String::from_utf16(&self.0).expect("whole characters")
    }
}

fn change(((l1, c1), (l2, c2), text): &Typed) -> Value {
    json!({
        "range": { "start": { "line": l1, "character": c1 }, "end": { "line": l2, "character": c2 } },
        "text": text,
    })
}

/// The memory that the process holds, in bytes, where the system tells.
fn memory() -> Option<usize> {
    let told = fs::read_to_string("/proc/self/statm").ok()?;
    let pages: usize = told.split(' ').nth(1)?.parse().ok()?;
    Some(pages * 4096)
}

/// A client with a file of the small plan open.
fn open() -> (TempDir, Client, PathBuf, String) {
    let plan = samples::small();
    let source = Source::around(plan.path()).expect("a plan");
    let path = source.actions().expect("files").remove(0).path;
    let file = plan.path().join(&path);
    let text = fs::read_to_string(&file).expect("a file");
    let mut client = Client::new("utf-16", &[plan.path()]);
    client.open(&file, &text);
    (plan, client, file, path)
}

/// Ask what can be asked of an open text at a place; what is found in it must be what `check` finds, within the text.
fn judged(
    client: &mut Client,
    source: &Source,
    path: &str,
    text: &str,
    (line, character): (u32, u32),
) {
    let file = source.root().join(path);
    let shown: String = text.chars().take(2_000).collect();
    for method in [
        "completion",
        "hover",
        "definition",
        "references",
        "prepareRename",
    ] {
        let mut params = super::client::at(&file, line, character);
        if method == "references" {
            params["context"] = json!({ "includeDeclaration": true });
        }
        let answer = client.asks(&format!("textDocument/{method}"), params);
        let answer = answer.unwrap_or_else(|(_, why)| panic!("{method}: {why} {shown:?}"));
        within(&answer, text, &file);
    }
    for method in ["documentSymbol", "foldingRange", "documentLink"] {
        let answer = client.ask_of(&format!("textDocument/{method}"), &file);
        within(&answer, text, &file);
    }
    let told = client.found(&file);
    let (_, found) = check_source(&source.clone().overlaid(path, text.into()));
    let expected: Vec<&str> = found
        .iter()
        .filter(|placed| placed.file() == path)
        .map(|placed| placed.finding().rule().name())
        .collect();
    let rules: Vec<&str> = told.iter().filter_map(|one| one["code"].as_str()).collect();
    assert_eq!(rules, expected, "{shown:?}");
    within(&json!(told), text, &file);
}

/// Every place in an answer that is one of this file must be in its text.
fn within(answer: &Value, text: &str, file: &Path) {
    let lines: Vec<usize> = text
        .split('\n')
        .map(|line| line.encode_utf16().count())
        .collect();
    let mut left = vec![answer];
    while let Some(value) = left.pop() {
        let is_of_other = value.get("uri").is_some_and(|other| *other != uri(file));
        if let (Some(line), Some(column)) = (value["line"].as_u64(), value["character"].as_u64()) {
            let length = lines.get(usize::try_from(line).expect("small"));
            let is_there = length.is_some_and(|length| column <= *length as u64);
            assert!(is_there, "{value} is outside of the text");
        } else if !is_of_other {
            left.extend(value.as_array().into_iter().flatten());
            left.extend(value.as_object().into_iter().flat_map(|one| one.values()));
        }
    }
}

#[test]
fn whatever_is_typed_the_findings_are_those_of_check_on_the_text() {
    let sequences = if env::var_os("PLAN_FUZZ").is_some() {
        10_000
    } else {
        300
    };
    let mut runner = match env::var_os("PLAN_FUZZ") {
        Some(_) => TestRunner::new(Config::default()),
        None => TestRunner::deterministic(),
    };
    let (plan, mut client, file, path) = open();
    let original = fs::read_to_string(&file).expect("a file");
    let source = Source::around(plan.path()).expect("a plan");
    let edits = proptest::collection::vec(edit(), 1..20);
    let mut held = None;
    for sequence in 0..sequences {
        let typed = edits.new_tree(&mut runner).expect("edits").current();
        let mut screen = Screen(original.encode_utf16().collect());
        client.put(&file, &original);
        for edit in &typed {
            screen.apply(edit);
            client.change(&file, &[change(edit)]);
        }
        let text = screen.text();
        judged(&mut client, &source, &path, &text, typed[0].0);
        if sequence == sequences / 10 {
            held = memory();
        }
    }
    if let (Some(before), Some(after)) = (held, memory()) {
        assert!(
            after < before + 64 * 1024 * 1024,
            "{before} bytes became {after}"
        );
    }
    for (place, piece) in [
        ((1, 3), "x"),
        ((u32::MAX, 0), "é\n"),
        ((u32::MAX, 0), "[[sub_actions]]\ntitle = \"🚲\"\n"),
    ] {
        let edit = (place, place, piece.repeat(1_000_000 / piece.len()));
        let mut screen = Screen(original.encode_utf16().collect());
        screen.apply(&edit);
        client.put(&file, &original);
        client.change(&file, &[change(&edit)]);
        judged(&mut client, &source, &path, &screen.text(), place);
    }
    // What was there before takes its place.
    let all = ((0, 0), (u32::MAX, 0), original.clone());
    client.change(&file, &[change(&all)]);
    judged(&mut client, &source, &path, &original, (0, 0));
    client.tell(
        "textDocument/didClose",
        json!({ "textDocument": { "uri": uri(&file) } }),
    );
    assert_eq!(client.end(), 0);
}
