//! A list of actions.

use crate::model::action::SubAction;
use crate::model::column::Column;
use crate::model::date::{Date, Period};
use crate::model::key::Key;
use crate::model::vocabulary::Phase;
use crate::render::answer::{Block, HeadingKind, Table, TableHeading, TableSection};
use crate::render::text;
use crate::render::value::{Tone, Value};
use crate::view::columns::{ColumnValue, Row, cell};
use crate::view::listing::{ListSection, Listing};
use crate::view::search::Hit;
use crate::view::total::Total;
use crate::words::{Lang, Note, Word};

/// The list as people read it, a line an action; `notes` are what a page says below it.
pub fn blocks(listing: &Listing<'_>, notes: &[Note], lang: Lang) -> Vec<Block> {
    let mut blocks = Vec::new();
    if listing.sections.iter().any(|one| !one.entries.is_empty()) {
        blocks.push(Block::Table(table_for_people(listing, lang)));
        blocks.extend(notes.iter().map(|note| Block::Paragraph(lang.note(note))));
    }
    blocks
}

/// The table of the list as people read it.
pub fn table_for_people(listing: &Listing<'_>, lang: Lang) -> Table {
    let titles = listing.columns.iter().map(|column| lang.heading(*column));
    let titles: Vec<String> = titles.map(str::to_owned).collect();
    let shown = |cell: ColumnValue<'_>| match cell {
        ColumnValue::Text(text) => Value::Text(text),
        other => Value::for_people(&other, lang),
    };
    table(listing, &titles, &shown, lang)
}

/// The list as programs read it; `own` are the headings that the plan gives its columns.
pub fn values(listing: &Listing<'_>, own: &[String], lang: Lang) -> Table {
    table(listing, own, &|cell| Value::of(&cell, lang), lang)
}

fn table(
    listing: &Listing<'_>,
    titles: &[String],
    show: &dyn Fn(ColumnValue<'_>) -> Value,
    lang: Lang,
) -> Table {
    let sections = listing.sections.iter().map(|section| TableSection {
        title: listing
            .by
            .map(|_| text::group(section.key.as_deref(), section.title.as_deref(), lang)),
        rows: rows(listing, section, show, lang),
        footer: 0,
    });
    Table {
        headings: headings(listing, titles, lang),
        by: listing.by.map(|by| TableHeading::words(text::by(by, lang))),
        sections: sections.collect(),
    }
}

fn headings(listing: &Listing<'_>, titles: &[String], lang: Lang) -> Vec<TableHeading> {
    let columns = listing.columns.iter().zip(titles);
    let mut headings: Vec<TableHeading> = columns
        .map(|(column, title)| TableHeading {
            title: title.clone(),
            kind: match column {
                Column::Key(Key::Budget) | Column::BudgetMin | Column::BudgetMax => {
                    HeadingKind::Numbers
                }
                Column::Key(Key::Title | Key::Description | Key::SubActions) => {
                    HeadingKind::Sentences
                }
                _ => HeadingKind::Words,
            },
            is_spare: listing.spare.contains(column),
        })
        .collect();
    if let Some(years) = &listing.years {
        headings.push(TableHeading::words(format!(
            "{} {years}",
            lang.word(Word::UNDER_WAY_IN)
        )));
    }
    if listing.is_of_stale {
        headings.push(TableHeading::words(lang.word(Word::LAST_CHANGE)));
    }
    if listing.is_of_late {
        headings.push(TableHeading::words(lang.word(Word::OVERDUE_BY)));
    }
    if listing.has_hits {
        headings.push(TableHeading::sentences(lang.word(Word::FOUND)));
    }
    headings
}

fn rows(
    listing: &Listing<'_>,
    section: &ListSection<'_>,
    show: &dyn Fn(ColumnValue<'_>) -> Value,
    lang: Lang,
) -> Vec<Vec<Value>> {
    let mut rows = Vec::new();
    for entry in &section.entries {
        let is_done = entry.row.phase == Some(Phase::Done);
        let cells =
            listing
                .columns
                .iter()
                .map(|column| match (column, show(cell(*column, &entry.row))) {
                    (Column::Key(Key::Status), Value::Text(status)) if is_done => {
                        Value::Toned(status, Tone::Done)
                    }
                    (_, value) => value,
                });
        let under_way = entry
            .under_way
            .as_ref()
            .map(|judged| Value::Text(text::under_way(judged, lang)));
        let hit = entry.hit.as_ref().map(|hit| found(hit, lang));
        let late = entry
            .overdue
            .map(|late| Value::Toned(text::overdue(late, lang), Tone::Late));
        let changed = entry
            .last_change
            .map(|day| Value::Date(Date::Within(Period::Day(day))));
        let extra = under_way.into_iter().chain(changed).chain(late).chain(hit);
        rows.push(cells.chain(extra).collect());
        let parts = entry.row.action.sheet.sub_actions.iter();
        for part in parts.filter(|_| listing.sub_actions) {
            let cells = listing
                .columns
                .iter()
                .map(|column| show(part_cell(*column, part, &entry.row)));
            let blank = entry.under_way.as_ref().map(|_| Value::Absent);
            let no_hit = entry.hit.as_ref().map(|_| Value::Absent);
            let no_change = entry.last_change.map(|_| Value::Absent);
            let not_late = entry.overdue.map(|_| Value::Absent);
            rows.push(
                cells
                    .chain(blank)
                    .chain(no_change)
                    .chain(not_late)
                    .chain(no_hit)
                    .collect(),
            );
        }
    }
    rows
}

/// The place where a word stands that was looked for; what stands in the title is there to see.
fn found(hit: &Hit, lang: Lang) -> Value {
    let heading = lang.heading(hit.key);
    Value::Text(match hit.key {
        Key::Title => heading.to_owned(),
        _ => format!("{heading}{}{}", lang.word(Word::COLON), hit.excerpt),
    })
}

/// What stands in `column` for a sub-action, below its action.
fn part_cell<'a>(column: Column, part: &'a SubAction, row: &Row<'a>) -> ColumnValue<'a> {
    let text = |text: &Option<String>| text.clone().map_or(ColumnValue::Absent, ColumnValue::Text);
    let date = |date: Option<Date>| {
        date.map_or(ColumnValue::Absent, |date| ColumnValue::Date(date.into()))
    };
    match column {
        Column::Key(Key::Title) => ColumnValue::Text(format!("– {}", part.title)),
        Column::Key(Key::Code) => text(&part.code),
        Column::Key(Key::Status) => text(&part.status),
        Column::Key(Key::Owners) => {
            ColumnValue::List(part.owners.iter().map(ToString::to_string).collect())
        }
        Column::Key(Key::Start) => date(part.start),
        Column::Key(Key::End) => date(part.end),
        Column::Key(Key::Description) => text(&part.description),
        Column::Key(Key::Budget) if !part.budget.is_empty() => {
            let lines = part.budget.iter();
            ColumnValue::Budget(
                Box::new(Total::of_lines(&row.action.sheet, lines.clone(), row.basis)),
                lines.map(|line| (None, line)).collect(),
            )
        }
        _ => ColumnValue::Absent,
    }
}
