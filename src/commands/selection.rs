//! The selection's options, the same for every command that reads.

use crate::commands::context::Context;
use crate::error::Error;
use crate::model::plan::Plan;
use crate::model::question::Question;
use crate::view::select::Selection;
use crate::words::Note;

/// Which actions.
#[derive(Debug, clap::Args)]
pub struct SelectionArgs {
    /// What narrows it.
    #[command(flatten)]
    pub question: Question,
    /// Read the plan as it was: at a revision (commit, tag, branch) or at the end of a day (2024-12-31), month or year
    #[arg(long, value_name = "REV|DATE", help_heading = "Selection")]
    pub at: Option<String>,
    /// Include the editors' notes
    #[arg(long, help_heading = "Selection")]
    pub with_notes: bool,
    /// Answer without the files that have errors, and name them
    #[arg(long, help_heading = "Selection")]
    pub allow_invalid: bool,
}

impl SelectionArgs {
    /// What [`Self::of`] selects; an empty selection is explained beside the answer.
    ///
    /// # Errors
    /// A value is unknown to the plan.
    pub fn within(
        &self,
        ids: &[String],
        plan: &Plan,
        context: &Context,
    ) -> Result<Selection, Error> {
        let selection = self.of(ids, plan, context)?;
        if let Some(why) = selection.emptied(plan) {
            context.say(&Note::NothingSelected {
                by: why.by,
                earlier: why.earlier.join(" "),
                before: why.before,
                without: why.without,
            });
        }
        Ok(selection)
    }

    /// What the options select in `plan`, within `ids` where any are given; `@name` among them is a
    /// view of the plan.
    ///
    /// # Errors
    /// A value is unknown to the plan.
    pub fn of(&self, ids: &[String], plan: &Plan, context: &Context) -> Result<Selection, Error> {
        let question = Question {
            ids: ids.to_vec(),
            with_notes: self.with_notes,
            ..self.question.clone()
        };
        question.selection(plan, context.today)
    }
}
