//! The words that completion offers for an argument.

use std::collections::HashSet;

use crate::error::Error;
use crate::finding::Rule;
use crate::model::candidate::{Candidate, going_on};
use crate::model::column::Column;
use crate::model::completion::Completion;
use crate::model::fold::fold;
use crate::model::key::Key;
use crate::model::plan::Plan;
use crate::model::question::{NONE, VIEW};
use crate::model::vocabulary::Role;
use crate::view::column_name::field;
use crate::view::search::Search;
use crate::view::word_uses::plays;
use crate::words::Lang;
use crate::words::dictionary::hyphenated;

/// The values that what is typed for an argument may become: those that begin so, else those that hold it; what they do
/// not depend on is not asked for.
pub fn offered(
    named: Completion,
    typed: &str,
    lang: Lang,
    plan: impl Fn() -> Plan,
    revisions: impl Fn() -> Vec<String>,
) -> Vec<Candidate> {
    let assigned = match named {
        Completion::Assignment | Completion::ActionOrAssignment => typed.split_once('='),
        _ => None,
    };
    // Of `a,b` and `key=a;b` the last is being typed.
    let (last, all) = match assigned {
        Some((key, value)) => (value.rsplit(';').next(), values(key, &plan())),
        None => {
            let all = candidates(named, lang, plan, revisions);
            (typed.rsplit(',').next(), all)
        }
    };
    let last = last.unwrap_or_default();
    let before = &typed[..typed.len() - last.len()];
    let meant = going_on(last.trim_start(), all).into_iter();
    meant
        .map(|one| Candidate::titled(format!("{before}{}", one.value), one.title))
        .collect()
}

/// The values that an argument may take.
fn candidates(
    named: Completion,
    lang: Lang,
    plan: impl Fn() -> Plan,
    revisions: impl Fn() -> Vec<String>,
) -> Vec<Candidate> {
    match named {
        Completion::Status => with_none(plan().words.statuses.names()),
        Completion::Theme => Candidate::bare(plan().words.themes.names()),
        Completion::Actor(role) => {
            let plan = plan();
            let played = plan.actions.iter().flat_map(|action| plays(action, role));
            let mut names = actors(&plan, role);
            let played: HashSet<&String> = played.collect();
            names.retain(|name| played.contains(name));
            with_none(names)
        }
        Completion::Measure => plan().words.catalogue.candidates(),
        Completion::Axis => {
            let plan = plan();
            let axes = plan.words.catalogue.axes().iter();
            axes.map(|axis| Candidate::titled(axis.number, &axis.title))
                .collect()
        }
        Completion::Action => {
            let plan = plan();
            let views = plan.settings.views.keys();
            let views = Candidate::bare(views.map(|name| format!("{VIEW}{name}")));
            let actions = plan.actions.iter();
            let actions = actions.map(|action| Candidate::titled(&action.id, &action.sheet.title));
            actions.chain(views).collect()
        }
        Completion::Assignment => fields(lang),
        Completion::ActionOrAssignment => {
            let mut all = candidates(Completion::Action, lang, plan, revisions);
            all.extend(fields(lang));
            all
        }
        Completion::Column => Candidate::bare(names(Column::all())),
        Completion::ToldField => Candidate::bare(names(Column::told())),
        Completion::Rule => Candidate::bare(Rule::all().map(Rule::name)),
        Completion::Revision => Candidate::bare(revisions()),
    }
}

/// The same error, with what may be meant by a value that comes near to nothing its option takes: any status, for they are
/// few; else the options that the plan knows it under, and the search where a text holds it.
pub fn elsewhere(error: Error, plan: &Plan) -> Error {
    const OPTIONS: [(&str, Completion); 7] = [
        ("theme", Completion::Theme),
        ("axis", Completion::Axis),
        ("measure", Completion::Measure),
        ("owner", Completion::Actor(Role::Owners)),
        ("funder", Completion::Actor(Role::Funders)),
        ("partner", Completion::Actor(Role::Partners)),
        ("audience", Completion::Actor(Role::Audiences)),
    ];
    let Error::UnknownValue {
        flag,
        value,
        mut nearest,
    } = error
    else {
        return error;
    };
    if nearest.is_empty() && flag == "status" {
        nearest = Candidate::bare(plan.words.statuses.names());
    } else if nearest.is_empty() && !fold(&value).is_empty() {
        let under = |option: &str, value: &str| match value.contains(' ') {
            true => format!("--{option} \"{value}\""),
            false => format!("--{option} {value}"),
        };
        for (option, named) in OPTIONS {
            let known = candidates(named, Lang::En, || plan.clone(), Vec::new);
            let meant = going_on(&value, known).into_iter();
            nearest
                .extend(meant.map(|one| Candidate::titled(under(option, &one.value), one.title)));
        }
        let search = Search::of(&value, false);
        if plan.actions.iter().any(|action| search.finds(action)) {
            nearest.push(Candidate::titled(under("search", &value), ""));
        }
    }
    Error::UnknownValue {
        flag,
        value,
        nearest,
    }
}

/// The fields that values are given to, each as the user's language calls it and beside it as files do.
fn fields(lang: Lang) -> Vec<Candidate> {
    let fields = Column::told().filter(|column| *column != Column::Extra);
    fields
        .map(|column| {
            let called = match lang {
                Lang::Fr => hyphenated(lang.heading(column)),
                Lang::En => column.name().to_owned(),
            };
            Candidate::titled(format!("{called}="), column.name())
        })
        .collect()
}

/// The values that a field may take: the words of the plan, for whom it names, what it replaces.
fn values(field_typed: &str, plan: &Plan) -> Vec<Candidate> {
    let name = field_typed.trim_end_matches(['+', '-']);
    let key = field(name, Column::told()).ok().and_then(Column::key);
    match key {
        Some(Key::Status) => Candidate::bare(plan.words.statuses.names()),
        Some(Key::Themes) => Candidate::bare(plan.words.themes.names()),
        Some(Key::OtherMeasures) => plan.words.catalogue.candidates(),
        Some(Key::Replaces) => {
            let actions = plan.actions.iter();
            let titled = actions.map(|action| Candidate::titled(&action.id, &action.sheet.title));
            titled.collect()
        }
        key => {
            let role = Role::all().find(|role| Some(role.key()) == key);
            Candidate::bare(role.map_or_else(Vec::new, |role| actors(plan, role)))
        }
    }
}

fn with_none(mut values: Vec<String>) -> Vec<Candidate> {
    values.push(NONE.to_owned());
    Candidate::bare(values)
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
