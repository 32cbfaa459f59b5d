//! The words of a report.

use chrono::NaiveDate;

use crate::words::{Lang, Sentence};

/// A sentence or a heading of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportPhrase<'a> {
    /// The plan is not as it was voted; the day and the revision.
    Draft(&'a str),
    /// The deliberation that the report is annexed to, and its day.
    Annex(Option<&'a str>, Option<&'a str>),
    /// What one reads first of the actions.
    State,
    /// Above the picture of states by axis.
    StateByAxis,
    /// Above what is late, due or lacking.
    ToDo,
    /// Something that is not filled in, by its heading.
    Lacking(&'a str),
    /// The section about money.
    Money,
    /// Above the picture of costs by axis.
    MoneyByAxis,
    /// Above the picture of who pays.
    MoneyByFunder,
    /// Above the picture of costs by year.
    MoneyByYear,
    /// What is sure of a sum, and what may come to it.
    Sure,
    /// What may come to a sum that is known in part.
    Possible,
    /// The section about time.
    Time,
    /// Above the picture of an axis' actions in time.
    TimeOf(&'a str),
    /// What the line of today is: the day.
    Today(NaiveDate),
    /// What is drawn for days on which an action surely runs.
    SureDays,
    /// What is drawn for days that are not exactly known.
    Imprecise,
    /// What is drawn behind an end that is past.
    LateSince,
    /// So many actions give no start, and are not drawn.
    NotDrawn(usize),
    /// An end that nobody gives.
    NoEnd,
    /// The section about indicators.
    Indicators,
    /// What is aimed at.
    Aim,
    /// The section of what changed since the vote.
    Since,
    /// The table of all actions.
    Register,
    /// The sheets of the actions.
    Sheets,
    /// The sheets of the actions that were given up.
    DroppedSheets(usize),
    /// The end of an action is past.
    IsLate(&'a str),
    /// What keyboards jump to.
    Skip,
    /// The table of contents.
    Contents,
    /// What stands in the field that filters a table.
    Filter,
}

impl Lang {
    /// A sentence or a heading of a report.
    pub fn report(self, phrase: ReportPhrase<'_>) -> String {
        sentence(self, phrase).title
    }
}

fn sentence(lang: Lang, phrase: ReportPhrase<'_>) -> Sentence {
    match phrase {
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
        ReportPhrase::State => lang.fr("Où en est le plan").en("Where the plan stands"),
        ReportPhrase::StateByAxis => lang
            .fr("Actions par état d'avancement, par axe")
            .en("Actions by status, by axis"),
        ReportPhrase::ToDo => lang.fr("À suivre").en("To follow up"),
        ReportPhrase::Lacking(what) => lang
            .fr(format_args!("{what} : non renseigné"))
            .en(format_args!("{what}: not filled in")),
        ReportPhrase::Money => lang.fr("Ce que le plan coûte").en("What the plan costs"),
        ReportPhrase::MoneyByAxis => lang.fr("Budget par axe").en("Budget by axis"),
        ReportPhrase::MoneyByFunder => lang
            .fr("Qui paie, d'après les fiches")
            .en("Who pays, as the files say"),
        ReportPhrase::MoneyByYear => lang.fr("Budget par année").en("Budget by year"),
        ReportPhrase::Sure => lang.fr("au moins").en("at least"),
        ReportPhrase::Possible => lang.fr("au plus").en("at most"),
        ReportPhrase::Time => lang.fr("Le calendrier").en("The calendar"),
        ReportPhrase::TimeOf(axis) => lang
            .fr(format_args!("Calendrier, {axis}"))
            .en(format_args!("Calendar, {axis}")),
        ReportPhrase::Today(day) => lang
            .fr(format_args!("le trait : {}", lang.day(day)))
            .en(format_args!("the line: {}", lang.day(day))),
        ReportPhrase::SureDays => lang
            .fr("sûrement en cours, d'après ses dates")
            .en("surely under way, by its dates"),
        ReportPhrase::Imprecise => lang
            .fr("date peu précise, ou fin non renseignée")
            .en("imprecise date, or no end given"),
        ReportPhrase::LateSince => lang.fr("en retard").en("late"),
        ReportPhrase::NotDrawn(count) => {
            let s = lang.s(count);
            let (give, are) = match count {
                0 | 1 => (
                    "ne donne pas de date de début et n'est pas dessinée",
                    "gives no start and is not drawn",
                ),
                _ => (
                    "ne donnent pas de date de début et ne sont pas dessinées",
                    "give no start and are not drawn",
                ),
            };
            lang.fr(format_args!("{count} action{s} {give}."))
                .en(format_args!("{count} action{s} {are}."))
        }
        ReportPhrase::NoEnd => lang.fr("fin non renseignée").en("no end given"),
        ReportPhrase::Indicators => lang.fr("Indicateurs").en("Indicators"),
        ReportPhrase::Aim => lang.fr("le trait : la cible").en("the line: the target"),
        ReportPhrase::Since => lang.fr("Depuis le vote").en("Since the vote"),
        ReportPhrase::Register => lang.fr("Toutes les actions").en("All actions"),
        ReportPhrase::Sheets => lang.fr("Les fiches").en("The sheets"),
        ReportPhrase::DroppedSheets(count) => {
            let s = lang.s(count);
            lang.fr(format_args!("{count} action{s} abandonnée{s}"))
                .en(format_args!("{count} dropped action{s}"))
        }
        ReportPhrase::IsLate(end) => lang
            .fr(format_args!("En retard : fin prévue {end}."))
            .en(format_args!("Late: it was to end {end}.")),
        ReportPhrase::Skip => lang.fr("Aller au contenu").en("Skip to the content"),
        ReportPhrase::Contents => lang.fr("Sommaire").en("Contents"),
        ReportPhrase::Filter => lang.fr("Filtrer les actions").en("Filter the actions"),
    }
}
