//! The parts of a file, and the actions of the plan by their titles.

use std::collections::BTreeSet;

use gen_lsp_types::{
    BaseSymbolInformation, DocumentSymbol, Location, Range, SymbolKind, WorkspaceSymbol,
};
use toml::de::DeValue;

use crate::document::parts::Part;
use crate::error::Error;
use crate::model::candidate::{Candidate, going_on};
use crate::server::place::File;
use crate::server::position::Text;
use crate::server::session::Session;

/// The keys of a file, and the tables under them by their titles or names.
pub fn of_file(file: &File) -> Vec<DocumentSymbol> {
    let document = file.document();
    let parts = document.parts().into_iter();
    parts.filter_map(|part| symbol(&file.text, part)).collect()
}

#[expect(deprecated, reason = "the type has a field of an older protocol")]
fn symbol(text: &Text, part: Part<'_>) -> Option<DocumentSymbol> {
    let parts = part.parts.into_iter();
    let parts = parts.filter_map(|part| symbol(text, part));
    let first_line = part.value.as_str().and_then(|value| value.lines().next());
    Some(DocumentSymbol {
        // Clients refuse a symbol without a name.
        name: match part.name?.trim() {
            "" => "?".to_owned(),
            name => name.to_owned(),
        },
        detail: first_line.map(str::to_owned),
        kind: match part.value {
            DeValue::Array(_) => SymbolKind::Array,
            DeValue::Table(_) => SymbolKind::Object,
            _ => SymbolKind::Field,
        },
        tags: None,
        deprecated: None,
        range: text.read_range(part.whole),
        selection_range: text.read_range(part.head),
        children: Some(parts.collect()),
    })
}

/// The actions that a text may mean, by their titles and ids.
///
/// # Errors
/// A plan's folder cannot be listed.
pub fn of_workspace(session: &mut Session, query: &str) -> Result<Vec<WorkspaceSymbol>, Error> {
    let mut symbols = Vec::new();
    for root in session.roots() {
        let known = session.present(&root)?;
        let actions = || known.plan.actions.iter();
        let all = actions().map(|action| Candidate::titled(&action.id, &action.sheet.title));
        let meant = match query {
            "" => all.collect(),
            query => going_on(query, all.collect()),
        };
        let meant: BTreeSet<String> = meant.into_iter().map(|one| one.value).collect();
        let found = actions().filter(|action| meant.contains(action.id.as_str()));
        symbols.extend(found.map(|action| {
            let title = action.sheet.title.clone();
            let place = format!("{}/{}", action.measure, action.id);
            let symbol = BaseSymbolInformation::new(title, SymbolKind::File, None, Some(place));
            let location = Location::new(session.uri(&root, &action.path()), Range::default());
            WorkspaceSymbol::new(location.into(), None, symbol)
        }));
    }
    Ok(symbols)
}
