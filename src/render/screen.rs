//! A screen: how wide it is, whether it shows colours, and texts that do not steer it.

use anstyle::{Effects, Style};

use crate::document::decode::is_control;

/// How a terminal wants its answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// The columns of characters; none where nothing limits them, as in a pipe.
    pub width: Option<u16>,
    /// Whether bold and colours are welcome.
    pub styled: bool,
}

impl Screen {
    /// The style of what stands out.
    pub fn bold(self) -> Style {
        let bold = Style::new().effects(Effects::BOLD);
        if self.styled { bold } else { Style::new() }
    }
}

/// The text on one line, no character of which steers a terminal.
pub fn visible(text: &str) -> String {
    if !text.contains(|c| c == '\n' || c == '\t' || is_control(c)) {
        return text.to_owned();
    }
    let shown = |c: char| match c {
        '\n' | '\t' => ' ',
        c if is_control(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    text.chars().map(shown).collect()
}

/// The text line by line, no character of which steers a terminal.
pub fn visible_lines(text: &str) -> String {
    text.replace(is_control, "\u{fffd}")
}
