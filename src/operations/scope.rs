//! Which findings a check is asked for: all, those of some files, or those that a change brought.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::error::Error;
use crate::finding::{At, Diagnostic, Finding, Placed, Rule, Severity, Unfinished, count};
use crate::load::allow::silence;
use crate::load::locate::place;
use crate::load::mend::{Mended, mended};
use crate::load::{Loaded, Memory, load};
use crate::model::plan::PlanDraft;
use crate::operations::compare::between;
use crate::operations::examine::{examine, judge};
use crate::rules::new_findings::new_findings;
use crate::rules::{transition, voted_amounts};
use crate::source::changes::Changes;
use crate::source::git::{ObjectId, Repository};
use crate::source::git_folder::unmerged;
use crate::source::paths::{ACTIONS, SCHEMA};
use crate::source::{Entry, Source};
use crate::view::identity::Identity;
use crate::words::Note;

/// The findings that a check is asked for.
pub struct ScopedFindings {
    /// Each at its place.
    pub found: Vec<Placed>,
    /// The number of files that were looked at.
    pub files: usize,
    /// The number of findings besides.
    pub silent: usize,
}

impl ScopedFindings {
    /// Keeps those of the rules in `select`, all where there are none, and none of those in `ignore`.
    pub fn keep(&mut self, select: &[Rule], ignore: &[Rule]) {
        self.found.retain(|placed| {
            let rule = placed.diagnostic.finding.rule();
            (select.is_empty() || select.contains(&rule)) && !ignore.contains(&rule)
        });
    }

    /// The notes beside the findings.
    pub fn notes(&self) -> Vec<Note> {
        let (files, findings) = (self.files, self.silent);
        let mut paths: Vec<&str> = self.found.iter().map(Placed::file).collect();
        paths.dedup();
        let found = (!paths.is_empty()).then(|| Note::Found {
            errors: count(&self.found, Severity::Error),
            warnings: count(&self.found, Severity::Warning),
            files_with: paths.len(),
            files,
        });
        let clean = (paths.is_empty() && findings == 0).then_some(Note::Clean(files));
        let silent = (findings > 0).then_some(Note::KeptSilent(findings));
        [clean, found, silent].into_iter().flatten().collect()
    }

    /// The remedies that are sure: the files of `source` that change.
    ///
    /// # Errors
    /// A path is none of the plan's.
    pub fn remedies(&self, source: &Source) -> Result<(Vec<Mended>, Changes), Error> {
        let remedies = mended(source, &self.found);
        let mut changes = Changes::default();
        for remedy in &remedies {
            let before = remedy.before.clone().into_bytes();
            let after = remedy.after.clone().into_bytes();
            changes.put(&remedy.path, Some(before), after)?;
        }
        Ok((remedies, changes))
    }
}

/// The findings of files and folders, typed in `folder`, and of the whole plan where there are none; one of them need not
/// be there, where bytes stand in for it.
///
/// # Errors
/// A path is not in the plan.
pub fn of_files(
    paths: &[PathBuf],
    stand_in: Option<(PathBuf, Vec<u8>)>,
    mut source: Source,
    folder: &Path,
    today: NaiveDate,
) -> Result<ScopedFindings, Error> {
    let mut asked: Vec<PathBuf> = Vec::new();
    for path in paths {
        let found = within(&source, folder, path)?;
        let is_of_plan = match &stand_in {
            Some((name, bytes)) if name == path => {
                let parts: Vec<_> = found.iter().map(|part| part.to_string_lossy()).collect();
                source = source.overlaid(&parts.join("/"), bytes.clone());
                found.starts_with(ACTIONS) || found.starts_with(SCHEMA)
            }
            _ => holds(&source, &found)?,
        };
        if !is_of_plan {
            return Err(Error::NotInPlan(path.clone()));
        }
        asked.push(found);
    }
    let (loaded, mut diagnostics) = of_plan(&source, today, None)?;
    let all = diagnostics.len();
    if !asked.is_empty() {
        diagnostics.retain(|diagnostic| {
            let file = Path::new(&diagnostic.place.file);
            asked.iter().any(|path| file.starts_with(path))
        });
    }
    Ok(ScopedFindings {
        silent: all - diagnostics.len(),
        found: place(&source, diagnostics),
        files: loaded.files,
    })
}

