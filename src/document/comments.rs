//! The comments of a TOML text, each with the part of the text that it speaks of. It knows TOML, not plans.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

/// The comments on a part of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remarks<'a> {
    /// The comments above it; an empty one stands for a blank line.
    pub above: Vec<&'a str>,
    /// The comment behind it on its last line.
    pub beside: Option<&'a str>,
}

/// The places of all comments, in the order of the text.
pub fn comments(text: &str) -> Vec<Range<usize>> {
    Source::new(text)
        .lex()
        .filter(|token| token.kind() == TokenKind::Comment)
        .map(|token| token.span().start()..token.span().end())
        .collect()
}

/// The comments of `within` shared out to the parts at `extents`, which are in order, and those behind the last.
///
/// A comment on the line where a part ends is beside it; any other belongs to the part below. What stands
/// within a part is left to it.
pub fn share<'a>(
    text: &'a str,
    comments: &[Range<usize>],
    within: &Range<usize>,
    extents: &[Range<usize>],
) -> (Vec<Remarks<'a>>, Vec<&'a str>) {
    let mut remarks = vec![Remarks::default(); extents.len()];
    let mut behind = Vec::new();
    // Where the comment before this one ended, where it went to the same part.
    let mut last: Option<(usize, usize)> = None;
    for comment in inside(comments, within) {
        let next = extents.partition_point(|extent| extent.end <= comment.start);
        if extents
            .get(next)
            .is_some_and(|extent| extent.start <= comment.start)
        {
            continue;
        }
        let words = text[comment.clone()].trim_end();
        let before = next.checked_sub(1);
        if let Some(before) = before
            && remarks[before].beside.is_none()
            && !text[extents[before].end..comment.start].contains('\n')
        {
            remarks[before].beside = Some(words);
            continue;
        }
        let list = match remarks.get_mut(next) {
            Some(remarks) => &mut remarks.above,
            None => &mut behind,
        };
        if let Some((part, end)) = last
            && part == next
            && has_blank_line(&text[end..comment.start])
        {
            list.push("");
        }
        list.push(words);
        last = Some((next, comment.end));
        if let Some(extent) = extents.get(next)
            && is_last_before(comments, comment, extent)
            && has_blank_line(&text[comment.end..extent.start])
        {
            list.push("");
        }
    }
    (remarks, behind)
}

/// The comments that stand inside a part of the text.
pub fn inside<'c>(
    comments: &'c [Range<usize>],
    within: &Range<usize>,
) -> impl Iterator<Item = &'c Range<usize>> {
    let within = within.clone();
    comments
        .iter()
        .filter(move |comment| within.start <= comment.start && comment.end <= within.end)
}

fn is_last_before(comments: &[Range<usize>], comment: &Range<usize>, part: &Range<usize>) -> bool {
    !comments
        .iter()
        .any(|other| comment.end <= other.start && other.end <= part.start)
}

/// Tells that a whole line of `gap` is blank.
fn has_blank_line(gap: &str) -> bool {
    let mut lines = gap.split('\n').skip(1).peekable();
    while let Some(line) = lines.next() {
        if lines.peek().is_some() && line.trim().is_empty() {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{comments, share};

    #[test]
    fn a_comment_belongs_to_the_part_below_or_beside() {
        let text = "# a\n\n# b\none = \"#\" # c\n# d\ntwo = 2\n# e\n";
        let found = comments(text);
        let extent = |part: &str| {
            let start = text.find(part).expect("a part of the text");
            start..start + part.len()
        };
        let extents = [extent("one = \"#\""), extent("two = 2")];
        let (remarks, behind) = share(text, &found, &(0..text.len()), &extents);
        assert_eq!(remarks[0].above, ["# a", "", "# b"]);
        assert_eq!(remarks[0].beside, Some("# c"));
        assert_eq!(remarks[1].above, ["# d"]);
        assert_eq!(behind, ["# e"]);
    }
}
