//! What a change must not do without a word to the plan it started from, in repositories that the real git makes.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use plan::finding::Rule;
use serde_json::Value;

use crate::program;
use crate::repository::{Repository, vocabularies};

const MOMENT: &str = "2025-01-01T12:00:00+01:00";

fn action(title: &str, status: &str, budget: &str) -> String {
    format!(
        "title = \"{title}\"\nthemes = [\"Mobilité\"]\nowners = [\"Service Vélo\"]\nstatus = \"{status}\"\nbudget = [{budget}]\n"
    )
}

/// A plan of four actions that was voted under the name `v2020`, and a branch that leaves it.
fn voted() -> Repository {
    let repository = Repository::new();
    vocabularies(&repository, "");
    let settings = "format = 1\nname = \"Plan\"\n\n[voted]\nrevision = \"v2020\"\n";
    repository.write("schema/plan.toml", settings);
    let pistes =
        "{ label = \"pistes\", amount = 5_000_000 }, { label = \"abris\", amount = 20_000 }";
    for (name, title, status, budget) in [
        ("pistes", "Réseau de pistes", "En cours", pistes),
        ("ecole", "Vélo à l'école", "Complété", "{ amount = 30_000 }"),
        ("prime", "Prime à l'achat", "Abandonné", ""),
        (
            "lie",
            "Entretien compris",
            "Nouveau",
            "{ included_in = \"pistes\" }",
        ),
    ] {
        repository.write(
            &format!("actions/1.1/{name}.toml"),
            &action(title, status, budget),
        );
    }
    repository.commit("Voter le plan", MOMENT);
    repository.git(&["tag", "v2020"]);
    repository.git(&["switch", "--quiet", "-c", "travail"]);
    repository
}

/// Put `new` where `old` stands in the file of an action.
fn change(repository: &Repository, name: &str, old: &str, new: &str) {
    let path = format!("actions/1.1/{name}.toml");
    let text = fs::read_to_string(repository.path().join(&path)).expect("an action");
    assert!(text.contains(old), "{path} holds no {old}");
    repository.write(&path, &text.replacen(old, new, 1));
}

/// The findings against the base `main`, each as `path:line:column rule`; without a place where there is none.
fn found(folder: &Path, more: &[&str]) -> Vec<String> {
    let arguments = ["check", "--format", "json", "--ignore", "unused-entry"];
    let output = program::run(folder, arguments.iter().chain(more).copied());
    let answer: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    let findings = answer["findings"].as_array().expect("findings").iter();
    findings
        .map(|finding| {
            let file = finding["path"].as_str().expect("a file");
            let rule = finding["rule"].as_str().expect("a rule");
            let start = &finding["range"]["start"];
            match (start["line"].as_u64(), start["column"].as_u64()) {
                (Some(line), Some(column)) => format!("{file}:{line}:{column} {rule}"),
                _ => format!("{file} {rule}"),
            }
        })
        .collect()
}

const BASE: &[&str] = &["--base", "main"];
const AMOUNT: &str = "actions/1.1/pistes.toml:5:40 voted-amount";

