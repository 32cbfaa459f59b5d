//! Which findings a check is asked for: all, those of some files, or those that a change brought.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::commands::context::Context;
use crate::commands::states::followed;
use crate::error::Error;
use crate::finding::{Placed, Severity};
use crate::load::allow::silence;
use crate::load::load;
use crate::load::locate::place;
use crate::model::plan::PlanDraft;
use crate::operations::examine::examine;
use crate::rules::new_findings::brought;
use crate::rules::{transition, voted_amounts};
use crate::source::Source;
use crate::source::git::{ObjectId, Repository};
use crate::source::paths::SCHEMA;
use crate::view::likeness::NewNames;
use crate::view::successor::Successors;

/// Which findings.
#[derive(Debug, clap::Args)]
pub struct ScopeArgs {
    /// Only the findings of these files or folders, judged within the whole plan; - reads a file from standard input
    #[arg(value_name = "PATH", conflicts_with_all = ["changed", "staged", "base"])]
    paths: Vec<PathBuf>,
    /// Which file of the plan standard input stands for
    #[arg(long, value_name = "FILE", requires = "paths", help_heading = "Change")]
    stdin_filename: Option<PathBuf>,
    /// Only what changed since the base brought, in its files and in others
    #[arg(long, help_heading = "Change")]
    changed: bool,
    /// The same for what is staged for the next commit, against the last one
    #[arg(long, conflicts_with = "changed", help_heading = "Change")]
    staged: bool,
    /// Judge changes from where the work left REV, and what they did to that plan [default for --changed: the upstream
    /// branch, else the remote's default branch]
    #[arg(long, value_name = "REV", help_heading = "Change")]
    base: Option<String>,
}

/// The findings that a check is asked for.
pub struct Scoped {
    /// Each at its place.
    pub found: Vec<Placed>,
    /// How many files were looked at.
    pub files: usize,
    /// How many findings there are besides.
    pub silent: usize,
}

impl ScopeArgs {
    /// The findings asked for.
    ///
    /// # Errors
    /// There is no plan, a path is not in it, or git does not know the base.
    pub fn findings(&self, context: &Context) -> Result<Scoped, Error> {
        if self.changed || self.staged || self.base.is_some() {
            return self.since(context);
        }
        let mut source = context.source()?;
        let mut asked: Vec<PathBuf> = Vec::new();
        for path in &self.paths {
            let path = if path == Path::new("-") {
                let name = self.stdin_filename.as_ref().ok_or(Error::NoStdinName)?;
                let within = context.within(&source, name)?;
                if !within.starts_with("actions") && !within.starts_with("schema") {
                    return Err(Error::NotInPlan { path: name.clone() });
                }
                source = overlaid(source, &within)?;
                within
            } else {
                let within = context.within(&source, path)?;
                if !holds(&source, &within)? {
                    return Err(Error::NotInPlan { path: path.clone() });
                }
                within
            };
            asked.push(path);
        }
        let (loaded, mut diagnostics) = examine(&source, context.today, Severity::Warning)?;
        let all = diagnostics.len();
        if !asked.is_empty() {
            diagnostics.retain(|diagnostic| {
                let file = Path::new(&diagnostic.place.file);
                asked.iter().any(|path| file.starts_with(path))
            });
        }
        Ok(Scoped {
            silent: all - diagnostics.len(),
            found: place(&source, diagnostics),
            files: loaded.files,
        })
    }

    /// What the change since the base brought.
    fn since(&self, context: &Context) -> Result<Scoped, Error> {
        let present = context.source()?;
        let repository = Arc::new(Repository::around(present.root())?);
        let source = if self.staged {
            present.staged(&repository)?
        } else {
            present.clone()
        };
        let base = match (&self.base, self.staged) {
            // What is staged becomes a commit on the last one; before the first, all of it is new.
            (None, true) => repository.commit("HEAD").ok(),
            (named, _) => Some(repository.base(named.as_deref())?),
        };
        let before = base.map(|base| (present.at(&repository, &base), base));
        let is_new = matches!(before, None | Some((Err(Error::NoPlanThen { .. }), _)));
        if is_new && source.is_empty() {
            // Of the plan, nothing is staged yet.
            return Ok(Scoped {
                found: Vec::new(),
                files: 0,
                silent: 0,
            });
        }
        let (loaded, mut now) = examine(&source, context.today, Severity::Warning)?;
        let (diagnostics, silent) = match before {
            // No plan was there: all of it is new.
            None | Some((Err(Error::NoPlanThen { .. }), _)) => (now, 0),
            Some((before, base)) => {
                let before = before?;
                let (earlier, mut known) = examine(&before, context.today, Severity::Warning)?;
                if self.base.is_some() {
                    let (then, today) = ((&earlier.draft, Some(&base)), (&loaded.draft, None));
                    let later = successors(&repository, (&earlier.draft, &base), today)?;
                    transition::run(&earlier.draft, &loaded.draft, &later, &mut now);
                    if let Some((voted, id)) = voted_plan(&present, &repository, &loaded.draft)? {
                        let later = successors(&repository, (&voted, &id), today)?;
                        now.extend(voted_amounts::run(&voted, &later));
                        let later = successors(&repository, (&voted, &id), then)?;
                        known.extend(voted_amounts::run(&voted, &later));
                    }
                    now = silence(&source, now, &loaded.allowances, Severity::Error);
                }
                let changed = repository.changed(&base, self.staged)?;
                brought(now, known, &changed)
            }
        };
        Ok(Scoped {
            found: place(&source, diagnostics),
            files: loaded.files,
            silent,
        })
    }
}

/// What became of the actions of one plan in a later one, each with its commit, or the files' own; the history is read
/// only where actions came and went that are not alike.
fn successors<'a>(
    repository: &Repository,
    before: (&'a PlanDraft, &ObjectId),
    now: (&'a PlanDraft, Option<&ObjectId>),
) -> Result<Successors<'a>, Error> {
    let alike = Successors::of(before.0, now.0, &NewNames::new());
    if alike.is_sure() {
        return Ok(alike);
    }
    let names = followed(repository, (before.1, now.1), &now.0.plan.words)?;
    Ok(Successors::of(before.0, now.0, &names))
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
        let voted = load(&present.at(repository, &moment.id)?)?.draft;
        Ok((voted, moment.id))
    };
    read().map(Some).map_err(|error| match error {
        Error::UnknownRevision { .. } | Error::BeforeHistory { .. } | Error::NoPlanThen { .. } => {
            Error::UnknownVoted {
                name: voted.revision.clone(),
            }
        }
        other => other,
    })
}

/// Whether a path is a file of the plan, or a folder with some.
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

/// The source with standard input in the place of a file.
fn overlaid(source: Source, within: &Path) -> Result<Source, Error> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|source| Error::Read {
            path: PathBuf::from("-"),
            source,
        })?;
    let parts: Vec<_> = within.iter().map(|part| part.to_string_lossy()).collect();
    Ok(source.overlaid(&parts.join("/"), bytes))
}
