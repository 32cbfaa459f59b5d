//! What `plan check` finds, as clients show it.

use std::collections::BTreeMap;
use std::path::Path;

use gen_lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    DocumentDiagnosticParams, DocumentDiagnosticReport, FullDocumentDiagnosticReport, Location,
    RelatedFullDocumentDiagnosticReport, WorkspaceDiagnosticParams, WorkspaceDiagnosticReport,
    WorkspaceFullDocumentDiagnosticReport,
};

use crate::error::Error;
use crate::finding::{Finding, Placed, Severity, Text as Seen};
use crate::render::findings::message;
use crate::server::position::Text;
use crate::server::session::Session;

/// The diagnostics of the plan at `root`, by file.
///
/// # Errors
/// The plan's folder cannot be listed.
pub fn found(
    session: &mut Session,
    root: &Path,
) -> Result<BTreeMap<String, Vec<Diagnostic>>, Error> {
    let found = session.present(root)?.found.clone();
    let mut by_file: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for of_file in found.chunk_by(|one, other| one.file() == other.file()) {
        let Some(first) = of_file.first() else {
            continue;
        };
        let text = seen(session, root, first.file(), first.text.as_deref());
        let diagnostics = of_file
            .iter()
            .map(|one| diagnostic(session, root, one, &text));
        by_file.insert(first.file().to_owned(), diagnostics.collect());
    }
    Ok(by_file)
}

/// What is found in a text, for a client that asks itself.
///
/// # Errors
/// The plan's folder cannot be listed.
pub fn of_document(
    session: &mut Session,
    params: DocumentDiagnosticParams,
) -> Result<DocumentDiagnosticReport, Error> {
    let items = match session.file(&params.text_document.uri) {
        Some((_, root, path)) => found(session, &root)?.remove(&path),
        None => None,
    };
    let full_document_diagnostic_report = full(items.unwrap_or_default());
    Ok(RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report,
    }
    .into())
}

/// The same of all files in which something is found, or was.
///
/// # Errors
/// A plan's folder cannot be listed.
pub fn of_workspace(
    session: &mut Session,
    _: WorkspaceDiagnosticParams,
) -> Result<WorkspaceDiagnosticReport, Error> {
    let mut items = Vec::new();
    for root in session.roots() {
        let mut found = found(session, &root)?;
        for path in session.told(&root) {
            found.entry(path.to_owned()).or_default();
        }
        items.extend(found.into_iter().map(|(path, one)| {
            WorkspaceFullDocumentDiagnosticReport {
                uri: session.uri(&root, &path),
                version: session.open_file(&root, &path).map(|open| open.version),
                full_document_diagnostic_report: full(one),
            }
            .into()
        }));
    }
    Ok(WorkspaceDiagnosticReport { items })
}

fn full(items: Vec<Diagnostic>) -> FullDocumentDiagnosticReport {
    FullDocumentDiagnosticReport {
        result_id: None,
        items,
    }
}

/// The text of a file that findings are in: the open one, which may begin with a mark, or the one that was read.
fn seen(session: &Session, root: &Path, path: &str, read: Option<&Seen>) -> Text {
    match (session.open_file(root, path), read) {
        (Some(open), _) => open.text.clone(),
        (None, Some(read)) => Text::of(read.to_string(), session.client.encoding),
        (None, None) => Text::of(String::new(), session.client.encoding),
    }
}

/// A finding as a diagnostic, in the text of its file.
pub fn diagnostic(session: &Session, root: &Path, placed: &Placed, text: &Text) -> Diagnostic {
    let finding = placed.finding();
    let span = placed.located.as_ref().map(|located| located.span.clone());
    let related = placed.also.as_ref().map(|also| {
        let other = seen(session, root, &also.file, Some(&also.text));
        DiagnosticRelatedInformation {
            location: Location {
                uri: session.uri(root, &also.file),
                range: other.read_range(also.located.span.clone()),
            },
            message: session.lang.also(also.also).to_owned(),
        }
    });
    Diagnostic {
        range: match span {
            Some(span) => text.read_range(span),
            None => text.range(0..0),
        },
        severity: Some(match finding.severity() {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
        }),
        code: Some(finding.rule().name().to_owned().into()),
        source: Some("plan".to_owned()),
        message: message(placed, session.lang).into(),
        tags: tag(finding).map(|tag| vec![tag]),
        related_information: related.map(|related| vec![related]),
        ..Diagnostic::default()
    }
}

/// The tag by which a client shows a part as one that can go, or that nobody writes so any more.
fn tag(finding: &Finding) -> Option<DiagnosticTag> {
    match finding {
        Finding::UnusedEntry { .. } | Finding::UnusedAllow(_) | Finding::RepeatedName(_) => {
            Some(DiagnosticTag::Unnecessary)
        }
        Finding::NameVariant { .. } => Some(DiagnosticTag::Deprecated),
        // What is wrong in any other way has to be mended.
        _ => None,
    }
}
