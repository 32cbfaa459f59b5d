//! The JSON Schema of an action's file for editors: the model's types, the plan's words, and what each key means.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};
use strum::IntoEnumIterator;

use crate::finding::VocabularyName;
use crate::model::action::Sheet;
use crate::model::name::UNKNOWN;
use crate::model::plan::{Settings, Words};
use crate::model::schema::{ACTOR, MEASURE, STATUS, THEME};
use crate::model::vocabulary::VocabularyEntry;
use crate::model::word_files::{ActorsFile, MeasuresFile, StatusesFile, ThemesFile};
use crate::words::{Lang, Word};

type Object = Map<String, Value>;

/// The order that a person reads a schema in.
const ORDER: &[&str] = &[
    "$schema",
    "title",
    "description",
    "type",
    "enum",
    "required",
    "properties",
    "definitions",
];

/// Where the schema stands, from the plan's root: every action's file names it in its first line.
pub const FILE: &str = "schema/action.schema.json";

/// The file of the plan's settings, from its root.
const SETTINGS: &str = "schema/plan.toml";

/// The text of its file.
pub fn text(settings: &Settings, words: &Words) -> String {
    format!("{:#}\n", action(settings, words))
}

/// The schema of an action's file: one that needs no other file, in the plan's language.
pub fn action(settings: &Settings, words: &Words) -> Value {
    schema::<Sheet>("Sheet", settings, words)
}

/// The schema of a file of the plan, by its path; none of what is no such file.
pub fn of_file(path: &str, settings: &Settings, words: &Words) -> Option<Value> {
    let vocabulary = VocabularyName::iter().find(|list| list.file() == path);
    Some(match vocabulary {
        Some(VocabularyName::Measures) => schema::<MeasuresFile>("MeasuresFile", settings, words),
        Some(VocabularyName::Statuses) => schema::<StatusesFile>("StatusesFile", settings, words),
        Some(VocabularyName::Themes) => schema::<ThemesFile>("ThemesFile", settings, words),
        Some(VocabularyName::Actors) => schema::<ActorsFile>("ActorsFile", settings, words),
        None if path == SETTINGS => schema::<Settings>("Settings", settings, words),
        None => return None,
    })
}

/// The schema of files that hold a table, which is called so.
fn schema<T: JsonSchema>(table: &str, settings: &Settings, words: &Words) -> Value {
    let lang = Lang::from(settings.language);
    let mut draft = SchemaSettings::draft07();
    draft.transforms.clear();
    let mut schema = draft
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value();
    let root = as_object(&mut schema);
    root.insert("title".to_owned(), json!(settings.name));
    let mut definitions = match root.remove("definitions") {
        Some(Value::Object(definitions)) => definitions,
        _ => Object::new(),
    };
    describe(table, root, lang);
    for (table, definition) in &mut definitions {
        describe(table, as_object(definition), lang);
    }
    definitions.extend(vocabularies(words, lang));
    let whole = definitions.clone();
    simplify(root, &whole);
    for definition in definitions.values_mut() {
        simplify(as_object(definition), &whole);
    }
    let text = json!([root, definitions]).to_string();
    definitions.retain(|name, _| text.contains(&format!("\"{}\"", reference(name))));
    root.insert("definitions".to_owned(), Value::Object(definitions));
    schema
}

fn reference(definition: &str) -> String {
    format!("#/definitions/{definition}")
}

/// The object that a schema is; `true` and `false`, which mean anything and nothing, do not occur here.
fn as_object(schema: &mut Value) -> &mut Object {
    if !schema.is_object() {
        *schema = Value::Object(Object::new());
    }
    schema
        .as_object_mut()
        .expect("what was no object was made one above")
}

/// Say in `lang` what a table is and what each of its keys means; the types' own words are the English ones.
fn describe(table: &str, schema: &mut Object, lang: Lang) {
    say(schema, table, "", lang);
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        for (key, property) in properties {
            let property = as_object(property);
            say(property, table, key, lang);
            if property.contains_key("properties") {
                let table = match key.as_str() {
                    "spent" => "Spent",
                    _ => "Range",
                };
                describe(table, property, lang);
            }
        }
    }
    if let Some(Value::Array(choices)) = schema.get_mut("oneOf") {
        for choice in choices.iter_mut().map(as_object) {
            let value = choice.get("const").and_then(Value::as_str);
            let value = value.unwrap_or_default().to_owned();
            say(choice, table, &value, lang);
        }
        // What is chosen there is told by the key that chooses.
        schema.remove("description");
    }
}

fn say(schema: &mut Object, table: &str, key: &str, lang: Lang) {
    if let Some(text) = lang.key(table, key) {
        schema.insert("description".to_owned(), json!(text));
    } else if let Some(Value::String(text)) = schema.get_mut("description") {
        // A doc comment is wrapped for those who read the code.
        let paragraphs: Vec<String> = text.split("\n\n").map(|p| p.replace('\n', " ")).collect();
        *text = paragraphs.join("\n\n");
    }
}

/// The definitions that the plan's vocabularies fill in.
fn vocabularies(words: &Words, lang: Lang) -> Object {
    let statuses = words.statuses.entries().iter();
    let statuses = statuses.map(|status| (status.name(), status.meaning.as_deref()));
    let statuses: Vec<_> = statuses.collect();
    let themes = words.themes.entries().iter();
    let themes = themes.map(|theme| (theme.name(), None)).collect();
    let actors = words.actors.entries().iter();
    let actors = actors.map(|actor| actor.name()).chain([UNKNOWN]);
    let actors = actors.map(|name| (name, None)).collect();
    let measures = words.catalogue.measures().iter();
    let measures = measures.map(|measure| (measure.key.as_str(), Some(measure.title.as_str())));
    let mut status = one_of(statuses.clone());
    let meanings: Vec<String> = statuses
        .into_iter()
        .filter_map(|(name, meaning)| {
            Some(format!(
                "- **{name}**{}{}",
                lang.word(Word::COLON),
                meaning?
            ))
        })
        .collect();
    if !meanings.is_empty() {
        as_object(&mut status).insert("description".to_owned(), json!(meanings.join("\n")));
    }
    [
        (STATUS, status),
        (THEME, one_of(themes)),
        (ACTOR, one_of(actors)),
        (MEASURE, one_of(measures.collect())),
    ]
    .into_iter()
    .map(|(name, schema)| (name.to_owned(), schema))
    .collect()
}

