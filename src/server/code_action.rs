//! Remedies: those that `plan check --fix` makes, and those that a person has to choose.

use gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionResponse, Range, TextEdit, WorkspaceEdit,
};

use crate::document::fragment::line;
use crate::document::text::line_start;
use crate::error::Error;
use crate::finding::{AmountText, At, Finding, Placed, Syntax, UnknownName, VocabularyName};
use crate::load::mend::{Mended, mended};
use crate::model::vocabulary::Role;
use crate::operations::current_plan::CurrentPlan;
use crate::operations::vocabulary::{self, WordChange};
use crate::server::diagnostics::diagnostic;
use crate::server::edits::{of_changes, of_files, of_lines};
use crate::server::place::File;
use crate::server::session::Session;
use crate::words::editor::EditorPhrase;

/// The kind of an action that mends all of the plan.
pub const FIX_PLAN: &str = "source.fixAll.plan";

/// The remedies of what is found within a range; those of the file and of the plan.
///
/// # Errors
/// The plan's folder cannot be listed, or a remedy leads out of it.
pub fn remedies(
    session: &mut Session,
    file: &File,
    asked: Range,
    only: Option<&[CodeActionKind]>,
) -> Result<Option<Vec<CodeActionResponse>>, Error> {
    let known = session.present(&file.root)?;
    let mut actions = Vec::new();
    for placed in known
        .found
        .iter()
        .filter(|placed| placed.file() == file.path)
    {
        let told = diagnostic(session, &file.root, placed, &file.text);
        if told.range.start <= asked.end && asked.start <= told.range.end {
            let remedies = of_finding(session, file, placed).into_iter().enumerate();
            actions.extend(remedies.map(|(index, (title, edit))| CodeAction {
                is_preferred: (index == 0 && !placed.edits.is_empty()).then_some(true),
                diagnostics: Some(vec![told.clone()]),
                ..action(title, CodeActionKind::QuickFix, edit)
            }));
        }
    }
    let of_plan = mended(&known.source, &known.found);
    let of_file: Vec<Mended> = of_plan
        .iter()
        .filter(|mended| mended.path == file.path)
        .cloned()
        .collect();
    let mended = |files: &[Mended], kind, phrase: fn(usize) -> EditorPhrase<'static>| {
        let edits = files.iter().filter_map(|mended| {
            let text = session.read(&file.root, &mended.path)?;
            let edits = of_lines(&text, &mended.after);
            Some((session.uri(&file.root, &mended.path), edits))
        });
        let count = files.iter().map(|mended| mended.findings).sum();
        let title = session.lang.editor(phrase(count));
        (count > 0).then(|| action(title, kind, of_files(edits)))
    };
    actions.extend(mended(
        &of_file,
        CodeActionKind::SourceFixAll,
        EditorPhrase::MendFile,
    ));
    actions.extend(mended(&of_plan, FIX_PLAN.into(), EditorPhrase::MendPlan));
    if let Some(only) = only {
        let only: Vec<String> = only.iter().map(ToString::to_string).collect();
        actions.retain(|action| {
            let kind = action.kind.as_ref().map(ToString::to_string);
            let kind = format!("{}.", kind.unwrap_or_default());
            only.iter()
                .any(|wanted| kind.starts_with(&format!("{wanted}.")))
        });
    }
    Ok(Some(actions.into_iter().map(Into::into).collect()))
}

fn action(title: String, kind: CodeActionKind, edit: WorkspaceEdit) -> CodeAction {
    CodeAction {
        title,
        kind: Some(kind),
        edit: Some(edit),
        ..CodeAction::default()
    }
}

