//! What may follow in a new action's file: each key commented out, below what it means.

use crate::document::editor_schema;
use crate::model::plan::{Settings, Words};
use crate::model::vocabulary::VocabularyEntry;

/// An example of what each key holds, in the order of the model; a status of the plan stands for its own.
const EXAMPLES: &[(&str, &str)] = &[
    ("code", "\"A1\""),
    ("status", ""),
    ("priority", "\"…\""),
    ("elected", "\"…\""),
    ("owners", "[\"…\"]"),
    ("funders", "[\"…\"]"),
    ("partners", "[\"…\"]"),
    ("audiences", "[\"…\"]"),
    ("start", "\"2024\""),
    ("end", "\"2026-06\""),
    ("description", "\"…\""),
    ("objectives", "\"…\""),
    ("resources", "\"…\""),
    ("progress", "\"…\""),
    ("effects", "[\"…\"]"),
    ("places", "[\"…\"]"),
    ("links", "[\"https://…\"]"),
    ("other_measures", "[\"…\"]"),
    (
        "indicators",
        "[{ name = \"…\", unit = \"…\", values = { 2024 = 12.5 } }]",
    ),
    ("budget", "[{ label = \"…\", amount = 700_000 }]"),
    ("sub_actions", "[\"…\", { title = \"…\", end = \"2025\" }]"),
    ("editor_notes", "\"…\""),
];

/// The keys that may follow the title and the themes, in the plan's language.
pub fn keys(settings: &Settings, words: &Words) -> String {
    let schema = editor_schema::action(settings, words);
    let mut text = String::new();
    for (key, example) in EXAMPLES {
        let meaning = schema["properties"][key]["description"].as_str();
        for line in meaning.unwrap_or_default().lines() {
            text.push_str(&format!("\n# {line}"));
        }
        let example = match words.statuses.entries().first() {
            Some(status) if *key == "status" => format!("\"{}\"", status.name()),
            _ => (*example).to_owned(),
        };
        text.push_str(&format!("\n# {key} = {example}\n"));
    }
    text
}
