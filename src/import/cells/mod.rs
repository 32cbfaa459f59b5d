//! What a cell says, in the many ways in which people write it; it knows no row.

pub mod amount;
pub mod date;
pub mod names;
pub mod platform_budget;
pub mod reading;
pub mod scale;
pub mod sentence;
pub mod texts;
