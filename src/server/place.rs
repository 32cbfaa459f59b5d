//! What a client asks about: an open file of a plan, and what stands at a place in it.

use std::path::PathBuf;

use gen_lsp_types::{Position, Range, Uri};
use strum::IntoEnumIterator;

use crate::document::Document;
use crate::document::cursor::{Cursor, Slot, cursor};
use crate::finding::VocabularyName;
use crate::model::key::Key;
use crate::model::plan::Words;
use crate::server::position::Text;
use crate::source::paths::is_action;
use crate::view::named::{Named, NamedKind};

/// An open file of a plan.
#[derive(Debug, Clone)]
pub struct File {
    /// Its address, as the client spells it.
    pub uri: Uri,
    /// The client's number of this state of its text.
    pub version: i32,
    /// The root of the plan.
    pub root: PathBuf,
    /// The path from there.
    pub path: String,
    /// The text on the client's screen.
    pub text: Text,
}

impl File {
    /// Tells that it is an action's.
    pub fn is_action(&self) -> bool {
        is_action(&self.path)
    }

    /// The text, parsed.
    pub fn document(&self) -> Document<'_> {
        Document::of(self.text.read())
    }
}

/// A place in an open file.
pub struct Place<'a> {
    /// The file.
    pub file: &'a File,
    /// What stands there, and under which key.
    pub here: Cursor,
}

impl<'a> Place<'a> {
    /// The place at a position.
    pub fn of(file: &'a File, position: Position) -> Self {
        let here = cursor(file.text.read(), file.text.read_offset(position));
        Self { file, here }
    }

    /// The word that stands there.
    pub fn word(&self) -> &'a str {
        &self.file.text.read()[self.here.word.clone()]
    }

    /// The range of that word.
    pub fn range(&self) -> Range {
        self.file.text.read_range(self.here.word.clone())
    }

    /// The thing of the plan that is named there; the title of an action's file stands for the action.
    pub fn named(&self, words: &Words) -> Option<Named> {
        let (word, slot) = (self.word(), self.here.slot);
        let path: Vec<&str> = self.here.path.iter().map(String::as_str).collect();
        let is_title = match (slot, &path[..]) {
            (Slot::Key, []) => word == Key::Title.name(),
            (Slot::Value, [key]) => *key == Key::Title.name(),
            (Slot::Key | Slot::Value | Slot::Item | Slot::Nothing, _) => false,
        };
        if is_title && self.file.is_action() {
            let name = self.file.path.rsplit('/').next()?.strip_suffix(".toml")?;
            return Some(Named::spelled(NamedKind::Action, name, words));
        }
        if word.is_empty() || !matches!(slot, Slot::Value | Slot::Item) {
            return None;
        }
        let kind = match &path[..] {
            [.., key] if self.file.is_action() => NamedKind::under(key)?,
            [table, key] => {
                let mut lists = VocabularyName::iter();
                let list = lists.find(|list| list.file() == self.file.path)?;
                let is_name = list.keys().contains(key) || *key == "aliases";
                (list.table() == *table && is_name).then_some(NamedKind::Word(list))?
            }
            _ => return None,
        };
        Some(Named::spelled(kind, word, words))
    }
}
