//! The tables that stand beside the actions' in an export: sub-actions, budget lines, indicators.

use std::collections::BTreeMap;

use crate::import::cells::date;
use crate::import::cells::reading::Reading;
use crate::import::cells::texts;
use crate::import::mapping::draft::{Draft, Drafts, KeptCell};
use crate::import::mapping::heading::{Layout, TableKind, Target};
use crate::import::mapping::lexicon::{Lexicon, StatusCell};
use crate::import::tables::book::{Cell, Grid, Record};
use crate::model::action::SubAction;
use crate::model::budget::{BudgetLine, Cents, Figure, Kind as Spending, Rhythm, Spent};
use crate::model::column::Column;
use crate::model::date::Date;
use crate::model::field::Field;
use crate::model::id::ActionId;
use crate::model::indicator::{Decimal, Indicator};
use crate::model::key::Key;
use crate::model::name::{Name, Stated};
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
    pub fn says(&self, column: Column) -> bool {
        match column {
            Column::Key(Key::SubActions) => self.parts.is_some(),
            Column::Key(Key::Budget) => self.lines.is_some(),
            Column::Key(Key::Indicators) => self.indicators.is_some(),
            _ => false,
        }
    }

    /// Read a table of this kind; the cells of a table in text may hold guards.
    pub fn read(
        &mut self,
        grid: &Grid,
        layout: &Layout,
        is_guarded: bool,
        lexicon: &mut Lexicon<'_>,
    ) {
        match layout.kind {
            TableKind::SubActions => self.parts = Some(BTreeMap::new()),
            TableKind::BudgetLines => self.lines = Some(BTreeMap::new()),
            TableKind::Indicators => self.indicators = Some(BTreeMap::new()),
            TableKind::Actions => return,
        }
        for record in &grid.records[layout.record + 1..] {
            let mut row = SideRow {
                record,
                layout,
                is_guarded,
                lexicon,
                unread: Vec::new(),
                sheet: grid.name.as_ref(),
                remarks: Vec::new(),
            };
            let Ok(id) = row.text(Target::Field(Field::Action)).parse::<ActionId>() else {
                self.remarks.push(left_out(grid.name.clone(), record));
                continue;
            };
            let key = match layout.kind {
                TableKind::SubActions => {
                    let part = row.part();
                    let title = part.title.clone();
                    let parts = self.parts.get_or_insert_default();
                    parts.entry(id.clone()).or_default().push(part);
                    ("sub_actions", Some(title))
                }
                TableKind::BudgetLines => {
                    let part = row.one(Target::Field(Field::SubAction));
                    let line = row.line();
                    let lines = self.lines.get_or_insert_default();
                    let key = match part {
                        Some(_) => "sub_actions",
                        None => "budget",
                    };
                    lines
                        .entry(id.clone())
                        .or_default()
                        .push((part.clone(), line));
                    (key, part)
                }
                TableKind::Indicators => {
                    let part = row.one(Target::Field(Field::SubAction));
                    let one = row.indicator();
                    let indicators = self.indicators.get_or_insert_default();
                    let (key, name) = match &part {
                        Some(_) => ("sub_actions", part.clone()),
                        None => ("indicators", Some(one.name.clone())),
                    };
                    indicators.entry(id.clone()).or_default().push((part, one));
                    (key, name)
                }
                TableKind::Actions => continue,
            };
            let SideRow {
                unread, remarks, ..
            } = row;
            self.remarks.extend(remarks);
            let origin = self.rows.entry(id).or_insert_with(|| RowOrigin {
                sheet: grid.name.clone(),
                row: record.number,
                kept: Vec::new(),
                rows: Vec::new(),
            });
            origin.kept.extend(unread);
            let (key, name) = key;
            let cells = record.cells.iter().map(|cell| cell.text().into_owned());
            let cells: Vec<String> = cells.filter(|text| !text.is_empty()).collect();
            origin.rows.push((
                key,
                KeptCell {
                    row: record.number,
                    heading: name.unwrap_or_default(),
                    text: cells.join(" | "),
                },
            ));
        }
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
                row: origin.row,
                column: None,
                cell: String::new(),
                what: What::LeftOut(Reason::NoAction),
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

fn left_out(sheet: Option<String>, record: &Record) -> Remark {
    let cells = record.cells.iter().map(|cell| cell.text().into_owned());
    Remark {
        sheet,
        row: record.number,
        column: None,
        cell: cells.collect::<Vec<_>>().join(" | "),
        what: What::LeftOut(Reason::NoAction),
    }
}

/// A row under way.
struct SideRow<'a, 'b> {
    record: &'a Record,
    layout: &'a Layout,
    is_guarded: bool,
    lexicon: &'a mut Lexicon<'b>,
    sheet: Option<&'a String>,
    /// The cells that could not be read.
    unread: Vec<KeptCell>,
    remarks: Vec<Remark>,
}

impl SideRow<'_, '_> {
    fn cell(&self, target: &Target) -> Cell {
        let column = self
            .layout
            .headings
            .iter()
            .position(|heading| heading.target == *target);
        let cell = column.map_or(&Cell::Empty, |column| self.record.cell(column));
        match cell {
            Cell::Text(text) if self.is_guarded => Cell::written(texts::unguarded(text)),
            other => other.clone(),
        }
    }

    fn text(&self, target: Target) -> String {
        self.cell(&target).text().trim().to_owned()
    }

    fn one(&self, target: Target) -> Option<String> {
        Some(self.text(target)).filter(|text| !text.is_empty())
    }

    /// Keep a cell that could not be read.
    fn keep(&mut self, target: &Target, what: What) {
        let heading = self
            .layout
            .headings
            .iter()
            .find(|heading| heading.target == *target);
        let heading = heading.map_or_else(String::new, |heading| heading.text.clone());
        let text = self.cell(target).text().trim().to_owned();
        self.remarks.push(Remark {
            sheet: self.sheet.cloned(),
            row: self.record.number,
            column: Some(heading.clone()),
            cell: text.clone(),
            what,
        });
        self.unread.push(KeptCell {
            row: self.record.number,
            heading,
            text,
        });
    }

    /// What a cell was read as; a filled cell that was not is kept.
    fn read<T>(&mut self, field: Field, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.read_target(Target::Field(field), read)
    }

    fn read_target<T>(&mut self, target: Target, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.one(target.clone())?;
        let value = read(&text);
        if value.is_none() {
            let key = "editor_notes".to_owned();
            self.keep(&target, What::Kept { key });
        }
        value
    }

    fn date(&mut self, target: Target, read: fn(&Cell) -> Reading<Date>) -> Option<Date> {
        match read(&self.cell(&target)) {
            Reading::Empty => None,
            Reading::Read(date) => Some(date),
            Reading::Verbatim => {
                let key = "editor_notes".to_owned();
                self.keep(&target, What::Kept { key });
                None
            }
        }
    }

    fn actors(&mut self, target: Target, column: Column) -> Vec<Name> {
        let cell = self.cell(&target);
        let read = self.lexicon.actors(&cell, column, self.record.number);
        if !read.unknown.is_empty() {
            self.keep(&target, What::UnknownNames(read.unknown));
        }
        read.names
    }

    fn part(&mut self) -> SubAction {
        let status = Target::Column(Column::Key(Key::Status));
        let named = self.one(status.clone());
        let read = named.map(|text| (self.lexicon.status(&text, self.record.number), text));
        let status = match read {
            Some((StatusCell::Is(name), _)) => Some(name),
            Some((StatusCell::Unknown(nearest) | StatusCell::OneOf(nearest), text)) => {
                self.keep(&status, What::UnknownNames(vec![(text, nearest)]));
                None
            }
            None => None,
        };
        SubAction {
            title: self.text(Target::Column(Column::Key(Key::Title))),
            code: self.one(Target::Column(Column::Key(Key::Code))),
            status,
            owners: self.actors(
                Target::Column(Column::Key(Key::Owners)),
                Column::Key(Key::Owners),
            ),
            start: self.date(Target::Column(Column::Key(Key::Start)), date::start),
            end: self.date(Target::Column(Column::Key(Key::End)), date::end),
            description: self.one(Target::Column(Column::Key(Key::Description))),
            budget: Vec::new(),
            indicators: Vec::new(),
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
                for field in [low, high] {
                    if self.one(Target::Field(field)).is_some() {
                        let key = "editor_notes".to_owned();
                        self.keep(&Target::Field(field), What::Kept { key });
                    }
                }
                None
            }
        }
    }

    fn line(&mut self) -> BudgetLine {
        let funder = self.actors(Target::Field(Field::Funder), Column::Key(Key::Funders));
        let of_which = self.read(Field::OfWhich, truth).unwrap_or_default();
        let included_in = self.read(Field::IncludedIn, |text| match text {
            "?" => Some(Stated::Unknown),
            id => id.parse().ok().map(Stated::Known),
        });
        let on = self.date(Target::Field(Field::SpentOn), date::start);
        let spent = self.read(Field::Spent, money);
        let spent = spent.map(|amount| Spent { amount, on });
        BudgetLine {
            label: self.one(Target::Field(Field::Label)),
            amount: self.figure(Field::AmountMin, Field::AmountMax),
            ht: self.figure(Field::HtMin, Field::HtMax),
            ttc: self.figure(Field::TtcMin, Field::TtcMax),
            approximate: self.read(Field::Approximate, truth).unwrap_or_default(),
            unsure: self.read(Field::Unsure, truth).unwrap_or_default(),
            per: self.read(Field::Per, |text| {
                let yearly = Rhythm::Yearly;
                (text == yearly.name()).then_some(yearly)
            }),
            year: self.read(Field::Year, |text| text.parse().ok()),
            kind: self.read(Field::Kind, kind),
            spent,
            funder: funder.into_iter().next(),
            of_which,
            included_in,
            note: self.one(Target::Field(Field::Note)),
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
            id: self.one(Target::Column(Column::Id)),
            name: self.text(Target::Field(Field::Name)),
            unit: self.one(Target::Field(Field::Unit)),
            baseline: self.read(Field::Baseline, decimal),
            target: self.read(Field::Target, decimal),
            by: self.date(Target::Field(Field::By), date::end),
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

fn kind(text: &str) -> Option<Spending> {
    [Spending::Investment, Spending::Operation]
        .into_iter()
        .find(|kind| kind.name() == text.to_lowercase())
}
