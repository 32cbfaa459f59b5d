//! What stands at a place: the meaning of a key, of a status, of a measure; an amount written out; who does how much.

use gen_lsp_types::{Hover, MarkupContent, MarkupKind};

use crate::document::cursor::Slot;
use crate::error::Error;
use crate::finding::VocabularyName;
use crate::model::action::Action;
use crate::model::budget::Cents;
use crate::model::plan::Plan;
use crate::model::vocabulary::Role;
use crate::render::value::{CoveredAmount, Value};
use crate::server::place::Place;
use crate::server::schema::Schema;
use crate::server::session::{Known, Session};
use crate::view::breakdown::totals;
use crate::view::group::By;
use crate::view::named::{Named, NamedKind};
use crate::view::total::Total;
use crate::view::word_uses::{WordList, uses};
use crate::words::editor::EditorPhrase;
use crate::words::{Lang, Word};

/// What is to be said of a position.
///
/// # Errors
/// The plan's folder cannot be listed.
pub fn told(session: &mut Session, place: &Place<'_>) -> Result<Option<Hover>, Error> {
    let lang = session.lang;
    let known = session.present(&place.file.root)?;
    let told = match (place.here.slot, place.named(&known.plan.words)) {
        (Slot::Key, _) => key(&known, place),
        (_, Some(named)) => Some(thing(&known.plan, &named, lang)),
        (Slot::Value | Slot::Item, None) => amount(&known, place, lang),
        (Slot::Nothing, None) => None,
    };
    Ok(told.map(|told| {
        let told = MarkupContent::new(MarkupKind::Markdown, told);
        Hover::new(told.into(), Some(place.range()))
    }))
}

/// The meaning of a key.
fn key(known: &Known, place: &Place<'_>) -> Option<String> {
    let schema = known.schema(&place.file.path)?;
    let table = Schema::of(&schema).at(&place.here.path)?;
    table.at(&[place.word().to_owned()])?.meaning()
}

/// An amount written out, and what its action and its axis come to.
fn amount(known: &Known, place: &Place<'_>, lang: Lang) -> Option<String> {
    const MONEY: &[&str] = &["amount", "ht", "ttc", "spent"];
    let path = &place.here.path;
    let is_money = path.iter().any(|key| MONEY.contains(&key.as_str()));
    let digits = place.word().replace('_', "");
    let cents = is_money.then(|| Cents::of_number(&digits).ok())??;
    let mut lines = vec![format!("**{}**", lang.money(cents))];
    if let Some(action) = known.action(&place.file.path) {
        lines.extend(sums(&known.plan, action, lang));
    }
    Some(lines.join("\n\n"))
}

/// What an action comes to, and the actions of its axis together.
fn sums(plan: &Plan, action: &Action, lang: Lang) -> Vec<String> {
    let basis = plan.settings.basis;
    let shown = |total: &Total| Value::Covered(CoveredAmount::of(total)).shown(lang, None);
    let own = shown(&Total::of(&action.sheet, basis));
    let mut lines = vec![lang.editor(EditorPhrase::ActionTotal(&own))];
    if let Some(axis) = plan.axis(action) {
        let of_axis = plan
            .actions
            .iter()
            .filter(|other| plan.axis(other) == Some(axis));
        let all = totals(plan, &of_axis.collect::<Vec<_>>(), By::Axis, basis);
        let title = plan.words.catalogue.axis_title(axis);
        let axis = title.map_or_else(|| axis.to_string(), str::to_owned);
        let (axis, amount) = (axis.as_str(), &*shown(&all.total));
        lines.push(lang.editor(EditorPhrase::AxisTotal { axis, amount }));
    }
    lines
}

/// What the plan says of a thing that is named.
fn thing(plan: &Plan, named: &Named, lang: Lang) -> String {
    let (words, name) = (&plan.words, &named.name);
    let mut lines = vec![format!("**{name}**")];
    match named.kind {
        NamedKind::Word(VocabularyName::Actors) => {
            let uses = uses(plan, WordList::Actors);
            let counts = uses.iter().find(|of| of.name == *name);
            let counts = Role::all().zip(counts.map_or(&[][..], |of| &of.actions));
            let roles = counts.filter(|(_, count)| **count > 0);
            let roles = roles.map(|(role, count)| {
                let (role, colon) = (lang.heading(role.key()), lang.word(Word::COLON));
                format!("- {role}{colon}{count}")
            });
            lines.push(roles.collect::<Vec<_>>().join("\n"));
        }
        NamedKind::Word(VocabularyName::Statuses) => {
            let status = words.statuses.find(name);
            lines.extend(status.and_then(|status| status.meaning.clone()));
        }
        NamedKind::Word(VocabularyName::Measures) => {
            let key = name.parse().ok();
            if let Some(measure) = key.and_then(|key| words.catalogue.measure(&key)) {
                lines.push(measure.title.clone());
                lines.extend(words.catalogue.axis_title(measure.axis).map(str::to_owned));
            }
        }
        NamedKind::Word(VocabularyName::Themes) => {}
        NamedKind::Action => {
            let mut actions = plan.actions.iter();
            if let Some(action) = actions.find(|action| action.id.as_str() == name) {
                lines.push(action.sheet.title.clone());
                lines.extend(sums(plan, action, lang));
            }
        }
    }
    let is_measure = named.kind == NamedKind::Word(VocabularyName::Measures);
    let is_used = |action: &&Action| {
        is_measure && action.measure.as_str() == name || !named.spots(&action.sheet).is_empty()
    };
    let count = plan.actions.iter().filter(is_used).count();
    lines.push(lang.editor(EditorPhrase::UsedIn(count)));
    lines.retain(|line| !line.is_empty());
    lines.join("\n\n")
}
