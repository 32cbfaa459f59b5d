//! The selection's options, the same for every command that reads.

use crate::commands::by::column;
use crate::commands::context::Context;
use crate::error::Error;
use crate::model::plan::Plan;
use crate::model::view::View;
use crate::view::question::Question;
use crate::view::select::Selection;
use crate::words::Note;

/// Which actions.
#[derive(Debug, clap::Args)]
pub struct SelectionArgs {
    /// Only this status (`none`: not filled in); given twice, either
    #[arg(long, value_name = "STATUS", help_heading = "Selection")]
    status: Vec<String>,
    /// Only this axis
    #[arg(long, value_name = "NUMBER", help_heading = "Selection")]
    axis: Vec<String>,
    /// Only this measure, or those whose codes begin so (3.3)
    #[arg(long, value_name = "CODE", help_heading = "Selection")]
    measure: Vec<String>,
    /// Only this theme
    #[arg(long, value_name = "NAME", help_heading = "Selection")]
    theme: Vec<String>,
    /// Only this owner (`none`: not filled in)
    #[arg(long, value_name = "NAME", help_heading = "Selection")]
    owner: Vec<String>,
    /// Only this funder (`none`: not filled in)
    #[arg(long, value_name = "NAME", help_heading = "Selection")]
    funder: Vec<String>,
    /// Only this partner (`none`: not filled in)
    #[arg(long, value_name = "NAME", help_heading = "Selection")]
    partner: Vec<String>,
    /// Only this audience (`none`: not filled in)
    #[arg(long, value_name = "NAME", help_heading = "Selection")]
    audience: Vec<String>,
    /// Only what is under way in this year, surely or possibly
    #[arg(long, value_name = "YEAR", help_heading = "Selection")]
    year: Vec<i32>,
    /// Only what is under way in these years (2020..2022, both included), surely or possibly
    #[arg(long, value_name = "YEARS", help_heading = "Selection")]
    years: Vec<String>,
    /// Only what should have ended and has not
    #[arg(long, help_heading = "Selection")]
    late: bool,
    /// Only what has to end within DAYS days and is not over
    #[arg(
        long,
        value_name = "DAYS",
        help_heading = "Selection",
        allow_negative_numbers = true
    )]
    due: Option<u32>,
    /// Only what says nothing of this column (start, budget…; plan list --columns names them)
    #[arg(long, value_name = "COLUMN", help_heading = "Selection")]
    missing: Vec<String>,
    /// Only what holds all these words: titles, descriptions, sub-actions, budget notes
    #[arg(long, value_name = "WORDS", help_heading = "Selection")]
    search: Option<String>,
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
    /// Whether any option narrows the selection.
    pub fn narrows(&self) -> bool {
        let lists = [
            &self.status,
            &self.axis,
            &self.measure,
            &self.theme,
            &self.owner,
            &self.funder,
            &self.partner,
            &self.audience,
            &self.years,
        ];
        lists.iter().any(|list| !list.is_empty())
            || !self.year.is_empty()
            || self.late
            || self.due.is_some()
            || !self.missing.is_empty()
            || self.search.is_some()
    }

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
            ids: ids
                .iter()
                .filter(|id| !id.starts_with(VIEW))
                .cloned()
                .collect(),
            status: self.status.clone(),
            axis: self.axis.clone(),
            measure: self.measure.clone(),
            theme: self.theme.clone(),
            owner: self.owner.clone(),
            funder: self.funder.clone(),
            partner: self.partner.clone(),
            audience: self.audience.clone(),
            year: self.year.clone(),
            years: self.years.clone(),
            late: self.late,
            due: self.due,
            missing: self
                .missing
                .iter()
                .map(|name| column(name))
                .collect::<Result<_, _>>()?,
            search: self.search.clone(),
            with_notes: self.with_notes,
        };
        views(ids, plan)?
            .into_iter()
            .fold(question, Question::or)
            .selection(plan, context.today)
    }
}

/// How the name of a view begins on the command line.
const VIEW: char = '@';

/// The views that `ids` name.
///
/// # Errors
/// The plan keeps no view of that name.
pub fn views<'a>(ids: &[String], plan: &'a Plan) -> Result<Vec<&'a View>, Error> {
    let known = &plan.settings.views;
    ids.iter()
        .filter_map(|id| id.strip_prefix(VIEW))
        .map(|name| {
            known.get(name).ok_or_else(|| Error::UnknownView {
                name: name.to_owned(),
                known: known.keys().cloned().collect(),
            })
        })
        .collect()
}
