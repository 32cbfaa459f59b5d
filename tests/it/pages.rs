//! Every command line of the pages at the root and in `docs/` is run, and answers what the page shows.
//!
//! In a block marked `console`, a line that begins with `$ ` is a command and the lines behind it are its
//! answer, both streams together (behind a pipe, what comes out of it). What a reader does by hand between two commands,
//! a comment of the page does: `<!-- essai : COMMAND -->` for the shell, `<!-- cellule : FILE | OLD | NEW -->` in a workbook.
//! `UPDATE_PAGES=1 cargo test pages` writes the answers anew.

#![cfg(unix)]

use std::fs::{self, File};
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::plans::real;

/// What only a machine without the tool, or the test command itself, can run: `.ci/run` does.
const RUN_BY_CI: &[&str] = &["cargo install --path .", "cargo test"];

/// What fetches the repository that the test stands in, and enters it.
const FETCH: [&str; 2] = ["git clone ", "cd plan"];

/// The pages in English: whoever reads them gets answers in English.
const ENGLISH: &[&str] = &["README.md", "CONTRIBUTING.md", "tour.md"];

/// The pages whose reader writes files beside the plan: they stand in a copy of it.
const IN_A_COPY: &[&str] = &["rapport.md"];

/// The pages that begin with nothing but a table, on a machine that nobody has used git on.
const FROM_NOTHING: &[&str] = &["prise-en-main.md"];

#[test]
fn pages_show_what_the_program_answers() {
    let mut stale = Vec::new();
    for page in pages() {
        let written = fs::read_to_string(&page).expect("a page in UTF-8");
        let current = answered(&page, &written);
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
fn pictures_of_pages_show_what_the_program_answers() {
    for lang in ["fr", "en"] {
        let picture = root().join(format!("docs/status.{lang}.svg"));
        let mut reader = Reader::of(&picture);
        let drawn = reader.types(&format!("sh docs/picture.sh {lang}"));
        if std::env::var_os("UPDATE_PAGES").is_some() {
            fs::write(&picture, drawn).expect("the picture can be written");
        } else {
            let stands = fs::read_to_string(&picture).expect("a picture");
            assert_eq!(stands, drawn, "UPDATE_PAGES=1 draws it anew");
        }
    }
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
    let mut pages = Vec::new();
    for folder in [root().to_owned(), root().join("docs")] {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.expect("a folder that can be listed").path();
            if path.extension().is_some_and(|ending| ending == "md") {
                pages.push(path);
            }
        }
    }
    pages.sort();
    pages
}

/// The page with each command's answer as the program gives it now.
fn answered(page: &Path, written: &str) -> String {
    let mut reader = Reader::of(page);
    let mut answered = String::new();
    let mut in_console = false;
    let mut in_answer = false;
    for line in written.split_inclusive('\n') {
        let text = line.trim_end();
        if text.starts_with("```") {
            in_console = text == "```console";
            in_answer = false;
            answered.push_str(line);
        } else if let Some(command) = text.strip_prefix("$ ").filter(|_| in_console) {
            answered.push_str(line);
            let elsewhere = RUN_BY_CI.contains(&command)
                || command.starts_with(FETCH[0])
                || command == FETCH[1];
            in_answer = !elsewhere;
            if in_answer {
                answered.push_str(&reader.types(command));
            }
        } else if !in_answer {
            reader.does(text);
            answered.push_str(line);
        }
    }
    answered
}

/// Whoever follows a page: where they stand, what they have, and what they read.
struct Reader {
    folder: PathBuf,
    home: PathBuf,
    locale: &'static str,
    /// What they began with, where that is nothing.
    _empty: Option<TempDir>,
}

impl Reader {
    fn of(page: &Path) -> Self {
        let is_one_of = |names: &[&str]| names.iter().any(|name| page.ends_with(name));
        let empty = is_one_of(FROM_NOTHING) || is_one_of(IN_A_COPY);
        let empty = empty.then(|| tempfile::tempdir().expect("a folder"));
        let folder = empty.as_ref().map_or(root(), TempDir::path).to_owned();
        if is_one_of(IN_A_COPY) {
            real(&folder);
        }
        let home = if is_one_of(FROM_NOTHING) {
            let table = root().join("docs/exemples/tableau.csv");
            fs::copy(table, folder.join("tableau.csv")).expect("the sample table");
            folder.clone()
        } else {
            std::env::var_os("HOME").unwrap_or_default().into()
        };
        Self {
            folder,
            home,
            locale: if is_one_of(ENGLISH) {
                "en_US.UTF-8"
            } else {
                "fr_FR.UTF-8"
            },
            _empty: empty,
        }
    }

    /// What a command line says, both streams together, at 100 columns.
    fn types(&mut self, command: &str) -> String {
        if let Some(folder) = command.strip_prefix("cd ") {
            self.folder.push(folder);
            assert!(self.folder.is_dir(), "{command}: there is no such folder");
            return String::new();
        }
        let program = Path::new(env!("CARGO_BIN_EXE_plan"));
        let folder = program.parent().expect("the program lies in a folder");
        let path = std::env::var("PATH").unwrap_or_default();
        let command = command.replace("cargo run --", "plan");
        // What goes through a pipe arrives at no settled moment beside what does not.
        let errors = if command.contains(" | ") {
            "/dev/null"
        } else {
            "&1"
        };
        let output = Command::new("sh")
            .args(["-c", &format!("exec 2>{errors}; {command}")])
            .current_dir(&self.folder)
            .env_clear()
            .env("PATH", format!("{}:{path}", folder.display()))
            .env("HOME", &self.home)
            .env("LC_ALL", self.locale)
            .env("COLUMNS", "100")
            .output()
            .expect("sh runs");
        let answer = String::from_utf8(output.stdout).expect("answers are UTF-8");
        // CSV ends its lines as RFC 4180 says; a page does not.
        answer.replace("\r\n", "\n")
    }

    /// What a comment of the page says that a reader does by hand.
    fn does(&mut self, line: &str) {
        let comment = |kind: &str| line.strip_prefix(kind)?.strip_suffix(" -->");
        if let Some(command) = comment("<!-- essai : ") {
            let said = self.types(command);
            assert!(said.is_empty(), "{command}: {said}");
        } else if let Some(cell) = comment("<!-- cellule : ") {
            let [file, old, new] = cell.split(" | ").collect::<Vec<_>>()[..] else {
                panic!("{cell}: a file, a text and another are wanted");
            };
            type_into(&self.folder.join(file), old, new);
        }
    }
}

/// Put a text in the place of another in every cell of a workbook that holds it.
fn type_into(workbook: &Path, old: &str, new: &str) {
    let file = File::open(workbook).expect("a workbook");
    let mut parts = ZipArchive::new(file).expect("a workbook is a zip");
    let mut saved = ZipWriter::new(Cursor::new(Vec::new()));
    let mut changed = 0;
    for index in 0..parts.len() {
        let mut part = parts.by_index(index).expect("a part of it");
        let name = part.name().expect("a name").into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).expect("a part is XML");
        let (old, new) = (format!(">{old}<"), format!(">{new}<"));
        changed += text.matches(&old).count();
        let began = saved.start_file(name, SimpleFileOptions::default());
        began.expect("a part of it");
        let text = text.replace(&old, &new);
        saved.write_all(text.as_bytes()).expect("written");
    }
    assert!(changed > 0, "no cell holds « {old} »");
    let saved = saved.finish().expect("a workbook");
    fs::write(workbook, saved.into_inner()).expect("written");
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
