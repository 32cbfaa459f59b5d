//! The views of the plan: whoever asks by one that names what the plan does not know gets no answer.

use chrono::NaiveDate;

use crate::error::Error;
use crate::finding::{At, Diagnostic, Finding, Rule};
use crate::model::column::Column;
use crate::model::nearest::nearest;
use crate::model::plan::{Plan, PlanDraft};
use crate::model::question::Question;
use crate::rules::article::{Article, Setting, about};

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
        for (key, words, alone) in selections(says) {
            for (index, word) in words.iter().enumerate() {
                if let Some(nearest) = unknown(&alone(word), plan) {
                    tell(key, index, word, nearest);
                }
            }
        }
        for (index, axis) in says.axis.iter().enumerate() {
            let question = Question {
                axis: vec![axis.clone()],
                ..Question::default()
            };
            // One digit is near to any other.
            if unknown(&question, plan).is_some() {
                tell("axis", index, axis, Vec::new());
            }
        }
        for (key, columns) in [("columns", &says.columns), ("sort", &says.sort)] {
            for (index, name) in columns.iter().enumerate() {
                let bare = name.trim().trim_end_matches('-');
                if Column::named(bare).is_none() {
                    let known = Column::all().map(Column::name);
                    tell(key, index, name, nearest(bare, known));
                }
            }
        }
    }
}

type Alone = fn(&str) -> Question;

/// The words of a view by their keys, each with the question that asks for such a word alone.
fn selections(view: &Question) -> [(&'static str, &[String], Alone); 10] {
    macro_rules! of {
        ($key:ident) => {
            (stringify!($key), &view.$key, |word| Question {
                $key: vec![word.to_owned()],
                ..Question::default()
            })
        };
    }
    [
        of!(status),
        of!(measure),
        of!(theme),
        of!(owner),
        of!(funder),
        of!(partner),
        of!(audience),
        of!(years),
        of!(starts),
        of!(ends),
    ]
}

/// The words that a question may have meant, where the plan does not know what it asks for.
fn unknown(question: &Question, plan: &Plan) -> Option<Vec<String>> {
    // No word depends on the day.
    match question.selection(plan, NaiveDate::MIN) {
        Ok(_) => None,
        Err(Error::UnknownValue { nearest, .. }) => {
            Some(nearest.into_iter().map(|one| one.value).take(3).collect())
        }
        Err(_) => Some(Vec::new()),
    }
}
