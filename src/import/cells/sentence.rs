//! Budget lines in the sentences by which exports write them in one cell, read back.
//!
//! What is no such sentence, or may be two, is none: whoever asks reads the cell in another way.

use crate::model::budget::{BudgetLine, Cents, Figure, Kind, Rhythm, Spent};
use crate::model::date::YEARS;
use crate::model::digits::THOUSANDS;
use crate::model::name::{Stated, UNKNOWN};
use crate::words::{Lang, Word};

/// What stands between two lines.
const SEPARATOR: &str = " ; ";
/// What stands between a sub-action or an amount and what follows.
const DASH: &str = " – ";

/// The lines of a cell, each with the title of the sub-action it belongs to.
pub fn lines(text: &str, sub_actions: &[String]) -> Option<Vec<(Option<String>, BudgetLine)>> {
    if text.trim().is_empty() {
        return None;
    }
    let mut langs = [Lang::Fr, Lang::En].into_iter();
    langs.find_map(|lang| of_language(text, sub_actions, lang))
}

fn of_language(
    text: &str,
    sub_actions: &[String],
    lang: Lang,
) -> Option<Vec<(Option<String>, BudgetLine)>> {
    let mut lines: Vec<(Option<String>, BudgetLine)> = Vec::new();
    for piece in text.split(SEPARATOR) {
        let parts = sub_actions.iter().filter_map(|title| {
            let rest = piece.strip_prefix(title.as_str())?.strip_prefix(DASH)?;
            Some((Some(title.clone()), rest))
        });
        // The longest title leaves the least.
        let found = parts.min_by_key(|(_, rest)| rest.len());
        let (part, sentence) = found.unwrap_or((None, piece));
        match line(sentence, lang) {
            Some(line) => lines.push((part, line)),
            // A `;` within the note of the line before.
            None => {
                let note = &mut lines.last_mut()?.1.note;
                note.as_mut()?.push_str(&format!("{SEPARATOR}{piece}"));
            }
        }
    }
    Some(lines)
}

/// The line of one sentence; its label ends at the first colon behind which the rest is a sentence.
fn line(sentence: &str, lang: Lang) -> Option<BudgetLine> {
    if let Some(line) = unlabelled(sentence, lang) {
        return Some(line);
    }
    let colons = sentence.match_indices(lang.word(Word::COLON));
    let mut found = colons.filter_map(|(index, colon)| {
        let label = &sentence[..index];
        let line = unlabelled(&sentence[index + colon.len()..], lang)?;
        (!label.is_empty()).then(|| BudgetLine {
            label: Some(label.to_owned()),
            ..line
        })
    });
    found.next()
}

fn unlabelled(sentence: &str, lang: Lang) -> Option<BudgetLine> {
    let mut line = BudgetLine::default();
    let mut rest = sentence;
    let word = |word: Word| lang.word(word);
    line.of_which = take(&mut rest, &format!("{} ", word(Word::OF_WHICH)));
    line.approximate = take(&mut rest, &format!("{} ", word(Word::APPROXIMATE)));
    if !take(&mut rest, word(Word::NO_FIGURE)) {
        figures(&mut rest, &mut line, lang)?;
    }
    line.unsure = take(&mut rest, &format!(" ({})", word(Word::UNSURE)));
    if take(&mut rest, &format!(" {}", word(Word::PER_YEAR))) {
        line.per = Some(Rhythm::Yearly);
    }
    line.year = aside(&mut rest, |text| {
        text.parse().ok().filter(|year| YEARS.contains(year))
    });
    line.kind = aside(&mut rest, |text| {
        let mut kinds = [Kind::Investment, Kind::Operation].into_iter();
        kinds.find(|kind| kind.name() == text)
    });
    let spent = format!("({} ", word(Word::SPENT));
    let elsewhere = word(Word::COUNTED_ELSEWHERE);
    let elsewhere = format!("({elsewhere}{}", word(Word::COLON));
    if take(&mut rest, &format!(" {} ", word(Word::FROM_FUNDER))) {
        let ends = [
            format!(" {spent}"),
            format!(" {elsewhere}"),
            DASH.to_owned(),
        ];
        let end = ends.iter().filter_map(|next| rest.find(next)).min();
        let funder;
        (funder, rest) = rest.split_at(end.unwrap_or(rest.len()));
        line.funder = Some(stated(funder, |name| Some(name.to_owned()))?);
    }
    line.spent = aside(&mut rest, |text| {
        let said = text.strip_prefix(&spent[1..])?;
        let (amount, on) = match said.split_once(", ") {
            Some((amount, on)) => (amount, Some(on.parse().ok()?)),
            None => (said, None),
        };
        let amount = money(amount.strip_suffix("\u{a0}€")?)?;
        Some(Spent { amount, on })
    });
    line.included_in = aside(&mut rest, |text| {
        stated(text.strip_prefix(&elsewhere[1..])?, |id| id.parse().ok())
    });
    if let Some(note) = rest.strip_prefix(DASH) {
        // A dash within a name hides where the note begins.
        if [&spent, &elsewhere]
            .iter()
            .any(|words| note.contains(*words))
        {
            return None;
        }
        line.note = Some(note.to_owned()).filter(|note| !note.is_empty());
        rest = "";
    }
    rest.is_empty().then_some(line)
}

