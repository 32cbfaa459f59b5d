//! Totals that say what they rest on and what they leave out.

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

/// What actions cost on one tax basis, as far as the plan says it.
///
/// Every line adds, save three kinds that are shown and never added: what details other lines,
/// what is counted in another action, and what is due every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Total {
    /// How many actions.
    pub actions: usize,
    /// How many of them have a figure that adds.
    pub with_figure: usize,
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

    /// The total of some lines of one action.
    pub fn of_lines<'a>(lines: impl Iterator<Item = &'a BudgetLine>, basis: Basis) -> Self {
        let mut total = Self {
            actions: 1,
            ..Self::default()
        };
        for line in lines {
            total.line(line, basis);
        }
        total.with_figure = usize::from(total.sum.bounds.is_some());
        total
    }

    fn line(&mut self, line: &BudgetLine, basis: Basis) {
        let figure = line.on(basis);
        let any = figure.or(line.any_figure());
        if line.of_which {
            aside(&mut self.of_which, any);
        } else if line.included_in.is_some() {
            aside(&mut self.elsewhere, any);
        } else if line.per.is_some() {
            match figure {
                Some(figure) => self.yearly.add(figure),
                None => self.yearly_unknown += 1,
            }
        } else if let Some(figure) = figure {
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
        } else if let Some(other) = any {
            self.other_basis.add(other);
        } else {
            self.unknown += 1;
        }
    }

    /// Add the total of other actions.
    pub fn merge(&mut self, other: &Self) {
        self.actions += other.actions;
        self.with_figure += other.with_figure;
        self.unknown += other.unknown;
        self.yearly_unknown += other.yearly_unknown;
        for (sum, more) in [
            (&mut self.sum, other.sum),
            (&mut self.range, other.range),
            (&mut self.approximate, other.approximate),
            (&mut self.basis_unstated, other.basis_unstated),
            (&mut self.other_basis, other.other_basis),
            (&mut self.elsewhere, other.elsewhere),
            (&mut self.of_which, other.of_which),
            (&mut self.yearly, other.yearly),
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
