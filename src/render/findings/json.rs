//! Findings as an object for programs, described by `docs/findings.schema.json`.

use std::io::Write;

use serde_json::{Value, json};

use crate::error::Error;
use crate::finding::{Placed, Severity};
use crate::render::findings::{Region, Report, edits, region};
use crate::render::json;
use crate::words::Lang;

/// The version of the object's shape: keys are added to it, never renamed.
const SCHEMA_VERSION: u32 = 1;

/// Write the object.
///
/// # Errors
/// The answer cannot be written.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> Result<(), Error> {
    let count = |severity| {
        let all = report.findings.iter();
        all.filter(|placed| placed.diagnostic.finding.severity() == severity)
            .count()
    };
    let findings = report.findings.iter();
    let object = json!({
        "schema_version": SCHEMA_VERSION,
        "column_unit": "characters",
        "files": report.files,
        "errors": count(Severity::Error),
        "warnings": count(Severity::Warning),
        "not_shown": report.silent,
        "findings": findings.map(|placed| finding(placed, report.lang)).collect::<Vec<Value>>(),
    });
    json::write(&object, out)
}

fn finding(placed: &Placed, lang: Lang) -> Value {
    let finding = &placed.diagnostic.finding;
    let sentence = lang.finding(finding);
    json!({
        "rule": finding.rule().name(),
        "severity": match finding.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        "path": placed.diagnostic.place.file,
        "range": region(placed).map(range),
        "message": sentence.title,
        "label": sentence.label,
        "help": sentence.help,
        "also": placed.also.as_ref().map(|also| json!({
            "path": also.file,
            "range": range(Region::of(&also.text, also.located.span.clone())),
            "label": lang.also(also.also),
        })),
        "fix": fix(placed),
    })
}

/// The edits that surely mend it, to be made together; none where no remedy is certain.
fn fix(placed: &Placed) -> Option<Value> {
    let edits = edits(placed).map(|(at, text)| json!({ "range": range(at), "text": text }));
    let edits: Vec<Value> = edits.collect();
    (!edits.is_empty()).then(|| json!({ "edits": edits }))
}

fn range(at: Region) -> Value {
    json!({
        "start": { "line": at.line, "column": at.column },
        "end": { "line": at.end_line, "column": at.end_column },
    })
}
