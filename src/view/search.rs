//! Words looked for in the texts of actions, and the place where one stands.

use crate::model::action::Action;
use crate::model::fold::{begins_a_word, fold};
use crate::model::key::Key;

/// How many words are shown on each side of one that was found.
const AROUND: usize = 3;

/// The words that an action's texts shall hold, all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    words: Vec<SoughtWord>,
    with_notes: bool,
}

/// A word: the beginning of one, or letters anywhere in one where a `*` stands before them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct SoughtWord {
    letters: String,
    is_anywhere: bool,
}

impl SoughtWord {
    fn is_in(&self, folded: &str) -> bool {
        match self.is_anywhere {
            true => folded.contains(&self.letters),
            false => begins_a_word(folded, &self.letters),
        }
    }
}

/// The place where a word was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The key of the text.
    pub key: Key,
    /// The words around it.
    pub excerpt: String,
}

impl Search {
    /// The search that a user types; the editors' notes are read too `with_notes`.
    pub fn of(typed: &str, with_notes: bool) -> Self {
        let folded = fold(typed);
        let words = folded.split(' ').map(|word| SoughtWord {
            is_anywhere: word.starts_with('*'),
            letters: word.trim_matches('*').to_owned(),
        });
        Self {
            words: words.filter(|word| !word.letters.is_empty()).collect(),
            with_notes,
        }
    }

    /// Tells whether the action's texts hold all the words.
    pub fn finds(&self, action: &Action) -> bool {
        let texts: Vec<&str> = self
            .texts(action)
            .into_iter()
            .map(|(_, text)| text)
            .collect();
        let text = fold(&texts.join("\n"));
        self.words.iter().all(|word| word.is_in(&text))
    }

    /// The first place of an action where one of the words stands.
    pub fn hit(&self, action: &Action) -> Option<Hit> {
        let is_found = |text: &str| {
            let folded = fold(text);
            self.words.iter().any(|word| word.is_in(&folded))
        };
        let mut texts = self.texts(action).into_iter();
        let (key, text) = texts.find(|(_, text)| is_found(text))?;
        let words = text.split_whitespace();
        let words = words.filter(|word| word.contains(char::is_alphanumeric));
        let words: Vec<&str> = words.collect();
        let at = words.iter().position(|word| is_found(word))?;
        let (from, to) = (
            at.saturating_sub(AROUND),
            (at + AROUND + 1).min(words.len()),
        );
        let cut = |is_cut: bool| if is_cut { "…" } else { "" };
        let excerpt = words[from..to].join(" ");
        Some(Hit {
            key,
            excerpt: format!("{}{excerpt}{}", cut(from > 0), cut(to < words.len())),
        })
    }

    /// The texts that are searched, by their keys.
    fn texts<'a>(&self, action: &'a Action) -> Vec<(Key, &'a str)> {
        let sheet = &action.sheet;
        let mut texts: Vec<(Key, &str)> = vec![(Key::Title, &sheet.title)];
        let described = sheet.description.as_deref();
        texts.extend(described.map(|text| (Key::Description, text)));
        for part in &sheet.sub_actions {
            texts.push((Key::SubActions, &part.title));
            texts.extend(
                part.description
                    .as_deref()
                    .map(|text| (Key::SubActions, text)),
            );
        }
        let lines = sheet
            .lines()
            .flat_map(|(_, line)| [&line.label, &line.note]);
        texts.extend(lines.flatten().map(|text| (Key::Budget, text.as_str())));
        let notes = sheet.editor_notes.as_deref().filter(|_| self.with_notes);
        texts.extend(notes.map(|text| (Key::EditorNotes, text)));
        texts
    }
}
