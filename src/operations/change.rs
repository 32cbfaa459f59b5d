//! What a user does to actions, as changes of files: set values, move, rename, begin.

use crate::document::conflict::MarkedBlock;
use crate::document::edit::NewValue;
use crate::document::fragment::line;
use crate::document::{Document, template};
use crate::error::Error;
use crate::model::action::Action;
use crate::model::id::ActionId;
use crate::model::key::Key;
use crate::model::spot::Spot;
use crate::model::vocabulary::{Measure, VocabularyEntry};
use crate::operations::assignment::Assignment;
use crate::operations::current_plan::{CurrentPlan, kept_in_layout};
use crate::source::changes::Changes;
use crate::view::change::ChangedFile;

/// Values of `actions` set as the assignments say; what each file holds before and after.
///
/// # Errors
/// A file cannot be changed, or an assignment is not surely understood.
pub fn set(
    current: &CurrentPlan,
    actions: &[&Action],
    assignments: &[Assignment],
) -> Result<(Changes, Vec<ChangedFile>), Error> {
    let mut changes = Changes::default();
    let mut changed = Vec::new();
    for action in actions {
        let path = action.path();
        let (before, text) = current.text(&path)?;
        let mut after = text.clone();
        for assignment in assignments {
            let document = Document::of(&after);
            after = assignment.put_into(&document, &current.plan.words)?;
        }
        if after == text {
            continue;
        }
        let mut keys: Vec<&str> = assignments.iter().map(|one| one.key.as_str()).collect();
        keys.dedup();
        let (old, new) = (Document::of(&text), Document::of(&after));
        let value_texts = |key: &str| (key.to_owned(), old.value_text(key), new.value_text(key));
        changed.push(ChangedFile {
            path: path.clone(),
            keys: keys.into_iter().map(value_texts).collect(),
        });
        let after = kept_in_layout(&before, after);
        changes.put(&path, Some(before), after.into_bytes())?;
    }
    Ok((changes, changed))
}

/// Of a file in which a merge waits for somebody to choose, the marked parts of keys replaced by what the assignments say.
///
/// # Errors
/// The file cannot be read, one of the keys is not marked there, or its value is not surely understood.
pub fn settle(
    current: &CurrentPlan,
    path: &str,
    assignments: &[Assignment],
) -> Result<(Changes, Vec<ChangedFile>), Error> {
    let before = current.bytes(path)?;
    let text = String::from_utf8(before.clone()).map_err(|_| current.broken(path))?;
    let document = Document::of(&text);
    let mut blocks = document.marked_blocks();
    let (mut splices, mut keys) = (Vec::new(), Vec::new());
    for assignment in assignments {
        let is_marked = |block: &MarkedBlock<'_>| {
            block
                .key()
                .is_some_and(|marked| marked.key == assignment.key)
        };
        let block = blocks
            .iter()
            .position(is_marked)
            .map(|place| blocks.swap_remove(place));
        let block = block.ok_or_else(|| current.broken(path))?;
        let side = Document::of(block.text());
        let chosen = assignment.put_into(&side, &current.plan.words)?;
        let values = block
            .key()
            .map(|marked| marked.values)
            .into_iter()
            .flatten()
            .flatten();
        let value = Document::of(&chosen).value_text(&assignment.key);
        keys.push((
            assignment.key.clone(),
            Some(values.collect::<Vec<_>>().join(" | ")),
            value,
        ));
        splices.push((block.lines, chosen));
    }
    let mut changes = Changes::default();
    let after = document.spliced(splices);
    changes.put(path, Some(before), after.into_bytes())?;
    let path = path.to_owned();
    Ok((changes, vec![ChangedFile { path, keys }]))
}

/// An action's file at another place.
pub struct Relocation {
    /// The changes; none where it stands there already.
    pub changes: Changes,
    /// Its present place, from the plan's root.
    pub from: String,
    /// Its place to come.
    pub to: String,
    /// The files that refer to it and follow, where they will stand.
    pub references: Vec<String>,
}

/// An action under another measure, its id kept.
///
/// # Errors
/// The file cannot be read.
pub fn put_under(
    current: &CurrentPlan,
    action: &Action,
    measure: &Measure,
) -> Result<Relocation, Error> {
    let from = action.path();
    let to = format!("actions/{}/{}.toml", measure.key, action.id);
    let mut changes = Changes::default();
    if from != to {
        changes.shift(&from, &to, current.bytes(&from)?)?;
    }
    Ok(Relocation {
        changes,
        from,
        to,
        references: Vec::new(),
    })
}

/// An action with another id, the references to it following.
///
/// # Errors
/// The id is taken, or a file cannot be changed.
pub fn rename(current: &CurrentPlan, action: &Action, new: &ActionId) -> Result<Relocation, Error> {
    current.refuse_taken(new)?;
    let from = action.path();
    let to = format!("actions/{}/{new}.toml", action.measure);
    let mut changes = Changes::default();
    let mut following = Vec::new();
    for other in &current.plan.actions {
        let references = other.sheet.references();
        let spots: Vec<Spot<'_>> = references
            .filter(|(_, id)| **id == action.id)
            .map(|(spot, _)| spot)
            .collect();
        if spots.is_empty() {
            continue;
        }
        let path = other.path();
        let (before, text) = current.text(&path)?;
        let document = Document::of(&text);
        let splices = spots.into_iter().filter_map(|spot| {
            let found = document.span(&spot.into())?;
            Some((found, format!("\"{new}\"")))
        });
        let after = document.spliced(splices);
        let after = kept_in_layout(&before, after);
        changes.put(&path, Some(before), after.into_bytes())?;
        following.push(path);
    }
    let (bytes, _) = current.text(&from)?;
    let held = changes.held(&from).map_or(bytes, <[u8]>::to_vec);
    let text = String::from_utf8_lossy(&held);
    let former = action.sheet.former.iter().chain([&action.id]);
    let former = NewValue::List(former.map(ToString::to_string).collect());
    let after = Document::of(&text).set(Key::Former.name(), &former);
    let after = kept_in_layout(&held, after).into_bytes();
    changes.put(&from, Some(held), after.clone())?;
    changes.shift(&from, &to, after)?;
    let references = following.iter().map(|path| changes.place_of(path));
    Ok(Relocation {
        references: references.map(str::to_owned).collect(),
        changes,
        from,
        to,
    })
}

/// A new action of that id and title under a measure, with these values; its path from the plan's root.
///
/// # Errors
/// The measure or a theme is none, or the id is taken.
pub fn begin(
    current: &CurrentPlan,
    id: &ActionId,
    title: &str,
    measure: &str,
    themes: &[String],
    values: &[Assignment],
) -> Result<(Changes, String), Error> {
    let words = &current.plan.words;
    let measure = current.measure(measure)?;
    let mut lines = Vec::new();
    for typed in themes {
        let theme = words
            .themes
            .find(typed)
            .ok_or_else(|| Error::UnknownValue {
                flag: "theme",
                value: typed.clone(),
                nearest: words.themes.meant(typed),
            })?;
        if !lines.contains(&line(theme.name())) {
            lines.push(line(theme.name()));
        }
    }
    current.refuse_taken(id)?;
    let mut text = format!(
        "title = {}\nthemes = [{}]\n{}",
        line(title),
        lines.join(", "),
        template::keys(&current.plan.settings, words),
    );
    for value in values {
        text = value.put_into(&Document::of(&text), words)?;
    }
    let path = format!("actions/{}/{id}.toml", measure.key);
    let mut changes = Changes::default();
    changes.put(&path, None, Document::of(&text).layout().into_bytes())?;
    Ok((changes, path))
}
