//! What stands at a place: the meaning of a key, of a status, of a measure; an amount written out; who does how much.

use gen_lsp_types::{Hover, HoverParams, MarkupContent, MarkupKind};

use crate::document::cursor::{Slot, cursor};
use crate::error::Error;
use crate::model::action::Action;
use crate::model::budget::Cents;
use crate::model::plan::Plan;
use crate::model::vocabulary::Role;
use crate::render::value::{CoveredAmount, Value};
use crate::server::reference::at;
use crate::server::schema;
use crate::server::session::Session;
use crate::source::paths::is_action;
use crate::view::breakdown::totals;
use crate::view::group::By;
use crate::view::named::{Named, spots};
use crate::view::total::Total;
use crate::view::word_uses::{WordList, uses};
use crate::words::editor::EditorPhrase;
use crate::words::{Lang, Word};

/// What is to be said of a position.
///
/// # Errors
/// The plan's folder cannot be listed.
pub fn answer(session: &mut Session, params: HoverParams) -> Result<Option<Hover>, Error> {
    let lang = session.lang;
    let asked = params.text_document_position_params;
    let uri = asked.text_document.uri;
    let found = at(session, &uri, asked.position)?;
    let Some((text, root, path)) = session.file(&uri) else {
        return Ok(None);
    };
    let here = cursor(text.read(), text.read_offset(asked.position));
    let known = session.present(&root)?;
    let word = &text.read()[here.word.clone()];
    let is_key = here.slot == Slot::Key;
    let told = match found {
        Some(found) if !is_key => Some(thing(&known.plan, &found.named, lang)),
        _ if !is_action(&path) || here.slot == Slot::Nothing => None,
        _ if is_key => {
            let whole = known.schema();
            let place = schema::at(whole, &schema::path(&here, text.read()));
            place.and_then(schema::meaning).map(str::to_owned)
        }
        _ => {
            let mut actions = known.plan.actions.iter();
            let action = actions.find(|action| action.path() == path);
            amount(&known.plan, action, &here.path, word, lang)
        }
    };
    Ok(told.filter(|told| !told.is_empty()).map(|value| Hover {
        contents: MarkupContent {
            kind: MarkupKind::Markdown,
            value,
        }
        .into(),
        range: Some(text.read_range(here.word.clone())),
    }))
}

/// An amount written out, and what its action and its axis come to.
fn amount(
    plan: &Plan,
    action: Option<&Action>,
    path: &[String],
    word: &str,
    lang: Lang,
) -> Option<String> {
    const MONEY: &[&str] = &["amount", "ht", "ttc", "spent"];
    let is_money = path.iter().any(|key| MONEY.contains(&key.as_str()));
    let cents = is_money.then(|| Cents::of_number(&word.replace('_', "")).ok())??;
    let mut lines = vec![format!("**{}**", lang.money(cents))];
    if let Some(action) = action {
        lines.extend(sums(plan, action, lang));
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
    let words = &plan.words;
    let mut lines = vec![format!("**{}**", named.name())];
    match named {
        Named::Actor(name) => {
            let uses = uses(plan, WordList::Actors);
            let of_it = uses.iter().find(|of| of.name == *name);
            let counts = Role::all().zip(of_it.map(|of| of.actions.as_slice()).unwrap_or_default());
            let roles = counts
                .filter(|(_, count)| **count > 0)
                .map(|(role, count)| {
                    format!(
                        "- {}{}{count}",
                        lang.heading(role.key()),
                        lang.word(Word::COLON)
                    )
                });
            lines.push(roles.collect::<Vec<_>>().join("\n"));
        }
        Named::Status(name) => {
            let status = words.statuses.find(name);
            lines.extend(status.and_then(|status| status.meaning.clone()));
        }
        Named::Measure(code) => {
            let key = code.parse().ok();
            let measure = key.and_then(|key| words.catalogue.measure(&key));
            if let Some(measure) = measure {
                lines.push(measure.title.clone());
                lines.extend(words.catalogue.axis_title(measure.axis).map(str::to_owned));
            }
        }
        Named::Action(id) => {
            let action = plan.actions.iter().find(|action| action.id.as_str() == id);
            if let Some(action) = action {
                lines.push(action.sheet.title.clone());
                lines.extend(sums(plan, action, lang));
            }
        }
        Named::Theme(_) => {}
    }
    let is_used = |action: &&Action| match named {
        Named::Measure(code) => {
            action.measure.as_str() == code || !spots(&action.sheet, named).is_empty()
        }
        _ => !spots(&action.sheet, named).is_empty(),
    };
    let count = plan.actions.iter().filter(is_used).count();
    lines.push(lang.editor(EditorPhrase::UsedIn(count)));
    lines.retain(|line| !line.is_empty());
    lines.join("\n\n")
}
