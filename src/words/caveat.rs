//! The sentences about what a total rests on, and what it leaves out.

use crate::model::budget::{Basis, Cents};
use crate::words::{Lang, Word};

/// The least and the most that something comes to.
type Bounds = (Cents, Cents);

/// A fact that a total rests on, or leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caveat {
    /// Actions without a figure that adds, of so many.
    WithoutFigure(usize),
    /// Lines that should add and have no figure.
    Unknown,
    /// Lines stated on the other tax basis only.
    OtherBasis(Basis),
    /// Lines counted in another action.
    Elsewhere,
    /// Yearly amounts, so many of them without a figure.
    Yearly(usize),
    /// Actions that were dropped, and what they come to.
    Dropped,
    /// Ranges, and what they come to.
    Range,
    /// Rough figures, and what they come to.
    Approximate,
    /// Lines still to be confirmed.
    Unsure,
    /// Lines that state no tax basis.
    BasisUnstated,
    /// Lines that detail others.
    OfWhich,
    /// The money of named funders, and the rest.
    Payers {
        /// The sum that owners pay.
        own: Option<Bounds>,
        /// The sum of which no line says who pays.
        unstated: Option<Bounds>,
        /// True where that sum is a floor.
        is_floor: bool,
    },
    /// Details that name a funder and do not fit their whole, and the amount that it pays a part of.
    FunderUnclear(usize),
    /// The money that was spent.
    Spent,
}

impl Lang {
    /// A caveat about so many lines or actions, and what they come to.
    pub fn caveat(self, caveat: Caveat, count: usize, bounds: Option<Bounds>) -> String {
        text(caveat, count, bounds, self)
    }
}

fn text(caveat: Caveat, count: usize, bounds: Option<Bounds>, lang: Lang) -> String {
    let s = lang.s(count);
    let known = |both| lang.bounds(both);
    let unknown = lang.of("montant non précisé", "amount not stated");
    let amount = bounds.map_or(unknown.to_owned(), known);
    let sentence = match caveat {
        Caveat::WithoutFigure(actions) => lang
            .fr(format_args!(
                "{count} action{s} sur {actions} sans montant qui s'ajoute"
            ))
            .en(format_args!(
                "{count} of {actions} actions without a figure that adds"
            )),
        Caveat::Unknown => lang
            .fr(format_args!(
                "{count} ligne{s} sans montant : le total est « au moins »"
            ))
            .en(format_args!(
                "{count} line{s} without a figure: the total is “at least”"
            )),
        Caveat::OtherBasis(basis) => {
            let other = lang.basis(basis.other());
            lang.fr(format_args!("{count} ligne{s} en {other} seulement, hors du total, qui est « au moins » : {amount}"))
                .en(format_args!("{count} line{s} stated {other} only, not in the total, which is “at least”: {amount}"))
        }
        Caveat::Elsewhere => lang
            .fr(format_args!(
                "{count} ligne{s} comptée{s} dans une autre action, hors du total : {amount}"
            ))
            .en(format_args!(
                "{count} line{s} counted in another action, not in the total: {amount}"
            )),
        Caveat::Yearly(unknown) => {
            let lines = count - unknown;
            let (s, unknowns) = (lang.s(lines), lang.s(unknown));
            let known = bounds.map(|_| {
                lang.fr(format_args!(
                    "{lines} montant{s} annuel{s}, à part : {amount} par an"
                ))
                .en(format_args!(
                    "{lines} yearly amount{s}, apart: {amount} a year"
                ))
            });
            let unknown = (unknown > 0).then(|| {
                lang.fr(format_args!("{unknown} montant{unknowns} annuel{unknowns} non chiffré{unknowns} sur cette base"))
                    .en(format_args!("{unknown} yearly amount{unknowns} without a figure on this basis"))
            });
            let parts = known.into_iter().chain(unknown).map(|part| part.title);
            return parts.collect::<Vec<_>>().join(lang.word(Word::SEMICOLON));
        }
        Caveat::Dropped => lang
            .fr(format_args!(
                "{count} action{s} abandonnée{s}, dont le montant reste compté : {amount}"
            ))
            .en(format_args!(
                "{count} dropped action{s}, still counted: {amount}"
            )),
        Caveat::Range => lang
            .fr(format_args!("{count} fourchette{s} : {amount}"))
            .en(format_args!("{count} range{s}: {amount}")),
        Caveat::Approximate => lang
            .fr(format_args!(
                "{count} montant{s} approximatif{s} : {amount}"
            ))
            .en(format_args!("{count} rough figure{s}: {amount}")),
        Caveat::Unsure => lang
            .fr(format_args!("{count} montant{s} à confirmer : {amount}"))
            .en(format_args!("{count} figure{s} to be confirmed: {amount}")),
        Caveat::BasisUnstated => {
            let are = if count == 1 { "it is" } else { "they are" };
            lang.fr(format_args!(
                "{count} ligne{s} sans mention HT ou TTC, comptée{s} telle{s} quelle{s} : {amount}"
            ))
            .en(format_args!(
                "{count} line{s} with no tax basis stated, counted as {are}: {amount}"
            ))
        }
        Caveat::OfWhich => lang
            .fr(format_args!(
                "{count} ligne{s} « dont », déjà dans le total : {amount}"
            ))
            .en(format_args!(
                "{count} line{s} “of which”, in the total already: {amount}"
            )),
        Caveat::Payers {
            own,
            unstated,
            is_floor,
        } => {
            let at_least = |both| match is_floor {
                true => format!("{} {}", lang.word(Word::AT_LEAST), known(both)),
                false => known(both),
            };
            let colon = lang.word(Word::COLON);
            let parts = [
                (
                    bounds.map(known),
                    lang.of("financements nommés", "from named funders"),
                ),
                (
                    own.map(known),
                    lang.of(
                        "à la charge des porteurs, d'après les lignes",
                        "from the owners, as lines say",
                    ),
                ),
                (
                    unstated.map(at_least),
                    lang.of("sans financeur dit", "funder not said"),
                ),
            ];
            let parts = parts.into_iter().filter_map(|(amount, words)| {
                amount.map(|amount| format!("{words}{colon}{amount}"))
            });
            return parts.collect::<Vec<_>>().join(lang.word(Word::SEMICOLON));
        }
        Caveat::FunderUnclear(details) => {
            let s = lang.s(details);
            let none = lang.of("aucun montant", "no amount");
            let amount = bounds.map_or(none.to_owned(), known);
            lang.fr(format_args!("part des financeurs inconnue : {amount} ; {details} détail{s} sans tout comparable"))
                .en(format_args!("funders' part not known: {amount}; {details} detail{s} without a whole to compare with"))
        }
        Caveat::Spent => lang
            .fr(format_args!("réalisé : {amount}, d'après {count} ligne{s}"))
            .en(format_args!(
                "spent: {amount}, according to {count} line{s}"
            )),
    };
    sentence.title
}
