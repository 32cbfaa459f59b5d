//! `plan list`: the actions selected, one a row.

use std::cmp::Reverse;
use std::io::Write;

use crate::commands::context::Context;
use crate::commands::grouping::grouping;
use crate::commands::output::{Format, JsonLines, OutputArgs, headings};
use crate::commands::selection::ActionsArgs;
use crate::error::Error;
use crate::model::column::Column;
use crate::model::completion::Completion;
use crate::model::key::Key;
use crate::model::question::Question;
use crate::render::answer::Answer;
use crate::render::answers::{self, column_list, list};
use crate::render::json;
use crate::render::json::action::ActionRecord;
use crate::view::column_name::column;
use crate::view::columns::Row;
use crate::view::group::By;
use crate::view::indicators;
use crate::view::listing::{Listing, SHOWN, SPARE};
use crate::view::order::{self, SortKey};
use crate::view::question::each;
use crate::view::select::Selection;
use crate::words::Note;

/// List the selected actions
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    actions: ActionsArgs,
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
    #[arg(long, value_name = "WHAT", value_parser = grouping(|by| !by.splits_actions()))]
    group_by: Option<By>,
    /// List the indicators of the actions: baseline, last value, target, how much is reached
    #[arg(long, conflicts_with_all = ["columns", "sort", "limit", "group_by", "sub_actions"])]
    indicators: bool,
    /// Show the sub-actions below their actions, in tables
    #[arg(long)]
    sub_actions: bool,
    #[command(flatten)]
    output: OutputArgs,
}

/// What a list shows for a program, which wants its amounts as numbers.
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
        context.write(&column_list::blocks(context.lang), out)?;
        return Ok(0);
    }
    if args.sub_actions && !format.is_for_people() {
        return Err(Error::TablesOnly("sub-actions"));
    }
    let question = Question {
        columns: args.columns.clone(),
        sort: args.sort.clone(),
        ..args.actions.question()
    };
    let asked = args.actions.asked_so(question.clone(), context)?;
    let (context, plan, selection) = &asked;
    if args.indicators {
        let actions = selection.of(plan);
        let rows = indicators::rows(&actions, context.today);
        let answer = || answers::indicators::answer(&rows, context.lang);
        let object = || json::elements(&rows);
        let (count, lines) = (actions.len(), JsonLines::Elements);
        return args
            .output
            .write(count, answer, object, lines, context, out);
    }
    let question = question.with_views(plan)?;
    let keys = each(&question.sort, key)?;
    let (columns, spare) = match each(&question.columns, column)? {
        none if none.is_empty() => (shown(format, selection), SPARE),
        asked => (asked, &[][..]),
    };
    let mut rows = Row::all(plan, &selection.of(plan), plan.settings.basis);
    let selected = rows.len();
    order::sort(plan, &mut rows, &keys);
    if keys.is_empty() {
        // The latest first; where none is asked for, the plan's order stays.
        let days = |row: &Row<'_>| {
            let late = selection.overdue(plan, row.action);
            late.map(|late| late.days)
        };
        rows.sort_by_key(|row| Reverse(days(row)));
    }
    rows.truncate(args.limit.unwrap_or(usize::MAX));
    let uncertain = order::uncertain(&rows, &keys);
    let listed = rows.len();
    let mut listing = Listing::of(plan, selection, rows, args.group_by, columns);
    listing.spare = spare;
    listing.sub_actions = args.sub_actions;
    if format.is_for_people() {
        listing = listing.for_people(plan, selection);
    }
    let titles = headings(&listing.columns, plan, context);
    // What a screen says beside the list, a page holds.
    let notes = listing.notes();
    let (said, written) = match format {
        Format::Table => (&notes[..], &[][..]),
        _ => (&[][..], &notes[..]),
    };
    // Nobody reads both.
    let answer = || match format.is_rows() {
        true => Answer::of(list::values(&listing, &titles, context.lang)),
        false => list::blocks(&listing, written, context.lang).into(),
    };
    let object = || json::elements(ActionRecord::listed(&listing));
    let lines = JsonLines::Elements;
    let code = args
        .output
        .write(listed, answer, object, lines, context, out)?;
    if format.is_for_people() && listed > 0 {
        out.flush()?;
        context.say(&match listed < selected {
            true => Note::ActionsOf {
                shown: listed,
                selected,
            },
            false => Note::Actions(listed),
        });
        context.say_all(said);
        context.say_all(uncertain.as_slice());
    }
    Ok(code)
}

/// The columns that a form shows unless the user asks for others.
fn shown(format: Format, asked: &Selection) -> Vec<Column> {
    match format {
        Format::Json | Format::Jsonl => json::action::keys(true),
        Format::Csv | Format::Tsv | Format::Xlsx => CSV.to_vec(),
        Format::Table | Format::Md | Format::Html => {
            // What tells how late an action is, how surely it is under way, or where a word stands, needs the room.
            let left_out: &[Key] = match asked.is_of_late() {
                true => &[Key::Start, Key::Budget],
                false if asked.years().is_some() || asked.searches() => &[Key::Owners],
                false => &[],
            };
            let is_shown = |column: &&Column| !left_out.iter().any(|key| **column == *key);
            SHOWN.iter().filter(is_shown).copied().collect()
        }
    }
}

fn key(name: &str) -> Result<SortKey, Error> {
    let name = name.trim();
    let bare = name.trim_end_matches('-');
    Ok(SortKey {
        column: column(bare)?,
        descending: bare != name,
    })
}
