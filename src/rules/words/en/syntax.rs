//! What is said in English of a line that cannot be read.

use crate::finding::{AmountText, Syntax};
use crate::rules::words::with_basis;
use crate::words::Sentence;

/// What is said of a syntax fault.
pub fn syntax(fault: &Syntax) -> Sentence {
    match fault {
        Syntax::Amount(written) => amount(written).into_iter().fold(
            Sentence::new(format!("badly written amount `{}`", written.text))
                .label("an amount is in euros, without spaces or the € sign"),
            Sentence::help,
        ),
        Syntax::Number { text } => Sentence::new(format!("badly written number `{text}`"))
            .label("digits, and a decimal point where it is needed")
            .help("write 700_000, 0.5 or 12.50; a text stands in quotes"),
        Syntax::BareDate { text } => Sentence::new("date without quotes")
            .label("a date is written in quotes")
            .help(format!("write \"{text}\"")),
        Syntax::ImpossibleDate { text } => Sentence::new(format!("impossible date `{text}`"))
            .label("no calendar has this day")
            .help("write year, month and day, in quotes: \"2024-05-12\""),
        Syntax::BareText { text } => Sentence::new("text without quotes")
            .label("a text is written in quotes")
            .help(format!("write \"{text}\"")),
        Syntax::Boolean { truth, .. } => Sentence::new("yes or no is written true or false")
            .help(format!("write {truth}, without quotes")),
        Syntax::NoValue => Sentence::new("no value")
            .label("nothing behind the = sign")
            .help("give the value; if it is not filled in, remove the line"),
        Syntax::OtherQuotes => Sentence::new("quotes “ ”, « » or ‘ ’ around a text")
            .label("a text begins and ends with a straight quote \"")
            .help("replace the outer quotes by \"; within a text, « » and “ ” are fine"),
        Syntax::InnerQuote => Sentence::new("quote within a text")
            .label("the text ends before this")
            .help("within a text, write « » or \\\" for \""),
        Syntax::Apostrophes => Sentence::new("text between apostrophes")
            .label("the apostrophe ends it too early")
            .help("put straight quotes \" around the text, not apostrophes '"),
        Syntax::NoOpeningQuote => Sentence::new("missing quote at the beginning")
            .label("this text is closed and was never opened")
            .help("add a straight quote \" before the text"),
        Syntax::OpenQuote => Sentence::new("missing quote at the end")
            .label("the text is not closed on this line")
            .help("add a straight quote \" behind the text"),
        Syntax::TextOverLines => Sentence::new("text of several lines")
            .label("one quote \" is not enough for several lines")
            .help("put three quotes \"\"\" before and behind the text"),
        Syntax::OpenLongText => Sentence::new("three quotes \"\"\" never closed")
            .label("the text begins here and does not end")
            .help("add \"\"\" behind the text"),
        Syntax::NoBreakSpace => Sentence::new("no-break space outside a text")
            .label("it looks like a space, and is none here")
            .help("replace it by a plain space; it comes from a word processor"),
        Syntax::Semicolon => Sentence::new("semicolon between two items")
            .help("in a list, separate the items by commas"),
        Syntax::NoBrackets => Sentence::new("several texts without brackets")
            .label("a list stands in brackets")
            .help("write [\"…\", \"…\"]"),
        Syntax::Punctuation => Sentence::new("stray punctuation")
            .label("the value has ended already")
            .help("remove it: a line ends with its value"),
        Syntax::Comma => Sentence::new("missing comma between two items")
            .label("behind this")
            .help("separate the items by commas"),
        Syntax::OpenBracket => Sentence::new("bracket or brace never closed")
            .label("opened here")
            .help("each [ is closed by ], each { by }"),
        Syntax::NoBraces => Sentence::new("key in a list without braces")
            .label("a key in a list stands between braces")
            .help("write [{ key = value }]"),
        Syntax::Bracket => Sentence::new("bracket or brace missing, or one too many")
            .help("each [ is closed by ], each { by }"),
        Syntax::Colon => Sentence::new("colon where = should stand").help("write key = value"),
        Syntax::DoubleEquals => Sentence::new("= written twice").help("keep one"),
        Syntax::Equals => Sentence::new("missing = sign").help("write key = value"),
        Syntax::LooseText => Sentence::new("line that is neither a key nor a comment")
            .label("no = sign")
            .help("write key = value; a text of several lines stands between \"\"\" and \"\"\", a comment begins with #"),
        Syntax::CommentMark => Sentence::new("comment begun the wrong way")
            .help("a comment begins with #"),
        Syntax::BadKey { key } => Sentence::new(format!("`{key}` cannot be a key"))
            .label("letters without accents and _ only, no spaces")
            .help("keys have English names: title, themes, status, owners, start, end, budget…"),
        Syntax::DuplicateKey => Sentence::new("key written twice")
            .label("given further up already")
            .help("keep one of the two lines"),
        Syntax::Backslash => Sentence::new("backslash \\ in a text")
            .label("it has a meaning of its own here")
            .help("double it (\\\\), or better: give an address that everybody can open"),
        Syntax::Rest => Sentence::new("text behind the end of the value")
            .label("the value has ended already")
            .help("one value a line; a text stands in quotes"),
        Syntax::Other(message) => Sentence::new("unreadable line")
            .label(message.replace('\n', ", "))
            .help("a line is written key = value, a text in quotes"),
    }
}

/// How to write an amount that was written for people.
pub fn amount(amount: &AmountText) -> Vec<String> {
    let mut helps = Vec::new();
    match (&amount.meant, &amount.range) {
        (_, Some((min, max))) => helps.push(format!(
            "write the range as {} = {{ min = {min}, max = {max} }}",
            amount.basis.unwrap_or("amount")
        )),
        (Some(meant), None) => {
            let written = with_basis(amount, meant);
            helps.push(format!("write {written}"));
        }
        (None, None) => helps
            .push("write the amount in euros: 7055 for 7 055 €, 7_055_000 for 7.055 M€".to_owned()),
    }
    if amount.approximate {
        helps.push("for a rough amount, add approximate = true".to_owned());
    }
    helps
}
