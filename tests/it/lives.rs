//! The lives of actions, told of repositories made with the real git.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::Command;

use plan::document::Document;
use plan::load::read::read_sheet;
use plan::model::action::Sheet;
use plan::view::change::changes;
use proptest::collection;
use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};
use serde_json::json;

use crate::program;
use crate::replay::{import, log, replayed};
use crate::repository::{Repository, action, vocabularies};

fn said(repository: &Repository, arguments: &[&str]) -> (String, String) {
    let output = program::run(repository.path(), arguments.iter().copied());
    let text = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).expect("UTF-8");
        text.replace(['\u{202f}', '\u{a0}'], " ")
    };
    let (answer, beside) = (text(output.stdout), text(output.stderr));
    assert!(output.status.success(), "{arguments:?}: {beside}");
    (answer, beside)
}

/// The answer without the hashes in it, which hang on the whole history.
fn without_hashes(answer: &str) -> String {
    let mut text = String::new();
    let mut rest = answer;
    while let Some(at) = rest.find(" (") {
        let inside = &rest[at + 2..];
        let is_hash = inside.get(..9).is_some_and(|inside| {
            let hash = inside.strip_suffix(')').unwrap_or_default();
            !hash.is_empty() && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
        });
        if is_hash {
            text.push_str(&rest[..at]);
            rest = &inside[9..];
        } else {
            text.push_str(&rest[..at + 2]);
            rest = inside;
        }
    }
    text + rest
}

const FILE: &str = "actions/1.1/velo.toml";

/// An action that is voted, moved on in a branch, broken, mended, laid out anew, renamed, moved and done.
fn lived() -> Repository {
    let repository = Repository::new();
    vocabularies(&repository, "");
    repository.write(FILE, &action("Plan vélo", "Nouveau"));
    repository.write("actions/1.1/pistes.toml", &action("Pistes", "Nouveau"));
    repository.commit("Vote du plan", "2020-01-01T12:00:00+01:00");
    repository.git(&["checkout", "--quiet", "-b", "travaux"]);
    repository.write(FILE, &action("Plan vélo", "En cours"));
    repository.commit("Lancement", "2020-06-01T12:00:00+02:00");
    repository.git(&["checkout", "--quiet", "main"]);
    repository.write("actions/1.1/pistes.toml", &action("Pistes", "Abandonné"));
    repository.commit("Abandon", "2020-06-15T12:00:00+02:00");
    let merge = ["merge", "--quiet", "--no-ff", "-m", "Fusion", "travaux"];
    repository.git_at("2020-07-01T12:00:00+02:00", &merge);
    repository.write(FILE, "title = \"");
    repository.commit("Faute", "2020-08-01T12:00:00+02:00");
    // The same, in another order and layout.
    repository.write(
        FILE,
        "status = \"En cours\"\nend = \"2021\"\n\ntitle = \"Plan vélo\"\nthemes = [\n  \"Mobilité\",\n]\n\
         [[budget]]\namount = 1000\n",
    );
    repository.commit("Réparation", "2020-08-02T12:00:00+02:00");
    std::fs::create_dir_all(repository.path().join("actions/2.1")).expect("a folder");
    repository.git(&["mv", FILE, "actions/2.1/schema-cyclable.toml"]);
    repository.commit("Renommage", "2021-01-01T12:00:00+01:00");
    repository.write(
        "actions/2.1/schema-cyclable.toml",
        &action("Plan vélo", "Complété").replace("2021", "2023"),
    );
    repository.commit("Achèvement", "2022-06-01T12:00:00+02:00");
    repository
}

#[test]
fn a_life_is_told_in_fields_under_every_name() {
    let repository = lived();
    let expected = "\
1er juin 2022, Élodie Martin : Achèvement
  - Statut : En cours → Complété
  - Fin : 2021 → 2023 (+2 ans)

1er janvier 2021, Élodie Martin : Renommage
  - déplacée de la mesure 1.1 à la mesure 2.1
  - renommée : velo → schema-cyclable (contenu identique)

1er juillet 2020, Élodie Martin : Lancement
  - Statut : Nouveau → En cours

1er janvier 2020, Élodie Martin : Vote du plan
  - action ajoutée
";
    for name in ["schema-cyclable", "velo", "schema"] {
        let (answer, beside) = said(&repository, &["log", name]);
        assert_eq!(without_hashes(&answer), expected, "{name}");
        assert!(
            beside.contains("velo : fichier illisible au commit")
                && beside.contains("du 1er août 2020, passé"),
            "{beside}"
        );
    }
}

