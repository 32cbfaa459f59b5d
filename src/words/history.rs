//! The sentences and headings about the plan's history.

use chrono::NaiveDate;

use crate::model::budget::Basis;
use crate::model::commit::Commit;
use crate::model::plan::WordKind;
use crate::words::{Lang, Sentence, Word, short};

/// A sentence or heading about what changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HistoryPhrase<'a> {
    /// The heading of a difference between two plans.
    Between(Side<'a>, Side<'a>),
    /// So many actions are new.
    Added(usize),
    /// So many are gone; whether the noun was said before.
    Dropped(usize, bool),
    /// So many stand in another measure.
    Moved(usize, bool),
    /// So many have another name.
    Renamed(usize, bool),
    /// So many changed otherwise.
    Changed(usize, bool),
    /// So many ends come later.
    Later(usize),
    /// So many ends come earlier.
    Earlier(usize),
    /// So many ends were given up: removed, unknown, or ongoing.
    GivenUp(usize),
    /// So many ends are less precise.
    Loosened(usize),
    /// So many ends are set for the first time.
    FirstSet(usize),
    /// So many ends are past and were never moved.
    Overdue(usize),
    /// Behind an end: it was given up.
    IsGivenUp,
    /// Behind an end: the action was given up, and the end counts no more.
    IsDropped,
    /// Behind an end: it is the first.
    IsFirstSet,
    /// Behind an end: it is past, and was never moved.
    IsOverdue,
    /// Drifts are counted from the vote: its revision and its day.
    SinceVote(&'a str, NaiveDate),
    /// Drifts are counted from a day.
    SinceDay(NaiveDate),
    /// Drifts are counted from the day on which each action came.
    SinceAdded,
    /// So many words of the plan changed.
    WordsChanged(usize),
    /// The heading above the words that changed.
    WordsHeading,
    /// What a word that changed is, by its name in JSON.
    WordKind(WordKind),
    /// A basis or a phase, by its name in `schema/`.
    SettingValue(&'a str),
    /// The budget changed by that.
    Budget(&'a str),
    /// The part of the budget that has figures changed by that, other lines having none.
    KnownBudget(&'a str),
    /// Nothing changed.
    Nothing,
    /// The heading above new actions.
    AddedActions,
    /// The heading above actions that are gone.
    DroppedActions,
    /// The heading above actions that changed.
    ChangedActions,
    /// The heading above the totals.
    Totals,
    /// The budget of an action, all its lines together.
    WholeBudget,
    /// The heading above the moves of statuses.
    Statuses,
    /// A column: how it was.
    Before,
    /// A column: how it is.
    After,
    /// A column: by how much it changed.
    Difference,
    /// An action was moved from a measure to another.
    MovedFrom(&'a str, &'a str),
    /// An action was renamed, everything in it being the same.
    RenamedIdentical(&'a str, &'a str),
    /// An action was renamed, so many percent of it being the same.
    RenamedAlike(&'a str, &'a str, u8),
    /// An action was renamed, as the history tells from name to name.
    RenamedFollowed(&'a str, &'a str),
    /// A sub-action's field: its title, the field.
    OfPart(&'a str, &'a str),
    /// A list in another order.
    Order(&'a str),
    /// A value where none was.
    Filled(&'a str),
    /// A value that is gone.
    Emptied(&'a str),
    /// A date that became more precise.
    Sharper,
    /// A date that became less precise.
    Vaguer,
    /// So many months.
    Months(u32),
    /// So much time, to the nearest month.
    About(&'a str),
    /// So many days.
    Days(u32),
    /// A commit, as the heading of what it did: the day, who, why, which.
    Commit(NaiveDate, &'a Commit),
    /// Changes that are in no commit yet.
    NotCommitted,
    /// An action came into the plan.
    WasAdded,
    /// An action came back into the plan.
    HasReturned,
    /// An action left the plan.
    WasDropped,
    /// So much time in the state before.
    AfterTime(&'a str),
    /// A value was there before that day, when the history begins.
    KnownSince(NaiveDate),
    /// Headings of tables: the day, who, what was said of it, its hash, what was done, a field, a sub-action, an item.
    Day,
    /// See [`HistoryPhrase::Day`].
    Author,
    /// See [`HistoryPhrase::Day`].
    Subject,
    /// See [`HistoryPhrase::Day`].
    Hash,
    /// See [`HistoryPhrase::Day`].
    EventHeading,
    /// See [`HistoryPhrase::Day`].
    FieldHeading,
    /// See [`HistoryPhrase::Day`].
    ValueHeading,
    /// A column: how many times something changed.
    Times,
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
    /// What something is called, and what it was called.
    Formerly(&'a str, &'a str),
    /// A value as it was at first.
    AtFirst(&'a str),
    /// A column: how far it is from what it was at first.
    SinceFirst,
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

impl Lang {
    /// The text of a sentence or heading about the history.
    pub fn history(self, phrase: HistoryPhrase<'_>) -> String {
        text(phrase, self)
    }
}

fn text(phrase: HistoryPhrase<'_>, lang: Lang) -> String {
    let sentence = match phrase {
        HistoryPhrase::Between(before, after) => {
            let [before, after] = [before, after].map(|side| side_text(side, lang));
            lang.fr(format_args!("Évolution du plan entre {before} et {after}"))
                .en(format_args!("The plan between {before} and {after}"))
        }
        HistoryPhrase::Added(count) => counted(count, false, ("ajoutée", "added"), lang),
        HistoryPhrase::Dropped(count, said) => counted(count, said, ("retirée", "removed"), lang),
        HistoryPhrase::Moved(count, said) => counted(count, said, ("déplacée", "moved"), lang),
        HistoryPhrase::Renamed(count, said) => counted(count, said, ("renommée", "renamed"), lang),
        HistoryPhrase::Changed(count, said) => counted(count, said, ("modifiée", "changed"), lang),
        HistoryPhrase::Later(count) => {
            let s = lang.s(count);
            lang.fr(format_args!("{count} échéance{s} repoussée{s}"))
                .en(format_args!("{count} deadline{s} later"))
        }
        HistoryPhrase::Earlier(count) => {
            let s = lang.s(count);
            lang.fr(format_args!("{count} échéance{s} avancée{s}"))
                .en(format_args!("{count} deadline{s} earlier"))
        }
        HistoryPhrase::GivenUp(count) => {
            let s = lang.s(count);
            lang.fr(format_args!("{count} échéance{s} levée{s}"))
                .en(format_args!("{count} deadline{s} given up"))
        }
        HistoryPhrase::Loosened(count) => {
            let s = lang.s(count);
            lang.fr(format_args!("{count} échéance{s} assouplie{s}"))
                .en(format_args!("{count} deadline{s} loosened"))
        }
        HistoryPhrase::FirstSet(count) => {
            let s = lang.s(count);
            lang.fr(format_args!("{count} échéance{s} fixée{s}"))
                .en(format_args!("{count} deadline{s} first set"))
        }
        HistoryPhrase::Overdue(count) => {
            let s = lang.s(count);
            lang.fr(format_args!("{count} échéance{s} dépassée{s} et jamais revue{s}"))
                .en(format_args!("{count} deadline{s} overdue and never moved"))
        }
        HistoryPhrase::IsGivenUp => lang.fr("échéance levée").en("deadline given up"),
        HistoryPhrase::IsDropped => lang
            .fr("action abandonnée, non comptée")
            .en("action given up, not counted"),
        HistoryPhrase::IsFirstSet => lang.fr("première échéance").en("first deadline"),
        HistoryPhrase::IsOverdue => lang
            .fr("échéance dépassée, jamais revue")
            .en("deadline overdue, never moved"),
        HistoryPhrase::SinceVote(revision, day) => {
            let day = lang.day(day);
            lang.fr(format_args!("Depuis le vote du {day} ({revision})"))
                .en(format_args!("Since the vote of {day} ({revision})"))
        }
        HistoryPhrase::SinceDay(day) => {
            let day = lang.day(day);
            lang.fr(format_args!("Depuis le {day}"))
                .en(format_args!("Since {day}"))
        }
        HistoryPhrase::SinceAdded => lang
            .fr("Depuis l'entrée de chaque action dans le plan")
            .en("Since each action came into the plan"),
        HistoryPhrase::WordsChanged(count) => {
            let s = lang.s(count);
            lang.fr(format_args!("vocabulaire modifié ({count} changement{s})"))
                .en(format_args!("words changed ({count} change{s})"))
        }
        HistoryPhrase::WordsHeading => lang.fr("Vocabulaire et réglages").en("Words and settings"),
        HistoryPhrase::WordKind(kind) => match kind {
            WordKind::Name => lang.fr("Nom du plan").en("Name of the plan"),
            WordKind::Period => lang.fr("Période").en("Period"),
            WordKind::Basis => lang.fr("Montants de référence").en("Basis of amounts"),
            WordKind::Voted => lang.fr("Version votée").en("Voted revision"),
            WordKind::Axis => lang.fr("Axe").en("Axis"),
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
        HistoryPhrase::Nothing => lang.fr("aucune différence").en("no difference"),
        HistoryPhrase::AddedActions => lang.fr("Actions ajoutées").en("Actions added"),
        HistoryPhrase::DroppedActions => lang.fr("Actions retirées").en("Actions removed"),
        HistoryPhrase::ChangedActions => lang.fr("Actions modifiées").en("Actions changed"),
        HistoryPhrase::Totals => lang.fr("Budget").en("Budget"),
        HistoryPhrase::WholeBudget => lang.fr("Budget total").en("Whole budget"),
        HistoryPhrase::Statuses => lang.fr("Changements de statut").en("Changes of status"),
        HistoryPhrase::Before => lang.fr("Avant").en("Before"),
        HistoryPhrase::After => lang.fr("Après").en("After"),
        HistoryPhrase::Difference => lang.fr("Écart").en("Change"),
        HistoryPhrase::MovedFrom(from, to) => lang
            .fr(format_args!("déplacée de la mesure {from} à la mesure {to}"))
            .en(format_args!("moved from measure {from} to measure {to}")),
        HistoryPhrase::RenamedIdentical(from, to) => lang
            .fr(format_args!("renommée : {from} → {to} (contenu identique)"))
            .en(format_args!("renamed: {from} → {to} (same content)")),
        HistoryPhrase::RenamedAlike(from, to, percent) => lang
            .fr(format_args!("renommée : {from} → {to} (reconnue à son contenu, semblable à {percent}\u{a0}%)"))
            .en(format_args!("renamed: {from} → {to} (known by its content, {percent}% alike)")),
        HistoryPhrase::RenamedFollowed(from, to) => lang
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
        HistoryPhrase::Sharper => lang.fr("plus précis").en("more precise"),
        HistoryPhrase::Vaguer => lang.fr("moins précis").en("less precise"),
        HistoryPhrase::Months(months) => {
            let (years, months) = (months as usize / 12, months as usize % 12);
            let (s, of) = (lang.s(years), lang.s(months));
            let years = (years > 0).then(|| {
                lang.fr(format_args!("{years} an{s}"))
                    .en(format_args!("{years} year{s}"))
            });
            let months = (months > 0).then(|| {
                lang.fr(format_args!("{months} mois"))
                    .en(format_args!("{months} month{of}"))
            });
            let parts: Vec<String> = years.into_iter().chain(months).map(|part| part.title).collect();
            return lang.all(&parts);
        }
        HistoryPhrase::About(time) => lang
            .fr(format_args!("environ {time}"))
            .en(format_args!("about {time}")),
        HistoryPhrase::Days(days) => {
            let s = lang.s(days as usize);
            lang.fr(format_args!("{days} jour{s}"))
                .en(format_args!("{days} day{s}"))
        }
        HistoryPhrase::Commit(day, commit) => {
            let colon = lang.word(Word::COLON);
            let (id, day) = (short(&commit.id), lang.day(day));
            return format!("{day}, {}{colon}{} ({id})", commit.author, commit.subject);
        }
        HistoryPhrase::NotCommitted => lang
            .fr("pas encore enregistré dans git")
            .en("not yet in git"),
        HistoryPhrase::WasAdded => lang.fr("action ajoutée").en("action added"),
        HistoryPhrase::HasReturned => lang.fr("action reprise").en("action taken up again"),
        HistoryPhrase::WasDropped => lang.fr("action retirée").en("action removed"),
        HistoryPhrase::AfterTime(time) => lang
            .fr(format_args!("après {time}"))
            .en(format_args!("after {time}")),
        HistoryPhrase::KnownSince(day) => {
            let day = lang.day(day);
            lang.fr(format_args!("au plus tard le {day}"))
                .en(format_args!("on {day} at the latest"))
        }
        HistoryPhrase::Day => lang.fr("Date").en("Date"),
        HistoryPhrase::Author => lang.fr("Auteur").en("Author"),
        HistoryPhrase::Subject => lang.fr("Motif").en("Reason"),
        HistoryPhrase::Hash => lang.fr("Commit").en("Commit"),
        HistoryPhrase::EventHeading => lang.fr("Événement").en("Event"),
        HistoryPhrase::FieldHeading => lang.fr("Champ").en("Field"),
        HistoryPhrase::ValueHeading => lang.fr("Valeur").en("Value"),
        HistoryPhrase::Times => lang.fr("Changements").en("Changes"),
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
        HistoryPhrase::AtFirst(value) => lang
            .fr(format_args!("{value} au départ"))
            .en(format_args!("{value} at first")),
        HistoryPhrase::SinceFirst => lang.fr("écart au départ").en("change since the first"),
        HistoryPhrase::OfKnown(change) => lang
            .fr(format_args!("{change} sur les montants connus"))
            .en(format_args!("{change} in known amounts")),
    };
    sentence.title
}

/// So many actions, and what became of them; the noun is left out where it was said before.
fn counted(count: usize, said: bool, (fr, en): (&str, &str), lang: Lang) -> Sentence {
    let s = lang.s(count);
    let noun = match said {
        true => String::new(),
        false => format!("action{s} "),
    };
    lang.fr(format_args!("{count} {noun}{fr}{s}"))
        .en(format_args!("{count} {noun}{en}"))
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
