//! A report to look at: the plan's state, its money, its calendar and its indicators as pictures, then each action's sheet.

use chrono::NaiveDate;

use crate::model::action::Action;
use crate::model::column::Column;
use crate::model::indicator::{Decimal, Indicator};
use crate::model::key::Key;
use crate::model::plan::{Plan, Voted};
use crate::model::vocabulary::Phase;
use crate::render::answer::{Block, Chart, ChartRow, Fill, Mark, PartKind, Table, TableHeading};
use crate::render::answers::{budget, list, sheet};
use crate::render::provenance::Provenance;
use crate::render::text;
use crate::render::value::Value;
use crate::view::breakdown::{Group, Groups};
use crate::view::columns::Row;
use crate::view::group::By;
use crate::view::listing::Listing;
use crate::view::report::{Report, is_dropped};
use crate::view::select::Selection;
use crate::view::timeline::{Reach, TimeSpan, Timeline};
use crate::view::total::{Sum, Total};
use crate::view::years;
use crate::words::report::ReportPhrase;
use crate::words::{Lang, Note, Word};

/// What a report is called upon for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// To work with: not what was voted.
    Draft,
    /// As it was voted, or released under a name.
    Settled,
    /// To be annexed to the deliberation: nothing of today stands in it.
    Annex,
}

/// What stands around the figures.
#[derive(Debug)]
pub struct Frame<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Where the figures come from.
    pub provenance: &'a Provenance,
    /// What the report is called upon for.
    pub standing: Standing,
    /// The day.
    pub today: NaiveDate,
    /// How many days ahead deadlines were counted.
    pub days: u32,
    /// The language.
    pub lang: Lang,
}

/// The width of a picture.
const WHOLE: u32 = 10_000;
/// The width of what stands for an end that nobody gives.
const STUB: u32 = 300;
/// The least width in which a number has room.
const ROOM: u32 = 250;
/// What the table of all actions shows.
const COLUMNS: &[Column] = &[
    Column::Measure,
    Column::Key(Key::Title),
    Column::Key(Key::Owners),
    Column::Key(Key::Start),
    Column::Key(Key::End),
    Column::Key(Key::Budget),
    Column::Key(Key::Status),
];

/// The report, in the order in which it is read; `since` is what changed since the vote, where that is known.
pub fn blocks(report: &Report<'_>, since: Vec<Block>, frame: &Frame<'_>) -> Vec<Block> {
    let mut parts = vec![
        Block::Part(PartKind::Cover, "top".to_owned(), cover(report, frame)),
        section("state", ReportPhrase::State, state(report, frame), frame),
        section("money", ReportPhrase::Money, money(report, frame), frame),
        section(
            "time",
            ReportPhrase::Time,
            time(&report.timeline, frame),
            frame,
        ),
    ];
    let indicators = indicators(report, frame.lang);
    if !indicators.is_empty() {
        parts.push(section(
            "indicators",
            ReportPhrase::Indicators,
            indicators,
            frame,
        ));
    }
    if !since.is_empty() {
        parts.push(section("since", ReportPhrase::Since, since, frame));
    }
    let title = Block::Heading(2, frame.lang.report(ReportPhrase::Register));
    let register = vec![title, Block::Table(register(report, frame))];
    parts.push(Block::Part(
        PartKind::Register,
        "actions".to_owned(),
        register,
    ));
    parts.extend(sheets(report, frame));
    parts
}

/// The sheets of the actions, those that were given up behind the others.
pub fn sheets(report: &Report<'_>, frame: &Frame<'_>) -> Vec<Block> {
    let (dropped, kept): (Vec<_>, Vec<_>) =
        (report.rows.iter()).partition(|row| is_dropped(frame.plan, row.action));
    let part = |rows: Vec<&Row<'_>>, name: &str, phrase| {
        let title = Block::Heading(2, frame.lang.report(phrase));
        let sheets = rows.into_iter().map(|row| {
            let name = anchor(row.action);
            Block::Part(PartKind::Sheet, name, self::sheet(row, frame))
        });
        let within = std::iter::once(title).chain(sheets).collect();
        Block::Part(PartKind::Section, name.to_owned(), within)
    };
    let count = dropped.len();
    let mut parts = vec![part(kept, "sheets", ReportPhrase::Sheets)];
    parts.extend((count > 0).then(|| part(dropped, "dropped", ReportPhrase::DroppedSheets(count))));
    parts
}

