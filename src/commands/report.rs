//! `plan report`: the plan as a page to look at, to search and to print.

use std::io::Write;
use std::path::PathBuf;

use crate::commands::context::Context;
use crate::commands::export::provenance;
use crate::commands::output::to;
use crate::commands::selection::ActionsArgs;
use crate::commands::since::Accounts;
use crate::error::Error;
use crate::model::plan::Plan;
use crate::operations::compare::ReadState;
use crate::operations::open::is_settled;
use crate::render::answer::Block;
use crate::render::answers::report::{self, Frame, Standing};
use crate::render::answers::since;
use crate::render::findings::terminal::report_error;
use crate::render::page::{self, Page};
use crate::view::report::Report;

/// Write a page: the state of the plan in pictures, its money, its calendar, every action's sheet
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    actions: ActionsArgs,
    /// Write the sheets of the actions only
    #[arg(long)]
    sheets: bool,
    /// Write the annex of the deliberation that [voted] in schema/plan.toml names: nothing of today stands in it
    #[arg(long)]
    annex: bool,
    /// Write it for those who work on the plan: with the editors' notes, and every note of follow-up
    #[arg(long, conflicts_with = "annex")]
    internal: bool,
    /// How many days ahead deadlines are counted
    #[arg(long, value_name = "DAYS", default_value_t = 90)]
    within: u32,
    /// Write to FILE, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Write the page.
///
/// # Errors
/// The plan cannot be read, a value is unknown to it, or the page cannot be written.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let (context, plan, selection) = &args.actions.asked(context)?;
    let actions = selection.of(plan);
    let provenance = provenance(plan, true, context)?;
    let standing = match args.annex {
        true => Standing::Annex,
        false if is_settled(&context.source()?, plan.settings.voted.as_ref()) => Standing::Settled,
        false => Standing::Draft,
    };
    let report = Report::of(plan, &actions, context.today, args.within);
    let frame = Frame {
        plan,
        provenance: &provenance,
        standing,
        is_internal: args.internal,
        today: context.today,
        days: args.within,
        lang: context.lang,
    };
    let blocks = match args.sheets {
        true => report::sheets(&report, &frame),
        false => report::blocks(&report, since(args, plan, standing, context), &frame),
    };
    let sentence = provenance.sentence(context.lang);
    let page = Page {
        title: &plan.settings.name,
        foot: &format!("{} – {sentence}", plan.settings.name),
        color: plan
            .settings
            .report
            .color
            .as_ref()
            .map(|color| color.0.as_str()),
        lang: context.lang,
    };
    let output = args.output.as_deref();
    to(output, actions.len(), context, out, |out| {
        page::write(&blocks, &page, out)
    })
}

/// Where the plan stands since its vote; nothing where it names none, and where git cannot tell, which is said.
fn since(args: &Args, plan: &Plan, standing: Standing, context: &Context) -> Vec<Block> {
    if plan.settings.voted.is_none() || standing == Standing::Annex {
        return Vec::new();
    }
    let state = ReadState {
        plan: plan.clone(),
        left_out: context.left_out.clone().unwrap_or_default(),
        today: context.today,
    };
    match Accounts::of(&args.actions, None, || Ok(state), (None, false), context) {
        Ok(accounts) => since::answer(&accounts.review, None, context.lang).blocks,
        Err(error) => {
            context.remark(&report_error(&error, context.lang));
            Vec::new()
        }
    }
}
