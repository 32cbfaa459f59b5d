//! The plan as a workbook: numbers that are numbers, days that are days, a heading that stays and filters.

use std::io::Write;

use rust_xlsxwriter::workbook::Workbook;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, Format, FormatAlign,
    FormatBorder, Formula, IgnoreError, Note, ProtectionOptions, Worksheet, XlsxError,
    cell_autofit_width,
};

use crate::error::Error;
use crate::model::budget::Basis;
use crate::model::date::{Date, Period};
use crate::render::answer;
use crate::render::provenance::Provenance;
use crate::render::records::{Header, Table};
use crate::render::value::{CellKind, Value, looks_like_a_formula};
use crate::words::{self, Lang, Word};

/// A sheet: its name, its table, and the columns whose cells offer values to choose from.
pub struct WorkbookSheet {
    /// The name on its tab.
    pub name: String,
    /// What it holds.
    pub table: Table,
    /// The columns that offer values.
    pub choices: Vec<Choice>,
    /// Whether its last row is a total.
    pub totalled: bool,
    /// What it is for.
    pub purpose: Purpose,
}

/// What a sheet is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// To hold every column, to be changed and read again.
    Data,
    /// To keep what the plan said, for this program alone: it is hidden.
    Base,
    /// To be read, on paper too.
    Reading,
    /// The same, with this below each page. What is changed there comes back to no plan: it is locked, without a password.
    Printing(String),
    /// To be filled in by others and read again.
    Form(Form),
    /// To say something, a sentence a row.
    Text,
}

/// A sheet of few columns that others fill in: those that are not open are locked, without a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// What stands below each page.
    pub footer: String,
    /// The columns, each whether it is open, and what its heading says of filling it in.
    pub columns: Vec<(bool, String)>,
    /// How many of them, from the first, nobody needs to see.
    pub hidden: u16,
}

/// The values that a column offers.
pub struct Choice {
    /// The name of the column.
    pub column: &'static str,
    /// The values.
    pub values: Vec<String>,
    /// Whether nothing else is accepted; where a cell holds several names, anything is.
    pub strict: bool,
}

/// How many empty rows below the table offer their values too.
const SPARE_ROWS: u32 = 200;

/// Write a workbook of these sheets, and one that says where it comes from.
///
/// # Errors
/// A text is longer than a cell can hold, or the answer cannot be written.
pub fn write(
    sheets: &[WorkbookSheet],
    provenance: &Provenance,
    basis: Basis,
    lang: Lang,
    out: &mut dyn Write,
) -> Result<(), Error> {
    for sheet in sheets {
        let table = &sheet.table;
        let headings: Vec<&str> = table
            .headers
            .iter()
            .map(|header| header.heading.as_str())
            .collect();
        refuse_long(&headings, &table.rows)?;
    }
    let bytes = book(sheets, provenance, basis, lang).map_err(std::io::Error::other)?;
    out.write_all(&bytes)?;
    Ok(())
}

/// Write the rows of an answer as a workbook of one sheet.
///
/// # Errors
/// As [`write`].
pub fn write_answer(answer: &answer::Table, lang: Lang, out: &mut dyn Write) -> Result<(), Error> {
    /// The most columns that a page can hold so that they can be read.
    const READABLE: usize = 10;
    let (headings, rows, footer) = answer.flat();
    let is_readable = headings.len() <= READABLE;
    let headers = headings.into_iter().map(|heading| Header {
        name: String::new(),
        heading: heading.title,
        kind: CellKind::Text,
    });
    let sheet = WorkbookSheet {
        name: lang.word(Word::ACTIONS).to_owned(),
        table: Table {
            headers: headers.collect(),
            rows,
        },
        choices: Vec::new(),
        totalled: footer > 0,
        purpose: match is_readable {
            true => Purpose::Reading,
            false => Purpose::Data,
        },
    };
    let titles: Vec<&str> = sheet
        .table
        .headers
        .iter()
        .map(|header| header.heading.as_str())
        .collect();
    refuse_long(&titles, &sheet.table.rows)?;
    let mut workbook = Workbook::new();
    let bytes = fill(workbook.add_worksheet(), &sheet, &Styles::default())
        .and_then(|()| workbook.save_to_buffer());
    out.write_all(&bytes.map_err(std::io::Error::other)?)?;
    Ok(())
}

