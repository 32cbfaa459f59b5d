//! One identity through time: what became of an action is told alike by the log, the difference, the blame and the check.

use serde_json::Value;

use crate::asked::{json, said};
use crate::repository::{Repository, vocabularies};

/// An action that is new, ends with a year and costs so much.
fn action(title: &str, end: &str, amount: u32) -> String {
    format!(
        "title = \"{title}\"\nthemes = [\"Mobilité\"]\nstatus = \"Nouveau\"\nend = \"{end}\"\n\
         budget = [{{ amount = {amount} }}]\n"
    )
}

/// A repository whose first commit holds these actions, by their paths in `actions/`.
fn voted(actions: &[(&str, String)]) -> Repository {
    let repository = Repository::new();
    vocabularies(&repository, "");
    for (path, text) in actions {
        repository.write(&format!("actions/{path}.toml"), text);
    }
    repository.commit("Vote", "2020-06-25T12:00:00+02:00");
    repository.git(&["tag", "v2020"]);
    repository
}

fn first(repository: &Repository, arguments: &[&str]) -> String {
    let (answer, beside) = said(repository, arguments);
    let line = answer.lines().next();
    line.map_or_else(|| panic!("{arguments:?}: {beside}"), str::to_owned)
}

/// What a difference says of actions: what became of each, by the id that it has or had last, and the one before.
fn became(diff: &Value) -> Vec<String> {
    let actions = diff["actions"].as_array().expect("actions").iter();
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let told = |one: &Value| {
        format!(
            "{} {} {}",
            text(&one["kind"]),
            text(&one["renamed_from"]),
            text(&one["id"])
        )
    };
    actions.map(told).collect()
}

const FUNDED: &str = "\n[voted]\nrevision = \"v2020\"\n";

/// Name the first commit as the plan that was voted.
fn name_the_vote(repository: &Repository) {
    let settings = format!("format = 1\nname = \"Plan\"\n{FUNDED}");
    repository.write("schema/plan.toml", &settings);
}

#[test]
fn what_a_file_says_of_its_names_is_no_guess() {
    let repository = voted(&[("1.1/velo", action("Plan vélo", "2023", 1_000))]);
    repository.git(&["rm", "--quiet", "actions/1.1/velo.toml"]);
    let text =
        action("Réseau express", "2030", 9_000).replace("status", "former = [\"velo\"]\nstatus");
    repository.write("actions/1.1/express.toml", &text);
    repository.commit("Renommer et réviser", "2021-01-01T12:00:00+01:00");
    assert_eq!(
        became(&json(&repository, &["diff", "v2020..HEAD"])),
        ["changed velo express"]
    );
    let (log, _) = said(&repository, &["log", "express"]);
    assert!(
        log.contains("suivie de nom en nom") && log.contains("Vote"),
        "{log}"
    );
    // What took the place of a voted action says so, and nothing was wiped out.
    let text =
        action("Réseau vélo", "2030", 9_000).replace("status", "replaces = [\"express\"]\nstatus");
    repository.git(&["rm", "--quiet", "actions/1.1/express.toml"]);
    repository.write("actions/2.1/reseau.toml", &text);
    let (found, _) = said(&repository, &["check", "--base=HEAD"]);
    assert!(!found.contains("deleted-action"), "{found}");
    repository.commit("Regrouper", "2022-01-01T12:00:00+01:00");
    let (diff, _) = said(&repository, &["diff", "HEAD~1..HEAD"]);
    let diff = diff.replace('\u{202f}', " ");
    assert!(diff.contains("Remplace : express"), "{diff}");
    assert!(diff.contains("Remplacée par : reseau"), "{diff}");
    let (log, _) = said(&repository, &["log", "reseau"]);
    assert!(
        log.replace('\u{202f}', " ").contains("Remplace : express"),
        "{log}"
    );
}

