//! The words that completion offers for an argument.

use crate::finding::Rule;
use crate::model::candidate::{Candidate, going_on};
use crate::model::column::Column;
use crate::model::completion::Completion;
use crate::model::plan::Plan;
use crate::model::vocabulary::Role;
use crate::view::question::{NONE, VIEW};

/// The values that an argument may take; what they do not depend on is not asked for.
pub fn candidates(
    named: Completion,
    plan: impl Fn() -> Plan,
    revisions: impl Fn() -> Vec<String>,
) -> Vec<Candidate> {
    match named {
        Completion::Status => with_none(plan().words.statuses.names()),
        Completion::Theme => Candidate::bare(plan().words.themes.names()),
        Completion::Actor(role) => with_none(actors(&plan(), role)),
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
        Completion::Column => Candidate::bare(names(Column::all())),
        Completion::ToldField => Candidate::bare(names(Column::told())),
        Completion::Rule => Candidate::bare(Rule::all().map(Rule::name)),
        Completion::Revision => Candidate::bare(revisions()),
    }
}

/// The values that what is typed may become: those that begin so, else those that hold it.
pub fn offered(typed: &str, all: Vec<Candidate>) -> Vec<Candidate> {
    // Of `a,b` the last is being typed.
    let (before, last) = match typed.rsplit_once(',') {
        Some((before, last)) => (format!("{before},"), last),
        None => (String::new(), typed),
    };
    let meant = going_on(last, all).into_iter();
    meant
        .map(|one| Candidate::titled(format!("{before}{}", one.value), one.title))
        .collect()
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
