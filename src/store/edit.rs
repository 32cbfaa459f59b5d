//! Changes to an action's file that leave alone every byte that they are not about. It never sees a disk.
//!
//! A change is spliced into the text at the spans of the parsed file: comments, order, spaces and line breaks of
//! everything else stay. A comment within a value that is replaced is kept above it.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::store::comments::{comments, inside};
use crate::store::decode::conflict;
use crate::store::fields::{headed_extent, is_headed};
use crate::store::fragment::{is_inline, key, line, value};
use crate::store::items::{self, Splice};
use crate::store::layout::place;
use crate::store::text::{line_end, line_start};

/// What a key shall hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
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
pub fn edit(text: &str, name: &str, wanted: &Wanted) -> String {
    let (mark, text) = match text.strip_prefix('\u{feff}') {
        Some(text) => ("\u{feff}", text),
        None => ("", text),
    };
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let in_lines = |text: &str| text.replace("\r\n", "\n").replace('\n', newline);
    let (table, _) = DeTable::parse_recoverable(text);
    let splices = match (find(text, table.get_ref(), name), wanted) {
        (Found::Inline(statement), _) => {
            let kept = remarks(text, &statement.value.span());
            let dotted = in_lines(&format!("{kept}{}", dotted(&statement)));
            let text = splice(text, vec![(statement.start..statement.end, dotted)]);
            return format!("{mark}{}", edit(&text, name, wanted));
        }
        (Found::Nowhere, Wanted::Absent) => Vec::new(),
        (Found::Nowhere, _) => vec![insert(text, table.get_ref(), name, &fragment(wanted))],
        (Found::At(statement), Wanted::Absent) => vec![cut(text, &statement)],
        (Found::At(statement), Wanted::Value(fragment)) => replace(text, &statement, fragment),
        (Found::At(statement), Wanted::List(list)) => {
            match items::splices(text, statement.value, list) {
                Some(splices) => splices,
                None => replace(text, &statement, &fragment(wanted)),
            }
        }
        (Found::Headed(extents), _) => {
            let kept = extents
                .iter()
                .map(|extent| (extent.clone(), in_lines(&remarks(text, extent))));
            let cut = splice(text, kept.collect());
            return match wanted {
                Wanted::Absent => format!("{mark}{cut}"),
                _ => format!("{mark}{}", edit(&cut, name, wanted)),
            };
        }
    };
    let splices = splices
        .into_iter()
        .map(|(range, new)| (range, in_lines(&new)));
    format!("{mark}{}", splice(text, splices.collect()))
}

/// Whether a change can be put into the text: it is TOML without a mistake of syntax.
pub fn is_editable(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (_, errors) = DeTable::parse_recoverable(text);
    errors.is_empty() && conflict(text).is_none() && !text.trim().is_empty()
}

/// What a key holds, as a person reads it: a text without its quotes, the items of a list one behind the other.
pub fn held(text: &str, name: &str) -> Option<String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (table, _) = DeTable::parse_recoverable(text);
    let (root, rest) = match name.split_once('.') {
        Some((root, rest)) => (root, Some(rest)),
        None => (name, None),
    };
    let find = |table: &DeTable<'_>, name: &str| {
        let mut entries = table.iter();
        entries
            .find(|(key, _)| key.get_ref() == name)
            .map(|(_, value)| shown(root, value.get_ref()))
    };
    match rest {
        None => find(table.get_ref(), root),
        Some(rest) => {
            let mut entries = table.get_ref().iter();
            let (_, value) = entries.find(|(key, _)| key.get_ref() == root)?;
            find(value.get_ref().as_table()?, rest)
        }
    }
}

