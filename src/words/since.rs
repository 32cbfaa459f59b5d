//! The sentences of `plan since`; its words that stand alone are in `word.rs`.

use chrono::NaiveDate;

use crate::words::{Lang, Word};

/// A sentence about where the plan stands since a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SincePhrase<'a> {
    /// The title: what is counted from, its day, today.
    Title(&'a str, NaiveDate, NaiveDate),
    /// Actions at a time, how many where that was not said yet: of them done, with a status, without one, abandoned; and how
    /// many left the plan since.
    Counts(Word, Option<usize>, [usize; 5]),
    /// An end is past by that time.
    Overdue(&'a str),
    /// So many indicators are gone.
    IndicatorsGone(usize),
    /// How what is expected is reckoned, the baseline taken on that day.
    Way(NaiveDate),
    /// What is expected in a year.
    Expected(i32),
    /// A target, and what it was.
    FormerTarget(&'a str, &'a str),
    /// What was spent, and the days by which that is known.
    Spent(&'a str, &'a str),
    /// Which share that is, of how much, of how many lines.
    SpentShare(&'a str, &'a str, usize),
    /// So many lines say what was spent, and not by which day.
    SpentWithoutDay(usize),
    /// So many of so many lack something.
    Lack(Word, usize, usize),
    /// So many changes have no reason.
    WithoutReason(usize),
}

impl Lang {
    /// A sentence about where the plan stands.
    pub fn since(self, phrase: SincePhrase<'_>) -> String {
        let lang = self;
        let sentence = match phrase {
            SincePhrase::Title(from, day, today) => {
                let [day, today] = [day, today].map(|day| lang.day(day));
                lang.fr(format_args!("Le plan depuis {from}, du {day} au {today}"))
                    .en(format_args!("The plan since {from}, from {day} to {today}"))
            }
            SincePhrase::Counts(when, actions, [done, stated, unstated, dropped, withdrawn]) => {
                let when = lang.word(when);
                let [of, with] = [done, stated].map(|count| lang.s(count));
                let actions = actions.map(|actions| format!("{actions} action{}, ", lang.s(actions)));
                let actions = actions.unwrap_or_default();
                let others = [
                    (unstated, "sans statut".to_owned(), "without one"),
                    (dropped, format!("abandonnée{}", lang.s(dropped)), "abandoned"),
                    (withdrawn, format!("retirée{} du plan", lang.s(withdrawn)), "no longer in the plan"),
                ];
                let others = others.into_iter().filter(|(count, ..)| *count > 0);
                let others = others.map(|(count, fr, en)| format!(", {count} {}", lang.of(fr.as_str(), en)));
                let others: String = others.collect();
                lang.fr(format_args!("{when} : {actions}{done} réalisée{of} sur {stated} renseignée{with}{others}."))
                    .en(format_args!("{when}: {actions}{done} done of {stated} with a status{others}."))
            }
            SincePhrase::Overdue(time) => lang
                .fr(format_args!("dépassée depuis {time}"))
                .en(format_args!("past for {time}")),
            SincePhrase::IndicatorsGone(count) => {
                let s = lang.s(count);
                lang.fr(format_args!("{count} indicateur{s} d'alors : plus dans aucune fiche."))
                    .en(format_args!("{count} indicator{s} of then: no longer in any action."))
            }
            SincePhrase::Way(day) => {
                let day = lang.day(day);
                lang.fr(format_args!("Attendu : en ligne droite de la valeur de départ, prise au {day}, à la cible. L'écart est celui de la dernière valeur à ce qui était attendu son année."))
                    .en(format_args!("Expected: in a straight line from the baseline, taken on {day}, to the target. The difference is that of the last value to what was expected in its year."))
            }
            SincePhrase::Expected(year) => lang
                .fr(format_args!("Attendu en {year}"))
                .en(format_args!("Expected in {year}")),
            SincePhrase::FormerTarget(target, was) => lang
                .fr(format_args!("{target} (auparavant {was})"))
                .en(format_args!("{target} (formerly {was})")),
            SincePhrase::Spent(amount, days) => lang
                .fr(format_args!("Réalisé : {amount}{days}."))
                .en(format_args!("Spent: {amount}{days}.")),
            SincePhrase::SpentShare(share, planned, lines) => {
                let s = lang.s(lines);
                lang.fr(format_args!("Sur {lines} ligne{s} qui di{} aussi ce qui est prévu, cela fait {share} de {planned}.", if lines < 2 { "t" } else { "sent" }))
                    .en(format_args!("On {lines} line{s} that also say{} what is planned, that is {share} of {planned}.", if lines == 1 { "s" } else { "" }))
            }
            SincePhrase::SpentWithoutDay(count) => {
                let s = lang.s(count);
                lang.fr(format_args!("{count} ligne{s} sans la date du réalisé."))
                    .en(format_args!("{count} line{s} without the day of what was spent."))
            }
            SincePhrase::Lack(what, count, of) => {
                let what = lang.word(what);
                lang.fr(format_args!("{what} : {count} sur {of}"))
                    .en(format_args!("{what}: {count} of {of}"))
            }
            SincePhrase::WithoutReason(count) => lang
                .fr(format_args!("Changements sans motif consigné : {count} (le dire par une note de suivi, ou par une ligne « Motif: … » au bas du message de commit)"))
                .en(format_args!("Changes without a recorded reason: {count} (say it by a note of follow-up, or by a line “Motif: …” at the end of the commit's message)")),
        };
        sentence.title
    }
}