#[test]
fn a_field_is_told_with_the_time_in_each_state() {
    let repository = lived();
    let (answer, _) = said(&repository, &["log", "--field=status", "schema-cyclable"]);
    assert_eq!(
        without_hashes(&answer),
        "\
1er juin 2022, Élodie Martin : Achèvement
  - Statut : En cours → Complété – après 1 an et 11 mois

1er juillet 2020, Élodie Martin : Lancement
  - Statut : Nouveau → En cours – après 6 mois

1er janvier 2020, Élodie Martin : Vote du plan
  - Statut : Nouveau (ajout)
"
    );
}

#[test]
fn a_log_takes_a_selection_and_a_beginning() {
    let repository = lived();
    let (answer, _) = said(&repository, &["log", "--axis=2", "--since=2021-06-01"]);
    assert!(
        without_hashes(&answer).starts_with("1er juin 2022"),
        "{answer}"
    );
    assert!(!answer.contains("2021,"), "{answer}");
    let (answer, beside) = said(&repository, &["log", "--since=HEAD"]);
    assert_eq!(answer, "");
    assert!(beside.contains("aucun changement"), "{beside}");
    let (csv, _) = said(&repository, &["log", "pistes", "--format=csv"]);
    assert_eq!(csv.lines().count(), 3, "{csv}");
    assert!(csv.contains("2020-06-15,Élodie Martin,Abandon,"), "{csv}");
    assert!(csv.contains(",Statut,Nouveau,Abandonné"), "{csv}");
}

