//! The tables that stand beside the actions' in an export: sub-actions, budget lines, indicators.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use crate::import::cells::amount::money;
use crate::import::cells::date;
use crate::import::cells::reading::Reading;
use crate::import::mapping::draft::{ComputedCell, Draft, Drafts, KeptCell};
use crate::import::mapping::heading::{Layout, Target};
use crate::import::mapping::lexicon::Lexicon;
use crate::import::mapping::map::Map;
use crate::import::mapping::row::Row;
use crate::import::mapping::rows::Reader;
use crate::import::tables::book::{Attached, Cell, Grid};
use crate::model::action::{Sheet, SubAction};
use crate::model::budget::{BudgetLine, Figure, Spent};
use crate::model::column::Column;
use crate::model::date::Date;
use crate::model::field::Field;
use crate::model::id::ActionId;
use crate::model::indicator::{Decimal, Indicator};
use crate::model::key::Key;
use crate::view::import_report::{Reason, Remark, What};

/// What the tables beside the actions' say.
#[derive(Debug, Default)]
pub struct SideTables {
    /// By the key whose items a table tells, what it says of each action.
    tables: BTreeMap<Key, BTreeMap<ActionId, Vec<SideItem>>>,
    /// By action, what is told of one that no row and no file is, and what its rows leave open or were read for.
    rows: BTreeMap<ActionId, (Remark, Draft)>,
    remarks: Vec<Remark>,
}

/// A sub-action; or its title, where there is one, and a line or an indicator of it.
type SideItem = (Option<String>, SubAction);

impl SideTables {
    /// The columns of a table of actions that the tables read so far say better.
    pub fn says(&self, key: Key) -> bool {
        self.tables.contains_key(&key)
    }

    /// Read a table beside the actions', which only this program writes.
    pub fn read(&mut self, grid: &Grid, layout: &Layout, map: &Map, lexicon: &mut Lexicon<'_>) {
        let Some(key) = layout.items else {
            return;
        };
        lexicon.is_export = true;
        let mut reader = Reader::new(layout, map, lexicon);
        let mut items: BTreeMap<ActionId, Vec<SideItem>> = BTreeMap::new();
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
            let (part, item) = side.item(key);
            let name = match item.indicators.first() {
                Some(one) if item.title.is_empty() => &one.name,
                _ => &item.title,
            };
            let (unread, mut erased) = (side.draft.kept, side.draft.erased);
            let words = record.attached.iter();
            let words = words.filter(|(_, attached)| *attached == Attached::Erased);
            let targets = words.filter_map(|(column, _)| layout.headings.get(*column));
            erased.extend(targets.filter_map(|heading| heading.target.field(Some(key))));
            let computed = side.row.cells.iter().filter_map(|cell| {
                let Target::Computed(Some(column)) = cell.heading.target else {
                    return None;
                };
                Some(ComputedCell {
                    sheet: grid.name.clone(),
                    part: Some(item.title.clone()),
                    column,
                    cell: cell.cell.clone(),
                    kept: cell.kept(&cell.text()),
                })
            });
            let computed: Vec<ComputedCell> = computed.collect();
            let (_, told) = self.rows.entry(id.clone()).or_insert_with(|| {
                let what = What::LeftOut(Reason::NoAction);
                let sheet = grid.name.clone();
                let left_out = Remark::of_row(record.number, id.as_str(), what);
                (Remark { sheet, ..left_out }, Draft::default())
            });
            told.kept.extend(unread);
            told.erased.extend(erased);
            told.computed.extend(computed);
            let of = part.as_ref().map_or(key, |_| Key::SubActions);
            let origin = KeptCell {
                row: record.number,
                heading: part.as_ref().unwrap_or(name).clone(),
                text: record.told(),
            };
            told.origins.push((of.name().to_owned(), origin));
            items.entry(id).or_default().push((part, item));
        }
        self.tables.insert(key, items);
        let remarks = reader.drafts.report.remarks.into_iter();
        self.remarks.extend(remarks.map(|remark| Remark {
            sheet: grid.name.clone(),
            ..remark
        }));
    }

    /// Say of each action what the tables beside say of it.
    pub fn join(mut self, drafts: &mut Drafts) {
        for draft in &mut drafts.drafts {
            if let Some(id) = draft.id.clone() {
                self.join_one(&id, draft);
            }
        }
        let left_out = self.rows.into_values().map(|(left_out, _)| left_out);
        let remarks = self.remarks.into_iter().chain(left_out);
        drafts.report.remarks.extend(remarks);
    }

    fn join_one(&mut self, id: &ActionId, draft: &mut Draft) {
        if let Some((_, told)) = self.rows.remove(id) {
            draft.kept.extend(told.kept);
            draft.origins.extend(told.origins);
            draft.erased.extend(told.erased);
            draft.computed.extend(told.computed);
        }
        // Sub-actions before what is theirs.
        for (key, table) in self.tables.iter_mut().rev() {
            let items = table.remove(id).unwrap_or_default();
            draft.stated.insert(key.name().to_owned());
            draft.in_rows.insert(*key);
            let Sheet {
                sub_actions,
                budget,
                indicators,
                ..
            } = &mut draft.sheet;
            if *key == Key::SubActions {
                *sub_actions = items.into_iter().map(|(_, part)| part).collect();
                continue;
            }
            for (title, item) in items {
                let mut parts = sub_actions.iter_mut();
                let part = title.and_then(|title| parts.find(|part| part.title == title));
                let (budget, indicators) = match part {
                    Some(part) => (&mut part.budget, &mut part.indicators),
                    None => (&mut *budget, &mut *indicators),
                };
                budget.extend(item.budget);
                indicators.extend(item.indicators);
            }
        }
    }
}

