//! The rows of a table of actions, read into drafts.
//!
//! What is not understood is never guessed and never lost: the cell is kept word for word, and told.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use crate::import::book::{Cell, Grid, Record};
use crate::import::budget::{Money, budget};
use crate::import::date;
use crate::import::draft::{Draft, Drafts, Kept};
use crate::import::heading::{Heading, Headings, Layout, Target, name, normal};
use crate::import::lexicon::{Lexicon, Names, Place};
use crate::import::map::Map;
use crate::import::reading::{Reading, is_filler, on_one_line};
use crate::import::scale::Scale;
use crate::import::sentence;
use crate::import::texts;
use crate::model::action::{Extra, SubAction, TITLE_LENGTH};
use crate::model::budget::{Basis, BudgetLine, Cents, Figure};
use crate::model::column::Column;
use crate::model::fold::fold;
use crate::model::id::{ActionId, MeasureKey};
use crate::model::indicator::{Decimal, Indicator};
use crate::model::name::{Name, Stated};
use crate::view::brought::{Reason, Remark, What};

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
    reader.drafts
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
    /// The drafts by id, and by measure, folded title and code.
    known: HashMap<Known, usize>,
    /// The last measure that a row names, and its row.
    measure: Option<MeasureKey>,
    /// The last themes that a row names.
    themes: Option<Vec<String>>,
    /// The places that were told already, by heading and text.
    places: HashSet<(String, String)>,
    /// Whether days are written with the month first somewhere: then nobody knows what `05/06/2019` is.
    month_first: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Known {
    Id(ActionId),
    Title(Option<MeasureKey>, String, Option<String>),
}

/// A cell below its heading.
#[derive(Clone, Copy)]
struct Field<'a> {
    heading: &'a Heading,
    cell: &'a Cell,
    row: usize,
    /// Whether a merged range spreads the cell here from another row or column.
    spread: bool,
}

impl Field<'_> {
    fn kept(&self, text: &str) -> Kept {
        Kept {
            row: self.row,
            heading: self.heading.text.clone(),
            text: text.trim().to_owned(),
        }
    }
}

