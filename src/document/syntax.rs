//! The errors of a TOML parser, told as what the person at the keyboard probably did.
//!
//! One file of more than 400 lines: each kind of fault is told from the others by the same look at its line.

use std::ops::Range;

use crate::document::amount_text;
use crate::document::outline::{Outline, is_key_line};
use crate::document::text::{last_line, line_of, line_start};
use crate::document::token::{
    BLANK, HARD_BLANKS, TRUTHS, is_windows_path, list, looks_like_a_date, quote, truth,
};
use crate::finding::{Also, AmountText, At, Diagnostic, Finding, MOST, Syntax, at};
use crate::model::date::Date;

/// A syntax fault, and how far it reaches.
pub struct SyntaxFault {
    /// The finding at its place, with the edits that surely mend it.
    pub diagnostic: Diagnostic,
    /// The bytes of the file that the parser guessed because of it.
    pub guessed: Range<usize>,
}

/// The syntax faults of a text, one a line: the parser's later errors on a line follow from the first. Of very many the first
/// ones are told, and all that stands behind them is guessed.
pub fn faults(text: &str, errors: &[toml::de::Error]) -> Vec<SyntaxFault> {
    if errors.is_empty() {
        return Vec::new();
    }
    let mut errors: Vec<(Range<usize>, &str)> = errors
        .iter()
        .map(|error| {
            let span = error.span().unwrap_or_else(|| last_line(text));
            (span, error.message())
        })
        .collect();
    errors.sort_by_key(|(span, _)| (span.start, span.end));
    // Where a long text does not end, nobody knows which lines of the file are text.
    let in_doubt = errors.iter().any(|(_, message)| is_open_long_text(message));
    let open_quotes: Vec<Range<usize>> = errors
        .iter()
        .filter(|(_, message)| is_open_quote(message))
        .map(|(span, _)| line_of(text, span.start))
        .collect();
    let outline = Outline::of(text);
    let mut faults: Vec<SyntaxFault> = Vec::new();
    let mut resume = 0;
    let mut last: Option<Range<usize>> = None;
    let (mut judged, mut is_hidden) = (None, false);
    for (span, message) in errors {
        if span.start < resume {
            continue;
        }
        let error = ParserError {
            text,
            outline: &outline,
            line: line_of(text, span.start),
            span,
            message,
        };
        // A line that the parser gave up may hold the quotes between which this one is a text.
        let behind = judged.replace(error.line.start).unwrap_or(error.line.start);
        is_hidden ^= has_odd_long_quotes(&text[behind..error.line.start]);
        let found = error.found();
        // The text that is not closed holds the bracket that would be.
        let is_within = |line: &Range<usize>| line.contains(&found.span.start);
        if found.diagnostic.finding == OPEN_BRACKET && open_quotes.iter().any(is_within) {
            continue;
        }
        // Each value of a line that stands by itself may be wrong by itself.
        let by_itself = found.contained && error.span == found.span;
        resume = if by_itself {
            found.span.end
        } else {
            found.resume.max(error.line.end + 1)
        };
        // The parser may notice on the next line what is missing on this one.
        if last.replace(found.span.clone()).as_ref() == Some(&found.span) {
            continue;
        }
        let is_last = faults.len() + 1 == MOST;
        let guessed = if found.contained && !is_last {
            error.line.clone()
        } else {
            line_start(text, found.span.start)..text.len()
        };
        let mut diagnostic = found.diagnostic;
        if in_doubt || is_hidden {
            diagnostic.patch.clear();
        }
        faults.push(SyntaxFault {
            diagnostic,
            guessed,
        });
        if is_last {
            break;
        }
    }
    faults
}

/// Tells that of the quotes around long texts one more begins a text than ends one.
fn has_odd_long_quotes(text: &str) -> bool {
    let quotes = ["\"\"\"", "'''"].map(|quotes| text.matches(quotes).count());
    !quotes.iter().sum::<usize>().is_multiple_of(2)
}

/// Tells that a message of the parser speaks of a long text without an end.
fn is_open_long_text(message: &str) -> bool {
    message.contains("multi-line") && !message.contains("escape") && !message.contains("unicode")
}

