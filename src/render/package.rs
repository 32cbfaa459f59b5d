//! The plan as a Frictionless data package: a CSV file a table, a Table Schema a file, and what binds them.

use serde_json::{Value as Json, json};

use crate::error::Error;
use crate::model::column::Column;
use crate::model::fold::fold;
use crate::model::key::{Key, Shape};
use crate::model::plan::{Plan, Settings};
use crate::model::publication::is_page;
use crate::render::csv::{Dialect, write_values};
use crate::render::json;
use crate::render::provenance::Provenance;
use crate::render::records::{self, Header, Table};
use crate::render::value::CellKind;
use crate::view::columns::Row;
use crate::words::{Lang, Word};

/// A table of the package.
pub struct PackageTable {
    /// Its name, which its file bears.
    pub name: &'static str,
    /// How people call it.
    pub title: String,
    /// What it holds.
    pub table: Table,
    /// The columns that no row leaves empty.
    pub required: &'static [&'static str],
    /// The columns whose values together tell rows apart.
    pub key: &'static [&'static str],
    /// The values that a column may hold, by its name.
    pub choices: Vec<(&'static str, Vec<String>)>,
}

/// The tables of the package: actions, sub-actions, budget lines, and indicators where there are any.
pub fn resources(
    plan: &Plan,
    rows: &[Row<'_>],
    columns: &[Column],
    lang: Lang,
) -> Vec<PackageTable> {
    let statuses = || (Key::Status.name(), plan.words.statuses.names());
    let is_apart = |column: Column| match column {
        // Notes of follow-up have no table of their own: a cell holds them whole.
        Column::Key(key) => key.shape() == Shape::Tables && key != Key::FollowUp,
        other => other == Column::Extra,
    };
    let columns = columns.iter().copied();
    let columns: Vec<Column> = columns.filter(|column| !is_apart(*column)).collect();
    let mut resources = vec![
        PackageTable {
            name: ACTIONS,
            title: lang.word(Word::ACTIONS).to_owned(),
            table: records::marked_actions(plan, rows, &columns, lang),
            required: &["id", "measure", "axis", "themes", "title"],
            key: &["id"],
            choices: vec![statuses()],
        },
        PackageTable {
            name: "sub_actions",
            title: lang.heading(Key::SubActions).to_owned(),
            table: records::sub_actions(rows, lang),
            required: &[ACTION, "action_title", "position", "title"],
            key: &[ACTION, "position"],
            choices: vec![statuses()],
        },
        PackageTable {
            name: "budget_lines",
            title: lang.word(Word::BUDGET_LINES).to_owned(),
            table: records::budget_lines(rows, lang),
            required: &[ACTION, "action_title", "approximate", "unsure", "of_which"],
            key: &[],
            choices: Vec::new(),
        },
    ];
    let indicators = records::indicators(rows, lang);
    if !indicators.rows.is_empty() {
        resources.push(PackageTable {
            name: "indicators",
            title: lang.heading(Key::Indicators).to_owned(),
            table: indicators,
            required: &[ACTION, "action_title", "name"],
            key: &[],
            choices: Vec::new(),
        });
    }
    resources
}

/// The files of the package of these tables: their names and contents.
///
/// # Errors
/// A table cannot be written.
pub fn files(
    resources: &[PackageTable],
    settings: &Settings,
    provenance: &Provenance,
) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let mut files = Vec::new();
    let mut described = Vec::new();
    for resource in resources {
        let [data, schema] =
            ["csv", "schema.json"].map(|ending| format!("{}.{ending}", resource.name));
        described.push(json!({
            "name": resource.name,
            "type": "table",
            "path": data,
            "title": resource.title,
            "profile": "tabular-data-resource",
            "scheme": "file",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": { "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true },
            "schema": schema,
        }));
        let mut bytes = Vec::new();
        let names: Vec<String> = resource
            .table
            .headers
            .iter()
            .map(|header| header.name.clone())
            .collect();
        write_values(
            Dialect::Exact,
            &names,
            resource.table.rows.iter().cloned(),
            &mut bytes,
        )?;
        files.push((data, bytes));
        files.push((schema, pretty(&table_schema(resource))?));
    }
    let mut package = json!({
        "profile": "tabular-data-package",
        "name": name(&provenance.plan),
        "title": provenance.plan,
        "today": provenance.today.to_string(),
        "revision": provenance.revision,
        "dirty": provenance.dirty,
        "basis": settings.basis,
        "resources": described,
    });
    if let Some(siren) = &settings.siren {
        package["siren"] = json!(siren.to_string());
    }
    if let Some(licence) = &settings.licence {
        package["licenses"] = json!([{ place(&licence.to_string(), "name"): licence.to_string() }]);
    }
    let producer = settings.producer.iter();
    let producer =
        producer.map(|producer| json!({ "title": producer.to_string(), "role": "publisher" }));
    let contact = settings.contact.iter().map(ToString::to_string);
    let contact = contact.map(|contact| {
        json!({ "title": contact, place(&contact, "email"): contact, "role": "maintainer" })
    });
    let contributors: Vec<Json> = producer.chain(contact).collect();
    if !contributors.is_empty() {
        package["contributors"] = json!(contributors);
    }
    files.push((DESCRIPTOR.to_owned(), pretty(&package)?));
    Ok(files)
}

