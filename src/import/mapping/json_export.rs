//! The plan as this program exports it in JSON, read back into drafts by the reader that a sheet's own file has.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::import::mapping::draft::{Draft, Drafts};
use crate::import::mapping::lexicon::{Lexicon, PlaceHints};
use crate::model::action::Sheet;
use crate::model::column::Column;
use crate::model::field::Field;
use crate::model::fingerprint::NAME;
use crate::model::id::{Axis, MeasureKey};
use crate::model::key::Key;
use crate::model::name::Stated;

/// The actions of an export: the object of `json`, an array of actions, or an action a line.
///
/// The number of an action is its place among them, from 1. None where the text is no such export.
pub fn read(text: &str, mut lexicon: Lexicon<'_>) -> Option<Drafts> {
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
    lexicon.is_export = true;
    let mut read = Drafts::default();
    for (row, action) in (1..).zip(actions) {
        read.drafts.push(draft(row, action, &mut lexicon)?);
    }
    read.report.rows = read.drafts.len();
    read.report.names = lexicon.into_new();
    Some(read)
}

/// The draft of an action, whose names are met.
fn draft(row: usize, action: Value, lexicon: &mut Lexicon<'_>) -> Option<Draft> {
    let Value::Object(action) = action else {
        return None;
    };
    let text = |name: &str| action.get(name).and_then(Value::as_str);
    let axis = action.get("axis").and_then(Value::as_u64);
    let axis = axis.and_then(|axis| u32::try_from(axis).ok()).map(Axis);
    let mut draft = Draft::new(row);
    draft.id = Some(text("id")?.parse().ok()?);
    let measure: MeasureKey = text("measure")?.parse().ok()?;
    let hints = PlaceHints {
        title: text("measure_title"),
        axis,
        axis_title: text("axis_title"),
    };
    // Whatever it is, it is met.
    let _ = lexicon.place(measure.as_str(), hints, row);
    draft.measure = Some(measure);
    draft.fingerprint = text(NAME).map(str::to_owned);
    let is_stated = |name: &str| Key::named(name).is_some();
    let stated = action.keys().filter(|name| is_stated(name));
    draft.stated.extend(stated.cloned());
    draft.sheet = Sheet::deserialize(Value::Object(stated_keys(action)?)).ok()?;
    let extra = draft.sheet.extra.keys();
    draft
        .stated
        .extend(extra.map(|name| format!("extra.{name}")));
    let truths = ["budget.approximate", "budget.unsure", "budget.of_which"];
    draft.erased.extend(truths.map(str::to_owned));
    let sheet = &draft.sheet;
    let parts = sheet.sub_actions.iter();
    let parts = parts.map(|part| (Key::Owners, part.owners.as_slice()));
    let lists = sheet.actors().into_iter().chain(parts);
    let actors = lists.flat_map(|(key, names)| {
        let known = names.iter().filter_map(Stated::known);
        known.map(move |name| (name.as_str(), key))
    });
    let themes = sheet.themes.iter();
    let themes = themes.map(|theme| (theme.as_str(), Key::Themes));
    lexicon.meet_all(themes.chain(actors), row);
    Some(draft)
}

/// The keys that a file states, without those that follow from its place or its sub-actions.
fn stated_keys(action: Map<String, Value>) -> Option<Map<String, Value>> {
    let mut keys = Map::new();
    keys.insert("themes".to_owned(), Value::Array(Vec::new()));
    for (name, mut value) in action {
        let column =
            Column::named(&name).filter(|one| one.key().is_some() || *one == Column::Extra);
        match column {
            None | Some(Column::Id | Column::Measure) => continue,
            Some(Column::Key(Key::Budget)) if value.is_object() => {
                let Value::Array(mut lines) = value.get_mut("lines")?.take() else {
                    return None;
                };
                lines.retain(|line| line.get("sub_action").is_none_or(Value::is_null));
                value = Value::Array(lines);
                state(&mut value);
            }
            Some(Column::Key(Key::Start | Key::End))
                if value.get("derived") == Some(&Value::Bool(true)) =>
            {
                continue;
            }
            // The names in there are the territory's own.
            Some(Column::Extra) => {}
            Some(_) => state(&mut value),
        }
        if !value.is_null() {
            keys.insert(name, value);
        }
    }
    Some(keys)
}

/// Leaves of a value what a file would state: nothing is null, and a line does not name the sub-action that holds it.
fn state(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.shift_remove("sub_action");
            object.retain(|_, value| !value.is_null());
            let on = object.shift_remove(Field::SpentOn.name());
            if let Some(spent) = object.get_mut(Field::Spent.name()) {
                *spent = json!({ "amount": spent.take(), "on": on });
            }
            object.values_mut().for_each(state);
        }
        Value::Array(items) => items.iter_mut().for_each(state),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::import::mapping::draft::Drafts;
    use crate::import::mapping::lexicon::Lexicon;
    use crate::import::mapping::map::Map;
    use crate::model::extra::Extra;
    use crate::model::plan::Words;

    fn read(text: &str) -> Option<Drafts> {
        let (words, map) = (Words::default(), Map::default());
        super::read(text, Lexicon::new(&words, &map, false))
    }

    #[test]
    fn what_follows_from_elsewhere_is_left_out_and_a_name_of_the_territorys_own_stays() {
        let text = r#"{"id": "velo", "measure": "1.1", "title": "Plan vélo", "axis": 1, "path": "x",
            "start": {"text": "2024", "derived": true}, "end": {"text": "été 2025", "derived": false},
            "budget": {"min": 5, "lines": [
                {"sub_action": null, "amount": {"min": 5.5, "max": 5.5}, "label": null},
                {"sub_action": "Pont", "ht": {"min": 1, "max": 2}}]},
            "sub_actions": [{"title": "Pont", "budget": [{"sub_action": "Pont", "ht": {"min": 1, "max": 2}}]}],
            "extra": {"sub_action": "non", "part": 2.50}}"#;
        let drafts = read(text).expect("an export");
        let draft = &drafts.drafts[0];
        let sheet = &draft.sheet;
        assert_eq!(sheet.start, None);
        assert_eq!(sheet.end, "été 2025".parse().ok());
        assert_eq!(sheet.budget.len(), 1);
        assert_eq!(sheet.sub_actions[0].budget.len(), 1);
        assert_eq!(sheet.extra["sub_action"], Extra::Text("non".to_owned()));
        assert!(matches!(&sheet.extra["part"], Extra::Number(number) if number.0 == "2.50"));
        assert!(draft.stated.contains("extra.part") && !draft.stated.contains("axis"));
    }

    #[test]
    fn what_is_no_export_is_refused() {
        for text in [
            "3",
            "{}",
            r#"{"actions": 1}"#,
            r#"[{"id": "velo", "measure": "1.1"}]"#,
        ] {
            assert!(read(text).is_none(), "{text}");
        }
    }
}
