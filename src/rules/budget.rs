//! Budget lines that say too much, too little, or what cannot be.

use std::ops::Add;

use crate::finding::{Also, At, Finding, Rule};
use crate::model::action::Action;
use crate::model::budget::{Basis, BudgetLine, Cents, Figure, Rhythm, Role};
use crate::model::digits::THOUSANDS;
use crate::model::name::Stated;
use crate::model::spot::Spot;
use crate::rules::article::{Article, about};
use crate::rules::{Findings, Scope, found};

/// The rules of this file.
pub const RULES: &[Article] = &[
    about(Rule::TooManyDecimals)
        .fr("plus de deux décimales")
        .why("Un montant est en euros et centimes. Trois décimales viennent presque toujours d'un montant pensé en millions (7,055 M€).")
        .en("more than two decimals")
        .why("An amount is in euros and cents. Three decimals nearly always come from an amount thought in millions (7.055 M€).")
        .bad("budget = [{ amount = 7.055 }]")
        .good("budget = [{ amount = 7_055_000 }]"),
    about(Rule::NegativeAmount)
        .fr("montant négatif")
        .why("Un budget additionne des dépenses. Une recette ou une économie se dit dans note, sans quoi elle diminuerait le total en silence.")
        .en("negative amount")
        .why("A budget adds spending. Say income or savings in note, or they would lower the total in silence.")
        .bad("budget = [{ amount = -5_000 }]")
        .good("budget = [{ note = \"économie de 5 000 € attendue\" }]"),
    about(Rule::UnreadableAmount)
        .fr("montant illisible")
        .why("Un montant est un nombre ordinaire, inférieur à mille milliards d'euros.")
        .en("unreadable amount")
        .why("An amount is an ordinary number, below a thousand billion euros.")
        .bad("budget = [{ amount = 9_000_000_000_000 }]")
        .good("budget = [{ amount = 9_000_000 }]"),
    about(Rule::UpsideDownRange)
        .fr("fourchette à l'envers")
        .why("min est le plus petit montant possible, max le plus grand.")
        .en("range upside down")
        .why("min is the least that the amount may be, max the most.")
        .bad("budget = [{ amount = { min = 27_000, max = 17_000 } }]")
        .good("budget = [{ amount = { min = 17_000, max = 27_000 } }]"),
    about(Rule::ImplausibleYear)
        .fr("année invraisemblable")
        .why("Une année se situe entre 1900 et 2200 : 20224 ou 24 est une faute de frappe.")
        .en("implausible year")
        .why("A year lies between 1900 and 2200: 20224 or 24 is a typing mistake.")
        .bad("budget = [{ amount = 5_000, year = 24 }]")
        .good("budget = [{ amount = 5_000, year = 2024 }]"),
    about(Rule::TwoAmounts)
        .fr("montant donné de deux façons")
        .why("amount ne dit pas s'il est HT ou TTC ; à côté de ht ou de ttc, il serait compté on ne sait comment.")
        .en("amount given in two ways")
        .why("amount does not say whether tax is in it; beside ht or ttc nobody could tell how to count it.")
        .bad("budget = [{ amount = 5_000, ttc = 6_000 }]")
        .good("budget = [{ ht = 5_000, ttc = 6_000 }]"),
    about(Rule::NoFigure)
        .fr("ligne de budget sans montant ni explication")
        .why("Une ligne sans montant est comptée comme inconnue ; elle doit dire pourquoi, dans les mots de la source.")
        .en("budget line with neither amount nor explanation")
        .why("A line without an amount counts as unknown; it has to say why, in the source's own words.")
        .bad("budget = [{ label = \"travaux\" }]")
        .good("budget = [{ label = \"travaux\", note = \"En cours de calcul\" }]"),
    about(Rule::UnlistedFunder)
        .fr("ligne financée par un autre que les partenaires financiers de l'action")
        .why("Qui paie une ligne finance l'action : il figure dans funders, sinon les recherches par partenaire financier l'oublient.")
        .en("funder of a line who is not among the action's funders")
        .why("Whoever pays a line funds the action: it stands in funders, or searches by funder miss it.")
        .bad("budget = [{ amount = 5_000, funder = \"Ademe BFC\" }]")
        .good("funders = [\"Ademe BFC\"]\nbudget = [{ amount = 5_000, funder = \"Ademe BFC\" }]"),
    about(Rule::HtAboveTtc)
        .fr("montant HT supérieur au montant TTC")
        .why("Hors taxes, un montant ne dépasse pas le même montant toutes taxes comprises : les deux ont sans doute été échangés.")
        .en("amount before tax above the one with tax")
        .why("Before tax an amount is not above the same amount with tax: the two were probably swapped.")
        .bad("budget = [{ ht = 6_000, ttc = 5_000 }]")
        .good("budget = [{ ht = 5_000, ttc = 6_000 }]"),
    about(Rule::TwoRoles)
        .fr("ligne à la fois « dont » et comptée ailleurs")
        .why("Une ligne « dont » (of_which) détaille d'autres lignes de l'action ; une ligne included_in est comptée dans une autre. Elle ne peut être les deux : dans le doute, elle n'est pas comptée.")
        .en("line both a detail and counted elsewhere")
        .why("An of_which line details other lines of the action, an included_in line is counted in another action. It cannot be both: while in doubt, it is not counted.")
        .bad("budget = [\n  { amount = 50_000 },\n  { amount = 30_000, of_which = true, included_in = \"?\" },\n]")
        .good("budget = [\n  { amount = 50_000 },\n  { amount = 30_000, of_which = true },\n]"),
    about(Rule::PartWithoutWhole)
        .fr("détail sans tout")
        .why("Une ligne « dont » (of_which) ne s'ajoute à rien : sans autre ligne du même rythme (une fois, par an) et de la même base (HT, TTC) qu'elle détaille, son montant n'est compté nulle part.")
        .en("detail without a whole")
        .why("An of_which line adds to nothing: without another line of its rhythm (once, yearly) and its tax basis that it details, its amount is counted nowhere.")
        .bad("budget = [{ amount = 30_000, of_which = true }]")
        .good("budget = [{ amount = 30_000 }]"),
    about(Rule::PartsExceedWhole)
        .fr("détail supérieur au tout")
        .why("Les lignes « dont » (of_which), par année, par financeur ou à elles seules, font plus que les lignes du même rythme et de la même base qu'elles détaillent.")
        .en("detail above the whole")
        .why("The of_which lines, by year, by funder or by themselves, come to more than the lines of their rhythm and basis that they detail.")
        .bad("budget = [\n  { amount = 5_000 },\n  { amount = 4_000, year = 2024, of_which = true },\n  { amount = 4_000, year = 2025, of_which = true },\n]")
        .good("budget = [\n  { amount = 8_000 },\n  { amount = 4_000, year = 2024, of_which = true },\n  { amount = 4_000, year = 2025, of_which = true },\n]"),
    about(Rule::SmallAmount)
        .fr("montant de moins de 100 €")
        .why("Dans un plan, un si petit montant est presque toujours pensé en milliers ou en millions d'euros.")
        .en("amount below 100 €")
        .why("In a plan, so small an amount was nearly always thought in thousands or millions of euros.")
        .bad("budget = [{ amount = 7.05 }]")
        .good("budget = [{ amount = 7_050_000 }]"),
];

