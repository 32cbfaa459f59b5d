//! `plan export --parquet`: a plan among others, for engines that read many at once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::commands::context::Context;
use crate::error::Error;
use crate::load::history::Reading;
use crate::model::column::Column;
use crate::model::commit::Commit;
use crate::model::plan::Plan;
use crate::operations::compare;
use crate::operations::history::Lives;
use crate::operations::months::months;
use crate::render::dataset::{self, DataSet};
use crate::render::provenance::Provenance;
use crate::source::changes::{files_in_turn, in_folders_of};
use crate::view::columns::Row;
use crate::words::{Lang, Note};

/// Where the data set is, and how much of the plan it gets.
#[derive(Debug, clap::Args)]
pub struct DataSetArgs {
    /// Write the plan among others to FOLDER, as Parquet: a folder a table, in it the plan's by its SIREN
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["format", "excel", "output", "package", "basis"])]
    pub parquet: Option<PathBuf>,
    /// With --parquet: also each change, and what each action was at the end of each month
    #[arg(long, requires = "parquet")]
    history: bool,
}

impl DataSetArgs {
    /// Write the plan's part of the data set in the folder at `path`: all of it, or nothing.
    ///
    /// # Errors
    /// The plan has no SIREN, is asked for in part, or its history cannot be read; or a file cannot be written.
    pub fn write(
        &self,
        path: &Path,
        (plan, rows, columns): (&Plan, &[Row<'_>], &[Column]),
        provenance: &Provenance,
        allow_invalid: bool,
        context: &Context,
    ) -> Result<(), Error> {
        let siren = plan.settings.siren.as_ref().ok_or(Error::NoSiren)?;
        if context.extract.is_some() {
            return Err(Error::WholePlanOnly);
        }
        // The same whoever writes it.
        let lang = Lang::from(plan.settings.language);
        let mut set = DataSet::of(siren, (plan, rows), columns, provenance, lang)?;
        if self.history {
            past(&mut set, plan, allow_invalid, context)?;
        }
        let former = dataset::BY_YEAR.iter().flat_map(|table| {
            let below = dataset::folder(table, siren);
            in_folders_of(path, &below, &format!("{table}.parquet"))
        });
        files_in_turn(path, &set.files, &former.collect::<Vec<_>>())
    }
}

/// Add what happened to the plan, and what it was at the end of each month.
fn past(
    set: &mut DataSet,
    plan: &Plan,
    allow_invalid: bool,
    context: &Context,
) -> Result<(), Error> {
    let (source, today) = (context.source()?, context.today);
    let read = || compare::read(&source, today, allow_invalid);
    let (lives, cut) = Lives::of(&source, read, Reading::Whole)?;
    context.say_all(cut.as_slice());
    let log = &lives.log;
    let actions = plan.actions.iter();
    let now =
        actions.filter_map(|action| Some((log.lives.life(&action.id)?, action.id.to_string())));
    let now: BTreeMap<usize, String> = now.collect();
    set.changes(&log.entries, |entry| {
        let is = now.get(&entry.life);
        is.cloned().unwrap_or_else(|| entry.id.to_string())
    })?;
    let tell = |day, commit: &Commit| {
        let commit = commit.clone();
        context.say(&Note::At { day, commit });
    };
    let (months, left_out) = months(&source, today, allow_invalid, tell)?;
    context.say_left_out(&left_out);
    set.states(&months, |id| now.get(&log.lives.life(id)?).cloned())
}