#[test]
fn a_drift_is_summed_up_by_action() {
    let repository = lived();
    let file = "actions/2.1/schema-cyclable.toml";
    repository.write(
        file,
        &action("Plan vélo", "Complété")
            .replace("2021", "2024")
            .replace("1_000", "2_500"),
    );
    repository.commit("Rallonge", "2023-01-01T12:00:00+01:00");
    let (answer, _) = said(&repository, &["log", "--summary"]);
    assert_eq!(
        answer,
        "\
1 échéance repoussée, 1 budget en hausse

Depuis l'entrée de chaque action dans le plan

2.1 Plan vélo (schema-cyclable)
  - Fin : 2021 → 2024 (+3 ans) – échéance changée 2 fois
  - Budget : 1 000 € → 2 500 € (+1 500 €) – budget changé 1 fois

Montants TTC
"
    );
    let (answer, _) = said(&repository, &["log", "--summary", "--since=2022"]);
    assert!(answer.contains("2023 → 2024 (+1 an)"), "{answer}");
    let (json, _) = said(&repository, &["log", "--summary", "--format=json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["actions"][0]["end_shift"]["months"], 36);
    assert_eq!(json["actions"][0]["budget"]["change"]["min"], 1_500);
}

/// Three years of a budget that grows: a range, then a sub-action's line, then a line without a figure; and of one that was not known.
fn grown() -> Repository {
    let repository = Repository::new();
    vocabularies(&repository, "");
    let write = |name: &str, rest: &str| {
        let text = format!("title = \"{name}\"\nthemes = [\"Mobilité\"]\n{rest}\n");
        repository.write(&format!("actions/1.1/{name}.toml"), &text);
    };
    let line = "{ label = \"pistes\", amount = { min = 2_000_000, max = 3_000_000 } }";
    let part =
        "sub_actions = [{ title = \"Pont\", end = \"2023\", budget = [{ amount = 500_000 }] }]";
    write(
        "velo",
        &format!(
            "budget = [{}]",
            line.replace("{ min = 2_000_000, max = 3_000_000 }", "2_000_000")
        ),
    );
    write("bus", "budget = [{ note = \"en calcul\" }]");
    repository.commit("Vote", "2020-01-01T12:00:00+01:00");
    write("velo", &format!("budget = [{line}]"));
    write("bus", "budget = [{ amount = 700_000 }]");
    repository.commit("Études", "2021-01-01T12:00:00+01:00");
    write("velo", &format!("budget = [{line}]\n{part}"));
    repository.commit("Pont", "2022-01-01T12:00:00+01:00");
    write(
        "velo",
        &format!("budget = [{line}, {{ label = \"abris\", note = \"en calcul\" }}]\n{part}"),
    );
    repository.commit("Abris", "2023-01-01T12:00:00+01:00");
    repository
}

#[test]
fn a_budget_is_told_with_its_drift() {
    let repository = grown();
    let (answer, _) = said(&repository, &["log", "velo", "--field=budget"]);
    assert_eq!(
        without_hashes(&answer),
        "\
1er janvier 2023, Élodie Martin : Abris
  - Budget, abris : sans montant – en calcul (ajout)
  - Budget total : 2 M€ au départ → au moins 2,5 à 3,5 M€ (minimum +500 000 €,
    maximum +1,5 M€ sur les montants connus)

1er janvier 2022, Élodie Martin : Pont
  - Sous-action « Pont », Budget : 500 000 € (ajout)
  - Budget total : 2 M€ au départ → 2,5 à 3,5 M€ (minimum +500 000 €, maximum
    +1,5 M€)

1er janvier 2021, Élodie Martin : Études
  - Budget, pistes : 2 000 000 € → 2 000 000 à 3 000 000 € (minimum 0 €, maximum
    +1 M€) – après 1 an
  - Budget total : 2 M€ au départ → 2 à 3 M€ (minimum 0 €, maximum +1 M€)

1er janvier 2020, Élodie Martin : Vote
  - Budget, pistes : 2 000 000 € (ajout)

Montants TTC
"
    );
    // What was not known did not grow when it became known.
    let (answer, _) = said(&repository, &["log", "bus", "--field=budget"]);
    assert!(
        answer.contains("Budget total : ? au départ → 700 000 €\n"),
        "{answer}"
    );
    let (answer, _) = said(&repository, &["log", "bus", "--summary"]);
    assert!(
        answer.starts_with("0 échéance repoussée, 0 budget en hausse\n"),
        "{answer}"
    );
    assert!(
        answer.contains("Budget : ? → 700 000 € – budget changé 1 fois\n"),
        "{answer}"
    );
    // Of a part of the history, what was there before it is the first.
    let (answer, _) = said(
        &repository,
        &["log", "velo", "--field=budget", "--since=2021", "--lang=en"],
    );
    assert!(
        answer.contains("Whole budget: 2 to 3 M€ at first → 2.5 to 3.5 M€ (+500 000 €)\n"),
        "{answer}"
    );
    assert!(
        answer.ends_with("\n\nAmounts including tax (TTC)\n"),
        "{answer}"
    );
    let (csv, _) = said(
        &repository,
        &["log", "velo", "--field=budget,end", "--format=csv"],
    );
    for (line, expected) in csv.lines().skip(1).zip([
        ",2000000,0,2000000,0,0",
        ",2000000,0,3000000,1000000,0",
        ",2023,,,,,",
        ",2500000,500000,3500000,1500000,0",
        // Of a budget that a line without a figure belongs to, the most is not known.
        ",2500000,500000,,1500000,1",
    ]) {
        assert!(line.ends_with(expected), "{line} is not {expected}");
    }
    assert_eq!(csv.lines().count(), 6, "{csv}");
    let (json, _) = said(
        &repository,
        &["log", "velo", "--field=budget", "--format=json"],
    );
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["basis"], "ttc");
    let last = &json["entries"][3]["budget"];
    assert_eq!(last["first"]["max"], 2_000_000);
    assert_eq!(
        (&last["after"]["max"], &last["after"]["lines_unknown"]),
        (&json!(3_500_000), &json!(1))
    );
    assert_eq!(last["drift"], json!({ "min": 500_000, "max": 1_500_000 }));
    let (json, _) = said(
        &repository,
        &["log", "velo", "--field=end", "--format=json"],
    );
    assert!(json.contains("\"budget\": null"), "{json}");
}

#[test]
fn several_fields_are_asked_for_at_once() {
    let repository = grown();
    let both = said(&repository, &["log", "--field=end,budget"]).0;
    assert_eq!(
        said(&repository, &["log", "--field", "end", "--field=budget"]).0,
        both
    );
    assert!(
        both.contains("Sous-action « Pont », Fin : 2023 (ajout)"),
        "{both}"
    );
    assert!(
        both.contains("Sous-action « Pont », Budget : 500 000 € (ajout)"),
        "{both}"
    );
    // The form that an officer types first.
    let summary = |fields: &[&str]| {
        let flags = fields.iter().map(|field| format!("--field={field}"));
        let words: Vec<String> = ["log", "--summary"]
            .map(str::to_owned)
            .into_iter()
            .chain(flags)
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        said(&repository, &words).0
    };
    let whole = summary(&[]);
    assert_eq!(summary(&["end,budget"]), whole);
    assert_eq!(summary(&["end", "budget"]), whole);
    assert!(
        whole.contains("  - Fin : ") && whole.contains("  - Budget : "),
        "{whole}"
    );
    let ends = summary(&["end"]);
    assert!(
        ends.contains("  - Fin : ") && !ends.to_lowercase().contains("budget"),
        "{ends}"
    );
    assert!(!ends.contains("bus"), "{ends}");
    let budgets = summary(&["budget"]);
    assert!(
        budgets.contains("bus") && !budgets.contains("Fin : "),
        "{budgets}"
    );
    for (words, known) in [
        (
            &["log", "--summary", "--field=end,status"][..],
            "champs : end, budget\n",
        ),
        (
            &["log", "--field=budget_min"][..],
            "vouliez-vous écrire « budget »",
        ),
    ] {
        let output = program::run(repository.path(), words.iter().copied());
        let beside = String::from_utf8_lossy(&output.stderr).replace('\u{202f}', " ");
        assert_eq!(output.status.code(), Some(2), "{beside}");
        assert!(beside.contains(known), "{beside}");
    }
}

#[test]
fn each_field_says_who_set_it() {
    let repository = lived();
    let file = "actions/2.1/schema-cyclable.toml";
    repository.write(
        file,
        &action("Schéma cyclable", "Complété").replace("2021", "2023"),
    );
    let (csv, _) = said(&repository, &["blame", "schema", "--format=csv"]);
    let lines: Vec<&str> = csv.lines().skip(1).collect();
    for (line, expected) in lines.iter().zip([
        "Thèmes,Mobilité,2020-01-01,Élodie Martin,Vote du plan,",
        "Titre,Schéma cyclable,pas encore enregistré dans git,",
        "Statut,Complété,2022-06-01,Élodie Martin,Achèvement,",
        "Fin,2023,2022-06-01,Élodie Martin,Achèvement,",
        "Budget,1 000 €,2020-01-01,Élodie Martin,Vote du plan,",
    ]) {
        assert!(line.starts_with(expected), "{line} is not {expected}");
    }
    assert_eq!(lines.len(), 5);
}

#[test]
fn what_is_taken_back_is_told_and_an_odd_author_is_harmless() {
    let repository = lived();
    repository.git(&["revert", "--no-edit", "HEAD"]);
    let odd = "--author=\u{1b}[31m-x; $(touch y) \"é\" <a@example.org>";
    repository.write("actions/1.1/pistes.toml", &action("Pistes", "En cours"));
    repository.git(&["commit", "--quiet", "-a", odd, "-m", "--all"]);
    let (answer, _) = said(&repository, &["log", "--field=status", "--since=HEAD~2"]);
    assert!(!answer.contains('\u{1b}'), "{answer:?}");
    assert!(answer.contains(": --all"), "{answer}");
    let (answer, _) = said(&repository, &["log", "--field=status", "schema-cyclable"]);
    assert!(answer.contains("Complété → En cours"), "{answer}");
}

#[test]
fn a_shallow_clone_adds_nothing_and_says_where_it_is_cut() {
    let repository = lived();
    let clone = tempfile::tempdir().expect("a folder");
    let source = format!("file://{}", repository.path().display());
    let target = clone.path().display().to_string();
    repository.git(&["clone", "--quiet", "--depth=2", &source, &target]);
    let output = program::run(clone.path(), ["log"]);
    let answer = String::from_utf8_lossy(&output.stdout).into_owned();
    let beside = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!answer.contains("ajoutée"), "{answer}");
    assert!(answer.contains("Achèvement"), "{answer}");
    assert!(
        beside.contains("coupé avant le 1er janvier 2021"),
        "{beside}"
    );
}

