//! `plan merge-driver`: what git asks where two branches changed one file of the plan.

use std::env;
use std::fs;
use std::path::PathBuf;

use crate::commands::context::Context;
use crate::error::Error;
use crate::operations::merge::{Merged, Place, merge};
use crate::source::git::merge_file;
use crate::source::paths::{ACTIONS, SCHEMA};
use crate::source::write::whole;

/// Merge two versions of a file of the plan key by key, as git asks
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The version that both were made of (%O)
    before: PathBuf,
    /// Our version, which becomes the merged one (%A)
    ours: PathBuf,
    /// Their version (%B)
    theirs: PathBuf,
    /// The path of the file (%P)
    path: String,
    /// The names of both sides (%X %Y)
    #[arg(num_args = 0..=2)]
    names: Vec<String>,
}

/// Merge the file: the exit code is 1 where somebody has to choose.
///
/// # Errors
/// A version cannot be read, the result not be written, or git not be started.
pub fn run(args: &Args, context: &Context) -> Result<u8, Error> {
    let versions = [&args.before, &args.ours, &args.theirs].map(|path| context.path(path));
    let typed = |side: usize| {
        let name = args.names.get(side).map(String::as_str);
        // A git that does not know what stands for a name passes it on.
        name.filter(|name| !name.starts_with('%'))
    };
    // What `git merge` says of the branch that it merges.
    let branch = env::vars_os().find_map(|(name, branch)| {
        let is_it = name.to_str()?.starts_with("GITHEAD_");
        is_it.then_some(branch.into_string().ok()?)
    });
    let names = [
        typed(0).unwrap_or("ours"),
        typed(1).or(branch.as_deref()).unwrap_or("theirs"),
    ];
    let merged = match within_plan(&args.path) {
        Some(path) => {
            let bytes = |path: &PathBuf| {
                fs::read(path).map_err(|source| Error::Read {
                    path: path.clone(),
                    source,
                })
            };
            let [before, ours, theirs] = &versions;
            let bytes = [bytes(before)?, bytes(ours)?, bytes(theirs)?];
            let place = Place {
                path,
                // Nothing stands below a file.
                nowhere: before,
                today: context.today,
                labels: names,
            };
            merge(bytes, &place)?
        }
        None => None,
    };
    match merged {
        Some(Merged { text, is_settled }) => {
            whole(&versions[1], |file| Ok(file.write_all(text.as_bytes())?))?;
            Ok(u8::from(!is_settled))
        }
        None => merge_file(versions.each_ref().map(PathBuf::as_path), names).map(u8::from),
    }
}

/// The path from the plan's root, where a path from the repository's is one of an action or a vocabulary.
fn within_plan(path: &str) -> Option<&str> {
    let starts = path.match_indices('/').map(|(slash, _)| slash + 1);
    let mut ends = std::iter::once(0).chain(starts).map(|start| &path[start..]);
    ends.find(|end| {
        let depth = end.matches('/').count();
        let is_there = |folder: &str| {
            end.strip_prefix(folder)
                .is_some_and(|rest| rest.starts_with('/'))
        };
        end.ends_with(".toml")
            && (depth == 2 && is_there(ACTIONS) || depth == 1 && is_there(SCHEMA))
    })
}
