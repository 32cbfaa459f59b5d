//! Actions as JSON: `plan list`, `plan show` and `plan export`.

use std::borrow::Cow;

use chrono::NaiveDate;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::{Value, json};

use crate::model::action::Sheet;
use crate::model::budget::Basis;
use crate::model::column::Column;
use crate::model::fingerprint::{self, fingerprint};
use crate::model::follow_up::FollowUp;
use crate::model::id::{ActionId, MeasureKey};
use crate::model::key::Key;
use crate::model::record::PartRecord;
use crate::render::provenance::Provenance;
use crate::view::columns::{ActionBudget, Row, cell};
use crate::view::group::By;
use crate::view::listing::Listing;
use crate::view::years::UnderWay;

/// An action: its columns in the order asked for, and what was asked besides in keys of its own.
#[derive(Debug)]
pub struct ActionRecord<'a> {
    group: Option<GroupName<'a>>,
    row: &'a Row<'a>,
    columns: &'a [Column],
    under_way: Option<&'a UnderWay>,
    last_change: Option<NaiveDate>,
    fingerprint: Option<String>,
}

/// The group that an action is listed in.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "groupName")]
struct GroupName<'a> {
    by: By,
    /// What its actions have in common; null where not filled in.
    key: Option<&'a str>,
    /// The title of the axis or measure, else the key.
    title: Option<&'a str>,
}

/// The columns that an action's object has, in order; the others are parts of these.
pub fn keys(with_notes: bool) -> Vec<Column> {
    let columns = Column::all();
    columns
        .filter(|column| !column.is_bound())
        .filter(|column| with_notes || *column != Key::EditorNotes)
        .collect()
}

impl<'a> ActionRecord<'a> {
    /// An action by these columns.
    pub fn of(row: &'a Row<'a>, columns: &'a [Column]) -> Self {
        Self {
            group: None,
            row,
            columns,
            under_way: None,
            last_change: None,
            fingerprint: None,
        }
    }

    /// An action as it is exported, with its fingerprint.
    pub fn exported(row: &'a Row<'a>, columns: &'a [Column]) -> Self {
        Self {
            fingerprint: Some(fingerprint(row.action)),
            ..Self::of(row, columns)
        }
    }

    /// The actions of a list, in its order.
    pub fn listed(listing: &'a Listing<'a>) -> impl Iterator<Item = Self> {
        let sections = listing.sections.iter();
        let entries =
            sections.flat_map(|section| section.entries.iter().map(move |one| (section, one)));
        entries.map(|(section, entry)| Self {
            group: listing.by.map(|by| GroupName {
                by,
                key: section.key.as_deref(),
                title: section.title.as_deref(),
            }),
            under_way: entry.under_way.as_ref(),
            last_change: entry.last_change,
            ..Self::of(&entry.row, &listing.columns)
        })
    }
}

impl Serialize for ActionRecord<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        if let Some(group) = &self.group {
            object.serialize_entry("group", group)?;
        }
        let columns = self.columns.iter().enumerate();
        for (_, column) in columns.filter(|(at, column)| !self.columns[..*at].contains(column)) {
            object.serialize_entry(column.name(), &cell(*column, self.row))?;
        }
        if let Some(under_way) = &self.under_way {
            object.serialize_entry("under_way", under_way)?;
        }
        if let Some(day) = &self.last_change {
            object.serialize_entry("last_change", day)?;
        }
        if let Some(fingerprint) = &self.fingerprint {
            object.serialize_entry(fingerprint::NAME, fingerprint)?;
        }
        object.end()
    }
}

/// The object of `plan export`: where it comes from, and every action.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "export")]
pub struct ExportRecord<'a> {
    /// The name of the plan, of schema/plan.toml.
    plan: &'a str,
    /// The day that "late" is judged by.
    today: NaiveDate,
    /// The commit that the plan's folder is at, or that was asked for; null outside git.
    #[schemars(regex(pattern = r"^[0-9a-f]{40,64}$"))]
    revision: Option<&'a str>,
    /// Whether files of the plan differ from that commit; null outside git.
    dirty: Option<bool>,
    /// The options that select the actions, as typed; null where nothing selects.
    selection: Option<String>,
    /// How many actions are exported.
    selected: usize,
    /// Of how many of the plan.
    of: usize,
    /// The tax basis of the totals.
    basis: Basis,
    /// The actions, in the plan's order.
    actions: Vec<ActionRecord<'a>>,
}

