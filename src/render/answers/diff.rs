//! The difference between two plans as a document, made to be pasted in a deliberation or a comment.

use schemars::JsonSchema;
use serde::Serialize;
use strum::IntoEnumIterator;

use crate::model::action::Action;
use crate::model::budget::{Basis, Cents};
use crate::model::column::Column;
use crate::model::commit::Commit;
use crate::model::date::Date;
use crate::model::key::Key;
use crate::model::plan::WordKind;
use crate::model::shift::Deadline;
use crate::render::answer::{Answer, Block, Item, Span, Table, TableHeading};
use crate::render::answers::compare;
use crate::render::value::Value;
use crate::render::{change, text};
use crate::view::diff::{Diff, Difference, EventName, Move};
use crate::view::group::By;
use crate::view::total::Total;
use crate::view::vocabularies::WordChange;
use crate::words::history::{HistoryPhrase, Side};
use crate::words::{Lang, Word};

/// Between which states: commits, or the files as they are.
#[derive(Debug, Clone, Copy)]
pub struct Ends<'a> {
    /// The earlier one.
    pub before: Option<&'a Commit>,
    /// The later one.
    pub after: Option<&'a Commit>,
}

/// The whole document.
pub fn answer(diff: &Diff<'_>, ends: Ends<'_>, by: By, basis: Basis, lang: Lang) -> Answer {
    let side = |commit: Option<_>| commit.map_or(Side::Files, Side::Commit);
    let between = HistoryPhrase::Between(side(ends.before), side(ends.after));
    let mut blocks = vec![
        Block::Paragraph(summary(diff, lang)),
        Block::Heading(2, lang.history(between)),
    ];
    let kinds = [
        (Word::ACTIONS_ADDED, EventName::Added),
        (Word::ACTIONS_REMOVED, EventName::Dropped),
        (Word::ACTIONS_CHANGED, EventName::Changed),
    ];
    for (heading, kind) in kinds {
        let of_kind = diff.actions.iter().filter(|one| one.kind() == kind);
        let entries: Vec<Block> = of_kind.map(|one| entry(one, lang)).collect();
        if !entries.is_empty() {
            blocks.push(Block::Heading(3, lang.word(heading).to_owned()));
            blocks.extend(entries);
        }
    }
    if !diff.statuses.is_empty() {
        blocks.push(Block::Heading(
            3,
            lang.word(Word::STATUS_CHANGES).to_owned(),
        ));
        blocks.push(Block::Table(statuses(diff, lang)));
    }
    if !diff.words.is_empty() {
        blocks.push(Block::Heading(
            3,
            lang.word(Word::WORDS_AND_SETTINGS).to_owned(),
        ));
        let lines = diff.words.iter().map(|word| word_line(word, lang));
        blocks.push(Block::Lines(lines.collect()));
    }
    blocks.push(Block::Heading(3, lang.word(Word::BUDGET).to_owned()));
    blocks.extend(compare::answer(&diff.totals, by, basis, lang).blocks);
    Answer {
        blocks,
        rows: Some(rows(diff, lang)),
    }
}

/// The name of a word that changed, and whose it is.
fn word_name(word: &WordChange, lang: Lang) -> String {
    let of = word.of.as_ref().map(|of| format!(" {of}"));
    lang.history(HistoryPhrase::WordKind(word.kind)) + &of.unwrap_or_default()
}

/// A word that changed, in one line.
pub(super) fn word_line(word: &WordChange, lang: Lang) -> String {
    let name = word_name(word, lang);
    let colon = lang.word(Word::COLON);
    let shown = |text: &Option<String>| {
        let text = text.as_deref()?;
        Some(match word.kind {
            WordKind::Basis | WordKind::Phase => lang.history(HistoryPhrase::SettingValue(text)),
            _ => text.to_owned(),
        })
    };
    let told = match (shown(&word.before), shown(&word.after)) {
        (Some(before), Some(after)) => format!("{before} → {after}"),
        (None, Some(after)) => lang.history(HistoryPhrase::Filled(&after)),
        (Some(before), None) => lang.history(HistoryPhrase::Emptied(&before)),
        (None, None) => String::new(),
    };
    format!("{name}{colon}{told}")
}

