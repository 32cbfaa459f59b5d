//! What a heading says of the amounts below it: their unit, their tax basis, the year they are planned for.

use crate::import::cells::amount::label::turns;
use crate::import::cells::amount::words::kind;
use crate::import::cells::reading::{begins_among, is_among};
use crate::model::budget::{Basis, BudgetLine, Kind};
use crate::model::euros;
use crate::model::fold::fold;

/// What a heading says of the amounts below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// The tax basis of an amount that states none.
    pub basis: Option<Basis>,
    /// How many euros an amount without unit counts.
    pub factor: i128,
    /// Whether the heading says that they are euros.
    pub is_stated: bool,
    /// The year that the amounts are planned for.
    pub year: Option<i32>,
    /// What the amounts are spent on.
    pub kind: Option<Kind>,
}

/// The words for a unit of euros and a tax basis behind the words of a heading, folded.
pub const UNIT_WORDS: &str = "ht, ttc, hors, taxes, en, euros, euro, eur, k, m, ke, me, keur, meur";

impl Scale {
    /// Euros, of which a heading says no more.
    pub const EUROS: Self = Self {
        basis: None,
        factor: 1,
        is_stated: false,
        year: None,
        kind: None,
    };

    /// What a heading says; none where the amounts may be no cost of the action in euros: `Coût ($)`, `Budget réalisé`.
    pub fn of(heading: &str) -> Option<Self> {
        let lower = heading.to_lowercase().replace('’', "'");
        let has_sign = lower.contains(|sign| "$£¥%₣₩₽₹₺₪₦₫₱₴฿¤".contains(sign));
        let mut written = heading.split(|letter: char| !letter.is_alphanumeric());
        if has_sign || !is_unit_known(&lower) || written.any(is_currency_code) {
            return None;
        }
        let mut scale = Self::EUROS;
        let (basis, rest) = basis(&fold(&lower));
        scale.basis = basis;
        let is_between = |sign: char| !sign.is_alphanumeric() && sign != '€';
        let words = rest.split(is_between).filter(|word| !word.is_empty());
        let words: Vec<&str> = words.collect();
        let is_euros = |word: &&str| ["€", "eur"].contains(word);
        for (index, word) in words.iter().enumerate() {
            let around = &words[index.saturating_sub(1)..words.len().min(index + 2)];
            let beside_euros = around.iter().any(is_euros);
            scale.is_stated |= is_euros(word);
            if let Some(factor) = unit(word, beside_euros) {
                scale.is_stated |= euros::unit(word).is_some();
                if scale.factor > 1 && factor > 1 {
                    return None;
                }
                scale.factor = scale.factor.max(factor);
            } else if let Some(year) = year(word) {
                if scale.year.replace(year).is_some() {
                    return None;
                }
            } else if let Some(kind) = kind(word) {
                scale.kind = Some(kind);
            } else if turns(word) || is_currency(word) {
                return None;
            }
        }
        Some(scale)
    }

    /// What the unit in the column beside says: `k€` of what the heading says no unit of; none where it is not surely euros.
    pub fn with_unit(self, unit: &str) -> Option<Self> {
        let own = Self::of(unit).filter(|own| own.is_stated || own.factor > 1)?;
        let is_one = self.factor == 1 || own.factor == self.factor;
        is_one.then_some(Self {
            factor: own.factor,
            is_stated: true,
            basis: self.basis.or(own.basis),
            ..self
        })
    }

    /// Say of a line what the heading says and the line does not.
    pub fn settle(self, line: &mut BudgetLine) {
        let has_basis = line.ht.is_some() || line.ttc.is_some();
        match self.basis {
            Some(Basis::Ht) if !has_basis => line.ht = line.amount.take(),
            Some(Basis::Ttc) if !has_basis => line.ttc = line.amount.take(),
            _ => {}
        }
        if line.has_figure() {
            line.year = line.year.or(self.year);
            line.kind = line.kind.or(self.kind);
        }
    }
}