fn section(
    name: &str,
    title: ReportPhrase<'_>,
    mut blocks: Vec<Block>,
    frame: &Frame<'_>,
) -> Block {
    blocks.insert(0, Block::Heading(2, frame.lang.report(title)));
    Block::Part(PartKind::Section, name.to_owned(), blocks)
}

/// What links call the sheet of an action by.
fn anchor(action: &Action) -> String {
    format!("fiche-{}", action.id)
}

fn link(action: &Action) -> Value {
    Value::Link(action.sheet.title.clone(), anchor(action))
}

fn cover(report: &Report<'_>, frame: &Frame<'_>) -> Vec<Block> {
    let (lang, settings) = (frame.lang, &frame.plan.settings);
    let mut blocks = vec![Block::Heading(1, settings.name.clone())];
    let sentence = frame.provenance.sentence(lang);
    let annex = |voted: &Voted| {
        let day = voted.date.map(|day| day.to_string());
        lang.report(ReportPhrase::Annex(
            voted.deliberation.as_deref(),
            day.as_deref(),
        ))
    };
    blocks.extend(match frame.standing {
        Standing::Draft => Some(Block::Paragraph(
            lang.report(ReportPhrase::Draft(&sentence)),
        )),
        Standing::Settled => Some(Block::Paragraph(sentence)),
        Standing::Annex => settings
            .voted
            .as_ref()
            .map(|voted| Block::Paragraph(annex(voted))),
    });
    let total = &report.glance.axes.total;
    let mut facts = Vec::new();
    facts.extend(
        (settings.period.iter())
            .map(|period| (lang.word(Word::PERIOD), Value::from(period.as_str()))),
    );
    facts.push((
        lang.word(Word::ACTIONS),
        Value::count(report.glance.actions),
    ));
    facts.push((
        lang.heading(Key::Budget),
        Value::from(text::total(total, lang)),
    ));
    let facts = facts
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value));
    blocks.push(Block::Fields(facts.collect()));
    blocks
}

fn state(report: &Report<'_>, frame: &Frame<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::Chart(states(report, frame))];
    if frame.standing == Standing::Annex {
        return blocks;
    }
    let (lang, glance) = (frame.lang, &report.glance);
    let mut facts = vec![
        (lang.word(Word::LATE).to_owned(), glance.late),
        (lang.note(&Note::DueWithin(frame.days)), glance.due),
    ];
    facts.extend(glance.missing.iter().map(|(column, count)| {
        let what = lang.heading(*column);
        (lang.report(ReportPhrase::Lacking(what)), *count)
    }));
    let facts = facts
        .into_iter()
        .map(|(what, count)| (what, Value::count(count)));
    blocks.push(Block::Heading(3, lang.report(ReportPhrase::ToDo)));
    blocks.push(Block::Fields(facts.collect()));
    blocks
}

