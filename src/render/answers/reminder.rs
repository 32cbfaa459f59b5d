//! What an owner has to see to, as a page and as a text to mail.

use crate::render::answer::{Block, Item, PartKind, Span};
use crate::render::answers::report::{self, Frame, anchor};
use crate::render::text;
use crate::view::reminder::{Horizon, Reminded};
use crate::view::report::Report;
use crate::words::report::{ReminderPhrase, ReportPhrase};
use crate::words::{Lang, Word};

/// The actions of an owner that are to be seen to, none of an owner where nobody owns them.
#[derive(Debug)]
pub struct Reminder<'a> {
    /// The owner.
    pub owner: Option<&'a str>,
    /// The actions, and why.
    pub actions: &'a [Reminded<'a>],
    /// How far it looks.
    pub horizon: Horizon,
}

/// The text: how many actions, then each with what is to be seen to.
pub fn blocks(reminder: &Reminder<'_>, frame: &Frame<'_>) -> Vec<Block> {
    let mut blocks = head(reminder, frame);
    blocks.extend(entries(reminder, frame.lang));
    blocks
}

/// The same as a page, with the sheets of the actions behind it.
pub fn page(reminder: &Reminder<'_>, sheets: &Report<'_>, frame: &Frame<'_>) -> Vec<Block> {
    let entries = entries(reminder, frame.lang).collect();
    let cover = Block::Part(PartKind::Cover, "top".to_owned(), head(reminder, frame));
    let parts = [
        cover,
        Block::Part(PartKind::Answer, "answer".to_owned(), entries),
    ];
    let sheets = report::sheets(sheets, frame).into_iter();
    parts.into_iter().chain(sheets).collect()
}

fn head(reminder: &Reminder<'_>, frame: &Frame<'_>) -> Vec<Block> {
    let (lang, actions) = (frame.lang, reminder.actions);
    let is_stale_known = frame.plan.last_changes.is_some();
    let count = |is: fn(&Reminded<'_>) -> bool| actions.iter().filter(|one| is(one)).count();
    let counted = [
        (ReminderPhrase::Late, count(|one| one.overdue.is_some())),
        (
            ReminderPhrase::Due(reminder.horizon.due),
            count(|one| one.is_due),
        ),
        (
            ReminderPhrase::Stale(reminder.horizon.stale),
            count(|one| one.last_change.is_some()),
        ),
        (
            ReminderPhrase::Incomplete,
            count(|one| !one.missing.is_empty()),
        ),
    ];
    let counted = counted.into_iter().filter(|(_, count)| *count > 0);
    let counted = counted.map(|(what, count)| lang.reminder(what, count));
    let counted: Vec<String> = counted.collect();
    let told = match counted.is_empty() {
        true => lang.word(Word::NOTHING_TO_DO).to_owned(),
        false => {
            let colon = lang.word(Word::COLON);
            format!(
                "{}{colon}{}.",
                lang.actions(actions.len()),
                counted.join(", ")
            )
        }
    };
    let unknown = (!is_stale_known).then(|| lang.word(Word::CHANGES_UNKNOWN).to_owned());
    let title = lang.report(ReportPhrase::ToDoOf(reminder.owner));
    let about = format!(
        "{} – {}",
        frame.plan.settings.name,
        frame.provenance.sentence(lang)
    );
    let paragraphs = [Some(about), Some(told), unknown].into_iter().flatten();
    std::iter::once(Block::Heading(1, title))
        .chain(paragraphs.map(Block::Paragraph))
        .collect()
}

fn entries(reminder: &Reminder<'_>, lang: Lang) -> impl Iterator<Item = Block> {
    let due = reminder.horizon.due;
    let entry = move |one: &Reminded<'_>| {
        let action = one.row.action;
        let end = one.row.end.map(|end| text::whole_date(end, lang));
        let end = end.unwrap_or_default();
        let late = one.overdue.map(|late| match late.is_of_part {
            true => lang.report(ReportPhrase::PartIsLate(&lang.duration(late.days))),
            false => lang.report(ReportPhrase::IsLate(&end)),
        });
        let due = one
            .is_due
            .then(|| lang.report(ReportPhrase::IsDue(&end, due)));
        let changed = one.last_change;
        let changed = changed.map(|day| lang.report(ReportPhrase::Unchanged(day)));
        let missing = one.missing.iter().map(|column| lang.heading(*column));
        let missing = missing.collect::<Vec<_>>().join(", ");
        let missing = Some(missing).filter(|missing| !missing.is_empty());
        let missing = missing.map(|missing| lang.report(ReportPhrase::Missing(&missing)));
        let lines = [late, due, changed, missing, Some(action.path())];
        let title = Span::Link(action.sheet.title.clone(), anchor(action));
        Block::Entry(Item::of(vec![title], lines.into_iter().flatten()))
    };
    reminder.actions.iter().map(entry)
}
