//! Findings as commands to a GitHub workflow, which shows them beside the lines of a pull request.

use std::io::Write;

use crate::document::decode::is_control;
use crate::error::Error;
use crate::finding::Severity;
use crate::render::findings::{Report, message, region};

/// Write a command a finding.
///
/// # Errors
/// The answer cannot be written.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> Result<(), Error> {
    for placed in report.findings {
        let finding = placed.finding();
        let command = match finding.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let path = format!("{}{}", report.prefix, placed.file());
        write!(out, "::{command} file={}", property(&path))?;
        match region(placed) {
            // GitHub takes columns only where they are on one line.
            Some(at) if at.line == at.end_line => write!(
                out,
                ",line={},endLine={},col={},endColumn={}",
                at.line, at.end_line, at.column, at.end_column
            )?,
            Some(at) => write!(out, ",line={},endLine={}", at.line, at.end_line)?,
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