/// One random deed on a small plan.
type Deed = (u8, u8, u8, u8, bool);

/// What a command asks of git: the arguments of each process, and what is written to those that read objects.
#[cfg(unix)]
fn asked_of_git(repository: &Repository, arguments: &[&str]) -> (Vec<String>, Vec<String>) {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let path = std::env::var("PATH").expect("a path");
    let noted = |name: &str| folder.path().join(name);
    let wrapper = format!(
        "#!/bin/sh\nprintf '%s\\n' \"$*\" >> '{}'\nPATH='{path}'\ncase \"$*\" in\n\
         *--batch*) tee -a '{}' | exec git \"$@\" ;;\n*) exec git \"$@\" ;;\nesac\n",
        noted("processes").display(),
        noted("objects").display()
    );
    std::fs::write(noted("git"), wrapper).expect("a program");
    let mode = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(noted("git"), mode).expect("a program");
    let output = Command::new(env!("CARGO_BIN_EXE_plan"))
        .args(arguments)
        .current_dir(repository.path())
        .env("PATH", format!("{}:{path}", folder.path().display()))
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{output:?}");
    let lines = |name: &str| -> Vec<String> {
        let text = std::fs::read_to_string(noted(name)).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    };
    (lines("processes"), lines("objects"))
}

#[test]
#[cfg(unix)]
fn a_log_reads_each_version_once_and_starts_no_process_a_commit() {
    let repository = lived();
    let (short, _) = asked_of_git(&repository, &["log"]);
    for month in 1..=12 {
        let title = format!("Plan vélo {month}");
        repository.write("actions/1.1/autre.toml", &action(&title, "Nouveau"));
        repository.commit("Changer", &format!("2023-{month:02}-01T12:00:00+01:00"));
    }
    let (long, objects) = asked_of_git(&repository, &["log"]);
    assert_eq!(short.len(), long.len(), "{long:#?}");
    let once: std::collections::BTreeSet<&String> = objects.iter().collect();
    assert!(once.len() >= 12, "{objects:#?}");
    assert_eq!(once.len(), objects.len(), "{objects:#?}");
}

