//! The program, case by case: a folder each, with the smallest plan that shows it and all that comes of it.
//!
//! ```text
//! tests/cases/<name>/
//! ├─ command     the arguments, a command a line; `COLUMNS=160` before them widens the terminal
//! ├─ plan/       the plan, laid over `_base`; without it, the plan of `_base` and `_example`
//! ├─ history     the shell script beside the cases that gives the plan a past
//! ├─ without     files of the base that this plan lacks
//! ├─ findings    by hand: every finding of the plan, `path:line:column rule` (`path rule` for a whole file)
//! ├─ stdout.txt  each command's answer below the command
//! ├─ stderr.txt  the same for what it says besides
//! ├─ code        each command's exit code
//! ├─ after/      the files that the commands add or change; no other file may differ
//! └─ gone        the files that they remove
//! ```
//!
//! `UPDATE_CASES=1 cargo test --test it cases::` writes what the commands do now, for a person to read
//! before it is committed. It never writes `findings`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use walkdir::WalkDir;

use plan::finding::Rule;

use crate::checked;
use crate::program;
use crate::samples;

/// What a command says where most words of the base are of no use to its plan.
const WITHOUT_UNUSED: &str = " --ignore unused-entry";

/// A case's folder.
struct Case {
    name: String,
    folder: PathBuf,
}

/// What a folder holds: for each path what stands there.
type Tree = BTreeMap<String, Entry>;

/// What stands at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Entry {
    Folder,
    File(Vec<u8>),
    Link(PathBuf),
}

fn cases() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<Case> = fs::read_dir(root)
        .expect("a folder of cases")
        .map(|entry| entry.expect("a case").path())
        .filter(|path| path.is_dir())
        .map(|folder| Case {
            name: folder
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned(),
            folder,
        })
        .filter(|case| !case.name.starts_with('_'))
        .collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}

impl Case {
    /// The text of a file of the case; empty where there is none.
    fn text(&self, name: &str) -> String {
        match fs::read(self.folder.join(name)) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(_) => String::new(),
        }
    }

    /// The case's plan, on disk, in a folder of its own.
    fn plan(&self) -> TempDir {
        let own = self.folder.join("plan");
        let over = if own.exists() {
            own
        } else {
            self.folder.with_file_name("_example")
        };
        let plan = TempDir::with_prefix("plan-").expect("a temporary folder");
        let mut tree = tree(&self.folder.with_file_name("_base"));
        tree.extend(self::tree(&over));
        for path in self.text("without").lines() {
            assert!(tree.remove(path).is_some(), "{}: {path}", self.name);
        }
        write(&tree, plan.path());
        if let Some(script) = self.text("history").lines().next() {
            samples::live(&self.folder.with_file_name(script), plan.path());
        }
        plan
    }
}

/// The plan of each case, by the case's name.
pub fn plans_of_cases() -> Vec<(String, TempDir)> {
    let cases = cases().into_iter();
    cases.map(|case| (case.name.clone(), case.plan())).collect()
}

fn tree(root: &Path) -> Tree {
    let walk = WalkDir::new(root).min_depth(1);
    walk.into_iter()
        .filter_map(|entry| {
            let path = entry.ok()?.into_path();
            let relative = path.strip_prefix(root).ok()?;
            let name = relative.to_str()?.replace('\\', "/");
            // A renaming is staged; the folder of a case could not hold what git keeps.
            if name == ".git/index" {
                return None;
            }
            let entry = if path.is_symlink() {
                Entry::Link(fs::read_link(&path).ok()?)
            } else if path.is_dir() {
                Entry::Folder
            } else {
                Entry::File(fs::read(&path).ok()?)
            };
            Some((name, entry))
        })
        .collect()
}

