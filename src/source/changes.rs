//! Changes to files of a folder that are made all together or not at all.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;
use std::{fs, io, thread};

use crate::error::Error;
use crate::source::Source;
use crate::source::git::Repository;
use crate::source::journal::{Journal, Step, recover};
use crate::source::plan_path::PlanPath;

/// Changes to files, by their paths from the folder's root: one a file, whatever led to it.
#[derive(Debug, Default)]
pub struct Changes {
    steps: BTreeMap<PlanPath, Step>,
    moves: Vec<(PlanPath, PlanPath)>,
}

/// The way back from changes by git.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct WayBack {
    /// The files that git holds as they were.
    pub restored: Vec<String>,
    /// The files that were not there.
    pub new: Vec<String>,
    /// The files that held what git does not.
    pub unsaved: Vec<String>,
    /// Whether files were told to git to stand elsewhere.
    pub has_moves: bool,
}

impl Changes {
    /// The file at `path`, which held `before`, shall hold `after`.
    ///
    /// # Errors
    /// The path could lead out of the folder.
    pub fn put(
        &mut self,
        path: &str,
        before: Option<Vec<u8>>,
        after: Vec<u8>,
    ) -> Result<(), Error> {
        let path = checked(path)?;
        if before.as_ref() != Some(&after) {
            self.set(path, before, Some(after));
        }
        Ok(())
    }

    /// The file at `from`, which holds `bytes`, shall stand at `to`.
    ///
    /// # Errors
    /// A path could lead out of the folder.
    pub fn shift(&mut self, from: &str, to: &str, bytes: Vec<u8>) -> Result<(), Error> {
        let (from, to) = (checked(from)?, checked(to)?);
        self.moves.push((from.clone(), to.clone()));
        self.set(to, None, Some(bytes.clone()));
        self.set(from, Some(bytes), None);
        Ok(())
    }

    fn set(&mut self, path: PlanPath, before: Option<Vec<u8>>, after: Option<Vec<u8>>) {
        let step = self.steps.entry(path).or_insert(Step {
            before,
            after: None,
        });
        step.after = after;
    }

    /// Tells whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// The source as it would be with the changes.
    #[must_use]
    pub fn over(&self, source: Source) -> Source {
        self.steps.iter().fold(source, |source, (path, step)| {
            let path = path.as_str();
            match &step.after {
                Some(after) => source.overlaid(path, after.clone()),
                None => source.without(path),
            }
        })
    }

    /// The paths of the files that change.
    pub fn paths(&self) -> impl Iterator<Item = &PlanPath> {
        self.steps.keys()
    }

    /// The place that the file at `path` will have.
    pub fn place_of<'a>(&'a self, path: &'a str) -> &'a str {
        let moved = self.moves.iter();
        moved.fold(path, |path, (from, to)| match from.as_str() == path {
            true => to.as_str(),
            false => path,
        })
    }

    /// The bytes that a change gives to the file at `path`, where one does.
    pub fn held(&self, path: &str) -> Option<&[u8]> {
        let step = self.steps.get(&PlanPath::parse(path)?)?;
        step.after.as_deref()
    }

    /// The way back from the changes to what git holds of the plan at `root`, before they are made; none outside of git.
    pub fn way_back(&self, root: &Path) -> Option<WayBack> {
        let staged = Repository::around(root).ok()?.index().ok()?;
        let mut way = WayBack {
            has_moves: !self.moves.is_empty(),
            ..WayBack::default()
        };
        for (path, step) in &self.steps {
            let name = path.as_str().to_owned();
            let held = staged.iter().find(|held| held.path == name.as_bytes());
            match (&step.before, held) {
                (None, _) => way.new.push(name),
                (Some(before), Some(held)) if held.blob.is_of(before) => way.restored.push(name),
                (Some(_), _) => way.unsaved.push(name),
            }
        }
        Some(way)
    }

    /// Make the changes in the folder at `root`.
    ///
    /// # Errors
    /// A file is no longer what it was, or cannot be written, or another program changes the folder just now: then all
    /// stand as they stood. A run that is killed leaves a list, by which the next one makes them stand so again.
    pub fn write(&self, root: &Path) -> Result<(), Error> {
        self.write_telling(root, &|| ())
    }

    /// The number of times that [`Self::write_telling`] tells that it has come further.
    pub fn steps(&self) -> usize {
        // A file is first brought to the disk, then to its place.
        2 * self.steps.len()
    }

