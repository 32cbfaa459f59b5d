//! One file an answer: what an outcome says, laid out for people and for programs.

pub mod blame;
pub mod booklet;
pub mod budget;
pub mod column_list;
pub mod compare;
pub mod cross;
pub mod detail;
pub mod diff;
pub mod edits;
pub mod funders;
pub mod glance;
pub mod import_report;
pub mod indicators;
pub mod list;
pub mod log;
pub mod part;
pub mod reminder;
pub mod report;
pub mod rules;
pub mod sheet;
pub mod since;
pub mod slippage;
pub mod word_list;
