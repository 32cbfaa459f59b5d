//! What is said of findings and of rules in English.

pub mod findings;
pub mod rules;
mod syntax;
