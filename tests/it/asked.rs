//! What the program answers about a repository.

use serde_json::Value;

use crate::program;
use crate::repository::Repository;

/// What a command answers and says beside it, with plain blanks.
pub fn said(repository: &Repository, arguments: &[&str]) -> (String, String) {
    let output = program::run(repository.path(), arguments.iter().copied());
    let text = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).expect("UTF-8");
        text.replace(['\u{202f}', '\u{a0}'], " ")
    };
    (text(output.stdout), text(output.stderr))
}

/// What a command answers in JSON, whatever its exit code.
pub fn json(repository: &Repository, arguments: &[&str]) -> Value {
    let arguments: Vec<&str> = arguments.iter().copied().chain(["--format=json"]).collect();
    let (answer, beside) = said(repository, &arguments);
    serde_json::from_str(&answer).unwrap_or_else(|_| panic!("{arguments:?}: {beside}"))
}

/// What a command that succeeds answers in JSON.
pub fn answer(repository: &Repository, words: &[&str]) -> Value {
    let words = words.iter().copied().chain(["--format", "json"]);
    let output = program::run(repository.path(), words);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}
