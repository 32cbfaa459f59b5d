//! The rules that a good plan obeys; they know the plan, and name keys instead of places in files.
//!
//! Those of `transition` and `voted_amounts` compare it with an earlier one, and are asked by name.

mod allowances;
pub mod article;
mod budget;
mod dates;
mod files;
mod formulas;
mod indicators;
mod keys;
mod near_duplicates;
pub mod new_findings;
mod references;
mod sentences;
mod syntax;
mod texts;
pub mod transition;
mod unused_words;
mod views;
mod vocabulary;
pub mod voted_amounts;

use chrono::NaiveDate;
use rayon::prelude::{IntoParallelRefIterator, ParallelExtend, ParallelIterator};

use crate::finding::{At, Diagnostic, Finding, Rule, Severity};
use crate::model::action::Action;
use crate::model::plan::{PlanDraft, Words};
use crate::rules::article::{Article, about};

/// Findings of one action, whose file is not named yet.
type Findings = Vec<Diagnostic>;

/// The words and the day that an action is judged by.
#[derive(Clone, Copy)]
struct Scope<'a> {
    words: &'a Words,
    today: NaiveDate,
}

type ActionRule = fn(&Action, Scope<'_>, &mut Findings);
type PlanRule = fn(&PlanDraft, &mut Vec<Diagnostic>);

/// The rules that an action obeys by itself, and how grave their findings are.
const ACTION_RULES: &[(Severity, ActionRule)] = &[
    (Severity::Error, texts::title),
    (Severity::Error, texts::themes),
    (Severity::Error, texts::repeated_names),
    (Severity::Error, texts::repeated_sub_actions),
    (Severity::Error, dates::order),
    (Severity::Error, budget::figures),
    (Severity::Warning, texts::capital_title),
    (Severity::Warning, texts::personal_data),
    (Severity::Warning, formulas::formulas),
    (Severity::Warning, dates::parts_within),
    (Severity::Warning, dates::against_status),
    (Severity::Warning, budget::funders),
    (Severity::Warning, budget::taxes),
    (Severity::Warning, budget::small_amounts),
    (Severity::Warning, budget::roles),
    (Severity::Warning, budget::parts_without_whole),
    (Severity::Warning, budget::parts),
    (Severity::Warning, indicators::say_enough),
];

/// The rules that need the whole plan.
const PLAN_RULES: &[(Severity, PlanRule)] = &[
    (Severity::Error, references::unknown),
    (Severity::Error, references::cycles),
    (Severity::Error, vocabulary::repeated_words),
    (Severity::Error, vocabulary::semicolons),
    (Severity::Error, vocabulary::axes),
    (Severity::Warning, vocabulary::formulas),
    (Severity::Warning, near_duplicates::titles),
    (Severity::Warning, near_duplicates::actors),
    (Severity::Warning, unused_words::unused),
    (Severity::Warning, views::unknown_words),
];

/// The articles about the rules, which stand beside their checks.
const FAMILIES: &[&[Article]] = &[
    allowances::RULES,
    budget::RULES,
    dates::RULES,
    files::RULES,
    formulas::RULES,
    indicators::RULES,
    keys::RULES,
    near_duplicates::RULES,
    references::RULES,
    syntax::RULES,
    texts::RULES,
    transition::RULES,
    unused_words::RULES,
    views::RULES,
    vocabulary::RULES,
    voted_amounts::RULES,
];

/// The articles in the order of the rules: a rule that has none, or two, does not compile.
const ARTICLES: [Article; Rule::COUNT] = {
    let mut articles = [None; Rule::COUNT];
    let mut family = 0;
    while family < FAMILIES.len() {
        let mut index = 0;
        while index < FAMILIES[family].len() {
            let article = FAMILIES[family][index];
            let rule = article.rule().expect("an article lacks words");
            assert!(articles[rule as usize].is_none(), "a rule has two articles");
            articles[rule as usize] = Some(article);
            index += 1;
        }
        family += 1;
    }
    let mut all = [about(Rule::Syntax); Rule::COUNT];
    let mut index = 0;
    while index < Rule::COUNT {
        all[index] = articles[index].expect("a rule has no article");
        index += 1;
    }
    all
};

/// The article about a rule.
pub fn article(rule: Rule) -> &'static Article {
    &ARTICLES[rule as usize]
}

/// The findings in the plan on the day `today`, in no order: the errors, and all else where `least` is `Warning`.
///
/// Of a file that was not read whole, only what does not follow from what is missing is told.
pub fn run(draft: &PlanDraft, today: NaiveDate, least: Severity) -> Vec<Diagnostic> {
    let scope = Scope {
        words: &draft.plan.words,
        today,
    };
    let mut diagnostics: Vec<Diagnostic> = draft
        .plan
        .actions
        .par_iter()
        .flat_map_iter(|action| of_action(action, scope, least))
        .collect();
    for broken in &draft.broken {
        let known = broken
            .action
            .iter()
            .flat_map(|action| of_action(action, scope, least));
        diagnostics.extend(known.filter(|diagnostic| !diagnostic.follows(&broken.unread)));
    }
    let due = PLAN_RULES
        .par_iter()
        .filter(|(severity, _)| *severity <= least);
    diagnostics.par_extend(due.flat_map_iter(|(_, rule)| {
        let mut found = Vec::new();
        rule(draft, &mut found);
        found
    }));
    diagnostics
}

fn of_action(
    action: &Action,
    scope: Scope<'_>,
    least: Severity,
) -> impl Iterator<Item = Diagnostic> {
    let mut findings = Vec::new();
    for (severity, rule) in ACTION_RULES {
        if *severity <= least {
            rule(action, scope, &mut findings);
        }
    }
    let file = if findings.is_empty() {
        String::new()
    } else {
        action.path()
    };
    findings
        .into_iter()
        .map(move |diagnostic| diagnostic.in_file(&file))
}

/// A finding at a part of an action's file, which is named later.
fn found(finding: Finding, at: impl Into<At>) -> Diagnostic {
    Diagnostic::new(finding, "", at)
}
