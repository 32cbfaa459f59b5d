//! The rows of a table of actions, read into drafts.
//!
//! What is not understood is never guessed and never lost: the cell is kept word for word, and told.

mod kinds;
mod merge;
mod money;
pub mod side_tables;
mod signs;
mod sub_action;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::str::FromStr;

use crate::import::cells::date;
use crate::import::cells::reading::{Reading, is_among, is_filler, on_one_line};
use crate::import::cells::sentence;
use crate::import::cells::texts;
use crate::import::mapping::draft::{Draft, Drafts, KeptCell, OpenStatus};
use crate::import::mapping::heading::{Heading, Headings, Layout, Target, name};
use crate::import::mapping::lexicon::{CellNames, Lexicon, PlaceHints, StatusCell, split_code};
use crate::import::mapping::map::{Map, ThemeSource};
use crate::import::mapping::row::{HeadedCell, Row};
use crate::import::mapping::rows::kinds::{RowKind, exact_total, kinds};
use crate::import::mapping::rows::signs::{is_explanation, is_shifted, shows_months_first};
use crate::import::tables::book::{Attached, Cell, Grid, Record};
use crate::model::action::{SubAction, TITLE_LENGTH};
use crate::model::budget::{BudgetLine, Cents};
use crate::model::column::Column;
use crate::model::extra::Extra;
use crate::model::id::{ActionId, MeasureKey};
use crate::model::indicator::{Decimal, Indicator};
use crate::model::key::{Key, Shape};
use crate::model::key_value::Slot;
use crate::view::import_report::{Question, Reason, What};
use crate::words::dictionary::normal;
use crate::words::{Lang, Word};

/// The levels of participation of the platform Territoires en Transitions, folded, without signs.
const PARTICIPATION: &str = "pas de participation, pas de participation citoyenne, information, \
    consultation, concertation, co construction, coconstruction";

/// Read the rows below the headings.
///
/// `tells_numbers` where the table tells a number from a text that looks like one.
pub fn read(
    grid: &Grid,
    layout: &Layout,
    headings: &Headings,
    tells_numbers: bool,
    map: &Map,
    lexicon: &mut Lexicon<'_>,
) -> Drafts {
    lexicon.is_export = layout.column(Column::Id).is_some();
    // An export of the platform Territoires en Transitions.
    let is_of_platform = |heading: &Heading| heading.text == "Confidentialité de la fiche";
    lexicon.keeps_commas = layout.headings.iter().any(is_of_platform);
    let mut reader = Reader {
        fills_down: !layout.is_own && fills_down(grid, layout, Key::Themes),
        month_first: shows_months_first(grid, layout),
        tells_numbers,
        ..Reader::new(layout, map, lexicon)
    };
    if !reader.lexicon.is_export {
        reader.kinds = kinds(grid, layout, map);
    }
    let mut explains = true;
    for (index, record) in grid.records.iter().enumerate().skip(layout.record + 1) {
        // A line of dashes sets the parts of a table apart.
        if record.cells.iter().all(|cell| is_filler(&cell.text())) {
            continue;
        }
        if let Some(mut layout) = headings.again(index, record) {
            layout.sheet.clone_from(&grid.name);
            layout.widen(grid);
            reader.drafts.report.headings_again += 1;
            let same = |(a, b): (&Heading, &Heading)| a.target == b.target;
            let mut pairs = layout.headings.iter().zip(&reader.layout.headings);
            if !pairs.all(same) {
                reader.drafts.layouts.push(layout.clone());
            }
            reader.layout = Rc::new(layout);
            continue;
        }
        explains = explains && is_explanation(record);
        if explains {
            let mut filled = record.cells.iter().filter(|cell| !cell.is_empty());
            let text = filled.next().map(Cell::text).unwrap_or_default();
            let what = What::LeftOut(Reason::Explains);
            reader.drafts.report.tell(record.number, text.trim(), what);
            continue;
        }
        reader.drafts.report.rows += 1;
        reader.row(record);
    }
    reader.tell_totals();
    reader.settle_words();
    reader.settle_parts();
    reader.drafts
}

