//! Texts and lists of a cell, as people write them and as this program exports them.

use std::borrow::Cow;

use quick_xml::escape::resolve_html5_entity;

use crate::import::cells::reading::on_one_line;
use crate::model::extra::Extra;
use crate::model::indicator::Decimal;

/// What joins the items of a list within a cell of an export.
const SEPARATOR: &str = " ; ";

/// A title: on one line, without the mark of a list before it.
pub fn title(text: &str) -> String {
    let line = on_one_line(&without_tags(text));
    without_bullet(&line).to_owned()
}

/// The text without the sign that lists set before it; before a number, a dash may be a minus.
fn without_bullet(text: &str) -> &str {
    let text = text.trim_start();
    let Some(sign) = text.chars().next() else {
        return text;
    };
    let rest = &text[sign.len_utf8()..];
    let bare = rest.trim_start();
    let is_bullet = match sign {
        '•' => true,
        '-' | '–' | '—' => !bare.starts_with(|letter: char| letter.is_ascii_digit()),
        // Two of them mark words as important.
        '*' => bare.len() < rest.len(),
        _ => false,
    };
    if is_bullet { bare } else { text }
}

/// The text without characters that nobody sees; those that break a line break it.
pub fn visible(text: &str) -> String {
    let is_hidden = |letter: &char| letter.is_control() && !"\n\r\t".contains(*letter);
    let seen = text.replace(['\u{b}', '\u{c}', '\u{85}'], "\n");
    seen.chars().filter(|letter| !is_hidden(letter)).collect()
}

/// The text, cut between two words where it is longer than `length` characters, an ellipsis behind it.
pub fn shortened(text: &str, length: usize) -> String {
    if text.chars().count() <= length {
        return text.to_owned();
    }
    // Room for the ellipsis.
    let cut: String = text.chars().take(length - 1).collect();
    let is_at_end = text[cut.len()..].starts_with(' ');
    let words = cut.rsplit_once(' ').map(|(words, _)| words);
    let words = words.filter(|words| !is_at_end && !words.is_empty());
    format!("{}…", words.unwrap_or(&cut))
}

/// A text of several lines without the tags of HTML: each item of a list on a line of its own.
pub fn plain(text: &str) -> String {
    if !text.contains('<') {
        let text = without_entities(text);
        let lines = text.trim().lines().map(str::trim_end);
        return as_text(lines.collect::<Vec<_>>().join("\n"));
    }
    let text = without_tags(text);
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    as_text(lines.collect::<Vec<_>>().join("\n"))
}

/// A text that begins with the dash of a list, marked by a star, which no spreadsheet takes for a formula.
fn as_text(text: String) -> String {
    match text.strip_prefix("- ") {
        Some(rest) => format!("* {}", rest.replace("\n- ", "\n* ")),
        None => text,
    }
}

/// The text with a line break in the place of each tag of HTML that begins a line, as tables out of web platforms hold
/// them, without those within a line, and with the signs that entities stand for.
pub fn without_tags(text: &str) -> String {
    const TAGS: &[&str] = &["ul", "ol", "li", "p", "br", "div"];
    const INLINE: &[&str] = &["b", "i", "u", "em", "strong", "span"];
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        let name = tag.trim_start_matches('/');
        let end = name.find(|letter: char| !letter.is_ascii_alphabetic());
        let name = name[..end.unwrap_or(name.len())].to_ascii_lowercase();
        plain.push_str(before);
        rest = match tag.split_once('>') {
            Some((_, after)) if TAGS.contains(&name.as_str()) => {
                plain.push('\n');
                after
            }
            Some((_, after)) if INLINE.contains(&name.as_str()) => after,
            _ => {
                plain.push('<');
                tag
            }
        };
    }
    plain.push_str(rest);
    without_entities(&plain)
}

/// The text with the sign itself for each entity of HTML: `&amp;`, `&eacute;`, `&#8217;`.
fn without_entities(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        let (before, entity) = rest.split_at(start);
        let found = entity.split_once(';');
        let found = found.and_then(|(name, after)| Some((sign_of(&name[1..])?, after)));
        let (sign, after) = found.unwrap_or((Cow::Borrowed("&"), &entity[1..]));
        plain.push_str(before);
        plain.push_str(&sign);
        rest = after;
    }
    plain + rest
}

/// What the name of an entity stands for.
fn sign_of(name: &str) -> Option<Cow<'static, str>> {
    let Some(number) = name.strip_prefix('#') else {
        return resolve_html5_entity(name).map(Cow::Borrowed);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(number) => u32::from_str_radix(number, 16),
        None => number.parse(),
    };
    let sign = char::from_u32(code.ok()?)?;
    (!sign.is_control()).then(|| sign.to_string().into())
}

/// The items of a list: of an export, or set apart as people do, by lines or semicolons.
pub fn list(text: &str, is_export: bool) -> Vec<String> {
    if let Some(items) = of_json(text) {
        return items;
    }
    let separator = match is_export {
        _ if text.contains('\n') => "\n",
        true => SEPARATOR,
        false => ";",
    };
    let items = text.split(separator).map(|item| match is_export {
        true => item.trim(),
        false => without_bullet(item).trim(),
    });
    let items = items.filter(|item| !item.is_empty());
    items.map(str::to_owned).collect()
}

