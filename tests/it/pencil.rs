//! The sum that a person finds with the scanned table and a pencil, against the program's.
//!
//! Every figure below was read from the scan by eye and is added here, without the crate.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use Note::{Apart, Elsewhere, Exact, Range, Taxed, Unknown};

use crate::program;
use crate::scan;

/// What a person notes of a cell, in euros.
enum Note {
    /// One amount, its tax basis not stated: it counts on both.
    Exact(i64),
    /// From the first amount to the second, its tax basis not stated.
    Range(i64, i64),
    /// An amount before tax, and with it.
    Taxed { ht: i64, ttc: i64 },
    /// There is something to pay, and nobody says how much.
    Unknown,
    /// Counted in another action.
    Elsewhere,
    /// So much every year: apart from what is paid once.
    Apart(i64),
}

/// The line of the scan that is cited, its cell word for word, its axis, and what it says.
///
/// One row an action: of a page that was scanned twice, the better line.
const PENCIL: &[(usize, &str, u32, &[Note])] = &[
    (28, "24 000 €", 1, &[Exact(24_000)]),
    (30, "18 000 000 €", 1, &[Exact(18_000_000)]),
    (31, "225 000 €", 1, &[Exact(225_000)]),
    (33, "140 000 €", 1, &[Exact(140_000)]),
    (34, "50 000€?", 1, &[Exact(50_000)]),
    (35, "1 000 000 €", 1, &[Exact(1_000_000)]),
    (36, "250 000 €", 1, &[Exact(250_000)]),
    (37, "300 000 €", 1, &[Exact(300_000)]),
    (38, "?", 1, &[Unknown]),
    (42, "30 000 €", 1, &[Exact(30_000)]),
    (43, "5 760 000 €", 1, &[Exact(5_760_000)]),
    (45, "Marché attribué fin 2019", 1, &[Unknown]),
    (
        53,
        "budget global convention 154,2 millions € HT 174,1 millions € TTC",
        1,
        &[Taxed {
            ht: 154_200_000,
            ttc: 174_100_000,
        }],
    ),
    (
        61,
        "Intégré dans l'action du service énergie",
        2,
        &[Elsewhere],
    ),
    (68, "700 000,00 €", 2, &[Exact(700_000)]),
    (69, "800 000,00 €", 2, &[Exact(800_000)]),
    (103, "En cours de calcul", 3, &[Unknown]),
    (105, "17 à 27 M€", 3, &[Range(17_000_000, 27_000_000)]),
    (
        106,
        "5 000 000€ (usine) + 15 000 000€ (réseau)",
        3,
        &[Exact(5_000_000), Exact(15_000_000)],
    ),
    (135, "7,055M€", 4, &[Exact(7_055_000)]),
    (136, "35,9M€", 4, &[Exact(35_900_000)]),
    (137, "346 000 €", 4, &[Exact(346_000)]),
    // The scan has this one among the sub-actions, and the budget's cell empty.
    (
        191,
        "- Objectif de territorialisation des enjeux dans une approche qualitative afin de mieux cibler \
         les interventions et d'être plus efficace - 2 millions par an avec un volet impayés d'énergie \
         - Constituer une base de données pour mieux connaître, analyser et agir",
        6,
        &[Apart(2_000_000)],
    ),
    (
        196,
        "TI : 45 M€ ; agriculture urbaine : ? ; PAT : 2 M€",
        6,
        &[Exact(45_000_000), Unknown, Exact(2_000_000)],
    ),
];

/// What the pencil adds up to.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sum {
    min: i64,
    max: i64,
    /// How many actions have a figure that adds.
    with_figure: i64,
    unknown: i64,
    ranges: i64,
    elsewhere: i64,
    yearly: i64,
}

fn pencil(axis: Option<u32>, basis: &str) -> Sum {
    let mut sum = Sum::default();
    for (_, _, of_axis, notes) in PENCIL {
        if axis.is_some_and(|axis| axis != *of_axis) {
            continue;
        }
        let mut figures = 0;
        let mut add = |min, max| {
            sum.min += min;
            sum.max += max;
            figures = 1;
        };
        for note in *notes {
            match *note {
                Exact(amount) => add(amount, amount),
                Taxed { ht, .. } if basis == "ht" => add(ht, ht),
                Taxed { ttc, .. } => add(ttc, ttc),
                Range(min, max) => {
                    add(min, max);
                    sum.ranges += 1;
                }
                Unknown => sum.unknown += 1,
                Elsewhere => sum.elsewhere += 1,
                Apart(amount) => sum.yearly += amount,
            }
        }
        sum.with_figure += figures;
    }
    sum
}

/// The total that the program gives.
fn program(selection: &[&str], basis: &str) -> Sum {
    let words = ["budget", "--format", "json", "--basis", basis];
    let output = program::run(
        Path::new(env!("CARGO_MANIFEST_DIR")),
        words.into_iter().chain(selection.iter().copied()),
    );
    let answer: Value = serde_json::from_slice(&output.stdout).expect("an answer in JSON");
    let total = &answer["total"];
    let number = |value: &Value| match value {
        Value::Null => 0,
        number => number.as_i64().expect("whole euros"),
    };
    assert_eq!(total["yearly"]["min"], total["yearly"]["max"]);
    Sum {
        min: number(&total["min"]),
        max: number(&total["max"]),
        with_figure: number(&total["with_figure"]),
        unknown: number(&total["lines_unknown"]),
        ranges: number(&total["lines_range"]),
        elsewhere: number(&total["lines_elsewhere"]),
        yearly: number(&total["yearly"]["min"]),
    }
}

#[test]
fn each_cell_stands_word_for_word_on_its_line() {
    let lines = scan::lines();
    for (number, cell, axis, _) in PENCIL {
        let line = lines.iter().find(|line| line.number == *number);
        let line = line.unwrap_or_else(|| panic!("line {number} holds no row"));
        assert!(
            line.cells.iter().any(|known| known == cell),
            "line {number}: {cell}"
        );
        let measure = &line.cells[1];
        assert!(
            measure.starts_with(&format!("{axis}.")),
            "line {number}: {measure}"
        );
    }
}

#[test]
fn no_cell_of_the_scan_that_speaks_of_money_is_forgotten() {
    let cited: BTreeSet<&str> = PENCIL.iter().map(|(_, cell, _, _)| *cell).collect();
    for line in scan::lines() {
        let money = line
            .cells
            .iter()
            .filter(|cell| cell.contains('€') || cell.contains("million"));
        for cell in money {
            assert!(
                cited.contains(cell.as_str()),
                "line {}: {cell}",
                line.number
            );
        }
    }
}

#[test]
fn the_program_finds_what_the_pencil_finds() {
    for basis in ["ttc", "ht"] {
        assert_eq!(
            program(&[], basis),
            pencil(None, basis),
            "all axes, {basis}"
        );
        for axis in 1..=6 {
            let number = axis.to_string();
            let found = program(&["--axis", &number], basis);
            assert_eq!(found, pencil(Some(axis), basis), "axis {axis}, {basis}");
        }
    }
}

#[test]
fn the_sums_are_those_on_the_page() {
    for (axis, basis, min, max) in [
        (Some(3), "ttc", 37_000_000, 47_000_000),
        (Some(3), "ht", 37_000_000, 47_000_000),
        (None, "ttc", 328_680_000, 338_680_000),
        (None, "ht", 308_780_000, 318_780_000),
    ] {
        let sum = pencil(axis, basis);
        assert_eq!((sum.min, sum.max), (min, max), "{axis:?}, {basis}");
    }
}
