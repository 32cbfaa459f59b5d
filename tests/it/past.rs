//! The plan as it was, asked of repositories made with the real git.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::program;
use crate::repository::{Repository, action, vocabularies};

/// A plan of one action that is new, then under way, then done, in a folder of a repository.
fn lived(folder: &str) -> Repository {
    let repository = Repository::new();
    vocabularies(&repository, folder);
    for (status, subject, moment) in [
        ("Nouveau", "Vote du plan", "2020-03-01T10:00:00+01:00"),
        // Late in the evening there, the next day in Paris.
        ("En cours", "Lancement", "2021-06-30T23:30:00-05:00"),
        ("Complété", "Achèvement", "2023-01-15T10:00:00+01:00"),
    ] {
        let file = format!("{folder}actions/1.1/velo.toml");
        repository.write(&file, &action("Plan vélo", status));
        repository.commit(subject, moment);
    }
    repository.git(&["tag", "v2020", "HEAD~2"]);
    repository.git(&["tag", "2024", "HEAD~1"]);
    repository
}

fn told(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

fn status_at(folder: &Path, when: &str) -> (Option<i32>, String, String) {
    let arguments = ["list", "--columns=status", "--format=csv", "--at", when];
    told(&program::run(folder, arguments))
}

#[test]
fn each_moment_shows_the_plan_as_it_was() {
    for folder in ["", "climat/plan à jour/"] {
        let repository = lived(folder);
        for (when, status) in [
            ("v2020", "Nouveau"),
            ("main", "Complété"),
            ("HEAD~1", "En cours"),
            ("2020-03-01", "Nouveau"),
            ("2021-06-30", "Nouveau"),
            ("2021-07-01", "En cours"),
            ("01/07/2021", "En cours"),
            ("2022", "En cours"),
            ("fin 2023", "Complété"),
            // A tag that is named like a year is a tag.
            ("2024", "En cours"),
        ] {
            let (code, answer, _) = status_at(&repository.path().join(folder), when);
            assert_eq!(code, Some(0), "{when}");
            assert_eq!(answer, format!("Statut\r\n{status}\r\n"), "{when}");
        }
    }
}

#[test]
fn a_day_begins_and_ends_in_the_time_zone_of_the_plan() {
    let repository = lived("");
    for (zone, day) in [
        ("Pacific/Tahiti", "2021-06-30"),
        ("Indian/Reunion", "2021-07-01"),
    ] {
        let settings = format!("format = 1\nname = \"Plan\"\ntimezone = \"{zone}\"\n");
        repository.write("schema/plan.toml", &settings);
        let (_, answer, _) = status_at(repository.path(), "2021-06-30");
        let is_there = answer.contains("En cours");
        assert_eq!(is_there, day == "2021-06-30", "{zone}: {answer}");
        let (_, answer, _) = told(&program::run(repository.path(), ["log", "--format=csv"]));
        assert!(answer.contains(day), "{zone}: {answer}");
    }
    repository.write(
        "schema/plan.toml",
        "format = 1\nname = \"Plan\"\ntimezone = \"Paris\"\n",
    );
    let (code, _, beside) = status_at(repository.path(), "main");
    assert_eq!(code, Some(0), "{beside}");
    let (code, _, beside) = told(&program::run(repository.path(), ["list"]));
    assert_eq!(code, Some(1), "{beside}");
    assert!(beside.contains("schema/plan.toml:3:12"), "{beside}");
}

#[test]
fn the_commit_taken_is_told_beside_the_answer() {
    let repository = lived("");
    let (_, _, beside) = status_at(repository.path(), "2022");
    let short = repository.git(&["rev-parse", "--short=8", "HEAD~1"]);
    assert_eq!(
        beside,
        format!(
            "le plan au 31 décembre 2022\u{202f}: commit {} du 1er juillet 2021, «\u{202f}Lancement\u{202f}»\n",
            short.trim()
        )
    );
}

#[test]
fn what_was_late_is_judged_by_the_day_asked() {
    let repository = lived("");
    let late = |when: &str| {
        let arguments = ["-C", ".", "list", "--late", "--format=json", "--at", when];
        let output = Command::new(env!("CARGO_BIN_EXE_plan"))
            .args(arguments)
            .current_dir(repository.path())
            .output()
            .expect("the program runs");
        String::from_utf8(output.stdout)
            .expect("UTF-8")
            .contains("velo")
    };
    // The action ends with 2021.
    assert!(!late("2021-12-31"));
    assert!(late("2022-01-01"));
    assert!(!late("2023-01-15"));
}

#[test]
fn what_cannot_be_answered_is_one_clear_sentence() {
    let repository = lived("");
    let elsewhere = tempfile::tempdir().expect("a folder");
    std::fs::create_dir_all(elsewhere.path().join("actions")).expect("a folder");
    std::fs::create_dir_all(elsewhere.path().join("schema")).expect("a folder");
    for (folder, when, expected) in [
        (
            repository.path(),
            "nulle-part",
            "erreur\u{202f}: git ne connaît aucune version «\u{202f}nulle-part\u{202f}»",
        ),
        (
            repository.path(),
            "2020-02-29",
            "erreur\u{202f}: au 29 février 2020, le plan n'était pas encore suivi par git",
        ),
        (elsewhere.path(), "HEAD", "n'est pas suivi par git"),
    ] {
        let (code, answer, beside) = status_at(folder, when);
        assert_eq!((code, answer.as_str()), (Some(2), ""), "{when}");
        assert!(beside.contains(expected), "{when}: {beside}");
    }
}

#[test]
fn without_git_that_is_what_is_told() {
    let repository = lived("");
    let output = Command::new(env!("CARGO_BIN_EXE_plan"))
        .args(["list", "--lang=fr", "--at", "HEAD"])
        .current_dir(repository.path())
        .env("PATH", "")
        .output()
        .expect("the program runs");
    let (code, _, beside) = told(&output);
    assert_eq!(code, Some(2));
    assert!(
        beside.contains("la commande git n'est pas installée"),
        "{beside}"
    );
}

#[test]
fn a_shallow_clone_does_not_pretend_to_know_the_beginning() {
    let repository = lived("");
    let clone = tempfile::tempdir().expect("a folder");
    let source = format!("file://{}", repository.path().display());
    let target = clone.path().display().to_string();
    repository.git(&["clone", "--quiet", "--depth=2", &source, &target]);
    let (code, _, beside) = status_at(clone.path(), "2020-12-31");
    assert_eq!(code, Some(2));
    assert!(
        beside.contains("l'historique conservé ici ne remonte pas au 31 décembre 2020"),
        "{beside}"
    );
    assert!(
        beside.contains("coupée avant le 1er juillet 2021"),
        "{beside}"
    );
    assert_eq!(status_at(clone.path(), "2022").0, Some(0));
}

#[test]
fn a_plan_that_was_broken_then_is_refused_and_can_be_answered_around() {
    let repository = lived("");
    repository.write("actions/1.1/casse.toml", "title = \"inachevé\nthemes = []");
    repository.commit("Erreur", "2023-02-01T10:00:00+01:00");
    repository.git(&["rm", "--quiet", "actions/1.1/casse.toml"]);
    repository.commit("Réparation", "2023-03-01T10:00:00+01:00");
    let (code, answer, beside) = status_at(repository.path(), "2023-02-15");
    assert_eq!((code, answer.as_str()), (Some(1), ""));
    assert!(beside.contains("actions/1.1/casse.toml:1"), "{beside}");
    let around = [
        "list",
        "--format=csv",
        "--columns=id",
        "--allow-invalid",
        "--at=2023-02-15",
    ];
    let (code, answer, _) = told(&program::run(repository.path(), around));
    assert_eq!(
        (code, answer.as_str()),
        (Some(0), "Identifiant,Fiches laissées de côté\r\nvelo,1\r\n")
    );
    let (code, answer, _) = told(&program::run(repository.path(), ["check", "--at=HEAD~1"]));
    assert_eq!(code, Some(1));
    assert!(answer.contains("actions/1.1/casse.toml"), "{answer}");
}

#[test]
fn vocabularies_are_read_as_they_were() {
    let repository = lived("");
    repository.write(
        "schema/statuses.toml",
        "[[status]]\nname = \"Terminé\"\nmeaning = \"fini\"\nphase = \"done\"\n",
    );
    repository.write("actions/1.1/velo.toml", &action("Plan vélo", "Terminé"));
    repository.commit("Nouveau menu", "2024-01-01T10:00:00+01:00");
    assert_eq!(
        status_at(repository.path(), "2023").1,
        "Statut\r\nComplété\r\n"
    );
    assert_eq!(
        status_at(repository.path(), "HEAD").1,
        "Statut\r\nTerminé\r\n"
    );
}

#[test]
fn names_of_today_find_what_they_were() {
    let repository = lived("");
    repository.write(
        "schema/statuses.toml",
        "[[status]]\nname = \"Terminé\"\nmeaning = \"fini\"\nphase = \"done\"\naliases = [\"Complété\"]\n",
    );
    // The catalogue is another one: the axis bears another number, and another measure has the code.
    repository.write(
        "schema/measures.toml",
        "[[axis]]\nnumber = 4\ntitle = \"Se déplacer\"\nformer = [1]\n\n\
         [[axis]]\nnumber = 1\ntitle = \"Gouverner\"\n\n\
         [[measure]]\ncode = \"4.1\"\ntitle = \"Pistes\"\n\n\
         [[measure]]\ncode = \"4.2\"\ntitle = \"Réseaux\"\nformer = [\"2.1\"]\n\n\
         [[measure]]\ncode = \"1.1\"\ntitle = \"Pilotage\"\n",
    );
    repository.git(&["rm", "-q", "actions/1.1/velo.toml"]);
    repository.write("actions/4.1/velo.toml", &action("Plan vélo", "Terminé"));
    repository.commit("Nouveau catalogue", "2024-01-01T10:00:00+01:00");
    let asked = |arguments: &[&str]| {
        let (code, answer, beside) =
            told(&program::run(repository.path(), arguments.iter().copied()));
        assert_eq!(code, Some(0), "{arguments:?}: {beside}");
        (answer, beside)
    };
    for selection in ["--status=Terminé", "--measure=4.1"] {
        let (answer, beside) = asked(&[
            "list",
            "--columns=id",
            "--format=csv",
            "--at=2023-06-01",
            selection,
        ]);
        assert_eq!(answer, "Identifiant\r\nvelo\r\n", "{selection}");
        assert!(beside.contains("s'appelait alors"), "{selection}: {beside}");
    }
    // Between two states, the earlier one speaks the later catalogue's words: one action, its code alone is another.
    let (answer, _) = asked(&["diff", "2023-06-01..HEAD", "--measure=4.1"]);
    let answer = answer.replace('\u{202f}', " ");
    let axes: Vec<&str> = answer
        .lines()
        .filter(|line| line.contains("axe") || line.starts_with("Axe "))
        .collect();
    assert_eq!(
        axes[..4],
        [
            "Numéro de l'axe Mobilité : 1 → 4",
            "Axe 1 : Gouverner (ajout)",
            "Axe 2 : Énergie (retrait)",
            "Axe 4 : Mobilité → Se déplacer",
        ]
    );
    assert!(
        answer.contains("Code de la mesure Vélo : 1.1 → 4.1"),
        "{answer}"
    );
    // A code that only an older catalogue has leads to the measure of today.
    let (answer, _) = asked(&["list", "--columns=id", "--format=csv", "--measure=2.1"]);
    assert_eq!(answer, "Identifiant\r\n");
    let (code, _, beside) = told(&program::run(repository.path(), ["list", "--measure=3.1"]));
    assert_eq!(code, Some(2), "{beside}");
}

#[test]
fn the_plan_is_followed_where_its_folder_is_moved() {
    let repository = lived("climat/");
    let dated = |folder: &str| {
        let arguments = ["log", "velo", "--format=csv"];
        let (code, answer, beside) =
            told(&program::run(&repository.path().join(folder), arguments));
        assert_eq!(code, Some(0), "{folder}: {beside}");
        answer
    };
    let before = dated("climat");
    assert_eq!(before.lines().count(), 4, "{before}");
    for (from, to, moment) in [
        ("climat", "plan climat", "2024-01-01T10:00:00+01:00"),
        (
            "plan climat/actions",
            "actions",
            "2024-02-01T10:00:00+01:00",
        ),
    ] {
        repository.git(&["mv", from, to]);
        if to == "actions" {
            repository.git(&["mv", "plan climat/schema", "schema"]);
        }
        repository.commit("Rangement", moment);
        let folder = if to == "actions" { "" } else { to };
        assert_eq!(dated(folder), before, "{folder}");
        for (when, status) in [
            ("v2020", "Nouveau"),
            ("2022", "En cours"),
            ("HEAD", "Complété"),
        ] {
            let (code, answer, beside) = status_at(&repository.path().join(folder), when);
            assert_eq!(code, Some(0), "{folder} {when}: {beside}");
            assert_eq!(answer, format!("Statut\r\n{status}\r\n"), "{folder} {when}");
        }
    }
}

#[test]
fn a_plan_that_began_as_a_copy_has_its_own_history() {
    let repository = lived("climat/");
    for file in ["plan", "measures", "statuses", "themes", "actors"] {
        let path = format!("schema/{file}.toml");
        let text = fs::read_to_string(repository.path().join("climat").join(&path));
        repository.write(&format!("mobilité/{path}"), &text.expect("a file"));
    }
    let other = "mobilité/actions/1.1/bus.toml";
    repository.write(other, &action("Bus", "Nouveau"));
    repository.commit("Un second plan", "2024-01-01T10:00:00+01:00");
    let folder = repository.path().join("mobilité");
    let (code, answer, beside) = told(&program::run(&folder, ["log"]));
    assert_eq!(code, Some(0), "{beside}");
    assert!(!answer.contains("Lancement"), "{answer}");
    let (code, ..) = status_at(&folder, "v2020");
    assert_eq!(code, Some(2));
}
