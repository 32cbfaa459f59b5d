//! The rows of a table of actions, read into drafts.
//!
//! What is not understood is never guessed and never lost: the cell is kept word for word, and told.

mod headed_cell;
mod kinds;
mod merge;
mod money;
mod signs;
mod sub_action;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::str::FromStr;

use crate::import::cells::date;
use crate::import::cells::reading::{Reading, is_filler, on_one_line};
use crate::import::cells::sentence;
use crate::import::cells::texts;
use crate::import::mapping::draft::{Draft, Drafts};
use crate::import::mapping::heading::{Heading, Headings, Layout, Target, name};
use crate::import::mapping::lexicon::{
    CellNames, Lexicon, MeasureCell, PlaceHints, StatusCell, split_code,
};
use crate::import::mapping::map::{Map, ThemeSource};
use crate::import::mapping::rows::headed_cell::HeadedCell;
use crate::import::mapping::rows::kinds::{RowKind, exact_total, kinds};
use crate::import::mapping::rows::signs::{is_explanation, is_shifted, shows_months_first};
use crate::import::tables::book::{Attached, Cell, Grid, Record};
use crate::model::action::{SubAction, TITLE_LENGTH};
use crate::model::budget::Cents;
use crate::model::column::Column;
use crate::model::extra::Extra;
use crate::model::id::{ActionId, MeasureKey};
use crate::model::indicator::{Decimal, Indicator};
use crate::model::key::{Key, Shape};
use crate::model::key_value::Slot;
use crate::model::name::Name;
use crate::view::import_report::{Asks, Question, Reason, Remark, What};

/// How cells were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Habit {
    /// As people write them, or as this program writes them for spreadsheets: an apostrophe may stand before a text.
    Guarded,
    /// As they are.
    Exact,
}

/// Read the rows below the headings.
pub fn read(
    grid: &Grid,
    layout: &Layout,
    headings: &Headings,
    habit: Habit,
    map: &Map,
    targets: &HashMap<String, Target>,
    lexicon: &mut Lexicon<'_>,
) -> Drafts {
    let has_ids = layout
        .headings
        .iter()
        .any(|heading| heading.target == Target::Column(Column::Id));
    lexicon.is_export = has_ids;
    let kinds = match has_ids {
        true => HashMap::new(),
        false => kinds(grid, layout, map),
    };
    let mut reader = Reader {
        grid,
        layout: Rc::new(layout.clone()),
        habit,
        map,
        lexicon,
        has_ids,
        shifted: false,
        drafts: Drafts::default(),
        known: HashMap::new(),
        measure: None,
        themes: None,
        group: None,
        kinds,
        totals: Vec::new(),
        of_parts: HashSet::new(),
        fills_down: fills_down(grid, layout, Column::Key(Key::Themes)),
        places: HashSet::new(),
        month_first: shows_months_first(grid, layout),
    };
    let mut explains = true;
    for (index, record) in grid.records.iter().enumerate().skip(layout.record + 1) {
        // A line of dashes sets the parts of a table apart.
        let is_blank = record.cells.iter().all(|cell| is_filler(&cell.text()));
        if is_blank {
            continue;
        }
        if let Some(mut layout) = headings.again(index, record, targets) {
            layout.widen(grid);
            reader.drafts.headings_again += 1;
            let same = |(a, b): (&Heading, &Heading)| a.target == b.target;
            if !layout
                .headings
                .iter()
                .zip(&reader.layout.headings)
                .all(same)
            {
                reader.drafts.layouts.push(layout.clone());
            }
            reader.layout = Rc::new(layout);
            continue;
        }
        explains = explains && is_explanation(record);
        if explains {
            let filled = record.cells.iter().map(Cell::text);
            let cell = filled
                .map(|text| text.trim().to_owned())
                .find(|text| !text.is_empty());
            reader.drafts.remarks.push(Remark {
                sheet: grid.name.clone(),
                row: record.number,
                column: None,
                cell: cell.unwrap_or_default(),
                what: What::LeftOut(Reason::Explains),
            });
            continue;
        }
        reader.drafts.rows += 1;
        reader.row(record);
    }
    reader.tell_totals();
    reader.settle_parts();
    let contradictions = std::mem::take(&mut reader.lexicon.contradictions);
    for (row, written, code) in contradictions {
        let title = reader.lexicon.title(&code);
        let said = written.clone();
        let asks = Asks::Measure {
            written,
            code,
            title,
        };
        Question::ask(&mut reader.drafts.questions, row, &said, asks);
    }
    reader.drafts
}

