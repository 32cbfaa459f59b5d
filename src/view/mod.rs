//! Questions asked of a plan: pure, no file, no terminal, no language.

pub mod blame;
pub mod breakdown;
pub mod candidates;
pub mod change;
pub mod column_name;
pub mod columns;
pub mod compare;
pub mod dates;
pub mod diff;
pub mod glance;
pub mod group;
pub mod import_report;
pub mod likeness;
pub mod listing;
pub mod log;
pub mod log_answer;
pub mod order;
pub mod pair;
pub mod question;
pub mod select;
pub mod shift;
pub mod slippage;
pub mod successor;
pub mod total;
pub mod word_diff;
pub mod years;
