//! Questions asked of a plan: pure, no file, no terminal, no language.

pub mod columns;
pub mod dates;
pub mod glance;
pub mod group;
pub mod order;
pub mod question;
pub mod select;
pub mod total;
pub mod years;
