//! What a cell of money says, in the many ways in which people write amounts.
//!
//! A cell is read only where every word of it is understood. All else is a line without figure whose note is the cell,
//! word for word: no figure is ever made of a part of it.

use crate::import::book::Cell;
use crate::import::reading::{is_filler, on_one_line};
use crate::model::budget::{Basis, BudgetLine, Cents, Figure, Kind, Per};
use crate::model::euros::{self, Written};
use crate::model::fold::fold;

/// What a cell of money says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Money {
    /// The lines; none for an empty cell.
    pub lines: Vec<BudgetLine>,
    /// Whether the cell was not understood, and stands word for word in the note of its line.
    pub is_verbatim: bool,
}

/// Read a cell below a heading that says the tax basis, or not, and how many euros a unit is.
pub fn budget(cell: &Cell, basis: Option<Basis>, factor: i128) -> Money {
    let text = match cell {
        Cell::Empty => return Money::default(),
        Cell::Text(text) => text.clone(),
        Cell::Number(_) | Cell::Day(_) | Cell::Boolean(_) => cell.text().into_owned(),
    };
    if is_filler(&text) {
        return Money::default();
    }
    let line = on_one_line(&text).into_owned();
    if let Some(mut lines) = lines(&line, factor) {
        for line in &mut lines {
            settle(line, basis);
        }
        return Money {
            lines,
            is_verbatim: false,
        };
    }
    let is_said_unknown =
        !line.contains(|letter: char| letter.is_ascii_digit()) && says_unknown(&line);
    Money {
        lines: vec![BudgetLine {
            note: Some(text.trim().to_owned()),
            ..BudgetLine::default()
        }],
        is_verbatim: !is_said_unknown,
    }
}

/// An amount without mention of a tax basis is on that of its heading.
fn settle(line: &mut BudgetLine, basis: Option<Basis>) {
    match basis {
        Some(Basis::Ht) if line.ht.is_none() && line.ttc.is_none() => line.ht = line.amount.take(),
        Some(Basis::Ttc) if line.ht.is_none() && line.ttc.is_none() => {
            line.ttc = line.amount.take()
        }
        _ => {}
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

/// A word of a cell of money.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Number(String),
    Unit(i128),
    Basis(Basis),
    To,
    And,
    Between,
    Approximately,
    PerYear,
    OfWhich,
    /// What ends an item: `+`, `;`.
    Joint,
    Colon,
    /// Words between parentheses.
    Aside(String),
    Kind(Kind),
    /// A word that changes nothing: budget, coût, total.
    Filling,
    Word(String),
}

/// The lines of a cell, where every word is understood.
fn lines(text: &str, factor: i128) -> Option<Vec<BudgetLine>> {
    let tokens = tokens(text)?;
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
            lines.push(line(whole, factor)?);
        }
        if let Some(part) = part {
            lines.push(BudgetLine {
                of_which: true,
                ..line(part, factor)?
            });
        }
    }
    let several = lines.len() > 1;
    let told_apart = |line: &BudgetLine| {
        line.label.is_some() || line.year.is_some() || line.kind.is_some() || line.of_which
    };
    // Several amounts that nothing tells apart may be anything: parts, doubts, a whole and its half.
    let is_sure = !several
        || lines
            .iter()
            .all(|one| told_apart(one) || has_parts(one, &lines));
    (is_sure && !lines.is_empty()).then_some(lines)
}

/// Whether a line is the whole that the others detail.
fn has_parts(line: &BudgetLine, lines: &[BudgetLine]) -> bool {
    lines.first() == Some(line) && lines[1..].iter().all(|other| other.of_which)
}

