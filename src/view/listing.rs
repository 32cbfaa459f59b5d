//! The actions of a list, in their groups, and what is to be said of them besides.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::model::column::Column;
use crate::model::key::Key;
use crate::model::plan::Plan;
use crate::view::columns::Row;
use crate::view::dates::Shown;
use crate::view::group::{self, By};
use crate::view::search::Hit;
use crate::view::select::Selection;
use crate::view::years::{Overdue, UnderWay};
use crate::words::Note;

/// What a list shows for people unless they ask for other columns.
pub const SHOWN: &[Column] = &[
    Column::Measure,
    Column::Key(Key::Title),
    Column::Key(Key::Owners),
    Column::Key(Key::Start),
    Column::Key(Key::End),
    Column::Key(Key::Budget),
    Column::Key(Key::Status),
];

/// What a narrow screen does without of what nobody asked for, the first one first.
pub const SPARE: &[Column] = &[Column::Key(Key::Start), Column::Key(Key::Budget)];

/// A list of actions, as the user wants it.
#[derive(Debug)]
pub struct Listing<'a> {
    /// The columns that it shows of each.
    pub columns: Vec<Column>,
    /// The columns that a narrow screen does without.
    pub spare: &'static [Column],
    /// The years that it says how surely each is under way in.
    pub years: Option<String>,
    /// Whether it shows where words stand that were looked for.
    pub has_hits: bool,
    /// Whether it shows when actions last changed.
    pub is_of_stale: bool,
    /// Whether it shows how late actions are.
    pub is_of_late: bool,
    /// The criterion that it is grouped by.
    pub by: Option<By>,
    /// The groups, or all actions in one.
    pub sections: Vec<ListSection<'a>>,
    /// True where sub-actions follow their action.
    pub sub_actions: bool,
}

/// The actions of one group.
#[derive(Debug)]
pub struct ListSection<'a> {
    /// The thing that they have in common.
    pub key: Option<String>,
    /// The name of it.
    pub title: Option<String>,
    /// The actions.
    pub entries: Vec<ListedAction<'a>>,
}

/// An action of the list.
#[derive(Debug)]
pub struct ListedAction<'a> {
    /// The action.
    pub row: Row<'a>,
    /// The certainty that it is under way, where years were asked for.
    pub under_way: Option<UnderWay>,
    /// The day of its last change, in a list of what nobody changes.
    pub last_change: Option<NaiveDate>,
    /// Where the words stand that were looked for, in a list for people.
    pub hit: Option<Hit>,
    /// How late it is, in a list of late actions for people.
    pub overdue: Option<Overdue>,
}

impl<'a> Listing<'a> {
    /// The rows in their order, by what they have in common where that is asked for.
    pub fn of(
        plan: &'a Plan,
        selection: &Selection,
        rows: Vec<Row<'a>>,
        by: Option<By>,
        columns: Vec<Column>,
    ) -> Self {
        let section = |key, title, rows: Vec<Row<'a>>| ListSection {
            key,
            title,
            entries: rows
                .into_iter()
                .map(|row| ListedAction {
                    under_way: selection.under_way(plan, row.action),
                    last_change: selection.last_change(plan, row.action),
                    hit: None,
                    overdue: None,
                    row,
                })
                .collect(),
        };
        let sections = match by {
            None => vec![section(None, None, rows)],
            Some(by) => {
                let actions: Vec<_> = rows.iter().map(|row| row.action).collect();
                let grouped = group::sections(plan, &actions, by).into_iter();
                let section = grouped.map(|group| {
                    let rows = Row::all(plan, &group.actions, plan.settings.basis);
                    section(group.key, group.title, rows)
                });
                section.collect()
            }
        };
        Self {
            columns,
            spare: &[],
            years: selection.years(),
            is_of_stale: sections
                .iter()
                .flat_map(|one| &one.entries)
                .any(|one| one.last_change.is_some()),
            has_hits: false,
            is_of_late: false,
            by,
            sections,
            sub_actions: false,
        }
    }

    /// The same with what a person asks who searches, or looks for what is late: where the words stand, and how late.
    pub fn for_people(mut self, plan: &Plan, selection: &Selection) -> Self {
        self.has_hits = selection.searches();
        let entries = self.sections.iter_mut();
        for entry in entries.flat_map(|section| &mut section.entries) {
            entry.hit = selection.hit(entry.row.action);
            entry.overdue = selection.overdue(plan, entry.row.action);
            self.is_of_late |= entry.overdue.is_some();
        }
        self
    }

    /// The notes beside the list.
    pub fn notes(&self) -> Vec<Note> {
        let entries: Vec<&ListedAction<'_>> = (self.sections.iter())
            .flat_map(|section| &section.entries)
            .collect();
        let is_derived = |column, date: Option<Shown>| {
            self.columns.contains(&column) && date.is_some_and(|date| date.derived)
        };
        let derived = entries.iter().any(|entry| {
            is_derived(Column::Key(Key::Start), entry.row.start)
                || is_derived(Column::Key(Key::End), entry.row.end)
        });
        let distinct = |entries: &mut dyn Iterator<Item = &&ListedAction<'_>>| {
            let ids: BTreeSet<&str> = entries.map(|entry| entry.row.action.id.as_str()).collect();
            ids.len()
        };
        let is_doubtful = |entry: &&&ListedAction<'_>| {
            let judged = entry.under_way.as_ref();
            judged.is_some_and(|judged| !judged.surely)
        };
        let doubtful = distinct(&mut entries.iter().filter(is_doubtful));
        let is_open = |entry: &&&ListedAction<'_>| entry.row.end.is_some_and(|end| end.open);
        let shows_end = self.columns.contains(&Column::Key(Key::End));
        let open = distinct(&mut entries.iter().filter(is_open).filter(|_| shows_end));
        let notes = [
            (open > 0).then_some(Note::OpenEnds(open)),
            (doubtful > 0).then_some(Note::Possibly(doubtful)),
            (distinct(&mut entries.iter()) < entries.len())
                .then_some(Note::Overlapping { is_totalled: true }),
            derived.then_some(Note::Derived),
        ];
        notes.into_iter().flatten().collect()
    }
}
