//! Tests with programs that we did not write: shells, spreadsheets, validators. One that is missing is told.

// What they share with the tests that need none of these.
#[path = "../it/action_lines.rs"]
mod action_lines;
#[path = "../it/exported.rs"]
mod exported;
#[path = "../it/plans.rs"]
mod plans;
#[path = "../it/program.rs"]
mod program;
#[path = "../it/repository.rs"]
mod repository;
#[path = "../it/tools.rs"]
mod tools;

mod office;

// A module each for what they are about.
mod browser;
mod calendar;
mod comments;
mod data_sets;
mod editors;
mod exports;
mod jobs;
mod platform;
mod roundtrip;
mod schema;
mod shells;
mod workbooks;
