//! Changes to an action's file that leave alone every byte that they are not about. It never sees a disk.
//!
//! A change is spliced into the text at the spans of the parsed file: comments, order, spaces and line breaks of
//! everything else stay. A comment within a value that is replaced is kept above it.

use toml::de::{DeTable, DeValue};

use crate::document::fragment::{line, value};
use crate::document::items::{self, Splice};
use crate::document::statement::{KeyForm, Statement, cut, dotted, find, insert, remarks};

/// What a key shall hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewValue {
    /// This value, as a file writes it.
    Value(String),
    /// A list of these texts.
    List(Vec<String>),
    /// Nothing: the key goes.
    Absent,
}

/// The text with `name` holding what is wanted; `name` is a key of an action, or `extra.` and a key of its own.
///
/// The text must be TOML without a mistake of syntax.
pub fn edit(text: &str, name: &str, wanted: &NewValue) -> String {
    let (mark, text) = match text.strip_prefix('\u{feff}') {
        Some(text) => ("\u{feff}", text),
        None => ("", text),
    };
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let in_lines = |text: &str| text.replace("\r\n", "\n").replace('\n', newline);
    let (table, _) = DeTable::parse_recoverable(text);
    let splices = match (find(text, table.get_ref(), name), wanted) {
        (KeyForm::Inline(statement), _) => {
            let kept = remarks(text, &statement.value.span());
            let dotted = in_lines(&format!("{kept}{}", dotted(&statement)));
            let text = splice(text, vec![(statement.start..statement.end, dotted)]);
            return format!("{mark}{}", edit(&text, name, wanted));
        }
        (KeyForm::Nowhere, NewValue::Absent) => Vec::new(),
        (KeyForm::Nowhere, _) => vec![insert(text, table.get_ref(), name, &fragment(wanted))],
        (KeyForm::At(statement), NewValue::Absent) => vec![cut(text, &statement)],
        (KeyForm::At(statement), NewValue::Value(fragment)) => replace(text, &statement, fragment),
        (KeyForm::At(statement), NewValue::List(list)) => {
            match items::splices(text, statement.value, list) {
                Some(splices) => splices,
                None => replace(text, &statement, &fragment(wanted)),
            }
        }
        (KeyForm::Headed(extents), _) => {
            let kept = extents
                .iter()
                .map(|extent| (extent.clone(), in_lines(&remarks(text, extent))));
            let cut = splice(text, kept.collect());
            return match wanted {
                NewValue::Absent => format!("{mark}{cut}"),
                _ => format!("{mark}{}", edit(&cut, name, wanted)),
            };
        }
    };
    let splices = splices
        .into_iter()
        .map(|(range, new)| (range, in_lines(&new)));
    format!("{mark}{}", splice(text, splices.collect()))
}

/// The text with each range replaced; the ranges do not overlap.
pub fn splice(text: &str, mut splices: Vec<Splice>) -> String {
    splices.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (range, new) in splices {
        out.push_str(&text[done..range.start]);
        out.push_str(&new);
        done = range.end;
    }
    out.push_str(&text[done..]);
    out
}

/// What is wanted, as a file writes it.
fn fragment(wanted: &NewValue) -> String {
    match wanted {
        NewValue::Value(fragment) => fragment.clone(),
        NewValue::List(list) => match &list[..] {
            [] => "[]".to_owned(),
            [one] => format!("[{}]", line(one)),
            many => {
                let items: String = many
                    .iter()
                    .map(|item| format!("  {},\n", line(item)))
                    .collect();
                format!("[\n{items}]")
            }
        },
        NewValue::Absent => String::new(),
    }
}

fn replace(text: &str, statement: &Statement<'_>, fragment: &str) -> Vec<Splice> {
    let span = statement.value.span();
    if same(statement.value.get_ref(), fragment) {
        return Vec::new();
    }
    let mut splices = Vec::new();
    let remarks = remarks(text, &span);
    if !remarks.is_empty() {
        splices.push((statement.start..statement.start, remarks));
    }
    splices.push((span, fragment.to_owned()));
    splices
}

/// Whether a fragment says what the value says already.
fn same(held: &DeValue<'_>, fragment: &str) -> bool {
    let text = format!("x = {fragment}\n");
    let (table, _) = DeTable::parse_recoverable(&text);
    table
        .get_ref()
        .iter()
        .any(|(_, new)| value("x", new.get_ref()) == value("x", held))
}

