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
            '~' | '≈' | '±' => Some(Token::Approximately),
            '?' => Some(Token::Unsure),
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
