//! Findings as an object for programs, described by `docs/findings.schema.json`.

use std::io::Write;

use schemars::{JsonSchema, Schema};
use serde::Serialize;

use crate::error::Error;
use crate::finding::{Placed, Severity};
use crate::render::findings::{FindingEdit, Region, Report, edits, region};
use crate::render::json::{self, Versioned, schema};
use crate::words::Lang;

/// The findings of a check.
///
/// Keys are added, never renamed; schema_version changes with a key that means something else.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "plan check --format json")]
struct ReportRecord<'a> {
    /// What columns count: characters (Unicode code points), whatever bytes they take. A line break of two bytes ends a
    /// line as one of one byte does.
    #[schemars(extend("const" = UNIT))]
    column_unit: &'static str,
    /// How many files were looked at.
    files: usize,
    /// How many findings are errors.
    errors: usize,
    /// How many findings are warnings.
    warnings: usize,
    /// How many findings there are besides, that the check was not asked for.
    not_shown: usize,
    /// By file, then by place.
    findings: Vec<FindingRecord<'a>>,
}

const UNIT: &str = "characters";

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "finding")]
struct FindingRecord<'a> {
    /// The name of the rule, which never changes.
    #[schemars(regex(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$"))]
    rule: &'static str,
    severity: Severity,
    /// The file, from the plan's root, with / between folders.
    path: &'a str,
    /// Where it stands; null where it is about the file as a whole.
    range: Option<Region>,
    /// The fault, in the user's language.
    message: String,
    /// What to see at the place.
    label: Option<String>,
    /// The remedies, each a sentence.
    help: Vec<String>,
    /// Another place that explains it.
    also: Option<AlsoRecord<'a>>,
    /// What surely mends it; null where no remedy is certain.
    fix: Option<FixRecord<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "also")]
struct AlsoRecord<'a> {
    path: &'a str,
    range: Region,
    label: &'static str,
}

/// Edits of the file at path, to be made together.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "fix")]
struct FixRecord<'a> {
    edits: Vec<FindingEdit<'a>>,
}

/// Returns the schema of the object.
pub fn schema() -> Schema {
    schema::of::<Versioned<ReportRecord<'_>>>()
}

/// Writes the object.
///
/// # Errors
/// The answer cannot be written.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> Result<(), Error> {
    let findings = report.findings.iter();
    let findings: Vec<FindingRecord<'_>> = findings.map(|one| finding(one, report.lang)).collect();
    let count = |severity| {
        findings
            .iter()
            .filter(|one| one.severity == severity)
            .count()
    };
    let record = ReportRecord {
        column_unit: UNIT,
        files: report.files,
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        not_shown: report.silent,
        findings,
    };
    json::write_versioned(record, out)
}

fn finding(placed: &Placed, lang: Lang) -> FindingRecord<'_> {
    let finding = placed.finding();
    let sentence = lang.finding(finding);
    let edits: Vec<FindingEdit<'_>> = edits(placed).collect();
    FindingRecord {
        rule: finding.rule().name(),
        severity: finding.severity(),
        path: placed.file(),
        range: region(placed),
        message: sentence.title,
        label: sentence.label,
        help: sentence.help,
        also: placed.also.as_ref().map(|also| AlsoRecord {
            path: &also.file,
            range: Region::of(&also.text, also.located.span.clone()),
            label: lang.also(also.also),
        }),
        fix: (!edits.is_empty()).then_some(FixRecord { edits }),
    }
}