#[cfg(test)]
mod tests {
    use super::{NewValue, edit};

    fn value(fragment: &str) -> NewValue {
        NewValue::Value(fragment.to_owned())
    }

    fn list(names: &[&str]) -> NewValue {
        NewValue::List(names.iter().map(|name| (*name).to_owned()).collect())
    }

    #[test]
    fn a_value_changes_and_nothing_else() {
        for (text, key, wanted, expected) in [
            // A value in its place, its comment beside it.
            (
                "a=1\nstatus  = 'X' # c\r\n",
                "status",
                value("\"Y\""),
                "a=1\nstatus  = \"Y\" # c\r\n",
            ),
            // A list whose one name is replaced keeps the comment that stood in it.
            (
                "owners = [\n 'A', # a\n]",
                "owners",
                list(&["B"]),
                "# a\nowners = [\"B\"]",
            ),
            // The value it has already.
            ("title = 'X'", "title", value("\"X\""), "title = 'X'"),
            // A new key, in the order of the model, below its group's `=`.
            (
                "title = 't'\n\nstart = 1\n\nbudget = []\n",
                "end",
                value("\"2\""),
                "title = 't'\n\nstart = 1\nend   = \"2\"\n\nbudget = []\n",
            ),
            (
                "title = 't'\n\nbudget = []\n",
                "status",
                value("\"E\""),
                "title = 't'\n\nstatus = \"E\"\n\nbudget = []\n",
            ),
            // The last line has no line break, and gets none.
            (
                "title = 't'",
                "end",
                value("\"2\""),
                "title = 't'\n\nend = \"2\"",
            ),
            (
                "title = 't'\r\n",
                "end",
                value("\"2\""),
                "title = 't'\r\n\r\nend = \"2\"\r\n",
            ),
            // Before the first header.
            (
                "title = 't'\n\n[[sub_actions]]\ntitle = 'a'\n",
                "end",
                value("\"2\""),
                "title = 't'\n\nend = \"2\"\n\n[[sub_actions]]\ntitle = 'a'\n",
            ),
            // A key that goes takes one of two blank lines with it.
            (
                "title = 't'\n\nend = 2\n\nbudget = []\n",
                "end",
                NewValue::Absent,
                "title = 't'\n\nbudget = []\n",
            ),
            (
                "title = 't'\nend = 2 # c\n",
                "end",
                NewValue::Absent,
                "title = 't'\n# c\n",
            ),
            // Keys of the territory's own, however they stand.
            (
                "title = 't'\nextra.a = 1\n",
                "extra.b",
                value("2"),
                "title = 't'\nextra.a = 1\nextra.b = 2\n",
            ),
            (
                "title = 't'\n[extra]\na = 1\n",
                "extra.b",
                value("2"),
                "title = 't'\n[extra]\na = 1\nb = 2\n",
            ),
            (
                "extra = { a = 1 }\n",
                "extra.a",
                value("2"),
                "extra.a = 2\n",
            ),
            // Tables under headers become a list, their comments stay.
            (
                "title = 't'\n\n[[budget]]\n# c\namount = 1\n",
                "budget",
                value("[]"),
                "title = 't'\n\nbudget = []\n\n# c\n",
            ),
        ] {
            assert_eq!(edit(text, key, &wanted), expected, "{text} {key}");
        }
    }

    #[test]
    fn an_item_comes_and_goes_with_its_line() {
        let text = "owners = [\n  'A', # a\n  'B'\n  # fin\n]\n";
        for (wanted, expected) in [
            (&["A", "B"][..], text.to_owned()),
            (&["A", "B", "C"], text.replace("'B'\n", "'B',\n  \"C\",\n")),
            (&["A"], text.replace("  'B'\n", "")),
            (&["B"], text.replace("  'A', # a", "  # a")),
            (&["A", "C"], text.replace("  'B'\n", "  \"C\",\n")),
            (
                &["B", "A"],
                "# a\n# fin\nowners = [\n  \"B\",\n  \"A\",\n]\n".to_owned(),
            ),
        ] {
            assert_eq!(edit(text, "owners", &list(wanted)), expected, "{wanted:?}");
        }
    }
}
