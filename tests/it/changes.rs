//! `plan new`, `set`, `rename`, `move` and `edit` in a repository: what they write, and what they refuse.

use std::fs;
use std::path::Path;

use crate::program;
use crate::repository::{Repository, changed_lines};

/// A repository with the plan's own words and actions.
fn plan() -> Repository {
    let repository = Repository::new();
    for folder in ["schema", "actions"] {
        for entry in walkdir::WalkDir::new(folder) {
            let entry = entry.expect("the plan's folder");
            if entry.file_type().is_file() {
                let text = fs::read_to_string(entry.path()).expect("a text");
                repository.write(entry.path().to_str().expect("UTF-8"), &text);
            }
        }
    }
    repository.commit("The plan", "2020-01-01T12:00:00+01:00");
    repository
}

/// A run of the program: its exit code, its answer, what it said beside.
fn run(repository: &Repository, arguments: &[&str]) -> (i32, String, String) {
    let output = program::run(repository.path(), arguments.iter().copied());
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let code = output.status.code().expect("an exit code");
    (code, text(output.stdout), text(output.stderr))
}

fn changed(repository: &Repository) -> String {
    repository.git(&["diff", "--unified=0", "--no-color"])
}

const FSL: &str = "actions/6.2.1/gestion-du-fsl.toml";

#[test]
fn set_changes_the_lines_it_is_about() {
    let repository = plan();
    let (code, out, told) = run(
        &repository,
        &["set", "gestion-du-fsl", "status=complete", "end=mai 2020"],
    );
    assert_eq!(code, 0, "{told}");
    let shown = "  Statut\u{202f}: En cours → Complété\n  Fin\u{202f}: (non renseigné) → 2020-05\n";
    assert_eq!(out, format!("{FSL}\n{shown}"));
    let diff = changed(&repository);
    let lines = changed_lines(&diff);
    let expected = [
        "-status = \"En cours\"",
        "+status = \"Complété\"",
        "+end = \"2020-05\"",
        "+",
    ];
    assert_eq!(lines, expected);
    let again = run(&repository, &["set", "gestion-du-fsl", "status=Complété"]);
    assert_eq!((again.0, again.1.as_str()), (0, ""));
}

#[test]
fn set_keeps_the_line_breaks_of_windows_and_a_missing_last_one() {
    let repository = plan();
    let text = "title = 'FSL'\r\nthemes=[ 'Précarité énergétique' ] # thème\r\nstatus = 'En cours'";
    repository.write(FSL, text);
    let (code, _, told) = run(
        &repository,
        &["set", "gestion-du-fsl", "status=Nouveau", "end=2030"],
    );
    assert_eq!(code, 0, "{told}");
    let written = fs::read_to_string(repository.path().join(FSL)).expect("an action");
    let expected = text.replace("'En cours'", "\"Nouveau\"\r\n\r\nend = \"2030\"");
    assert_eq!(written, expected);
}

#[test]
fn what_would_put_a_mistake_into_the_plan_is_refused() {
    let repository = plan();
    for (change, rule) in [
        ("end=un jour", "unreadable-date"),
        ("title=", "missing-key"),
        ("budget=[{ amount = -1 }]", "negative-amount"),
    ] {
        let (code, out, told) = run(&repository, &["set", "gestion-du-fsl", change]);
        assert_eq!((code, out.as_str()), (1, ""), "{change}");
        assert!(told.contains(&format!("[{rule}]")), "{change}: {told}");
    }
    for words in [
        &["set", "status=Nouveau"][..],
        &["set", "gestion-du-fsl"],
        &["set", "gestion-du-fsl", "status=Terminaison"],
        &["set", "gestion-du-fsl", "owners+=Nobody at all"],
        &["set", "gestion-du-fsl", "statu=Nouveau"],
        &["set", "gestion-du-fsl", "status+=Nouveau"],
        &["set", "gestion-du-fsl", "budget=[{"],
        &["set", "--at", "HEAD", "--axis", "1", "status=Nouveau"],
        &["set", "personne", "status=Nouveau"],
        &["rename", "gestion-du-fsl", "Aide au logement"],
        &["rename", "gestion-du-fsl", "dechetterie-mobile"],
        &["move", "gestion-du-fsl", "9.9.9"],
        &[
            "new",
            "Gestion du FSL",
            "--measure",
            "6.2.1",
            "--theme",
            "Partenariats",
        ],
        &["new", "…", "--measure", "6.2.1", "--theme", "Partenariats"],
        &["new", "Neuf", "--measure", "6.2.1", "--theme", "Partenaria"],
    ] {
        let (code, out, told) = run(&repository, words);
        assert_eq!((code, out.as_str()), (2, ""), "{words:?}: {told}");
    }
    assert_eq!(repository.git(&["status", "--porcelain"]), "");
}

#[test]
fn a_mistake_that_was_there_keeps_nobody_from_a_change() {
    let repository = plan();
    let text = fs::read_to_string(repository.path().join(FSL)).expect("an action");
    repository.write(FSL, &text.replace("En cours", "En route"));
    let (code, _, told) = run(&repository, &["set", "gestion-du-fsl", "end=2030"]);
    assert_eq!(code, 0, "{told}");
    let (code, _, told) = run(&repository, &["set", "gestion-du-fsl", "status=en cours"]);
    assert_eq!(code, 0, "{told}");
    // Nothing can be put into a file that is no TOML.
    repository.write(FSL, "title = 'FSL'\nthemes = [\n");
    let (code, _, told) = run(&repository, &["set", "gestion-du-fsl", "end=2030"]);
    assert_eq!(code, 1, "{told}");
    assert!(told.contains("gestion-du-fsl.toml"), "{told}");
}

