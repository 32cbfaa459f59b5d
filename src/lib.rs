//! `plan` keeps a climate-air-energy plan as a git-versioned folder of TOML files.
//!
//! A **source** (the plan's folder, what is staged, a revision) gives texts; a **document** is one text; **load** makes
//! of them a `Plan`, or findings; a **view** answers a question about the plan; **render** writes the answer. From below:
//!
//! - [`model`]: what a plan is. It sees nothing else.
//! - [`finding`] and [`error`]: what is wrong in the data, and what stops the program.
//! - [`words`]: every sentence that is no rule's, in French and in English.
//! - [`document`]: one TOML text, read, changed and laid out byte for byte.
//! - [`source`]: where a plan lives; the only door to disk and git.
//! - [`load`]: texts of a source as a plan, or findings.
//! - [`view`]: questions asked of a plan, pure.
//! - [`rules`]: what a good plan obeys, and the words for what does not.
//! - [`import`]: tables of others, read into drafts of actions.
//! - [`render`]: answers as bytes.
//! - [`operations`]: what can be done with a plan; outcomes and notes as data, without a terminal.
//! - [`server`]: the same in an editor, by the Language Server Protocol.
//! - [`commands`]: the words a user types; each joins the others and computes nothing.

pub mod commands;
pub mod document;
pub mod error;
pub mod finding;
pub mod import;
pub mod load;
pub mod model;
pub mod operations;
pub mod render;
pub mod rules;
pub mod server;
pub mod source;
pub mod view;
pub mod words;

use std::ffi::OsString;
use std::io::{self, BufWriter, Write};

use clap::{FromArgMatches, Parser};

use crate::commands::Command;
use crate::commands::context::{Context, Global, language};
use crate::error::Error;
use crate::render::findings::terminal::report_error;
use crate::words::Lang;

/// Keep a climate plan: check, query, total and export a folder of action files
#[derive(Debug, Parser)]
#[command(
    name = "plan",
    // Also where the file of the program is called otherwise: `plan.exe`.
    bin_name = "plan",
    version = version(),
    arg_required_else_help = true,
    max_term_width = 100
)]
pub struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// The version, and the commit where whoever built the program (`release/build`) names it: one without git has none to ask.
fn version() -> String {
    let version = env!("CARGO_PKG_VERSION");
    option_env!("PLAN_COMMIT").map_or_else(
        || version.to_owned(),
        |commit| format!("{version} ({commit})"),
    )
}

/// What keeps the program from answering, and the language to say it in.
#[derive(Debug)]
pub struct Failure {
    /// What is wrong.
    pub error: Error,
    /// The user's language.
    pub lang: Lang,
}

impl Failure {
    /// What to tell the user; nothing where the reader of the answer has gone.
    pub fn report(&self) -> Option<String> {
        (!self.is_closed_pipe()).then(|| report_error(&self.error, self.lang))
    }

    /// The exit code; a reader that has read enough is no failure.
    pub fn exit_code(&self) -> u8 {
        if self.is_closed_pipe() {
            0
        } else {
            self.error.exit_code()
        }
    }

    fn is_closed_pipe(&self) -> bool {
        matches!(&self.error, Error::Answer(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// Do what the arguments say: the answer goes to standard output, the exit code is returned.
///
/// # Errors
/// The command could not be carried out.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Result<u8, Failure> {
    let arguments = commands::arguments::joined(arguments.into_iter().collect());
    if commands::completions::answer(&arguments) {
        return Ok(0);
    }
    let lang = language(&arguments);
    answer(&arguments, lang).map_err(|error| Failure { error, lang })
}

fn answer(arguments: &[OsString], lang: Lang) -> Result<u8, Error> {
    let mut out = BufWriter::new(io::stdout().lock());
    let parsed = commands::help::command(lang)
        .try_get_matches_from(arguments)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        // `--help` and `--version` are answers.
        Err(error) if !error.use_stderr() => {
            write!(out, "{}", error.render())?;
            out.flush()?;
            return Ok(0);
        }
        Err(error) => return Err(Error::Usage(Box::new(error))),
    };
    let context = Context::new(cli.global, lang);
    let code = cli.command.run(&context, &mut out)?;
    out.flush()?;
    Ok(code)
}
