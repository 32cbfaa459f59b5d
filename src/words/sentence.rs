//! A sentence and its parts, of which only those in the user's language are made.

use std::fmt::Display;

use chrono::{Datelike, NaiveDate};

use crate::model::budget::Basis;
use crate::model::candidate::Candidate;
use crate::model::date::MONTHS;
use crate::model::plan::Language;
use crate::words::dictionary;

/// A language that the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// French.
    Fr,
    /// English.
    En,
}

/// A sentence about a finding or an error: the fault, a label for its place, the remedy.
///
/// `lang.fr(…).label(…).en(…).label(…)`: what follows `fr` is French, what follows `en` is English, and the parts in
/// the language that is not the user's are dropped without being made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// The fault, in the user's own words.
    pub title: String,
    /// The words at the place pointed at.
    pub label: Option<String>,
    /// The remedy.
    pub help: Vec<String>,
    lang: Lang,
    part: Lang,
}

impl Sentence {
    /// Begins the English of it.
    pub fn en(self, title: impl Display) -> Self {
        self.begin(Lang::En, title)
    }

    fn begin(mut self, part: Lang, title: impl Display) -> Self {
        self.part = part;
        if self.is_heard() {
            self.title = title.to_string();
        }
        self
    }

    /// Adds the words at the place, in the language of the part.
    pub fn label(mut self, label: impl Display) -> Self {
        if self.is_heard() {
            self.label = Some(label.to_string());
        }
        self
    }

    /// Adds a remedy, in the language of the part.
    pub fn help(mut self, help: impl Display) -> Self {
        if self.is_heard() {
            self.help.push(help.to_string());
        }
        self
    }

    /// Adds remedies that are in the user's language already.
    pub fn helps(mut self, helps: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.help.extend(helps.into_iter().map(Into::into));
        self
    }

    /// Adds the names that were probably meant, as a remedy.
    pub fn nearest(self, names: &[String]) -> Self {
        let lang = self.lang;
        self.helps(lang.choice(names).map(|names| {
            lang.fr(format_args!("vouliez-vous écrire {names} ?"))
                .en(format_args!("did you mean {names}?"))
                .title
        }))
    }

    /// The same of columns, with the headings of those that are called by the very name.
    pub fn column(self, name: &str, nearest: &[String]) -> Self {
        let mut meanings = dictionary::meanings(name, self.lang);
        meanings.retain(|one| nearest.contains(&one.value));
        match meanings.is_empty() {
            true => self.nearest(nearest),
            false => self.meant(&meanings),
        }
    }

    /// The same of names with their titles, a line each.
    pub fn meant(self, all: &[Candidate]) -> Self {
        const MOST: usize = 6;
        if all.iter().all(|one| one.title.is_empty()) && all.len() <= MOST {
            let names: Vec<String> = all.iter().map(|one| one.value.clone()).collect();
            return self.nearest(&names);
        }
        let lang = self.lang;
        let colon = lang.of(" : ", ": ");
        let line = |one: &Candidate| match one.title.as_str() {
            "" => one.value.clone(),
            title => format!("{}{colon}{title}", one.value),
        };
        if let [Candidate { value, title }] = all {
            return self.helps([lang.of(
                format!("vouliez-vous écrire « {value} » ({title}) ?"),
                format!("did you mean `{value}` ({title})?"),
            )]);
        }
        let mut lines: Vec<String> = all.iter().take(MOST).map(line).collect();
        let others = all.len().saturating_sub(MOST);
        if others > 0 {
            let s = lang.s(others);
            lines.push(lang.of(
                format!("et {others} autre{s}"),
                format!("and {others} other{s}"),
            ));
        }
        let asked = lang.of("vouliez-vous écrire :", "did you mean:");
        self.helps([format!("{asked}\n  {}", lines.join("\n  "))])
    }

    /// Adds the values that may stand there, as a remedy.
    pub fn allowed(self, names: &[String]) -> Self {
        let lang = self.lang;
        self.helps(lang.choice(names).map(|names| {
            lang.fr(format_args!("valeurs admises ici : {names}"))
                .en(format_args!("values allowed here: {names}"))
                .title
        }))
    }

    fn is_heard(&self) -> bool {
        self.lang == self.part
    }
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Fr => Self::Fr,
            Language::En => Self::En,
        }
    }
}

impl Lang {
    /// The one of two that is in this language.
    pub fn of<T>(self, fr: T, en: T) -> T {
        match self {
            Self::Fr => fr,
            Self::En => en,
        }
    }

