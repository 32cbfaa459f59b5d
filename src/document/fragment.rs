//! Values as an action's file writes them: one way for each. It sees no file.

use toml::de::{DeFloat, DeInteger, DeTable, DeValue};
use toml_writer::{TomlKeyBuilder, TomlStringBuilder, TomlWrite};
use unicode_normalization::UnicodeNormalization;

use crate::document::text;
use crate::model::action::SubAction;
use crate::model::budget::BudgetLine;
use crate::model::date::Date;
use crate::model::digits;
use crate::model::entries::keys;
use crate::model::follow_up::FollowUp;
use crate::model::indicator::Indicator;

/// A bare key, or a quoted one where it needs quotes.
pub fn key(name: &str) -> String {
    let name: String = name.nfc().collect();
    written(|out| out.key(TomlKeyBuilder::new(&name).as_default()))
}

/// A text on one line.
pub fn line(text: &str) -> String {
    let text = normal(text);
    let builder = TomlStringBuilder::new(&text);
    let string = builder
        .as_basic_pretty()
        .or_else(|| builder.as_literal())
        .unwrap_or_else(|| builder.as_basic());
    written(|out| out.value(string))
}

/// A text on lines of its own, between `"""`.
pub fn block(text: &str) -> String {
    let text = normal(text);
    if text.is_empty() {
        return line("");
    }
    let text = format!("{text}\n");
    let builder = TomlStringBuilder::new(&text);
    let string = builder
        .as_ml_basic_pretty()
        .or_else(|| builder.as_ml_literal())
        .unwrap_or_else(|| builder.as_ml_basic());
    written(|out| out.value(string))
}

/// A list of written values, one a line where there are several.
pub fn list(items: &[String]) -> String {
    match items {
        [] => "[]".to_owned(),
        [one] => format!("[{one}]"),
        many => {
            let lines: String = many.iter().map(|item| format!("  {item},\n")).collect();
            format!("[\n{lines}]")
        }
    }
}

/// The value of the key `of` on one line.
pub fn value(of: &str, value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) if is_date(of) => date(text),
        DeValue::String(text) => line(text),
        DeValue::Datetime(stamp) if is_date(of) => date(&stamp.to_string()),
        DeValue::Datetime(stamp) => stamp.to_string(),
        DeValue::Integer(number) if is_date(of) => date(&integer(number)),
        DeValue::Integer(number) if of == "year" => integer(number),
        DeValue::Integer(number) => digits::written(&integer(number)),
        DeValue::Float(number) => float(number),
        DeValue::Boolean(truth) => truth.to_string(),
        DeValue::Array(items) => {
            let items: Vec<String> = items
                .iter()
                .map(|item| self::value(of, item.get_ref()))
                .collect();
            format!("[{}]", items.join(", "))
        }
        DeValue::Table(table) => self::table(of, table),
    }
}

fn table(of: &str, table: &DeTable<'_>) -> String {
    let mut entries: Vec<_> = table.iter().collect();
    if of == "values" {
        entries.sort_by(|a, b| a.0.get_ref().cmp(b.0.get_ref()));
    } else {
        entries.sort_by_key(|(key, _)| (rank(of, key.get_ref()), key.span().start));
    }
    if entries.is_empty() {
        return "{}".to_owned();
    }
    let entries: Vec<String> = entries
        .into_iter()
        .map(|(name, item)| {
            format!(
                "{} = {}",
                key(name.get_ref()),
                self::value(name.get_ref(), item.get_ref())
            )
        })
        .collect();
    format!("{{ {} }}", entries.join(", "))
}

/// The place of `key` in the tables that `holder` holds; behind all where it has none.
pub fn rank(holder: &str, key: &str) -> usize {
    let order = match holder {
        "sub_actions" => keys::<SubAction>(),
        "budget" => keys::<BudgetLine>(),
        "indicators" => keys::<Indicator>(),
        "follow_up" => keys::<FollowUp>(),
        "amount" | "ht" | "ttc" => vec!["min", "max"],
        "spent" => vec!["amount", "on"],
        _ => Vec::new(),
    };
    let place = order.iter().position(|known| *known == key);
    place.unwrap_or(usize::MAX)
}

fn is_date(key: &str) -> bool {
    matches!(key, "start" | "end" | "by" | "date" | "on")
}

/// The date in its one spelling; as it stands where it is none.
pub fn date(text: &str) -> String {
    match text.parse::<Date>() {
        Ok(date) => line(&date.to_string()),
        Err(_) => line(text),
    }
}

/// The decimal digits of a number, which may be written in another base.
fn integer(number: &DeInteger<'_>) -> String {
    match i64::from_str_radix(number.as_str(), number.radix()) {
        Ok(value) => value.to_string(),
        Err(_) => number.to_string(),
    }
}

fn float(number: &DeFloat<'_>) -> String {
    let text = number.as_str().trim_start_matches('+');
    match text.split_once('.') {
        Some((whole, rest)) if whole.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{}.{rest}", digits::written(whole))
        }
        _ => text.to_owned(),
    }
}

/// A text as data holds it: NFC, LF, without the line break that `"""` leaves.
fn normal(text: &str) -> String {
    text::normal(text).trim_end_matches('\n').to_owned()
}

fn written(write: impl FnOnce(&mut String) -> std::fmt::Result) -> String {
    let mut out = String::new();
    write(&mut out).expect("a String takes all that is written to it");
    out
}

#[cfg(test)]
mod tests {
    use super::{block, line, value};
    use crate::document::Document;

    #[test]
    fn each_value_has_one_spelling() {
        for (text, key, expected) in [
            ("start = 2019", "start", "\"2019\""),
            ("start = 2019-05-12", "start", "\"2019-05-12\""),
            ("start = 'mai 2019'", "start", "\"2019-05\""),
            ("end = '12/05/2019'", "end", "\"2019-05-12\""),
            ("end = '?'", "end", "\"?\""),
            ("amount = 5000000", "amount", "5_000_000"),
            ("amount = 700000.00", "amount", "700_000.00"),
            ("amount = +1234", "amount", "1234"),
            ("amount = 0xFFFF", "amount", "65_535"),
            ("year = 20_24", "year", "2024"),
            (
                "amount = { max = 9, min = 1 }",
                "amount",
                "{ min = 1, max = 9 }",
            ),
            (
                "budget = [{ note = 'x', year = 2024 }]",
                "budget",
                "[{ year = 2024, note = \"x\" }]",
            ),
        ] {
            let document = Document::of(text);
            let found = document.value(key).expect("the key");
            assert_eq!(value(key, found.get_ref()), expected, "{text}");
        }
    }

    #[test]
    fn a_text_is_quoted_as_plainly_as_it_can_be() {
        for (text, expected) in [
            ("l'air", "\"l'air\""),
            ("dit \"dur\"", "'dit \"dur\"'"),
            ("l'air \"dur\"", "\"l'air \\\"dur\\\"\""),
            ("C:\\temp", "'C:\\temp'"),
            ("e\u{301}", "\"é\""),
        ] {
            assert_eq!(line(text), expected, "{text}");
        }
        assert_eq!(block("un\ndeux"), "\"\"\"\nun\ndeux\n\"\"\"");
        assert_eq!(block("un\n\n"), "\"\"\"\nun\n\"\"\"");
        assert_eq!(block("C:\\t"), "'''\nC:\\t\n'''");
    }
}
