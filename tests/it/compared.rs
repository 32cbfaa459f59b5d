//! Two states of a plan in one set of words, at the right moments, and what became of deadlines.

use serde_json::Value;

use crate::asked::{json, said};
use crate::program;
use crate::repository::{Repository, vocabularies};

fn action(title: &str, status: &str, end: &str, amount: u32) -> String {
    let end = if end.is_empty() {
        String::new()
    } else {
        format!("end = \"{end}\"\n")
    };
    format!(
        "title = \"{title}\"\nthemes = [\"Mobilité\"]\nstatus = \"{status}\"\nowners = [\"Service Vélo\"]\n{end}\
         budget = [{{ amount = {amount} }}]\n"
    )
}

/// Three actions of 2020, and the same under other names of their statuses and their owner.
fn renamed_words() -> Repository {
    let repository = Repository::new();
    vocabularies(&repository, "");
    let write = |statuses: [&str; 3]| {
        for ((id, status), amount) in ["a", "b", "c"].iter().zip(statuses).zip([1, 5, 3]) {
            let text = action(id, status, "2021", amount);
            repository.write(&format!("actions/1.1/{id}.toml"), &text);
        }
    };
    write(["Nouveau", "Complété", "En cours"]);
    repository.commit("Vote", "2020-06-25T12:00:00+02:00");
    repository.git(&["tag", "v2020"]);
    let statuses = repository.path().join("schema/statuses.toml");
    let text = std::fs::read_to_string(&statuses).expect("statuses");
    let text = text
        .replace(
            "name = \"Nouveau\"",
            "name = \"À venir\"\naliases = [\"Nouveau\"]",
        )
        .replace(
            "name = \"Complété\"",
            "name = \"Réalisé\"\naliases = [\"Complété\"]",
        );
    repository.write("schema/statuses.toml", &text);
    write(["À venir", "Réalisé", "En cours"]);
    let actors = repository.path().join("schema/actors.toml");
    let text = std::fs::read_to_string(&actors).expect("actors");
    let text = text.replace(
        "name = \"Service Vélo\"",
        "name = \"Direction Vélo\"\naliases = [\"Service Vélo\"]",
    );
    repository.write("schema/actors.toml", &text);
    for id in ["a", "b", "c"] {
        let path = format!("actions/1.1/{id}.toml");
        let text = std::fs::read_to_string(repository.path().join(&path)).expect("an action");
        repository.write(&path, &text.replace("Service Vélo", "Direction Vélo"));
    }
    repository.commit("Statuts de TET", "2024-01-01T12:00:00+01:00");
    repository
}