/// Refuse a text that no cell can hold, by its action and its field.
///
/// # Errors
/// There is one.
pub fn refuse_long(headings: &[&str], rows: &[Vec<Value>]) -> Result<(), Error> {
    /// The most characters of a cell, counted as UTF-16 counts them.
    const MOST: usize = 32_767;
    for row in rows {
        for (heading, value) in headings.iter().zip(row) {
            if let Value::Text(text) = value.plain()
                && text.encode_utf16().count() > MOST
            {
                let first = row.first().map(Value::plain);
                return Err(Error::CellTooLong {
                    row: match first {
                        Some(Value::Text(first)) => first,
                        _ => String::new(),
                    },
                    heading: (*heading).to_owned(),
                    length: text.chars().count(),
                });
            }
        }
    }
    Ok(())
}

fn book(
    sheets: &[WorkbookSheet],
    provenance: &Provenance,
    basis: Basis,
    lang: Lang,
) -> Result<Vec<u8>, XlsxError> {
    let styles = Styles::default();
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(provenance, lang));
    let lists = lang.word(Word::LISTS);
    for sheet in sheets {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(&sheet.name)?;
        fill(worksheet, sheet, &styles)?;
    }
    let mut listed = Lists::new(lists);
    for (index, sheet) in sheets.iter().enumerate() {
        let worksheet = workbook.worksheet_from_index(index)?;
        for choice in sheet
            .choices
            .iter()
            .filter(|choice| !choice.values.is_empty())
        {
            let headers = sheet.table.headers.iter();
            let Some(column) = headers
                .map(|header| &header.name)
                .position(|name| name == choice.column)
            else {
                continue;
            };
            let validation = DataValidation::new()
                .allow_list_formula(listed.place(choice))
                .set_error_style(match sheet.purpose {
                    Purpose::Form(_) => DataValidationErrorStyle::Warning,
                    _ => DataValidationErrorStyle::Stop,
                })
                .show_error_message(choice.strict);
            let column = u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)?;
            let last = rows(&sheet.table)? + SPARE_ROWS;
            worksheet.add_data_validation(1, column, last, column, &validation)?;
        }
    }
    let about = about(provenance, basis, lang);
    let worksheet = workbook.add_worksheet();
    worksheet.set_name(&about.name)?;
    fill(worksheet, &about, &styles)?;
    listed.write(workbook.add_worksheet())?;
    workbook.save_to_buffer()
}

/// What the file says of itself; the day is the export's, so that the same plan gives the same bytes.
pub fn properties(provenance: &Provenance, lang: Lang) -> DocProperties {
    DocProperties::new()
        .set_title(&provenance.plan)
        .set_comment(provenance.sentence(lang))
        .set_creation_datetime(&provenance.today)
}

fn rows(table: &Table) -> Result<u32, XlsxError> {
    u32::try_from(table.rows.len()).map_err(|_| XlsxError::RowColumnLimitError)
}

/// How cells look.
pub struct Styles {
    /// The headings.
    pub heading: Format,
    total: Format,
}

impl Default for Styles {
    fn default() -> Self {
        Self {
            heading: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_background_color(Color::RGB(0xDD_E8_E0))
                .set_border_bottom(FormatBorder::Thin),
            total: Format::new().set_bold().set_border_top(FormatBorder::Thin),
        }
    }
}

impl Styles {
    /// How a cell of this value looks, in the last row of a table with a total or elsewhere.
    pub fn cell(&self, value: &Value, last: bool) -> Format {
        let format = if last {
            self.total.clone()
        } else {
            Format::new()
        };
        let format = format.set_align(FormatAlign::Top);
        match value {
            Value::Text(text) if looks_like_a_formula(text) => {
                format.set_text_wrap().set_quote_prefix()
            }
            Value::Money(amount) if amount.parts().1 != 0 => format.set_num_format("#,##0.00"),
            Value::Money(_) | Value::Amount(_) | Value::Covered(_) => {
                format.set_num_format("#,##0")
            }
            Value::Day(_) | Value::Date(Date::Within(Period::Day(_))) => {
                format.set_num_format("dd/mm/yyyy")
            }
            Value::Integer(_) | Value::Number(_) | Value::Boolean(_) => format,
            Value::Absent
            | Value::Text(_)
            | Value::Link(..)
            | Value::Toned(..)
            | Value::Date(_)
            | Value::Names(_)
            | Value::Change(_)
            | Value::Share(_) => format.set_text_wrap(),
        }
    }
}

