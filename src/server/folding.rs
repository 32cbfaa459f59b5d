//! The parts of a file that a client folds: values over several lines, tables under headers, comments.

use gen_lsp_types::{FoldingRange, FoldingRangeKind, FoldingRangeParams, Range};
use toml::Spanned;
use toml::de::DeValue;

use crate::document::Document;
use crate::error::Error;
use crate::server::session::Session;

/// The parts that can be folded.
///
/// # Errors
/// There are none.
pub fn answer(
    session: &mut Session,
    params: FoldingRangeParams,
) -> Result<Option<Vec<FoldingRange>>, Error> {
    let Some((text, ..)) = session.file(&params.text_document.uri) else {
        return Ok(None);
    };
    let document = Document::of(text.read());
    let mut spans = Vec::new();
    for (_, value) in document.table() {
        gather(&document, value, &mut spans);
    }
    let mut folds: Vec<FoldingRange> = spans
        .into_iter()
        .map(|span| fold(text.read_range(span), FoldingRangeKind::Region))
        .collect();
    let comments = document
        .comments()
        .iter()
        .map(|span| text.read_range(span.clone()));
    let comments: Vec<_> = comments
        .filter(|range| range.start.character == 0)
        .collect();
    for block in comments.chunk_by(|one, next| next.start.line == one.start.line + 1) {
        if let [first, .., last] = block {
            let whole = Range {
                start: first.start,
                end: last.end,
            };
            folds.push(fold(whole, FoldingRangeKind::Comment));
        }
    }
    folds.retain(|fold| fold.start_line < fold.end_line);
    folds.sort_by_key(|fold| (fold.start_line, fold.end_line));
    folds.dedup_by_key(|fold| (fold.start_line, fold.end_line));
    Ok(Some(folds))
}

fn gather(
    document: &Document<'_>,
    value: &Spanned<DeValue<'_>>,
    spans: &mut Vec<std::ops::Range<usize>>,
) {
    match value.get_ref() {
        DeValue::Array(items) => {
            if !document.is_headed_list(items) {
                spans.push(value.span());
            }
            items.iter().for_each(|item| gather(document, item, spans));
        }
        DeValue::Table(table) => {
            if document.is_headed(value) {
                spans.push(document.headed_extent(value));
            }
            table
                .iter()
                .for_each(|(_, item)| gather(document, item, spans));
        }
        _ => spans.push(value.span()),
    }
}

fn fold(range: Range, kind: FoldingRangeKind) -> FoldingRange {
    FoldingRange {
        start_line: range.start.line,
        end_line: range.end.line,
        kind: Some(kind),
        ..FoldingRange::default()
    }
}
