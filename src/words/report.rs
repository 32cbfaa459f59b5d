//! The sentences of a report.

use chrono::NaiveDate;

use crate::words::Lang;

/// A sentence of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportPhrase<'a> {
    /// The plan is not as it was voted; the day and the revision.
    Draft(&'a str),
    /// The deliberation that the report is annexed to, and its day.
    Annex(Option<&'a str>, Option<&'a str>),
    /// Something that is not filled in, by its heading.
    Lacking(&'a str),
    /// Above the picture of an axis' actions in time.
    CalendarOf(&'a str),
    /// What the line of today is: the day.
    Today(NaiveDate),
    /// So many actions give no start, and are not drawn.
    NotDrawn(usize),
    /// So many of so many actions have no figure.
    WithoutFigure(usize, usize),
    /// The sheets of so many actions that were given up.
    DroppedSheets(usize),
    /// The end of an action is past.
    IsLate(&'a str),
    /// The end of a part of an action is past: since how long.
    PartIsLate(&'a str),
    /// An action has to end within so many days.
    IsDue(&'a str, u32),
    /// Nobody changed an action since a day.
    Unchanged(NaiveDate),
    /// What of an action is not filled in.
    Missing(&'a str),
    /// What an owner has to see to; nobody owns it where none is named.
    ToDoOf(Option<&'a str>),
}

/// Why an action is to be seen to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReminderPhrase {
    /// It is late, or a part of it.
    Late,
    /// It has to end within so many days.
    Due(u32),
    /// Nobody changed it for so many days.
    Stale(u32),
    /// It is not filled in.
    Incomplete,
}

impl Lang {
    /// A sentence of a report.
    pub fn report(self, phrase: ReportPhrase<'_>) -> String {
        let lang = self;
        let sentence = match phrase {
            ReportPhrase::Draft(of) => lang
                .fr(format_args!("Document de travail, non voté – {of}"))
                .en(format_args!("Working document, not voted – {of}")),
            ReportPhrase::Annex(number, day) => {
                let (number, day) = (number.unwrap_or("…"), day.unwrap_or("…"));
                lang.fr(format_args!(
                    "Annexe à la délibération n° {number} du {day}"
                ))
                .en(format_args!("Annex to deliberation no. {number} of {day}"))
            }
            ReportPhrase::Lacking(what) => lang
                .fr(format_args!("{what} : non renseigné"))
                .en(format_args!("{what}: not filled in")),
            ReportPhrase::CalendarOf(axis) => lang
                .fr(format_args!("Calendrier, {axis}"))
                .en(format_args!("Calendar, {axis}")),
            ReportPhrase::Today(day) => {
                let day = lang.day(day);
                lang.fr(format_args!("le trait : {day}"))
                    .en(format_args!("the line: {day}"))
            }
            ReportPhrase::NotDrawn(count) => {
                let s = lang.s(count);
                lang.fr(format_args!(
                    "Sans date de début, donc non dessinées : {count} action{s}."
                ))
                .en(format_args!(
                    "Without a start, and so not drawn: {count} action{s}."
                ))
            }
            ReportPhrase::WithoutFigure(count, of) => lang
                .fr(format_args!("{count} sur {of} sans montant"))
                .en(format_args!("{count} of {of} without a figure")),
            ReportPhrase::DroppedSheets(count) => {
                let s = lang.s(count);
                lang.fr(format_args!("{count} action{s} abandonnée{s}"))
                    .en(format_args!("{count} dropped action{s}"))
            }
            ReportPhrase::IsLate(end) => lang
                .fr(format_args!("En retard : fin prévue {end}."))
                .en(format_args!("Late: it was to end {end}.")),
            ReportPhrase::PartIsLate(time) => lang
                .fr(format_args!("Une partie est en retard de {time}."))
                .en(format_args!("A part of it is late by {time}.")),
            ReportPhrase::IsDue(end, days) => lang
                .fr(format_args!(
                    "À terminer d'ici {days} jours : fin prévue {end}."
                ))
                .en(format_args!(
                    "To end within {days} days: it is to end {end}."
                )),
            ReportPhrase::Unchanged(day) => {
                let day = lang.day(day);
                lang.fr(format_args!("Fiche sans changement depuis le {day}."))
                    .en(format_args!("Its file has not changed since {day}."))
            }
            ReportPhrase::Missing(what) => lang
                .fr(format_args!("Non renseigné : {what}."))
                .en(format_args!("Not filled in: {what}.")),
            ReportPhrase::ToDoOf(Some(owner)) => lang
                .fr(format_args!("À suivre : {owner}"))
                .en(format_args!("To follow up: {owner}")),
            ReportPhrase::ToDoOf(None) => lang
                .fr("À suivre : actions sans porteur")
                .en("To follow up: actions without an owner"),
        };
        sentence.title
    }

    /// So many actions that are to be seen to for one reason.
    pub fn reminder(self, why: ReminderPhrase, count: usize) -> String {
        let (lang, s) = (self, self.s(count));
        let sentence = match why {
            ReminderPhrase::Late => lang
                .fr(format_args!("{count} en retard"))
                .en(format_args!("{count} late")),
            ReminderPhrase::Due(days) => lang
                .fr(format_args!("{count} à terminer d'ici {days} jours"))
                .en(format_args!("{count} to end within {days} days")),
            ReminderPhrase::Stale(days) => lang
                .fr(format_args!("{count} sans changement depuis {days} jours"))
                .en(format_args!("{count} not changed for {days} days")),
            ReminderPhrase::Incomplete => lang
                .fr(format_args!("{count} incomplète{s}"))
                .en(format_args!("{count} not filled in")),
        };
        sentence.title
    }
}