/// Whether an empty cell of a column stands for the one above: not where the table repeats it row by row.
fn fills_down(grid: &Grid, layout: &Layout, key: Key) -> bool {
    let repeats = |pair: &[Record], place: usize| {
        let is_own = |record: &Record| !record.spread.contains(&place);
        let (one, next) = (pair[0].cell(place), pair[1].cell(place));
        !one.is_empty() && one.text() == next.text() && is_own(&pair[1])
    };
    let mut pairs = layout.rows(grid).windows(2);
    let place = layout.column(key);
    place.is_none_or(|place| !pairs.any(|pair| repeats(pair, place)))
}

/// What tells rows of one action: its id, or its measure, folded title and code.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum ActionKey {
    Id(ActionId),
    Title(Option<MeasureKey>, String, Option<String>),
}

/// The reader of the rows of a table.
pub struct Reader<'a, 'b> {
    /// The columns, which headings further down may change.
    layout: Rc<Layout>,
    map: &'a Map,
    lexicon: &'a mut Lexicon<'b>,
    /// Whether a text that looks like a number is none.
    tells_numbers: bool,
    /// Whether the cells of the row seem to stand in columns that are not theirs.
    shifted: bool,
    /// What is read so far.
    pub drafts: Drafts,
    /// The drafts by what tells their actions.
    known: HashMap<ActionKey, usize>,
    /// The last measure that a row names, and its row.
    measure: Option<MeasureKey>,
    /// The last themes that a row names.
    themes: Option<Vec<String>>,
    /// The title of the group that the rows stand in.
    group: Option<String>,
    /// What rows are that are no actions, or may be none.
    kinds: HashMap<usize, RowKind>,
    /// The rows that add up others: the remark that tells of each, and what it states.
    totals: Vec<(usize, Cents)>,
    /// The totals of actions whose budget was told in words: their rows, what they state, and their cells.
    told_again: Vec<(usize, Vec<BudgetLine>, Vec<KeptCell>)>,
    /// The drafts that no row of their own made, only those of their parts.
    of_parts: HashSet<usize>,
    /// Whether an empty cell has the themes of the row above.
    fills_down: bool,
    /// The places that were told already, by heading and text.
    places: HashSet<(String, String)>,
    /// Whether days are written with the month first somewhere: then nobody knows what `05/06/2019` is.
    month_first: bool,
}

impl<'a, 'b> Reader<'a, 'b> {
    /// A reader that has read nothing yet.
    pub fn new(layout: &Layout, map: &'a Map, lexicon: &'a mut Lexicon<'b>) -> Self {
        Self {
            layout: Rc::new(layout.clone()),
            map,
            lexicon,
            tells_numbers: false,
            shifted: false,
            drafts: Drafts::default(),
            known: HashMap::new(),
            measure: None,
            themes: None,
            group: None,
            kinds: HashMap::new(),
            totals: Vec::new(),
            told_again: Vec::new(),
            of_parts: HashSet::new(),
            fills_down: true,
            places: HashSet::new(),
            month_first: false,
        }
    }
}

