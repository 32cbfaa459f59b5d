//! The words of a cell of money.

use crate::model::budget::{Basis, Kind};
use crate::model::euros;
use crate::model::fold::fold;

/// A word of a cell of money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    Number(String),
    Unit(i128),
    Basis(Basis),
    To,
    And,
    Between,
    Approximately,
    Unsure,
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

/// The words of a text; none where it holds a sign that nobody expects.
pub fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        let (token, after) = if first.is_ascii_digit() {
            let (number, after) = rest.split_at(number_end(rest));
            (Token::Number(number.to_owned()), after)
        } else if first == '(' {
            let (aside, after) = rest[1..].split_once(')')?;
            (Token::Aside(aside.trim().to_owned()), after)
        } else if let Some(found) = phrase(rest) {
            found
        } else if first.is_alphabetic() {
            let is_end = |letter: char| !letter.is_alphanumeric() && !"'’.&-/".contains(letter);
            let (word, after) = rest.split_at(rest.find(is_end).unwrap_or(rest.len()));
            (word_token(word), after)
        } else {
            let sign = match first {
                '+' | ';' => Token::Joint,
                ':' => Token::Colon,
                '~' | '≈' | '±' => Token::Approximately,
                '?' => Token::Unsure,
                '-' | '–' | '—' => Token::To,
                _ => return None,
            };
            (sign, &rest[first.len_utf8()..])
        };
        tokens.push(token);
        rest = after.trim_start();
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
    let phrase = PHRASES.iter().find_map(|(words, token)| {
        let rest = strip(text, words)?;
        (!rest.starts_with(char::is_alphanumeric)).then(|| (token.clone(), rest))
    });
    if phrase.is_some() {
        return phrase;
    }
    // The longest spelling of a unit, its blanks left out.
    let letters = text.char_indices().take(24);
    let found = letters.filter_map(|(at, letter)| {
        let (written, rest) = text.split_at(at + letter.len_utf8());
        let written = written.to_lowercase().replace('’', "'");
        let written: String = written.split_whitespace().collect();
        let is_whole = letter == '€' || !rest.starts_with(char::is_alphanumeric);
        let factor = euros::unit(&written).filter(|_| is_whole)?;
        Some((Token::Unit(factor), rest))
    });
    found.last()
}

/// What stands behind `words`, in any case.
fn strip<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let mut letters = text.char_indices().skip(words.chars().count());
    let (said, rest) = text.split_at(letters.next().map_or(text.len(), |(at, _)| at));
    let said = said.to_lowercase().replace('’', "'");
    (said.replace(char::is_whitespace, " ") == words).then_some(rest)
}

/// Where the number that a text begins with ends: digits, and single signs between digits.
fn number_end(text: &str) -> usize {
    let is_sign = |letter: char| letter.is_whitespace() || ".,'’_".contains(letter);
    let mut end = 0;
    for (at, letter) in text.char_indices() {
        if letter.is_ascii_digit() {
            end = at + 1;
        } else if at > end || !is_sign(letter) {
            break;
        }
    }
    end
}

/// What amounts are spent on, where a folded word says it.
pub fn kind(folded: &str) -> Option<Kind> {
    match folded {
        "investissement" | "investissements" | "invest" | "invest." | "inv" | "inv." => {
            Some(Kind::Investment)
        }
        "fonctionnement" | "fonct" | "fonct." => Some(Kind::Operation),
        _ => None,
    }
}
