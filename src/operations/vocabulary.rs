//! The words of a plan changed: added, called otherwise, combined, and the actions that use them with them.

use std::collections::BTreeSet;

use crate::document::edit::{NewValue, texts};
use crate::document::fragment::line;
use crate::document::statement::KeyForm;
use crate::document::text::line_end;
use crate::document::{Document, new_words};
use crate::error::Error;
use crate::finding::{At, Finding, Rule, VocabularyName};
use crate::model::candidate::Candidate;
use crate::model::column::Column;
use crate::model::fold::fold;
use crate::model::key::Key;
use crate::model::plan::Words;
use crate::model::vocabulary::{Role, Vocabulary, VocabularyEntry};
use crate::operations::assignment::held_list;
use crate::operations::current_plan::CurrentPlan;
use crate::operations::scope::of_files;
use crate::source::changes::Changes;

/// What is done to the words of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordChange<'a> {
    /// This actor, with the part it mostly plays, or this theme, comes.
    Add(VocabularyName, &'a str, Option<Role>),
    /// A name becomes another one, and stays as its alias.
    Rename(&'a str, &'a str),
    /// A name becomes an alias of another one that is there.
    Combine(&'a str, &'a str),
    /// A measure or an axis, by its code or number, has this title.
    Retitle(&'a str, &'a str),
}

/// The changes of files that a change of words comes to.
///
/// # Errors
/// A name is unknown to the plan, or taken, or a file cannot be changed.
pub fn change(current: &CurrentPlan, asked: &WordChange<'_>) -> Result<Changes, Error> {
    let words = &current.plan.words;
    let mut changes = Changes::default();
    let mut put = |list: VocabularyName, edit: &dyn Fn(&str) -> String| -> Result<(), Error> {
        let (bytes, text) = current.text(list.file())?;
        changes.put(list.file(), Some(bytes), edit(&text).into_bytes())
    };
    match *asked {
        WordChange::Add(list, name, role) => {
            if let Some(taken) = spelled(words, list, name) {
                return Err(Error::NameTaken { name: taken.0 });
            }
            let column = role.map_or(Column::Id, |role| Column::Key(role.key()));
            let entry = match list {
                VocabularyName::Themes => new_words::theme(name),
                _ => new_words::actor(name, column),
            };
            put(list, &|text| {
                new_words::added(text, std::iter::once(entry.clone()))
            })?;
        }
        WordChange::Rename(old, new) => {
            let (list, (name, mut aliases)) = known(words, old)?;
            if let Some((taken, _)) = spelled(words, list, new)
                && taken != name
            {
                return Err(Error::NameTaken { name: taken });
            }
            aliases.retain(|alias| fold(alias) != fold(new));
            if fold(&name) != fold(new) {
                aliases.push(name.clone());
            }
            put(list, &|text| {
                entry_with(text, list, &name, Some(new), &aliases)
            })?;
            follow(current, &mut changes, new)?;
        }
        WordChange::Combine(old, kept) => {
            let (list, (name, aliases)) = known(words, old)?;
            let Some((kept, mut more)) = spelled(words, list, kept) else {
                return Err(unknown(words, kept));
            };
            if kept == name {
                return Err(Error::NameTaken { name: kept });
            }
            more.push(name.clone());
            more.extend(aliases);
            put(list, &|text| {
                let text = entry_with(text, list, &kept, None, &more);
                entry_edited(&text, list.table(), list.keys(), &name, &|_| None)
            })?;
            follow(current, &mut changes, &kept)?;
        }
        WordChange::Retitle(code, title) => {
            let measure = current.measure(code);
            let is_axis = words
                .catalogue
                .axes()
                .iter()
                .any(|axis| axis.number.to_string() == code);
            let (table, keys): (_, &[&str]) = match is_axis {
                true => ("axis", &["number"]),
                false => (
                    VocabularyName::Measures.table(),
                    VocabularyName::Measures.keys(),
                ),
            };
            let code = if is_axis {
                code.to_owned()
            } else {
                measure?.key.to_string()
            };
            put(VocabularyName::Measures, &|text| {
                entry_edited(text, table, keys, &code, &|entry| {
                    Some(Document::of(entry).set("title", &NewValue::Value(line(title))))
                })
            })?;
        }
    }
    Ok(changes)
}

