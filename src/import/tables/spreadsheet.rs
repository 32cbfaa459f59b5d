//! Workbooks of Excel and OpenDocument: sheets of typed cells, formulas by the value that was last computed.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::io::{self, Cursor, Read};

use calamine::{
    Data, DataRef, ExcelDateTime, Ods, OdsError, Reader, Sheet, SheetType, SheetVisible, Xls,
    XlsError, Xlsx, XlsxError,
};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use zip::ZipArchive;

use crate::error::TableFault;
use crate::import::tables::book::{Attached, Book, Cell, Grid};
use crate::import::tables::comments::{comments, text_of};
use crate::import::tables::excel_97;
use crate::import::tables::guard::{damaged, guarded};
use crate::import::tables::merged_cells::{MergedCells, PlacedAttached};
use crate::import::tables::number_format::{Look, NumberFormat};
use crate::import::tables::opendocument;

/// The sheets of a workbook that hold something, in its order; none where the bytes begin as no workbook's do.
///
/// # Errors
/// The workbook is protected, broken, or too large.
pub fn read(bytes: &[u8]) -> Result<Option<Book>, TableFault> {
    let grids = match bytes {
        // A zip archive: xlsx, ods.
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => guarded(|| unpacked(bytes))?,
        // The compound file of older programs: xls, and what a password protects.
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => guarded(|| excel_97(bytes))?,
        _ => return Ok(None),
    };
    match grids.is_empty() {
        true => Err(TableFault::Empty),
        false => Ok(Some(Book { text: None, grids })),
    }
}

/// The sheets of a zip archive, once it is known that it does not unpack to more than is read.
fn unpacked(bytes: &[u8]) -> Result<Vec<Grid>, TableFault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut rest = TableFault::MOST_BYTES as u64;
    for index in 0..archive.len() {
        // The size that a part declares may lie.
        let part = archive.by_index(index).map_err(damaged)?;
        rest -= io::copy(&mut part.take(rest), &mut io::sink()).map_err(damaged)?;
        if rest == 0 {
            return Err(TableFault::TooLarge(TableFault::MOST_BYTES / 1_000_000));
        }
    }
    if archive.index_for_name("xl/workbook.xml").is_some() {
        // The reader of cells asks for it in any folder and any letters.
        let names = archive.file_names().filter_map(Result::ok);
        let names: Vec<String> = names.map(Cow::into_owned).collect();
        let is_of_texts = |name: &&String| name.to_ascii_lowercase().ends_with("sharedstrings.xml");
        for name in names.iter().filter(is_of_texts) {
            counts_are_true(&text_of(&mut archive, name))?;
        }
        excel(bytes, comments(&mut archive)?)
    } else if archive.index_for_name("mimetype").is_some() {
        if text_of(&mut archive, "META-INF/manifest.xml").contains("encryption-data") {
            return Err(TableFault::Encrypted);
        }
        let content = archive.by_name("content.xml").map_err(damaged)?;
        open_document(bytes, content)
    } else {
        Err(TableFault::Foreign)
    }
}

/// That a part which says how many texts it holds could hold so many: room is made for them before they are read.
///
/// It is looked for in any spelling, well-formed or not, that a reader may take for a count.
fn counts_are_true(texts: &str) -> Result<(), TableFault> {
    let values = texts.split("ount").skip(1);
    let values = values.filter_map(|rest| rest.trim_start().strip_prefix('='));
    let counts = values.filter_map(|value| {
        let value =
            value.trim_start_matches(|sign: char| sign.is_whitespace() || "\"'+".contains(sign));
        let end = value.find(|digit: char| !digit.is_ascii_digit());
        value[..end.unwrap_or(value.len())].parse::<u64>().ok()
    });
    match counts.max() {
        Some(count) if count > texts.len() as u64 => {
            let bytes = texts.len();
            Err(damaged(format!("{count} texts are told, in {bytes} bytes")))
        }
        _ => Ok(()),
    }
}