/// Whether an empty cell of a column stands for the one above: not where the table repeats it row by row.
fn fills_down(grid: &Grid, layout: &Layout, column: Column) -> bool {
    let target = Target::Column(column);
    let place = layout.headings.iter().position(|one| one.target == target);
    let records = &grid.records[layout.record + 1..];
    let repeats = |pair: &[Record], place: usize| {
        let is_own = |record: &Record| !record.spread.contains(&place);
        let (one, next) = (pair[0].cell(place), pair[1].cell(place));
        !one.is_empty() && one.text() == next.text() && is_own(&pair[1])
    };
    place.is_none_or(|place| !records.windows(2).any(|pair| repeats(pair, place)))
}

/// What tells rows of one action: its id, or its measure, folded title and code.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum ActionKey {
    Id(ActionId),
    Title(Option<MeasureKey>, String, Option<String>),
}

struct Reader<'a, 'b> {
    grid: &'a Grid,
    /// The columns, which headings further down may change.
    layout: Rc<Layout>,
    habit: Habit,
    map: &'a Map,
    lexicon: &'a mut Lexicon<'b>,
    /// Whether rows name actions by id: then an empty cell says that nothing is filled in.
    has_ids: bool,
    /// Whether the cells of the row seem to stand in columns that are not theirs.
    shifted: bool,
    drafts: Drafts,
    /// The drafts by what tells their actions.
    known: HashMap<ActionKey, usize>,
    /// The last measure that a row names, and its row.
    measure: Option<MeasureKey>,
    /// The last themes that a row names.
    themes: Option<Vec<String>>,
    /// The heading and the title of the group that the rows stand in.
    group: Option<(String, String)>,
    /// What rows are that are no actions, or may be none.
    kinds: HashMap<usize, RowKind>,
    /// The rows that add up others: the remark that tells of each, and what it states.
    totals: Vec<(usize, Cents)>,
    /// The drafts that no row of their own made, only those of their parts.
    of_parts: HashSet<usize>,
    /// Whether an empty cell has the themes of the row above.
    fills_down: bool,
    /// The places that were told already, by heading and text.
    places: HashSet<(String, String)>,
    /// Whether days are written with the month first somewhere: then nobody knows what `05/06/2019` is.
    month_first: bool,
}

