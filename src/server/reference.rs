//! What stands at a place: where it is given, and where the plan names it.

use std::path::{Path, PathBuf};

use gen_lsp_types::{
    DefinitionParams, DefinitionResponse, Location, Position, Range, ReferenceParams, Uri,
};

use crate::document::Document;
use crate::document::cursor::{Slot, cursor};
use crate::error::Error;
use crate::finding::{At, VocabularyName};
use crate::model::key::Key;
use crate::server::session::Session;
use crate::source::paths::is_action;
use crate::view::named::{Named, spots};

/// A thing of the plan that stands at a place.
pub struct Found {
    /// The thing.
    pub named: Named,
    /// The place of its name.
    pub range: Range,
    /// The root of its plan.
    pub root: PathBuf,
}

/// The thing that is named at a position; the title of an action's file stands for the action.
///
/// # Errors
/// The plan's folder cannot be listed.
pub fn at(session: &mut Session, uri: &Uri, position: Position) -> Result<Option<Found>, Error> {
    let Some((text, root, path)) = session.file(uri) else {
        return Ok(None);
    };
    let here = cursor(text.read(), text.read_offset(position));
    let word = text.read()[here.word.clone()].to_owned();
    let range = text.read_range(here.word.clone());
    let words = &session.latest(&root)?.plan.words;
    let own = path
        .rsplit('/')
        .next()
        .and_then(|name| name.strip_suffix(".toml"));
    let keys: Vec<&str> = here.path.iter().map(String::as_str).collect();
    let named = match (here.slot, &keys[..]) {
        (Slot::Nothing, _) => None,
        (Slot::Key, []) if is_action(&path) && word == Key::Title.name() => {
            own.map(str::to_owned).map(Named::Action)
        }
        (Slot::Value, ["title"]) if is_action(&path) => own.map(str::to_owned).map(Named::Action),
        (Slot::Value | Slot::Item, [.., key]) if is_action(&path) && !word.is_empty() => {
            Named::of(key, &word, words)
        }
        (Slot::Value | Slot::Item, ["actor", "name" | "aliases"]) => {
            Named::of(Key::Owners.name(), &word, words)
        }
        (Slot::Value | Slot::Item, ["theme", "name" | "aliases"]) => {
            Named::of(Key::Themes.name(), &word, words)
        }
        (Slot::Value | Slot::Item, ["status", "name" | "aliases"]) => {
            Named::of(Key::Status.name(), &word, words)
        }
        (Slot::Value, ["measure", "code" | "key"]) => Some(Named::Measure(word)),
        (Slot::Key | Slot::Value | Slot::Item, _) => None,
    };
    Ok(named.map(|named| Found { named, range, root }))
}

/// The place where the thing at a position is given.
///
/// # Errors
/// The plan's folder cannot be listed.
pub fn definition(
    session: &mut Session,
    params: DefinitionParams,
) -> Result<Option<DefinitionResponse>, Error> {
    let asked = params.text_document_position_params;
    let found = at(session, &asked.text_document.uri, asked.position)?;
    let given = match found {
        Some(found) => given(session, &found.root, &found.named)?,
        None => None,
    };
    Ok(given.map(|given| DefinitionResponse::Definition(given.into())))
}

/// The places that name the thing at a position, where it is given first if that is asked for.
///
/// # Errors
/// The plan's folder cannot be listed.
pub fn references(
    session: &mut Session,
    params: ReferenceParams,
) -> Result<Option<Vec<Location>>, Error> {
    let asked = params.text_document_position_params;
    let Some(found) = at(session, &asked.text_document.uri, asked.position)? else {
        return Ok(None);
    };
    let mut places = Vec::new();
    if params.context.include_declaration {
        places.extend(given(session, &found.root, &found.named)?);
    }
    let naming: Vec<(String, Vec<At>)> = session
        .present(&found.root)?
        .plan
        .actions
        .iter()
        .map(|action| {
            let spots = spots(&action.sheet, &found.named).into_iter();
            (action.path(), spots.map(At::from).collect())
        })
        .collect();
    for (path, spots) in naming.into_iter().filter(|(_, spots)| !spots.is_empty()) {
        let Some(text) = session.read(&found.root, &path) else {
            continue;
        };
        let document = Document::of(text.read());
        let uri = session.uri(&found.root, &path);
        let spans = spots.iter().filter_map(|spot| document.span(spot));
        places.extend(spans.map(|span| Location {
            uri: uri.clone(),
            range: text.read_range(span),
        }));
    }
    Ok(Some(places))
}

/// The place where a thing is given: its entry in `schema/`, or its file.
fn given(session: &mut Session, root: &Path, named: &Named) -> Result<Option<Location>, Error> {
    let (path, table, keys): (String, _, &[&str]) = match named {
        Named::Actor(_) => (VocabularyName::Actors.file().to_owned(), "actor", &["name"]),
        Named::Theme(_) => (VocabularyName::Themes.file().to_owned(), "theme", &["name"]),
        Named::Status(_) => (
            VocabularyName::Statuses.file().to_owned(),
            "status",
            &["name"],
        ),
        Named::Measure(_) => (
            VocabularyName::Measures.file().to_owned(),
            "measure",
            &["code", "key"],
        ),
        Named::Action(id) => {
            let actions = &session.present(root)?.plan.actions;
            let action = actions.iter().find(|action| action.id.as_str() == id);
            let Some(action) = action else {
                return Ok(None);
            };
            (action.path(), "", &[])
        }
    };
    let Some(text) = session.read(root, &path) else {
        return Ok(None);
    };
    let document = Document::of(text.read());
    let span = match keys {
        [] => document.span(&At::Value(Key::Title.name().to_owned())),
        keys => {
            let entries = document
                .table()
                .get(table)
                .and_then(|list| list.get_ref().as_array());
            let entries = entries.into_iter().flat_map(|list| list.iter());
            let mut entries = entries.filter_map(|entry| entry.get_ref().as_table());
            entries.find_map(|entry| {
                let mut values = keys.iter().filter_map(|key| entry.get(*key));
                let value = values.find(|value| value.get_ref().as_str() == Some(named.name()));
                value.map(|value| value.span())
            })
        }
    };
    Ok(span.map(|span| Location {
        uri: session.uri(root, &path),
        range: text.read_range(span),
    }))
}
