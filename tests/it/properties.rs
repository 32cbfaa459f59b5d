//! Laws that hold for any plan.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use tempfile::TempDir;
use walkdir::WalkDir;

use plan::finding::{Placed, Severity};
use plan::model::action::Action;
use plan::model::budget::Basis;
use plan::view::breakdown::totals;
use plan::view::funders::NamedMoney;
use plan::view::group::By;
use plan::view::total::Total;

use crate::checked;
use crate::program;

fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Copy the files of a folder.
fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from).min_depth(1) {
        let path = entry.expect("a folder that can be listed").into_path();
        let target = to.join(path.strip_prefix(from).expect("a path within the folder"));
        if path.is_dir() {
            fs::create_dir_all(target).expect("a folder");
        } else {
            fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
            fs::copy(path, target).expect("a copy");
        }
    }
}

fn is_error(placed: &Placed) -> bool {
    placed.diagnostic.finding.severity() == Severity::Error
}

/// So many cases; `PROPTEST_CASES` in the environment goes before. A failure prints its bytes, to be made a case by hand.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

// Any plan.

/// A budget line that a plan could have.
#[derive(Debug, Clone)]
struct LineSketch {
    amount: Option<(u32, u32)>,
    ht: Option<u32>,
    ttc: Option<u32>,
    approximate: bool,
    of_which: bool,
    elsewhere: bool,
    yearly: bool,
    funder: Option<&'static str>,
    year: Option<i32>,
    kind: Option<&'static str>,
}

/// An action that a plan could have.
#[derive(Debug, Clone)]
struct Sketch {
    measure: &'static str,
    status: Option<&'static str>,
    themes: Vec<&'static str>,
    owners: Vec<&'static str>,
    funders: Vec<&'static str>,
    lines: Vec<LineSketch>,
    /// The lines of each sub-action.
    parts: Vec<Vec<LineSketch>>,
}

impl LineSketch {
    fn toml(&self) -> String {
        let mut keys = vec!["note = \"noté\"".to_owned()];
        match self.amount {
            Some((min, max)) if min == max => keys.push(format!("amount = {min}")),
            Some((min, max)) => keys.push(format!("amount = {{ min = {min}, max = {max} }}")),
            None => {}
        }
        keys.extend(self.ht.map(|ht| format!("ht = {ht}.5")));
        keys.extend(self.ttc.map(|ttc| format!("ttc = {ttc}.25")));
        keys.extend(self.funder.map(|funder| format!("funder = \"{funder}\"")));
        keys.extend(self.year.map(|year| format!("year = {year}")));
        keys.extend(self.kind.map(|kind| format!("kind = \"{kind}\"")));
        for (holds, text) in [
            (self.approximate, "approximate = true"),
            (self.of_which, "of_which = true"),
            (self.elsewhere, "included_in = \"?\""),
            (self.yearly, "per = \"an\""),
        ] {
            keys.extend(holds.then(|| text.to_owned()));
        }
        format!("{{ {} }}", keys.join(", "))
    }

    /// The least and the most that the line adds to a total, in cents.
    fn adds(&self, basis: Basis) -> Option<(i128, i128)> {
        if self.of_which || self.elsewhere || self.yearly {
            return None;
        }
        let stated = match basis {
            Basis::Ht => self.ht.map(|ht| i128::from(ht) * 100 + 50),
            Basis::Ttc => self.ttc.map(|ttc| i128::from(ttc) * 100 + 25),
        };
        let bare = self
            .amount
            .map(|(min, max)| (i128::from(min) * 100, i128::from(max) * 100));
        stated.map(|cents| (cents, cents)).or(bare)
    }
}

