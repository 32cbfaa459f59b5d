//! The whole plan as a document to read: a heading an axis, a measure, an action.

use crate::model::column::Column;
use crate::render::answer::Block;
use crate::render::answers::sheet;
use crate::render::provenance::Provenance;
use crate::render::text;
use crate::view::columns::Row;
use crate::words::{Lang, Word};

/// The actions, in the plan's order.
pub fn blocks(
    rows: &[Row<'_>],
    with_notes: bool,
    provenance: &Provenance,
    lang: Lang,
) -> Vec<Block> {
    let mut blocks = vec![
        Block::Heading(1, provenance.plan.clone()),
        Block::Paragraph(provenance.sentence(lang)),
    ];
    let heading = |level, key: String, title: Option<&str>| {
        let title = title.map(|title| format!("{}{title}", lang.word(Word::COLON)));
        Block::Heading(level, key + &title.unwrap_or_default())
    };
    let (mut axis, mut measure) = (None, None);
    for row in rows {
        if axis.replace(row.axis) != Some(row.axis) {
            let key = format!("{} {}", lang.heading(Column::Axis), text::axis(row.axis));
            blocks.push(heading(2, key, row.axis_title));
        }
        if measure.replace(&row.action.measure) != Some(&row.action.measure) {
            let key = row.action.measure.to_string();
            blocks.push(heading(3, key, row.measure_title));
        }
        blocks.push(Block::Heading(4, row.action.sheet.title.clone()));
        blocks.extend(sheet::stated(row, Vec::new(), with_notes, lang));
    }
    blocks
}
