//! Mistakes that TOML takes in silence: keys that strayed, backslashes that became something else.

use std::ops::Range;

use crate::document::Document;
use crate::document::signs::Signs;
use crate::document::text::{line_of, line_start};
use crate::document::token::is_windows_path;
use crate::finding::{Diagnostic, Finding, at};
use crate::model::key::Key;

/// Tells whether an action has a key that a sub-action has not: seen in one, it strayed there.
pub fn is_of_action_alone(name: &str) -> bool {
    name == "extra" || Key::named(name).is_some_and(|key| !key.is_in_sub_action())
}

/// The keys of the last `[[sub_actions]]` that a blank line sets apart: probably meant for the action.
pub fn loose_keys(document: &Document<'_>) -> Vec<Diagnostic> {
    let text = document.text();
    let parts = document.value("sub_actions");
    let parts = parts.and_then(|parts| parts.get_ref().as_array());
    let Some(part) = parts.and_then(|parts| parts.last()?.get_ref().as_table()) else {
        return Vec::new();
    };
    let Some(header) = text.rfind("\n[[sub_actions]]") else {
        return Vec::new();
    };
    let mut keys: Vec<_> = part
        .iter()
        .map(|(key, _)| (key.get_ref().to_string(), key.span()))
        .filter(|(key, span)| {
            let line = line_start(text, span.start);
            let blank_before = text[..line].trim_end_matches('\r').ends_with("\n\n")
                || text[..line].ends_with("\r\n\r\n");
            // A key that only an action has is a finding of its own.
            span.start > header && blank_before && !is_of_action_alone(key)
        })
        .collect();
    keys.sort_by_key(|(_, span)| span.start);
    keys.into_iter()
        .map(|(key, span)| at(Finding::LooseKey(key), span))
        .collect()
}

/// The texts that name a place on a Windows disk with single backslashes: `C:\temp` holds a tab.
pub fn windows_paths(document: &Document<'_>) -> Vec<Diagnostic> {
    let text = document.text();
    let mut findings = Vec::new();
    if !document.signs().has(Signs::ESCAPE) {
        return findings;
    }
    for (colon, _) in text.match_indices(":\\") {
        let line = line_of(text, colon);
        let Some(open) = text[line.start..colon].rfind(['"', '\'']) else {
            continue;
        };
        let start = line.start + open + 1;
        let end = text[start..line.end]
            .find('"')
            .map_or(line.end, |index| start + index);
        let inner = &text[start..end];
        let literal = text[..start].ends_with('\'');
        let silent = inner
            .split('\\')
            .skip(1)
            .all(|part| part.starts_with(['t', 'n', 'r', 'b', 'f', 'e']));
        if !literal && silent && is_windows_path(inner) {
            let span: Range<usize> = start..end;
            let finding = Finding::WindowsPath(inner.to_owned());
            let doubled = inner.replace('\\', "\\\\");
            findings.push(at(finding, span.clone()).patch(span, Some(doubled)));
        }
    }
    findings
}

/// The lines that end in blanks or hold a tab, which nobody sees.
pub fn blanks(document: &Document<'_>) -> Vec<Diagnostic> {
    let text = document.text();
    let mut findings = Vec::new();
    // Most files hold none: they are not taken apart.
    if !document.signs().has(Signs::BLANK) && !text.ends_with(' ') {
        return findings;
    }
    let mut start = 0;
    let mut in_long_text = false;
    for line in text.split_inclusive('\n') {
        let body = line.trim_end_matches(['\n', '\r']);
        let solid = body.trim_end_matches([' ', '\t']);
        let outside = !in_long_text && !line.contains("\"\"\"");
        let tab = body.find('\t').filter(|tab| *tab < solid.len());
        let (span, tab) = if solid.len() < body.len() {
            (start + solid.len()..start + body.len(), false)
        } else if let Some(tab) = tab {
            (start + tab..start + tab + 1, true)
        } else {
            in_long_text ^= line.matches("\"\"\"").count() % 2 == 1;
            start += line.len();
            continue;
        };
        let diagnostic = at(Finding::TrailingBlank(tab), span.clone());
        // Within a text a blank is part of what the plan says.
        let indents = tab && body[..span.start - start].trim().is_empty();
        let is_sure = outside && (!tab || indents);
        let mended = is_sure.then_some(if tab { "  " } else { "" });
        findings.push(diagnostic.patch(span, mended));
        in_long_text ^= line.matches("\"\"\"").count() % 2 == 1;
        start += line.len();
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::{blanks, windows_paths};
    use crate::document::Document;

    #[test]
    fn blanks_are_mended_where_they_mean_nothing() {
        for (text, mended) in [
            ("a = 1  \n", vec![true]),
            ("\ta = 1\n", vec![true]),
            ("a = \"\"\"\nx  \ny\n\"\"\"\nb = 1 \n", vec![false, true]),
            ("a = \"x\ty\"\n", vec![false]),
            ("a = 1\n", vec![]),
        ] {
            let found = blanks(&Document::of(text));
            let patched: Vec<bool> = found.iter().map(|one| !one.patch.is_empty()).collect();
            assert_eq!(patched, mended, "{text}");
        }
    }

    #[test]
    fn a_path_that_toml_takes_in_silence_is_found() {
        for (text, count) in [
            ("a = \"C:\\temp\\notes\"\n", 1),
            ("a = \"C:\\\\temp\"\n", 0),
            ("a = 'C:\\temp'\n", 0),
            ("a = \"voir : \\n rien\"\n", 0),
        ] {
            assert_eq!(windows_paths(&Document::of(text)).len(), count, "{text}");
        }
    }
}
