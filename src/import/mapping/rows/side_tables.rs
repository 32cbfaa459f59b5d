//! The tables that stand beside the actions' in an export: sub-actions, budget lines, indicators.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use crate::import::cells::date;
use crate::import::cells::reading::Reading;
use crate::import::mapping::draft::{Draft, Drafts, KeptCell};
use crate::import::mapping::heading::{Layout, TableKind, Target};
use crate::import::mapping::lexicon::Lexicon;
use crate::import::mapping::map::Map;
use crate::import::mapping::row::Row;
use crate::import::mapping::rows::Reader;
use crate::import::tables::book::{Cell, Grid};
use crate::model::action::SubAction;
use crate::model::budget::{BudgetLine, Cents, Figure, Spent};
use crate::model::column::Column;
use crate::model::date::Date;
use crate::model::field::Field;
use crate::model::id::ActionId;
use crate::model::indicator::{Decimal, Indicator};
use crate::model::key::Key;
use crate::view::import_report::{Reason, Remark, What};

/// What the tables beside the actions' say, by action; none of a table that is not there.
#[derive(Debug, Default)]
pub struct SideTables {
    parts: Option<BTreeMap<ActionId, Vec<SubAction>>>,
    lines: Option<BTreeMap<ActionId, Vec<OfPart<BudgetLine>>>>,
    indicators: Option<BTreeMap<ActionId, Vec<OfPart<Indicator>>>>,
    /// Where each action was named first, and the cells that could not be read.
    rows: BTreeMap<ActionId, RowOrigin>,
    remarks: Vec<Remark>,
}

/// A budget line or an indicator, and the title of the sub-action that it belongs to.
type OfPart<T> = (Option<String>, T);

#[derive(Debug)]
struct RowOrigin {
    sheet: Option<String>,
    row: usize,
    /// The cells that could not be read.
    kept: Vec<KeptCell>,
    /// The rows that each key was read from.
    rows: Vec<(&'static str, KeptCell)>,
}

impl SideTables {
    /// The columns of a table of actions that the tables read so far say better.
    pub fn says(&self, target: &Target) -> bool {
        match target {
            Target::Key(Key::SubActions) => self.parts.is_some(),
            Target::Key(Key::Budget) => self.lines.is_some(),
            Target::Key(Key::Indicators) => self.indicators.is_some(),
            // No other column holds what a table beside tells.
            _ => false,
        }
    }

    /// Read a table beside the actions', which only this program writes.
    pub fn read(&mut self, grid: &Grid, layout: &Layout, map: &Map, lexicon: &mut Lexicon<'_>) {
        match layout.kind {
            TableKind::SubActions => self.parts = Some(BTreeMap::new()),
            TableKind::BudgetLines => self.lines = Some(BTreeMap::new()),
            TableKind::Indicators => self.indicators = Some(BTreeMap::new()),
            TableKind::Actions => return,
        }
        lexicon.is_export = true;
        let mut reader = Reader::new(grid, layout, map, lexicon, true);
        for record in layout.rows(grid) {
            let row = Row::of(record, layout);
            let id = row.text(Field::Action).and_then(|id| id.parse().ok());
            let Some(id): Option<ActionId> = id else {
                reader.leave_out(record, Reason::NoAction);
                continue;
            };
            let mut side = SideRow {
                reader: &mut reader,
                row,
                draft: Draft::new(record.number),
            };
            let (key, name) = match layout.kind {
                TableKind::SubActions => {
                    let part = side.part();
                    let title = part.title.clone();
                    let parts = self.parts.get_or_insert_default();
                    parts.entry(id.clone()).or_default().push(part);
                    ("sub_actions", title)
                }
                TableKind::BudgetLines => {
                    let (part, line) = (side.one(Field::SubAction), side.line());
                    let lines = self.lines.get_or_insert_default();
                    let key = match part {
                        Some(_) => "sub_actions",
                        None => "budget",
                    };
                    let name = part.clone().unwrap_or_default();
                    lines.entry(id.clone()).or_default().push((part, line));
                    (key, name)
                }
                TableKind::Indicators => {
                    let (part, one) = (side.one(Field::SubAction), side.indicator());
                    let indicators = self.indicators.get_or_insert_default();
                    let (key, name) = match &part {
                        Some(title) => ("sub_actions", title.clone()),
                        None => ("indicators", one.name.clone()),
                    };
                    indicators.entry(id.clone()).or_default().push((part, one));
                    (key, name)
                }
                TableKind::Actions => continue,
            };
            let unread = side.draft.kept;
            let origin = self.rows.entry(id).or_insert_with(|| RowOrigin {
                sheet: grid.name.clone(),
                row: record.number,
                kept: Vec::new(),
                rows: Vec::new(),
            });
            origin.kept.extend(unread);
            let kept = KeptCell {
                row: record.number,
                heading: name,
                text: record.told(),
            };
            origin.rows.push((key, kept));
        }
        let remarks = reader.drafts.remarks.into_iter();
        self.remarks.extend(remarks.map(|remark| Remark {
            sheet: grid.name.clone(),
            ..remark
        }));
    }

