//! A plan's folder is never trusted: whoever made it cannot have a command write, replace, remove or show anything outside it.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, chown, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use sha2::{Digest, Sha256};
use tempfile::TempDir;
use walkdir::WalkDir;

use crate::program;
use crate::samples::{on_own_disks, small};
use crate::tools::skip;

const FILE: &str = "actions/1.1/plan-velo.toml";
const SECRET: &str = "jeton-tres-secret";

/// What stands below a folder: links as their targets.
fn tree(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = WalkDir::new(root).into_iter();
    entries
        .map(|entry| entry.expect("a folder that can be listed").into_path())
        .filter(|path| path.is_symlink() || path.is_file())
        .map(|path| {
            let bytes = match fs::read_link(&path) {
                Ok(target) => target.into_os_string().into_encoded_bytes(),
                Err(_) => fs::read(&path).expect("a file"),
            };
            (path, bytes)
        })
        .collect()
}

/// A plan beside other things of its user.
struct Home {
    folder: TempDir,
}

impl Home {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::rename(small().keep(), folder.path().join("plan")).expect("a folder");
        fs::create_dir_all(folder.path().join("home")).expect("a folder");
        let own = format!("title = \"{SECRET}\"\n[{SECRET}\n");
        fs::write(folder.path().join("home/own"), own).expect("a file");
        fs::create_dir(folder.path().join("state")).expect("a folder");
        Self { folder }
    }

    fn plan(&self) -> PathBuf {
        self.folder.path().join("plan")
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = program::command(&self.plan());
        command.args(["--lang", "en"]).args(words);
        command.env("PLAN_STATE_DIR", self.state());
        command
    }

    fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().expect("the program runs")
    }
}

fn git(folder: &Path, arguments: &[&str]) {
    let who = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
    let mut git = Command::new("git");
    let done = git.args(who).args(arguments).current_dir(folder).output();
    assert!(done.expect("git runs").status.success(), "{arguments:?}");
}

