//! The names that a cell holds, however people set them apart; a name is split only where nothing else can be meant.

use std::collections::HashSet;

use crate::import::cells::reading::{is_among, is_filler, on_one_line};
use crate::import::cells::texts::{of_json, without_tags};
use crate::import::tables::book::Cell;
use crate::model::fold::fold;
use crate::model::vocabulary::{Vocabulary, VocabularyEntry};

/// What stands in a cell of names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameCell {
    /// A name of the vocabulary.
    Known(String),
    /// A name that the vocabulary has not.
    New {
        /// The name as it is written, on one line.
        written: String,
        /// At most three names that were probably meant.
        nearest: Vec<String>,
    },
    /// `?`: stated as unknown.
    Unknown,
    /// Words that name nobody ("sans objet", "etc.", an amount): to be kept, and never to become a name.
    Words(String),
}

/// What people write where they name nobody, folded and without full stops.
const NOBODY: &str = "neant, aucun, aucune, sans objet, so, non concerne, n/a, na, nc, nr, non renseigne, non \
    defini, non determine, a definir, a determiner, a preciser, a confirmer, a completer, a \
    venir, en cours, en cours de choix, en cours de definition, etc, none, nil, not \
    applicable, tbc, tbd, to be defined, to be confirmed, to be determined";

/// What joins two names within a line, besides a comma.
const JOINTS: &[&str] = &["/", "-", "–", "—", "+", "&", "et", "and", ","];

const DASHES: [char; 3] = ['-', '–', '—'];

/// What the cell holds, in its order; a name said twice stands once.
///
/// In an export only a semicolon sets names apart: each holds its own commas.
pub fn names<T: VocabularyEntry>(
    cell: &Cell,
    vocabulary: &Vocabulary<T>,
    is_export: bool,
) -> Vec<NameCell> {
    let text = match cell {
        Cell::Empty => return Vec::new(),
        Cell::Text(text) => text,
        Cell::Number(_) | Cell::Formatted(_) | Cell::Day(_) | Cell::Boolean(_) => {
            return vec![NameCell::Words(cell.text().into_owned())];
        }
    };
    if let Some(entry) = vocabulary.find(text) {
        return vec![NameCell::Known(entry.name().to_owned())];
    }
    let mut found: Vec<NameCell> = Vec::new();
    let mut seen = HashSet::new();
    let text = match of_json(text) {
        Some(items) => items.join(";"),
        None => without_tags(text),
    };
    for item in text.split([';', '\n']) {
        let item = without_bullet(item);
        let items = match is_export {
            true => piece(item, vocabulary),
            false => item_names(item, vocabulary),
        };
        for next in items {
            if seen.insert(key(&next)) {
                found.push(next);
            }
        }
    }
    found
}

/// What two names that stand for one have in common.
fn key(name: &NameCell) -> (u8, String) {
    match name {
        NameCell::Known(name) => (0, name.clone()),
        NameCell::New { written, .. } => (1, fold(written)),
        NameCell::Unknown => (2, String::new()),
        NameCell::Words(words) => (3, words.clone()),
    }
}

/// The names of an item of a list: a known name may hold commas, any other ends at one.
fn item_names<T: VocabularyEntry>(item: &str, vocabulary: &Vocabulary<T>) -> Vec<NameCell> {
    let ends = commas(item);
    let mut ends = ends.as_slice();
    let mut found = Vec::new();
    let mut start = 0;
    while let Some(first) = ends.first() {
        // No name holds more commas than this.
        let mut most = (0..ends.len().min(vocabulary.most_commas() + 1)).rev();
        let known = most.find_map(|last| {
            let entry = vocabulary.find(item[start..ends[last]].trim())?;
            Some((NameCell::Known(entry.name().to_owned()), last))
        });
        let last = known.as_ref().map_or(0, |(_, last)| *last);
        match known {
            Some((known, _)) => found.push(known),
            None => found.extend(piece(item[start..*first].trim(), vocabulary)),
        }
        start = ends[last] + 1;
        ends = &ends[last + 1..];
    }
    found
}

/// Where the pieces of a list end: at its commas outside parentheses and guillemets, and at its end.
fn commas(item: &str) -> Vec<usize> {
    let mut depth = 0_usize;
    let mut ends = Vec::new();
    for (index, letter) in item.char_indices() {
        match letter {
            '(' | '[' | '«' => depth += 1,
            ')' | ']' | '»' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => ends.push(index),
            _ => {}
        }
    }
    ends.push(item.len());
    ends
}

/// The name that guillemets keep whole because it holds a comma.
fn quoted(text: &str) -> &str {
    let inner = text.trim().strip_prefix('«');
    let inner = inner.and_then(|rest| rest.strip_suffix('»'));
    let inner = inner.filter(|inner| inner.contains(',') && !inner.contains(['«', '»']));
    inner.map_or(text, str::trim)
}

