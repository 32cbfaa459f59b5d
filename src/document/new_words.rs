//! New words at the end of a vocabulary file, whose other bytes stay. It never sees a disk.

use crate::document::fragment::line;
use crate::document::text::newline;
use crate::model::column::Column;
use crate::model::id::{Axis, MeasureKey};
use crate::model::key::Key;
use crate::model::vocabulary::PlatformStatus;

/// An axis.
pub fn axis(number: u32, title: &str) -> String {
    format!("[[axis]]\nnumber = {number}\ntitle  = {}\n", line(title))
}

/// A measure: by its code, or by its key and its axis.
pub fn measure(key: &MeasureKey, title: &str, axis: Axis) -> String {
    let (name, title) = (line(key.as_str()), line(title));
    match key.axis() {
        Some(_) => format!("[[measure]]\ncode  = {name}\ntitle = {title}\n"),
        None => format!("[[measure]]\nkey   = {name}\ntitle = {title}\naxis  = {axis}\n"),
    }
}

/// A theme.
pub fn theme(name: &str) -> String {
    format!("[[theme]]\nname = {}\n", line(name))
}

/// A status of the national platform, whose meaning is known.
pub fn status(status: PlatformStatus) -> String {
    let (name, phase) = (line(status.name()), line(&status.phase().to_string()));
    format!("[[status]]\nname = {name}\nphase = {phase}\ntet = {name}\n")
}

/// An actor, and the part it plays in the column where it was met.
pub fn actor(name: &str, column: Column) -> String {
    let kind = match column {
        Column::Key(Key::Owners | Key::Funders | Key::Partners | Key::Audiences) => {
            format!("kind = {}\n", line(column.name()))
        }
        _ => String::new(),
    };
    format!("[[actor]]\nname = {}\n{kind}", line(name))
}

/// The text of a vocabulary with entries behind it.
pub fn added(text: &str, entries: impl Iterator<Item = String>) -> String {
    let newline = newline(text);
    let mut longer = text.to_owned();
    for entry in entries {
        if !longer.is_empty() && !longer.ends_with('\n') {
            longer.push_str(newline);
        }
        if !longer.trim().is_empty() {
            longer.push_str(newline);
        }
        longer.push_str(&entry.replace('\n', newline));
    }
    longer
}

#[cfg(test)]
mod tests {
    use super::{actor, added, theme};
    use crate::model::column::Column;
    use crate::model::key::Key;

    #[test]
    fn an_entry_goes_behind_the_others_with_their_line_breaks() {
        for (text, expected) in [
            ("", "[[theme]]\nname = \"A\"\n"),
            (
                "[[theme]]\r\nname = 'B'",
                "[[theme]]\r\nname = 'B'\r\n\r\n[[theme]]\r\nname = \"A\"\r\n",
            ),
            ("# rien\n", "# rien\n\n[[theme]]\nname = \"A\"\n"),
        ] {
            assert_eq!(added(text, [theme("A")].into_iter()), expected);
        }
        let entry = actor("Anah", Column::Key(Key::Funders));
        assert_eq!(entry, "[[actor]]\nname = \"Anah\"\nkind = \"funders\"\n");
    }
}
