//! What changed between two states of the plan, against repositories made with the real git.

use std::collections::BTreeSet;

use plan::document::Document;
use plan::load::read::read_sheet;
use plan::model::action::Action;
use plan::model::budget::{Basis, Cents};
use plan::model::plan::Plan;
use plan::view::breakdown::totals;
use plan::view::change::changes;
use plan::view::diff::{PlanState, diff};
use plan::view::group::By;
use plan::view::identity::Identity;
use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};
use proptest::{collection, option};

use crate::program;
use crate::repository::{Repository, action, vocabularies};

fn said(repository: &Repository, arguments: &[&str]) -> String {
    let output = program::run(repository.path(), arguments.iter().copied());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let beside = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {beside}");
    text.replace(['\u{202f}', '\u{a0}'], " ")
}

/// A plan that was voted and then lived: one action is new, one gone, one moved, one renamed, one changed.
fn lived() -> Repository {
    let repository = Repository::new();
    vocabularies(&repository, "");
    let file = |name: &str| format!("actions/1.1/{name}.toml");
    for name in ["garages", "pistes", "primes", "ateliers"] {
        repository.write(
            &file(name),
            &action(&format!("Des {name} à vélo"), "Nouveau"),
        );
    }
    repository.write(
        &file("plan-velo"),
        "title = \"Plan vélo\"\nthemes = [\"Mobilité\"]\nstatus = \"Nouveau\"\n\
         owners = [\"Service Vélo\"]\nfunders = [\"Ademe\"]\nstart = \"2019\"\nend = \"2019\"\n\
         description = \"Étendre le réseau des pistes cyclables de la métropole de Dijon vers l'est\"\n\
         budget = [{ label = \"pistes\", amount = 5_000_000 }, { note = \"en cours de calcul\" }]\n\
         sub_actions = [\"Comptages\", { title = \"Jalonnement\", end = \"2019\" }]\n",
    );
    repository.commit("Vote du plan", "2020-01-01T12:00:00+01:00");
    repository.git(&["rm", "--quiet", &file("primes")]);
    repository.git(&["mv", &file("garages"), &file("stationnements")]);
    std::fs::create_dir_all(repository.path().join("actions/2.1")).expect("a folder");
    repository.git(&["mv", &file("ateliers"), "actions/2.1/ateliers.toml"]);
    repository.write(&file("vae"), &action("Vélos électriques", "En cours"));
    repository.write(
        &file("plan-velo"),
        "title = \"Plan vélo\"\nthemes = [\"Mobilité\"]\nstatus = \"En cours\"\n\
         owners = [\"Service Vélo\"]\nfunders = [\"Région\"]\nstart = \"2019\"\nend = \"2021\"\n\
         description = \"Étendre le réseau des pistes cyclables de la métropole de Dijon vers l'ouest\"\n\
         budget = [{ label = \"pistes\", amount = 6_200_000 }, { note = \"en cours de calcul\" }]\n\
         sub_actions = [\"Comptages\", { title = \"Jalonnement\", end = \"2020\" }]\n",
    );
    repository
}

const EXPECTED: &str = "\
1 action ajoutée, 1 retirée, 1 déplacée, 1 renommée, 1 modifiée, 1 échéance
repoussée, budget chiffré +1,2 M€

Évolution du plan entre le commit HASH du 1er janvier 2020 (« Vote du
plan ») et les fichiers actuels

Actions ajoutées

1.1 Vélos électriques (vae)
  - Statut : En cours
  - Fin : 2021
  - Budget : 1 000 €

Actions retirées

1.1 Des primes à vélo (primes)
  - Statut : Nouveau
  - Fin : 2021
  - Budget : 1 000 €

Actions modifiées

1.1 Plan vélo (plan-velo)
  - Statut : Nouveau → En cours
  - Partenaires financiers : [-Ademe-] {+Région+}
  - Fin : 2019 → 2021 (+2 ans)
  - Descriptif : … la métropole de Dijon vers [-l'est-] {+l'ouest+}
  - Budget, pistes : 5 000 000 € → 6 200 000 € (+1,2 M€)
  - Sous-action « Jalonnement », Fin : 2019 → 2020 (+1 an)

1.1 Des garages à vélo (stationnements)
  - renommée : garages → stationnements (contenu identique)

2.1 Des ateliers à vélo (ateliers)
  - déplacée de la mesure 1.1 à la mesure 2.1

Changements de statut
Avant    Après     Actions
Nouveau  En cours        1

Budget
Axe         Actions       Avant       Après      Écart
1 Mobilité    5 → 4  ≥ 5,004 M€  ≥ 6,203 M€  +1,199 M€
2 Énergie     0 → 1           –     1 000 €   +1 000 €
Total             5  ≥ 5,004 M€  ≥ 6,204 M€    +1,2 M€