impl Sketch {
    fn toml(&self) -> String {
        let names = |names: &[&str]| format!("{names:?}");
        let lines = |lines: &[LineSketch]| {
            let lines: Vec<String> = lines.iter().map(LineSketch::toml).collect();
            format!("[{}]", lines.join(", "))
        };
        let mut text = format!("title = \"Une action\"\nthemes = {}\n", names(&self.themes));
        if let Some(status) = self.status {
            let _ = writeln!(text, "status = \"{status}\"");
        }
        let _ = writeln!(text, "owners = {}", names(&self.owners));
        let _ = writeln!(text, "funders = {}", names(&self.funders));
        let _ = writeln!(text, "budget = {}", lines(&self.lines));
        let parts = self.parts.iter().enumerate().map(|(index, part)| {
            format!("{{ title = \"Partie {index}\", budget = {} }}", lines(part))
        });
        let _ = writeln!(
            text,
            "sub_actions = [{}]",
            parts.collect::<Vec<_>>().join(", ")
        );
        text
    }

    fn all_lines(&self) -> impl Iterator<Item = &LineSketch> {
        self.lines.iter().chain(self.parts.iter().flatten())
    }

    /// In how many groups the action stands.
    fn groups(&self, by: By) -> usize {
        let names: BTreeSet<&str> = match by {
            By::Theme => self.themes.iter().copied().collect(),
            By::Owner => self.owners.iter().copied().collect(),
            By::Funder => {
                let named = self.all_lines().filter_map(|line| line.funder);
                self.funders.iter().copied().chain(named).collect()
            }
            _ => return 1,
        };
        names.len().max(1)
    }
}

fn line() -> impl Strategy<Value = LineSketch> {
    let amount = (0..9_000_000_u32, 0..1_000_u32);
    let figure = prop_oneof![
        2 => amount.clone().prop_map(|(min, more)| (Some((min, min + more)), None, None)),
        2 => amount.prop_map(|(amount, _)| (Some((amount, amount)), None, None)),
        3 => (option::of(0..9_000_u32), option::of(0..9_000_u32)).prop_map(|(ht, ttc)| (None, ht, ttc)),
    ];
    let sometimes = || prop::bool::weighted(0.15);
    let flags = (sometimes(), sometimes(), sometimes(), sometimes());
    let says = (
        option::of(select(vec!["Ademe", "Région", "?"])),
        option::of(2024..2026),
        option::of(select(vec!["investissement", "fonctionnement"])),
    );
    (figure, flags, says).prop_map(|(figure, flags, says)| {
        let (amount, ht, ttc) = figure;
        let (approximate, of_which, elsewhere, yearly) = flags;
        let (funder, year, kind) = says;
        LineSketch {
            amount,
            ht,
            ttc,
            approximate,
            of_which,
            elsewhere,
            yearly,
            funder,
            year,
            kind,
        }
    })
}

fn sketch() -> impl Strategy<Value = Sketch> {
    (
        select(vec!["1.1", "1.2", "2.1", "lien-social"]),
        option::of(select(vec!["Nouveau", "En cours", "Complété"])),
        subsequence(vec!["Vélo", "Bus", "Énergie"], 1..=2),
        subsequence(vec!["Service Voirie", "Service Bâtiments", "?"], 0..=2),
        subsequence(vec!["Ademe", "Région"], 0..=2),
        vec(line(), 0..4),
        vec(vec(line(), 0..3), 0..3),
    )
        .prop_map(
            |(measure, status, themes, owners, funders, lines, parts)| Sketch {
                measure,
                status,
                themes,
                owners,
                funders,
                lines,
                parts,
            },
        )
}

