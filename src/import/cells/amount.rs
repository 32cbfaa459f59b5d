//! What a cell of money says, in the many ways in which people write amounts.
//!
//! A cell is read only where every word of it is understood. All else is a line without figure whose note is the cell,
//! word for word: no figure is ever made of a part of it.

pub(in crate::import) mod label;
pub(in crate::import) mod words;

use crate::import::cells::amount::label::{only_names, says_a_sum, turns};
use crate::import::cells::amount::words::{Token, tokens};
use crate::import::cells::reading::{is_filler, on_one_line};
use crate::import::cells::scale::{self, Scale};
use crate::import::tables::book::Cell;
use crate::import::tables::number_format::as_computed;
use crate::model::budget::{Basis, BudgetLine, Cents, Figure, Rhythm};
use crate::model::euros::{self, WrittenNumber};
use crate::model::fold::fold;

/// What a cell of money says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Money {
    /// The lines; none for an empty cell.
    pub lines: Vec<BudgetLine>,
    /// Whether the cell was not understood, and stands word for word in the note of its line.
    pub is_verbatim: bool,
}

/// The figure in euros that a cell states, where it states nothing else.
pub fn plain_figure(cell: &Cell) -> Option<Figure> {
    match &budget(cell, Some(Scale::EUROS)).lines[..] {
        [line] => line.plain_figure(),
        _ => None,
    }
}

/// An amount in euros: `5000000.50`, as a French spreadsheet writes it too, or as people do: `5 M€`.
pub fn money(text: &str) -> Option<Cents> {
    let digits: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '€')
        .collect();
    let number = Cents::of_number(&digits.replace(',', ".")).ok();
    number.or_else(|| plain_figure(&Cell::written(text))?.amount())
}

/// Read a cell below a heading that says what its amounts are; where it says no such thing, nothing is an amount.
pub fn budget(cell: &Cell, scale: Option<Scale>) -> Money {
    let text = cell.text().into_owned();
    if is_filler(&text) {
        return Money::default();
    }
    let (line, hidden) = match (cell, cell.number()) {
        (Cell::Formatted(one), Some(number)) => (sure(&as_computed(number)), one.hidden),
        (_, Some(number)) => (sure(&as_computed(number)), 0),
        (Cell::Formatted(one), None) => {
            let number = as_computed(&one.number);
            (text.replacen(&number, &sure(&number), 1), 0)
        }
        _ => (on_one_line(&text), 0),
    };
    let read = scale.and_then(|scale| {
        let factor = match hidden {
            0 => scale.factor,
            // What the format hides is what the heading counts in, or nobody knows what is meant.
            _ if scale.factor == 1000_i128.checked_pow(hidden)? => 1,
            _ => return None,
        };
        let mut lines = lines(&line, factor, scale.is_stated)?;
        lines.iter_mut().for_each(|line| scale.settle(line));
        Some(lines)
    });
    let has_digit = line.contains(|letter: char| letter.is_ascii_digit());
    Money {
        is_verbatim: read.is_none() && (has_digit || !says_unknown(&line)),
        lines: read.unwrap_or_else(|| {
            vec![BudgetLine {
                note: Some(text.trim().to_owned()),
                ..BudgetLine::default()
            }]
        }),
    }
}

/// The digits of a number that a spreadsheet holds, written so that its point can set no thousands apart.
fn sure(number: &str) -> String {
    match number.split_once('.') {
        Some((_, decimals)) if decimals.len() == 3 => format!("{number}0"),
        _ => number.to_owned(),
    }
}

/// Whether words say that there is no amount yet.
fn says_unknown(text: &str) -> bool {
    const SAYINGS: &[&str] = &[
        "calcul", "chiffr", "defini", "determin", "precis", "evalu", "estim", "inconnu", "attente",
        "a venir", "unknown", "tbd", "tbc",
    ];
    let folded = fold(text);
    text.trim() == "?" || SAYINGS.iter().any(|saying| folded.contains(saying))
}

