//! Programs that we did not write, by which exports are judged: a test does without them, save where they are required.

use std::process::{Command, Output};

/// Whether a tool is here; with `PLAN_REQUIRE_TOOLS=1` it has to be.
pub fn is_here(command: &mut Command, name: &str) -> bool {
    let found = command.output().is_ok_and(|output| output.status.success());
    let required = std::env::var_os("PLAN_REQUIRE_TOOLS").is_some_and(|value| value == "1");
    assert!(found || !required, "{name} is missing");
    found
}

/// What a command printed, which must have gone well.
pub fn printed(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}
