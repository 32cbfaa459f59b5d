//! The register of rules as a person reads it: a list, one rule at length, the page of the docs.

use std::io::Write;

use crate::error::Error;
use crate::finding::{Rule, Severity};
use crate::render::wrap::wrap;
use crate::rules::article;
use crate::rules::article::{Article, Setting};
use crate::words::{Lang, Word};

/// The width that prose is wrapped to where nothing narrower is there.
const PROSE: usize = 80;
/// The width of the column of names.
const NAMES: usize = 24;

/// Write every rule in a line, the errors first.
///
/// # Errors
/// The answer cannot be written.
pub fn list(lang: Lang, width: Option<u16>, out: &mut dyn Write) -> Result<(), Error> {
    let width = width.map_or(usize::MAX, usize::from).max(NAMES + 20);
    for severity in [Severity::Error, Severity::Warning] {
        if severity == Severity::Warning {
            writeln!(out)?;
        }
        writeln!(out, "{}", lang.word(severities(severity)))?;
        for rule in Rule::all().filter(|rule| rule.severity() == severity) {
            let lines = wrap(article(rule).summary(lang), width - NAMES - 2);
            for (index, line) in lines.iter().enumerate() {
                let name = if index == 0 { rule.name() } else { "" };
                writeln!(out, "  {name:<NAMES$}{line}")?;
            }
        }
    }
    Ok(())
}

/// Write what a rule is about, why it is one, and an example.
///
/// # Errors
/// The answer cannot be written.
pub fn explain(
    rule: Rule,
    lang: Lang,
    width: Option<u16>,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let width = width.map_or(PROSE, usize::from).min(PROSE);
    let title = format!(
        "{}[{}]{}{}",
        lang.severity(rule.severity()),
        rule.name(),
        lang.word(Word::COLON),
        article(rule).summary(lang)
    );
    for line in wrap(&title, width) {
        writeln!(out, "{line}")?;
    }
    writeln!(out)?;
    for line in wrap(article(rule).reason(lang), width) {
        writeln!(out, "{line}")?;
    }
    for (word, lines) in parts(article(rule)) {
        if lines.is_empty() {
            continue;
        }
        writeln!(out, "\n{}", lang.word(word))?;
        for line in lines.lines() {
            writeln!(out, "    {line}")?;
        }
    }
    if rule.has_exceptions() {
        let exception = lang.word(Word::EXCEPTION);
        writeln!(out)?;
        for line in wrap(exception, width) {
            writeln!(out, "{line}")?;
        }
        let reason = lang.word(Word::REASON);
        writeln!(out, "    # plan: allow({}) {reason}", rule.name())?;
    }
    Ok(())
}

/// The page of the docs that holds every rule, as Markdown.
pub fn page(lang: Lang) -> String {
    let mut page = format!("{}\n", lang.word(Word::RULES_PAGE));
    for severity in [Severity::Error, Severity::Warning] {
        page.push_str(&format!("\n## {}\n\n", lang.word(severities(severity))));
        for rule in Rule::all().filter(|rule| rule.severity() == severity) {
            let (name, summary) = (rule.name(), article(rule).summary(lang));
            page.push_str(&format!(
                "- [`{name}`](#{name}){}{summary}\n",
                lang.word(Word::COLON)
            ));
        }
    }
    for rule in Rule::all() {
        page.push_str(&format!(
            "\n### {}\n\n*{}.* {}",
            rule.name(),
            capital(article(rule).summary(lang)),
            rule_page(rule, lang)
        ));
    }
    page
}

/// What a rule is about, why it is one, and an example, as Markdown.
pub fn rule_page(rule: Rule, lang: Lang) -> String {
    let mut page = format!("{}\n", article(rule).reason(lang));
    let article = article(rule);
    let language = if article.setting == Setting::File {
        "text"
    } else {
        "toml"
    };
    for (word, lines) in parts(article) {
        if !lines.is_empty() {
            let word = lang.word(word);
            page.push_str(&format!("\n{word}\n\n```{language}\n{lines}\n```\n"));
        }
    }
    page
}

/// The parts of an example, each under its word; a part without lines is not shown.
fn parts(article: &Article) -> [(Word, &'static str); 3] {
    let earlier = match article.setting {
        Setting::Since(lines) => lines,
        _ => "",
    };
    [
        (Word::EARLIER, earlier),
        (Word::AVOID, article.bad),
        (Word::PREFER, article.good),
    ]
}

fn severities(severity: Severity) -> Word {
    match severity {
        Severity::Error => Word::ERRORS,
        Severity::Warning => Word::WARNINGS,
    }
}

/// The text with a capital at its beginning.
fn capital(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}
