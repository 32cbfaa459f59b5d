//! What a disk may hold among the actions: odd names, links, pipes, large files. A clear finding each, never a hang.

#![cfg(unix)]

use std::ffi::OsStr;
use std::fs::{self, Permissions};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::mpsc;
use std::time::Duration;

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use crate::program::run;
use crate::samples::small as plan;
use crate::tools;

/// The longest that an answer may take before it counts as a hang.
const PATIENCE: Duration = Duration::from_secs(60);

/// What the program answers, which must not take for ever.
fn answer(folder: &Path, arguments: &'static [&'static str]) -> Output {
    let (told, hear) = mpsc::channel();
    let folder = folder.to_owned();
    std::thread::spawn(move || told.send(run(&folder, arguments.iter().copied())));
    hear.recv_timeout(PATIENCE).expect("an answer, no hang")
}

/// Every finding but of words that nobody uses: `path rule`.
fn findings(folder: &Path) -> Vec<String> {
    let output = answer(
        folder,
        &["check", "--format", "json", "--ignore", "unused-entry"],
    );
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = report["findings"].as_array().expect("findings").iter();
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    findings
        .map(|one| format!("{} {}", text(&one["path"]), text(&one["rule"])))
        .collect()
}

const FOLDER: &str = "actions/1.1";

/// Lay something beside the action of the plan: by its name, and how.
type Lay = fn(&Path);

#[test]
fn each_hostile_thing_is_one_finding() {
    let text = fs::read(plan().path().join(FOLDER).join("plan-velo.toml")).expect("a file");
    let named: &[(&[u8], &str)] = &[
        (b"deux mots.toml", "deux mots.toml bad-id"),
        (b"l'air \"pur\".toml", "l'air \"pur\".toml bad-id"),
        (b"saut\nde ligne.toml", "saut\u{fffd}de ligne.toml bad-id"),
        (b"octets\xff.toml", "octets\u{fffd}.toml bad-id"),
        (b"e\xcc\x81te\xcc\x81.toml", "e\u{301}te\u{301}.toml bad-id"),
        (b"-rf.toml", "-rf.toml bad-id"),
        (b"--help.toml", "--help.toml bad-id"),
        (b"$(touch x).toml", "$(touch x).toml bad-id"),
    ];
    for (name, expected) in named {
        let plan = plan();
        let path = plan.path().join(FOLDER).join(OsStr::from_bytes(name));
        fs::write(path, &text).expect("a file");
        let found = findings(plan.path());
        let expected = vec![format!("{FOLDER}/{expected}")];
        assert_eq!(found, expected, "{}", String::from_utf8_lossy(name));
    }
    let laid: &[(&str, Lay, &str)] = &[
        (
            "boucle.toml",
            |path| symlink("boucle.toml", path).expect("a link"),
            "unreadable-file",
        ),
        (
            "rompu.toml",
            |path| symlink("nulle-part.toml", path).expect("a link"),
            "unreadable-file",
        ),
        (
            "tube.toml",
            |path| {
                let made = Command::new("mkfifo").arg(path).status();
                assert!(made.is_ok_and(|status| status.success()));
            },
            "unreadable-file",
        ),
        (
            "prise.toml",
            |path| {
                UnixListener::bind(path).expect("a socket");
            },
            "unreadable-file",
        ),
        (
            "dossier.toml",
            |path| fs::create_dir(path).expect("a folder"),
            "unreadable-file",
        ),
        (
            "dossier.toml/bus.toml",
            |path| {
                fs::create_dir(path.parent().expect("a folder")).expect("a folder");
                fs::write(path, "title = \"Bus\"\nthemes = [\"Bus\"]\n").expect("a file");
            },
            "misplaced-file",
        ),
        (
            "peripherique.toml",
            |path| symlink("/dev/zero", path).expect("a link"),
            "unreadable-file",
        ),
        (
            "remonte",
            |path| symlink("..", path).expect("a link"),
            "unreadable-file",
        ),
        (
            "vide.toml",
            |path| fs::write(path, "").expect("a file"),
            "empty-file",
        ),
        (
            "ordures.toml",
            |path| {
                let every: Vec<u8> = (0..=255).collect();
                fs::write(path, every.repeat(200_000)).expect("a file");
            },
            "not-utf8",
        ),
    ];
    for (name, lay, rule) in laid {
        let plan = plan();
        lay(&plan.path().join(FOLDER).join(name));
        assert_eq!(findings(plan.path()), [format!("{FOLDER}/{name} {rule}")]);
    }
}

/// A command that the file system refuses what it refuses to others: the program, as nobody where this is root.
fn without_privileges(home: &Path) -> Option<Command> {
    let program = env!("CARGO_BIN_EXE_plan");
    let is_root = fs::metadata(home).expect("a folder").uid() == 0;
    if !is_root {
        return Some(Command::new(program));
    }
    if !tools::is_here(
        Command::new("setpriv").arg("--version"),
        "setpriv",
        "apt install util-linux",
    ) {
        return None;
    }
    // It may stand where nobody may go.
    let copy = home.join("plan");
    fs::hard_link(program, &copy)
        .or_else(|_| fs::copy(program, &copy).map(drop))
        .expect("a copy of the program");
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
    command.arg(copy);
    Some(command)
}

