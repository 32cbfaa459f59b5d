//! Titles, themes, lists of names, and what no text of a public plan should hold.

use std::collections::HashMap;
use std::fmt::Display;
use std::hash::Hash;

use crate::finding::{Also, Finding, Rule};
use crate::model::action::{Action, TITLE_LENGTH};
use crate::model::fold::fold;
use crate::model::spot::Spot;
use crate::rules::article::{Article, about};
use crate::rules::{Findings, Scope, found};

/// The rules of this file.
pub const RULES: &[Article] = &[
    about(Rule::EmptyThemes)
        .fr("action sans thème")
        .why("Le premier thème est le principal : sans lui, l'action n'apparaîtrait dans aucun regroupement par thème.")
        .en("action without a theme")
        .why("The first theme is the main one: without it the action would stand in no grouping by theme.")
        .bad("themes = []")
        .good("themes = [\"Mobilité\"]"),
    about(Rule::LongTitle)
        .fr("titre trop long")
        .why("Un titre tient en 300 caractères : au-delà, c'est une description.")
        .en("title too long")
        .why("A title fits into 300 characters: beyond that it is a description.")
        .bad("title = \"Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo \"")
        .good("title = \"Plan vélo\""),
    about(Rule::MultilineTitle)
        .fr("titre sur plusieurs lignes")
        .why("Un titre est une ligne : les tableaux, les exports et l'historique y comptent.")
        .en("title of several lines")
        .why("A title is one line: tables, exports and the history rely on it.")
        .bad("title = \"Plan vélo\\net marche\"")
        .good("title = \"Plan vélo et marche\""),
    about(Rule::RepeatedName)
        .fr("nom en double dans une liste")
        .why("Le même nom deux fois dans la même liste n'apprend rien et fausse les comptes.")
        .en("name twice in a list")
        .why("The same name twice in one list says nothing more, and spoils counts.")
        .bad("owners = [\"DREAL\", \"DREAL\"]")
        .good("owners = [\"DREAL\"]"),
    about(Rule::RepeatedSubAction)
        .fr("deux sous-actions du même titre")
        .why("Le titre distingue les sous-actions d'une action, d'une version à l'autre du plan.")
        .en("two sub-actions of one title")
        .why("The title tells the sub-actions of an action apart, from one version of the plan to the next.")
        .bad("sub_actions = [\"Étude\", \"étude\"]")
        .good("sub_actions = [\"Étude\", \"Travaux\"]"),
    about(Rule::WindowsPath)
        .fr("chemin Windows dont les barres sont mal écrites")
        .why("Dans un texte, \\t est une tabulation et \\n un retour à la ligne : C:\\temp n'est plus le dossier que l'on croit. Et un disque personnel n'est visible de personne d'autre.")
        .en("Windows path with badly written backslashes")
        .why("Within a text, \\t is a tab and \\n a line break: C:\\temp is not the folder it seems to be. And nobody else can see a personal disk.")
        .bad("links = [\"C:\\temp\\note.pdf\"]")
        .good("links = [\"https://exemple.fr/note.pdf\"]"),
    about(Rule::PersonalData)
        .fr("adresse électronique ou numéro de téléphone")
        .why("Un plan est public, et son historique aussi. On y nomme des services et des délégations, pas des personnes.")
        .en("e-mail address or telephone number")
        .why("A plan is public, and so is its history. It names departments and delegations, not persons.")
        .bad("elected = \"A. Dupont, a.dupont@exemple.fr\"")
        .good("elected = \"Délégation à la mobilité\""),
    about(Rule::CapitalTitle)
        .fr("titre en capitales")
        .why("Un titre tout en capitales se lit mal, perd ses accents et jure dans un tableau.")
        .en("title in capitals")
        .why("A title in capitals only is hard to read, loses its accents and jars in a table.")
        .bad("title = \"PLAN VELO METROPOLITAIN\"")
        .good("title = \"Plan vélo métropolitain\""),
];

