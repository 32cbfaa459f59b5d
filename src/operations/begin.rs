//! An empty plan for another territory: vocabularies, an example action, what git and CI need.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;

use crate::document::fragment::line;
use crate::document::{Document, editor_schema, template};
use crate::error::Error;
use crate::operations::examine;
use crate::operations::forge::{Forge, GITHUB_CHECK, code_owners};
use crate::source::Source;
use crate::source::changes::Changes;
use crate::source::paths::{ACTIONS, SCHEMA};

/// The files of every plan: path, text.
const FILES: &[(&str, &str)] = &[
    (
        "schema/measures.toml",
        include_str!("../../templates/measures.toml"),
    ),
    (
        "schema/statuses.toml",
        include_str!("../../templates/statuses.toml"),
    ),
    (
        "schema/themes.toml",
        include_str!("../../templates/themes.toml"),
    ),
    (
        "schema/actors.toml",
        include_str!("../../templates/actors.toml"),
    ),
];

/// What git needs, on every forge.
const GIT: (&str, &str) = (
    ".gitattributes",
    include_str!("../../templates/gitattributes"),
);

/// What has Tombi, a formatter of editors, lay out actions as this program does.
const TOMBI: (&str, &str) = ("tombi.toml", include_str!("../../templates/tombi.toml"));

const PLAN: &str = include_str!("../../templates/plan.toml");
const EXAMPLE: &str = "actions/1.1.1/exemple.toml";

/// The files of a plan called `name` in the folder at `root`, where none stands yet.
///
/// # Errors
/// A plan stands there already, or one of the files is none.
pub fn begin(
    root: &Path,
    name: &str,
    forge: Option<Forge>,
    today: NaiveDate,
) -> Result<Changes, Error> {
    for folder in [ACTIONS, SCHEMA] {
        let path = root.join(folder);
        let is_empty = fs::read_dir(&path).is_ok_and(|mut entries| entries.next().is_none());
        if path.exists() && !is_empty {
            return Err(Error::Exists(path));
        }
    }
    let mut changes = Changes::default();
    let settings = PLAN.replace("\"{name}\"", &line(name));
    changes.put("schema/plan.toml", None, settings.into_bytes())?;
    // What a folder may hold already is left alone.
    let is_free = |path: &str| !root.join(path).exists();
    let of_forge = forge.map_or(&[GITHUB_CHECK][..], Forge::files);
    let beside = [&[GIT, TOMBI], of_forge].concat();
    let beside = beside.iter().filter(|(path, _)| is_free(path));
    for (path, text) in FILES.iter().chain(beside) {
        changes.put(path, None, (*text).into())?;
    }
    // The rest is made of the words that will stand there.
    let begun = changes.over(Source::new(root));
    let (settings, vocabularies) = examine::words(&begun, today)?;
    if let Some(owners) = forge.map(Forge::owners).filter(|path| is_free(path)) {
        let text = code_owners(vocabularies.catalogue.measures());
        changes.put(owners, None, text.into_bytes())?;
    }
    let keys = template::keys(&settings, &vocabularies);
    changes.put(EXAMPLE, None, example(&keys).into_bytes())?;
    let for_editors = editor_schema::text(&settings, &vocabularies);
    changes.put(editor_schema::FILE, None, for_editors.into_bytes())?;
    Ok(changes)
}

/// An action to look at and to replace.
fn example(keys: &str) -> String {
    let text = format!("title = \"Exemple d'action, à remplacer\"\nthemes = [\"Exemple\"]\n{keys}");
    Document::of(&text).layout()
}
