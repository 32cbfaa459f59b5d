//! The difference between two plans as a document, made to be pasted in a deliberation or a comment.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::action::Action;
use crate::model::budget::{Basis, Cents};
use crate::model::column::Column;
use crate::model::commit::Commit;
use crate::model::key::Key;
use crate::render::answer::{Answer, Block, Item, Span, Table, TableHeading};
use crate::render::answers::compare;
use crate::render::value::Value;
use crate::render::{change, text};
use crate::view::diff::{Diff, Difference, Move};
use crate::view::group::By;
use crate::view::likeness::Likeness;
use crate::view::shift::Shift;
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
    blocks.push(Block::Heading(3, lang.history(HistoryPhrase::Totals)));
    blocks.extend(compare::answer(&diff.totals, by, basis, lang).blocks);
    Answer { blocks, rows: None }
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
    if counts.later > 0 {
        parts.push(lang.history(HistoryPhrase::Later(counts.later)));
    }
    if counts.earlier > 0 {
        parts.push(lang.history(HistoryPhrase::Earlier(counts.earlier)));
    }
    let totals = &diff.totals.total;
    if let Some(change) = totals.change().filter(|change| *change != NO_CHANGE) {
        let change = text::change(change, lang);
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
}

/// How many actions became what.
pub fn counts(diff: &Diff<'_>) -> Counts {
    Counts {
        added: diff.count(|one| one.before.is_none()),
        dropped: diff.count(|one| one.after.is_none()),
        moved: diff.count(|one| one.moved_from().is_some()),
        renamed: diff.count(|one| one.renamed_from().is_some()),
        changed: diff.count(|one| !one.changes.is_empty()),
        later: diff.count(|one| matches!(one.end, Some(Shift::Later(_)))),
        earlier: diff.count(|one| matches!(one.end, Some(Shift::Earlier(_)))),
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

fn changed(one: &Difference<'_>, before: &Action, after: &Action, lang: Lang) -> Vec<Vec<Span>> {
    let mut items = Vec::new();
    if let Some(from) = one.moved_from() {
        let told = HistoryPhrase::MovedFrom(from.as_str(), after.measure.as_str());
        items.push(vec![Span::Plain(lang.history(told))]);
    }
    if let Some(likeness) = one.renamed {
        let (from, to) = (before.id.as_str(), after.id.as_str());
        items.push(vec![Span::Plain(lang.history(match likeness {
            Likeness::Identical => HistoryPhrase::RenamedIdentical(from, to),
            Likeness::Alike(percent) => HistoryPhrase::RenamedAlike(from, to, percent),
            Likeness::Followed(_) => HistoryPhrase::RenamedFollowed(from, to),
        }))]);
    }
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
            text::change(sum, lang)
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