fn write(tree: &Tree, root: &Path) {
    for (name, entry) in tree {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("a path below the root")).expect("a folder");
        match entry {
            Entry::Folder => fs::create_dir_all(path).expect("a folder"),
            Entry::File(bytes) => fs::write(path, bytes).expect("a file"),
            Entry::Link(target) => link(target, &path),
        }
    }
}

#[cfg(unix)]
fn link(target: &Path, path: &Path) {
    std::os::unix::fs::symlink(target, path).expect("a link");
}

#[cfg(not(unix))]
fn link(_target: &Path, path: &Path) {
    panic!("{}: links are tested where there are any", path.display());
}

/// What the commands of a case do.
#[derive(Default)]
struct Outcome {
    stdout: String,
    stderr: String,
    code: String,
    after: Tree,
    gone: String,
}

fn run(case: &Case) -> Outcome {
    let plan = case.plan();
    let before = tree(plan.path());
    let mut outcome = Outcome::default();
    for command in case.text("command").lines() {
        let words = words(command);
        let (set, words): (Vec<_>, Vec<_>) = words
            .into_iter()
            .partition(|word| word.starts_with("COLUMNS="));
        let mut called = program::command(plan.path());
        called.envs(set.iter().filter_map(|set| set.split_once('=')));
        let output = called.args(words).output().expect("the program runs");
        for (stream, bytes) in [
            (&mut outcome.stdout, output.stdout),
            (&mut outcome.stderr, output.stderr),
        ] {
            let text = String::from_utf8(bytes).expect("answers in UTF-8");
            *stream += &match command.split_once(' ') {
                Some((set, rest)) if set.starts_with("COLUMNS=") => {
                    format!("$ {set} plan {rest}\n{text}")
                }
                _ => format!("$ plan {command}\n{text}"),
            };
            if !text.is_empty() && !text.ends_with('\n') {
                *stream += "(no line break)\n";
            }
        }
        let code = output.status.code().expect("an exit code");
        outcome.code += &format!("{code}\n");
    }
    let mut after = tree(plan.path());
    for (path, entry) in before {
        match after.get(&path) {
            None => outcome.gone += &format!("{path}\n"),
            Some(now) if *now == entry => {
                after.remove(&path);
            }
            Some(_) => {}
        }
    }
    outcome.after = after;
    outcome
}

/// The words of a command line; quotes of either kind keep blanks together.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for character in command.chars() {
        match (character, quote) {
            (' ', None) => words.push(String::new()),
            ('"' | '\'', None) => quote = Some(character),
            (closing, Some(opening)) if closing == opening => quote = None,
            _ => words.last_mut().expect("a first word").push(character),
        }
    }
    words
}

/// Where two texts begin to differ.
fn difference(name: &str, expected: &str, found: &str) -> Option<String> {
    if expected == found {
        return None;
    }
    let same = expected
        .lines()
        .zip(found.lines())
        .take_while(|(a, b)| a == b);
    let line = same.count();
    let from = |text: &str| -> String {
        let lines = text.lines().skip(line).take(8);
        lines.map(|line| format!("    {line:?}\n")).collect()
    };
    Some(format!(
        "{name}, line {}:\n  expected\n{}  found\n{}",
        line + 1,
        from(expected),
        from(found)
    ))
}

fn update(case: &Case, outcome: &Outcome) {
    let put = |name: &str, text: &str| {
        let path = case.folder.join(name);
        if text.is_empty() {
            // It is not there, or no more.
            let _ = fs::remove_file(path);
        } else {
            fs::write(path, text).expect("a file of the case");
        }
    };
    put("stdout.txt", &outcome.stdout);
    put("stderr.txt", &outcome.stderr);
    put("code", &outcome.code);
    put("gone", &outcome.gone);
    let after = case.folder.join("after");
    let _ = fs::remove_dir_all(&after);
    write(&outcome.after, &after);
}

