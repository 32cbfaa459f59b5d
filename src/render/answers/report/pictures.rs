//! The pictures of a report, each with the table of its figures.

use chrono::NaiveDate;

use crate::model::column::Column;
use crate::model::indicator::{Decimal, Indicator};
use crate::model::key::Key;
use crate::model::plan::Plan;
use crate::model::vocabulary::Phase;
use crate::render::answer::{Block, Chart, ChartRow, Fill, Mark, Table, TableHeading, WHOLE, part};
use crate::render::answers::report::{Frame, Standing, link};
use crate::render::text;
use crate::render::value::Value;
use crate::view::breakdown::{Cross, Group, Groups};
use crate::view::group::By;
use crate::view::timeline::{Reach, TimeSpan, Timeline};
use crate::view::total::Total;
use crate::words::report::ReportPhrase;
use crate::words::{Lang, Word};

/// The width of what stands for an end that nobody gives.
const STUB: u32 = 300;
/// How many years at most are named above a calendar.
const YEARS: i32 = 7;

/// The actions of the plan and of each axis by their status.
pub fn states(states: &Cross, frame: &Frame<'_>) -> Chart {
    let lang = frame.lang;
    let statuses = &states.columns.groups;
    let fills = fills(statuses, frame.plan);
    let names: Vec<String> = statuses
        .iter()
        .map(|group| name(group, None, lang))
        .collect();
    let counted = |cells: &[Option<Total>]| {
        let counts = cells
            .iter()
            .map(|cell| cell.as_ref().map_or(0, |total| total.actions));
        counts.collect::<Vec<usize>>()
    };
    let whole: Vec<Option<Total>> = statuses.iter().map(|group| Some(group.total)).collect();
    let whole = (lang.word(Word::WHOLE).to_owned(), counted(&whole));
    let axes = states.rows.groups.iter().zip(&states.cells);
    let axes = axes.map(|(axis, cells)| (name(axis, Some(By::Axis), lang), counted(cells)));
    let rows: Vec<(String, Vec<usize>)> = std::iter::once(whole).chain(axes).collect();
    let said = |counts: &[usize]| {
        let counts = names.iter().zip(counts);
        counts
            .map(|(name, count)| format!("{name} {count}"))
            .collect::<Vec<_>>()
    };
    let drawn = rows.iter().map(|(label, counts)| {
        let whole: usize = counts.iter().sum();
        let mut behind = 0;
        let marks = counts.iter().zip(&fills).map(|(count, fill)| {
            let from = part(behind as i128, whole as i128);
            behind += count;
            let text = Some(count.to_string());
            Mark {
                text,
                ..Mark::of(from..part(behind as i128, whole as i128), *fill)
            }
        });
        let marks = marks.collect();
        let there = said(counts)
            .into_iter()
            .zip(counts)
            .filter(|(_, count)| **count > 0);
        let there: Vec<String> = there.map(|(said, _)| said).collect();
        ChartRow::of(Value::from(label.as_str()), there.join(", "), marks)
    });
    let titles = names.iter().map(TableHeading::numbers);
    let titles = std::iter::once(TableHeading::words(lang.heading(Column::Axis))).chain(titles);
    let cells = rows.iter().map(|(label, counts)| {
        let counts = counts.iter().map(|count| Value::count(*count));
        std::iter::once(Value::from(label.as_str()))
            .chain(counts)
            .collect()
    });
    let table = Table::new(titles.collect(), cells.collect());
    let key = fills
        .iter()
        .copied()
        .zip(rows.first().map_or(Vec::new(), |(_, all)| said(all)));
    let caption = lang.word(Word::STATES_BY_AXIS).to_owned();
    Chart::of(caption, key.collect(), drawn.collect(), table)
}

/// The fills of the statuses: by their phases, each second one of a phase lighter.
fn fills(statuses: &[Group], plan: &Plan) -> Vec<Fill> {
    let mut before: Vec<Fill> = Vec::new();
    for group in statuses {
        let status = group.key.as_deref();
        let status = status.and_then(|key| plan.words.statuses.find(key));
        let fill = match status.map(|status| status.phase) {
            Some(Phase::Done) => Fill::Done,
            Some(Phase::Running) => Fill::Running,
            Some(Phase::NotStarted) => Fill::Waiting,
            Some(Phase::Dropped) => Fill::Dropped,
            None => Fill::Unstated,
        };
        let seen = before.iter().filter(|one| **one == fill).count();
        before.push(if seen % 2 == 1 { Fill::Lighter } else { fill });
    }
    before
}

