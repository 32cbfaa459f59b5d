//! One file a word that the user types: its arguments and what it does. They join the others and compute nothing.

pub mod arguments;
pub mod blame;
pub mod budget;
pub mod check;
pub mod completions;
pub mod context;
#[cfg(feature = "parquet")]
pub mod data_set;
pub mod diff;
pub mod edit;
pub mod export;
pub mod fmt;
pub mod grouping;
pub mod help;
pub mod import;
pub mod init;
pub mod list;
pub mod log;
pub mod lsp;
pub mod man;
pub mod merge_driver;
pub mod r#move;
pub mod new;
pub mod output;
pub mod progress;
pub mod rename;
pub mod report;
pub mod schema;
pub mod scope;
pub mod selection;
pub mod set;
pub mod show;
pub mod since;
pub mod status;
pub mod vocabulary;

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
    Report(report::Args),
    Diff(diff::Args),
    Import(import::Args),
    Init(init::Args),
    New(new::Args),
    Set(set::Args),
    Rename(rename::Args),
    Move(r#move::Args),
    Edit(edit::Args),
    Log(log::Args),
    Blame(blame::Args),
    Since(since::Args),
    Fmt(fmt::Args),
    Vocabulary(vocabulary::Args),
    Schema(schema::Args),
    Lsp(lsp::Args),
    Completions(completions::Args),
    Man(man::Args),
    #[command(hide = true)]
    MergeDriver(merge_driver::Args),
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
            Self::Report(args) => report::run(&args, context, out),
            Self::Diff(args) => diff::run(&args, context, out),
            Self::Import(args) => import::run(&args, context, out),
            Self::Init(args) => init::run(&args, context, out),
            Self::New(args) => new::run(&args, context, out),
            Self::Set(args) => set::run(&args, context, out),
            Self::Rename(args) => rename::run(&args, context, out),
            Self::Move(args) => r#move::run(&args, context, out),
            Self::Edit(args) => edit::run(&args, context, out),
            Self::Log(args) => log::run(&args, context, out),
            Self::Blame(args) => blame::run(&args, context, out),
            Self::Since(args) => since::run(&args, context, out),
            Self::Fmt(args) => fmt::run(&args, context, out),
            Self::Vocabulary(args) => vocabulary::run(&args, context, out),
            Self::Schema(args) => schema::run(&args, context, out),
            Self::Lsp(args) => lsp::run(&args, context, out),
            Self::Completions(args) => completions::run(&args, context, out),
            Self::Man(args) => man::run(&args, context, out),
            Self::MergeDriver(args) => merge_driver::run(&args, context),
        }
    }
}
