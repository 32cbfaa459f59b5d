//! An action's file in its canonical layout, where its meaning is sure. It never sees a disk.

use crate::document::decode::decode;
use crate::document::text::conflict;
use crate::finding::{Finding, Severity};
use crate::load::read::read_sheet;

/// An action's file in its canonical layout; none where something in it is wrong, so that its meaning is not sure.
pub fn laid_out(bytes: &[u8]) -> Option<String> {
    let decoded = decode(bytes.to_vec());
    let document = decoded.document()?;
    let of_text = read_sheet(&document).findings;
    // The layout would take the blank line away that tells a key which strayed into a sub-action.
    let unsure = decoded.findings.iter().chain(&of_text).any(|one| {
        one.finding.severity() == Severity::Error || matches!(one.finding, Finding::LooseKey(_))
    });
    let page = (!unsure).then(|| document.layout());
    // A text that began beside its quotes may begin a line there as git's marks do.
    page.filter(|page| conflict(page).is_none())
}
