//! The user's own folder of lists: what a change of several files is about to do stands there, and never in the plan.
//!
//! A list is the only thing by which a change is taken back; a folder of files that somebody else made cannot hold one.
//! Which folder it is, only the environment says.

use std::env;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::error::{Error, StateFault};
use crate::source::digest::hexadecimal;
use crate::source::plan_path::PlanPath;
use crate::source::write::{sweep, whole};

/// The steps that a change is about to make, as they stand on the disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// The token that the lock of the change holds too.
    pub token: String,
    /// The point to which the change has come.
    pub phase: Phase,
    /// Its steps.
    pub steps: Vec<ListedStep>,
    /// The folders that it makes, each behind the one that it is in.
    pub folders: Vec<String>,
    /// Files that git shall know under another name: before, behind.
    pub moves: Vec<(String, String)>,
}

/// The point to which a change has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// New files are written beside those that they will replace.
    Staging,
    /// Files take their places.
    Making,
    /// All have their places.
    Made,
}

/// A step: one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedStep {
    path: String,
    /// The SHA-256 of what the file holds before the step; none where it is new.
    pub before: Option<String>,
    /// The same behind the step; none where the file goes.
    pub after: Option<String>,
}

impl ListedStep {
    /// A step of the file at `path`.
    pub fn new(path: &PlanPath, before: Option<&[u8]>, after: Option<&[u8]>) -> Self {
        Self {
            path: path.to_string(),
            before: before.map(print),
            after: after.map(print),
        }
    }

    /// The file.
    pub fn path(&self) -> Option<PlanPath> {
        PlanPath::parse(&self.path)
    }
}

/// A list as its file holds it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    version: u32,
    /// The real path of the folder that is changed.
    root: PathBuf,
    list: List,
}

const VERSION: u32 = 1;

/// The SHA-256 of bytes, in hexadecimal.
pub fn print(bytes: &[u8]) -> String {
    hexadecimal::<Sha256>(&[bytes])
}

/// The place of the list of changes of one folder.
#[derive(Debug, Clone)]
pub struct State {
    root: PathBuf,
    file: PathBuf,
}

impl State {
    /// Finds the place of the list of changes of the folder at `root`; nothing is made yet.
    ///
    /// # Errors
    /// The environment names no folder, or one that others may write into, or the folder itself.
    pub fn of(root: &Path) -> Result<Self, Error> {
        let root = fs::canonicalize(root).map_err(Error::reading(root))?;
        let folder = folder().ok_or(Error::NoState(StateFault::Unnamed))?;
        if let Ok(real) = fs::canonicalize(nearest(&folder))
            && real.starts_with(repository(&root))
        {
            return Err(Error::NoState(StateFault::WithinPlan(folder)));
        }
        let name = print(root.as_os_str().as_encoded_bytes());
        Ok(Self {
            file: folder.join(format!("{}.json", &name[..32])),
            root,
        })
    }

    /// The list, where there is one.
    ///
    /// # Errors
    /// The folder is another user's, or the file is no list of this folder.
    pub fn read(&self) -> Result<Option<List>, Error> {
        let bytes = match fs::read(&self.file) {
            Ok(bytes) => bytes,
            // No run of this user has left a list where it can see none.
            Err(_) => return Ok(None),
        };
        self.is_private()?;
        let stored = serde_json::from_slice::<Stored>(&bytes).ok();
        let is_ours = |stored: &Stored| {
            stored.version == VERSION
                && stored.root == self.root
                && stored.list.steps.iter().all(|step| step.path().is_some())
        };
        match stored.filter(is_ours) {
            Some(stored) => Ok(Some(stored.list)),
            None => Err(Error::ForeignList(self.file.clone())),
        }
    }

    /// Bring a list to the disk, whole.
    ///
    /// # Errors
    /// The folder cannot be made or written, or is another user's.
    pub fn write(&self, list: &List) -> Result<(), Error> {
        let folder = self.folder();
        let failed = |source| {
            Error::NoState(StateFault::Unwritable {
                path: folder.to_owned(),
                source,
            })
        };
        make(folder).map_err(failed)?;
        self.is_private()?;
        let stored = Stored {
            version: VERSION,
            root: self.root.clone(),
            list: list.clone(),
        };
        let bytes = serde_json::to_vec(&stored).map_err(|error| failed(error.into()))?;
        match whole(&self.file, |out| Ok(out.write_all(&bytes)?)) {
            Err(Error::Write { source, .. }) => Err(failed(source)),
            written => written,
        }
    }

    /// Remove what a program that was killed while it wrote the list has left.
    pub fn sweep(&self) {
        sweep(&self.file);
    }

    /// Remove the list: its change is whole, or taken back.
    ///
    /// # Errors
    /// It cannot be removed.
    pub fn remove(&self) -> Result<(), Error> {
        match fs::remove_file(&self.file) {
            Err(source) if source.kind() != ErrorKind::NotFound => {
                Err(Error::writing(&self.file)(source))
            }
            _ => Ok(()),
        }
    }

    fn folder(&self) -> &Path {
        self.file.parent().unwrap_or(&self.file)
    }

    /// That the folder is the user's, and nobody else may write into it.
    #[cfg(unix)]
    fn is_private(&self) -> Result<(), Error> {
        use std::os::unix::fs::MetadataExt;

        let folder = self.folder();
        let own = rustix::process::geteuid().as_raw();
        let is_ours = |path: &Path| match fs::metadata(path) {
            Ok(found) => found.uid() == own && found.mode() & 0o022 == 0,
            Err(error) => error.kind() == ErrorKind::NotFound,
        };
        if is_ours(folder) && is_ours(&self.file) {
            Ok(())
        } else {
            Err(Error::NoState(StateFault::Shared(folder.to_owned())))
        }
    }

    #[cfg(not(unix))]
    fn is_private(&self) -> Result<(), Error> {
        Ok(())
    }
}

/// The folder of lists that the environment names.
fn folder() -> Option<PathBuf> {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
    let absolute = |name: &str| {
        set(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    if let Some(named) = set("PLAN_STATE_DIR") {
        return std::path::absolute(named).ok();
    }
    let system = match cfg!(windows) {
        true => absolute("LOCALAPPDATA"),
        false => absolute("XDG_STATE_HOME")
            .or_else(|| absolute("HOME").map(|home| home.join(".local/state"))),
    };
    system.map(|folder| folder.join("plan"))
}

/// The folder, or the nearest one above it that is there.
fn nearest(folder: &Path) -> &Path {
    let there = folder.ancestors().find(|folder| folder.exists());
    there.unwrap_or(folder)
}

/// The work tree of git that a folder is in, else the folder: what somebody else's repository may fill.
fn repository(root: &Path) -> &Path {
    let around = root.ancestors().find(|folder| folder.join(".git").exists());
    around.unwrap_or(root)
}

fn make(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