/// An amount, or the same one on both tax bases.
fn line(tokens: &[Token], factor: i128) -> Option<BudgetLine> {
    let mut line = BudgetLine::default();
    let mut rest = tokens;
    let mut words: Vec<String> = Vec::new();
    // `2021 : 50 000 €` is planned for 2021; `usine : 50 000 €` is for the plant.
    if let Some(colon) = rest.iter().position(|token| *token == Token::Colon) {
        let (before, after) = (&rest[..colon], &rest[colon + 1..]);
        match before {
            [Token::Number(year)] => line.year = Some(self::year(year)?),
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
    while let [first @ (Token::Filling | Token::Word(_)), more @ ..] = rest {
        if let Token::Word(word) = first {
            // `reste 50 000 €` is no amount of the whole.
            if CHANGES.contains(&fold(word).as_str()) {
                return None;
            }
            words.push(word.clone());
        }
        rest = more;
    }
    let first = amount(&mut rest, factor, &mut line)?;
    put(&mut line, first)?;
    if matches!(
        rest,
        [Token::Number(_), ..] | [Token::And, Token::Number(_), ..]
    ) {
        if rest[0] == Token::And {
            rest = &rest[1..];
        }
        let second = amount(&mut rest, factor, &mut line)?;
        // Two amounts side by side are one on each basis, or nobody knows.
        let on_both = first.1.is_some() && second.1.is_some() && first.1 != second.1;
        if !on_both {
            return None;
        }
        put(&mut line, second)?;
    }
    for token in rest {
        match token {
            Token::Aside(aside) => words.push(aside.clone()),
            Token::Kind(kind) if line.kind.is_none() => line.kind = Some(*kind),
            Token::Approximately => line.approximate = true,
            Token::PerYear => line.per = Some(Per::Year),
            Token::Word(word) => words.push(word.clone()),
            _ => return None,
        }
    }
    if let [only] = &words[..]
        && let Some(kind) = kind(&fold(only))
    {
        line.kind = Some(kind);
        words.clear();
    }
    let has_digit = |word: &String| word.contains(|letter: char| letter.is_ascii_digit());
    if words.iter().any(has_digit) {
        return None;
    }
    line.label = Some(words.join(" ")).filter(|label| !label.is_empty());
    // Words that stand loose behind an amount may change it: `50 000 € maximum`, `hors subventions`.
    let is_loose = rest.iter().any(|token| matches!(token, Token::Word(_)));
    let changes = is_loose
        && !tokens.contains(&Token::Colon)
        && tokens.iter().any(|token| match token {
            Token::Word(word) => CHANGES.contains(&fold(word).as_str()),
            _ => false,
        });
    (!changes).then_some(line)
}

/// Words that change what an amount says.
const CHANGES: &[&str] = &[
    "maximum",
    "minimum",
    "max",
    "mini",
    "maxi",
    "min",
    "hors",
    "sur",
    "pour",
    "par",
    "sans",
    "moins",
    "plus",
    "jusqu'a",
    "jusqu",
    "de",
    "et",
    "ou",
    "non",
    "pas",
    "mois",
    "ans",
    "an",
    "annees",
    "jour",
    "jours",
    "logement",
    "logements",
    "habitant",
    "habitants",
    "tonne",
    "m2",
    "km",
    "unite",
    "unites",
    "x",
    "fois",
    "up",
    "per",
    "over",
    "for",
    "each",
    "reste",
    "cofinancement",
    "subvention",
    "subventions",
    "si",
    "selon",
    "dans",
];

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
    let next = |rest: &mut &[Token], wanted: &Token| match rest {
        [first, more @ ..] if first == wanted => {
            *rest = more;
            true
        }
        _ => false,
    };
    let number = |rest: &mut &[Token]| match rest {
        [Token::Number(digits), more @ ..] => {
            let digits = digits.clone();
            *rest = more;
            Some(digits)
        }
        _ => None,
    };
    let unit = |rest: &mut &[Token]| match rest {
        [Token::Unit(unit), more @ ..] => {
            let unit = *unit;
            *rest = more;
            Some(unit)
        }
        _ => None,
    };
    if next(rest, &Token::Approximately) {
        line.approximate = true;
    }
    let is_between = next(rest, &Token::Between);
    // `€ 50 000`, as the English write it.
    let before = unit(rest);
    let low = number(rest)?;
    let of_low = unit(rest).or(before);
    let joint = if is_between { Token::And } else { Token::To };
    let figure = if next(rest, &joint) {
        let high = number(rest)?;
        let of_high = unit(rest).or(before);
        let high_unit = of_high.or(of_low).unwrap_or(factor);
        let bounds = (
            cents(&low, of_low.unwrap_or(high_unit))?,
            cents(&high, high_unit)?,
        );
        if bounds.0 > bounds.1 || (of_high.is_none() && of_low.is_none() && is_bare(&low, factor)) {
            return None;
        }
        match bounds {
            (min, max) if min == max => Figure::Exact(min),
            (min, max) => Figure::Range(min, max),
        }
    } else if is_between {
        return None;
    } else {
        if of_low.is_none() && is_bare(&low, factor) {
            return None;
        }
        Figure::Exact(cents(&low, of_low.unwrap_or(factor))?)
    };
    if next(rest, &Token::Approximately) {
        line.approximate = true;
    }
    let basis = match rest {
        [Token::Basis(basis), more @ ..] => {
            let basis = *basis;
            *rest = more;
            Some(basis)
        }
        _ => None,
    };
    if next(rest, &Token::PerYear) {
        line.per = Some(Per::Year);
    }
    Some((figure, basis))
}

/// Whether a number without a unit may be something else than euros: a year, a count, thousands or millions.
fn is_bare(number: &str, factor: i128) -> bool {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let is_year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    let is_small = cents(number, 1).is_none_or(|cents| cents < Cents(10_000) && cents != Cents(0));
    digits.is_empty() || (factor == 1 && (is_year || is_small))
}

fn cents(digits: &str, factor: i128) -> Option<Cents> {
    match euros::amount(digits, factor)? {
        Written::Sure(cents) => Some(cents),
        Written::Unsure => None,
    }
}

fn year(text: &str) -> Option<i32> {
    let year: i32 = text.parse().ok()?;
    (text.len() == 4 && (1990..=2100).contains(&year)).then_some(year)
}

fn kind(folded: &str) -> Option<Kind> {
    match folded {
        "investissement" | "investissements" | "invest" | "invest." | "inv" | "inv." => {
            Some(Kind::Investment)
        }
        "fonctionnement" | "fonct" | "fonct." => Some(Kind::Operation),
        _ => None,
    }
}

/// The words of a text; none where it holds a sign that nobody expects.
fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        if first.is_whitespace() {
            rest = rest.trim_start();
            continue;
        }
        if first.is_ascii_digit() {
            let end = number_end(rest);
            tokens.push(Token::Number(rest[..end].to_owned()));
            rest = &rest[end..];
            continue;
        }
        if first == '(' {
            let end = rest.find(')')?;
            tokens.push(Token::Aside(rest[1..end].trim().to_owned()));
            rest = &rest[end + 1..];
            continue;
        }
        if let Some((token, after)) = phrase(rest) {
            tokens.push(token);
            rest = after;
            continue;
        }
        let sign = match first {
            '+' | ';' => Some(Token::Joint),
            ':' => Some(Token::Colon),
            '~' | '≈' | '±' | '?' => Some(Token::Approximately),
            '-' | '–' | '—' => Some(Token::To),
            _ => None,
        };
        if let Some(token) = sign {
            tokens.push(token);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        if !first.is_alphabetic() {
            return None;
        }
        let end = rest
            .find(|letter: char| !letter.is_alphanumeric() && !"'’.&-/".contains(letter))
            .unwrap_or(rest.len());
        let word = &rest[..end];
        tokens.push(word_token(word));
        rest = &rest[end..];
    }
    Some(tokens)
}

