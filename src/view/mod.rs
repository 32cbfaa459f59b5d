//! Questions asked of a plan: pure, no file, no terminal, no language.

pub mod blame;
pub mod breakdown;
pub mod brought;
pub mod change;
pub mod columns;
pub mod compare;
pub mod dates;
pub mod diff;
pub mod glance;
pub mod group;
pub mod likeness;
pub mod log;
pub mod order;
pub mod pair;
pub mod question;
pub mod select;
pub mod shift;
pub mod slippage;
pub mod telling;
pub mod total;
pub mod words;
pub mod years;
