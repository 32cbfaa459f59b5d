//! Texts that git holds, read by one process and worked on by all cores.

use std::io;
use std::sync::mpsc::sync_channel;
use std::thread;

use rayon::prelude::{ParallelBridge, ParallelIterator};

use crate::store::git::{ObjectId, Repository};

/// How many texts are read ahead of those who work on them.
const AHEAD: usize = 256;

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
                self.blobs(ids, |index, bytes| {
                    // Who works has ended only where they panic, and then nobody is to be told.
                    let _ = sender.send((index, bytes));
                });
            });
            receiver
                .into_iter()
                .par_bridge()
                .map(|(index, bytes)| (index, each(index, bytes)))
                .collect()
        });
        made.sort_unstable_by_key(|(index, _)| *index);
        made.into_iter().map(|(_, made)| made).collect()
    }
}