fn fill(
    worksheet: &mut Worksheet,
    sheet: &WorkbookSheet,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let table = &sheet.table;
    match sheet.purpose {
        Purpose::Base => return keep(worksheet, table),
        Purpose::Text => return say(worksheet, table),
        Purpose::Data | Purpose::Reading | Purpose::Printing(_) | Purpose::Form(_) => {}
    }
    let form = match &sheet.purpose {
        Purpose::Form(form) => Some(form),
        // Nobody fills in the others.
        _ => None,
    };
    let last_row = rows(table)?;
    let last_column = u16::try_from(table.headers.len().saturating_sub(1))
        .map_err(|_| XlsxError::RowColumnLimitError)?;
    let mut widths = Vec::new();
    for (column, header) in (0..).zip(&table.headers) {
        worksheet.write_string_with_format(0, column, &header.heading, &styles.heading)?;
        let values = table
            .rows
            .iter()
            .filter_map(|row| row.get(usize::from(column)));
        let width = width(&header.heading, header.kind, values);
        widths.push(width);
    }
    if let Some(form) = form {
        fit(&mut widths, &table.headers, form.hidden);
    }
    for (column, width) in (0..).zip(&widths) {
        worksheet.set_column_width(column, *width)?;
    }
    if sheet.purpose != Purpose::Data {
        let headings = table
            .headers
            .iter()
            .map(|header| header.heading.as_str().into());
        // The filter's arrow takes its place.
        let narrower: Vec<f64> = widths.iter().map(|width| width - 3.0).collect();
        worksheet.set_row_height(0, height(&headings.collect::<Vec<Value>>(), &narrower))?;
    }
    for (row, values) in (1..).zip(&table.rows) {
        if sheet.purpose != Purpose::Data {
            worksheet.set_row_height(row, height(values, &widths))?;
        }
        for (column, value) in (0..).zip(values) {
            let mut format = styles.cell(value, sheet.totalled && row == last_row);
            if let Some(form) = form {
                format = form.cell(format, usize::from(column));
            }
            write_value(worksheet, row, column, value, &format)?;
        }
    }
    match form {
        Some(form) => form.write(worksheet, last_row, last_column)?,
        None => {
            worksheet.set_freeze_panes(1, 1)?;
        }
    }
    // A total is no row to be filtered away among the others.
    let filtered = if sheet.totalled {
        last_row.saturating_sub(1)
    } else {
        last_row
    };
    worksheet.autofilter(0, 0, filtered, last_column)?;
    // Measures and numbers of actions are texts made of digits.
    worksheet.ignore_error_range(0, 0, last_row, last_column, IgnoreError::NumberStoredAsText)?;
    worksheet.set_landscape().set_paper_size(A4);
    worksheet.set_repeat_rows(0, 0)?;
    if sheet.purpose != Purpose::Data {
        worksheet.set_print_fit_to_pages(1, 0);
        worksheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
        worksheet.set_print_area(0, 0, last_row, last_column)?;
        let mut below = "&R&P / &N".to_owned();
        let footer = match &sheet.purpose {
            Purpose::Printing(footer) | Purpose::Form(Form { footer, .. }) => Some(footer),
            Purpose::Data | Purpose::Base | Purpose::Reading | Purpose::Text => None,
        };
        if let Some(footer) = footer {
            worksheet.protect_with_options(&ProtectionOptions {
                format_columns: true,
                format_rows: true,
                sort: true,
                use_autofilter: true,
                // Comments are objects.
                edit_objects: form.is_some(),
                ..ProtectionOptions::default()
            });
            // All that a footer holds is 255 characters; `&` begins an instruction there.
            let shown: String = footer.chars().take(200).collect();
            below = format!("&L{}{below}", shown.replace('&', "&&"));
        }
        worksheet.set_footer(below);
    }
    Ok(())
}

impl Form {
    /// How a cell of a column looks: grey where it is locked.
    fn cell(&self, format: Format, column: usize) -> Format {
        match self.columns.get(column) {
            Some((true, _)) => format.set_unlocked(),
            _ => format.set_background_color(Color::RGB(0xE7_E6_E6)),
        }
    }

