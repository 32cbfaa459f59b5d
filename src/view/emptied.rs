//! The fields that an action filled in and no longer does, as a table that comes back may leave them.

use crate::model::action::Sheet;
use crate::model::entries::Table;
use crate::model::key::Key;
use crate::model::key_value::KeyValue;
use crate::view::change::{paired_indicators, paired_lines, paired_parts};
use crate::view::pair::Pairs;

/// The fields under a key of the file that `before` fills in and `after` does not, each as often as it is so.
///
/// A field of a table is named with its key, as in `budget.note`; an item that is gone by the key alone.
pub fn emptied(name: &str, before: &Sheet, after: &Sheet) -> Vec<String> {
    let mut found = Vec::new();
    match (Key::named(name), name.strip_prefix("extra.")) {
        (Some(key), _) => value(name, before.get(key), after.get(key), &mut found),
        (None, Some(own)) => {
            let is_gone = before.extra.contains_key(own) && !after.extra.contains_key(own);
            found.extend(is_gone.then(|| name.to_owned()));
        }
        (None, None) => {}
    }
    found
}

fn value(name: &str, before: KeyValue<'_>, after: KeyValue<'_>, found: &mut Vec<String>) {
    match (before, after) {
        (KeyValue::Budget(before), KeyValue::Budget(after)) => {
            items(name, paired_lines(before, after), found);
        }
        (KeyValue::SubActions(before), KeyValue::SubActions(after)) => {
            items(name, paired_parts(before, after), found);
        }
        (KeyValue::Indicators(before), KeyValue::Indicators(after)) => {
            items(name, paired_indicators(before, after), found);
        }
        (KeyValue::Spent(Some(before)), KeyValue::Spent(Some(after))) => {
            let is_gone = before.on.is_some() && after.on.is_none();
            found.extend(is_gone.then(|| format!("{name}_on")));
        }
        (before, after) => {
            let is_gone = !before.is_absent() && after.is_absent();
            found.extend(is_gone.then(|| name.to_owned()));
        }
    }
}

fn items<T: Table>(name: &str, pairs: Pairs<'_, T>, found: &mut Vec<String>) {
    found.extend(pairs.gone.iter().map(|_| name.to_owned()));
    for (before, after) in pairs.kept {
        let Some(before) = before else { continue };
        for ((key, before), (_, after)) in before.entries().into_iter().zip(after.entries()) {
            let is_table = matches!(before, KeyValue::Budget(_) | KeyValue::Indicators(_));
            let name = match is_table {
                true => key.to_owned(),
                false => format!("{name}.{key}"),
            };
            value(&name, before, after, found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::emptied;
    use crate::model::action::{Sheet, SubAction};
    use crate::model::budget::BudgetLine;

    #[test]
    fn what_was_full_and_is_empty_is_named_by_its_field() {
        let line = |label: &str, note: Option<&str>| BudgetLine {
            label: Some(label.to_owned()),
            note: note.map(str::to_owned),
            ..BudgetLine::default()
        };
        let part = |status: Option<&str>, budget: Vec<BudgetLine>| SubAction {
            status: status.map(str::to_owned),
            budget,
            ..SubAction::titled("Pont".to_owned())
        };
        let sheet = |budget, part| Sheet {
            budget,
            sub_actions: vec![part],
            ..Sheet::default()
        };
        let before = sheet(
            vec![line("usine", Some("à voir")), line("réseau", None)],
            part(Some("En cours"), vec![line("pont", Some("devis"))]),
        );
        let after = sheet(
            vec![line("usine", None)],
            part(None, vec![line("pont", None)]),
        );
        for (key, expected) in [
            ("budget", "budget budget.note"),
            ("sub_actions", "sub_actions.status budget.note"),
            ("status", ""),
        ] {
            assert_eq!(emptied(key, &before, &after).join(" "), expected);
            assert!(emptied(key, &before, &before).is_empty());
        }
    }
}
