//! What may be typed at a place: the keys of its table, the words of the plan, ids, dates.

use chrono::Datelike;
use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionParams, CompletionResponse, Documentation,
    InsertTextFormat, MarkupContent, MarkupKind, TextEdit,
};
use serde_json::Value;

use crate::document::cursor::{Cursor, Slot, cursor};
use crate::document::fragment::line;
use crate::document::template::example;
use crate::error::Error;
use crate::model::date::{Date, Part, Period};
use crate::model::key::Key;
use crate::model::name::UNKNOWN;
use crate::model::vocabulary::Role;
use crate::server::position::Text;
use crate::server::schema;
use crate::server::session::{Known, Session};
use crate::source::paths::is_action;
use crate::view::word_uses::{WordList, uses};

/// Something that may stand there.
struct Offer {
    label: String,
    /// What it means.
    meaning: Option<String>,
    /// What comes into the text; `$1` and `$2` are to be filled in.
    inserted: String,
    kind: CompletionItemKind,
    /// What is shown beside the label.
    detail: Option<String>,
}

/// What may be typed at a position.
///
/// # Errors
/// The plan's folder cannot be listed.
pub fn answer(
    session: &mut Session,
    params: CompletionParams,
) -> Result<Option<CompletionResponse>, Error> {
    let asked = params.text_document_position_params;
    let Some((text, root, path)) = session.file(&asked.text_document.uri) else {
        return Ok(None);
    };
    if !is_action(&path) {
        return Ok(None);
    }
    let here = cursor(text.read(), text.read_offset(asked.position));
    let (year, fills_in) = (session.today().year(), session.client.fills_in);
    let known = session.latest(&root)?;
    let typed = text.read()[here.word.clone()].to_owned();
    let offers = match here.slot {
        Slot::Nothing => Vec::new(),
        Slot::Key => keys(known, &here, &typed, text.read()),
        Slot::Value | Slot::Item => values(known, &here, &typed, year),
    };
    let items = offers.into_iter().enumerate();
    let items = items.map(|(index, offer)| item(offer, index, &here, &text, &typed, fills_in));
    Ok(Some(items.collect::<Vec<_>>().into()))
}

/// The keys that the table may hold and does not, with what they mean and how their values are written.
fn keys(known: &Known, here: &Cursor, typed: &str, text: &str) -> Vec<Offer> {
    let whole = known.schema();
    let table = schema::at(whole, &here.path).map(|place| schema::held(whole, place));
    let properties = table.and_then(|table| table.get("properties")?.as_object());
    let is_given = text[here.word.end..]
        .trim_start_matches([' ', '\t'])
        .starts_with('=');
    let free = properties
        .into_iter()
        .flatten()
        .filter(|(key, _)| *key == typed || !here.beside.contains(key));
    free.map(|(key, property)| {
        let example = Key::named(key)
            .filter(|_| here.path.is_empty())
            .map(|of| format!("```toml\n{key} = {}\n```", example(of, &known.plan.words)));
        let meaning = schema::meaning(property).map(str::to_owned);
        let meaning: Vec<String> = meaning.into_iter().chain(example).collect();
        Offer {
            label: key.clone(),
            meaning: Some(meaning.join("\n\n")),
            inserted: match (is_given, schema::takes(property, "object")) {
                (true, _) => key.clone(),
                // A territory names its own keys.
                (false, true)
                    if property
                        .get("additionalProperties")
                        .is_some_and(Value::is_object)
                        && here.path.is_empty() =>
                {
                    format!("{key}.")
                }
                (false, _) => format!("{key} = {}", blank(whole, property)),
            },
            kind: CompletionItemKind::Field,
            detail: None,
        }
    })
    .collect()
}

/// A value of a key that is still to be filled in.
fn blank(whole: &Value, property: &Value) -> String {
    let inner = schema::held(whole, property);
    match property.get("type").and_then(Value::as_str) {
        Some("array") if inner.get("properties").is_some() => "[{ $1 }]".to_owned(),
        Some("array") => "[\"$1\"]".to_owned(),
        Some("boolean") => "true".to_owned(),
        Some("object") => "{ $1 }".to_owned(),
        Some("number" | "integer") => "$1".to_owned(),
        _ if schema::takes(property, "number") => "$1".to_owned(),
        _ => "\"$1\"".to_owned(),
    }
}

