//! How the cells of an xls are shown, and what hangs on them, which the reader of workbooks does not tell.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use cfb::CompoundFile;

use crate::import::tables::book::Attached;
use crate::import::tables::merged_cells::PlacedAttached;
use crate::import::tables::number_format::NumberFormat;

/// What a sheet says beside the values of its cells.
#[derive(Debug, Default)]
pub struct SheetMarks {
    /// The places of cells with a format, and its number in the list of formats.
    pub formats: BTreeMap<(u32, u32), u16>,
    /// What hangs on cells.
    pub attached: Vec<PlacedAttached>,
}

/// The formats of a workbook, and the marks of its sheets in its order; nothing where it cannot be told.
pub fn marks(bytes: &[u8]) -> (BTreeMap<u16, NumberFormat>, Vec<SheetMarks>) {
    let mut stream = Vec::new();
    let read = CompoundFile::open(Cursor::new(bytes)).and_then(|mut file| {
        let mut names = ["/Workbook", "/Book"].into_iter();
        let name = names.find(|name| file.exists(name)).unwrap_or_default();
        file.open_stream(name)?.read_to_end(&mut stream)
    });
    let found = read.ok().and_then(|_| of_stream(&stream));
    found.unwrap_or_default()
}

/// The formats that every workbook has and none writes.
const BUILT_IN: &[(u16, &str)] = &[
    (1, "0"),
    (2, "0.00"),
    (3, "#,##0"),
    (4, "#,##0.00"),
    (9, "0%"),
    (10, "0.00%"),
    (18, "h:mm"),
    (19, "h:mm"),
    (20, "h:mm"),
    (21, "h:mm:ss"),
    (22, "m/d/yy h:mm"),
];

fn of_stream(stream: &[u8]) -> Option<(BTreeMap<u16, NumberFormat>, Vec<SheetMarks>)> {
    let of_code = |(number, code): &(u16, &str)| (*number, NumberFormat::of(code));
    let mut formats: BTreeMap<u16, NumberFormat> = BUILT_IN.iter().map(of_code).collect();
    let mut of_cells: Vec<u16> = Vec::new();
    let mut sheets = Vec::new();
    for (kind, data) in Records(stream) {
        match kind {
            0x041E => {
                formats.insert(number(data, 0)?, NumberFormat::of(&text(data.get(2..)?)?));
            }
            0x00E0 => of_cells.push(number(data, 2)?),
            0x0085 => {
                let start = u32::from(number(data, 0)?) | u32::from(number(data, 2)?) << 16;
                sheets.push(start as usize);
            }
            // The end of what concerns the whole workbook.
            0x000A => break,
            _ => {}
        }
    }
    let marks = sheets.into_iter().map(|start| {
        let mut marks = SheetMarks::default();
        let mut put = |row: u16, column: u16, style: u16| {
            if let Some(format) = of_cells.get(usize::from(style)) {
                let place = (u32::from(row), u32::from(column));
                marks.formats.insert(place, *format);
            }
        };
        for (kind, data) in Records(stream.get(start..)?) {
            let at = |index: usize| number(data, 2 * index);
            match kind {
                // A number, a short one, a formula.
                0x0203 | 0x027E | 0x0006 => put(at(0)?, at(1)?, at(2)?),
                // Several short ones: a style and four bytes each.
                0x00BD => {
                    let cells = data.get(4..data.len() - 2)?.chunks_exact(6);
                    for (column, cell) in (at(1)?..).zip(cells) {
                        put(at(0)?, column, number(cell, 0)?);
                    }
                }
                0x01B8 => {
                    let place = (u32::from(at(0)?), u32::from(at(2)?));
                    let link = address(data).map_or(Attached::Unread, Attached::Link);
                    marks.attached.push((place, link));
                }
                // Its text stands among the drawings.
                0x001C => {
                    let place = (u32::from(at(0)?), u32::from(at(1)?));
                    marks.attached.push((place, Attached::Unread));
                }
                0x000A => break,
                _ => {}
            }
        }
        Some(marks)
    });
    Some((formats, marks.map(Option::unwrap_or_default).collect()))
}

/// The records of a stream: a kind, a length, so many bytes.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let length = usize::from(number(self.0, 2)?);
        let data = self.0.get(4..4 + length)?;
        let kind = number(self.0, 0)?;
        self.0 = &self.0[4 + length..];
        Some((kind, data))
    }
}

fn number(data: &[u8], at: usize) -> Option<u16> {
    let bytes = data.get(at..at + 2)?.try_into();
    bytes.ok().map(u16::from_le_bytes)
}

/// A text behind its length; the older form counts in one byte, and has no mark of its width.
fn text(data: &[u8]) -> Option<String> {
    let length = usize::from(number(data, 0)?);
    let one_byte = |bytes: &[u8]| bytes.iter().map(|byte| char::from(*byte)).collect();
    match (data.get(2)?, data.len() - 3) {
        (1, rest) if rest == 2 * length => Some(wide(&data[3..])),
        (0, rest) if rest == length => Some(one_byte(&data[3..])),
        _ => Some(one_byte(data.get(1..)?)),
    }
}

fn wide(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).filter_map(|pair| number(pair, 0));
    let units: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
    String::from_utf16_lossy(&units)
}

/// The address of a link to the web, which stands behind the mark of such links.
fn address(data: &[u8]) -> Option<String> {
    const MARK: [u8; 8] = [0xE0, 0xC9, 0xEA, 0x79, 0xF9, 0xBA, 0xCE, 0x11];
    let at = data.windows(MARK.len()).position(|bytes| bytes == MARK)?;
    let length = usize::from(number(data, at + 16)?);
    Some(wide(data.get(at + 20..at + 20 + length)?))
}

#[cfg(test)]
mod tests {
    use super::{address, text};

    #[test]
    fn texts_of_both_forms_are_read() {
        for (data, expected) in [
            (&b"\x02\x00\x00k\x80"[..], "k\u{80}"),
            (b"\x02\x00\x01k\x00\xAC\x20", "k€"),
            (b"\x030 k", "0 k"),
        ] {
            assert_eq!(text(data).as_deref(), Some(expected));
        }
        assert_eq!(text(b"\x02"), None);
        assert_eq!(address(b"nothing"), None);
    }
}
