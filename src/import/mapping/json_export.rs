//! The plan as this program exports it in JSON, read back into drafts: every field as it was.

use serde_json::{Map, Value};

use crate::import::mapping::draft::Draft;
use crate::model::action::SubAction;
use crate::model::budget::{BudgetLine, Cents, Figure, Kind, Rhythm, Role};
use crate::model::column::Column;
use crate::model::date::Date;
use crate::model::extra::Extra;
use crate::model::indicator::{Decimal, Indicator};
use crate::model::name::{Name, Stated};

/// The actions of an export: the object of `json`, an array of actions, or an action a line.
///
/// The number of an action is its place among them, from 1. None where the text is no such export.
pub fn read(text: &str) -> Option<Vec<Draft>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let actions: Vec<Value> = match serde_json::from_str(text) {
        Ok(Value::Array(actions)) => actions,
        Ok(Value::Object(mut export)) => match export.remove("actions") {
            Some(Value::Array(actions)) => actions,
            Some(_) => return None,
            None => vec![Value::Object(export)],
        },
        Ok(_) => return None,
        Err(_) => {
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            lines
                .map(|line| serde_json::from_str(line).ok())
                .collect::<Option<_>>()?
        }
    };
    let drafts = (1..)
        .zip(&actions)
        .map(|(row, action)| draft(row, action.as_object()?));
    drafts.collect()
}

fn draft(row: usize, action: &Map<String, Value>) -> Option<Draft> {
    let mut draft = Draft::new(row);
    draft.id = Some(text(action, "id")??.parse().ok()?);
    draft.measure = Some(text(action, "measure")??.parse().ok()?);
    draft.fingerprint = text(action, "fingerprint").flatten();
    for column in Column::ALL.iter().filter(|column| column.is_key()) {
        if action.contains_key(column.name()) {
            draft.stated.insert(column.name().to_owned());
        }
    }
    let sheet = &mut draft.sheet;
    sheet.title = text(action, "title")??;
    sheet.themes = texts(action, "themes")?;
    sheet.code = text(action, "code")?;
    sheet.status = text(action, "status")?;
    sheet.priority = text(action, "priority")?;
    sheet.elected = text(action, "elected")?;
    sheet.owners = names(action, "owners")?;
    sheet.funders = names(action, "funders")?;
    sheet.partners = names(action, "partners")?;
    sheet.audiences = names(action, "audiences")?;
    sheet.start = date(action, "start")?;
    sheet.end = date(action, "end")?;
    sheet.description = text(action, "description")?;
    sheet.objectives = text(action, "objectives")?;
    sheet.resources = text(action, "resources")?;
    sheet.progress = text(action, "progress")?;
    sheet.effects = texts(action, "effects")?;
    sheet.places = texts(action, "places")?;
    sheet.links = texts(action, "links")?;
    let measures = texts(action, "other_measures")?;
    sheet.other_measures = measures
        .iter()
        .map(|key| key.parse().ok())
        .collect::<Option<_>>()?;
    sheet.indicators = list(action, "indicators", indicator)?;
    sheet.sub_actions = list(action, "sub_actions", sub_action)?;
    if let Some(budget) = action.get("budget").and_then(Value::as_object) {
        let lines = budget.get("lines")?.as_array()?;
        let own = lines
            .iter()
            .filter(|line| line.get("sub_action").is_none_or(Value::is_null));
        sheet.budget = own
            .map(|line| budget_line(line.as_object()?))
            .collect::<Option<_>>()?;
    }
    sheet.editor_notes = text(action, "editor_notes")?;
    if let Some(values) = action.get("extra").and_then(Value::as_object) {
        for (name, value) in values {
            let value = match value {
                Value::String(text) => Extra::Text(text.clone()),
                Value::Number(number) => Extra::Number(Decimal(number.to_string())),
                _ => return None,
            };
            sheet.extra.insert(name.clone(), value);
            draft.stated.insert(format!("extra.{name}"));
        }
    }
    Some(draft)
}

/// The text of a key; `None` within where nothing is filled in, around where it is no text.
fn text(object: &Map<String, Value>, key: &str) -> Option<Option<String>> {
    match object.get(key) {
        None | Some(Value::Null) => Some(None),
        Some(Value::String(text)) => Some(Some(text.clone())),
        Some(_) => None,
    }
}

fn texts(object: &Map<String, Value>, key: &str) -> Option<Vec<String>> {
    match object.get(key) {
        None | Some(Value::Null) => Some(Vec::new()),
        Some(Value::Array(items)) => items
            .iter()
            .map(|item| item.as_str().map(str::to_owned))
            .collect(),
        Some(_) => None,
    }
}

