//! A change to an action's file changes what it is about, and no other byte.

use std::ops::Range;

use plan::document::Document;
use plan::document::edit::NewValue;
use plan::document::fragment::{block, line};
use plan::document::text::{line_end, line_start};
use plan::finding::At;
use plan::model::action::Sheet;
use plan::model::extra::Extra;
use plan::model::name::Stated;
use proptest::collection::vec;
use proptest::prelude::{
    Just, ProptestConfig, Strategy, prop_assert, prop_assert_eq, prop_oneof, proptest,
};

use crate::written;
use crate::written::{remarks, sheet, text};

/// The text with a key set.
fn edit(text: &str, name: &str, wanted: &NewValue) -> String {
    Document::of(text).set(name, wanted)
}

/// A change, and what it makes of a sheet.
#[derive(Debug, Clone)]
struct Change {
    key: &'static str,
    wanted: NewValue,
}

fn change() -> impl Strategy<Value = Change> {
    let names = vec(
        prop_oneof![Just("A"), Just("É B"), Just("C"), Just("?")],
        0..4,
    );
    let names = names.prop_map(|mut names| {
        names.dedup();
        NewValue::List(names.into_iter().map(str::to_owned).collect())
    });
    let list = prop_oneof![
        Just("owners"),
        Just("partners"),
        Just("funders"),
        Just("places")
    ];
    let value = |text: &'static str| NewValue::Value(line(text));
    prop_oneof![
        (list, names).prop_map(|(key, wanted)| Change { key, wanted }),
        (
            prop_oneof![
                Just("status"),
                Just("end"),
                Just("description"),
                Just("budget"),
                Just("owners"),
                Just("sub_actions"),
                Just("extra.note"),
                Just("extra.cout")
            ],
            Just(NewValue::Absent)
        )
            .prop_map(|(key, wanted)| Change { key, wanted }),
        (
            prop_oneof![Just("start"), Just("end")],
            Just(value("2021-05"))
        )
            .prop_map(|(key, wanted)| Change { key, wanted }),
        (
            prop_oneof![
                Just("status"),
                Just("code"),
                Just("title"),
                Just("extra.note"),
                Just("extra.cout"),
                Just("extra.a b")
            ],
            Just(value("l’été \"pur\""))
        )
            .prop_map(|(key, wanted)| Change { key, wanted }),
        (
            prop_oneof![Just("description"), Just("editor_notes")],
            Just(NewValue::Value(block("un\n\ndeux")))
        )
            .prop_map(|(key, wanted)| Change { key, wanted }),
        Just(Change {
            key: "budget",
            wanted: NewValue::Value("[{ amount = 12_345 }]".to_owned())
        }),
    ]
}

/// The sheet with the change made to it, by the model alone.
fn changed(mut sheet: Sheet, change: &Change) -> Sheet {
    let text = match &change.wanted {
        NewValue::Value(_) if matches!(change.key, "description" | "editor_notes") => {
            Some("un\n\ndeux".to_owned())
        }
        NewValue::Value(_) => Some("l’été \"pur\"".to_owned()),
        NewValue::List(_) | NewValue::Absent => None,
    };
    let list = match &change.wanted {
        NewValue::List(list) => list.clone(),
        NewValue::Value(_) | NewValue::Absent => Vec::new(),
    };
    let names = list.iter().map(|name| match name.as_str() {
        "?" => Stated::Unknown,
        name => Stated::Known(name.to_owned()),
    });
    let names = names.collect();
    let date = text.as_ref().map(|_| "2021-05".parse().expect("a date"));
    match change.key {
        "title" => sheet.title = text.expect("a title"),
        "status" => sheet.status = text,
        "code" => sheet.code = text,
        "description" => sheet.description = text,
        "editor_notes" => sheet.editor_notes = text,
        "start" => sheet.start = date,
        "end" => sheet.end = date,
        "owners" => sheet.owners = names,
        "partners" => sheet.partners = names,
        "funders" => sheet.funders = names,
        "places" => sheet.places = list,
        "sub_actions" => sheet.sub_actions = Vec::new(),
        "budget" => {
            let one = "title = 't'\nthemes = ['T']\nbudget = [{ amount = 12_345 }]\n";
            sheet.budget = match change.wanted {
                NewValue::Absent => Vec::new(),
                _ => written::sheet(one).expect("a sheet").budget,
            };
        }
        extra => {
            let name = extra.trim_start_matches("extra.").to_owned();
            match text {
                Some(text) => sheet.extra.insert(name, Extra::Text(text)),
                None => sheet.extra.remove(&name),
            };
        }
    }
    sheet
}

