//! Findings as a GitLab code quality report, which shows them in a merge request.

use std::io::Write;

use serde_json::{Value, json};

use crate::error::Error;
use crate::finding::Severity;
use crate::render::findings::{Report, fingerprints, message, region};
use crate::render::json;

/// Write the report.
///
/// # Errors
/// The answer cannot be written.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> Result<(), Error> {
    let findings = report.findings.iter().zip(fingerprints(report.findings));
    let list = findings.map(|(placed, fingerprint)| {
        let finding = placed.finding();
        let (begin, end) = region(placed).map_or((1, 1), |at| (at.start.line, at.end.line));
        json!({
            "description": message(placed, report.lang),
            "check_name": finding.rule().name(),
            // GitLab takes for one what has one fingerprint.
            "fingerprint": fingerprint,
            "severity": match finding.severity() {
                Severity::Error => "critical",
                Severity::Warning => "minor",
            },
            "location": {
                "path": format!("{}{}", report.prefix, placed.file()),
                "lines": { "begin": begin, "end": end },
            },
        })
    });
    json::write(&Value::Array(list.collect()), out)
}