fn commit(folder: &Path) {
    git(folder, &["init", "-q"]);
    git(folder, &["add", "-A", "-f"]);
    git(folder, &["commit", "-qm", "Plan"]);
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A command of each kind.
const COMMANDS: &[&[&str]] = &[
    &["check"],
    &["list"],
    &["budget"],
    &["show", "plan-velo"],
    &["fmt"],
    &["check", "--fix"],
    &["schema"],
    &["set", "plan-velo", "priority=haute"],
    &["set", "--write", "--status", "none", "priority=haute"],
];

#[test]
fn a_journal_that_came_with_the_folder_is_told_and_never_obeyed() {
    for entry in [
        r#"{"Move":{"from":"../home/new","to":"payload"}}"#,
        r#"{"Move":{"from":"payload","to":"../home/own"}}"#,
        r#"{"Write":{"path":"../home/own","is_old":true,"print":0}}"#,
        r#"{"Write":{"path":"../home/own","is_old":false,"print":0}}"#,
        r#"{"Write":{"path":"/etc/plan-test","is_old":false,"print":0}}"#,
    ] {
        let home = Home::new();
        let old = home.plan().join(".plan-changes");
        fs::create_dir(&old).expect("a folder");
        fs::write(old.join("steps.json"), format!("[{entry}]")).expect("a file");
        fs::write(old.join("0.old"), "malware").expect("a file");
        fs::write(home.plan().join("payload"), "owned").expect("a file");
        let (outside, kept) = (tree(&home.home()), tree(&old));
        for words in COMMANDS {
            let output = home.run(words);
            assert!(
                told(&output).contains(".plan-changes is of an older version"),
                "{words:?}"
            );
            assert_eq!(tree(&home.home()), outside, "{entry}: {words:?}");
            assert_eq!(tree(&old), kept, "{entry}: {words:?}");
        }
    }
}

/// The list of a change that was cut off, as the program writes it, with these steps.
fn list(home: &Home, root: &Path, token: &str, steps: &str) -> String {
    let key = Sha256::digest(root.as_os_str().as_encoded_bytes());
    let key: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    let text = format!(
        r#"{{"version":1,"root":"{}","list":{{"token":"{token}","phase":"making","steps":[{steps}],"folders":["../home"],"moves":[]}}}}"#,
        root.display()
    );
    fs::write(home.state().join(format!("{}.json", &key[..32])), &text).expect("a file");
    text
}

#[test]
fn a_list_that_leads_out_of_the_plan_is_refused_by_writers_and_blocks_no_reader() {
    for path in ["../home/own", "/etc/passwd", "actions/../../home/own", ".."] {
        let home = Home::new();
        let root = fs::canonicalize(home.plan()).expect("a folder");
        fs::write(home.plan().join(".plan-lock"), "aa").expect("a file");
        list(
            &home,
            &root,
            "aa",
            &format!(r#"{{"path":"{path}","before":null,"after":null}}"#),
        );
        let outside = tree(&home.home());
        for words in COMMANDS {
            let output = home.run(words);
            let is_writer = !matches!(words, ["check"] | ["list"] | ["budget"] | ["show", _]);
            assert_eq!(
                output.status.code() == Some(2),
                is_writer,
                "{path}: {words:?}"
            );
            if is_writer {
                assert!(told(&output).contains("is damaged, or the list of another folder"));
                assert!(told(&output).contains("git status"));
            }
            assert_eq!(tree(&home.home()), outside, "{path}: {words:?}");
        }
    }
    let home = Home::new();
    let root = fs::canonicalize(home.plan()).expect("a folder");
    let text = list(&home, &root, "aa", "");
    let named = fs::read_dir(home.state()).expect("a folder").next();
    let file = named.expect("a list").expect("an entry").path();
    fs::write(&file, &text[..text.len() / 2]).expect("a file");
    assert_eq!(home.run(&["list"]).status.code(), Some(0));
    assert_eq!(home.run(&["fmt"]).status.code(), Some(2));
}

#[test]
fn what_is_behind_a_link_is_neither_shown_nor_written() {
    type Lay = fn(&Home);
    let laid: &[(&str, Lay)] = &[
        ("a file outside", |home| {
            symlink(
                "../../../home/own",
                home.plan().join("actions/1.1/leak.toml"),
            )
            .expect("a link");
        }),
        ("a file of the plan", |home| {
            symlink("plan-velo.toml", home.plan().join("actions/1.1/leak.toml")).expect("a link");
        }),
        ("a measure's folder", |home| {
            let folder = home.plan().join("actions/1.1");
            fs::rename(&folder, home.home().join("measure")).expect("a folder");
            symlink("../../home/measure", folder).expect("a link");
        }),
        ("all actions", |home| {
            let folder = home.plan().join("actions");
            fs::rename(&folder, home.home().join("actions")).expect("a folder");
            symlink("../home/actions", folder).expect("a link");
        }),
        ("a vocabulary", |home| {
            let file = home.plan().join("schema/themes.toml");
            fs::rename(&file, home.home().join("themes")).expect("a file");
            symlink("../../home/themes", file).expect("a link");
        }),
        ("all vocabularies", |home| {
            let folder = home.plan().join("schema");
            fs::rename(&folder, home.home().join("schema")).expect("a folder");
            symlink("../home/schema", folder).expect("a link");
        }),
        ("the schema for editors", |home| {
            let file = home.plan().join("schema/action.schema.json");
            let _ = fs::remove_file(&file);
            symlink("../../home/own", file).expect("a link");
        }),
    ];
    for (name, lay) in laid {
        let home = Home::new();
        lay(&home);
        let before = tree(home.folder.path());
        for words in COMMANDS {
            let output = home.run(words);
            let shown = String::from_utf8_lossy(&output.stdout).into_owned() + &told(&output);
            assert!(!shown.contains(SECRET), "{name}: {words:?}: {shown}");
            let after = tree(home.folder.path());
            for (path, bytes) in before
                .iter()
                .filter(|(path, _)| path.is_symlink() || path.starts_with(home.home()))
            {
                assert_eq!(after.get(path), Some(bytes), "{name}: {words:?}");
            }
        }
        if *name != "the schema for editors" {
            let output = home.run(&["check"]);
            assert_eq!(output.status.code(), Some(1), "{name}: {}", told(&output));
        }
    }
}

#[test]
fn a_lock_that_is_something_else_is_named_and_left() {
    for kind in ["link", "folder", "pipe"] {
        let home = Home::new();
        let lock = home.plan().join(".plan-lock");
        match kind {
            "link" => symlink("../home/own", &lock).expect("a link"),
            "folder" => fs::create_dir(&lock).expect("a folder"),
            _ => {
                let made = Command::new("mkfifo").arg(&lock).status();
                assert!(made.is_ok_and(|made| made.success()));
            }
        }
        let outside = tree(&home.home());
        let output = home.run(&["set", "plan-velo", "priority=haute"]);
        assert_eq!(output.status.code(), Some(2), "{kind}: {}", told(&output));
        assert!(
            told(&output).contains("is no file of this program"),
            "{kind}"
        );
        assert_eq!(home.run(&["list"]).status.code(), Some(0), "{kind}");
        assert_eq!(tree(&home.home()), outside);
        assert!(lock.symlink_metadata().is_ok(), "{kind}");
    }
}

#[test]
fn a_lock_that_came_with_the_repository_only_tells() {
    let home = Home::new();
    fs::write(home.plan().join(".plan-lock"), "0123456789abcdef").expect("a file");
    commit(&home.plan());
    let before = tree(&home.home());
    let output = home.run(&["list"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(
        told(&output).contains("a change by somebody else was cut off"),
        "{}",
        told(&output)
    );
    let output = home.run(&["set", "plan-velo", "priority=haute"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert_eq!(tree(&home.home()), before);
}

/// How many files of the plan have names of that beginning and end.
fn count(home: &Home, beginning: &str, end: &str) -> usize {
    let files = WalkDir::new(home.plan()).into_iter().filter_map(Result::ok);
    let names = files.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names
        .filter(|name| name.starts_with(beginning) && name.ends_with(end))
        .count()
}

/// A change of some hundred files that is killed in the middle.
fn cut_off(home: &Home) -> BTreeMap<PathBuf, Vec<u8>> {
    let text = fs::read_to_string(home.plan().join(FILE)).expect("a file");
    for index in 0..400 {
        let file = home.plan().join(format!("actions/1.1/action-{index}.toml"));
        fs::write(file, text.replace("title", "# \ntitle")).expect("a file");
    }
    let before = tree(&home.plan());
    loop {
        let mut run = home.command(&["set", "--write", "--theme", "vélo", "priority=haute"]);
        run.stdout(Stdio::null()).stderr(Stdio::null());
        let mut run = run.spawn().expect("the program runs");
        let is_making = || {
            let lists = fs::read_dir(home.state()).expect("a folder").flatten();
            let mut lists = lists
                .into_iter()
                .filter_map(|list| fs::read_to_string(list.path()).ok());
            let is_making = lists.any(|text| text.contains("\"making\""));
            // The first file has its place already.
            is_making && count(home, ".action-0.toml", "-new") == 0
        };
        while !is_making() && run.try_wait().expect("a run").is_none() {}
        run.kill().expect("a run to kill");
        run.wait().expect("an end");
        if is_making() {
            assert!(count(home, ".action", "-old") > 0);
            return before;
        }
        for (path, bytes) in &before {
            fs::write(path, bytes).expect("a file");
        }
    }
}

#[test]
fn readers_tell_of_a_change_that_was_cut_off_and_writers_take_it_back() {
    let home = Home::new();
    let before = cut_off(&home);
    let stands = tree(&home.plan());
    let output = home.run(&["list"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(
        told(&output).contains("a change was cut off"),
        "{}",
        told(&output)
    );
    assert_eq!(tree(&home.plan()), stands, "a reader writes nothing");
    let output = home.run(&["schema", "--check"]);
    assert!(
        told(&output).contains("a change was cut off"),
        "{}",
        told(&output)
    );
    assert_eq!(tree(&home.plan()), stands, "a reader writes nothing");
    let output = home.run(&["move", "plan-velo", "1.1"]);
    assert!(told(&output).contains("as before it"), "{}", told(&output));
    assert_eq!(tree(&home.plan()), before);
    assert_eq!(fs::read_dir(home.state()).expect("a folder").count(), 0);
}

#[test]
fn the_change_of_another_user_is_told_and_not_taken_back() {
    let home = Home::new();
    cut_off(&home);
    let stands = tree(&home.plan());
    let other = tempfile::tempdir().expect("a folder");
    let mut command = home.command(&["check"]);
    let output = command.env("PLAN_STATE_DIR", other.path()).output();
    let output = output.expect("the program runs");
    assert!(
        told(&output).contains("by somebody else was cut off"),
        "{}",
        told(&output)
    );
    assert_eq!(tree(&home.plan()), stands);
    // What both have is a file that neither has a list of.
    let mut command = home.command(&["set", "plan-velo", "priority=basse"]);
    let output = command.env("PLAN_STATE_DIR", other.path()).output();
    assert!(output.expect("the program runs").status.success());
    // The first one comes back: what the other has written since is left alone.
    let output = home.run(&["fmt", "--check"]);
    assert_ne!(output.status.code(), Some(2), "{}", told(&output));
    let text = fs::read_to_string(home.plan().join(FILE)).expect("a file");
    assert!(text.contains("basse"), "{text}");
}

#[test]
fn without_a_folder_of_lists_one_file_changes_and_several_do_not() {
    let several = ["set", "--write", "--theme", "vélo", "priority=haute"];
    type Deny = fn(&Home, &mut Command);
    let denied: &[(&str, Deny)] = &[
        ("no folder is known", |_, command| {
            command.env_remove("PLAN_STATE_DIR");
        }),
        ("others may write into", |home, _| {
            fs::set_permissions(home.state(), Permissions::from_mode(0o777)).expect("rights");
        }),
        ("in the repository of the plan", |home, command| {
            command.env("PLAN_STATE_DIR", home.plan().join(".state"));
        }),
        ("cannot be written in", |home, command| {
            fs::write(home.home().join("file"), "").expect("a file");
            command.env("PLAN_STATE_DIR", home.home().join("file/state"));
        }),
    ];
    for (expected, deny) in denied {
        let home = Home::new();
        let text = fs::read(home.plan().join(FILE)).expect("a file");
        fs::write(home.plan().join("actions/1.1/bus.toml"), text).expect("a file");
        let before = tree(&home.plan());
        let mut command = home.command(&several);
        deny(&home, &mut command);
        let output = command.output().expect("the program runs");
        assert_eq!(
            output.status.code(),
            Some(2),
            "{expected}: {}",
            told(&output)
        );
        assert!(
            told(&output).contains(expected),
            "{expected}: {}",
            told(&output)
        );
        assert!(
            told(&output).contains("PLAN_STATE_DIR="),
            "{}",
            told(&output)
        );
        assert_eq!(tree(&home.plan()), before, "{expected}");
        let mut command = home.command(&["set", "plan-velo", "priority=haute"]);
        deny(&home, &mut command);
        let output = command.output().expect("the program runs");
        assert!(output.status.success(), "{expected}: {}", told(&output));
        let after = tree(&home.plan());
        assert_eq!(
            after.len(),
            before.len(),
            "{expected}: nothing is left beside it"
        );
        assert_ne!(after, before);
    }
}

#[test]
fn a_list_of_another_owner_is_not_obeyed() {
    let home = Home::new();
    cut_off(&home);
    let stands = tree(&home.plan());
    for entry in WalkDir::new(home.state()) {
        let path = entry.expect("a folder that can be listed").into_path();
        if chown(&path, Some(65_534), None).is_err() {
            return skip("only root can give files away");
        }
    }
    let output = home.run(&["set", "plan-velo", "priority=basse"]);
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    assert!(
        told(&output).contains("others may write into"),
        "{}",
        told(&output)
    );
    assert_eq!(tree(&home.plan()), stands);
}

#[test]
fn each_work_tree_has_a_list_of_its_own() {
    let home = Home::new();
    commit(&home.plan());
    let other = home.folder.path().join("autre");
    git(
        &home.plan(),
        &["worktree", "add", "-q", other.to_str().expect("UTF-8")],
    );
    cut_off(&home);
    let before = tree(&other.join("actions"));
    let mut command = home.command(&["set", "plan-velo", "priority=basse"]);
    let output = command
        .current_dir(&other)
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", told(&output));
    assert!(!told(&output).contains("cut off"), "{}", told(&output));
    assert_ne!(tree(&other.join("actions")), before);
    let output = home.run(&["fmt"]);
    assert!(told(&output).contains("as before it"), "{}", told(&output));
}

#[cfg(target_os = "linux")]
#[test]
fn a_plan_on_another_disk_than_its_list_changes_as_any_other() {
    let home = Home::new();
    let script = r#"
        mount -t tmpfs none "$2" || exit 77
        cp -r "$1/." "$2" && cd "$2"
        mkdir actions/1.2 2>/dev/null
        mount -t tmpfs none actions/1.2
        cp actions/1.1/plan-velo.toml actions/1.1/bus.toml
        rm actions/1.1/stationnement-velo.toml
        "$3" set --write --lang en --theme vélo priority=haute >/dev/null
        echo "code $?"
        grep -l priority actions/1.1/*.toml
        "$3" --lang en rename bus autobus >/dev/null; echo "code $?"
        find . -name '.*plan*'
    "#;
    let Some(output) = on_own_disks(script, &home.plan(), &home.state()) else {
        return;
    };
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    let expected = "code 0\nactions/1.1/bus.toml\nactions/1.1/plan-velo.toml\ncode 0\n";
    assert_eq!(out, expected, "{}", told(&output));
}
