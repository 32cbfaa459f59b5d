//! What people remarked on the cells of an xlsx, which the reader of workbooks does not tell.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use crate::error::TableFault;
use crate::import::tables::book::Attached;
use crate::import::tables::guard::damaged;
use crate::import::tables::merged_cells::PlacedAttached;
use crate::import::tables::opendocument::{attribute, sign};

/// The comments of each sheet, by its name, each with the row and column of its cell.
///
/// # Errors
/// A part is no XML.
pub fn comments(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
) -> Result<HashMap<String, Vec<PlacedAttached>>, TableFault> {
    let mut found = HashMap::new();
    let is_of_comments = |name: Cow<'_, str>| name.contains("comments");
    if !archive.file_names().flatten().any(is_of_comments) {
        return Ok(found);
    }
    let parts = relations(archive, "xl/workbook.xml")?;
    let workbook = text_of(archive, "xl/workbook.xml");
    for (name, relation) in elements(&workbook, "sheet", "name", "r:id")? {
        let Some((_, sheet)) = parts.iter().find(|(id, _)| *id == relation) else {
            continue;
        };
        let beside = relations(archive, sheet)?;
        let mut texts = beside.iter().map(|(_, target)| target);
        if let Some(part) = texts.find(|target| target.contains("/comments")) {
            found.insert(name, of_part(&text_of(archive, part))?);
        }
    }
    Ok(found)
}

/// The text of a part that is known to be small enough; nothing where there is none, or it is no text.
pub fn text_of(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> String {
    let mut bytes = Vec::new();
    if let Ok(mut part) = archive.by_name(name) {
        let _ = part.read_to_end(&mut bytes);
    }
    // Of UTF-16 the letters stay; of other bytes, all that can be read.
    String::from_utf8_lossy(&bytes).replace('\0', "")
}

/// The parts that a part names, each by its name there and its path in the archive.
fn relations(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    part: &str,
) -> Result<Vec<(String, String)>, TableFault> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let text = text_of(archive, &format!("{folder}/_rels/{file}.rels"));
    let path = |target: String| match (target.strip_prefix('/'), target.strip_prefix("../")) {
        (Some(target), _) => target.to_owned(),
        (_, Some(target)) => format!("xl/{target}"),
        _ => format!("{folder}/{target}"),
    };
    let found = elements(&text, "Relationship", "Id", "Target")?;
    let found = found.into_iter();
    Ok(found.map(|(id, target)| (id, path(target))).collect())
}

/// Two attributes of every element of a name that has both.
fn elements(
    text: &str,
    name: &str,
    first: &str,
    second: &str,
) -> Result<Vec<(String, String)>, TableFault> {
    let mut reader = Reader::from_str(text);
    let mut found = Vec::new();
    loop {
        match reader.read_event().map_err(damaged)? {
            Event::Eof => return Ok(found),
            Event::Start(element) | Event::Empty(element)
                if element.local_name().as_ref() == name =>
            {
                found.extend(attribute(&element, first)?.zip(attribute(&element, second)?));
            }
            _ => {}
        }
    }
}

fn of_part(text: &str) -> Result<Vec<PlacedAttached>, TableFault> {
    let mut reader = Reader::from_str(text);
    let mut found: Vec<PlacedAttached> = Vec::new();
    let mut is_text = false;
    loop {
        match reader.read_event().map_err(damaged)? {
            Event::Eof => return Ok(found),
            Event::Start(element) if element.local_name().as_ref() == "comment" => {
                let place = attribute(&element, "ref")?.and_then(|cell| place(&cell));
                let comment = Attached::Comment(String::new());
                found.push((place.unwrap_or_default(), comment));
            }
            Event::Start(element) => is_text = element.local_name().as_ref() == "t",
            Event::End(_) => is_text = false,
            event if is_text => {
                if let Some((_, Attached::Comment(text))) = found.last_mut() {
                    text.push_str(&sign(&event));
                }
            }
            _ => {}
        }
    }
}

/// The row and the column of a cell, from 0: `B3`.
fn place(cell: &str) -> Option<(u32, u32)> {
    let digits = cell.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, row) = cell.split_at(digits);
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let number = u32::from(letter.to_ascii_uppercase().checked_sub(b'A')?);
        column.checked_mul(26)?.checked_add(number + 1)
    })?;
    let row: u32 = row.parse().ok()?;
    row.checked_sub(1).zip(column.checked_sub(1))
}

#[cfg(test)]
mod tests {
    use super::{of_part, place};
    use crate::import::tables::book::Attached;

    #[test]
    fn a_comment_stands_at_its_cell() {
        let text = "<comments><commentList><comment ref=\"AB3\"><text><r><t>d&apos;accord</t></r><r>\
                    <t xml:space=\"preserve\"> ?</t></r></text></comment></commentList></comments>";
        let found = of_part(text).expect("XML");
        let comment = Attached::Comment("d'accord ?".to_owned());
        assert_eq!(found, [((2, 27), comment)]);
        for (cell, expected) in [("A1", Some((0, 0))), ("A0", None), ("1", None), ("", None)] {
            assert_eq!(place(cell), expected, "{cell}");
        }
    }
}
