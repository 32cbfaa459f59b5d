//! The register of rules: what each is about and why it is one, in both languages, and an example of it.
//!
//! The articles stand beside the checks; a rule that has none, or two, does not compile.

use crate::finding::Rule;
use crate::rules::FAMILIES;
use crate::words::Lang;

/// The place of an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// Lines of an action's file; a title and a theme stand there where the example gives none.
    Action,
    /// A title, while another action of the measure is called « Plan vélo des école ».
    Beside,
    /// Lines at the end of this file.
    Schema(&'static str),
    /// Lines of an action's file, which held this at the base or when it was voted.
    Since(&'static str),
    /// The name or the encoding of a file, or a command.
    File,
}

/// What is said of a rule: in French, then in English, then by an example, whose content is French in both.
#[derive(Debug, Clone, Copy)]
pub struct Article {
    rule: Rule,
    summaries: [&'static str; 2],
    reasons: [&'static str; 2],
    part: usize,
    /// The place of the example.
    pub setting: Setting,
    /// The lines that break the rule.
    pub bad: &'static str,
    /// The lines that keep it.
    pub good: &'static str,
}

/// An article without its words.
pub const fn about(rule: Rule) -> Article {
    Article {
        rule,
        summaries: [""; 2],
        reasons: [""; 2],
        part: 0,
        setting: Setting::Action,
        bad: "",
        good: "",
    }
}

impl Article {
    /// The rule in one line, in French.
    pub const fn fr(mut self, summary: &'static str) -> Self {
        self.summaries[0] = summary;
        self
    }

    /// The rule in one line, in English.
    pub const fn en(mut self, summary: &'static str) -> Self {
        self.part = 1;
        self.summaries[1] = summary;
        self
    }

    /// The reason why it is a rule, in the language of the line before.
    pub const fn why(mut self, reason: &'static str) -> Self {
        self.reasons[self.part] = reason;
        self
    }

    /// The place of its example, where that is not the file of an action.
    pub const fn at(mut self, setting: Setting) -> Self {
        self.setting = setting;
        self
    }

    /// The lines that break it.
    pub const fn bad(mut self, lines: &'static str) -> Self {
        self.bad = lines;
        self
    }

    /// The lines that keep it.
    pub const fn good(mut self, lines: &'static str) -> Self {
        self.good = lines;
        self
    }

    const fn is_whole(&self) -> bool {
        let [fr, en] = self.summaries;
        let [pourquoi, why] = self.reasons;
        !fr.is_empty() && !en.is_empty() && !pourquoi.is_empty() && !why.is_empty()
    }
}

/// The articles, in the order of the rules.
const ARTICLES: [Article; Rule::COUNT] = {
    let mut articles = [None; Rule::COUNT];
    let mut family = 0;
    while family < FAMILIES.len() {
        let mut index = 0;
        while index < FAMILIES[family].len() {
            let article = FAMILIES[family][index];
            let slot = &mut articles[article.rule as usize];
            assert!(slot.is_none(), "a rule has two articles");
            assert!(article.is_whole(), "an article lacks words");
            *slot = Some(article);
            index += 1;
        }
        family += 1;
    }
    let mut all = [about(Rule::Syntax); Rule::COUNT];
    let mut index = 0;
    while index < Rule::COUNT {
        all[index] = articles[index].expect("a rule has no article");
        index += 1;
    }
    all
};

/// What is said of a rule.
pub fn article(rule: Rule) -> &'static Article {
    &ARTICLES[rule as usize]
}

impl Lang {
    /// A rule in one line.
    pub fn summary(self, rule: Rule) -> &'static str {
        let [fr, en] = article(rule).summaries;
        self.of(fr, en)
    }

    /// The reason why a rule is one.
    pub fn explanation(self, rule: Rule) -> &'static str {
        let [fr, en] = article(rule).reasons;
        self.of(fr, en)
    }
}