impl Reader<'_, '_> {
    fn row(&mut self, record: &Record) {
        let cells: Vec<Cell> = record.cells.iter().map(|cell| self.plain(cell)).collect();
        let layout = Rc::clone(&self.layout);
        let fields: Vec<HeadedCell<'_>> = layout
            .headings
            .iter()
            .enumerate()
            .map(|(index, heading)| HeadedCell {
                heading,
                cell: cells.get(index).unwrap_or(&Cell::Empty),
                row: record.number,
                spread: record.spread.contains(&index),
            })
            .collect();
        let text = |column: Column| {
            let text = of(&fields, column).map(|field| field.cell.text().trim().to_owned());
            text.filter(|text| !text.is_empty() && !is_filler(text))
        };
        let filled = fields.iter().filter(|field| !field.cell.is_empty()).count();
        let mut draft = Draft::new(record.number);
        draft.id = text(Column::Id).and_then(|id| id.parse().ok());
        let title = text(Column::Key(Key::Title));
        let part = fields
            .iter()
            .find(|field| field.heading.target == Target::SubAction)
            .map(|field| on_one_line(&field.cell.text()).into_owned())
            .filter(|title| !title.is_empty());
        match self.kinds.get(&record.number).copied() {
            Some(RowKind::Total(stated)) => {
                let remark = self.drafts.remarks.len();
                self.totals.extend(stated.map(|stated| (remark, stated)));
                self.group = None;
                return self.leave_out(record, Reason::Total(None));
            }
            Some(RowKind::Group) => return self.begin_group(record, &fields),
            Some(RowKind::MaybeTotal) => return self.ask(record, Asks::Total),
            Some(RowKind::MaybeGroup) => return self.ask(record, Asks::Group),
            None => {}
        }
        let titles = [Column::MeasureTitle, Column::AxisTitle].map(text);
        let axis = text(Column::Axis).and_then(|axis| split_code(&axis).0?.axis());
        let hints = PlaceHints {
            title: titles[0].as_deref(),
            axis_title: titles[1].as_deref(),
            axis,
        };
        match self.place(&fields, hints, &draft) {
            Ok(measure) => draft.measure = measure,
            Err(reason) => return self.leave_out(record, reason),
        }
        if let Some(part) = part {
            return self.part(record, &fields, draft, title, part);
        }
        let Some(title) = self.title(&fields, title, &mut draft) else {
            return self.leave_out(record, Reason::NoTitle);
        };
        draft.sheet.title = title;
        let before = self.drafts.remarks.len();
        self.beside_measure(&fields, &mut draft);
        self.shifted = is_shifted(&fields, self.lexicon);
        for field in &fields {
            self.fill(*field, &mut draft);
        }
        self.amounts(&fields, &mut draft);
        self.funders(&fields, &mut draft);
        self.theme(&fields, &mut draft);
        self.attached(record, &fields, &mut draft);
        self.foreign_id(&fields, &mut draft);
        self.shifted = false;
        let kept = self.drafts.remarks.len() - before;
        self.drafts.cells_kept += kept.min(filled);
        self.drafts.cells_read += filled - kept.min(filled);
        self.take(draft);
    }

