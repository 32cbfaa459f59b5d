//! The sheets of the plan's workbook and the values that their columns offer.

use crate::model::budget::{Basis, Kind};
use crate::model::column::Column;
use crate::model::field::Field;
use crate::model::key::Key;
use crate::model::plan::Plan;
use crate::render::provenance::Provenance;
use crate::render::records::{self, Table};
use crate::render::xlsx::{self, Choice, Form, Purpose, WorkbookSheet};
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
    let base = [base(rows, columns, lang)];
    std::iter::once(printed).chain(others).chain(base).collect()
}

/// The columns that a form opens where nobody says which.
const OPEN: [Column; 5] = [
    Column::Key(Key::Status),
    Column::Key(Key::Start),
    Column::Key(Key::End),
    Column::Key(Key::Budget),
    Column::Key(Key::Progress),
];

/// The sheets of a workbook for others to fill in and send back: how to, the actions with `open` columns, and what the
/// plan says now.
pub fn form(
    plan: &Plan,
    rows: &[Row<'_>],
    open: &[Column],
    provenance: &Provenance,
    lang: Lang,
) -> Vec<WorkbookSheet> {
    let open = if open.is_empty() { &OPEN } else { open };
    // Ids and paths tell the way back which action a row is, and that this program wrote it.
    let named = [Column::Id, Column::Path, Column::Measure, Key::Title.into()];
    let others = open.iter().filter(|column| !named.contains(column));
    let columns: Vec<Column> = named.iter().chain(others).copied().collect();
    let is_open = |column: &Column| !named.contains(column) && column.key().is_some();
    let said = columns.iter().map(|column| {
        let is_open = is_open(column);
        (is_open, lang.form_note(*column, is_open).to_owned())
    });
    let sentence = provenance.sentence(lang);
    let form = Form {
        footer: format!("{} – {sentence}", provenance.plan),
        columns: said.collect(),
        hidden: 2,
    };
    let mut table = records::actions(plan, rows, &columns, lang);
    // The territory's own values have columns behind those.
    table.headers.truncate(columns.len());
    for row in &mut table.rows {
        row.truncate(columns.len());
    }
    let actions = WorkbookSheet {
        name: lang.word(Word::ACTIONS).to_owned(),
        choices: choices(plan, &table),
        table,
        totalled: false,
        purpose: Purpose::Form(form),
    };
    let how = lang.how_to_fill_in().map(str::to_owned);
    let how = std::iter::once(sentence).chain(how);
    let how = xlsx::text_sheet(lang.word(Word::HOW_TO_FILL_IN), &provenance.plan, how);
    vec![how, actions, base(rows, &columns, lang)]
}

/// What the actions say under these columns, kept for the way back.
fn base(rows: &[Row<'_>], columns: &[Column], lang: Lang) -> WorkbookSheet {
    let named = [Column::Id, Column::Measure, Key::Title.into()];
    let is_stated = |column: &Column| column.key().is_some() || *column == Column::Extra;
    let others = columns.iter().copied().filter(is_stated);
    let columns: Vec<Column> = named.into_iter().chain(others).collect();
    WorkbookSheet {
        name: lang.word(Word::BASE).to_owned(),
        table: records::base(rows, &columns),
        choices: Vec::new(),
        totalled: false,
        purpose: Purpose::Base,
    }
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
