//! What a plan is: no file, no terminal, no other module.

pub mod action;
pub mod budget;
pub mod column;
pub mod commit;
pub mod completion;
pub mod date;
pub mod digits;
pub mod euros;
pub mod extra;
pub mod fault;
pub mod field;
pub mod fingerprint;
pub mod fold;
pub mod history;
pub mod id;
pub mod indicator;
pub mod key;
pub mod key_value;
pub mod name;
pub mod nearest;
pub mod pattern;
pub mod plan;
pub mod question;
pub mod record;
pub mod schema;
pub mod vocabulary;