#[test]
fn two_plans_are_compared_in_the_words_of_the_later_one() {
    let repository = renamed_words();
    for by in ["status", "owner"] {
        let compared = json(
            &repository,
            &["budget", "--at=v2020", "--compare", "--by", by],
        );
        for group in compared["groups"].as_array().expect("groups") {
            assert_eq!(group["before"], group["after"], "{group}");
        }
    }
    let selections: [&[&'static str]; 5] = [
        &["--status=À venir"],
        &["--status=Nouveau"],
        &["--owner=Direction Vélo"],
        &["--owner=Service Vélo"],
        &["--status=À venir", "--owner=Service Vélo"],
    ];
    for selection in selections {
        let of = |arguments: &[&'static str]| [arguments, selection].concat();
        let diff = json(&repository, &of(&["diff", "v2020"]));
        assert_eq!(diff["actions"], Value::Array(Vec::new()), "{selection:?}");
        let total = &diff["totals"]["total"];
        assert_eq!(total["before"], total["after"], "{selection:?}");
        assert_ne!(total["before"]["actions"], 0, "{selection:?}");
        let compared = json(&repository, &of(&["budget", "--at=v2020", "--compare"]));
        assert_eq!(
            compared["total"]["before"], compared["total"]["after"],
            "{selection:?}"
        );
        // The words are told in both directions.
        let back = json(&repository, &of(&["diff", "HEAD..v2020"]));
        assert_eq!(
            back["totals"]["total"]["before"], back["totals"]["total"]["after"],
            "{selection:?}"
        );
    }
    let output = program::run(repository.path(), ["diff", "v2020", "--status=Inconnu"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn an_action_that_is_selected_on_one_side_counts_on_both() {
    let repository = Repository::new();
    vocabularies(&repository, "");
    let write = |statuses: [&str; 3]| {
        for (id, status) in ["a", "b", "c"].iter().zip(statuses) {
            repository.write(
                &format!("actions/1.1/{id}.toml"),
                &action(id, status, "2021", 1_000),
            );
        }
    };
    write(["Nouveau", "Nouveau", "En cours"]);
    repository.commit("Vote", "2020-06-25T12:00:00+02:00");
    repository.git(&["tag", "v2020"]);
    write(["En cours", "En cours", "Complété"]);
    for (arguments, note) in [
        (
            &["diff", "v2020", "--status=En cours"][..],
            "2 entrent dans la sélection, 1 en sort",
        ),
        (
            &["budget", "--at=v2020", "--compare", "--status=Nouveau"],
            "0 entre dans la sélection, 2 en sortent",
        ),
    ] {
        let (_, beside) = said(&repository, arguments);
        assert!(beside.contains(note), "{beside}");
        let answer = json(&repository, arguments);
        let total = answer.get("totals").unwrap_or(&answer)["total"].clone();
        assert_eq!(total["before"], total["after"], "{total}");
    }
    let (_, beside) = said(&repository, &["diff", "v2020", "--axis=1"]);
    assert!(!beside.contains("sélection"), "{beside}");
}

fn measures(axes: [(u32, &str); 2], measures: [(&str, &str); 2]) -> String {
    let axis = |(number, title)| format!("[[axis]]\nnumber = {number}\ntitle = \"{title}\"\n");
    let measure = |(code, title)| format!("[[measure]]\ncode = \"{code}\"\ntitle = \"{title}\"\n");
    axes.map(axis).concat() + &measures.map(measure).concat()
}

#[test]
fn a_measure_that_bears_another_code_is_the_same_measure() {
    let repository = Repository::new();
    vocabularies(&repository, "");
    let write = |path: &str, amount: u32| {
        let text = action(path, "Nouveau", "2023", amount);
        repository.write(&format!("actions/{path}.toml"), &text);
    };
    let (mobility, house) = ((1, "Mobilité"), (2, "Organisation"));
    let catalogue = measures([mobility, house], [("1.1", "Vélo"), ("2.1", "Achats")]);
    repository.write("schema/measures.toml", &catalogue);
    write("1.1/pistes", 43_000_000);
    write("2.1/achats", 1_000);
    repository.commit("Vote", "2020-06-25T12:00:00+02:00");
    repository.git(&["tag", "v2020"]);
    repository.git(&["mv", "actions/1.1/pistes.toml", "actions/2.1/pistes.toml"]);
    repository.git(&["mv", "actions/2.1/achats.toml", "actions/1.1/achats.toml"]);
    let catalogue = measures(
        [(2, "Mobilité"), (1, "Organisation")],
        [("2.1", "Vélo"), ("1.1", "Achats")],
    );
    repository.write("schema/measures.toml", &catalogue);
    repository.commit("Nouveaux codes", "2024-03-01T12:00:00+01:00");
    for by in ["axis", "measure"] {
        let diff = json(&repository, &["diff", "v2020..HEAD", "--by", by]);
        for group in diff["totals"]["groups"].as_array().expect("groups") {
            assert_eq!(
                group["before"]["min"], group["after"]["min"],
                "{by} {group}"
            );
        }
        // What was only recoded was not moved, and the new codes are told.
        assert_eq!(diff["actions"], Value::Array(Vec::new()));
    }
    let (answer, _) = said(&repository, &["diff", "v2020..HEAD"]);
    assert!(
        answer.contains("Code de la mesure Vélo : 1.1 → 2.1\n"),
        "{answer}"
    );
}

#[test]
fn what_changes_in_the_words_is_part_of_the_difference() {
    let repository = Repository::new();
    vocabularies(&repository, "");
    let line = "title = \"A\"\nthemes = [\"Mobilité\"]\nbudget = [{ ht = 1_000, ttc = 1_200 }]\n";
    repository.write("actions/1.1/a.toml", line);
    repository.commit("Vote", "2020-06-25T12:00:00+02:00");
    let settings =
        "format = 1\nname = \"Plan 2027-2033\"\nbasis = \"ht\"\nperiod = \"2027-2033\"\n";
    repository.write("schema/plan.toml", settings);
    let catalogue = measures(
        [(1, "Déplacements"), (2, "Énergie")],
        [("1.1", "Mobilités actives"), ("2.1", "Chaleur")],
    );
    repository.write("schema/measures.toml", &catalogue);
    let statuses = repository.path().join("schema/statuses.toml");
    let text = std::fs::read_to_string(&statuses).expect("statuses");
    repository.write(
        "schema/statuses.toml",
        &text.replacen("\"not-started\"", "\"running\"", 1),
    );
    let (answer, _) = said(&repository, &["diff"]);
    assert!(
        answer.starts_with("vocabulaire modifié (6 changements)\n"),
        "{answer}"
    );
    for told in [
        "Nom du plan : Plan → Plan 2027-2033",
        "Période : 2027-2033 (ajout)",
        "Montants de référence : TTC → HT",
        "Axe 1 : Mobilité → Déplacements",
        "Mesure 1.1 : Vélo → Mobilités actives",
        "Phase du statut Nouveau : pas commencée → en cours",
        "1 Déplacements (auparavant « Mobilité »)",
    ] {
        assert!(
            answer.replace("\n  ", " ").contains(told),
            "{told}: {answer}"
        );
    }
    let (csv, _) = said(&repository, &["diff", "--format=csv"]);
    assert!(csv.contains(",,,,Axe 1,Mobilité,Déplacements\r\n"), "{csv}");
}

#[test]
fn a_past_day_is_the_same_after_a_pull() {
    let repository = Repository::new();
    vocabularies(&repository, "");
    let write = |id: &str, status: &str, amount: u32| {
        repository.write(
            &format!("actions/1.1/{id}.toml"),
            &action(id, status, "2026", amount),
        );
    };
    write("a", "Nouveau", 1_000);
    write("b", "Nouveau", 1_000);
    repository.commit("Vote", "2024-12-01T12:00:00+01:00");
    repository.git(&["branch", "ailleurs"]);
    write("a", "En cours", 2_000);
    repository.commit("Lancer A", "2024-12-20T12:00:00+01:00");
    let of = |day: &str| {
        json(&repository, &["list", "--at", day])
            .as_array()
            .expect("actions")
            .iter()
            .map(|one| one["status"].as_str().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(of("2024-12-31"), ["En cours", "Nouveau"]);
    // A colleague pulls what she did not have yet.
    repository.git(&["branch", "--move", "main", "origine"]);
    repository.git(&["checkout", "--quiet", "ailleurs"]);
    write("b", "En cours", 1_000);
    repository.commit("Lancer B", "2025-01-05T12:00:00+01:00");
    let subject = "Merge branch 'main' of git@exemple.fr:plan";
    repository.git_at(
        "2025-01-06T12:00:00+01:00",
        &["merge", "--quiet", "-m", subject, "origine"],
    );
    repository.git(&["branch", "--move", "ailleurs", "main"]);
    assert_eq!(of("2024-12-31"), ["En cours", "Nouveau"]);
    assert_eq!(of("2025-01-05"), ["En cours", "Nouveau"]);
    assert_eq!(of("2025-01-06"), ["En cours", "En cours"]);
    let (_, beside) = said(&repository, &["list", "--at=2025-01-05"]);
    assert!(
        beside.contains("1 changement fait au 5 janvier 2025 n'est entré que plus tard"),
        "{beside}"
    );
    let (_, beside) = said(&repository, &["list", "--at=2024-12-31"]);
    assert!(!beside.contains("plus tard"), "{beside}");
    let log = json(&repository, &["log", "--field=status"]);
    let days: Vec<&str> = log["entries"]
        .as_array()
        .expect("entries")
        .iter()
        .filter_map(|entry| entry["date"].as_str())
        .collect();
    assert_eq!(
        days,
        ["2024-12-01", "2024-12-01", "2024-12-20", "2025-01-06"]
    );
    // Where no branch is checked out, the line is named.
    repository.git(&["checkout", "--quiet", "--detach"]);
    let (_, beside) = said(&repository, &["list", "--at=2024-12-31"]);
    assert!(
        beside.contains("la ligne suivie est celle du commit"),
        "{beside}"
    );
    assert_eq!(of("2024-12-31"), ["En cours", "Nouveau"]);
}

#[test]
fn no_commit_comes_before_what_it_follows() {
    let repository = Repository::new();
    vocabularies(&repository, "");
    for (status, day) in [
        ("Nouveau", "2020-01-01"),
        ("En cours", "2022-01-01"),
        ("Complété", "2019-01-01"),
    ] {
        repository.write("actions/1.1/a.toml", &action("A", status, "2026", 1_000));
        repository.commit(status, &format!("{day}T12:00:00+01:00"));
    }
    for (day, expected) in [
        ("2020-06-01", "Nouveau"),
        ("2021-12-31", "Nouveau"),
        ("2022", "Complété"),
    ] {
        let list = json(&repository, &["list", "--at", day]);
        assert_eq!(list[0]["status"], expected, "{day}");
    }
}

/// A plan whose actions end otherwise than it was voted.
fn slipped() -> Repository {
    let repository = Repository::new();
    vocabularies(&repository, "");
    let ends = [
        ("loosened", "2023-06", "2023"),
        ("ongoing", "2023", "en continu"),
        ("removed", "2023", ""),
        ("unknown", "2022", "?"),
        ("moved", "2022", "2028"),
        ("set", "", "2027"),
        ("overdue", "2022", "2022"),
    ];
    for (id, before, _) in ends {
        repository.write(
            &format!("actions/1.1/{id}.toml"),
            &action(id, "En cours", before, 1),
        );
    }
    repository.write(
        "actions/1.1/dropped.toml",
        &action("dropped", "Nouveau", "2023", 1),
    );
    repository.commit("Vote", "2020-06-25T12:00:00+02:00");
    repository.git(&["tag", "v2020"]);
    for (id, _, after) in ends {
        repository.write(
            &format!("actions/1.1/{id}.toml"),
            &action(id, "En cours", after, 1),
        );
    }
    repository.write(
        "actions/1.1/dropped.toml",
        &action("dropped", "Abandonné", "2028", 1),
    );
    repository.commit("Mise à jour", "2024-03-01T12:00:00+01:00");
    repository
}

#[test]
fn a_slip_is_told_as_what_it_is() {
    let repository = slipped();
    let (summary, _) = said(&repository, &["log", "--summary", "--field=end"]);
    let counted = "1 échéance repoussée, 3 échéances levées, 1 échéance assouplie, 1 échéance fixée, \
                   1 échéance dépassée et jamais revue";
    assert!(summary.replace('\n', " ").starts_with(counted), "{summary}");
    for told in [
        "Fin : 2023-06 → 2023 (moins précis)",
        "Fin : 2023 → en continu (échéance levée)",
        "Fin : 2023 → non renseigné (échéance levée)",
        "Fin : 2022 → ? (échéance levée)",
        "Fin : 2022 → 2028 (+6 ans)",
        "Fin : non renseigné → 2027 (première échéance)",
        "Fin : 2022 – échéance dépassée, jamais revue",
        "Fin : 2023 → 2028 (action abandonnée, non comptée)",
    ] {
        assert!(summary.contains(told), "{told}: {summary}");
    }
    let diff = json(&repository, &["diff", "v2020..HEAD"]);
    let counts = &diff["summary"];
    for (key, count) in [
        ("later", 1),
        ("given_up", 3),
        ("loosened", 1),
        ("first_set", 1),
        ("earlier", 0),
    ] {
        assert_eq!(counts[key], count, "{key}");
    }
    let slips = json(&repository, &["log", "--summary"]);
    for (key, count) in [
        ("ends_later", 1),
        ("ends_given_up", 3),
        ("ends_loosened", 1),
        ("ends_first_set", 1),
        ("ends_overdue", 1),
    ] {
        assert_eq!(slips[key], count, "{key}");
    }
    let (english, _) = said(
        &repository,
        &["log", "--summary", "--field=end", "--lang=en"],
    );
    assert!(english.contains("3 deadlines given up"), "{english}");
}

#[test]
fn drifts_are_counted_from_the_vote() {
    let repository = Repository::new();
    vocabularies(&repository, "");
    let write = |end: &str, amount: u32| {
        repository.write("actions/1.1/a.toml", &action("A", "En cours", end, amount));
    };
    write("2021", 1_000);
    repository.commit("Projet", "2019-01-01T12:00:00+01:00");
    let (answer, _) = said(&repository, &["log", "--summary"]);
    assert!(
        answer.contains("Depuis l'entrée de chaque action dans le plan\n"),
        "{answer}"
    );
    write("2029", 2_000);
    let settings = "format = 1\nname = \"Plan\"\n\n[voted]\nrevision = \"v2020\"\n";
    repository.write("schema/plan.toml", settings);
    repository.commit("Vote", "2020-06-25T12:00:00+02:00");
    repository.git(&["tag", "v2020"]);
    write("2030", 2_000);
    repository.commit("Repousser", "2022-01-01T12:00:00+01:00");
    let (answer, _) = said(&repository, &["log", "--summary"]);
    assert!(
        answer.contains("1 échéance repoussée, 0 budget en hausse\n"),
        "{answer}"
    );
    assert!(
        answer.contains("Depuis le vote du 25 juin 2020 (v2020)\n"),
        "{answer}"
    );
    assert!(
        answer.contains("Fin : 2029 → 2030 (+1 an) – échéance changée 1 fois"),
        "{answer}"
    );
    let (answer, _) = said(&repository, &["log", "--summary", "--since=2019-06-01"]);
    assert!(answer.contains("Depuis le 1er juin 2019\n"), "{answer}");
    assert!(answer.contains("Fin : 2021 → 2030"), "{answer}");
    repository.git(&["tag", "--delete", "v2020"]);
    let (_, beside) = said(&repository, &["log", "--summary"]);
    assert!(beside.contains("le plan voté « v2020 »"), "{beside}");
}

#[test]
fn two_revisions_side_by_side_are_a_range_that_was_meant() {
    let repository = slipped();
    let (answer, beside) = said(&repository, &["diff", "2020", "2024"]);
    assert_eq!(answer, "");
    assert!(beside.contains("plan diff 2020..2024"), "{beside}");
    let (_, beside) = said(&repository, &["diff", "2020", "nulle-part"]);
    assert!(!beside.contains("2020..nulle-part"), "{beside}");
}

#[test]
fn an_incomplete_copy_says_so() {
    let repository = slipped();
    let clone = tempfile::tempdir().expect("a folder");
    let source = format!("file://{}", repository.path().display());
    let target = clone.path().display().to_string();
    repository.git(&[
        "clone",
        "--quiet",
        "--depth=1",
        "--no-tags",
        &source,
        &target,
    ]);
    let output = program::run(clone.path(), ["diff", "v2020"]);
    let beside = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{beside}");
    assert!(beside.contains("copie incomplète"), "{beside}");
}

#[test]
fn an_object_that_git_lacks_is_no_empty_plan() {
    let repository = slipped();
    let blob = repository.git(&["rev-parse", "v2020:actions/1.1/moved.toml"]);
    let (folder, file) = blob.trim().split_at(2);
    let object = repository
        .path()
        .join(".git/objects")
        .join(folder)
        .join(file);
    std::fs::remove_file(object).expect("a loose object");
    for arguments in [
        &["list", "--at=v2020"][..],
        &["budget", "--at=v2020", "--allow-invalid"],
        &["diff", "v2020"],
        &["log"],
    ] {
        let output = program::run(repository.path(), arguments.iter().copied());
        let beside = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {beside}");
        assert!(beside.contains(blob.trim()), "{arguments:?}: {beside}");
    }
}

#[test]
fn nobody_is_called_and_nothing_linked_by_a_forge() {
    let repository = Repository::new();
    vocabularies(&repository, "");
    let title = "Piste #12 de @martin (o/r#7, GH-3, !4), a@b.fr, n°#, @";
    repository.write("actions/1.1/a.toml", &action(title, "Nouveau", "2026", 1));
    repository.commit("Vote, fixes #1 @claire", "2020-06-25T12:00:00+02:00");
    repository.write("actions/1.1/a.toml", &action(title, "En cours", "2026", 1));
    repository.commit("Suite @équipe @org/team", "2021-06-25T12:00:00+02:00");
    for arguments in [
        &["diff", "HEAD~1..HEAD", "--format=md"][..],
        &["log", "--format=md"],
    ] {
        let (answer, _) = said(&repository, arguments);
        for token in ["`@claire`", "`#1`", "`@org/team`"] {
            assert!(answer.contains(token), "{token}: {answer}");
        }
        if arguments[0] == "diff" {
            assert!(
                answer.contains("Piste `#12` de `@martin` (o/r`#7`, `GH-3`, `!4`), a@b.fr, n°#, @"),
                "{answer}"
            );
        }
    }
}
