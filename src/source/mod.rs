//! A source of texts: the plan's folder on disk, what is staged of it, or a commit of it.
//!
//! It knows paths and bytes, nothing of what they mean.

pub mod base;
pub mod beneath;
pub mod blobs;
pub mod changes;
pub mod commits;
pub mod digest;
pub mod git;
pub mod git_folder;
pub mod journal;
pub mod outside;
pub mod paths;
pub mod plan_path;
pub mod state;
pub mod write;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf, is_separator};
use std::sync::Arc;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator, ParallelSlice, ParallelSliceMut};
use walkdir::{DirEntry, WalkDir};

use crate::error::Error;
use crate::source::base::revision;
use crate::source::beneath::Beneath;
use crate::source::git::{Held, ObjectId, Repository, Revision};
use crate::source::git_folder::refuse_sparse;
use crate::source::paths::{ACTIONS, SCHEMA, is_action, shown};

/// A file of the plan.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The path from the plan's root, with `/` between folders; what is not UTF-8 in it is replaced.
    pub path: String,
    home: Home,
}

impl Entry {
    /// The content's hash, where git knows it: equal hashes are equal texts.
    pub fn blob(&self) -> Option<&ObjectId> {
        match &self.home {
            Home::Blob(id) => Some(id),
            _ => None,
        }
    }

    /// The folder on disk, from the plan's root.
    fn folder(&self) -> &Path {
        match &self.home {
            Home::Disk(file) => parent(file),
            _ => Path::new(""),
        }
    }

    /// Tells whether both files are on disk in one folder, without taking their paths apart.
    fn is_beside(&self, other: &Self) -> bool {
        fn folder(entry: &Entry) -> &[u8] {
            let Home::Disk(file) = &entry.home else {
                return &[];
            };
            let bytes = file.as_os_str().as_encoded_bytes();
            let cut = bytes
                .iter()
                .rposition(|byte| is_separator(char::from(*byte)));
            &bytes[..cut.unwrap_or_default()]
        }
        folder(self) == folder(other)
    }

    /// Tells whether it is a link, which is never followed.
    pub fn is_link(&self) -> bool {
        self.home == Home::Link
    }
}

/// The place of an entry's bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Home {
    /// The path from the plan's root.
    Disk(PathBuf),
    Blob(ObjectId),
    /// A link, or another repository: the plan holds no text for it.
    Link,
    Overlay,
    Nowhere,
}

/// Files that git holds, in the order of their paths from the plan's root.
#[derive(Debug, Clone)]
struct Objects {
    repository: Arc<Repository>,
    /// The commit that holds them; none where they are staged.
    commit: Option<ObjectId>,
    /// Two names that are no UTF-8 may be shown as one path.
    files: Arc<[(String, Home)]>,
}

impl Objects {
    fn new(repository: &Arc<Repository>, commit: Option<ObjectId>, held: Vec<Held>) -> Self {
        let home = |held: Held| {
            let path = shown(&String::from_utf8_lossy(&held.path));
            let home = if held.is_file {
                Home::Blob(held.blob)
            } else {
                Home::Link
            };
            (path, home)
        };
        let mut files: Vec<_> = held.into_iter().map(home).collect();
        files.sort_unstable();
        Self {
            repository: Arc::clone(repository),
            commit,
            files: files.into(),
        }
    }

    fn home(&self, path: &str) -> Home {
        let found = self.files.partition_point(|(held, _)| held.as_str() < path);
        let found = self.files.get(found).filter(|(held, _)| held == path);
        found.map_or(Home::Nowhere, |(_, home)| home.clone())
    }
}

/// Files that stand in for the source's own, or beside them, by their paths; nothing for one that is taken away.
type Overlay = BTreeMap<String, Option<Arc<[u8]>>>;

/// The place that a plan's texts come from.
#[derive(Debug, Clone)]
pub struct Source {
    root: PathBuf,
    /// The files that git holds of the plan; none where it is read on disk.
    objects: Option<Objects>,
    overlay: Overlay,
}

