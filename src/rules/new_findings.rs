//! The findings that a change brought: those of the files it touched, and those of other files that are new.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::Diagnostic;

/// The findings of `now` that stand in a `changed` file or were not there `before`, and how many others there are.
///
/// A file that did not change has the same bytes, so that an old finding stands where it stood.
pub fn new_findings(
    now: Vec<Diagnostic>,
    before: Vec<Diagnostic>,
    changed: &BTreeSet<String>,
) -> (Vec<Diagnostic>, usize) {
    let mut old: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for diagnostic in before {
        let file = diagnostic.place.file.clone();
        old.entry(file).or_default().push(diagnostic);
    }
    let all = now.len();
    let mut new = now;
    new.retain(|diagnostic| {
        if changed.contains(&diagnostic.place.file) {
            return true;
        }
        let known = old.get_mut(&diagnostic.place.file);
        let same = |other: &Diagnostic| {
            other.finding == diagnostic.finding && other.place == diagnostic.place
        };
        match known.and_then(|known| Some((known.iter().position(same)?, known))) {
            // Two alike now were not both there before where there was one.
            Some((index, known)) => {
                known.swap_remove(index);
                false
            }
            None => true,
        }
    });
    let silent = all - new.len();
    (new, silent)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::new_findings;
    use crate::finding::{At, Diagnostic, Finding};

    fn at(file: &str, key: &str) -> Diagnostic {
        Diagnostic::new(Finding::EmptyText, file, At::Value(key.to_owned()))
    }

    #[test]
    fn what_was_there_before_in_another_file_is_kept_silent() {
        let changed = BTreeSet::from(["a".to_owned()]);
        let before = vec![at("a", "title"), at("b", "title"), at("b", "code")];
        let now = vec![
            at("a", "title"),
            at("b", "title"),
            at("b", "title"),
            at("b", "note"),
        ];
        let (new, silent) = new_findings(now, before, &changed);
        let expected = [at("a", "title"), at("b", "title"), at("b", "note")];
        assert_eq!((new.as_slice(), silent), (&expected[..], 1));
    }
}
