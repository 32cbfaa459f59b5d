//! The life of actions as a person reads it: by commit, the newest first.

use crate::model::column::Column;
use crate::model::field::Field;
use crate::model::key::Key;
use crate::render::answer::{Answer, Block, Item, Span, Table};
use crate::render::answers::budget::BOUNDS;
use crate::render::answers::compare;
use crate::render::answers::diff::joined;
use crate::render::columns::Columns;
use crate::render::value::Value;
use crate::render::{change, text};
use crate::view::compare::Pair;
use crate::view::diff::EventName;
use crate::view::log::LogEntry;
use crate::view::log_answer::{AnsweredEntry, LogAnswer, LoggedChange};
use crate::view::total::Total;
use crate::words::history::HistoryPhrase;
use crate::words::{Lang, Word};

/// The log by commit; for a spreadsheet one row a changed field, the oldest first.
pub fn answer(telling: &LogAnswer<'_>, lang: Lang) -> Answer {
    Answer {
        blocks: blocks(telling, lang),
        rows: Some(rows(telling, lang)),
    }
}

fn blocks(telling: &LogAnswer<'_>, lang: Lang) -> Vec<Block> {
    let is_of_one = telling.is_of_one();
    let of_commits = telling.entries.chunk_by(|one, next| {
        let (one, next) = (one.entry, next.entry);
        one.commit.id == next.commit.id && one.taken_by == next.taken_by
    });
    let block = |of_commit: &[AnsweredEntry<'_>]| {
        let entry = of_commit[0].entry;
        let mut items = Vec::new();
        for told in of_commit {
            for mut line in lines(told, telling, lang) {
                if !is_of_one {
                    line.insert(0, Span::Plain(format!("{} – ", told.entry.id)));
                }
                items.push(line);
            }
        }
        Block::Entry(Item::of(
            lang.history(HistoryPhrase::Commit(entry.day, &entry.commit)),
            items,
        ))
    };
    let mut blocks: Vec<Block> = of_commits.rev().map(block).collect();
    if telling.entries.iter().any(|told| told.budget.is_some()) {
        blocks.push(Block::Paragraph(
            lang.history(HistoryPhrase::Basis(telling.basis)),
        ));
    }
    blocks
}

/// The changes of an entry that a person is told.
fn people<'a, 'b>(told: &'b AnsweredEntry<'a>) -> impl Iterator<Item = &'b LoggedChange<'a>> {
    let changes = told.changes.iter();
    changes.filter(|one| !change::is_repetition(&one.change))
}

fn lines(told: &AnsweredEntry<'_>, telling: &LogAnswer<'_>, lang: Lang) -> Vec<Vec<Span>> {
    let mut lines: Vec<Vec<Span>> = Vec::new();
    let is_whole = telling.fields.is_empty();
    if is_whole {
        let events = event(told.entry, lang).into_iter();
        lines.extend(events.map(|text| vec![Span::Plain(text)]));
    }
    for LoggedChange { change, time } in people(told) {
        let mut line = change::line(change, lang);
        if !is_whole && let Some(time) = time {
            let time = lang.history(HistoryPhrase::AfterTime(*time));
            line.push(Span::Plain(format!(" – {time}")));
        }
        lines.push(line);
    }
    let budget = told.budget.filter(|pair| !is_one_line(told.entry, pair));
    lines.extend(budget.map(|pair| vec![Span::Plain(total(&pair, lang))]));
    lines
}

/// Tells whether the one line of a new action says already what its budget comes to.
fn is_one_line(entry: &LogEntry, totals: &Pair) -> bool {
    let mut new = entry.after.iter().filter(|_| entry.before.is_none());
    new.any(|sheet| sheet.lines().count() == 1 && totals.after.sum.lines == 1)
}

/// The budget, and at first the former one where it is not the same.
fn total(pair: &Pair, lang: Lang) -> String {
    let after = budget(&pair.after, lang);
    let before = budget(&pair.before, lang);
    let told = if before == after {
        after
    } else {
        let before = lang.history(HistoryPhrase::AtFirst(&before));
        format!("{before} → {after}{}", by(pair, lang))
    };
    format!(
        "{}{}{told}",
        lang.word(Word::WHOLE_BUDGET),
        lang.word(Word::COLON)
    )
}

/// The cost of an action, in words also where it does not say so.
pub(super) fn budget(total: &Total, lang: Lang) -> String {
    match text::total(total, lang) {
        text if text.is_empty() => lang.word(Word::NOT_FILLED_IN).to_owned(),
        text => text,
    }
}

