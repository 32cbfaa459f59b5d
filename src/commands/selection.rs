//! How a plan is read and which of its actions are meant, the same for every command that reads.

use crate::commands::context::Context;
use crate::error::Error;
use crate::model::completion::Completion;
use crate::model::fold::fold;
use crate::model::plan::Plan;
use crate::model::question::Question;
use crate::operations::compare::{self, ReadState};
use crate::operations::examine;
use crate::operations::history::with_changes;
use crate::source::commits::Moment;
use crate::view::select::Selection;
use crate::view::vocabularies::learn;
use crate::words::Note;

/// Which state of the plan.
#[derive(Debug, clap::Args)]
pub struct ReadArgs {
    /// Read the plan as it was: at a revision (commit, tag, branch) or at the end of a day (2024-12-31), month or year
    #[arg(long, value_name = "REV|DATE", help_heading = "Selection", add = Completion::Revision)]
    pub at: Option<String>,
    /// Answer without the files that have errors, and name them
    #[arg(long, help_heading = "Selection")]
    pub allow_invalid: bool,
}

impl ReadArgs {
    /// The context of the moment asked for.
    ///
    /// # Errors
    /// git knows no such moment, or is not there.
    pub fn context(&self, context: &Context) -> Result<Context, Error> {
        context.at(self.at.as_deref())
    }

    /// The plan at the moment asked for, and the context of that; the files that are left out of it are told.
    ///
    /// # Errors
    /// There is no plan, or it has errors that nothing excuses.
    pub fn plan(&self, context: &Context) -> Result<(Context, Plan), Error> {
        let mut context = self.context(context)?;
        let (source, today) = (context.source()?, context.today);
        let (plan, left_out) = examine::plan(&source, today, self.allow_invalid)?;
        context.say_left_out(&left_out);
        context.left_out = self.allow_invalid.then_some(left_out);
        context.plan = Some(plan.settings.name.clone());
        Ok((context, plan))
    }

    /// The state of the plan that `context` reads, to be set beside another; the files that are left out of it are told.
    ///
    /// # Errors
    /// The plan cannot be read.
    pub fn state(&self, context: &Context) -> Result<ReadState, Error> {
        let (source, today) = (context.source()?, context.today);
        let state = compare::read(&source, today, self.allow_invalid)?;
        context.say_left_out(&state.left_out);
        Ok(state)
    }
}

/// What narrows a selection, and what is read of it.
#[derive(Debug, clap::Args)]
pub struct SelectionArgs {
    #[command(flatten)]
    question: Question,
    /// Include the editors' notes
    #[arg(long, help_heading = "Selection")]
    pub with_notes: bool,
    /// Which state.
    #[command(flatten)]
    pub read: ReadArgs,
}

impl SelectionArgs {
    /// What is asked, within `ids` where any are given; `@name` among them is a view of the plan.
    pub fn question(&self, ids: &[String]) -> Question {
        Question {
            ids: ids.to_vec(),
            with_notes: self.with_notes,
            ..self.question.clone()
        }
    }
}

/// Which actions, by name or by what they are.
#[derive(Debug, clap::Args)]
pub struct ActionsArgs {
    /// Only these actions, by their ids or the beginning of them; `@name`: a view of schema/plan.toml
    #[arg(value_name = "ID", add = Completion::Action)]
    ids: Vec<String>,
    /// By what they are.
    #[command(flatten)]
    pub selection: SelectionArgs,
}

/// The plan that `context` reads, with the day of the last change of each action.
///
/// # Errors
/// git cannot be asked.
pub fn changed(plan: Plan, context: &Context) -> Result<Plan, Error> {
    let state = ReadState {
        plan,
        left_out: context.left_out.clone().unwrap_or_default(),
        today: context.today,
    };
    let (plan, cut) = with_changes(&context.source()?, state)?;
    context.say_all(cut.as_slice());
    Ok(plan)
}

/// The moment that a plan is read at, the plan, and the actions that are asked for.
pub type AskedPlan = (Context, Plan, Selection);

impl ActionsArgs {
    /// What is asked.
    pub fn question(&self) -> Question {
        self.selection.question(&self.ids)
    }

    /// The plan at the moment asked for, and what is asked of it; an empty selection is explained beside the answer.
    ///
    /// # Errors
    /// The plan cannot be read, or a value is unknown to it.
    pub fn asked(&self, context: &Context) -> Result<AskedPlan, Error> {
        self.asked_so(self.question(), context)
    }

    /// The same of a question that says more than the selection does.
    ///
    /// # Errors
    /// As [`Self::asked`].
    pub fn asked_so(&self, mut question: Question, context: &Context) -> Result<AskedPlan, Error> {
        let (mut context, mut plan) = self.selection.read.plan(context)?;
        if question.clone().with_views(&plan)?.stale.is_some() {
            plan = changed(plan, &context)?;
        }
        let selection = match question.selection(&plan, context.today) {
            Err(unknown @ Error::UnknownValue { .. }) => {
                // People know the names of today.
                let Some(later) = context.later_words() else {
                    return Err(unknown);
                };
                let learnt = learn(&mut plan.words, &later);
                let selection = question.selection(&plan, context.today);
                let selection = selection.map_err(|_| unknown)?;
                let asked = question.lists().into_iter();
                let asked = asked.flat_map(|(_, words)| words.iter().map(|word| fold(word)));
                let asked: Vec<String> = asked.collect();
                for (name, then) in learnt {
                    if asked.contains(&fold(&name)) {
                        context.say(&Note::NamedThen { name, then });
                    }
                }
                selection
            }
            selection => selection?,
        };
        context.say_all(selection.emptied(&plan).as_slice());
        context.extract = selection.extract(&plan);
        Ok((context, plan, selection))
    }

    /// The state of the plan at a moment, and the moment.
    ///
    /// # Errors
    /// git knows no such moment, or the plan of then cannot be read.
    pub fn state_then(&self, context: &Context, when: &str) -> Result<(ReadState, Moment), Error> {
        let (then, moment) = context.then(when)?;
        context.say_line(&moment);
        let state = self.selection.read.state(&then).inspect_err(|_| {
            // Which of the two plans is at fault.
            context.say(&Note::At {
                day: moment.day,
                commit: moment.commit.clone(),
            });
        })?;
        Ok((state, moment))
    }
}
