//! Which words beside an amount name what it is for, and which may make it another amount or none.

use crate::import::cells::reading::{begins_among, is_among};
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
            TURNS.iter().any(|list| is_among(word, list))
                || TURNING.iter().any(|list| begins_among(word, list))
                || COMPOUNDED.split(", ").any(|part| word.contains(part))
        })
}

/// Whether one of several amounts may be the sum of the others: lines would count them twice.
pub fn says_a_sum(text: &str) -> bool {
    const SUMS: &str =
        "total, totaux, totale, somme, cumul, ensemble, global, globale, overall, sum, all, summe";
    words(&fold(text)).any(|word| is_among(word, SUMS) || word.contains("gesamt"))
}

/// The words of a folded text.
fn words(folded: &str) -> impl Iterator<Item = &str> {
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty())
}

/// Words that turn an amount, folded.
const TURNS: &[&str] = &[DENYING, OF_ANOTHER_UNIT, BOUNDING, OF_SEVERAL, TAXES];

/// How the words begin that turn an amount whatever their ending, folded.
const TURNING: &[&str] = &[PAID_BY_OTHERS, NO_COST, PER_UNIT, AT_ANOTHER_TIME, UNSURE];

/// What German compounds end in: `Bundesförderung`, `Landeszuschuss`.
const COMPOUNDED: &str = "einnahm, einspar, ersparni, ertrag, forder, zuschuss";

/// No cost of the action, or not this one.
const DENYING: &str = "au, aucun, aucune, ca, cf, don, dons, dont, fine, fines, fonds, for, gap, hors, idem, \
    if, kind, legs, minus, moins, non, not, ohne, ou, pas, pour, pret, prets, prime, primes, rest, sans, sauf, \
    selon, si, sur, voir, without";

/// So much for each of something, or in another currency.
const OF_ANOTHER_UNIT: &str = "an, annee, annees, ans, chacun, chacune, chaque, chf, day, dollars, each, fois, \
    francs, gbp, hab, je, jour, jours, k, km, kw, kwc, kwh, kwp, lakh, m, m2, mio, mln, mois, month, mrd, mwh, \
    par, people, per, person, personne, pro, t, tag, tage, tsd, usd, week, x, year";

/// No more than a bound of the amount.
const BOUNDING: &str = "ab, bis, bound, high, least, less, low, lower, max, maxi, min, mini, more, most, over, \
    plus, under, up, upper";

/// One of several amounts that may be meant.
const OF_SEVERAL: &str = "after, alt, apres, avant, bas, basse, before, haut, haute, mean, median, mediane, \
    moyen, moyenne, old, quart, quarts, reel, reelle, third";

/// Taxes, which the amount holds or not.
const TAXES: &str = "brut, brute, brutto, gross, ht, htva, mwst, net, nets, nette, netto, tax, taxe, taxes, \
    ttc, tva, ust, vat";

/// What somebody else pays, or lends.
const PAID_BY_OTHERS: &str = "aide, apport, autofin, beitrag, cofin, contribu, cotis, credit, darleh, donat, \
    dotation, drittmit, eigen, emprunt, financ, fund, grant, kredit, loan, match, mecen, particip, spende, \
    sponsor, subsid, subv, unfund, zuwend";

/// Money that comes in, is saved, lost or owed.
const NO_COST: &str = "abandon, amend, amortis, annul, avoid, benefi, benevol, billett, bonus, cancel, \
    caution, cession, chiffr, creanc, debt, deduc, deficit, dette, econom, erlos, evit, factur, gain, garanti, \
    gewinn, income, malus, manqu, marg, objectif, penal, perte, profit, provisio, rabais, recett, redevanc, \
    reduc, refund, refus, rembours, reven, ruckzahl, saved, saving, sold, steuer, surcout, target, valeur, \
    value, vente, verlust, worth, ziel";

/// So much for each of something, or by another measure than euros.
const PER_UNIT: &str = "annu, capita, centain, dail, dizain, dollar, dozen, einwohn, franc, habitant, \
    haushalt, hebdo, heure, horair, hour, house, hundred, inhabit, jahr, journal, kopf, logement, mensu, mill, \
    monat, month, price, prix, resident, semain, semestr, stund, taglich, tarif, tausend, thousand, tonn, \
    trimestr, unit, weekly, woch, wohnung, yearl";

/// What was spent or decided, or is still open.
const AT_ANOTHER_TIME: &str = "accord, acompt, actual, ancien, applied, approv, attrib, ausgegeb, avanc, \
    award, beantrag, bewillig, bezahlt, commit, consomm, demand, depens, engag, initial, mandat, notifi, \
    octroy, offen, origin, paid, paye, previous, realis, recu, reliquat, remain, reporte, request, residu, \
    restant, restb, reste, restk, revis, shortf, sollicit, spent, valid, verausga, versem, vot";

/// A part or a bound of the amount, or one of several.
const UNSURE: &str = "alternat, average, cibl, compris, durchsch, excl, exkl, fourchet, half, hochst, \
    hypothes, incl, inkl, jusqu, maxim, mindest, minim, moiti, option, plafon, quarter, scenario, seuil, \
    share, szenario, tiers, varian, zzgl";
