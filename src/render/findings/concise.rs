//! Findings a line each, as editors and terminals make links of: `path:line:column: error[rule]: sentence`.

use std::io::Write;

use crate::error::Error;
use crate::finding::Placed;
use crate::render::findings::{Report, on_a_line};
use crate::render::screen::visible;
use crate::words::Lang;

/// Write a line a finding.
///
/// # Errors
/// The answer cannot be written.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> Result<(), Error> {
    for placed in report.findings {
        writeln!(out, "{}", line(placed, report.lang))?;
    }
    Ok(())
}

/// A finding in one line.
pub fn line(placed: &Placed, lang: Lang) -> String {
    let finding = placed.finding();
    let (line, column) = placed
        .located
        .as_ref()
        .map_or((1, 1), |located| (located.line, located.column));
    format!(
        "{}:{line}:{column}: {}[{}]: {}",
        visible(placed.file()),
        lang.severity(finding.severity()),
        finding.rule().name(),
        on_a_line(&lang.finding(finding).title)
    )
}
