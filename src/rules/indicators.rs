//! Indicators that say too little, or what can hardly be.

use crate::finding::{At, Finding, Rule};
use crate::model::action::Action;
use crate::model::date::Date;
use crate::model::indicator::Indicator;
use crate::rules::article::{Article, about};
use crate::rules::{Findings, Scope, found};

/// The rules of this file.
pub const RULES: &[Article] = &[
    about(Rule::MissingUnit)
        .fr("indicateur sans unité")
        .why("Un nombre sans unité ne se compare à rien : 12, est-ce 12 %, 12 km, 12 000 logements ?")
        .en("indicator without a unit")
        .why("A number without a unit compares with nothing: is 12 a share, kilometres, thousands of homes?")
        .bad("indicators = [{ name = \"Part du vélo\", target = 12 }]")
        .good("indicators = [{ name = \"Part du vélo\", unit = \"%\", target = 12 }]"),
    about(Rule::EarlyTarget)
        .fr("cible à atteindre avant le point de départ")
        .why("La date de la cible précède le début de l'action, ou la première mesure : l'une des deux est sans doute fausse.")
        .en("target due before the start")
        .why("The day of the target comes before the start of the action, or before the first measured value: one of the two is probably wrong.")
        .bad("start = \"2022\"\nindicators = [{ name = \"Part du vélo\", unit = \"%\", target = 12, by = \"2020\" }]")
        .good("start = \"2022\"\nindicators = [{ name = \"Part du vélo\", unit = \"%\", target = 12, by = \"2030\" }]"),
    about(Rule::OddValue)
        .fr("valeur dix fois plus grande ou plus petite que ses voisines")
        .why("Une valeur dix fois hors de celle d'avant et de celle d'après est presque toujours une virgule ou une unité en trop.")
        .en("value ten times larger or smaller than its neighbours")
        .why("A value ten times off the one before and the one after is nearly always a decimal point or a unit too many.")
        .bad("indicators = [{ name = \"Part du vélo\", unit = \"%\", baseline = 3, target = 12, values = { 2023 = 450 } }]")
        .good("indicators = [{ name = \"Part du vélo\", unit = \"%\", baseline = 3, target = 12, values = { 2023 = 4.5 } }]"),
];

/// The indicators of an action, each with its path and what it starts with.
fn indicators(action: &Action) -> impl Iterator<Item = (String, Option<Date>, &Indicator)> {
    let sheet = &action.sheet;
    let own = sheet.indicators.iter().enumerate();
    let own = own.map(|(index, one)| (format!("indicators[{index}]"), sheet.start, one));
    let parts = sheet.sub_actions.iter().enumerate();
    let parts = parts.flat_map(move |(nth, part)| {
        let indicators = part.indicators.iter().enumerate();
        indicators.map(move |(index, one)| {
            let path = format!("sub_actions[{nth}].indicators[{index}]");
            (path, part.start.or(sheet.start), one)
        })
    });
    own.chain(parts)
}

/// What is counted says in what, starts before it ends, and does not jump.
pub fn say_enough(action: &Action, _: Scope<'_>, findings: &mut Findings) {
    for (path, start, one) in indicators(action) {
        let at = |key: &str| At::Value(format!("{path}.{key}"));
        let is_counted = one.target.is_some() || one.baseline.is_some() || !one.values.is_empty();
        if is_counted && one.unit.is_none() {
            findings.push(found(Finding::MissingUnit, at("name")));
        }
        let by = one.by.and_then(Date::period);
        let start = start.and_then(Date::period);
        let measured = one.values.keys().next().and_then(|year| year.parse().ok());
        let bases = [start, measured].into_iter().flatten();
        let first = by.and_then(|by| {
            let mut bases = bases.filter(|base| by.surely_before(*base));
            Some((by, bases.next()?))
        });
        if let Some((by, base)) = first {
            let (by, base) = (by.to_string(), base.to_string());
            findings.push(found(Finding::EarlyTarget { by, base }, at("by")));
        }
        for (year, value) in one.odd_values() {
            let finding = Finding::OddValue {
                year: year.to_owned(),
                value: value.0.clone(),
            };
            findings.push(found(finding, at("values")));
        }
    }
}