/// What a text between two commas holds.
fn piece<T: VocabularyEntry>(text: &str, vocabulary: &Vocabulary<T>) -> Vec<NameCell> {
    if is_filler(text) {
        return Vec::new();
    }
    if text
        .split_whitespace()
        .all(|word| word.chars().all(|sign| sign == '?'))
    {
        return vec![NameCell::Unknown];
    }
    let written = on_one_line(quoted(text));
    let folded = fold(&written);
    let is_nobody = is_among(folded.replace('.', "").trim(), NOBODY);
    if is_nobody || !written.contains(char::is_alphabetic) {
        return vec![NameCell::Words(written)];
    }
    if let Some(names) = run(&written, vocabulary) {
        return names.into_iter().map(NameCell::Known).collect();
    }
    let nearest = vocabulary.nearest(&written);
    vec![NameCell::New { written, nearest }]
}

/// The known names that a text runs together, where they cover the whole of it in one way that needs the fewest.
fn run<T: VocabularyEntry>(text: &str, vocabulary: &Vocabulary<T>) -> Option<Vec<String>> {
    /// The longest run that is looked at.
    const WORDS: usize = 60;
    let words = words(text);
    if words.len() > WORDS {
        return None;
    }
    // From each word to the end: the names that cover it, the fewest there are; and whether there is one way only.
    let mut covers: Vec<Option<(Vec<String>, bool)>> = vec![None; words.len() + 1];
    covers[words.len()] = Some((Vec::new(), true));
    for start in (0..words.len()).rev() {
        let mut best: Option<(Vec<String>, bool)> = None;
        for end in start + 1..=words.len() {
            let slice = &text[words[start].0..words[end - 1].1];
            // A dash at either end is none of the name's: folding would not see it.
            let is_dashed = slice.starts_with(DASHES) || slice.ends_with(DASHES);
            let Some(entry) = vocabulary.find(slice).filter(|_| !is_dashed) else {
                continue;
            };
            let next = after_joint(end, &words, text).into_iter();
            for (rest, is_only) in next.filter_map(|next| covers[next].as_ref()) {
                match &mut best {
                    Some((names, _)) if names.len() < rest.len() + 1 => {}
                    Some((names, is_only)) if names.len() == rest.len() + 1 => *is_only = false,
                    best => {
                        let first = [entry.name().to_owned()];
                        *best = Some(([&first[..], rest].concat(), *is_only));
                    }
                }
            }
        }
        covers[start] = best;
    }
    let (names, is_only) = covers.swap_remove(0)?;
    is_only.then_some(names)
}

/// The words that the next name may begin at: this one, or the one behind a joint.
fn after_joint(at: usize, words: &[(usize, usize)], text: &str) -> Vec<usize> {
    // A joint at the end joins nothing.
    let joint = words.get(at).filter(|_| at + 1 < words.len());
    let joint = joint.map_or_else(String::new, |(start, end)| {
        text[*start..*end].to_lowercase()
    });
    match JOINTS.contains(&joint.as_str()) {
        true => vec![at, at + 1],
        false => vec![at],
    }
}

/// Where the words of a text begin and end; `/`, `+`, `&` and a comma are words of their own.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut start = None;
    for (index, letter) in text.char_indices() {
        let is_sign = "/+&,".contains(letter);
        if is_sign || letter.is_whitespace() {
            words.extend(start.take().map(|start| (start, index)));
            if is_sign {
                words.push((index, index + letter.len_utf8()));
            }
        } else {
            start.get_or_insert(index);
        }
    }
    words.extend(start.map(|start| (start, text.len())));
    words
}

/// The item without the sign that lists set before it.
fn without_bullet(item: &str) -> &str {
    let item = item.trim();
    let bare = item.trim_start_matches(['•', '·', '▪', '◦', '‣', '●']);
    if bare.len() < item.len() {
        return bare.trim_start();
    }
    // A sign that a name may begin with as well is a bullet only with a blank behind it.
    let bare = item.strip_prefix(['-', '–', '—', '*']);
    let bare = bare.and_then(|bare| bare.strip_prefix([' ', '\t', '\u{a0}']));
    bare.map_or(item, str::trim_start)
}

#[cfg(test)]
mod tests {
    use super::{NameCell, names};
    use crate::import::tables::book::Cell;
    use crate::model::vocabulary::{Actor, Vocabulary};
    use proptest::prelude::{prop_assert, proptest};

    fn actors() -> Vocabulary<Actor> {
        let actor = |name: &str, aliases: &[&str]| Actor {
            name: name.to_owned(),
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
            kind: None,
        };
        Vocabulary::new(vec![
            actor("Ademe BFC", &[]),
            actor("Région BFC", &["Conseil régional"]),
            actor("Anah", &[]),
            actor("CCI 21", &[]),
            actor("Culture", &[]),
            actor("Education", &[]),
            actor("Service Petite Enfance", &["Petite Enfance"]),
            actor("Service Territoire et Projets", &[]),
            actor("Agence de l'eau, bassin Rhône", &[]),
            actor("Pays", &[]),
            actor("Pays Rhône", &[]),
            actor("Rhône Alpes", &[]),
            actor("Alpes", &[]),
        ])
    }

