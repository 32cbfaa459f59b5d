//! What can be done with a plan: examine it, change it, compare two states of it.
//!
//! An operation joins what is below for one purpose and returns its outcome, and what is to be told beside it, as data. It
//! knows no command line, no terminal and no form of an answer.

pub mod assignment;
pub mod begin;
pub mod change;
pub mod compare;
pub mod current_plan;
pub mod examine;
pub mod forge;
pub mod history;
pub mod import;
pub mod layout;
pub mod merge;
#[cfg(feature = "parquet")]
pub mod months;
pub mod open;
pub mod scope;
pub mod vocabulary;
