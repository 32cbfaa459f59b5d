//! How several files change together, though the program may be killed between two of them.
//!
//! New bytes are written beside the file that they will replace, old ones stay beside it under a second name, so that
//! each step is one renaming within one folder. What the steps are stands in a list in the user's own folder (`state`),
//! never in the plan: whoever makes a plan cannot write it. By that list, and by the hashes in it alone, a change that
//! was cut off is taken back; what a person has changed since is left alone, and named. In the plan stands a lock, which
//! is never obeyed: it keeps two programs apart, and tells a reader that a change was cut off.
//!
//! This outlives the end of the program, whatever its cause, and a power cut as far as the disk keeps what it was told
//! to keep.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{File, TryLockError};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use cap_std::fs::OpenOptions;
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use same_file::Handle;

use crate::error::Error;
use crate::source::beneath::Beneath;
use crate::source::git::Repository;
use crate::source::plan_path::PlanPath;
use crate::source::state::{List, ListedStep, Phase, State, print};

/// The file that a living program locks, in the folder that it changes.
const LOCK: &str = ".plan-lock";
/// The folder in which older versions kept the list of steps: in the plan itself.
const OLD_FOLDER: &str = ".plan-changes";

/// The change of one file.
#[derive(Debug)]
pub struct Step {
    /// Its present bytes; none where it is new.
    pub before: Option<Vec<u8>>,
    /// Its bytes to come; none where it goes.
    pub after: Option<Vec<u8>>,
}

/// The fate of a change that was cut off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// The number of files that stand again as they stood.
    pub files: usize,
    /// The files that somebody has changed since, left alone.
    pub left: Vec<String>,
}

/// The state in which a reader sees a change that is not whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trace {
    /// This user's change was cut off, and the next command that writes takes it back.
    CutOff,
    /// Somebody else's change was cut off.
    CutOffElsewhere,
    /// The folder of an older version.
    OldFolder,
}

/// Tells what stands in the plan at `root` of changes that are not whole: nothing of it is obeyed.
pub fn traces(root: &Path) -> Vec<Trace> {
    let mut traces = Vec::new();
    if root.join(OLD_FOLDER).symlink_metadata().is_ok() {
        traces.push(Trace::OldFolder);
    }
    if let Some(token) = left_lock(root) {
        let list = State::of(root).and_then(|state| state.read());
        let is_ours = list.is_ok_and(|list| list.is_some_and(|list| list.token == token));
        traces.push(match is_ours {
            true => Trace::CutOff,
            false => Trace::CutOffElsewhere,
        });
    }
    traces
}

/// Reads what a lock says that nobody holds; none where there is no lock, or one of a run that had not begun to change files.
fn left_lock(root: &Path) -> Option<String> {
    let folder = Beneath::open(root).ok()?;
    if !folder.holds(OsStr::new(LOCK)) {
        return None;
    }
    // Whatever else bears that name says nothing.
    let unreadable = || Some(String::new());
    let Ok(file) = folder.file(OsStr::new(LOCK), OpenOptions::new().read(true)) else {
        return unreadable();
    };
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => return None,
        Err(TryLockError::Error(error)) if error.kind() != ErrorKind::Unsupported => {
            return unreadable();
        }
        Ok(()) | Err(TryLockError::Error(_)) => {}
    }
    let mut token = String::new();
    match file.take(64).read_to_string(&mut token) {
        Ok(0) => None,
        Ok(_) => Some(token),
        Err(_) => unreadable(),
    }
}

