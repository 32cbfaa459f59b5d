//! Changes to files of a plan that are made all together or not at all.

use std::fs;
use std::io;
use std::path::Path;

use crate::error::Error;
use crate::source::Source;
use crate::source::journal::Journal;

/// Changes to files, by their paths from the plan's root, in the order in which they are made.
#[derive(Debug, Default)]
pub struct Changes {
    steps: Vec<Step>,
}

/// One of them.
#[derive(Debug)]
pub(in crate::source) enum Step {
    /// A file gets other bytes; nothing before where it is new.
    Write {
        path: String,
        before: Option<Vec<u8>>,
        after: Vec<u8>,
    },
    /// A file goes to another place, its bytes as they are.
    Move {
        from: String,
        to: String,
        bytes: Vec<u8>,
    },
}

impl Changes {
    /// The file at `path`, which held `before`, shall hold `after`.
    pub fn put(&mut self, path: &str, before: Option<Vec<u8>>, after: Vec<u8>) {
        if before.as_ref() != Some(&after) {
            self.steps.push(Step::Write {
                path: path.to_owned(),
                before,
                after,
            });
        }
    }

    /// The file at `from`, which holds `bytes`, shall stand at `to`.
    pub fn shift(&mut self, from: &str, to: &str, bytes: Vec<u8>) {
        self.steps.push(Step::Move {
            from: from.to_owned(),
            to: to.to_owned(),
            bytes,
        });
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// The source as it would be with the changes.
    #[must_use]
    pub fn over(&self, source: Source) -> Source {
        self.steps.iter().fold(source, |source, step| match step {
            Step::Write { path, after, .. } => source.overlaid(path, after.clone()),
            Step::Move { from, to, bytes } => source.without(from).overlaid(to, bytes.clone()),
        })
    }

    /// Where the file at `path` will stand.
    pub fn place_of<'a>(&'a self, path: &'a str) -> &'a str {
        self.steps.iter().fold(path, |path, step| match step {
            Step::Move { from, to, .. } if from == path => to,
            _ => path,
        })
    }

    /// The bytes that a change gives to the file at `path`, where one does.
    pub fn held(&self, path: &str) -> Option<&[u8]> {
        self.steps.iter().rev().find_map(|step| match step {
            Step::Write {
                path: of, after, ..
            } if of == path => Some(after.as_slice()),
            _ => None,
        })
    }

    /// Make the changes in the plan's folder.
    ///
    /// # Errors
    /// A file is no longer what it was, or cannot be written, or another program changes the plan just now: then all
    /// stand as they stood. A run that is killed leaves a journal, by which the next one makes them stand so again.
    pub fn write(&self, root: &Path) -> Result<(), Error> {
        self.write_telling(root, &|| ())
    }

    /// How often [`Self::write_telling`] tells that it has come further.
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
        let journal = Journal::open(root)?;
        let made = self
            .are_possible(root)
            .and_then(|()| journal.make(&self.steps, further));
        // Where not all could be undone, the next run tries again.
        if !journal.is_left() {
            journal.close();
        }
        made
    }

    fn are_possible(&self, root: &Path) -> Result<(), Error> {
        self.steps.iter().try_for_each(|step| match step {
            // What an earlier step writes there is judged by that step.
            Step::Move { from, to, .. } if self.held(from).is_some() => is_free(&root.join(to)),
            step => step.is_possible(root),
        })
    }
}

impl Step {
    /// That what the step replaces or moves is what was read, and that nothing else is in its way.
    ///
    /// # Errors
    /// Somebody has changed it meanwhile, or put something there.
    pub fn is_possible(&self, root: &Path) -> Result<(), Error> {
        match self {
            Self::Write {
                path,
                before: Some(before),
                ..
            } => holds(&root.join(path), before),
            Self::Write { path, .. } => is_free(&root.join(path)),
            Self::Move { from, to, bytes } => {
                holds(&root.join(from), bytes)?;
                is_free(&root.join(to))
            }
        }
    }
}

fn holds(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    match fs::read(path) {
        Ok(held) if held == bytes => Ok(()),
        _ => Err(Error::ChangedMeanwhile {
            path: path.to_owned(),
        }),
    }
}

/// That nothing stands at `path`, which would be overwritten.
fn is_free(path: &Path) -> Result<(), Error> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        _ => Err(Error::Exists {
            path: path.to_owned(),
        }),
    }
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
        changes.put("a", Some(b"1".to_vec()), b"one".to_vec());
        changes.put("new/c", None, b"3".to_vec());
        changes.shift("b", "moved/b", b"2".to_vec());
        changes.put("a/d", None, b"4".to_vec());
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
        changes.put("a", Some(b"0".to_vec()), b"one".to_vec());
        let refused = changes.write(folder.path());
        assert!(matches!(refused, Err(Error::ChangedMeanwhile { .. })));
        let mut changes = Changes::default();
        changes.put("a", None, b"one".to_vec());
        let refused = changes.write(folder.path());
        assert!(matches!(refused, Err(Error::Exists { .. })));
        assert_eq!(fs::read(at("a")).expect("a file"), b"1");
    }
}
