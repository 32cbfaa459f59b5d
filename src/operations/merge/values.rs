//! Values that both sides of a merge changed: lists item by item, tables key by key, texts by their paragraphs.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use toml::de::DeValue;

use crate::document::Document;
use crate::document::fields::{Body, RemarkedItem};
use crate::document::fragment::{self, block};
use crate::document::pieces::Held;
use crate::document::text::normal;
use crate::load::read::read;
use crate::model::action::Sheet;
use crate::model::fold::fold;
use crate::model::key::Key;
use crate::operations::merge::sides::{Sides, both, choice, joined, present};
use crate::view::change::{paired_indicators, paired_lines, paired_notes, paired_parts};
use crate::view::pair::{Pairs, pair};
use crate::view::sequence::{Order, Versions};

/// The three versions of a value; nothing where one lacks it.
type Values<'a, 'd> = [Option<Held<'a, 'd>>; 3];

/// A value, merged.
pub fn value(key: &str, versions: Values<'_, '_>) -> Sides {
    let all = versions.each_ref().map(Option::as_ref);
    let text = |held: &Held<'_, '_>| held.text(key);
    let meaning = |held: &Held<'_, '_>| held.meaning(key);
    present(all, meaning, text, |ours, theirs| {
        let is_list = |held: &Held<'_, '_>| held.value.get_ref().is_array();
        if let Some(held) = choice(all, text) {
            return both(text(held));
        }
        let merged = match is_list(ours) && is_list(theirs) {
            true => list(key, versions),
            false => match choice(all, meaning) {
                Some(held) => return both(text(held)),
                None => table(key, versions).or_else(|| paragraphs(versions)),
            },
        };
        merged.unwrap_or_else(|| [Some(text(ours)), Some(text(theirs))])
    })
}

/// A table in braces, merged key by key; none where a side is none. A sub-action may be its title alone.
fn table(key: &str, versions: Values<'_, '_>) -> Option<Sides> {
    let is_table = |held: &Held<'_, '_>| held.value.get_ref().is_table();
    versions.iter().flatten().find(|held| is_table(held))?;
    let [before, ours, theirs] = versions.map(|held| {
        let held = held?;
        let is_remarked = !held.document.comments_in(&held.value.span()).is_empty();
        match held.value.get_ref() {
            DeValue::Table(table) if !is_remarked => {
                let entry = |(name, value)| (name, Held { value, ..held });
                let names = table
                    .iter()
                    .map(|(name, value)| (name.get_ref().to_string(), value));
                let mut entries: Vec<_> = names.map(entry).collect();
                entries.sort_by_key(|(_, held)| held.value.span().start);
                Some(entries)
            }
            DeValue::String(_) if key == Key::SubActions.name() => {
                Some(vec![(Key::Title.name().to_owned(), held)])
            }
            _ => None,
        }
    });
    let entries = [before.unwrap_or_default(), ours?, theirs?];
    let entries = Versions::of(entries, |before, after| {
        let place = |(name, _): &&(String, _)| before.iter().position(|(other, _)| other == name);
        after.iter().map(place).collect()
    });
    let entries = entries.in_order(Order::Loose)?.map(|entry| {
        let name = entry.iter().flatten().map(|(name, _)| name.as_str()).next();
        let name = name.unwrap_or_default();
        let value = value(name, entry.map(|entry| entry.map(|(_, held)| *held)));
        value.map(|text| Some(format!("{} = {}", fragment::key(name), text?)))
    });
    let written = |entries: Vec<String>| Some(format!("{{ {} }}", entries.join(", ")));
    Some(joined(entries).map(written))
}

