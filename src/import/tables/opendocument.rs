//! Where the sheets of an OpenDocument workbook merge cells, which the reader of workbooks does not tell.

use std::collections::BTreeMap;
use std::io::{BufReader, Read};

use calamine::Dimensions;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::error::TableFault;
use crate::import::tables::guard::damaged;
use crate::import::tables::merged_cells::MOST;

/// The merged ranges of each sheet, by its name.
///
/// # Errors
/// The content is no XML, or ends before its elements do (whoever looks for their ends would look for ever); or a sheet
/// spans more cells, or its texts more blanks, than are read: repeated ones are written but once.
pub fn merged(content: impl Read) -> Result<BTreeMap<String, Vec<Dimensions>>, TableFault> {
    let mut reader = Reader::from_reader(BufReader::new(content));
    reader.config_mut().expand_empty_elements = true;
    let mut found: BTreeMap<String, Vec<Dimensions>> = BTreeMap::new();
    let mut name = String::new();
    // The next row, how often the one before it is repeated, and the next column.
    let (mut row, mut repeated, mut column) = (0_u32, 0_u32, 0_u32);
    // Up to the last cell that holds something.
    let (mut height, mut width) = (0_u32, 0_u32);
    let mut open = 0_usize;
    let mut blanks = 0_usize;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let element = match reader.read_event_into(&mut buffer).map_err(damaged)? {
            Event::Eof if open > 0 => return Err(damaged("the file ends within a table")),
            Event::Eof => return Ok(found),
            Event::End(_) => {
                open = open.saturating_sub(1);
                continue;
            }
            Event::Start(element) => element,
            _ => continue,
        };
        open += 1;
        match element.name().as_ref() {
            "table:table" => {
                name = attribute(&element, "table:name")?.unwrap_or_default();
                (row, repeated, height, width) = (0, 0, 0, 0);
            }
            // So many blanks as it says, each of which is written.
            "text:s" => {
                blanks = blanks.saturating_add(count(&element, "text:c")? as usize);
                if blanks > TableFault::MOST_BYTES {
                    return Err(TableFault::TooLarge {
                        megabytes: TableFault::MOST_BYTES / 1_000_000,
                    });
                }
            }
            "table:table-row" => {
                row = row.saturating_add(repeated);
                repeated = count(&element, "table:number-rows-repeated")?;
                column = 0;
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let across = count(&element, "table:number-columns-spanned")?;
                let down = count(&element, "table:number-rows-spanned")?;
                if across > 1 || down > 1 {
                    let end = (
                        row.saturating_add(down - 1),
                        column.saturating_add(across - 1),
                    );
                    found
                        .entry(name.clone())
                        .or_default()
                        .push(Dimensions::new((row, column), end));
                }
                column = column.saturating_add(count(&element, "table:number-columns-repeated")?);
                if attribute(&element, "office:value-type")?.is_some() {
                    height = height.max(row.saturating_add(repeated));
                    width = width.max(column);
                    if u64::from(height) * u64::from(width) > MOST as u64 {
                        return Err(TableFault::TooManyCells {
                            sheet: name,
                            most: MOST,
                        });
                    }
                }
            }
            _ => {}
        }
    }
}

fn attribute(element: &BytesStart, name: &str) -> Result<Option<String>, TableFault> {
    let Some(found) = element.try_get_attribute(name).map_err(damaged)? else {
        return Ok(None);
    };
    let value = found
        .normalized_value(XmlVersion::Implicit1_0)
        .map_err(damaged)?;
    Ok(Some(value.into_owned()))
}

/// A number of rows or columns, 1 where none is told.
fn count(element: &BytesStart, name: &str) -> Result<u32, TableFault> {
    let text = attribute(element, name)?;
    Ok(text
        .and_then(|text| text.parse().ok())
        .filter(|count| *count > 0)
        .unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use calamine::Dimensions;

    use super::merged;
    use crate::error::TableFault;

    #[test]
    fn ranges_stand_where_repeated_rows_and_columns_put_them() {
        let content = r#"<a><table:table table:name="L&apos;axe">
            <table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>
            <table:table-row>
                <table:table-cell table:number-columns-repeated="2"/>
                <table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="4"/>
            </table:table-row>
        </table:table></a>"#;
        let found = merged(content.as_bytes()).expect("XML");
        assert_eq!(found["L'axe"], [Dimensions::new((3, 2), (6, 3))]);
        for broken in ["<a><b a=\"&x;", "<a><b></b>", "<a></b>", "<a>"] {
            assert!(merged(broken.as_bytes()).is_err(), "{broken}");
        }
    }

    #[test]
    fn a_text_of_more_blanks_than_are_read_is_refused() {
        let content = r#"<text:p><text:s text:c="60000000"/><text:s text:c="60000000"/></text:p>"#;
        let fault = merged(content.as_bytes());
        assert!(
            matches!(fault, Err(TableFault::TooLarge { .. })),
            "{fault:?}"
        );
    }

    #[test]
    fn a_sheet_of_repeated_cells_is_refused() {
        let content = r#"<table:table table:name="a"><table:table-row table:number-rows-repeated="1000000">
            <table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="90"/>
        </table:table-row></table:table>"#;
        let fault = merged(content.as_bytes());
        assert!(
            matches!(fault, Err(TableFault::TooManyCells { .. })),
            "{fault:?}"
        );
    }
}
