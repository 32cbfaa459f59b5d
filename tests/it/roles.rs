//! Plans with the roles of lines mixed as people mix them: a sum of the test's own against every form of the answer.

use std::fs;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::plans::{copy, root};
use crate::program;

/// What a person writes in a line, in whole euros.
#[derive(Debug, Clone)]
struct Line {
    amount: Option<(i64, i64)>,
    ht: Option<i64>,
    ttc: Option<i64>,
    of_which: bool,
    included_in: bool,
    per_year: bool,
    funder: Option<&'static str>,
    year: Option<i32>,
}

#[derive(Debug, Clone)]
struct Fiche {
    axis: usize,
    dropped: bool,
    lines: Vec<Line>,
    of_part: Vec<Line>,
}

type Bounds = Option<(i64, i64)>;

/// What is found with a pencil.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Sums {
    actions: usize,
    with_figure: usize,
    whole: Bounds,
    lacking: usize,
    yearly: Bounds,
    funded: Bounds,
    own: Bounds,
    unstated: Bounds,
    unclear: Bounds,
    unclear_details: usize,
}

const OWNER: &str = "Service Voirie";

fn toml(line: &Line) -> String {
    let mut keys = vec!["note = \"noté\"".to_owned()];
    match line.amount {
        Some((min, max)) if min == max => keys.push(format!("amount = {min}")),
        Some((min, max)) => keys.push(format!("amount = {{ min = {min}, max = {max} }}")),
        None => {}
    }
    keys.extend(line.ht.map(|ht| format!("ht = {ht}")));
    keys.extend(line.ttc.map(|ttc| format!("ttc = {ttc}")));
    keys.extend(line.funder.map(|funder| format!("funder = \"{funder}\"")));
    keys.extend(line.year.map(|year| format!("year = {year}")));
    keys.extend(line.of_which.then(|| "of_which = true".to_owned()));
    keys.extend(line.included_in.then(|| "included_in = \"?\"".to_owned()));
    keys.extend(line.per_year.then(|| "per = \"an\"".to_owned()));
    format!("{{ {} }}", keys.join(", "))
}

fn plan(fiches: &[Fiche]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    copy(&root().join("tests/cases/_base/schema"), folder.path());
    let statuses = "tests/cases/budget-dropped/plan/schema/statuses.toml";
    fs::copy(
        root().join(statuses),
        folder.path().join("schema/statuses.toml"),
    )
    .expect("a copy");
    for (index, fiche) in fiches.iter().enumerate() {
        let place = folder.path().join(format!("actions/{}.1", fiche.axis));
        fs::create_dir_all(&place).expect("a folder");
        let lines = |lines: &[Line]| lines.iter().map(toml).collect::<Vec<_>>().join(", ");
        let status = if fiche.dropped {
            "Abandonné"
        } else {
            "En cours"
        };
        let text = format!(
            "title = \"Une action\"\nthemes = [\"Vélo\"]\nstatus = \"{status}\"\nowners = [\"{OWNER}\"]\nfunders = [\"Ademe\", \"Région\"]\nbudget = [{}]\nsub_actions = [{{ title = \"Partie\", budget = [{}] }}]\n",
            lines(&fiche.lines),
            lines(&fiche.of_part),
        );
        fs::write(place.join(format!("a{index}.toml")), text).expect("a file");
    }
    folder
}

fn plus(a: Bounds, b: Bounds) -> Bounds {
    match (a, b) {
        (Some((low, high)), Some((min, max))) => Some((low + min, high + max)),
        (a, b) => a.or(b),
    }
}

