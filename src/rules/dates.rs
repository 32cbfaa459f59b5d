//! Dates that contradict each other, the action's or what its status says.

use crate::finding::{Also, Finding, Rule};
use crate::model::action::Action;
use crate::model::date::{Date, Period};
use crate::model::spot::Spot;
use crate::model::vocabulary::Phase;
use crate::rules::article::{Article, about};
use crate::rules::{Findings, Scope, found};

/// The rules of this file.
pub const RULES: &[Article] = &[
    about(Rule::UnreadableDate)
        .fr("date illisible")
        .why("Une date s'écrit à la précision connue : année, mois, jour, saison, trimestre, semestre, début, mi, fin. \"?\" veut dire « demandée, et inconnue ».")
        .en("unreadable date")
        .why("A date is written as precisely as it is known: year, month, day, season, quarter, half, début, mi, fin. \"?\" means “asked, and unknown”.")
        .bad("end = \"bientôt\"")
        .good("end = \"fin 2026\""),
    about(Rule::OngoingStart)
        .fr("« en continu » donné comme début")
        .why("« en continu » veut dire : sans fin. Une action peut ne pas finir ; elle commence toujours quelque part.")
        .en("“en continu” given as a start")
        .why("“en continu” means: without an end. An action may have no end; it always starts somewhere.")
        .bad("start = \"en continu\"")
        .good("start = \"2019\"\nend = \"en continu\""),
    about(Rule::EndBeforeStart)
        .fr("fin avant le début")
        .why("Toutes les lectures possibles de la fin précèdent toutes celles du début : l'une des deux dates est fausse.")
        .en("end before the start")
        .why("Every possible reading of the end comes before every reading of the start: one of the two dates is wrong.")
        .bad("start = \"2022\"\nend   = \"2021\"")
        .good("start = \"2021\"\nend   = \"2022\""),
    about(Rule::PartOutsideAction)
        .fr("sous-action hors des dates de l'action")
        .why("Une sous-action commence sûrement avant l'action, ou finit sûrement après. L'une des dates a sans doute été oubliée lors d'une mise à jour.")
        .en("sub-action outside its action's dates")
        .why("A sub-action surely starts before the action, or surely ends after it. One of the dates was probably forgotten in an update.")
        .bad("end = \"2020\"\nsub_actions = [{ title = \"Étude\", end = \"2022\" }]")
        .good("end = \"2022\"\nsub_actions = [{ title = \"Étude\", end = \"2022\" }]"),
    about(Rule::DoneInFuture)
        .fr("action terminée dont la fin est à venir")
        .why("Le statut dit que tout est fait, et la date de fin n'est pas encore passée (au jour de --today).")
        .en("action done whose end is still to come")
        .why("The status says that all is done, and the end is not past yet (on the day of --today).")
        .bad("status = \"Complété\"\nend    = \"2150\"")
        .good("status = \"Complété\"\nend    = \"2020\""),
    about(Rule::NotStartedOverdue)
        .fr("action non commencée dont la fin est passée")
        .why("Le statut dit que rien n'est engagé, et la date de fin est passée (au jour de --today). Le statut ou l'échéance n'a pas été mis à jour.")
        .en("action not started whose end is past")
        .why("The status says that nothing is under way, and the end is past (on the day of --today). Either was not brought up to date.")
        .bad("status = \"Non démarré\"\nend    = \"2020\"")
        .good("status = \"Complété\"\nend    = \"2020\""),
];

/// Nothing surely ends before it starts.
pub fn order(action: &Action, _: Scope<'_>, findings: &mut Findings) {
    let sheet = &action.sheet;
    let own = std::iter::once((None, sheet.start, sheet.end));
    let parts = sheet.sub_actions.iter().enumerate();
    let parts = parts.map(|(index, part)| (Some(index), part.start, part.end));
    for (part, start, end) in own.chain(parts) {
        let (Some(start), Some(end)) = (period(start), period(end)) else {
            continue;
        };
        if end.surely_before(start) {
            let finding = Finding::EndBeforeStart {
                start: start.to_string(),
                end: end.to_string(),
            };
            let at = Spot::of(part).key("end");
            let start = Spot::of(part).key("start");
            findings.push(found(finding, at).also("", start, Also::Start));
        }
    }
}

/// A sub-action lies within its action's dates, as far as both are sure.
pub fn parts_within(action: &Action, _: Scope<'_>, findings: &mut Findings) {
    let sheet = &action.sheet;
    let (first, last) = (period(sheet.start), period(sheet.end));
    if let (Some(first), Some(last)) = (first, last)
        && last.surely_before(first)
    {
        // Nothing lies within dates that contradict each other.
        return;
    }
    for (index, part) in sheet.sub_actions.iter().enumerate() {
        let (start, end) = (period(part.start), period(part.end));
        let mut tell = |date: Period, key: &str, own: Period, own_key: &str, before: bool| {
            let finding = Finding::PartOutsideAction {
                date: date.to_string(),
                action: own.to_string(),
                before,
            };
            let at = Spot::of(Some(index)).key(key);
            let own = Spot::default().key(own_key);
            findings.push(found(finding, at).also("", own, Also::ActionDate));
        };
        if let (Some(start), Some(first)) = (start, first)
            && start.surely_before(first)
        {
            tell(start, "start", first, "start", true);
        }
        if let (Some(end), Some(last)) = (end, last)
            && last.surely_before(end)
        {
            tell(end, "end", last, "end", false);
        }
    }
}

/// A status fits the end: what is done does not end in the future, what is not started is not past its end.
pub fn against_status(action: &Action, scope: Scope<'_>, findings: &mut Findings) {
    let sheet = &action.sheet;
    let own = std::iter::once((None, &sheet.status, sheet.end));
    let parts = sheet.sub_actions.iter().enumerate();
    let parts = parts.map(|(index, part)| (Some(index), &part.status, part.end));
    for (part, status, end) in own.chain(parts) {
        let Some((name, end)) = status.as_ref().zip(period(end)) else {
            continue;
        };
        let Some(known) = scope.words.statuses.find(name) else {
            continue;
        };
        let (status, day) = (name.clone(), end.to_string());
        let finding = match known.phase {
            Phase::Done if scope.today < end.earliest() => {
                Finding::DoneInFuture { status, end: day }
            }
            Phase::NotStarted if end.latest() < scope.today => {
                Finding::NotStartedOverdue { status, end: day }
            }
            _ => continue,
        };
        let at = Spot::of(part).key("end");
        let status = Spot::of(part).key("status");
        findings.push(found(finding, at).also("", status, Also::Status));
    }
}

fn period(date: Option<Date>) -> Option<Period> {
    date.and_then(Date::period)
}
