//! `plan list`: the actions selected, one a row.

use std::io::Write;

use crate::commands::context::Context;
use crate::commands::grouping::grouping;
use crate::commands::output::{Format, JsonLines, OutputArgs, headings};
use crate::commands::selection::SelectionArgs;
use crate::error::Error;
use crate::model::action::Action;
use crate::model::column::Column;
use crate::model::completion::Completion;
use crate::model::key::Key;
use crate::model::plan::Plan;
use crate::model::question::Question;
use crate::render::answers::column_list;
use crate::render::answers::list::{self, ListSection, ListedAction, Listing};
use crate::render::json::action::ActionRecord;
use crate::render::{json, terminal};
use crate::view::column_name::column;
use crate::view::columns::Row;
use crate::view::group::{self, By};
use crate::view::order::{self, SortKey};
use crate::view::question::each;
use crate::view::select::Selection;
use crate::view::years::UnderWay;
use crate::words::Note;

/// List the selected actions
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only these actions, by their ids or the beginning of them; `@name`: a view of schema/plan.toml
    #[arg(value_name = "ID", add = Completion::Action)]
    ids: Vec<String>,
    #[command(flatten)]
    selection: SelectionArgs,
    /// Show these columns, separated by commas; alone, list the columns
    #[arg(
        long,
        value_name = "COLUMNS",
        value_delimiter = ',',
        num_args = 0..=1,
        default_missing_value = "", add = Completion::Column)]
    columns: Vec<String>,
    /// Sort by these columns, separated by commas; `budget-`: the greatest first
    #[arg(
        long,
        value_name = "COLUMNS",
        value_delimiter = ',',
        allow_hyphen_values = true, add = Completion::Column)]
    sort: Vec<String>,
    /// Show the first COUNT actions only
    #[arg(long, value_name = "COUNT", allow_negative_numbers = true)]
    limit: Option<usize>,
    /// Group the actions
    #[arg(long, value_name = "WHAT", value_parser = grouping(By::OF_ACTIONS))]
    group_by: Option<By>,
    /// Show the sub-actions below their actions, in tables
    #[arg(long)]
    sub_actions: bool,
    #[command(flatten)]
    output: OutputArgs,
}

/// What a table shows unless the user asks for other columns.
const TABLE: &[Column] = &[
    Column::Measure,
    Column::Key(Key::Title),
    Column::Key(Key::Owners),
    Column::Key(Key::Start),
    Column::Key(Key::End),
    Column::Key(Key::Budget),
    Column::Key(Key::Status),
];

/// The same for a program, which wants its amounts as numbers.
const CSV: &[Column] = &[
    Column::Id,
    Column::Measure,
    Column::Key(Key::Title),
    Column::Key(Key::Owners),
    Column::Key(Key::Start),
    Column::Key(Key::End),
    Column::BudgetMin,
    Column::BudgetMax,
    Column::Key(Key::Status),
];