/// The bytes that a change of a key may touch: its lines, those around a new key none.
fn touched(text: &str, key: &str) -> Option<Range<usize>> {
    let root = key.split('.').next().unwrap_or(key);
    // A table in braces is written anew, a line a key.
    if key != root && text.contains("extra = {") {
        return touched(text, root);
    }
    let document = Document::of(text);
    let at = document.span(&At::Key(key.to_owned()))?;
    let found = text[at.clone()].trim_matches(['"', '\'']);
    let name = key.rsplit('.').next().unwrap_or(key);
    if found != name {
        return None;
    }
    // Tables under headers may be many.
    if text.contains(&format!("[[{root}]]")) {
        return Some(0..text.len());
    }
    let value = document.span(&At::Value(key.to_owned()))?;
    Some(line_start(text, at.start)..line_end(text, value.end))
}

proptest! {
    // Failures are shown, and kept in no file.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_change_changes_what_it_is_about_and_loses_no_comment(text in text(), change in change()) {
        let before = sheet(&text).expect("a sheet by construction");
        let after = edit(&text, change.key, &change.wanted);
        let expected = changed(before, &change);
        prop_assert_eq!(sheet(&after), Some(expected), "{}\n---\n{}", text, after);
        prop_assert_eq!(remarks(&text), remarks(&after), "{}\n---\n{}", text, after);
        prop_assert_eq!(edit(&after, change.key, &change.wanted), after);
    }

    #[test]
    fn every_byte_outside_the_changed_lines_stays(text in text(), change in change()) {
        let after = edit(&text, change.key, &change.wanted);
        let bare = text.trim_start_matches('\u{feff}');
        prop_assert_eq!(bare.len() == text.len(), !after.starts_with('\u{feff}'));
        // A last line that the change is not about keeps its break, or the lack of one.
        let is_last = touched(bare, change.key).is_some_and(|range| range.end + 4 >= bare.len());
        prop_assert!(is_last || text.ends_with('\n') == after.ends_with('\n'), "{:?}\n---\n{:?}", text, after);
        let after = after.trim_start_matches('\u{feff}');
        let same = |a: &u8, b: &u8| a == b;
        let (old, new) = (bare.as_bytes(), after.as_bytes());
        let start = old.iter().zip(new).take_while(|(a, b)| same(a, b)).count();
        let room = old.len().min(new.len()) - start;
        let end = old.iter().rev().zip(new.iter().rev()).take(room).take_while(|(a, b)| same(a, b)).count();
        let changed = start..old.len() - end;
        match touched(bare, change.key) {
            _ if old == new => {}
            // Of two blank lines around a key that goes, one goes with it.
            Some(allowed) => prop_assert!(
                allowed.start.saturating_sub(4) <= changed.start && changed.end <= allowed.end + 4,
                "{:?} {:?}\n{}\n---\n{}", changed, allowed, bare, after
            ),
            None => prop_assert!(changed.is_empty(), "{:?}\n{}\n---\n{}", changed, bare, after),
        }
        if !bare.contains("\r\n") {
            prop_assert!(!after.contains('\r'));
        } else {
            prop_assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
        }
        if bare.ends_with('\n') {
            prop_assert!(after.ends_with('\n'));
        }
    }
}