    /// Begins a sentence, in French first.
    pub fn fr(self, title: impl Display) -> Sentence {
        Sentence {
            title: String::new(),
            label: None,
            help: Vec::new(),
            lang: self,
            part: Self::Fr,
        }
        .begin(Self::Fr, title)
    }

    /// The ending of a plural.
    pub fn s(self, count: usize) -> &'static str {
        let is_one = self.of(count < 2, count == 1);
        if is_one { "" } else { "s" }
    }

    /// Names as a sentence lists those that may be chosen; none where there are none.
    pub fn choice(self, names: &[String]) -> Option<String> {
        listed(
            names,
            self.of(("« ", " »"), ("`", "`")),
            self.of("ou", "or"),
        )
    }

    /// Names as a sentence lists those that go together.
    pub fn all(self, names: &[String]) -> String {
        listed(names, ("", ""), self.of("et", "and")).unwrap_or_default()
    }

    /// The side of VAT that amounts are taken on.
    pub fn basis(self, basis: Basis) -> &'static str {
        match basis {
            Basis::Ttc => self.of("TTC", "including tax (TTC)"),
            Basis::Ht => self.of("HT", "before tax (HT)"),
        }
    }

    /// What is asked of a person who did not give an option, out of `known`.
    pub fn choice_of(self, option: &str, known: &[Candidate]) -> String {
        let known = known.iter().map(|one| match one.title.as_str() {
            "" => format!("  {}\n", one.value),
            title => format!("  {}  {title}\n", one.value),
        });
        format!("{}{}?", known.collect::<String>(), option)
    }

    /// So many days as a person says them: in days, months, or years.
    pub fn duration(self, days: i64) -> String {
        let (count, unit) = match days {
            ..60 => (days, self.of("jour", "day")),
            60..730 => (days * 12 / 365, self.of("mois", "month")),
            _ => (days / 365, self.of("an", "year")),
        };
        let is_plural = count > 1 && !unit.ends_with('s');
        format!("{count} {unit}{}", if is_plural { "s" } else { "" })
    }

    /// The month of a day, and its year.
    pub fn month(self, day: NaiveDate) -> String {
        let month = MONTHS[day.month0() as usize];
        self.fr(format_args!("{month} {}", day.year()))
            .en(day.format("%B %Y"))
            .title
    }

    /// A day, in a sentence.
    pub fn day(self, day: NaiveDate) -> String {
        let first = if day.day() == 1 { "er" } else { "" };
        let month = MONTHS[day.month0() as usize];
        self.fr(format_args!("{}{first} {month} {}", day.day(), day.year()))
            .en(day.format("%-d %B %Y"))
            .title
    }
}

/// The names joined as a sentence lists them, each between the language's quotes.
fn listed(names: &[String], quotes: (&str, &str), or: &str) -> Option<String> {
    let quoted: Vec<String> = names
        .iter()
        .map(|name| format!("{}{name}{}", quotes.0, quotes.1))
        .collect();
    match quoted.split_last() {
        None => None,
        Some((last, [])) => Some(last.clone()),
        Some((last, rest)) => Some(format!("{} {or} {last}", rest.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use std::fmt;

    use super::Lang;

    /// A part of a sentence that must not be made.
    struct Unmade;

    impl fmt::Display for Unmade {
        fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
            panic!("made in the other language")
        }
    }

    #[test]
    fn what_is_in_the_other_language_is_never_made() {
        let fr = Lang::Fr.fr("titre").label("ici").en(Unmade).label(Unmade);
        assert_eq!(
            (fr.title.as_str(), fr.label.as_deref()),
            ("titre", Some("ici"))
        );
        let en = Lang::En.fr(Unmade).label(Unmade).help(Unmade).en("title");
        let en = en.help("first").helps(["second"]);
        assert_eq!((en.title.as_str(), en.label), ("title", None));
        assert_eq!(en.help, ["first", "second"]);
    }

    #[test]
    fn plurals_and_lists_are_those_of_the_language() {
        for (count, fr, en) in [(0, "", "s"), (1, "", ""), (2, "s", "s")] {
            assert_eq!((Lang::Fr.s(count), Lang::En.s(count)), (fr, en), "{count}");
        }
        let names = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(Lang::En.choice(&names[..0]), None);
        assert_eq!(Lang::En.choice(&names).as_deref(), Some("`a`, `b` or `c`"));
        assert_eq!(Lang::Fr.all(&names[..2]), "a et b");
    }
}
