//! The words that completion offers for an argument.

use crate::finding::Rule;
use crate::model::column::Column;
use crate::model::completion::Completion;
use crate::model::fold::fold;
use crate::model::plan::Plan;
use crate::model::vocabulary::{Role, Vocabulary, VocabularyEntry};
use crate::view::question::{NONE, VIEW};

/// A value and what it means.
pub type Candidate = (String, String);

/// The values that an argument may take; what they do not depend on is not asked for.
pub fn candidates(
    named: Completion,
    plan: impl Fn() -> Plan,
    revisions: impl Fn() -> Vec<String>,
) -> Vec<Candidate> {
    match named {
        Completion::Status => with_none(of_words(&plan().words.statuses)),
        Completion::Theme => bare(of_words(&plan().words.themes)),
        Completion::Actor(role) => with_none(actors(&plan(), role)),
        Completion::Measure => {
            let plan = plan();
            let measures = plan.words.catalogue.measures().iter();
            measures
                .map(|measure| (measure.key.to_string(), measure.title.clone()))
                .collect()
        }
        Completion::Axis => {
            let plan = plan();
            let axes = plan.words.catalogue.axes().iter();
            axes.map(|axis| (axis.number.to_string(), axis.title.clone()))
                .collect()
        }
        Completion::Action => {
            let plan = plan();
            let views = plan.settings.views.keys();
            let views = bare(views.map(|name| format!("{VIEW}{name}")).collect());
            let actions = plan.actions.iter();
            let actions = actions.map(|action| (action.id.to_string(), action.sheet.title.clone()));
            actions.chain(views).collect()
        }
        Completion::Column => bare(names(Column::all())),
        Completion::ToldField => bare(names(Column::told())),
        Completion::Rule => bare(Rule::all().map(|rule| rule.name().to_owned()).collect()),
        Completion::Revision => bare(revisions()),
    }
}

/// The values that what is typed may become: those that begin so, else those that hold it.
pub fn offered(typed: &str, all: Vec<Candidate>) -> Vec<Candidate> {
    // Of `a,b` the last is being typed.
    let (before, last) = match typed.rsplit_once(',') {
        Some((before, last)) => (format!("{before},"), last),
        None => (String::new(), typed),
    };
    let wanted = fold(last);
    let begins = |(value, _): &Candidate| fold(value).starts_with(&wanted);
    let begun = all.iter().any(begins);
    let is_meant = |one: &Candidate| match begun {
        true => begins(one),
        false => fold(&one.0).contains(&wanted),
    };
    let meant = all.into_iter().filter(is_meant);
    meant
        .map(|(value, meaning)| (format!("{before}{value}"), meaning))
        .collect()
}

fn bare(values: Vec<String>) -> Vec<Candidate> {
    values
        .into_iter()
        .map(|value| (value, String::new()))
        .collect()
}

fn with_none(mut values: Vec<String>) -> Vec<Candidate> {
    values.push(NONE.to_owned());
    bare(values)
}

fn of_words<T: VocabularyEntry>(words: &Vocabulary<T>) -> Vec<String> {
    let names = words.entries().iter();
    names.map(|entry| entry.name().to_owned()).collect()
}

/// The actors of a role first, then the others, for any may play any part.
fn actors(plan: &Plan, role: Role) -> Vec<String> {
    let entries = plan.words.actors.entries().iter();
    let (first, others): (Vec<_>, Vec<_>) = entries.partition(|actor| actor.kind == Some(role));
    let all = first.into_iter().chain(others);
    all.map(|actor| actor.name.clone()).collect()
}

fn names(columns: impl Iterator<Item = Column>) -> Vec<String> {
    columns.map(|column| column.name().to_owned()).collect()
}