/// A title is one line that says something, of at most 300 characters.
pub fn title(action: &Action, _: Scope<'_>, findings: &mut Findings) {
    let parts = action.sheet.sub_actions.iter().enumerate();
    let parts = parts.map(|(index, part)| (Some(index), &part.title));
    for (part, title) in std::iter::once((None, &action.sheet.title)).chain(parts) {
        let length = title.chars().count();
        let finding = if title.trim().is_empty() {
            Finding::EmptyText
        } else if title.contains('\n') {
            Finding::MultilineTitle
        } else if length > TITLE_LENGTH {
            Finding::LongTitle(length)
        } else {
            continue;
        };
        // A sub-action may be its title alone.
        let spot = match part {
            None => Spot::default().key("title"),
            part => Spot::of(part),
        };
        findings.push(found(finding, spot));
    }
}

/// An action has at least one theme.
pub fn themes(action: &Action, _: Scope<'_>, findings: &mut Findings) {
    if action.sheet.themes.is_empty() {
        findings.push(found(Finding::EmptyThemes, Spot::default().key("themes")));
    }
}

/// A list names nobody twice.
pub fn repeated_names(action: &Action, _: Scope<'_>, findings: &mut Findings) {
    let sheet = &action.sheet;
    repeated(&sheet.themes, None, "themes", findings);
    for (key, names) in sheet.actors() {
        repeated(names, None, key.name(), findings);
    }
    for (index, part) in sheet.sub_actions.iter().enumerate() {
        repeated(&part.owners, Some(index), "owners", findings);
    }
}

/// The names that stand twice in the list at `key`.
fn repeated<T: Eq + Hash + Display>(
    names: &[T],
    part: Option<usize>,
    key: &str,
    findings: &mut Findings,
) {
    if names.len() < 2 {
        return;
    }
    let at = |index: usize| Spot::of(part).key(key).item(index);
    let mut seen = HashMap::new();
    for (index, name) in names.iter().enumerate() {
        let first = *seen.entry(name).or_insert(index);
        if first != index {
            let name = name.to_string();
            let diagnostic = found(Finding::RepeatedName(name), at(index));
            findings.push(diagnostic.also("", at(first), Also::FirstUse));
        }
    }
}

/// The sub-actions of an action are told apart by their titles.
pub fn repeated_sub_actions(action: &Action, _: Scope<'_>, findings: &mut Findings) {
    let parts = &action.sheet.sub_actions;
    if parts.len() < 2 {
        return;
    }
    let at = |index: usize| Spot::of(Some(index));
    let mut seen = HashMap::new();
    let titled = parts.iter().enumerate();
    for (index, part) in titled.filter(|(_, part)| !part.title.trim().is_empty()) {
        let first = *seen.entry(fold(&part.title)).or_insert(index);
        if first != index {
            let title = part.title.clone();
            let diagnostic = found(Finding::RepeatedSubAction(title), at(index));
            findings.push(diagnostic.also("", at(first), Also::FirstUse));
        }
    }
}

/// A title is not written in capitals.
pub fn capital_title(action: &Action, _: Scope<'_>, findings: &mut Findings) {
    let parts = action.sheet.sub_actions.iter().enumerate();
    let parts = parts.map(|(index, part)| (Some(index), &part.title));
    for (part, title) in std::iter::once((None, &action.sheet.title)).chain(parts) {
        if title.chars().any(char::is_lowercase) {
            continue;
        }
        let letters = title.chars().filter(|c| c.is_alphabetic()).count();
        let words = title.split_whitespace().count();
        // One word in capitals is an acronym.
        if letters >= 10 && words > 1 {
            let spot = Spot::of(part).key("title");
            findings.push(found(Finding::CapitalTitle, spot));
        }
    }
}

