//! The language server, asked as an editor asks it.

mod asked;
mod client;
mod diagnostics;
mod protocol;
mod typed;