    /// Say of each action what the tables beside say of it.
    pub fn join(mut self, drafts: &mut Drafts) {
        for draft in &mut drafts.drafts {
            let Some(id) = draft.id.clone() else {
                continue;
            };
            self.join_one(&id, draft);
        }
        for (_, origin) in self.rows {
            self.remarks.push(Remark {
                sheet: origin.sheet,
                ..Remark::of_row(origin.row, "", What::LeftOut(Reason::NoAction))
            });
        }
        drafts.remarks.extend(self.remarks);
    }

    fn join_one(&mut self, id: &ActionId, draft: &mut Draft) {
        if let Some(origin) = self.rows.remove(id) {
            draft.kept.extend(origin.kept);
            let rows = origin.rows.into_iter();
            draft
                .origins
                .extend(rows.map(|(key, kept)| (key.to_owned(), kept)));
        }
        if let Some(parts) = &mut self.parts {
            draft.sheet.sub_actions = parts.remove(id).unwrap_or_default();
            draft.stated.insert("sub_actions".to_owned());
        }
        if let Some(lines) = &mut self.lines {
            for (title, line) in lines.remove(id).unwrap_or_default() {
                match named(&mut draft.sheet.sub_actions, title) {
                    Some(part) => part.budget.push(line),
                    None => draft.sheet.budget.push(line),
                }
            }
            draft.stated.insert("budget".to_owned());
        }
        if let Some(indicators) = &mut self.indicators {
            for (title, one) in indicators.remove(id).unwrap_or_default() {
                match named(&mut draft.sheet.sub_actions, title) {
                    Some(part) => part.indicators.push(one),
                    None => draft.sheet.indicators.push(one),
                }
            }
            draft.stated.insert("indicators".to_owned());
        }
    }
}

/// The sub-action of that title.
fn named(parts: &mut [SubAction], title: Option<String>) -> Option<&mut SubAction> {
    let title = title?;
    parts.iter_mut().find(|part| part.title == title)
}

/// A row under way.
struct SideRow<'r, 'a, 'b> {
    reader: &'r mut Reader<'a, 'b>,
    row: Row<'r>,
    /// What it says of the keys of an action, and the cells that could not be read.
    draft: Draft,
}

