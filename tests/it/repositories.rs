//! Every kind of repository that a plan may lie in, and every name that may be met in one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::program;
use crate::repository::{Repository, action, vocabularies};

const FILE: &str = "actions/1.1/velo.toml";
const VOTED: &str = "2020-03-01T10:00:00+01:00";
const BEGUN: &str = "2021-06-30T10:00:00+02:00";

/// The code, the answer and what is said beside it, their no-break spaces as plain ones.
type Said = (Option<i32>, String, String);

fn said(output: Output) -> Said {
    let text = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).expect("UTF-8");
        text.replace(['\u{202f}', '\u{a0}'], " ")
    };
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

fn ask(folder: &Path, arguments: &[&str]) -> Said {
    said(program::run(folder, arguments.iter().copied()))
}

/// A plan of one action that was voted, then begun, in a folder of a repository.
fn begun(repository: Repository, folder: &str) -> Repository {
    vocabularies(&repository, folder);
    let file = format!("{folder}{FILE}");
    repository.write(&file, &action("Plan vélo", "Nouveau"));
    repository.commit("Voter", VOTED);
    repository.write(&file, &action("Plan vélo", "En cours"));
    repository.commit("Lancer", BEGUN);
    repository
}

/// A plan in a repository of some kind, with all that has to stay as long as it is asked.
struct Place {
    plan: PathBuf,
    /// What the environment says of the repository.
    environment: Vec<(&'static str, PathBuf)>,
    _kept: (Repository, Option<TempDir>),
}

impl Place {
    fn in_repository(repository: Repository, folder: &str) -> Self {
        Self {
            plan: repository.path().join(folder),
            environment: Vec::new(),
            _kept: (repository, None),
        }
    }

    fn ask(&self, arguments: &[&str]) -> Said {
        let mut command = program::command(&self.plan);
        command.envs(self.environment.clone()).args(arguments);
        said(command.output().expect("the program runs"))
    }

    fn write(&self, text: &str) {
        fs::write(self.plan.join(FILE), text).expect("a file");
    }

