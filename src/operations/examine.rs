//! A plan read and judged: what is wrong in it, and what can be asked of it.

use std::io::ErrorKind;

use chrono::NaiveDate;

use crate::document::editor_schema::{self, FILE};
use crate::error::{Blocked, Error};
use crate::finding::{Diagnostic, Finding, Placed, Severity};
use crate::load::allow::silence;
use crate::load::locate::place;
use crate::load::{Loaded, load};
use crate::model::plan::{Plan, Settings, Words};
use crate::rules;
use crate::source::Source;

/// Read the plan and judge it.
///
/// # Errors
/// Its folder cannot be listed.
pub fn examine(
    source: &Source,
    today: NaiveDate,
    least: Severity,
) -> Result<(Loaded, Vec<Diagnostic>), Error> {
    let mut loaded = load(source, None)?;
    let diagnostics = judge(source, &mut loaded, today, least);
    Ok((loaded, diagnostics))
}

/// What is wrong in a plan that was read from `source`.
pub fn judge(
    source: &Source,
    loaded: &mut Loaded,
    today: NaiveDate,
    least: Severity,
) -> Vec<Diagnostic> {
    let mut diagnostics = std::mem::take(&mut loaded.findings);
    diagnostics.extend(rules::run(&loaded.draft, today, least));
    if diagnostics.iter().any(is_error) {
        // The file that is at fault may hold the word.
        diagnostics.retain(|one| !matches!(one.finding, Finding::UnusedEntry { .. }));
    }
    if !loaded.allowances.is_empty() {
        diagnostics = silence(source, diagnostics, &loaded.allowances, least);
    }
    diagnostics
}

/// The plan without an error in it, and the paths of the files that are left out of it.
///
/// # Errors
/// The plan has errors, and `allow_invalid` is not set or cannot help.
pub fn plan(
    source: &Source,
    today: NaiveDate,
    allow_invalid: bool,
) -> Result<(Plan, Vec<String>), Error> {
    let (loaded, mut errors) = examine(source, today, Severity::Error)?;
    errors.retain(is_error);
    let in_schema = errors.iter().any(is_in_schema);
    if in_schema || !(allow_invalid || errors.is_empty()) {
        return Err(blocked(source, errors, in_schema));
    }
    let mut plan = loaded.draft.plan;
    let mut left_out: Vec<String> = errors.into_iter().map(|error| error.place.file).collect();
    left_out.sort();
    left_out.dedup();
    plan.actions
        .retain(|action| left_out.binary_search(&action.path()).is_err());
    Ok((plan, left_out))
}

/// The plan's settings and words, whatever its actions look like.
///
/// # Errors
/// An error stands under `schema/`.
pub fn words(source: &Source, today: NaiveDate) -> Result<(Settings, Words), Error> {
    let (loaded, mut errors) = examine(source, today, Severity::Error)?;
    errors.retain(|one| is_error(one) && is_in_schema(one));
    if !errors.is_empty() {
        return Err(blocked(source, errors, true));
    }
    let plan = loaded.draft.plan;
    Ok((plan.settings, plan.words))
}

/// The findings in the file at `path`, each at its place.
///
/// # Errors
/// The plan's folder cannot be listed.
pub fn findings(source: &Source, today: NaiveDate, path: &str) -> Result<Vec<Placed>, Error> {
    let (_, mut found) = examine(source, today, Severity::Warning)?;
    found.retain(|diagnostic| diagnostic.place.file == path);
    Ok(place(source, found))
}

fn blocked(source: &Source, errors: Vec<Diagnostic>, in_schema: bool) -> Error {
    Error::Invalid(Box::new(Blocked {
        findings: place(source, errors),
        in_schema,
    }))
}

fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.finding.severity() == Severity::Error
}

fn is_in_schema(diagnostic: &Diagnostic) -> bool {
    diagnostic.place.file.starts_with("schema/")
}

/// The editors' schema as it is written, and as the plan's words make it.
///
/// # Errors
/// The vocabularies have errors, or the file cannot be read.
pub fn editor_schema(
    source: &Source,
    today: NaiveDate,
) -> Result<(Option<Vec<u8>>, String), Error> {
    let (settings, words) = words(source, today)?;
    let fresh = editor_schema::text(&settings, &words);
    let written = match source.read(&source.entry(FILE)) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(Error::reading(source.root().join(FILE))(error)),
    };
    Ok((written, fresh))
}
