//! A report to look at: the plan's state, its money, its calendar and its indicators as pictures, then each action's sheet.

mod pictures;

use chrono::NaiveDate;

use crate::model::action::Action;
use crate::model::key::Key;
use crate::model::plan::Plan;
use crate::model::vocabulary::Phase;
use crate::render::answer::{Block, PartKind, Table, TableHeading};
use crate::render::answers::{budget, indicators, list, sheet};
use crate::render::provenance::Provenance;
use crate::render::text;
use crate::render::value::Value;
use crate::view;
use crate::view::breakdown::Groups;
use crate::view::columns::Row;
use crate::view::group::By;
use crate::view::listing::{Listing, SHOWN};
use crate::view::report::Report;
use crate::view::select::Selection;
use crate::view::years::{is_late, overdue};
use crate::words::report::ReportPhrase;
use crate::words::{Lang, Note, Word};

/// What a report is called upon for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// To work with: not what was voted.
    Draft,
    /// As it was voted, or released under a name.
    Settled,
    /// To be annexed to the deliberation: nothing of today stands in it.
    Annex,
}

/// What stands around the figures.
#[derive(Debug)]
pub struct Frame<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Where the figures come from.
    pub provenance: &'a Provenance,
    /// What the report is called upon for.
    pub standing: Standing,
    /// Whether only those who work on the plan read it.
    pub is_internal: bool,
    /// The day.
    pub today: NaiveDate,
    /// How many days ahead deadlines were counted.
    pub days: u32,
    /// The language.
    pub lang: Lang,
}

/// The report, in the order in which it is read; `since` is what changed since the vote, where that is known.
pub fn blocks(report: &Report<'_>, since: Vec<Block>, frame: &Frame<'_>) -> Vec<Block> {
    let cover = Block::Part(PartKind::Cover, "top".to_owned(), cover(report, frame));
    let sections = [
        ("state", Word::PLAN_STATE, state(report, frame)),
        ("money", Word::PLAN_MONEY, money(report, frame)),
        (
            "time",
            Word::CALENDAR,
            pictures::calendars(&report.timeline, frame),
        ),
        ("indicators", Word::INDICATORS, indicators(report, frame)),
        // Its own title says what the section's does.
        (
            "since",
            Word::SINCE_THE_VOTE,
            since.into_iter().skip(1).collect(),
        ),
    ];
    let sections = sections
        .into_iter()
        .filter(|(.., blocks)| !blocks.is_empty());
    let sections = sections.map(|(name, title, blocks)| {
        let title = frame.lang.word(title).to_owned();
        part(PartKind::Section, name, title, blocks)
    });
    let register = register(report, frame);
    let title = frame.lang.word(Word::ALL_ACTIONS).to_owned();
    let register = part(PartKind::Register, "actions", title, register);
    let parts = std::iter::once(cover).chain(sections).chain([register]);
    parts.chain(sheets(report, frame)).collect()
}

/// The sheets of the actions, those that were given up behind the others.
pub fn sheets(report: &Report<'_>, frame: &Frame<'_>) -> Vec<Block> {
    let rows = report.rows.iter();
    let (dropped, kept): (Vec<_>, Vec<_>) = rows.partition(|row| frame.plan.is_dropped(row.action));
    let sheet = |row: &Row<'_>| {
        let (name, blocks) = (anchor(row.action), self::sheet(row, frame));
        Block::Part(PartKind::Sheet, name, blocks)
    };
    let sheets = |rows: Vec<&Row<'_>>| rows.into_iter().map(sheet).collect::<Vec<_>>();
    let title = frame
        .lang
        .report(ReportPhrase::DroppedSheets(dropped.len()));
    let (kept, dropped) = (sheets(kept), sheets(dropped));
    let parts = [
        ("sheets", frame.lang.word(Word::SHEETS).to_owned(), kept),
        ("dropped", title, dropped),
    ];
    let parts = parts.into_iter().filter(|(.., sheets)| !sheets.is_empty());
    parts
        .map(|(name, title, sheets)| part(PartKind::Section, name, title, sheets))
        .collect()
}

