//! Tables as text: a record a line, its cells between commas, semicolons, tabs or bars, some of them quoted.
//!
//! People's files bend RFC 4180: a mark within a cell that is not quoted, text behind the mark that closes one, a mark
//! that nothing closes. A reader made for programs answers these with a table all the same, by dropping marks or by
//! taking the rest of the file for one cell. Here a mark stays that belongs to the text, and what has two readings is a fault.

use std::borrow::{Borrow, Cow};
use std::collections::BTreeMap;

use crate::error::TableFault;
use crate::import::cells::reading::begins_among;
use crate::import::tables::book::{Book, Cell, Grid, Record};
use crate::import::tables::encoding::decode;

/// What stands between two cells, the rarest in prose first.
const DELIMITERS: [u8; 4] = [b'\t', b'|', b';', b','];

/// What a blank line may hold; tabs make it a row of empty cells.
const BLANKS: [char; 3] = [' ', '\r', '\n'];

/// The records that tell the delimiter.
const SAMPLE: usize = 200;

/// The table of a text.
///
/// # Errors
/// The bytes are no text, or its quotation marks have two readings.
pub fn read(bytes: &[u8]) -> Result<Book, TableFault> {
    let (text, encoding) = decode(bytes)?;
    if is_markup(&text) {
        return Err(TableFault::Markup);
    }
    let (delimiter, rows) = match declared(&text) {
        Some((delimiter, rest)) => (delimiter, rows(rest, 2, delimiter)?),
        None => {
            let delimiter = delimiter(&text);
            (delimiter, rows(&text, 1, delimiter)?)
        }
    };
    let records: Vec<Record> = rows.into_iter().filter_map(record).collect();
    if records.is_empty() {
        return Err(TableFault::Empty);
    }
    Ok(Book {
        text: Some((encoding, char::from(delimiter))),
        grids: vec![Grid {
            name: None,
            hidden: false,
            records,
        }],
    })
}

/// A row as it was cut.
struct CutRow<'a> {
    /// The line that it begins on, from 1.
    line: usize,
    /// All of it, without the end of its last line.
    raw: &'a str,
    cells: Vec<Cow<'a, str>>,
}

/// The record of a row in which something stands.
fn record(row: CutRow<'_>) -> Option<Record> {
    let mut cells: Vec<Cell> = row.cells.iter().map(|cell| Cell::written(cell)).collect();
    let held = cells.iter().rposition(|cell| !cell.is_empty())?;
    cells.truncate(held + 1);
    Some(Record {
        number: row.line,
        cells,
        spread: Vec::new(),
        attached: Vec::new(),
    })
}

/// Whether a text is a web page, or the XML of an old spreadsheet.
fn is_markup(text: &str) -> bool {
    const TAGS: &str = "<!doctype, <html, <?xml, <table, <head, <meta, <style";
    let start: String = text.trim_start().chars().take(9).collect();
    begins_among(&start.to_ascii_lowercase(), TAGS)
}

/// The delimiter that a first line `sep=;` declares, and the text below it.
fn declared(text: &str) -> Option<(u8, &str)> {
    let (first, rest) = text.split_once('\n')?;
    let first = first.trim_end_matches('\r').trim_matches('"');
    match first.strip_prefix("sep=")?.as_bytes() {
        [delimiter] if delimiter.is_ascii_punctuation() || *delimiter == b'\t' => {
            Some((*delimiter, rest))
        }
        _ => None,
    }
}

/// The delimiter by the shape of the first records: the one that cuts all of them alike, else the one that cuts most of them alike.
fn delimiter(text: &str) -> u8 {
    let mut best = (0.0, b',');
    for delimiter in DELIMITERS {
        let rows = Rows::new(text, 1, delimiter, true);
        // What follows a fault says nothing of the delimiter.
        let rows = rows.map_while(Result::ok);
        let rows = rows.filter(|row| !row.raw.trim_matches(BLANKS).is_empty());
        let widths = widths(rows.take(SAMPLE));
        let records: usize = widths.values().sum();
        let alike = widths.into_iter().filter(|(width, _)| *width > 1);
        let Some((width, count)) = alike.max_by_key(|(width, count)| (*count, *width)) else {
            continue;
        };
        if count == records {
            return delimiter;
        }
        // Prose cuts some lines into a few cells; a table cuts most lines into many.
        let share = count as f64 / records as f64;
        let weight = share * share * (width as f64).log2();
        if weight > best.0 {
            best = (weight, delimiter);
        }
    }
    best.1
}

