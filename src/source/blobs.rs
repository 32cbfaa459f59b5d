//! Files that git holds, found and read by one process, their texts worked on by all cores.

use std::io;
use std::sync::mpsc::sync_channel;
use std::thread;

use rayon::prelude::{ParallelBridge, ParallelIterator};

use crate::error::Error;
use crate::source::git::{Held, ObjectId, Repository};
use crate::source::paths::{ACTIONS, SCHEMA};

/// How many texts change hands at once: one by one, the cores would wait for each other more than work.
const BATCH: usize = 32;
/// How many batches are read ahead of those who work on them.
const AHEAD: usize = 8;

impl Repository {
    /// What `each` makes of every blob's content, in the order of `ids`.
    pub fn read_blobs<T: Send>(
        &self,
        ids: &[&ObjectId],
        each: impl Fn(usize, io::Result<Vec<u8>>) -> T + Sync,
    ) -> Vec<T> {
        let (sender, receiver) = sync_channel(AHEAD);
        let mut made: Vec<(usize, T)> = thread::scope(|scope| {
            scope.spawn(move || {
                let mut batch = Vec::new();
                self.blobs(ids, |index, bytes| {
                    batch.push((index, bytes));
                    if batch.len() == BATCH || index + 1 == ids.len() {
                        // Who works has ended only where they panic, and then nobody is to be told.
                        let _ = sender.send(std::mem::take(&mut batch));
                    }
                });
            });
            receiver
                .into_iter()
                .par_bridge()
                .flat_map_iter(|batch| batch)
                .map(|(index, bytes)| (index, each(index, bytes)))
                .collect()
        });
        made.sort_unstable_by_key(|(index, _)| *index);
        made.into_iter().map(|(_, made)| made).collect()
    }
    /// The files in a commit of a plan whose folder is `prefix`: one question for all folders of a depth.
    ///
    /// # Errors
    /// git cannot give a folder.
    pub(crate) fn held_below(&self, commit: &ObjectId, prefix: &str) -> Result<Vec<Held>, Error> {
        let folders = [ACTIONS, SCHEMA].map(|name| format!("{prefix}{name}/").into_bytes());
        let bytes_of_hash = commit.as_str().len() / 2;
        let mut files = Vec::new();
        let said = self.blob(commit).unwrap_or_default();
        self.whole()?;
        // `tree <hash>`
        let tree = said.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let tree = String::from_utf8_lossy(tree.get(5..).unwrap_or_default());
        let tree = ObjectId::parse(&tree);
        let mut level: Vec<(Vec<u8>, ObjectId)> =
            tree.map(|tree| (Vec::new(), tree)).into_iter().collect();
        while !level.is_empty() {
            let ids: Vec<&ObjectId> = level.iter().map(|(_, tree)| tree).collect();
            let mut below = Vec::new();
            self.blobs(&ids, |index, tree| {
                let tree = tree.unwrap_or_default();
                let mut rest = &tree[..];
                while let Some((mode, name, blob)) = entry(&mut rest, bytes_of_hash) {
                    let mut path = [&level[index].0, name, b"/"].concat();
                    let is_in = folders.iter().any(|folder| path.starts_with(folder));
                    let leads_there = folders.iter().any(|folder| folder.starts_with(&path));
                    if mode == b"40000" {
                        below.extend((is_in || leads_there).then_some((path, blob)));
                    } else if is_in || folders.contains(&path) {
                        path.pop();
                        files.push(Held {
                            path: path.split_off(prefix.len()),
                            blob,
                            is_file: mode.starts_with(b"100"),
                        });
                    }
                }
            });
            level = below;
        }
        self.whole()?;
        Ok(files)
    }
}

/// The next entry of a folder as git stores it: `<mode> <name>`, a zero byte, the hash in bytes.
fn entry<'a>(rest: &mut &'a [u8], bytes_of_hash: usize) -> Option<(&'a [u8], &'a [u8], ObjectId)> {
    let space = rest.iter().position(|byte| *byte == b' ')?;
    let end = rest.iter().position(|byte| *byte == 0)?;
    let (entry, behind) = rest.split_at(end);
    let (hash, behind) = behind.get(1..)?.split_at_checked(bytes_of_hash)?;
    *rest = behind;
    Some((&entry[..space], &entry[space + 1..], ObjectId::stored(hash)))
}
