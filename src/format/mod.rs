//! Answers as bytes: tables, sheets, CSV, JSON, findings.

pub mod budget;
pub mod change;
pub mod compare;
pub mod csv;
pub mod diff;
pub mod document;
pub mod edits;
pub mod findings;
pub mod glance;
pub mod grid;
pub mod history_json;
pub mod json;
pub mod listing;
pub mod names;
pub mod reports;
pub mod schema;
pub mod sheet;
pub mod table;
pub mod template;
pub mod text;
pub mod wrap;
