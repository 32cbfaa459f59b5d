//! The plan at the end of each month of its history, as `list --at` would find it.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::error::Error;
use crate::model::commit::Commit;
use crate::model::plan::Plan;
use crate::operations::compare;
use crate::source::Source;
use crate::source::commits::hash;
use crate::source::git::Repository;

/// The last day of a month, and the plan then.
pub type Month = (NaiveDate, Arc<Plan>);

/// The plan at the end of each month up to `today` of the history that leads to `source`, and the paths of the files that
/// are left out of one of them; `telling` is told of a commit whose plan has errors.
///
/// # Errors
/// git cannot be asked, or the plan of a month has errors that nothing excuses.
pub fn months(
    source: &Source,
    today: NaiveDate,
    allow_invalid: bool,
    telling: impl Fn(NaiveDate, &Commit),
) -> Result<(Vec<Month>, Vec<String>), Error> {
    let repository = Arc::new(Repository::around(source.root())?);
    let head = match source.commit() {
        Some(commit) => commit.clone(),
        None => repository.head()?,
    };
    let (mut months, mut left_out) = (Vec::new(), BTreeSet::new());
    let mut known: Option<(String, Arc<Plan>)> = None;
    for (day, commit) in repository.months(&head, today)? {
        let plan = match known {
            Some((id, plan)) if id == commit.id => plan,
            _ => {
                let past = match source.at(&repository, &hash(&commit.id)?) {
                    // The plan was not there yet.
                    Err(Error::NoPlanThen(_)) => {
                        known = None;
                        continue;
                    }
                    past => past?,
                };
                let state = compare::read(&past, day, allow_invalid);
                let state = state.inspect_err(|_| telling(day, &commit))?;
                left_out.extend(state.left_out);
                Arc::new(state.plan)
            }
        };
        months.push((day, Arc::clone(&plan)));
        known = Some((commit.id, plan));
    }
    Ok((months, left_out.into_iter().collect()))
}