/// A row an event and a changed field, for a spreadsheet; the words last.
fn rows(diff: &Diff<'_>, lang: Lang) -> Table {
    let mut rows: Vec<Vec<Value>> = Vec::new();
    for one in &diff.actions {
        let Some(action) = one.action() else { continue };
        let mut row = |cells: [String; 4]| {
            let place = [action.id.as_str(), action.measure.as_str()];
            let place = place.into_iter().chain([action.sheet.title.as_str()]);
            let cells = cells.into_iter().map(Value::Text);
            rows.push(place.map(Value::from).chain(cells).collect());
        };
        let events = events(one, lang).into_iter();
        events.for_each(|event| row(change::event_cells(event)));
        let told = one.changes.iter().filter(|one| !change::is_repetition(one));
        told.for_each(|change| row(change::cells(change, lang)));
    }
    rows.extend(diff.words.iter().map(|word| {
        let sides = [&word.before, &word.after].map(|side| side.clone().unwrap_or_default());
        let cells = [const { String::new() }; 4].into_iter();
        let cells = cells.chain([word_name(word, lang)]).chain(sides);
        cells.map(Value::Text).collect()
    }));
    let columns = [Column::Id, Column::Measure, Column::Key(Key::Title)];
    let columns = columns.map(|column| lang.heading(column));
    let told = [Word::EVENT, Word::FIELD, Word::BEFORE, Word::AFTER];
    let headings = columns.into_iter().chain(told.map(|told| lang.word(told)));
    Table::new(headings.map(TableHeading::words).collect(), rows)
}

/// The difference in one sentence: « 3 actions ajoutées, 1 retirée, 2 échéances repoussées, budget +1,2 M€ ».
pub fn summary(diff: &Diff<'_>, lang: Lang) -> String {
    let mut parts = Vec::new();
    let mut said = false;
    let counts = counts(diff);
    let nouns = [
        (counts.added, Word::ADDED),
        (counts.dropped, Word::REMOVED),
        (counts.moved, Word::MOVED),
        (counts.renamed, Word::RENAMED),
        (counts.changed, Word::CHANGED),
    ];
    for (count, became) in nouns {
        if count > 0 {
            parts.push(lang.history(HistoryPhrase::Actions(count, became, said)));
            said = true;
        }
    }
    parts.extend(deadlines(|what| counts_of(diff, what), lang));
    if !diff.words.is_empty() {
        parts.push(lang.history(HistoryPhrase::WordsChanged(diff.words.len())));
    }
    let totals = &diff.totals.total;
    if let Some(change) = totals.change().filter(|change| *change != NO_CHANGE) {
        let change = lang.amount_change(change);
        parts.push(lang.history(match totals.is_partial() {
            true => HistoryPhrase::KnownBudget(&change),
            false => HistoryPhrase::Budget(&change),
        }));
    }
    if parts.is_empty() {
        return lang.word(Word::NO_DIFFERENCE).to_owned();
    }
    parts.join(", ")
}

/// Counts the ends that became that.
fn counts_of(diff: &Diff<'_>, what: Deadline) -> usize {
    diff.count(|one| one.deadline == Some(what))
}

/// Tells how many ends became what, as far as any did.
pub(super) fn deadlines(count: impl Fn(Deadline) -> usize, lang: Lang) -> Vec<String> {
    let counted = Deadline::iter().map(|what| (count(what), what));
    let counted = counted.filter(|(count, _)| *count > 0);
    counted
        .map(|(count, what)| lang.history(HistoryPhrase::Deadlines(count, what)))
        .collect()
}

const NO_CHANGE: (Cents, Cents) = (Cents(0), Cents(0));

/// How many actions became what; an action may count as moved, renamed and changed at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Counts {
    /// New ones.
    pub added: usize,
    /// Those that are gone.
    pub dropped: usize,
    /// Those that stand in another measure.
    pub moved: usize,
    /// Those that have another name.
    pub renamed: usize,
    /// Those in which a field changed.
    pub changed: usize,
    /// Those that end later.
    pub later: usize,
    /// Those that end earlier.
    pub earlier: usize,
    /// Those whose end was given up: removed, unknown, or ongoing.
    pub given_up: usize,
    /// Those whose end is less precise.
    pub loosened: usize,
    /// Those that have an end for the first time.
    pub first_set: usize,
}

/// Counts the actions by what became of them.
pub fn counts(diff: &Diff<'_>) -> Counts {
    let ends = |what| counts_of(diff, what);
    Counts {
        added: diff.count(|one| one.before.is_none()),
        dropped: diff.count(|one| one.after.is_none()),
        moved: diff.count(|one| one.moved_from().is_some()),
        renamed: diff.count(|one| one.renamed_from().is_some()),
        changed: diff.count(|one| !one.changes.is_empty()),
        later: ends(Deadline::Later),
        earlier: ends(Deadline::Earlier),
        given_up: ends(Deadline::GivenUp),
        loosened: ends(Deadline::Loosened),
        first_set: ends(Deadline::FirstSet),
    }
}