/// The parser's words about a value that stands without the quotes it wants, or is of another form.
const BARE_VALUE: [&str; 5] = [
    "string values must be quoted",
    "missing opening quote",
    "invalid date",
    "invalid boolean",
    "invalid time",
];

/// The parser's words about a text without an end.
const OPEN_QUOTE: [&str; 2] = ["invalid basic string", "invalid literal string"];

/// Tells that a message of the parser speaks of a text without an end.
fn is_open_quote(message: &str) -> bool {
    OPEN_QUOTE.iter().any(|words| message.contains(words))
}

const OPEN_BRACKET: Finding = Finding::Syntax(Syntax::OpenBracket);

/// A fault as it is recognised.
struct KnownFault {
    diagnostic: Diagnostic,
    span: Range<usize>,
    /// True where the parser reads the rest of the file rightly.
    contained: bool,
    /// The first place of a next fault that does not follow from this one.
    resume: usize,
}

impl KnownFault {
    fn new(fault: Syntax, span: Range<usize>) -> Self {
        Self {
            diagnostic: at(Finding::Syntax(fault), span.clone()),
            span,
            contained: false,
            resume: 0,
        }
    }

    /// A fault that `text` in its place surely mends.
    fn mended(fault: Syntax, span: Range<usize>, text: &str) -> Self {
        Self::new(fault, span.clone()).edit(span, Some(text))
    }

    fn contained(mut self) -> Self {
        self.contained = true;
        self
    }

    /// The same, mended by a text, where one is sure.
    fn edit(mut self, span: Range<usize>, text: Option<impl Into<String>>) -> Self {
        self.diagnostic = self.diagnostic.patch(span, text);
        self
    }
}

/// The look at the line of an error that tells one kind of fault.
type Look<T> = fn(&T) -> KnownFault;

/// An error of the parser, and the line it stands on.
struct ParserError<'a> {
    text: &'a str,
    outline: &'a Outline<'a>,
    line: Range<usize>,
    span: Range<usize>,
    message: &'a str,
}