/// Whether all words in the place of a unit, between parentheses or last behind `en`, can be part of a sum of euros.
fn is_unit_known(heading: &str) -> bool {
    const HARMLESS: &str = "budget, cout, couts, cours, d, de, des, en, estime, estimatif, estimation, global, ht, \
        l, la, le, les, montant, ou, prevision, previsionnel, previsions, prevu, taxe, taxes, \
        total, ttc, hors, toutes, comprises, cost, estimated, in, of, total, valeur, tsd, k, m";
    let opened = heading.match_indices(['(', '[']);
    let places = opened.filter_map(|(at, _)| heading[at + 1..].split([')', ']']).next());
    let mut places: Vec<&str> = places.collect();
    let words = heading.split_whitespace().collect::<Vec<_>>();
    if let [.., "en" | "in", last] = words[..] {
        places.push(last);
    }
    let folded = fold(&places.join(" "));
    let words = folded.split(|sign: char| !sign.is_alphanumeric() && sign != '€');
    words.filter(|word| !word.is_empty()).all(|word| {
        unit(word, true).is_some()
            || is_among(word, HARMLESS)
            || kind(word).is_some()
            || word.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Whether a folded word names a currency other than the euro.
fn is_currency(word: &str) -> bool {
    const NAMES: &str = "ariary, couronne, dinar, dirham, dollar, fcfa, forint, franc, kron, livre, ouguiya, \
        peso, pound, rouble, roupie, rupee, shekel, sterling, yen, yuan, zloty";
    const OTHERS: &str = "cfa, cfp, etp, fc, ff, kf, lei, leu, lev, mf, rand";
    begins_among(word, NAMES) || is_among(word, OTHERS)
}

/// Whether a word is the code of a currency other than the euro, which stands in capitals.
fn is_currency_code(word: &str) -> bool {
    const CODES: &str = "AED ARS AUD BGN BIF BRL CAD CDF CHF CLP CNY COP CZK DKK DJF DZD EGP ETB FRF GBP GHS GNF HKD \
        HUF IDR ILS INR ISK JPY KES KMF KRW LBP LYD MAD MGA MRU MUR MXN MYR NGN NOK NPR NZD PEN PHP PKR PLN QAR RON RSD \
        RUB RWF SAR SEK SGD SYP THB TND TRY TWD TZS UAH UGX USD UYU VND VUV XAF XOF XPF ZAR";
    word.len() == 3 && CODES.split_whitespace().any(|code| code == word)
}

/// The tax basis that a folded heading says, and the heading without the words that say it.
fn basis(heading: &str) -> (Option<Basis>, String) {
    let mut basis = None;
    let mut rest = format!(" {heading} ");
    for (words, said) in [
        ("ht ou ttc", None),
        ("ht/ttc", None),
        ("toutes taxes comprises", Some(Basis::Ttc)),
        ("hors taxes", Some(Basis::Ht)),
        ("hors taxe", Some(Basis::Ht)),
        ("ttc", Some(Basis::Ttc)),
        ("ht", Some(Basis::Ht)),
    ] {
        let is_letter = |letter: char| letter.is_alphanumeric();
        let found = rest.match_indices(words).find(|(at, _)| {
            !rest[..*at].ends_with(is_letter) && !rest[at + words.len()..].starts_with(is_letter)
        });
        if let Some((at, _)) = found {
            rest.replace_range(at..at + words.len(), "");
            basis = said;
            if said.is_none() {
                break;
            }
        }
    }
    (basis, rest)
}

/// How many euros a word of a heading counts; a letter alone is a unit only beside a sign of the euro.
fn unit(word: &str, beside_euros: bool) -> Option<i128> {
    match word {
        "k" | "m" => beside_euros.then(|| euros::unit(&format!("{word}€")))?,
        "€k" | "ke" | "millier" | "milliers" | "thousand" | "thousands" | "tsd" | "teur" | "t€" => {
            Some(1_000)
        }
        "€m" | "me" | "mio" | "mln" | "millionen" => Some(1_000_000),
        "mrd" => Some(1_000_000_000),
        word => euros::unit(word),
    }
}

/// The year that a word of a heading is.
pub fn year(word: &str) -> Option<i32> {
    let year: i32 = word.parse().ok()?;
    (word.len() == 4 && (1990..=2100).contains(&year)).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::Scale;
    use crate::model::budget::{Basis, Kind};

    #[test]
    fn a_heading_says_the_unit_and_the_basis_of_its_amounts() {
        for (heading, basis, factor) in [
            ("Montant € HT", Some(Basis::Ht), 1),
            ("Budget (k€)", None, 1_000),
            ("Coût en M€ TTC", Some(Basis::Ttc), 1_000_000),
            (
                "Coût (millions d'euros hors taxes)",
                Some(Basis::Ht),
                1_000_000,
            ),
            ("Cost (€ million)", None, 1_000_000),
            ("Cost (€m)", None, 1_000_000),
            ("Budget (en milliers d’€)", None, 1_000),
            ("Kosten (Tsd. €)", None, 1_000),
            ("Coût (K €)", None, 1_000),
            ("Montant (HT ou TTC)", None, 1),
            ("Budget prévisionnel total", None, 1),
        ] {
            let scale = Scale::of(heading).map(|scale| (scale.basis, scale.factor));
            assert_eq!(scale, Some((basis, factor)), "{heading}");
        }
        let scale = Scale::of("Coût d'investissement 2024 (k€)").expect("a scale");
        assert_eq!(
            (scale.year, scale.kind, scale.factor),
            (Some(2024), Some(Kind::Investment), 1_000)
        );
    }

    #[test]
    fn a_heading_that_turns_its_amounts_gives_no_scale() {
        for heading in [
            "Cost ($)",
            "Coût (CHF)",
            "Budget annuel",
            "Budget (€/an)",
            "Coût par tonne évitée",
            "Coût (€/t CO2)",
            "Budget réalisé",
            "Budget consommé (k€)",
            "Montant des subventions",
            "Coût évité",
            "Budget 2023-2026",
            "Coût (1000 €)",
            "Budget carbone (m)",
            "Taux du budget (%)",
            "Projected absolute costs per year (EUR)",
        ] {
            assert_eq!(Scale::of(heading), None, "{heading}");
        }
    }
}
