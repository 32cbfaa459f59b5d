//! Answers as bytes: tables, sheets, CSV, JSON, findings.

pub mod budget;
pub mod csv;
pub mod findings;
pub mod json;
pub mod sheet;
pub mod table;
pub mod text;
pub mod wrap;
