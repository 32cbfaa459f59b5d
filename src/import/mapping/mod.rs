//! What the columns and rows of a table mean for actions of the plan.

pub mod computed;
pub mod draft;
pub mod heading;
pub mod json_export;
pub mod lexicon;
pub mod map;
pub mod matching;
pub mod money_column;
pub mod row;
pub mod rows;
