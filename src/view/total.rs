//! Totals that say what they rest on and what they leave out.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::action::Sheet;
use crate::model::budget::{Basis, BudgetLine, Cents, Figure};

/// A sum of figures, its least and its most apart; nothing where no line has a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    /// The least and the most that the lines come to.
    pub bounds: Option<(Cents, Cents)>,
    /// How many lines were added.
    pub lines: usize,
}

impl Sum {
    /// Add a figure.
    pub fn add(&mut self, figure: Figure) {
        let (min, max) = self.bounds.unwrap_or_default();
        self.bounds = Some((min + figure.min(), max + figure.max()));
        self.lines += 1;
    }

    /// Count a line that has no figure.
    pub fn count(&mut self) {
        self.lines += 1;
    }

    /// Add another sum.
    pub fn merge(&mut self, other: Self) {
        if let Some((min, max)) = other.bounds {
            let (low, high) = self.bounds.unwrap_or_default();
            self.bounds = Some((low + min, high + max));
        }
        self.lines += other.lines;
    }
}

/// How a line counts in a total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "counted")]
pub enum Counted {
    /// Its figure is added.
    Added,
    /// It would be added, and has no figure at all.
    Unknown,
    /// It is stated on the other tax basis only, and left out.
    OtherBasis,
    /// It is counted in another action.
    Elsewhere,
    /// It details other lines.
    OfWhich,
    /// It is due every year, and totalled apart.
    Yearly,
}

impl Counted {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Unknown => "unknown",
            Self::OtherBasis => "other-basis",
            Self::Elsewhere => "elsewhere",
            Self::OfWhich => "of-which",
            Self::Yearly => "yearly",
        }
    }

    /// How `line` counts on `basis`, and the figure that it is shown with: the one on that basis, else any.
    pub fn of(line: &BudgetLine, basis: Basis) -> (Self, Option<Figure>) {
        let figure = line.on(basis);
        let any = figure.or(line.any_figure());
        if line.of_which {
            (Self::OfWhich, any)
        } else if line.included_in.is_some() {
            (Self::Elsewhere, any)
        } else if line.per.is_some() {
            (Self::Yearly, figure)
        } else if figure.is_some() {
            (Self::Added, figure)
        } else if any.is_some() {
            (Self::OtherBasis, any)
        } else {
            (Self::Unknown, None)
        }
    }
}

/// What actions cost on one tax basis, as far as the plan says it.
///
/// Every line adds, save three kinds that are shown and never added: what details other lines,
/// what is counted in another action, and what is due every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(into = "TotalRecord")]
#[schemars(from = "TotalRecord", rename = "total")]
pub struct Total {
    /// How many actions.
    pub actions: usize,
    /// How many of them have a figure that adds.
    pub with_figure: usize,
    /// How many of them were dropped: the plan still holds what they were to cost.
    pub dropped_actions: usize,
    /// The sum of the lines that add and have a figure.
    pub sum: Sum,
    /// The lines that would add, and have no figure at all.
    pub unknown: usize,
    /// Of the sum: ranges.
    pub range: Sum,
    /// Of the sum: rough figures.
    pub approximate: Sum,
    /// Of the sum: lines that state no tax basis, counted as they are.
    pub basis_unstated: Sum,
    /// Of the sum: dropped actions.
    pub dropped: Sum,
    /// Left out: stated on the other tax basis only, with the figure on that one.
    pub other_basis: Sum,
    /// Left out: counted in another action.
    pub elsewhere: Sum,
    /// Left out: details of other lines.
    pub of_which: Sum,
    /// Apart: due every year.
    pub yearly: Sum,
    /// The yearly lines without a figure on this basis.
    pub yearly_unknown: usize,
    /// Of the sum: what funders pay who are named.
    pub funded: Sum,
    /// The sum less that.
    pub own: Sum,
    /// What was spent, where lines say so.
    pub spent: Sum,
}

impl Total {
    /// How many of the actions have no figure that adds.
    pub fn without_figure(&self) -> usize {
        self.actions - self.with_figure
    }

    /// Whether lines that should add have no figure, so that the sum is a floor.
    pub fn is_floor(&self) -> bool {
        self.unknown > 0 || self.other_basis.lines > 0
    }

