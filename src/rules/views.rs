//! The views of the plan: whoever asks by one that names what the plan does not know gets no answer.

use crate::error::Error;
use crate::finding::{At, Diagnostic, Finding, Rule};
use crate::model::column::Column;
use crate::model::nearest::nearest;
use crate::model::plan::{Plan, PlanDraft};
use crate::rules::article::{Article, Setting, about};
use crate::view::question::condition;

/// The rules of this file.
pub const RULES: &[Article] = &[
    about(Rule::UnknownInView)
        .fr("mot inconnu dans une vue")
        .why("Une vue qui cite un statut, un thème, un acteur, une mesure ou une colonne que le plan ne connaît pas ne donne aucune réponse : le jour du comité, plan list @vue est refusé.")
        .en("unknown word in a view")
        .why("A view that names a status, a theme, an actor, a measure or a column that the plan does not know gives no answer: on the day of the meeting, plan list @view is refused.")
        .at(Setting::Schema("schema/plan.toml"))
        .bad("[views]\ncopil = { status = [\"En cour\"] }")
        .good("[views]\ncopil = { status = [\"En cours\"] }"),
];

/// Every word of a view means something in the plan.
pub fn unknown_words(draft: &PlanDraft, diagnostics: &mut Vec<Diagnostic>) {
    // It may stand in a vocabulary that could not be read.
    if !draft.broken_words.is_empty() {
        return;
    }
    let plan = &draft.plan;
    for (view, says) in &plan.settings.views {
        let mut tell = |key: &str, index: usize, word: &str, nearest: Vec<String>| {
            let finding = Finding::UnknownInView {
                view: view.clone(),
                word: word.to_owned(),
                nearest,
            };
            let at = At::Value(format!("views.{view}.{key}[{index}]"));
            diagnostics.push(Diagnostic::new(finding, "schema/plan.toml", at));
        };
        for (key, words) in says.clone().lists() {
            for (index, word) in words.iter().enumerate() {
                let nearest = match key {
                    "columns" | "sort" | "missing" => {
                        let bare = word.trim().trim_end_matches('-');
                        let known = Column::all().map(Column::name);
                        let is_known = Column::named(bare).is_some();
                        (!is_known).then(|| nearest(bare, known))
                    }
                    // One digit is near to any other.
                    "axis" => unknown(key, word, plan).map(|_| Vec::new()),
                    _ => unknown(key, word, plan),
                };
                if let Some(nearest) = nearest {
                    tell(key, index, word, nearest);
                }
            }
        }
    }
}

/// The words that one of a view may have been meant for, where the plan does not know what that one alone asks for.
fn unknown(key: &'static str, word: &str, plan: &Plan) -> Option<Vec<String>> {
    match condition(plan, key, &[word.to_owned()]) {
        Ok(_) => None,
        Err(Error::UnknownValue { nearest, .. }) => {
            Some(nearest.into_iter().map(|one| one.value).take(3).collect())
        }
        Err(_) => Some(Vec::new()),
    }
}
