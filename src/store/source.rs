//! A source of texts: the plan's folder on disk. It knows paths and bytes, nothing of what they mean.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::error::Error;
use crate::store::decode::is_control;

/// The folder of actions and the folder of vocabularies, whose presence makes a folder a plan.
pub const ACTIONS: &str = "actions";
/// See [`ACTIONS`].
pub const SCHEMA: &str = "schema";

/// A file of the plan.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The path from the plan's root, with `/` between folders; what is not UTF-8 in it is replaced.
    pub path: String,
    /// Where it is on disk.
    pub file: PathBuf,
}

/// Where a plan's texts come from.
#[derive(Debug, Clone)]
pub struct Source {
    root: PathBuf,
}

impl Source {
    /// The plan that `start` is in: the nearest folder upwards that holds `actions/` and `schema/`.
    ///
    /// # Errors
    /// No folder upwards is a plan, or `start` is no folder.
    pub fn around(start: &Path) -> Result<Self, Error> {
        let absolute = std::path::absolute(start).map_err(|source| Error::Read {
            path: start.to_owned(),
            source,
        })?;
        if !absolute.is_dir() {
            return Err(Error::NotAFolder {
                path: start.to_owned(),
            });
        }
        absolute
            .ancestors()
            .find(|folder| folder.join(ACTIONS).is_dir() && folder.join(SCHEMA).is_dir())
            .map(|root| Self {
                root: root.to_owned(),
            })
            .ok_or_else(|| Error::NoPlan {
                path: start.to_owned(),
            })
    }

    /// The root of the plan.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The files under `actions/`, hidden ones left out, in the order of their paths.
    ///
    /// # Errors
    /// A folder cannot be listed.
    pub fn actions(&self) -> Result<Vec<Entry>, Error> {
        let folder = self.root.join(ACTIONS);
        let walk = WalkDir::new(&folder)
            .min_depth(1)
            .into_iter()
            // Editors and systems leave hidden files behind; they are nobody's actions.
            .filter_entry(|entry| !entry.file_name().to_string_lossy().starts_with('.'));
        let mut entries = Vec::new();
        for entry in walk {
            let entry = entry.map_err(|error| Error::Read {
                path: error.path().unwrap_or(&folder).to_owned(),
                source: error.into(),
            })?;
            if !entry.file_type().is_dir() {
                entries.push(Entry {
                    path: self.relative(entry.path()),
                    file: entry.into_path(),
                });
            }
        }
        entries.sort_unstable();
        Ok(entries)
    }

    /// A file by its path from the plan's root.
    pub fn entry(&self, path: &str) -> Entry {
        Entry {
            path: path.to_owned(),
            file: self.root.join(path),
        }
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// The file cannot be read, or is no regular file.
    pub fn read(&self, entry: &Entry) -> std::io::Result<Vec<u8>> {
        fs::read(&entry.file)
    }

    fn relative(&self, path: &Path) -> String {
        let relative = path.strip_prefix(&self.root).unwrap_or(path);
        let parts: Vec<_> = relative
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        // A name may hold anything; a terminal must not be steered by it.
        parts.join("/").replace(is_control_or_newline, "\u{fffd}")
    }
}

fn is_control_or_newline(character: char) -> bool {
    character == '\n' || character == '\t' || is_control(character)
}