impl SideRow<'_, '_, '_> {
    /// What stands below a heading, were it a dash.
    fn one(&self, target: impl Into<Target>) -> Option<String> {
        let text = self.row.cell(target)?.text().trim().to_owned();
        (!text.is_empty()).then_some(text)
    }

    /// Keep a cell that could not be read.
    fn keep(&mut self, field: Field) {
        if let Some(cell) = self.row.cell(field).filter(|cell| !cell.cell.is_empty()) {
            self.reader.keep(cell, &cell.text(), &mut self.draft);
        }
    }

    /// What a cell was read as; a filled cell that was not is kept.
    fn read<T>(&mut self, field: Field, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let value = read(&self.one(field)?);
        if value.is_none() {
            self.keep(field);
        }
        value
    }

    fn date(&mut self, field: Field, read: fn(&Cell) -> Reading<Date>) -> Option<Date> {
        let date = read(self.row.cell(field)?.cell);
        if date == Reading::Verbatim {
            self.keep(field);
        }
        date.value()
    }

    fn part(&mut self) -> SubAction {
        for cell in &self.row.cells {
            self.reader.fill(*cell, &mut self.draft);
        }
        for open in std::mem::take(&mut self.draft.open_statuses) {
            if let Some(cell) = self.row.cell(Key::Status) {
                let what = What::UnknownNames(vec![(open.written.clone(), open.choices)]);
                let draft = &mut self.draft;
                self.reader.set_aside(cell, &open.written, what, draft);
            }
        }
        SubAction {
            title: self.one(Key::Title).unwrap_or_default(),
            ..SubAction::of(std::mem::take(&mut self.draft.sheet))
        }
    }

    fn figure(&mut self, low: Field, high: Field) -> Option<Figure> {
        let min = self.read(low, money);
        let max = self.read(high, money);
        let range = min.zip(max).map(|(min, max)| Figure::range(min, max));
        match range {
            Some(Ok(figure)) => Some(figure),
            None if min.is_none() && max.is_none() => None,
            // Half a range, or one upside down, is no figure.
            None | Some(Err(_)) => {
                self.keep(low);
                self.keep(high);
                None
            }
        }
    }

    fn line(&mut self) -> BudgetLine {
        let funder = self.row.cell(Field::Funder).and_then(|cell| {
            let lexicon = &mut self.reader.lexicon;
            let read = lexicon.actors(cell.cell, Key::Funders, cell.row);
            if !read.unknown.is_empty() {
                let what = What::UnknownNames(read.unknown);
                self.reader
                    .set_aside(cell, &cell.text(), what, &mut self.draft);
            }
            read.names.into_iter().next()
        });
        let on = self.date(Field::SpentOn, date::start);
        let spent = self.read(Field::Spent, money);
        let spent = spent.map(|amount| Spent { amount, on });
        BudgetLine {
            label: self.one(Field::Label),
            amount: self.figure(Field::AmountMin, Field::AmountMax),
            ht: self.figure(Field::HtMin, Field::HtMax),
            ttc: self.figure(Field::TtcMin, Field::TtcMax),
            approximate: self.read(Field::Approximate, truth).unwrap_or_default(),
            unsure: self.read(Field::Unsure, truth).unwrap_or_default(),
            per: self.read(Field::Per, of_word),
            year: self.read(Field::Year, |text| text.parse().ok()),
            kind: self.read(Field::Kind, |text| of_word(&text.to_lowercase())),
            spent,
            funder,
            of_which: self.read(Field::OfWhich, truth).unwrap_or_default(),
            included_in: self.read(Field::IncludedIn, of_word),
            note: self.one(Field::Note),
        }
    }

    fn indicator(&mut self) -> Indicator {
        let values = self.read(Field::Values, |text| {
            let pairs = text.split(" ; ").map(|pair| {
                let (year, value) = pair.split_once(" = ")?;
                Some((year.trim().to_owned(), decimal(value)?))
            });
            pairs.collect::<Option<BTreeMap<String, Decimal>>>()
        });
        Indicator {
            id: self.one(Column::Id),
            name: self.one(Field::Name).unwrap_or_default(),
            unit: self.one(Field::Unit),
            baseline: self.read(Field::Baseline, decimal),
            target: self.read(Field::Target, decimal),
            by: self.date(Field::By, date::end),
            values: values.unwrap_or_default(),
        }
    }
}

/// An amount in euros: `5000000.50`, as a French spreadsheet writes it too.
fn money(text: &str) -> Option<Cents> {
    let digits: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '€')
        .collect();
    Cents::of_number(&digits.replace(',', ".")).ok()
}

fn decimal(text: &str) -> Option<Decimal> {
    let text = text.trim().replace(',', ".");
    let digits = text.strip_prefix('-').unwrap_or(&text);
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = digits.split('.').count() <= 2 && digits.split('.').all(plain);
    is_number.then_some(Decimal(text))
}

fn truth(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "vrai" | "oui" | "yes" | "1" => Some(true),
        "false" | "faux" | "non" | "no" | "0" => Some(false),
        _ => None,
    }
}

/// What a file writes as this word.
fn of_word<T: DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(word.into()).ok()
}
