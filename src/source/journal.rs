//! How several files of a plan change together, though the program may be killed between two of them.
//!
//! Beside the plan stands, for as long as a change lasts, a folder of its own. It is locked by the program that changes
//! the plan. Into it go the new files, the old ones that they will replace, and last the list of steps. From then on
//! each step is one renaming. A folder that nobody locks belongs to a run that was killed: without a list nothing had
//! changed yet, with one the steps are undone. What a person has changed since is left alone, and named.
//!
//! This outlives the end of the program, whatever its cause. After a power cut, each file that was to be replaced is the old
//! one or the new one, whole; that all steps are undone then too is not promised.

use std::fs::{self, File, TryLockError};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use same_file::Handle;
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::source::changes::Step;
use crate::source::git::Repository;

/// The folder, from the plan's root.
const FOLDER: &str = ".plan-changes";
/// The file that a living program locks.
const LOCK: &str = "lock";
/// The list of steps.
const LIST: &str = "steps.json";

/// A change under way; no other program has one in the same plan.
pub struct Journal {
    root: PathBuf,
    folder: PathBuf,
    lock: File,
}

/// What became of a change that was cut off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// How many files stand again as they stood.
    pub files: usize,
    /// The files that somebody has changed since, left alone.
    pub left: Vec<String>,
}

/// A step as the list holds it.
#[derive(Debug, Serialize, Deserialize)]
enum Entry {
    Write {
        path: String,
        /// Whether an old file is replaced.
        is_old: bool,
        /// What tells the new file from any other.
        print: u64,
    },
    Move {
        from: String,
        to: String,
    },
}

/// What undoing a step did.
#[derive(PartialEq, Eq)]
enum Back {
    /// It had not been made.
    Nothing,
    Undone,
    /// Its file has changed since.
    Left,
}

/// Undo what a killed run left half-done in the plan at `root`; nothing where there is no such thing.
///
/// # Errors
/// It cannot be undone.
pub fn recover(root: &Path) -> Result<Option<Undone>, Error> {
    if !root.join(FOLDER).exists() {
        return Ok(None);
    }
    let journal = match Journal::lock(root) {
        Ok(journal) => journal,
        // Somebody is at work: no run was killed.
        Err(Error::Busy { .. }) => return Ok(None),
        Err(error) => return Err(error),
    };
    let undone = journal.recover()?;
    journal.close();
    Ok(undone)
}

impl Journal {
    /// The journal of a new change.
    ///
    /// # Errors
    /// Another program changes the plan, the folder cannot be written, or a killed run's change cannot be undone.
    pub fn open(root: &Path) -> Result<Self, Error> {
        let journal = Self::lock(root)?;
        journal.recover()?;
        Ok(journal)
    }

