//! What the heading of a column of money says of its amounts: for what year, on what, by whom, planned or spent.

use crate::import::cells::amount::label::turns;
use crate::import::cells::amount::words::kind;
use crate::import::cells::reading::{begins_among, is_among};
use crate::import::cells::scale::{Scale, UNIT_WORDS, year};
use crate::words::dictionary::normal;

/// What the amounts of a column are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoneyColumn {
    /// The unit, the tax basis, the year and the kind that the heading says.
    pub scale: Scale,
    /// Who pays them.
    pub payer: Payer,
    /// Whether they were spent, and are not what is planned.
    pub is_spent: bool,
}

/// Who pays the amounts of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Payer {
    /// Nobody is named.
    Unsaid,
    /// Whoever leads the action.
    Owner,
    /// A body, as it is written.
    Named(String),
}

/// What the owner pays, folded.
const OWN_SHARE: &str = "autofinancement, auto financement, fonds propres, reste a charge, reste a financer par la \
    collectivite, part propre, ressources propres, own funds";

/// The words before the name of a funder, folded.
const FROM: &str = "aide, aides, cofinancement, contribution, dotation, financement, part, participation, \
    subvention, subventions, grant";

/// The words that join them to the name, folded.
const JOINTS: &str = "de, du, des, la, le, les, l, d, par";

/// Words in a funder's place that name none, folded.
const NOBODY: &str = "attendu, attendue, attendues, autres, autre, diverses, possible, possibles, prevue, \
    prevues, prevu, publique, publiques, public, privee, totale, totales, total, eventuelle, \
    eventuelles, externe, externes, variable";

/// How the words begin that speak of what was spent, folded.
const SPENT: &str = "realis, consomm, execut, spent";

/// The words with which a heading of money begins or stands alone, besides the ones that the plan's budget has, folded.
const BEGINNINGS: &str = "depense, depenses, fonctionnement, investissement, realise, spent";

/// How the words begin that speak of money, folded.
const MONEY: &str = "budget, cout, montant, depens, financ, subvention, credit, engage, mandat, autofinanc, \
    investissement, fonctionnement, recette, cost, spend, expend, fund, euro, eur, \
    autorisation, paiement";

impl MoneyColumn {
    /// What a heading says; none where its amounts may be no money of the action in euros: `Coût ($)`, `Montant mandaté`.
    pub fn of(heading: &str) -> Option<Self> {
        let words: Vec<&str> = heading.split_whitespace().collect();
        let folded: Vec<String> = words.iter().map(|word| normal(word)).collect();
        let text = normal(heading);
        if let Some(own) = OWN_SHARE.split(", ").find(|own| text.starts_with(own)) {
            let rest = words.get(own.split(' ').count()..).unwrap_or_default();
            return Some(Self {
                scale: Scale::of(&rest.join(" "))?,
                payer: Payer::Owner,
                is_spent: false,
            });
        }
        if folded.first().is_some_and(|word| is_among(word, FROM)) {
            return Self::from_funder(&words);
        }
        // `Dépenses` may be spent or to come: only `dépensé` and `dépenses prévisionnelles` tell.
        let is_past = |word: &str| {
            word.to_lowercase().starts_with("dépensé") || begins_among(&normal(word), SPENT)
        };
        let is_planned = text.contains("prev") || text.contains("estim");
        let is_said =
            |word: &str| is_past(word) || is_planned && normal(word).starts_with("depense");
        let rest = words.iter().filter(|word| !is_said(word));
        Some(Self {
            scale: Scale::of(&rest.copied().collect::<Vec<_>>().join(" "))?,
            payer: Payer::Unsaid,
            is_spent: words.iter().any(|word| is_past(word)),
        })
    }

    /// `Subvention de l'ADEME 2024 (k€)`.
    fn from_funder(words: &[&str]) -> Option<Self> {
        let is_said = |word: &&&str| {
            let digits = word.bytes().all(|byte| byte.is_ascii_digit());
            word.starts_with(['(', '[', '€'])
                || digits
                || ["en", "HT", "TTC", "k€", "M€"].contains(*word)
        };
        let end = words.iter().position(|word| is_said(&word));
        let end = end.unwrap_or(words.len());
        let named = words[1..end].iter();
        let named = named.skip_while(|word| is_among(&normal(word), JOINTS));
        let name = named.copied().collect::<Vec<_>>().join(" ");
        let bare = name.strip_prefix(['l', 'd']);
        let bare = bare.and_then(|bare| bare.strip_prefix(['\'', '’']));
        let name = bare.unwrap_or(&name);
        let names = normal(name);
        let is_nobody = names.split(' ').any(|word| is_among(word, NOBODY));
        let is_name = name.starts_with(char::is_uppercase) && !is_nobody && !turns(&names);
        Some(Self {
            scale: Scale::of(&words[end..].join(" "))?,
            payer: is_name.then(|| Payer::Named(name.to_owned()))?,
            is_spent: false,
        })
    }