    /// The same as [`Self::write`], which tells each time that it has come further.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub fn write_telling(&self, root: &Path, further: &(dyn Fn() + Sync)) -> Result<(), Error> {
        if self.is_empty() {
            return Ok(());
        }
        let steps: Vec<(&PlanPath, &Step)> = self.steps.iter().collect();
        Journal::open(root)?.make(&steps, &self.moves, further)
    }
}

fn checked(path: &str) -> Result<PlanPath, Error> {
    PlanPath::parse(path).ok_or_else(|| Error::Astray(path.to_owned()))
}

/// Write a folder of files that stand for one thing, known by the file `marker` among them: all of them, or none.
///
/// # Errors
/// The folder holds something else, or a file cannot be written.
pub fn folder(path: &Path, marker: &str, files: &[(String, Vec<u8>)]) -> Result<(), Error> {
    recover(path)?;
    let is_new = match fs::read_dir(path) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => true,
        Err(source) => {
            return Err(Error::reading(path)(source));
        }
    };
    if !is_new && !path.join(marker).is_file() {
        return Err(Error::FolderInUse(path.to_owned()));
    }
    self::files(path, files, &[])
}

/// The files called `name` in the folders of `below`, a folder below `folder`: their paths from `folder`.
pub fn in_folders_of(folder: &Path, below: &str, name: &str) -> Vec<String> {
    let entries = fs::read_dir(folder.join(below)).into_iter().flatten();
    let names = entries.flatten().map(|entry| entry.file_name());
    let paths = names.map(|entry| format!("{below}/{}/{name}", entry.to_string_lossy()));
    paths.filter(|path| folder.join(path).is_file()).collect()
}

/// Write files of a folder, which is made where it is not there, and take away those at `former` that are none of them:
/// all of it, or nothing.
///
/// # Errors
/// One cannot be written.
pub fn files(path: &Path, files: &[(String, Vec<u8>)], former: &[String]) -> Result<(), Error> {
    fs::create_dir_all(path).map_err(Error::writing(path))?;
    recover(path)?;
    let mut changes = Changes::default();
    let held = |name: &str| match fs::read(path.join(name)) {
        Ok(before) => Ok(Some(before)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Error::reading(path.join(name))(source)),
    };
    for (name, bytes) in files {
        changes.put(name, held(name)?, bytes.clone())?;
    }
    let stays = |name: &String| files.iter().any(|(kept, _)| kept == name);
    for name in former.iter().filter(|name| !stays(name)) {
        changes.set(checked(name)?, held(name)?, None);
    }
    changes.write(path)
}

/// The same as [`files`] in a folder that others write in too: it waits for its turn, half a minute at most.
///
/// # Errors
/// As of [`files`].
pub fn files_in_turn(
    path: &Path,
    files: &[(String, Vec<u8>)],
    former: &[String],
) -> Result<(), Error> {
    for _ in 0..300 {
        match self::files(path, files, former) {
            Err(Error::Busy(_)) => thread::sleep(Duration::from_millis(100)),
            done => return done,
        }
    }
    self::files(path, files, former)
}

#[cfg(test)]
mod tests {
    use super::Changes;
    use crate::error::Error;
    use std::fs;

    #[test]
    fn all_changes_are_made_or_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a"), "1").expect("a file");
        fs::write(at("b"), "2").expect("a file");
        // A file stands where a folder is to be made: the last step fails.
        let mut changes = Changes::default();
        changes
            .put("a", Some(b"1".to_vec()), b"one".to_vec())
            .expect("a path");
        changes.put("new/c", None, b"3".to_vec()).expect("a path");
        changes
            .shift("b", "moved/b", b"2".to_vec())
            .expect("a path");
        changes.put("a/d", None, b"4".to_vec()).expect("a path");
        assert!(changes.write(folder.path()).is_err());
        assert_eq!(fs::read(at("a")).expect("a file"), b"1");
        assert_eq!(fs::read(at("b")).expect("a file"), b"2");
        assert!(!at("new").exists() && !at("moved/b").exists());
        let left = fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(left, 2);
    }

    #[test]
    fn what_changed_meanwhile_and_what_is_in_the_way_are_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a"), "1").expect("a file");
        let mut changes = Changes::default();
        changes
            .put("a", Some(b"0".to_vec()), b"one".to_vec())
            .expect("a path");
        let refused = changes.write(folder.path());
        assert!(matches!(refused, Err(Error::ChangedMeanwhile(_))));
        let mut changes = Changes::default();
        changes.put("a", None, b"one".to_vec()).expect("a path");
        let refused = changes.write(folder.path());
        assert!(matches!(refused, Err(Error::Exists(_))));
        assert_eq!(fs::read(at("a")).expect("a file"), b"1");
    }
}