/// The name of a list in its spelling, and its aliases.
fn spelled(words: &Words, list: VocabularyName, name: &str) -> Option<(String, Vec<String>)> {
    fn of<T: VocabularyEntry>(known: &Vocabulary<T>, name: &str) -> Option<(String, Vec<String>)> {
        let entry = known.find(name)?;
        Some((entry.name().to_owned(), entry.aliases().to_vec()))
    }
    match list {
        VocabularyName::Statuses => of(&words.statuses, name),
        VocabularyName::Themes => of(&words.themes, name),
        VocabularyName::Actors => of(&words.actors, name),
        VocabularyName::Measures => None,
    }
}

/// The list that a name is in, and the name in its spelling with its aliases.
fn known(words: &Words, name: &str) -> Result<(VocabularyName, (String, Vec<String>)), Error> {
    let lists = [
        VocabularyName::Actors,
        VocabularyName::Themes,
        VocabularyName::Statuses,
    ];
    let mut found = lists
        .into_iter()
        .filter_map(|list| Some((list, spelled(words, list, name)?)));
    found.next().ok_or_else(|| unknown(words, name))
}

fn unknown(words: &Words, name: &str) -> Error {
    let all = [
        words.actors.meant(name),
        words.themes.meant(name),
        words.statuses.meant(name),
    ];
    let nearest: Vec<Candidate> = all.into_iter().flatten().collect();
    Error::UnknownName {
        key: "schema".to_owned(),
        name: name.to_owned(),
        nearest,
    }
}

/// The text with the lines of one entry, behind its header, changed, or without the entry.
fn entry_edited(
    text: &str,
    table: &str,
    keys: &[&str],
    wanted: &str,
    edit: &dyn Fn(&str) -> Option<String>,
) -> String {
    let document = Document::of(text);
    let KeyForm::Headed(extents) = document.key_form(table) else {
        return text.to_owned();
    };
    let is_it = |lines: &str| {
        let entry = Document::of(lines);
        keys.iter()
            .any(|key| entry.value_text(key).as_deref() == Some(wanted))
    };
    let splices = extents.into_iter().filter_map(|extent| {
        let header = text[extent.clone()].find('\n')? + 1;
        let body = extent.start + header..extent.end;
        let lines = &text[body.clone()];
        is_it(lines).then(|| match edit(lines) {
            Some(edited) => (body, edited),
            None => (extent, String::new()),
        })
    });
    document.spliced(splices)
}

/// The text of a vocabulary with another name and these aliases of one entry.
fn entry_with(
    text: &str,
    list: VocabularyName,
    name: &str,
    new: Option<&str>,
    aliases: &[String],
) -> String {
    entry_edited(text, list.table(), list.keys(), name, &|entry| {
        let named = match new {
            Some(new) => Document::of(entry).set("name", &NewValue::Value(line(new))),
            None => entry.to_owned(),
        };
        let document = Document::of(&named);
        let written = match aliases {
            [] => NewValue::Absent,
            aliases => NewValue::List(aliases.to_vec()),
        };
        Some(match document.span(&At::Value("name".to_owned())) {
            Some(span) if !document.holds("aliases") && !aliases.is_empty() => {
                let end = line_end(&named, span.end);
                document.spliced([(end..end, format!("aliases = {}\n", texts(aliases)))])
            }
            _ => document.set("aliases", &written),
        })
    })
}

/// Let the actions use `name` in the place of its aliases, each once in a list.
fn follow(current: &CurrentPlan, changes: &mut Changes, name: &str) -> Result<(), Error> {
    let future = changes.over(current.source.clone());
    let mut scoped = of_files(
        &[],
        None,
        future.clone(),
        current.source.root(),
        current.today,
    )?;
    scoped.keep(&[Rule::NameVariant], &[]);
    scoped.found.retain(|placed| {
        matches!(&placed.diagnostic.finding, Finding::NameVariant { name: meant, .. } if meant == name)
    });
    let (remedies, _) = scoped.remedies(&future)?;
    for remedy in remedies {
        let mut after = remedy.after;
        for key in [
            Key::Themes,
            Key::Owners,
            Key::Funders,
            Key::Partners,
            Key::Audiences,
        ] {
            let document = Document::of(&after);
            let held = held_list(&document, key.name());
            let mut once = held.clone();
            let mut seen = BTreeSet::new();
            once.retain(|one| seen.insert(one.clone()));
            if once.len() < held.len() {
                after = document.set(key.name(), &NewValue::List(once));
            }
        }
        changes.put(
            &remedy.path,
            Some(remedy.before.into_bytes()),
            after.into_bytes(),
        )?;
    }
    Ok(())
}
