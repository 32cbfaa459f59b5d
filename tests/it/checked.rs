//! A plan read and judged as `plan check` does it, without a process of its own.

use std::path::Path;

use plan::finding::{Placed, Severity};
use plan::load::locate::place;
use plan::model::plan::Plan;
use plan::operations::examine::examine;
use plan::source::Source;

use crate::program::TODAY;

/// The plan of a folder as far as it can be read, and its findings at their places.
pub fn check(root: &Path) -> (Plan, Vec<Placed>) {
    check_source(&Source::around(root).expect("a plan"))
}

/// The same of a plan wherever it stands.
pub fn check_source(source: &Source) -> (Plan, Vec<Placed>) {
    let today = TODAY.parse().expect("a day");
    let examined = examine(source, today, Severity::Warning);
    let (loaded, findings) = examined.expect("a folder that can be listed");
    (loaded.draft.plan, place(source, findings))
}
