//! Findings as a person reads them: the line, a caret, the remedy.

use std::io::Write;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use clap::error::ErrorKind;

use crate::diagnostic::{Located, Placed, Severity};
use crate::error::Error;
use crate::messages::{Lang, Sentence, Word};

/// How many lines of a file are shown around a finding at the most.
const AROUND: usize = 2;

/// Write findings in full, an empty line between them.
///
/// # Errors
/// The answer cannot be written.
pub fn write(
    findings: &[Placed],
    lang: Lang,
    styled: bool,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let renderer = if styled {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    for placed in findings {
        let report = report(placed, lang, &renderer);
        writeln!(out, "{report}\n")?;
    }
    Ok(())
}

fn report(placed: &Placed, lang: Lang, renderer: &Renderer) -> String {
    let finding = &placed.diagnostic.finding;
    let sentence = lang.finding(finding);
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let level = level.with_name(lang.severity(finding.severity()));
    let title = level
        .primary_title(sentence.title.as_str())
        .id(finding.rule());
    let path = placed.diagnostic.place.file.as_str();
    let window = match (&placed.text, &placed.located) {
        (Some(text), Some(located)) => Some(window(text, located)),
        _ => None,
    };
    let group = match &window {
        Some(window) => title.element(
            Snippet::source(window.text)
                .line_start(window.first_line)
                .path(path)
                .fold(true)
                .annotation(
                    AnnotationKind::Primary
                        .span(window.span.clone())
                        .label(sentence.label.as_deref().unwrap_or_default()),
                ),
        ),
        None => title.element(Origin::path(path).line(1).char_column(1)),
    };
    let mut groups = vec![group];
    groups.extend(helps(&sentence, lang));
    renderer.render(&groups)
}

/// An error, and its remedy, as standard error shows them; the findings that block stand below.
pub fn report_error(error: &Error, lang: Lang) -> String {
    if let Error::Usage(usage) = error
        && usage.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    {
        // Whoever types the bare name asks what there is.
        return usage.render().to_string();
    }
    let sentence = lang.error(error);
    let mut lines = vec![format!(
        "{}{}{}",
        lang.word(Word::Error),
        lang.word(Word::Colon),
        sentence.title
    )];
    if let Error::Invalid(blocked) = error {
        lines.extend(blocked.findings.iter().map(|placed| one_line(placed, lang)));
    }
    for help in &sentence.help {
        lines.push(format!(
            "{}{}{help}",
            lang.word(Word::Help),
            lang.word(Word::Colon)
        ));
    }
    lines.join("\n")
}

/// A finding in one line: `path:line:column: error[rule]: sentence`.
fn one_line(placed: &Placed, lang: Lang) -> String {
    let finding = &placed.diagnostic.finding;
    let (line, column) = placed
        .located
        .as_ref()
        .map_or((1, 1), |located| (located.line, located.column));
    format!(
        "  {}:{line}:{column}: {}[{}]: {}",
        placed.diagnostic.place.file,
        lang.severity(finding.severity()),
        finding.rule(),
        lang.finding(finding).title
    )
}

fn helps<'a>(sentence: &'a Sentence, lang: Lang) -> impl Iterator<Item = Group<'a>> {
    sentence.help.iter().map(move |help| {
        Group::with_title(
            Level::HELP
                .with_name(lang.word(Word::Help))
                .secondary_title(help.as_str()),
        )
    })
}

struct Window<'a> {
    text: &'a str,
    first_line: usize,
    span: std::ops::Range<usize>,
}

/// The lines around a place: a large file is not walked for each of its findings.
fn window<'a>(text: &'a str, located: &Located) -> Window<'a> {
    let start = text[..located.span.start]
        .rmatch_indices('\n')
        .nth(AROUND)
        .map_or(0, |(newline, _)| newline + 1);
    let end = text[located.span.end..]
        .match_indices('\n')
        .nth(AROUND)
        .map_or(text.len(), |(newline, _)| located.span.end + newline);
    Window {
        text: &text[start..end],
        first_line: located.line - text[start..located.span.start].matches('\n').count(),
        span: located.span.start - start..located.span.end - start,
    }
}
