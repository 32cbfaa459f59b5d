//! How far a long command has come: a line on a terminal that goes again, and nothing anywhere else.

use std::io::{IsTerminal, Write, stderr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{JoinHandle, spawn};
use std::time::Duration;

use crate::words::Lang;
use crate::words::import::ImportPhrase;

/// What takes less needs no telling.
const SHORT: Duration = Duration::from_secs(1);
/// How long the line stands before it is written anew.
const PAUSE: Duration = Duration::from_millis(100);

/// A line that tells how far a command has come; it goes with this.
pub struct Progress {
    state: Arc<Tally>,
    teller: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Tally {
    done: AtomicUsize,
    /// None is known yet where it is 0.
    total: AtomicUsize,
    has_ended: Mutex<bool>,
    end: Condvar,
}

impl Progress {
    /// The line of a command that begins now.
    pub fn new(lang: Lang) -> Self {
        let state = Arc::new(Tally::default());
        let told = Arc::clone(&state);
        let teller = stderr()
            .is_terminal()
            .then(|| spawn(move || told.tell(lang)));
        Self { state, teller }
    }

    /// From here on there are so many steps.
    pub fn expect(&self, total: usize) {
        self.state.total.store(total, Ordering::Relaxed);
    }

    /// One more is done.
    pub fn step(&self) {
        self.state.done.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        let Some(teller) = self.teller.take() else {
            return;
        };
        *self
            .state
            .has_ended
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = true;
        self.state.end.notify_all();
        // A line that cannot be told any more is no failure of the command.
        let _ = teller.join();
    }
}

impl Tally {
    fn tell(&self, lang: Lang) {
        let mut shown = 0;
        let mut pause = SHORT;
        while !self.ends_within(pause) {
            let (done, total) = (
                self.done.load(Ordering::Relaxed),
                self.total.load(Ordering::Relaxed),
            );
            let line = lang.import(ImportPhrase::Progress(done, total));
            let width = line.chars().count();
            let _ = write!(stderr(), "\r{line:shown$}");
            let _ = stderr().flush();
            shown = width;
            pause = PAUSE;
        }
        if shown > 0 {
            let _ = write!(stderr(), "\r{:shown$}\r", "");
        }
    }

    fn ends_within(&self, pause: Duration) -> bool {
        let guard = self
            .has_ended
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let waited = self.end.wait_timeout_while(guard, pause, |ended| !*ended);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }
}
