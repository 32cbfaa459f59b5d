//! Words compared as a person would: without case, accents, ligatures, hyphens or kinds of space.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// The text without case and accents, hyphens and every kind of space as one plain space.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii() {
            push(character, &mut folded);
        } else {
            // Each by itself: only marks change places in the decomposition of a text, and they go.
            decompose_compatible(character, |part| push(part, &mut folded));
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn push(character: char, folded: &mut String) {
    match character {
        'œ' | 'Œ' => folded.push_str("oe"),
        'æ' | 'Æ' => folded.push_str("ae"),
        'ß' | 'ẞ' => folded.push_str("ss"),
        '’' | '‘' | 'ʼ' => folded.push('\''),
        '-' | '‐' | '‑' | '–' | '—' | '_' => push_space(folded),
        c if c.is_whitespace() => push_space(folded),
        c if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
        c if is_combining_mark(c) => {}
        c => folded.extend(c.to_lowercase()),
    }
}

fn push_space(folded: &mut String) {
    if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

/// At most three of `candidates` that `word` was probably meant to be, the nearest first.
///
/// Words are compared folded; one further than a third of its length away is no suggestion,
/// save where one begins with the other's whole first word (`Ademe` for `Ademe BFC`).
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let word = fold(word);
    let mut found: Vec<(usize, &str)> = candidates
        .into_iter()
        .filter_map(|candidate| distance(&word, &fold(candidate)).map(|far| (far, candidate)))
        .collect();
    found.sort();
    found.dedup_by(|a, b| a.1 == b.1);
    found
        .into_iter()
        .take(3)
        .map(|(_, candidate)| candidate)
        .collect()
}

/// How far two folded words are apart, in edits; none where neither can be meant for the other.
fn distance(word: &str, candidate: &str) -> Option<usize> {
    if word.is_empty() || candidate.is_empty() {
        return None;
    }
    let longer = word.chars().count().max(candidate.chars().count());
    let edits = strsim::osa_distance(word, candidate);
    let spaceless = strsim::osa_distance(&word.replace(' ', ""), &candidate.replace(' ', ""));
    let edits = edits.min(spaceless + usize::from(spaceless != edits));
    if edits * 3 <= longer {
        return Some(edits);
    }
    let (short, long) = if word.len() < candidate.len() {
        (word, candidate)
    } else {
        (candidate, word)
    };
    let begins =
        short.len() >= 4 && long.starts_with(short) && long[short.len()..].starts_with(' ');
    begins.then_some(longer / 3 + 1)
}

#[cfg(test)]
mod tests {
    use super::{fold, nearest};
    use proptest::prelude::{prop_assert_eq, proptest};
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn folding_keeps_what_a_person_reads() {
        for (text, expected) in [
            ("Éco-quartier", "eco quartier"),
            ("Mise en œuvre", "mise en oeuvre"),
            ("l\u{2019}air", "l'air"),
            ("E\u{301}te\u{301}", "ete"),
            ("  a \u{a0}\u{202f} b ", "a b"),
            ("Straße", "strasse"),
        ] {
            assert_eq!(fold(text), expected, "{text}");
        }
    }

    #[test]
    fn the_nearest_name_or_none() {
        let statuses = ["Nouveau", "Non démarré", "En cours", "Complété"];
        for (word, expected) in [
            ("encours", vec!["En cours"]),
            ("non demare", vec!["Non démarré"]),
            ("Neuveau", vec!["Nouveau"]),
            ("bicyclette", vec![]),
        ] {
            assert_eq!(nearest(word, statuses), expected, "{word}");
        }
        assert_eq!(nearest("Ademe", ["Ademe BFC", "Anah"]), ["Ademe BFC"]);
    }

    proptest! {
        #[test]
        fn a_text_folds_as_its_decomposed_form(text in "[\\PC\u{300}-\u{36f}éÀœﬁ½\u{1e69} -]{0,20}") {
            let decomposed: String = text.nfkd().collect();
            prop_assert_eq!(fold(&text), fold(&decomposed));
        }
    }
}