/// A sheet out of a few bytes.
fn text(seed: u8, amount: u8, parts: u8) -> String {
    let title = ["Vélo", "Chaleur", "Déchets", "Forêt", "Eau"][usize::from(seed % 5)];
    let mut text = format!("title = \"{title} {}\"\nthemes = [\"T\"]\n", seed / 5 % 3);
    let end = 2020 + i32::from(amount % 4);
    let _ = writeln!(text, "end = \"{end}\"");
    let lines: Vec<String> = (0..amount % 4)
        .map(|line| {
            let line = line.wrapping_add(seed) % 4;
            format!("{{ label = \"{line}\", amount = {} }}", amount / (line + 1))
        })
        .collect();
    let _ = writeln!(text, "budget = [{}]", lines.join(", "));
    let subs: Vec<String> = (0..parts % 4)
        .map(|part| {
            let name = ["Études", "Travaux", "Bilan", "Suivi"][usize::from((part + parts / 4) % 4)];
            format!(
                "{{ title = \"{name}\", end = \"{}\" }}",
                2020 + i32::from(parts % 3)
            )
        })
        .collect();
    let _ = writeln!(text, "sub_actions = [{}]", subs.join(", "));
    text
}

/// The stream that makes git hold what the deeds did, two branches merging into each other; and the last state of `main`.
fn stream(deeds: &[Deed]) -> (String, BTreeMap<String, String>) {
    let mut stream = String::new();
    let mut trees = [BTreeMap::new(), BTreeMap::new()];
    let mut tips: [Option<usize>; 2] = [None, None];
    for (number, (kind, file, seed, amount, side)) in deeds.iter().enumerate() {
        // The first commit is on `main`, and the other branch leaves from it.
        let branch = usize::from(*side && tips[0].is_some());
        if branch == 1 && tips[1].is_none() {
            tips[1] = tips[0];
            trees[1] = trees[0].clone();
        }
        let mut merged = None;
        let name = format!("actions/{}.1/a-{}.toml", file % 2 + 1, file % 6);
        let same_id = |path: &String| path.ends_with(&format!("/a-{}.toml", file % 6));
        match kind % 6 {
            0..=2 => {
                trees[branch].retain(|path, _| !same_id(path));
                trees[branch].insert(name, text(*seed, *amount, file / 6));
            }
            3 => trees[branch].retain(|path, _| !same_id(path)),
            4 => {
                let old = trees[branch].keys().find(|path| same_id(path)).cloned();
                if let Some(content) = old.and_then(|old| trees[branch].remove(&old)) {
                    let new = format!("actions/1.1/b-{}.toml", seed % 4);
                    trees[branch].insert(new, content);
                }
            }
            _ => {
                if let (Some(_), Some(other)) = (tips[branch], tips[1 - branch]) {
                    merged = Some(other);
                    let theirs = trees[1 - branch].clone();
                    if seed % 3 == 0 {
                        trees[branch] = theirs;
                    } else {
                        trees[branch].extend(theirs.into_iter().take(usize::from(amount % 4)));
                    }
                }
            }
        }
        let mark = number + 1;
        let reference = ["main", "other"][branch];
        let _ = write!(
            stream,
            "commit refs/heads/{reference}\nmark :{mark}\ncommitter A <a@b> {} +0000\ndata 1\nx\n",
            1_600_000_000 + number * 86_400
        );
        if let Some(tip) = tips[branch] {
            let _ = writeln!(stream, "from :{tip}");
        }
        if let Some(other) = merged {
            let _ = writeln!(stream, "merge :{other}");
        }
        stream.push_str("deleteall\n");
        for (path, content) in &trees[branch] {
            let _ = write!(
                stream,
                "M 100644 inline {path}\ndata {}\n{content}\n",
                content.len()
            );
        }
        tips[branch] = Some(mark);
    }
    stream.push_str("done\n");
    let [main, _] = trees;
    (stream, main)
}