/// How many rows have so many cells.
fn widths<'a>(rows: impl Iterator<Item = impl Borrow<CutRow<'a>>>) -> BTreeMap<usize, usize> {
    let mut widths = BTreeMap::new();
    for row in rows {
        *widths.entry(row.borrow().cells.len()).or_default() += 1;
    }
    widths
}

/// The rows of a text whose first line has a number.
///
/// A writer that quotes at all quotes each cell with a mark in it. Where a mark stands bare, and no quoted cell holds
/// what it had to be quoted for, nobody quoted: all marks belong to the text.
fn rows(text: &str, line: usize, delimiter: u8) -> Result<Vec<CutRow<'_>>, TableFault> {
    let mut rows = Rows::new(text, line, delimiter, true);
    let found: Vec<CutRow> = rows.by_ref().collect::<Result<_, _>>()?;
    if rows.bare && !rows.needed {
        return Rows::new(text, line, delimiter, false).collect();
    }
    match swallowing(&found, delimiter) {
        Some(row) => Err(TableFault::OpenQuote(row.line)),
        None => Ok(found),
    }
}

/// A row of several lines that are rows by themselves: its quotation mark was left open, and closed by a later one.
fn swallowing<'a, 'b>(rows: &'b [CutRow<'a>], delimiter: u8) -> Option<&'b CutRow<'a>> {
    let (width, _) = widths(rows.iter())
        .into_iter()
        .max_by_key(|(_, count)| *count)?;
    let cuts = |text: &str| text.bytes().filter(|byte| *byte == delimiter).count();
    // Nobody types tabs in a cell; a few semicolons stand in many.
    let is_row = |line: &str| match delimiter {
        b'\t' => cuts(line) > 0,
        _ => width > 3 && cuts(line) + 1 == width,
    };
    rows.iter().find(|row| {
        let spans = |cell: &Cow<str>| cell.contains(['\r', '\n']) && cuts(cell) > 0;
        let raw = row.raw.replace("\r\n", "\n");
        row.cells.iter().any(spans) && raw.split(['\r', '\n']).all(is_row)
    })
}

/// The rows of a text, one after the other; none behind a fault.
struct Rows<'a> {
    text: &'a str,
    delimiter: u8,
    /// Whether a mark at the beginning of a cell quotes it.
    quoting: bool,
    at: usize,
    line: usize,
    /// Whether a cell that is not quoted holds a mark.
    bare: bool,
    /// Whether a quoted cell holds a delimiter, a line break or a doubled mark.
    needed: bool,
    /// Whether a cell of this row begins with a piece in marks.
    typed: bool,
}

impl<'a> Rows<'a> {
    fn new(text: &'a str, line: usize, delimiter: u8, quoting: bool) -> Self {
        Self {
            text,
            delimiter,
            quoting,
            at: 0,
            line,
            bare: false,
            needed: false,
            typed: false,
        }
    }

    /// Whether a cell ends at the byte.
    fn is_end(&self, byte: u8) -> bool {
        byte == self.delimiter || byte == b'\r' || byte == b'\n'
    }

