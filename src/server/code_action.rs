//! Remedies: those that `plan check --fix` makes, and those that a person has to choose.

use std::path::Path;

use gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, CodeActionResponse, Diagnostic, TextEdit, Uri,
};

use crate::document::fragment::line;
use crate::document::text::line_start;
use crate::error::Error;
use crate::finding::{AmountText, Finding, Placed, Syntax, UnknownName, VocabularyName};
use crate::load::mend::mended;
use crate::model::vocabulary::Role;
use crate::operations::current_plan::CurrentPlan;
use crate::operations::vocabulary::{self, WordChange};
use crate::server::diagnostics::diagnostic;
use crate::server::edits::{of_changes, of_file, of_lines};
use crate::server::position::Text;
use crate::server::session::Session;
use crate::words::editor::EditorPhrase;

/// The kind of an action that mends all of the plan.
pub const FIX_PLAN: &str = "source.fixAll.plan";

/// The remedies of what is found within a range; those of the file and of the plan.
///
/// # Errors
/// The plan's folder cannot be listed, or a remedy leads out of it.
pub fn answer(
    session: &mut Session,
    params: CodeActionParams,
) -> Result<Option<Vec<CodeActionResponse>>, Error> {
    let uri = params.text_document.uri;
    let Some((text, root, path)) = session.file(&uri) else {
        return Ok(None);
    };
    let known = session.present(&root)?;
    let (source, all) = (known.source.clone(), known.found.clone());
    let mut actions = Vec::new();
    let asked = &params.range;
    for placed in all.iter().filter(|placed| placed.file() == path) {
        let told = diagnostic(session, &root, placed, &text);
        if told.range.start <= asked.end && asked.start <= told.range.end {
            actions.extend(remedies(session, &root, &uri, &text, placed, &told)?);
        }
    }
    let lang = session.lang;
    let of_plan = mended(&source, &all);
    if let Some(file) = of_plan.iter().find(|mended| mended.path == path) {
        actions.push(CodeAction {
            title: lang.editor(EditorPhrase::MendFile(file.findings)),
            kind: Some(CodeActionKind::SourceFixAll),
            edit: Some(of_file(uri.clone(), of_lines(&text, &file.after))),
            ..CodeAction::default()
        });
    }
    if !of_plan.is_empty() {
        let files = of_plan.iter().filter_map(|mended| {
            let text = session.read(&root, &mended.path)?;
            let edits = of_lines(&text, &mended.after);
            Some((session.uri(&root, &mended.path), edits))
        });
        actions.push(CodeAction {
            title: lang.editor(EditorPhrase::MendPlan(
                of_plan.iter().map(|mended| mended.findings).sum(),
            )),
            kind: Some(FIX_PLAN.into()),
            edit: Some(gen_lsp_types::WorkspaceEdit {
                changes: Some(files.collect()),
                ..gen_lsp_types::WorkspaceEdit::default()
            }),
            ..CodeAction::default()
        });
    }
    if let Some(only) = params.context.only {
        let only: Vec<String> = only.iter().map(ToString::to_string).collect();
        actions.retain(|action| {
            let kind = action
                .kind
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default();
            let is_within =
                |wanted: &String| kind == *wanted || kind.starts_with(&format!("{wanted}."));
            only.iter().any(is_within)
        });
    }
    Ok(Some(actions.into_iter().map(Into::into).collect()))
}