/// How a group is called: an axis says that it is one.
fn name(group: &Group, by: Option<By>, lang: Lang) -> String {
    let name = text::group(group.key.as_deref(), group.title.as_deref(), lang);
    match (by, &group.key) {
        (Some(By::Axis), Some(_)) => format!("{} {name}", lang.heading(Column::Axis)),
        _ => name,
    }
}

/// Sums as bars: what is sure, then what may come to it.
pub fn amounts(title: Word, groups: &Groups, by: By, table: Table, lang: Lang) -> Chart {
    let sums = groups
        .groups
        .iter()
        .filter_map(|group| group.total.sum.bounds);
    let most = sums.map(|(_, most)| most.0).max().unwrap_or_default();
    let rows = groups.groups.iter().map(|group| {
        let words = match text::total(&group.total, lang) {
            nothing if nothing.is_empty() => lang.word(Word::NO_FIGURE).to_owned(),
            words => words,
        };
        let (without, of) = (group.total.without_figure(), group.total.actions);
        let words = match without {
            0 => words,
            _ => format!(
                "{words} – {}",
                lang.report(ReportPhrase::WithoutFigure(without, of))
            ),
        };
        let (least, greatest) = group.total.sum.bounds.unwrap_or_default();
        let (least, greatest) = (part(least.0, most), part(greatest.0, most));
        let marks = vec![
            Mark::of(0..least, Fill::Sure),
            Mark::of(least..greatest, Fill::Possible),
        ];
        ChartRow::of(Value::from(name(group, Some(by), lang)), words, marks)
    });
    let key = [
        (Fill::Sure, Word::AT_LEAST),
        (Fill::Possible, Word::AT_MOST),
    ];
    let key = key.map(|(fill, word)| (fill, lang.word(word).to_owned()));
    Chart::of(
        lang.word(title).to_owned(),
        key.into(),
        rows.collect(),
        table,
    )
}

/// When the actions run, an axis a picture; those that give no start are counted.
pub fn calendars(timeline: &Timeline<'_>, frame: &Frame<'_>) -> Vec<Block> {
    let lang = frame.lang;
    let axis = |span: &TimeSpan<'_>| frame.plan.axis(span.action);
    let axes = timeline
        .spans
        .chunk_by(|one, other| axis(one) == axis(other));
    let charts = axes.map(|spans| {
        let axis = spans.first().and_then(axis);
        let title = axis.and_then(|axis| frame.plan.words.catalogue.axis_title(axis));
        let words = [
            lang.heading(Column::Axis),
            &text::axis(axis),
            title.unwrap_or_default(),
        ];
        let caption = lang.report(ReportPhrase::CalendarOf(words.join(" ").trim_end()));
        Block::Chart(calendar(spans, caption, timeline, frame))
    });
    let without = ReportPhrase::NotDrawn(timeline.without);
    let without = (timeline.without > 0).then(|| Block::Paragraph(lang.report(without)));
    charts.chain(without).collect()
}

