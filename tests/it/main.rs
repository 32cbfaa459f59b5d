//! Tests of the program and of the crate as one program of its own, which links the crate once.

// What tests share.
mod checked;
mod plans;
mod program;
mod replay;
mod repository;
mod scan;
mod tools;
mod written;

// A module each for what they are about.
mod cases;
mod changes;
mod comments;
mod differences;
mod edit;
mod exports;
mod faults;
mod histories;
mod hostile;
mod init;
mod jobs;
mod json;
mod layers;
mod layout;
mod lives;
mod pages;
mod past;
mod pencil;
mod properties;
mod reports;
mod repositories;
mod roundtrip;
mod rules;
mod scanned;
mod schema;
mod scope;
mod sentences;
mod shells;
mod source;
mod sources;
mod tables;
mod transitions;
mod trust;