/// A change that a rule is about, and what it finds.
type Case = (&'static str, fn(&Repository), &'static [&'static str]);

const CASES: &[Case] = &[
    (
        "a done action reopened",
        |plan| change(plan, "ecole", "Complété", "En cours"),
        &["actions/1.1/ecole.toml:4:10 reopened-action"],
    ),
    (
        "the same, said on the line",
        |plan| {
            let line = "\"En cours\" # plan: allow(reopened-action) malfaçons";
            change(plan, "ecole", "\"Complété\"", line);
        },
        &[],
    ),
    (
        "an action done at last",
        |plan| change(plan, "pistes", "En cours", "Complété"),
        &[],
    ),
    (
        "a file deleted",
        |plan| remove(plan, "ecole"),
        &["actions/1.1/ecole.toml deleted-action"],
    ),
    (
        "the file of an action that was dropped before",
        |plan| remove(plan, "prime"),
        &[],
    ),
    (
        "an action given up by its status",
        |plan| change(plan, "pistes", "En cours", "Abandonné"),
        &[],
    ),
    (
        "an action moved to another measure",
        |plan| r#move(plan, "1.1/pistes", "2.1/pistes"),
        &[],
    ),
    (
        "an action renamed without its references",
        |plan| r#move(plan, "1.1/pistes", "1.1/reseau"),
        &["actions/1.1/lie.toml:5:27 renamed-reference"],
    ),
    (
        "an action renamed with them",
        |plan| {
            r#move(plan, "1.1/pistes", "1.1/reseau");
            change(plan, "lie", "\"pistes\"", "\"reseau\"");
        },
        &[],
    ),
    (
        "a voted amount changed",
        |plan| change(plan, "pistes", "5_000_000", "6_200_000"),
        &[AMOUNT],
    ),
    (
        "a voted amount written in another way",
        |plan| change(plan, "pistes", "5_000_000", "5000000"),
        &[],
    ),
    (
        "the same with a note",
        |plan| {
            change(
                plan,
                "pistes",
                "5_000_000",
                "6_200_000, note = \"délibération\"",
            )
        },
        &[],
    ),
    (
        "a voted line removed",
        |plan| {
            change(
                plan,
                "pistes",
                ", { label = \"abris\", amount = 20_000 }",
                "",
            )
        },
        &["actions/1.1/pistes.toml:5:10 voted-amount"],
    ),
    (
        "a line that nobody voted",
        |plan| {
            change(
                plan,
                "pistes",
                "20_000 }",
                "20_000 }, { label = \"pompes\", amount = 9_000 }",
            )
        },
        &[],
    ),
];

fn remove(plan: &Repository, name: &str) {
    fs::remove_file(plan.path().join(format!("actions/1.1/{name}.toml"))).expect("a file");
}

fn r#move(plan: &Repository, from: &str, to: &str) {
    let file = |name: &str| plan.path().join(format!("actions/{name}.toml"));
    fs::create_dir_all(file(to).parent().expect("a folder")).expect("a folder");
    fs::rename(file(from), file(to)).expect("a file");
}

#[test]
fn a_change_is_judged_by_what_it_did_to_the_plan_it_started_from() {
    let mut shown: BTreeSet<Rule> = BTreeSet::new();
    for (name, change, expected) in CASES {
        let plan = voted();
        assert_eq!(found(plan.path(), BASE), [""; 0], "before {name}");
        change(&plan);
        assert_eq!(found(plan.path(), BASE), *expected, "{name}, on disk");
        // Nobody asked for the plan that stood there; a reference to nothing is one all the same.
        let alone = found(plan.path(), &[]);
        assert!(
            alone.iter().all(|one| one.ends_with(" unknown-reference")),
            "{name}: {alone:?}"
        );
        plan.commit("Changer", MOMENT);
        assert_eq!(found(plan.path(), BASE), *expected, "{name}, committed");
        assert_eq!(
            found(plan.path(), &["--changed", "--base", "main"]),
            *expected,
            "{name}, with --changed"
        );
        let rules = expected.iter().filter_map(|one| one.rsplit(' ').next());
        shown.extend(rules.filter_map(Rule::named));
    }
    let all: BTreeSet<Rule> = Rule::all().filter(|rule| rule.needs_base()).collect();
    assert_eq!(shown, all, "each of these rules is shown");
}

#[test]
fn an_action_that_is_renamed_and_then_written_anew_is_the_same() {
    let plan = voted();
    r#move(&plan, "1.1/pistes", "1.1/reseau");
    plan.commit("Donner un autre nom", MOMENT);
    let other = action(
        "Mobilités actives de la métropole",
        "Complété",
        "{ label = \"travaux\", amount = 6_000_000 }",
    );
    let other = other.replace("Service Vélo", "Région");
    plan.write("actions/1.1/reseau.toml", &other);
    plan.commit("Écrire la fiche à nouveau", MOMENT);
    let expected = [
        "actions/1.1/lie.toml:5:27 renamed-reference",
        "actions/1.1/reseau.toml:5:10 voted-amount",
        "actions/1.1/reseau.toml:5:10 voted-amount",
    ];
    assert_eq!(found(plan.path(), BASE), expected);
}

#[test]
fn a_reference_left_behind_is_mended() {
    let plan = voted();
    r#move(&plan, "1.1/pistes", "1.1/reseau");
    let mended = program::run(plan.path(), ["check", "--base", "main", "--fix"]);
    assert_eq!(mended.status.code(), Some(0));
    assert_eq!(found(plan.path(), BASE), [""; 0]);
    let text = fs::read_to_string(plan.path().join("actions/1.1/lie.toml")).expect("an action");
    assert!(text.contains("included_in = \"reseau\""), "{text}");
}

#[test]
fn what_others_changed_since_the_vote_is_no_matter_of_this_change() {
    let plan = voted();
    change(&plan, "pistes", "5_000_000", "6_200_000");
    plan.commit("Renchérir", MOMENT);
    plan.git(&["branch", "--force", "main", "HEAD"]);
    change(&plan, "ecole", "30_000", "40_000");
    assert_eq!(
        found(plan.path(), BASE),
        ["actions/1.1/ecole.toml:5:22 voted-amount"]
    );
    // Whoever touches the file answers for what stands in it.
    change(&plan, "pistes", "Réseau", "Réseaux");
    assert!(found(plan.path(), BASE).contains(&AMOUNT.to_owned()));
}

#[test]
fn a_voted_plan_that_git_does_not_know_is_said() {
    let plan = voted();
    for revision in ["v2019", "1999", "--upload-pack=x", "a\\nb"] {
        let settings =
            format!("format = 1\nname = \"Plan\"\n\n[voted]\nrevision = \"{revision}\"\n");
        plan.write("schema/plan.toml", &settings);
        for (lang, sentence) in [("fr", "n'est pas dans git"), ("en", "is not in git")] {
            let output = program::run(plan.path(), ["check", "--base", "main", "--lang", lang]);
            let beside = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{revision}: {beside}");
            assert!(beside.contains(sentence), "{revision}: {beside}");
        }
    }
    // Without a voted plan there is no such rule.
    plan.write("schema/plan.toml", "format = 1\nname = \"Plan\"\n");
    change(&plan, "pistes", "5_000_000", "6_200_000");
    assert_eq!(found(plan.path(), BASE), [""; 0]);
}

#[test]
fn a_status_that_the_vocabulary_calls_otherwise_reopens_nothing() {
    let plan = voted();
    let path = "schema/statuses.toml";
    let statuses = fs::read_to_string(plan.path().join(path)).expect("statuses");
    let done = "name = \"Complété\"";
    assert!(statuses.contains(done));
    let renamed = "name = \"Terminé\"\naliases = [\"Complété\"]";
    plan.write(path, &statuses.replace(done, renamed));
    let reopened = [BASE, &["--select", "reopened-action"]].concat();
    assert_eq!(found(plan.path(), &reopened), [""; 0], "by its old name");
    change(&plan, "ecole", "\"Complété\"", "\"Terminé\"");
    assert_eq!(found(plan.path(), &reopened), [""; 0], "by its new name");
    change(&plan, "ecole", "\"Terminé\"", "\"En cours\"");
    let expected = ["actions/1.1/ecole.toml:4:10 reopened-action"];
    assert_eq!(found(plan.path(), &reopened), expected);
}

#[test]
fn what_is_staged_is_judged_from_the_base_that_is_named() {
    let plan = voted();
    change(&plan, "ecole", "Complété", "En cours");
    plan.commit("Rouvrir", MOMENT);
    change(&plan, "pistes", "5_000_000", "6_200_000");
    let staged = [&["--staged"], BASE].concat();
    let reopened = "actions/1.1/ecole.toml:4:10 reopened-action";
    // What was committed since the base, and not yet what is only on disk.
    assert_eq!(found(plan.path(), &staged), [reopened]);
    assert_eq!(found(plan.path(), BASE), [reopened, AMOUNT]);
    plan.git(&["add", "--all"]);
    assert_eq!(found(plan.path(), &staged), [reopened, AMOUNT]);
    // Without a base, what is staged answers for what it brings to the last commit.
    assert_eq!(found(plan.path(), &["--staged"]), [""; 0]);
}

#[test]
fn every_form_bears_a_finding_whose_file_is_gone() {
    let plan = voted();
    remove(&plan, "ecole");
    for (form, lang, expected) in [
        (
            "full",
            "fr",
            "avertissement[deleted-action] : fiche supprimée : « Vélo à l'école » disparaît du plan\n--> actions/1.1/ecole.toml:1:1\n",
        ),
        (
            "full",
            "en",
            "warning[deleted-action]: file deleted: `Vélo à l'école` is gone from the plan\n--> actions/1.1/ecole.toml:1:1\n",
        ),
        ("concise", "fr", "actions/1.1/ecole.toml"),
        ("github", "fr", "file=actions/1.1/ecole.toml"),
        ("gitlab", "fr", "\"path\": \"actions/1.1/ecole.toml\""),
        ("sarif", "fr", "\"uri\": \"actions/1.1/ecole.toml\""),
    ] {
        let output = program::run(
            plan.path(),
            [
                "check",
                "--base",
                "main",
                "--select",
                "deleted-action",
                "--format",
                form,
                "--lang",
                lang,
            ],
        );
        let text = String::from_utf8_lossy(&output.stdout);
        let text = text.replace(['\u{a0}', '\u{202f}'], " ");
        assert!(text.contains(expected), "{form}: {text}");
        assert_eq!(output.status.code(), Some(0), "a warning");
    }
    let strict = program::run(plan.path(), ["check", "--base", "main", "--strict"]);
    assert_eq!(strict.status.code(), Some(1));
}
