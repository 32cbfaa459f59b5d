//! The selection's options, the same for every command that reads.

use crate::commands::context::Context;
use crate::error::Error;
use crate::model::completion::Completion;
use crate::model::plan::Plan;
use crate::model::question::Question;
use crate::operations::compare::{AskedState, asked};
use crate::view::select::Selection;

/// Which actions.
#[derive(Debug, clap::Args)]
pub struct SelectionArgs {
    /// What narrows it.
    #[command(flatten)]
    question: Question,
    /// Read the plan as it was: at a revision (commit, tag, branch) or at the end of a day (2024-12-31), month or year
    #[arg(long, value_name = "REV|DATE", help_heading = "Selection", add = Completion::Revision)]
    pub at: Option<String>,
    /// Include the editors' notes
    #[arg(long, help_heading = "Selection")]
    pub with_notes: bool,
    /// Answer without the files that have errors, and name them
    #[arg(long, help_heading = "Selection")]
    pub allow_invalid: bool,
}

impl SelectionArgs {
    /// What the options select in `plan`; an empty selection is explained beside the answer.
    ///
    /// # Errors
    /// A value is unknown to the plan.
    pub fn within(
        &self,
        ids: &[String],
        plan: &Plan,
        context: &Context,
    ) -> Result<Selection, Error> {
        let selection = self.question(ids).selection(plan, context.today)?;
        context.say_all(selection.emptied(plan).as_slice());
        Ok(selection)
    }

    /// What is asked, within `ids` where any are given; `@name` among them is a view of the plan.
    pub fn question(&self, ids: &[String]) -> Question {
        Question {
            ids: ids.to_vec(),
            with_notes: self.with_notes,
            ..self.question.clone()
        }
    }

    /// The plan that `context` reads, and what is asked of it; the files that are left out of it are told.
    ///
    /// # Errors
    /// The plan cannot be read.
    pub fn asked(&self, ids: &[String], context: &Context) -> Result<AskedState, Error> {
        let (source, today) = (context.source()?, context.today);
        let asked = asked(&self.question(ids), &source, today, self.allow_invalid)?;
        context.say_left_out(&asked.left_out);
        Ok(asked)
    }
}
