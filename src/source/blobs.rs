//! Texts that git holds, read by one process and worked on by all cores.

use std::io;
use std::sync::mpsc::sync_channel;
use std::thread;

use rayon::prelude::{ParallelBridge, ParallelIterator};

use crate::source::git::{ObjectId, Repository};

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
}