/// The remedies of one finding.
fn remedies(
    session: &Session,
    root: &Path,
    uri: &Uri,
    text: &Text,
    placed: &Placed,
    told: &Diagnostic,
) -> Result<Vec<CodeAction>, Error> {
    let lang = session.lang;
    let quick = |title: String, edits: Vec<TextEdit>| CodeAction {
        title,
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![told.clone()]),
        edit: Some(of_file(uri.clone(), edits)),
        ..CodeAction::default()
    };
    let there = |new: &str| {
        vec![TextEdit {
            range: told.range,
            new_text: new.to_owned(),
        }]
    };
    let mut actions = Vec::new();
    if !placed.edits.is_empty() {
        let title = match &placed.edits[..] {
            [edit] if edit.text.is_empty() => EditorPhrase::Remove,
            [edit] if !edit.text.contains('\n') => EditorPhrase::Replace(&edit.text),
            _ => EditorPhrase::Mend,
        };
        let edits = placed.edits.iter().map(|edit| TextEdit {
            range: text.read_range(edit.span.clone()),
            new_text: edit.text.clone(),
        });
        actions.push(CodeAction {
            is_preferred: Some(true),
            ..quick(lang.editor(title), edits.collect())
        });
    }
    let finding = placed.finding();
    let (names, quotes): (&[String], bool) = match finding {
        Finding::UnknownStatus(UnknownName { nearest, .. })
        | Finding::UnknownTheme(UnknownName { nearest, .. })
        | Finding::UnknownActor(UnknownName { nearest, .. })
        | Finding::UnknownReference { nearest, .. }
        | Finding::UnknownMeasure {
            name: UnknownName { nearest, .. },
            is_folder: false,
        } => (nearest, true),
        Finding::UnknownKey { nearest, .. } if placed.edits.is_empty() => (nearest, false),
        Finding::UnknownValue { known, .. } => (known, true),
        // Any other has its remedy, or none that could be chosen.
        _ => (&[], false),
    };
    for name in names {
        let new = if quotes { line(name) } else { name.clone() };
        actions.push(quick(lang.editor(EditorPhrase::Replace(&new)), there(&new)));
    }
    if let Finding::UnknownTheme(unknown) | Finding::UnknownActor(unknown) = finding
        && let Some(list) = finding.vocabulary()
    {
        actions.extend(
            added(session, root, placed, &unknown.name, list).map(|action| CodeAction {
                diagnostics: Some(vec![told.clone()]),
                ..action
            }),
        );
    }
    if let Finding::WrongType {
        amount: Some(amount),
        ..
    }
    | Finding::Syntax(Syntax::Amount(amount)) = finding
        && placed.edits.is_empty()
        && let Some(meant) = meant(amount)
    {
        let (text, meant) = (amount.text.as_str(), meant.as_str());
        let title = lang.editor(EditorPhrase::ReadAs { text, meant });
        actions.push(quick(title, there(meant)));
    }
    let rule = finding.rule();
    if let (true, Some(located)) = (rule.has_exceptions(), &placed.located) {
        let start = line_start(text.read(), located.span.start);
        let comment = TextEdit {
            range: text.read_range(start..start),
            // Without a reason it excuses nothing: `check` asks for one.
            new_text: format!("# plan: allow({}) \n", rule.name()),
        };
        actions.push(quick(
            lang.editor(EditorPhrase::Excuse(rule.name())),
            vec![comment],
        ));
    }
    Ok(actions)
}

/// What an amount that a person wrote means, where one number or one range does.
fn meant(amount: &AmountText) -> Option<String> {
    match (&amount.meant, &amount.range) {
        (Some(meant), _) => Some(meant.clone()),
        (None, Some((min, max))) => Some(format!("{{ min = {min}, max = {max} }}")),
        (None, None) => None,
    }
}

/// A name that comes into its vocabulary: of an actor, with the role that it plays there.
fn added(
    session: &Session,
    root: &Path,
    placed: &Placed,
    name: &str,
    list: VocabularyName,
) -> Option<CodeAction> {
    let crate::finding::At::Value(path) = &placed.diagnostic.place.at else {
        return None;
    };
    let key = path.split('.').next_back().unwrap_or(path);
    let key = key.split('[').next().unwrap_or(key);
    let role = Role::under(key);
    let current = CurrentPlan::of(session.source(root), session.today()).ok()?;
    let changes = vocabulary::change(&current, &WordChange::Add(list, name, role)).ok()?;
    let file = list.file();
    Some(CodeAction {
        title: session.lang.editor(EditorPhrase::AddTo { name, file }),
        kind: Some(CodeActionKind::QuickFix),
        edit: Some(of_changes(session, root, &changes).ok()?),
        ..CodeAction::default()
    })
}