fn excel(
    bytes: &[u8],
    mut comments: HashMap<String, Vec<PlacedAttached>>,
) -> Result<Vec<Grid>, TableFault> {
    let mut workbook = Xlsx::new(Cursor::new(bytes))?;
    let mut grids = Vec::new();
    for sheet in workbook.sheets_metadata().to_vec() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let mut cells = MergedCells::default();
        let merged = workbook.merge_cells_by_sheet_name(&sheet.name)?;
        let links = workbook.hyperlinks_by_sheet_name(&sheet.name)?;
        let mut reader = workbook.worksheet_cells_reader(&sheet.name)?;
        let formats = reader.styles().iter().map(|style| {
            let format = style.number_format.as_ref();
            NumberFormat::of(format.map_or("General", |format| &format.format_code))
        });
        let formats: Vec<NumberFormat> = formats.collect();
        let mut empty = HashSet::new();
        while let Some((found, style)) = reader.next_cell_with_style_id()? {
            let place = found.get_position();
            if *found.get_value() == DataRef::Empty {
                empty.insert(place);
                continue;
            }
            let data = Data::from(found.get_value().clone());
            cells.put(place, formatted(&data, formats.get(style)));
        }
        drop(reader);
        if !empty.is_empty() {
            let mut reader = workbook.worksheet_cells_reader(&sheet.name)?;
            while let Some(formula) = reader.next_formula()? {
                let is_formula = !formula.get_value().is_empty();
                if is_formula && empty.contains(&formula.get_position()) {
                    cells.attach([(formula.get_position(), Attached::Formula)]);
                }
            }
        }
        let links = links.into_iter();
        let links = links.filter_map(|link| Some((link.range.start, Attached::Link(link.target?))));
        cells.attach(links);
        cells.attach(comments.remove(&sheet.name).unwrap_or_default());
        grids.extend(grid(sheet, cells, &merged)?);
    }
    Ok(grids)
}

fn excel_97(bytes: &[u8]) -> Result<Vec<Grid>, TableFault> {
    // A workbook of today that a password protects comes in the container of older ones.
    if let Err(XlsxError::Password) = Xlsx::new(Cursor::new(bytes)) {
        return Err(TableFault::Encrypted);
    }
    let mut workbook: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => TableFault::Encrypted,
        error => damaged(error),
    })?;
    let (formats, mut marks) = excel_97::marks(bytes);
    let mut grids = Vec::new();
    for (index, sheet) in workbook.sheets_metadata().to_vec().into_iter().enumerate() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let marks = marks.get_mut(index).map(std::mem::take).unwrap_or_default();
        let range = workbook.worksheet_range(&sheet.name).map_err(damaged)?;
        let merged = workbook.merge_cells_by_sheet_name(&sheet.name);
        let mut cells = MergedCells::of(&range, |place, data| {
            let format = marks.formats.get(&place);
            formatted(data, format.and_then(|format| formats.get(format)))
        });
        cells.attach(marks.attached);
        grids.extend(grid(sheet, cells, &merged.map_err(damaged)?)?);
    }
    Ok(grids)
}

fn open_document(bytes: &[u8], content: impl Read) -> Result<Vec<Grid>, TableFault> {
    // Before the workbook is read, which takes the room of all its cells, and never ends where they do not.
    let mut marks = opendocument::marks(content)?;
    let mut workbook: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(|error| match error {
        OdsError::Password => TableFault::Encrypted,
        error => damaged(error),
    })?;
    let mut grids = Vec::new();
    for sheet in workbook.sheets_metadata().to_vec() {
        let range = workbook.worksheet_range(&sheet.name).map_err(damaged)?;
        let marks = marks.remove(&sheet.name).unwrap_or_default();
        let mut cells = MergedCells::of(&range, |place, data| {
            match (cell(data), marks.shown.get(&place)) {
                (Cell::Number(held), Some(shown)) => Look::of_shown(shown, &held).cell(&held),
                (Cell::Text(text), Some(shown)) if !shown.contains(':') => day_of(&text),
                (cell, _) => cell,
            }
        });
        cells.attach(marks.attached);
        grids.extend(grid(sheet, cells, &marks.merged)?);
    }
    Ok(grids)
}

