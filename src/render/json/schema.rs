//! The schema of the answers, `docs/answers.schema.json`, made of the structs that write them.

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

use crate::render::json::Versioned;
use crate::render::json::action::{ActionRecord, ExportRecord, listed};
use crate::render::json::history::{
    BlameRecord, DiffRecord, EntryRecord, LogRecord, SetRecord, SlippageRecord,
};
use crate::render::json::import::ImportRecord;
use crate::render::json::total::{CrossedBudget, StatusRecord, Totals};
use crate::view::breakdown::{Detailed, Groups};
use crate::view::compare::Comparison;
use crate::view::indicators::IndicatorRow;
use crate::view::since::Review;
use crate::view::slippage::Slip;

/// Returns the schema of every answer, each under its name.
pub fn answers() -> Schema {
    let mut generator = SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator();
    let list_of = |name| json!({ "type": "array", "items": { "$ref": format!("#/$defs/{name}") } });
    let listed = [
        ("list", list_of("action")),
        ("groupedList", list_of("groupedAction")),
        ("indicatorList", list_of("indicatorRow")),
        ("action", listed(&mut generator, false)),
        ("groupedAction", listed(&mut generator, true)),
    ];
    let mut any = Vec::new();
    for (name, definition) in listed {
        any.push(json!({ "$ref": format!("#/$defs/{name}") }));
        generator
            .definitions_mut()
            .insert(name.to_owned(), definition);
    }
    let others = [
        generator.subschema_for::<Versioned<ExportRecord<'_>>>(),
        generator.subschema_for::<ActionRecord<'_>>(),
        generator.subschema_for::<IndicatorRow<'_>>(),
        generator.subschema_for::<Versioned<Totals<&Groups>>>(),
        generator.subschema_for::<Versioned<Totals<CrossedBudget<'_>>>>(),
        generator.subschema_for::<Versioned<Totals<Detailed<'_>>>>(),
        generator.subschema_for::<Versioned<Totals<&Comparison>>>(),
        generator.subschema_for::<Versioned<StatusRecord<'_>>>(),
        generator.subschema_for::<Versioned<DiffRecord<'_>>>(),
        generator.subschema_for::<Versioned<Review>>(),
        generator.subschema_for::<Versioned<LogRecord<'_>>>(),
        generator.subschema_for::<EntryRecord<'_>>(),
        generator.subschema_for::<Versioned<SlippageRecord<'_>>>(),
        generator.subschema_for::<Slip>(),
        generator.subschema_for::<Versioned<BlameRecord<'_>>>(),
        generator.subschema_for::<SetRecord<'_>>(),
        generator.subschema_for::<Versioned<ImportRecord<'_>>>(),
    ];
    any.extend(others.map(Schema::to_value));
    closed(json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The answers of plan in JSON",
        "description": "What plan list, show, export, budget, status, since, diff, log, blame and import write with --format json, and \
            each line of --format jsonl. A missing value is null, a missing list []. Keys are added, never renamed; \
            schema_version changes with a key that means something else. plan list --columns writes only the keys asked for.",
        "anyOf": any,
        "$defs": generator.take_definitions(false),
    }))
}

/// Returns the schema of one answer `T`, which has a title.
pub fn of<T: JsonSchema>() -> Schema {
    let generator = SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator();
    closed(generator.into_root_schema_for::<T>().to_value())
}

/// A schema of objects that hold their keys and no other.
///
/// What limits that which is typed limits no answer: a title of 400 letters is a finding, and is answered all the same.
fn closed(schema: Value) -> Schema {
    let mut schema = Schema::try_from(schema).unwrap_or_default();
    Closed.transform(&mut schema);
    schema
}

struct Closed;

impl Transform for Closed {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        for limit in [
            "minLength",
            "minItems",
            "uniqueItems",
            "default",
            "readOnly",
            "unevaluatedProperties",
        ] {
            schema.remove(limit);
        }
        if schema.get("pattern").is_none() {
            schema.remove("maxLength");
        }
        if schema.remove("format") == Some(json!("date")) {
            schema.insert("pattern".to_owned(), json!("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"));
        }
        if schema.get("properties").is_some() {
            schema.insert("additionalProperties".to_owned(), json!(false));
        }
    }
}
