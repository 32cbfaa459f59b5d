//! What each row of a table is, before it is read: an action, the sum of others, or the title of those below.
//!
//! A row is left out without a question only where its words say that it is a total, and nobody owns or dates it.

use std::collections::HashMap;

use crate::import::cells::amount::budget;
use crate::import::cells::reading::{is_among, is_filler};
use crate::import::mapping::heading::{Layout, Target};
use crate::import::mapping::map::Map;
use crate::import::tables::book::Grid;
use crate::model::budget::{Basis, BudgetLine, Cents};
use crate::model::column::Column;
use crate::model::key::Key;
use crate::view::import_report::Asks;
use crate::words::dictionary::normal;

/// What a row is besides an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RowKind {
    /// It adds up others, and comes to this.
    Total(Option<Cents>),
    /// It bears the title of the rows below.
    Group,
    /// It may be what is asked: a person has to say.
    Maybe(Asks),
}

/// A row as this question sees it.
struct Seen {
    number: usize,
    label: String,
    amount: Option<Cents>,
    /// Whether somebody owns it, or it has a status or a date.
    is_owned: bool,
    /// Whether it speaks of a part of an action, or bears a number of its own.
    is_named: bool,
    /// How many different cells are filled.
    filled: usize,
    has_title: bool,
}

/// The rows below the headings that are no actions, or may be none.
pub(super) fn kinds(grid: &Grid, layout: &Layout, map: &Map) -> HashMap<usize, RowKind> {
    let owned = [Key::Owners, Key::Status, Key::Start, Key::End];
    let owned = layout.columns(&owned.map(Target::Key));
    let named = [Key::Code.into(), Column::Id.into(), Target::SubAction];
    let named = layout.columns(&named);
    let titles = layout.columns(&[Key::Title.into()]);
    let budgets = layout.columns(&[Key::Budget.into()]);
    let seen = layout.rows(grid).iter().map(|record| {
        let text = |index: &usize| record.cell(*index).text().trim().to_owned();
        let is_filled = |index: &usize| !is_filler(&text(index));
        let amounts = budgets.iter().filter(|index| is_filled(index));
        let amounts = amounts.filter_map(|index| {
            let scale = layout.headings[*index].money.as_ref()?.scale;
            let lines = budget(record.cell(*index), Some(scale)).lines;
            exact_total(&lines, scale.basis)
        });
        let mut amounts = amounts.filter(|amount| *amount != Cents(0));
        let columns = (0..record.cells.len()).filter(is_filled);
        let mut texts: Vec<String> = columns.map(|index| text(&index)).collect();
        let label = texts.iter().find(|text| text.contains(char::is_alphabetic));
        let label = label.cloned().unwrap_or_default();
        texts.dedup();
        Seen {
            number: record.number,
            label,
            amount: amounts.next(),
            is_owned: owned.iter().any(is_filled),
            is_named: named.iter().any(is_filled),
            filled: texts.len(),
            has_title: titles.iter().any(is_filled),
        }
    });
    let seen: Vec<Seen> = seen.collect();
    let bare =
        |row: &Seen| row.filled == 1 && row.has_title && !row.is_named && row.amount.is_none();
    let bare_rows = seen.iter().filter(|row| bare(row)).count();
    let full_rows = seen.iter().filter(|row| row.filled > 1).count();
    let mut kinds = HashMap::new();
    // The rows since the last sum, and all rows: how many have an amount, and what they come to.
    let (mut part, mut all) = ((0, Cents(0)), (0, Cents(0)));
    for (index, row) in seen.iter().enumerate() {
        if row.filled == 0 {
            continue;
        }
        let adds_up = |(count, sum): (usize, Cents)| count > 1 && row.amount == Some(sum);
        let below = seen[index + 1..].iter();
        let below = below.take_while(|next| next.is_owned || next.filled > row.filled);
        let below = below.filter_map(|next| next.amount);
        let below = below.fold((0, Cents(0)), add);
        let is_sum = adds_up(part) || adds_up(all) || (row.filled == 2 && adds_up(below));
        let says = says_total(&row.label);
        let kind = if map.rows.totals.contains(&row.number) {
            Some(RowKind::Total(row.amount))
        } else if map.rows.groups.contains(&row.number) {
            Some(RowKind::Group)
        } else if map.rows.actions.contains(&row.number) || row.is_named {
            None
        } else if says == Says::Total || (says == Says::Perhaps && is_sum) {
            Some(match row.is_owned {
                true => RowKind::Maybe(Asks::Total),
                false => RowKind::Total(row.amount),
            })
        } else if !row.is_owned && (is_sum || says == Says::Perhaps && row.amount.is_some()) {
            Some(RowKind::Maybe(Asks::Total))
        } else {
            let is_title = bare(row) && bare_rows <= full_rows;
            is_title.then_some(RowKind::Maybe(Asks::Group))
        };
        if let Some(RowKind::Total(_) | RowKind::Maybe(Asks::Total)) = kind {
            part = (0, Cents(0));
        } else if let Some(amount) = row.amount {
            (part, all) = (add(part, amount), add(all, amount));
        }
        kinds.extend(kind.map(|kind| (row.number, kind)));
    }
    kinds
}