/// The values that the key may have.
fn values(known: &Known, here: &Cursor, typed: &str, year: i32) -> Vec<Offer> {
    let whole = known.schema();
    let Some(place) = schema::at(whole, &here.path) else {
        return Vec::new();
    };
    let is_list = here.slot == Slot::Value && schema::takes(place, "array");
    let wrapped = |value: String| if is_list { format!("[{value}]") } else { value };
    let word = |label: &str, meaning: Option<&str>, kind| Offer {
        label: label.to_owned(),
        meaning: meaning.map(str::to_owned),
        inserted: match here.quotes {
            Some(_) => label.to_owned(),
            None => wrapped(line(label)),
        },
        kind,
        detail: None,
    };
    let held = schema::held(whole, place);
    if matches!(here.key(), "included_in" | "replaces") {
        let mut actions: Vec<Offer> = known
            .plan
            .actions
            .iter()
            .map(|action| {
                let title = action.sheet.title.as_str();
                word(
                    action.id.as_str(),
                    Some(title),
                    CompletionItemKind::Reference,
                )
            })
            .collect();
        actions.extend(
            (here.key() == "included_in").then(|| word(UNKNOWN, None, CompletionItemKind::Value)),
        );
        return actions;
    }
    if held.get("properties").is_some() && !schema::takes(held, "number") {
        let keys = held.get("required").and_then(Value::as_array);
        let keys = keys.into_iter().flatten().filter_map(Value::as_str);
        let keys: Vec<String> = keys.map(|key| format!("{key} = \"$1\"")).collect();
        let inside = if keys.is_empty() {
            "$1".to_owned()
        } else {
            keys.join(", ")
        };
        let table = Offer {
            label: "{ … }".to_owned(),
            meaning: schema::meaning(held).map(str::to_owned),
            inserted: wrapped(format!("{{ {inside} }}")),
            kind: CompletionItemKind::Struct,
            detail: None,
        };
        return vec![table];
    }
    if schema::takes(held, "boolean") {
        return vec![Offer {
            inserted: "true".to_owned(),
            ..word("true", None, CompletionItemKind::Value)
        }];
    }
    let texts = schema::texts(whole, place);
    if texts.is_empty() && held.get("pattern").is_some() && schema::takes(held, "integer") {
        let is_end = here.key() == "end";
        let dates = dates(typed, year, is_end).into_iter();
        return dates
            .map(|date| word(&date, None, CompletionItemKind::Value))
            .collect();
    }
    let mut offers: Vec<Offer> = texts
        .into_iter()
        .map(|(text, meaning)| word(text, meaning, CompletionItemKind::EnumMember))
        .collect();
    if let Some(role) = Role::under(here.key()) {
        by_use(known, role, &mut offers);
    }
    offers
}

/// Puts those first that play the role most often, and says how often.
fn by_use(known: &Known, role: Role, offers: &mut [Offer]) {
    let place = Role::all().position(|one| one == role).unwrap_or_default();
    let uses = uses(&known.plan, WordList::Actors);
    let count = |offer: &Offer| {
        let found = uses.iter().find(|of| of.name == offer.label);
        found.map_or(0, |found| found.actions[place])
    };
    for offer in offers.iter_mut() {
        let count = count(offer);
        offer.detail = (count > 0).then(|| count.to_string());
    }
    offers.sort_by_cached_key(|offer| std::cmp::Reverse(count(offer)));
}

/// The dates of the year that is typed, else of this one, from rough to precise.
fn dates(typed: &str, year: i32, is_end: bool) -> Vec<String> {
    let digits = typed.split(|c: char| !c.is_ascii_digit());
    let named = digits
        .filter(|part| part.len() == 4)
        .find_map(|part| part.parse().ok());
    let year = named.unwrap_or(year);
    let mut dates = vec![Period::Year(year).to_string()];
    dates.extend(Part::all().map(|part| Period::Part(part, year).to_string()));
    dates.extend((1..=12).map(|month| Period::Month(year, month).to_string()));
    // A day, as far as it is typed.
    let day = typed.parse::<Date>().ok().map(|date| date.to_string());
    dates.extend(day.filter(|day| !dates.contains(day)));
    dates.extend(is_end.then(|| Date::Ongoing.to_string()));
    dates.push(UNKNOWN.to_owned());
    dates
}

fn item(
    offer: Offer,
    index: usize,
    here: &Cursor,
    text: &Text,
    typed: &str,
    fills_in: bool,
) -> CompletionItem {
    let close = match &here.quotes {
        Some((quotes, false)) => quotes.as_str(),
        _ => "",
    };
    let has_blanks = offer.inserted.contains("$1");
    let new_text = match has_blanks && fills_in {
        true => format!("{}$0", offer.inserted),
        false => format!(
            "{}{close}",
            offer.inserted.replace("$1", "").replace("$2", "")
        ),
    };
    CompletionItem {
        // A date goes on from the year that is typed, wherever that stands in it.
        filter_text: (offer.label.find(typed).unwrap_or_default() > 0)
            .then(|| format!("{typed} {}", offer.label)),
        label: offer.label,
        kind: Some(offer.kind),
        detail: offer.detail,
        documentation: offer.meaning.map(|value| {
            Documentation::from(MarkupContent {
                kind: MarkupKind::Markdown,
                value,
            })
        }),
        // Their order is the order of the plan.
        sort_text: Some(format!("{index:05}")),
        insert_text_format: (has_blanks && fills_in).then_some(InsertTextFormat::Snippet),
        text_edit: Some(
            TextEdit {
                range: text.read_range(here.word.clone()),
                new_text,
            }
            .into(),
        ),
        ..CompletionItem::default()
    }
}
