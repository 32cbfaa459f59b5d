//! Where what stands at a place is given, and where the plan names it.

use std::ops::Range;
use std::path::Path;

use gen_lsp_types::{DefinitionResponse, Location};

use crate::document::Document;
use crate::error::Error;
use crate::finding::{At, VocabularyName};
use crate::model::key::Key;
use crate::server::place::Place;
use crate::server::session::{Known, Session};
use crate::view::named::{Named, NamedKind};

/// The place where the thing at a position is given.
///
/// # Errors
/// The plan's folder cannot be listed.
pub fn definition(
    session: &mut Session,
    place: &Place<'_>,
) -> Result<Option<DefinitionResponse>, Error> {
    let known = session.present(&place.file.root)?;
    let named = place.named(&known.plan.words);
    let given = named.and_then(|named| given(session, &place.file.root, &known, &named));
    Ok(given.map(|given| DefinitionResponse::Definition(given.into())))
}

/// The places that name the thing at a position, where it is given first if that is asked for.
///
/// # Errors
/// The plan's folder cannot be listed.
pub fn references(
    session: &mut Session,
    place: &Place<'_>,
    with_given: bool,
) -> Result<Option<Vec<Location>>, Error> {
    let root = &place.file.root;
    let known = session.present(root)?;
    let Some(named) = place.named(&known.plan.words) else {
        return Ok(None);
    };
    let given = with_given.then(|| given(session, root, &known, &named));
    let mut places: Vec<Location> = given.flatten().into_iter().collect();
    for action in &known.plan.actions {
        let spots = named.spots(&action.sheet);
        if spots.is_empty() {
            continue;
        }
        let spots = spots.into_iter().map(At::from);
        places.extend(located(session, root, &action.path(), |document| {
            spots.filter_map(|spot| document.span(&spot)).collect()
        }));
    }
    Ok(Some(places))
}

/// The place where a thing is given: its entry in `schema/`, or its file.
fn given(session: &Session, root: &Path, known: &Known, named: &Named) -> Option<Location> {
    let places = match named.kind {
        NamedKind::Word(list) => located(session, root, list.file(), |document| {
            entry(document, list, &named.name).into_iter().collect()
        }),
        NamedKind::Action => {
            let mut actions = known.plan.actions.iter();
            let action = actions.find(|action| action.id.as_str() == named.name)?;
            let title = At::Value(Key::Title.name().to_owned());
            located(session, root, &action.path(), |document| {
                document.span(&title).into_iter().collect()
            })
        }
    };
    places.into_iter().next()
}

/// The bytes of the name of an entry of a vocabulary.
fn entry(document: &Document<'_>, list: VocabularyName, name: &str) -> Option<Range<usize>> {
    let entries = document.table().get(list.table())?.get_ref().as_array()?;
    let mut tables = entries
        .iter()
        .filter_map(|entry| entry.get_ref().as_table());
    tables.find_map(|table| {
        let mut values = list.keys().iter().filter_map(|key| table.get(*key));
        let value = values.find(|value| value.get_ref().as_str() == Some(name))?;
        Some(value.span())
    })
}

/// Places of a file of the plan at `root`.
fn located(
    session: &Session,
    root: &Path,
    path: &str,
    spans: impl FnOnce(&Document<'_>) -> Vec<Range<usize>>,
) -> Vec<Location> {
    let Some(text) = session.read(root, path) else {
        return Vec::new();
    };
    let spans = spans(&Document::of(text.read())).into_iter();
    let uri = session.uri(root, path);
    spans
        .map(|span| Location::new(uri.clone(), text.read_range(span)))
        .collect()
}