    /// The total of one action: its own lines and its sub-actions'.
    pub fn of(sheet: &Sheet, basis: Basis) -> Self {
        Self::of_lines(sheet.lines().map(|(_, line)| line), basis)
    }

    /// The same, of an action that was dropped.
    #[must_use]
    pub fn dropped(mut self) -> Self {
        self.dropped_actions = self.actions;
        self.dropped = self.sum;
        self
    }

    /// The total of some lines of one action.
    pub fn of_lines<'a>(lines: impl Iterator<Item = &'a BudgetLine>, basis: Basis) -> Self {
        let lines: Vec<&BudgetLine> = lines.collect();
        let mut total = Self {
            actions: 1,
            ..Self::default()
        };
        for line in &lines {
            total.line(line, basis);
        }
        total.with_figure = usize::from(total.sum.bounds.is_some());
        total.share_out(&lines, basis);
        total.spend(&lines, basis);
        total
    }

    fn line(&mut self, line: &BudgetLine, basis: Basis) {
        match Counted::of(line, basis) {
            (Counted::OfWhich, figure) => aside(&mut self.of_which, figure),
            (Counted::Elsewhere, figure) => aside(&mut self.elsewhere, figure),
            (Counted::OtherBasis, figure) => aside(&mut self.other_basis, figure),
            (Counted::Yearly, Some(figure)) => self.yearly.add(figure),
            (Counted::Yearly, None) => self.yearly_unknown += 1,
            (Counted::Added, Some(figure)) => {
                self.sum.add(figure);
                if matches!(figure, Figure::Range(..)) {
                    self.range.add(figure);
                }
                if line.approximate {
                    self.approximate.add(figure);
                }
                if line.amount.is_some() {
                    self.basis_unstated.add(figure);
                }
            }
            (Counted::Added | Counted::Unknown, _) => self.unknown += 1,
        }
    }

    /// Tell what named funders pay from the rest. A detail counts for its funder where no line that
    /// adds names the same, so that no part is taken off twice.
    fn share_out(&mut self, lines: &[&BudgetLine], basis: Basis) {
        let added = |line: &BudgetLine| Counted::of(line, basis).0 == Counted::Added;
        let named: Vec<_> = lines
            .iter()
            .filter(|line| added(line))
            .filter_map(|line| line.funder.as_ref())
            .collect();
        let mut details = Sum::default();
        for line in lines {
            match (Counted::of(line, basis), &line.funder) {
                ((Counted::Added, Some(figure)), Some(_)) => self.funded.add(figure),
                ((Counted::Added, Some(figure)), None) => self.own.add(figure),
                ((Counted::OfWhich, _), Some(funder)) if !named.contains(&funder) => {
                    if let Some(figure) = line.on(basis) {
                        details.add(figure);
                    }
                }
                _ => {}
            }
        }
        let (Some((low, high)), Some((min, max))) = (self.own.bounds, details.bounds) else {
            return;
        };
        let less = |amount: Cents, part: Cents| Cents((amount.0 - part.0).max(0));
        self.own.bounds = Some((less(low, max), less(high, min)));
        self.funded.merge(details);
    }

    /// Add what was spent: as the lines that add or are due every year say, else as their details do.
    fn spend(&mut self, lines: &[&BudgetLine], basis: Basis) {
        let spent = |details: bool| {
            let lines = lines.iter().filter(move |line| {
                let counted = Counted::of(line, basis).0;
                counted != Counted::Elsewhere && (counted == Counted::OfWhich) == details
            });
            let mut sum = Sum::default();
            for amount in lines.filter_map(|line| line.spent) {
                sum.add(Figure::Exact(amount));
            }
            sum
        };
        let whole = spent(false);
        self.spent = if whole.lines > 0 { whole } else { spent(true) };
    }

    /// Add the total of other actions.
    pub fn merge(&mut self, other: &Self) {
        self.actions += other.actions;
        self.with_figure += other.with_figure;
        self.dropped_actions += other.dropped_actions;
        self.unknown += other.unknown;
        self.yearly_unknown += other.yearly_unknown;
        for (sum, more) in [
            (&mut self.sum, other.sum),
            (&mut self.range, other.range),
            (&mut self.approximate, other.approximate),
            (&mut self.basis_unstated, other.basis_unstated),
            (&mut self.dropped, other.dropped),
            (&mut self.other_basis, other.other_basis),
            (&mut self.elsewhere, other.elsewhere),
            (&mut self.of_which, other.of_which),
            (&mut self.yearly, other.yearly),
            (&mut self.funded, other.funded),
            (&mut self.own, other.own),
            (&mut self.spent, other.spent),
        ] {
            sum.merge(more);
        }
    }
}