#[test]
fn a_selection_is_shown_first_and_written_where_it_is_asked_for() {
    let repository = plan();
    let words = [
        "set",
        "--axis",
        "6",
        "--status",
        "Non démarré",
        "status=En cours",
    ];
    let (code, shown, told) = run(&repository, &words);
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("--write"), "{told}");
    assert_eq!(changed(&repository), "");
    let (code, written, told) = run(&repository, &[&words[..], &["--write"]].concat());
    assert_eq!((code, written), (0, shown.clone()), "{told}");
    let files = shown
        .lines()
        .filter(|line| line.starts_with("actions/"))
        .count();
    let names = repository.git(&["diff", "--name-only"]);
    assert_eq!(names.lines().count(), files);
    assert!(files > 1);
    let (code, _, told) = run(&repository, &["fmt", "--check"]);
    assert_eq!(code, 0, "{told}");
}

#[test]
fn a_renamed_action_takes_its_references_with_it() {
    let repository = plan();
    let other = "actions/2.1.1/diagnostics-qualite-air-interieur.toml";
    let text = fs::read_to_string(repository.path().join(other)).expect("an action");
    repository.write(
        other,
        &text.replace("included_in = \"?\"", "included_in = \"gestion-du-fsl\""),
    );
    repository.commit("A reference", "2020-02-01T12:00:00+01:00");
    let (code, out, told) = run(&repository, &["rename", "gestion-du-fsl", "fsl"]);
    assert_eq!(code, 0, "{told}");
    assert_eq!(out, format!("{FSL} → actions/6.2.1/fsl.toml\n{other}\n"));
    let status = repository.git(&["status", "--porcelain"]);
    assert!(
        status.contains(&format!("RM {FSL} -> actions/6.2.1/fsl.toml")),
        "{status}"
    );
    let diff = changed(&repository);
    assert!(
        diff.contains("+budget = [{ included_in = \"fsl\""),
        "{diff}"
    );

    assert!(diff.contains("+former = [\"gestion-du-fsl\"]"), "{diff}");

    // The id that it bore is mended where somebody writes it, and leads to the new one where it is typed.
    repository.write(
        other,
        &text.replace("included_in = \"?\"", "included_in = \"gestion-du-fsl\""),
    );
    let (code, _, told) = run(&repository, &["check", "--fix"]);
    assert_eq!(code, 0, "{told}");
    let mended = fs::read_to_string(repository.path().join(other)).expect("an action");
    assert!(mended.contains("included_in = \"fsl\""), "{mended}");
    let (code, _, told) = run(&repository, &["show", "gestion-du-fsl"]);
    assert_eq!(code, 2, "{told}");
    let told = told.replace(['\u{a0}', '\u{202f}'], " ");
    assert!(told.contains("« fsl » ("), "{told}");

    let (code, out, told) = run(&repository, &["move", "fsl", "1.1.1"]);
    assert_eq!(code, 0, "{told}");
    assert_eq!(out, "actions/6.2.1/fsl.toml → actions/1.1.1/fsl.toml\n");
    let (code, _, told) = run(&repository, &["check"]);
    assert_eq!(code, 0, "{told}");
}

#[test]
fn a_new_action_is_laid_out_and_without_a_mistake() {
    let repository = plan();
    let path = "actions/4.1.1/l-ete-a-velo.toml";
    let words = [
        "new",
        "L’été à vélo",
        "--measure",
        "4.1.1",
        "--theme",
        "transports publics",
    ];
    let (code, out, told) = run(&repository, &words);
    assert_eq!((code, out), (0, format!("{path}\n")), "{told}");
    let text = fs::read_to_string(repository.path().join(path)).expect("the new action");
    assert!(
        text.contains("title  = \"L’été à vélo\"\nthemes = [\"Transports publics\"]\n"),
        "{text}"
    );
    for word in ["check", "fmt"] {
        let check = if word == "fmt" {
            &["fmt", "--check"][..]
        } else {
            &["check"]
        };
        let (code, _, told) = run(&repository, check);
        assert_eq!(code, 0, "{told}");
    }
    // Each key that is commented out is a key of an action, and its example can be read.
    let examples: String = text
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(example) if example.split(" = ").next().is_some_and(|key| key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')) => example.to_owned(),
            _ if line.starts_with('#') => String::new(),
            _ => line.to_owned(),
        } + "\n")
        .collect();
    let examples = examples.replace("other_measures = [\"…\"]", "other_measures = [\"1.1.1\"]");
    let read = plan::load::read::read_sheet(&plan::document::Document::of(&examples));
    assert!(read.findings.is_empty(), "{:?}", read.findings);
    let (code, _, told) = run(&repository, &words);
    assert_eq!(code, 2, "{told}");
}

#[cfg(unix)]
#[test]
fn edit_opens_the_editor_and_checks_what_it_left() {
    let repository = plan();
    let edit = |editor: &str| {
        std::process::Command::new(env!("CARGO_BIN_EXE_plan"))
            .args(["edit", "gestion-du-fsl"])
            .current_dir(repository.path())
            .env("EDITOR", editor)
            .env_remove("VISUAL")
            .output()
            .expect("the program runs")
    };
    assert_eq!(edit("true").status.code(), Some(0));
    assert_eq!(edit("no-such-editor").status.code(), Some(2));
    let script = repository.path().join("editor.sh");
    fs::write(
        &script,
        "sed -i.bak s/title/titel/ \"$1\"; rm -f \"$1.bak\"\n",
    )
    .expect("a script");
    let output = edit(&format!("sh {}", script.display()));
    assert_eq!(output.status.code(), Some(1));
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(out.contains("[unknown-key]"), "{out}");
    assert!(Path::new(&repository.path().join(FSL)).exists());
}