/// No text holds an e-mail address or a telephone number.
pub fn personal_data(action: &Action, _: Scope<'_>, findings: &mut Findings) {
    for (spot, text) in action.sheet.texts() {
        if let Some(data) = address(text).or_else(|| telephone(text)) {
            let finding = Finding::PersonalData(data.to_owned());
            findings.push(found(finding, spot));
        }
    }
}

/// The first e-mail address in a text.
fn address(text: &str) -> Option<&str> {
    if !text.contains('@') {
        return None;
    }
    text.split(|c: char| c.is_whitespace() || "()<>,;:\"«»[]".contains(c))
        .map(|word| word.trim_matches(['.', '\'', '?', '!', '/']))
        .find(|word| {
            word.split_once('@').is_some_and(|(name, host)| {
                let ending = host.rsplit_once('.').map_or("", |(_, ending)| ending);
                !name.is_empty()
                    && ending.len() >= 2
                    && ending.bytes().all(|b| b.is_ascii_alphabetic())
            })
        })
}

/// More characters than a telephone number is written with.
const LONGEST_NUMBER: usize = 40;

/// The first French telephone number in a text: ten digits from 01 to 09, or +33 and nine, with any separators.
fn telephone(text: &str) -> Option<&str> {
    let first = |sign: char| {
        let mut starts = text.match_indices(sign).map(|(start, _)| start);
        starts.find_map(|start| Some((start, number(text, start)?)))
    };
    let found = first('0').into_iter().chain(first('+'));
    found
        .min_by_key(|(start, _)| *start)
        .map(|(_, shown)| shown)
}

/// The telephone number that begins at `start`.
fn number(text: &str, start: usize) -> Option<&str> {
    let is_part = |c: char| c.is_ascii_digit() || " .-\u{a0}\u{202f}".contains(c);
    let before = text[..start].chars().next_back();
    if before.is_some_and(|before| before.is_alphanumeric() || before == '+') {
        return None;
    }
    let body = &text[start + 1..];
    let mut near = body.char_indices().take(LONGEST_NUMBER);
    let end = match near.find(|(_, c)| !is_part(*c)) {
        Some((end, _)) => end,
        None if body.chars().nth(LONGEST_NUMBER).is_none() => body.len(),
        // So much in a row is a table of figures.
        None => return None,
    };
    let shown = text[start..start + 1 + end].trim_end_matches(|c: char| !c.is_ascii_digit());
    let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
    let national = shown.starts_with('0') && digits.len() == 10 && !digits.starts_with("00");
    let abroad = shown.starts_with("+33") && digits.len() == 11;
    let dated = shown.split([' ', '-', '.']).any(|group| group.len() == 4);
    ((national && !dated) || abroad).then_some(shown)
}

#[cfg(test)]
mod tests {
    use super::{address, telephone};

    #[test]
    fn an_address_is_found_and_a_mention_is_not() {
        for (text, expected) in [
            ("écrire à a.dupont@dijon.fr.", Some("a.dupont@dijon.fr")),
            ("mailto:x@y.fr", Some("x@y.fr")),
            ("le compte @dijon", None),
            ("a@b", None),
        ] {
            assert_eq!(address(text), expected, "{text}");
        }
    }

    #[test]
    fn a_telephone_number_is_no_amount_and_no_date() {
        for (text, expected) in [
            ("tél. 03 80 50 35 35", Some("03 80 50 35 35")),
            ("0380503535 le matin", Some("0380503535")),
            ("+33 3 80 50 35 35", Some("+33 3 80 50 35 35")),
            ("03.80.50.35.35", Some("03.80.50.35.35")),
            ("154 200 000 €", None),
            ("01-02-2019 et plus", None),
            ("1 800 000 000 kWh", None),
            ("de 2018 à 2020", None),
            ("01 2018, 03 80 50 35 35", Some("03 80 50 35 35")),
            (&"0 ".repeat(400_000), None),
        ] {
            assert_eq!(telephone(text), expected, "{text}");
        }
    }
}
