//! Files of actions in the one layout.

use std::io;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::load::canonical::laid_out;
use crate::operations::scope::entries;
use crate::source::changes::Changes;
use crate::source::{Entry, Source};

/// The state of files' layout.
#[derive(Default)]
pub struct LaidOut {
    /// The files that are laid out otherwise, with their layout.
    pub changes: Changes,
    /// The files of which it is not sure what they mean.
    pub wrong: Vec<String>,
    /// The number of files besides the wrong ones.
    pub files: usize,
}

/// The layout of the files that `paths` name, typed in `folder`; of all where there are none.
///
/// # Errors
/// A path is not in the plan, or a file cannot be read.
pub fn layout(source: &Source, folder: &Path, paths: &[PathBuf]) -> Result<LaidOut, Error> {
    let entries = entries(source, folder, paths)?;
    let states = source.read_all(&entries, |entry, bytes| state(source, entry, bytes));
    let mut told = LaidOut::default();
    for (entry, state) in entries.iter().zip(states) {
        let (bytes, layout) = state?;
        match layout {
            None => told.wrong.push(entry.path.clone()),
            Some(layout) => {
                told.files += 1;
                if layout.as_bytes() != bytes {
                    told.changes
                        .put(&entry.path, Some(bytes), layout.into_bytes())?;
                }
            }
        }
    }
    Ok(told)
}

/// The bytes of a file, and its layout where its meaning is sure.
fn state(
    source: &Source,
    entry: &Entry,
    bytes: io::Result<Vec<u8>>,
) -> Result<(Vec<u8>, Option<String>), Error> {
    let bytes = bytes.map_err(Error::reading(source.root().join(&entry.path)))?;
    let layout = laid_out(&bytes);
    Ok((bytes, layout))
}
