//! Where a key stands in a text: the way from a key's path to its bytes.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::finding::At;

/// The bytes of `text` that `at` names; for a key that is not there, the end of the table that lacks it.
pub fn span(text: &str, at: &At) -> Option<Range<usize>> {
    match at {
        At::File => None,
        At::Span(span) => Some(span.clone()),
        At::Key(path) => Some(find(text, path, true).unwrap_or_else(|end| end)),
        At::Value(path) => Some(find(text, path, false).unwrap_or_else(|end| end)),
    }
}

/// Whether a key stands in the text, by its path.
pub fn holds(text: &str, path: &str) -> bool {
    find(text, path, true).is_ok()
}

/// The last line of `text` that says anything, without its line break.
pub fn last_line(text: &str) -> Range<usize> {
    let end = text.trim_end().len();
    let start = text[..end].rfind('\n').map_or(0, |newline| newline + 1);
    start..end
}

/// Where the line that holds `index` begins.
pub fn line_start(text: &str, index: usize) -> usize {
    text.get(..index)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |newline| newline + 1)
}

/// The line that holds `index`, without its line break.
pub fn line_of(text: &str, index: usize) -> Range<usize> {
    let start = line_start(text, index);
    let line = text[start..].split('\n').next().unwrap_or_default();
    start..start + line.trim_end_matches('\r').len()
}

/// A text as TOML writes it on one line, between straight quotes.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// The paths of the plain values of `table` that stand, in part at least, within one of `spans`.
pub fn paths_within(table: &DeTable<'_>, spans: &[Range<usize>]) -> Vec<String> {
    let mut paths = Vec::new();
    if spans.is_empty() {
        return paths;
    }
    for (key, value) in table {
        walk(key.get_ref(), value, spans, &mut paths);
    }
    paths
}

fn walk(path: &str, value: &Spanned<DeValue<'_>>, spans: &[Range<usize>], paths: &mut Vec<String>) {
    match value.get_ref() {
        DeValue::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(&format!("{path}[{index}]"), item, spans, paths);
            }
        }
        DeValue::Table(table) => {
            for (key, value) in table {
                walk(&format!("{path}.{}", key.get_ref()), value, spans, paths);
            }
        }
        _ => {
            let at = value.span();
            if spans
                .iter()
                .any(|span| at.start < span.end && span.start < at.end.max(at.start + 1))
            {
                paths.push(path.to_owned());
            }
        }
    }
}

/// Where the line behind the one of `position` starts, or the text ends.
pub fn line_end(text: &str, position: usize) -> usize {
    text[position..]
        .find('\n')
        .map_or(text.len(), |newline| position + newline + 1)
}

/// The bytes of a key or its value; as an error the end of the table that lacks it.
fn find(text: &str, path: &str, key: bool) -> Result<Range<usize>, Range<usize>> {
    let (root, _) = DeTable::parse_recoverable(text);
    let mut table = Some(root.get_ref());
    let mut item: Option<&Spanned<DeValue<'_>>> = None;
    let mut found = last_line(text);
    for step in steps(path) {
        match step {
            PathStep::Key(name) => {
                let Some((at, value)) = table.and_then(|table| {
                    table
                        .iter()
                        .find(|(known, _)| known.get_ref().as_ref() == name)
                }) else {
                    return Err(found);
                };
                found = if key { at.span() } else { value.span() };
                item = Some(value);
            }
            PathStep::Index(index) => {
                let Some(value) = item.and_then(|item| item.get_ref().as_array()?.get(index))
                else {
                    return Err(found);
                };
                found = value.span();
                item = Some(value);
            }
        }
        table = item.and_then(|item| item.get_ref().as_table());
    }
    Ok(found)
}

enum PathStep<'a> {
    Key(&'a str),
    Index(usize),
}

/// The steps of a path: `budget[1].amount` is `budget`, 1, `amount`.
fn steps(path: &str) -> impl Iterator<Item = PathStep<'_>> {
    path.split('.').flat_map(|part| {
        let (name, indices) = part.split_once('[').unwrap_or((part, ""));
        let indices = indices
            .split(['[', ']'])
            .filter_map(|index| index.parse().ok())
            .map(PathStep::Index);
        std::iter::once(PathStep::Key(name)).chain(indices)
    })
}

#[cfg(test)]
mod tests {
    use super::span;
    use crate::finding::At;

    const TEXT: &str = "title = \"é\"\nbudget = [{ amount = 1 }, { note = \"x\" }]\n[[sub_actions]]\ntitle = \"t\"\n";

    #[test]
    fn a_path_leads_to_its_bytes() {
        for (at, expected) in [
            (At::Key("title".into()), "title"),
            (At::Value("title".into()), "\"é\""),
            (At::Value("budget[0].amount".into()), "1"),
            (At::Key("budget[1].note".into()), "note"),
            (At::Value("budget[1]".into()), "{ note = \"x\" }"),
            (At::Value("sub_actions[0].title".into()), "\"t\""),
            (At::Value("sub_actions[0]".into()), "[[sub_actions]]"),
            (At::Key("themes".into()), "title = \"t\""),
        ] {
            let found = span(TEXT, &at).expect("a place");
            assert_eq!(&TEXT[found], expected, "{at:?}");
        }
    }
}
