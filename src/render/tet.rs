//! The plan as the spreadsheet that the platform Territoires en Transitions imports, and what cannot be said there.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::model::action::{Sheet, SubAction};
use crate::model::budget::Basis;
use crate::model::column::Column;
use crate::model::date::{Date, Period};
use crate::model::fold::fold;
use crate::model::indicator::Indicator;
use crate::model::key::Key;
use crate::model::name::Name;
use crate::model::plan::Plan;
use crate::render::text;
use crate::render::value::Value;
use crate::view::columns::Row;
use crate::view::total::{Counted, Payers, Sum, Total};
use crate::words::{Lang, Loss, Note, Word};

/// The labels of the platform's columns, in its order; they stand on the second row, the data from the fourth.
pub const LABELS: [&str; 28] = [
    "Axe (x)",
    "Sous-axe (x.x)",
    "Sous-sous axe (x.x.x)",
    "Titre de l'action",
    "Titre de la sous-action",
    "Descriptif",
    "Instances de gouvernance",
    "Objectifs",
    "Indicateurs liés",
    "Structure pilote",
    "Moyens humains et techniques",
    "Partenaires",
    "Direction ou service pilote",
    "Personne pilote",
    "Élu·e référent·e",
    "Participation Citoyenne",
    "Financements",
    "Financeur 1",
    "Montant € HT",
    "Financeur 2",
    "Montant € HT",
    "Financeur 3",
    "Montant € HT",
    "Budget prévisionnel total € HT",
    "Statut",
    "Niveau de priorité",
    "Date de début",
    "Date de fin",
];

/// The priorities that the platform knows.
const PRIORITIES: [&str; 3] = ["Élevé", "Moyen", "Bas"];

/// The number of funders that a row names.
const FUNDERS: usize = 3;

/// The keys of an action that the platform has a place for; what another one holds is told as left out.
///
/// Its « Participation Citoyenne » is no place for audiences: it takes a level of participation, by likeness.
const PLACED: &[Key] = &[
    Key::Title,
    Key::Status,
    Key::Priority,
    Key::Elected,
    Key::Owners,
    Key::Funders,
    Key::Partners,
    Key::Start,
    Key::End,
    Key::Description,
    Key::Objectives,
    Key::Resources,
    Key::Indicators,
    Key::Budget,
    Key::SubActions,
];

/// The platform's rows, and what they do not say.
pub struct PlatformRows {
    /// A row an action, and one behind it for each of its sub-actions.
    pub rows: Vec<Vec<Value>>,
    /// The notes of what they say otherwise, or not at all.
    pub notes: Vec<Note>,
}

/// The tax basis of the platform's columns.
const BASIS: Basis = Basis::Ht;

