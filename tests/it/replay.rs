//! A history made at once by `git fast-import`, and its log done again from the first step to the last.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::{Command, Stdio};

use plan::load::history::{Commits, Reading, history};
use plan::model::action::{Sheet, SubAction};
use plan::model::budget::BudgetLine;
use plan::model::column::Column;
use plan::model::key::Key;
use plan::model::plan::Words;
use plan::source::git;
use plan::view::change::{Change, FieldValue};
use plan::view::diff::EventName;
use plan::view::lives::Lives;
use plan::view::log::Log;

use crate::repository::Repository;

/// Make a repository hold what a stream tells, which ends with `done`.
pub fn import(repository: &Repository, stream: &str) {
    let mut child = Command::new("git")
        // In one pack, however few they are, not in a file each.
        .args(["-c", "fastimport.unpackLimit=1"])
        .args(["fast-import", "--quiet", "--done"])
        .current_dir(repository.path())
        .stdin(Stdio::piped())
        .spawn()
        .expect("git");
    let mut input = child.stdin.take().expect("its input");
    input.write_all(stream.as_bytes()).expect("it listens");
    drop(input);
    assert!(child.wait().expect("it ends").success());
}

/// The lives that the branch `main` tells.
pub fn log(repository: &Repository) -> Log {
    let git = git::Repository::around(repository.path()).expect("a repository");
    let head = git.commit("main").expect("a commit");
    let commits = Commits::up_to(&git, &[&head]).expect("commits");
    let past = history(&git, commits, &Words::default(), Reading::Whole);
    Log::of(&past.history, Lives::of(&past.history, &[]), None)
}

/// The plan that a log leads to, by measure and id.
///
/// Each action is followed by its life: on a branch, what the line knows under one name may be another action.
pub fn replayed(log: &Log) -> BTreeMap<(String, String), Sheet> {
    let mut plan: BTreeMap<usize, ((String, String), Sheet)> = BTreeMap::new();
    for entry in &log.entries {
        let key = (entry.measure.to_string(), entry.id.to_string());
        match entry.kind() {
            EventName::Added => {
                let sheet = entry.after.as_ref().expect("a sheet");
                plan.insert(entry.life, (key, Sheet::clone(sheet)));
            }
            EventName::Dropped => {
                let (held, _) = plan.remove(&entry.life).expect("the action");
                assert_eq!(held, key, "it is gone from where it stood");
            }
            EventName::Changed => {
                let from = entry.moved_from.as_ref().map(ToString::to_string);
                let old = entry.renamed_from.as_ref().map(|(id, _)| id.to_string());
                let before = (
                    from.unwrap_or_else(|| key.0.clone()),
                    old.unwrap_or_else(|| key.1.clone()),
                );
                let (held, mut sheet) = plan.remove(&entry.life).expect("the action");
                assert_eq!(held, before, "it comes from where it stood");
                for change in &entry.changes {
                    apply(&mut sheet, change);
                }
                plan.insert(entry.life, (key, sheet));
            }
        }
    }
    let count = plan.len();
    let by_key: BTreeMap<(String, String), Sheet> = plan.into_values().collect();
    assert_eq!(by_key.len(), count, "no two actions stand in one place");
    by_key
}

/// Do to a sheet what a change says.
fn apply(sheet: &mut Sheet, change: &Change) {
    let text = |value: &Option<FieldValue>| match value {
        Some(FieldValue::Text(text)) => Some(text.clone()),
        _ => None,
    };
    let date = |value: &Option<FieldValue>| match value {
        Some(FieldValue::Date(date)) => Some(*date),
        _ => None,
    };
    if let Some(title) = &change.field.part {
        let part = sheet
            .sub_actions
            .iter_mut()
            .find(|part| &part.title == title);
        let part = part.expect("the sub-action");
        match change.field.column {
            Column::Key(Key::End) => part.end = date(&change.after),
            other => panic!("no {other:?} in these sub-actions"),
        }
        return;
    }
    match change.field.column {
        Column::Key(Key::Title) => sheet.title = text(&change.after).expect("a title"),
        Column::Key(Key::Status) => sheet.status = text(&change.after),
        Column::Key(Key::End) => sheet.end = date(&change.after),
        Column::Key(Key::Budget) => lines(&mut sheet.budget, change),
        Column::Key(Key::SubActions) => parts(&mut sheet.sub_actions, change),
        other => panic!("no {other:?} in these sheets"),
    }
}

fn lines(lines: &mut Vec<BudgetLine>, change: &Change) {
    match (&change.before, &change.after) {
        (_, Some(FieldValue::Lines(all))) => lines.clone_from(all),
        (Some(FieldValue::Line(old)), Some(FieldValue::Line(new))) => {
            let line = lines.iter_mut().find(|line| *line == &**old);
            *line.expect("the line") = BudgetLine::clone(new);
        }
        (None, Some(FieldValue::Line(new))) => lines.push(BudgetLine::clone(new)),
        (Some(FieldValue::Line(old)), None) => {
            let at = lines.iter().position(|line| line == &**old);
            lines.remove(at.expect("the line"));
        }
        other => panic!("{other:?} is no change of lines"),
    }
}

fn parts(parts: &mut Vec<SubAction>, change: &Change) {
    match (&change.before, &change.after) {
        (_, Some(FieldValue::List(titles))) => {
            parts.sort_by_key(|part| titles.iter().position(|title| title == &part.title));
        }
        (None, Some(FieldValue::Part(new))) => parts.push(SubAction::clone(new)),
        (Some(FieldValue::Part(old)), None) => parts.retain(|part| part.title != old.title),
        other => panic!("{other:?} is no change of sub-actions"),
    }
}