fn aside(sum: &mut Sum, figure: Option<Figure>) {
    match figure {
        Some(figure) => sum.add(figure),
        None => sum.count(),
    }
}

/// A total as answers write it: the sum of the lines that add, and what it rests on or leaves out.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TotalRecord {
    /// Euros; null where no line has a figure.
    min: Option<Cents>,
    /// Euros; null where no line has a figure.
    max: Option<Cents>,
    /// How many actions.
    actions: usize,
    /// Actions with a figure that adds.
    with_figure: usize,
    /// The other actions.
    without_figure: usize,
    /// Of the actions, those with a status of the phase dropped; their figures add as others do.
    actions_dropped: usize,
    /// Lines that would add and have no figure: min and max are then floors.
    lines_unknown: usize,
    /// Ranges among what was added.
    lines_range: usize,
    /// Rough figures among what was added.
    lines_approximate: usize,
    /// Lines added as they are, stating no tax basis.
    lines_basis_unstated: usize,
    /// Lines left out, stated on the other tax basis only: min and max are then floors.
    lines_other_basis: usize,
    /// Lines left out, counted in another action.
    lines_elsewhere: usize,
    /// Lines left out, details of others.
    lines_of_which: usize,
    /// Of the sum, what the dropped actions were to cost.
    dropped: Option<Figure>,
    /// Of the sum, what named funders pay.
    funded: Option<Figure>,
    /// The sum less that.
    own: Option<Figure>,
    /// What was spent, where lines say so.
    spent: Option<Cents>,
    yearly: Yearly,
}

/// What is due every year, apart from the sum.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "yearly")]
struct Yearly {
    min: Option<Cents>,
    max: Option<Cents>,
    /// Yearly lines without a figure.
    lines_unknown: usize,
}

