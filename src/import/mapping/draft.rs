//! What a table says of an action, and what it says that is not understood.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::import::mapping::heading::Layout;
use crate::import::tables::book::Cell;
use crate::model::action::Sheet;
use crate::model::budget::BudgetLine;
use crate::model::column::Column;
use crate::model::date::{Date, Period};
use crate::model::extra::Extra;
use crate::model::id::{ActionId, MeasureKey};
use crate::model::indicator::{Decimal, Indicator};
use crate::model::key::Key;
use crate::view::change::{paired_indicators, paired_lines, paired_parts};
use crate::view::import_report::{ImportReport, Remark, What};

/// An action as a table tells it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Draft {
    /// The number of the row that it was first read from.
    pub row: usize,
    /// Its id, where the table has one.
    pub id: Option<ActionId>,
    /// Its measure, where the table has one.
    pub measure: Option<MeasureKey>,
    /// What the table says of it.
    pub sheet: Sheet,
    /// The keys that the table speaks of, also where it says that nothing is filled in.
    pub stated: BTreeSet<String>,
    /// The keys whose items the table tells by their titles alone: sub-actions, indicators.
    pub titled: BTreeSet<&'static str>,
    /// The keys whose items are rows of a table beside, which anybody may sort.
    pub in_rows: BTreeSet<Key>,
    /// The fields that the table says to be empty, by their names, an item's with its key: `budget.note`.
    pub erased: BTreeSet<String>,
    /// The cells that follow from others, which nobody should have typed over.
    pub computed: Vec<ComputedCell>,
    /// Whether its budget is told in words, line by line.
    pub in_words: bool,
    /// The words for a status that may be several of the plan's.
    pub open_statuses: Vec<OpenStatus>,
    /// The themes that it names and the plan does not know, each with the nearest.
    pub unknown_themes: Vec<(String, Vec<String>)>,
    /// What the action was when the table was exported.
    pub fingerprint: Option<String>,
    /// The cells that are kept word for word, by their headings.
    pub kept: Vec<KeptCell>,
    /// The cells that keys were read from.
    pub origins: Vec<(String, KeptCell)>,
}

/// A word for a status that may be several of the plan's.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenStatus {
    /// The title of the sub-action that it is told of; none where it is told of the action.
    pub part: Option<String>,
    /// The word.
    pub written: String,
    /// The statuses.
    pub choices: Vec<String>,
}

/// A cell that follows from others.
#[derive(Debug, Clone, PartialEq)]
pub struct ComputedCell {
    /// The sheet, where it is not the actions'.
    pub sheet: Option<String>,
    /// The title of the sub-action that its row is.
    pub part: Option<String>,
    /// What it shows.
    pub column: Column,
    /// What stands there.
    pub cell: Cell,
    /// The same with its place.
    pub kept: KeptCell,
}

/// A cell that is kept word for word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptCell {
    /// The row it stands in.
    pub row: usize,
    /// The heading above it.
    pub heading: String,
    /// What it holds.
    pub text: String,
}

impl KeptCell {
    /// A remark on it.
    pub fn remark(&self, what: What) -> Remark {
        Remark {
            column: Some(self.heading.clone()),
            ..Remark::of_row(self.row, &self.text, what)
        }
    }
}

impl Draft {
    /// A draft that says nothing yet.
    pub fn new(row: usize) -> Self {
        Self {
            row,
            ..Self::default()
        }
    }

    /// What it is called where it is told: its title, else its id.
    pub fn called(&self) -> &str {
        match &self.id {
            Some(id) if self.sheet.title.is_empty() => id.as_str(),
            _ => &self.sheet.title,
        }
    }

    /// Note a cell that follows from others, of an action that is known by its id.
    pub fn compute(&mut self, column: Column, cell: &Cell, kept: KeptCell) {
        let computed = ComputedCell {
            sheet: None,
            part: None,
            column,
            cell: cell.clone(),
            kept,
        };
        self.computed.extend(self.id.is_some().then_some(computed));
    }

