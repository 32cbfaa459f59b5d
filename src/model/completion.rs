//! The kind of name that an argument takes, by which a shell completes it.

use clap::builder::ArgExt;

use crate::model::vocabulary::Role;

/// The kind of name that an argument takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completion {
    /// A status, or `none`.
    Status,
    /// A theme.
    Theme,
    /// An actor that plays a role, or `none`.
    Actor(Role),
    /// A measure.
    Measure,
    /// An axis.
    Axis,
    /// An action or a view.
    Action,
    /// A field and its value.
    Assignment,
    /// An action or a view, or a field and its value.
    ActionOrAssignment,
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