Montants TTC
- Lignes sans montant : 1 avant, 1 après ; ≥ signifie « au moins », car elles ne
  sont pas comptées
";

#[test]
fn a_difference_reads_as_an_official_would_say_it() {
    let repository = lived();
    let hash = repository.git(&["rev-parse", "--short=8", "HEAD"]);
    let answer = said(&repository, &["diff"]);
    assert_eq!(answer.replace(hash.trim(), "HASH"), EXPECTED);
    // What is committed since is the same difference.
    repository.commit("Bilan", "2022-01-01T12:00:00+01:00");
    let between = said(&repository, &["diff", "2020..2022"]);
    assert_eq!(between.lines().next(), EXPECTED.lines().next());
    assert_eq!(
        said(&repository, &["diff"]).lines().next(),
        Some("aucune différence")
    );
}

#[test]
fn a_difference_is_told_of_a_selection_and_from_where_a_branch_left() {
    let repository = lived();
    repository.git(&["checkout", "--quiet", "-b", "branche"]);
    repository.commit("Bilan", "2022-01-01T12:00:00+01:00");
    repository.git(&["checkout", "--quiet", "main"]);
    repository.write(
        "actions/1.1/pistes.toml",
        &action("Des pistes à vélo", "Abandonné"),
    );
    repository.commit("Abandon", "2022-02-01T12:00:00+01:00");
    let first = |arguments: &[&str]| {
        let answer = said(&repository, arguments);
        answer.lines().next().unwrap_or_default().to_owned()
    };
    let summary = "1 action ajoutée, 1 retirée, 1 déplacée, 1 renommée, 1 modifiée, 1 échéance";
    assert_eq!(first(&["diff", "main...branche"]), summary);
    assert_eq!(
        first(&["diff", "main..branche"]),
        summary.replace("1 modifiée", "2 modifiées")
    );
    assert_eq!(
        first(&["diff", "main...branche", "--axis=2"]),
        // Moved into the selection, it counts on both sides.
        "1 action déplacée"
    );
    // An id that only one side has.
    assert_eq!(
        first(&["diff", "main...branche", "vae"]),
        "1 action ajoutée, budget +1 000 €"
    );
}

#[test]
fn a_new_spelling_in_a_vocabulary_changes_no_action() {
    let repository = lived();
    repository.commit("Bilan", "2022-01-01T12:00:00+01:00");
    repository.write(
        "schema/actors.toml",
        "[[actor]]\nname = \"Service des mobilités actives\"\naliases = [\"Service Vélo\"]\n\n\
         [[actor]]\nname = \"Ademe\"\n\n[[actor]]\nname = \"Région\"\n",
    );
    let answer = said(&repository, &["diff"]);
    assert!(
        answer.starts_with("vocabulaire modifié (1 changement)\n"),
        "{answer}"
    );
    assert!(!answer.contains("Actions modifiées"), "{answer}");
    assert!(
        answer.contains("Acteur : Service Vélo → Service des mobilités actives\n"),
        "{answer}"
    );
}

#[test]
fn a_plan_that_is_broken_on_one_side_is_refused_or_left_out_of_both() {
    let repository = lived();
    repository.write("actions/1.1/pistes.toml", "title = \"");
    let output = program::run(repository.path(), ["diff"]);
    assert_eq!(output.status.code(), Some(1));
    let answer = said(&repository, &["diff", "--allow-invalid"]);
    assert!(!answer.contains("pistes)"), "{answer}");
    assert!(
        answer.starts_with("1 action ajoutée, 1 retirée"),
        "{answer}"
    );
}

#[test]
fn a_range_with_an_end_takes_no_other() {
    let repository = lived();
    for range in ["HEAD..HEAD", "HEAD...HEAD", "HEAD.."] {
        for (lang, sentence) in [("fr", "dit déjà où finir"), ("en", "where to end already")] {
            let arguments = ["diff", range, "--at", "HEAD", "--lang", lang];
            let output = program::run(repository.path(), arguments);
            let beside = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{beside}");
            assert!(beside.contains(sentence), "{beside}");
        }
    }
    let both = said(&repository, &["diff", "HEAD", "--at", "HEAD"]);
    assert_eq!(both, said(&repository, &["diff", "HEAD..HEAD"]));
}

#[test]
fn the_totals_are_those_of_two_budgets() {
    let repository = lived();
    let read = |arguments: &[&str]| -> serde_json::Value {
        serde_json::from_str(&said(&repository, arguments)).expect("JSON")
    };
    let difference = read(&["diff", "--format=json"]);
    let before = read(&["budget", "--format=json", "--at=HEAD"]);
    let after = read(&["budget", "--format=json"]);
    assert_eq!(difference["totals"]["total"]["before"], before["total"]);
    assert_eq!(difference["totals"]["total"]["after"], after["total"]);
    let beside = read(&["budget", "--format=json", "--at=HEAD", "--compare"]);
    assert_eq!(difference["totals"], beside);
}