    /// Tells whether the column of its budget, which tells every line, holds another text.
    pub fn has_typed_total(&self) -> bool {
        let is_told = self.in_rows.contains(&Key::Budget);
        let is_total = |one: &ComputedCell| one.part.is_none() && one.column == Key::Budget;
        !is_told && self.computed.iter().any(is_total)
    }

    /// Say that the table speaks of a key.
    pub fn state(&mut self, key: &str, origin: KeptCell) {
        self.stated.insert(key.to_owned());
        self.origins.push((key.to_owned(), origin));
    }

    /// The filled cells that a key was read from.
    pub fn said(&self, key: &str) -> impl Iterator<Item = &KeptCell> {
        let origins = self.origins.iter();
        let of_key = origins.filter(move |(of, origin)| of == key && !origin.text.is_empty());
        of_key.map(|(_, origin)| origin)
    }

    /// State a value of the territory's own, in words: the path of its key.
    pub fn own(&mut self, name: &str, text: &str, origin: Option<KeptCell>) -> String {
        let key = format!("extra.{name}");
        let value = Extra::Text(text.trim().to_owned());
        self.sheet.extra.insert(name.to_owned(), value);
        self.stated.insert(key.clone());
        self.origins
            .extend(origin.map(|origin| (key.clone(), origin)));
        key
    }

    /// Take back what was read for a key: its cells are kept word for word instead, and returned.
    pub fn unsay(&mut self, key: &str, other: &Sheet) -> Vec<KeptCell> {
        self.stated.remove(key);
        self.sheet.take_from(key, other);
        let taken = self.origins.extract_if(.., |(of, _)| of == key);
        let taken: Vec<KeptCell> = taken.map(|(_, kept)| kept).collect();
        let filled = taken.iter().filter(|kept| !kept.text.is_empty());
        self.kept.extend(filled.cloned());
        taken
    }

    /// What the action that is `before` shall be: what a table tells by titles alone keeps all else.
    pub fn over(&self, before: &Sheet) -> Sheet {
        let mut after = self.sheet.clone();
        unbroken(&mut after.budget, &before.budget);
        if self.id.is_none() {
            within(&mut after.start, before.start, Period::earliest);
            within(&mut after.end, before.end, Period::latest);
            for part in &mut after.sub_actions {
                let Some(known) = before.part(&part.title) else {
                    continue;
                };
                within(&mut part.start, known.start, Period::earliest);
                within(&mut part.end, known.end, Period::latest);
                part.title.clone_from(&known.title);
                part.code = part.code.take().or(known.code.clone());
            }
        }
        if self.titled.contains("sub_actions") {
            for part in &mut after.sub_actions {
                let Some(known) = before.part(&part.title) else {
                    continue;
                };
                let told = std::mem::replace(part, known.clone());
                part.title = told.title;
                // The sentences of the budget tell those of the sub-actions too.
                if self.stated.contains("budget") {
                    part.budget = told.budget;
                    unbroken(&mut part.budget, &known.budget);
                }
            }
        }
        for (name, value) in &mut after.extra {
            match (&mut *value, before.extra.get(name)) {
                (Extra::Number(new), Some(Extra::Number(known))) => keep_zeros(new, known),
                // A table of texts alone cannot tell the text "12" from the number.
                (Extra::Number(new), Some(text @ Extra::Text(known))) if new.0 == *known => {
                    value.clone_from(text);
                }
                _ => {}
            }
        }
        for (one, known) in after.indicators.iter_mut().zip(&before.indicators) {
            let ends = one.baseline.iter_mut().zip(&known.baseline);
            let ends = ends.chain(one.target.iter_mut().zip(&known.target));
            let values = one.values.iter_mut();
            let values = values.filter_map(|(year, new)| Some((new, known.values.get(year)?)));
            for (new, known) in ends.chain(values) {
                keep_zeros(new, known);
            }
        }
        if self.titled.contains("indicators") {
            for one in &mut after.indicators {
                let mut known = before.indicators.iter();
                if let Some(known) = known.find(|known| known.name == one.name) {
                    one.clone_from(known);
                }
            }
        }
        self.unsorted(&mut after, before);
        after
    }