impl Reader<'_, '_> {
    fn row(&mut self, record: &Record) {
        let layout = Rc::clone(&self.layout);
        let row = Row::of(record, &layout);
        match self.kinds.remove(&record.number) {
            Some(RowKind::Total(stated)) => {
                let remark = self.drafts.report.remarks.len();
                self.totals.extend(stated.map(|stated| (remark, stated)));
                self.group = None;
                return self.leave_out(record, Reason::Total(None));
            }
            Some(RowKind::Group) => {
                self.leave_out(record, Reason::Group);
                let titled = row.cells.iter().find(|cell| !cell.is_filler());
                self.group = titled.map(HeadedCell::line).or(self.group.take());
                return;
            }
            Some(RowKind::Maybe(asks)) => {
                let questions = &mut self.drafts.report.questions;
                return Question::ask(questions, record.number, &record.told(), asks);
            }
            None => {}
        }
        // An axis alone, above its actions which say it again.
        let is_place =
            |cell: &HeadedCell<'_>| cell.heading.target == Target::Place || cell.is_filler();
        if row.cell(Target::Place).is_some() && row.cells.iter().all(is_place) {
            return self.leave_out(record, Reason::Group);
        }
        let mut draft = Draft::new(record.number);
        draft.id = row.text(Column::Id).and_then(|id| id.parse().ok());
        match self.place(&row, &draft) {
            Ok(measure) => draft.measure = measure,
            Err(reason) => return self.leave_out(record, reason),
        }
        let part = row.cell(Target::SubAction).map(|cell| cell.line());
        if let Some(part) = part.filter(|title| !title.is_empty()) {
            return self.part(&row, draft, part);
        }
        let Some(title) = self.title(&row, &mut draft) else {
            return self.leave_out(record, Reason::NoTitle);
        };
        draft.sheet.title = title;
        let before = self.drafts.report.remarks.len();
        self.beside_measure(&row, &mut draft);
        self.shifted = is_shifted(&row.cells, self.lexicon);
        for cell in &row.cells {
            self.fill(*cell, &mut draft);
        }
        self.amounts(&row.cells, &mut draft);
        self.funders(&row.cells, &mut draft);
        self.theme(&row, &mut draft);
        self.attached(&row, &mut draft);
        self.foreign_id(&row, &mut draft);
        self.shifted = false;
        let filled = row.cells.iter().filter(|cell| !cell.cell.is_empty());
        let filled = filled.count();
        let kept = (self.drafts.report.remarks.len() - before).min(filled);
        let (cells_read, cells_kept) = &mut self.drafts.report.cells;
        *cells_kept += kept;
        *cells_read += filled - kept;
        self.take(draft);
    }

    /// Keep what hangs on the cells of a row, and say where a formula has no value.
    fn attached(&mut self, row: &Row<'_>, draft: &mut Draft) {
        for (column, attached) in &row.record.attached {
            let Some(cell) = row.cells.get(*column).copied() else {
                continue;
            };
            let text = cell.text();
            match attached {
                Attached::Formula => self.remark(cell, &text, What::NoValue),
                Attached::Unread => self.remark(cell, &text, What::NotRead),
                Attached::Erased => draft.erased.extend(cell.heading.target.field(None)),
                Attached::Link(address) if text.contains(address.trim_end_matches('/')) => {}
                Attached::Link(address) if cell.heading.target == Key::Links => {
                    draft.sheet.links.push(address.clone());
                    draft.state("links", cell.kept(address));
                }
                Attached::Link(said) | Attached::Comment(said) => {
                    self.set_aside(cell, said, What::Attached, draft);
                }
            }
        }
    }

    /// Say of each total what the actions come to that it adds up: those since the total before, or all.
    fn tell_totals(&mut self) {
        let sum = |rows: std::ops::Range<usize>, drafts: &[Draft]| {
            let drafts = drafts.iter().filter(|draft| rows.contains(&draft.row));
            let sums = drafts.map(|draft| {
                let lines = draft.sheet.lines().map(|(_, line)| line);
                exact_total(lines, None).map(|sum| sum.0)
            });
            sums.sum::<Option<i128>>().map(Cents)
        };
        let Drafts { drafts, report, .. } = &mut self.drafts;
        let mut start = 0;
        for (remark, stated) in std::mem::take(&mut self.totals) {
            let remark = &mut report.remarks[remark];
            let ranges = [start..remark.row, 0..remark.row, 0..usize::MAX];
            // Nobody says what a total is of: what comes nearest to it.
            let found = ranges.into_iter().filter_map(|rows| sum(rows, drafts));
            let found = found.min_by_key(|found| (found.0 - stated.0).abs());
            let told = found.map(|found| (stated, found));
            remark.what = What::LeftOut(Reason::Total(told));
            start = remark.row;
        }
    }

