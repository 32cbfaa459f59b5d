//! `plan report`: the plan as a page to look at, to search and to print.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::commands::context::Context;
use crate::commands::export::provenance;
use crate::commands::output::to;
use crate::commands::selection::{ActionsArgs, changed};
use crate::commands::since::Accounts;
use crate::error::Error;
use crate::model::action::Action;
use crate::model::completion::Completion;
use crate::model::id::ActionId;
use crate::model::plan::Plan;
use crate::model::question::{NONE, Question};
use crate::model::vocabulary::Role;
use crate::operations::compare::ReadState;
use crate::operations::open::is_settled;
use crate::render::answer::Block;
use crate::render::answers::reminder::Reminder;
use crate::render::answers::report::{self, Frame, Standing};
use crate::render::answers::{self, since};
use crate::render::findings::terminal::report_error;
use crate::render::page::{self, Page};
use crate::render::screen::Screen;
use crate::render::terminal;
use crate::source::changes::files;
use crate::view::reminder::{self, Horizon};
use crate::view::report::Report;
use crate::words::{Note, Word};

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
    /// Write what this owner has to see to (`none`: what nobody owns): late, due, not changed for long (--stale, 180 days),
    /// not filled in; a text to mail, as FILE.html a page
    #[arg(long = "for", value_name = "OWNER", conflicts_with_all = ["owner", "sheets", "annex"], add = Completion::Actor(Role::Owners))]
    for_owner: Option<String>,
    /// Write the same for each owner into FOLDER, a text and a page each
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["for_owner", "output", "owner", "sheets", "annex"])]
    for_each_owner: Option<PathBuf>,
    /// Write to FILE, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Write the page.
///
/// # Errors
/// The plan cannot be read, a value is unknown to it, or the page cannot be written.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    if args.for_owner.is_some() || args.for_each_owner.is_some() {
        return reminders(args, context, out);
    }
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
    let output = args.output.as_deref();
    to(output, actions.len(), context, out, |out| {
        write(&blocks, &frame, out)
    })
}

/// Write a report as a page.
fn write(blocks: &[Block], frame: &Frame<'_>, out: &mut dyn Write) -> Result<(), Error> {
    let settings = &frame.plan.settings;
    let sentence = frame.provenance.sentence(frame.lang);
    let color = settings.report.color.as_ref();
    let page = Page {
        title: &settings.name,
        foot: &format!("{} – {sentence}", settings.name),
        color: color.map(|color| color.0.as_str()),
        lang: frame.lang,
    };
    page::write(blocks, &page, out)
}

/// How wide the lines of a text to mail are.
const LINE: u16 = 76;
/// For how many days without a change an action is reminded of unless the user says so.
const STALE: u32 = 180;

/// Write what one owner has to see to, or each of them.
fn reminders(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let mut question = args.actions.question();
    let stale = question.stale.take().unwrap_or(STALE);
    let (context, plan, selection) = args.actions.asked_so(question.clone(), context)?;
    let count = selection.of(&plan).len();
    let plan = match changed(plan.clone(), &context) {
        Ok(plan) => plan,
        // What is not known is said in its place.
        Err(Error::NotARepository(_)) => plan,
        Err(error) => return Err(error),
    };
    let context = &context;
    let provenance = provenance(&plan, true, context)?;
    let frame = Frame {
        plan: &plan,
        provenance: &provenance,
        standing: Standing::Settled,
        is_internal: args.internal,
        today: context.today,
        days: args.within,
        lang: context.lang,
    };
    let reminders = Reminders {
        frame,
        question,
        horizon: Horizon {
            today: context.today,
            due: args.within,
            stale,
        },
    };
    let Some(path) = &args.for_each_owner else {
        let owner = args.for_owner.as_deref().unwrap_or(NONE);
        let actions = reminders.actions(owner)?;
        let output = args.output.as_deref();
        let ending = output.and_then(Path::extension);
        let is_page = ending.is_some_and(|ending| ending == "html" || ending == "htm");
        return to(output, actions.len(), context, out, |out| {
            reminders.write(owner, &actions, is_page, out)
        });
    };
    let owners = plan.words.actors.entries().iter();
    let owners = owners.map(|actor| actor.name.as_str()).chain([NONE]);
    let (mut contents, mut names) = (Vec::new(), BTreeSet::new());
    for owner in owners {
        let actions = reminders.actions(owner)?;
        if actions.is_empty() {
            continue;
        }
        let called = match owner {
            NONE => context.lang.of("sans-porteur", "without-owner"),
            _ => owner,
        };
        let name = ActionId::of_title(called).or_else(|| "x".parse().ok());
        let name = name.expect("`x` is an id").free(&names);
        for (ending, is_page) in [("txt", false), ("html", true)] {
            let mut bytes = Vec::new();
            reminders.write(owner, &actions, is_page, &mut bytes)?;
            contents.push((format!("{name}.{ending}"), bytes));
        }
        names.insert(name);
    }
    files(path, &contents, &[])?;
    let path = path.display().to_string();
    context.say(&Note::Written {
        path,
        actions: count,
    });
    Ok(0)
}

/// What owners have to see to among the actions of a question.
struct Reminders<'a> {
    frame: Frame<'a>,
    question: Question,
    horizon: Horizon,
}

impl Reminders<'_> {
    /// The actions of an owner.
    fn actions(&self, owner: &str) -> Result<Vec<&Action>, Error> {
        let question = Question {
            owner: vec![owner.to_owned()],
            ..self.question.clone()
        };
        let plan = self.frame.plan;
        Ok(question.selection(plan, self.horizon.today)?.of(plan))
    }

    /// Write what an owner has to see to, as a page or as a text.
    fn write(
        &self,
        owner: &str,
        actions: &[&Action],
        is_page: bool,
        out: &mut dyn Write,
    ) -> Result<(), Error> {
        let (frame, horizon) = (&self.frame, self.horizon);
        let actions = reminder::reminders(frame.plan, actions, horizon);
        let known = frame.plan.words.actors.find(owner);
        let reminder = Reminder {
            owner: known.map(|actor| actor.name.as_str()),
            actions: &actions,
            horizon,
        };
        if !is_page {
            let screen = Screen {
                width: Some(LINE),
                styled: false,
            };
            let blocks = answers::reminder::blocks(&reminder, frame);
            return terminal::write(&blocks, frame.lang, screen, out);
        }
        let actions: Vec<&Action> = actions.iter().map(|one| one.row.action).collect();
        let sheets = Report::of(frame.plan, &actions, horizon.today, horizon.due);
        let blocks = answers::reminder::page(&reminder, &sheets, frame);
        write(&blocks, frame, out)
    }
}

/// Where the plan stands since its vote; nothing where it names none, and where git cannot tell, which is said.
fn since(args: &Args, plan: &Plan, standing: Standing, context: &Context) -> Vec<Block> {
    if standing == Standing::Annex {
        return Vec::new();
    }
    if plan.settings.voted.is_none() {
        let unknown = context.lang.word(Word::VOTE_UNKNOWN).to_owned();
        // The first block is a title, which the section's stands for.
        let title = Block::Heading(2, String::new());
        return vec![title, Block::Paragraph(unknown)];
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
