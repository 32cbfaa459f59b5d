//! The difference between two plans as a document, made to be pasted in a deliberation or a comment.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::action::Action;
use crate::model::budget::{Basis, Cents};
use crate::model::column::Column;
use crate::model::commit::Commit;
use crate::model::key::Key;
use crate::model::plan::WordKind;
use crate::render::answer::{Answer, Block, Item, Span, Table, TableHeading};
use crate::render::answers::{compare, log};
use crate::render::value::Value;
use crate::render::{change, text};
use crate::view::diff::{Diff, Difference, Move};
use crate::view::group::By;
use crate::view::shift::Deadline;
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
    let is_new = |one: &&Difference<'_>| one.before.is_none();
    let is_gone = |one: &&Difference<'_>| one.after.is_none();
    let sections: [(HistoryPhrase<'_>, Vec<&Difference<'_>>); 3] = [
        (
            HistoryPhrase::AddedActions,
            diff.actions.iter().filter(is_new).collect(),
        ),
        (
            HistoryPhrase::DroppedActions,
            diff.actions.iter().filter(is_gone).collect(),
        ),
        (
            HistoryPhrase::ChangedActions,
            diff.actions
                .iter()
                .filter(|one| !is_new(one) && !is_gone(one))
                .collect(),
        ),
    ];
    for (heading, differences) in sections {
        if !differences.is_empty() {
            blocks.push(Block::Heading(3, lang.history(heading)));
            blocks.extend(differences.iter().map(|one| entry(one, lang)));
        }
    }
    if !diff.statuses.is_empty() {
        blocks.push(Block::Heading(3, lang.history(HistoryPhrase::Statuses)));
        blocks.push(Block::Table(statuses(diff, lang)));
    }
    if !diff.words.is_empty() {
        blocks.push(Block::Heading(3, lang.history(HistoryPhrase::WordsHeading)));
        blocks.push(Block::Lines(
            diff.words
                .iter()
                .map(|word| word_line(word, lang))
                .collect(),
        ));
    }
    blocks.push(Block::Heading(3, lang.history(HistoryPhrase::Totals)));
    blocks.extend(compare::answer(&diff.totals, by, basis, lang).blocks);
    Answer {
        blocks,
        rows: Some(rows(diff, lang)),
    }
}

/// A word that changed, in one line.
fn word_line(word: &WordChange, lang: Lang) -> String {
    let name = lang.history(HistoryPhrase::WordKind(word.kind));
    let of = word.of.as_ref().map(|of| format!(" {of}"));
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
    format!("{name}{}{colon}{told}", of.unwrap_or_default())
}

/// A row an event and a changed field, for a spreadsheet; the words last.
fn rows(diff: &Diff<'_>, lang: Lang) -> Table {
    let text = |text: &str| Value::Text(text.to_owned());
    let mut rows = Vec::new();
    for one in &diff.actions {
        let Some(action) = one.action() else { continue };
        let mut row = |event: &str, field: &str, before: &str, after: &str| {
            let action = [
                action.id.as_str(),
                action.measure.as_str(),
                &action.sheet.title,
            ];
            let cells = action.into_iter().chain([event, field, before, after]);
            rows.push(cells.map(text).collect());
        };
        match (one.before, one.after) {
            (None, _) => row(&lang.history(HistoryPhrase::WasAdded), "", "", ""),
            (_, None) => row(&lang.history(HistoryPhrase::WasDropped), "", "", ""),
            (Some(before), Some(after)) => {
                for event in events(one, before, after, lang) {
                    row(&event, "", "", "");
                }
            }
        }
        for change in one.changes.iter().filter(|one| !change::is_repetition(one)) {
            let side = |side: &Option<_>| {
                let side = side.as_ref();
                side.map(|side| change::named(&change.field, side, lang))
                    .unwrap_or_default()
            };
            let field = change::field(&change.field, lang);
            row("", &field, &side(&change.before), &side(&change.after));
        }
    }
    rows.extend(diff.words.iter().map(|word| {
        let name = lang.history(HistoryPhrase::WordKind(word.kind));
        let of = word
            .of
            .as_ref()
            .map(|of| format!(" {of}"))
            .unwrap_or_default();
        let side = |side: &Option<String>| side.clone().unwrap_or_default();
        let cells = [
            String::new(),
            String::new(),
            String::new(),
            String::new(),
            format!("{name}{of}"),
            side(&word.before),
            side(&word.after),
        ];
        cells.map(Value::Text).to_vec()
    }));
    let columns = [Column::Id, Column::Measure, Column::Key(Key::Title)];
    let columns = columns.map(|column| lang.heading(column).to_owned());
    let told = [
        HistoryPhrase::EventHeading,
        HistoryPhrase::FieldHeading,
        HistoryPhrase::Before,
        HistoryPhrase::After,
    ];
    let headings = columns
        .into_iter()
        .chain(told.map(|told| lang.history(told)));
    Table::new(headings.map(TableHeading::words).collect(), rows)
}

