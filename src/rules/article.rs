//! The articles about rules: a summary and a reason in both languages, and an example.

use crate::finding::Rule;
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

/// An article about a rule: in French, then in English, then an example, whose content is French in both.
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

    /// The rule that it is about, where both languages say so.
    pub const fn rule(&self) -> Option<Rule> {
        let [fr, en] = self.summaries;
        let [pourquoi, why] = self.reasons;
        let lacks = fr.is_empty() || en.is_empty() || pourquoi.is_empty() || why.is_empty();
        if lacks { None } else { Some(self.rule) }
    }

    /// The rule in one line.
    pub fn summary(&self, lang: Lang) -> &'static str {
        let [fr, en] = self.summaries;
        lang.of(fr, en)
    }

    /// The reason why it is one.
    pub fn reason(&self, lang: Lang) -> &'static str {
        let [fr, en] = self.reasons;
        lang.of(fr, en)
    }
}
