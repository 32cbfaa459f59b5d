//! What would change in a file, as `git` and reviewers read it.

use std::io::Write;

use similar::TextDiff;

use crate::error::Error;

/// Write the difference of one file: `git apply` takes it.
///
/// # Errors
/// The answer cannot be written.
pub fn write(path: &str, before: &str, after: &str, out: &mut dyn Write) -> Result<(), Error> {
    let diff = TextDiff::from_lines(before, after);
    let (old, new) = (format!("a/{path}"), format!("b/{path}"));
    write!(
        out,
        "{}",
        diff.unified_diff().context_radius(2).header(&old, &new)
    )?;
    Ok(())
}
