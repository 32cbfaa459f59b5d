//! Every command line of the README and of the pages in `docs/` is run, and answers what the page shows.
//!
//! In a block marked `console`, a line that begins with `$ ` is a command and the lines behind it are its
//! answer, both streams together (behind a pipe, what comes out of it). `UPDATE_PAGES=1 cargo test --test pages` writes the answers anew.

#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What only a machine without the tool, or the test command itself, can run: `.ci/run` does.
const RUN_BY_CI: &[&str] = &["cargo install --path .", "cargo test"];

/// What fetches the repository that the test stands in.
const FETCH: &[&str] = &["git clone ", "cd "];

#[test]
fn pages_show_what_the_program_answers() {
    let mut stale = Vec::new();
    for page in pages() {
        let written = fs::read_to_string(&page).expect("a page in UTF-8");
        let current = answered(&written);
        if current == written {
            continue;
        }
        if std::env::var_os("UPDATE_PAGES").is_some() {
            fs::write(&page, current).expect("the page can be written");
        } else {
            stale.push(difference(&page, &written, &current));
        }
    }
    assert!(
        stale.is_empty(),
        "{}\nUPDATE_PAGES=1 writes them anew",
        stale.join("\n")
    );
}

#[test]
fn ci_runs_what_the_pages_leave_to_it() {
    let script = fs::read_to_string(root().join(".ci/run")).expect("the script of CI");
    for command in RUN_BY_CI {
        assert!(script.contains(command), ".ci/run does not run `{command}`");
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn pages() -> Vec<PathBuf> {
    let mut pages = vec![root().join("README.md")];
    for entry in fs::read_dir(root().join("docs")).into_iter().flatten() {
        let path = entry.expect("a folder that can be listed").path();
        if path.extension().is_some_and(|ending| ending == "md") {
            pages.push(path);
        }
    }
    pages.sort();
    pages
}

/// The page with each command's answer as the program gives it now.
fn answered(page: &str) -> String {
    let mut answered = String::new();
    let mut in_console = false;
    let mut in_answer = false;
    for line in page.split_inclusive('\n') {
        let text = line.trim_end();
        if text.starts_with("```") {
            in_console = text == "```console";
            in_answer = false;
            answered.push_str(line);
        } else if let Some(command) = text.strip_prefix("$ ").filter(|_| in_console) {
            answered.push_str(line);
            let elsewhere = RUN_BY_CI.contains(&command)
                || FETCH.iter().any(|fetch| command.starts_with(fetch));
            in_answer = !elsewhere;
            if in_answer {
                answered.push_str(&run(command));
            }
        } else if !in_answer {
            answered.push_str(line);
        }
    }
    answered
}

/// What a command line says, both streams together, in French and at 100 columns.
fn run(command: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_plan"));
    let folder = program.parent().expect("the program lies in a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    let command = command.replace("cargo run --release --", "plan");
    // What goes through a pipe arrives at no settled moment beside what does not.
    let errors = if command.contains(" | ") {
        "/dev/null"
    } else {
        "&1"
    };
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>{errors}; {command}")])
        .current_dir(root())
        .env_clear()
        .env("PATH", format!("{}:{path}", folder.display()))
        .env("HOME", std::env::var_os("HOME").unwrap_or_default())
        .env("LC_ALL", "fr_FR.UTF-8")
        .env("COLUMNS", "100")
        .output()
        .expect("sh runs");
    let answer = String::from_utf8(output.stdout).expect("answers are UTF-8");
    // CSV ends its lines as RFC 4180 says; a page does not.
    answer.replace("\r\n", "\n")
}

fn difference(page: &Path, written: &str, current: &str) -> String {
    let lines = written.lines().zip(current.lines()).enumerate();
    let first = lines
        .into_iter()
        .find(|(_, (written, current))| written != current);
    let page = page.display();
    match first {
        Some((index, (written, current))) => {
            format!(
                "{page}:{}: it shows\n  {written}\nthe program says\n  {current}",
                index + 1
            )
        }
        None => format!("{page}: an answer is longer or shorter than it shows"),
    }
}