#[test]
fn what_was_withdrawn_is_not_what_was_added_later() {
    let gymnase = |name: &str| format!("Rénovation énergétique du gymnase {name}");
    let repository = voted(&[
        (
            "1.1/gymnase-pasteur",
            action(&gymnase("Pasteur"), "2023", 1_200_000),
        ),
        ("2.1/achats", action("Achats durables", "2030", 1_000)),
    ]);
    repository.git(&["rm", "--quiet", "actions/1.1/gymnase-pasteur.toml"]);
    repository.commit("Retirer", "2022-03-01T12:00:00+01:00");
    let curie = action(&gymnase("Curie"), "2027", 900_000);
    repository.write("actions/1.1/gymnase-curie.toml", &curie);
    repository.commit("Ajouter", "2024-03-01T12:00:00+01:00");
    let expected = ["added - gymnase-curie", "dropped - gymnase-pasteur"];
    let sorted = |range: &str| {
        let mut told = became(&json(&repository, &["diff", range]));
        told.sort();
        told
    };
    assert_eq!(sorted("v2020..HEAD"), expected);
    assert_eq!(sorted("v2020"), expected);
    assert_eq!(
        sorted("HEAD..v2020"),
        ["added - gymnase-pasteur", "dropped - gymnase-curie"]
    );
    let (found, _) = said(&repository, &["check", "--base=v2020"]);
    assert!(found.contains("deleted-action"), "{found}");
    let (log, _) = said(&repository, &["log", "gymnase-pasteur"]);
    assert!(
        !log.contains("renommée") && log.contains("action retirée"),
        "{log}"
    );
}

#[test]
fn one_of_a_series_is_not_the_other_though_one_commit_exchanges_them() {
    let school = |name: &str| format!("Rénovation énergétique de l'école {name}");
    // With other figures, and with the same ones.
    for (end, amount) in [("2027", 2_500_000), ("2023", 1_000_000)] {
        let schools = ["pasteur", "curie", "hugo", "zola"].map(|name| {
            (
                format!("1.1/reno-{name}"),
                action(&school(name), "2023", 1_000_000),
            )
        });
        let schools: Vec<(&str, String)> = schools
            .iter()
            .map(|(path, text)| (path.as_str(), text.clone()))
            .collect();
        let repository = voted(&schools);
        repository.git(&[
            "rm",
            "--quiet",
            "actions/1.1/reno-pasteur.toml",
            "actions/1.1/reno-curie.toml",
        ]);
        for name in ["moulin", "ferry"] {
            let path = format!("actions/1.1/reno-{name}.toml");
            repository.write(&path, &action(&school(name), end, amount));
        }
        repository.commit("Réviser", "2023-06-25T12:00:00+02:00");
        let summary = first(&repository, &["diff", "v2020..HEAD"]);
        assert!(
            summary.starts_with("2 actions ajoutées, 2 retirées"),
            "{summary}"
        );
        let (log, _) = said(&repository, &["log"]);
        assert!(!log.contains("renommée"), "{log}");
    }
    // One whose name alone was mended is the same, and that is told as a guess.
    let repository = voted(&[(
        "1.1/reno-pastteur",
        action(&school("Pastteur"), "2023", 1_000_000),
    )]);
    repository.git(&[
        "mv",
        "actions/1.1/reno-pastteur.toml",
        "actions/1.1/reno-pasteur.toml",
    ]);
    repository.write(
        "actions/1.1/reno-pasteur.toml",
        &action(&school("Pasteur"), "2023", 1_000_000),
    );
    repository.commit("Corriger", "2021-01-01T12:00:00+01:00");
    let (answer, _) = said(&repository, &["diff", "v2020..HEAD"]);
    assert!(answer.contains("reconnue à son contenu"), "{answer}");
}