fn add((count, sum): (usize, Cents), amount: Cents) -> (usize, Cents) {
    (count + 1, sum + amount)
}

/// What the lines that add come to, where each that has a figure on the basis has an exact one.
pub(super) fn exact_total<'a>(
    lines: impl IntoIterator<Item = &'a BudgetLine>,
    basis: Option<Basis>,
) -> Option<Cents> {
    let adding = lines.into_iter().filter(|line| !line.of_which);
    let figures = adding.filter_map(|line| match basis {
        Some(basis) => line.on(basis),
        None => line.any_figure(),
    });
    let amounts = figures.map(|figure| Some(figure.amount()?.0));
    amounts.sum::<Option<i128>>().map(Cents)
}

/// Whether words say that a row adds up others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    Total,
    /// They begin so, and go on with others: `Total mobilité`, `Total Énergies partenariat`.
    Perhaps,
    No,
}

fn says_total(label: &str) -> Says {
    const WORDS: &str =
        "total, totaux, totale, soustotal, sstotal, stotal, cumul, subtotal, gesamt, summe";
    const LOOSE: &str = "ensemble, somme, sum, overall, cumule, cumulee";
    const PAIRS: &str = "sous total, sous totaux, ss total, s total, sub total, grand total, montant global, \
        montant total, montant cumule, budget global, budget total, budget cumule, cout global, cout total, cout cumule";
    const QUALIFIERS: &str = "action, actions, annee, annees, axe, axes, budget, chapitre, cout, couts, cumule, d, \
        de, depenses, des, du, en, euros, eur, fiches, general, generale, generaux, global, \
        globale, hors, ht, k, ke, keur, l, la, le, les, m, mesure, mesures, montant, montants, \
        n, no, objectif, orientation, page, partie, plan, previsionnel, programme, report, \
        taxes, theme, tout, toutes, ttc, volet, of, the, all, i, ii, iii, iv, v, vi, cumul, \
        total";
    let text = normal(&label.replace('€', " euros "));
    let words: Vec<&str> = text.split(' ').collect();
    // `T O T A L`
    let spaced = words.concat();
    if words.len() > 2 && words.iter().all(|word| word.len() == 1) && is_among(&spaced, WORDS) {
        return Says::Total;
    }
    let is_qualifier =
        |word: &&str| is_among(word, QUALIFIERS) || word.bytes().all(|byte| byte.is_ascii_digit());
    let (rest, else_says) = match &words[..] {
        [first, rest @ ..] if is_among(first, WORDS) => (rest, Says::Perhaps),
        [first, second, rest @ ..] if is_among(&format!("{first} {second}"), PAIRS) => {
            (rest, Says::Perhaps)
        }
        [first, rest @ ..] if is_among(first, LOOSE) => (rest, Says::No),
        _ => return Says::No,
    };
    match rest.iter().all(is_qualifier) {
        true => Says::Total,
        false => else_says,
    }
}

#[cfg(test)]
mod tests {
    use super::{Says, says_total};

    #[test]
    fn a_total_says_so_in_many_spellings() {
        for (label, expected) in [
            ("Total", Says::Total),
            ("TOTAL :", Says::Total),
            ("Total HT", Says::Total),
            ("Total (k€)", Says::Total),
            ("Sous-total", Says::Total),
            ("S/Total axe 2", Says::Total),
            ("SS-TOTAL", Says::Total),
            ("T O T A L", Says::Total),
            ("Totaux", Says::Total),
            ("Cumul 2024", Says::Total),
            ("Ensemble du plan", Says::Total),
            ("Montant global", Says::Total),
            ("Total général TTC", Says::Total),
            ("Total des actions", Says::Total),
            ("Total mobilité", Says::Perhaps),
            ("Total Énergies : partenariat", Says::Perhaps),
            ("Ensemble pour le climat", Says::No),
            ("Rénovation totale", Says::No),
            ("Budget participatif", Says::No),
            ("", Says::No),
        ] {
            assert_eq!(says_total(label), expected, "{label}");
        }
    }
}