/// The property that holds a text of the plan's settings: the address of a page, or what else it may be.
fn place<'a>(text: &str, other: &'a str) -> &'a str {
    if is_page(text) { "path" } else { other }
}

/// The file by which a folder is known for a package.
pub const DESCRIPTOR: &str = "datapackage.json";

fn pretty(value: &Json) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    json::write(value, &mut bytes)?;
    Ok(bytes)
}

/// The plan's name as package names are written: small letters, digits and hyphens.
fn name(plan: &str) -> String {
    let folded = fold(plan);
    let words = folded.split(|letter: char| !letter.is_ascii_alphanumeric());
    let name = words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    if name.is_empty() {
        "plan".to_owned()
    } else {
        name
    }
}

fn table_schema(resource: &PackageTable) -> Json {
    let fields = resource
        .table
        .headers
        .iter()
        .map(|header| field(resource, header));
    let mut schema = json!({
        "fields": fields.collect::<Vec<_>>(),
        "missingValues": [""],
    });
    if !resource.key.is_empty() {
        schema["primaryKey"] = json!(resource.key);
    }
    if resource
        .table
        .headers
        .iter()
        .any(|header| header.name == ACTION)
    {
        schema["foreignKeys"] = json!([
            { "fields": [ACTION], "reference": { "resource": ACTIONS, "fields": ["id"] } },
        ]);
    }
    schema
}

/// The table that the others refer to.
const ACTIONS: &str = "actions";
/// The column by which the other tables name an action.
const ACTION: &str = "action";

fn field(resource: &PackageTable, header: &Header) -> Json {
    let mut constraints = serde_json::Map::new();
    if resource.required.contains(&header.name.as_str()) {
        constraints.insert("required".to_owned(), json!(true));
    }
    if let Some((_, values)) = resource
        .choices
        .iter()
        .find(|(name, _)| *name == header.name)
    {
        constraints.insert("enum".to_owned(), json!(values));
    }
    let mut field =
        json!({ "name": header.name, "title": header.heading, "type": kind(header.kind) });
    match header.kind {
        CellKind::Boolean => {
            field["trueValues"] = json!(["true"]);
            field["falseValues"] = json!(["false"]);
        }
        CellKind::Money => field["unit"] = json!("EUR"),
        _ => {}
    }
    if !constraints.is_empty() {
        field["constraints"] = Json::Object(constraints);
    }
    field
}

fn kind(kind: CellKind) -> &'static str {
    match kind {
        // A date of the plan's own precision is a text; its bounds beside it are days.
        CellKind::Text | CellKind::Prose | CellKind::Date => "string",
        CellKind::Integer => "integer",
        CellKind::Number | CellKind::Money => "number",
        CellKind::Day => "date",
        CellKind::Boolean => "boolean",
    }
}