fn shown(key: &str, held: &DeValue<'_>) -> String {
    match held {
        DeValue::String(text) => text.trim_end().to_owned(),
        DeValue::Array(items) => {
            let items: Vec<String> = items
                .iter()
                .map(|item| match item.get_ref() {
                    DeValue::String(text) => text.to_string(),
                    other => value(key, other),
                })
                .collect();
            items.join(" ; ")
        }
        other => value(key, other),
    }
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
fn fragment(wanted: &Wanted) -> String {
    match wanted {
        Wanted::Value(fragment) => fragment.clone(),
        Wanted::List(list) => match &list[..] {
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
        Wanted::Absent => String::new(),
    }
}

/// A key with its value, on a line or lines of its own.
struct Statement<'a> {
    /// The key at the root.
    root: String,
    /// Where its line starts, spaces apart.
    start: usize,
    /// Where its value ends.
    end: usize,
    /// Where the key itself ends.
    key_end: usize,
    value: &'a Spanned<DeValue<'a>>,
}

/// How a key stands in a text.
enum Found<'a> {
    At(Statement<'a>),
    /// It is within a table in braces, whose statement this is.
    Inline(Statement<'a>),
    /// It stands in tables under headers.
    Headed(Vec<Range<usize>>),
    Nowhere,
}

fn find<'a>(text: &str, table: &'a DeTable<'a>, name: &str) -> Found<'a> {
    let (root, rest) = match name.split_once('.') {
        Some((root, rest)) => (root, Some(rest)),
        None => (name, None),
    };
    let Some((key, value)) = table.iter().find(|(key, _)| key.get_ref() == root) else {
        return Found::Nowhere;
    };
    match (value.get_ref(), rest) {
        (DeValue::Table(inner), Some(rest)) => {
            if is_inline(text, value) {
                return Found::Inline(statement(text, root, key.span(), value));
            }
            match inner.iter().find(|(key, _)| key.get_ref() == rest) {
                Some((key, value)) => Found::At(statement(text, root, key.span(), value)),
                None => Found::Nowhere,
            }
        }
        (DeValue::Array(tables), None)
            if !tables.is_empty() && tables.iter().all(|item| is_headed(text, item)) =>
        {
            Found::Headed(tables.iter().map(|item| headed(text, item)).collect())
        }
        _ => Found::At(statement(text, root, key.span(), value)),
    }
}

fn statement<'a>(
    text: &str,
    root: &str,
    key: Range<usize>,
    value: &'a Spanned<DeValue<'a>>,
) -> Statement<'a> {
    let line = line_start(text, key.start);
    let indent = text[line..].len() - text[line..].trim_start_matches([' ', '\t']).len();
    Statement {
        root: root.to_owned(),
        start: line + indent,
        end: value.span().end,
        key_end: key.end,
        value,
    }
}

/// The table under a header, with the line break behind it and one blank line after that.
fn headed(text: &str, item: &Spanned<DeValue<'_>>) -> Range<usize> {
    let extent = headed_extent(text, item);
    let end = line_end(text, extent.end);
    let blank = line_end(text, end);
    let is_blank = text[end..blank].trim().is_empty();
    extent.start..if is_blank { blank } else { end }
}

