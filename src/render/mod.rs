//! Answers as bytes: tables, sheets, CSV, JSON, findings.

pub mod answer;
pub mod answers;
mod bars;
pub mod calendar;
pub mod change;
pub mod columns;
pub mod csv;
#[cfg(feature = "parquet")]
pub mod dataset;
pub mod findings;
pub mod html;
pub mod json;
pub mod markdown;
pub mod package;
pub mod page;
#[cfg(feature = "parquet")]
pub mod parquet;
pub mod patch;
pub mod provenance;
pub mod records;
pub mod screen;
pub mod screen_table;
pub mod terminal;
pub mod tet;
pub mod tet_sheet;
pub mod text;
pub mod value;
pub mod workbook;
pub mod wrap;
pub mod xlsx;