/// The lines of a cell, where every word is understood.
///
/// Where a heading states euros, a number without a unit is of them, were it small or like a year.
fn lines(text: &str, factor: i128, is_stated: bool) -> Option<Vec<BudgetLine>> {
    let mut tokens = tokens(text)?;
    if let ([Token::Number(_)], true, 1) = (&tokens[..], is_stated, factor) {
        tokens.push(Token::Unit(1));
    }
    if !tokens.iter().any(|token| matches!(token, Token::Number(_))) {
        return None;
    }
    let mut lines = Vec::new();
    for item in tokens.split(|token| *token == Token::Joint) {
        let (whole, part) = match item.iter().position(|token| *token == Token::OfWhich) {
            Some(index) => (&item[..index], Some(&item[index + 1..])),
            None => (item, None),
        };
        if !whole.is_empty() {
            lines.push(line(whole, factor, false)?);
        }
        if let Some(part) = part {
            lines.push(BudgetLine {
                of_which: true,
                ..line(part, factor, true)?
            });
        }
    }
    let several = lines.len() > 1;
    if several && (says_a_sum(text) || exceeds_its_whole(&lines)) {
        return None;
    }
    let told_apart = |line: &BudgetLine| {
        line.label.is_some() || line.year.is_some() || line.kind.is_some() || line.of_which
    };
    // Several amounts that nothing tells apart may be anything: parts, doubts, a whole and its half.
    let mut all = lines.iter();
    let is_sure = !several || all.all(|one| told_apart(one) || has_parts(one, &lines));
    (is_sure && !lines.is_empty()).then_some(lines)
}

/// Whether a part is more than the whole that it is said to be part of.
fn exceeds_its_whole(lines: &[BudgetLine]) -> bool {
    lines.windows(2).any(|pair| {
        let most = |line: &BudgetLine| line.any_figure().map(Figure::max);
        pair[1].of_which && !pair[0].of_which && most(&pair[1]) > most(&pair[0])
    })
}

/// Whether a line is the whole that the others detail.
fn has_parts(line: &BudgetLine, lines: &[BudgetLine]) -> bool {
    lines.first() == Some(line) && lines[1..].iter().all(|other| other.of_which)
}

/// An amount, or the same one on both tax bases; `is_part` where it follows a `dont`.
fn line(tokens: &[Token], factor: i128, is_part: bool) -> Option<BudgetLine> {
    let mut line = BudgetLine::default();
    let mut rest = tokens;
    let mut words: Vec<String> = Vec::new();
    // `2021 : 50 000 €` is planned for 2021; `usine : 50 000 €` is for the plant.
    if let Some(colon) = rest.iter().position(|token| *token == Token::Colon) {
        let (before, after) = (&rest[..colon], &rest[colon + 1..]);
        match before {
            [Token::Number(year)] => line.year = Some(scale::year(year)?),
            before => {
                for token in before {
                    match token {
                        Token::Word(word) => words.push(word.clone()),
                        Token::Kind(kind) => line.kind = Some(*kind),
                        Token::Filling => {}
                        _ => return None,
                    }
                }
            }
        }
        rest = after;
    }
    let mut follows_word = false;
    while let [first @ (Token::Filling | Token::Word(_)), more @ ..] = rest {
        if let Token::Word(word) = first {
            if !only_names(word) {
                return None;
            }
            words.push(word.clone());
            follows_word = true;
        }
        rest = more;
    }
    // `Convention 2 500 000 €` may be half a million for the second one.
    if let [Token::Number(digits), ..] = rest
        && follows_word
        && may_begin_with_a_number_of_its_own(digits)
    {
        return None;
    }
    let before = rest;
    let first = amount(&mut rest, factor, &mut line)?;
    put(&mut line, first)?;
    let mut taken = before[..before.len() - rest.len()].iter();
    let has_unit = taken.any(|token| matches!(token, Token::Unit(_)));
    if let [Token::And, more @ ..] = rest
        && let [Token::Number(_), ..] = more
    {
        rest = more;
    }
    if let [Token::Number(_), ..] = rest {
        let second = amount(&mut rest, factor, &mut line)?;
        // Two amounts side by side are one on each basis, or nobody knows.
        first.1.zip(second.1).filter(|(one, other)| one != other)?;
        put(&mut line, second)?;
    }
    for token in rest {
        match token {
            Token::Aside(text) => match aside(text) {
                Some(facts) => facts.iter().try_for_each(|fact| state(&mut line, fact))?,
                None => words.push(text.clone()),
            },
            // `dont 300 000 € Ademe` names who pays; loose words elsewhere may turn the amount: `50 000 € mensuels`.
            Token::Word(word) if is_part && word.starts_with(char::is_uppercase) => {
                words.push(word.clone());
            }
            token => state(&mut line, token)?,
        }
    }
    // `logements : 1 200` is no money.
    let is_no_money = !words.is_empty() && !has_unit && factor == 1;
    if is_no_money || words.iter().any(|words| turns(words)) {
        return None;
    }
    line.label = Some(words.join(" ")).filter(|label| !label.is_empty());
    // Taxes make nothing cheaper.
    let is_less = |(ht, ttc): (Figure, Figure)| ht.min() > ttc.min() || ht.max() > ttc.max();
    let is_upside_down = line.ht.zip(line.ttc).is_some_and(is_less);
    (!is_upside_down).then_some(line)
}

