//! The comments of a TOML text, each with the part of the text that it speaks of. It knows TOML, not plans.

use std::ops::Range;

use crate::document::Document;

/// The comments on a part of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remarks<'a> {
    /// The comments above it; an empty one stands for a blank line.
    pub above: Vec<&'a str>,
    /// The comment behind it on its last line.
    pub beside: Option<&'a str>,
}

impl Document<'_> {
    /// The comments of `within` shared out to the parts at `extents`, which are in order, and those behind the last.
    ///
    /// A comment on the line where a part ends is beside it; any other belongs to the part below. What stands
    /// within a part is left to it.
    pub fn share(
        &self,
        within: &Range<usize>,
        extents: &[Range<usize>],
    ) -> (Vec<Remarks<'_>>, Vec<&str>) {
        let text = self.text();
        let mut remarks = vec![Remarks::default(); extents.len()];
        let mut behind = Vec::new();
        // The end of the comment before this one, where it went to the same part.
        let mut last: Option<(usize, usize)> = None;
        for comment in self.comments_in(within) {
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
                && self.comments_in(&(comment.end..extent.start)).is_empty()
                && has_blank_line(&text[comment.end..extent.start])
            {
                list.push("");
            }
        }
        (remarks, behind)
    }

    /// The comments that stand inside a part of the text.
    pub fn comment_texts(&self, within: &Range<usize>) -> impl Iterator<Item = &str> {
        let places = self.comments_in(within).iter();
        places.map(|comment| self.text()[comment.clone()].trim_end())
    }

    /// The places of the comments that stand inside a part of the text.
    pub fn comments_in(&self, within: &Range<usize>) -> &[Range<usize>] {
        let comments = self.comments();
        let first = comments.partition_point(|comment| comment.start < within.start);
        let end = comments.partition_point(|comment| comment.end <= within.end);
        comments.get(first..end).unwrap_or_default()
    }
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
    use crate::document::Document;

    #[test]
    fn a_comment_belongs_to_the_part_below_or_beside() {
        let text = "# a\n\n# b\none = \"#\" # c\n# d\ntwo = 2\n# e\n";
        let extent = |part: &str| {
            let start = text.find(part).expect("a part of the text");
            start..start + part.len()
        };
        let document = Document::of(text);
        let extents = [extent("one = \"#\""), extent("two = 2")];
        let (remarks, behind) = document.share(&(0..text.len()), &extents);
        assert_eq!(remarks[0].above, ["# a", "", "# b"]);
        assert_eq!(remarks[0].beside, Some("# c"));
        assert_eq!(remarks[1].above, ["# d"]);
        assert_eq!(behind, ["# e"]);
    }
}
