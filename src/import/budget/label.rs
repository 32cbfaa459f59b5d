//! Which words beside an amount name what it is for, and which may make it another amount or none.

use crate::model::fold::fold;

/// Whether a word that stands loose before an amount can only name what is paid: `convention 154,2 millions €`.
///
/// Any other may deny the amount: `aucun 50 000 €`.
pub fn only_names(word: &str) -> bool {
    fold(word) == "convention"
}

/// Whether a label holds a number, or a word that turns the amount: into no cost, or one of another unit or time.
pub fn turns(label: &str) -> bool {
    let folded = fold(label);
    folded.contains(|letter: char| letter.is_ascii_digit())
        || words(&folded).any(|word| {
            TURNS.contains(&word) || TURNING.iter().any(|beginning| word.starts_with(beginning))
        })
}

/// Whether one of several amounts may be the sum of the others: lines would count them twice.
pub fn says_a_sum(text: &str) -> bool {
    const SUMS: &[&str] = &[
        "total", "totaux", "somme", "cumul", "ensemble", "overall", "sum",
    ];
    words(&fold(text)).any(|word| SUMS.contains(&word))
}

/// The words of a folded text.
fn words(folded: &str) -> impl Iterator<Item = &str> {
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty())
}

/// Words that turn an amount, folded.
const TURNS: &[&str] = &[
    "an", "annee", "annees", "ans", "au", "aucun", "aucune", "chacun", "chacune", "chaque", "chf",
    "day", "dollars", "dont", "each", "fois", "for", "francs", "gbp", "hors", "ht", "htva", "if",
    "jour", "jours", "km", "kwh", "least", "less", "m2", "max", "maxi", "min", "mini", "mois",
    "moins", "month", "more", "most", "mwh", "non", "not", "ou", "over", "par", "pas", "per",
    "plus", "pour", "pret", "prets", "prime", "primes", "sans", "sauf", "selon", "si", "sur",
    "ttc", "up", "usd", "week", "x", "year",
];

/// How the words begin that turn an amount whatever their ending, folded.
const TURNING: &[&str] = &[
    "abandon", "aide", "ancien", "annul", "apport", "autofin", "avoid", "cancel", "cofin",
    "credit", "depens", "dollar", "econom", "emprunt", "engag", "evit", "factur", "financ",
    "franc", "fund", "gain", "grant", "habitant", "hebdo", "income", "journal", "jusqu", "loan",
    "logement", "mandat", "maxim", "mensu", "minim", "moiti", "paid", "paye", "plafon", "price",
    "prix", "quart", "realis", "recett", "reduc", "refus", "remain", "restant", "reste", "reven",
    "saved", "saving", "semain", "semestr", "sold", "spent", "subsid", "subv", "tarif", "tiers",
    "tonne", "trimestr", "unit", "valid", "vot",
];
