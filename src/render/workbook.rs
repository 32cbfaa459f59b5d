//! The sheets of the plan's workbook and the values that their columns offer.

use crate::model::budget::{Basis, Kind};
use crate::model::column::Column;
use crate::model::field::Field;
use crate::model::key::Key;
use crate::model::plan::Plan;
use crate::model::vocabulary::{Vocabulary, VocabularyEntry};
use crate::render::records::{self, Table};
use crate::render::xlsx::{Choice, WorkbookSheet};
use crate::view::columns::Row;
use crate::words::{Lang, Word};

/// The sheets: actions, sub-actions, budget lines, totals by axis, and indicators where there are any.
pub fn sheets(
    plan: &Plan,
    rows: &[Row<'_>],
    columns: &[Column],
    basis: Basis,
    lang: Lang,
) -> Vec<WorkbookSheet> {
    let sheet = |name: &str, table: Table, choices: Vec<Choice>| WorkbookSheet {
        name: name.to_owned(),
        table,
        choices,
        totalled: false,
    };
    let mut sheets = vec![
        sheet(
            lang.word(Word::ACTIONS),
            records::actions(plan, rows, columns, lang),
            of_actions(plan),
        ),
        sheet(
            lang.heading(Key::SubActions),
            records::sub_actions(rows, lang),
            vec![statuses(plan), actors(plan, Key::Owners.name(), false)],
        ),
        sheet(
            lang.word(Word::BUDGET_LINES),
            records::budget_lines(rows, lang),
            of_lines(plan),
        ),
        WorkbookSheet {
            name: lang.word(Word::TOTALS_BY_AXIS).to_owned(),
            table: records::totals_by_axis(plan, rows, basis, lang),
            choices: Vec::new(),
            totalled: true,
        },
    ];
    let indicators = records::indicators(rows, lang);
    if !indicators.rows.is_empty() {
        sheets.push(sheet(lang.heading(Key::Indicators), indicators, Vec::new()));
    }
    sheets
}

fn of_actions(plan: &Plan) -> Vec<Choice> {
    let measures = plan.words.catalogue.measures();
    let mut choices = vec![
        statuses(plan),
        Choice {
            column: Column::Measure.name(),
            values: measures
                .iter()
                .map(|measure| measure.key.to_string())
                .collect(),
            strict: true,
        },
        Choice {
            column: Key::Themes.name(),
            values: names(&plan.words.themes),
            strict: false,
        },
    ];
    let roles = [
        Column::Key(Key::Owners),
        Column::Key(Key::Funders),
        Column::Key(Key::Partners),
        Column::Key(Key::Audiences),
    ];
    choices.extend(roles.map(|column| actors(plan, column.name(), false)));
    choices
}

fn of_lines(plan: &Plan) -> Vec<Choice> {
    vec![
        actors(plan, Field::Funder.name(), true),
        Choice {
            column: Field::Kind.name(),
            values: [Kind::Investment, Kind::Operation]
                .map(|kind| kind.name().to_owned())
                .to_vec(),
            strict: true,
        },
        Choice {
            column: Field::Per.name(),
            values: vec!["an".to_owned()],
            strict: true,
        },
    ]
}

fn statuses(plan: &Plan) -> Choice {
    Choice {
        column: Key::Status.name(),
        values: names(&plan.words.statuses),
        strict: true,
    }
}

fn actors(plan: &Plan, column: &'static str, strict: bool) -> Choice {
    Choice {
        column,
        values: names(&plan.words.actors),
        strict,
    }
}

/// The names of a vocabulary, in the order of its file.
pub fn names<T: VocabularyEntry>(vocabulary: &Vocabulary<T>) -> Vec<String> {
    let entries = vocabulary.entries().iter();
    entries.map(|entry| entry.name().to_owned()).collect()
}
