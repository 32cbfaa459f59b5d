//! Laws of whatever a cell or a value may say: nothing ends the program, and what is read says itself again.

use proptest::prelude::*;
use proptest::sample::select;

use plan::document::amount_text;
use plan::import::cells::amount::budget;
use plan::import::cells::names::{NameCell, names};
use plan::import::cells::reading::Reading;
use plan::import::cells::scale::Scale;
use plan::import::cells::{date, sentence, texts};
use plan::import::tables::book::Cell;
use plan::model::date::Date;
use plan::model::vocabulary::{Actor, Vocabulary};

use crate::fuzz::inputs;

/// What people write into cells, taken apart.
const PIECES: &[&str] = &[
    "1",
    "0",
    "12",
    "500",
    "000",
    "7,055",
    "1.5",
    "2019",
    "2019-05-12",
    "12/05/2019",
    "T3 2020",
    "99999999999999999999",
    "été",
    "mai",
    "février",
    "mi-",
    "fin ",
    "avant",
    "en continu",
    "d'ici",
    "à partir de",
    "?",
    "€",
    "k€",
    "M€",
    "HT",
    "TTC",
    "/an",
    "environ",
    "entre",
    "et",
    "à",
    "-",
    "–",
    "+",
    "x",
    "dont",
    "(",
    ")",
    ":",
    ";",
    ",",
    "/",
    ".",
    "\n",
    "\t",
    " ",
    "\u{a0}",
    "\u{202f}",
    "Dijon métropole",
    "DIJON METROPOLE",
    "Région",
    "Region BFC",
    "Ademe",
    "etc.",
    "sans objet",
    "<p>",
    "&nbsp;",
    "<b",
    "é",
    "e\u{301}",
    "\u{202e}",
    "\u{feff}",
    "٣",
    "²",
    "½",
    "=",
    "'=",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "«",
    "»",
];

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => prop::collection::vec(select(PIECES), 1..9).prop_map(|pieces| pieces.concat()),
        2 => prop::collection::vec(select(PIECES), 1..9).prop_map(|pieces| pieces.join(" ")),
        1 => any::<String>(),
    ]
}

fn actors() -> Vocabulary<Actor> {
    let actor = |name: &str, alias: &str| Actor {
        name: name.to_owned(),
        aliases: vec![alias.to_owned()],
        kind: None,
    };
    Vocabulary::new(vec![
        actor("Dijon métropole", "Grand Dijon"),
        actor("Région", "Region BFC"),
        actor("Ademe, direction régionale", "Ademe"),
    ])
}

#[test]
fn whatever_a_cell_says_is_read_or_kept() {
    let actors = actors();
    let scale = Scale {
        basis: None,
        factor: 1,
        is_stated: false,
        year: None,
        kind: None,
    };
    proptest!(inputs(1_500, 100_000), |(text in cell(), thousands in any::<bool>())| {
        let written = Cell::Text(text.clone());
        let factor = if thousands { 1_000 } else { 1 };
        let money = budget(&written, Some(Scale { factor, ..scale }));
        for line in &money.lines {
            prop_assert!(line.has_figure() || line.note.is_some(), "{line:?}");
        }
        // No figure where no digit stands.
        let has_digit = text.chars().any(char::is_numeric);
        prop_assert!(has_digit || !money.lines.iter().any(|line| line.has_figure()), "{money:?}");
        for read in [date::start(&written), date::end(&written)] {
            if let Reading::Read(date) = read {
                prop_assert_eq!(date.to_string().parse::<Date>(), Ok(date));
                prop_assert!(date.period().is_none_or(|period| period.earliest() <= period.latest()));
            }
        }
        for name in names(&written, &actors, false) {
            if let NameCell::New { written, .. } = name {
                prop_assert!(!written.trim().is_empty() && !written.contains('\n'), "{written:?}");
            }
        }
        let _ = sentence::lines(&text, &[]);
        let _ = (texts::title(&text), texts::plain(&text), texts::list(&text, thousands), texts::pairs(&text));
    });
}

#[test]
fn a_date_or_an_amount_that_is_read_is_written_as_itself() {
    proptest!(inputs(1_500, 50_000), |(text in cell())| {
        if let Ok(date) = text.parse::<Date>() {
            prop_assert_eq!(date.to_string().parse::<Date>(), Ok(date));
        }
        if let Some(meant) = amount_text::amount(&text).and_then(|amount| amount.meant) {
            let document = format!("amount = {meant}");
            prop_assert!(plan::document::Document::of(&document).is_sound(), "{text} {meant}");
        }
    });
}
