//! Which findings a check is asked for, as it is typed.

use std::io::Read;
use std::path::{Path, PathBuf};

use crate::commands::context::Context;
use crate::error::Error;
use crate::model::completion::Completion;
use crate::operations::scope::{ScopedFindings, of_change, of_files};

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
    #[arg(long, value_name = "REV", help_heading = "Change", add = Completion::Revision)]
    base: Option<String>,
}

impl ScopeArgs {
    /// The findings asked for.
    ///
    /// # Errors
    /// There is no plan, a path is not in it, or git does not know the base.
    pub fn findings(&self, context: &Context) -> Result<ScopedFindings, Error> {
        let (source, today) = (context.source()?, context.today);
        if self.changed || self.staged || self.base.is_some() {
            return of_change(self.staged, self.base.as_deref(), &source, today);
        }
        let mut paths = self.paths.clone();
        let mut stand_in = None;
        for path in paths.iter_mut().filter(|path| *path == Path::new("-")) {
            let name = self.stdin_filename.clone().ok_or(Error::NoStdinName)?;
            path.clone_from(&name);
            stand_in = Some((name, standard_input()?));
        }
        of_files(&paths, stand_in, source, context.folder(), today)
    }
}

fn standard_input() -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().read_to_end(&mut bytes);
    read.map(|_| bytes)
        .map_err(Error::reading(PathBuf::from("-")))
}