/// The remedies of one finding: what each does, and how.
fn of_finding(session: &Session, file: &File, placed: &Placed) -> Vec<(String, WorkspaceEdit)> {
    let lang = session.lang;
    let text = &file.text;
    let here = |edits| of_files([(file.uri.clone(), edits)]);
    let mut remedies = Vec::new();
    if !placed.edits.is_empty() {
        let title = match &placed.edits[..] {
            [edit] if edit.text.is_empty() => EditorPhrase::Remove,
            [edit] if !edit.text.contains('\n') => EditorPhrase::Replace(&edit.text),
            _ => EditorPhrase::Mend,
        };
        let edits = placed.edits.iter();
        let edits =
            edits.map(|edit| TextEdit::new(text.read_range(edit.span.clone()), edit.text.clone()));
        remedies.push((lang.editor(title), here(edits.collect())));
    }
    let finding = placed.finding();
    let located = placed.located.as_ref();
    let span = located.map_or(0..0, |located| located.span.clone());
    let mut instead = |phrase: EditorPhrase<'_>, new: &str| {
        let edit = TextEdit::new(text.read_range(span.clone()), new.to_owned());
        remedies.push((lang.editor(phrase), here(vec![edit])));
    };
    for new in names(placed) {
        instead(EditorPhrase::Replace(&new), &new);
    }
    if let Some((amount, meant)) = meant(placed) {
        let (text, meant) = (amount.text.as_str(), meant.as_str());
        instead(EditorPhrase::ReadAs { text, meant }, meant);
    }
    if let Finding::UnknownTheme(unknown) | Finding::UnknownActor(unknown) = finding
        && let Some(list) = finding.vocabulary()
    {
        remedies.extend(added(session, file, placed, &unknown.name, list));
    }
    let rule = finding.rule();
    if let (true, Some(located)) = (rule.has_exceptions(), located) {
        let start = line_start(text.read(), located.span.start);
        // Without a reason it excuses nothing: `check` asks for one.
        let comment = format!("# plan: allow({}) \n", rule.name());
        let edit = TextEdit::new(text.read_range(start..start), comment);
        let title = lang.editor(EditorPhrase::Excuse(rule.name()));
        remedies.push((title, here(vec![edit])));
    }
    remedies
}

/// What may have been meant by a name that is unknown, as the file writes it.
fn names(placed: &Placed) -> Vec<String> {
    match placed.finding() {
        Finding::UnknownStatus(UnknownName { nearest: names, .. })
        | Finding::UnknownTheme(UnknownName { nearest: names, .. })
        | Finding::UnknownActor(UnknownName { nearest: names, .. })
        | Finding::UnknownReference { nearest: names, .. }
        | Finding::UnknownValue { known: names, .. }
        | Finding::UnknownMeasure {
            name: UnknownName { nearest: names, .. },
            is_folder: false,
        } => names.iter().map(|name| line(name)).collect(),
        Finding::UnknownKey { nearest, .. } if placed.edits.is_empty() => nearest.clone(),
        // Any other has its remedy, or none that could be chosen.
        _ => Vec::new(),
    }
}

/// An amount as a person wrote it, and what it means, where one number or one range does.
fn meant(placed: &Placed) -> Option<(&AmountText, String)> {
    let amount = match placed.finding() {
        Finding::WrongType { amount, .. } => amount.as_ref()?,
        Finding::Syntax(Syntax::Amount(amount)) => amount,
        // No other is about an amount that a person wrote.
        _ => return None,
    };
    let range = || {
        let (min, max) = amount.range.as_ref()?;
        Some(format!("{{ min = {min}, max = {max} }}"))
    };
    let meant = amount.meant.clone().or_else(range);
    Some((amount, meant.filter(|_| placed.edits.is_empty())?))
}

/// A name that comes into its vocabulary: of an actor, with the role that it plays there.
fn added(
    session: &Session,
    file: &File,
    placed: &Placed,
    name: &str,
    list: VocabularyName,
) -> Option<(String, WorkspaceEdit)> {
    let At::Value(path) = &placed.diagnostic.place.at else {
        return None;
    };
    let key = path.rsplit('.').next()?.split('[').next()?;
    let current = CurrentPlan::of(session.source(&file.root), session.today()).ok()?;
    let change = WordChange::Add(list, name, Role::under(key));
    let changes = vocabulary::change(&current, &change).ok()?;
    let phrase = EditorPhrase::AddTo {
        name,
        file: list.file(),
    };
    let edit = of_changes(session, &file.root, &changes).ok()?;
    Some((session.lang.editor(phrase), edit))
}