/// A list, merged item by item: nothing of it where nothing is left; none where its order is to be chosen.
fn list(key: &str, versions: Values<'_, '_>) -> Option<Sides> {
    let mut behind = [""; 3].map(str::to_owned);
    let mut items: [Vec<(Held<'_, '_>, RemarkedItem<'_>)>; 3] = Default::default();
    for (version, held) in versions.into_iter().enumerate() {
        let array = held.and_then(|held| Some((held, held.value.get_ref().as_array()?)));
        let Some((held, array)) = array else { continue };
        if let Body::List(parts, last) = held.document.list(held.value, array) {
            behind[version] = indented(&last);
            let values = array.iter().map(|value| Held { value, ..held });
            items[version] = values.zip(parts).collect();
        }
    }
    let is_long = versions
        .iter()
        .flatten()
        .any(|held| held.text(key).contains('\n'));
    let order = match Key::named(key) {
        Some(Key::Owners | Key::Themes) => Order::Led,
        _ => Order::Loose,
    };
    let items = Versions::of(items, |before, after| {
        let [before, after] = [before, after].map(|items| -> Vec<&DeValue<'_>> {
            items.iter().map(|(held, _)| held.value.get_ref()).collect()
        });
        partners(key, &before, &after)
    });
    let items = items.in_order(order)?.map(|item| {
        let parts = item.map(|item| {
            let (held, item) = item?;
            let beside = item.remarks.beside.map(|comment| format!(" {comment}"));
            Some((
                *held,
                indented(&item.remarks.above),
                beside.unwrap_or_default(),
            ))
        });
        let all = parts.each_ref().map(Option::as_ref);
        let written = |above: &str, value: &str, beside: &str| match is_long {
            true => format!("{above}  {value},{beside}\n"),
            false => value.to_owned(),
        };
        let meaning = |(held, above, beside): &(Held<'_, '_>, String, String)| {
            (held.meaning(key), above.clone(), beside.clone())
        };
        let text = |(held, above, beside): &(Held<'_, '_>, String, String)| {
            written(above, &held.text(key), beside)
        };
        present(all, meaning, text, |ours, theirs| {
            let comments =
                choice(all, |(_, above, _)| above).zip(choice(all, |(_, _, beside)| beside));
            match comments {
                Some(((_, above, _), (_, _, beside))) => {
                    let value = value(key, all.map(|part| part.map(|(held, _, _)| *held)));
                    value.map(|value| Some(written(above, &value?, beside)))
                }
                None => [Some(text(ours)), Some(text(theirs))],
            }
        })
    });
    let sides = joined(items);
    let behind = choice(behind.each_ref().map(Some), |text| text)?;
    Some(sides.map(
        |items| match (items.is_empty() && behind.is_empty(), is_long) {
            (true, _) => None,
            (_, true) => Some(format!("[\n{}{behind}]", items.concat())),
            (_, false) => Some(format!("[{}]", items.join(", "))),
        },
    ))
}

/// Comments on lines of their own within a list.
fn indented(comments: &[&str]) -> String {
    let lines = comments.iter().map(|comment| format!("  {comment}\n"));
    lines.collect()
}

/// A text, merged paragraph by paragraph; none where it is new, or somebody has to choose: it is read as a whole.
fn paragraphs(versions: Values<'_, '_>) -> Option<Sides> {
    let texts = versions.map(|held| {
        let text = normal(held?.value.get_ref().as_str()?).into_owned();
        let paragraphs = text.trim_end().split("\n\n").map(str::to_owned);
        Some(paragraphs.collect::<Vec<String>>())
    });
    let [Some(before), Some(ours), Some(theirs)] = texts else {
        return None;
    };
    let paragraphs = Versions::of([before, ours, theirs], |before, after| {
        let mut partners = vec![None; after.len()];
        for op in capture_diff_slices(Algorithm::Myers, before, after) {
            if let DiffOp::Equal { .. } | DiffOp::Replace { .. } = op {
                let pairs = op.new_range().zip(op.old_range());
                pairs.for_each(|(new, old)| partners[new] = Some(old));
            }
        }
        partners
    });
    let merged = paragraphs.in_order(Order::Told)?.map(|versions| {
        present(versions, String::clone, String::clone, |ours, theirs| {
            let chosen = choice(versions, |text| text);
            chosen.map_or([Some(ours.clone()), Some(theirs.clone())], both)
        })
    });
    let [ours, theirs] = joined(merged);
    (ours == theirs).then(|| both(block(&ours.join("\n\n"))))
}

/// The place of each item's earlier self in a list, where it has one.
pub fn partners(key: &str, before: &[&DeValue<'_>], after: &[&DeValue<'_>]) -> Vec<Option<usize>> {
    let sheet = |items: &[&DeValue<'_>]| {
        let items: Vec<String> = items
            .iter()
            .map(|item| fragment::value(key, item))
            .collect();
        let text = format!(
            "title = \"-\"\nthemes = [\"-\"]\n{key} = {}\n",
            fragment::list(&items)
        );
        read::<Sheet>(&Document::of(&text))
            .value
            .unwrap_or_default()
    };
    let of_action = match Key::named(key) {
        Some(Key::Budget) => {
            let (old, new) = (sheet(before).budget, sheet(after).budget);
            places(&old, paired_lines(&old, &new))
        }
        Some(Key::Indicators) => {
            let (old, new) = (sheet(before).indicators, sheet(after).indicators);
            places(&old, paired_indicators(&old, &new))
        }
        Some(Key::SubActions) => {
            let (old, new) = (sheet(before).sub_actions, sheet(after).sub_actions);
            places(&old, paired_parts(&old, &new))
        }
        Some(Key::FollowUp) => {
            let (old, new) = (sheet(before).follow_up, sheet(after).follow_up);
            places(&old, paired_notes(&old, &new))
        }
        _ => Vec::new(),
    };
    // What cannot be read is told apart as in any other list.
    if of_action.len() == after.len() {
        return of_action;
    }
    let named = |item: &&DeValue<'_>| Named::of(key, item);
    let old: Vec<Named> = before.iter().map(named).collect();
    let new: Vec<Named> = after.iter().map(named).collect();
    let is_renamed = |old: &Named, new: &Named| new.others.contains(&old.name);
    places(&old, pair(&old, &new, |one| one.name.clone(), is_renamed))
}

fn places<T>(before: &[T], pairs: Pairs<'_, T>) -> Vec<Option<usize>> {
    let place = |old: &T| before.iter().position(|one| std::ptr::eq(one, old));
    let kept = pairs.kept.into_iter();
    kept.map(|(old, _)| old.and_then(place)).collect()
}

/// An item of a list by what it is called.
#[derive(PartialEq)]
struct Named {
    text: String,
    name: String,
    /// The names that it bore before, or bears too.
    others: Vec<String>,
}

/// The keys by one of which tables of a list are told apart.
const NAMES: &[&str] = &["name", "code", "key", "number", "title"];

impl Named {
    fn of(key: &str, item: &DeValue<'_>) -> Self {
        let text = fragment::value(key, item);
        let word = |value: &DeValue<'_>| {
            value
                .as_str()
                .map_or_else(|| fragment::value("", value), fold)
        };
        let held = |name: &&str| Some(item.as_table()?.get(*name)?.get_ref());
        let own = NAMES
            .iter()
            .find_map(held)
            .or(item.is_str().then_some(item));
        let others = ["aliases", "former"].iter().filter_map(held);
        let others = others.filter_map(DeValue::as_array).flatten();
        Self {
            name: own.map_or_else(|| text.clone(), word),
            others: others.map(|other| word(other.get_ref())).collect(),
            text,
        }
    }
}
