//! The words of a plan, each with how many actions use it.

use crate::model::vocabulary::Role;
use crate::render::answer::{Block, Table, TableHeading};
use crate::render::value::Value;
use crate::view::word_uses::{WordList, WordUse};
use crate::words::{Lang, Word};

/// A list of words, in the order of their file.
pub fn blocks(list: WordList, uses: &[WordUse], lang: Lang) -> Vec<Block> {
    let (name, more) = match list {
        WordList::Actors => (Word::NAME, Word::ALIASES),
        WordList::Themes => (Word::THEME, Word::ALIASES),
        WordList::Statuses => (Word::NAME, Word::ALIASES),
        WordList::Measures | WordList::Axes => (Word::CODE, Word::TITLE),
    };
    let mut headings = vec![
        TableHeading::words(lang.word(name)),
        TableHeading::sentences(lang.word(more)).spare(),
    ];
    match list {
        WordList::Actors => {
            headings
                .extend(Role::all().map(|role| TableHeading::numbers(lang.heading(role.key()))));
        }
        _ => headings.push(TableHeading::numbers(lang.word(Word::ACTIONS))),
    }
    let rows = uses.iter().map(|one| {
        let words = [one.name.clone(), one.more.clone()].map(Value::Text);
        let counts = one.actions.iter().map(|count| Value::count(*count));
        words.into_iter().chain(counts).collect()
    });
    vec![Block::Table(Table::new(headings, rows.collect()))]
}
