//! The folders of a plan, and paths and names as they can be shown. It never sees a disk.

use crate::document::decode::is_control;

/// The folder of actions and the folder of vocabularies, whose presence makes a folder a plan.
pub const ACTIONS: &str = "actions";
/// See [`ACTIONS`].
pub const SCHEMA: &str = "schema";
/// The file of what is said of the plan as a whole.
pub const SETTINGS: &str = "schema/plan.toml";

/// Whether a path is an action's, and no hidden file's.
pub fn is_action(path: &str) -> bool {
    path.strip_prefix(ACTIONS)
        .and_then(|rest| rest.strip_prefix('/'))
        .is_some_and(|rest| !rest.split('/').any(|part| part.starts_with('.')))
}

/// A name as it can be shown: it may hold anything, and a terminal must not be steered by it.
pub fn shown(path: &str) -> String {
    path.replace(is_control_or_newline, "\u{fffd}")
}

fn is_control_or_newline(character: char) -> bool {
    character == '\n' || character == '\t' || is_control(character)
}
