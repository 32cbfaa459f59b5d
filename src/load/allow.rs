//! Comments that silence a finding, and why: `# plan: allow(rule) reason`.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::document::Document;
use crate::document::decode::decode;
use crate::document::signs::Signs;
use crate::document::text::line_of;
use crate::finding::{AllowFault, At, Diagnostic, Finding, Rule, Severity, Text};
use crate::model::nearest::nearest;
use crate::source::Source;

/// A comment that silences the findings of a rule on its line and the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    file: String,
    rule: Rule,
    /// The bytes of the comment.
    span: Range<usize>,
    /// The lines it speaks of, from 1, both included.
    lines: (usize, usize),
}

/// The allowances of a file, and the ones that are badly written.
pub fn allowances(file: &str, document: &Document<'_>) -> (Vec<Allowance>, Vec<Diagnostic>) {
    let text = document.text();
    let mut allowed = Vec::new();
    let mut faults = Vec::new();
    // Few files hold one: the rest is not taken apart.
    if !(document.signs().has(Signs::COMMENT) && text.contains("# plan:")) {
        return (allowed, faults);
    }
    let counted = Text::of(text);
    let mut spoken_of = 0;
    for comment in document.comments().iter().cloned() {
        let words = text[comment.clone()].trim_start_matches(['#', ' ']);
        let Some(words) = words.strip_prefix("plan:") else {
            continue;
        };
        match rule_of(words.trim()) {
            Ok(rule) => {
                let line = counted.locate(comment.clone()).line;
                // All comments of a block speak of the line below it.
                if line >= spoken_of {
                    spoken_of = last_line_spoken_of(text, &comment, line);
                }
                allowed.push(Allowance {
                    file: file.to_owned(),
                    rule,
                    lines: (line, spoken_of),
                    span: comment,
                });
            }
            Err(fault) => {
                let finding = Finding::BadAllow(fault);
                faults.push(Diagnostic::new(finding, file, At::Span(comment)));
            }
        }
    }
    (allowed, faults)
}

/// The line below a comment that stands alone, its further comments skipped; its own where it follows a value.
fn last_line_spoken_of(text: &str, comment: &Range<usize>, line: usize) -> usize {
    let own = line_of(text, comment.start);
    if !text[own.start..comment.start].trim().is_empty() {
        return line;
    }
    let below = text[comment.end..].split('\n').skip(1);
    line + 1
        + below
            .take_while(|below| below.trim_start().starts_with('#'))
            .count()
}

fn rule_of(words: &str) -> Result<Rule, AllowFault> {
    let (name, reason) = words
        .strip_prefix("allow(")
        .and_then(|words| words.split_once(')'))
        .ok_or(AllowFault::Form)?;
    let name = name.trim();
    let rule = Rule::named(name).ok_or_else(|| AllowFault::UnknownRule {
        rule: name.to_owned(),
        nearest: nearest(name, Rule::all().map(Rule::name)),
    })?;
    if !rule.has_exceptions() {
        return Err(AllowFault::Unsilenceable(name.to_owned()));
    }
    if reason.trim().is_empty() {
        return Err(AllowFault::NoReason);
    }
    Ok(rule)
}

/// The findings without those that an allowance silences; where all rules ran on the whole plan, an allowance without any is one.
pub fn silence(
    source: &Source,
    diagnostics: Vec<Diagnostic>,
    allowances: &[Allowance],
    least: Severity,
) -> Vec<Diagnostic> {
    let mut by_file: BTreeMap<&str, Vec<&Allowance>> = BTreeMap::new();
    for allowance in allowances {
        by_file.entry(&allowance.file).or_default().push(allowance);
    }
    // What is wrong with their bytes was found on the first reading.
    let read = |file: &str| source.read(&source.entry(file)).ok().map(decode);
    let decoded: BTreeMap<&str, _> = by_file.keys().map(|file| (*file, read(file))).collect();
    let documents: BTreeMap<&str, (Document<'_>, Text)> = decoded
        .iter()
        .filter_map(|(file, decoded)| {
            let document = decoded.as_ref()?.document()?;
            let counted = Text::of(document.text());
            Some((*file, (document, counted)))
        })
        .collect();
    let mut used: Vec<&Allowance> = Vec::new();
    let mut left: Vec<Diagnostic> = Vec::new();
    for diagnostic in diagnostics {
        let file = diagnostic.place.file.as_str();
        let rule = diagnostic.finding.rule();
        let line = documents
            .get(file)
            .and_then(|(document, counted)| {
                let span = document.span(&diagnostic.place.at)?;
                Some(counted.locate(span).line)
            })
            .unwrap_or(1);
        let allowance = by_file.get(file).and_then(|allowances| {
            allowances.iter().find(|allowance| {
                let (first, last) = allowance.lines;
                allowance.rule == rule && (first..=last).contains(&line)
            })
        });
        match allowance {
            Some(allowance) => used.push(allowance),
            None => left.push(diagnostic),
        }
    }
    let is_error = |one: &Diagnostic| one.finding.severity() == Severity::Error;
    // Where there are errors, not every rule has seen all that it judges.
    if least == Severity::Warning && !left.iter().any(is_error) {
        // A rule that needs an earlier plan may find it there another time.
        let unused = allowances
            .iter()
            .filter(|allowance| !used.contains(allowance) && !allowance.rule.needs_base());
        left.extend(unused.map(|allowance| {
            let rule = allowance.rule.name().to_owned();
            let at = At::Span(allowance.span.clone());
            Diagnostic::new(Finding::UnusedAllow(rule), allowance.file.clone(), at)
        }));
    }
    left
}

#[cfg(test)]
mod tests {
    use super::{Allowance, Diagnostic, Document};
    use crate::finding::{AllowFault, Finding, Rule};

    fn allowances(text: &str) -> (Vec<Allowance>, Vec<Diagnostic>) {
        super::allowances("f", &Document::of(text))
    }

    #[test]
    fn an_allowance_speaks_of_its_line_or_the_one_below() {
        let text = "a = 1 # plan: allow(small-amount) jeton\n# plan: allow(small-amount) jeton\n# autre\nb = 2\n";
        let (found, faults) = allowances(text);
        assert!(faults.is_empty());
        let lines: Vec<_> = found.iter().map(|allowed| allowed.lines).collect();
        assert_eq!(lines, [(1, 1), (2, 4)]);
        assert!(
            found
                .iter()
                .all(|allowed| allowed.rule == Rule::SmallAmount)
        );
    }

    #[test]
    fn an_allowance_needs_a_rule_that_bears_it_and_a_reason() {
        for (text, expected) in [
            ("# plan: allow(small-amount)\n", AllowFault::NoReason),
            ("# plan: allow small-amount\n", AllowFault::Form),
            (
                "# plan: allow(syntax) parce que\n",
                AllowFault::Unsilenceable("syntax".to_owned()),
            ),
        ] {
            let (_, faults) = allowances(text);
            let [fault] = &faults[..] else {
                panic!("{text} has one fault");
            };
            assert_eq!(fault.finding, Finding::BadAllow(expected), "{text}");
        }
    }

    #[test]
    fn a_text_is_no_comment() {
        let (found, faults) = allowances("a = \"# plan: allow(x) y\"\n");
        assert!(found.is_empty() && faults.is_empty());
    }
}
