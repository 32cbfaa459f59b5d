//! The sentences and headings about the plan's history.

use chrono::NaiveDate;

use crate::model::budget::Basis;
use crate::model::commit::Commit;
use crate::model::history::Likeness;
use crate::model::id::{ActionId, MeasureKey};
use crate::model::plan::WordKind;
use crate::model::shift::{Deadline, Precision, Shift};
use crate::words::{Lang, Word, short};

/// A sentence or heading about what changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HistoryPhrase<'a> {
    /// So many notes of follow-up come before the one that is shown.
    EarlierNotes(usize),
    /// The heading of a difference between two plans.
    Between(Side<'a>, Side<'a>),
    /// So many actions became that; the noun may have been said before.
    Actions(usize, Word, bool),
    /// So many deadlines became that.
    Deadlines(usize, Deadline),
    /// So many ends are past and were never moved.
    Overdue(usize),
    /// From when on drifts are counted.
    Since(&'a Since),
    /// So many words of the plan changed.
    WordsChanged(usize),
    /// The kind of a word that changed.
    WordKind(WordKind),
    /// A basis or a phase, by its name in `schema/`.
    SettingValue(&'a str),
    /// The budget changed by that.
    Budget(&'a str),
    /// The part of the budget that has figures changed by that, other lines having none.
    KnownBudget(&'a str),
    /// An action was moved from a measure to another.
    MovedFrom(&'a MeasureKey, &'a MeasureKey),
    /// An action got another name, and how that is known.
    Renamed(&'a ActionId, &'a ActionId, Likeness),
    /// A sub-action's field: its title, the field.
    OfPart(&'a str, &'a str),
    /// A list in another order.
    Order(&'a str),
    /// A value where none was.
    Filled(&'a str),
    /// A value that is gone.
    Emptied(&'a str),
    /// A commit, as the heading of what it did: the day, who, why, which.
    Commit(NaiveDate, &'a Commit),
    /// So much time in the state before.
    AfterTime(Shift),
    /// A value was there before that day, when the history begins.
    KnownSince(NaiveDate),
    /// An end, and how many times it was changed.
    Ends(usize),
    /// A budget, and how many times it was changed.
    Budgets(usize),
    /// So many budgets grew.
    Higher(usize),
    /// The tax basis of the amounts.
    Basis(Basis),
    /// Lines without a figure, then and now: the totals are floors.
    Unknown(usize, usize),
    /// The amounts of dropped actions in the totals, before and after.
    StillCounted(&'a str, &'a str),
    /// Groups overlap.
    Overlapping,
    /// The present name of something, and its former one.
    Formerly(&'a str, &'a str),
    /// A value as it was at first.
    AtFirst(&'a str),
    /// A difference of the lines that have a figure, others having none.
    OfKnown(&'a str),
}

/// A side of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side<'a> {
    /// A commit.
    Commit(&'a Commit),
    /// The files as they are on disk.
    Files,
}

/// From when on drifts are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Since {
    /// The vote: the revision that the plan names, and its day.
    Vote(String, NaiveDate),
    /// A day.
    Day(NaiveDate),
    /// The coming of each action into the plan.
    Added,
}

impl Lang {
    /// The text of a sentence or heading about the history.
    pub fn history(self, phrase: HistoryPhrase<'_>) -> String {
        text(phrase, self)
    }

    /// A time: `3 mois`.
    pub fn distance(self, distance: Shift) -> String {
        shift(distance, "", self)
    }

    /// The move of a date: `+3 mois`.
    pub fn shift(self, shift: Shift) -> String {
        self::shift(shift, "+", self)
    }
}

fn text(phrase: HistoryPhrase<'_>, lang: Lang) -> String {
    let sentence = match phrase {
        HistoryPhrase::Between(before, after) => {
            let [before, after] = [before, after].map(|side| side_text(side, lang));
            lang.fr(format_args!("Évolution du plan entre {before} et {after}"))
                .en(format_args!("The plan between {before} and {after}"))
        }
        HistoryPhrase::Actions(count, became, said) => {
            let s = lang.s(count);
            let noun = match said {
                true => String::new(),
                false => format!("action{s} "),
            };
            let became = lang.word(became);
            lang.fr(format_args!("{count} {noun}{became}{s}"))
                .en(format_args!("{count} {noun}{became}"))
        }
        HistoryPhrase::Deadlines(count, what) => {
            let s = lang.s(count);
            let (fr, en) = match what {
                Deadline::Later => ("repoussée", "later"),
                Deadline::Earlier => ("avancée", "earlier"),
                Deadline::GivenUp => ("levée", "given up"),
                Deadline::Loosened => ("assouplie", "loosened"),
                Deadline::FirstSet => ("fixée", "first set"),
            };
            lang.fr(format_args!("{count} échéance{s} {fr}{s}"))
                .en(format_args!("{count} deadline{s} {en}"))
        }
        HistoryPhrase::Overdue(count) => {
            let s = lang.s(count);
            lang.fr(format_args!("{count} échéance{s} dépassée{s} et jamais revue{s}"))
                .en(format_args!("{count} deadline{s} overdue and never moved"))
        }
        HistoryPhrase::Since(Since::Vote(revision, day)) => {
            let day = lang.day(*day);
            lang.fr(format_args!("Depuis le vote du {day} ({revision})"))
                .en(format_args!("Since the vote of {day} ({revision})"))
        }
        HistoryPhrase::Since(Since::Day(day)) => {
            let day = lang.day(*day);
            lang.fr(format_args!("Depuis le {day}"))
                .en(format_args!("Since {day}"))
        }
        HistoryPhrase::Since(Since::Added) => lang
            .fr("Depuis l'entrée de chaque action dans le plan")
            .en("Since each action came into the plan"),
        HistoryPhrase::WordsChanged(count) => {
            let s = lang.s(count);
            lang.fr(format_args!("vocabulaire modifié ({count} changement{s})"))
                .en(format_args!("words changed ({count} change{s})"))
        }
        HistoryPhrase::WordKind(kind) => match kind {
            WordKind::Name => lang.fr("Nom du plan").en("Name of the plan"),
            WordKind::Period => lang.fr("Période").en("Period"),
            WordKind::Basis => lang.fr("Montants de référence").en("Basis of amounts"),
            WordKind::Voted => lang.fr("Version votée").en("Voted revision"),
            WordKind::Axis => lang.fr("Axe").en("Axis"),
            WordKind::Number => lang.fr("Numéro de l'axe").en("Number of the axis"),
            WordKind::Measure => lang.fr("Mesure").en("Measure"),
            WordKind::Code => lang.fr("Code de la mesure").en("Code of the measure"),
            WordKind::Status => lang.fr("Statut").en("Status"),
            WordKind::Phase => lang.fr("Phase du statut").en("Phase of the status"),
            WordKind::Theme => lang.fr("Thème").en("Theme"),
            WordKind::Actor => lang.fr("Acteur").en("Actor"),
        },
        HistoryPhrase::SettingValue(value) => match value {
            "ttc" => lang.fr("TTC").en("including tax (TTC)"),
            "ht" => lang.fr("HT").en("before tax (HT)"),
            "not-started" => lang.fr("pas commencée").en("not started"),
            "running" => lang.fr("en cours").en("running"),
            "done" => lang.fr("terminée").en("done"),
            "dropped" => lang.fr("abandonnée").en("given up"),
            other => lang.fr(other).en(other),
        },
        HistoryPhrase::Budget(change) => lang
            .fr(format_args!("budget {change}"))
            .en(format_args!("budget {change}")),
        HistoryPhrase::KnownBudget(change) => lang
            .fr(format_args!("budget chiffré {change}"))
            .en(format_args!("budget with figures {change}")),
        HistoryPhrase::MovedFrom(from, to) => lang
            .fr(format_args!("déplacée de la mesure {from} à la mesure {to}"))
            .en(format_args!("moved from measure {from} to measure {to}")),
        HistoryPhrase::Renamed(from, to, Likeness::Identical) => lang
            .fr(format_args!("renommée : {from} → {to} (contenu identique)"))
            .en(format_args!("renamed: {from} → {to} (same content)")),
        HistoryPhrase::Renamed(from, to, Likeness::Alike(percent)) => lang
            .fr(format_args!("renommée : {from} → {to} (reconnue à son contenu, semblable à {percent}\u{a0}%)"))
            .en(format_args!("renamed: {from} → {to} (known by its content, {percent}% alike)")),
        HistoryPhrase::Renamed(from, to, Likeness::Followed(_)) => lang
            .fr(format_args!("renommée : {from} → {to} (suivie de nom en nom dans l'historique du plan)"))
            .en(format_args!("renamed: {from} → {to} (followed from name to name in the plan's history)")),
        HistoryPhrase::OfPart(part, field) => lang
            .fr(format_args!("Sous-action « {part} », {field}"))
            .en(format_args!("Sub-action “{part}”, {field}")),
        HistoryPhrase::Order(items) => lang
            .fr(format_args!("{items} (nouvel ordre)"))
            .en(format_args!("{items} (new order)")),
        HistoryPhrase::Filled(value) => lang
            .fr(format_args!("{value} (ajout)"))
            .en(format_args!("{value} (added)")),
        HistoryPhrase::Emptied(value) => lang
            .fr(format_args!("{value} (retrait)"))
            .en(format_args!("{value} (removed)")),
        HistoryPhrase::Commit(day, commit) => {
            let colon = lang.word(Word::COLON);
            let (id, day) = (short(&commit.id), lang.day(day));
            return format!("{day}, {}{colon}{} ({id})", commit.author, commit.subject);
        }
        HistoryPhrase::AfterTime(time) => {
            let time = shift(time, "", lang);
            lang.fr(format_args!("après {time}"))
                .en(format_args!("after {time}"))
        }
        HistoryPhrase::KnownSince(day) => {
            let day = lang.day(day);
            lang.fr(format_args!("au plus tard le {day}"))
                .en(format_args!("on {day} at the latest"))
        }
        HistoryPhrase::Ends(times) => {
            let s = lang.s(times);
            lang.fr(format_args!("échéance changée {times} fois"))
                .en(format_args!("end changed {times} time{s}"))
        }
        HistoryPhrase::Budgets(times) => {
            let s = lang.s(times);
            lang.fr(format_args!("budget changé {times} fois"))
                .en(format_args!("budget changed {times} time{s}"))
        }
        HistoryPhrase::Higher(count) => {
            let s = lang.s(count);
            lang.fr(format_args!("{count} budget{s} en hausse"))
                .en(format_args!("{count} budget{s} higher"))
        }
        HistoryPhrase::Basis(basis) => {
            let basis = lang.basis(basis);
            lang.fr(format_args!("Montants {basis}"))
                .en(format_args!("Amounts {basis}"))
        }
        HistoryPhrase::StillCounted(before, after) => lang
            .fr(format_args!("Montants d'actions abandonnées, encore comptés : {before} avant, {after} après"))
            .en(format_args!("Amounts of dropped actions, still counted: {before} before, {after} after")),
        HistoryPhrase::Unknown(before, after) => lang
            .fr(format_args!("Lignes sans montant : {before} avant, {after} après ; ≥ signifie « au moins », car elles ne sont pas comptées"))
            .en(format_args!("Lines without a figure: {before} before, {after} after; ≥ means at least, for they are not counted")),
        HistoryPhrase::Overlapping => lang
            .fr("Une action peut figurer dans plusieurs groupes ; le total la compte une fois")
            .en("An action may stand in several groups; the total counts it once"),
        HistoryPhrase::Formerly(name, former) => lang
            .fr(format_args!("{name} (auparavant « {former} »)"))
            .en(format_args!("{name} (formerly “{former}”)")),
        HistoryPhrase::EarlierNotes(count) => {
            let s = lang.s(count);
            lang.fr(format_args!("{count} note{s} plus ancienne{s}, non reprise{s} ici"))
                .en(format_args!("{count} earlier note{s}, not shown here"))
        }
        HistoryPhrase::AtFirst(value) => lang
            .fr(format_args!("{value} au départ"))
            .en(format_args!("{value} at first")),
        HistoryPhrase::OfKnown(change) => lang
            .fr(format_args!("{change} sur les montants connus"))
            .en(format_args!("{change} in known amounts")),
    };
    sentence.title
}

fn side_text(side: Side<'_>, lang: Lang) -> String {
    let sentence = match side {
        Side::Commit(commit) => {
            let (id, day, subject) = (short(&commit.id), lang.day(commit.day), &commit.subject);
            lang.fr(format_args!("le commit {id} du {day} (« {subject} »)"))
                .en(format_args!("commit {id} of {day} ({subject})"))
        }
        Side::Files => lang.fr("les fichiers actuels").en("the files as they are"),
    };
    sentence.title
}

/// A move, `later` before its number where it goes on.
fn shift(shift: Shift, later: &str, lang: Lang) -> String {
    let sign = |by: i64| if by < 0 { "−" } else { later };
    let sentence = match shift {
        Shift::Months {
            months: by,
            approximate,
        } => {
            let time = format!("{}{}", sign(by), months(by, lang));
            if !approximate {
                return time;
            }
            lang.fr(format_args!("environ {time}"))
                .en(format_args!("about {time}"))
        }
        Shift::Days { days } => {
            let (sign, days) = (sign(days), days.unsigned_abs() as usize);
            let s = lang.s(days);
            lang.fr(format_args!("{sign}{days} jour{s}"))
                .en(format_args!("{sign}{days} day{s}"))
        }
        Shift::Precision { precision } => {
            let word = match precision {
                Precision::More => Word::SHARPER,
                Precision::Less => Word::VAGUER,
            };
            return lang.word(word).to_owned();
        }
    };
    sentence.title
}

fn months(months: i64, lang: Lang) -> String {
    let months = months.unsigned_abs() as usize;
    let (years, months) = (months / 12, months % 12);
    let (s, of) = (lang.s(years), lang.s(months));
    let years = (years > 0).then(|| {
        lang.fr(format_args!("{years} an{s}"))
            .en(format_args!("{years} year{s}"))
    });
    let months = (months > 0).then(|| {
        lang.fr(format_args!("{months} mois"))
            .en(format_args!("{months} month{of}"))
    });
    let parts: Vec<String> = years
        .into_iter()
        .chain(months)
        .map(|part| part.title)
        .collect();
    lang.all(&parts)
}