#[test]
fn every_case_comes_out_as_it_says() {
    let mut wrong = Vec::new();
    for case in cases() {
        let outcome = run(&case);
        if std::env::var_os("UPDATE_CASES").is_some() {
            update(&case, &outcome);
            continue;
        }
        let expected = tree(&case.folder.join("after"));
        let paths = |tree: &Tree| {
            // A folder is told by what it holds.
            let told = |path: &&String| {
                let inside = format!("{path}/");
                !tree.keys().any(|other| other.starts_with(&inside))
            };
            tree.keys()
                .filter(told)
                .map(|path| format!("{path}\n"))
                .collect::<String>()
        };
        for (name, expected, found) in [
            ("stdout.txt", case.text("stdout.txt"), &outcome.stdout),
            ("stderr.txt", case.text("stderr.txt"), &outcome.stderr),
            ("code", case.text("code"), &outcome.code),
            ("after/", paths(&expected), &paths(&outcome.after)),
            ("gone", case.text("gone"), &outcome.gone),
        ] {
            let name = format!("{}/{name}", case.name);
            wrong.extend(difference(&name, &expected, found));
        }
        for (path, found) in &outcome.after {
            if let (Some(Entry::File(expected)), Entry::File(found)) = (expected.get(path), found) {
                let name = format!("{}/after/{path}", case.name);
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                wrong.extend(difference(&name, &text(expected), &text(found)));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The findings of a case's plan, as `findings` writes them.
fn findings(case: &Case) -> Vec<String> {
    let plan = case.plan();
    let (_, mut found) = checked::check(plan.path());
    // The words of the base are there for every case: few need them all.
    if case.text("command").contains(WITHOUT_UNUSED) {
        found.retain(|placed| placed.diagnostic.finding.rule() != Rule::UnusedEntry);
    }
    found
        .into_iter()
        .map(|placed| {
            let position = placed
                .located
                .map(|at| format!(":{}:{}", at.line, at.column));
            let (file, rule) = (
                placed.diagnostic.place.file,
                placed.diagnostic.finding.rule().name(),
            );
            format!("{file}{} {rule}", position.unwrap_or_default())
        })
        .collect()
}

#[test]
fn every_finding_stands_where_a_person_says() {
    let mut wrong = Vec::new();
    for case in cases() {
        if case.folder.join("findings").exists() {
            let found: String = findings(&case)
                .iter()
                .map(|line| format!("{line}\n"))
                .collect();
            let name = format!("{}/findings", case.name);
            wrong.extend(difference(&name, &case.text("findings"), &found));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_case_that_shows_it_alone_in_both_languages() {
    for rule in Rule::all() {
        let (name, needs_base) = (rule.name(), rule.needs_base());
        let case = cases().into_iter().find(|case| case.name == name);
        let case = case.unwrap_or_else(|| panic!("{name} has no case"));
        let command = case.text("command").replace(WITHOUT_UNUSED, "");
        if needs_base {
            // What changed breaks several: each is asked for alone.
            let asked = format!("check --base v2020 --select {name}");
            assert_eq!(command, format!("{asked}\n{asked} --lang en\n"), "{name}");
            assert!(
                case.text("stdout.txt").contains(&format!("[{name}]")),
                "{name}"
            );
            continue;
        }
        assert_eq!(command, "check\ncheck --lang en\n", "{name}");
        let findings = case.text("findings");
        assert!(!findings.is_empty(), "{name}: no finding written down");
        for finding in findings.lines() {
            assert!(finding.ends_with(&format!(" {name}")), "{name}: {finding}");
        }
    }
}

#[test]
fn quotes_keep_blanks_together() {
    for (command, expected) in [
        ("list", vec!["list"]),
        (
            "list --status \"En cours\"",
            vec!["list", "--status", "En cours"],
        ),
        (
            "list --search 'l\"air pur' -o x",
            vec!["list", "--search", "l\"air pur", "-o", "x"],
        ),
        ("list --status ''", vec!["list", "--status", ""]),
    ] {
        assert_eq!(words(command), expected, "{command}");
    }
}