/// A row under way.
struct SideRow<'r, 'a, 'b> {
    reader: &'r mut Reader<'a, 'b>,
    row: Row<'r>,
    /// What it says of the keys of an action, and the cells that could not be read.
    draft: Draft,
}

impl SideRow<'_, '_, '_> {
    /// What the row of a table that tells the items of a key says.
    fn item(&mut self, key: Key) -> SideItem {
        let mut item = SubAction::default();
        match key {
            Key::Budget => item.budget.push(self.line()),
            Key::Indicators => item.indicators.push(self.indicator()),
            _ => return (None, self.part()),
        }
        (self.one(Field::SubAction), item)
    }

    /// What stands below a heading, were it a dash.
    fn one(&self, target: impl Into<Target>) -> Option<String> {
        let text = self.row.cell(target)?.text().trim().to_owned();
        (!text.is_empty()).then_some(text)
    }

    /// Keep a cell that could not be read, for this reason.
    fn set_aside(&mut self, target: impl Into<Target>, what: What) {
        if let Some(cell) = self.row.cell(target).filter(|cell| !cell.cell.is_empty()) {
            let draft = &mut self.draft;
            self.reader.set_aside(cell, &cell.text(), what, draft);
        }
    }

    fn keep(&mut self, field: Field) {
        self.set_aside(field, What::kept("editor_notes"));
    }

    /// What a cell was read as; a filled cell that was not is kept.
    fn read<T>(&mut self, field: Field, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let value = read(&self.one(field)?);
        if value.is_none() {
            self.keep(field);
        }
        value
    }

    /// What a cell says is true; where it says that it is not, nobody forgot to fill it in.
    fn truth(&mut self, field: Field) -> bool {
        let read = self.read(field, truth);
        if read == Some(false) {
            let target = Target::Field(field);
            self.draft.erased.extend(target.field(Some(Key::Budget)));
        }
        read.unwrap_or_default()
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
            let names = vec![(open.written, open.choices)];
            self.set_aside(Key::Status, What::UnknownNames(names));
        }
        SubAction {
            title: self.one(Key::Title).unwrap_or_default(),
            ..SubAction::of(std::mem::take(&mut self.draft.sheet))
        }
    }

    fn figure(&mut self, low: Field, high: Field) -> Option<Figure> {
        let min = self.read(low, money);
        let max = self.read(high, money);
        let range = min.zip(max);
        let figure = range.and_then(|(min, max)| Figure::range(min, max).ok());
        // Half a range, or one upside down, is no figure.
        if figure.is_none() && min.or(max).is_some() {
            self.keep(low);
            self.keep(high);
        }
        figure
    }

    fn line(&mut self) -> BudgetLine {
        let funder = self.row.cell(Field::Funder).and_then(|cell| {
            let lexicon = &mut self.reader.lexicon;
            let read = lexicon.actors(cell.cell, Key::Funders, cell.row);
            if !read.unknown.is_empty() {
                self.set_aside(Field::Funder, What::UnknownNames(read.unknown));
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
            approximate: self.truth(Field::Approximate),
            unsure: self.truth(Field::Unsure),
            per: self.read(Field::Per, of_word),
            year: self.read(Field::Year, |text| text.parse().ok()),
            kind: self.read(Field::Kind, |text| of_word(&text.to_lowercase())),
            spent,
            funder,
            of_which: self.truth(Field::OfWhich),
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