/// What the line keeps under a name, a branch renamed, brought back and renamed again, all of it taken in.
#[test]
fn a_branch_may_call_another_action_by_a_name_of_the_line() {
    let deeds = [
        (162, 2, 0, 0, false),
        (184, 134, 57, 0, true),
        (131, 0, 4, 1, true),
        (166, 176, 18, 0, true),
        (17, 188, 13, 7, false),
    ];
    let (stream, expected) = stream(&deeds);
    let repository = Repository::new();
    import(&repository, &stream);
    let plan = replayed(&log(&repository));
    let path = |(measure, id): &(String, String)| format!("actions/{measure}/{id}.toml");
    let paths: Vec<String> = plan.keys().map(path).collect();
    assert_eq!(paths, expected.into_keys().collect::<Vec<_>>());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn the_log_replayed_gives_the_plan(
        deeds in collection::vec((any::<u8>(), any::<u8>(), any::<u8>(), any::<u8>(), any::<bool>()), 1..40),
    ) {
        let (stream, expected) = stream(&deeds);
        let repository = Repository::new();
        import(&repository, &stream);
        let log = log(&repository);
        prop_assert_eq!(log.skipped.len(), 0);
        let plan = replayed(&log);
        let expected: BTreeMap<(String, String), Sheet> = expected
            .into_iter()
            .map(|(path, text)| {
                let parts: Vec<&str> = path.split('/').collect();
                let id = parts[2].trim_end_matches(".toml").to_owned();
                ((parts[1].to_owned(), id), read_sheet(&Document::of(&text)).value.expect("a sheet"))
            })
            .collect();
        prop_assert_eq!(plan.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
        for (key, sheet) in &plan {
            prop_assert_eq!(changes(sheet, &expected[key]), Vec::new());
            prop_assert_eq!(sheet, &expected[key]);
        }
    }
}
