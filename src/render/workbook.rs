//! The sheets of the plan's workbook and the values that their columns offer.

use crate::model::budget::{Basis, Kind};
use crate::model::column::Column;
use crate::model::field::Field;
use crate::model::key::Key;
use crate::model::plan::Plan;
use crate::render::provenance::Provenance;
use crate::render::records::{self, Table};
use crate::render::xlsx::{Choice, Purpose, WorkbookSheet};
use crate::view::columns::Row;
use crate::words::{Lang, Word};

/// The columns that people print.
const PRINTED: [Column; 9] = [
    Column::Measure,
    Column::Key(Key::Title),
    Column::Key(Key::Status),
    Column::Key(Key::Owners),
    Column::Key(Key::Funders),
    Column::Key(Key::Start),
    Column::Key(Key::End),
    Column::Key(Key::Budget),
    Column::Key(Key::FollowUp),
];

/// The sheets: one to print, actions, sub-actions, budget lines, totals by axis, and indicators where there are any.
pub fn sheets(
    plan: &Plan,
    rows: &[Row<'_>],
    columns: &[Column],
    basis: Basis,
    provenance: &Provenance,
    lang: Lang,
) -> Vec<WorkbookSheet> {
    let is_extract = provenance.extract.is_some();
    let printed = WorkbookSheet {
        name: lang.word(Word::PRINTED).to_owned(),
        table: records::printed(plan, rows, &PRINTED, lang),
        choices: Vec::new(),
        totalled: false,
        purpose: Purpose::Printing(format!(
            "{} – {}",
            provenance.plan,
            provenance.sentence(lang)
        )),
    };
    let totals = match is_extract {
        true => format!(
            "{} ({})",
            lang.word(Word::TOTALS_BY_AXIS),
            lang.word(Word::EXTRACT)
        ),
        false => lang.word(Word::TOTALS_BY_AXIS).to_owned(),
    };
    let totals = totals.as_str();
    let indicators = records::indicators(rows, lang);
    let indicators = (lang.heading(Key::Indicators), indicators);
    let tables = [
        (
            lang.word(Word::ACTIONS),
            records::actions(plan, rows, columns, lang),
        ),
        (
            lang.heading(Key::SubActions),
            records::sub_actions(rows, lang),
        ),
        (
            lang.word(Word::BUDGET_LINES),
            records::budget_lines(rows, lang),
        ),
        (totals, records::totals_by_axis(plan, rows, basis, lang)),
    ];
    let indicators = Some(indicators).filter(|(_, table)| !table.rows.is_empty());
    let sheet = |(name, table): (&str, Table)| WorkbookSheet {
        name: name.to_owned(),
        choices: choices(plan, &table),
        table,
        totalled: name == totals,
        purpose: Purpose::Data,
    };
    let others = tables.into_iter().chain(indicators).map(sheet);
    std::iter::once(printed).chain(others).collect()
}

/// The values that the columns of a table offer; a strict one takes no others.
fn choices(plan: &Plan, table: &Table) -> Vec<Choice> {
    let measures = plan.words.catalogue.measures().iter();
    let kinds = [Kind::Investment, Kind::Operation].map(|kind| kind.name().to_owned());
    let actors = || plan.words.actors.names();
    let known = [
        (Key::Status.name(), plan.words.statuses.names(), true),
        (
            Column::Measure.name(),
            measures.map(|measure| measure.key.to_string()).collect(),
            true,
        ),
        (Key::Themes.name(), plan.words.themes.names(), false),
        (Key::Owners.name(), actors(), false),
        (Key::Funders.name(), actors(), false),
        (Key::Partners.name(), actors(), false),
        (Key::Audiences.name(), actors(), false),
        (Field::Funder.name(), actors(), true),
        (Field::Kind.name(), kinds.to_vec(), true),
        (Field::Per.name(), vec!["an".to_owned()], true),
    ];
    let is_there = |name: &str| table.headers.iter().any(|header| header.name == name);
    let known = known.into_iter().filter(|(column, ..)| is_there(column));
    let choice = |(column, values, strict)| Choice {
        column,
        values,
        strict,
    };
    known.map(choice).collect()
}
