//! A list of actions as a table, separated values or Markdown.

use std::io::Write;

use crate::error::Error;
use crate::model::action::SubAction;
use crate::model::column::Column;
use crate::render::grid::TextTable;
use crate::render::table::{self, Screen, TableHeading};
use crate::render::{csv, text};
use crate::view::columns::{ColumnValue, Row, cell};
use crate::view::dates::Shown;
use crate::view::group::By;
use crate::view::total::Total;
use crate::view::years::UnderWay;
use crate::words::{Lang, Word};

/// A list of actions, as the user wants it.
#[derive(Debug)]
pub struct Listing<'a> {
    /// What it shows of each.
    pub columns: Vec<Column>,
    /// The years that it says how surely each is under way in.
    pub years: Option<String>,
    /// What it is grouped by.
    pub by: Option<By>,
    /// The groups, or all actions in one.
    pub sections: Vec<ListSection<'a>>,
    /// Whether sub-actions follow their action.
    pub sub_actions: bool,
}

/// The actions of one group.
#[derive(Debug)]
pub struct ListSection<'a> {
    /// What they have in common.
    pub key: Option<String>,
    /// How that is called.
    pub title: Option<String>,
    /// The actions.
    pub entries: Vec<ListedAction<'a>>,
}

/// An action of the list.
#[derive(Debug)]
pub struct ListedAction<'a> {
    /// The action.
    pub row: Row<'a>,
    /// How surely it is under way, where years were asked for.
    pub under_way: Option<UnderWay>,
}

impl<'a> Listing<'a> {
    /// Everything of these actions.
    pub fn all(rows: Vec<Row<'a>>) -> Self {
        let entries = rows.into_iter().map(|row| ListedAction {
            row,
            under_way: None,
        });
        Self {
            columns: Column::ALL.to_vec(),
            years: None,
            by: None,
            sections: vec![ListSection {
                key: None,
                title: None,
                entries: entries.collect(),
            }],
            sub_actions: false,
        }
    }
}

/// The names of a list that a cell on a screen shows, where there are more than fit.
const SHOWN: usize = 2;

/// Write the list as a table; on a screen, long lists of names are folded.
///
/// # Errors
/// The answer cannot be written.
pub fn write(
    listing: &Listing<'_>,
    lang: Lang,
    screen: Screen,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let headings = headings(listing, &titles(listing, lang), lang);
    let show = |cell: &ColumnValue<'_>| match cell {
        ColumnValue::List(names) if screen.width.is_some() && names.len() > SHOWN + 1 => {
            format!("{} +{}", names[..SHOWN].join(", "), names.len() - SHOWN)
        }
        other => text::cell(other, ", ", lang).replace('\n', " "),
    };
    let sections: Vec<table::TableSection> = listing
        .sections
        .iter()
        .map(|section| table::TableSection {
            title: listing.by.map(|_| {
                let name = text::group(section.key.as_deref(), section.title.as_deref(), lang);
                format!("{name} ({})", section.entries.len())
            }),
            rows: rows(listing, section, &show, lang),
        })
        .collect();
    table::write_sections(&headings, &sections, 0, screen, out)
}

/// The list as a grid: whole lists, and what it is grouped by in a column of its own.
pub fn grid(listing: &Listing<'_>, titles: &[String], numbers: bool, lang: Lang) -> TextTable {
    let mut headings = headings(listing, titles, lang);
    if let Some(by) = listing.by {
        headings.insert(0, TableHeading::words(text::by(by, lang)));
    }
    let show = |cell: &ColumnValue<'_>| {
        if numbers {
            csv::plain(cell, lang)
        } else {
            text::cell(cell, ", ", lang)
        }
    };
    let rows = listing.sections.iter().flat_map(|section| {
        let mut rows = rows(listing, section, &show, lang);
        if listing.by.is_some() {
            let name = text::group(section.key.as_deref(), section.title.as_deref(), lang);
            for row in &mut rows {
                row.insert(0, name.clone());
            }
        }
        rows
    });
    TextTable {
        rows: rows.collect(),
        headings,
        footer: 0,
    }
}

/// The program's own titles of the columns.
pub fn titles(listing: &Listing<'_>, lang: Lang) -> Vec<String> {
    let titles = listing.columns.iter();
    titles
        .map(|column| lang.heading(*column).to_owned())
        .collect()
}

fn headings(listing: &Listing<'_>, titles: &[String], lang: Lang) -> Vec<TableHeading> {
    let columns = listing.columns.iter().zip(titles);
    let mut headings: Vec<TableHeading> = columns
        .map(|(column, title)| TableHeading {
            title: title.clone(),
            numeric: matches!(
                column,
                Column::Budget | Column::BudgetMin | Column::BudgetMax
            ),
            wide: matches!(
                column,
                Column::Title | Column::Description | Column::SubActions
            ),
        })
        .collect();
    if let Some(years) = &listing.years {
        headings.push(TableHeading::words(format!(
            "{} {years}",
            lang.word(Word::UnderWayIn)
        )));
    }
    headings
}

fn rows(
    listing: &Listing<'_>,
    section: &ListSection<'_>,
    show: &dyn Fn(&ColumnValue<'_>) -> String,
    lang: Lang,
) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for entry in &section.entries {
        let cells = listing
            .columns
            .iter()
            .map(|column| show(&cell(*column, &entry.row)));
        let under_way = entry
            .under_way
            .as_ref()
            .map(|judged| text::under_way(judged, lang));
        rows.push(cells.chain(under_way).collect());
        let parts = entry.row.action.sheet.sub_actions.iter();
        for part in parts.filter(|_| listing.sub_actions) {
            let cells = listing
                .columns
                .iter()
                .map(|column| show(&part_cell(*column, part, &entry.row)));
            let blank = entry.under_way.as_ref().map(|_| String::new());
            rows.push(cells.chain(blank).collect());
        }
    }
    rows
}

/// What stands in `column` for a sub-action, below its action.
fn part_cell<'a>(column: Column, part: &'a SubAction, row: &Row<'a>) -> ColumnValue<'a> {
    let text = |text: &Option<String>| text.clone().map_or(ColumnValue::Absent, ColumnValue::Text);
    let date = |date: Option<_>| {
        date.map_or(ColumnValue::Absent, |date| {
            ColumnValue::Date(Shown {
                date,
                derived: false,
            })
        })
    };
    match column {
        Column::Title => ColumnValue::Text(format!("– {}", part.title)),
        Column::Code => text(&part.code),
        Column::Status => text(&part.status),
        Column::Owners => ColumnValue::List(part.owners.iter().map(ToString::to_string).collect()),
        Column::Start => date(part.start),
        Column::End => date(part.end),
        Column::Description => text(&part.description),
        Column::Budget if !part.budget.is_empty() => {
            let lines = part.budget.iter();
            ColumnValue::Budget(
                Box::new(Total::of_lines(&row.action.sheet, lines.clone(), row.basis)),
                lines.map(|line| (None, line)).collect(),
            )
        }
        _ => ColumnValue::Absent,
    }
}