    /// Write what a form has besides its rows: notes at the headings, free rows below, columns that nobody needs to see.
    fn write(
        &self,
        worksheet: &mut Worksheet,
        last_row: u32,
        last_column: u16,
    ) -> Result<(), XlsxError> {
        /// How many rows are free for new actions.
        const FREE: u32 = 20;
        for column in 0..self.hidden {
            worksheet.set_column_hidden(column)?;
        }
        for (column, (_, said)) in (0..).zip(&self.columns) {
            worksheet.insert_note(0, column, &Note::new(said).add_author_prefix(false))?;
        }
        let free = Format::new()
            .set_unlocked()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_border(FormatBorder::Hair);
        for row in last_row + 1..=last_row + FREE {
            for column in self.hidden..=last_column {
                worksheet.write_blank(row, column, &free)?;
            }
        }
        // The measure and the title stay in sight.
        worksheet.set_freeze_panes(1, (self.hidden + 2).min(last_column))?;
        Ok(())
    }
}

/// Narrow the columns of prose until a page can hold them all so that they can be read.
fn fit(widths: &mut [f64], headers: &[Header], hidden: u16) {
    /// The characters that a page holds so.
    const PAGE: f64 = 155.0;
    let prose: Vec<usize> = (usize::from(hidden)..headers.len())
        .filter(|index| headers[*index].kind == CellKind::Prose)
        .collect();
    let all: f64 = widths.iter().skip(usize::from(hidden)).sum();
    let of_prose: f64 = prose.iter().map(|index| widths[*index]).sum();
    let room = (PAGE - all + of_prose) / prose.len().max(1) as f64;
    for index in prose {
        widths[index] = widths[index].min(room.max(20.0));
    }
}

/// Write sentences below a title.
fn say(worksheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    const WIDTH: f64 = 100.0;
    worksheet.set_column_width(0, WIDTH)?;
    for (column, header) in (0..).zip(&table.headers) {
        let title = Format::new().set_bold();
        worksheet.write_string_with_format(0, column, &header.heading, &title)?;
    }
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (row, values) in (1..).zip(&table.rows) {
        worksheet.set_row_height(row, height(values, &[WIDTH]))?;
        for (column, value) in (0..).zip(values) {
            write_value(worksheet, row, column, value, &wrapped)?;
        }
    }
    worksheet.set_landscape().set_paper_size(A4);
    worksheet.set_print_fit_to_pages(1, 0);
    Ok(())
}

/// Write the rows of a sheet that nobody is shown.
fn keep(worksheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    worksheet.set_hidden(true);
    let headings = table.headers.iter();
    let headings = headings.map(|header| Value::Text(header.heading.clone()));
    let headings: Vec<Value> = headings.collect();
    for (row, values) in (0..).zip(std::iter::once(&headings).chain(&table.rows)) {
        for (column, value) in (0..).zip(values) {
            write_value(worksheet, row, column, value, &Format::new())?;
        }
    }
    Ok(())
}

/// The number by which a workbook knows that paper.
const A4: u8 = 9;

/// The height in points of a row whose texts wrap in columns of these widths: no program but Excel finds it by itself.
fn height(values: &[Value], widths: &[f64]) -> f64 {
    const LINE: f64 = 15.0;
    const MOST: f64 = 409.0;
    let lines = values.iter().zip(widths).map(|(value, width)| {
        // A character is 7 pixels wide; 3 on the whole are left free.
        let room = width * 7.0 - 3.0;
        let text = match value.plain() {
            Value::Text(text) => text,
            _ => return 1,
        };
        text.lines().map(|line| wrapped(line, room)).sum()
    });
    let lines: usize = lines.max().unwrap_or(1).max(1);
    (lines as f64 * LINE + 2.0).min(MOST)
}

/// The number of lines that a text takes in so many pixels, as words follow one another.
fn wrapped(text: &str, room: f64) -> usize {
    const SPACE: f64 = 3.0;
    /// What is added to each text for the edges of its cell.
    const EDGES: f64 = 7.0;
    let (mut lines, mut used) = (1, 0.0);
    for word in text.split(' ') {
        let width = f64::from(cell_autofit_width(word)) - EDGES;
        if used > 0.0 && used + SPACE + width > room {
            lines += 1;
            used = 0.0;
        }
        // A word wider than the column is cut wherever it must.
        lines += (width / room) as usize;
        used += SPACE + width % room;
    }
    lines
}