/// One of these texts, each with what it means where that is known; any text where there are none.
fn one_of(texts: Vec<(&str, Option<&str>)>) -> Value {
    let mut schema = json!({ "type": "string" });
    let (texts, meanings): (Vec<&str>, Vec<Option<&str>>) = texts.into_iter().unzip();
    if !texts.is_empty() {
        schema["enum"] = json!(texts);
    }
    if meanings.iter().any(Option::is_some) {
        schema["x-taplo"] = json!({ "docs": { "enumValues": meanings } });
    }
    schema
}

/// Leave out what says nothing in TOML, and write out what editors only follow in part.
fn simplify(schema: &mut Object, definitions: &Object) {
    // An editor that meets a reference shows nothing of what stands beside it.
    for key in ["anyOf", "$ref"] {
        if schema.len() > 1 {
            inline(schema, key, definitions);
        }
    }
    // TOML has no null, and an absent key is no default: it is not filled in.
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            schema["type"] = only.clone();
        }
    }
    for key in ["default", "format"] {
        schema.remove(key);
    }
    if let Some(Value::Array(choices)) = schema.remove("oneOf") {
        let text = |choice: &Value, key: &str| Some(choice.get(key)?.as_str()?.to_owned());
        let (values, meanings): (Vec<_>, Vec<_>) = choices
            .iter()
            .map(|choice| (text(choice, "const"), text(choice, "description")))
            .unzip();
        let pairs = values.iter().flatten().map(String::as_str);
        let pairs = pairs.zip(meanings.iter().map(Option::as_deref));
        if let Value::Object(listed) = one_of(pairs.collect()) {
            schema.extend(listed);
        }
    }
    // Of a list, an editor explains the items: names say what the list says.
    if let (Some(meaning), Some(Value::Object(items))) =
        (schema.get("description").cloned(), schema.get_mut("items"))
    {
        let named = |(name, definition): (&String, &Value)| {
            items.get("$ref") == Some(&json!(reference(name))) && definition["type"] == "string"
        };
        if definitions.iter().any(named) {
            items.insert("description".to_owned(), meaning);
        }
    }
    for key in ["items", "additionalProperties"] {
        if let Some(Value::Object(inner)) = schema.get_mut(key) {
            simplify(inner, definitions);
        }
    }
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        for property in properties.values_mut() {
            simplify(as_object(property), definitions);
        }
    }
    let mut entries: Vec<_> = std::mem::take(schema).into_iter().collect();
    let position = |key: &str| ORDER.iter().position(|known| *known == key);
    entries.sort_by_key(|(key, _)| position(key).unwrap_or(ORDER.len()));
    schema.extend(entries);
}

/// Put in the place of `key` what it refers to.
fn inline(schema: &mut Object, key: &str, definitions: &Object) {
    let meant = match schema.remove(key) {
        Some(Value::Array(choices)) => choices.into_iter().find(|choice| choice["type"] != "null"),
        Some(Value::String(target)) => definitions
            .iter()
            .find(|(name, _)| reference(name) == target)
            .map(|(_, definition)| definition.clone()),
        _ => None,
    };
    let Some(Value::Object(meant)) = meant else {
        return;
    };
    for (key, value) in meant {
        match (schema.get_mut(&key), value) {
            // The key's own words first, then what its values mean.
            (Some(Value::String(own)), Value::String(more)) if key == "description" => {
                *own = format!("{own}\n\n{more}");
            }
            (Some(_), _) => {}
            (None, value) => {
                schema.insert(key, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::action;
    use crate::model::plan::{Language, Settings, Words};

    fn schema(language: Language) -> Value {
        let settings = Settings {
            language,
            ..Settings::default()
        };
        action(&settings, &Words::default())
    }

    /// What each key of each table means, by its path.
    fn meanings(schema: &Value, path: &str, found: &mut Vec<(String, Option<String>)>) {
        for (key, property) in schema["properties"].as_object().into_iter().flatten() {
            let path = format!("{path}.{key}");
            let text = property["description"].as_str().map(str::to_owned);
            found.push((path.clone(), text));
            meanings(property, &path, found);
        }
        for (name, definition) in schema["definitions"].as_object().into_iter().flatten() {
            meanings(definition, name, found);
        }
    }

    #[test]
    fn every_key_says_what_it_means_in_both_languages() {
        let mut french = Vec::new();
        let mut english = Vec::new();
        meanings(&schema(Language::Fr), "", &mut french);
        meanings(&schema(Language::En), "", &mut english);
        assert!(french.len() > 50, "{} keys", french.len());
        for ((key, french), (_, english)) in french.iter().zip(&english) {
            assert!(english.is_some(), "{key} has no English meaning");
            assert_ne!(french, english, "{key} has no French meaning");
        }
    }

    #[test]
    fn nothing_is_left_that_toml_has_not() {
        let text = schema(Language::Fr).to_string();
        for word in ["null", "\"default\"", "anyOf", "oneOf", "int32"] {
            assert!(!text.contains(word), "{word}");
        }
    }
}
