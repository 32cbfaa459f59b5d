//! Changes of actions as a person reviews them: each key with what it held and what it holds.

use std::io::Write;

use crate::error::Error;
use crate::view::change::ChangedFile;
use crate::words::{Lang, Word};

/// Write the changes, those that change nothing left out.
///
/// # Errors
/// The answer cannot be written.
pub fn write(changed: &[ChangedFile], lang: Lang, out: &mut dyn Write) -> Result<(), Error> {
    for file in changed {
        writeln!(out, "{}", file.path)?;
        for (key, before, after) in file.keys.iter().filter(|(_, a, b)| a != b) {
            let said = |value: &Option<String>| match value {
                Some(value) => value.replace('\n', " "),
                None => format!("({})", lang.word(Word::NOT_FILLED_IN)),
            };
            let colon = lang.word(Word::COLON);
            writeln!(out, "  {key}{colon}{} → {}", said(before), said(after))?;
        }
    }
    Ok(())
}
