//! The program, run as a user runs it, in an environment that no machine changes.

use std::path::Path;
use std::process::{Command, Output};

/// The day that every run takes for today.
pub const TODAY: &str = "2026-01-15";

/// The folder of the lists of changes.
pub const STATE: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/state");

/// Run `plan` in a folder, in French on a terminal of 80 columns.
pub fn run<'a>(folder: &Path, arguments: impl IntoIterator<Item = &'a str>) -> Output {
    let mut command = command(folder);
    command.args(arguments).output().expect("the program runs")
}

/// What runs `plan` so, its arguments still to be given.
pub fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plan"));
    command
        .args(["--today", TODAY])
        .current_dir(folder)
        .env_clear()
        // `git` is looked for there, and must find no repository around a folder that is in none.
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("GIT_CEILING_DIRECTORIES", std::env::temp_dir())
        .env("PLAN_STATE_DIR", STATE)
        .env("LC_ALL", "fr_FR.UTF-8")
        .env("COLUMNS", "80")
        .env("NO_COLOR", "1");
    command
}