    fn lock(root: &Path) -> Result<Self, Error> {
        let folder = root.join(FOLDER);
        let failed = |source: io::Error| Error::Write {
            path: folder.clone(),
            source,
        };
        loop {
            fs::create_dir_all(&folder).map_err(failed)?;
            let path = folder.join(LOCK);
            let lock = match File::options().create(true).append(true).open(&path) {
                Ok(lock) => lock,
                // Its holder has just removed the folder.
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                Err(error) => return Err(failed(error)),
            };
            match lock.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(Error::Busy {
                        path: root.to_owned(),
                    });
                }
                // A disk that knows no locks.
                Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
                Err(TryLockError::Error(error)) => return Err(failed(error)),
            }
            let held = Handle::from_file(lock.try_clone().map_err(failed)?).map_err(failed)?;
            if Handle::from_path(&path).is_ok_and(|seen| seen == held) {
                return Ok(Self {
                    root: root.to_owned(),
                    folder,
                    lock,
                });
            }
        }
    }

    /// Make all steps, or none; each is told twice, once on the disk and once in its place.
    ///
    /// # Errors
    /// One cannot be made.
    pub(in crate::source) fn make(
        &self,
        steps: &[Step],
        further: &(dyn Fn() + Sync),
    ) -> Result<(), Error> {
        let entries = self.prepare(steps, further)?;
        for (index, (step, entry)) in steps.iter().zip(&entries).enumerate() {
            // Bringing all to the disk takes its time: somebody may have saved a file since.
            let made = step.is_possible(&self.root);
            if let Err(error) = made.and_then(|()| self.step(index, entry)) {
                // The first failure is the one to tell.
                let _ = self.undo(&entries);
                return Err(error);
            }
            further();
        }
        self.finish()
    }

    /// Whether steps are left that could not be undone.
    pub fn is_left(&self) -> bool {
        self.folder.join(LIST).exists()
    }

    /// Remove the folder; the lock ends with it.
    pub fn close(self) {
        let Self { folder, lock, .. } = self;
        if fs::remove_dir_all(&folder).is_err() {
            // Windows may keep a file that is still open. What remains changes nothing, and the next change removes it.
            drop(lock);
            let _ = fs::remove_dir_all(&folder);
        }
    }

    /// Bring all bytes to the disk, then the list of steps: no file of the plan changes.
    fn prepare(&self, steps: &[Step], further: &(dyn Fn() + Sync)) -> Result<Vec<Entry>, Error> {
        // Whoever adds all files to git adds none of these.
        self.keep(".gitignore", b"*\n")?;
        let entries: Vec<Entry> = steps
            .par_iter()
            .enumerate()
            .map(|(index, step)| self.entry(index, step).inspect(|_| further()))
            .collect::<Result<_, Error>>()?;
        let list = serde_json::to_vec(&entries).map_err(|error| Error::Write {
            path: self.folder.join(LIST),
            source: error.into(),
        })?;
        self.keep("list", &list)?;
        self.rename(&self.folder.join("list"), &self.folder.join(LIST))?;
        Ok(entries)
    }

    /// A step as an entry, its bytes beside the list.
    fn entry(&self, index: usize, step: &Step) -> Result<Entry, Error> {
        let (path, before, after) = match step {
            Step::Move { from, to, .. } => {
                return Ok(Entry::Move {
                    from: from.clone(),
                    to: to.clone(),
                });
            }
            Step::Write {
                path,
                before,
                after,
            } => (path, before, after),
        };
        let file = self.keep(&new(index), after)?;
        if let Some(before) = before {
            self.keep(&old(index), before)?;
            // Before it replaces what may be nowhere else; ten thousand new ones would wait for seconds.
            file.sync_data().map_err(|source| Error::Write {
                path: self.folder.join(new(index)),
                source,
            })?;
        }
        Ok(Entry::Write {
            path: path.clone(),
            is_old: before.is_some(),
            print: print(after),
        })
    }

    fn keep(&self, name: &str, bytes: &[u8]) -> Result<File, Error> {
        let path = self.folder.join(name);
        let kept = File::create(&path).and_then(|mut file| file.write_all(bytes).map(|()| file));
        kept.map_err(|source| Error::Write { path, source })
    }

    fn step(&self, index: usize, entry: &Entry) -> Result<(), Error> {
        match entry {
            Entry::Write { path, .. } => {
                let path = self.root.join(path);
                make_folder(&path)?;
                self.rename(&self.folder.join(new(index)), &path)
            }
            Entry::Move { from, to } => shift(&self.root, from, to),
        }
    }

    /// Bring a file of the folder to its place, with the rights of the one that stands there.
    fn rename(&self, from: &Path, to: &Path) -> Result<(), Error> {
        if let Ok(found) = fs::metadata(to) {
            // A file without its rights is still the file.
            let _ = fs::set_permissions(from, found.permissions());
        }
        fs::rename(from, to).map_err(|source| Error::Write {
            path: to.to_owned(),
            source,
        })
    }

    /// Undo the steps that were made, the last first, as far as nobody has changed their files since.
    fn undo(&self, entries: &[Entry]) -> Result<Undone, Error> {
        let mut undone = Undone {
            files: 0,
            left: Vec::new(),
        };
        for (index, entry) in entries.iter().enumerate().rev() {
            match self.back(index, entry)? {
                Back::Nothing => {}
                Back::Undone => undone.files += 1,
                Back::Left => undone.left.push(match entry {
                    Entry::Write { path, .. } => path.clone(),
                    Entry::Move { to, .. } => to.clone(),
                }),
            }
        }
        self.finish()?;
        Ok(undone)
    }

    fn back(&self, index: usize, entry: &Entry) -> Result<Back, Error> {
        match entry {
            // The new file is still here; its folder may have been made.
            Entry::Write { path, .. } if self.folder.join(new(index)).exists() => {
                remove_empty(&self.root.join(path));
                Ok(Back::Nothing)
            }
            Entry::Write {
                path,
                is_old,
                print,
            } => {
                let place = self.root.join(path);
                let is_ours = fs::read(&place).is_ok_and(|bytes| self::print(&bytes) == *print);
                let old = self.folder.join(old(index));
                if *is_old && !old.exists() || !is_old && !place.exists() {
                    return Ok(Back::Nothing);
                }
                if !is_ours {
                    return Ok(Back::Left);
                }
                if *is_old {
                    self.rename(&old, &place)?;
                } else {
                    fs::remove_file(&place).map_err(|source| Error::Write {
                        path: place.clone(),
                        source,
                    })?;
                    remove_empty(&place);
                }
                Ok(Back::Undone)
            }
            Entry::Move { from, to } => {
                let (there, here) = (self.root.join(to).exists(), self.root.join(from).exists());
                match (there, here) {
                    (true, false) => shift(&self.root, to, from).map(|()| Back::Undone),
                    (true, true) => Ok(Back::Left),
                    (false, _) => Ok(Back::Nothing),
                }
            }
        }
    }

    /// Undo what a killed run left.
    fn recover(&self) -> Result<Option<Undone>, Error> {
        let path = self.folder.join(LIST);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(Error::Read { path, source }),
        };
        let entries: Vec<Entry> = serde_json::from_slice(&bytes).map_err(|error| Error::Read {
            path,
            source: error.into(),
        })?;
        self.undo(&entries).map(Some)
    }

    /// That the steps need no undoing any more.
    fn finish(&self) -> Result<(), Error> {
        let path = self.folder.join(LIST);
        fs::remove_file(&path).map_err(|source| Error::Write { path, source })
    }
}

