//! The words of two states of a plan: the earlier one told in those of the later one, and what changed in the words.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::fold::fold;
use crate::model::id::{Axis, MeasureKey};
use crate::model::plan::{Plan, Settings, WordKind, Words};
use crate::model::vocabulary::{AxisTitle, Catalogue, Measure, Vocabulary, VocabularyEntry, sole};

/// A word that changed; nothing where it was not there, or is not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "wordChange")]
pub struct WordChange {
    /// What it is.
    pub kind: WordKind,
    /// Whose it is: the number of an axis, the code or title of a measure, the name of a status.
    pub of: Option<String>,
    /// What it was.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
}

/// Give two plans all words of both, those of the later one first, and the earlier one the measures of the later one.
///
/// A measure with another code is the one with the same title.
pub fn share_words(before: &mut Plan, after: &mut Plan) {
    let codes = codes(&before.words.catalogue, &after.words.catalogue);
    let code = |key: &MeasureKey| codes.get(key).unwrap_or(key).clone();
    let (old, new) = (&before.words, &after.words);
    let shared = |catalogue| Words {
        catalogue,
        statuses: joined(&new.statuses, &old.statuses),
        themes: joined(&new.themes, &old.themes),
        actors: joined(&new.actors, &old.actors),
    };
    let retold: Vec<Measure> = old
        .catalogue
        .measures()
        .iter()
        .map(|measure| {
            let key = code(&measure.key);
            let known = new.catalogue.measure(&key);
            let axis = known.map(|known| known.axis).or_else(|| key.axis());
            Measure {
                axis: axis.unwrap_or(measure.axis),
                title: measure.title.clone(),
                former: measure.former.clone(),
                key,
            }
        })
        .collect();
    let axes: BTreeMap<u32, u32> = old
        .catalogue
        .measures()
        .iter()
        .zip(&retold)
        .map(|(measure, retold)| (measure.axis.0, retold.axis.0))
        .collect();
    let axis = |axis: &AxisTitle| AxisTitle {
        number: Axis(axes.get(&axis.number.0).copied().unwrap_or(axis.number.0)),
        ..axis.clone()
    };
    let retold_axes: Vec<AxisTitle> = old.catalogue.axes().iter().map(axis).collect();
    let catalogue = |first: (&[AxisTitle], &[Measure]), then: (&[AxisTitle], &[Measure])| {
        let is_new = |axis: &&AxisTitle| first.0.iter().all(|known| known.number != axis.number);
        let axes = first.0.iter().chain(then.0.iter().filter(is_new));
        Catalogue::new(axes.cloned().collect(), [first.1, then.1].concat())
    };
    let (first, then) = (
        (retold_axes.as_slice(), retold.as_slice()),
        (new.catalogue.axes(), new.catalogue.measures()),
    );
    let (words_before, words_after) = (
        shared(catalogue(first, then)),
        shared(catalogue(then, first)),
    );
    before.words = words_before;
    after.words = words_after;
    for action in &mut before.actions {
        action.measure = code(&action.measure);
        for measure in &mut action.sheet.other_measures {
            *measure = code(measure);
        }
    }
    before.sort();
    for (name, view) in &before.settings.views {
        let views = &mut after.settings.views;
        views.entry(name.clone()).or_insert_with(|| view.clone());
    }
    before.settings.views.clone_from(&after.settings.views);
}

/// Teach the words of a plan as it was the names of later words, and return these names, each with what it was then.
pub fn learn(then: &mut Words, later: &Words) -> Vec<(String, String)> {
    let mut learnt = Vec::new();
    fn taught<T: VocabularyEntry + Clone>(
        then: &mut Vocabulary<T>,
        later: &Vocabulary<T>,
        learnt: &mut Vec<(String, String)>,
    ) {
        let known = later.entries().iter().filter_map(|entry| {
            let was = counterpart(entry, then).filter(|was| was.name() != entry.name())?;
            learnt.push((entry.name().to_owned(), was.name().to_owned()));
            Some(entry.clone())
        });
        let known = Vocabulary::new(known.collect());
        *then = joined(then, &known);
    }
    taught(&mut then.statuses, &later.statuses, &mut learnt);
    taught(&mut then.themes, &later.themes, &mut learnt);
    taught(&mut then.actors, &later.actors, &mut learnt);
    let codes = codes(&then.catalogue, &later.catalogue);
    let taught = then.catalogue.measures().iter().map(|measure| {
        let mut measure = measure.clone();
        if let Some(code) = codes.get(&measure.key) {
            learnt.push((code.to_string(), measure.key.to_string()));
            measure.former.push(code.clone());
        }
        measure
    });
    then.catalogue = Catalogue::new(then.catalogue.axes().to_vec(), taught.collect());
    learnt
}