impl Source {
    /// The plan that `start` is in, as it is on disk: the nearest folder upwards that holds `actions/` and `schema/`.
    ///
    /// # Errors
    /// No folder upwards is a plan, or `start` is no folder.
    pub fn around(start: &Path) -> Result<Self, Error> {
        let absolute = std::path::absolute(start).map_err(Error::reading(start))?;
        if !absolute.is_dir() {
            return Err(Error::NotAFolder(start.to_owned()));
        }
        let mut folders = absolute.ancestors();
        match folders.find(|folder| folder.join(ACTIONS).is_dir() && folder.join(SCHEMA).is_dir()) {
            Some(root) => Ok(Self::new(root)),
            // A sparse checkout may leave out all that tells a plan.
            None => refuse_sparse(&absolute).and(Err(Error::NoPlan(start.to_owned()))),
        }
    }

    /// The plan at `root`, as it is on disk, whether anything stands there or not.
    pub fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            objects: None,
            overlay: Overlay::new(),
        }
    }

    fn of(&self, objects: Objects) -> Self {
        Self {
            objects: Some(objects),
            ..Self::new(&self.root)
        }
    }

    /// The same plan as it is staged: what the next commit would hold.
    ///
    /// # Errors
    /// git cannot list it.
    pub fn staged(&self, repository: &Arc<Repository>) -> Result<Self, Error> {
        Ok(self.of(Objects::new(repository, None, repository.index()?)))
    }

    /// The same plan as a commit holds it.
    ///
    /// # Errors
    /// git cannot list it, or the commit holds no plan here.
    pub fn at(&self, repository: &Arc<Repository>, commit: &ObjectId) -> Result<Self, Error> {
        let objects = Objects::new(repository, Some(commit.clone()), repository.tree(commit)?);
        if objects.files.is_empty() {
            return Err(Error::NoPlanThen(commit.to_string()));
        }
        Ok(self.of(objects))
    }

    /// The same source with `bytes` for the file at `path`, a path from the plan's root with `/` between folders.
    #[must_use]
    pub fn overlaid(mut self, path: &str, bytes: Vec<u8>) -> Self {
        self.overlay.insert(path.to_owned(), Some(bytes.into()));
        self
    }

    /// The same source without the file at `path`.
    #[must_use]
    pub fn without(mut self, path: &str) -> Self {
        self.overlay.insert(path.to_owned(), None);
        self
    }

    /// Tell of a text that was asked for and that git cannot give.
    ///
    /// # Errors
    /// There was one.
    pub fn whole(&self) -> Result<(), Error> {
        match &self.objects {
            Some(objects) => objects.repository.whole(),
            None => Ok(()),
        }
    }

    /// The root of the plan on disk.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Tells whether git holds nothing of the plan there.
    pub fn is_empty(&self) -> bool {
        let objects = self.objects.as_ref();
        objects.is_some_and(|objects| objects.files.is_empty())
    }

    /// The commit that is read, where one is.
    pub fn commit(&self) -> Option<&ObjectId> {
        self.objects.as_ref()?.commit.as_ref()
    }

    /// The commit that is read; on disk, the one checked out and whether the files differ from it.
    pub fn revision(&self) -> Option<Revision> {
        match self.commit() {
            Some(commit) => Some(Revision {
                commit: commit.to_string(),
                dirty: false,
            }),
            None => revision(&self.root),
        }
    }

    /// The files under `actions/`, hidden ones left out, in the order of their paths.
    ///
    /// # Errors
    /// A folder cannot be listed.
    pub fn actions(&self) -> Result<Vec<Entry>, Error> {
        let mut entries = match &self.objects {
            None => self.walk()?,
            Some(objects) => objects
                .files
                .iter()
                .filter(|(path, _)| is_action(path))
                .map(|(path, home)| Entry {
                    path: path.clone(),
                    home: home.clone(),
                })
                .collect(),
        };
        entries.retain(|entry| !self.overlay.contains_key(&entry.path));
        let overlaid = self.overlay.iter().filter(|(path, _)| is_action(path));
        let there = overlaid.filter(|(_, bytes)| bytes.is_some());
        entries.extend(there.map(|(path, _)| self.entry(path)));
        entries.par_sort_unstable();
        Ok(entries)
    }

    /// A file by its path from the plan's root, whether it is there or not.
    pub fn entry(&self, path: &str) -> Entry {
        let home = match (self.overlay.get(path), &self.objects) {
            (Some(Some(_)), _) => Home::Overlay,
            (Some(None), _) => Home::Nowhere,
            (None, None) => Home::Disk(PathBuf::from(path)),
            (None, Some(objects)) => objects.home(path),
        };
        Entry {
            path: path.to_owned(),
            home,
        }
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// The file is not there, cannot be read, is no regular file (`InvalidInput`), or is reached by a link only
    /// (`Unsupported`).
    pub fn read(&self, entry: &Entry) -> io::Result<Vec<u8>> {
        match (&entry.home, &self.objects) {
            (Home::Disk(file), _) => {
                let root = Beneath::open(&self.root)?;
                root.folder(parent(file))?.read(name(file))
            }
            (Home::Blob(id), Some(objects)) => objects.repository.blob(id),
            (Home::Overlay, _) => match self.overlay.get(&entry.path) {
                Some(Some(bytes)) => Ok(bytes.to_vec()),
                Some(None) | None => Err(io::ErrorKind::NotFound.into()),
            },
            (Home::Link, _) => Err(io::ErrorKind::Unsupported.into()),
            (Home::Nowhere | Home::Blob(_), _) => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// Gives what `each` makes of every file's bytes, in the order of `entries`: read and made on all cores.
    pub fn read_all<'a, T: Send>(
        &self,
        entries: &'a [Entry],
        each: impl Fn(&'a Entry, io::Result<Vec<u8>>) -> T + Sync,
    ) -> Vec<T> {
        let Some(objects) = &self.objects else {
            return self.read_folders(entries, each);
        };
        let ids: Vec<&ObjectId> = entries.iter().filter_map(Entry::blob).collect();
        let held: Vec<&Entry> = entries
            .iter()
            .filter(|entry| entry.blob().is_some())
            .collect();
        let repository = &objects.repository;
        let read = repository.read_blobs(&ids, |index, bytes| each(held[index], bytes));
        let mut read = read.into_iter();
        let others = |entry: &'a Entry| each(entry, self.read(entry));
        entries
            .iter()
            .filter_map(|entry| match entry.blob() {
                Some(_) => read.next(),
                None => Some(others(entry)),
            })
            .collect()
    }

    /// The same on disk: each folder is opened once.
    fn read_folders<'a, T: Send>(
        &self,
        entries: &'a [Entry],
        each: impl Fn(&'a Entry, io::Result<Vec<u8>>) -> T + Sync,
    ) -> Vec<T> {
        let root = Beneath::open(&self.root);
        entries
            .par_chunk_by(Entry::is_beside)
            .flat_map(|chunk| {
                let opened = root.as_ref().ok();
                let opened = opened.and_then(|root| root.folder(chunk[0].folder()).ok());
                let read = move |entry: &'a Entry| match (&entry.home, &opened) {
                    (Home::Disk(file), Some(opened)) => opened.read(name(file)),
                    _ => self.read(entry),
                };
                let each = &each;
                chunk.par_iter().map(move |entry| each(entry, read(entry)))
            })
            .collect()
    }

    fn walk(&self) -> Result<Vec<Entry>, Error> {
        let folder = self.root.join(ACTIONS);
        if folder.is_symlink() {
            return Ok(vec![Entry {
                path: ACTIONS.to_owned(),
                home: Home::Link,
            }]);
        }
        if !folder.exists() {
            return Ok(Vec::new());
        }
        let top = visible(WalkDir::new(folder).min_depth(1).max_depth(1))?;
        let walks: Vec<_> = top
            .par_iter()
            .map(|entry| {
                // Of a file, the walk gives the file itself.
                let below = visible(WalkDir::new(entry.path()).follow_root_links(false))?;
                let told: Vec<bool> = (0..below.len()).map(|at| is_told(&below, at)).collect();
                let files = below.into_iter().zip(told);
                let files = files.filter_map(|(entry, is_told)| is_told.then_some(entry));
                let entry = |file: DirEntry| {
                    let path = file.path();
                    let path = path.strip_prefix(&self.root).unwrap_or(path);
                    Entry {
                        path: shown_path(path),
                        home: match file.path_is_symlink() {
                            true => Home::Link,
                            false => Home::Disk(path.to_owned()),
                        },
                    }
                };
                Ok(files.map(entry).collect::<Vec<_>>())
            })
            .collect();
        // One after the other, so that of several errors the same one is told.
        let walks = walks.into_iter().collect::<Result<Vec<_>, Error>>()?;
        Ok(walks.into_iter().flatten().collect())
    }
}

/// A path from the plan's root as it can be shown, with `/` between folders.
fn shown_path(path: &Path) -> String {
    let mut joined = String::new();
    for part in path.components() {
        if !joined.is_empty() {
            joined.push('/');
        }
        joined.push_str(&part.as_os_str().to_string_lossy());
    }
    shown(&joined)
}

fn parent(file: &Path) -> &Path {
    file.parent().unwrap_or(Path::new(""))
}

fn name(file: &Path) -> &OsStr {
    file.file_name().unwrap_or_default()
}

/// The entries that a walk meets, save hidden files: editors and systems leave them behind, and they are nobody's actions.
fn visible(walk: WalkDir) -> Result<Vec<DirEntry>, Error> {
    let is_visible = |entry: &DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
    };
    walk.into_iter()
        .filter_entry(is_visible)
        .map(|entry| {
            entry.map_err(|error| Error::Read {
                path: error.path().map(Path::to_owned).unwrap_or_default(),
                // The system's own reason, which is told in the user's language.
                source: error.into_io_error().unwrap_or(io::ErrorKind::Other.into()),
            })
        })
        .collect()
}