fn part(kind: PartKind, name: &str, title: String, mut blocks: Vec<Block>) -> Block {
    blocks.insert(0, Block::Heading(2, title));
    Block::Part(kind, name.to_owned(), blocks)
}

/// What links call the sheet of an action by.
pub fn anchor(action: &Action) -> String {
    format!("fiche-{}", action.id)
}

fn link(action: &Action) -> Value {
    Value::Link(action.sheet.title.clone(), anchor(action))
}

fn cover(report: &Report<'_>, frame: &Frame<'_>) -> Vec<Block> {
    let (lang, settings) = (frame.lang, &frame.plan.settings);
    let sentence = frame.provenance.sentence(lang);
    let standing = match frame.standing {
        Standing::Draft => lang.report(ReportPhrase::Draft(&sentence)),
        Standing::Settled => sentence,
        Standing::Annex => {
            let voted = settings.voted.as_ref();
            let day = voted.and_then(|voted| Some(voted.date?.to_string()));
            let number = voted.and_then(|voted| voted.deliberation.as_deref());
            lang.report(ReportPhrase::Annex(number, day.as_deref()))
        }
    };
    let budget = text::total(&report.glance.axes.total, lang);
    let facts = [
        (
            lang.word(Word::PERIOD),
            Value::text(settings.period.as_ref()),
        ),
        (
            lang.word(Word::ACTIONS),
            Value::count(report.glance.actions),
        ),
        (lang.heading(Key::Budget), Value::from(budget)),
    ];
    let facts = facts
        .into_iter()
        .filter(|(_, value)| *value != Value::Absent);
    let facts = facts.map(|(name, value)| (name.to_owned(), value));
    vec![
        Block::Heading(1, settings.name.clone()),
        Block::Paragraph(standing),
        Block::Fields(facts.collect()),
    ]
}

fn state(report: &Report<'_>, frame: &Frame<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::Chart(pictures::states(&report.states, frame))];
    if frame.standing == Standing::Annex {
        return blocks;
    }
    let (lang, glance) = (frame.lang, &report.glance);
    let lacking = glance.missing.iter().map(|(column, count)| {
        let what = lang.report(ReportPhrase::Lacking(lang.heading(*column)));
        (what, Value::count(*count))
    });
    let facts = [
        (lang.word(Word::LATE).to_owned(), Value::count(glance.late)),
        (
            lang.note(&Note::DueWithin(frame.days)),
            Value::count(glance.due),
        ),
    ];
    blocks.push(Block::Heading(3, lang.word(Word::TO_DO).to_owned()));
    blocks.push(Block::Fields(facts.into_iter().chain(lacking).collect()));
    let plan = frame.plan;
    blocks.extend(named(report, frame, Word::LATE, |action| {
        is_late(plan, action, frame.today)
    }));
    blocks.extend(named(report, frame, Word::SINCE_DONE, |action| {
        plan.phase(action) == Some(Phase::Done)
    }));
    blocks
}