/// The actions of the plan and of each axis by their status.
fn states(report: &Report<'_>, frame: &Frame<'_>) -> Chart {
    let lang = frame.lang;
    let columns = &report.states.columns.groups;
    let fills = fills(columns, frame.plan);
    let name = |group: &Group| text::group(group.key.as_deref(), group.title.as_deref(), lang);
    let whole: Vec<usize> = columns.iter().map(|group| group.total.actions).collect();
    let of_axes = report.states.rows.groups.iter().zip(&report.states.cells);
    let of_axes = of_axes.map(|(axis, cells)| {
        let count = |cell: &Option<Total>| cell.as_ref().map_or(0, |total| total.actions);
        (
            axis_name(axis, lang),
            cells.iter().map(count).collect::<Vec<_>>(),
        )
    });
    let first = (lang.word(Word::WHOLE).to_owned(), whole.clone());
    let counted: Vec<(String, Vec<usize>)> = std::iter::once(first).chain(of_axes).collect();
    let key = columns.iter().zip(&fills).zip(&whole);
    let key = key.map(|((group, fill), count)| (*fill, format!("{} {count}", name(group))));
    let rows = counted.iter().map(|(label, counts)| {
        let all: usize = counts.iter().sum();
        let mut behind = 0;
        let marks = counts.iter().zip(&fills).filter(|(count, _)| **count > 0);
        let marks = marks.map(|(count, fill)| {
            let from = place(behind as i128, all as i128);
            behind += count;
            let span = from..place(behind as i128, all as i128);
            let text = (span.end - span.start > ROOM).then(|| count.to_string());
            Mark {
                span,
                fill: *fill,
                text,
            }
        });
        let marks = marks.collect();
        let words = columns.iter().zip(counts).filter(|(_, count)| **count > 0);
        let words = words.map(|(group, count)| format!("{} {count}", name(group)));
        ChartRow {
            label: Value::from(label.as_str()),
            words: words.collect::<Vec<_>>().join(", "),
            marks,
        }
    });
    let headings = std::iter::once(TableHeading::words(lang.heading(Column::Axis)));
    let headings = headings.chain(
        columns
            .iter()
            .map(|group| TableHeading::numbers(name(group))),
    );
    let cells = counted.iter().map(|(label, counts)| {
        let counts = counts.iter().map(|count| Value::count(*count));
        std::iter::once(Value::from(label.as_str()))
            .chain(counts)
            .collect()
    });
    Chart {
        caption: lang.report(ReportPhrase::StateByAxis),
        key: key.collect(),
        scale: Vec::new(),
        rows: rows.collect(),
        table: Table::new(headings.collect(), cells.collect()),
    }
}

/// The fills of the statuses: by their phases, each second one of a phase lighter.
fn fills(statuses: &[Group], plan: &Plan) -> Vec<Fill> {
    let mut before: Vec<Fill> = Vec::new();
    for group in statuses {
        let status = group
            .key
            .as_deref()
            .and_then(|key| plan.words.statuses.find(key));
        let fill = fill(status.map(|status| status.phase));
        let seen = before.iter().filter(|one| **one == fill).count();
        before.push(if seen % 2 == 1 { Fill::Lighter } else { fill });
    }
    before
}

fn fill(phase: Option<Phase>) -> Fill {
    match phase {
        Some(Phase::Done) => Fill::Done,
        Some(Phase::Running) => Fill::Running,
        Some(Phase::NotStarted) => Fill::Waiting,
        Some(Phase::Dropped) => Fill::Dropped,
        None => Fill::Unstated,
    }
}

fn axis_name(axis: &Group, lang: Lang) -> String {
    let name = text::group(axis.key.as_deref(), axis.title.as_deref(), lang);
    match axis.key {
        Some(_) => format!("{} {name}", lang.heading(Column::Axis)),
        None => name,
    }
}

/// A part of a whole in ten-thousandths.
fn place(part: i128, whole: i128) -> u32 {
    let at = part * i128::from(WHOLE) / whole.max(1);
    u32::try_from(at.clamp(0, WHOLE.into())).unwrap_or_default()
}

fn money(report: &Report<'_>, frame: &Frame<'_>) -> Vec<Block> {
    let (lang, basis) = (frame.lang, frame.plan.settings.basis);
    let chart = |groups: &Groups, by, phrase, name: fn(&Group, Lang) -> String| {
        let mut answer = budget::answer(groups, None, by, basis, lang).blocks;
        if let Some(Block::Table(table)) = answer.first_mut() {
            let table = std::mem::replace(table, Table::new(Vec::new(), Vec::new()));
            let rows = groups.groups.iter();
            let rows = rows.map(|group| {
                (
                    name(group, lang),
                    group.total.sum,
                    text::total(&group.total, lang),
                )
            });
            let caption = lang.report(phrase);
            answer[0] = Block::Chart(amounts(caption, rows.collect(), table, lang));
        }
        answer
    };
    let plain =
        |group: &Group, lang| text::group(group.key.as_deref(), group.title.as_deref(), lang);
    let mut blocks = chart(
        &report.glance.axes,
        By::Axis,
        ReportPhrase::MoneyByAxis,
        axis_name,
    );
    let (funders, named) = &report.funders;
    blocks.push(Block::Heading(3, lang.report(ReportPhrase::MoneyByFunder)));
    let mut paid = budget::answer(funders, Some(named), By::Funder, basis, lang).blocks;
    // What it rests on was said by axis, of the same sum.
    paid.pop();
    blocks.extend(paid.into_iter().map(|block| match block {
        Block::Heading(_, title) => Block::Heading(4, title),
        other => other,
    }));
    if let Some(years) = &report.years {
        blocks.extend(chart(years, By::Year, ReportPhrase::MoneyByYear, plain));
    }
    blocks
}

