//! The addresses in a file, and the files that it names.

use gen_lsp_types::{DocumentLink, Uri};

use crate::document::layout::SCHEMA_MARK;
use crate::model::key::Key;
use crate::server::place::File;
use crate::server::session::Session;

/// What can be opened from a file: the addresses under `links`, paths beside them, the editors' schema.
pub fn of_file(session: &Session, file: &File) -> Vec<DocumentLink> {
    let document = file.document();
    let links = document.value(Key::Links.name());
    let links = links.and_then(|links| links.get_ref().as_array());
    let links = links.into_iter().flat_map(|links| links.iter());
    let links = links.filter_map(|link| {
        // Without its quotes.
        let span = link.span().start + 1..link.span().end.saturating_sub(1);
        Some((span, link.get_ref().as_str()?))
    });
    let schema = document.text().strip_prefix(SCHEMA_MARK);
    let schema = schema.and_then(|rest| rest.lines().next());
    let schema = schema.map(|path| (SCHEMA_MARK.len()..SCHEMA_MARK.len() + path.len(), path));
    let found = links.chain(schema).filter_map(|(span, named)| {
        let target = target(session, file, named.trim_end())?;
        let range = file.text.read_range(span);
        Some(DocumentLink::new(range, Some(target), None, None))
    });
    found.collect()
}

/// The address that a text is, or that of the file in the plan which it names from beside the file.
fn target(session: &Session, file: &File, named: &str) -> Option<Uri> {
    if named.starts_with("http://") || named.starts_with("https://") {
        return Some(named.into());
    }
    let folder = file.root.join(&file.path).parent()?.to_owned();
    let found = folder.join(named).canonicalize().ok()?;
    let within = found.strip_prefix(file.root.canonicalize().ok()?).ok()?;
    let names = within.iter().map(|name| name.to_str());
    let path = names.collect::<Option<Vec<&str>>>()?.join("/");
    found.is_file().then(|| session.uri(&file.root, &path))
}