#[test]
fn what_the_rights_refuse_is_told() {
    let plan = plan();
    let allow = |path: &Path, mode: u32| {
        fs::set_permissions(path, Permissions::from_mode(mode)).expect("a file of ours");
    };
    let folder = plan.path().join(FOLDER);
    let secret = folder.join("secret.toml");
    fs::write(&secret, "title = \"Bus\"\nthemes = [\"Bus\"]\n").expect("a file");
    let home = tempfile::tempdir().expect("a folder");
    for path in [plan.path(), home.path()] {
        allow(path, 0o755);
    }
    let Some(mut command) = without_privileges(home.path()) else {
        return;
    };
    command
        .current_dir(plan.path())
        .env("LC_ALL", "fr_FR.UTF-8");
    command.args(["check", "--format", "concise"]);
    let mut refused = |path: &Path, mode: u32| {
        allow(path, 0o000);
        let output = command.output().expect("the program runs");
        allow(path, mode);
        let said = [output.stdout, output.stderr].concat();
        (
            output.status.code(),
            String::from_utf8(said).expect("UTF-8"),
        )
    };
    let (code, said) = refused(&secret, 0o644);
    let expected = format!("{FOLDER}/secret.toml:1:1: erreur[unreadable-file]");
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains(&expected) && said.contains("accès refusé"),
        "{said}"
    );
    // Where no one can say what a folder holds, nothing can be said of the plan.
    let (code, said) = refused(&folder, 0o755);
    assert_eq!(code, Some(2), "{said}");
    assert!(
        said.contains(FOLDER) && said.contains("accès refusé"),
        "{said}"
    );
}

#[test]
fn decomposed_accents_are_the_same_words() {
    let plan = plan();
    let decompose = |file: &Path| {
        let text = fs::read_to_string(file).expect("a file");
        let decomposed: String = text.nfd().collect();
        assert_ne!(decomposed, text);
        fs::write(file, decomposed).expect("a file");
    };
    let sheet = plan.path().join(FOLDER).join("plan-velo.toml");
    let before = answer(plan.path(), &["show", "plan-velo", "--format", "json"]).stdout;
    decompose(&sheet);
    let of_the_sheet = findings(plan.path());
    decompose(&plan.path().join("schema/themes.toml"));
    decompose(&plan.path().join("schema/actors.toml"));
    assert_eq!(
        [of_the_sheet, findings(plan.path())].concat(),
        Vec::<String>::new()
    );
    let after = answer(plan.path(), &["show", "plan-velo", "--format", "json"]).stdout;
    assert_eq!(String::from_utf8(after), String::from_utf8(before));
    // And so are those that are typed.
    let typed = &["list", "--theme", "Ve\u{301}lo", "--columns", "id"];
    let listed = answer(plan.path(), typed);
    assert!(String::from_utf8_lossy(&listed.stdout).contains("plan-velo"));
}

#[test]
fn a_file_of_fifty_megabytes_is_read() {
    let plan = plan();
    let words = "le mot\n".repeat(7_000_000);
    let text =
        format!("title = \"Long\"\nthemes = [\"Bus\"]\ndescription = \"\"\"\n{words}\"\"\"\n");
    fs::write(plan.path().join(FOLDER).join("long.toml"), text).expect("a file");
    assert_eq!(findings(plan.path()), Vec::<String>::new());
    let output = answer(plan.path(), &["list", "--columns", "id"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("long\n"));
}

#[test]
fn the_reason_is_told_in_the_language_of_the_reader() {
    let plan = plan();
    symlink("boucle.toml", plan.path().join(FOLDER).join("boucle.toml")).expect("a link");
    UnixListener::bind(plan.path().join(FOLDER).join("prise.toml")).expect("a socket");
    let output = answer(plan.path(), &["check", "--format", "concise"]);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(told.contains("aucun n'est suivi"), "{told}");
    assert!(told.contains("pas un fichier"), "{told}");
    let output = answer(
        plan.path(),
        &["check", "--format", "concise", "--lang", "en"],
    );
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(told.contains("none is followed"), "{told}");
}

#[test]
fn a_folder_typed_the_windows_way_is_told_as_typed() {
    let folder = tempfile::tempdir().expect("a folder");
    // Here it is a name as any other.
    let named = folder.path().join("C:\\plan");
    fs::rename(plan().keep(), &named).expect("a folder");
    let output = answer(
        folder.path(),
        &["-C", "C:\\plan", "list", "--columns", "id"],
    );
    assert!(String::from_utf8_lossy(&output.stdout).contains("plan-velo"));
    let output = answer(folder.path(), &["-C", "C:\\plan\\actions", "list"]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        told.contains("aucun dossier à l'emplacement C:\\plan\\actions"),
        "{told}"
    );
}
