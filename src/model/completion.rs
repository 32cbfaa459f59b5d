//! What the value of an argument names, by which a shell completes it.

use clap::builder::ArgExt;

use crate::model::vocabulary::Role;

/// What the value of an argument names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completion {
    /// A status, or `none`.
    Status,
    /// A theme.
    Theme,
    /// An actor, those of a role first, or `none`.
    Actor(Role),
    /// A measure.
    Measure,
    /// An axis.
    Axis,
    /// An action or a view.
    Action,
    /// A column.
    Column,
    /// A field whose changes the history tells.
    ToldField,
    /// A rule.
    Rule,
    /// A revision.
    Revision,
}

impl ArgExt for Completion {}
