//! Budget lines that say too much, too little, or what cannot be.

use std::ops::Add;

use crate::finding::{Also, At, Finding};
use crate::model::action::Action;
use crate::model::budget::{Basis, BudgetLine, Cents, Figure, Rhythm, Role};
use crate::model::digits::THOUSANDS;
use crate::model::name::Stated;
use crate::rules::{Findings, Scope, found, key_of};

/// The amount in euros below which somebody probably counted in millions.
const SMALL: Cents = Cents(100 * 100);

/// Where a line stands: in which sub-action, and the how manieth it is.
#[derive(Clone, Copy)]
struct LineSpot(Option<usize>, usize);

impl LineSpot {
    /// The path of the line, or of a key in it: made only where something is wrong.
    fn path(self, key: &str) -> String {
        let line = format!("{}[{}]", key_of(self.0, "budget"), self.1);
        if key.is_empty() {
            line
        } else {
            format!("{line}.{key}")
        }
    }
}

/// Every line of the action, with where it stands.
fn lines(action: &Action) -> impl Iterator<Item = (LineSpot, &BudgetLine)> {
    let sheet = &action.sheet;
    let parts = sheet.sub_actions.iter().enumerate();
    let budgets = parts.map(|(index, part)| (Some(index), &part.budget));
    std::iter::once((None, &sheet.budget))
        .chain(budgets)
        .flat_map(|(part, budget)| {
            let lines = budget.iter().enumerate();
            lines.map(move |(index, line)| (LineSpot(part, index), line))
        })
}

/// A line states its amount in one way, or says why it has none.
pub fn figures(action: &Action, _: Scope<'_>, findings: &mut Findings) {
    for (spot, line) in lines(action) {
        if line.amount.is_some() && (line.ht.is_some() || line.ttc.is_some()) {
            findings.push(found(Finding::TwoAmounts, At::Key(spot.path("amount"))));
        }
        let explained =
            line.note.is_some() || line.included_in.as_ref().is_some() || line.spent.is_some();
        if !line.has_figure() && !explained {
            findings.push(found(Finding::NoFigure, At::Value(spot.path(""))));
        }
    }
}

/// Whoever pays a line is among the action's funders.
pub fn funders(action: &Action, scope: Scope<'_>, findings: &mut Findings) {
    for (spot, line) in lines(action) {
        let Some(Stated::Known(funder)) = &line.funder else {
            continue;
        };
        let listed = &action.sheet.funders;
        // A name that nobody knows is a finding already.
        let is_unknown = scope.words.actors.find(funder).is_none();
        if is_unknown || listed.iter().any(|known| known.known() == Some(funder)) {
            continue;
        }
        let finding = Finding::UnlistedFunder {
            funder: funder.clone(),
        };
        let diagnostic = found(finding, At::Value(spot.path("funder")));
        findings.push(if listed.is_empty() {
            diagnostic
        } else {
            diagnostic.also("", At::Value("funders".to_owned()), Also::List)
        });
    }
}

/// An amount before tax is not above the one with tax.
pub fn taxes(action: &Action, _: Scope<'_>, findings: &mut Findings) {
    for (spot, line) in lines(action) {
        if let (Some(ht), Some(ttc)) = (line.ht, line.ttc)
            && (ht.min() > ttc.min() || ht.max() > ttc.max())
        {
            let ttc = At::Value(spot.path("ttc"));
            findings.push(found(Finding::HtAboveTtc, At::Value(spot.path("ht"))).also(
                "",
                ttc,
                Also::Other,
            ));
        }
    }
}

/// An amount is in euros: fewer than a hundred are probably millions.
pub fn small_amounts(action: &Action, _: Scope<'_>, findings: &mut Findings) {
    for (spot, line) in lines(action) {
        for (key, figure) in [("amount", line.amount), ("ht", line.ht), ("ttc", line.ttc)] {
            if let Some(figure) = figure.filter(|figure| figure.max() < SMALL) {
                let text = figure.max().grouped(THOUSANDS);
                let at = At::Value(spot.path(key));
                findings.push(found(Finding::SmallAmount { text }, at));
            }
        }
    }
}

/// A line details others, or is counted elsewhere.
pub fn roles(action: &Action, _: Scope<'_>, findings: &mut Findings) {
    for (spot, line) in lines(action) {
        if line.role() == Role::DetailCountedElsewhere {
            let at = At::Value(spot.path("included_in"));
            let other = At::Value(spot.path("of_which"));
            findings.push(found(Finding::TwoRoles, at).also("", other, Also::Other));
        }
    }
}

/// A detail has a whole of its own rhythm and basis.
pub fn parts_without_whole(action: &Action, _: Scope<'_>, findings: &mut Findings) {
    for (spot, line) in lines(action) {
        let is_whole = |whole: &BudgetLine| {
            let on = |basis| line.on(basis).is_some() && whole.on(basis).is_some();
            // Whatever an amount is that nobody states, it may be the one of the other line.
            let is_open = !line.has_figure() || !whole.has_figure();
            !whole.of_which && whole.per == line.per && (is_open || on(Basis::Ttc) || on(Basis::Ht))
        };
        if line.role() == Role::Detail && !lines(action).any(|(_, whole)| is_whole(whole)) {
            findings.push(found(
                Finding::PartWithoutWhole,
                At::Value(spot.path("of_which")),
            ));
        }
    }
}

/// What a detail breaks its whole down by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Breakdown {
    Year,
    Funder,
    /// Nothing that tells whether others stand beside it.
    Alone(usize),
}

impl Breakdown {
    fn of(index: usize, line: &BudgetLine) -> Self {
        if line.year.is_some() {
            Self::Year
        } else if line.funder.is_some() && line.kind.is_none() {
            Self::Funder
        } else {
            Self::Alone(index)
        }
    }
}

/// The details of one rhythm and basis are not more than the whole: by year, by funder, and each by itself.
pub fn parts(action: &Action, _: Scope<'_>, findings: &mut Findings) {
    let lines: Vec<_> = lines(action).collect();
    let sides =
        [Basis::Ttc, Basis::Ht].map(|basis| [None, Some(Rhythm::Yearly)].map(|one| (basis, one)));
    for (basis, rhythm) in sides.into_iter().flatten() {
        let of_rhythm = lines.iter().filter(|(_, line)| line.per == rhythm);
        let (parts, wholes): (Vec<_>, Vec<_>) = of_rhythm.partition(|(_, line)| line.of_which);
        // A whole that is not known cannot be exceeded.
        let most = wholes
            .iter()
            .map(|(_, line)| line.on(basis).map(Figure::max));
        let Some(amounts) = most
            .collect::<Option<Vec<_>>>()
            .filter(|all| !all.is_empty())
        else {
            continue;
        };
        let whole = amounts.into_iter().fold(Cents(0), Add::add);
        let parts: Vec<_> = parts
            .iter()
            .enumerate()
            .filter_map(|(index, (spot, line))| {
                Some((Breakdown::of(index, line), *spot, line.on(basis)?.min()))
            })
            .collect();
        for (breakdown, spot, _) in &parts {
            let beside = parts.iter().filter(|(other, ..)| other == breakdown);
            let sum = beside.fold(Cents(0), |sum, (.., least)| sum + *least);
            if sum > whole {
                let finding = Finding::PartsExceedWhole {
                    parts: sum.grouped(THOUSANDS),
                    whole: whole.grouped(THOUSANDS),
                };
                findings.push(found(finding, At::Value(spot.path(""))));
                return;
            }
        }
    }
}