    /// The cell that begins here; what is read next is what ends it.
    fn cell(&mut self) -> Result<Cow<'a, str>, TableFault> {
        if self.quoting && self.text[self.at..].starts_with('"') {
            if let Some(cell) = self.quoted()? {
                return Ok(cell);
            }
            self.typed = true;
        }
        let rest = &self.text[self.at..];
        let end = rest.bytes().position(|byte| self.is_end(byte));
        let length = end.unwrap_or(rest.len());
        self.at += length;
        let cell = &rest[..length];
        let marks = cell.bytes().filter(|byte| *byte == b'"').count();
        self.bare |= marks > 0;
        // The end of a cell that was quoted, its inner marks not doubled; nobody sets tabs within one.
        if self.typed && marks % 2 == 1 && self.delimiter != b'\t' {
            return Err(TableFault::TextBehindQuote(self.line));
        }
        Ok(Cow::Borrowed(cell))
    }

    /// The quoted piece that begins here, which is then passed; none where the cell goes on behind it and no delimiter or
    /// line break stands in it: its marks are as they were typed.
    fn quoted(&mut self) -> Result<Option<Cow<'a, str>>, TableFault> {
        let start = self.at + 1;
        let mut end = start;
        let mut doubled = false;
        loop {
            let mark = self.text[end..].find('"');
            end += mark.ok_or(TableFault::OpenQuote(self.line))?;
            if !self.text[end + 1..].starts_with('"') {
                break;
            }
            doubled = true;
            end += 2;
        }
        let inner = &self.text[start..end];
        let has_end = inner.bytes().any(|byte| self.is_end(byte));
        // Blanks between the mark and the delimiter are nobody's text.
        let behind = self.text[end + 1..].trim_start_matches(' ');
        if behind.bytes().next().is_some_and(|byte| !self.is_end(byte)) {
            // Two cells could be meant.
            return match has_end {
                true => Err(TableFault::TextBehindQuote(self.line)),
                false => Ok(None),
            };
        }
        self.needed |= has_end || doubled;
        self.at = self.text.len() - behind.len();
        Ok(Some(match doubled {
            true => Cow::Owned(inner.replace("\"\"", "\"")),
            false => Cow::Borrowed(inner),
        }))
    }
}

impl<'a> Iterator for Rows<'a> {
    type Item = Result<CutRow<'a>, TableFault>;

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        if start == self.text.len() {
            return None;
        }
        let line = self.line;
        let mut cells = Vec::new();
        self.typed = false;
        loop {
            let from = self.at;
            match self.cell() {
                Ok(cell) => cells.push(cell),
                Err(fault) => {
                    self.at = self.text.len();
                    return Some(Err(fault));
                }
            }
            self.line += breaks(&self.text[from..self.at]);
            if self.text.as_bytes().get(self.at) != Some(&self.delimiter) {
                break;
            }
            self.at += 1;
        }
        let raw = &self.text[start..self.at];
        let rest = &self.text[self.at..];
        self.at += if rest.starts_with("\r\n") {
            2
        } else {
            rest.len().min(1)
        };
        self.line += 1;
        Some(Ok(CutRow { line, raw, cells }))
    }
}

/// The line breaks in a text: LF, CR LF or CR.
fn breaks(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_break = |at: &usize| {
        bytes[*at] == b'\n' || bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n')
    };
    (0..bytes.len()).filter(is_break).count()
}

#[cfg(test)]
mod tests {
    use super::{Rows, read};
    use crate::error::TableFault;
    use crate::import::tables::book::{Book, Cell};

    /// The delimiter, and each record as its number and its cells between bars.
    fn shape(book: &Book) -> (char, Vec<String>) {
        let (_, delimiter) = book.text.expect("delimited text");
        let record = |record: &crate::import::tables::book::Record| {
            let cells: Vec<_> = record.cells.iter().map(Cell::text).collect();
            format!("{} {}", record.number, cells.join("|"))
        };
        let records = book.grids[0].records.iter().map(record);
        (delimiter, records.collect())
    }

    #[test]
    fn the_shape_of_the_records_tells_the_delimiter() {
        for (text, delimiter, records) in [
            ("a,b\n1,2\n", ',', &["1 a|b", "2 1|2"][..]),
            (
                "a;b\n1,5;2,5\n3,5;4\n",
                ';',
                &["1 a|b", "2 1,5|2,5", "3 3,5|4"],
            ),
            (
                "a\tb\nun, deux, trois\t2\n",
                '\t',
                &["1 a|b", "2 un, deux, trois|2"],
            ),
            ("a|b\n1|2\n", '|', &["1 a|b", "2 1|2"]),
            (
                "Plan d'action, 2020\n\na;b;c\nx, y, z;;\nx, y, z;1\nx, y, z;1;2\n",
                ';',
                &[
                    "1 Plan d'action, 2020",
                    "3 a|b|c",
                    "4 x, y, z",
                    "5 x, y, z|1",
                    "6 x, y, z|1|2",
                ],
            ),
            ("sep=;\na;b\n", ';', &["2 a|b"]),
            ("\"sep=:\"\r\na:b\r\n", ':', &["2 a|b"]),
            ("sep=\ta\n", '\t', &["1 sep=|a"]),
            ("un seul mot", ',', &["1 un seul mot"]),
        ] {
            let book = read(text.as_bytes()).expect("a table");
            let (found, cells) = shape(&book);
            assert_eq!(found, delimiter, "{text:?}");
            assert_eq!(cells, records, "{text:?}");
        }
    }

