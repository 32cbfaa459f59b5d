//! What is said of the plan's history, in both languages.

use chrono::NaiveDate;

use crate::model::budget::Basis;
use crate::model::commit::Commit;
use crate::words::{Lang, en, fr, short};

/// What is said of what changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told<'a> {
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
    /// The budget changed by that.
    Budget(&'a str),
    /// What has a figure in the budget changed by that, other lines having none.
    KnownBudget(&'a str),
    /// By how much the least and the most changed.
    Bounds(&'a str, &'a str),
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
    /// An action left the plan.
    WasDropped,
    /// So much time in the state before.
    AfterTime(&'a str),
    /// A value was there before that day, when the history begins.
    KnownSince(NaiveDate),
    /// Headings of tables: the day, who, what was said of it, its hash, what was done, a field, a sub-action, an item.
    Day,
    /// See [`Told::Day`].
    Author,
    /// See [`Told::Day`].
    Subject,
    /// See [`Told::Day`].
    Hash,
    /// See [`Told::Day`].
    EventHeading,
    /// See [`Told::Day`].
    FieldHeading,
    /// See [`Told::Day`].
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
    /// What dropped actions add to the totals, before and after.
    StillCounted(&'a str, &'a str),
    /// Groups overlap.
    Overlapping,
    /// What something was at first.
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
    /// What is said of the history.
    pub fn told(self, told: Told<'_>) -> String {
        match self {
            Self::Fr => french(told),
            Self::En => english(told),
        }
    }
}

fn french(told: Told<'_>) -> String {
    let s = |count: usize| if count < 2 { "" } else { "s" };
    let counted = |count: usize, said: bool, participle: &str| {
        let noun = if said {
            String::new()
        } else {
            format!("action{} ", s(count))
        };
        format!("{count} {noun}{participle}{}", s(count))
    };
    match told {
        Told::Between(before, after) => {
            let side = |side: Side<'_>| match side {
                Side::Commit(commit) => format!(
                    "le commit {} du {} («\u{202f}{}\u{202f}»)",
                    short(&commit.id),
                    fr::day(commit.day),
                    commit.subject
                ),
                Side::Files => "les fichiers actuels".to_owned(),
            };
            format!(
                "Évolution du plan entre {} et {}",
                side(before),
                side(after)
            )
        }
        Told::Added(count) => counted(count, false, "ajoutée"),
        Told::Dropped(count, said) => counted(count, said, "retirée"),
        Told::Moved(count, said) => counted(count, said, "déplacée"),
        Told::Renamed(count, said) => counted(count, said, "renommée"),
        Told::Changed(count, said) => counted(count, said, "modifiée"),
        Told::Later(count) => format!("{count} échéance{0} repoussée{0}", s(count)),
        Told::Earlier(count) => format!("{count} échéance{0} avancée{0}", s(count)),
        Told::Budget(change) => format!("budget {change}"),
        Told::KnownBudget(change) => format!("budget chiffré {change}"),
        Told::Bounds(min, max) => format!("minimum {min}, maximum {max}"),
        Told::Nothing => "aucune différence".to_owned(),
        Told::AddedActions => "Actions ajoutées".to_owned(),
        Told::DroppedActions => "Actions retirées".to_owned(),
        Told::ChangedActions => "Actions modifiées".to_owned(),
        Told::Totals => "Budget".to_owned(),
        Told::WholeBudget => "Budget total".to_owned(),
        Told::Statuses => "Changements de statut".to_owned(),
        Told::Before => "Avant".to_owned(),
        Told::After => "Après".to_owned(),
        Told::Difference => "Écart".to_owned(),
        Told::MovedFrom(from, to) => format!("déplacée de la mesure {from} à la mesure {to}"),
        Told::RenamedIdentical(from, to) => {
            format!("renommée\u{202f}: {from} → {to} (contenu identique)")
        }
        Told::RenamedAlike(from, to, percent) => format!(
            "renommée\u{202f}: {from} → {to} (reconnue à son contenu, semblable à {percent}\u{a0}%)"
        ),
        Told::RenamedFollowed(from, to) => {
            format!(
                "renommée\u{202f}: {from} → {to} (suivie de nom en nom dans l'historique du plan)"
            )
        }
        Told::OfPart(part, field) => format!("Sous-action «\u{202f}{part}\u{202f}», {field}"),
        Told::Order(items) => format!("{items} (nouvel ordre)"),
        Told::Filled(value) => format!("{value} (ajout)"),
        Told::Emptied(value) => format!("{value} (retrait)"),
        Told::Sharper => "plus précis".to_owned(),
        Told::Vaguer => "moins précis".to_owned(),
        Told::Months(months) => {
            let years = match months / 12 {
                0 => None,
                1 => Some("1 an".to_owned()),
                years => Some(format!("{years} ans")),
            };
            let rest = (months % 12 > 0).then(|| format!("{} mois", months % 12));
            years
                .into_iter()
                .chain(rest)
                .collect::<Vec<_>>()
                .join(" et ")
        }
        Told::About(time) => format!("environ {time}"),
        Told::Days(days) => format!("{days} jour{}", s(days as usize)),
        Told::Commit(day, commit) => format!(
            "{}, {}\u{202f}: {} ({})",
            fr::day(day),
            commit.author,
            commit.subject,
            short(&commit.id)
        ),
        Told::NotCommitted => "pas encore enregistré dans git".to_owned(),
        Told::WasAdded => "action ajoutée".to_owned(),
        Told::WasDropped => "action retirée".to_owned(),
        Told::AfterTime(time) => format!("après {time}"),
        Told::KnownSince(day) => format!("au plus tard le {}", fr::day(day)),
        Told::Day => "Date".to_owned(),
        Told::Author => "Auteur".to_owned(),
        Told::Subject => "Motif".to_owned(),
        Told::Hash => "Commit".to_owned(),
        Told::EventHeading => "Événement".to_owned(),
        Told::FieldHeading => "Champ".to_owned(),
        Told::ValueHeading => "Valeur".to_owned(),
        Told::Times => "Changements".to_owned(),
        Told::Ends(times) => format!("échéance changée {times} fois"),
        Told::Budgets(times) => format!("budget changé {times} fois"),
        Told::Higher(count) => format!("{count} budget{} en hausse", s(count)),
        Told::Basis(Basis::Ttc) => "Montants TTC".to_owned(),
        Told::Basis(Basis::Ht) => "Montants HT".to_owned(),
        Told::StillCounted(before, after) => format!(
            "Montants d'actions abandonnées, encore comptés\u{202f}: {before} avant, {after} après"
        ),
        Told::Unknown(before, after) => format!(
            "Lignes sans montant\u{202f}: {before} avant, {after} après\u{202f}; ≥ signifie «\u{202f}au moins\u{202f}», car elles ne sont pas comptées"
        ),
        Told::Overlapping => {
            "Une action peut figurer dans plusieurs groupes\u{202f}; le total la compte une fois"
                .to_owned()
        }
        Told::AtFirst(value) => format!("{value} au départ"),
        Told::SinceFirst => "écart au départ".to_owned(),
        Told::OfKnown(change) => format!("{change} sur les montants connus"),
    }
}

fn english(told: Told<'_>) -> String {
    let s = |count: usize| if count == 1 { "" } else { "s" };
    let counted = |count: usize, said: bool, participle: &str| {
        let noun = if said {
            String::new()
        } else {
            format!("action{} ", s(count))
        };
        format!("{count} {noun}{participle}")
    };
    match told {
        Told::Between(before, after) => {
            let side = |side: Side<'_>| match side {
                Side::Commit(commit) => format!(
                    "commit {} of {} ({})",
                    short(&commit.id),
                    en::day(commit.day),
                    commit.subject
                ),
                Side::Files => "the files as they are".to_owned(),
            };
            format!("The plan between {} and {}", side(before), side(after))
        }
        Told::Added(count) => counted(count, false, "added"),
        Told::Dropped(count, said) => counted(count, said, "removed"),
        Told::Moved(count, said) => counted(count, said, "moved"),
        Told::Renamed(count, said) => counted(count, said, "renamed"),
        Told::Changed(count, said) => counted(count, said, "changed"),
        Told::Later(count) => format!("{count} deadline{} later", s(count)),
        Told::Earlier(count) => format!("{count} deadline{} earlier", s(count)),
        Told::Budget(change) => format!("budget {change}"),
        Told::KnownBudget(change) => format!("budget with figures {change}"),
        Told::Bounds(min, max) => format!("minimum {min}, maximum {max}"),
        Told::Nothing => "no difference".to_owned(),
        Told::AddedActions => "Actions added".to_owned(),
        Told::DroppedActions => "Actions removed".to_owned(),
        Told::ChangedActions => "Actions changed".to_owned(),
        Told::Totals => "Budget".to_owned(),
        Told::WholeBudget => "Whole budget".to_owned(),
        Told::Statuses => "Changes of status".to_owned(),
        Told::Before => "Before".to_owned(),
        Told::After => "After".to_owned(),
        Told::Difference => "Change".to_owned(),
        Told::MovedFrom(from, to) => format!("moved from measure {from} to measure {to}"),
        Told::RenamedIdentical(from, to) => format!("renamed: {from} → {to} (same content)"),
        Told::RenamedAlike(from, to, percent) => {
            format!("renamed: {from} → {to} (known by its content, {percent}% alike)")
        }
        Told::RenamedFollowed(from, to) => {
            format!("renamed: {from} → {to} (followed from name to name in the plan's history)")
        }
        Told::OfPart(part, field) => format!("Sub-action “{part}”, {field}"),
        Told::Order(items) => format!("{items} (new order)"),
        Told::Filled(value) => format!("{value} (added)"),
        Told::Emptied(value) => format!("{value} (removed)"),
        Told::Sharper => "more precise".to_owned(),
        Told::Vaguer => "less precise".to_owned(),
        Told::Months(months) => {
            let (years, months) = (months as usize / 12, months as usize % 12);
            let years = (years > 0).then(|| format!("{years} year{}", s(years)));
            let months = (months > 0).then(|| format!("{months} month{}", s(months)));
            years
                .into_iter()
                .chain(months)
                .collect::<Vec<_>>()
                .join(" and ")
        }
        Told::About(time) => format!("about {time}"),
        Told::Days(days) => format!("{days} day{}", s(days as usize)),
        Told::Commit(day, commit) => format!(
            "{}, {}: {} ({})",
            en::day(day),
            commit.author,
            commit.subject,
            short(&commit.id)
        ),
        Told::NotCommitted => "not yet in git".to_owned(),
        Told::WasAdded => "action added".to_owned(),
        Told::WasDropped => "action removed".to_owned(),
        Told::AfterTime(time) => format!("after {time}"),
        Told::KnownSince(day) => format!("on {} at the latest", en::day(day)),
        Told::Day => "Date".to_owned(),
        Told::Author => "Author".to_owned(),
        Told::Subject => "Reason".to_owned(),
        Told::Hash => "Commit".to_owned(),
        Told::EventHeading => "Event".to_owned(),
        Told::FieldHeading => "Field".to_owned(),
        Told::ValueHeading => "Value".to_owned(),
        Told::Times => "Changes".to_owned(),
        Told::Ends(times) => format!("end changed {times} time{}", s(times)),
        Told::Budgets(times) => format!("budget changed {times} time{}", s(times)),
        Told::Higher(count) => format!("{count} budget{} higher", s(count)),
        Told::Basis(Basis::Ttc) => "Amounts including tax (TTC)".to_owned(),
        Told::Basis(Basis::Ht) => "Amounts before tax (HT)".to_owned(),
        Told::StillCounted(before, after) => {
            format!("Amounts of dropped actions, still counted: {before} before, {after} after")
        }
        Told::Unknown(before, after) => format!(
            "Lines without a figure: {before} before, {after} after; ≥ means at least, for they are not counted"
        ),
        Told::Overlapping => {
            "An action may stand in several groups; the total counts it once".to_owned()
        }
        Told::AtFirst(value) => format!("{value} at first"),
        Told::SinceFirst => "change since the first".to_owned(),
        Told::OfKnown(change) => format!("{change} in known amounts"),
    }
}