/// The comments of a part of the text, a line each.
fn remarks(text: &str, within: &Range<usize>) -> String {
    let all = comments(text);
    inside(&all, within)
        .map(|comment| format!("{}\n", text[comment.clone()].trim_end()))
        .collect()
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

/// Take a statement away; a comment in it or beside it stays.
fn cut(text: &str, statement: &Statement<'_>) -> Splice {
    let end = line_end(text, statement.end);
    let rest = text[statement.end..end].trim_start_matches([' ', '\t']);
    if rest.starts_with('#') {
        let kept = remarks(text, &statement.value.span());
        return (statement.start..end - rest.len(), kept);
    }
    let start = line_start(text, statement.start);
    let kept = remarks(text, &statement.value.span());
    if !kept.is_empty() {
        return (start..end, kept);
    }
    // Of two blank lines around it, one goes with it.
    let before = &text[..start];
    let above = before
        .strip_suffix('\n')
        .map_or(0, |above| line_start(text, above.len()));
    let blank_above = start > 0 && text[above..start].trim().is_empty();
    let blank_below = end == text.len() || text[end..line_end(text, end)].trim().is_empty();
    if blank_above && blank_below {
        (above..end, String::new())
    } else {
        (start..end, String::new())
    }
}

/// Put a new key where the order of the model has it.
fn insert(text: &str, table: &DeTable<'_>, name: &str, fragment: &str) -> Splice {
    let (root, last) = name.split_once('.').unwrap_or((name, name));
    let mut plain = Vec::new();
    let mut header = text.len();
    for (key, value) in table {
        match value.get_ref() {
            DeValue::Table(inner) if is_headed(text, value) => {
                if key.get_ref() == root
                    && let Some(below) = inner.iter().map(|(_, value)| value.span().end).max()
                {
                    return below_line(text, below, &format!("{} = {fragment}", self::key(last)));
                }
                header = header.min(value.span().start);
            }
            DeValue::Table(inner) if !is_inline(text, value) => {
                for (leaf, value) in inner {
                    plain.push(statement(text, key.get_ref(), leaf.span(), value));
                }
            }
            DeValue::Array(tables) if tables.first().is_some_and(|item| is_headed(text, item)) => {
                header = header.min(value.span().start);
            }
            _ => plain.push(statement(text, key.get_ref(), key.span(), value)),
        }
    }
    let path = match name.split_once('.') {
        Some((root, last)) => format!("{root}.{}", self::key(last)),
        None => name.to_owned(),
    };
    let new = place(root);
    let before = plain
        .iter()
        .filter(|statement| place(&statement.root) <= new);
    let Some(anchor) = before.max_by_key(|statement| (place(&statement.root), statement.start))
    else {
        let after = plain.iter().map(|statement| statement.start).min();
        let at = line_start(text, after.unwrap_or(header));
        return (at..at, format!("{path} = {fragment}\n"));
    };
    let end = line_end(text, anchor.end);
    if place(&anchor.root).0 == new.0 {
        let padded = aligned(text, anchor, &path);
        return below_line(text, anchor.end, &format!("{padded}= {fragment}"));
    }
    let next = &text[end..line_end(text, end)];
    let dense = end < text.len() && !next.trim().is_empty();
    let blank = if dense { "" } else { "\n" };
    below_line(text, anchor.end, &format!("{blank}{path} = {fragment}"))
}

/// The key with the spaces that bring its `=` below the one of `anchor`.
fn aligned(text: &str, anchor: &Statement<'_>, path: &str) -> String {
    let equals = text[anchor.key_end..].find('=').unwrap_or(1);
    let width = text[anchor.start..anchor.key_end + equals].chars().count();
    format!("{path:width$}", width = width.max(path.chars().count() + 1))
}

/// Put a line below the one that `position` is on.
fn below_line(text: &str, position: usize, line: &str) -> Splice {
    let end = line_end(text, position);
    if text[..end].ends_with('\n') {
        (end..end, format!("{line}\n"))
    } else {
        (end..end, format!("\n{line}"))
    }
}

/// The entries of a table in braces, each on a line of its own, below the comments that stood among them.
fn dotted(statement: &Statement<'_>) -> String {
    let DeValue::Table(table) = statement.value.get_ref() else {
        return String::new();
    };
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    let lines: Vec<String> = entries
        .into_iter()
        .map(|(name, held)| {
            let path = format!("{}.{}", statement.root, key(name.get_ref()));
            format!("{path} = {}", value(&path, held.get_ref()))
        })
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::{Wanted, edit};

    fn value(fragment: &str) -> Wanted {
        Wanted::Value(fragment.to_owned())
    }

    fn list(names: &[&str]) -> Wanted {
        Wanted::List(names.iter().map(|name| (*name).to_owned()).collect())
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
                Wanted::Absent,
                "title = 't'\n\nbudget = []\n",
            ),
            (
                "title = 't'\nend = 2 # c\n",
                "end",
                Wanted::Absent,
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
