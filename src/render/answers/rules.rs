//! The register of rules as a person reads it: a list, one rule at length.

use crate::finding::{Rule, Severity};
use crate::render::answer::Block;
use crate::render::value::Value;
use crate::rules::article;
use crate::rules::article::Setting;
use crate::words::{Lang, Word};

/// Every rule in a line, the errors first.
pub fn list(lang: Lang) -> Vec<Block> {
    let severities = [
        (Severity::Error, Word::ERRORS),
        (Severity::Warning, Word::WARNINGS),
    ];
    let blocks = severities.map(|(severity, word)| {
        let rules = Rule::all().filter(|rule| rule.severity() == severity);
        let rules = rules.map(|rule| {
            (
                rule.name().to_owned(),
                Value::from(article(rule).summary(lang)),
            )
        });
        let heading = Block::Heading(2, lang.word(word).to_owned());
        [heading, Block::Fields(rules.collect())]
    });
    blocks.into_iter().flatten().collect()
}

/// What a rule is about, why it is one, an example, and how a finding is excused.
pub fn explanation(rule: Rule, lang: Lang) -> Vec<Block> {
    let (severity, name) = (lang.severity(rule.severity()), rule.name());
    let (colon, summary) = (lang.word(Word::COLON), article(rule).summary(lang));
    let title = format!("{severity}[{name}]{colon}{summary}");
    let excuse = format!("# plan: allow({name}) {}", lang.word(Word::REASON));
    let exception = rule.has_exceptions().then(|| {
        let exception = lang.word(Word::EXCEPTION).to_owned();
        [Block::Paragraph(exception), Block::Code("toml", excuse)]
    });
    std::iter::once(Block::Paragraph(title))
        .chain(reason(rule, lang))
        .chain(exception.into_iter().flatten())
        .collect()
}

/// Why a rule is one, and an example.
pub fn reason(rule: Rule, lang: Lang) -> Vec<Block> {
    let article = article(rule);
    let language = match article.setting {
        Setting::File => "text",
        _ => "toml",
    };
    let earlier = match article.setting {
        Setting::Since(lines) => lines,
        _ => "",
    };
    let parts = [
        (Word::EARLIER, earlier),
        (Word::AVOID, article.bad),
        (Word::PREFER, article.good),
    ];
    let parts = parts.into_iter().filter(|(_, lines)| !lines.is_empty());
    let parts = parts.flat_map(|(word, lines)| {
        let word = Block::Paragraph(lang.word(word).to_owned());
        [word, Block::Code(language, lines.to_owned())]
    });
    let explanation = Block::Prose(None, article.reason(lang).to_owned());
    std::iter::once(explanation).chain(parts).collect()
}
