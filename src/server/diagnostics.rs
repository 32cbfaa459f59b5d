//! What `plan check` finds, as clients show it.

use std::collections::BTreeMap;
use std::path::Path;

use gen_lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    DocumentDiagnosticReport, FullDocumentDiagnosticReport, Location,
    RelatedFullDocumentDiagnosticReport, Uri, WorkspaceDiagnosticReport,
    WorkspaceFullDocumentDiagnosticReport,
};

use crate::error::Error;
use crate::finding::{Finding, Placed, Rule, Severity, Text as Seen};
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
    let known = session.present(root)?;
    let mut by_file: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for of_file in known
        .found
        .chunk_by(|one, other| one.file() == other.file())
    {
        if let [first, ..] = of_file {
            let text = seen(session, root, first.file(), first.text.as_deref());
            let found = of_file.iter();
            let found = found.map(|one| diagnostic(session, root, one, &text));
            by_file.insert(first.file().to_owned(), found.collect());
        }
    }
    Ok(by_file)
}

/// What is found in a text, for a client that asks itself.
///
/// # Errors
/// The plan's folder cannot be listed.
pub fn of_document(session: &mut Session, uri: &Uri) -> Result<DocumentDiagnosticReport, Error> {
    let items = match session.file(uri).cloned() {
        Some(file) => found(session, &file.root)?.remove(&file.path),
        None => None,
    };
    let report = FullDocumentDiagnosticReport::new(None, items.unwrap_or_default());
    Ok(RelatedFullDocumentDiagnosticReport::new(None, report).into())
}

/// The same of all files in which something is found, or was.
///
/// # Errors
/// A plan's folder cannot be listed.
pub fn of_workspace(session: &mut Session) -> Result<WorkspaceDiagnosticReport, Error> {
    let mut items = Vec::new();
    for root in session.roots() {
        let mut found = found(session, &root)?;
        for path in session.told(&root) {
            found.entry(path.to_owned()).or_default();
        }
        items.extend(found.into_iter().map(|(path, one)| {
            let (uri, version) = (session.uri(&root, &path), session.version(&root, &path));
            let report = FullDocumentDiagnosticReport::new(None, one);
            WorkspaceFullDocumentDiagnosticReport::new(uri, version, report).into()
        }));
    }
    Ok(WorkspaceDiagnosticReport { items })
}

/// The text of a file that findings are in: the open one, which may begin with a mark, or the one that was read.
fn seen(session: &Session, root: &Path, path: &str, read: Option<&Seen>) -> Text {
    session
        .opened(root, path)
        .map(|open| open.text.clone())
        .unwrap_or_else(|| {
            let read = read.map(|read| read.to_string());
            Text::of(read.unwrap_or_default(), session.client.encoding)
        })
}

/// A finding as a diagnostic, in the text of its file.
pub fn diagnostic(session: &Session, root: &Path, placed: &Placed, text: &Text) -> Diagnostic {
    let finding = placed.finding();
    let span = placed.located.as_ref().map(|located| located.span.clone());
    let related = placed.also.as_ref().map(|also| {
        let other = seen(session, root, &also.file, Some(&also.text));
        let range = other.read_range(also.located.span.clone());
        let location = Location::new(session.uri(root, &also.file), range);
        DiagnosticRelatedInformation::new(location, session.lang.also(also.also).to_owned())
    });
    Diagnostic {
        range: span.map_or_else(|| text.range(0..0), |span| text.read_range(span)),
        severity: Some(match finding.severity() {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
        }),
        code: Some(finding.rule().name().to_owned().into()),
        code_description: page(session, root, finding.rule()),
        source: Some("plan".to_owned()),
        message: message(placed, session.lang).into(),
        tags: tag(finding).map(|tag| vec![tag]),
        related_information: related.map(|related| vec![related]),
        ..Diagnostic::default()
    }
}

/// The page that explains a rule, where the plan keeps it.
fn page(session: &Session, root: &Path, rule: Rule) -> Option<CodeDescription> {
    let page = session.lang.of("docs/regles.md", "docs/rules.md");
    let Uri(page) = root.join(page).is_file().then(|| session.uri(root, page))?;
    Some(CodeDescription::new(
        format!("{page}#{}", rule.name()).into(),
    ))
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
