//! The whole plan as a document to read: what it comes to, its contents, then a heading an axis, a measure, an action.

use crate::model::column::Column;
use crate::render::answer::{Block, Item, PartKind, Span};
use crate::render::answers::report::{self, Frame, anchor};
use crate::render::answers::sheet;
use crate::render::text;
use crate::view::report::Report;
use crate::words::Word;

/// The actions, in the plan's order.
pub fn blocks(report: &Report<'_>, frame: &Frame<'_>) -> Vec<Block> {
    let lang = frame.lang;
    let heading = |level, word| Block::Heading(level, lang.word(word).to_owned());
    let mut blocks = vec![
        Block::Heading(1, frame.provenance.plan.clone()),
        Block::Paragraph(frame.provenance.sentence(lang)),
        heading(2, Word::SUMMARY),
    ];
    blocks.extend(report::summary(report, frame));
    let mut document = Document {
        contents: Vec::new(),
        parts: Vec::new(),
    };
    let titled = |key: String, title: Option<&str>| {
        let title = title.map(|title| format!("{}{title}", lang.word(Word::COLON)));
        key + &title.unwrap_or_default()
    };
    let (mut axis, mut measure) = (None, None);
    for row in &report.rows {
        if axis.replace(row.axis) != Some(row.axis) {
            let key = text::axis(row.axis);
            let title = titled(
                format!("{} {key}", lang.heading(Column::Axis)),
                row.axis_title,
            );
            document.begin(2, format!("axe-{key}"), title, Vec::new());
        }
        if measure.replace(&row.action.measure) != Some(&row.action.measure) {
            let key = row.action.measure.to_string();
            let title = titled(key.clone(), row.measure_title);
            document.begin(3, format!("mesure-{key}"), title, Vec::new());
        }
        let sheet = sheet::stated(row, Vec::new(), frame.is_internal, lang);
        let title = row.action.sheet.title.clone();
        document.begin(4, anchor(row.action), title, sheet);
    }
    if !document.parts.is_empty() {
        blocks.push(heading(2, Word::CONTENTS));
    }
    blocks.extend(document.contents.into_iter().map(Block::Entry));
    blocks.extend(document.parts);
    blocks
}

/// A document under way: its contents, and the parts that they lead to.
struct Document {
    contents: Vec<Item>,
    parts: Vec<Block>,
}

impl Document {
    /// Begin a part: the level of its heading, the name that links call it by, its title, what stands in it.
    fn begin(&mut self, level: usize, name: String, title: String, within: Vec<Block>) {
        let mut items = &mut self.contents;
        for _ in 2..level {
            let above = items.last_mut();
            items = &mut above.expect("an axis is above its measures").below;
        }
        items.push(Item::from(vec![Span::Link(title.clone(), name.clone())]));
        let heading = std::iter::once(Block::Heading(level, title));
        let blocks = heading.chain(within).collect();
        self.parts
            .push(Block::Part(PartKind::Section, name, blocks));
    }
}