fn list<T>(
    object: &Map<String, Value>,
    key: &str,
    read: fn(&Map<String, Value>) -> Option<T>,
) -> Option<Vec<T>> {
    match object.get(key) {
        None | Some(Value::Null) => Some(Vec::new()),
        Some(Value::Array(items)) => items.iter().map(|item| read(item.as_object()?)).collect(),
        Some(_) => None,
    }
}

fn names(object: &Map<String, Value>, key: &str) -> Option<Vec<Name>> {
    Some(texts(object, key)?.into_iter().map(stated).collect())
}

fn stated(name: String) -> Name {
    match name.as_str() {
        "?" => Stated::Unknown,
        _ => Stated::Known(name),
    }
}

/// A date of its own: one that follows from the sub-actions is not the action's.
fn date(object: &Map<String, Value>, key: &str) -> Option<Option<Date>> {
    match object.get(key) {
        None | Some(Value::Null) => Some(None),
        Some(Value::Object(date)) if date.get("derived") == Some(&Value::Bool(true)) => Some(None),
        Some(Value::Object(date)) => date.get("text")?.as_str()?.parse().ok().map(Some),
        Some(_) => None,
    }
}

fn money(value: &Value) -> Option<Cents> {
    Cents::of_number(&value.as_number()?.to_string()).ok()
}

fn figure(object: &Map<String, Value>, key: &str) -> Option<Option<Figure>> {
    match object.get(key) {
        None | Some(Value::Null) => Some(None),
        Some(Value::Object(bounds)) => {
            let (min, max) = (money(bounds.get("min")?)?, money(bounds.get("max")?)?);
            Figure::range(min, max).ok().map(Some)
        }
        Some(_) => None,
    }
}

fn decimal(object: &Map<String, Value>, key: &str) -> Option<Option<Decimal>> {
    match object.get(key) {
        None | Some(Value::Null) => Some(None),
        Some(Value::Number(number)) => Some(Some(Decimal(number.to_string()))),
        Some(_) => None,
    }
}

fn truth(object: &Map<String, Value>, key: &str) -> Option<bool> {
    match object.get(key) {
        None | Some(Value::Null) => Some(false),
        Some(value) => value.as_bool(),
    }
}

fn budget_line(line: &Map<String, Value>) -> Option<BudgetLine> {
    let kind = match text(line, "kind")? {
        Some(name) => {
            let kinds = [Kind::Investment, Kind::Operation];
            Some(kinds.into_iter().find(|kind| kind.name() == name)?)
        }
        None => None,
    };
    let year = match line.get("year") {
        None | Some(Value::Null) => None,
        Some(year) => Some(i32::try_from(year.as_i64()?).ok()?),
    };
    let spent = match line.get("spent") {
        None | Some(Value::Null) => None,
        Some(spent) => Some(money(spent)?),
    };
    let included_in = match text(line, "included_in")? {
        Some(id) if id == "?" => Some(Stated::Unknown),
        Some(id) => Some(Stated::Known(id.parse().ok()?)),
        None => None,
    };
    Some(BudgetLine {
        label: text(line, "label")?,
        amount: figure(line, "amount")?,
        ht: figure(line, "ht")?,
        ttc: figure(line, "ttc")?,
        approximate: truth(line, "approximate")?,
        rhythm: Rhythm::of_key(text(line, "per")?.as_deref())?,
        year,
        kind,
        spent,
        funder: text(line, "funder")?.map(stated),
        role: Role::of_keys(truth(line, "of_which")?, included_in),
        note: text(line, "note")?,
    })
}

fn sub_action(part: &Map<String, Value>) -> Option<SubAction> {
    Some(SubAction {
        title: text(part, "title")??,
        code: text(part, "code")?,
        status: text(part, "status")?,
        owners: names(part, "owners")?,
        start: date(part, "start")?,
        end: date(part, "end")?,
        description: text(part, "description")?,
        budget: list(part, "budget", budget_line)?,
    })
}

fn indicator(one: &Map<String, Value>) -> Option<Indicator> {
    let values = match one.get("values") {
        None | Some(Value::Null) => Map::new(),
        Some(values) => values.as_object()?.clone(),
    };
    let values = values.into_iter().map(|(year, value)| {
        let number = value.as_number()?;
        Some((year, Decimal(number.to_string())))
    });
    Some(Indicator {
        name: text(one, "name")??,
        unit: text(one, "unit")?,
        baseline: decimal(one, "baseline")?,
        target: decimal(one, "target")?,
        by: date(one, "by")?,
        values: values.collect::<Option<_>>()?,
    })
}