/// The plan as it was read, and the findings of all its files; what stands in a `memory` is not read again.
///
/// # Errors
/// Its folder cannot be listed, or git cannot say what waits for the end of a merge.
pub fn of_plan(
    source: &Source,
    today: NaiveDate,
    memory: Option<&Memory>,
) -> Result<(Loaded, Vec<Diagnostic>), Error> {
    let mut loaded = load(source, memory)?;
    let mut diagnostics = judge(source, &mut loaded, today, Severity::Warning);
    if source.commit().is_none() {
        add_unmerged(unmerged(source.root())?, &mut diagnostics);
    }
    Ok((loaded, diagnostics))
}

/// The findings that a change brought, of the files or of what is staged, since the base that is `named` or goes without
/// saying.
///
/// # Errors
/// git does not know the base, or a plan cannot be read.
pub fn of_change(
    staged: bool,
    named: Option<&str>,
    present: &Source,
    today: NaiveDate,
) -> Result<ScopedFindings, Error> {
    let repository = Arc::new(Repository::around(present.root())?);
    let source = if staged {
        present.staged(&repository)?
    } else {
        present.clone()
    };
    let base = match (named, staged) {
        // What is staged becomes a commit on the last one; before the first, all of it is new.
        (None, true) => repository.head().ok(),
        (named, _) => Some(repository.base(named)?),
    };
    let before = base.map(|base| (present.at(&repository, &base), base));
    let is_new = matches!(before, None | Some((Err(Error::NoPlanThen(_)), _)));
    if is_new && source.is_empty() {
        // Of the plan, nothing is staged yet.
        return Ok(ScopedFindings {
            found: Vec::new(),
            files: 0,
            silent: 0,
        });
    }
    let (loaded, mut now) = examine(&source, today, Severity::Warning)?;
    add_unmerged(repository.unmerged()?, &mut now);
    let (diagnostics, silent) = match before {
        // No plan was there: all of it is new.
        None | Some((Err(Error::NoPlanThen(_)), _)) => (now, 0),
        Some((before, base)) => {
            let before = before?;
            let (earlier, mut known) = examine(&before, today, Severity::Warning)?;
            if named.is_some() {
                let (then, files) = ((&earlier.draft, Some(&base)), (&loaded.draft, None));
                let later = identity(&repository, (&earlier.draft, &base), files)?;
                transition::run(&earlier.draft, &loaded.draft, &later, &mut now);
                if let Some((voted, id)) = voted_plan(present, &repository, &loaded.draft)? {
                    let later = identity(&repository, (&voted, &id), files)?;
                    now.extend(voted_amounts::run(&voted, &later));
                    let later = identity(&repository, (&voted, &id), then)?;
                    known.extend(voted_amounts::run(&voted, &later));
                }
                now = silence(&source, now, &loaded.allowances, Severity::Error);
            }
            let changed = repository.changed(&base, staged)?;
            new_findings(now, known, &changed)
        }
    };
    Ok(ScopedFindings {
        found: place(&source, diagnostics),
        files: loaded.files,
        silent,
    })
}

/// The files that wait for the end of a merge, save those whose marks are found already.
fn add_unmerged(paths: Vec<String>, found: &mut Vec<Diagnostic>) {
    let is_told = |path: &String| {
        let of_file = |one: &Diagnostic| one.place.file == *path;
        let is_marked = |one: &&Diagnostic| matches!(one.finding, Finding::ConflictMarker { .. });
        found.iter().filter(is_marked).any(of_file)
    };
    let untold: Vec<String> = paths.into_iter().filter(|path| !is_told(path)).collect();
    let untold = untold.into_iter();
    found.extend(untold.map(|path| {
        let left = Unfinished::Path;
        Diagnostic::new(Finding::ConflictMarker { left }, path, At::File)
    }));
}

