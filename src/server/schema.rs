//! The editors' schema, asked by the path of a key.

use serde_json::Value;

use crate::document::cursor::{Cursor, Slot};

/// What the schema says of the key or the table at a path; none where there is none such.
pub fn at<'a>(schema: &'a Value, path: &[String]) -> Option<&'a Value> {
    path.iter().try_fold(schema, |place, key| {
        held(schema, place).get("properties")?.get(key.as_str())
    })
}

/// The items of a list, or what a reference refers to; else the place itself.
pub fn held<'a>(schema: &'a Value, place: &'a Value) -> &'a Value {
    let place = place.get("items").unwrap_or(place);
    let reference = place.get("$ref").and_then(Value::as_str);
    let name = reference.and_then(|reference| reference.rsplit('/').next());
    let meant = name.and_then(|name| schema.get("definitions")?.get(name));
    meant.unwrap_or(place)
}

/// The meaning of a key.
pub fn meaning(place: &Value) -> Option<&str> {
    place.get("description")?.as_str()
}

/// The texts that may stand at a place, each with its meaning where that is known.
pub fn texts<'a>(schema: &'a Value, place: &'a Value) -> Vec<(&'a str, Option<&'a str>)> {
    let held = held(schema, place);
    let texts = held.get("enum").and_then(Value::as_array);
    let meanings = held.pointer("/x-taplo/docs/enumValues");
    let texts = texts.into_iter().flatten().enumerate();
    texts
        .filter_map(|(index, text)| {
            let meaning = meanings.and_then(|meanings| meanings.get(index)?.as_str());
            Some((text.as_str()?, meaning))
        })
        .collect()
}

/// Tells that a value of that type may stand at a place.
pub fn takes(place: &Value, kind: &str) -> bool {
    match place.get("type") {
        Some(Value::String(one)) => one == kind,
        Some(Value::Array(several)) => several.iter().any(|one| one == kind),
        _ => false,
    }
}

/// The path of the key that a cursor is on or behind.
pub fn path(cursor: &Cursor, text: &str) -> Vec<String> {
    let mut path = cursor.path.clone();
    if cursor.slot == Slot::Key {
        path.push(text[cursor.word.clone()].to_owned());
    }
    path
}