impl<'a> ExportRecord<'a> {
    /// The export of these actions, which `selection` selects of so many.
    pub fn of(
        provenance: &'a Provenance,
        (selection, of): (String, usize),
        basis: Basis,
        actions: Vec<ActionRecord<'a>>,
    ) -> Self {
        Self {
            plan: &provenance.plan,
            today: provenance.today,
            revision: provenance.revision.as_deref(),
            dirty: provenance.dirty,
            selection: Some(selection).filter(|typed| !typed.is_empty()),
            selected: actions.len(),
            of,
            basis,
            actions,
        }
    }
}

/// The exports' actions: with their editors' notes where `--with-notes` asks for them.
impl JsonSchema for ActionRecord<'_> {
    fn schema_name() -> Cow<'static, str> {
        "exportedAction".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut object = object(generator, &keys(false));
        let notes = generator.subschema_for::<Option<String>>();
        object["properties"][Key::EditorNotes.name()] = notes.to_value();
        object["properties"][fingerprint::NAME] = json!({
            "description": "What the action's file says, in a word: plan import compares it with the file as it is then.",
            "type": "string",
            "pattern": "^v2-[0-9a-f]{12}$",
        });
        if let Some(required) = object["required"].as_array_mut() {
            required.push(json!(fingerprint::NAME));
        }
        Schema::try_from(object).unwrap_or_default()
    }
}

/// An action of `plan list` or `plan show`, in its group where one is asked for.
pub fn listed(generator: &mut SchemaGenerator, grouped: bool) -> Value {
    let mut object = object(generator, &keys(true));
    object["properties"]["last_change"] = generator.subschema_for::<NaiveDate>().to_value();
    object["properties"]["under_way"] = generator.subschema_for::<UnderWay>().to_value();
    if grouped {
        object["properties"]["group"] = generator.subschema_for::<GroupName<'_>>().to_value();
        if let Some(required) = object["required"].as_array_mut() {
            required.push(json!("group"));
        }
    }
    object
}

/// What an action's object looks like: of each key of a sheet what the sheet says, and what follows from its place.
fn object(generator: &mut SchemaGenerator, columns: &[Column]) -> Value {
    // What a sheet refers to, other answers do too.
    let sheet = Sheet::json_schema(&mut generator.settings().clone().into_generator());
    let mut of_place = json!({
        "id": generator.subschema_for::<ActionId>(),
        "measure": generator.subschema_for::<MeasureKey>(),
        "measure_title": generator.subschema_for::<Option<String>>(),
        "axis": { "type": ["integer", "null"], "minimum": 0 },
        "axis_title": generator.subschema_for::<Option<String>>(),
        "follow_up": generator.subschema_for::<Vec<FollowUp>>(),
        "budget": generator.subschema_for::<ActionBudget<'_>>(),
        "sub_actions": generator.subschema_for::<Vec<PartRecord<'_>>>(),
        "path": {
            "description": "The file, from the plan's root, with / between folders.",
            "type": "string",
            "pattern": r"^actions/[^/]+/[^/]+\.toml$",
        },
    });
    let properties = columns.iter().map(|column| {
        let name = column.name();
        let own = sheet.get("properties").and_then(|keys| keys.get(name));
        let own = own.cloned().unwrap_or_default();
        let value = match of_place[name].take() {
            Value::Null => own,
            value => value,
        };
        (name.to_owned(), value)
    });
    let names = columns.iter().map(|column| column.name());
    json_schema!({
        "type": "object",
        "properties": Value::Object(properties.collect()),
        "required": names.collect::<Vec<_>>(),
    })
    .to_value()
}
