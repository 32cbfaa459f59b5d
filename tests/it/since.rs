//! `plan since`: its bridges add up whatever became of the lines, and nobody who wrote a change is named.

use proptest::prelude::{ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, proptest};
use proptest::{collection, option, sample};
use serde_json::Value;

use crate::asked::{answer, said};
use crate::plans::{copy, root};
use crate::repository::Repository;
use crate::samples::live;

/// The lines that an action may hold, in cents of nothing: each kind that counts, does not, or counts otherwise.
const LINES: [&str; 12] = [
    "amount = 1_000",
    "amount = 2_500.50",
    "amount = { min = 100, max = 900 }",
    "amount = 40, approximate = true",
    "note = \"à chiffrer\"",
    "ht = 300",
    "ht = 300, ttc = 360",
    "amount = 70, of_which = true",
    "amount = 80, included_in = \"?\"",
    "amount = 90, per = \"an\"",
    "per = \"an\", note = \"à chiffrer\"",
    "ht = 55, per = \"an\"",
];
const STATUSES: [&str; 3] = ["Nouveau", "Complété", "Abandonné"];

/// An action: its status, and its lines, each with a label of a few; in a sub-action where that is true.
type Known = (usize, Vec<(usize, usize, bool)>);

fn plan() -> impl Strategy<Value = Vec<Option<Known>>> {
    let line = (0..LINES.len(), 0..3usize, any::<bool>());
    let action = (0..STATUSES.len(), collection::vec(line, 0..5));
    collection::vec(option::weighted(0.8, action), 4)
}

fn write(repository: &Repository, plan: &[Option<Known>]) {
    copy(&root().join("tests/cases/_base/schema"), repository.path());
    let statuses = std::fs::read_to_string(repository.path().join("schema/statuses.toml"));
    let dropped = "\n[[status]]\nname = \"Abandonné\"\nphase = \"dropped\"\n";
    repository.write(
        "schema/statuses.toml",
        &(statuses.expect("a file") + dropped),
    );
    for (number, known) in plan.iter().enumerate() {
        let path = format!("actions/1.1/action-{number}.toml");
        let Some((status, lines)) = known else {
            std::fs::remove_file(repository.path().join(path)).ok();
            continue;
        };
        let of = |within: bool| -> String {
            let lines = lines
                .iter()
                .filter(|(_, _, is_within)| *is_within == within);
            let lines = lines.map(|(line, label, _)| match label {
                0 => format!("{{ {} }}", LINES[*line]),
                label => format!("{{ label = \"{label}\", {} }}", LINES[*line]),
            });
            lines.collect::<Vec<_>>().join(", ")
        };
        let text = format!(
            "title = \"Action {number} {number}{number}\"\nthemes = [\"Vélo\"]\nstatus = \"{}\"\nbudget = [{}]\n\
             sub_actions = [{{ title = \"Partie\", budget = [{}] }}]\n",
            STATUSES[*status],
            of(false),
            of(true)
        );
        repository.write(&path, &text);
    }
}

/// An amount in cents.
fn cents(value: &Value) -> i64 {
    (value.as_f64().unwrap_or_default() * 100.0).round() as i64
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn the_way_from_then_to_now_adds_up(before in plan(), after in plan(), basis in sample::select(vec!["ttc", "ht"])) {
        let repository = Repository::new();
        write(&repository, &before);
        repository.commit("Voter", "2020-06-25T12:00:00+00:00");
        write(&repository, &after);
        repository.commit("Réviser", "2022-06-25T12:00:00+00:00");
        let since = answer(&repository, &["since", "HEAD~1", "--basis", basis]);
        for (name, [min, max]) in [("money", ["min", "max"]), ("yearly", ["min", "max"])] {
            let way = &since[name];
            for side in [min, max] {
                let steps = way["steps"].as_array().expect("steps").iter();
                let steps: i64 = steps.map(|step| cents(&step["change"][side])).sum();
                let [then, now, dropped, kept] =
                    ["before", "after", "dropped", "kept"].map(|end| cents(&way[end][side]));
                prop_assert_eq!(then + steps, now, "{} {}: {}", name, side, way);
                prop_assert_eq!(now - dropped, kept, "{} {}: {}", name, side, way);
            }
        }
        // Both ends are what the budget says.
        for (end, at) in [("before", "HEAD~1"), ("after", "HEAD")] {
            let budget = answer(&repository, &["budget", "--at", at, "--basis", basis]);
            let total = &budget["total"];
            for side in ["min", "max"] {
                prop_assert_eq!(cents(&since["money"][end][side]), cents(&total[side]));
                prop_assert_eq!(cents(&since["yearly"][end][side]), cents(&total["yearly"][side]));
            }
        }
        // An amount that got a figure, or lost it, is no revision.
        let kinds = |action: usize, plan: &[Option<Known>]| {
            let lines = plan[action].iter().flat_map(|(_, lines)| lines);
            lines.map(|(line, label, within)| (*line, *label, *within)).collect::<Vec<_>>()
        };
        let only = |action: usize| matches!(
            (&kinds(action, &before)[..], &kinds(action, &after)[..]),
            ([(0, ..)], [(4, ..)]) | ([(4, ..)], [(0, ..)])
        );
        let revised = since["amounts"].as_array().expect("amounts").iter();
        for one in revised.filter(|one| one["steps"].as_array().is_some_and(|steps| steps.contains(&Value::from("revised")))) {
            let number: usize = one["id"].as_str().and_then(|id| id.strip_prefix("action-")).and_then(|id| id.parse().ok()).expect("a number");
            prop_assert!(!only(number), "{}", one);
        }
    }
}

#[test]
fn nobody_who_wrote_a_change_is_named() {
    let repository = Repository::to_be();
    copy(&root().join("tests/cases/_base/schema"), repository.path());
    copy(
        &root().join("tests/cases/since/plan/actions"),
        repository.path(),
    );
    live(&root().join("tests/cases/_since.sh"), repository.path());
    for format in ["table", "md", "html", "csv", "tsv", "json", "jsonl"] {
        for detail in [&[][..], &["--detail"]] {
            let arguments = [&["since", "--format", format], detail].concat();
            let (told, beside) = said(&repository, &arguments);
            assert!(!told.is_empty(), "{format}: {beside}");
            for name in ["Claire", "Morel", "Élodie", "Martin", "example.org"] {
                assert!(!(told.clone() + &beside).contains(name), "{format}: {name}");
            }
        }
    }
}
