//! The addresses in a file, and the files that it names.

use gen_lsp_types::{DocumentLink, DocumentLinkParams, Uri};

use crate::document::Document;
use crate::document::layout::SCHEMA_MARK;
use crate::error::Error;
use crate::model::key::Key;
use crate::server::session::Session;

/// What can be opened from a file: the addresses under `links`, paths beside them, the editors' schema.
///
/// # Errors
/// There are none.
pub fn answer(
    session: &mut Session,
    params: DocumentLinkParams,
) -> Result<Option<Vec<DocumentLink>>, Error> {
    let uri = params.text_document.uri;
    let Some((text, root, path)) = session.file(&uri) else {
        return Ok(None);
    };
    let document = Document::of(text.read());
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let links = document.value(Key::Links.name());
    let links = links.and_then(|links| links.get_ref().as_array());
    let links = links.into_iter().flat_map(|links| links.iter());
    let links = links.filter_map(|link| {
        // Without its quotes.
        let span = link.span().start + 1..link.span().end.saturating_sub(1);
        Some((span, link.get_ref().as_str()?.to_owned()))
    });
    let schema = text
        .read()
        .strip_prefix(SCHEMA_MARK)
        .and_then(|rest| rest.lines().next());
    let schema = schema.map(|path| {
        let start = SCHEMA_MARK.len();
        (start..start + path.len(), path.trim_end().to_owned())
    });
    let target = |named: &str| -> Option<Uri> {
        if named.starts_with("http://") || named.starts_with("https://") {
            return Some(named.into());
        }
        let place = std::path::Path::new(folder).join(named);
        let mut parts: Vec<String> = Vec::new();
        for part in place.iter().map(|part| part.to_string_lossy().into_owned()) {
            match part.as_str() {
                ".." => drop(parts.pop()),
                "." | "/" => {}
                _ => parts.push(part),
            }
        }
        let within = parts.join("/");
        root.join(&within)
            .is_file()
            .then(|| session.uri(&root, &within))
    };
    let found = links.chain(schema).filter_map(|(span, named)| {
        Some(DocumentLink {
            range: text.read_range(span),
            target: Some(target(&named)?),
            ..DocumentLink::default()
        })
    });
    Ok(Some(found.collect()))
}
