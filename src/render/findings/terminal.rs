//! Findings as a person reads them: the line, a caret, the remedy.

use std::io::Write;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};
use clap::error::ErrorKind;

use crate::error::Error;
use crate::finding::{Edit, Placed, Severity};
use crate::render::findings::concise::line;
use crate::render::findings::on_a_line;
use crate::render::screen::visible_lines;
use crate::words::{Lang, Sentence, Word};

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
    let finding = placed.finding();
    let label = format!(
        "{}[{}]",
        lang.severity(finding.severity()),
        finding.rule().name()
    );
    let report = plain_report(placed, lang, renderer);
    report.replacen(&label, &format!("{label}{}", space(lang)), 1)
}

/// What the language sets before a colon.
fn space(lang: Lang) -> &'static str {
    lang.word(Word::COLON).trim_end_matches(": ")
}

/// The report as the renderer sets it, without a space before the first colon.
fn plain_report(placed: &Placed, lang: Lang, renderer: &Renderer) -> String {
    let finding = placed.finding();
    let sentence = lang.finding(finding);
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let level = level.with_name(lang.severity(finding.severity()));
    let title = level
        .primary_title(on_a_line(&sentence.title))
        .id(finding.rule().name());
    let path = placed.file();
    let also = placed.also.as_ref();
    let near = also.filter(|also| also.file == path);
    let (Some(text), Some(located)) = (&placed.text, &placed.located) else {
        let mut groups = vec![title.element(Origin::path(path).line(1).char_column(1))];
        groups.extend(helps(&sentence, lang));
        return renderer.render(&groups);
    };
    let shown = match near {
        Some(also) => joined(&located.span, &also.located.span),
        None => located.span.clone(),
    };
    let window = Window::around(text, &shown);
    let mut snippet = window.snippet().path(path).annotation(
        AnnotationKind::Primary
            .span(window.within(&located.span))
            .label(sentence.label.as_deref().map(on_a_line).unwrap_or_default()),
    );
    if let Some(also) = near {
        let span = window.within(&also.located.span);
        snippet = snippet.annotation(
            AnnotationKind::Context
                .span(span)
                .label(lang.also(also.also)),
        );
    }
    let mut group = title.element(snippet);
    if let Some(also) = also.filter(|also| also.file != path) {
        let window = Window::around(&also.text, &also.located.span);
        let annotation = AnnotationKind::Context
            .span(window.within(&also.located.span))
            .label(lang.also(also.also));
        group = group.element(
            window
                .snippet()
                .path(also.file.as_str())
                .annotation(annotation),
        );
    }
    let mut groups = vec![group];
    groups.extend(helps(&sentence, lang));
    // The remedy is shown as it would be written, under the sentence that says it.
    if let (Some(first), Some(last)) = (placed.edits.first(), placed.edits.last())
        && groups.len() > 1
        && !placed.edits.iter().all(|edit| is_unseen(edit, text))
    {
        let window = Window::lines(text, &joined(&first.span, &last.span));
        let patches = placed.edits.iter().map(|edit| {
            let replacement = edit.text.as_str();
            Patch::new(window.within(&edit.span), replacement)
        });
        let help = groups.remove(1).element(window.snippet().patches(patches));
        groups.insert(1, help);
    }
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
        lang.word(Word::ERROR),
        lang.word(Word::COLON),
        visible_lines(&sentence.title)
    )];
    if let Error::Invalid(blocked) = error {
        lines.extend(
            blocked
                .findings
                .iter()
                .map(|placed| format!("  {}", line(placed, lang))),
        );
    }
    if let Error::Worse(findings) | Error::Unchangeable { findings, .. } = error {
        let renderer = Renderer::plain();
        let reports = findings.iter();
        lines.extend(reports.map(|placed| format!("\n{}", report(placed, lang, &renderer))));
    }
    for help in &sentence.help {
        lines.push(format!(
            "{}{}{}",
            lang.word(Word::HELP),
            lang.word(Word::COLON),
            visible_lines(help)
        ));
    }
    lines.join("\n")
}

fn helps<'a>(sentence: &'a Sentence, lang: Lang) -> impl Iterator<Item = Group<'a>> {
    sentence.help.iter().map(move |help| {
        Group::with_title(
            Level::HELP
                .with_name(format!("{}{}", lang.word(Word::HELP), space(lang)))
                .secondary_title(on_a_line(help)),
        )
    })
}

/// A stretch of a text's lines: a large file is not walked for each of its findings.
struct Window<'a> {
    text: &'a str,
    start: usize,
    first_line: usize,
}

impl<'a> Window<'a> {
    /// The lines of `span` and some around them.
    fn around(text: &'a str, span: &Range<usize>) -> Self {
        Self::with(text, span, AROUND)
    }

    /// The lines of `span`.
    fn lines(text: &'a str, span: &Range<usize>) -> Self {
        Self::with(text, span, 0)
    }

    fn with(text: &'a str, span: &Range<usize>, around: usize) -> Self {
        let start = text[..span.start]
            .rmatch_indices('\n')
            .nth(around)
            .map_or(0, |(newline, _)| newline + 1);
        let end = text[span.end..]
            .match_indices('\n')
            .nth(around)
            .map_or(text.len(), |(newline, _)| span.end + newline);
        // Windows ends a line with two characters; the first is none to see.
        let end = text[..end].strip_suffix('\r').map_or(end, str::len);
        let end = end.max(span.end);
        Self {
            text: &text[start..end],
            start,
            first_line: text[..start].matches('\n').count() + 1,
        }
    }

    /// A span of the text, counted from the window's first byte.
    fn within(&self, span: &Range<usize>) -> Range<usize> {
        span.start - self.start..span.end - self.start
    }

    fn snippet<T: Clone>(&self) -> Snippet<'a, T> {
        Snippet::source(self.text)
            .line_start(self.first_line)
            .fold(true)
    }
}

/// Whether an edit changes blanks only, which a difference cannot show.
fn is_unseen(edit: &Edit, text: &str) -> bool {
    let blank = |text: &str| text.chars().all(char::is_whitespace);
    blank(&edit.text) && blank(&text[edit.span.clone()])
}

/// The span from the first byte of either to the last.
fn joined(one: &Range<usize>, other: &Range<usize>) -> Range<usize> {
    one.start.min(other.start)..one.end.max(other.end)
}