/// The actions that are in such a state, with what was noted of them last; none where none is.
fn named(
    report: &Report<'_>,
    frame: &Frame<'_>,
    state: Word,
    is_in_it: impl Fn(&Action) -> bool,
) -> Option<Block> {
    let lang = frame.lang;
    let rows = report.rows.iter().filter(|row| is_in_it(row.action));
    let rows = rows.map(|row| {
        let sheet = &row.action.sheet;
        let note = sheet
            .follow_up
            .last()
            .map(|note| text::follow_up(note, lang));
        let owners = sheet.owners.iter().map(ToString::to_string).collect();
        let end = row.end.map(|end| text::whole_date(end, lang));
        let progress = note.or_else(|| sheet.progress.clone());
        let unsaid = || lang.word(Word::NOT_FILLED_IN).to_owned();
        vec![
            link(row.action),
            Value::Names(owners),
            Value::text(end),
            Value::Text(progress.unwrap_or_else(unsaid)),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let titles = [Key::Title, Key::Owners, Key::End, Key::FollowUp];
    let mut titles = titles.map(|key| TableHeading::words(lang.heading(key)));
    titles[0].title = format!("{} ({})", titles[0].title, lang.word(state));
    (!rows.is_empty()).then(|| Block::Table(Table::new(titles.into(), rows)))
}

/// What the actions come to: how far they are and what they cost, by axis.
pub fn summary(report: &Report<'_>, frame: &Frame<'_>) -> Vec<Block> {
    let states = Block::Chart(pictures::states(&report.states, frame));
    let costs = costs(&report.glance.axes, By::Axis, Word::BUDGET_BY_AXIS, frame);
    std::iter::once(states).chain(costs).collect()
}

/// Totals as a picture, and what they rest on.
fn costs(groups: &Groups, by: By, title: Word, frame: &Frame<'_>) -> Vec<Block> {
    let (lang, basis) = (frame.lang, frame.plan.settings.basis);
    let answer = budget::answer(groups, None, by, basis, lang).blocks;
    let drawn = answer.into_iter().map(|block| match block {
        Block::Table(table) => Block::Chart(pictures::amounts(title, groups, by, table, lang)),
        other => other,
    });
    drawn.collect()
}

fn money(report: &Report<'_>, frame: &Frame<'_>) -> Vec<Block> {
    let (lang, basis) = (frame.lang, frame.plan.settings.basis);
    let (funders, named) = &report.funders;
    let mut paid = budget::answer(funders, Some(named), By::Funder, basis, lang).blocks;
    // What it rests on was said by axis, of the same sum.
    paid.pop();
    let years = report.years.iter();
    let years = years.flat_map(|years| costs(years, By::Year, Word::BUDGET_BY_YEAR, frame));
    let axes = costs(&report.glance.axes, By::Axis, Word::BUDGET_BY_AXIS, frame);
    axes.into_iter().chain(paid).chain(years).collect()
}

/// Every indicator of the actions in one table; those that were measured as pictures.
fn indicators(report: &Report<'_>, frame: &Frame<'_>) -> Vec<Block> {
    let actions: Vec<&Action> = report.rows.iter().map(|row| row.action).collect();
    // In an annex nothing is late.
    let today = match frame.standing {
        Standing::Annex => NaiveDate::MIN,
        Standing::Draft | Standing::Settled => frame.today,
    };
    let rows = view::indicators::rows(&actions, today);
    let charts = rows.iter();
    let charts = charts.filter_map(|row| pictures::progress(row.indicator, frame.lang));
    let table = indicators::answer(&rows, frame.lang).blocks.into_iter();
    let table = table.filter(|_| !rows.is_empty());
    charts.map(Block::Chart).chain(table).collect()
}

/// The table of all actions, and what is to be said of it.
fn register(report: &Report<'_>, frame: &Frame<'_>) -> Vec<Block> {
    let (rows, all) = (report.rows.clone(), Selection::default());
    let listing = Listing::of(frame.plan, &all, rows, None, SHOWN.to_vec());
    let mut table = list::table_for_people(&listing, frame.lang);
    let cells = table
        .sections
        .iter_mut()
        .flat_map(|section| &mut section.rows);
    for (cells, row) in cells.zip(&report.rows) {
        let columns = SHOWN.iter().zip(cells);
        let titles = columns.filter(|(column, _)| **column == Key::Title);
        titles.for_each(|(_, cell)| *cell = link(row.action));
    }
    let notes = listing.notes().into_iter();
    let notes = notes.map(|note| Block::Paragraph(frame.lang.note(&note)));
    std::iter::once(Block::Table(table)).chain(notes).collect()
}

/// The sheet of an action; how late it is stands below its title.
fn sheet(row: &Row<'_>, frame: &Frame<'_>) -> Vec<Block> {
    let mut blocks = sheet::blocks(row, frame.is_internal, frame.lang);
    let is_said = frame.standing != Standing::Annex;
    let end = row.end.filter(|_| is_said).filter(|_| {
        let late = overdue(frame.plan, row.action, frame.today);
        late.is_some_and(|late| !late.is_of_part)
    });
    let late = end.map(|end| {
        frame
            .lang
            .report(ReportPhrase::IsLate(&text::whole_date(end, frame.lang)))
    });
    blocks.splice(1..1, late.map(Block::Paragraph));
    blocks
}