/// By how much a budget drifted, behind its totals; nothing where it did not, or one of them is unknown.
pub(super) fn by(pair: &Pair, lang: Lang) -> String {
    let drift = pair.drift().filter(|(min, max)| min.0 != 0 || max.0 != 0);
    drift.map_or_else(String::new, |drift| {
        let change = lang.amount_change(drift);
        let change = if pair.is_partial() {
            lang.history(HistoryPhrase::OfKnown(&change))
        } else {
            change
        };
        format!(" ({change})")
    })
}

/// Tells what was done to the action as a whole.
pub fn event(entry: &LogEntry, lang: Lang) -> Vec<String> {
    let became = match entry.kind() {
        EventName::Added if entry.is_return => Some(Word::ACTION_RETURNED),
        EventName::Added => Some(Word::ACTION_ADDED),
        EventName::Dropped => Some(Word::ACTION_REMOVED),
        EventName::Changed => None,
    };
    let became = became.map(|word| lang.word(word).to_owned());
    let (name, colon) = (lang.heading(Key::Replaces), lang.word(Word::COLON));
    let new = entry.after.iter().filter(|_| entry.before.is_none());
    let replaces = new.map(|sheet| joined(&sheet.replaces));
    let replaced = replaces.filter(|ids| !ids.is_empty());
    let replaced = replaced.map(|ids| format!("{name}{colon}{ids}"));
    let moved = entry.moved_from.as_ref();
    let moved = moved.map(|from| HistoryPhrase::MovedFrom(from, &entry.measure));
    let named = entry.renamed_from.as_ref();
    let named = named.map(|(from, how)| HistoryPhrase::Renamed(from, &entry.id, *how));
    let moves = moved.into_iter().chain(named);
    let moves = moves.map(|event| lang.history(event));
    became.into_iter().chain(replaced).chain(moves).collect()
}

fn rows(telling: &LogAnswer<'_>, lang: Lang) -> Table {
    type Row<'a> = (&'a AnsweredEntry<'a>, [String; 4], Option<Pair>);
    let mut rows: Vec<Row<'_>> = Vec::new();
    for told in &telling.entries {
        if telling.fields.is_empty() {
            let events = event(told.entry, lang).into_iter();
            rows.extend(events.map(|event| (told, change::event_cells(event), None)));
        }
        for LoggedChange { change, .. } in people(told) {
            let cells = change::cells(change, lang);
            let of_budget = change.field.column == Key::Budget;
            rows.push((told, cells, told.budget.filter(|_| of_budget)));
        }
    }
    let mut columns = Columns::<Row<'_>>::default();
    type OfEntry = fn(&LogEntry) -> String;
    let entry: [(&str, OfEntry); 6] = [
        (lang.word(Word::DATE), |entry| entry.day.to_string()),
        (lang.word(Word::AUTHOR), |entry| entry.commit.author.clone()),
        (lang.word(Word::SUBJECT), |entry| {
            entry.commit.subject.clone()
        }),
        (lang.word(Word::COMMIT), |entry| entry.commit.id.clone()),
        (lang.heading(Column::Id), |entry| entry.id.to_string()),
        (lang.heading(Column::Measure), |entry| {
            entry.measure.to_string()
        }),
    ];
    for (title, said) in entry {
        columns.programs(title, move |(told, ..)| said(told.entry).into());
    }
    let cells = [Word::EVENT, Word::FIELD, Word::BEFORE, Word::AFTER];
    for (index, told) in cells.into_iter().enumerate() {
        columns.programs(lang.word(told), move |(_, cells, _)| {
            cells[index].clone().into()
        });
    }
    if telling.fields.contains(&Column::Key(Key::Budget)) {
        for (column, bound) in BOUNDS {
            let heading = lang.heading(column);
            columns.programs(heading, move |(.., totals)| {
                totals.map_or(Value::Absent, |pair| bound(&pair.after))
            });
            let title = format!("{heading}, {}", lang.word(Word::SINCE_FIRST));
            columns.programs(title, move |(.., totals)| {
                let drift = totals.and_then(|pair| pair.drift());
                Value::money(drift.map(|(min, max)| {
                    if column == Column::BudgetMin {
                        min
                    } else {
                        max
                    }
                }))
            });
        }
        columns.programs(lang.field(Field::LinesUnknown), |(.., totals)| {
            totals.map_or(Value::Absent, |pair| {
                Value::count(compare::unknown(&pair.after))
            })
        });
    }
    let [_, rows] = columns.tables(&rows, 0);
    rows
}