    #[test]
    fn a_record_has_the_number_of_the_line_that_it_begins_on() {
        for end in ["\n", "\r\n", "\r"] {
            let text = "a;b\n1;\"x\n\ny\"\n;\n\n2;z".replace('\n', end);
            let book = read(text.as_bytes()).expect("a table");
            let (_, cells) = shape(&book);
            assert_eq!(cells, ["1 a|b", "2 1|x\n\ny", "7 2|z"], "{end:?}");
        }
    }

    #[test]
    fn a_mark_that_belongs_to_the_text_stays() {
        for (text, records) in [
            // Nobody quotes here.
            (
                "a\tb\n\"Jeune Public\"\tle \"Mail\"\n",
                &["1 a|b", "2 \"Jeune Public\"|le \"Mail\""][..],
            ),
            (
                "a;b\nle \"Mail\" ;12\" de long\n",
                &["1 a|b", "2 le \"Mail\"|12\" de long"],
            ),
            // Somebody does.
            (
                "a;b\n\"le \"\"Mail\"\"\";\"x;y\"\n",
                &["1 a|b", "2 le \"Mail\"|x;y"],
            ),
            ("a;b\n\"x\" ;\"y\"\n", &["1 a|b", "2 x|y"]),
            (
                "a;b\n\"Mail\" (le);\"x;y\"\n",
                &["1 a|b", "2 \"Mail\" (le)|x;y"],
            ),
        ] {
            let book = read(text.as_bytes()).expect("a table");
            assert_eq!(shape(&book).1, records, "{text:?}");
        }
    }

    #[test]
    fn what_has_two_readings_is_a_fault_at_its_line() {
        for (text, fault) in [
            ("", TableFault::Empty),
            (" ;\n;\n", TableFault::Empty),
            ("a;b\n\n1;\"x\n2;y\n", TableFault::OpenQuote(3)),
            (
                "a;b\n\"x\ny\";1\n\"x;y\" z;2\n",
                TableFault::TextBehindQuote(4),
            ),
            (
                "a,b\n1,\"le \"Mail\" (voir aussi, plus loin)\"\n",
                TableFault::TextBehindQuote(2),
            ),
            (
                "a;b;c;d\n1;\"x;3;4\n1;2;3;4\n1;x\";3;4\n",
                TableFault::OpenQuote(2),
            ),
            ("a\tb\n1\t\"x\n1\t2\n1\tx\"\n", TableFault::OpenQuote(2)),
            ("\n <!DOCTYPE html><table>", TableFault::Markup),
            ("<?xml version=\"1.0\"?><Workbook/>", TableFault::Markup),
        ] {
            assert_eq!(read(text.as_bytes()), Err(fault), "{text:?}");
        }
    }

    #[test]
    fn a_cell_of_two_lines_between_others_is_one_cell() {
        for text in ["a\tb\tc\n1\t\"x\ny\"\t2\n", "a;b;c\n1;\"x ; z\ny\";2\n"] {
            let book = read(text.as_bytes()).expect("a table");
            assert_eq!(book.grids[0].records[1].cells.len(), 3, "{text:?}");
        }
    }

    #[test]
    fn rows_end_behind_a_fault() {
        let rows = Rows::new("a;\"b\nc;d\n", 1, b';', true);
        assert_eq!(rows.count(), 1);
    }

    #[test]
    fn the_table_of_dijon_keeps_every_character() {
        let text = include_str!("../../../tests/data/dijon-action-table.tsv.txt");
        let book = read(text.as_bytes()).expect("a table");
        let (delimiter, _) = shape(&book);
        assert_eq!(delimiter, '\t');
        let lines = text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty());
        let expected: Vec<(usize, String)> = lines
            .map(|(at, line)| {
                let cells: Vec<&str> = line
                    .split('\t')
                    .map(|cell| cell.trim_end_matches(' '))
                    .collect();
                (at + 1, cells.join("\t").trim_end_matches('\t').to_owned())
            })
            .collect();
        let found: Vec<(usize, String)> = book.grids[0]
            .records
            .iter()
            .map(|record| {
                let cells: Vec<_> = record.cells.iter().map(Cell::text).collect();
                (record.number, cells.join("\t"))
            })
            .collect();
        assert_eq!(found, expected);
    }
}
