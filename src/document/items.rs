//! Items put into a list and taken out of it, each on its own line, the others left alone.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use crate::document::fragment::line;
use crate::document::text::{line_end, line_start};

/// A range of a text, and the text that shall stand there.
pub type Splice = (Range<usize>, String);

/// The splices that make the list hold `wanted`; none where it must be written anew.
///
/// A list of several lines keeps its lines: items go with theirs, and come on lines of their own behind the last.
pub fn splices(text: &str, array: &Spanned<DeValue<'_>>, wanted: &[String]) -> Option<Vec<Splice>> {
    let items = array.get_ref().as_array()?;
    let held: Vec<(&str, Range<usize>)> = items
        .iter()
        .map(|item| Some((item.get_ref().as_str()?, item.span())))
        .collect::<Option<_>>()?;
    if held
        .iter()
        .map(|(name, _)| *name)
        .eq(wanted.iter().map(String::as_str))
    {
        return Some(Vec::new());
    }
    let kept: Vec<&str> = held
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| wanted.iter().any(|wanted| wanted == name))
        .collect();
    let begins_so = wanted.len() >= kept.len() && wanted.iter().zip(&kept).all(|(a, b)| a == b);
    if !begins_so || kept.is_empty() || !stands_in_lines(text, array, &held) {
        return None;
    }
    let mut splices: Vec<Splice> = held
        .iter()
        .filter(|(name, _)| !kept.contains(name))
        .map(|(_, span)| (taken_out(text, span), String::new()))
        .collect();
    let (_, last) = held.iter().rev().find(|(name, _)| kept.contains(name))?;
    let new = &wanted[kept.len()..];
    if !new.is_empty() {
        let start = line_start(text, last.start);
        let indent = &text[start..last.start];
        let lines: String = new
            .iter()
            .map(|name| format!("{indent}{},\n", line(name)))
            .collect();
        let end = line_end(text, last.end);
        if !text[last.end..end].trim_start().starts_with(',') {
            splices.push((last.end..last.end, ",".to_owned()));
        }
        splices.push((end..end, lines));
    }
    Some(splices)
}

/// Tells that each item begins a line of its own and none shares its line with the brackets.
fn stands_in_lines(
    text: &str,
    array: &Spanned<DeValue<'_>>,
    held: &[(&str, Range<usize>)],
) -> bool {
    let close = array.span().end - 1;
    let behind = held
        .last()
        .map_or(close, |(_, span)| line_end(text, span.end));
    let nothing_behind = behind <= close
        && text[behind..close].lines().all(|line| {
            let line = line.trim();
            line.is_empty() || line.starts_with('#')
        });
    nothing_behind
        && held.iter().all(|(_, span)| {
            let alone = text[line_start(text, span.start)..span.start]
                .trim()
                .is_empty();
            let end = line_end(text, span.end);
            let rest = text[span.end..end].trim_start();
            let rest = rest.strip_prefix(',').unwrap_or(rest).trim();
            alone && end <= close && (rest.is_empty() || rest.starts_with('#'))
        })
}

/// The bytes that go with an item: its line, save for a comment on it.
fn taken_out(text: &str, span: &Range<usize>) -> Range<usize> {
    let end = line_end(text, span.end);
    match text[span.end..end].find('#') {
        Some(comment) => span.start..span.end + comment,
        None => line_start(text, span.start)..end,
    }
}