/// Sums as bars: what is sure, then what may come to it.
fn amounts(caption: String, sums: Vec<(String, Sum, String)>, table: Table, lang: Lang) -> Chart {
    let most = sums
        .iter()
        .filter_map(|(_, sum, _)| sum.bounds)
        .map(|(_, most)| most.0);
    let most = most.max().unwrap_or_default();
    let rows = sums.into_iter().map(|(label, sum, words)| {
        let (least, greatest) = sum.bounds.unwrap_or_default();
        let (least, greatest) = (place(least.0, most), place(greatest.0, most));
        let marks = [(0..least, Fill::Sure), (least..greatest, Fill::Possible)];
        let marks = marks.into_iter().filter(|(span, _)| !span.is_empty());
        ChartRow {
            label: Value::from(label),
            words: if words.is_empty() {
                lang.word(Word::NO_FIGURE).to_owned()
            } else {
                words
            },
            marks: marks
                .map(|(span, fill)| Mark {
                    span,
                    fill,
                    text: None,
                })
                .collect(),
        }
    });
    Chart {
        caption,
        key: vec![
            (Fill::Sure, lang.report(ReportPhrase::Sure)),
            (Fill::Possible, lang.report(ReportPhrase::Possible)),
        ],
        scale: Vec::new(),
        rows: rows.collect(),
        table,
    }
}

fn time(timeline: &Timeline<'_>, frame: &Frame<'_>) -> Vec<Block> {
    let lang = frame.lang;
    let catalogue = &frame.plan.words.catalogue;
    let axis = |span: &TimeSpan<'_>| frame.plan.axis(span.action);
    let axes = timeline
        .spans
        .chunk_by(|one, other| axis(one) == axis(other));
    let charts = axes.filter_map(|spans| {
        let axis = axis(spans.first()?);
        let title = axis.and_then(|axis| catalogue.axis_title(axis));
        let name = format!("{} {}", lang.heading(Column::Axis), text::axis(axis));
        let name = title.map_or(name.clone(), |title| format!("{name} {title}"));
        Some(Block::Chart(calendar(spans, &name, timeline, frame)))
    });
    let mut blocks: Vec<Block> = charts.collect();
    if timeline.without > 0 {
        blocks.push(Block::Paragraph(
            lang.report(ReportPhrase::NotDrawn(timeline.without)),
        ));
    }
    blocks
}