fn word_token(word: &str) -> Token {
    let folded = fold(word);
    match folded.trim_end_matches('.') {
        "a" | "to" => Token::To,
        "et" | "and" => Token::And,
        "entre" | "between" => Token::Between,
        "dont" => Token::OfWhich,
        "environ" | "env" | "approx" | "approximativement" | "about" | "circa" => {
            Token::Approximately
        }
        "ht" => Token::Basis(Basis::Ht),
        "ttc" => Token::Basis(Basis::Ttc),
        "annuel" | "annuels" | "annuelle" | "annuellement" => Token::PerYear,
        "budget" | "cout" | "couts" | "montant" | "total" | "global" | "estime" | "estimation"
        | "previsionnel" => Token::Filling,
        folded => match kind(folded) {
            Some(kind) => Token::Kind(kind),
            None => Token::Word(word.to_owned()),
        },
    }
}

/// The unit or the words of several words that a text begins with, and what stands behind them.
fn phrase(text: &str) -> Option<(Token, &str)> {
    const PHRASES: &[(&str, Token)] = &[
        ("hors taxes", Token::Basis(Basis::Ht)),
        ("hors taxe", Token::Basis(Basis::Ht)),
        ("toutes taxes comprises", Token::Basis(Basis::Ttc)),
        ("par an", Token::PerYear),
        ("/an", Token::PerYear),
        ("/ an", Token::PerYear),
        ("chaque année", Token::PerYear),
        ("per year", Token::PerYear),
        ("de l'ordre de", Token::Approximately),
        ("autour de", Token::Approximately),
    ];
    for (words, token) in PHRASES {
        if let Some(rest) = strip(text, words)
            && !rest.starts_with(char::is_alphanumeric)
        {
            return Some((token.clone(), rest));
        }
    }
    // The longest spelling of a unit, its blanks left out.
    let ends = text
        .char_indices()
        .map(|(index, letter)| index + letter.len_utf8())
        .take(24);
    let mut found = None;
    for end in ends {
        let written: String = text[..end]
            .to_lowercase()
            .replace('’', "'")
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .collect();
        let rest = &text[end..];
        let is_whole = text[..end].ends_with('€') || !rest.starts_with(char::is_alphanumeric);
        if is_whole && let Some(factor) = euros::unit(&written) {
            found = Some((Token::Unit(factor), rest));
        }
    }
    found
}