/// The amount in euros below which somebody probably counted in millions.
const SMALL: Cents = Cents(100 * 100);

/// A line states its amount in one way, or says why it has none.
pub fn figures(action: &Action, _: Scope<'_>, findings: &mut Findings) {
    for (spot, line) in action.sheet.placed_lines() {
        if line.amount.is_some() && (line.ht.is_some() || line.ttc.is_some()) {
            findings.push(found(
                Finding::TwoAmounts,
                At::Key(spot.key("amount").to_string()),
            ));
        }
        let explained =
            line.note.is_some() || line.included_in.as_ref().is_some() || line.spent.is_some();
        if !line.has_figure() && !explained {
            findings.push(found(Finding::NoFigure, spot));
        }
    }
}

/// Whoever pays a line is among the action's funders.
pub fn funders(action: &Action, scope: Scope<'_>, findings: &mut Findings) {
    for (spot, line) in action.sheet.placed_lines() {
        let Some(Stated::Known(funder)) = &line.funder else {
            continue;
        };
        let listed = &action.sheet.funders;
        // A name that nobody knows is a finding already.
        let is_unknown = scope.words.actors.find(funder).is_none();
        if is_unknown || listed.iter().any(|known| known.known() == Some(funder)) {
            continue;
        }
        let finding = Finding::UnlistedFunder(funder.clone());
        let diagnostic = found(finding, spot.key("funder"));
        findings.push(if listed.is_empty() {
            diagnostic
        } else {
            diagnostic.also("", Spot::default().key("funders"), Also::List)
        });
    }
}

/// An amount before tax is not above the one with tax.
pub fn taxes(action: &Action, _: Scope<'_>, findings: &mut Findings) {
    for (spot, line) in action.sheet.placed_lines() {
        if let (Some(ht), Some(ttc)) = (line.ht, line.ttc)
            && (ht.min() > ttc.min() || ht.max() > ttc.max())
        {
            let ttc = spot.key("ttc");
            findings.push(found(Finding::HtAboveTtc, spot.key("ht")).also("", ttc, Also::Other));
        }
    }
}

/// An amount is in euros: fewer than a hundred are probably millions.
pub fn small_amounts(action: &Action, _: Scope<'_>, findings: &mut Findings) {
    for (spot, line) in action.sheet.placed_lines() {
        for (key, figure) in [("amount", line.amount), ("ht", line.ht), ("ttc", line.ttc)] {
            if let Some(figure) = figure.filter(|figure| figure.max() < SMALL) {
                let text = figure.max().grouped(THOUSANDS);
                let at = spot.key(key);
                findings.push(found(Finding::SmallAmount(text), at));
            }
        }
    }
}

/// A line details others, or is counted elsewhere.
pub fn roles(action: &Action, _: Scope<'_>, findings: &mut Findings) {
    for (spot, line) in action.sheet.placed_lines() {
        if line.role() == Role::DetailCountedElsewhere {
            let at = spot.key("included_in");
            let other = spot.key("of_which");
            findings.push(found(Finding::TwoRoles, at).also("", other, Also::Other));
        }
    }
}

/// A detail has a whole of its own rhythm and basis.
pub fn parts_without_whole(action: &Action, _: Scope<'_>, findings: &mut Findings) {
    for (spot, line) in action.sheet.placed_lines() {
        let is_whole = |whole: &BudgetLine| {
            let on = |basis| line.on(basis).is_some() && whole.on(basis).is_some();
            // Whatever an amount is that nobody states, it may be the one of the other line.
            let is_open = !line.has_figure() || !whole.has_figure();
            !whole.of_which && whole.per == line.per && (is_open || on(Basis::Ttc) || on(Basis::Ht))
        };
        if line.role() == Role::Detail
            && !action
                .sheet
                .placed_lines()
                .any(|(_, whole)| is_whole(whole))
        {
            findings.push(found(Finding::PartWithoutWhole, spot.key("of_which")));
        }
    }
}

/// The criterion by which a detail breaks its whole down.
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
    let lines: Vec<_> = action.sheet.placed_lines().collect();
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
                findings.push(found(finding, *spot));
                return;
            }
        }
    }
}