/// The grid of a sheet in which something stands.
fn grid(
    sheet: Sheet,
    cells: MergedCells,
    merged: &[calamine::Dimensions],
) -> Result<Option<Grid>, TableFault> {
    let records = cells.records(&sheet.name, merged)?;
    Ok((!records.is_empty()).then(|| Grid {
        hidden: sheet.visible != SheetVisible::Visible,
        name: Some(sheet.name),
        records,
    }))
}

impl From<XlsxError> for TableFault {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::Password => Self::Encrypted,
            error => damaged(error),
        }
    }
}

/// What a workbook says of a cell, as its format shows it.
fn formatted(data: &Data, format: Option<&NumberFormat>) -> Cell {
    match (cell(data), format) {
        (Cell::Number(held), Some(format)) => {
            let value = held.parse().unwrap_or_default();
            format.look(value).cell(&held)
        }
        (Cell::Text(text), Some(format))
            if matches!(data, Data::DateTime(_) | Data::DateTimeIso(_)) && !format.shows_hours =>
        {
            day_of(&text)
        }
        (cell, _) => cell,
    }
}

/// The day of a moment whose hour is not shown.
fn day_of(text: &str) -> Cell {
    let day = text.split('T').next().and_then(|day| day.parse().ok());
    day.map_or_else(|| Cell::written(text), Cell::Day)
}

/// What a workbook says of a cell.
fn cell(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::String(text) => Cell::written(text),
        Data::Int(number) => Cell::Number(number.to_string()),
        Data::Float(number) => self::number(*number),
        Data::Bool(truth) => Cell::Boolean(*truth),
        Data::Error(error) => Cell::Text(error.to_string()),
        Data::DateTime(moment) => moment_of(*moment),
        Data::DateTimeIso(text) => match text.parse::<NaiveDate>() {
            Ok(day) => Cell::Day(day),
            Err(_) => text.parse().map_or_else(|_| Cell::written(text), moment),
        },
        Data::DurationIso(text) => clock(text).map_or_else(|| Cell::written(text), Cell::Text),
    }
}

/// A number by the fewest digits that tell it from all others.
fn number(number: f64) -> Cell {
    if number == 0.0 {
        return Cell::Number("0".to_owned());
    }
    match number.is_finite() {
        true => Cell::Number(number.to_string()),
        false => Cell::Text(number.to_string()),
    }
}

/// A number that Excel shows as a day, an hour or a length of time.
fn moment_of(serial: ExcelDateTime) -> Cell {
    /// The first number that is past the year 9999.
    const END: f64 = 2_958_466.0;
    let value = serial.as_f64();
    if !(0.0..END).contains(&value) {
        return number(value);
    }
    if serial.is_duration() || value < 1.0 {
        let seconds = (value * 86_400.0).round() as u64;
        let (hours, rest) = (seconds / 3600, seconds % 3600);
        return Cell::Text(format!("{hours:02}:{:02}:{:02}", rest / 60, rest % 60));
    }
    serial.as_datetime().map_or_else(|| number(value), moment)
}

/// A day, or a day and an hour in ISO.
fn moment(moment: NaiveDateTime) -> Cell {
    match moment.time() == NaiveTime::MIN {
        true => Cell::Day(moment.date()),
        false => Cell::Text(moment.format("%Y-%m-%dT%H:%M:%S").to_string()),
    }
}

