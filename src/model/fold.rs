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

/// Tells whether a word of a folded text begins with `beginning`; any sign but a letter or a digit ends a word.
pub fn begins_a_word(text: &str, beginning: &str) -> bool {
    let mut found = text.match_indices(beginning);
    found.any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::fold;
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

    proptest! {
        #[test]
        fn a_text_folds_as_its_decomposed_form(text in "[\\PC\u{300}-\u{36f}éÀœﬁ½\u{1e69} -]{0,20}") {
            let decomposed: String = text.nfkd().collect();
            prop_assert_eq!(fold(&text), fold(&decomposed));
        }
    }
}