/// The items of a list whose texts hold what would set them apart: an export writes it as JSON.
pub fn of_json(text: &str) -> Option<Vec<String>> {
    text.starts_with('[')
        .then(|| serde_json::from_str(text).ok())?
}

/// The territory's own values in one cell: `fiche = 12 ; secteur = Est`.
pub fn pairs(text: &str) -> Vec<(String, Extra)> {
    let pairs = text
        .split(SEPARATOR)
        .filter_map(|pair| pair.split_once(" = "));
    pairs
        .map(|(name, value)| (name.trim().to_owned(), own(value.trim())))
        .collect()
}

/// A value of the territory's own: a number where it is written as one, and as no number of a file or a street.
pub fn own(text: &str) -> Extra {
    match number(text) {
        Some(number) => Extra::Number(number),
        None => Extra::Text(text.to_owned()),
    }
}

/// A value that somebody wrote: a number only where no digit of it can be lost or be a thousand times as much.
pub fn written(text: &str) -> Extra {
    let (_, decimals) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let is_lost = decimals.ends_with('0') || decimals.len() == 3 && !text.starts_with("0.");
    match own(text) {
        Extra::Number(_) if is_lost => Extra::Text(text.to_owned()),
        value => value,
    }
}

fn number(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = plain(whole)
        && plain(decimals)
        && text.len() <= 15
        && (whole == "0" || !whole.starts_with('0'));
    // `1,450` is one thing to some, and a thousand times as much to others.
    let is_long = !(1..=3).contains(&whole.len());
    let is_sure = !text.contains(',') || decimals.len() != 3 || is_long || whole == "0";
    (is_number && is_sure).then(|| Decimal(text.replace(',', ".")))
}

/// The text without what an export puts into it so that no spreadsheet runs or changes it.
pub fn unguarded(text: &str) -> &str {
    let text = text.strip_suffix('\u{200b}').unwrap_or(text);
    let bare = text.trim_start_matches('\'');
    match text.strip_prefix('\'') {
        Some(rest) if bare.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::{list, own, plain, shortened, title, unguarded, visible};
    use crate::model::extra::Extra;
    use crate::model::indicator::Decimal;

    #[test]
    fn a_title_stands_on_one_line_without_a_bullet() {
        for (text, expected) in [
            ("- Extension des\nconsignes", "Extension des consignes"),
            ("Mi-temps", "Mi-temps"),
            ("-30 % d'énergie", "-30 % d'énergie"),
            ("– 30 % d'énergie", "– 30 % d'énergie"),
            ("• 30 bornes", "30 bornes"),
            ("**Vélo**", "**Vélo**"),
            ("Eau &amp; énergie", "Eau & énergie"),
        ] {
            assert_eq!(title(text), expected);
        }
    }

    #[test]
    fn an_entity_is_the_sign_that_it_stands_for() {
        for (text, expected) in [
            ("Eau &amp; &eacute;nergie", "Eau & énergie"),
            ("l&#8217;eau, l&#x2019;air", "l’eau, l’air"),
            ("a&nbsp;: b", "a\u{a0}: b"),
            ("?a=1&b=2;3", "?a=1&b=2;3"),
            ("&inconnu; &;", "&inconnu; &;"),
            ("&#2; &#xffffff;", "&#2; &#xffffff;"),
            ("<p>1 &lt; 2</p>", "1 < 2"),
        ] {
            assert_eq!(plain(text), expected);
        }
    }

    #[test]
    fn what_nobody_sees_goes() {
        assert_eq!(visible("manu\u{2}facture\u{b}x\ty"), "manufacture\nx\ty");
        assert_eq!(visible("é\r\n"), "é\r\n");
    }

    #[test]
    fn a_long_text_is_cut_between_words() {
        assert_eq!(shortened("un deux trois", 9), "un deux…");
        assert_eq!(shortened("un deux", 9), "un deux");
        assert_eq!(shortened("anticonstitution", 5), "anti…");
    }

    #[test]
    fn a_list_is_read_as_it_was_written() {
        for (text, is_export, expected) in [
            ("a ; b", true, vec!["a", "b"]),
            ("a;b", true, vec!["a;b"]),
            ("a;b", false, vec!["a", "b"]),
            ("- a\n- b", false, vec!["a", "b"]),
            ("- a ; b", true, vec!["- a", "b"]),
            ("[\"a ; b\",\"c\"]", true, vec!["a ; b", "c"]),
        ] {
            assert_eq!(list(text, is_export), expected, "{text}");
        }
    }

    #[test]
    fn a_value_is_a_number_only_where_it_is_written_as_one() {
        let number = |text: &str| Extra::Number(Decimal(text.to_owned()));
        let text = |text: &str| Extra::Text(text.to_owned());
        for (written, expected) in [
            ("12", number("12")),
            ("-12,5", number("-12.5")),
            ("1,450", text("1,450")),
            ("0,450", number("0.450")),
            ("1234,450", number("1234.450")),
            ("007", text("007")),
            ("1.2.3", text("1.2.3")),
            ("12 rue", text("12 rue")),
        ] {
            assert_eq!(own(written), expected, "{written}");
        }
    }

    #[test]
    fn one_guard_is_taken_off() {
        for (text, expected) in [
            ("'=1", "=1"),
            ("''=1", "'=1"),
            ("'quoted'", "'quoted'"),
            ("1.2.3\u{200b}", "1.2.3"),
        ] {
            assert_eq!(unguarded(text), expected);
        }
    }
}