/// Write a value as what it is; a text is never a formula.
pub fn write_value(
    worksheet: &mut Worksheet,
    row: u32,
    column: u16,
    value: &Value,
    format: &Format,
) -> Result<(), XlsxError> {
    match value {
        Value::Names(_)
        | Value::Amount(_)
        | Value::Covered(_)
        | Value::Change(_)
        | Value::Share(_) => {
            return write_value(worksheet, row, column, &value.plain(), format);
        }
        Value::Absent => worksheet.write_blank(row, column, format)?,
        Value::Text(text) | Value::Link(text, _) | Value::Toned(text, _) => {
            worksheet.write_string_with_format(row, column, text, format)?
        }
        Value::Integer(integer) => {
            worksheet.write_number_with_format(row, column, *integer as f64, format)?
        }
        Value::Number(bare) => match bare.parse::<f64>() {
            Ok(number) => worksheet.write_number_with_format(row, column, number, format)?,
            Err(_) => worksheet.write_string_with_format(row, column, bare, format)?,
        },
        // A double holds every cent below 90 000 billion euros.
        Value::Money(amount) => {
            worksheet.write_number_with_format(row, column, amount.0 as f64 / 100.0, format)?
        }
        Value::Day(day) => worksheet.write_date_with_format(row, column, day, format)?,
        Value::Date(Date::Within(Period::Day(day))) => {
            worksheet.write_date_with_format(row, column, day, format)?
        }
        Value::Date(Date::Within(Period::Year(year))) => {
            worksheet.write_number_with_format(row, column, f64::from(*year), format)?
        }
        Value::Date(date) => {
            worksheet.write_string_with_format(row, column, date.to_string(), format)?
        }
        Value::Boolean(truth) => {
            worksheet.write_boolean_with_format(row, column, *truth, format)?
        }
    };
    Ok(())
}

/// The width of a column in characters: what its cells need, within what its kind may take.
fn width<'a>(heading: &str, kind: CellKind, values: impl Iterator<Item = &'a Value>) -> f64 {
    let most: usize = match kind {
        CellKind::Prose => return 55.0,
        CellKind::Integer | CellKind::Boolean => 10,
        CellKind::Day | CellKind::Date => 12,
        CellKind::Money | CellKind::Number => 16,
        CellKind::Text => 32,
    };
    let longest = values
        .map(|value| match value.plain() {
            Value::Text(text) => text
                .lines()
                .map(|line| line.chars().count())
                .max()
                .unwrap_or(0),
            _ => most,
        })
        .max();
    let word = heading.split(' ').map(|word| word.chars().count()).max();
    // The filter's arrow stands in the heading.
    let needed = longest.max(word.map(|word| word + 3)).unwrap_or(most);
    needed.clamp(8, most.max(12)) as f64
}

/// The values that columns offer, on a sheet of their own that is not shown.
struct Lists {
    name: String,
    columns: Vec<Vec<String>>,
}

impl Lists {
    fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            columns: Vec::new(),
        }
    }

    /// The range that will hold the values of `choice`.
    fn place(&mut self, choice: &Choice) -> Formula {
        let known = self
            .columns
            .iter()
            .position(|column| *column == choice.values);
        let index = known.unwrap_or_else(|| {
            self.columns.push(choice.values.clone());
            self.columns.len() - 1
        });
        let column = rust_xlsxwriter::utility::column_number_to_name(
            u16::try_from(index).unwrap_or(u16::MAX),
        );
        Formula::new(format!(
            "='{}'!${column}$1:${column}${}",
            self.name,
            choice.values.len()
        ))
    }

    fn write(&self, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        worksheet.set_name(&self.name)?.set_hidden(true);
        for (column, values) in (0..).zip(&self.columns) {
            for (row, value) in (0..).zip(values) {
                worksheet.write_string(row, column, value)?;
            }
        }
        Ok(())
    }
}

/// The sheet that says where the workbook comes from.
fn about(provenance: &Provenance, basis: Basis, lang: Lang) -> WorkbookSheet {
    let totals = lang.note(&words::Note::TotalsOn(basis));
    let said = [provenance.sentence(lang), totals];
    text_sheet(lang.word(Word::ABOUT), &provenance.plan, said)
}

/// A sheet of sentences below a title.
pub fn text_sheet(
    name: &str,
    title: &str,
    sentences: impl IntoIterator<Item = String>,
) -> WorkbookSheet {
    let sentences = sentences.into_iter();
    WorkbookSheet {
        name: name.to_owned(),
        table: Table {
            headers: vec![Header {
                name: String::new(),
                heading: title.to_owned(),
                kind: CellKind::Prose,
            }],
            rows: sentences.map(|text| vec![Value::Text(text)]).collect(),
        },
        choices: Vec::new(),
        totalled: false,
        purpose: Purpose::Text,
    }
}