/// The difference in one sentence: « 3 actions ajoutées, 1 retirée, 2 échéances repoussées, budget +1,2 M€ ».
pub fn summary(diff: &Diff<'_>, lang: Lang) -> String {
    let mut parts = Vec::new();
    let mut said = false;
    let counts = counts(diff);
    let nouns: [(usize, Noun); 5] = [
        (counts.added, |count, _| HistoryPhrase::Added(count)),
        (counts.dropped, HistoryPhrase::Dropped),
        (counts.moved, HistoryPhrase::Moved),
        (counts.renamed, HistoryPhrase::Renamed),
        (counts.changed, HistoryPhrase::Changed),
    ];
    for (count, told) in nouns {
        if count > 0 {
            parts.push(lang.history(told(count, said)));
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
        parts.push(
            lang.history(if totals.before.is_floor() || totals.after.is_floor() {
                HistoryPhrase::KnownBudget(&change)
            } else {
                HistoryPhrase::Budget(&change)
            }),
        );
    }
    if parts.is_empty() {
        return lang.history(HistoryPhrase::Nothing);
    }
    parts.join(", ")
}

/// How many ends became that.
fn counts_of(diff: &Diff<'_>, what: Deadline) -> usize {
    diff.count(|one| one.deadline == Some(what))
}

/// How many ends became what, as far as any did.
pub(super) fn deadlines(count: impl Fn(Deadline) -> usize, lang: Lang) -> Vec<String> {
    let kinds = [
        (
            Deadline::Later,
            HistoryPhrase::Later as fn(usize) -> HistoryPhrase<'static>,
        ),
        (Deadline::Earlier, HistoryPhrase::Earlier),
        (Deadline::GivenUp, HistoryPhrase::GivenUp),
        (Deadline::Loosened, HistoryPhrase::Loosened),
        (Deadline::FirstSet, HistoryPhrase::FirstSet),
    ];
    let counted = kinds.into_iter().map(|(what, told)| (count(what), told));
    let counted = counted.filter(|(count, _)| *count > 0);
    counted
        .map(|(count, told)| lang.history(told(count)))
        .collect()
}

/// What is said of so many actions; whether the noun was said before.
type Noun = fn(usize, bool) -> HistoryPhrase<'static>;

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

/// How many actions became what.
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
        (Some(before), Some(after)) => changed(one, before, after, lang),
        (Some(action), None) => facts(action, &one.budget.before, lang),
        (None, Some(action)) => facts(action, &one.budget.after, lang),
        (None, None) => Vec::new(),
    };
    Block::Entry(Item::of(title.unwrap_or_default(), items))
}

/// What became of an action as a whole.
fn events(one: &Difference<'_>, before: &Action, after: &Action, lang: Lang) -> Vec<String> {
    let moved = one.moved_from().map(|from| {
        let told = HistoryPhrase::MovedFrom(from.as_str(), after.measure.as_str());
        lang.history(told)
    });
    let renamed = one
        .renamed
        .map(|likeness| log::renamed((&before.id, &after.id), likeness, lang));
    moved.into_iter().chain(renamed).collect()
}

fn changed(one: &Difference<'_>, before: &Action, after: &Action, lang: Lang) -> Vec<Vec<Span>> {
    let events = events(one, before, after, lang).into_iter();
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
            lang.history(HistoryPhrase::WholeBudget),
            lang.word(Word::COLON),
            text::total(&one.budget.before, lang),
            text::total(&one.budget.after, lang),
            lang.amount_change(sum)
        ))]);
    }
    items
}

/// What there is to know at once of an action that is new or gone.
fn facts(action: &Action, total: &crate::view::total::Total, lang: Lang) -> Vec<Vec<Span>> {
    let sheet = &action.sheet;
    let owners: Vec<String> = sheet.owners.iter().map(ToString::to_string).collect();
    let facts = [
        (
            Column::Key(Key::Status),
            sheet.status.clone().unwrap_or_default(),
        ),
        (Column::Key(Key::Owners), owners.join(", ")),
        (
            Column::Key(Key::Start),
            sheet.start.map(|date| date.to_string()).unwrap_or_default(),
        ),
        (
            Column::Key(Key::End),
            sheet.end.map(|date| date.to_string()).unwrap_or_default(),
        ),
        (Column::Key(Key::Budget), text::total(total, lang)),
    ];
    facts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(column, text)| {
            let (name, colon) = (lang.heading(column), lang.word(Word::COLON));
            vec![Span::Plain(format!("{name}{colon}{text}"))]
        })
        .collect()
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
            TableHeading::words(lang.history(HistoryPhrase::Before)),
            TableHeading::words(lang.history(HistoryPhrase::After)),
            TableHeading::numbers(lang.word(Word::ACTIONS)),
        ],
        diff.statuses.iter().map(row).collect(),
    )
}