impl Sums {
    fn of(fiche: &Fiche, basis: &str) -> Self {
        let figure = |line: &Line| {
            let stated = if basis == "ht" { line.ht } else { line.ttc };
            stated.map(|one| (one, one)).or(line.amount)
        };
        let name = |line: &Line| line.funder.filter(|funder| *funder != "?");
        let lines: Vec<&Line> = fiche.lines.iter().chain(&fiche.of_part).collect();
        let mut sums = Self {
            actions: 1,
            ..Self::default()
        };
        let mut pay = Vec::new();
        for line in lines
            .iter()
            .filter(|line| !line.of_which && !line.included_in)
        {
            match figure(line) {
                found if line.per_year => sums.yearly = plus(sums.yearly, found),
                None => sums.lacking += 1,
                Some(found) => {
                    sums.whole = plus(sums.whole, Some(found));
                    match name(line) {
                        Some(funder) => pay.push((funder, found)),
                        None => sums.unstated = plus(sums.unstated, Some(found)),
                    }
                }
            }
        }
        sums.with_figure = usize::from(sums.whole.is_some());
        let is_yearly = lines
            .iter()
            .any(|line| line.per_year && !line.of_which && !line.included_in);
        let parts: Vec<&&Line> = lines
            .iter()
            .filter(|line| line.of_which && name(line).is_some())
            .filter(|line| !pay.iter().any(|(funder, _)| name(line) == Some(funder)))
            .filter(|line| !(line.per_year && is_yearly))
            .collect();
        let fits = |part: &&&Line| {
            let mut same = parts.iter().filter(|other| other.funder == part.funder);
            figure(part).is_some()
                && !part.per_year
                && !part.included_in
                && same.all(|other| other.year.is_some() == part.year.is_some())
        };
        let taken = parts.iter().filter_map(|part| figure(part));
        let taken = taken.fold((0, 0), |(low, high), (min, max)| (low + min, high + max));
        match sums.unstated {
            _ if parts.is_empty() => {}
            Some((low, high)) if parts.iter().all(fits) && taken.0 <= high => {
                sums.unstated = Some(((low - taken.1).max(0), (high - taken.0).max(0)));
                pay.extend(
                    parts
                        .iter()
                        .filter_map(|part| Some((part.funder?, figure(part)?))),
                );
            }
            unstated => {
                sums.unclear = unstated;
                sums.unstated = None;
                sums.unclear_details = parts.len();
            }
        }
        for (funder, found) in pay {
            let side = if funder == OWNER {
                &mut sums.own
            } else {
                &mut sums.funded
            };
            *side = plus(*side, Some(found));
        }
        sums
    }

    fn all<'a>(fiches: impl Iterator<Item = &'a Fiche>, basis: &str) -> Self {
        fiches
            .map(|fiche| Self::of(fiche, basis))
            .fold(Self::default(), |a, b| Self {
                actions: a.actions + b.actions,
                with_figure: a.with_figure + b.with_figure,
                whole: plus(a.whole, b.whole),
                lacking: a.lacking + b.lacking,
                yearly: plus(a.yearly, b.yearly),
                funded: plus(a.funded, b.funded),
                own: plus(a.own, b.own),
                unstated: plus(a.unstated, b.unstated),
                unclear: plus(a.unclear, b.unclear),
                unclear_details: a.unclear_details + b.unclear_details,
            })
    }
}

/// The sums that an object of the JSON tells.
fn told(total: &Value) -> Sums {
    let both = |value: &Value| Some((value["min"].as_i64()?, value["max"].as_i64()?));
    let count =
        |key: &str| usize::try_from(total[key].as_u64().expect("a count")).expect("a count");
    Sums {
        actions: count("actions"),
        with_figure: count("with_figure"),
        whole: both(total),
        lacking: count("lines_unknown") + count("lines_other_basis"),
        yearly: both(&total["yearly"]),
        funded: both(&total["funded"]),
        own: both(&total["own"]),
        unstated: both(&total["funder_unstated"]),
        unclear: both(&total["funder_unclear"]),
        unclear_details: count("lines_funder_unclear"),
    }
}

fn set(amount: i64) -> String {
    let digits = amount.to_string();
    let threes: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|three| std::str::from_utf8(three).expect("digits"))
        .collect();
    threes.join("\u{202f}")
}