    /// What is found, a name that is not known within `<>`, words that name nobody within `"`.
    fn told(text: &str) -> String {
        let found = names(&Cell::Text(text.to_owned()), &actors(), false);
        let told: Vec<String> = found
            .into_iter()
            .map(|found| match found {
                NameCell::Known(name) => name,
                NameCell::New { written, .. } => format!("<{written}>"),
                NameCell::Unknown => "?".to_owned(),
                NameCell::Words(words) => format!("\"{words}\""),
            })
            .collect();
        told.join(" | ")
    }

    #[test]
    fn names_are_told_apart_where_nothing_else_is_meant() {
        for (text, expected) in [
            ("ademe bfc", "Ademe BFC"),
            ("Ademe BFC ; Anah", "Ademe BFC | Anah"),
            ("Ademe BFC;Conseil Régional;", "Ademe BFC | Région BFC"),
            ("- Anah\n- CCI 21", "Anah | CCI 21"),
            ("• Anah\n•Mairie", "Anah | <Mairie>"),
            ("Anah, Mairie", "Anah | <Mairie>"),
            (
                "Offices (Orvitis, Habellis)",
                "<Offices (Orvitis, Habellis)>",
            ),
            (
                "Anah, Agence de l'eau, bassin Rhône, Mairie",
                "Anah | Agence de l'eau, bassin Rhône | <Mairie>",
            ),
            ("Anah / Ademe BFC", "Anah | Ademe BFC"),
            ("Anah/Ademe BFC", "Anah | Ademe BFC"),
            ("Anah et Ademe BFC", "Anah | Ademe BFC"),
            ("Anah - Ademe BFC & CCI 21", "Anah | Ademe BFC | CCI 21"),
            ("Restau/co", "<Restau/co>"),
            ("Anah et voisins", "<Anah et voisins>"),
            (
                "service territoire et projets",
                "Service Territoire et Projets",
            ),
            ("Region BFC Ademe BFC Anah", "Région BFC | Ademe BFC | Anah"),
            ("Region BFC\nAdeme\nBFC", "Région BFC | <Ademe> | <BFC>"),
            ("Ademe\nBFC", "Ademe BFC"),
            (
                "Education Petite Enfance Culture",
                "Education | Service Petite Enfance | Culture",
            ),
            ("Ademe BFC DRAAF", "<Ademe BFC DRAAF>"),
            ("Anah, anah ; ANAH", "Anah"),
            ("Eau &amp; Climat ; Anah", "<Eau & Climat> | Anah"),
            ("Mairie, mairie", "<Mairie>"),
            ("Anah,,", "Anah"),
            (
                "<ul style=\"x\"> <li>Anah</li> <li>CCI 21</li> </ul>",
                "Anah | CCI 21",
            ),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn a_name_of_an_export_holds_its_commas_and_a_list_of_json_is_one() {
        let found = |text: &str, is_export| {
            let found = names(&Cell::Text(text.to_owned()), &actors(), is_export);
            found.len()
        };
        assert_eq!(found("Agence de l'air, du climat ; Anah", true), 2);
        assert_eq!(found("[\"Vélo, marche\",\"Bus\"]", true), 2);
        assert_eq!(told("[\"Anah\", \"Mairie\"]"), "Anah | <Mairie>");
    }

    #[test]
    fn a_run_that_two_lists_of_names_would_cover_is_left_as_it_is() {
        assert_eq!(told("Pays Rhône Alpes"), "<Pays Rhône Alpes>");
    }

    #[test]
    fn what_names_nobody_becomes_no_name() {
        for (text, expected) in [
            ("", ""),
            ("/", ""),
            ("--", ""),
            ("?", "?"),
            ("Anah ; ?", "Anah | ?"),
            ("Sans objet", "\"Sans objet\""),
            ("N/A", "\"N/A\""),
            ("Anah, etc.", "Anah | \"etc.\""),
            ("Anah, ...", "Anah | \"...\""),
            ("2019", "\"2019\""),
            ("Ademe ?", "<Ademe ?>"),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
        let number = names(&Cell::Number("2019".to_owned()), &actors(), false);
        assert_eq!(number, [NameCell::Words("2019".to_owned())]);
    }

    #[test]
    fn a_new_name_comes_with_the_nearest() {
        let found = names(&Cell::Text("Ademe".to_owned()), &actors(), false);
        let nearest = vec!["Ademe BFC".to_owned()];
        let written = "Ademe".to_owned();
        assert_eq!(found, [NameCell::New { written, nearest }]);
    }

    proptest! {
        #[test]
        fn no_semicolon_stays_in_a_name(text in "[a-zé;, ()/<>&\\n?-]{0,30}") {
            for found in names(&Cell::Text(text), &actors(), false) {
                if let NameCell::New { written, .. } | NameCell::Known(written) = found {
                    prop_assert!(!written.contains([';', '\n']) && !written.trim().is_empty());
                }
            }
        }

        #[test]
        fn any_text_is_read(text in "\\PC{0,40}") {
            names(&Cell::Text(text), &actors(), false);
        }
    }
}
