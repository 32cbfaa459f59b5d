//! What each value may look like: in a file, what a type's own reader accepts; in an answer, what it writes.
//!
//! Names in a file stand for vocabularies that are not known here: they refer to definitions that a plan fills in.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use crate::model::budget::{Cents, Figure, LIMIT, Range, Spent, SpentTable};
use crate::model::date::{Date, DateRecord, YEARS};
use crate::model::extra::Extra;
use crate::model::id::{ActionId, ID_LENGTH, MeasureKey};
use crate::model::indicator::Decimal;
use crate::model::name::{Name, Stated};
use crate::model::pattern;

/// The definition of a status's names.
pub const STATUS: &str = "status";
/// The definition of a theme's names.
pub const THEME: &str = "theme";
/// The definition of an actor's names, unknown ones too.
pub const ACTOR: &str = "actor";
/// The definition of a measure's codes.
pub const MEASURE: &str = "measure";

fn named(definition: &str) -> Schema {
    json_schema!({ "$ref": format!("#/definitions/{definition}") })
}

/// What `T` looks like in an answer, else what stands in a file.
fn answered<T: JsonSchema>(generator: &mut SchemaGenerator, in_file: Schema) -> Schema {
    match generator.contract().is_serialize() {
        true => generator.subschema_for::<T>(),
        false => in_file,
    }
}

/// The name of a status.
pub fn status(generator: &mut SchemaGenerator) -> Schema {
    answered::<Option<String>>(generator, named(STATUS))
}

/// The names of one theme or more.
pub fn themes(generator: &mut SchemaGenerator) -> Schema {
    let in_file = json_schema!({
        "type": "array",
        "items": named(THEME),
        "minItems": 1,
        "uniqueItems": true,
    });
    answered::<Vec<String>>(generator, in_file)
}

/// A date that something may start on.
pub fn start(generator: &mut SchemaGenerator) -> Schema {
    answered::<Option<Date>>(generator, date(false))
}

/// The date of something that happened once.
pub fn day(generator: &mut SchemaGenerator) -> Schema {
    answered::<Date>(generator, date(false))
}

/// No item twice.
pub fn unique(schema: &mut Schema) {
    schema.insert("uniqueItems".to_owned(), json!(true));
}

/// A text in the place of the table.
///
/// Two types side by side let an editor name the very fault; a choice of two schemas would hide it.
pub fn or_text(schema: &mut Schema) {
    schema.insert("type".to_owned(), json!(["string", "object"]));
    schema.insert("minLength".to_owned(), json!(1));
}

fn date(may_last: bool) -> Schema {
    json_schema!({
        "type": ["string", "integer"],
        "pattern": pattern::date(may_last),
        "minimum": YEARS.start(),
        "maximum": YEARS.end(),
    })
}

/// The most that an amount may be, in euros.
fn most() -> Value {
    json!(i64::try_from(LIMIT / 100).unwrap_or(i64::MAX))
}

/// An amount, or the table in its place.
fn number_or_table<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    let mut schema = T::json_schema(generator);
    schema.insert("type".to_owned(), json!(["number", "object"]));
    schema.insert("minimum".to_owned(), json!(0));
    schema.insert("maximum".to_owned(), most());
    schema
}

/// The schemas of types that stand wherever they are used, under no name of their own.
macro_rules! inline {
    ($($type:ty, $name:literal: |$generator:pat_param| $schema:expr;)+) => {$(
        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema($generator: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    )+};
}

inline! {
    Date, "Date": |generator| answered::<DateRecord>(generator, date(true));
    // What is answered may be a sum.
    Cents, "Cents": |generator| match generator.contract().is_serialize() {
        true => json_schema!({ "type": "number", "minimum": 0 }),
        false => json_schema!({ "type": "number", "minimum": 0, "maximum": most() }),
    };
    Figure, "Figure": |generator| {
        let in_file = number_or_table::<Range>(generator);
        answered::<Range>(generator, in_file)
    };
    Spent, "Spent": |generator| {
        let mut in_file = number_or_table::<SpentTable>(generator);
        if let Some(on) = in_file.pointer_mut("/properties/on") {
            on["pattern"] = json!(pattern::date(false));
        }
        answered::<Cents>(generator, in_file)
    };
    Decimal, "Decimal": |_| json_schema!({ "type": "number" });
    Extra, "Extra": |_| json_schema!({ "type": ["string", "number"] });
    Name, "Name": |generator| answered::<String>(generator, named(ACTOR));
    MeasureKey, "MeasureKey": |generator| answered::<String>(generator, named(MEASURE));
    Stated<ActionId>, "Reference": |_| json_schema!({
        "type": "string",
        "pattern": r"^(?:\?|[a-z0-9]+(?:-[a-z0-9]+)*)$",
        "maxLength": ID_LENGTH,
    });
    ActionId, "ActionId": |_| json_schema!({
        "type": "string",
        "pattern": "^[a-z0-9]+(?:-[a-z0-9]+)*$",
        "maxLength": ID_LENGTH,
    });
}