/// The words of a vocabulary, and behind them those of another one that it does not know; a word that the other one knows
/// by an alias has the other's name for another alias.
fn joined<T: VocabularyEntry + Clone>(
    later: &Vocabulary<T>,
    earlier: &Vocabulary<T>,
) -> Vocabulary<T> {
    let mut entries = later.entries().to_vec();
    for old in earlier.entries() {
        if later.find(old.name()).is_some() {
            continue;
        }
        match counterpart(old, later) {
            Some(new) => {
                let place = entries.iter().position(|entry| entry.name() == new.name());
                let place = place.unwrap_or_default();
                entries[place] = entries[place].clone().also_called(old.name().to_owned());
            }
            None => entries.push(old.clone()),
        }
    }
    Vocabulary::new(entries)
}

/// The entry of another vocabulary that is called as this one is, or was.
fn counterpart<'a, T: VocabularyEntry>(entry: &T, other: &'a Vocabulary<T>) -> Option<&'a T> {
    let mut names = std::iter::once(entry.name()).chain(entry.aliases().iter().map(String::as_str));
    names.find_map(|name| other.find(name))
}

/// The later code of each measure that has another one.
fn codes(before: &Catalogue, after: &Catalogue) -> BTreeMap<MeasureKey, MeasureKey> {
    let keeps_title = |measure: &Measure| {
        let later = after.measure(&measure.key);
        later.is_some_and(|later| fold(&later.title) == fold(&measure.title))
    };
    let titled = |catalogue: &Catalogue, title: &str| -> Vec<MeasureKey> {
        let measures = catalogue.measures().iter();
        let titled = measures.filter(|measure| fold(&measure.title) == fold(title));
        titled.map(|measure| measure.key.clone()).collect()
    };
    // What the later catalogue says, unless the earlier one had said it already.
    let said = |measure: &Measure| {
        let of = |catalogue: &Catalogue| Some(catalogue.successor(&measure.key)?.key.clone());
        of(after).filter(|key| of(before).as_ref() != Some(key))
    };
    // An axis that bears another number keeps its measures.
    let axes = |measure: &Measure| {
        let number = renumbered(before, after, measure.axis)?;
        let (_, rest) = measure.key.as_str().split_once('.')?;
        let key: MeasureKey = format!("{number}.{rest}").parse().ok()?;
        after.measure(&key).map(|measure| measure.key.clone())
    };
    let moved = before
        .measures()
        .iter()
        .filter(|measure| !keeps_title(measure));
    let moved = moved.filter_map(|measure| {
        let (old, new) = (
            titled(before, &measure.title),
            titled(after, &measure.title),
        );
        let key = match (said(measure), &old[..], &new[..]) {
            (Some(key), ..) => key,
            (None, [_], [key]) => key.clone(),
            _ => axes(measure)?,
        };
        (key != measure.key).then(|| (measure.key.clone(), key))
    });
    moved.collect()
}

/// The later number of an axis that bears another one: the later catalogue says so, or the title alone is the same.
fn renumbered(before: &Catalogue, after: &Catalogue, number: Axis) -> Option<Axis> {
    let title = fold(before.axis_title(number)?);
    let number_in = |catalogue: &Catalogue, is_it: &dyn Fn(&AxisTitle) -> bool| {
        let axis = sole(catalogue.axes().iter().filter(|axis| is_it(axis)));
        axis.map(|axis| axis.number)
    };
    if after
        .axis_title(number)
        .is_some_and(|kept| fold(kept) == title)
    {
        return None;
    }
    let was = |axis: &AxisTitle| axis.former.contains(&number);
    let said = number_in(after, &was).filter(|_| number_in(before, &was).is_none());
    said.or_else(|| number_in(after, &|axis| fold(&axis.title) == title))
}

