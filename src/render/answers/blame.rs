//! Who last set each field of an action, as a person reads it.

use crate::render::answer::{Answer, Block, Item, Table, TableHeading};
use crate::render::change;
use crate::render::value::Value;
use crate::view::blame::Set;
use crate::view::log::LogEntry;
use crate::words::history::HistoryPhrase;
use crate::words::{self, Lang, Word};

/// The most characters that a cell of a table shows.
const CELL: usize = 60;
/// The most characters that a line of a document shows.
const LINE: usize = 140;

/// The fields under what set them; on a page a row a field, cut to what a table can show of it.
pub fn answer(
    sets: &[Set<'_>],
    by_commit: &[(Option<&LogEntry>, Vec<&Set<'_>>)],
    is_page: bool,
    lang: Lang,
) -> Answer {
    let blocks = match is_page {
        true => vec![Block::Table(table(sets, true, lang))],
        false => blocks(by_commit, lang),
    };
    Answer {
        blocks,
        rows: Some(table(sets, false, lang)),
    }
}

fn blocks(by_commit: &[(Option<&LogEntry>, Vec<&Set<'_>>)], lang: Lang) -> Vec<Block> {
    let block = |(entry, sets): &(Option<&LogEntry>, Vec<&Set<'_>>)| {
        let title = match entry {
            None => lang.history(HistoryPhrase::NotCommitted),
            Some(entry) if entry.is_cut => format!(
                "{} ({})",
                lang.history(HistoryPhrase::KnownSince(entry.day)),
                words::short(&entry.commit.id)
            ),
            Some(entry) => lang.history(HistoryPhrase::Commit(entry.day, &entry.commit)),
        };
        Block::Entry(Item::of(title, sets.iter().map(|set| line(set, lang))))
    };
    by_commit.iter().map(block).collect()
}

fn line(set: &Set<'_>, lang: Lang) -> String {
    let field = &set.change.field;
    let value = set.change.after.as_ref();
    let value = value.map(|value| change::named(field, value, lang));
    format!(
        "{}{}{}",
        change::field(field, lang),
        lang.word(Word::COLON),
        cut(&value.unwrap_or_default(), LINE)
    )
}

fn table(sets: &[Set<'_>], short: bool, lang: Lang) -> Table {
    let row = |set: &Set<'_>| {
        let value = set.change.after.as_ref();
        let value = value
            .map(|value| change::named(&set.change.field, value, lang))
            .unwrap_or_default();
        let value = if short { cut(&value, CELL) } else { value };
        let field = change::field(&set.change.field, lang);
        let field = if short { cut(&field, CELL) } else { field };
        let mut row = vec![field, value];
        row.extend(match set.by {
            Some(entry) => {
                let day = if entry.is_cut {
                    lang.history(HistoryPhrase::KnownSince(entry.day))
                } else {
                    entry.day.to_string()
                };
                let hash = &entry.commit.id;
                let hash = if short { words::short(hash) } else { hash };
                let said = |text: &String| {
                    if entry.is_cut {
                        String::new()
                    } else {
                        text.clone()
                    }
                };
                [
                    day,
                    said(&entry.commit.author),
                    said(&entry.commit.subject),
                    hash.to_owned(),
                ]
            }
            None => [
                lang.history(HistoryPhrase::NotCommitted),
                String::new(),
                String::new(),
                String::new(),
            ],
        });
        row.into_iter().map(Value::Text).collect()
    };
    Table::new(
        [
            HistoryPhrase::FieldHeading,
            HistoryPhrase::ValueHeading,
            HistoryPhrase::Day,
            HistoryPhrase::Author,
            HistoryPhrase::Subject,
            HistoryPhrase::Hash,
        ]
        .map(|told| TableHeading::words(lang.history(told)))
        .into(),
        sets.iter().map(row).collect(),
    )
}

/// The first whole words of a text, as many as fit.
fn cut(text: &str, most: usize) -> String {
    let Some((end, next)) = text.char_indices().nth(most) else {
        return text.to_owned();
    };
    let kept = &text[..end];
    let kept = match kept.rsplit_once(' ') {
        Some((whole, _)) if next != ' ' => whole,
        _ => kept,
    };
    format!("{}…", kept.trim_end_matches([' ', ',', ';', ':']))
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn a_text_is_cut_between_words() {
        for (text, most, expected) in [
            ("Plan vélo", 9, "Plan vélo"),
            ("Plan vélo", 8, "Plan…"),
            ("Plan vélo", 4, "Plan…"),
            ("ANRU, Anah, Villes", 12, "ANRU, Anah…"),
            ("Intercommunalité", 5, "Inter…"),
        ] {
            assert_eq!(cut(text, most), expected);
        }
    }
}
