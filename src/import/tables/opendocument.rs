//! What the sheets of an OpenDocument workbook say of their cells, which the reader of workbooks does not tell: which
//! are merged, how they are shown, and what hangs on them.

use std::collections::{BTreeMap, HashMap};
use std::io::{BufReader, Read};

use calamine::Dimensions;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::error::TableFault;
use crate::import::tables::book::Attached;
use crate::import::tables::guard::damaged;
use crate::import::tables::merged_cells::{MOST, PlacedAttached};

/// What a sheet says of its cells.
#[derive(Debug, Default)]
pub struct SheetMarks {
    /// The merged ranges.
    pub merged: Vec<Dimensions>,
    /// What is shown of numbers and days.
    pub shown: HashMap<(u32, u32), String>,
    /// What hangs on cells.
    pub attached: Vec<PlacedAttached>,
}

/// A cell under way.
#[derive(Default)]
struct CellMarks {
    /// The rows and columns that it stands in, from the first to behind the last.
    rows: (u32, u32),
    columns: (u32, u32),
    is_typed: bool,
    is_formula: bool,
    shown: String,
    comment: Option<String>,
    link: Option<String>,
    /// Whether what comes is the comment.
    is_comment: bool,
}

impl SheetMarks {
    fn take(&mut self, cell: CellMarks) {
        let place = (cell.rows.0, cell.columns.0);
        let comment = cell.comment.map(Attached::Comment);
        let formula = (cell.is_formula && !cell.is_typed).then_some(Attached::Formula);
        let attached = [cell.link.map(Attached::Link), comment, formula];
        let attached = attached.into_iter().flatten();
        self.attached.extend(attached.map(|one| (place, one)));
        if cell.is_typed && !cell.shown.is_empty() {
            for row in cell.rows.0..cell.rows.1 {
                for column in cell.columns.0..cell.columns.1 {
                    self.shown.insert((row, column), cell.shown.clone());
                }
            }
        }
    }
}

/// What each sheet says of its cells, by its name.
///
/// # Errors
/// The content is no XML, or ends before its elements do (whoever looks for their ends would look for ever); or a sheet
/// spans more cells, or its texts more blanks, than are read: repeated ones are written but once.
pub fn marks(content: impl Read) -> Result<BTreeMap<String, SheetMarks>, TableFault> {
    let mut reader = Reader::from_reader(BufReader::new(content));
    reader.config_mut().expand_empty_elements = true;
    let mut found: BTreeMap<String, SheetMarks> = BTreeMap::new();
    let mut name = String::new();
    // The next row, how often the one before it is repeated, and the next column.
    let (mut row, mut repeated, mut column) = (0_u32, 0_u32, 0_u32);
    // Up to the last cell that holds something.
    let (mut height, mut width) = (0_u32, 0_u32);
    let mut open = 0_usize;
    let mut blanks = 0_usize;
    // How many elements are open with the comment of a cell; none outside of one.
    let mut in_annotation = 0_usize;
    let mut cell = CellMarks::default();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let element = match reader.read_event_into(&mut buffer).map_err(damaged)? {
            Event::Eof if open > 0 => return Err(damaged("the file ends within a table")),
            Event::Eof => return Ok(found),
            Event::End(element) => {
                if open == in_annotation {
                    in_annotation = 0;
                }
                open = open.saturating_sub(1);
                match element.name().as_ref() {
                    "office:annotation" | "text:p" => cell.is_comment = false,
                    "table:table-cell" => {
                        let marks = found.entry(name.clone()).or_default();
                        marks.take(std::mem::take(&mut cell));
                    }
                    _ => {}
                }
                continue;
            }
            Event::Start(element) => element,
            event => {
                let text = sign(&event);
                match &mut cell.comment {
                    Some(comment) if cell.is_comment => comment.push_str(&text),
                    _ if cell.is_typed && in_annotation == 0 => cell.shown.push_str(&text),
                    _ => {}
                }
                continue;
            }
        };
        open += 1;
        match element.name().as_ref() {
            "table:table" => {
                name = attribute(&element, "table:name")?.unwrap_or_default();
                (row, repeated, height, width) = (0, 0, 0, 0);
            }
            // So many blanks as it says, each of which is written.
            "text:s" => {
                cell.shown.push(' ');
                blanks = blanks.saturating_add(count(&element, "text:c")? as usize);
                if blanks > TableFault::MOST_BYTES {
                    return Err(TableFault::TooLarge(TableFault::MOST_BYTES / 1_000_000));
                }
            }
            "table:table-row" => {
                row = row.saturating_add(repeated);
                repeated = count(&element, "table:number-rows-repeated")?;
                column = 0;
            }
            "office:annotation" => {
                cell.comment = Some(String::new());
                in_annotation = open;
            }
            // Who wrote the comment and when stand in it too, outside its paragraphs.
            "text:p" if in_annotation > 0 && open > in_annotation => {
                cell.is_comment = true;
                let comment = cell.comment.get_or_insert_default();
                comment.push_str(if comment.is_empty() { "" } else { "\n" });
            }
            "text:a" if in_annotation == 0 => cell.link = attribute(&element, "xlink:href")?,
            "table:table-cell" | "table:covered-table-cell" => {
                let across = count(&element, "table:number-columns-spanned")?;
                let down = count(&element, "table:number-rows-spanned")?;
                if across > 1 || down > 1 {
                    let (last, right) = (
                        row.saturating_add(down - 1),
                        column.saturating_add(across - 1),
                    );
                    let merged = Dimensions::new((row, column), (last, right));
                    found.entry(name.clone()).or_default().merged.push(merged);
                }
                let first = column;
                column = column.saturating_add(count(&element, "table:number-columns-repeated")?);
                let kind = attribute(&element, "office:value-type")?;
                if kind.is_some() {
                    height = height.max(row.saturating_add(repeated));
                    width = width.max(column);
                    if u64::from(height) * u64::from(width) > MOST as u64 {
                        let (sheet, most) = (name, MOST);
                        return Err(TableFault::TooManyCells { sheet, most });
                    }
                }
                cell = CellMarks {
                    rows: (row, row.saturating_add(repeated)),
                    columns: (first, column),
                    is_typed: kind.is_some_and(|kind| kind != "string"),
                    is_formula: attribute(&element, "table:formula")?.is_some(),
                    ..CellMarks::default()
                };
            }
            _ => {}
        }
    }
}