/// A plan of these actions on disk, its files written in the order given.
fn write_plan<'a>(sketches: impl Iterator<Item = (usize, &'a Sketch)>) -> TempDir {
    let root = TempDir::new().expect("a temporary folder");
    copy(&in_repository("tests/cases/_base"), root.path());
    fs::create_dir(root.path().join("actions")).expect("a folder");
    for (index, sketch) in sketches {
        let folder = root.path().join("actions").join(sketch.measure);
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join(format!("action-{index}.toml")), sketch.toml()).expect("a file");
    }
    root
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn groups_add_up_to_the_total_unless_they_are_said_to_overlap(sketches in vec(sketch(), 0..8)) {
        let root = write_plan(sketches.iter().enumerate());
        let (plan, findings) = checked::check(root.path());
        prop_assert!(!findings.iter().any(is_error), "{findings:?}");
        let actions: Vec<&Action> = plan.actions.iter().collect();
        for basis in [Basis::Ttc, Basis::Ht] {
            let figures = sketches.iter().flat_map(Sketch::all_lines).filter_map(|line| line.adds(basis));
            let sum = figures.reduce(|(min, max), (low, high)| (min + low, max + high));
            for by in By::all() {
                let answer = totals(&plan, &actions, by, basis);
                let total = answer.total.sum.bounds.map(|(min, max)| (min.0, max.0));
                prop_assert_eq!(total, sum);
                let mut merged = Total::default();
                for group in &answer.groups {
                    merged += group.total;
                }
                if by.splits_actions() {
                    // Each line stands in one group, whatever the others of its action say.
                    prop_assert_eq!(merged.sum, answer.total.sum, "{:?}", by);
                    continue;
                }
                let counts: Vec<usize> = sketches.iter().map(|sketch| sketch.groups(by)).collect();
                prop_assert_eq!(answer.overlapping, counts.iter().any(|count| *count > 1), "{:?}", by);
                prop_assert_eq!(merged.actions, counts.iter().sum::<usize>(), "{:?}", by);
                if !answer.overlapping {
                    prop_assert_eq!(&merged, &answer.total, "{:?}", by);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn what_is_named_and_what_is_not_come_to_the_total(mut sketches in vec(sketch(), 0..8)) {
        for sketch in &mut sketches {
            // Of ranges, the least of a part may be more than the whole leaves.
            for line in sketch.lines.iter_mut().chain(sketch.parts.iter_mut().flatten()) {
                line.amount = line.amount.map(|(min, _)| (min, min));
            }
        }
        let root = write_plan(sketches.iter().enumerate());
        let (plan, findings) = checked::check(root.path());
        prop_assert!(!findings.iter().any(is_error), "{findings:?}");
        let actions: Vec<&Action> = plan.actions.iter().collect();
        for basis in [Basis::Ttc, Basis::Ht] {
            let money = NamedMoney::of(&actions, basis);
            let mut sums = money.unnamed;
            sums += money.unclear;
            for named in &money.funders {
                sums += named.sum;
            }
            let total = totals(&plan, &actions, By::Funder, basis).total;
            prop_assert_eq!(sums.bounds.unwrap_or_default(), total.sum.bounds.unwrap_or_default());
            let mut payers = total.funded;
            payers += total.own;
            let named = money.funders.iter().filter_map(|named| named.sum.bounds);
            let named = named.fold((0, 0), |sum, (min, max)| (sum.0 + min.0, sum.1 + max.0));
            let paid = payers.bounds.map_or((0, 0), |(min, max)| (min.0, max.0));
            prop_assert_eq!(named, paid);
        }
    }
}

proptest! {
    #![proptest_config(cases(16))]

    #[test]
    fn an_export_is_the_same_every_time_and_wherever_the_plan_stands(sketches in vec(sketch(), 0..12)) {
        let there = write_plan(sketches.iter().enumerate());
        let elsewhere = write_plan(sketches.iter().enumerate().rev());
        for format in ["csv", "json"] {
            let export = |root: &TempDir| {
                let output = program::run(root.path(), ["export", "--format", format]);
                (output.status.code(), output.stdout, output.stderr)
            };
            let first = export(&there);
            prop_assert_eq!(first.0, Some(0));
            prop_assert!(!first.1.is_empty());
            prop_assert_eq!(&first, &export(&there));
            prop_assert_eq!(&first, &export(&elsewhere));
        }
    }
}
