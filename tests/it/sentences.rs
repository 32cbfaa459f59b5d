//! What exports write of a budget line in one cell, and what an import reads of it: the same line, or none.

use std::path::Path;

use plan::import::cells::sentence;
use plan::load::load;
use plan::model::budget::{BudgetLine, Cents, Figure, Kind, Rhythm, Spent};
use plan::model::name::Stated;
use plan::source::Source;
use plan::words::Lang;
use proptest::option::of;
use proptest::prelude::{Just, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};

fn figure() -> impl Strategy<Value = Figure> {
    (0i128..10_000_000_000, 0i128..10_000_000_000).prop_map(|(min, more)| match more % 3 {
        0 => Figure::range(Cents(min), Cents(min + more + 1)).expect("a range"),
        _ => Figure::exact(Cents(min)),
    })
}

/// Names that look like the sentence around them.
fn odd_name() -> impl Strategy<Value = String> + Clone {
    prop_oneof![
        Just("Ademe BFC".to_owned()),
        Just("usine : lot 2".to_owned()),
        Just("Réseau – nord".to_owned()),
        "[a-zé(:,;–0-9€ ]{1,12}".prop_map(|text| format!("x{}x", text)),
    ]
}

fn line(names: impl Strategy<Value = String> + Clone) -> impl Strategy<Value = BudgetLine> {
    let name = || names.clone();
    let amounts = (of(figure()), of(figure()), of(figure()));
    let facts = (
        any::<(bool, bool)>(),
        any::<bool>(),
        any::<bool>(),
        of(1990..2100i32),
        of(any::<bool>()),
    );
    let rest = (
        of((0i128..1_000_000, of(Just("fin 2025")))),
        of(name()),
        of(Just("velo")),
        of(name()),
        of(name()),
    );
    (amounts, facts, rest).prop_map(|((amount, ht, ttc), facts, rest)| {
        let ((approximate, unsure), of_which, yearly, year, kind) = facts;
        let (spent, funder, included_in, label, note) = rest;
        BudgetLine {
            label,
            amount,
            ht,
            ttc,
            approximate,
            unsure,
            per: yearly.then_some(Rhythm::Yearly),
            year,
            kind: kind.map(|runs| {
                if runs {
                    Kind::Operation
                } else {
                    Kind::Investment
                }
            }),
            spent: spent.map(|(cents, on)| Spent {
                amount: Cents(cents),
                on: on.map(|on| on.parse().expect("a date")),
            }),
            funder: funder.map(Stated::Known),
            of_which,
            included_in: included_in.map(|id| Stated::Known(id.parse().expect("an id"))),
            note,
        }
    })
}

proptest! {
    /// Words that look like the sentence around them may hide a line; they never make another amount of it.
    #[test]
    fn a_line_reads_back_with_its_amounts_or_not_at_all(line in line(odd_name())) {
        for lang in [Lang::Fr, Lang::En] {
            let told = lang.budget_line(&line);
            let Some(read) = sentence::lines(&told, &[]) else { continue };
            prop_assert_eq!(read.len(), 1, "{}", told);
            let (part, read) = &read[0];
            prop_assert!(part.is_none());
            prop_assert_eq!((read.amount, read.ht, read.ttc, read.spent), (line.amount, line.ht, line.ttc, line.spent), "{}", told);
            prop_assert_eq!((read.per, read.role(), &read.included_in), (line.per, line.role(), &line.included_in), "{}", told);
            // And what is read says the same sentence again.
            prop_assert_eq!(lang.budget_line(read), told);
        }
    }

    /// Every field of a line whose names are plain words reads back.
    #[test]
    fn a_line_of_plain_words_reads_back_whole(line in line("[A-ZÉ][a-zé']{2,8}( [a-z]{4,8})?")) {
        for lang in [Lang::Fr, Lang::En] {
            let told = lang.budget_line(&line);
            prop_assert_eq!(sentence::lines(&told, &[]), Some(vec![(None, line.clone())]), "{}", told);
        }
    }
}

#[test]
fn every_line_of_the_real_plan_reads_back() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let source = Source::around(root).expect("the plan");
    let plan = load(&source, None).expect("a plan").draft.plan;
    let mut lines = 0;
    for action in &plan.actions {
        let sheet = &action.sheet;
        let titles: Vec<String> = sheet
            .sub_actions
            .iter()
            .map(|part| part.title.clone())
            .collect();
        for (part, line) in sheet.lines() {
            for lang in [Lang::Fr, Lang::En] {
                let told = lang.budget_line(line);
                let told = match part {
                    Some(part) => format!("{} – {told}", part.title),
                    None => told,
                };
                let read = sentence::lines(&told, &titles);
                let title = part.map(|part| part.title.clone());
                assert_eq!(read, Some(vec![(title, line.clone())]), "{told}");
                lines += 1;
            }
        }
    }
    assert!(lines > 50, "{lines} lines");
}