/// What stands behind `words`, in any case.
fn strip<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let mut rest = text;
    for letter in words.chars() {
        let first = rest.chars().next()?;
        let same = first.to_lowercase().eq(letter.to_lowercase())
            || (letter == '\'' && first == '’')
            || (letter == ' ' && first.is_whitespace());
        if !same {
            return None;
        }
        rest = &rest[first.len_utf8()..];
    }
    Some(rest)
}

/// Where the number that a text begins with ends: digits, and single signs between digits.
fn number_end(text: &str) -> usize {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mut end = 0;
    let mut index = 0;
    while index < letters.len() {
        let (at, letter) = letters[index];
        if letter.is_ascii_digit() {
            end = at + 1;
            index += 1;
            continue;
        }
        let is_sign = letter.is_whitespace() || ".,'’_".contains(letter);
        let digit_follows = letters
            .get(index + 1)
            .is_some_and(|(_, next)| next.is_ascii_digit());
        if !is_sign || !digit_follows {
            break;
        }
        index += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::{Money, budget};
    use crate::import::book::Cell;
    use crate::model::budget::{Basis, BudgetLine, Figure};
    use proptest::prelude::{prop_assert, proptest};

    /// A line in one word a field.
    fn told(line: &BudgetLine) -> String {
        let mut words = Vec::new();
        let figure = |figure: Figure| match figure {
            Figure::Exact(amount) => amount.written(),
            Figure::Range(min, max) => format!("{}..{}", min.written(), max.written()),
        };
        words.extend(line.label.as_ref().map(|label| format!("[{label}]")));
        words.extend(line.of_which.then(|| "dont".to_owned()));
        words.extend(line.approximate.then(|| "~".to_owned()));
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
        let Money { lines, is_verbatim } = budget(&Cell::written(text), None, 1);
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
            ("50 000€?", "~ 50_000"),
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
    fn a_heading_gives_the_unit_and_the_basis() {
        let read = |text: &str, basis, factor| {
            let money = budget(&Cell::Number(text.to_owned()), basis, factor);
            money.lines.iter().map(told).collect::<Vec<_>>().join(" | ")
        };
        assert_eq!(read("45000", Some(Basis::Ht), 1), "ht 45_000");
        assert_eq!(read("12.5", None, 1_000), "12_500");
        assert_eq!(read("2", Some(Basis::Ttc), 1_000_000), "ttc 2_000_000");
        assert_eq!(read("2020", None, 1), "« 2020 »");
    }

    proptest! {
        #[test]
        fn no_digit_is_lost(text in "[0-9 €.,kM/+àéa-zHT()?:;-]{0,40}") {
            let cell = Cell::written(&text);
            let Money { lines, is_verbatim } = budget(&cell, None, 1);
            let kept = lines.iter().any(|line| line.note.as_deref() == Some(cell.text().trim()));
            prop_assert!(!is_verbatim || kept, "{text}");
            if !kept {
                let said: String = lines.iter().map(told).collect();
                let numbers = text
                    .split(|letter: char| !letter.is_ascii_digit())
                    .flat_map(|digits| digits.trim_start_matches('0').trim_end_matches('0').chars().next());
                for digit in numbers {
                    prop_assert!(said.contains(digit), "{text}: {said}");
                }
            }
        }
    }
}