    /// A row that bears the title of those below: their measure, or what is kept beside it.
    fn begin_group(&mut self, record: &Record, fields: &[HeadedCell<'_>]) {
        self.leave_out(record, Reason::Group);
        let Some(field) = fields.iter().find(|field| !is_filler(&field.cell.text())) else {
            return;
        };
        let title = on_one_line(&field.cell.text()).into_owned();
        self.group = Some((field.heading.text.clone(), title));
    }

    fn ask(&mut self, record: &Record, asks: Asks) {
        let questions = &mut self.drafts.questions;
        Question::ask(questions, record.number, &told(record), asks);
    }

    /// Keep what hangs on the cells of a row, and say where a formula has no value.
    fn attached(&mut self, record: &Record, fields: &[HeadedCell<'_>], draft: &mut Draft) {
        for (column, attached) in &record.attached {
            let Some(field) = fields.get(*column) else {
                continue;
            };
            let text = field.cell.text().into_owned();
            match attached {
                Attached::Formula => self.remark(*field, &text, What::NoValue),
                Attached::Unread => self.remark(*field, &text, What::NotRead),
                Attached::Link(address) if text.contains(address.trim_end_matches('/')) => {}
                Attached::Link(address)
                    if field.heading.target == Target::Column(Column::Key(Key::Links)) =>
                {
                    draft.sheet.links.push(address.clone());
                    draft.state("links", field.kept(address));
                }
                Attached::Link(said) | Attached::Comment(said) => {
                    draft.kept.push(field.kept(said));
                    self.remark(*field, said, What::Attached);
                }
            }
        }
    }

    /// Say of each total what the actions come to that it adds up: those since the total before, or all.
    fn tell_totals(&mut self) {
        let sum = |rows: std::ops::Range<usize>, drafts: &[Draft]| {
            let sums = drafts
                .iter()
                .filter(|draft| rows.contains(&draft.row))
                .map(|draft| {
                    let parts = draft.sheet.sub_actions.iter().flat_map(|part| &part.budget);
                    let lines: Vec<_> = draft.sheet.budget.iter().chain(parts).cloned().collect();
                    exact_total(&lines, None).map(|sum| sum.0)
                });
            sums.sum::<Option<i128>>().map(Cents)
        };
        let mut start = 0;
        for (remark, stated) in std::mem::take(&mut self.totals) {
            let row = self.drafts.remarks[remark].row;
            let drafts = &self.drafts.drafts;
            let all = sum(0..usize::MAX, drafts);
            let choices = [sum(start..row, drafts), sum(0..row, drafts), all];
            // Nobody says what a total is of: what comes nearest to it.
            let found = choices.into_iter().flatten();
            let found = found.min_by_key(|found| (found.0 - stated.0).abs());
            let told = found.map(|found| (stated, found));
            self.drafts.remarks[remark].what = What::LeftOut(Reason::Total(told));
            start = row;
        }
    }

    /// What stands in the column of ids and is none is the number that somebody else gives the action.
    fn foreign_id(&mut self, fields: &[HeadedCell<'_>], draft: &mut Draft) {
        let field = of(fields, Column::Id);
        let Some(field) = field.filter(|_| draft.id.is_none()) else {
            return;
        };
        let text = on_one_line(&field.cell.text()).trim().to_owned();
        if text.is_empty() || is_filler(&text) {
            return;
        }
        match draft.sheet.code {
            Some(_) => self.keep(*field, &text, "editor_notes", draft),
            None => {
                draft.state("code", field.kept(&text));
                draft.sheet.code = Some(text);
            }
        }
    }

    /// The measure that a row names, else the one above it, else the one that the map gives.
    fn place(
        &mut self,
        fields: &[HeadedCell<'_>],
        hints: PlaceHints<'_>,
        draft: &Draft,
    ) -> Result<Option<MeasureKey>, Reason> {
        let is_place = |field: &&HeadedCell<'_>| {
            let target = &field.heading.target;
            let is = *target == Target::Column(Column::Measure) || *target == Target::Place;
            is && !field.cell.is_empty() && !is_filler(&field.cell.text())
        };
        let places: Vec<&HeadedCell<'_>> = fields.iter().filter(is_place).collect();
        let row = fields.first().map_or(0, |field| field.row);
        let default = self.map.defaults.measure.clone();
        // The last one is the most precise; `1.2` stands before `1.2.3 Déchets`.
        for (index, field) in places.iter().rev().enumerate() {
            let text = field.cell.shown();
            let text = on_one_line(&texts::without_tags(&text)).into_owned();
            // `01-févr` and `01/02/2003` were codes before a spreadsheet read them.
            let is_date = || matches!(date::end(&Cell::written(&text)), Reading::Read(_));
            if matches!(field.cell, Cell::Day(_)) || (split_code(&text).0.is_none() && is_date()) {
                return Err(Reason::CodeIsDate);
            }
            let hints = PlaceHints {
                axis_title: hints.axis_title,
                ..match field.heading.target {
                    Target::Place => PlaceHints::default(),
                    _ => hints,
                }
            };
            match self.lexicon.place(&text, hints, row) {
                MeasureCell::Measure(measure) => {
                    self.measure = Some(measure.clone());
                    return Ok(Some(measure));
                }
                MeasureCell::WithoutNumber(measure, axis) => {
                    if self
                        .places
                        .insert((field.heading.text.clone(), text.clone()))
                    {
                        self.remark(**field, &text, What::OtherAxis { axis });
                    }
                    self.measure = Some(measure.clone());
                    return Ok(Some(measure));
                }
                MeasureCell::Unknown { nearest } if index + 1 == places.len() => {
                    if default.is_none() {
                        return Err(Reason::UnknownMeasure { nearest });
                    }
                }
                MeasureCell::Unknown { .. } => {}
            }
        }
        if draft.id.is_some() {
            return Ok(None);
        }
        let column = of(fields, Column::Measure);
        if let (Some(measure), Some(field), []) = (self.measure.clone(), column, &places[..]) {
            self.remark(*field, measure.as_str(), What::FromAbove);
            return Ok(Some(measure));
        }
        let of_group = self.group.as_ref().map(|(_, title)| title.clone());
        for place in of_group.into_iter().chain(default) {
            let is_default = Some(&place) == self.map.defaults.measure.as_ref();
            match self.lexicon.known_place(&place) {
                Some(measure) => return Ok(Some(measure)),
                None if is_default => {
                    match self.lexicon.place(&place, PlaceHints::default(), row) {
                        MeasureCell::Measure(measure) | MeasureCell::WithoutNumber(measure, _) => {
                            return Ok(Some(measure));
                        }
                        MeasureCell::Unknown { nearest } => {
                            return Err(Reason::UnknownMeasure { nearest });
                        }
                    }
                }
                None => {}
            }
        }
        Err(Reason::NoMeasure)
    }

    /// Keep what a row says of its place beside the measure: a part of the table's own order, or another title.
    fn beside_measure(&mut self, fields: &[HeadedCell<'_>], draft: &mut Draft) {
        let Some(measure) = draft.measure.clone().filter(|_| !self.has_ids) else {
            return;
        };
        for (index, field) in fields.iter().enumerate() {
            let is_place = matches!(
                field.heading.target,
                Target::Place
                    | Target::Column(
                        Column::Measure | Column::MeasureTitle | Column::Axis | Column::AxisTitle
                    )
            );
            let text = on_one_line(&texts::without_tags(&field.cell.shown())).into_owned();
            if !is_place || is_filler(&text) || self.lexicon.says_place(&text, &measure) {
                continue;
            }
            let name = name(&field.heading.text, index);
            let key = format!("extra.{name}");
            draft.state(&key, field.kept(&text));
            draft.sheet.extra.insert(name, Extra::Text(text.clone()));
            if self
                .places
                .insert((field.heading.text.clone(), text.clone()))
            {
                self.remark(*field, &text, What::Kept { key });
            }
        }
        // The title of the group goes with its rows where nothing else says it.
        if let Some((_, title)) = self.group.clone()
            && !self.lexicon.says_place(&title, &measure)
        {
            draft.stated.insert("extra.groupe".to_owned());
            draft
                .sheet
                .extra
                .insert("groupe".to_owned(), Extra::Text(title));
        }
    }

    /// The title of a row: its own, else the first line of what it describes.
    ///
    /// An action that a row names by its id and by nothing else keeps the title that it has.
    fn title(
        &mut self,
        fields: &[HeadedCell<'_>],
        title: Option<String>,
        draft: &mut Draft,
    ) -> Option<String> {
        if let Some(title) = title {
            let field = of(fields, Column::Key(Key::Title))?;
            let line = match self.has_ids {
                true => on_one_line(&title).into_owned(),
                false => texts::title(&title),
            };
            let short = texts::shortened(&line, TITLE_LENGTH);
            if short != line {
                self.keep(*field, &title, "editor_notes", draft);
            }
            draft.state("title", field.kept(&title));
            return Some(short);
        }
        if draft.id.is_some() {
            return Some(String::new());
        }
        let field = of(fields, Column::Key(Key::Description))?;
        let text = field.cell.text();
        let first = text
            .lines()
            .map(texts::title)
            .find(|line| !line.is_empty())?;
        if first.chars().count() > TITLE_LENGTH {
            return None;
        }
        self.remark(
            *field,
            &text,
            What::TitleFrom(Column::Key(Key::Description)),
        );
        // A row that describes in the title's place has no other description.
        if text.trim().lines().count() == 1 {
            draft.stated.insert("description".to_owned());
        }
        draft.state("title", field.kept(&text));
        Some(first)
    }

    /// The themes of a row, else those above it, else those that the map gives.
    fn theme(&mut self, fields: &[HeadedCell<'_>], draft: &mut Draft) {
        let column = of(fields, Column::Key(Key::Themes));
        if !draft.sheet.themes.is_empty() {
            self.themes = Some(draft.sheet.themes.clone());
            return;
        }
        // Only an empty cell takes what stands above: an unknown theme is another one.
        let is_empty = column.is_none_or(|field| field.cell.is_empty());
        if !is_empty || draft.id.is_some() && self.has_ids {
            return;
        }
        if let (Some(themes), Some(field), true) = (self.themes.clone(), column, self.fills_down) {
            self.remark(*field, &themes.join(" ; "), What::FromAbove);
            draft.state("themes", field.kept(""));
            draft.sheet.themes = themes;
            return;
        }
        let given = match self.map.defaults.themes_from {
            Some(ThemeSource::Axis) => self.axis_title(fields, draft).into_iter().collect(),
            None => self.map.defaults.themes.clone(),
        };
        for theme in given {
            let theme = serde_json::json!([theme]).to_string();
            let read = self.lexicon.themes(&Cell::written(&theme), draft.row);
            // An action of the plan keeps its own: only a new one takes what the table does not say.
            draft.sheet.themes.extend(read.names);
        }
    }

    /// The title of the axis that a row stands in, by its cells or by its measure.
    fn axis_title(&self, fields: &[HeadedCell<'_>], draft: &Draft) -> Option<String> {
        let is_axis = |field: &&HeadedCell<'_>| {
            let axis = [Column::AxisTitle, Column::Axis].map(Target::Column);
            axis.contains(&field.heading.target) || field.heading.target == Target::Place
        };
        let titles = fields.iter().filter(is_axis).map(|field| {
            let text = on_one_line(&field.cell.text()).into_owned();
            split_code(&text).1.to_owned()
        });
        let mut titles = titles.filter(|title| title.contains(char::is_alphabetic));
        titles.next().or_else(|| {
            let group = self
                .group
                .as_ref()
                .map(|(_, title)| split_code(title).1.to_owned());
            group.or_else(|| self.lexicon.axis_title(draft.measure.as_ref()?))
        })
    }

    /// Read a cell into what its column holds.
    fn fill(&mut self, field: HeadedCell<'_>, draft: &mut Draft) {
        let text = field.cell.text().trim_end().to_owned();
        match &field.heading.target {
            Target::Column(column) if *column != Column::Key(Key::Budget) => {
                self.column(*column, field, &text, draft);
            }
            Target::Extra(name) => {
                let key = format!("extra.{name}");
                if field.cell.is_empty() {
                    if self.has_ids {
                        draft.stated.insert(key);
                    }
                    return;
                }
                let value = match field.cell.number() {
                    Some(number) => Extra::Number(Decimal(number.to_owned())),
                    // A workbook and a package tell a number from a text that looks like one.
                    None if self.habit == Habit::Exact => Extra::Text(text.trim().to_owned()),
                    None if self.has_ids => texts::own(text.trim()),
                    None => texts::written(text.trim()),
                };
                draft.sheet.extra.insert(name.clone(), value);
                draft.state(&key, field.kept(&text));
            }
            Target::Financing => {
                let parts = Vec::new();
                match sentence::lines(&text.replace('\n', " ; "), &parts) {
                    Some(lines) if !text.is_empty() => {
                        draft.sheet.budget = lines.into_iter().map(|(_, line)| line).collect();
                        draft.state("budget", field.kept(&text));
                    }
                    _ if text.trim().is_empty() => {}
                    _ => {
                        let value = Extra::Text(text.trim().to_owned());
                        draft.sheet.extra.insert("financements".to_owned(), value);
                        draft.state("extra.financements", field.kept(&text));
                        let key = "extra.financements".to_owned();
                        self.remark(field, &text, What::Kept { key });
                    }
                }
            }
            Target::Fingerprint => {
                draft.fingerprint = Some(text).filter(|text| !text.is_empty());
            }
            // What is paid, and who pays, is read for the whole row.
            Target::Column(_) | Target::Funder | Target::FunderAmount | Target::Unit => {}
            Target::Field(_)
            | Target::SubAction
            | Target::Place
            | Target::Computed
            | Target::Dropped => {}
        }
    }

    fn column(&mut self, column: Column, field: HeadedCell<'_>, text: &str, draft: &mut Draft) {
        let key = column.name();
        let prose = column.key().is_some_and(|key| key.shape() == Shape::Block);
        if field.cell.is_empty()
            || (is_filler(text)
                && !prose
                && !matches!(column, Column::Key(Key::Start) | Column::Key(Key::End)))
        {
            let read_elsewhere = matches!(
                column,
                Column::Id
                    | Column::Measure
                    | Column::MeasureTitle
                    | Column::Axis
                    | Column::AxisTitle
                    | Column::Key(Key::Title)
            );
            if self.has_ids && !read_elsewhere && column != Column::Extra {
                draft.state(key, field.kept(""));
            }
            return;
        }
        let is_typed = matches!(
            column,
            Column::Key(Key::Start) | Column::Key(Key::End) | Column::Key(Key::Status)
        );
        if self.shifted && is_typed {
            draft.kept.push(field.kept(text));
            return self.remark(field, text, What::Shifted);
        }
        let sheet = &mut draft.sheet;
        // What this program exports is no page of the web.
        let one = match self.has_ids {
            true => text.trim().to_owned(),
            false => texts::plain(text),
        };
        // Tags and blanks alone say nothing.
        if one.is_empty() {
            return;
        }
        match column {
            Column::Key(Key::Code) if matches!(field.cell, Cell::Day(_)) => {
                return self.keep(field, &one, "editor_notes", draft);
            }
            Column::Key(Key::Code) => {
                sheet.code = Some(on_one_line(&field.cell.shown()).into_owned())
            }
            Column::Key(Key::Description) if draft.stated.contains("description") => return,
            Column::Key(Key::Status) => match self.lexicon.status(&one, field.row) {
                StatusCell::Is(status) => sheet.status = Some(status),
                StatusCell::OneOf(choices) => {
                    draft.open_status = Some((one, choices));
                    return;
                }
                StatusCell::Unknown(nearest) => {
                    let what = What::UnknownNames(vec![(one.clone(), nearest)]);
                    self.remark(field, &one, what);
                    draft.kept.push(field.kept(&one));
                    return;
                }
            },
            Column::Key(Key::Themes) => {
                let read = self.lexicon.themes(field.cell, field.row);
                let themes = read
                    .names
                    .iter()
                    .filter(|theme| !sheet.themes.contains(theme));
                let themes: Vec<String> = themes.cloned().collect();
                sheet.themes.extend(themes);
                draft.unknown_themes.extend(read.unknown.iter().cloned());
                if self.keep_names(&read, field, &one, draft) {
                    return;
                }
            }
            Column::Key(role @ (Key::Owners | Key::Funders | Key::Partners | Key::Audiences)) => {
                let read = self.lexicon.actors(field.cell, column, field.row);
                let Slot::Names(list) = sheet.slot(role) else {
                    return;
                };
                let names: Vec<Name> = read
                    .names
                    .iter()
                    .filter(|name| !list.contains(name))
                    .cloned()
                    .collect();
                list.extend(names);
                if self.keep_names(&read, field, &one, draft) {
                    return;
                }
            }
            Column::Key(side @ (Key::Start | Key::End)) => {
                let read = match side {
                    _ if self.month_first && date::has_two_orders(&one) => Reading::Verbatim,
                    Key::Start => date::start(field.cell),
                    _ => date::end(field.cell),
                };
                match (read, sheet.slot(side)) {
                    (Reading::Read(date), Slot::Date(slot)) => *slot = Some(date),
                    (Reading::Verbatim, _) => return self.keep(field, &one, "editor_notes", draft),
                    _ => return,
                }
            }
            Column::Key(Key::OtherMeasures) => match parsed(self.list(&one)) {
                Some(keys) => sheet.other_measures = keys,
                None => return self.keep(field, &one, "editor_notes", draft),
            },
            Column::Key(Key::Indicators) => {
                sheet.indicators = self.list(&one).into_iter().map(named).collect();
                draft.titled.insert("indicators");
            }
            Column::Key(Key::SubActions) => {
                let titles = self.list(&one);
                let is_long = |title: &String| title.chars().count() > TITLE_LENGTH;
                if titles.iter().any(is_long) {
                    return self.keep(field, &one, "editor_notes", draft);
                }
                // The column of the budget may have told their lines already.
                let mut earlier = std::mem::take(&mut sheet.sub_actions);
                for title in titles {
                    let known = earlier.iter().position(|part| part.title == title);
                    let part = known.map(|index| earlier.swap_remove(index));
                    sheet
                        .sub_actions
                        .push(part.unwrap_or_else(|| SubAction::titled(title)));
                }
                draft.titled.insert("sub_actions");
            }
            Column::Extra => {
                for (name, value) in texts::pairs(&one) {
                    draft.sheet.extra.insert(name.clone(), value);
                    draft.state(&format!("extra.{name}"), field.kept(&one));
                }
                return;
            }
            Column::Key(key) if key != Key::Title => match sheet.slot(key) {
                Slot::Text(text) => *text = Some(one.clone()),
                Slot::Texts(texts) => *texts = self.list(&one),
                Slot::Ids(ids) => match parsed(self.list(&one)) {
                    Some(read) => *ids = read,
                    None => return self.keep(field, &one, "editor_notes", draft),
                },
                Slot::FollowUp(notes) => match parsed(self.list(&one)) {
                    Some(read) => *notes = read,
                    None => return self.keep(field, &one, "editor_notes", draft),
                },
                _ => return,
            },
            // Read for the whole row, or following from others.
            _ => return,
        }
        draft.state(key, field.kept(&one));
    }

    /// The texts of a list, set apart as people or as this program does.
    fn list(&self, text: &str) -> Vec<String> {
        texts::list(text, self.has_ids)
    }

    /// Keep a cell word for word where it holds names that are not in the vocabulary, or words that are no name.
    fn keep_names<T>(
        &mut self,
        read: &CellNames<T>,
        field: HeadedCell<'_>,
        text: &str,
        draft: &mut Draft,
    ) -> bool {
        if !read.unknown.is_empty() {
            self.remark(field, text, What::UnknownNames(read.unknown.clone()));
            draft.kept.push(field.kept(text));
        } else if read.has_words {
            self.keep(field, text, "editor_notes", draft);
        }
        // A cell of nothing but what is kept says nothing of the key.
        read.names.is_empty()
    }

    /// Keep a cell word for word.
    fn keep(&mut self, field: HeadedCell<'_>, text: &str, key: &str, draft: &mut Draft) {
        draft.kept.push(field.kept(text));
        let key = key.to_owned();
        self.remark(field, text, What::Kept { key });
    }

    fn remark(&mut self, field: HeadedCell<'_>, text: &str, what: What) {
        self.drafts.remarks.push(Remark {
            sheet: self.grid.name.clone(),
            row: field.row,
            column: Some(field.heading.text.clone()),
            cell: text.trim().to_owned(),
            what,
        });
    }

    fn leave_out(&mut self, record: &Record, reason: Reason) {
        self.drafts.remarks.push(Remark {
            sheet: self.grid.name.clone(),
            row: record.number,
            column: None,
            cell: told(record),
            what: What::LeftOut(reason),
        });
    }

    /// The cell without what nobody sees; a text that this program guarded against spreadsheets is itself again.
    fn plain(&self, cell: &Cell) -> Cell {
        let Cell::Text(text) = cell else {
            return cell.clone();
        };
        let text = texts::visible(text);
        match self.habit {
            Habit::Guarded => Cell::written(texts::unguarded(&text)),
            Habit::Exact => Cell::Text(text.into_owned()),
        }
    }
}

/// The field of the column that holds this; the first where there are several.
fn of<'a, 'b>(fields: &'b [HeadedCell<'a>], column: Column) -> Option<&'b HeadedCell<'a>> {
    let target = Target::Column(column);
    fields.iter().find(|field| field.heading.target == target)
}

/// What a row says, cell by cell, empty ones left out.
fn told(record: &Record) -> String {
    let cells = record
        .cells
        .iter()
        .map(|cell| cell.text().trim().to_owned());
    let cells: Vec<String> = cells.filter(|text| !text.is_empty()).collect();
    cells.join(" | ")
}

/// The things that all the texts write; none where one of them writes none.
fn parsed<T: FromStr>(texts: Vec<String>) -> Option<Vec<T>> {
    texts.iter().map(|text| text.parse().ok()).collect()
}

fn named(name: String) -> Indicator {
    Indicator {
        name,
        ..Indicator::default()
    }
}