impl ParserError<'_> {
    fn says(&self, words: &str) -> bool {
        self.message.contains(words)
    }

    fn found(&self) -> KnownFault {
        // What the parser says, and how the fault behind it is recognised: the first that fits is it.
        let faults: [(&[&str], Look<Self>); 12] = [
            (&["duplicate key"], Self::duplicate),
            (&["escape", "unicode value"], Self::backslash),
            (&BARE_VALUE, Self::bare_value),
            (&["multi-line"], Self::open_long_text),
            (&OPEN_QUOTE, Self::open_quote),
            (&["extra `=`"], Self::double_equals),
            (
                &["key with no value", "invalid unquoted key"],
                Self::no_value,
            ),
            (&["expected newline", "expected nothing"], Self::rest),
            (&["mantissa", "fraction", "exponent"], Self::bare_value),
            (&["comma", "expected `,`"], Self::comma),
            (&["unclosed", "`]`", "`}`"], Self::bracket),
            (&["expected `=`"], Self::no_value),
        ];
        let says = |messages: &[&str]| messages.iter().any(|words| self.says(words));
        match faults.into_iter().find(|(messages, _)| says(messages)) {
            Some((_, recognise)) => recognise(self),
            // `Nouveau` begins as `nan` does.
            None if self.is_bare_word() => self.bare_value(),
            None => KnownFault::new(Syntax::Other(self.message.to_owned()), self.visible()),
        }
    }

    /// A fault by which all that follows is read wrongly.
    fn endless(&self, fault: Syntax, span: Range<usize>) -> KnownFault {
        KnownFault {
            resume: self.text.len(),
            ..KnownFault::new(fault, span)
        }
    }

    fn is_bare_word(&self) -> bool {
        let value = self.value();
        self.text[value.clone()].starts_with(char::is_alphabetic) && value == self.span
    }

    fn open_long_text(&self) -> KnownFault {
        self.endless(Syntax::OpenLongText, self.opening("\"\"\""))
    }

    fn double_equals(&self) -> KnownFault {
        let extra = self.span.start..self.span.end.max(self.span.start + 1);
        KnownFault::mended(Syntax::DoubleEquals, extra, "")
    }

    /// The place of the error, moved to what stands before it where it is a line break.
    fn visible(&self) -> Range<usize> {
        let start = self.span.start.min(self.text.len());
        let before = self.text[..start].trim_end();
        let at_break = self.text[start..]
            .trim_start_matches([' ', '\t', '\r'])
            .is_empty()
            || self.text[start..].starts_with(['\n', '\r']);
        if at_break {
            let last = before.char_indices().last().map_or(0, |(index, _)| index);
            return last..before.len();
        }
        if self.span.is_empty() {
            let width = self.text[start..].chars().next().map_or(0, char::len_utf8);
            return start..start + width;
        }
        self.span.clone()
    }

    /// The value that the error stands in: from behind `=` to the end of the line, without a comment.
    fn value(&self) -> Range<usize> {
        let line = &self.text[self.line.clone()];
        let start = line.find('=').map_or(0, |equals| equals + 1);
        let value = &line[start..];
        let end = value.find(" #").unwrap_or(value.len());
        let value = &value[..end];
        let from = self.line.start + start + (value.len() - value.trim_start_matches(BLANK).len());
        let to = self.line.start + start + value.trim_end_matches(BLANK).len();
        from.min(to)..to
    }

    /// The one item that the error stands in, where the line holds a list or several keys.
    fn item(&self) -> Range<usize> {
        let line = &self.text[self.line.clone()];
        let value = self.value();
        if !line.contains(['[', '{', ']', '}']) {
            return value;
        }
        let at = self.span.start.clamp(value.start, value.end);
        let start = self.text[value.start..at]
            .rfind(['=', '[', '{', ','])
            .map_or(value.start, |index| value.start + index + 1);
        let end = self.text[at..value.end]
            .find([',', ']', '}'])
            .map_or(value.end, |index| at + index);
        let item = &self.text[start..end];
        let from = start + (item.len() - item.trim_start_matches(BLANK).len());
        let to = start + item.trim_end_matches(BLANK).len();
        from.min(to)..to
    }

    fn bare_value(&self) -> KnownFault {
        let span = if self.span.is_empty() {
            self.item()
        } else {
            self.span.clone()
        };
        let token = &self.text[span.clone()];
        if token.is_empty() {
            let key = self.line.start..self.line.end;
            let shown = self.text[key.clone()].trim_end().len();
            return KnownFault::new(Syntax::NoValue, self.line.start..self.line.start + shown);
        }
        if let Some(found) = self.no_break_space() {
            return found;
        }
        if let Some(found) = quoted_otherwise(token, &span) {
            return found;
        }
        if token.starts_with(';') {
            let mark = span.start..span.start + 1;
            return KnownFault::mended(Syntax::Semicolon, mark, ",");
        }
        if token.starts_with(':') {
            return KnownFault::new(Syntax::Colon, span.start..span.start + 1);
        }
        let behind = self.text[span.end..].trim_start_matches([' ', '\t']);
        if behind.starts_with('=')
            && let Some((value, _)) = token.split_once(' ')
        {
            let end = span.start + value.len();
            if value.ends_with(';') {
                let mark = end - 1..end;
                return KnownFault::mended(Syntax::Semicolon, mark, ",");
            }
            return KnownFault::new(Syntax::Comma, span).edit(end..end, Some(","));
        }
        if behind.starts_with('=') {
            return self.endless(Syntax::NoBraces, span);
        }
        if token.parse::<Date>().is_ok() {
            return date(token, span);
        }
        if looks_like_a_date(token) {
            let text = token.to_owned();
            return KnownFault::new(Syntax::ImpossibleDate(text), span).contained();
        }
        if let Some(amount) = amount_text::amount(token) {
            return amount_at(amount, span);
        }
        let is_one = !token.contains(' ') || token.ends_with(';');
        if token.starts_with(|c: char| c.is_ascii_digit() || c == '.') && is_one {
            let text = token.to_owned();
            return KnownFault::new(Syntax::Number(text), span).contained();
        }
        if let Some(truth) = truth(token).filter(|_| self.asks_for_truth(span.start)) {
            let text = token.to_owned();
            return KnownFault::new(Syntax::Boolean { text, truth }, span.clone())
                .contained()
                .edit(span, Some(truth.to_string()));
        }
        let text = token.to_owned();
        if token.ends_with(['"', '\'']) {
            return KnownFault::new(Syntax::NoOpeningQuote, span).contained();
        }
        let found = KnownFault::new(Syntax::BareText(text), span.clone()).contained();
        found.edit(span, quote(token))
    }

    /// Tells that the value at `position` is that of a key which is true or not.
    fn asks_for_truth(&self, position: usize) -> bool {
        let before = self.text[..position].trim_end_matches(BLANK);
        let before = before.strip_suffix('=').unwrap_or_default();
        let is_of_key = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        let key = before
            .trim_end_matches(BLANK)
            .rsplit(|c| !is_of_key(c))
            .next();
        key.is_some_and(|key| TRUTHS.contains(&key))
    }

    /// A no-break space outside the texts of the line, where TOML wants a plain one.
    fn no_break_space(&self) -> Option<KnownFault> {
        let line = &self.text[self.line.clone()];
        let key_and_sign = line.find('=').map_or(line.len(), |equals| equals + 1);
        let behind = line.len() - line[key_and_sign..].trim_start_matches(BLANK).len();
        let end = line.trim_end_matches(BLANK).len();
        let mut quoted = false;
        let mut hard = Vec::new();
        for (index, character) in line.char_indices() {
            if character == '"' {
                quoted = !quoted;
            }
            let outside = index < behind || (!quoted && index >= end);
            if outside && HARD_BLANKS.contains(&character) {
                let start = self.line.start + index;
                hard.push(start..start + character.len_utf8());
            }
        }
        let found = KnownFault::new(Syntax::NoBreakSpace, hard.first()?.clone());
        Some(
            hard.into_iter()
                .fold(found, |found, span| found.edit(span, Some(" "))),
        )
    }

    /// `{ amount = 7,055 }`: the comma ends the amount, and the decimals are taken for a key.
    fn decimal_comma(&self) -> Option<KnownFault> {
        let before = self.text[self.line.start..self.span.start.min(self.line.end)].trim_end();
        let token = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',' || c == '_');
        let span = self.line.start + token.len()..self.line.start + before.len();
        let comma = self.text[span.clone()].contains(',');
        let amount = amount_text::amount(&self.text[span.clone()]).filter(|_| comma)?;
        Some(amount_at(amount, span))
    }

    fn open_quote(&self) -> KnownFault {
        if let Some(found) = self.decimal_comma() {
            return found;
        }
        let value = self.value();
        // An apostrophe within the text is none of its ends.
        let mark = if self.says("basic") { '"' } else { '\'' };
        let start = self.text[self.line.start..self.span.start.min(self.line.end)]
            .rfind(mark)
            .map_or(value.start, |index| self.line.start + index);
        let mut found = KnownFault::new(Syntax::OpenQuote, start..self.line.end.max(start));
        if self.outline.open_bracket(start).is_some() {
            // It hides the bracket that closes the list: the parser takes all that follows for items.
            found.resume = self.text.len();
            return found;
        }
        // A text that goes on over the next lines ends where the next quote stands.
        let next = self.text.get(self.line.end..).unwrap_or_default();
        if let Some(close) = next.find('"') {
            let lines_between = &next[..close];
            let holds_keys = lines_between.lines().any(is_key_line);
            if !holds_keys && lines_between.trim() != "" {
                found.resume = line_of(self.text, self.line.end + close).end + 1;
                found.diagnostic.finding = Finding::Syntax(Syntax::TextOverLines);
            }
        }
        found
    }

    fn no_value(&self) -> KnownFault {
        let here = self.text[self.span.start.min(self.text.len())..].trim_start_matches(' ');
        if self.says("assignment") && here.starts_with(':') {
            let colon = self.text.len() - here.len();
            return KnownFault::mended(Syntax::Colon, colon..colon + 1, "=");
        }
        let line = &self.text[self.line.clone()];
        let trimmed = line.trim_start();
        let start = self.line.start + (line.len() - trimmed.len());
        for mark in ["//", "--", "<!--", ";", "%", "*"] {
            if trimmed.starts_with(mark) {
                let span = start..start + mark.len();
                return KnownFault::mended(Syntax::CommentMark, span, "#");
            }
        }
        if let Some(found) = self.no_break_space() {
            return found;
        }
        let shown = start..self.line.start + line.trim_end().len();
        let key_length = trimmed
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-'))
            .unwrap_or(trimmed.len());
        let behind = trimmed[key_length..].trim_start();
        if key_length > 0 && behind.starts_with(':') {
            let colon = self.line.end - behind.len();
            let span = colon..colon + 1;
            let text = if line[..colon - self.line.start].ends_with(' ') {
                "="
            } else {
                " ="
            };
            return KnownFault::mended(Syntax::Colon, span, text);
        }
        if let Some((key, _)) = trimmed.split_once('=') {
            let key = key.trim_end();
            let span = start..start + key.len();
            return KnownFault::new(Syntax::BadKey(key.to_owned()), span);
        }
        if key_length > 0 && behind.starts_with(['"', '[', '{', '\'']) {
            let at = start + key_length;
            return KnownFault::new(Syntax::Equals, shown).edit(at..at, Some(" ="));
        }
        KnownFault::new(Syntax::LooseText, shown)
    }

    fn rest(&self) -> KnownFault {
        let value = self.value();
        let token = &self.text[value.clone()];
        if let Some(found) = self.no_break_space() {
            return found;
        }
        let at = self.span.start.clamp(value.start, value.end);
        let behind = &self.text[at..value.end];
        let item = self.item();
        if let Some(amount) =
            amount_text::amount(token).or_else(|| amount_text::amount(&self.text[item.clone()]))
        {
            let span = if amount_text::amount(token).is_some() {
                value
            } else {
                item
            };
            return amount_at(amount, span);
        }
        if matches!(behind.trim(), ";" | "," | ".") {
            let span = value.end - behind.trim_start().len()..value.end;
            return KnownFault::new(Syntax::Punctuation, span.clone())
                .contained()
                .edit(span, Some(""));
        }
        if token.starts_with(['"', '\'']) && behind.trim_start().starts_with([',', ';']) {
            let found = KnownFault::new(Syntax::NoBrackets, value.clone());
            return found.edit(value, list(token));
        }
        if token.starts_with('\'') {
            let inner = token.strip_prefix('\'').and_then(|t| t.strip_suffix('\''));
            let found = KnownFault::new(Syntax::Apostrophes, value.clone()).contained();
            return found.edit(value, inner.and_then(quote));
        }
        if token.starts_with('"') {
            let inner = token.strip_prefix('"').and_then(|t| t.strip_suffix('"'));
            let found = KnownFault::new(Syntax::InnerQuote, at..value.end.max(at)).contained();
            // One quote of a pair may be a slip, and so may a pair around the whole.
            let is_sure = |inner: &&str| {
                let pairs = inner.matches('"').count().is_multiple_of(2);
                pairs && !(inner.starts_with('"') && inner.ends_with('"')) && !inner.contains('\\')
            };
            let escaped = inner.filter(is_sure);
            let escaped = escaped.map(|inner| inner.replace('"', "\\\""));
            return found.edit(value, escaped.map(|inner| format!("\"{inner}\"")));
        }
        if self.text[self.line.clone()].trim_start().starts_with('[') {
            return self.bracket();
        }
        if looks_like_a_date(token) {
            let text = token.to_owned();
            return KnownFault::new(Syntax::ImpossibleDate(text), value).contained();
        }
        if token.starts_with(|c: char| c.is_ascii_digit()) && !self.says("newline") {
            let text = self.text[item.clone()].to_owned();
            return KnownFault::new(Syntax::Number(text), item).contained();
        }
        KnownFault::new(Syntax::Rest, self.visible())
    }

    fn comma(&self) -> KnownFault {
        let at = self.span.start.min(self.text.len());
        let behind = self.text[at..].trim_start_matches([' ', '\t']);
        if behind.starts_with(';') {
            let start = self.text.len() - behind.len();
            let span = start..start + 1;
            return KnownFault::mended(Syntax::Semicolon, span, ",");
        }
        let before = self.text[..at].trim_end();
        // What follows is a key of the next line: the list was meant to have ended.
        let next = self.text[before.len()..].trim_start();
        if is_key_line(next) && self.text[before.len()..at].contains('\n') || next.is_empty() {
            return self.bracket();
        }
        if next.starts_with([']', '}']) {
            return self.bracket();
        }
        let last = before.char_indices().last().map_or(0, |(index, _)| index);
        // Two texts that want a comma do not touch so.
        let rest = next.strip_prefix('"').map(str::trim_start);
        let is_within = next.starts_with(char::is_alphanumeric)
            || rest.is_some_and(|rest| rest.starts_with([',', ']', '}']));
        if before.len() == at && before.ends_with('"') && is_within {
            return KnownFault::new(Syntax::InnerQuote, last..before.len());
        }
        KnownFault::new(Syntax::Comma, last..before.len())
            .edit(before.len()..before.len(), Some(","))
    }

    /// A bracket that is never closed, or one that nothing opened.
    fn bracket(&self) -> KnownFault {
        let at = self.span.start.min(self.text.len());
        match self.outline.open_bracket(at) {
            Some(index) => self.endless(Syntax::OpenBracket, index..index + 1),
            None => self.endless(Syntax::Bracket, self.visible()),
        }
    }

    fn backslash(&self) -> KnownFault {
        let line = &self.text[self.line.clone()];
        let column = self.span.start.clamp(self.line.start, self.line.end) - self.line.start;
        // Within a long text no quote need stand on the line.
        let start = line[..column].rfind('"').map_or(0, |quote| quote + 1);
        let end = line[column..]
            .find('"')
            .map_or(line.len(), |index| column + index);
        let slash = line[..column].rfind('\\').unwrap_or(column);
        let span = self.line.start + slash..self.line.start + slash + 1;
        let inner = &line[start..end];
        let found = KnownFault::new(Syntax::Backslash, span).contained();
        if is_windows_path(inner) && !inner.contains("\\\\") {
            let inside = self.line.start + start..self.line.start + end;
            return found.edit(inside, Some(inner.replace('\\', "\\\\")));
        }
        found
    }

    fn duplicate(&self) -> KnownFault {
        let key = &self.text[self.span.clone()];
        let first = self.outline.first_use(self.span.start, key);
        let mut found = KnownFault::new(Syntax::DuplicateKey, self.span.clone()).contained();
        if let Some(start) = first {
            let first = At::Span(start..start + key.len());
            found.diagnostic = found.diagnostic.also("", first, Also::FirstUse);
        }
        found
    }

    /// The last `mark` before the error.
    fn opening(&self, mark: &str) -> Range<usize> {
        let before = &self.text[..self.span.start.min(self.text.len())];
        match before.rfind(mark) {
            Some(start) => start..start + mark.len(),
            None => self.visible(),
        }
    }
}