/// The actions of an axis in time, and the same as a table.
fn calendar(
    spans: &[TimeSpan<'_>],
    axis: &str,
    timeline: &Timeline<'_>,
    frame: &Frame<'_>,
) -> Chart {
    let lang = frame.lang;
    let is_annex = frame.standing == Standing::Annex;
    let mut key = vec![
        (Fill::Sure, lang.report(ReportPhrase::SureDays)),
        (Fill::Possible, lang.report(ReportPhrase::Imprecise)),
    ];
    if !is_annex {
        key.push((Fill::Late, lang.report(ReportPhrase::LateSince)));
        key.push((Fill::Today, lang.report(ReportPhrase::Today(frame.today))));
    }
    let (first, last) = timeline.years;
    let years = (first..=last).step_by(((last - first) / 6 + 1) as usize);
    let start = |year| NaiveDate::from_ymd_opt(year, 1, 1);
    let scale = years.filter_map(|year| Some((timeline.place(start(year)?), year.to_string())));
    let words = |span: &TimeSpan<'_>| {
        let end = span
            .end
            .map_or(lang.report(ReportPhrase::NoEnd), text::date);
        let late = span.is_late && !is_annex;
        let late = late.then(|| format!("{}{}", lang.word(Word::SEMICOLON), lang.word(Word::LATE)));
        let status = text::group(span.action.sheet.status.as_deref(), None, lang);
        let (start, late) = (text::date(span.start), late.unwrap_or_default());
        format!(
            "{start} → {end}{}{status}{late}",
            lang.word(Word::SEMICOLON)
        )
    };
    let rows = spans.iter().map(|span| ChartRow {
        label: link(span.action),
        words: words(span),
        marks: bars(span, timeline, frame),
    });
    let headings = vec![
        TableHeading::sentences(lang.heading(Key::Title)),
        TableHeading::words(lang.heading(Key::Start)),
        TableHeading::words(lang.heading(Key::End)),
        TableHeading::words(lang.heading(Key::Status)),
    ];
    let cells = spans.iter().map(|span| {
        let status = span.action.sheet.status.as_ref();
        let (start, end) = (Some(text::date(span.start)), span.end.map(text::date));
        vec![
            link(span.action),
            Value::text(start),
            Value::text(end),
            Value::text(status),
        ]
    });
    Chart {
        caption: lang.report(ReportPhrase::TimeOf(axis)),
        key,
        scale: scale.collect(),
        rows: rows.collect(),
        table: Table::new(headings, cells.collect()),
    }
}

/// The bars of an action: what its dates surely span, what they may span, what it is late by.
fn bars(span: &TimeSpan<'_>, timeline: &Timeline<'_>, frame: &Frame<'_>) -> Vec<Mark> {
    let place = |day| timeline.place(day);
    let (first, started) = (place(span.starts.0), place(span.starts.1));
    let mut marks = match span.reach() {
        Reach::Between(ends, last) if ends > span.starts.1 => vec![
            (first..started, Fill::Possible),
            (started..place(ends), Fill::Sure),
            (place(ends)..place(last), Fill::Possible),
        ],
        Reach::Between(_, last) => vec![(first..place(last).max(first + 1), Fill::Possible)],
        Reach::Ongoing => vec![
            (first..started, Fill::Possible),
            (started..WHOLE, Fill::Sure),
        ],
        Reach::Unknown => vec![(first..(started + STUB).min(WHOLE), Fill::Possible)],
    };
    if frame.standing != Standing::Annex {
        let today = place(frame.today);
        if let (true, Reach::Between(_, last)) = (span.is_late, span.reach()) {
            marks.push((place(last)..today, Fill::Late));
        }
        marks.push((today..today, Fill::Today));
    }
    let marks = marks.into_iter();
    let marks = marks.filter(|(span, fill)| !span.is_empty() || *fill == Fill::Today);
    marks
        .map(|(span, fill)| Mark {
            span,
            fill,
            text: None,
        })
        .collect()
}

/// Every indicator of the actions in one table; those that were measured as pictures.
fn indicators(report: &Report<'_>, lang: Lang) -> Vec<Block> {
    let all = report.rows.iter().flat_map(|row| {
        let indicators = row.action.sheet.indicators.iter();
        indicators.map(move |indicator| (row.action, indicator))
    });
    let all: Vec<(&Action, &Indicator)> = all.collect();
    if all.is_empty() {
        return Vec::new();
    }
    let measured = all.iter().filter_map(|(_, one)| progress(one, lang));
    let mut blocks: Vec<Block> = measured.map(Block::Chart).collect();
    let rows = all.iter().map(|(action, indicator)| {
        let figures = text::figures(indicator, lang);
        vec![
            Value::from(indicator.name.as_str()),
            Value::from(figures),
            link(action),
        ]
    });
    let headings = vec![
        TableHeading::sentences(lang.heading(Key::Indicators)),
        TableHeading::sentences(lang.word(Word::FIGURES)),
        TableHeading::sentences(lang.heading(Key::Title)),
    ];
    blocks.push(Block::Table(Table::new(headings, rows.collect())));
    blocks
}