/// A length of time in ISO, `PT12H30M00S`, as a clock shows it: `12:30:00`.
fn clock(text: &str) -> Option<String> {
    let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
    let (minutes, seconds) = rest.strip_suffix('S')?.split_once('M')?;
    let is_whole = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let are_whole = is_whole(hours) && is_whole(minutes) && is_whole(seconds);
    are_whole.then(|| format!("{hours}:{minutes}:{seconds}"))
}

#[cfg(test)]
mod tests {
    use calamine::{CellErrorType, Data, ExcelDateTime, ExcelDateTimeType};

    use super::{cell, counts_are_true, read};
    use crate::error::TableFault;
    use crate::import::tables::book::Cell;

    fn serial(value: f64, is_1904: bool) -> Data {
        Data::DateTime(ExcelDateTime::new(
            value,
            ExcelDateTimeType::DateTime,
            is_1904,
        ))
    }

    #[test]
    fn a_cell_says_what_the_workbook_says() {
        let day = |text: &str| Cell::Day(text.parse().expect("a day"));
        let text = |text: &str| Cell::Text(text.to_owned());
        let number = |text: &str| Cell::Number(text.to_owned());
        for (data, expected) in [
            (
                Data::String("  oui \r\nnon ".to_owned()),
                text("  oui \nnon"),
            ),
            (Data::Float(5_000_000.0), number("5000000")),
            (Data::Float(0.1 + 0.2), number("0.30000000000000004")),
            (Data::Float(-0.0), number("0")),
            (Data::Float(1e22), number("10000000000000000000000")),
            (Data::Float(f64::NAN), text("NaN")),
            (Data::Error(CellErrorType::Ref), text("#REF!")),
            (Data::Bool(true), Cell::Boolean(true)),
            (serial(43_770.0, false), day("2019-11-01")),
            (serial(42_308.0, true), day("2019-11-01")),
            (serial(43_770.5, false), text("2019-11-01T12:00:00")),
            (serial(0.520_833_333, false), text("12:30:00")),
            (serial(-3.0, false), number("-3")),
            (serial(1e300, false), number(&format!("{}", 1e300))),
            (
                Data::DateTimeIso("2019-11-01".to_owned()),
                day("2019-11-01"),
            ),
            (
                Data::DateTimeIso("2019-11-01T00:00:00".to_owned()),
                day("2019-11-01"),
            ),
            (
                Data::DateTimeIso("2019-11-01T12:00:00".to_owned()),
                text("2019-11-01T12:00:00"),
            ),
            (
                Data::DurationIso("PT12H30M00S".to_owned()),
                text("12:30:00"),
            ),
            (Data::DurationIso("P1D".to_owned()), text("P1D")),
        ] {
            assert_eq!(cell(&data), expected, "{data:?}");
        }
    }

    #[test]
    fn a_count_that_no_file_of_its_size_can_hold_is_a_fault() {
        for (texts, expected) in [
            (
                "<sst count=\"2\" uniqueCount=\"1\"><si><t>a</t></si></sst>",
                true,
            ),
            ("<sst count='9000000000'><si/></sst>", false),
            (
                "<sst xmlns=\"x\" uniqueCount=\" 9000000000 \"></sst>",
                false,
            ),
            (
                "<sst xmlns=\"a>b\" uniqueCount = \"9000000000\"></sst>",
                false,
            ),
            ("<si>amount 9000000000</si>", true),
            ("<sst/>", true),
            ("", true),
        ] {
            assert_eq!(counts_are_true(texts).is_ok(), expected, "{texts}");
        }
    }

    #[test]
    fn what_is_no_workbook_is_a_fault() {
        let broken = b"PK\x03\x04 and nothing that follows".as_slice();
        let fault = read(broken);
        assert!(matches!(fault, Err(TableFault::Damaged(_))), "{fault:?}");
        let broken = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 600]].concat();
        let fault = read(&broken);
        assert!(matches!(fault, Err(TableFault::Damaged(_))), "{fault:?}");
    }
}
