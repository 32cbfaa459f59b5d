//! The bars of a picture as characters, where a picture cannot be shown.

use crate::render::answer::{Chart, Fill, HeadingKind, Mark, Table, TableHeading, WHOLE};
use crate::render::value::Value;

/// The columns that the longest bar takes.
const BAR: u32 = 20;

/// The table of a picture with its bars beside the first numbers, or behind all.
pub fn drawn(chart: &Chart) -> Table {
    let mut table = chart.table.clone();
    let mut headings = table.headings.iter();
    let numbers = headings.position(|heading| heading.kind == HeadingKind::Numbers);
    let at = numbers.map_or(table.headings.len(), |at| at + 1);
    table.headings.insert(at, TableHeading::words(""));
    let bars = chart.rows.iter().map(|row| Value::Text(bar(&row.marks)));
    // Totals have none.
    let bars = bars.chain(std::iter::repeat(Value::Absent));
    let sections = table.sections.iter_mut();
    let rows = sections.flat_map(|section| &mut section.rows);
    rows.zip(bars).for_each(|(row, bar)| row.insert(at, bar));
    table
}

/// Marks as characters, their ends to an eighth of one; something shows where there is anything.
fn bar(marks: &[Mark]) -> String {
    const EIGHTHS: [char; 8] = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
    let mut cells = [' '; BAR as usize];
    let eighths = |at: u32| ((at * BAR * 8 + BAR * 8 - 1) / WHOLE) as usize;
    for mark in marks {
        let (from, to) = (eighths(mark.span.start), eighths(mark.span.end));
        let (full, last) = match mark.fill {
            Fill::Today | Fill::Aim => {
                cells[(from / 8).min(cells.len() - 1)] = '│';
                continue;
            }
            _ if mark.span.is_empty() => continue,
            Fill::Done | Fill::Running | Fill::Waiting | Fill::Lighter | Fill::Sure => {
                ('█', EIGHTHS[to.max(1) % 8])
            }
            Fill::Dropped | Fill::Unstated | Fill::Possible => ('░', '░'),
            Fill::Late => ('━', '━'),
        };
        cells[from / 8..to / 8].fill(full);
        if let Some(cell) = cells.get_mut(to / 8).filter(|_| to % 8 > 0 || from == to) {
            *cell = last;
        }
    }
    cells.iter().collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::bar;
    use crate::render::answer::{Fill, Mark, part};

    #[test]
    fn a_bar_is_as_long_as_its_share() {
        for (count, most, expected) in [
            (0, 10, ""),
            (1, 1000, "▏"),
            (10, 10, "████████████████████"),
            (5, 10, "██████████"),
            (1, 32, "▋"),
        ] {
            let mark = Mark::of(0..part(count, most), Fill::Sure);
            assert_eq!(bar(&[mark]), expected, "{count} of {most}");
        }
    }

    #[test]
    fn what_is_not_sure_is_pale_and_a_day_is_a_line() {
        let marks = [
            Mark::of(0..2_000, Fill::Possible),
            Mark::of(2_000..5_000, Fill::Sure),
            Mark::of(5_000..7_000, Fill::Late),
            Mark::of(10_000..10_000, Fill::Today),
        ];
        assert_eq!(bar(&marks), "░░░░██████━━━━     │");
    }
}
