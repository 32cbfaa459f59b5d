//! Who last set each field of an action, as a person reads it.

use crate::model::commit::Commit;
use crate::render::answer::{Answer, Block, Item, Table, TableHeading};
use crate::render::change;
use crate::render::columns::Columns;
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
    let [table, rows] = tables(sets, lang);
    let blocks = match is_page {
        true => vec![Block::Table(table)],
        false => blocks(by_commit, lang),
    };
    Answer {
        blocks,
        rows: Some(rows),
    }
}

fn blocks(by_commit: &[(Option<&LogEntry>, Vec<&Set<'_>>)], lang: Lang) -> Vec<Block> {
    let block = |(entry, sets): &(Option<&LogEntry>, Vec<&Set<'_>>)| {
        let title = match entry {
            None => lang.word(Word::NOT_COMMITTED).to_owned(),
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

/// A row a field: for people cut to what a table can show of it.
fn tables(sets: &[Set<'_>], lang: Lang) -> [Table; 2] {
    let field = move |set: &Set<'_>| change::field(&set.change.field, lang);
    let value = move |set: &Set<'_>| {
        let value = set.change.after.as_ref();
        let value = value.map(|value| change::named(&set.change.field, value, lang));
        value.unwrap_or_default()
    };
    let day = move |set: &Set<'_>| match set.by {
        Some(entry) if entry.is_cut => lang.history(HistoryPhrase::KnownSince(entry.day)),
        Some(entry) => entry.day.to_string(),
        None => lang.word(Word::NOT_COMMITTED).to_owned(),
    };
    // Of what a shallow clone cuts off, its first commit says nothing.
    let whole = |set: &Set<'_>, said: fn(&Commit) -> &String| {
        let entry = set.by.filter(|entry| !entry.is_cut);
        Value::text(entry.map(|entry| said(&entry.commit)))
    };
    let hash = |set: &Set<'_>| set.by.map(|entry| entry.commit.id.clone());
    let short = |set: &Set<'_>| {
        set.by
            .map(|entry| words::short(&entry.commit.id).to_owned())
    };
    let mut columns = Columns::<Set<'_>>::default();
    let heading = |told| TableHeading::words(lang.word(told));
    columns.people(heading(Word::FIELD), move |set| {
        cut(&field(set), CELL).into()
    });
    columns.people(heading(Word::VALUE), move |set| {
        cut(&value(set), CELL).into()
    });
    columns.programs(lang.word(Word::FIELD), move |set| field(set).into());
    columns.programs(lang.word(Word::VALUE), move |set| value(set).into());
    columns.both(heading(Word::DATE), move |set| day(set).into());
    columns.both(heading(Word::AUTHOR), move |set| {
        whole(set, |commit| &commit.author)
    });
    columns.both(heading(Word::SUBJECT), move |set| {
        whole(set, |commit| &commit.subject)
    });
    columns.people(heading(Word::COMMIT), move |set| Value::text(short(set)));
    columns.programs(lang.word(Word::COMMIT), move |set| Value::text(hash(set)));
    columns.tables(sets, 0)
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
