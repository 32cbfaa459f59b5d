//! Findings as SARIF 2.1.0, which code scanning services and editors read.

use std::collections::BTreeMap;
use std::io::Write;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::error::Error;
use crate::finding::{Placed, Rule, Severity};
use crate::render::answers::rules::{explanation, reason};
use crate::render::findings::{Region, Report, edits, fingerprints, message, region};
use crate::render::screen::Screen;
use crate::render::terminal;
use crate::render::{json, markdown};
use crate::rules::article;
use crate::words::Lang;

/// What a path keeps as it is in a URI.
pub const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Write the log of one run.
///
/// # Errors
/// The answer cannot be written.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> Result<(), Error> {
    let mut rules: BTreeMap<&str, (Rule, Severity)> = BTreeMap::new();
    for placed in report.findings {
        let finding = placed.finding();
        let rule = finding.rule();
        rules.insert(rule.name(), (rule, finding.severity()));
    }
    let index = |rule: &str| rules.keys().position(|known| *known == rule);
    let descriptors = rules
        .values()
        .map(|(rule, severity)| descriptor(*rule, *severity, report.lang));
    let descriptors = descriptors.collect::<Result<Vec<Value>, Error>>()?;
    let results = report.findings.iter().zip(fingerprints(report.findings));
    let results = results.map(|(placed, fingerprint)| {
        let mut result = result(placed, report);
        result["ruleIndex"] = json!(index(placed.finding().rule().name()));
        result["partialFingerprints"] = json!({ "plan/v1": fingerprint });
        result
    });
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "plan",
                "version": env!("CARGO_PKG_VERSION"),
                "language": language(report.lang),
                "rules": descriptors,
            } },
            "language": language(report.lang),
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<Value>>(),
        }],
    });
    json::write(&log, out)
}

/// A rule as those who read the report may look it up in it.
fn descriptor(rule: Rule, severity: Severity, lang: Lang) -> Result<Value, Error> {
    let (mut help, mut page) = (Vec::new(), Vec::new());
    let screen = Screen {
        width: None,
        styled: false,
    };
    terminal::write(&explanation(rule, lang), lang, screen, &mut help)?;
    markdown::write(&reason(rule, lang), lang, &mut page)?;
    Ok(json!({
        "id": rule.name(),
        "shortDescription": { "text": article(rule).summary(lang) },
        "fullDescription": { "text": article(rule).reason(lang) },
        "help": {
            "text": String::from_utf8_lossy(&help),
            "markdown": String::from_utf8_lossy(&page),
        },
        "defaultConfiguration": { "level": severity },
    }))
}

fn result(placed: &Placed, report: &Report<'_>) -> Value {
    let finding = placed.finding();
    let path = |file: &str| format!("{}{file}", report.prefix);
    let file = path(placed.file());
    let mut result = json!({
        "ruleId": finding.rule().name(),
        "level": finding.severity(),
        "message": { "text": message(placed, report.lang) },
        "locations": [location(&file, region(placed))],
    });
    if let Some(also) = &placed.also {
        let at = Region::of(&also.text, also.located.span.clone());
        let mut related = location(&path(&also.file), Some(at));
        related["message"] = json!({ "text": report.lang.also(also.also) });
        result["relatedLocations"] = json!([related]);
    }
    let replacements = edits(placed).map(|edit| {
        let region = region_of(edit.range);
        json!({ "deletedRegion": region, "insertedContent": { "text": edit.text } })
    });
    let replacements: Vec<Value> = replacements.collect();
    if !replacements.is_empty() {
        let change = json!({ "artifactLocation": artifact(&file), "replacements": replacements });
        result["fixes"] = json!([{ "artifactChanges": [change] }]);
    }
    result
}

fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "fr-FR",
        Lang::En => "en-US",
    }
}

fn location(path: &str, region: Option<Region>) -> Value {
    json!({
        "physicalLocation": {
            "artifactLocation": artifact(path),
            // Services that show results beside lines need a line.
            "region": region.map_or_else(|| json!({ "startLine": 1 }), region_of),
        },
    })
}

fn artifact(path: &str) -> Value {
    json!({
        "uri": utf8_percent_encode(path, ESCAPED).to_string(),
        "uriBaseId": "%SRCROOT%",
    })
}

fn region_of(at: Region) -> Value {
    json!({
        "startLine": at.start.line,
        "startColumn": at.start.column,
        "endLine": at.end.line,
        "endColumn": at.end.column,
    })
}