fn calendar(
    spans: &[TimeSpan<'_>],
    caption: String,
    timeline: &Timeline<'_>,
    frame: &Frame<'_>,
) -> Chart {
    let lang = frame.lang;
    let is_annex = frame.standing == Standing::Annex;
    let mut key = vec![
        (Fill::Sure, lang.word(Word::SURELY_UNDER_WAY).to_owned()),
        (Fill::Possible, lang.word(Word::IMPRECISE).to_owned()),
    ];
    if !is_annex {
        key.push((Fill::Late, lang.word(Word::LATE).to_owned()));
        key.push((Fill::Today, lang.report(ReportPhrase::Today(frame.today))));
    }
    let cells = spans.iter().map(|span| {
        let end = span.end.map(|end| text::whole_date(end, lang));
        let lacking = || lang.report(ReportPhrase::Lacking(lang.heading(Key::Status)));
        let status = span.action.sheet.status.clone().unwrap_or_else(lacking);
        let late = lang.word(Word::LATE);
        let state = match span.is_late && !is_annex {
            true => format!("{status}{}{late}", lang.word(Word::SEMICOLON)),
            false => status,
        };
        [
            text::whole_date(span.start, lang),
            end.unwrap_or(lang.word(Word::NO_END).to_owned()),
            state,
        ]
    });
    let cells: Vec<[String; 3]> = cells.collect();
    let rows = spans.iter().zip(&cells).map(|(span, [start, end, state])| {
        let words = format!("{start} → {end}{}{state}", lang.word(Word::SEMICOLON));
        ChartRow::of(link(span.action), words, bars(span, timeline, frame))
    });
    let titles = [Key::Title, Key::Start, Key::End, Key::Status];
    let titles = titles.map(|key| TableHeading::words(lang.heading(key)));
    let lines = spans.iter().zip(&cells).map(|(span, cells)| {
        let cells = cells.iter().map(|cell| Value::from(cell.as_str()));
        std::iter::once(link(span.action)).chain(cells).collect()
    });
    let table = Table::new(titles.into(), lines.collect());
    let (first, last) = timeline.years;
    let years = (first..=last).step_by(((last - first) / YEARS + 1) as usize);
    let day = |year| NaiveDate::from_ymd_opt(year, 1, 1);
    let scale = years.filter_map(|year| Some((timeline.place(day(year)?), year.to_string())));
    Chart {
        scale: scale.collect(),
        ..Chart::of(caption, key, rows.collect(), table)
    }
}

/// The bars of an action: what its dates surely span, what they may span, what it is late by.
fn bars(span: &TimeSpan<'_>, timeline: &Timeline<'_>, frame: &Frame<'_>) -> Vec<Mark> {
    let place = |day| timeline.place(day);
    let (first, started) = (place(span.starts.0), place(span.starts.1));
    let (ends, last) = match span.reach() {
        Reach::Between(ends, last) => (place(ends), place(last)),
        Reach::Ongoing => (WHOLE, WHOLE),
        Reach::Unknown => (started, (started + STUB).min(WHOLE)),
    };
    // Where both dates are of one period, nothing between them is sure.
    let mut marks = match ends > started {
        true => vec![
            Mark::of(first..started, Fill::Possible),
            Mark::of(started..ends, Fill::Sure),
            Mark::of(ends..last, Fill::Possible),
        ],
        false => vec![Mark::of(first..last.max(first + 1), Fill::Possible)],
    };
    if frame.standing != Standing::Annex {
        let today = place(frame.today);
        if span.is_late {
            marks.push(Mark::of(last..today, Fill::Late));
        }
        marks.push(Mark::of(today..today, Fill::Today));
    }
    marks
}

/// The values of an indicator against what is aimed at; none where it was not measured, or its figures cannot be drawn.
pub fn progress(indicator: &Indicator, lang: Lang) -> Option<Chart> {
    indicator.values.first_key_value()?;
    let first = indicator.baseline.iter();
    let first = first.map(|value| (lang.word(Word::BASELINE), value));
    let values = indicator.values.iter();
    let values = first.chain(values.map(|(year, value)| (year.as_str(), value)));
    let numbers = values
        .clone()
        .map(|(_, value)| value)
        .chain(&indicator.target);
    let numbers = numbers.map(drawn).collect::<Option<Vec<f64>>>()?;
    let most = numbers.iter().copied().fold(0.0, f64::max);
    let place = |number: f64| (number / most * f64::from(WHOLE)).round() as u32;
    let written = |value: &Decimal| {
        let number = value.0.replace('.', lang.word(Word::DECIMAL_POINT));
        [Some(number), indicator.unit.clone()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let aim = indicator.target.as_ref().and_then(drawn).map(place);
    let rows = values
        .clone()
        .zip(&numbers)
        .map(|((label, value), number)| {
            let bar = Mark::of(0..place(*number), Fill::Sure);
            let line = aim.map(|aim| Mark::of(aim..aim, Fill::Aim));
            let marks = std::iter::once(bar).chain(line).collect();
            ChartRow::of(Value::from(label), written(value), marks)
        });
    let titles = [lang.word(Word::YEAR), lang.word(Word::FIGURES)].map(TableHeading::words);
    let cells = values
        .clone()
        .map(|(label, value)| vec![Value::from(label), written(value).into()]);
    let table = Table::new(titles.into(), cells.collect());
    let key = aim.map(|_| (Fill::Aim, lang.word(Word::AIM).to_owned()));
    let caption = text::indicator(indicator, lang);
    let chart = Chart::of(caption, key.into_iter().collect(), rows.collect(), table);
    (most > 0.0).then_some(chart)
}

/// A number as a picture draws it: none below zero.
fn drawn(decimal: &Decimal) -> Option<f64> {
    let number = decimal.0.parse::<f64>().ok();
    number.filter(|number| *number >= 0.0)
}