/// What an event adds to a text.
pub fn sign(event: &Event<'_>) -> String {
    match event {
        Event::Text(text) => text.xml10_content().into_owned(),
        Event::GeneralRef(entity) => match entity.resolve_char_ref() {
            Ok(Some(letter)) => letter.to_string(),
            _ => resolve_xml_entity(entity).unwrap_or_default().to_owned(),
        },
        _ => String::new(),
    }
}

/// The value of an attribute.
///
/// # Errors
/// The element is broken.
pub fn attribute(element: &BytesStart, name: &str) -> Result<Option<String>, TableFault> {
    let Some(found) = element.try_get_attribute(name).map_err(damaged)? else {
        return Ok(None);
    };
    let value = found.normalized_value(XmlVersion::Implicit1_0);
    Ok(Some(value.map_err(damaged)?.into_owned()))
}

/// A number of rows or columns, 1 where none is told.
fn count(element: &BytesStart, name: &str) -> Result<u32, TableFault> {
    let text = attribute(element, name)?;
    let count = text.and_then(|text| text.parse().ok());
    Ok(count.filter(|count| *count > 0).unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use calamine::Dimensions;

    use super::marks;
    use crate::error::TableFault;
    use crate::import::tables::book::Attached;

    #[test]
    fn ranges_stand_where_repeated_rows_and_columns_put_them() {
        let content = r#"<a><table:table table:name="L&apos;axe">
            <table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>
            <table:table-row>
                <table:table-cell table:number-columns-repeated="2"/>
                <table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="4"/>
            </table:table-row>
        </table:table></a>"#;
        let found = marks(content.as_bytes()).expect("XML");
        assert_eq!(found["L'axe"].merged, [Dimensions::new((3, 2), (6, 3))]);
        for broken in ["<a><b a=\"&x;", "<a><b></b>", "<a></b>", "<a>"] {
            assert!(marks(broken.as_bytes()).is_err(), "{broken}");
        }
    }

    #[test]
    fn a_text_of_more_blanks_than_are_read_is_refused() {
        let content = r#"<text:p><text:s text:c="60000000"/><text:s text:c="60000000"/></text:p>"#;
        let fault = marks(content.as_bytes());
        assert!(matches!(fault, Err(TableFault::TooLarge(_))), "{fault:?}");
    }

    #[test]
    fn a_cell_says_how_it_is_shown_and_what_hangs_on_it() {
        let content = r#"<table:table table:name="a"><table:table-row>
            <table:table-cell office:value-type="currency" office:value="12" table:number-columns-repeated="2">
                <office:annotation><dc:date>2026</dc:date><text:p>d&apos;accord</text:p></office:annotation><text:p>12&#160;k€</text:p>
            </table:table-cell>
            <table:table-cell table:formula="of:=1"/>
            <table:table-cell office:value-type="string"><text:p><text:a xlink:href="https://a.fr">A</text:a></text:p></table:table-cell>
        </table:table-row></table:table>"#;
        let found = marks(content.as_bytes()).expect("XML");
        let shown = |column: u32| found["a"].shown.get(&(0, column)).map(|text| text.trim());
        assert_eq!(
            (shown(0), shown(1)),
            (Some("12\u{a0}k€"), Some("12\u{a0}k€"))
        );
        let attached = [
            ((0, 0), Attached::Comment("d'accord".to_owned())),
            ((0, 2), Attached::Formula),
            ((0, 3), Attached::Link("https://a.fr".to_owned())),
        ];
        assert_eq!(found["a"].attached, attached);
    }

    #[test]
    fn a_sheet_of_repeated_cells_is_refused() {
        let content = r#"<table:table table:name="a"><table:table-row table:number-rows-repeated="1000000">
            <table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="90"/>
        </table:table-row></table:table>"#;
        let fault = marks(content.as_bytes());
        assert!(
            matches!(fault, Err(TableFault::TooManyCells { .. })),
            "{fault:?}"
        );
    }
}