/// A file of an action with some of its fields filled in.
fn sheet() -> impl Strategy<Value = String> {
    let amount = option::of(0u32..5);
    let lines = collection::vec((option::of("[ab]"), amount, any::<bool>()), 0..4);
    let parts = collection::btree_set("[xyz]", 0..4);
    let owners = collection::btree_set("[A-C]", 0..3);
    let end = option::of(2019i32..2023);
    let texts = (option::of("[a-c ]{1,9}x"), option::of("[ab]"));
    (lines, parts, owners, end, texts).prop_map(|(lines, parts, owners, end, (text, extra))| {
        let lines: Vec<String> = lines
            .into_iter()
            .map(|(label, amount, range)| {
                let label = label.map(|label| format!("label = \"{label}\", "));
                let amount = match amount {
                    Some(amount) if range => {
                        format!("amount = {{ min = {amount}, max = {} }}", amount + 2)
                    }
                    Some(amount) => format!("ttc = {amount}.5"),
                    None => "note = \"?\"".to_owned(),
                };
                format!("{{ {}{amount} }}", label.unwrap_or_default())
            })
            .collect();
        let list = |names: BTreeSet<String>| {
            let names: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
            names.join(", ")
        };
        let mut text_of = format!(
            "title = \"t\"\nthemes = [\"T\"]\nbudget = [{}]\nowners = [{}]\nsub_actions = [{}]\n",
            lines.join(", "),
            list(owners),
            list(parts)
        );
        if let Some(end) = end {
            text_of.push_str(&format!("end = \"{end}\"\n"));
        }
        if let Some(text) = text {
            text_of.push_str(&format!("description = \"{text}\"\n"));
        }
        if let Some(extra) = extra {
            text_of.push_str(&format!("extra.{extra} = \"{extra}\"\n"));
        }
        text_of
    })
}

fn plan_of(actions: &[(u8, bool, String)]) -> PlanState {
    let mut plan = Plan::default();
    let mut seen = BTreeSet::new();
    for (id, other_axis, text) in actions {
        let measure = if *other_axis { "2.1" } else { "1.1" };
        let read = read_sheet(&Document::of(text));
        assert!(read.findings.is_empty(), "{text}");
        if seen.insert(*id) {
            plan.actions.push(Action {
                id: format!("a-{id}").parse().expect("an id"),
                measure: measure.parse().expect("a measure"),
                sheet: read.value.expect("a sheet"),
            });
        }
    }
    plan.sort();
    let selected = plan
        .actions
        .iter()
        .map(|action| action.id.clone())
        .collect();
    PlanState { plan, selected }
}

/// The actions of the same names.
fn identity<'a>(before: &'a PlanState, after: &'a PlanState) -> Identity<'a> {
    Identity::of(&before.plan, &after.plan, &[], None)
}

proptest! {
    #[test]
    fn two_sheets_have_changes_unless_they_are_equal(before in sheet(), after in sheet()) {
        let read = |text: &str| read_sheet(&Document::of(text)).value.expect("a sheet");
        let (before, after) = (read(&before), read(&after));
        prop_assert_eq!(changes(&before, &after).is_empty(), before == after);
        prop_assert!(changes(&after, &after).is_empty());
    }

    #[test]
    fn totals_of_a_difference_are_the_difference_of_totals(
        before in collection::vec((0u8..6, any::<bool>(), sheet()), 0..6),
        after in collection::vec((0u8..6, any::<bool>(), sheet()), 0..6),
    ) {
        let (before, after) = (plan_of(&before), plan_of(&after));
        for by in By::all() {
            let found = diff(&before, &after, &identity(&before, &after), &[], (by, Basis::Ttc));
            let of = |state: &PlanState| totals(&state.plan, &state.actions(), by, Basis::Ttc);
            let (old, new) = (of(&before), of(&after));
            prop_assert_eq!(found.totals.total.before, old.total);
            prop_assert_eq!(found.totals.total.after, new.total);
            let groups = &found.totals.groups;
            for (groups_of, side) in [(old, 0), (new, 1)] {
                for group in groups_of.groups {
                    let compared = groups.iter().find(|known| known.key == group.key);
                    let pair = compared.expect("the group").totals;
                    prop_assert_eq!([pair.before, pair.after][side], group.total);
                }
            }
        }
        // The changes of single actions come to the change of all.
        let found = diff(&before, &after, &identity(&before, &after), &[], (By::Axis, Basis::Ttc));
        let sum = found.actions.iter().filter_map(|one| one.budget.change()).fold(
            (Cents(0), Cents(0)),
            |(min, max), change| (min + change.0, max + change.1),
        );
        prop_assert_eq!(sum, found.totals.total.change().unwrap_or_default());
    }
}