    /// Bring the items that are rows of a table into the order that they have in the plan, new ones last.
    fn unsorted(&self, after: &mut Sheet, before: &Sheet) {
        if self.in_rows.contains(&Key::SubActions) {
            let pairs = paired_parts(&before.sub_actions, &after.sub_actions);
            after.sub_actions = pairs.in_earlier_order(&before.sub_actions);
        }
        for part in &mut after.sub_actions {
            let Some(known) = before.part(&part.title) else {
                continue;
            };
            self.sorted_rows(
                &mut part.budget,
                &known.budget,
                &mut part.indicators,
                &known.indicators,
            );
        }
        self.sorted_rows(
            &mut after.budget,
            &before.budget,
            &mut after.indicators,
            &before.indicators,
        );
    }

    fn sorted_rows(
        &self,
        lines: &mut Vec<BudgetLine>,
        known_lines: &[BudgetLine],
        indicators: &mut Vec<Indicator>,
        known_indicators: &[Indicator],
    ) {
        if self.in_rows.contains(&Key::Budget) {
            *lines = paired_lines(known_lines, lines).in_earlier_order(known_lines);
        }
        if self.in_rows.contains(&Key::Indicators) {
            *indicators =
                paired_indicators(known_indicators, indicators).in_earlier_order(known_indicators);
        }
    }

    /// The notes of the action with the kept cells behind `notes`, those left out that stand there already.
    pub fn notes(&self, notes: Option<&str>) -> Option<String> {
        let mut lines = notes.unwrap_or_default().trim_end().to_owned();
        for kept in &self.kept {
            let line = format!("[{}] {}", kept.heading, kept.text);
            if lines.contains(&line) {
                continue;
            }
            if !lines.is_empty() {
                lines.push('\n');
            }
            lines.push_str(&line);
        }
        (!lines.is_empty()).then_some(lines)
    }
}

/// A day that is the bound of the date which the action has says no more than that date.
fn within(new: &mut Option<Date>, known: Option<Date>, bound: fn(Period) -> NaiveDate) {
    let bound = known.and_then(Date::period).map(bound);
    if let (Some(Date::Within(Period::Day(day))), Some(bound)) = (*new, bound)
        && day == bound
    {
        *new = known;
    }
}

/// A spreadsheet knows no zeros at the end of a decimal: what is the same number stays as it is written.
fn keep_zeros(new: &mut Decimal, known: &Decimal) {
    let bare = |number: &Decimal| match number.0.split_once('.') {
        Some((whole, decimals)) => format!("{whole}.{}", decimals.trim_end_matches('0')),
        None => format!("{}.", number.0),
    };
    if bare(new) == bare(known) {
        new.clone_from(known);
    }
}

/// A line that a sentence tells has its note on one line; the line that it is keeps its line breaks.
fn unbroken(lines: &mut [BudgetLine], known: &[BudgetLine]) {
    let on_one_line = |line: &BudgetLine| BudgetLine {
        note: line.note.as_ref().map(|note| note.replace('\n', " ")),
        ..line.clone()
    };
    for line in lines {
        let mut known = known.iter();
        if let Some(known) = known.find(|known| on_one_line(known) == *line) {
            line.clone_from(known);
        }
    }
}

/// What a table came to.
#[derive(Debug, Clone, Default)]
pub struct Drafts {
    /// The actions, in the order of their rows.
    pub drafts: Vec<Draft>,
    /// What the plan said of each action when this program wrote the file, where the file keeps it.
    pub base: Option<BTreeMap<ActionId, Draft>>,
    /// What is to be told of the table.
    pub report: ImportReport,
    /// The headings of columns whose amounts nothing says to be euros.
    pub without_unit: BTreeSet<String>,
    /// The tables that were read, and the columns from a row on where headings further down change them.
    pub layouts: Vec<Layout>,
}

impl Drafts {
    /// Tells whether this program wrote the table, and nothing is left of what the plan said then.
    pub fn has_lost_base(&self) -> bool {
        let is_own = self.layouts.first().is_some_and(|layout| layout.is_own);
        let is_marked = |draft: &Draft| draft.fingerprint.is_some();
        is_own && self.base.is_none() && !self.drafts.iter().any(is_marked)
    }
}
