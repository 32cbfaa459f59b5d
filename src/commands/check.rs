//! `plan check`: every mistake of every file, at its line and column.

use std::io::Write;

use clap::ValueEnum;

use crate::commands::context::{Context, is_github};
use crate::commands::scope::{ScopeArgs, Scoped};
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::format::findings;
use crate::format::reports::{Report, concise, github, gitlab, json, sarif};
use crate::messages::Note;

/// Check the plan's files and show each mistake at its line and column
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Read the plan as it was: at a revision (commit, tag, branch) or at the end of a day (2024-12-31), month or year
    #[arg(long, value_name = "REV|DATE", conflicts_with_all = ["changed", "staged", "base"])]
    at: Option<String>,
    /// Form of the findings [default: full; github in a GitHub workflow]
    #[arg(long, value_name = "FORMAT")]
    format: Option<Form>,
    #[command(flatten)]
    scope: ScopeArgs,
}

/// The forms of findings.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Form {
    Full,
    Concise,
    Json,
    Github,
    Gitlab,
    Sarif,
}

impl Args {
    fn form(&self) -> Form {
        match self.format {
            Some(form) => form,
            None if is_github() => Form::Github,
            None => Form::Full,
        }
    }
}

/// Check the plan: the exit code is 1 where there are errors.
///
/// # Errors
/// The plan cannot be read, or the answer not written.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let context = &context.at(args.at.as_deref())?;
    let scoped = args.scope.findings(context)?;
    write(args.form(), &scoped, context, out)?;
    let Scoped {
        found,
        files,
        silent,
    } = scoped;
    out.flush()?;
    let count = |severity| {
        let matching = found
            .iter()
            .filter(|placed| placed.diagnostic.finding.severity() == severity);
        matching.count()
    };
    let errors = count(Severity::Error);
    if found.is_empty() && silent == 0 {
        context.say(&Note::Clean { files });
    } else if !found.is_empty() {
        let mut paths: Vec<&str> = found
            .iter()
            .map(|placed| placed.diagnostic.place.file.as_str())
            .collect();
        paths.dedup();
        context.say(&Note::Found {
            errors,
            warnings: count(Severity::Warning),
            files_with: paths.len(),
            files,
        });
    }
    if silent > 0 {
        context.say(&Note::KeptSilent { findings: silent });
    }
    Ok(u8::from(errors > 0))
}

fn write(form: Form, scoped: &Scoped, context: &Context, out: &mut dyn Write) -> Result<(), Error> {
    let prefix = match form {
        // What is shown beside a repository's lines names its files from the repository's root.
        Form::Github | Form::Gitlab | Form::Sarif => context.prefix()?,
        Form::Full | Form::Concise | Form::Json => String::new(),
    };
    let report = Report {
        findings: &scoped.found,
        files: scoped.files,
        silent: scoped.silent,
        prefix: &prefix,
        lang: context.lang,
    };
    match form {
        Form::Full => findings::write(&scoped.found, context.lang, context.screen.styled, out),
        Form::Concise => concise::write(&report, out),
        Form::Json => json::write(&report, out),
        Form::Github => github::write(&report, out),
        Form::Gitlab => gitlab::write(&report, out),
        Form::Sarif => sarif::write(&report, out),
    }
}
