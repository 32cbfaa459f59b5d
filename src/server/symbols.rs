//! The parts of a file, and the actions of the plan by their titles.

use std::collections::BTreeSet;

use gen_lsp_types::{
    BaseSymbolInformation, DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, Location,
    SymbolKind, WorkspaceSymbol, WorkspaceSymbolParams, WorkspaceSymbolResponse,
};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::document::Document;
use crate::error::Error;
use crate::model::candidate::{Candidate, going_on};
use crate::server::position::Text;
use crate::server::session::Session;

/// The keys of a file, and the tables under them by their titles or names.
///
/// # Errors
/// There are none.
pub fn of_document(
    session: &mut Session,
    params: DocumentSymbolParams,
) -> Result<Option<DocumentSymbolResponse>, Error> {
    let file = session.file(&params.text_document.uri);
    Ok(file.map(|(text, ..)| {
        let document = Document::of(text.read());
        DocumentSymbolResponse::DocumentSymbolList(keys(&document, document.table(), &text))
    }))
}

fn keys(document: &Document<'_>, table: &DeTable<'_>, text: &Text) -> Vec<DocumentSymbol> {
    let mut keys: Vec<_> = table.iter().collect();
    keys.sort_by_key(|(key, _)| key.span().start);
    let symbols = keys.into_iter().map(|(key, value)| {
        let items = value.get_ref().as_array();
        let headed = items.is_some_and(|items| document.is_headed_list(items));
        let end = match items.and_then(|items| items.iter().last()) {
            Some(last) if headed => document.headed_extent(last).end,
            _ => value.span().end,
        };
        let items = items.into_iter().flat_map(|items| items.iter());
        let children = items
            .filter_map(|item| part(document, item, text))
            .collect();
        let kind = match value.get_ref() {
            DeValue::Array(_) => SymbolKind::Array,
            DeValue::Table(_) => SymbolKind::Object,
            _ => SymbolKind::Field,
        };
        let whole = key.span().start.min(value.span().start)..end.max(key.span().end);
        let detail = value
            .get_ref()
            .as_str()
            .and_then(|value| value.lines().next());
        symbol(
            text,
            key.get_ref(),
            detail,
            kind,
            (whole, key.span()),
            children,
        )
    });
    symbols.collect()
}

/// A table of a list, or a text that stands for one, by its title.
fn part(
    document: &Document<'_>,
    item: &Spanned<DeValue<'_>>,
    text: &Text,
) -> Option<DocumentSymbol> {
    let table = item.get_ref().as_table()?;
    let named = ["title", "name", "label", "text", "note"];
    let name = named
        .iter()
        .find_map(|key| table.get(*key)?.get_ref().as_str())?;
    let whole = match document.is_headed(item) {
        true => document.headed_extent(item),
        false => item.span(),
    };
    let head = item.span().start..item.span().end.min(whole.end);
    Some(symbol(
        text,
        name,
        None,
        SymbolKind::Struct,
        (whole, head),
        Vec::new(),
    ))
}

#[expect(deprecated, reason = "the type has a field of an older protocol")]
fn symbol(
    text: &Text,
    name: &str,
    detail: Option<&str>,
    kind: SymbolKind,
    (whole, head): (std::ops::Range<usize>, std::ops::Range<usize>),
    children: Vec<DocumentSymbol>,
) -> DocumentSymbol {
    DocumentSymbol {
        // Clients refuse a symbol without a name.
        name: if name.trim().is_empty() {
            "?".to_owned()
        } else {
            name.to_owned()
        },
        detail: detail.map(str::to_owned),
        kind,
        tags: None,
        deprecated: None,
        range: text.read_range(whole),
        selection_range: text.read_range(head),
        children: (!children.is_empty()).then_some(children),
    }
}

/// The actions that a text may mean, by their titles and ids.
///
/// # Errors
/// A plan's folder cannot be listed.
pub fn of_workspace(
    session: &mut Session,
    params: WorkspaceSymbolParams,
) -> Result<Option<WorkspaceSymbolResponse>, Error> {
    let mut symbols = Vec::new();
    for root in session.roots() {
        let actions = session.present(&root)?.plan.actions.iter();
        let found: Vec<(Candidate, String, String)> = actions
            .map(|action| {
                let candidate = Candidate::titled(&action.id, &action.sheet.title);
                (candidate, action.path(), action.measure.to_string())
            })
            .collect();
        let all = found
            .iter()
            .map(|(candidate, ..)| candidate.clone())
            .collect();
        let meant = match params.query.trim() {
            "" => all,
            query => going_on(query, all),
        };
        let meant: BTreeSet<String> = meant.into_iter().map(|one| one.value).collect();
        let found = found.into_iter();
        let found = found.filter(|(one, ..)| meant.contains(&one.value));
        symbols.extend(found.map(|(one, path, measure)| {
            WorkspaceSymbol {
                location: Location {
                    uri: session.uri(&root, &path),
                    range: Text::of(String::new(), session.client.encoding).range(0..0),
                }
                .into(),
                data: None,
                base_symbol_information: BaseSymbolInformation {
                    name: one.title,
                    kind: SymbolKind::File,
                    tags: None,
                    container_name: Some(format!("{measure}/{}", one.value)),
                },
            }
        }));
    }
    Ok(Some(WorkspaceSymbolResponse::WorkspaceSymbolList(symbols)))
}
