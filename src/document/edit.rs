//! Changes to an action's file that leave alone every byte that they are not about. It never sees a disk.
//!
//! A change is spliced into the text at the spans of the parsed file: comments, order, spaces and line breaks of
//! everything else stay. A comment within a value that is replaced is kept above it.

use std::ops::Range;

use toml::de::DeValue;

use crate::document::Document;
use crate::document::fragment::{line, list, value};
use crate::document::items::{self, Splice};
use crate::document::statement::{KeyForm, Statement, dotted};
use crate::document::text::newline;

/// The new value of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewValue {
    /// This value, as a file writes it.
    Value(String),
    /// A list of these texts.
    List(Vec<String>),
    /// Nothing: the key goes.
    Absent,
}

impl Document<'_> {
    /// The text with `name` holding what is wanted; `name` is a key of an action, or `extra.` and a key of its own.
    ///
    /// The document must be sound.
    pub fn set(&self, name: &str, wanted: &NewValue) -> String {
        match (self.key_form(name), wanted) {
            (KeyForm::Inline(statement), _) => {
                let kept = self.remarks(&statement.value.span());
                let dotted = format!("{kept}{}", dotted(&statement));
                let text = self.spliced([(statement.start..statement.end(), dotted)]);
                Document::of(&text).set(name, wanted)
            }
            (KeyForm::Headed(extents), _) => {
                let kept = extents.into_iter().map(|extent| {
                    let remarks = self.remarks(&extent);
                    (extent, remarks)
                });
                let cut = self.spliced(kept);
                match wanted {
                    NewValue::Absent => cut,
                    _ => Document::of(&cut).set(name, wanted),
                }
            }
            (KeyForm::Nowhere, NewValue::Absent) => self.spliced([]),
            (KeyForm::Nowhere, NewValue::Value(new)) => self.spliced([self.insert(name, new)]),
            (KeyForm::Nowhere, NewValue::List(items)) => {
                self.spliced([self.insert(name, &texts(items))])
            }
            (KeyForm::At(statement), NewValue::Absent) => self.spliced([self.cut(&statement)]),
            (KeyForm::At(statement), NewValue::Value(fragment)) => {
                self.spliced(self.replace(&statement, fragment))
            }
            (KeyForm::At(statement), NewValue::List(items)) => {
                let splices = items::splices(self.text(), statement.value, items);
                self.spliced(splices.unwrap_or_else(|| self.replace(&statement, &texts(items))))
            }
        }
    }

    /// The text with each range replaced, in its own line ends; the ranges do not overlap.
    pub fn spliced(&self, splices: impl IntoIterator<Item = Splice>) -> String {
        self.spliced_at(splices).0
    }

    /// The same, and where the new texts stand in it, counted behind the mark.
    pub fn spliced_at(
        &self,
        splices: impl IntoIterator<Item = Splice>,
    ) -> (String, Vec<Range<usize>>) {
        let mut places = Vec::new();
        let mut splices: Vec<Splice> = splices.into_iter().collect();
        splices.sort_by_key(|(range, _)| (range.start, range.end));
        let newline = newline(self.text);
        let mut out = self.mark.to_owned();
        let mut done = 0;
        for (range, new) in splices {
            out.push_str(&self.text[done..range.start]);
            let start = out.len() - self.mark.len();
            out.push_str(&new.replace("\r\n", "\n").replace('\n', newline));
            places.push(start..out.len() - self.mark.len());
            done = range.end;
        }
        out.push_str(&self.text[done..]);
        (out, places)
    }

    fn replace(&self, statement: &Statement<'_>, fragment: &str) -> Vec<Splice> {
        let span = statement.value.span();
        if same(statement.value.get_ref(), fragment) {
            return Vec::new();
        }
        let remarks = self.remarks(&span);
        let above = (statement.start..statement.start, remarks);
        vec![above, (span, fragment.to_owned())]
    }
}

/// A list of texts, as a file writes it.
pub fn texts(items: &[String]) -> String {
    list(&items.iter().map(|item| line(item)).collect::<Vec<_>>())
}

/// Tells that a fragment says what the value says already.
fn same(held: &DeValue<'_>, fragment: &str) -> bool {
    let text = format!("x = {fragment}\n");
    let new = Document::of(&text);
    new.value("x")
        .is_some_and(|new| value("x", new.get_ref()) == value("x", held))
}

#[cfg(test)]
mod tests {
    use super::NewValue;
    use crate::document::Document;

    fn edit(text: &str, name: &str, wanted: &NewValue) -> String {
        Document::of(text).set(name, wanted)
    }

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
                "title = 't'\n\n[extra]\n",
                "extra.b",
                value("2"),
                "title = 't'\n\n[extra]\nb = 2\n",
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
