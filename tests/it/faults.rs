//! What happens to a plan when a change goes wrong: a full disk, a folder that may not be written, a run that is killed, two at once.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use walkdir::WalkDir;

use crate::plans;
use crate::program;
use crate::samples::on_own_disks;

/// How long to wait between two looks at what a run has written: a file or two are written in that time.
const GLANCE: Duration = Duration::from_micros(50);

/// The files of a folder, by their paths.
type Tree = BTreeMap<PathBuf, Vec<u8>>;

/// The plan of this repository in a folder of its own, in no repository.
fn plan() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    plans::real(folder.path());
    folder
}

fn tree(root: &Path) -> Tree {
    WalkDir::new(root)
        .into_iter()
        .map(|entry| entry.expect("a folder that can be listed"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let within = entry
                .path()
                .strip_prefix(root)
                .expect("a path within")
                .to_owned();
            (within, fs::read(entry.path()).expect("a file"))
        })
        .collect()
}

/// How many files of a folder have names that end so.
fn count(root: &Path, ending: &str) -> usize {
    let files = WalkDir::new(root).into_iter().filter_map(Result::ok);
    files
        .filter(|entry| entry.file_name().to_string_lossy().ends_with(ending))
        .count()
}

/// The program, about to give all actions a priority.
fn changing(root: &Path, priority: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plan"));
    command
        .args(["set", "--write", "--lang", "en", "--status", "en cours"])
        .arg(format!("priority={priority}"))
        .current_dir(root)
        .env("PLAN_STATE_DIR", program::STATE)
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    command
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_run_that_is_killed_changes_all_or_nothing() {
    let plan = plan();
    let before = tree(plan.path());
    let start = Instant::now();
    let output = changing(plan.path(), "haute")
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", told(&output));
    let whole = start.elapsed();
    let after = tree(plan.path());
    assert_ne!(before, after);
    let rounds = 30;
    for round in 0..rounds {
        for (path, bytes) in &before {
            fs::write(plan.path().join(path), bytes).expect("a file");
        }
        let mut run = changing(plan.path(), "haute")
            .spawn()
            .expect("the program runs");
        if round % 2 == 0 {
            // Anywhere in the second half of the time that it takes, where it writes, and a little later.
            sleep(whole / 2 + whole * round / rounds);
        } else {
            // As soon as so many files have changed.
            let is_there = || count(plan.path(), "-old") > round as usize;
            while !is_there() && run.try_wait().expect("a run").is_none() {
                sleep(GLANCE);
            }
        }
        run.kill().expect("a run to kill");
        run.wait().expect("an end");
        let output = program::run(plan.path(), ["fmt"]);
        assert!(output.status.success(), "{round}: {}", told(&output));
        let found = tree(plan.path());
        assert!(
            found == before || found == after,
            "{round}: {}",
            told(&output)
        );
    }
}

/// An empty plan with the words of this repository's, and its table of actions.
fn empty_plan() -> (TempDir, PathBuf) {
    let whole = plan();
    let empty = plan();
    let table = empty.path().join("table.csv");
    let output = Command::new(env!("CARGO_BIN_EXE_plan"))
        .args(["export", "-o"])
        .arg(&table)
        .current_dir(whole.path())
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", told(&output));
    fs::remove_dir_all(empty.path().join("actions")).expect("a folder");
    fs::create_dir(empty.path().join("actions")).expect("a folder");
    (empty, table)
}

fn importing(root: &Path, table: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plan"));
    command
        .args(["import", "--write", "--lang", "en"])
        .arg(table)
        .current_dir(root)
        .env("PLAN_STATE_DIR", program::STATE)
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    command
}

#[test]
fn an_import_that_is_killed_leaves_the_plan_as_it_was() {
    let (plan, table) = empty_plan();
    let before = tree(plan.path());
    let (other, same_table) = empty_plan();
    let output = importing(other.path(), &same_table).output();
    assert!(output.expect("the program runs").status.success());
    let whole = tree(other.path());
    for round in 0..20 {
        let mut run = importing(plan.path(), &table)
            .spawn()
            .expect("the program runs");
        // At the first files beside their places, or as soon as so many files stand there.
        let is_there = || match round % 4 {
            0 => count(plan.path(), "-new") > round * 4,
            _ => count(plan.path(), ".toml") > 5 + round * 4,
        };
        while !is_there() && run.try_wait().expect("a run").is_none() {
            sleep(GLANCE);
        }
        run.kill().expect("a run to kill");
        let has_ended = run.wait().expect("an end").success();
        let output = program::run(plan.path(), ["fmt"]);
        assert!(output.status.success(), "{round}: {}", told(&output));
        let found = tree(plan.path());
        // It may be killed behind its last file, before it ends.
        if has_ended || found == whole {
            assert!(found == whole, "{round}: {}", told(&output));
            break;
        }
        assert!(found == before, "{round}: {}", told(&output));
        let folders = fs::read_dir(plan.path().join("actions")).expect("a folder");
        assert_eq!(folders.count(), 0, "{round}");
    }
    let output = importing(plan.path(), &table)
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", told(&output));
    let brought = tree(&plan.path().join("actions"));
    assert_eq!(brought.len(), tree(Path::new("actions")).len());
    let again = importing(plan.path(), &table)
        .output()
        .expect("the program runs");
    assert!(
        told(&again).contains("nothing to write"),
        "{}",
        told(&again)
    );
}

/// That one run succeeds, and that each other tells why not: somebody is at work, or `came_first`.
fn one_at_least_succeeds(outputs: &[Output], came_first: &str) {
    for output in outputs {
        let told = told(output);
        let is_known = output.status.success()
            || told.contains("another command is changing the plan")
            || told.contains(came_first);
        assert!(is_known, "{told}");
    }
    assert!(outputs.iter().any(|output| output.status.success()));
}

#[test]
fn two_imports_at_once_bring_the_table_once() {
    let (plan, table) = empty_plan();
    let runs = [0, 1].map(|_| {
        importing(plan.path(), &table)
            .spawn()
            .expect("the program runs")
    });
    let outputs = runs.map(|run| run.wait_with_output().expect("an end"));
    one_at_least_succeeds(&outputs, "is there already");
    let brought = tree(&plan.path().join("actions"));
    assert_eq!(brought.len(), tree(Path::new("actions")).len());
}

#[test]
fn two_runs_at_once_are_as_if_one_came_after_the_other_or_never() {
    let plan = plan();
    for round in 0..10 {
        let (one, other) = (format!("a{round}"), format!("b{round}"));
        let runs = [&one, &other].map(|priority| {
            changing(plan.path(), priority)
                .spawn()
                .expect("the program runs")
        });
        let outputs = runs.map(|run| run.wait_with_output().expect("an end"));
        one_at_least_succeeds(&outputs, "has changed in the meantime");
        let found = tree(plan.path());
        let holds = |priority: &str| {
            let line = format!("\"{priority}\"");
            found
                .values()
                .filter(|bytes| String::from_utf8_lossy(bytes).contains(&line))
                .count()
        };
        let (one, other) = (holds(&one), holds(&other));
        assert!((one == 0) != (other == 0), "{one} and {other}");
        assert!(!plan.path().join(".plan-lock").exists());
    }
}

#[test]
fn where_a_folder_may_not_be_written_nothing_is() {
    let plan = plan();
    // One folder among those to be written, so that others come before it.
    let folder = plan.path().join("actions/6.2.1");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).expect("rights");
    let before = tree(plan.path());
    let state = tempfile::tempdir().expect("a folder");
    let mut command = changing(plan.path(), "haute");
    command.env("PLAN_STATE_DIR", state.path());
    if fs::write(folder.join("probe"), "").is_ok() {
        // Nothing is forbidden to this user: another one changes the plan.
        fs::remove_file(folder.join("probe")).expect("a file");
        let all = [plan.path(), state.path()].map(WalkDir::new);
        for entry in all.into_iter().flatten() {
            let path = entry.expect("a folder that can be listed").into_path();
            if path != folder {
                std::os::unix::fs::chown(&path, Some(65_534), None).expect("rights");
            }
        }
        command.uid(65_534);
    }
    let output = command.output().expect("the program runs");
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    assert!(told(&output).contains("6.2.1"), "{}", told(&output));
    assert!(told(&output).contains("access denied"), "{}", told(&output));
    assert_eq!(tree(plan.path()), before);
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_full_disk_nothing_is_written() {
    let plan = plan();
    // A small disk in memory, which only this command sees; filled but for a few files.
    let script = r#"
        mount -t tmpfs -o size=2m none "$2" || exit 77
        cp -r "$1/actions" "$1/schema" "$2" && cd "$2"
        head -c 10m /dev/zero >fill 2>/dev/null
        truncate -s -32K fill
        find actions schema -type f -exec md5sum {} + | sort >/dev/shm/plan-before.$$
        "$3" set --write --lang en --status 'en cours' priority=haute >/dev/null
        echo "code $?"
        find actions schema -type f -exec md5sum {} + | sort | cmp - /dev/shm/plan-before.$$ && echo same
        rm -f /dev/shm/plan-before.$$
        ls -A
    "#;
    let state = Path::new(program::STATE);
    let Some(output) = on_own_disks(script, plan.path(), state) else {
        return;
    };
    let out = String::from_utf8_lossy(&output.stdout);
    assert_eq!(
        out,
        "code 2\nsame\nactions\nfill\nschema\n",
        "{}",
        told(&output)
    );
    assert!(
        told(&output).contains("no space is left on the disk"),
        "{}",
        told(&output)
    );
    assert!(
        told(&output).contains("nothing was written"),
        "{}",
        told(&output)
    );
}

/// A table that gives every action a priority; none has one before.
fn priorities(plan: &Path) -> PathBuf {
    let columns = ["list", "--format", "csv", "--columns", "id,title,priority"];
    let list = String::from_utf8(program::run(plan, columns).stdout).expect("UTF-8");
    let (headings, rows) = list.split_once("\r\n").expect("rows");
    let rows = rows.replace(",\r\n", ",haute\r\n");
    let table = plan.join("table.csv");
    fs::write(&table, format!("{headings}\r\n{rows}")).expect("a file");
    table
}

fn signal(run: &Child, name: &str) {
    let id = run.id().to_string();
    let status = Command::new("kill").args([name, &id]).status();
    assert!(status.expect("kill runs").success());
}

/// An import that stands still: it has decided what to write, and has begun to set it down beside the plan.
fn held(plan: &Path, table: &Path) -> Option<Child> {
    let mut run = importing(plan, table).spawn().expect("the program runs");
    while count(plan, "-new") == 0 {
        if run.try_wait().expect("a run").is_some() {
            return None;
        }
    }
    signal(&run, "-STOP");
    if count(plan, "-new") < 50 {
        return Some(run);
    }
    run.kill().expect("a run to kill");
    run.wait().expect("an end");
    None
}

#[test]
fn a_file_that_somebody_saves_before_it_is_written_is_named_and_nothing_is_written() {
    // It may be too fast to be stopped in time.
    let stopped = (0..50).find_map(|_| {
        let plan = plan();
        let before = tree(plan.path());
        let table = priorities(plan.path());
        held(plan.path(), &table).map(|run| (plan, before, table, run))
    });
    let (plan, mut before, table, run) = stopped.expect("an import stopped in time");
    let last = before.keys().rfind(|path| path.starts_with("actions"));
    let last = last.expect("an action").clone();
    let theirs = before.get_mut(&last).expect("a file");
    theirs.extend(b"# a remark of somebody else\n");
    fs::write(plan.path().join(&last), theirs).expect("a file");
    signal(&run, "-CONT");

    let output = run.wait_with_output().expect("an end");
    let message = told(&output);
    assert_eq!(output.status.code(), Some(2), "{message}");
    let name = last.file_name().expect("a name").display().to_string();
    assert!(message.contains("has changed in the meantime"), "{message}");
    assert!(message.contains(&name), "{message}");
    fs::remove_file(&table).expect("a file");
    assert!(tree(plan.path()) == before, "{message}");
}
