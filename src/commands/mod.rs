//! One file a word that the user types: its arguments and what it does. They join the others and compute nothing.

pub mod budget;
pub mod by;
pub mod check;
pub mod context;
pub mod diff;
pub mod export;
pub mod fmt;
pub mod help;
pub mod list;
pub mod output;
pub mod schema;
pub mod selection;
pub mod show;
pub mod states;
pub mod status;

use std::io::Write;

use clap::Subcommand;

use crate::commands::context::Context;
use crate::error::Error;

/// The words.
#[derive(Debug, Subcommand)]
#[expect(
    missing_docs,
    reason = "a doc comment here would replace the help that stands on each `Args`"
)]
pub enum Command {
    Check(check::Args),
    List(list::Args),
    Show(show::Args),
    Status(status::Args),
    Budget(budget::Args),
    Export(export::Args),
    Diff(diff::Args),
    Fmt(fmt::Args),
    Schema(schema::Args),
}

impl Command {
    /// Do what the word says: the answer goes to `out`, the exit code is returned.
    ///
    /// # Errors
    /// The command could not be carried out.
    pub fn run(self, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
        match self {
            Self::Check(args) => check::run(&args, context, out),
            Self::List(args) => list::run(&args, context, out),
            Self::Show(args) => show::run(&args, context, out),
            Self::Status(args) => status::run(&args, context, out),
            Self::Budget(args) => budget::run(&args, context, out),
            Self::Export(args) => export::run(&args, context, out),
            Self::Diff(args) => diff::run(&args, context, out),
            Self::Fmt(args) => fmt::run(&args, context, out),
            Self::Schema(args) => schema::run(&args, context, out),
        }
    }
}
