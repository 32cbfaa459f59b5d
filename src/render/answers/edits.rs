//! Changes of actions as a person reviews them: each key with what it held and what it holds.

use crate::model::key::Key;
use crate::render::answer::Block;
use crate::view::change::ChangedFile;
use crate::words::{Lang, Word};

/// The changes, those that change nothing left out.
pub fn blocks(changed: &[ChangedFile], lang: Lang) -> Vec<Block> {
    let said = |value: &Option<String>| match value {
        Some(value) => value.clone(),
        None => format!("({})", lang.word(Word::NOT_FILLED_IN)),
    };
    let lines = changed.iter().flat_map(|file| {
        let keys = file
            .keys
            .iter()
            .filter(|(_, before, after)| before != after);
        let keys = keys.map(|(key, before, after)| {
            let colon = lang.word(Word::COLON);
            let called = Key::named(key).map_or(key.as_str(), |key| lang.heading(key));
            format!("  {called}{colon}{} → {}", said(before), said(after))
        });
        std::iter::once(file.path.clone()).chain(keys)
    });
    vec![Block::Lines(lines.collect())]
}
