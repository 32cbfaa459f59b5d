//! Where a plan lives: the only door to disk and git.

pub mod assignment;
pub mod base;
pub mod blobs;
pub mod changes;
pub mod comments;
pub mod commits;
pub mod de;
pub mod decode;
pub mod edit;
pub mod fields;
pub mod fragment;
pub mod git;
pub mod history;
pub mod identity;
pub mod items;
pub mod layout;
pub mod load;
pub mod names;
pub mod place;
pub mod read;
pub mod source;
pub mod syntax;
pub mod text;
pub mod traps;
pub mod write;
pub mod written;