    /// Run git on the plan's files.
    fn git(&self, arguments: &[&str]) {
        let mut command = Command::new("git");
        command.current_dir(&self.plan).args(arguments);
        if !self.environment.is_empty() {
            command
                .envs(self.environment.clone())
                .env("GIT_WORK_TREE", &self.plan);
        }
        assert!(command.status().expect("git runs").success());
    }
}

/// The plan as another repository holds it within itself.
fn as_a_submodule() -> Place {
    let inner = begun(Repository::new(), "");
    let outer = Repository::new();
    let from = inner.path().to_str().expect("a path");
    let allowed = "protocol.file.allow=always";
    outer.git(&[
        "-c",
        allowed,
        "submodule",
        "--quiet",
        "add",
        from,
        "le plan",
    ]);
    outer.commit("Prendre le plan", BEGUN);
    Place::in_repository(outer, "le plan")
}

fn in_a_second_work_tree() -> Place {
    let repository = begun(Repository::new(), "");
    repository.git(&["worktree", "add", "--quiet", "-b", "autre", "à côté"]);
    Place::in_repository(repository, "à côté")
}

fn at_no_branch() -> Place {
    let repository = begun(Repository::new(), "");
    repository.git(&["switch", "--quiet", "--detach"]);
    Place::in_repository(repository, "")
}

/// The files in one folder, the repository in another, which only the environment tells.
fn named_by_the_environment(tree: fn(&Path) -> Option<PathBuf>) -> Place {
    let repository = begun(Repository::new(), "");
    let away = tempfile::tempdir().expect("a folder");
    let bare = away.path().join("plan.git");
    let target = bare.to_str().expect("a path");
    repository.git(&["clone", "--quiet", "--bare", ".", target]);
    fs::remove_dir_all(repository.path().join(".git")).expect("a folder");
    let plan = repository.path().to_owned();
    let tree = tree(&plan).map(|tree| ("GIT_WORK_TREE", tree));
    let environment: Vec<_> = [("GIT_DIR", bare)].into_iter().chain(tree).collect();
    let place = Place {
        plan,
        environment,
        _kept: (repository, Some(away)),
    };
    // A bare repository has no files staged.
    place.git(&["read-tree", "HEAD"]);
    place
}

/// A kind of repository, and how one is made.
type Kind = (&'static str, fn() -> Place);

const KINDS: &[Kind] = &[
    ("a repository of its own", || {
        Place::in_repository(begun(Repository::new(), ""), "")
    }),
    ("a folder of a repository", || {
        let folder = "climat/le \"plan\" d'été/";
        Place::in_repository(begun(Repository::new(), folder), folder)
    }),
    ("a submodule", as_a_submodule),
    ("a second work tree", in_a_second_work_tree),
    ("no branch", at_no_branch),
    ("objects named by SHA-256", || {
        Place::in_repository(begun(Repository::hashed_by("sha256"), ""), "")
    }),
    ("GIT_DIR and GIT_WORK_TREE", || {
        named_by_the_environment(|plan| Some(plan.to_owned()))
    }),
    ("GIT_DIR alone", || named_by_the_environment(|_| None)),
];

#[test]
fn every_kind_of_repository_tells_the_same_history() {
    for (kind, made) in KINDS {
        let place = made();
        let (code, answer, beside) = place.ask(&["check", "--base", "HEAD~1", "--strict"]);
        assert_eq!((code, answer.as_str()), (Some(0), ""), "{kind}: {beside}");
        place.write(&action("Plan vélo", "Complété"));
        let status = ["list", "--columns=status", "--format=csv"];
        for (when, expected) in [
            ("HEAD~1", "Nouveau"),
            ("2021-06-29", "Nouveau"),
            ("2021-06-30", "En cours"),
        ] {
            let (_, answer, beside) = place.ask(&[&status[..], &["--at", when]].concat());
            let expected = format!("Statut\r\n{expected}\r\n");
            assert_eq!(answer, expected, "{kind}, {when}: {beside}");
        }
        let (_, answer, beside) = place.ask(&["diff", "HEAD~1"]);
        assert!(answer.contains("Nouveau → Complété"), "{kind}: {beside}");
        let (_, answer, beside) = place.ask(&["diff", "HEAD~1..HEAD"]);
        assert!(answer.contains("Nouveau → En cours"), "{kind}: {beside}");
        let (_, answer, beside) = place.ask(&["log", "velo", "--format=csv"]);
        let rows: Vec<&str> = answer.lines().skip(1).collect();
        assert_eq!(rows.len(), 2, "{kind}: {answer}{beside}");
        assert!(rows[0].starts_with("2020-03-01,Élodie Martin,Voter,"));
        assert!(rows[1].ends_with(",Statut,Nouveau,En cours"));
        let (_, answer, beside) = place.ask(&["blame", "velo", "--format=csv"]);
        let set = |row: &str| answer.contains(row);
        assert!(
            set("Titre,Plan vélo,2020-03-01,Élodie Martin,Voter,")
                && set("Statut,Complété,pas encore enregistré dans git,,,"),
            "{kind}: {answer}{beside}"
        );
        place.write(&action("Plan vélo", "Faux"));
        let found = |arguments: &[&str]| {
            let arguments = [&["check", "--format=concise"], arguments].concat();
            let (code, answer, beside) = place.ask(&arguments);
            assert!(matches!(code, Some(0 | 1)), "{kind}: {beside}");
            answer.contains("actions/1.1/velo.toml:3:10: erreur[unknown-status]")
        };
        assert!(found(&["--changed", "--base=HEAD"]), "{kind}");
        assert!(!found(&["--staged"]), "{kind}");
        place.git(&["add", FILE]);
        assert!(found(&["--staged"]), "{kind}");
    }
}

#[test]
fn a_repository_around_the_plan_is_asked_before_one_that_the_environment_names() {
    let repository = begun(Repository::new(), "");
    let other = begun(Repository::new(), "");
    other.commit("Autre histoire", "2022-01-01T12:00:00+01:00");
    let mut command = program::command(repository.path());
    command
        .env("GIT_DIR", other.path().join(".git"))
        .args(["list", "--at", "HEAD"]);
    let (_, _, beside) = said(command.output().expect("the program runs"));
    assert!(beside.contains("« Lancer »"), "{beside}");
}

#[test]
fn before_the_first_commit_each_command_says_so() {
    let repository = Repository::new();
    vocabularies(&repository, "");
    repository.write(FILE, &action("Plan vélo", "Nouveau"));
    for arguments in [
        &["list", "--at=HEAD"][..],
        &["list", "--at=@"],
        &["list", "--at=2024"],
        &["diff"],
        &["log"],
        &["log", "--summary"],
        &["blame", "velo"],
        &["budget", "--compare", "--at=HEAD"],
        &["check", "--base=HEAD"],
    ] {
        let (code, answer, beside) = ask(repository.path(), arguments);
        assert_eq!((code, answer.as_str()), (Some(2), ""), "{arguments:?}");
        let expected = "erreur : la branche actuelle n'a encore aucun commit\n";
        assert!(beside.starts_with(expected), "{arguments:?}: {beside}");
    }
    // Nothing of the plan is in the commit to come: there is nothing to judge.
    let (code, answer, beside) = ask(repository.path(), &["check", "--staged"]);
    assert_eq!((code, answer.as_str()), (Some(0), ""), "{beside}");
    // What needs no history answers.
    assert_eq!(ask(repository.path(), &["list"]).0, Some(0));
    assert_eq!(ask(repository.path(), &["check"]).0, Some(0));
}

/// Names by which no action can be called, as bytes, and as they are shown.
#[cfg(unix)]
const HOSTILE: &[(&[u8], &str)] = &[
    (b"deux mots", "deux mots"),
    (b"l'air \"pur\"", "l'air \"pur\""),
    (b"saut\nde ligne", "saut\u{fffd}de ligne"),
    (b"-rf", "-rf"),
    (b"--output=x", "--output=x"),
    (b"$(touch x)", "$(touch x)"),
    (b":(exclude)x", ":(exclude)x"),
    (b"*", "*"),
    // Two names, and one way to show them.
    (b"octets\xfe", "octets\u{fffd}"),
    (b"octets\xff", "octets\u{fffd}"),
    (b"e\xcc\x81te\xcc\x81", "e\u{301}te\u{301}"),
    (b"\x1b[31mrouge", "\u{fffd}[31mrouge"),
];

/// A plan whose action came with such names beside it, which are gone since, one of them by a good name.
#[cfg(unix)]
fn hostile() -> Repository {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let repository = Repository::new();
    vocabularies(&repository, "");
    let file = |name: &[u8]| {
        let name = [name, b".toml"].concat();
        let folder = repository.path().join("actions/1.1");
        folder.join(OsStr::from_bytes(&name))
    };
    repository.write(FILE, &action("Plan vélo", "Nouveau"));
    for (name, _) in HOSTILE {
        fs::write(file(name), action("Deux mots", "Nouveau")).expect("a file");
    }
    repository.commit("Voter", VOTED);
    for (name, _) in &HOSTILE[1..] {
        fs::remove_file(file(name)).expect("a file");
    }
    fs::rename(file(b"deux mots"), file(b"deux-mots")).expect("a file");
    repository.commit("Renommer", BEGUN);
    repository
}

#[test]
#[cfg(unix)]
fn a_hostile_name_of_the_past_is_told_and_does_nothing() {
    let repository = hostile();
    let folder = repository.path();
    let short = repository.git(&["rev-parse", "--short=8", "HEAD~1"]);
    let wrong: Vec<String> = {
        let shown = HOSTILE.iter().map(|(_, shown)| *shown);
        let mut lines: Vec<String> = shown
            .map(|name| format!("actions/1.1/{name}.toml:1:1: erreur[bad-id]: « {name} » ne convient pas comme nom de fiche"))
            .collect();
        lines.sort();
        lines
    };
    let in_order = |text: &str| -> Vec<String> {
        let lines = text.lines().map(str::trim_start);
        let mut lines: Vec<String> = lines
            .filter(|line| line.starts_with("actions/"))
            .map(str::to_owned)
            .collect();
        lines.sort();
        lines
    };
    // What reads that commit names every one of them.
    let check = [
        "check",
        "--at=HEAD~1",
        "--format=concise",
        "--select=bad-id",
    ];
    let (code, answer, _) = ask(folder, &check);
    assert_eq!((code, in_order(&answer)), (Some(1), wrong.clone()));
    for arguments in [
        &["list", "--at=HEAD~1"][..],
        &["diff", "HEAD~1"],
        &["budget", "--compare", "--at=HEAD~1"],
    ] {
        let (code, answer, beside) = ask(folder, arguments);
        assert_eq!((code, answer.as_str()), (Some(1), ""), "{arguments:?}");
        assert_eq!(in_order(&beside), wrong, "{arguments:?}");
        let around = [arguments, &["--allow-invalid"]].concat();
        let (code, _, beside) = ask(folder, &around);
        assert_eq!(code, Some(0), "{around:?}: {beside}");
        for (_, name) in HOSTILE {
            assert!(beside.contains(&format!("{name}.toml")), "{around:?}");
        }
    }
    // What tells lives goes on, and names what it passed over.
    let passed: Vec<String> = {
        let shown = HOSTILE.iter().map(|(_, shown)| *shown);
        let mut lines: Vec<String> = shown
            .map(|name| {
                format!(
                    "actions/1.1/{name}.toml : nom ou dossier impossible pour une fiche, au commit {} du 1er mars 2020, passé",
                    short.trim()
                )
            })
            .collect();
        lines.sort();
        lines
    };
    for arguments in [&["log"][..], &["log", "--summary"], &["blame", "deux-mots"]] {
        let (code, _, beside) = ask(folder, arguments);
        assert_eq!((code, in_order(&beside)), (Some(0), passed.clone()));
    }
    // A change that came after answers for none of them.
    for arguments in [
        &["check", "--base=HEAD~1"][..],
        &["check", "--changed", "--base=HEAD"],
    ] {
        let (code, answer, beside) = ask(folder, arguments);
        assert_eq!(code, Some(0), "{beside}");
        assert!(!answer.contains("bad-id"), "{answer}");
    }
    // Nothing was taken for a command or an option.
    let left: Vec<_> = fs::read_dir(folder).expect("a folder").collect();
    assert_eq!(left.len(), 3, "{left:?}");
}

#[test]
fn no_author_and_no_subject_steers_the_terminal() {
    let repository = begun(Repository::new(), "");
    let subject = "\u{1b}]0;titre\u{7}\u{1b}[2J\u{202e}Effacer\ttout\r\u{9b}31m\u{1}";
    let author = "--author=\"É\"\u{1b}[31m <b>\u{202e}; $(touch x) <a@example.org>";
    repository.write(FILE, &action("Plan vélo", "Complété"));
    repository.git(&["add", "--all"]);
    repository.git(&["commit", "--quiet", author, "-m", subject]);
    // A subject over two lines is one subject; what follows is none of it.
    repository.write(FILE, &action("Plan\u{a0}vélos", "Complété"));
    repository.commit("Deux\nlignes\n\nun corps", BEGUN);
    for arguments in [
        &["log"][..],
        &["log", "--format=md"],
        &["log", "--format=csv"],
        &["log", "--format=json"],
        &["blame", "velo"],
        &["blame", "velo", "--format=md"],
        &["diff", "HEAD~1"],
        &["diff", "HEAD~1", "--format=md"],
        &["diff", "HEAD~1", "--format=html"],
        &["list", "--at=HEAD~1"],
        &["budget", "--compare", "--at=HEAD~1"],
    ] {
        for lang in ["--lang=fr", "--lang=en"] {
            let (code, answer, beside) = ask(repository.path(), &[arguments, &[lang]].concat());
            assert_eq!(code, Some(0), "{arguments:?}: {beside}");
            let shown = answer + &beside;
            let is_bad = |c: char| c.is_control() && !"\r\n".contains(c) || c == '\u{202e}';
            assert!(!shown.contains(is_bad), "{arguments:?}: {shown:?}");
            assert!(!shown.contains("<b>") || !arguments.contains(&"--format=html"));
        }
    }
    let (_, answer, _) = ask(repository.path(), &["log", "velo"]);
    assert!(answer.contains("Élodie Martin : Deux lignes ("), "{answer}");
    assert!(!answer.contains("corps"), "{answer}");
    assert!(!repository.path().join("x").exists());
}

#[test]
fn no_name_of_a_revision_becomes_an_option() {
    let repository = begun(Repository::new(), "");
    let names = [
        "-x",
        "--all",
        "--output=x",
        "--upload-pack=touch x",
        "$(touch x)",
        "HEAD\nHEAD",
        "nulle\npart",
        "@{u}",
        ":/nulle part",
        "HEAD:actions",
        ":actions/1.1/velo.toml",
        "HEAD^{tree}",
        "^HEAD",
        "HEAD^@",
        "HEAD~9",
        "*",
        "",
        "\u{1b}[31mrouge",
        "é\u{301}",
    ];
    for name in names {
        for arguments in [
            vec!["list".to_owned(), format!("--at={name}")],
            vec!["log".to_owned(), format!("--since={name}")],
            vec!["check".to_owned(), format!("--base={name}")],
            vec![
                "budget".to_owned(),
                "--compare".to_owned(),
                format!("--at={name}"),
            ],
            vec!["diff".to_owned(), "--".to_owned(), format!("{name}..HEAD")],
            vec!["diff".to_owned(), "--".to_owned(), format!("HEAD...{name}")],
        ] {
            // An end that is left out is the one checked out.
            if name.is_empty() && arguments[0] == "diff" {
                continue;
            }
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let (code, answer, beside) = ask(repository.path(), &arguments);
            assert_eq!((code, answer.as_str()), (Some(2), ""), "{arguments:?}");
            let shown = name.replace(['\n', '\u{1b}'], "\u{fffd}");
            let expected = format!("erreur : git ne connaît aucune version « {shown} »\n");
            assert!(beside.starts_with(&expected), "{arguments:?}: {beside}");
        }
    }
    // The words of a message name a commit, as git has it.
    for (name, subject) in [
        (":/Vot", "Voter"),
        ("HEAD^{/Vot}", "Voter"),
        ("@", "Lancer"),
    ] {
        let at = format!("--at={name}");
        let (code, _, beside) = ask(repository.path(), &["list", &at]);
        assert_eq!(code, Some(0), "{name}: {beside}");
        assert!(beside.contains(&format!("« {subject} »")), "{beside}");
    }
    let left: Vec<_> = fs::read_dir(repository.path()).expect("a folder").collect();
    assert_eq!(left.len(), 3, "{left:?}");
}