/// Take back what a killed run of this user left half-done in the folder at `root`; nothing where there is no such thing.
///
/// # Errors
/// The list is damaged or another user's, or a file cannot be brought back.
pub fn recover(root: &Path) -> Result<Option<Undone>, Error> {
    let state = match State::of(root) {
        Ok(state) => Some(state),
        // Without such a folder no run has left a list; where nothing stands, none has begun.
        Err(Error::NoState(_) | Error::Read { .. }) => None,
        Err(error) => return Err(error),
    };
    let list = || state.as_ref().map_or(Ok(None), State::read);
    if list()?.is_none() && root.join(LOCK).symlink_metadata().is_err() {
        return Ok(None);
    }
    let journal = match Journal::lock(root) {
        Ok(journal) => journal,
        // Somebody is at work: no run was killed.
        Err(Error::Busy(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    // Its holder may have ended just now.
    let mut undone = None;
    if let Some(state) = &state {
        state.sweep();
        if let Some(list) = state.read()? {
            undone = Some(journal.end(&list)?);
            state.remove()?;
        }
    }
    journal.close();
    Ok(undone.filter(|undone| undone.files > 0 || !undone.left.is_empty()))
}

/// A change under way; no other program has one in the same folder.
pub struct Journal {
    root: PathBuf,
    top: Beneath,
    lock: File,
}

/// A step with its bytes beside its file.
struct Staged<'a> {
    path: &'a PlanPath,
    step: &'a Step,
    new: String,
    old: String,
}

impl Journal {
    /// The journal of a new change in the folder at `root`.
    ///
    /// # Errors
    /// Another program changes the folder, it cannot be written, or a killed run's change cannot be taken back.
    pub fn open(root: &Path) -> Result<Self, Error> {
        recover(root)?;
        Self::lock(root)
    }

    fn lock(root: &Path) -> Result<Self, Error> {
        let path = root.join(LOCK);
        let failed = |source: io::Error| match source.kind() {
            ErrorKind::Unsupported | ErrorKind::InvalidInput => Error::NoLock(path.clone()),
            _ => Error::writing(&path)(source),
        };
        let top = Beneath::open(root).map_err(failed)?;
        let mut tries = 0;
        loop {
            let mut options = OpenOptions::new();
            let options = options.read(true).write(true).create(true);
            let lock = top.file(OsStr::new(LOCK), options).map_err(failed)?;
            match lock.try_lock() {
                Ok(()) => {}
                // Whoever only looks holds it for a moment.
                Err(TryLockError::WouldBlock) if tries < 5 => {
                    tries += 1;
                    thread::sleep(Duration::from_millis(10));
                    continue;
                }
                Err(TryLockError::WouldBlock) => {
                    return Err(Error::Busy(root.to_owned()));
                }
                // A disk that knows no locks.
                Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
                Err(TryLockError::Error(error)) => return Err(failed(error)),
            }
            // Its holder may just have removed it.
            let handle = |file: File| Handle::from_file(file).ok();
            let seen = top.file(OsStr::new(LOCK), OpenOptions::new().read(true));
            let seen = seen.ok().and_then(handle);
            if seen.is_some() && seen == handle(lock.try_clone().map_err(failed)?) {
                return Ok(Self {
                    root: root.to_owned(),
                    top,
                    lock,
                });
            }
        }
    }

    /// Make all steps, or none; each is told twice, once on the disk and once in its place.
    ///
    /// `moves` are files that git shall know under another name, where it knows them.
    ///
    /// # Errors
    /// One cannot be made, or there are several and no folder for their list: then all files stand as they stood.
    pub fn make(
        self,
        steps: &[(&PlanPath, &Step)],
        moves: &[(PlanPath, PlanPath)],
        further: &(dyn Fn() + Sync),
    ) -> Result<(), Error> {
        let mut list = self.list(steps, moves);
        let token = list.token.clone();
        let state = State::of(&self.root);
        let state = state.and_then(|state| state.write(&list).map(|()| state));
        let state = match state {
            Ok(state) => Some(state),
            // One file is whole or as it was without a list.
            Err(Error::NoState(_)) if steps.len() == 1 => None,
            Err(error) => {
                self.close();
                return Err(error);
            }
        };
        let mut reach = |phase| {
            let next = List {
                phase,
                ..list.clone()
            };
            let written = state.as_ref().map_or(Ok(()), |state| state.write(&next));
            written.map(|()| list = next)
        };
        let made = self.say(&token).and_then(|()| {
            let staged = self.stage(steps, &token, further)?;
            reach(Phase::Making)?;
            for staged in &staged {
                // Bringing all to the disk takes its time: somebody may have saved a file since.
                self.step(staged)?;
                further();
            }
            self.sync(&staged)?;
            reach(Phase::Made)
        });
        let ended = self.end(&list);
        if let Some(state) = state
            && ended.is_ok()
        {
            state.remove()?;
        }
        if ended.is_ok() {
            self.close();
        }
        // The first failure is the one to tell; where not all could be taken back, the next run tries again.
        made.and(ended).map(|_| ())
    }

    /// The steps that are about to be made.
    fn list(&self, steps: &[(&PlanPath, &Step)], moves: &[(PlanPath, PlanPath)]) -> List {
        let new = steps.iter().filter(|(_, step)| step.before.is_none());
        // Each folder is looked for once, however many files come into it.
        let folders: BTreeSet<&Path> = new
            .flat_map(|(path, _)| path.folder().ancestors())
            .collect();
        let missing = folders
            .into_iter()
            .filter(|folder| self.top.folder(folder).is_err());
        let listed = steps.iter().map(|(path, step)| {
            ListedStep::new(path, step.before.as_deref(), step.after.as_deref())
        });
        List {
            token: token(),
            phase: Phase::Staging,
            steps: listed.collect(),
            folders: missing.map(|folder| folder.display().to_string()).collect(),
            moves: moves
                .iter()
                .map(|(from, to)| (from.to_string(), to.to_string()))
                .collect(),
        }
    }

    /// Remove the lock, and end it.
    fn close(self) {
        // Windows may keep a file that is still open: then it says nothing, and the next change removes it.
        let _ = self.lock.set_len(0);
        let _ = self.top.remove(OsStr::new(LOCK));
    }

    /// Say in the lock whose change this is.
    fn say(&self, token: &str) -> Result<(), Error> {
        let mut lock = &self.lock;
        let said = lock
            .set_len(0)
            .and_then(|()| lock.rewind())
            .and_then(|()| lock.write_all(token.as_bytes()));
        said.map_err(Error::writing(self.root.join(LOCK)))
    }

    /// Bring all new bytes to the disk: no file of the plan changes.
    fn stage<'a>(
        &self,
        steps: &[(&'a PlanPath, &'a Step)],
        token: &str,
        further: &(dyn Fn() + Sync),
    ) -> Result<Vec<Staged<'a>>, Error> {
        let staged = steps.par_iter().enumerate().map(|(index, &(path, step))| {
            let [new, old] = beside(path, token, index);
            let staged = Staged {
                path,
                step,
                new,
                old,
            };
            let written = match &step.before {
                Some(_) => self.top.folder(path.folder()),
                None => self.top.made(path.folder()),
            };
            let written = written.map_err(|source| self.failed(path, source));
            written.and_then(|folder| self.write(&staged, &folder))?;
            further();
            Ok(staged)
        });
        staged.collect()
    }

    fn write(&self, staged: &Staged<'_>, folder: &Beneath) -> Result<(), Error> {
        let name = staged.path.name();
        self.is_possible(staged, folder)?;
        let mut written = Ok(());
        if let Some(after) = &staged.step.after {
            written = folder.write(&staged.new, after, folder.rights(name));
            if let Some(before) = &staged.step.before {
                written = written.and_then(|()| folder.keep(name, &staged.old, before));
            }
        }
        written.map_err(|source| self.failed(staged.path, source))
    }

    /// Give a file its place.
    fn step(&self, staged: &Staged<'_>) -> Result<(), Error> {
        let Staged {
            path, step, new, ..
        } = staged;
        let folder = self.top.folder(path.folder());
        let folder = folder.map_err(|source| self.failed(path, source))?;
        self.is_possible(staged, &folder)?;
        let (name, old) = (path.name(), OsStr::new(&staged.old));
        let made = match &step.after {
            Some(_) => folder.rename(OsStr::new(new), name),
            None => folder.rename(name, old),
        };
        made.map_err(|source| self.failed(path, source))?;
        // Who writes into the file itself may have done so just now: what is kept is then no longer what was read.
        match &step.before {
            Some(before) if folder.read(old).is_ok_and(|kept| kept != *before) => {
                let _ = folder.rename(old, name);
                Err(self.changed(path))
            }
            _ => Ok(()),
        }
    }

    /// That a file is what was read, and that nothing is in the way of a new one.
    fn is_possible(&self, staged: &Staged<'_>, folder: &Beneath) -> Result<(), Error> {
        let path = staged.path;
        match &staged.step.before {
            Some(before) => match folder.read(path.name()) {
                Ok(found) if found == *before => Ok(()),
                Err(error) if error.kind() == ErrorKind::Unsupported => {
                    Err(self.failed(path, error))
                }
                _ => Err(self.changed(path)),
            },
            None if folder.holds(path.name()) => Err(Error::Exists(self.root.join(path.as_str()))),
            None => Ok(()),
        }
    }

    /// Bring the new names to the disk, each folder once.
    fn sync(&self, staged: &[Staged<'_>]) -> Result<(), Error> {
        let mut files = staged.iter().map(|staged| staged.path).collect::<Vec<_>>();
        files.dedup_by_key(|path| path.folder());
        files.into_iter().try_for_each(|path| {
            let synced = self
                .top
                .folder(path.folder())
                .and_then(|folder| folder.sync());
            synced.map_err(|source| self.failed(path, source))
        })
    }

    /// End a change by its list: one that is not whole is taken back, as far as nobody has changed its files since.
    fn end(&self, list: &List) -> Result<Undone, Error> {
        let mut undone = Undone {
            files: 0,
            left: Vec::new(),
        };
        for (index, step) in list.steps.iter().enumerate().rev() {
            let Some(path) = step.path() else { continue };
            let [new, old] = beside(&path, &list.token, index);
            if list.phase == Phase::Making {
                match self.back(&path, step, OsStr::new(&old)) {
                    Ok(Back::Nothing) => {}
                    Ok(Back::Undone) => undone.files += 1,
                    Ok(Back::Left) => undone.left.push(path.to_string()),
                    Err(source) => return Err(self.failed(&path, source)),
                }
            }
            if let Ok(folder) = self.top.folder(path.folder()) {
                let _ = folder.remove(OsStr::new(&new));
                let _ = folder.remove(OsStr::new(&old));
            }
            if list.phase == Phase::Made && step.after.is_none() {
                self.top.remove_empty(path.folder());
            }
        }
        if list.phase == Phase::Made {
            self.tell_git(&list.moves);
        } else {
            // The longer paths are the deeper ones.
            let made = list.folders.iter().rev();
            for folder in made.filter_map(|folder| PlanPath::parse(folder)) {
                self.top.remove_empty(Path::new(folder.as_str()));
            }
        }
        Ok(undone)
    }

    fn back(&self, path: &PlanPath, step: &ListedStep, old: &OsStr) -> io::Result<Back> {
        let folder = match self.top.folder(path.folder()) {
            Err(error) if error.kind() == ErrorKind::NotFound && step.before.is_none() => {
                return Ok(Back::Nothing);
            }
            folder => folder?,
        };
        let name = path.name();
        let now = match folder.read(name) {
            Ok(bytes) => Some(print(&bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            // Whatever stands there is nothing that the list states.
            Err(_) => return Ok(Back::Left),
        };
        if now == step.before {
            return Ok(Back::Nothing);
        }
        if now != step.after {
            return Ok(Back::Left);
        }
        match &step.before {
            None => folder.remove(name)?,
            Some(before) => match folder.read(old) {
                Ok(bytes) if print(&bytes) == *before => folder.rename(old, name)?,
                _ => return Ok(Back::Left),
            },
        }
        Ok(Back::Undone)
    }

    /// Tell git the new names of files, where it knows the old ones.
    fn tell_git(&self, moves: &[(String, String)]) {
        if let (false, Ok(repository)) = (moves.is_empty(), Repository::around(&self.root)) {
            // Where git cannot be told, the files stand where they should all the same.
            let _ = repository.rename(moves);
        }
    }

    fn failed(&self, path: &PlanPath, source: io::Error) -> Error {
        let path = self.root.join(path.as_str());
        match source.kind() {
            ErrorKind::Unsupported => Error::Linked(path),
            _ => Error::Write { path, source },
        }
    }

    fn changed(&self, path: &PlanPath) -> Error {
        Error::ChangedMeanwhile(self.root.join(path.as_str()))
    }
}

/// The outcome of undoing a step.
enum Back {
    /// It had not been made.
    Nothing,
    Undone,
    /// Its file has changed since.
    Left,
}

/// The names beside a file under which its new bytes and its old ones stand while a change lasts.
fn beside(path: &PlanPath, token: &str, index: usize) -> [String; 2] {
    let name = path.name().to_string_lossy();
    ["new", "old"].map(|which| format!(".{name}.plan-{token}-{index}-{which}"))
}

/// A word that no other change bears.
fn token() -> String {
    format!("{:016x}", RandomState::new().hash_one(std::process::id()))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Journal, List, Phase, PlanPath, Step, Undone};
    use crate::error::Error;

    fn steps() -> Vec<(PlanPath, Step)> {
        let step = |path: &str, before: Option<&str>, after: Option<&str>| {
            let step = Step {
                before: before.map(Into::into),
                after: after.map(Into::into),
            };
            (PlanPath::parse(path).expect("a path"), step)
        };
        vec![
            step("a", Some("1"), Some("one")),
            step("b", Some("2"), None),
            step("moved/b", None, Some("two")),
            step("new/deep/c", None, Some("3")),
        ]
    }

    /// A folder with the files `a` and `b`, and a run that was killed behind so many steps, with its list.
    fn killed(behind: usize) -> (tempfile::TempDir, List) {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a"), "1").expect("a file");
        fs::write(folder.path().join("b"), "2").expect("a file");
        let steps = steps();
        let steps: Vec<(&PlanPath, &Step)> =
            steps.iter().map(|(path, step)| (path, step)).collect();
        let journal = Journal::open(folder.path()).expect("a journal");
        let mut list = journal.list(&steps, &[]);
        let staged = journal
            .stage(&steps, &list.token, &|| ())
            .expect("new files");
        for staged in &staged[..behind] {
            journal.step(staged).expect("a step");
        }
        list.phase = Phase::Making;
        (folder, list)
    }

    fn names(folder: &tempfile::TempDir) -> Vec<String> {
        let entries = fs::read_dir(folder.path()).expect("a folder");
        let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
        let mut names: Vec<String> = entries
            .map(|entry| name(entry.expect("an entry")))
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_run_that_was_killed_behind_any_step_is_undone() {
        for behind in 0..=steps().len() {
            let (folder, list) = killed(behind);
            let journal = Journal::lock(folder.path()).expect("a journal");
            let undone = journal.end(&list).expect("undone");
            journal.close();
            let expected = Undone {
                files: behind,
                left: Vec::new(),
            };
            assert_eq!(undone, expected);
            assert_eq!(names(&folder), ["a", "b"], "{behind}");
            let text = |name: &str| fs::read_to_string(folder.path().join(name)).expect("a file");
            assert_eq!((text("a"), text("b")), ("1".to_owned(), "2".to_owned()));
        }
    }

    #[test]
    fn what_somebody_changed_since_is_left_alone_and_named() {
        let (folder, list) = killed(3);
        fs::write(folder.path().join("a"), "by hand").expect("a file");
        let journal = Journal::lock(folder.path()).expect("a journal");
        let undone = journal.end(&list).expect("undone");
        journal.close();
        let expected = Undone {
            files: 2,
            left: vec!["a".to_owned()],
        };
        assert_eq!(undone, expected);
        let text = fs::read_to_string(folder.path().join("a")).expect("a file");
        assert_eq!(text, "by hand");
        assert_eq!(names(&folder), ["a", "b"]);
    }

    #[test]
    fn one_change_is_made_at_a_time() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = Journal::open(folder.path()).expect("a journal");
        let second = Journal::open(folder.path());
        assert!(matches!(second, Err(Error::Busy(_))));
        first.close();
        Journal::open(folder.path()).expect("a journal").close();
        assert!(names(&folder).is_empty());
    }
}
