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
    /// The sheets of so many actions that were given up.
    DroppedSheets(usize),
    /// The end of an action is past.
    IsLate(&'a str),
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
            ReportPhrase::DroppedSheets(count) => {
                let s = lang.s(count);
                lang.fr(format_args!("{count} action{s} abandonnée{s}"))
                    .en(format_args!("{count} dropped action{s}"))
            }
            ReportPhrase::IsLate(end) => lang
                .fr(format_args!("En retard : fin prévue {end}."))
                .en(format_args!("Late: it was to end {end}.")),
        };
        sentence.title
    }
}