#[test]
fn the_history_tells_a_name_before_likeness_does() {
    let nord = action("Pistes cyclables du nord", "2023", 1_000_000);
    let repository = voted(&[("1.1/pistes-nord", nord.clone())]);
    name_the_vote(&repository);
    repository.git(&[
        "mv",
        "actions/1.1/pistes-nord.toml",
        "actions/1.1/reseau-express.toml",
    ]);
    repository.commit("Renommer", "2021-01-01T12:00:00+01:00");
    let express = action("Réseau express vélo métropolitain", "2026", 9_000_000);
    repository.write("actions/1.1/reseau-express.toml", &express);
    repository.commit("Réviser", "2022-01-01T12:00:00+01:00");
    // Something like the first comes under another name, and then under the first's own.
    for (name, title) in [
        ("pistes-sud", "Pistes cyclables du sud"),
        ("pistes-nord", "Pistes cyclables du nord"),
    ] {
        repository.write(
            &format!("actions/1.1/{name}.toml"),
            &action(title, "2023", 1_000_000),
        );
        repository.commit("Ajouter", "2023-01-01T12:00:00+01:00");
        let told = became(&json(&repository, &["diff", "v2020..HEAD"]));
        assert!(
            told.contains(&"changed pistes-nord reseau-express".to_owned()),
            "{told:?}"
        );
        assert!(told.contains(&format!("added - {name}")), "{told:?}");
        let back = became(&json(&repository, &["diff", "HEAD..v2020"]));
        assert!(
            back.contains(&"changed reseau-express pistes-nord".to_owned()),
            "{back:?}"
        );
        assert!(back.contains(&format!("dropped - {name}")), "{back:?}");
        let (found, _) = said(&repository, &["check", "--base=v2020"]);
        assert!(found.contains("voted-amount"), "{found}");
    }
    let (log, _) = said(&repository, &["log", "reseau-express"]);
    assert!(
        log.contains("Vote") && log.contains("pistes-nord → reseau-express"),
        "{log}"
    );
    // The later one of that name has a life of its own.
    let (log, _) = said(&repository, &["log", "pistes-nord"]);
    assert!(
        !log.contains("Vote") && log.contains("action ajoutée"),
        "{log}"
    );
    // Between branches it is the same.
    repository.git(&["checkout", "--quiet", "-b", "ailleurs", "v2020"]);
    repository.write("actions/2.1/.keep", "");
    repository.git(&[
        "mv",
        "actions/1.1/pistes-nord.toml",
        "actions/2.1/pistes-du-nord.toml",
    ]);
    repository.commit("Déplacer", "2021-02-01T12:00:00+01:00");
    let told = became(&json(&repository, &["diff", "ailleurs..main"]));
    assert!(
        told.contains(&"changed pistes-du-nord reseau-express".to_owned()),
        "{told:?}"
    );
    let told = became(&json(&repository, &["diff", "main..ailleurs"]));
    assert!(
        told.contains(&"changed reseau-express pistes-du-nord".to_owned()),
        "{told:?}"
    );
}

