//! Budget lines that say too much, too little, or what cannot be.

use crate::finding::{Also, At, Finding};
use crate::model::action::Action;
use crate::model::budget::{Basis, BudgetLine, Cents, Rhythm, Role};
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
            line.note.is_some() || line.role.counted_in().is_some() || line.spent.is_some();
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

/// The breakdown by year is not more than the whole.
pub fn parts_of_years(action: &Action, _: Scope<'_>, findings: &mut Findings) {
    for basis in [Basis::Ttc, Basis::Ht] {
        let mut parts = Cents(0);
        let mut whole = Cents(0);
        let mut first = None;
        let mut known = true;
        let mut any_whole = false;
        for (spot, line) in lines(action) {
            let figure = line.on(basis);
            if line.role.is_detail() {
                if let (Some(_), Some(figure)) = (line.year, figure) {
                    parts += figure.min();
                    first = first.or(Some(spot));
                }
            } else if line.role == Role::Adds && line.rhythm == Rhythm::Once {
                any_whole = true;
                match figure {
                    Some(figure) => whole += figure.max(),
                    // A whole that is not known cannot be exceeded.
                    None => known = false,
                }
            }
        }
        if let Some(spot) = first.filter(|_| known && any_whole && parts > whole) {
            let finding = Finding::PartsExceedWhole {
                parts: parts.grouped(THOUSANDS),
                whole: whole.grouped(THOUSANDS),
            };
            findings.push(found(finding, At::Value(spot.path(""))));
            return;
        }
    }
}
