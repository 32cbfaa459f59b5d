//! The names that somebody who typed a part of one, or mistyped it, probably means.

use crate::model::fold::{begins_a_word, fold};
use crate::model::nearest::nearest;

/// A value that may be meant, and its title, where it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The value, as it is typed.
    pub value: String,
    /// The title, or what the value means; empty where it says itself.
    pub title: String,
}

impl Candidate {
    /// A value and its title.
    pub fn titled(value: impl ToString, title: impl Into<String>) -> Self {
        Self {
            value: value.to_string(),
            title: title.into(),
        }
    }

    /// Values that say themselves.
    pub fn bare(values: impl IntoIterator<Item = impl ToString>) -> Vec<Self> {
        let values = values.into_iter();
        values.map(|value| Self::titled(value, "")).collect()
    }

    fn begins(&self, wanted: &str) -> bool {
        fold(&self.value).starts_with(wanted) || fold(&self.title).starts_with(wanted)
    }

    fn holds(&self, wanted: &str) -> bool {
        let text = fold(&format!("{} {}", self.value, self.title));
        wanted.split(' ').all(|word| begins_a_word(&text, word))
    }
}

/// Those of `all` whose value or title begins with what is typed; where none does, those that hold each of its words.
pub fn going_on(typed: &str, mut all: Vec<Candidate>) -> Vec<Candidate> {
    let wanted = fold(typed);
    match all.iter().any(|one| one.begins(&wanted)) {
        true => all.retain(|one| one.begins(&wanted)),
        false => all.retain(|one| one.holds(&wanted)),
    }
    all
}

/// Those of `all` that are meant by what is typed: that go on from it, else at most three whose value or title is near.
pub fn meant(typed: &str, all: Vec<Candidate>) -> Vec<Candidate> {
    if fold(typed).is_empty() {
        return Vec::new();
    }
    let found = going_on(typed, all.clone());
    if !found.is_empty() {
        return found;
    }
    let texts = all.iter().flat_map(|one| [&one.value, &one.title]);
    let mut found: Vec<Candidate> = Vec::new();
    for text in nearest(typed, texts.map(String::as_str)) {
        let mut near = all.iter();
        let near = near.find(|one| one.value == text || one.title == text);
        found.extend(near.filter(|one| !found.contains(one)).cloned());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Candidate, meant};

    #[test]
    fn the_beginning_goes_before_a_word_and_a_word_before_what_is_near() {
        let all = vec![
            Candidate::titled("Service Energie", ""),
            Candidate::titled("Service Environnement", ""),
            Candidate::titled("4", "Mobilité"),
            Candidate::titled("apprendre", "Apprendre le vélo"),
            Candidate::titled("developpement", "Développement"),
        ];
        for (typed, expected) in [
            ("Service Env", vec!["Service Environnement"]),
            ("velo", vec!["apprendre"]),
            ("le VÉL", vec!["apprendre"]),
            ("mobil", vec!["4"]),
            ("Mobilitée", vec!["4"]),
            ("serv", vec!["Service Energie", "Service Environnement"]),
            ("xyz", vec![]),
            ("", vec![]),
        ] {
            let found = meant(typed, all.clone());
            let found: Vec<&str> = found.iter().map(|one| one.value.as_str()).collect();
            assert_eq!(found, expected, "{typed}");
        }
    }
}
