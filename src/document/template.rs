//! What may follow in a new action's file: each key commented out, below what it means.

use crate::document::editor_schema;
use crate::model::key::{Key, Shape};
use crate::model::plan::{Settings, Words};
use crate::model::vocabulary::VocabularyEntry;

/// An example of what a key holds.
pub fn example(key: Key, words: &Words) -> String {
    if let (Key::Status, Some(status)) = (key, words.statuses.entries().first()) {
        return format!("\"{}\"", status.name());
    }
    let example = match (key, key.shape()) {
        (Key::Code, _) => "\"A1\"",
        (Key::End, _) => "\"2026-06\"",
        (Key::Former | Key::Replaces, _) => "[\"plan-velo\"]",
        (Key::Links, _) => "[\"https://…\"]",
        (Key::Indicators, _) => "[{ name = \"…\", unit = \"…\", values = { 2024 = 12.5 } }]",
        (Key::FollowUp, _) => "[{ date = \"2024-05\", text = \"…\" }]",
        (Key::Budget, _) => "[{ label = \"…\", amount = 700_000 }]",
        (Key::SubActions, _) => "[\"…\", { title = \"…\", end = \"2025\" }]",
        (_, Shape::Date) => "\"2024\"",
        (_, Shape::List) => "[\"…\"]",
        (_, Shape::Line | Shape::Block) => "\"…\"",
        (_, Shape::Tables) => "[{ … }]",
    };
    example.to_owned()
}

/// The keys that may follow the title and the themes, in the plan's language.
pub fn keys(settings: &Settings, words: &Words) -> String {
    let schema = editor_schema::action(settings, words);
    let mut text = String::new();
    let others = Key::all().filter(|key| !matches!(key, Key::Title | Key::Themes));
    for key in others {
        let meaning = schema["properties"][key.name()]["description"].as_str();
        for line in meaning.unwrap_or_default().lines() {
            text.push_str(&format!("\n# {line}"));
        }
        text.push_str(&format!("\n# {} = {}\n", key.name(), example(key, words)));
    }
    text
}