/// Whether a number set apart by blanks may be two: one that belongs to the word before it, and the amount.
fn may_begin_with_a_number_of_its_own(digits: &str) -> bool {
    let behind = digits.split_once(char::is_whitespace);
    behind.is_some_and(|(_, rest)| !rest.starts_with('0'))
}

/// What words between parentheses say of the amount before them: `(HT)`, `(par an)`; none where they are a label.
fn aside(text: &str) -> Option<Vec<Token>> {
    let says = |token: &Token| {
        matches!(
            token,
            Token::Kind(_)
                | Token::Approximately
                | Token::Unsure
                | Token::PerYear
                | Token::Basis(_)
        )
    };
    tokens(text).filter(|tokens| !tokens.is_empty() && tokens.iter().all(says))
}

/// Let a token behind an amount say something of it, once.
fn state(line: &mut BudgetLine, token: &Token) -> Option<()> {
    match token {
        Token::Kind(kind) => return line.kind.replace(*kind).is_none().then_some(()),
        Token::Approximately => line.approximate = true,
        Token::Unsure => line.unsure = true,
        Token::PerYear => line.per = Some(Rhythm::Yearly),
        Token::Basis(basis) => {
            // Of two amounts, nobody knows which one is meant.
            let figure = line.amount.take()?;
            let is_free = line.ht.is_none() && line.ttc.is_none();
            return is_free.then(|| put(line, (figure, Some(*basis))))?;
        }
        _ => return None,
    }
    Some(())
}

/// Put an amount where its tax basis says.
fn put(line: &mut BudgetLine, (figure, basis): (Figure, Option<Basis>)) -> Option<()> {
    let place = match basis {
        None => &mut line.amount,
        Some(Basis::Ht) => &mut line.ht,
        Some(Basis::Ttc) => &mut line.ttc,
    };
    place.replace(figure).is_none().then_some(())
}

/// The amount that `rest` begins with, and its tax basis.
fn amount(
    rest: &mut &[Token],
    factor: i128,
    line: &mut BudgetLine,
) -> Option<(Figure, Option<Basis>)> {
    let next = |rest: &mut &[Token], wanted: &Token| {
        take(rest, |token| (token == wanted).then_some(())).is_some()
    };
    let number = |rest: &mut &[Token]| {
        take(rest, |token| match token {
            Token::Number(digits) => Some(digits.clone()),
            _ => None,
        })
    };
    // A number without a unit may be something else than euros: a year, a count, thousands or millions.
    let is_bare = |number: &str| {
        let is_year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
        let is_small = |cents: Cents| cents < Cents(10_000) && cents != Cents(0);
        factor == 1 && (is_year || cents(number, 1).is_none_or(is_small))
    };
    let unit = |rest: &mut &[Token]| {
        take(rest, |token| match token {
            Token::Unit(unit) => Some(*unit),
            _ => None,
        })
    };
    line.approximate |= next(rest, &Token::Approximately);
    let is_between = next(rest, &Token::Between);
    // `€ 50 000`, as the English write it.
    let before = unit(rest);
    let low = number(rest)?;
    let own = unit(rest);
    let of_low = own.or(before);
    let joint = if is_between { Token::And } else { Token::To };
    let figure = if next(rest, &joint) {
        let high = number(rest)?;
        let of_high = unit(rest).or(before);
        let high_unit = of_high.or(of_low).unwrap_or(factor);
        let bounds = (
            cents(&low, of_low.unwrap_or(high_unit))?,
            cents(&high, high_unit)?,
        );
        // `10 à 15 000 €` may be of thousands, `2019-2020 €` is of years, `10 k€ à 15` is of nobody knows.
        let leaves_thousands =
            own.is_none() && bounds.0.0.saturating_mul(1_000) <= bounds.1.0 && bounds.0 != Cents(0);
        let is_of_years = scale::year(&low).is_some() && scale::year(&high).is_some();
        let lacks_unit = of_low.is_some() && of_high.is_none();
        // `€50-60k` says two units.
        let has_two_units = own.is_none() && before.is_some() && of_high != before;
        let has_no_unit = of_high.is_none() && of_low.is_none() && is_bare(&low);
        if leaves_thousands || is_of_years || lacks_unit || has_two_units || has_no_unit {
            return None;
        }
        Figure::range(bounds.0, bounds.1).ok()?
    } else if is_between || of_low.is_none() && is_bare(&low) {
        return None;
    } else {
        Figure::exact(cents(&low, of_low.unwrap_or(factor))?)
    };
    line.approximate |= next(rest, &Token::Approximately);
    line.unsure |= next(rest, &Token::Unsure);
    let basis = take(rest, |token| match token {
        Token::Basis(basis) => Some(*basis),
        _ => None,
    });
    if next(rest, &Token::PerYear) {
        line.per = Some(Rhythm::Yearly);
    }
    Some((figure, basis))
}

