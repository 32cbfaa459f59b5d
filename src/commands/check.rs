//! `plan check`: every mistake of every file, at its line and column.

use std::io::Write;

use clap::ValueEnum;

use crate::commands::context::{Context, is_github, is_job};
use crate::commands::scope::ScopeArgs;
use crate::error::Error;
use crate::finding::{Rule, Severity, count};
use crate::model::completion::Completion;
use crate::model::nearest::nearest;
use crate::operations::scope::ScopedFindings;
use crate::render::answers::rules;
use crate::render::findings::terminal;
use crate::render::findings::{Report, concise, github, gitlab, json, sarif};
use crate::render::patch;
use crate::source::git_folder::lacks_driver;
use crate::words::Note;

/// Check the plan's files and show each mistake at its line and column
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Read the plan as it was: at a revision (commit, tag, branch) or at the end of a day (2024-12-31), month or year
    #[arg(long, value_name = "REV|DATE", conflicts_with_all = ["changed", "staged", "base"], add = Completion::Revision)]
    at: Option<String>,
    /// Form of the findings [default: full; github in a GitHub workflow]
    #[arg(long, value_name = "FORMAT")]
    format: Option<Form>,
    #[command(flatten)]
    scope: ScopeArgs,
    /// Explain a rule, with an example
    #[arg(long, value_name = "RULE", conflicts_with_all = ["at", "list_rules", "select", "ignore", "strict", "fix"], add = Completion::Rule)]
    explain: Option<String>,
    /// List the rules
    #[arg(long, conflicts_with_all = ["at", "select", "ignore", "strict", "fix"])]
    list_rules: bool,
    /// Show only the findings of these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',', add = Completion::Rule)]
    select: Vec<String>,
    /// Keep quiet about the findings of these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',', add = Completion::Rule)]
    ignore: Vec<String>,
    /// Fail on warnings too
    #[arg(long)]
    strict: bool,
    /// Mend what can be mended for certain; the rest of the files does not change
    #[arg(long, conflicts_with_all = ["at", "staged", "stdin_filename"])]
    fix: bool,
    /// With --fix: show what would be mended and write nothing
    #[arg(long, requires = "fix")]
    diff: bool,
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
/// The plan cannot be read, or the answer not written; a rule has another name.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    if args.list_rules {
        context.write(&rules::list(context.lang), out)?;
        return Ok(0);
    }
    if let Some(name) = &args.explain {
        context.write(&rules::explanation(named(name)?, context.lang), out)?;
        return Ok(0);
    }
    let context = &context.at(args.at.as_deref())?;
    let (select, ignore) = (all_named(&args.select)?, all_named(&args.ignore)?);
    let findings = || -> Result<ScopedFindings, Error> {
        let mut scoped = args.scope.findings(context)?;
        scoped.keep(&select, &ignore);
        Ok(scoped)
    };
    if args.fix && !args.diff {
        context.source_to_change()?;
    }
    let mut scoped = findings()?;
    if args.fix {
        mend(&scoped, args.diff, context, out)?;
    }
    if args.fix && !args.diff {
        scoped = findings()?;
    }
    if !args.diff {
        write(args.form(), &scoped, context, out)?;
    }
    out.flush()?;
    context.say_all(&scoped.notes());
    if args.at.is_none()
        && matches!(args.form(), Form::Full)
        && !is_job()
        && lacks_driver(context.source()?.root())
    {
        context.say(&Note::NoDriver);
    }
    let fails = |severity| count(&scoped.found, severity) > 0;
    let failed = fails(Severity::Error) || (args.strict && fails(Severity::Warning));
    Ok(u8::from(failed))
}

/// Put the certain remedies into the files, or only show them.
fn mend(
    scoped: &ScopedFindings,
    only_shown: bool,
    context: &Context,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let source = context.source()?;
    let (remedies, changes) = scoped.remedies(&source)?;
    let mut way_back = Vec::new();
    if only_shown {
        for remedy in &remedies {
            patch::write(&remedy.path, &remedy.before, &remedy.after, out)?;
        }
    } else {
        way_back = context.make(source.root(), &changes)?;
    }
    context.say(&Note::Mended {
        findings: remedies.iter().map(|remedy| remedy.findings).sum(),
        files: remedies.len(),
        written: !only_shown,
    });
    context.say_all(&way_back);
    Ok(())
}

/// The rules of these names.
fn all_named(names: &[String]) -> Result<Vec<Rule>, Error> {
    names.iter().map(|name| named(name)).collect()
}

/// The rule of that name.
fn named(name: &str) -> Result<Rule, Error> {
    Rule::named(name).ok_or_else(|| Error::UnknownRule {
        name: name.to_owned(),
        nearest: nearest(name, Rule::all().map(Rule::name)),
    })
}

fn write(
    form: Form,
    scoped: &ScopedFindings,
    context: &Context,
    out: &mut dyn Write,
) -> Result<(), Error> {
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
        Form::Full => terminal::write(&scoped.found, context.lang, context.screen.styled, out),
        Form::Concise => concise::write(&report, out),
        Form::Json => json::write(&report, out),
        Form::Github => github::write(&report, out),
        Form::Gitlab => gitlab::write(&report, out),
        Form::Sarif => sarif::write(&report, out),
    }
}
