//! The program, run as a user runs it, in an environment that no machine changes.

use std::path::Path;
use std::process::{Command, Output};

/// The day that every run takes for today.
pub const TODAY: &str = "2026-01-15";

/// Run `plan` in a folder, in French on a terminal of 80 columns.
pub fn run<'a>(folder: &Path, arguments: impl IntoIterator<Item = &'a str>) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plan"))
        .args(["--today", TODAY])
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        // `git` is looked for there, and must find no repository around a folder that is in none.
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("GIT_CEILING_DIRECTORIES", std::env::temp_dir())
        .env("LC_ALL", "fr_FR.UTF-8")
        .env("COLUMNS", "80")
        .env("NO_COLOR", "1")
        .output()
        .expect("the program runs")
}