impl Reader<'_, '_> {
    fn row(&mut self, record: &Record) {
        let cells: Vec<Cell> = record.cells.iter().map(|cell| self.plain(cell)).collect();
        let layout = Rc::clone(&self.layout);
        let fields: Vec<Field<'_>> = layout
            .headings
            .iter()
            .enumerate()
            .map(|(index, heading)| Field {
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
        let title = text(Column::Title);
        let part = fields
            .iter()
            .find(|field| field.heading.target == Target::SubAction)
            .map(|field| on_one_line(&field.cell.text()).into_owned())
            .filter(|title| !title.is_empty());
        if is_total(title.as_deref()) && text(Column::Id).is_none() && text(Column::Code).is_none()
        {
            return self.leave_out(record, Reason::Total);
        }
        let place = self.place(&fields, text(Column::MeasureTitle).as_deref(), &draft);
        match place {
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
        self.shifted = self.is_shifted(&fields);
        for field in &fields {
            self.fill(*field, &mut draft);
        }
        self.funders(&fields, &mut draft);
        self.theme(&fields, &mut draft);
        self.foreign_id(&fields, &mut draft);
        self.shifted = false;
        let kept = self.drafts.remarks.len() - before;
        self.drafts.cells_kept += kept.min(filled);
        self.drafts.cells_read += filled - kept.min(filled);
        self.take(draft);
    }

    /// What stands in the column of ids and is none is the number that somebody else gives the action.
    fn foreign_id(&mut self, fields: &[Field<'_>], draft: &mut Draft) {
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

    /// Take a draft, or lay it beside the one of an earlier row that speaks of the same action.
    fn take(&mut self, draft: Draft) {
        let earlier = self.earlier(&draft);
        let index = earlier.unwrap_or(self.drafts.drafts.len());
        self.known
            .entry(key(&draft, draft.sheet.code.as_ref()))
            .or_insert(index);
        self.known.entry(key(&draft, None)).or_insert(index);
        match earlier {
            None => self.drafts.drafts.push(draft),
            Some(index) => self.again(index, draft),
        }
    }

    /// The draft of an earlier row that speaks of the same action: one of the same code, where both give one.
    fn earlier(&self, draft: &Draft) -> Option<usize> {
        let code = draft.sheet.code.as_ref();
        let exact = self.known.get(&key(draft, code)).copied();
        exact.or_else(|| {
            let index = self.known.get(&key(draft, None)).copied()?;
            let has_code = self.drafts.drafts[index].sheet.code.is_some();
            (code.is_none() || !has_code).then_some(index)
        })
    }

    /// A second row of an action fills in what the first leaves open; what it says otherwise is kept word for word.
    fn again(&mut self, index: usize, second: Draft) {
        let first_row = self.drafts.drafts[index].row;
        let sheet = self.grid.name.clone();
        self.drafts.remarks.push(Remark {
            sheet: sheet.clone(),
            row: second.row,
            column: None,
            cell: second.called().to_owned(),
            what: What::Joined { row: first_row },
        });
        for key in &second.stated {
            let first = &mut self.drafts.drafts[index];
            let mut other = first.sheet.clone();
            other.take_from(key, &second.sheet);
            if other == first.sheet && first.stated.contains(key) {
                continue;
            }
            let origins: Vec<Kept> = second
                .origins
                .iter()
                .filter(|(of, origin)| of == key && !origin.text.is_empty())
                .map(|(_, origin)| origin.clone())
                .collect();
            // Another bullet or full stop is no other thing.
            let is_said = |origin: &Kept| {
                first
                    .origins
                    .iter()
                    .any(|(of, known)| of == key && normal(&known.text) == normal(&origin.text))
            };
            if origins.iter().all(is_said) {
                continue;
            }
            let first_is_open = !first
                .origins
                .iter()
                .any(|(of, origin)| of == key && !origin.text.is_empty());
            if first_is_open {
                first.sheet.take_from(key, &second.sheet);
                for origin in origins {
                    first.state(key, origin);
                }
                continue;
            }
            for origin in origins {
                self.drafts.remarks.push(Remark {
                    sheet: sheet.clone(),
                    row: origin.row,
                    column: Some(origin.heading.clone()),
                    cell: origin.text.clone(),
                    what: What::Twice { row: first_row },
                });
                if !first.kept.contains(&origin) {
                    first.kept.push(origin);
                }
            }
        }
        let first = &mut self.drafts.drafts[index];
        first.kept.extend(second.kept);
    }

    /// The measure that a row names, else the one above it, else the one that the map gives.
    fn place(
        &mut self,
        fields: &[Field<'_>],
        title: Option<&str>,
        draft: &Draft,
    ) -> Result<Option<MeasureKey>, Reason> {
        let is_place = |field: &&Field<'_>| {
            let target = &field.heading.target;
            let is = *target == Target::Column(Column::Measure) || *target == Target::Place;
            is && !field.cell.is_empty() && !is_filler(&field.cell.text())
        };
        let places: Vec<&Field<'_>> = fields.iter().filter(is_place).collect();
        let row = fields.first().map_or(0, |field| field.row);
        // The last one is the most precise; `1.2` stands before `1.2.3 Déchets`.
        for (index, field) in places.iter().rev().enumerate() {
            let text = on_one_line(&texts::without_tags(&field.cell.text())).into_owned();
            match self.lexicon.place(&text, title, row) {
                Place::Measure(measure, other) => {
                    if let Some(measure) = other {
                        self.remark(**field, &text, What::OtherMeasure { measure });
                    }
                    self.measure = Some(measure.clone());
                    return Ok(Some(measure));
                }
                Place::Unknown { nearest } if index + 1 == places.len() => {
                    return Err(Reason::UnknownMeasure { nearest });
                }
                Place::Unknown { .. } => {}
            }
        }
        if draft.id.is_some() {
            return Ok(None);
        }
        let column = of(fields, Column::Measure);
        if let (Some(measure), Some(field)) = (self.measure.clone(), column) {
            self.remark(*field, measure.as_str(), What::FromAbove);
            return Ok(Some(measure));
        }
        let default = self.map.defaults.measure.as_deref();
        match default.map(|measure| self.lexicon.place(measure, None, row)) {
            Some(Place::Measure(measure, _)) => Ok(Some(measure)),
            Some(Place::Unknown { nearest }) => Err(Reason::UnknownMeasure { nearest }),
            None => Err(Reason::NoMeasure),
        }
    }

    /// Keep what a row says of its place beside the measure: a part of the table's own order, or another title.
    fn beside_measure(&mut self, fields: &[Field<'_>], draft: &mut Draft) {
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
            let text = on_one_line(&texts::without_tags(&field.cell.text())).into_owned();
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
    }

    /// The title of a row: its own, else the first line of what it describes.
    ///
    /// An action that a row names by its id and by nothing else keeps the title that it has.
    fn title(
        &mut self,
        fields: &[Field<'_>],
        title: Option<String>,
        draft: &mut Draft,
    ) -> Option<String> {
        if let Some(title) = title {
            let field = of(fields, Column::Title)?;
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
        let field = of(fields, Column::Description)?;
        let text = field.cell.text();
        let first = text
            .lines()
            .map(texts::title)
            .find(|line| !line.is_empty())?;
        if first.chars().count() > TITLE_LENGTH {
            return None;
        }
        self.remark(*field, &text, What::TitleFrom(Column::Description));
        // A row that describes in the title's place has no other description.
        if text.trim().lines().count() == 1 {
            draft.stated.insert("description".to_owned());
        }
        draft.state("title", field.kept(&text));
        Some(first)
    }

    /// The themes of a row, else those above it, else those that the map gives.
    fn theme(&mut self, fields: &[Field<'_>], draft: &mut Draft) {
        let column = of(fields, Column::Themes);
        if !draft.sheet.themes.is_empty() {
            self.themes = Some(draft.sheet.themes.clone());
            return;
        }
        // Only an empty cell takes what stands above: an unknown theme is another one.
        let is_empty = column.is_none_or(|field| field.cell.is_empty());
        if !is_empty || draft.id.is_some() && self.has_ids {
            return;
        }
        if let (Some(themes), Some(field)) = (self.themes.clone(), column) {
            self.remark(*field, &themes.join(" ; "), What::FromAbove);
            draft.state("themes", field.kept(""));
            draft.sheet.themes = themes;
            return;
        }
        let defaults = self.map.defaults.themes.join(" ; ");
        let cell = Cell::written(&defaults);
        draft.sheet.themes = self.lexicon.themes(&cell, draft.row).names;
        if !draft.sheet.themes.is_empty() {
            draft.stated.insert("themes".to_owned());
        }
    }

    /// A row that speaks of a sub-action of the action of that title, else of the row above.
    fn part(
        &mut self,
        record: &Record,
        fields: &[Field<'_>],
        mut draft: Draft,
        title: Option<String>,
        part: String,
    ) {
        let index = match title {
            Some(title) => {
                draft.sheet.title = texts::shortened(&texts::title(&title), TITLE_LENGTH);
                self.earlier(&draft).unwrap_or_else(|| {
                    if let Some(field) = of(fields, Column::Title) {
                        draft.state("title", field.kept(&field.cell.text()));
                    }
                    self.theme(fields, &mut draft);
                    self.beside_measure(fields, &mut draft);
                    self.take(draft.clone());
                    self.drafts.drafts.len() - 1
                })
            }
            None => match self.drafts.drafts.len().checked_sub(1) {
                Some(index) => index,
                None => return self.leave_out(record, Reason::NoAction),
            },
        };
        let mut of_part = Draft::new(record.number);
        of_part.sheet.title = texts::shortened(&part, TITLE_LENGTH);
        for field in fields {
            let fits = matches!(
                field.heading.target,
                Target::Column(
                    Column::Code
                        | Column::Status
                        | Column::Owners
                        | Column::Start
                        | Column::End
                        | Column::Description
                        | Column::Budget
                ) | Target::Financing
            );
            let names_the_row = matches!(
                field.heading.target,
                Target::Column(
                    Column::Id
                        | Column::Title
                        | Column::Measure
                        | Column::MeasureTitle
                        | Column::Axis
                        | Column::AxisTitle
                        | Column::Themes
                ) | Target::Place
                    | Target::SubAction
                    | Target::Computed
                    | Target::Dropped
                    | Target::Fingerprint
            );
            // The words of the action tell the lines of its parts too: read again, they would count twice.
            let is_told = field.heading.target == Target::Financing
                && self.is_financed(&self.drafts.drafts[index]);
            if is_told {
                continue;
            }
            // The amount of a merged cell is that of the row where it begins.
            if field.spread && field.heading.target == Target::Column(Column::Budget) {
                continue;
            }
            if fits {
                self.fill(*field, &mut of_part);
            } else if !names_the_row && !field.cell.is_empty() && !is_filler(&field.cell.text()) {
                self.keep(*field, &field.cell.text(), "editor_notes", &mut of_part);
            }
        }
        let sheet = of_part.sheet;
        let sub_action = SubAction {
            title: sheet.title,
            code: sheet.code,
            status: sheet.status,
            owners: sheet.owners,
            start: sheet.start,
            end: sheet.end,
            description: sheet.description,
            budget: sheet.budget,
        };
        let draft = &mut self.drafts.drafts[index];
        let kept = of_part.kept.into_iter().map(|kept| Kept {
            heading: format!("{} – {}", sub_action.title, kept.heading),
            ..kept
        });
        draft.kept.extend(kept);
        let origin = Kept {
            row: record.number,
            heading: sub_action.title.clone(),
            text: told(record),
        };
        draft.state("sub_actions", origin.clone());
        let same = |other: &&mut SubAction| fold(&other.title) == fold(&sub_action.title);
        match draft.sheet.sub_actions.iter_mut().find(same) {
            // A second row of one title is the same part; what it adds is kept by the first alone.
            Some(other) if *other == sub_action => {}
            Some(_) => {
                let first = draft.row;
                self.drafts.remarks.push(Remark {
                    sheet: self.grid.name.clone(),
                    row: record.number,
                    column: None,
                    cell: sub_action.title.clone(),
                    what: What::Twice { row: first },
                });
                self.drafts.drafts[index].kept.push(origin);
            }
            None => draft.sheet.sub_actions.push(sub_action),
        }
    }

    /// Whether cells of a row stand in columns that are not theirs: a scan or a paste lost one, or made one.
    ///
    /// Then nobody knows which date is the start, and which number the budget.
    fn is_shifted(&self, fields: &[Field<'_>]) -> bool {
        let has_digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
        let is_year = |text: &str| {
            let year = text.parse::<u32>();
            text.len() == 4 && year.is_ok_and(|year| (1900..=2100).contains(&year))
        };
        let is_amount = |cell: &Cell| {
            let text = cell.text();
            let is_long = has_digits(&text) > 4 && !text.contains(['/', '-']);
            let read = budget(cell, Some(Scale::EUROS));
            (text.contains('€') || is_long) && read.lines.iter().any(BudgetLine::has_figure)
        };
        let is_status = |text: &str| self.lexicon.is_status(text);
        let is_date = |cell: &Cell| matches!(date::end(cell), Reading::Read(_));
        let filled = fields.iter().filter(|field| !field.cell.is_empty());
        let is_foreign = |field: &Field<'_>| {
            let (cell, text) = (field.cell, field.cell.text());
            match field.heading.target {
                Target::Column(Column::Start | Column::End) => {
                    (is_amount(cell) && !is_date(cell)) || is_status(&text)
                }
                Target::Column(Column::Budget) => is_status(&text) || is_year(text.trim()),
                Target::Column(Column::Status) => is_amount(cell) || is_date(cell),
                Target::Column(Column::Owners | Column::Partners | Column::Audiences) => {
                    is_year(text.trim())
                }
                _ => false,
            }
        };
        let is_beyond =
            |field: &Field<'_>| !field.heading.known && field.heading.text.starts_with('#');
        let is_not_understood = |field: &Field<'_>| match field.heading.target {
            Target::Column(Column::Start | Column::End) => {
                !is_filler(&field.cell.text()) && !is_date(field.cell)
            }
            Target::Column(Column::Status) => !is_status(&field.cell.text()),
            _ => false,
        };
        filled.clone().any(is_foreign)
            || (filled.clone().any(is_beyond) && filled.clone().any(is_not_understood))
    }

    /// Read a cell into what its column holds.
    fn fill(&mut self, field: Field<'_>, draft: &mut Draft) {
        let text = field.cell.text().trim_end().to_owned();
        match &field.heading.target {
            Target::Column(column) => self.column(*column, field, &text, draft),
            Target::Extra(name) => {
                let key = format!("extra.{name}");
                if field.cell.is_empty() {
                    if self.has_ids {
                        draft.stated.insert(key);
                    }
                    return;
                }
                let value = match field.cell {
                    Cell::Number(number) => Extra::Number(Decimal(number.clone())),
                    // A workbook and a package tell a number from a text that looks like one.
                    _ if self.habit == Habit::Exact => Extra::Text(text.trim().to_owned()),
                    _ => texts::own(text.trim()),
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
            // What pays is read for the whole row.
            Target::Funder | Target::FunderAmount => {}
            Target::Field(_)
            | Target::SubAction
            | Target::Place
            | Target::Computed
            | Target::Dropped => {}
        }
    }

    fn column(&mut self, column: Column, field: Field<'_>, text: &str, draft: &mut Draft) {
        let key = column.name();
        let prose = matches!(
            column,
            Column::Description
                | Column::Objectives
                | Column::Resources
                | Column::Progress
                | Column::EditorNotes
        );
        if field.cell.is_empty()
            || (is_filler(text)
                && !prose
                && !matches!(column, Column::Start | Column::End | Column::Budget))
        {
            let read_elsewhere = matches!(
                column,
                Column::Id
                    | Column::Measure
                    | Column::MeasureTitle
                    | Column::Axis
                    | Column::AxisTitle
                    | Column::Title
            );
            if self.has_ids && !read_elsewhere && column != Column::Extra {
                draft.state(key, field.kept(""));
            }
            return;
        }
        let is_typed = matches!(
            column,
            Column::Start | Column::End | Column::Budget | Column::Status
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
        match column {
            Column::Code => sheet.code = Some(on_one_line(&one).into_owned()),
            Column::Priority => sheet.priority = Some(one.clone()),
            Column::Elected => sheet.elected = Some(one.clone()),
            Column::Description if draft.stated.contains("description") => return,
            Column::Description => sheet.description = Some(one.clone()),
            Column::Objectives => sheet.objectives = Some(one.clone()),
            Column::Resources => sheet.resources = Some(one.clone()),
            Column::Progress => sheet.progress = Some(one.clone()),
            Column::EditorNotes => sheet.editor_notes = Some(one.clone()),
            Column::Effects => sheet.effects = self.list(&one),
            Column::Places => sheet.places = self.list(&one),
            Column::Links => sheet.links = self.list(&one),
            Column::Status => match self.lexicon.status(&one, field.row) {
                Ok(status) => sheet.status = Some(status),
                Err(nearest) => {
                    let what = What::UnknownNames(vec![(one.clone(), nearest)]);
                    self.remark(field, &one, what);
                    draft.kept.push(field.kept(&one));
                    return;
                }
            },
            Column::Themes => {
                let read = self.lexicon.themes(field.cell, field.row);
                let themes = read
                    .names
                    .iter()
                    .filter(|theme| !sheet.themes.contains(theme));
                let themes: Vec<String> = themes.cloned().collect();
                sheet.themes.extend(themes);
                if self.keep_names(&read, field, &one, draft) {
                    return;
                }
            }
            Column::Owners | Column::Funders | Column::Partners | Column::Audiences => {
                let read = self.lexicon.actors(field.cell, column, field.row);
                let list = match column {
                    Column::Owners => &mut sheet.owners,
                    Column::Funders => &mut sheet.funders,
                    Column::Partners => &mut sheet.partners,
                    _ => &mut sheet.audiences,
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
            Column::Start | Column::End => {
                let read = match column {
                    _ if self.month_first && date::has_two_orders(&one) => Reading::Verbatim,
                    Column::Start => date::start(field.cell),
                    _ => date::end(field.cell),
                };
                match (read, column) {
                    (Reading::Empty, _) => return,
                    (Reading::Read(date), Column::Start) => sheet.start = Some(date),
                    (Reading::Read(date), _) => sheet.end = Some(date),
                    (Reading::Verbatim, _) => return self.keep(field, &one, "editor_notes", draft),
                }
            }
            Column::OtherMeasures => {
                let keys: Option<Vec<MeasureKey>> =
                    self.list(&one).iter().map(|key| key.parse().ok()).collect();
                match keys {
                    Some(keys) => sheet.other_measures = keys,
                    None => return self.keep(field, &one, "editor_notes", draft),
                }
            }
            Column::Indicators => {
                sheet.indicators = self.list(&one).into_iter().map(named).collect();
                draft.titled.insert("indicators");
            }
            Column::Budget => return self.budget(field, &one, draft),
            Column::SubActions => {
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
            // Read for the whole row, or following from others.
            _ => return,
        }
        draft.state(key, field.kept(&one));
    }

    /// The texts of a list, set apart as people or as this program does.
    fn list(&self, text: &str) -> Vec<String> {
        texts::list(text, self.has_ids)
    }

    fn budget(&mut self, field: Field<'_>, text: &str, draft: &mut Draft) {
        let parts: Vec<String> = draft
            .sheet
            .sub_actions
            .iter()
            .map(|part| part.title.clone())
            .collect();
        let titles: Vec<String> = match parts.is_empty() {
            true => self.titles(field.row),
            false => parts,
        };
        if let Some(lines) = sentence::lines(text, &titles) {
            let mut of_parts: BTreeMap<String, Vec<BudgetLine>> = BTreeMap::new();
            for (part, line) in lines {
                match part {
                    Some(part) => of_parts.entry(part).or_default().push(line),
                    None => draft.sheet.budget.push(line),
                }
            }
            draft.state("budget", field.kept(text));
            if !of_parts.is_empty() {
                // The column of sub-actions may stand behind this one: only their titles are its own.
                if draft.sheet.sub_actions.is_empty() {
                    draft.sheet.sub_actions = titles.into_iter().map(SubAction::titled).collect();
                }
                for part in &mut draft.sheet.sub_actions {
                    part.budget = of_parts.remove(&part.title).unwrap_or_default();
                }
                draft.state("sub_actions", field.kept(text));
                draft.titled.insert("sub_actions");
            }
            return;
        }
        let Some(scale) = Scale::of(&field.heading.text) else {
            return self.keep(field, text, "editor_notes", draft);
        };
        let Money {
            mut lines,
            is_verbatim,
        } = budget(field.cell, Some(scale));
        if lines.is_empty() {
            return;
        }
        self.count_elsewhere(field, &mut lines, draft);
        if self.is_financed(draft) {
            // The words before tell every line; their total is told again here, or nobody knows.
            let total = |lines: &[BudgetLine]| exact_total(lines, scale.basis);
            if total(&lines) != total(&draft.sheet.budget) {
                self.keep(field, text, "editor_notes", draft);
            }
            return;
        }
        draft.sheet.budget = lines;
        draft.state("budget", field.kept(text));
        if is_verbatim {
            let key = "budget".to_owned();
            self.remark(field, text, What::Kept { key });
        }
    }

    /// The amount of a cell that is merged over the rows of several actions counts in the first of them alone.
    fn count_elsewhere(&mut self, field: Field<'_>, lines: &mut [BudgetLine], draft: &Draft) {
        let is_elsewhere = field.spread && self.earlier(draft).is_none();
        if !is_elsewhere || !lines.iter().any(BudgetLine::has_figure) {
            return;
        }
        for line in lines.iter_mut().filter(|line| line.has_figure()) {
            line.included_in = Some(Stated::Unknown);
        }
        self.remark(field, &field.cell.text(), What::Merged);
    }

    /// Whether the budget of a draft was told in words, line by line.
    fn is_financed(&self, draft: &Draft) -> bool {
        let is_in_words = |heading: &str| {
            let mut headings = self.layout.headings.iter();
            headings.any(|known| known.target == Target::Financing && known.text == heading)
        };
        let mut origins = draft.origins.iter();
        origins.any(|(key, origin)| key == "budget" && is_in_words(&origin.heading))
    }

    /// The titles of the sub-actions of a row, whose column may stand behind the one that is read.
    fn titles(&self, row: usize) -> Vec<String> {
        let target = Target::Column(Column::SubActions);
        let column = self
            .layout
            .headings
            .iter()
            .position(|heading| heading.target == target);
        let records = &self.grid.records;
        let place = records.binary_search_by_key(&row, |record| record.number);
        match (column, place) {
            (Some(column), Ok(place)) => self.list(records[place].cell(column).text().trim()),
            _ => Vec::new(),
        }
    }

    /// The funders of the platform's columns, each with what it pays, and the whole before tax.
    fn funders(&mut self, fields: &[Field<'_>], draft: &mut Draft) {
        let in_words = self.is_financed(draft);
        for (index, field) in fields.iter().enumerate() {
            if field.heading.target != Target::Funder {
                continue;
            }
            let amount = fields.get(index + 1).filter(|field| {
                field.heading.target == Target::FunderAmount && !is_filler(&field.cell.text())
            });
            let text = field.cell.text().into_owned();
            if is_filler(&text) {
                if let Some(amount) = amount {
                    self.keep(*amount, &amount.cell.text(), "editor_notes", draft);
                }
                continue;
            }
            let read = self.lexicon.actors(field.cell, Column::Funders, field.row);
            let kept = self.keep_names(&read, *field, &text, draft);
            for name in &read.names {
                if !draft.sheet.funders.contains(name) {
                    draft.sheet.funders.push(name.clone());
                }
            }
            if !kept {
                draft.state("funders", field.kept(&text));
            }
            let Some(amount) = amount.filter(|_| !in_words) else {
                continue;
            };
            let told = amount.cell.text();
            let Money {
                mut lines,
                is_verbatim,
            } = budget(amount.cell, Scale::of(&amount.heading.text));
            self.count_elsewhere(*amount, &mut lines, draft);
            let [funder] = &read.names[..] else {
                self.keep(*amount, &told, "editor_notes", draft);
                continue;
            };
            if is_verbatim {
                let key = "budget".to_owned();
                self.remark(*amount, &told, What::Kept { key });
            }
            for line in lines {
                draft.sheet.budget.push(BudgetLine {
                    funder: Some(funder.clone()),
                    // The whole stands in a column of its own, and holds every part.
                    of_which: line.included_in.is_none()
                        && (draft.stated.contains("budget") || has_total(fields)),
                    ..line
                });
            }
            draft
                .origins
                .push(("budget".to_owned(), amount.kept(&amount.cell.text())));
        }
        if draft.origins.iter().any(|(key, _)| key == "budget") {
            draft.stated.insert("budget".to_owned());
        }
    }

    /// Keep a cell word for word where it holds names that are not in the vocabulary, or words that are no name.
    fn keep_names<T>(
        &mut self,
        read: &Names<T>,
        field: Field<'_>,
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
    fn keep(&mut self, field: Field<'_>, text: &str, key: &str, draft: &mut Draft) {
        draft.kept.push(field.kept(text));
        let key = key.to_owned();
        self.remark(field, text, What::Kept { key });
    }

    fn remark(&mut self, field: Field<'_>, text: &str, what: What) {
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

/// Whether a day below the headings of dates is written with the month first.
fn shows_months_first(grid: &Grid, layout: &Layout) -> bool {
    let is_date = |heading: &Heading| {
        let date = Target::Column(Column::Start);
        heading.target == date || heading.target == Target::Column(Column::End)
    };
    let headings = layout.headings.iter().enumerate();
    let dates = headings.filter(|(_, heading)| is_date(heading));
    let dates: Vec<usize> = dates.map(|(index, _)| index).collect();
    let mut records = grid.records.iter().skip(layout.record + 1);
    records.any(|record| {
        let cells = dates.iter().map(|index| record.cell(*index).text());
        cells.into_iter().any(|text| date::is_month_first(&text))
    })
}

/// Whether a row says what to write into the columns, as forms do below their headings.
fn is_explanation(record: &Record) -> bool {
    const BEGINNINGS: &[&str] = &[
        "ce champ",
        "champ ",
        "choisissez",
        "creez",
        "indiquez",
        "precisez",
        "presentez",
        "renseignez",
        "saisissez",
        "selectionnez",
        "si vos ",
        "texte ",
        "utilisez",
        "choose",
        "enter ",
        "select ",
    ];
    let filled = record.cells.iter().filter(|cell| !cell.is_empty());
    let (explaining, filled) = filled.fold((0, 0), |(explaining, filled), cell| {
        let text = normal(&cell.text());
        let begins = BEGINNINGS.iter().any(|begin| text.starts_with(begin));
        (explaining + usize::from(begins), filled + 1)
    });
    filled > 1 && explaining * 2 > filled
}

/// The field of the column that holds this; the first where there are several.
fn of<'a, 'b>(fields: &'b [Field<'a>], column: Column) -> Option<&'b Field<'a>> {
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

/// What a draft is found by: its id, else its measure and title with a code or whatever the code.
fn key(draft: &Draft, code: Option<&String>) -> Known {
    match &draft.id {
        Some(id) => Known::Id(id.clone()),
        None => Known::Title(
            draft.measure.clone(),
            fold(&draft.sheet.title),
            code.cloned(),
        ),
    }
}

fn has_total(fields: &[Field<'_>]) -> bool {
    let target = Target::Column(Column::Budget);
    let mut totals = fields.iter().filter(|field| field.heading.target == target);
    totals.any(|field| !field.cell.is_empty())
}

/// What the lines that add come to, where each that has a figure on the basis has an exact one.
fn exact_total(lines: &[BudgetLine], basis: Option<Basis>) -> Option<Cents> {
    let adding = lines.iter().filter(|line| !line.of_which);
    let figures = adding.filter_map(|line| match basis {
        Some(basis) => line.on(basis),
        None => line.any_figure(),
    });
    figures
        .map(|figure| match figure {
            Figure::Exact(amount) => Some(amount.0),
            Figure::Range(..) => None,
        })
        .sum::<Option<i128>>()
        .map(Cents)
}

/// Whether a row adds up others: counted with them it would count them twice.
fn is_total(title: Option<&str>) -> bool {
    let folded = title.map(fold).unwrap_or_default();
    let words: Vec<&str> = folded.split(' ').collect();
    matches!(
        words[..],
        ["total" | "totaux"]
            | ["total", "general" | "axe" | "global"]
            | ["sous", "total"]
            | ["grand", "total"]
    ) || folded.starts_with("total de l'axe")
        || folded.starts_with("total axe")
        || folded.starts_with("sous total")
}

fn named(name: String) -> Indicator {
    Indicator {
        name,
        unit: None,
        baseline: None,
        target: None,
        by: None,
        values: BTreeMap::new(),
    }
}
