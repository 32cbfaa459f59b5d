//! The language server, asked as an editor asks it.

mod client;
mod diagnostics;
mod protocol;
