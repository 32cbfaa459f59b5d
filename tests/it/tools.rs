//! Programs that we did not write, by which exports are judged: a test does without them and says so, save where they are required.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Write as _, stderr};
use std::process::{Command, Output};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Whether a tool is here, told where it is not; with `PLAN_REQUIRE_TOOLS=1` it has to be. It is looked for once.
pub fn is_here(command: &mut Command, name: &str, package: &str) -> bool {
    static FOUND: Mutex<BTreeMap<String, bool>> = Mutex::new(BTreeMap::new());
    let mut known = FOUND.lock().unwrap_or_else(PoisonError::into_inner);
    let look = || command.output().is_ok_and(|output| output.status.success());
    let found = *known.entry(name.to_owned()).or_insert_with(look);
    drop(known);
    let required = std::env::var_os("PLAN_REQUIRE_TOOLS").is_some_and(|value| value == "1");
    let missing = format!("{name} is not installed ({package})");
    assert!(found || !required, "{missing}");
    if !found {
        skip(&missing);
    }
    found
}

/// Say once that a test, or what is left of it, is skipped, and why.
pub fn skip(why: &str) {
    static TOLD: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    let test = thread::current().name().unwrap_or_default().to_owned();
    let line = format!("skipped: {why}: {test}\n");
    let mut told = TOLD.lock().unwrap_or_else(PoisonError::into_inner);
    if told.insert(line.clone()) {
        // The harness keeps what macros print of a test that passes, and not what is written.
        let _ = stderr().write_all(line.as_bytes());
    }
}

/// What a command printed, which must have gone well.
pub fn printed(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}
