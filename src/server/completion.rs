//! What may be typed at a place: the keys of its table, the words of the plan, ids, dates.

use std::cmp::Reverse;

use chrono::Datelike;
use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionResponse, Documentation, InsertTextFormat,
    MarkupContent, MarkupKind, TextEdit,
};
use serde_json::Value;

use crate::document::cursor::Slot;
use crate::document::fragment::line;
use crate::document::template::example;
use crate::error::Error;
use crate::model::date::{Date, Part, Period};
use crate::model::key::Key;
use crate::model::name::UNKNOWN;
use crate::model::vocabulary::Role;
use crate::server::place::Place;
use crate::server::schema::Schema;
use crate::server::session::{Known, Session};
use crate::view::named::NamedKind;
use crate::view::word_uses::{WordList, uses};

/// Something that may stand there.
struct Offer {
    label: String,
    kind: CompletionItemKind,
    /// What it means.
    meaning: Option<String>,
    /// What is shown beside the label.
    detail: Option<String>,
    /// What comes into the text; at `$1`, there is something to fill in.
    inserted: String,
}

/// What may be typed at a position.
///
/// # Errors
/// The plan's folder cannot be listed.
pub fn offered(
    session: &mut Session,
    place: &Place<'_>,
) -> Result<Option<CompletionResponse>, Error> {
    let known = session.latest(&place.file.root)?;
    let schema = known.schema(&place.file.path);
    let schema = schema.as_deref().map(Schema::of);
    let schema = schema.and_then(|schema| schema.at(&place.here.path));
    let offers = match (schema, place.here.slot) {
        (None, _) | (_, Slot::Nothing) => Vec::new(),
        (Some(table), Slot::Key) => keys(&known, place, table),
        (Some(key), Slot::Value | Slot::Item) => values(&known, place, key, session.today().year()),
    };
    let fills_in = session.client.fills_in;
    let items = offers.into_iter().enumerate();
    let items = items.map(|(index, offer)| item(offer, index, place, fills_in));
    Ok(Some(items.collect::<Vec<_>>().into()))
}

/// The keys that the table may hold and does not, with what they mean and how their values are written.
fn keys(known: &Known, place: &Place<'_>, table: Schema<'_>) -> Vec<Offer> {
    let here = &place.here;
    let behind = place.file.text.read()[here.word.end..].trim_start_matches([' ', '\t']);
    let is_root = here.path.is_empty();
    let free = table
        .keys()
        .filter(|(key, _)| *key == place.word() || !here.beside.contains(key));
    free.map(|(key, schema)| {
        let example = Key::named(key)
            .filter(|_| is_root && place.file.is_action())
            .map(|of| format!("```toml\n{key} = {}\n```", example(of, &known.plan.words)));
        let meaning: Vec<String> = schema.meaning().into_iter().chain(example).collect();
        let is_own = |own: &Value| own.is_object();
        Offer {
            label: key.clone(),
            kind: CompletionItemKind::Field,
            meaning: Some(meaning.join("\n\n")),
            detail: None,
            inserted: match behind.starts_with('=') {
                true => key.clone(),
                // Words stand in tables under headers.
                false if is_root && !place.file.is_action() && schema.takes("array") => {
                    format!("[[{key}]]\n{}", required(schema).join("\n"))
                }
                // A territory names its own keys.
                false if is_root && schema.get("additionalProperties").is_some_and(is_own) => {
                    format!("{key}.")
                }
                false => format!("{key} = {}", blank(schema)),
            },
        }
    })
    .collect()
}