/// What the first token says, which is then taken.
fn take<T>(rest: &mut &[Token], read: impl Fn(&Token) -> Option<T>) -> Option<T> {
    let (first, more) = rest.split_first()?;
    let said = read(first)?;
    *rest = more;
    Some(said)
}

fn cents(digits: &str, factor: i128) -> Option<Cents> {
    match euros::amount(digits, factor)? {
        WrittenNumber::Sure(cents) => Some(cents),
        WrittenNumber::Unsure => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Money, budget};
    use crate::import::cells::scale::Scale;
    use crate::import::tables::book::Cell;
    use crate::model::budget::{BudgetLine, Cents, Figure};
    use proptest::collection::vec;
    use proptest::prelude::{Strategy, prop_assert_eq, proptest};
    use proptest::sample::select;
    use std::collections::BTreeSet;

    /// A line in one word a field.
    fn told(line: &BudgetLine) -> String {
        let mut words = Vec::new();
        let figure =
            |figure: Figure| figure.shown(Cents::written, |min, max| format!("{min}..{max}"));
        words.extend(line.label.as_ref().map(|label| format!("[{label}]")));
        words.extend(line.of_which.then(|| "dont".to_owned()));
        words.extend(line.approximate.then(|| "~".to_owned()));
        words.extend(line.unsure.then(|| "?".to_owned()));
        words.extend(line.amount.map(figure));
        words.extend(line.ht.map(|amount| format!("ht {}", figure(amount))));
        words.extend(line.ttc.map(|amount| format!("ttc {}", figure(amount))));
        words.extend(line.per.map(|_| "/an".to_owned()));
        words.extend(line.year.map(|year| format!("({year})")));
        words.extend(line.kind.map(|kind| kind.name().to_owned()));
        words.extend(line.note.as_ref().map(|note| format!("« {note} »")));
        words.join(" ")
    }

    fn read(text: &str) -> String {
        let Money { lines, is_verbatim } = budget(&Cell::written(text), Some(Scale::EUROS));
        let lines: Vec<String> = lines.iter().map(told).collect();
        format!(
            "{}{}",
            if is_verbatim { "!" } else { "" },
            lines.join(" | ")
        )
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, expected) in [
            ("24 000 €", "24_000"),
            ("17 à 27 M€", "17_000_000..27_000_000"),
            ("50 000€?", "? 50_000"),
            ("7,055M€", "7_055_000"),
            ("700 000,00 €", "700_000"),
            (
                "154,2 millions € HT 174,1 millions € TTC",
                "ht 154_200_000 ttc 174_100_000",
            ),
            (
                "5 000 000€ (usine) + 15 000 000€ (réseau)",
                "[usine] 5_000_000 | [réseau] 15_000_000",
            ),
            ("2 millions par an", "2_000_000 /an"),
            ("300 k€/an", "300_000 /an"),
            ("environ 1,5 M€ TTC", "~ ttc 1_500_000"),
            ("entre 10 000 et 20 000 €", "10_000..20_000"),
            ("10-15 k€", "10_000..15_000"),
            ("Budget total : 45 M€", "45_000_000"),
            (
                "budget global convention 154,2 millions € HT 174,1 millions € TTC",
                "[convention] ht 154_200_000 ttc 174_100_000",
            ),
            ("€ 50,000", "!« € 50,000 »"),
            (
                "2020 : 100 000 € ; 2021 : 50 000 €",
                "100_000 (2020) | 50_000 (2021)",
            ),
            ("Investissement : 2 M€", "2_000_000 investissement"),
            (
                "2 M€ dont 300 000 € Ademe",
                "2_000_000 | [Ademe] dont 300_000",
            ),
            ("50 000 € (HT)", "ht 50_000"),
            ("50 000 € (toutes taxes comprises)", "ttc 50_000"),
            ("50 000 € (par an)", "50_000 /an"),
            ("50 000 € HT (annuel)", "ht 50_000 /an"),
            ("50 000 € (environ)", "~ 50_000"),
            ("50 000 € (investissement)", "50_000 investissement"),
            (
                "Étude de faisabilité : 50 000 €",
                "[Étude de faisabilité] 50_000",
            ),
            ("Budget 2 500 000 €", "2_500_000"),
            ("45000", "45_000"),
            ("0 €", "0"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_understood_is_kept_word_for_word() {
        for (text, expected) in [
            ("", ""),
            ("/", ""),
            ("?", "« ? »"),
            ("En cours de calcul", "« En cours de calcul »"),
            ("Nouveau", "!« Nouveau »"),
            ("7,055", "!« 7,055 »"),
            ("2019", "!« 2019 »"),
            ("12", "!« 12 »"),
            ("-5 000 €", "!« -5 000 € »"),
            ("< 50 000 €", "!« < 50 000 € »"),
            ("50 000 € par logement", "!« 50 000 € par logement »"),
            ("50 000 € maximum", "!« 50 000 € maximum »"),
            ("140 000 € sur 3 ans", "!« 140 000 € sur 3 ans »"),
            ("50 000 € + 20 000 €", "!« 50 000 € + 20 000 € »"),
            ("27 à 17 M€", "!« 27 à 17 M€ »"),
            ("reste 50 000 €", "!« reste 50 000 € »"),
            ("10 % de 5 M€", "!« 10 % de 5 M€ »"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn words_that_may_turn_an_amount_leave_no_figure() {
        for text in [
            "Phase 2 500 000 €",
            "Travaux : phase 2 500 000 €",
            "convention 2 500 000 €",
            "Lot 2 150 €",
            "30 000 tonnes",
            "1 500 heures",
            "1 000 kWh",
            "100 KE",
            "50 000 CHF",
            "tonnes : 30 000",
            "logements : 1 200",
            "50 000 € mensuels",
            "50 000 € (par logement)",
            "50 000 € (maximum)",
            "50 000 € (hors subventions)",
            "50 000 € (annulé)",
            "50 000 € HT (TTC)",
            "50 000 € évités",
            "aucun 50 000 €",
            "dépensé 50 000 €",
            "Recettes : 50 000 €",
            "Subvention Ademe : 50 000 €",
            "Coût/logement : 5 000 €",
            "Coût moyen : 5 000 €",
            "Coût horaire : 50 000 €",
            "50 000 € (montant annuel)",
            "50 000 € (milliers)",
            "50 000 € (excl. VAT)",
            "Valeur : 50 000 €",
            "Chiffre d'affaires : 50 000 €",
            "Déficit : 50 000 €",
            "Participation de la Ville : 50 000 €",
            "Dotation : 50 000 €",
            "Hypothèse basse : 50 000 €",
            "Objectif : 50 000 €",
            "Budget initial : 50 000 € ; budget révisé : 60 000 €",
            "Avant : 50 000 € ; après : 60 000 €",
            "Coût global : 70 000 € ; étude : 20 000 €",
            "Monatlich: 50 000 €",
            "Yearly: €50 000",
            "Unfunded: €50 000",
            "Upper bound: €50 000",
            "Bundesförderung: 50 000 €",
            "Fonds de concours : 50 000 €",
            "Eigenanteil: 50 000 €",
            "Einsparung: 50 000 €",
            "Höchstens: 50 000 €",
            "Gesamtkosten: 70 000 €; Planung: 20 000 €",
            "Au moins : 50 000 €",
            "hors personnel : 50 000 €",
            "120 000 € HT 100 000 € TTC",
            "1 M€ dont 2 M€ Ademe",
            "Étude : 50 000 € ; Total général : 50 000 €",
            "2019-2020 €",
            "10 à 15 000 €",
            "10 k€ à 15",
            "€50-60 000",
            "€50-60k",
            "0 123 €",
        ] {
            assert_eq!(read(text), format!("!« {text} »"), "{text}");
        }
    }

    #[test]
    fn a_heading_says_what_a_bare_number_is() {
        for (heading, text, expected) in [
            ("Montant € HT", "45000", "ht 45_000"),
            ("Coût (k€)", "12.5", "12_500"),
            ("Coût (M€ TTC)", "2", "ttc 2_000_000"),
            ("Coût TTC", "45 000 € HT", "ht 45_000"),
            ("Budget 2024", "45000", "45_000 (2024)"),
            ("Budget 2024", "2023 : 45 000 €", "45_000 (2023)"),
            ("Coût de fonctionnement", "45000", "45_000 fonctionnement"),
            ("Budget", "2020", "« 2020 »"),
            ("Budget ($)", "45000", "« 45000 »"),
            ("Budget annuel", "45 000 €", "« 45 000 € »"),
        ] {
            let money = budget(&Cell::written(text), Scale::of(heading));
            let lines: Vec<String> = money.lines.iter().map(told).collect();
            assert_eq!(lines.join(" | "), expected, "{heading}: {text}");
        }
    }

    /// The digits of the numbers of a text, without the zeros at their ends, each once.
    fn numbers(text: &str) -> BTreeSet<String> {
        let letters: Vec<char> = text.chars().collect();
        let is_digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
        let bare: String = (0..letters.len())
            .filter(|at| {
                let is_sign = " ,_.".contains(letters[*at]) && letters.get(at + 1) != Some(&'.');
                !(is_sign && *at > 0 && is_digit(at - 1) && is_digit(at + 1))
            })
            .map(|at| letters[at])
            .collect();
        bare.split(|letter: char| !letter.is_ascii_digit())
            .map(|digits| digits.trim_matches('0').to_owned())
            .filter(|digits| !digits.is_empty())
            .collect()
    }

    /// A number as people write it.
    fn number() -> impl Strategy<Value = String> {
        "[1-9][0-9]{0,2}( [0-9]{3})?(,[0-9]{1,2})?"
    }

    /// An amount, and what stands around it.
    fn item() -> impl Strategy<Value = String> {
        let before = select(
            &[
                "",
                "",
                "",
                "environ ",
                "Étude : ",
                "2021 : ",
                "budget ",
                "entre ",
                "Lot ",
            ][..],
        );
        let joint = select(&["", "", "", " à ", "-", " et ", " € HT "][..]);
        let unit = select(&[" €", " k€", " M€", "", " tonnes"][..]);
        let after = select(
            &[
                "", "", "", " (usine)", " HT", " TTC", " par an", "?", " (HT)", " Ademe",
            ][..],
        );
        (before, number(), joint, number(), unit, after).prop_map(
            |(before, low, joint, high, unit, after)| {
                let high = if joint.is_empty() { "" } else { &high };
                format!("{before}{low}{joint}{high}{unit}{after}")
            },
        )
    }

    proptest! {
        #[test]
        fn a_cell_is_read_with_every_number_or_kept_whole(
            items in vec((item(), select(&[" ; ", " + ", " dont ", " "][..])), 1..4),
        ) {
            let text = items.iter().map(|(item, joint)| format!("{item}{joint}")).collect::<String>();
            let text = text.trim_end_matches([' ', ';', '+', 'd', 'o', 'n', 't']);
            let Money { lines, is_verbatim } = budget(&Cell::written(text), Some(Scale::EUROS));
            if is_verbatim {
                prop_assert_eq!(lines[0].note.as_deref(), Some(text));
            } else {
                let said = lines.iter().flat_map(|line| numbers(&told(line))).collect::<BTreeSet<_>>();
                prop_assert_eq!(numbers(text), said, "{}", text);
            }
        }

        #[test]
        fn a_word_that_nobody_knows_leaves_no_figure(word in "[a-zé]{2,9}", digits in "[1-9][0-9]{0,2} 000") {
            for text in [format!("{digits} € z{word}"), format!("z{word} {digits} €"), format!("{digits} z{word}")] {
                prop_assert_eq!(read(&text), format!("!« {text} »"));
            }
        }
    }
}