impl From<Total> for TotalRecord {
    fn from(total: Total) -> Self {
        let figure = |sum: &Sum| sum.bounds.map(|(min, max)| Figure::Range(min, max));
        let [sum, yearly, spent] = [&total.sum, &total.yearly, &total.spent].map(figure);
        Self {
            min: sum.map(Figure::min),
            max: sum.map(Figure::max),
            actions: total.actions,
            with_figure: total.with_figure,
            without_figure: total.without_figure(),
            actions_dropped: total.dropped_actions,
            lines_unknown: total.unknown,
            lines_range: total.range.lines,
            lines_approximate: total.approximate.lines,
            lines_basis_unstated: total.basis_unstated.lines,
            lines_other_basis: total.other_basis.lines,
            lines_elsewhere: total.elsewhere.lines,
            lines_of_which: total.of_which.lines,
            dropped: figure(&total.dropped),
            funded: figure(&total.funded),
            own: figure(&total.own),
            spent: spent.map(Figure::min),
            yearly: Yearly {
                min: yearly.map(Figure::min),
                max: yearly.map(Figure::max),
                lines_unknown: total.yearly_unknown,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Total;
    use crate::model::budget::{Basis, BudgetLine, Cents, Figure, Per};
    use crate::model::name::Stated;

    fn exact(euros: i128) -> Option<Figure> {
        Some(Figure::Exact(Cents(euros * 100)))
    }

    fn euros(total: &Total) -> Option<(i128, i128)> {
        total
            .sum
            .bounds
            .map(|(min, max)| (min.0 / 100, max.0 / 100))
    }

    #[test]
    fn own_money_is_the_whole_less_what_funders_pay() {
        let funder = |name: &str| Some(Stated::Known(name.to_owned()));
        let line = |amount: i128, funder, of_which| BudgetLine {
            amount: exact(amount),
            funder,
            of_which,
            ..BudgetLine::default()
        };
        let range = BudgetLine {
            amount: Some(Figure::Range(Cents(10_000), Cents(20_000))),
            ..BudgetLine::default()
        };
        for (name, lines, own, funded) in [
            (
                "nobody named",
                vec![line(100, None, false)],
                Some((100, 100)),
                None,
            ),
            (
                "a line of the funder's",
                vec![line(70, None, false), line(30, funder("A"), false)],
                Some((70, 70)),
                Some((30, 30)),
            ),
            (
                "a detail of the whole",
                vec![line(100, None, false), line(30, funder("A"), true)],
                Some((70, 70)),
                Some((30, 30)),
            ),
            (
                "a line and a detail of it",
                vec![
                    line(70, None, false),
                    line(30, funder("A"), false),
                    line(10, funder("A"), true),
                ],
                Some((70, 70)),
                Some((30, 30)),
            ),
            (
                "a range",
                vec![range, line(30, funder("A"), true)],
                Some((70, 170)),
                Some((30, 30)),
            ),
        ] {
            let total = Total::of_lines(lines.iter(), Basis::Ttc);
            let whole = |sum: super::Sum| sum.bounds.map(|(min, max)| (min.0 / 100, max.0 / 100));
            assert_eq!(whole(total.own), own, "{name}");
            assert_eq!(whole(total.funded), funded, "{name}");
        }
    }

    #[test]
    fn what_was_spent_counts_once() {
        let spent = |euros: i128, of_which| BudgetLine {
            amount: exact(100),
            spent: Some(Cents(euros * 100)),
            of_which,
            ..BudgetLine::default()
        };
        let whole = [spent(50, false), spent(20, true)];
        let total = Total::of_lines(whole.iter(), Basis::Ttc);
        assert_eq!(total.spent.bounds, Some((Cents(5000), Cents(5000))));
        let parts = [spent(20, true), spent(10, true)];
        let total = Total::of_lines(parts.iter(), Basis::Ttc);
        assert_eq!(total.spent.bounds, Some((Cents(3000), Cents(3000))));
    }

    #[test]
    fn each_kind_of_line_adds_or_stands_apart() {
        let line = BudgetLine::default;
        let range = Some(Figure::Range(Cents(1700), Cents(2700)));
        for (name, line, ttc, ht) in [
            (
                "amount",
                BudgetLine {
                    amount: exact(5),
                    ..line()
                },
                Some((5, 5)),
                Some((5, 5)),
            ),
            (
                "range",
                BudgetLine {
                    amount: range,
                    ..line()
                },
                Some((17, 27)),
                Some((17, 27)),
            ),
            (
                "both",
                BudgetLine {
                    ht: exact(2),
                    ttc: exact(3),
                    ..line()
                },
                Some((3, 3)),
                Some((2, 2)),
            ),
            (
                "ht",
                BudgetLine {
                    ht: exact(2),
                    ..line()
                },
                None,
                Some((2, 2)),
            ),
            (
                "note",
                BudgetLine {
                    note: Some("?".into()),
                    ..line()
                },
                None,
                None,
            ),
            (
                "yearly",
                BudgetLine {
                    amount: exact(5),
                    per: Some(Per::Year),
                    ..line()
                },
                None,
                None,
            ),
            (
                "of which",
                BudgetLine {
                    amount: exact(5),
                    of_which: true,
                    ..line()
                },
                None,
                None,
            ),
            (
                "elsewhere",
                BudgetLine {
                    amount: exact(5),
                    included_in: Some(Stated::Unknown),
                    ..line()
                },
                None,
                None,
            ),
        ] {
            let total = |basis| Total::of_lines(std::iter::once(&line), basis);
            assert_eq!(euros(&total(Basis::Ttc)), ttc, "{name}");
            assert_eq!(euros(&total(Basis::Ht)), ht, "{name}");
            let counted = total(Basis::Ttc);
            let known = counted.sum.lines + counted.unknown + counted.other_basis.lines;
            let apart = counted.elsewhere.lines + counted.of_which.lines + counted.yearly.lines;
            assert_eq!(known + apart, 1, "{name} is counted once");
        }
    }
}
