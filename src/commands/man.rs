//! `plan man`: the manual, a page a command, out of the help in the user's language.

use std::io::Write;
use std::path::PathBuf;

use clap_mangen::Man;

use crate::commands::context::Context;
use crate::commands::help;
use crate::error::Error;
use crate::source::changes::files;

/// Write the manual, a page a command
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder of the pages, made where it is not there
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

/// Write the pages: `plan.1`, `plan-list.1`…
///
/// # Errors
/// A page cannot be written.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let folder = context.path(&args.folder);
    let mut command = help::command(context.lang);
    command.build();
    let subs = command
        .get_subcommands()
        .filter(|sub| sub.get_name() != "help");
    let subs = subs.map(|sub| (format!("plan-{}", sub.get_name()), sub.clone()));
    let pages = std::iter::once(("plan".to_owned(), command.clone())).chain(subs);
    let mut written = Vec::new();
    for (name, command) in pages {
        let mut page = Vec::new();
        Man::new(command).render(&mut page)?;
        let mut page = String::from_utf8_lossy(&page).into_owned();
        for heading in ["NAME", "SUBCOMMANDS"] {
            let own = context.lang.help_word(heading);
            page = page.replace(&format!(".SH {heading}\n"), &format!(".SH {own}\n"));
        }
        if name == "plan" {
            page.push_str(context.lang.manual());
        }
        written.push((format!("{name}.1"), page.into_bytes()));
    }
    files(&folder, &written, &[])?;
    context.write_lines(written.into_iter().map(|(name, _)| name), out)?;
    Ok(0)
}
