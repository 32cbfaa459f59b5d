//! `plan init`: an empty plan for another territory.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use strum::VariantNames;

use crate::commands::context::Context;
use crate::error::Error;
use crate::operations::begin::begin;
use crate::operations::forge::Forge;
use crate::source::git::Repository;
use crate::words::Note;

/// Begin an empty plan: vocabularies, an example action, what git and CI need
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder, made where it is not there
    #[arg(value_name = "FOLDER")]
    path: PathBuf,
    /// The name of the plan [default: the folder's]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Also lay what this forge needs: jobs that check, comment and publish, the template of a request, CODEOWNERS
    #[arg(long, value_name = "FORGE", value_parser = PossibleValuesParser::new(Forge::VARIANTS).try_map(|name| name.parse::<Forge>()))]
    forge: Option<Forge>,
}

/// Write the plan, and begin a repository where there is none.
///
/// # Errors
/// A plan stands there already, or a file cannot be written.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let root = context.path(&args.path);
    fs::create_dir_all(&root).map_err(Error::writing(&root))?;
    context.take_back(&root)?;
    let changes = begin(&root, &name(args, &root), args.forge, context.today)?;
    changes.write(&root)?;
    context.write_lines(changes.paths().map(ToString::to_string), out)?;
    // A plan without git is a plan all the same: its history begins when git is there.
    let repository = Repository::around(&root).or_else(|_| {
        Repository::begin(&root)?;
        Repository::around(&root)
    });
    let in_git = repository.is_ok();
    if let Ok(repository) = repository {
        repository.install_driver()?;
    }
    context.say(&Note::PlanBegun {
        folder: args.path.display().to_string(),
        in_git,
    });
    Ok(0)
}

fn name(args: &Args, root: &Path) -> String {
    let folder = || {
        let name = root.file_name()?;
        Some(name.to_string_lossy().into_owned())
    };
    let name = args.name.clone().or_else(folder);
    name.unwrap_or_else(|| "Plan climat".to_owned())
}
