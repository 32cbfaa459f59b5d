//! A file's path to the id and measure of the action in it. It never opens the file.

use crate::finding::{Finding, UnknownName};
use crate::model::fold::fold;
use crate::model::id::{ActionId, MeasureKey};
use crate::model::plan::Words;

/// The id and measure that a path says; none where its measure or id is wrong and the path is not.
pub fn identity(path: &str, words: &Words) -> Result<Option<(ActionId, MeasureKey)>, Finding> {
    let parts: Vec<&str> = path.split('/').collect();
    let name = parts.last().copied().unwrap_or_default();
    let Some(id) = name.strip_suffix(".toml") else {
        // Windows hides the ending that an editor adds: the person sees `velo.toml`.
        return Err(match hidden(name) {
            Some(shown) => Finding::HiddenEnding(shown.to_owned()),
            None => Finding::StrayFile,
        });
    };
    let [_, measure, _] = parts[..] else {
        return Err(Finding::MisplacedFile);
    };
    let key: MeasureKey = measure
        .parse()
        .map_err(|_| unknown_measure(measure, words))?;
    if words.catalogue.measure(&key).is_none() {
        return Err(unknown_measure(measure, words));
    }
    let id = id.parse().map_err(|_| bad_id(id))?;
    Ok(Some((id, key)))
}

fn unknown_measure(measure: &str, words: &Words) -> Finding {
    Finding::UnknownMeasure {
        name: UnknownName {
            name: measure.to_owned(),
            nearest: words.catalogue.nearest(measure),
            known: Vec::new(),
        },
        is_folder: true,
    }
}

/// The name that was meant where an editor or a mail program added an ending to `.toml`.
fn hidden(name: &str) -> Option<&str> {
    let (shown, added) = name.rsplit_once('.')?;
    let is_added = matches!(
        added.to_ascii_lowercase().as_str(),
        "txt" | "bak" | "old" | "doc"
    );
    let is_sheet = shown.to_ascii_lowercase().ends_with(".toml");
    if is_added && is_sheet {
        return Some(shown);
    }
    // `VELO.TOML`: the same ending to a person, another to the program.
    added.eq_ignore_ascii_case("toml").then_some(name)
}

fn bad_id(id: &str) -> Finding {
    let (base, copy) = without_copy_mark(id);
    let slug = slug(base);
    Finding::BadId {
        id: id.to_owned(),
        slug: slug.parse::<ActionId>().is_ok().then_some(slug),
        copy,
    }
}

/// The name without what a system adds to a copy's: ` - Copie`, ` (2)`; and whether it did.
fn without_copy_mark(id: &str) -> (&str, bool) {
    let lower = id.to_lowercase();
    for mark in [" - copie", " - copy", " copie", " copy", "-copie"] {
        if let Some(at) = lower.find(mark).filter(|_| lower.len() == id.len()) {
            return (&id[..at], true);
        }
    }
    match id.strip_suffix(')').and_then(|id| id.rsplit_once(" (")) {
        Some((base, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => (base, true),
        _ => (id, false),
    }
}

/// The words of `text` in lower case, joined by hyphens.
fn slug(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("-")
}

#[cfg(test)]
mod tests {
    use super::{bad_id, hidden};
    use crate::finding::Finding;

    #[test]
    fn a_bad_name_shows_the_good_one() {
        for (id, expected, is_copy) in [
            ("Plan Vélo 2030", Some("plan-velo-2030"), false),
            ("velo - Copie", Some("velo"), true),
            ("velo - Copie (2)", Some("velo"), true),
            ("velo (1)", Some("velo"), true),
            ("œuvre_d'art", Some("oeuvre-d-art"), false),
            ("con", None, false),
        ] {
            let Finding::BadId { slug, copy, .. } = bad_id(id) else {
                panic!("{id} is a bad id");
            };
            assert_eq!((slug.as_deref(), copy), (expected, is_copy), "{id}");
        }
    }

    #[test]
    fn an_ending_that_windows_hides_is_seen() {
        for (name, expected) in [
            ("velo.toml.txt", Some("velo.toml")),
            ("velo.TOML", Some("velo.TOML")),
            ("velo.txt", None),
            ("velo", None),
        ] {
            assert_eq!(hidden(name), expected, "{name}");
        }
    }
}
