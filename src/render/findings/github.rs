//! Findings as commands to a GitHub workflow, which shows them beside the lines of a pull request.

use std::io::Write;

use crate::document::decode::is_control;
use crate::error::Error;
use crate::render::findings::{Region, Report, message, region};

/// Write a command a finding.
///
/// # Errors
/// The answer cannot be written.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> Result<(), Error> {
    for placed in report.findings {
        let finding = placed.finding();
        let command = finding.severity().name();
        let path = format!("{}{}", report.prefix, placed.file());
        write!(out, "::{command} file={}", property(&path))?;
        match region(placed) {
            Some(Region { start, end }) if start.line == end.line => write!(
                out,
                ",line={},endLine={},col={},endColumn={}",
                start.line, end.line, start.column, end.column
            )?,
            Some(Region { start, end }) => {
                write!(out, ",line={},endLine={}", start.line, end.line)?;
            }
            None => write!(out, ",line=1")?,
        }
        let said = message(placed, report.lang);
        writeln!(
            out,
            ",title={}::{}",
            property(finding.rule().name()),
            data(&said)
        )?;
    }
    Ok(())
}

/// A text as the runner takes it behind `::`.
fn data(text: &str) -> String {
    text.replace(|c| c != '\r' && is_control(c), "\u{fffd}")
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A text as the runner takes it behind `name=`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