fn shown(bounds: Bounds, floor: &str) -> String {
    match bounds {
        None => "–".to_owned(),
        Some((min, max)) if min == max => format!("{floor}{}\u{a0}€", set(min)),
        Some((min, max)) => format!("{floor}{} to {}\u{a0}€", set(min), set(max)),
    }
}

/// The cells of the row that a table for people has.
fn cells(sums: &Sums, kept: &Sums, has_dropped: bool) -> Vec<String> {
    let floor = |sums: &Sums| if sums.lacking > 0 { "≥\u{a0}" } else { "" };
    let one = |pick: fn((i64, i64)) -> i64| {
        shown(sums.whole.map(|both| (pick(both), pick(both))), floor(sums))
    };
    let mut cells = vec![
        sums.actions.to_string(),
        sums.with_figure.to_string(),
        (sums.actions - sums.with_figure).to_string(),
        one(|(min, _)| min),
        one(|(_, max)| max),
    ];
    cells.extend(has_dropped.then(|| shown(kept.whole, floor(kept))));
    cells
}

/// The notes on who pays, as they are told in English.
fn notes(sums: &Sums) -> Vec<String> {
    let floor = if sums.lacking > 0 { "at least " } else { "" };
    let part = |words: &str, both: Bounds, floor: &str| {
        both.map(|_| format!("{words}: {}", shown(both, floor)))
    };
    let parts = [
        part("from named funders", sums.funded, ""),
        part("from the owners, as lines say", sums.own, ""),
        part("funder not said", sums.unstated, floor),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let mut notes = Vec::new();
    if sums.funded.or(sums.own).is_some() {
        notes.push(format!("- {}", parts.join("; ")));
    }
    if sums.unclear_details > 0 {
        let amount = sums
            .unclear
            .map_or("no amount".to_owned(), |both| shown(Some(both), ""));
        let many = if sums.unclear_details == 1 { "" } else { "s" };
        notes.push(format!(
            "- funders' part not known: {amount}; {} detail{many} without a whole to compare with",
            sums.unclear_details
        ));
    }
    notes
}

fn line() -> impl Strategy<Value = Line> {
    let figure = prop_oneof![
        4 => (0..900_i64, 0..50_i64).prop_map(|(min, more)| (Some((min * 1000, (min + more) * 1000)), None, None)),
        4 => (0..900_i64).prop_map(|one| (Some((one * 1000, one * 1000)), None, None)),
        1 => (option::of(0..900_000_i64), option::of(0..900_000_i64)).prop_map(|(ht, ttc)| (None, ht, ttc)),
        1 => Just((None, None, None)),
    ];
    let funder = option::of(select(vec!["Ademe", "Région", OWNER, "?"]));
    let flags = (
        prop::bool::weighted(0.4),
        prop::bool::weighted(0.1),
        prop::bool::weighted(0.2),
    );
    (figure, flags, funder, option::weighted(0.2, 2024..2026)).prop_map(
        |((amount, ht, ttc), (of_which, included_in, per_year), funder, year)| Line {
            amount,
            ht,
            ttc,
            of_which,
            included_in,
            per_year,
            funder,
            year,
        },
    )
}

fn fiche() -> impl Strategy<Value = Fiche> {
    (
        1..3_usize,
        prop::bool::weighted(0.2),
        vec(line(), 0..5),
        vec(line(), 0..2),
    )
        .prop_map(|(axis, dropped, lines, of_part)| Fiche {
            axis,
            dropped,
            lines,
            of_part,
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 132, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_form_tells_the_sums_of_a_pencil(fiches in vec(fiche(), 1..6), basis in select(vec!["ttc", "ht"])) {
        let folder = plan(&fiches);
        let answer = |format: &str| {
            let words = ["--lang", "en", "budget", "--by", "axis", "--basis", basis, "--format", format];
            let mut command = program::command(folder.path());
            let output = command.args(words).env("COLUMNS", "400").output().expect("the program runs");
            String::from_utf8(output.stdout).expect("text")
        };
        let sums = |axis: Option<usize>, kept: bool| {
            let taken = fiches.iter().filter(|fiche| axis.is_none_or(|axis| axis == fiche.axis));
            Sums::all(taken.filter(|fiche| !(kept && fiche.dropped)), basis)
        };
        let mut axes: Vec<usize> = fiches.iter().map(|fiche| fiche.axis).collect();
        axes.sort_unstable();
        axes.dedup();
        let rows: Vec<Option<usize>> = axes.into_iter().map(Some).chain([None]).collect();
        let has_dropped = fiches.iter().any(|fiche| fiche.dropped);

        let json: Value = serde_json::from_str(&answer("json")).expect("JSON");
        let csv = answer("csv");
        let markdown = answer("md");
        let table = answer("table");
        // Nobody knows the most of a floor.
        let most = |both: Bounds, is_floor: bool| both.map(|(_, max)| max).filter(|_| !is_floor);
        let bare = |side: Option<i64>| side.map(|side| side.to_string()).unwrap_or_default();
        for (index, axis) in rows.iter().enumerate() {
            let (all, kept) = (sums(*axis, false), sums(*axis, true));
            let total = if axis.is_some() { &json["groups"][index] } else { &json["total"] };
            prop_assert_eq!(&told(total), &all);
            let without = &total["without_dropped"];
            if all.actions == kept.actions {
                prop_assert_eq!(without, &Value::Null);
            } else {
                let min = kept.whole.map(|(min, _)| min);
                let max = kept.whole.map(|(_, max)| max);
                prop_assert_eq!([&without["min"], &without["max"]], [&json!(min), &json!(max)]);
                prop_assert_eq!(&without["actions"], &json!(kept.actions));
                prop_assert_eq!(&without["with_figure"], &json!(kept.with_figure));
            }
            let row: Vec<&str> = csv.lines().nth(index + 1).expect("a row").split(',').collect();
            let expected = [
                all.actions.to_string(),
                all.with_figure.to_string(),
                (all.actions - all.with_figure).to_string(),
                bare(all.whole.map(|(min, _)| min)),
                bare(most(all.whole, all.lacking > 0)),
                bare(kept.whole.map(|(min, _)| min)),
                bare(most(kept.whole, kept.lacking > 0)),
            ];
            prop_assert_eq!(&row[2..9], &expected[..]);
            let counted = |cell: &str| cell.parse::<usize>().expect("a count");
            prop_assert_eq!(counted(row[9]) + counted(row[10]), all.lacking);
            let yearly_unknown = &total["yearly"]["lines_unknown"];
            let expected = [
                total["lines_unknown"].to_string(),
                total["lines_other_basis"].to_string(),
                total["lines_elsewhere"].to_string(),
                bare(all.yearly.map(|(min, _)| min)),
                bare(most(all.yearly, yearly_unknown != &json!(0))),
                yearly_unknown.to_string(),
            ];
            prop_assert_eq!(&row[9..15], &expected[..]);
            let sides = [(all.funded, false), (all.own, false), (all.unstated, all.lacking > 0), (all.unclear, false)];
            let sides: Vec<String> = sides.into_iter().flat_map(|(both, is_floor)| [both.map(|(min, _)| min), most(both, is_floor)]).map(bare).collect();
            prop_assert_eq!(&row[15..], &sides[..]);
            let row: Vec<&str> = markdown.lines().nth(index + 2).expect("a row").split('|').map(str::trim).collect();
            let expected = cells(&all, &kept, has_dropped);
            prop_assert_eq!(row[2..2 + expected.len()].iter().map(|cell| cell.replace('*', "")).collect::<Vec<_>>(), expected.clone());
            let row = table.lines().nth(index + 1).expect("a row");
            let row = row.split_whitespace().collect::<Vec<_>>().join(" ");
            let words = expected.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert!(row.contains(&words), "{} / {}", row, words);
        }
        for note in notes(&sums(None, false)) {
            for text in [&markdown, &table] {
                let lines = text.lines().any(|line| line == note);
                prop_assert!(lines, "{} in {}", note, text);
            }
        }
    }
}
