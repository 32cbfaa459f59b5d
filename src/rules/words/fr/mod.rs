//! What is said of findings and of rules in French.

mod fields;
pub mod findings;
pub mod rules;
mod syntax;