    /// What stands in the column of ids and is none is the number that somebody else gives the action.
    fn foreign_id(&mut self, row: &Row<'_>, draft: &mut Draft) {
        let cell = row.cell(Column::Id).filter(|_| draft.id.is_none());
        let Some(cell) = cell.filter(|cell| !cell.is_filler()) else {
            return;
        };
        let text = cell.line();
        match draft.sheet.code {
            Some(_) => self.keep(cell, &text, draft),
            None => {
                draft.state("code", cell.kept(&text));
                draft.sheet.code = Some(text);
            }
        }
    }

    /// The measure that a row names, else the one above it, else the one that the map gives.
    fn place(&mut self, row: &Row<'_>, draft: &Draft) -> Result<Option<MeasureKey>, Reason> {
        let titles = [Column::MeasureTitle, Column::AxisTitle].map(|column| row.text(column));
        let axis = row.text(Column::Axis);
        let hints = PlaceHints {
            title: titles[0].as_deref(),
            axis_title: titles[1].as_deref(),
            axis: axis.and_then(|axis| split_code(&axis).0?.axis()),
        };
        let column = row.cell(Column::Measure);
        let is_place = |cell: &&HeadedCell<'_>| {
            let target = &cell.heading.target;
            let is = *target == Target::Column(Column::Measure) || *target == Target::Place;
            is && !cell.is_filler()
        };
        let places: Vec<&HeadedCell<'_>> = row.cells.iter().filter(is_place).collect();
        let default = self.map.defaults.measure.clone();
        // The last one is the most precise; `1.2` stands before `1.2.3 Déchets`.
        for (index, cell) in places.iter().rev().enumerate() {
            let text = cell.shown();
            // `01-févr` and `01/02/2003` were codes before a spreadsheet read them.
            let is_date = || matches!(date::end(&Cell::written(&text)), Reading::Read(_));
            if matches!(cell.cell, Cell::Day(_)) || (split_code(&text).0.is_none() && is_date()) {
                return Err(Reason::CodeIsDate);
            }
            // The first place of several is the axis.
            let axis = places[0].line();
            let (axis_code, axis_title) = split_code(&axis);
            let of_axis = PlaceHints {
                title: None,
                axis: axis_code.and_then(|code| code.axis()),
                axis_title: Some(axis_title).filter(|title| !title.is_empty()),
            };
            let hints = match cell.heading.target {
                Target::Place if index + 1 < places.len() => of_axis,
                Target::Place => PlaceHints {
                    axis_title: hints.axis_title,
                    ..PlaceHints::default()
                },
                _ => hints,
            };
            match self.lexicon.place(&text, hints, cell.row) {
                Ok((measure, other_axis)) => {
                    if let Some(axis) = other_axis {
                        self.remark_once(**cell, &text, What::OtherAxis { axis });
                    }
                    self.measure = Some(measure.clone());
                    return Ok(Some(measure));
                }
                Err(nearest) if index + 1 == places.len() && default.is_none() => {
                    return Err(Reason::UnknownMeasure { nearest });
                }
                Err(_) => {}
            }
        }
        if draft.id.is_some() {
            return Ok(None);
        }
        let above = self.measure.clone().filter(|_| !self.layout.is_own);
        if let (Some(measure), Some(cell), []) = (above, column, &places[..]) {
            self.remark(cell, measure.as_str(), What::FromAbove);
            return Ok(Some(measure));
        }
        let group = self.group.as_ref();
        if let Some(measure) = group.and_then(|title| self.lexicon.known_place(title)) {
            return Ok(Some(measure));
        }
        // A table without measures may speak of actions by their titles alone.
        if default.is_none() && column.is_none() && row.text(Key::Title).is_some() {
            return Ok(None);
        }
        let default = default.ok_or(Reason::NoMeasure)?;
        if let Some(measure) = self.lexicon.known_place(&default) {
            return Ok(Some(measure));
        }
        let hints = PlaceHints::default();
        match self.lexicon.place(&default, hints, draft.row) {
            Ok((measure, _)) => Ok(Some(measure)),
            Err(nearest) => Err(Reason::UnknownMeasure { nearest }),
        }
    }

    /// Keep what a row says of its place beside the measure: a part of the table's own order, or another title.
    fn beside_measure(&mut self, row: &Row<'_>, draft: &mut Draft) {
        let Some(measure) = draft.measure.clone().filter(|_| !self.lexicon.is_export) else {
            return;
        };
        for (index, cell) in row.cells.iter().enumerate() {
            let is_place = matches!(
                cell.heading.target,
                Target::Place
                    | Target::Column(
                        Column::Measure | Column::MeasureTitle | Column::Axis | Column::AxisTitle
                    )
            );
            let text = cell.shown();
            if !is_place || is_filler(&text) || self.lexicon.says_place(&text, &measure) {
                continue;
            }
            let name = name(&cell.heading.text, index);
            let key = draft.own(&name, &text, Some(cell.kept(&text)));
            self.remark_once(*cell, &text, What::Kept { key });
        }
        // The title of the group goes with its rows where nothing else says it.
        if let Some(title) = &self.group
            && !self.lexicon.says_place(title, &measure)
        {
            draft.own("groupe", title, None);
        }
    }

    /// The title of a row: its own, else the first line of what it describes.
    ///
    /// An action that a row names by its id and by nothing else keeps the title that it has.
    fn title(&mut self, row: &Row<'_>, draft: &mut Draft) -> Option<String> {
        if let Some(title) = row.text(Key::Title) {
            let cell = row.cell(Key::Title)?;
            let line = match self.lexicon.is_export {
                true => on_one_line(&title),
                false => texts::title(&title),
            };
            let short = texts::shortened(&line, TITLE_LENGTH);
            if short != line {
                self.keep(cell, &title, draft);
            }
            draft.state("title", cell.kept(&title));
            return Some(short);
        }
        if draft.id.is_some() {
            if let Some(cell) = row.cell(Key::Title) {
                draft.compute(Key::Title.into(), cell.cell, cell.kept(&cell.text()));
            }
            return Some(String::new());
        }
        let cell = row.cell(Key::Description)?;
        let text = cell.text();
        let mut lines = text.lines().map(texts::title);
        let first = lines.find(|line| !line.is_empty())?;
        if first.chars().count() > TITLE_LENGTH {
            return None;
        }
        self.remark(cell, &text, What::TitleFrom(Key::Description.into()));
        // A row that describes in the title's place has no other description.
        if text.trim().lines().count() == 1 {
            draft.stated.insert("description".to_owned());
        }
        draft.state("title", cell.kept(&text));
        Some(first)
    }

    /// The themes of a row, else those above it, else those that the map gives.
    fn theme(&mut self, row: &Row<'_>, draft: &mut Draft) {
        let column = row.cell(Key::Themes);
        if !draft.sheet.themes.is_empty() {
            self.themes = Some(draft.sheet.themes.clone());
            return;
        }
        // Only an empty cell takes what stands above: an unknown theme is another one.
        let is_empty = column.is_none_or(|cell| cell.cell.is_empty());
        if !is_empty || draft.id.is_some() && self.lexicon.is_export {
            return;
        }
        if let (Some(themes), Some(cell), true) = (self.themes.clone(), column, self.fills_down) {
            self.remark(cell, &themes.join(" ; "), What::FromAbove);
            draft.state("themes", cell.kept(""));
            draft.sheet.themes = themes;
            return;
        }
        let given = match self.map.defaults.themes_from {
            Some(ThemeSource::Axis) => self.axis_title(row, draft).into_iter().collect(),
            None => self.map.defaults.themes.clone(),
        };
        for theme in given {
            let theme = serde_json::json!([theme]).to_string();
            let read = self.lexicon.themes(&Cell::written(&theme), draft.row);
            // An action of the plan keeps its own: only a new one takes what the table does not say.
            draft.sheet.themes.extend(read.known());
        }
    }

    /// The title of the axis that a row stands in, by its cells or by its measure.
    fn axis_title(&self, row: &Row<'_>, draft: &Draft) -> Option<String> {
        let axis = [Column::AxisTitle.into(), Column::Axis.into(), Target::Place];
        let cells = row.cells.iter();
        let cells = cells.filter(|cell| axis.contains(&cell.heading.target));
        let mut titles = cells.map(|cell| split_code(&cell.line()).1.to_owned());
        let told = titles.find(|title| title.contains(char::is_alphabetic));
        let group = || Some(split_code(self.group.as_ref()?).1.to_owned());
        told.or_else(group)
            .or_else(|| self.lexicon.axis_title(draft.measure.as_ref()?))
    }

    /// Read a cell into what its column holds.
    pub fn fill(&mut self, cell: HeadedCell<'_>, draft: &mut Draft) {
        let text = cell.text().trim().to_owned();
        match &cell.heading.target {
            Target::Key(key) => self.key(*key, cell, draft),
            Target::Column(
                column
                @ (Column::Measure | Column::MeasureTitle | Column::Axis | Column::AxisTitle),
            ) => draft.compute(*column, cell.cell, cell.kept(&cell.text())),
            Target::Column(Column::Extra) => {
                let text = self.plain(&text);
                for (name, value) in texts::pairs(&text) {
                    draft.state(&format!("extra.{name}"), cell.kept(&text));
                    draft.sheet.extra.insert(name, value);
                }
            }
            Target::Extra(name) if cell.cell.is_empty() => {
                if self.lexicon.is_export {
                    draft.stated.insert(format!("extra.{name}"));
                }
            }
            Target::Extra(name) => {
                let value = match cell.cell.number() {
                    Some(number) => Extra::Number(Decimal(number.to_owned())),
                    None if self.tells_numbers => Extra::Text(text.clone()),
                    None if self.lexicon.is_export => texts::own(&text),
                    None => texts::written(&text),
                };
                draft.sheet.extra.insert(name.clone(), value);
                draft.state(&format!("extra.{name}"), cell.kept(&text));
            }
            Target::Financing => self.financing(cell, &text, draft),
            Target::Fingerprint => draft.fingerprint = Some(text).filter(|text| !text.is_empty()),
            // What is paid, who pays and where it stands is read for the whole row.
            Target::Column(_) | Target::Funder | Target::FunderAmount | Target::Unit => {}
            Target::Computed(Some(column)) => {
                draft.compute(*column, cell.cell, cell.kept(&cell.text()))
            }
            Target::Field(_)
            | Target::SubAction
            | Target::Place
            | Target::Computed(None)
            | Target::Dropped => {}
        }
    }

    /// The budget in words, line by line; a line may name the funders, those without an amount too.
    fn financing(&mut self, cell: HeadedCell<'_>, text: &str, draft: &mut Draft) {
        let names = |line: &&str| {
            let mut langs = [Lang::Fr, Lang::En].into_iter();
            langs.find_map(|lang| {
                let rest = line.strip_prefix(lang.heading(Key::Funders))?;
                rest.strip_prefix(lang.word(Word::COLON)).map(str::to_owned)
            })
        };
        let lines: Vec<&str> = text.lines().collect();
        for names in lines.iter().filter_map(names) {
            self.funders_of(cell, &Cell::written(&names), text, draft);
        }
        let others = lines.into_iter().filter(|line| names(line).is_none());
        let others: Vec<&str> = others.collect();
        let text = others.join(" ; ");
        if text.is_empty() {
            return;
        }
        match sentence::lines(&text, &[]) {
            Some(lines) => {
                draft.sheet.budget = lines.into_iter().map(|(_, line)| line).collect();
                draft.in_words = true;
                draft.state("budget", cell.kept(&text));
            }
            None => {
                let text = others.join("\n");
                let key = draft.own("financements", &text, Some(cell.kept(&text)));
                self.remark(cell, &text, What::Kept { key });
            }
        }
    }

    /// The funders that `names` names, which are the whole of a cell or stand in its text.
    pub(super) fn funders_of(
        &mut self,
        cell: HeadedCell<'_>,
        names: &Cell,
        text: &str,
        draft: &mut Draft,
    ) -> CellNames {
        let read = self.lexicon.actors(names, Key::Funders, cell.row);
        if !self.keep_names(&read, cell, text, draft) {
            draft.state("funders", cell.kept(&names.text()));
        }
        add_new(&mut draft.sheet.funders, read.names.clone());
        read
    }

    /// The text of a cell; what this program exports is no page of the web.
    fn plain(&self, text: &str) -> String {
        match self.lexicon.is_export {
            true => text.trim().to_owned(),
            false => texts::plain(text.trim_end()),
        }
    }

    fn key(&mut self, key: Key, cell: HeadedCell<'_>, draft: &mut Draft) {
        let is_date = key.shape() == Shape::Date;
        let is_prose = key.shape() == Shape::Block;
        if cell.cell.is_empty() || (cell.is_filler() && !is_prose && !is_date) {
            if self.lexicon.is_export && key != Key::Title && key != Key::Budget {
                draft.state(key.name(), cell.kept(""));
            }
            return;
        }
        if self.shifted && (is_date || key == Key::Status) {
            return self.set_aside(cell, &cell.text(), What::Shifted, draft);
        }
        let text = self.plain(&cell.text());
        // Tags and blanks alone say nothing.
        if text.is_empty() {
            return;
        }
        let sheet = &mut draft.sheet;
        let is_read = match (key, sheet.slot(key)) {
            (Key::Code, _) if matches!(cell.cell, Cell::Day(_)) => false,
            (Key::Code, Slot::Text(code)) => {
                let shown = cell.cell.shown();
                put(code, Some(Some(on_one_line(&shown))))
            }
            (Key::Description, _) if draft.stated.contains("description") => return,
            (Key::Status, Slot::Text(slot)) => match self.lexicon.status(&text, cell.row) {
                StatusCell::Is(status) => put(slot, Some(Some(status))),
                StatusCell::OneOf(choices, usual) => {
                    let written = text.clone();
                    draft.open_statuses.push(OpenStatus {
                        part: None,
                        written,
                        choices,
                    });
                    if usual.is_none() {
                        return;
                    }
                    put(slot, Some(usual))
                }
                StatusCell::Unknown(nearest) => {
                    let what = What::UnknownNames(vec![(text.clone(), nearest)]);
                    return self.set_aside(cell, &text, what, draft);
                }
            },
            (Key::Themes, Slot::Texts(themes)) => {
                let read = self.lexicon.themes(cell.cell, cell.row);
                add_new(themes, read.known());
                draft.unknown_themes.extend(read.unknown.iter().cloned());
                if self.keep_names(&read, cell, &text, draft) {
                    return;
                }
                true
            }
            // A level of participation, on the platform, is nobody.
            (Key::Audiences, _) if is_among(&normal(&text), PARTICIPATION) => {
                let key = draft.own("participation", &text, Some(cell.kept(&text)));
                return self.remark_once(cell, &text, What::Kept { key });
            }
            (_, Slot::Names(names)) => {
                let read = self.lexicon.actors(cell.cell, key, cell.row);
                add_new(names, read.names.clone());
                if self.keep_names(&read, cell, &text, draft) {
                    return;
                }
                true
            }
            (_, Slot::Date(slot)) => {
                let read = match key {
                    _ if self.month_first && date::has_two_orders(&text) => Reading::Verbatim,
                    Key::Start => date::start(cell.cell),
                    _ => date::end(cell.cell),
                };
                if read == Reading::Empty {
                    return;
                }
                put(slot, read.value().map(Some))
            }
            (_, Slot::Measures(measures)) => put(measures, parsed(&self.list(&text))),
            (_, Slot::Ids(ids)) => put(ids, parsed(&self.list(&text))),
            (_, Slot::FollowUp(notes)) => put(notes, parsed(&self.list(&text))),
            (_, Slot::Indicators(indicators)) => {
                let named = |name| Indicator {
                    name,
                    ..Indicator::default()
                };
                draft.titled.insert("indicators");
                put(
                    indicators,
                    Some(self.list(&text).into_iter().map(named).collect()),
                )
            }
            (_, Slot::SubActions(parts)) => {
                let titles = self.list(&text);
                let is_long = |title: &String| title.chars().count() > TITLE_LENGTH;
                if titles.iter().any(is_long) {
                    return self.keep(cell, &text, draft);
                }
                // The column of the budget may have told their lines already.
                let mut earlier = std::mem::take(parts);
                let parts_of = titles.into_iter().map(|title| {
                    let known = earlier.iter().position(|part| part.title == title);
                    let part = known.map(|index| earlier.swap_remove(index));
                    part.unwrap_or_else(|| SubAction::titled(title))
                });
                parts.extend(parts_of);
                draft.titled.insert("sub_actions");
                true
            }
            (_, Slot::Text(slot)) => put(slot, Some(Some(text.clone()))),
            (_, Slot::Texts(texts)) => put(texts, Some(self.list(&text))),
            // Read for the whole row.
            (_, Slot::Title(_) | Slot::Budget(_)) => return,
        };
        match is_read {
            true => draft.state(key.name(), cell.kept(&text)),
            false => self.keep(cell, &text, draft),
        }
    }

    /// The texts of a list, set apart as people or as this program does.
    fn list(&self, text: &str) -> Vec<String> {
        texts::list(text, self.lexicon.is_export)
    }

    /// Keep a cell word for word where it holds names that are not in the vocabulary, or words that are no name.
    fn keep_names(
        &mut self,
        read: &CellNames,
        cell: HeadedCell<'_>,
        text: &str,
        draft: &mut Draft,
    ) -> bool {
        if !read.unknown.is_empty() {
            self.set_aside(cell, text, What::UnknownNames(read.unknown.clone()), draft);
        } else if read.has_words {
            self.keep(cell, text, draft);
        }
        // A cell of nothing but what is kept says nothing of the key.
        read.names.is_empty()
    }

    /// Keep a cell that is not understood.
    fn keep(&mut self, cell: HeadedCell<'_>, text: &str, draft: &mut Draft) {
        self.set_aside(cell, text, What::kept("editor_notes"), draft);
    }

    /// Keep what a cell says word for word, and tell why.
    fn set_aside(&mut self, cell: HeadedCell<'_>, text: &str, what: What, draft: &mut Draft) {
        draft.kept.push(cell.kept(text));
        self.remark(cell, text, what);
    }

    fn remark(&mut self, cell: HeadedCell<'_>, text: &str, what: What) {
        self.drafts
            .report
            .remarks
            .push(cell.kept(text).remark(what));
    }

    /// Remark on the cells of a column that say this, at the first of them.
    fn remark_once(&mut self, cell: HeadedCell<'_>, text: &str, what: What) {
        let place = (cell.heading.text.clone(), text.to_owned());
        if self.places.insert(place) {
            self.remark(cell, text, what);
        }
    }

    /// Tell that a row is left out.
    pub fn leave_out(&mut self, record: &Record, reason: Reason) {
        let what = What::LeftOut(reason);
        self.drafts.report.tell(record.number, &record.told(), what);
    }
}

/// Add to a list what it has not.
fn add_new<T: PartialEq>(list: &mut Vec<T>, others: Vec<T>) {
    for other in others {
        if !list.contains(&other) {
            list.push(other);
        }
    }
}

/// The items of a list, where each of them is one.
fn parsed<T: FromStr>(items: &[String]) -> Option<Vec<T>> {
    items.iter().map(|item| item.parse().ok()).collect()
}

/// Put what was read in its place; whether anything was.
fn put<T>(slot: &mut T, read: Option<T>) -> bool {
    let is_read = read.is_some();
    if let Some(read) = read {
        *slot = read;
    }
    is_read
}