/// The changes in the words from a plan to a later one.
pub fn word_changes(before: &Plan, after: &Plan) -> Vec<WordChange> {
    let mut changes = Vec::new();
    let mut note = |kind, of: Option<&str>, before: Option<String>, after: Option<String>| {
        if before != after {
            let of = of.map(str::to_owned);
            changes.push(WordChange {
                kind,
                of,
                before,
                after,
            });
        }
    };
    let (old, new) = (&before.settings, &after.settings);
    let setting = |of: fn(&Settings) -> Option<String>| (of(old), of(new));
    for (kind, (before, after)) in [
        (WordKind::Name, setting(|one| Some(one.name.clone()))),
        (WordKind::Period, setting(|one| one.period.clone())),
        (WordKind::Basis, setting(|one| Some(one.basis.to_string()))),
        (
            WordKind::Voted,
            setting(|one| Some(one.voted.clone()?.revision)),
        ),
    ] {
        note(kind, None, before, after);
    }
    let (old, new) = (&before.words, &after.words);
    let codes = codes(&old.catalogue, &new.catalogue);
    let mut axes: BTreeMap<Axis, [Option<String>; 2]> = BTreeMap::new();
    for axis in old.catalogue.axes() {
        let number = renumbered(&old.catalogue, &new.catalogue, axis.number);
        if let Some(number) = number {
            let numbers = [axis.number, number].map(|number| Some(number.to_string()));
            let [was, is] = numbers;
            note(WordKind::Number, Some(&axis.title), was, is);
        }
        let number = number.unwrap_or(axis.number);
        axes.entry(number).or_default()[0] = Some(axis.title.clone());
    }
    for axis in new.catalogue.axes() {
        axes.entry(axis.number).or_default()[1] = Some(axis.title.clone());
    }
    for (number, [before, after]) in axes {
        note(WordKind::Axis, Some(&number.to_string()), before, after);
    }
    let mut measures: BTreeMap<MeasureKey, [Option<String>; 2]> = BTreeMap::new();
    for measure in old.catalogue.measures() {
        let key = codes.get(&measure.key);
        if let Some(key) = key {
            let texts = [&measure.key, key].map(|key| Some(key.to_string()));
            let [was, is] = texts;
            note(WordKind::Code, Some(&measure.title), was, is);
        }
        let key = key.unwrap_or(&measure.key).clone();
        measures.entry(key).or_default()[0] = Some(measure.title.clone());
    }
    for measure in new.catalogue.measures() {
        measures.entry(measure.key.clone()).or_default()[1] = Some(measure.title.clone());
    }
    for (key, [before, after]) in measures {
        note(WordKind::Measure, Some(key.as_str()), before, after);
    }
    names(&old.statuses, &new.statuses, |before, after| {
        note(WordKind::Status, None, before, after)
    });
    for status in new.statuses.entries() {
        let mut was = old.statuses.entries().iter();
        let was = was.find(|one| counterpart(*one, &new.statuses) == Some(status));
        let was = was.map(|one| one.phase.to_string());
        let is = was.as_ref().map(|_| status.phase.to_string());
        note(WordKind::Phase, Some(&status.name), was, is);
    }
    names(&old.themes, &new.themes, |before, after| {
        note(WordKind::Theme, None, before, after)
    });
    names(&old.actors, &new.actors, |before, after| {
        note(WordKind::Actor, None, before, after)
    });
    changes
}

/// The names that came, went, or are others now.
fn names<T: VocabularyEntry>(
    before: &Vocabulary<T>,
    after: &Vocabulary<T>,
    mut note: impl FnMut(Option<String>, Option<String>),
) {
    let name = |entry: &T| entry.name().to_owned();
    let mut known: BTreeSet<&str> = BTreeSet::new();
    for old in before.entries() {
        let new = counterpart(old, after);
        known.extend(new.map(VocabularyEntry::name));
        note(Some(name(old)), new.map(name));
    }
    for new in after.entries() {
        if !known.contains(new.name()) {
            note(None, Some(name(new)));
        }
    }
}
