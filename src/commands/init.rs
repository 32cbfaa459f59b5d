//! `plan init`: an empty plan for another territory.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::commands::context::Context;
use crate::document::Document;
use crate::document::fragment::line;
use crate::document::{editor_schema, template};
use crate::error::Error;
use crate::operations::examine;
use crate::render::json;
use crate::source::Source;
use crate::source::changes::Changes;
use crate::source::git::Repository;
use crate::source::paths::{ACTIONS, SCHEMA};
use crate::words::Note;

/// Begin an empty plan: vocabularies, an example action, what git and CI need
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder, made where it is not there
    #[arg(value_name = "FOLDER")]
    path: PathBuf,
    /// The name of the plan [default: the folder's]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
}

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

/// The files that a folder may hold already, and that are then left alone.
const BESIDE: &[(&str, &str)] = &[
    (
        ".gitattributes",
        include_str!("../../templates/gitattributes"),
    ),
    (
        ".github/workflows/plan.yml",
        include_str!("../../templates/workflow.yml"),
    ),
];

const PLAN: &str = include_str!("../../templates/plan.toml");
const EXAMPLE: &str = "actions/1.1.1/exemple.toml";

/// Write the plan, and begin a repository where there is none.
///
/// # Errors
/// A plan stands there already, or a file cannot be written.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let root = context.path(&args.path);
    fs::create_dir_all(&root).map_err(|source| Error::Write {
        path: root.clone(),
        source,
    })?;
    context.take_back(&root)?;
    for folder in [ACTIONS, SCHEMA] {
        let path = root.join(folder);
        let is_empty = fs::read_dir(&path).is_ok_and(|mut entries| entries.next().is_none());
        if path.exists() && !is_empty {
            return Err(Error::Exists { path });
        }
    }
    let mut changes = Changes::default();
    let settings = PLAN.replace("\"{name}\"", &line(&name(args, &root)));
    changes.put("schema/plan.toml", None, settings.into_bytes())?;
    for (path, text) in FILES {
        changes.put(path, None, (*text).into())?;
    }
    for (path, text) in BESIDE {
        if !root.join(path).exists() {
            changes.put(path, None, (*text).into())?;
        }
    }
    // The rest is made of the words that will stand there.
    let begun = changes.over(Source::new(&root));
    let (settings, vocabularies) = examine::words(&begun, context.today)?;
    let keys = template::keys(&settings, &vocabularies);
    changes.put(EXAMPLE, None, example(&keys).into_bytes())?;
    let mut for_editors = Vec::new();
    json::write(
        &editor_schema::action(&settings, &vocabularies),
        &mut for_editors,
    )?;
    changes.put("schema/action.schema.json", None, for_editors)?;
    changes.write(&root)?;
    context.write_lines(changes.paths().map(ToString::to_string), out)?;
    // A plan without git is a plan all the same: its history begins when git is there.
    let in_git = Repository::around(&root).is_ok() || Repository::begin(&root).is_ok();
    context.say(&Note::PlanBegun {
        folder: args.path.display().to_string(),
        in_git,
    });
    Ok(0)
}

fn name(args: &Args, root: &Path) -> String {
    let folder = || {
        let name = root.file_name()?;
        Some(name.to_string_lossy().into_owned())
    };
    let name = args.name.clone().or_else(folder);
    name.unwrap_or_else(|| "Plan climat".to_owned())
}

/// An action to look at and to replace.
fn example(keys: &str) -> String {
    let text = format!("title = \"Exemple d'action, à remplacer\"\nthemes = [\"Exemple\"]\n{keys}");
    Document::of(&text).layout()
}