/// The values of an indicator against what is aimed at; none where it was not measured, or its figures cannot be drawn.
fn progress(indicator: &Indicator, lang: Lang) -> Option<Chart> {
    let aim = indicator.target.as_ref();
    let values: Vec<(&str, &Decimal)> = (indicator.values.iter())
        .map(|(year, value)| (year.as_str(), value))
        .collect();
    let first = (indicator.baseline.iter()).map(|value| (lang.word(Word::BASELINE), value));
    let shown: Vec<(&str, &Decimal)> = first.chain(values.iter().copied()).collect();
    let numbers = shown.iter().map(|(_, value)| *value).chain(aim).map(drawn);
    let numbers = numbers.collect::<Option<Vec<f64>>>()?;
    let most = numbers.iter().copied().fold(0.0, f64::max);
    if values.is_empty() || most <= 0.0 {
        return None;
    }
    let place = |value: f64| (value / most * f64::from(WHOLE)).round() as u32;
    let written = |decimal: &Decimal| {
        let number = decimal.0.replace('.', lang.word(Word::DECIMAL_POINT));
        let unit = indicator.unit.as_ref().map(|unit| format!(" {unit}"));
        number + &unit.unwrap_or_default()
    };
    let rows = shown.iter().zip(&numbers).map(|((label, value), number)| {
        let bar = (0..place(*number), Fill::Sure);
        let line = aim.and_then(drawn);
        let line = line.map(|aim| (place(aim)..place(aim), Fill::Aim));
        let marks = std::iter::once(bar).chain(line);
        ChartRow {
            label: Value::from(*label),
            words: written(value),
            marks: marks
                .map(|(span, fill)| Mark {
                    span,
                    fill,
                    text: None,
                })
                .collect(),
        }
    });
    let headings = vec![
        TableHeading::words(lang.word(Word::YEAR)),
        TableHeading::numbers(lang.word(Word::FIGURES)),
    ];
    let cells = shown
        .iter()
        .map(|(label, value)| vec![Value::from(*label), Value::from(written(value))]);
    Some(Chart {
        caption: text::indicator(indicator, lang),
        key: aim
            .map(|_| (Fill::Aim, lang.report(ReportPhrase::Aim)))
            .into_iter()
            .collect(),
        scale: Vec::new(),
        rows: rows.collect(),
        table: Table::new(headings, cells.collect()),
    })
}

/// A number as a picture draws it: none below zero.
fn drawn(decimal: &Decimal) -> Option<f64> {
    let number = decimal.0.parse::<f64>().ok();
    number.filter(|number| *number >= 0.0)
}

fn register(report: &Report<'_>, frame: &Frame<'_>) -> Table {
    let (rows, lang) = (report.rows.clone(), frame.lang);
    let listing = Listing::of(
        frame.plan,
        &Selection::default(),
        rows,
        None,
        COLUMNS.to_vec(),
    );
    let title = COLUMNS.iter().position(|column| *column == Key::Title);
    let mut table = list::table_for_people(&listing, lang);
    let rows = table
        .sections
        .iter_mut()
        .flat_map(|section| &mut section.rows);
    for (cells, row) in rows.zip(&report.rows) {
        let cell = title.and_then(|title| cells.get_mut(title));
        cell.into_iter().for_each(|cell| *cell = link(row.action));
    }
    table
}

fn sheet(row: &Row<'_>, frame: &Frame<'_>) -> Vec<Block> {
    let lang = frame.lang;
    let mut blocks = sheet::blocks(row, false, lang);
    let late = late_for(row, frame);
    let late = late.map(|end| Block::Paragraph(lang.report(ReportPhrase::IsLate(&end))));
    blocks.splice(1..1, late);
    blocks
}

/// The end that an action is late for, where that is said.
fn late_for(row: &Row<'_>, frame: &Frame<'_>) -> Option<String> {
    let is_late = years::is_late(frame.plan, row.action, frame.today);
    let end = row
        .end
        .filter(|_| is_late && frame.standing != Standing::Annex);
    end.map(text::date)
}
