//! `plan lsp`: the plan in an editor, by the Language Server Protocol on standard input and output.

use std::io::Write;

use chrono::Local;

use crate::commands::context::Context;
use crate::error::Error;
use crate::server::{serve, transport};

/// Serve an editor: what is wrong, what may stand here, what it means, by the Language Server Protocol
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Editors say so; it is the only way there is
    #[arg(long, hide = true)]
    stdio: bool,
}

/// Serve whoever started the program; the exit code is 0 where they said that it is enough.
///
/// # Errors
/// They do not begin as the protocol says.
pub fn run(_: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let typed = context.typed_today();
    let today = move || typed.unwrap_or_else(|| Local::now().date_naive());
    let lang = context.lang;
    transport::between(out, move |connection| {
        serve(connection, lang, Box::new(today))
    })
}