    /// Whether the amounts are a part of the whole: of a year, a kind, a funder.
    pub fn is_part(&self) -> bool {
        self.scale.year.is_some() || self.scale.kind.is_some() || self.payer != Payer::Unsaid
    }

    /// Whether a heading that nobody knows begins as one of money does.
    pub fn begins(heading: &str) -> bool {
        let text = normal(heading);
        let first = text.split(' ').next().unwrap_or_default();
        begins_among(&text, OWN_SHARE)
            || is_among(first, FROM)
            || is_among(first, BEGINNINGS)
            || kind(first).is_some()
    }

    /// Whether a heading says nothing but a year or that it is the total: `2024`, `2024 (€ HT)`, `Total`.
    pub fn is_year_or_total(heading: &str) -> bool {
        let text = normal(heading);
        let mut words = text.split(' ').filter(|word| !is_among(word, UNIT_WORDS));
        let is_first = words
            .next()
            .is_some_and(|word| word == "total" || year(word).is_some());
        is_first && words.next().is_none()
    }

    /// Whether a heading speaks of money, in whatever words.
    pub fn is_of_money(heading: &str) -> bool {
        let mut words = heading.split_whitespace();
        heading.contains(['€', '$', '£'])
            || words.any(|word| ["AP", "CP", "AE"].contains(&word))
            || normal(heading)
                .split(' ')
                .any(|word| begins_among(word, MONEY))
    }
}

#[cfg(test)]
mod tests {
    use super::{MoneyColumn, Payer};

    #[test]
    fn a_heading_says_what_its_amounts_are() {
        for (heading, expected) in [
            ("Budget", Some("whole")),
            ("Budget total (k€)", Some("whole ×1000")),
            ("Coût 2025 (€)", Some("2025")),
            ("Budget investissement", Some("investissement")),
            ("Fonctionnement 2024 (€ HT)", Some("2024 fonctionnement")),
            ("Budget réalisé", Some("spent")),
            ("Réalisé 2024", Some("2024 spent")),
            ("Montant dépensé (€)", Some("spent")),
            ("Dépenses prévisionnelles", Some("whole")),
            ("Dépenses", None),
            ("Autofinancement", Some("owner")),
            ("Reste à charge (€)", Some("owner")),
            ("Subvention ADEME", Some("<ADEME>")),
            ("Financement de l'État 2024 (k€)", Some("2024 <État> ×1000")),
            ("Part Région", Some("<Région>")),
            ("Subvention notifiée", None),
            ("Subventions", None),
            ("Montant mandaté", None),
            ("Budget (XPF)", None),
            ("Coût CHF", None),
            ("Budget (points)", None),
            ("Budget en francs", None),
        ] {
            let told = MoneyColumn::of(heading).map(|column| {
                let scale = column.scale;
                let mut words = Vec::new();
                words.extend(scale.year.map(|year| year.to_string()));
                words.extend(scale.kind.map(|kind| kind.name().to_owned()));
                match &column.payer {
                    Payer::Named(name) => words.push(format!("<{name}>")),
                    Payer::Owner => words.push("owner".to_owned()),
                    Payer::Unsaid => {}
                }
                words.extend(column.is_spent.then(|| "spent".to_owned()));
                if words.is_empty() {
                    words.push("whole".to_owned());
                }
                words.extend((scale.factor > 1).then(|| format!("×{}", scale.factor)));
                words.join(" ")
            });
            assert_eq!(told.as_deref(), expected, "{heading}");
        }
    }

    #[test]
    fn a_year_or_a_total_says_nothing_else() {
        for (heading, expected) in [
            ("2024", true),
            ("2024 (k€ HT)", true),
            ("Total", true),
            ("TOTAL TTC", true),
            ("Total des voyageurs", false),
            ("Prix du billet", false),
            ("2024 2025", false),
            ("€", false),
        ] {
            let told = MoneyColumn::is_year_or_total(heading);
            assert_eq!(told, expected, "{heading}");
        }
    }

    #[test]
    fn a_heading_that_states_money_is_known_as_such() {
        for (heading, expected) in [
            ("AP", true),
            ("Montant engagé", true),
            ("Coût ($)", true),
            ("Crédits de paiement", true),
            ("Remarque", false),
            ("Apport", false),
        ] {
            assert_eq!(MoneyColumn::is_of_money(heading), expected, "{heading}");
        }
    }
}