/// List the actions.
///
/// # Errors
/// The plan cannot be read, a value is unknown to it, or the answer cannot be written.
pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let format = args.output.format()?;
    if args.columns == [""] {
        let columns = column_list::answer(context.lang);
        terminal::write(&columns.blocks, context.lang, context.screen, out)?;
        return Ok(0);
    }
    let in_table = matches!(format, Format::Table | Format::Md);
    if args.sub_actions && !in_table {
        return Err(Error::TablesOnly {
            flag: "sub-actions",
        });
    }
    let context = &context.at(args.selection.at.as_deref())?;
    let plan = context.plan(args.selection.allow_invalid)?;
    let question = Question {
        columns: args.columns.clone(),
        sort: args.sort.clone(),
        ..args.selection.question(&args.ids)
    };
    let question = question.with_views(&plan)?;
    let keys = each(&question.sort, key)?;
    let mut columns = each(&question.columns, column)?;
    let selection = args.selection.within(&args.ids, &plan, context)?;
    if columns.is_empty() {
        columns = match format {
            Format::Json | Format::Jsonl => json::action::keys(true),
            Format::Csv | Format::Tsv => CSV.to_vec(),
            Format::Table | Format::Md => TABLE.to_vec(),
        };
        // What tells how surely an action is under way needs the room.
        if in_table && selection.years().is_some() {
            columns.retain(|column| *column != Key::Owners);
        }
    }
    let basis = plan.settings.basis;
    let mut rows: Vec<Row<'_>> = selection
        .of(&plan)
        .into_iter()
        .map(|action| Row::of(&plan, action, basis))
        .collect();
    let selected = rows.len();
    order::sort(&plan, &mut rows, &keys);
    rows.truncate(args.limit.unwrap_or(usize::MAX));
    let uncertain = order::uncertain(&rows, &keys);
    let shown = rows.len();
    let listing = Listing {
        columns,
        years: selection.years(),
        by: args.group_by,
        sections: sections(&plan, &selection, rows, args.group_by),
        sub_actions: args.sub_actions,
    };
    let titles = headings(&listing.columns, &plan, context);
    let answer = || list::answer(&listing, &titles, context.lang);
    let object = || json::elements(ActionRecord::listed(&listing));
    let lines = JsonLines::Elements;
    let written = args
        .output
        .write_answer(shown, answer, object, lines, context, out)?;
    if in_table && shown > 0 {
        out.flush()?;
        if shown < selected {
            context.say(&Note::ActionsOf { shown, selected });
        } else {
            context.say(&Note::Actions(shown));
        }
        for note in notes(&listing) {
            context.say(&note);
        }
        if let Some(uncertain) = uncertain {
            context.say(&Note::SortedByBudget {
                ranges: uncertain.ranges,
                floors: uncertain.floors,
                without: uncertain.without,
            });
        }
    }
    Ok(written)
}

/// The rows in their groups, in the order they have; all in one where nothing groups them.
fn sections<'a>(
    plan: &'a Plan,
    selection: &Selection,
    rows: Vec<Row<'a>>,
    by: Option<By>,
) -> Vec<ListSection<'a>> {
    let entry = |row: Row<'a>| ListedAction {
        under_way: selection.under_way(row.action),
        row,
    };
    let Some(by) = by else {
        return vec![ListSection {
            key: None,
            title: None,
            entries: rows.into_iter().map(entry).collect(),
        }];
    };
    let actions: Vec<&Action> = rows.iter().map(|row| row.action).collect();
    group::sections(plan, &actions, by)
        .into_iter()
        .map(|section| ListSection {
            key: section.key,
            title: section.title,
            entries: section
                .actions
                .into_iter()
                .map(|action| entry(Row::of(plan, action, plan.settings.basis)))
                .collect(),
        })
        .collect()
}

/// What is to be said beside the table.
fn notes(listing: &Listing<'_>) -> Vec<Note> {
    let entries = || listing.sections.iter().flat_map(|section| &section.entries);
    let shows = |column| listing.columns.contains(&column);
    let derived = |entry: &ListedAction<'_>| {
        let start = entry.row.start.filter(|_| shows(Column::Key(Key::Start)));
        let end = entry.row.end.filter(|_| shows(Column::Key(Key::End)));
        start.is_some_and(|date| date.derived) || end.is_some_and(|date| date.derived)
    };
    let mut doubtful: Vec<&str> = entries()
        .filter(|entry| matches!(entry.under_way, Some(UnderWay::Possibly(_))))
        .map(|entry| entry.row.action.id.as_str())
        .collect();
    doubtful.sort_unstable();
    doubtful.dedup();
    let mut ids: Vec<&str> = entries()
        .map(|entry| entry.row.action.id.as_str())
        .collect();
    let places = ids.len();
    ids.sort_unstable();
    ids.dedup();
    let notes = [
        (!doubtful.is_empty()).then_some(Note::Possibly(doubtful.len())),
        (ids.len() < places).then_some(Note::Overlapping),
        entries().any(derived).then_some(Note::Derived),
    ];
    notes.into_iter().flatten().collect()
}

fn key(name: &str) -> Result<SortKey, Error> {
    let name = name.trim();
    let bare = name.trim_end_matches('-');
    Ok(SortKey {
        column: column(bare)?,
        descending: bare != name,
    })
}