/// What a text states, or that it is unknown; none where it says nothing.
fn stated<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Stated<T>> {
    match text {
        "" => None,
        UNKNOWN => Some(Stated::Unknown),
        text => read(text).map(Stated::Known),
    }
}

fn take(rest: &mut &str, words: &str) -> bool {
    let after = rest.strip_prefix(words);
    *rest = after.unwrap_or(rest);
    after.is_some()
}

/// What is read in the parentheses that a text begins with, a blank before them, which are then taken.
fn aside<T>(rest: &mut &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
    let (aside, after) = rest.strip_prefix(" (")?.split_once(')')?;
    let value = read(aside)?;
    *rest = after;
    Some(value)
}

/// One figure, and those on either tax basis.
fn figures(rest: &mut &str, line: &mut BudgetLine, lang: Lang) -> Option<()> {
    loop {
        let end = rest.find('€')?;
        let shown = rest[..end].strip_suffix('\u{a0}')?;
        *rest = &rest[end + '€'.len_utf8()..];
        let figure = figure(shown, lang)?;
        let place = if take(rest, " HT") {
            &mut line.ht
        } else if take(rest, " TTC") {
            &mut line.ttc
        } else {
            &mut line.amount
        };
        if place.replace(figure).is_some() {
            return None;
        }
        if !take(rest, ", ") {
            return Some(());
        }
    }
}

fn figure(shown: &str, lang: Lang) -> Option<Figure> {
    match shown.split_once(&format!(" {} ", lang.word(Word::TO))) {
        Some((min, max)) => {
            let figure = Figure::range(money(min)?, money(max)?).ok()?;
            figure.amount().is_none().then_some(figure)
        }
        None => money(shown).map(Figure::exact),
    }
}

/// An amount as exports set it: `18 000 000`, `12,50`, in English `12.50`.
fn money(shown: &str) -> Option<Cents> {
    let digits = shown.replace(',', ".");
    let amount = Cents::of_number(&digits.replace('\u{202f}', "")).ok()?;
    let is_as_set = amount.grouped(THOUSANDS) == digits;
    is_as_set.then_some(amount)
}

#[cfg(test)]
mod tests {
    use super::lines;
    use crate::model::budget::{BudgetLine, Cents, Figure};

    #[test]
    fn a_sentence_is_a_line_and_other_words_are_none() {
        let usine = BudgetLine {
            label: Some("usine".to_owned()),
            amount: Some(Figure::exact(Cents(500_000_000))),
            ..BudgetLine::default()
        };
        let text = "usine\u{202f}: 5\u{202f}000\u{202f}000\u{a0}€";
        assert_eq!(lines(text, &[]), Some(vec![(None, usine.clone())]));
        let of_part = format!("Réseau – {text}");
        let part = "Réseau".to_owned();
        assert_eq!(
            lines(&of_part, std::slice::from_ref(&part)),
            Some(vec![(Some(part), usine)])
        );
        for text in ["50\u{202f}00\u{a0}€", "9 à 5\u{a0}€", "5\u{a0}€ (20200)"] {
            assert_eq!(lines(text, &[]), None, "{text}");
        }
        for text in ["", "5 000 000 €", "En cours", "5\u{202f}000\u{a0}€ environ"] {
            assert_eq!(lines(text, &[]), None, "{text}");
        }
    }
}