/// The name of a step's new file.
fn new(index: usize) -> String {
    format!("{index}.new")
}

/// The name of a step's old file.
fn old(index: usize) -> String {
    format!("{index}.old")
}

/// What tells bytes from others, for as long as the program is the same.
fn print(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

/// Bring a file elsewhere, by git where git knows it.
fn shift(root: &Path, from: &str, to: &str) -> Result<(), Error> {
    let (old, new): (PathBuf, PathBuf) = (root.join(from), root.join(to));
    make_folder(&new)?;
    let by_git =
        Repository::around(root).and_then(|repository| repository.git(["mv", "--", from, to]));
    if by_git.is_err() {
        fs::rename(&old, &new).map_err(|source| Error::Write { path: new, source })?;
    }
    remove_empty(&old);
    Ok(())
}

/// Remove the folder of a file that is gone; it goes only where nothing else is in it.
fn remove_empty(path: &Path) {
    if let Some(folder) = path.parent() {
        let _ = fs::remove_dir(folder);
    }
}

fn make_folder(path: &Path) -> Result<(), Error> {
    match path.parent() {
        Some(folder) => fs::create_dir_all(folder).map_err(|source| Error::Write {
            path: folder.to_owned(),
            source,
        }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Journal, Step, Undone, recover};
    use crate::error::Error;

    fn steps() -> Vec<Step> {
        let write = |path: &str, before: Option<&str>, after: &str| Step::Write {
            path: path.to_owned(),
            before: before.map(|text| text.into()),
            after: after.into(),
        };
        vec![
            write("a", Some("1"), "one"),
            write("new/c", None, "3"),
            Step::Move {
                from: "b".to_owned(),
                to: "moved/b".to_owned(),
                bytes: b"2".to_vec(),
            },
            write("moved/b", Some("2"), "two"),
        ]
    }

    /// A folder with the files `a` and `b`, and a run that was killed behind so many steps.
    fn killed(behind: usize) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a"), "1").expect("a file");
        fs::write(folder.path().join("b"), "2").expect("a file");
        let journal = Journal::open(folder.path()).expect("a journal");
        let entries = journal.prepare(&steps(), &|| ()).expect("a list");
        for (index, entry) in entries.iter().enumerate().take(behind) {
            journal.step(index, entry).expect("a step");
        }
        folder
    }

    #[test]
    fn a_run_that_was_killed_behind_any_step_is_undone() {
        for behind in 0..=steps().len() {
            let folder = killed(behind);
            let undone = recover(folder.path()).expect("undone");
            let expected = Undone {
                files: behind,
                left: Vec::new(),
            };
            assert_eq!(undone, Some(expected));
            let mut names: Vec<_> = fs::read_dir(folder.path())
                .expect("a folder")
                .map(|entry| entry.expect("an entry").file_name())
                .collect();
            names.sort();
            assert_eq!(names, ["a", "b"], "{behind}");
            let text = |name: &str| fs::read_to_string(folder.path().join(name)).expect("a file");
            assert_eq!((text("a"), text("b")), ("1".to_owned(), "2".to_owned()));
            assert_eq!(recover(folder.path()).expect("nothing to undo"), None);
        }
    }

    #[test]
    fn what_somebody_changed_since_is_left_alone_and_named() {
        let folder = killed(2);
        fs::write(folder.path().join("a"), "by hand").expect("a file");
        let undone = recover(folder.path()).expect("undone");
        let expected = Undone {
            files: 1,
            left: vec!["a".to_owned()],
        };
        assert_eq!(undone, Some(expected));
        let text = fs::read_to_string(folder.path().join("a")).expect("a file");
        assert_eq!(text, "by hand");
    }

    #[test]
    fn one_change_is_made_at_a_time() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = Journal::open(folder.path()).expect("a journal");
        let second = Journal::open(folder.path());
        assert!(matches!(second, Err(Error::Busy { .. })));
        // A reader sees that nobody was killed.
        assert_eq!(recover(folder.path()).expect("nothing to undo"), None);
        first.close();
        assert!(Journal::open(folder.path()).is_ok());
    }
}