#[test]
fn a_life_goes_on_through_a_merge_that_retouches_it() {
    let repository = voted(&[
        ("1.1/a", action("Piste A", "2023", 1_000_000)),
        ("1.1/b", action("Zone piétonne", "2023", 1_000_000)),
    ]);
    repository.git(&["checkout", "--quiet", "-b", "travaux"]);
    repository.write("actions/2.1/.keep", "");
    repository.git(&["mv", "actions/1.1/a.toml", "actions/2.1/a.toml"]);
    repository.commit("Déplacer A", "2021-01-10T12:00:00+01:00");
    repository.git(&["checkout", "--quiet", "main"]);
    repository.write(
        "actions/1.1/b.toml",
        &action("Zone piétonne", "2024", 1_000_000),
    );
    repository.commit("B", "2021-02-01T12:00:00+01:00");
    repository.git(&["merge", "--quiet", "--no-commit", "--no-ff", "travaux"]);
    repository.write("actions/2.1/a.toml", &action("Piste A", "2027", 3_000_000));
    repository.commit("Fusionner, et corriger A", "2021-03-01T12:00:00+01:00");
    let log = json(&repository, &["log", "a"]);
    let told: Vec<String> = log["entries"]
        .as_array()
        .expect("entries")
        .iter()
        .map(|entry| {
            let fields = entry["changes"].as_array().expect("changes").iter();
            let fields: Vec<&str> = fields
                .filter_map(|change| change["field"].as_str())
                .collect();
            format!(
                "{} {} {}",
                entry["commit"]["subject"],
                entry["moved_from"],
                fields.join(",")
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "\"Vote\" null ",
            "\"Déplacer A\" \"1.1\" ",
            "\"Fusionner, et corriger A\" null end,budget",
        ]
    );
    let (summary, _) = said(&repository, &["log", "a", "--summary"]);
    assert!(
        summary.contains("2023 → 2027 (+4 ans) – échéance changée 1 fois"),
        "{summary}"
    );
    assert!(summary.contains("1 M€ → 3 M€ (+2 M€)"), "{summary}");
    let blame = json(&repository, &["blame", "a"]);
    for field in blame["fields"].as_array().expect("fields") {
        let by = match field["field"].as_str() {
            Some("end" | "budget") => "Fusionner, et corriger A",
            _ => "Vote",
        };
        assert_eq!(field["commit"]["subject"], by, "{field}");
    }
}

#[test]
fn what_both_sides_touched_is_told_by_whom_set_it() {
    let line = |label: &str, amount: u32| format!("{{ label = \"{label}\", amount = {amount} }}");
    let text = |end: &str, status: &str, lines: &[String]| {
        format!(
            "title = \"Piste A\"\nthemes = [\"Mobilité\"]\nstatus = \"{status}\"\nend = \"{end}\"\nbudget = [{}]\n",
            lines.join(", ")
        )
    };
    let repository = voted(&[(
        "1.1/a",
        text(
            "2023",
            "Nouveau",
            &[line("études", 100), line("travaux", 900)],
        ),
    )]);
    let write = |text: String, path: &str, subject: &str, day: &str| {
        repository.write(&format!("actions/{path}.toml"), &text);
        repository.commit(subject, &format!("{day}T12:00:00+01:00"));
    };
    repository.git(&["checkout", "--quiet", "-b", "travaux"]);
    repository.write("actions/2.1/.keep", "");
    repository.git(&["mv", "actions/1.1/a.toml", "actions/2.1/a.toml"]);
    repository.commit("Déplacer", "2021-01-10T12:00:00+01:00");
    write(
        text(
            "2025",
            "Nouveau",
            &[line("études", 100), line("travaux", 1_200)],
        ),
        "2.1/a",
        "Chiffrer",
        "2021-01-20",
    );
    repository.git(&["checkout", "--quiet", "main"]);
    write(
        text(
            "2024",
            "Nouveau",
            &[line("études", 150), line("travaux", 900)],
        ),
        "1.1/a",
        "Repousser",
        "2021-02-01",
    );
    repository.git(&["checkout", "--quiet", "travaux"]);
    let merged =
        |end: &str, status: &str| text(end, status, &[line("études", 150), line("travaux", 1_200)]);
    let merge = |branch: &str| {
        let arguments = [
            "merge",
            "--quiet",
            "--no-commit",
            "--no-ff",
            "-X",
            "ours",
            branch,
        ];
        repository.git_at("2021-02-02T12:00:00+01:00", &arguments);
    };
    merge("main");
    write(
        merged("2025", "Nouveau"),
        "2.1/a",
        "Merge branch 'main' into travaux",
        "2021-02-02",
    );
    write(merged("2025", "En cours"), "2.1/a", "Lancer", "2021-02-10");
    repository.git(&["checkout", "--quiet", "main"]);
    merge("travaux");
    repository.commit("Merge branch 'travaux'", "2021-03-02T12:00:00+01:00");
    let log = json(&repository, &["log", "a"]);
    let mut told: Vec<String> = Vec::new();
    for entry in log["entries"].as_array().expect("entries") {
        for change in entry["changes"].as_array().expect("changes") {
            told.push(format!(
                "{} {} {}",
                entry["commit"]["subject"], change["field"], change["item"]
            ));
        }
    }
    assert_eq!(
        told,
        [
            "\"Repousser\" \"end\" null",
            "\"Repousser\" \"budget\" \"études\"",
            "\"Chiffrer\" \"end\" null",
            "\"Chiffrer\" \"budget\" \"travaux\"",
            "\"Lancer\" \"status\" null",
        ]
    );
    let blame = json(&repository, &["blame", "a", "--field=budget,end,status"]);
    let by: Vec<String> = blame["fields"]
        .as_array()
        .expect("fields")
        .iter()
        .map(|field| format!("{} {}", field["field"], field["commit"]["subject"]))
        .collect();
    assert_eq!(
        by,
        [
            "\"status\" \"Lancer\"",
            "\"end\" \"Chiffrer\"",
            "\"budget\" \"Repousser\"",
            "\"budget\" \"Chiffrer\""
        ]
    );
}

#[test]
fn a_budget_line_keeps_its_author_whatever_becomes_of_its_neighbour() {
    let lines =
        |lines: &str| format!("title = \"A\"\nthemes = [\"Mobilité\"]\nbudget = [{lines}]\n");
    let kinds = "{ amount = 1_000_000, kind = \"investissement\" }, { amount = 1_000_000, kind = \"fonctionnement\" }";
    for (steps, expected) in [
        (
            [
                "{ amount = 1_000_000 }, { amount = 250_000 }",
                "{ amount = 1_000_000 }, { amount = 300_000 }",
                "{ amount = 1_000_000 }",
            ],
            &["0"][..],
        ),
        (
            [
                "{ amount = 1_000_000 }",
                "{ amount = 1_000_000 }, { amount = 1_000_000 }",
                "{ amount = 2_000_000 }, { amount = 1_000_000 }",
            ],
            // Of two that are the same, the first that goes is the older.
            &["2", "1"],
        ),
        (
            [
                kinds,
                "{ amount = 1_000_000, kind = \"investissement\" }, { amount = 2_000_000, kind = \"fonctionnement\" }",
                "{ amount = 3_000_000, kind = \"investissement\" }, { amount = 2_000_000, kind = \"fonctionnement\" }",
            ],
            &["2", "1"],
        ),
    ] {
        let repository = Repository::new();
        vocabularies(&repository, "");
        for (number, step) in steps.iter().enumerate() {
            repository.write("actions/1.1/a.toml", &lines(step));
            repository.commit(
                &number.to_string(),
                &format!("202{number}-01-01T12:00:00+01:00"),
            );
        }
        let blame = json(&repository, &["blame", "a", "--field=budget"]);
        let by: Vec<&str> = blame["fields"]
            .as_array()
            .expect("fields")
            .iter()
            .filter_map(|field| field["commit"]["subject"].as_str())
            .collect();
        assert_eq!(by, expected, "{steps:?}");
    }
}

#[test]
fn what_was_withdrawn_and_taken_up_again_keeps_its_drift() {
    let repository = voted(&[("1.1/a", action("Piste A", "2023", 1_000_000))]);
    repository.git(&["rm", "--quiet", "actions/1.1/a.toml"]);
    repository.commit("Retirer", "2021-01-01T12:00:00+01:00");
    repository.write("actions/2.1/a.toml", &action("Piste A", "2027", 3_000_000));
    repository.commit("Reprendre", "2022-01-01T12:00:00+01:00");
    let (answer, _) = said(&repository, &["log", "--summary"]);
    assert!(answer.contains("2023 → 2027 (+4 ans)"), "{answer}");
    assert!(answer.contains("1 M€ → 3 M€ (+2 M€)"), "{answer}");
    let (answer, _) = said(&repository, &["log", "a"]);
    assert!(
        answer.contains("action reprise\n  - Fin : 2023 → 2027"),
        "{answer}"
    );
    assert_eq!(
        became(&json(&repository, &["diff", "v2020..HEAD"])),
        ["changed - a"]
    );
}
