//! Where the keys and the brackets of a text stand, whether or not it is TOML: looked for once, whatever is asked.

use std::collections::HashMap;

/// The keys and the brackets of a text.
pub struct Outline<'a> {
    /// The place of each bracket, and the innermost that is open behind it.
    brackets: Vec<(usize, Option<usize>)>,
    /// The starts of the lines that begin with `[`.
    headers: Vec<usize>,
    /// The start of the first line of each key, by the number of headers above it.
    keys: HashMap<(usize, &'a str), usize>,
}

impl<'a> Outline<'a> {
    /// The outline of a text.
    pub fn of(text: &'a str) -> Self {
        let mut outline = Self {
            brackets: Vec::new(),
            headers: Vec::new(),
            keys: HashMap::new(),
        };
        let mut open = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            if line.starts_with('[') {
                outline.headers.push(start);
            }
            if is_key_line(line) {
                let table = outline.headers.len();
                outline.keys.entry((table, bare_key(line))).or_insert(start);
            }
            let mut quoted = false;
            for (index, byte) in line.bytes().enumerate() {
                match byte {
                    b'"' => quoted = !quoted,
                    b'[' | b'{' if !quoted => open.push(start + index),
                    b']' | b'}' if !quoted => {
                        open.pop();
                    }
                    _ => continue,
                }
                outline.brackets.push((start + index, open.last().copied()));
            }
            start += line.len();
        }
        outline
    }

    /// The innermost bracket or brace before `at` that nothing closes there.
    pub fn open_bracket(&self, at: usize) -> Option<usize> {
        let next = self.brackets.partition_point(|(index, _)| *index < at);
        self.brackets.get(next.checked_sub(1)?)?.1
    }

    /// The place above `at` where `key` was given first, in the same table.
    pub fn first_use(&self, at: usize, key: &str) -> Option<usize> {
        let table = self.headers.partition_point(|start| *start < at);
        let first = self.keys.get(&(table, key)).copied();
        first.filter(|first| *first < at)
    }
}

/// Tells that a line begins with a key of its own.
pub fn is_key_line(line: &str) -> bool {
    let key = bare_key(line);
    let behind = line[key.len()..].trim_start_matches([' ', '\t']);
    !key.is_empty() && behind.starts_with('=') || line.starts_with("[[")
}

fn bare_key(line: &str) -> &str {
    let is_other = |c: char| !(c.is_ascii_alphanumeric() || c == '_');
    &line[..line.find(is_other).unwrap_or(line.len())]
}