/// The rows of the actions.
pub fn import(plan: &Plan, rows: &[Row<'_>], with_notes: bool, lang: Lang) -> PlatformRows {
    let mut import = PlatformRows {
        rows: Vec::new(),
        notes: Vec::new(),
    };
    let mut without_place: BTreeMap<Column, usize> = BTreeMap::new();
    for row in rows {
        let sheet = &row.action.sheet;
        let others = Key::all().filter(|key| !PLACED.contains(key));
        let others = others.filter(|key| with_notes || *key != Key::EditorNotes);
        let filled = others.filter(|key| !sheet.get(*key).is_absent());
        let extra = (!sheet.extra.is_empty()).then_some(Column::Extra);
        for column in filled.map(Column::Key).chain(extra) {
            *without_place.entry(column).or_default() += 1;
        }
        let mut push = |part: Option<&SubAction>| {
            let mut what = Vec::new();
            import.rows.push(match part {
                None => of_action(plan, row, lang, &mut what),
                Some(part) => of_part(plan, row, part, lang, &mut what),
            });
            let losses = (!what.is_empty()).then(|| Note::Losses {
                path: row.action.path(),
                sub_action: part.map(|part| part.title.clone()),
                what,
            });
            import.notes.extend(losses);
        };
        push(None);
        sheet.sub_actions.iter().map(Some).for_each(push);
    }
    let columns: Vec<_> = without_place.into_iter().collect();
    let without_place = (!columns.is_empty()).then_some(Note::WithoutPlace(columns));
    import.notes.extend(without_place);
    import
}

/// Axis, sub-axis, and what stands below them: the measure, under the beginning of its code.
fn place(row: &Row<'_>) -> [Value; 3] {
    let titled = |key: &str, title: Option<&str>| match title {
        Some(title) => Value::Text(format!("{key} {title}")),
        None => Value::Text(key.to_owned()),
    };
    let axis = titled(&text::axis(row.axis), row.axis_title);
    let code = row.action.measure.as_str();
    if row.action.measure.axis().is_none() {
        // A measure without a code is known by its title.
        let title = Value::text(row.measure_title.or(Some(code)));
        return [axis, title, Value::Absent];
    }
    let measure = titled(code, row.measure_title);
    match code.match_indices('.').nth(1) {
        Some((end, _)) => [axis, Value::text(code.get(..end)), measure],
        None => [axis, measure, Value::Absent],
    }
}

fn of_action(plan: &Plan, row: &Row<'_>, lang: Lang, losses: &mut Vec<Loss>) -> Vec<Value> {
    let sheet = &row.action.sheet;
    let (funders, is_whole) = funders(sheet, losses);
    let mut financing: Vec<String> = sheet
        .budget
        .iter()
        .map(|line| lang.budget_line(line))
        .collect();
    if !is_whole {
        let heading = lang.heading(Column::Key(Key::Funders));
        let colon = lang.word(Word::COLON);
        financing.push(format!("{heading}{colon}{}", named(&sheet.funders)));
    }
    let mut values = place(row).to_vec();
    values.extend([
        Value::text(Some(&sheet.title)),
        Value::Absent,
        Value::text(sheet.description.as_ref()),
        Value::Absent,
        Value::text(sheet.objectives.as_ref()),
        indicators(&sheet.indicators, losses),
        names(&sheet.owners),
        Value::text(sheet.resources.as_ref()),
        names(&sheet.partners),
        Value::Absent,
        Value::Absent,
        Value::text(sheet.elected.as_ref()),
        Value::Absent,
        on_lines(&financing),
    ]);
    values.extend(funders);
    values.push(total(sheet, lang, losses));
    values.push(status(plan, sheet.status.as_deref(), losses));
    values.push(priority(sheet.priority.as_deref(), losses));
    values.push(day(sheet.start, Column::Key(Key::Start), losses));
    values.push(day(sheet.end, Column::Key(Key::End), losses));
    values
}

/// The names of indicators, whose figures have no place.
fn indicators(indicators: &[Indicator], losses: &mut Vec<Loss>) -> Value {
    if !indicators.is_empty() {
        losses.push(Loss::IndicatorValues);
    }
    let names: Vec<&String> = indicators.iter().map(|one| &one.name).collect();
    Value::list(&names)
}

fn of_part(
    plan: &Plan,
    row: &Row<'_>,
    part: &SubAction,
    lang: Lang,
    losses: &mut Vec<Loss>,
) -> Vec<Value> {
    let mut values = place(row).to_vec();
    values.extend([
        Value::text(Some(&row.action.sheet.title)),
        // No column takes the number of a part; its title bears it.
        Value::Text(match &part.code {
            Some(code) => format!("{code} {}", part.title),
            None => part.title.clone(),
        }),
        Value::text(part.description.as_ref()),
        Value::Absent,
        Value::Absent,
        indicators(&part.indicators, losses),
        names(&part.owners),
    ]);
    values.extend(std::iter::repeat_n(Value::Absent, 6));
    // The amounts of a part count in its action's total, and would count twice in the columns of amounts.
    let lines: Vec<String> = part
        .budget
        .iter()
        .map(|line| lang.budget_line(line))
        .collect();
    values.push(on_lines(&lines));
    values.extend(std::iter::repeat_n(Value::Absent, 7));
    values.push(status(plan, part.status.as_deref(), losses));
    values.push(Value::Absent);
    values.push(day(part.start, Column::Key(Key::Start), losses));
    values.push(day(part.end, Column::Key(Key::End), losses));
    values
}

/// Names as the platform sets them apart: by commas, which guillemets hide within a name.
fn named(names: &[Name]) -> String {
    let names = names.iter().map(ToString::to_string);
    let names = names.map(|name| match name.contains(',') {
        true => format!("« {name} »"),
        false => name,
    });
    names.collect::<Vec<_>>().join(", ")
}

fn names(names: &[Name]) -> Value {
    Value::text(Some(named(names)).filter(|names| !names.is_empty()))
}

fn on_lines(lines: &[String]) -> Value {
    Value::text(Some(lines.join("\n")).filter(|text| !text.is_empty()))
}

/// Up to three funders with what the lines that name them come to, and whether all funders are among them: the platform
/// drops a funder without an amount.
fn funders(sheet: &Sheet, losses: &mut Vec<Loss>) -> (Vec<Value>, bool) {
    let named = sheet.lines().filter_map(|(_, line)| line.funder.as_ref());
    let mut all: Vec<&Name> = Vec::new();
    for funder in sheet.funders.iter().chain(named) {
        if !all.contains(&funder) {
            all.push(funder);
        }
    }
    let mut values = Vec::new();
    let payers = Payers::of(sheet, BASIS);
    let mut is_whole = true;
    for funder in all {
        let name = funder.known().map(String::as_str);
        let mut paid = Sum::default();
        let named = payers.named.iter();
        let of_funder = named.filter(|(known, _)| Some(*known) == name);
        of_funder.for_each(|(_, figure)| paid.add(*figure));
        let lacks = sheet.lines().any(|(_, line)| {
            let counted = Counted::of(line, BASIS).0;
            let is_open = matches!(counted, Counted::Unknown | Counted::OtherBasis);
            let mut unclear = payers.unclear_details.iter();
            let is_unclear = unclear.any(|detail| std::ptr::eq(*detail, line));
            line.funder.as_ref() == Some(funder) && (is_open || is_unclear)
        });
        match paid.bounds {
            Some((min, max)) if min == max && !lacks && values.len() < 2 * FUNDERS => {
                values.extend([Value::text(Some(funder)), Value::Money(min)]);
            }
            bounds => {
                is_whole &= !sheet.funders.contains(funder);
                losses.push(match bounds {
                    None if !lacks => Loss::FunderWithoutAmount(funder.to_string()),
                    Some((min, max)) if min == max && !lacks => Loss::Funder(funder.to_string()),
                    _ => Loss::FunderAmount(funder.to_string()),
                });
            }
        }
    }
    values.resize(2 * FUNDERS, Value::Absent);
    (values, is_whole)
}

/// The action's total where it is one number; whatever else it is, is told.
fn total(sheet: &Sheet, lang: Lang, losses: &mut Vec<Loss>) -> Value {
    let total = Total::of(sheet, BASIS);
    if let Some(both) = total.yearly.bounds {
        losses.push(Loss::Yearly(lang.bounds(both)));
    }
    if let Some(both) = total.other_basis.bounds {
        losses.push(Loss::OtherBasis(lang.bounds(both)));
    }
    let Some((min, max)) = total.sum.bounds else {
        return Value::Absent;
    };
    let shown = lang.bounds((min, max));
    if min != max {
        losses.push(Loss::Range(shown));
        return Value::Absent;
    }
    if total.is_floor() {
        losses.push(Loss::Floor(shown));
        return Value::Absent;
    }
    if total.approximate.lines > 0 {
        losses.push(Loss::Approximate(shown.clone()));
    }
    if total.unsure.lines > 0 {
        losses.push(Loss::Unsure(shown.clone()));
    }
    if total.basis_unstated.lines > 0 {
        losses.push(Loss::BasisUnstated(shown));
    }
    Value::Money(min)
}

/// The platform's word for a status, as the plan's vocabulary gives it.
fn status(plan: &Plan, name: Option<&str>, losses: &mut Vec<Loss>) -> Value {
    let Some(name) = name else {
        return Value::Absent;
    };
    match plan.words.statuses.find(name).and_then(|status| status.tet) {
        Some(word) => Value::text(Some(word.name())),
        None => {
            losses.push(Loss::Status(name.to_owned()));
            Value::Absent
        }
    }
}

fn priority(priority: Option<&str>, losses: &mut Vec<Loss>) -> Value {
    let Some(priority) = priority else {
        return Value::Absent;
    };
    match PRIORITIES
        .iter()
        .find(|known| fold(known) == fold(priority))
    {
        Some(known) => Value::text(Some(known)),
        None => {
            losses.push(Loss::Priority(priority.to_owned()));
            Value::Absent
        }
    }
}

/// A day: of a period that is longer, its first for a start and its last for an end, and that is told.
fn day(date: Option<Date>, side: Column, losses: &mut Vec<Loss>) -> Value {
    let Some(date) = date else {
        return Value::Absent;
    };
    let written: Option<NaiveDate> = date.period().map(|period| match side {
        Column::Key(Key::Start) => period.earliest(),
        _ => period.latest(),
    });
    if !matches!(date, Date::Within(Period::Day(_))) {
        losses.push(Loss::Date {
            column: side,
            text: date.to_string(),
            written,
        });
    }
    written.map_or(Value::Absent, Value::Day)
}