fn amount_at(amount: AmountText, span: Range<usize>) -> KnownFault {
    let meant = amount.sure().map(str::to_owned);
    let found = KnownFault::new(Syntax::Amount(Box::new(amount)), span.clone()).contained();
    found.edit(span, meant)
}

fn date(token: &str, span: Range<usize>) -> KnownFault {
    let text = token.to_owned();
    let quoted = format!("\"{text}\"");
    KnownFault::new(Syntax::BareDate(text), span.clone())
        .contained()
        .edit(span, Some(quoted))
}

/// A text between quotes that TOML does not know.
fn quoted_otherwise(token: &str, span: &Range<usize>) -> Option<KnownFault> {
    const QUOTES: &[char] = &['“', '”', '„', '«', '»', '‘', '’', '‹', '›', '`'];
    if !token.starts_with(QUOTES) {
        return None;
    }
    let found = KnownFault::new(Syntax::OtherQuotes, span.clone()).contained();
    let inner = token
        .trim_start_matches(QUOTES)
        .trim_end_matches(QUOTES)
        .trim_end_matches('"')
        .trim_matches(BLANK);
    // Between two texts of a list the same quotes stand again.
    let quoted = quote(inner).filter(|_| !inner.contains(QUOTES));
    Some(found.edit(span.clone(), quoted))
}
