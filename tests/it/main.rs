//! Tests of the program and of the crate as one program of its own, which links the crate once.

// What tests share.
mod action_lines;
mod checked;
mod exported;
mod plans;
mod program;
mod replay;
mod repository;
mod samples;
mod scan;
mod tools;
mod written;

// A module each for what they are about.
mod asked;
mod bounds;
mod cases;
mod changes;
mod compared;
mod differences;
mod edit;
mod exports;
mod faults;
mod fuzz;
mod histories;
mod hostile;
mod identity;
mod init;
mod json;
mod law;
mod layers;
mod layout;
mod lives;
mod looked_at;
mod oracle;
mod pages;
mod past;
mod pencil;
mod properties;
mod reports;
mod repositories;
mod roles;
mod roundtrip;
mod rules;
mod scanned;
mod schema;
mod scope;
mod sentences;
mod shown;
mod signs;
mod source;
mod sources;
mod strangers;
mod tables;
mod transitions;
mod trust;