/// Tells whether the entry that a walk met at that place is to be read: all but folders, and an empty folder that is called as an action.
fn is_told(met: &[DirEntry], at: usize) -> bool {
    let entry = &met[at];
    let is_empty = || {
        let next = met.get(at + 1);
        next.is_none_or(|next| next.depth() <= entry.depth())
    };
    let is_called_so = || entry.depth() > 0 && entry.path().extension() == Some(OsStr::new("toml"));
    !entry.file_type().is_dir() || (is_called_so() && is_empty())
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::process::Command;

    use super::Source;

    #[test]
    fn a_pipe_is_an_error_and_no_wait() {
        let plan = tempfile::tempdir().expect("a folder");
        for folder in ["actions/1.1", "schema"] {
            fs::create_dir_all(plan.path().join(folder)).expect("a folder");
        }
        let made = |path: &str| {
            let made = Command::new("mkfifo").arg(plan.path().join(path)).status();
            assert!(made.expect("mkfifo runs").success());
        };
        made("actions/1.1/velo.toml");
        made("schema/themes.toml");
        let link = plan.path().join("actions/1.1/bus.toml");
        symlink("velo.toml", link).expect("a link");
        let source = Source::around(plan.path()).expect("a plan");
        let mut entries = source.actions().expect("a list");
        // A file is read again, by its path, to show what is wrong in it.
        let again = ["actions/1.1/velo.toml", "schema/themes.toml"];
        entries.extend(again.map(|path| source.entry(path)));
        let paths: Vec<&str> = entries.iter().map(|entry| entry.path.as_str()).collect();
        assert_eq!(
            paths[..2],
            ["actions/1.1/bus.toml", "actions/1.1/velo.toml"]
        );
        for entry in entries {
            assert!(source.read(&entry).is_err(), "{}", entry.path);
        }
    }
}
