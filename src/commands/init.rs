//! `plan init`: an empty plan for another territory.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::commands::context::Context;
use crate::document::fragment::line;
use crate::document::layout::layout;
use crate::document::{editor_schema, template};
use crate::error::Error;
use crate::render::json;
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
    for folder in [ACTIONS, SCHEMA] {
        let path = root.join(folder);
        if path.exists() {
            return Err(Error::Exists { path });
        }
    }
    fs::create_dir_all(&root).map_err(|source| Error::Write {
        path: root.clone(),
        source,
    })?;
    let mut written = Vec::new();
    let mut put = |changes: &mut Changes, path: &'static str, text: String| {
        changes.put(path, None, text.into_bytes());
        written.push(path);
    };
    let mut words = Changes::default();
    let settings = PLAN.replace("\"{name}\"", &line(&name(args, &root)));
    put(&mut words, "schema/plan.toml", settings);
    for (path, text) in FILES {
        put(&mut words, path, (*text).to_owned());
    }
    for (path, text) in BESIDE {
        if !root.join(path).exists() {
            put(&mut words, path, (*text).to_owned());
        }
    }
    put(&mut words, EXAMPLE, example(""));
    words.write(&root)?;

    // The rest is made of the words that stand there now.
    let begun = context.within_folder(&root);
    let (settings, vocabularies) = begun.words()?;
    let mut rest = Changes::default();
    let keys = template::keys(&settings, &vocabularies);
    rest.put(
        EXAMPLE,
        Some(example("").into_bytes()),
        example(&keys).into_bytes(),
    );
    let mut for_editors = Vec::new();
    json::write(
        &editor_schema::action(&settings, &vocabularies),
        &mut for_editors,
    )?;
    rest.put("schema/action.schema.json", None, for_editors);
    rest.write(&root)?;
    written.push("schema/action.schema.json");
    written.sort_unstable();
    for path in written {
        writeln!(out, "{path}")?;
    }
    out.flush()?;
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
    layout(&format!(
        "title = \"Exemple d'action, à remplacer\"\nthemes = [\"Exemple\"]\n{keys}"
    ))
}
