//! The parts of a file that a client folds: values over several lines, tables under headers, comments.

use gen_lsp_types::{FoldingRange, FoldingRangeKind, Range};

use crate::document::parts::Part;
use crate::server::place::File;

/// The parts that can be folded.
pub fn of_file(file: &File) -> Vec<FoldingRange> {
    let document = file.document();
    let range = |span| file.text.read_range(span);
    let fold = |range: Range, kind| {
        let (start, end) = (range.start.line, range.end.line);
        (start < end).then(|| FoldingRange::new(start, None, end, None, Some(kind), None))
    };
    let parts = Part::all(document.parts()).into_iter();
    // A list of tables under headers folds table by table.
    let parts = parts.filter(|part| !part.is_headed_list);
    let parts = parts.map(|part| fold(range(part.whole), FoldingRangeKind::Region));
    let comments = document.comments().iter().cloned().map(range);
    let comments: Vec<Range> = comments
        .filter(|range| range.start.character == 0)
        .collect();
    let blocks = comments.chunk_by(|one, next| next.start.line == one.start.line + 1);
    let blocks = blocks.map(|block| {
        let (first, last) = (block.first()?, block.last()?);
        let whole = Range::new(first.start, last.end);
        fold(whole, FoldingRangeKind::Comment)
    });
    let mut folds: Vec<FoldingRange> = parts.chain(blocks).flatten().collect();
    folds.sort_by_key(|fold| (fold.start_line, fold.end_line));
    folds.dedup_by_key(|fold| (fold.start_line, fold.end_line));
    folds
}