fn entry(one: &Difference<'_>, lang: Lang) -> Block {
    let title = one
        .action()
        .map(|action| format!("{} {} ({})", action.measure, action.sheet.title, action.id));
    let items = match (one.before, one.after) {
        (Some(_), Some(_)) => changed(one, lang),
        (Some(action), None) => facts(one, action, &one.budget.before, lang),
        (None, Some(action)) => facts(one, action, &one.budget.after, lang),
        (None, None) => Vec::new(),
    };
    Block::Entry(Item::of(title.unwrap_or_default(), items))
}

/// Tells what became of an action as a whole.
fn events(one: &Difference<'_>, lang: Lang) -> Vec<String> {
    let (before, after) = match (one.before, one.after) {
        (Some(before), Some(after)) => (before, after),
        (None, _) => return vec![lang.word(Word::ACTION_ADDED).to_owned()],
        (_, None) => return vec![lang.word(Word::ACTION_REMOVED).to_owned()],
    };
    let moved = one.moved_from();
    let moved = moved.map(|from| HistoryPhrase::MovedFrom(from, &after.measure));
    let renamed = one.renamed;
    let renamed = renamed.map(|how| HistoryPhrase::Renamed(&before.id, &after.id, how));
    let events = moved.into_iter().chain(renamed);
    events.map(|event| lang.history(event)).collect()
}

fn changed(one: &Difference<'_>, lang: Lang) -> Vec<Vec<Span>> {
    let events = events(one, lang).into_iter();
    let mut items: Vec<Vec<Span>> = events.map(|event| vec![Span::Plain(event)]).collect();
    let told = one.changes.iter().filter(|one| !change::is_repetition(one));
    items.extend(told.map(|one| change::line(one, lang)));
    let lines = one.changes.iter();
    let budget_lines = lines.filter(|change| change.field.column == Key::Budget);
    // One line's change says it already; several want their sum.
    if budget_lines.count() > 1
        && let Some(sum) = one.budget.change().filter(|sum| *sum != NO_CHANGE)
    {
        items.push(vec![Span::Plain(format!(
            "{}{}{} → {} ({})",
            lang.word(Word::WHOLE_BUDGET),
            lang.word(Word::COLON),
            text::total(&one.budget.before, lang),
            text::total(&one.budget.after, lang),
            lang.amount_change(sum)
        ))]);
    }
    items
}

/// The facts to know at once of an action that is new or gone.
fn facts(one: &Difference<'_>, action: &Action, total: &Total, lang: Lang) -> Vec<Vec<Span>> {
    let sheet = &action.sheet;
    let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let facts = [
        (lang.heading(Key::Replaces), joined(&sheet.replaces)),
        (lang.word(Word::REPLACED_BY), joined(&one.successors)),
        (
            lang.heading(Key::Status),
            sheet.status.clone().unwrap_or_default(),
        ),
        (lang.heading(Key::Owners), joined(&sheet.owners)),
        (lang.heading(Key::Start), date(sheet.start)),
        (lang.heading(Key::End), date(sheet.end)),
        (lang.heading(Key::Budget), text::total(total, lang)),
    ];
    let facts = facts.into_iter().filter(|(_, text)| !text.is_empty());
    let colon = lang.word(Word::COLON);
    facts
        .map(|(name, text)| vec![Span::Plain(format!("{name}{colon}{text}"))])
        .collect()
}

/// Names or ids, as a sentence lists them.
pub(super) fn joined(all: &[impl ToString]) -> String {
    let all: Vec<String> = all.iter().map(ToString::to_string).collect();
    all.join(", ")
}

fn statuses(diff: &Diff<'_>, lang: Lang) -> Table {
    let name = |status: &Option<String>| {
        let none = || format!("({})", lang.word(Word::NOT_FILLED_IN));
        Value::Text(status.clone().unwrap_or_else(none))
    };
    let row = |one: &Move| {
        vec![
            name(&one.before),
            name(&one.after),
            Value::count(one.actions),
        ]
    };
    Table::new(
        vec![
            TableHeading::words(lang.word(Word::BEFORE)),
            TableHeading::words(lang.word(Word::AFTER)),
            TableHeading::numbers(lang.word(Word::ACTIONS)),
        ],
        diff.statuses.iter().map(row).collect(),
    )
}
