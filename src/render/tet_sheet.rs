//! The workbook that the platform Territoires en Transitions imports, as its importer looks for it.

use std::io::Write;

use rust_xlsxwriter::XlsxError;
use rust_xlsxwriter::workbook::Workbook;

use crate::error::Error;
use crate::render::provenance::Provenance;
use crate::render::tet::LABELS;
use crate::render::value::Value;
use crate::render::xlsx::{Styles, properties, refuse_long, write_value};
use crate::words::Lang;

/// Write the sheet that the platform Territoires en Transitions imports: where it comes from on the first
/// row, the labels on the second, the data from the fourth.
///
/// # Errors
/// A text is longer than a cell can hold, or the answer cannot be written.
pub fn write(
    rows: &[Vec<Value>],
    provenance: &Provenance,
    lang: Lang,
    out: &mut dyn Write,
) -> Result<(), Error> {
    refuse_long(&LABELS, rows)?;
    let bytes = book(rows, provenance, lang).map_err(std::io::Error::other)?;
    out.write_all(&bytes)?;
    Ok(())
}

fn book(rows: &[Vec<Value>], provenance: &Provenance, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let styles = Styles::default();
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(provenance, lang));
    let worksheet = workbook.add_worksheet();
    let origin = format!("{} – {}", provenance.plan, provenance.sentence(lang));
    worksheet.write_string(0, 0, origin)?;
    for (column, label) in (0..).zip(LABELS) {
        worksheet.write_string_with_format(1, column, label, &styles.heading)?;
        worksheet.set_column_width(column, 24)?;
    }
    for (row, values) in (3..).zip(rows) {
        for (column, value) in (0..).zip(values) {
            write_value(worksheet, row, column, value, &styles.cell(value, false))?;
        }
    }
    worksheet.set_freeze_panes(3, 0)?;
    workbook.save_to_buffer()
}