/// A value of a key that is still to be filled in.
fn blank(key: Schema<'_>) -> &'static str {
    match key.get("type").and_then(Value::as_str) {
        Some("array") if key.keys().next().is_some() => "[{ $1 }]",
        Some("array") => "[\"$1\"]",
        Some("boolean") => "true",
        Some("object") => "{ $1 }",
        Some("number" | "integer") => "$1",
        _ if key.takes("number") => "$1",
        _ => "\"$1\"",
    }
}

/// The keys that a table under a key must have, still to be filled in.
fn required(key: Schema<'_>) -> Vec<String> {
    let required = key.held().get("required").and_then(Value::as_array);
    let required: Vec<&str> = required
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let keys = key
        .keys()
        .filter(|(key, _)| required.contains(&key.as_str()));
    keys.map(|(key, schema)| format!("{key} = {}", blank(schema)))
        .collect()
}

/// The values that the key may have.
fn values(known: &Known, place: &Place<'_>, schema: Schema<'_>, year: i32) -> Vec<Offer> {
    let here = &place.here;
    let is_list = here.slot == Slot::Value && schema.takes("array");
    let wrapped = |value: String| if is_list { format!("[{value}]") } else { value };
    let word = |label: &str, meaning: Option<&str>, kind| Offer {
        label: label.to_owned(),
        kind,
        meaning: meaning.map(str::to_owned),
        detail: None,
        inserted: match here.quotes {
            Some(_) => label.to_owned(),
            None => wrapped(line(label)),
        },
    };
    let plain = |label: &str| word(label, None, CompletionItemKind::Value);
    let held = schema.held();
    let texts = schema.texts();
    if NamedKind::under(here.key()) == Some(NamedKind::Action) {
        let actions = known.plan.actions.iter().map(|action| {
            let title = Some(action.sheet.title.as_str());
            word(action.id.as_str(), title, CompletionItemKind::Reference)
        });
        let unknown = (here.key() == "included_in").then(|| plain(UNKNOWN));
        return actions.chain(unknown).collect();
    }
    if schema.keys().next().is_some() {
        let inside = match &required(schema)[..] {
            [] => "$1".to_owned(),
            keys => keys.join(", "),
        };
        return vec![Offer {
            label: "{ … }".to_owned(),
            kind: CompletionItemKind::Struct,
            meaning: held.meaning(),
            detail: None,
            inserted: wrapped(format!("{{ {inside} }}")),
        }];
    }
    if held.takes("boolean") {
        let inserted = "true".to_owned();
        return vec![Offer {
            inserted,
            ..plain("true")
        }];
    }
    if texts.is_empty() && held.get("pattern").is_some() && held.takes("integer") {
        let dates = dates(place.word(), year, here.key() == Key::End.name());
        return dates.iter().map(|date| plain(date)).collect();
    }
    let texts = texts.into_iter();
    let mut offers: Vec<Offer> = texts
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
    offers.sort_by_cached_key(|offer| Reverse(count(offer)));
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

fn item(offer: Offer, index: usize, place: &Place<'_>, fills_in: bool) -> CompletionItem {
    let typed = place.word();
    let close = match &place.here.quotes {
        Some((quotes, false)) => quotes.as_str(),
        _ => "",
    };
    let fills_in = fills_in && offer.inserted.contains("$1");
    let mut parts = offer.inserted.split("$1");
    let first = parts.next().unwrap_or_default().to_owned();
    let new_text = match fills_in {
        // Each place has a number of its own: one number would fill all of them at once.
        true => {
            (1..).zip(parts).fold(first, |text, (number, part)| {
                text + &format!("${number}{part}")
            }) + "$0"
        }
        false => parts.fold(first, |text, part| text + part) + close,
    };
    CompletionItem {
        // A date goes on from the year that is typed, wherever that stands in it.
        filter_text: (offer.label.find(typed).unwrap_or_default() > 0)
            .then(|| format!("{typed} {}", offer.label)),
        label: offer.label,
        kind: Some(offer.kind),
        detail: offer.detail,
        documentation: offer
            .meaning
            .map(|value| Documentation::from(MarkupContent::new(MarkupKind::Markdown, value))),
        // Their order is the order of the plan.
        sort_text: Some(format!("{index:05}")),
        insert_text_format: fills_in.then_some(InsertTextFormat::Snippet),
        text_edit: Some(TextEdit::new(place.range(), new_text).into()),
        ..CompletionItem::default()
    }
}