/// Tells which actions of one plan are which of a later one, each with its commit, or the files' own.
fn identity<'a>(
    repository: &Arc<Repository>,
    before: (&'a PlanDraft, &ObjectId),
    now: (&'a PlanDraft, Option<&ObjectId>),
) -> Result<Identity<'a>, Error> {
    let after = (&now.0.plan, now.0.broken.as_slice());
    let ends = (before.1, now.1);
    let names = between(&before.0.plan, after, ends, || Ok(Arc::clone(repository)))?;
    Ok(Identity::of(
        &before.0.plan,
        after.0,
        after.1,
        names.as_ref(),
    ))
}

/// The plan that was voted and its commit, where the settings of `now` name it.
fn voted_plan(
    present: &Source,
    repository: &Arc<Repository>,
    now: &PlanDraft,
) -> Result<Option<(PlanDraft, ObjectId)>, Error> {
    let Some(voted) = &now.plan.settings.voted else {
        return Ok(None);
    };
    let read = || {
        let moment = repository.moment(&voted.revision)?;
        let voted = load(&present.at(repository, &moment.id)?, None)?.draft;
        Ok((voted, moment.id))
    };
    read().map(Some).map_err(|error| match error {
        Error::UnknownRevision(_)
        | Error::UnknownInShallow(_)
        | Error::BeforeHistory { .. }
        | Error::NoPlanThen(_) => Error::UnknownVoted(voted.revision.clone()),
        other => other,
    })
}

/// Tells whether a path is a file of the plan, or a folder with some.
fn holds(source: &Source, path: &Path) -> Result<bool, Error> {
    // The files under `schema/` are looked for by name.
    if source.root().join(path).exists() && path.starts_with(SCHEMA) {
        return Ok(true);
    }
    let entries = source.actions()?;
    Ok(entries
        .iter()
        .any(|entry| Path::new(&entry.path).starts_with(path)))
}

/// The files of actions at these paths, typed in `folder`, a folder's files for a folder; all where no path is given.
///
/// # Errors
/// A path is not there, or no action's file is at it.
pub fn entries(source: &Source, folder: &Path, paths: &[PathBuf]) -> Result<Vec<Entry>, Error> {
    let mut entries = source.actions()?;
    entries.retain(|entry| entry.path.ends_with(".toml"));
    if paths.is_empty() {
        return Ok(entries);
    }
    let asked = paths.iter().map(|path| within(source, folder, path));
    let asked = asked.collect::<Result<Vec<PathBuf>, Error>>()?;
    let holds = |within: &PathBuf, entry: &Entry| Path::new(&entry.path).starts_with(within);
    entries.retain(|entry| asked.iter().any(|within| holds(within, entry)));
    let is_empty = |within: &PathBuf| !entries.iter().any(|entry| holds(within, entry));
    match asked.iter().position(is_empty) {
        None => Ok(entries),
        Some(index) => Err(Error::NotAnAction(paths[index].clone())),
    }
}

/// A path as the user typed it in `folder`, from the plan's root; the file itself may be missing.
///
/// # Errors
/// It leads out of the plan.
fn within(source: &Source, folder: &Path, path: &Path) -> Result<PathBuf, Error> {
    let whole =
        |path: PathBuf| std::fs::canonicalize(&path).map_err(|source| Error::Read { path, source });
    let root = whole(source.root().to_owned())?;
    let typed = folder.join(path);
    let found = match (typed.parent(), typed.file_name()) {
        (Some(parent), Some(name)) if !typed.exists() && parent.is_dir() => {
            whole(parent.to_owned())?.join(name)
        }
        _ => whole(typed)?,
    };
    match found.strip_prefix(&root) {
        Ok(within) => Ok(within.to_owned()),
        Err(_) => Err(Error::NotAnAction(path.to_owned())),
    }
}
