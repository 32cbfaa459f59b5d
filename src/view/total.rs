//! Totals that say what they rest on and what they leave out.

use std::ops;

use derive_more::{AddAssign, Deref};
use schemars::JsonSchema;
use serde::Serialize;
use strum::IntoStaticStr;

use crate::model::action::Sheet;
use crate::model::budget::{Basis, BudgetLine, Cents, Figure, Range, Rhythm, Role};
use crate::model::name::Stated;

/// A sum of figures, its least and its most apart; nothing where no line has a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    /// The least and the most that the lines come to.
    pub bounds: Option<(Cents, Cents)>,
    /// The number of lines that were added.
    pub lines: usize,
}

impl Sum {
    /// Add a figure.
    pub fn add(&mut self, figure: Figure) {
        let (min, max) = self.bounds.unwrap_or_default();
        self.bounds = Some((min + figure.min(), max + figure.max()));
        self.lines += 1;
    }

    /// Take a part off, down to nothing at the least.
    fn take_off(&mut self, part: Figure) {
        let less = |amount: Cents, part: Cents| Cents((amount.0 - part.0).max(0));
        self.bounds = self
            .bounds
            .map(|(min, max)| (less(min, part.max()), less(max, part.min())));
    }

    /// Count a line that has no figure.
    pub fn count(&mut self) {
        self.lines += 1;
    }
}

impl ops::AddAssign for Sum {
    fn add_assign(&mut self, other: Self) {
        if let Some((min, max)) = other.bounds {
            let (low, high) = self.bounds.unwrap_or_default();
            self.bounds = Some((low + min, high + max));
        }
        self.lines += other.lines;
    }
}

/// How a line counts in a total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
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
        self.into()
    }

    /// The way that `line` counts on `basis`, and its figure: the one on that basis, else any.
    pub fn of(line: &BudgetLine, basis: Basis) -> (Self, Option<Figure>) {
        let figure = line.on(basis);
        let any = figure.or(line.any_figure());
        match (line.role(), line.per) {
            (Role::Detail | Role::DetailCountedElsewhere, _) => (Self::OfWhich, any),
            (Role::CountedElsewhere, _) => (Self::Elsewhere, any),
            (Role::Adds, Some(Rhythm::Yearly)) => (Self::Yearly, figure),
            (Role::Adds, None) if figure.is_some() => (Self::Added, figure),
            (Role::Adds, None) if any.is_some() => (Self::OtherBasis, any),
            (Role::Adds, None) => (Self::Unknown, None),
        }
    }
}

/// The cost of actions on one tax basis, as far as the plan says it.
///
/// Every line adds, save three kinds that are shown and never added: what details other lines,
/// what is counted in another action, and what is due every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, AddAssign)]
pub struct Tally {
    /// How many actions.
    pub actions: usize,
    /// The number of them that have a figure that adds.
    pub with_figure: usize,
    /// The sum of the lines that add and have a figure.
    pub sum: Sum,
    /// The lines that would add, and have no figure at all.
    pub unknown: usize,
    /// Of the sum: ranges.
    pub range: Sum,
    /// Of the sum: rough figures.
    pub approximate: Sum,
    /// Of the sum: figures that are still to be confirmed.
    pub unsure: Sum,
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
    /// Of the sum: what named funders pay who own none of it.
    pub funded: Sum,
    /// Of the sum: what owners pay, where a line names them as its funder.
    pub own: Sum,
    /// Of the sum: what no line says who pays.
    pub unstated: Sum,
    /// Of the sum: what a funder pays a part of, nobody knows how much.
    pub unclear: Sum,
    /// The details that name this funder, and do not fit their whole.
    pub unclear_details: usize,
    /// What was spent, where lines say so.
    pub spent: Sum,
}

/// What actions cost, and what they cost without those that were dropped.
///
/// It reads as the tally of all of them: a dropped action's figures add as others do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, AddAssign, Deref, Serialize, JsonSchema)]
#[serde(into = "TotalRecord")]
#[schemars(from = "TotalRecord", rename = "total")]
pub struct Total {
    #[deref]
    all: Tally,
    kept: Tally,
}

impl Total {
    /// The total of one action: its own lines and its sub-actions'.
    pub fn of(sheet: &Sheet, basis: Basis) -> Self {
        Self::of_lines(sheet, sheet.lines().map(|(_, line)| line), basis)
    }

    /// The total of some lines of one action.
    pub fn of_lines<'a>(
        sheet: &Sheet,
        lines: impl Iterator<Item = &'a BudgetLine>,
        basis: Basis,
    ) -> Self {
        let all = Tally::of_lines(sheet, &lines.collect::<Vec<_>>(), basis);
        Self { all, kept: all }
    }

    /// The same, of an action that was dropped.
    #[must_use]
    pub fn dropped(mut self) -> Self {
        self.kept = Tally::default();
        self
    }

    /// The cost of the actions that were not dropped; none where none was.
    pub fn without_dropped(&self) -> Option<&Tally> {
        (self.dropped_actions() > 0).then_some(&self.kept)
    }

    /// The cost of the actions that were not dropped: all of it where none was.
    pub fn kept(&self) -> &Tally {
        self.without_dropped().unwrap_or(self)
    }

    /// The number of actions that were dropped: the plan still holds their budgets.
    pub fn dropped_actions(&self) -> usize {
        self.all.actions - self.kept.actions
    }

    /// Of the sum: what the dropped actions were to cost.
    pub fn of_dropped(&self) -> Sum {
        let (all, kept) = (self.all.sum, self.kept.sum);
        let lines = all.lines - kept.lines;
        let (least, most) = kept.bounds.unwrap_or_default();
        Sum {
            bounds: all
                .bounds
                .filter(|_| lines > 0)
                .map(|(min, max)| (Cents(min.0 - least.0), Cents(max.0 - most.0))),
            lines,
        }
    }
}

impl Tally {
    /// The number of actions that have no figure that adds.
    pub fn without_figure(&self) -> usize {
        self.actions - self.with_figure
    }

    /// Tells whether lines that should add have no figure, so that the sum is a floor.
    pub fn is_floor(&self) -> bool {
        self.unknown > 0 || self.other_basis.lines > 0
    }

    fn of_lines(sheet: &Sheet, lines: &[&BudgetLine], basis: Basis) -> Self {
        let mut total = Self {
            actions: 1,
            ..Self::default()
        };
        for line in lines {
            total.line(line, basis);
        }
        total.with_figure = usize::from(total.sum.bounds.is_some());
        total.share_out(sheet, lines, basis);
        total.spend(lines, basis);
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
                if figure.amount().is_none() {
                    self.range.add(figure);
                }
                if line.approximate {
                    self.approximate.add(figure);
                }
                if line.unsure {
                    self.unsure.add(figure);
                }
                if line.amount.is_some() {
                    self.basis_unstated.add(figure);
                }
            }
            (Counted::Added | Counted::Unknown, _) => self.unknown += 1,
        }
    }

    /// Tell what named funders pay, and what owners do, from what no line says.
    fn share_out(&mut self, sheet: &Sheet, lines: &[&BudgetLine], basis: Basis) {
        let payers = Payers::of_lines(sheet, lines, basis);
        for (funder, figure) in payers.named {
            let mut owners = sheet.owners.iter().filter_map(Stated::known);
            if owners.any(|owner| owner == funder) {
                self.own.add(figure);
            } else {
                self.funded.add(figure);
            }
        }
        self.unstated = payers.unstated;
        self.unclear = payers.unclear;
        self.unclear_details = payers.unclear_details.len();
    }

    /// Add what was spent: as the lines that add or are due every year say, else as their details do.
    fn spend(&mut self, lines: &[&BudgetLine], basis: Basis) {
        let spent = |details: bool| {
            let lines = lines.iter().filter(move |line| {
                let counted = Counted::of(line, basis).0;
                counted != Counted::Elsewhere && (counted == Counted::OfWhich) == details
            });
            let mut sum = Sum::default();
            for spent in lines.filter_map(|line| line.spent) {
                sum.add(Figure::exact(spent.amount));
            }
            sum
        };
        let whole = spent(false);
        self.spent = if whole.lines > 0 { whole } else { spent(true) };
    }
}

/// The payers of an action's lines that add, as far as the plan says it.
#[derive(Debug, Clone, Default)]
pub struct Payers<'a> {
    /// The money that each line names for its funder, as a line that adds or as the detail of one.
    pub named: Vec<(&'a str, Figure)>,
    /// The money of which no line names the payer.
    pub unstated: Sum,
    /// The money of which a funder pays an unknown part.
    pub unclear: Sum,
    /// The details that name this funder, and do not fit their whole.
    pub unclear_details: Vec<&'a BudgetLine>,
}

impl<'a> Payers<'a> {
    /// The payer of the whole action.
    pub fn of(sheet: &'a Sheet, basis: Basis) -> Self {
        let lines: Vec<_> = sheet.lines().map(|(_, line)| line).collect();
        Self::of_lines(sheet, &lines, basis)
    }

    /// The payer of some of the action's lines.
    fn of_lines(sheet: &Sheet, lines: &[&'a BudgetLine], basis: Basis) -> Self {
        let mut payers = Self::default();
        for line in lines {
            if let (Counted::Added, Some(figure)) = Counted::of(line, basis) {
                match payer(line) {
                    Some(funder) => payers.named.push((funder, figure)),
                    None => payers.unstated.add(figure),
                }
            }
        }
        let has_yearly = sheet.lines().any(|(_, line)| is_yearly_whole(line));
        let named = &payers.named;
        let is_apart = |line: &&BudgetLine| {
            let adds = |funder| named.iter().any(|(known, _)| *known == funder);
            line.of_which
                // The detail of a line that names the same funder would be taken off twice.
                && payer(line).is_some_and(|funder| !adds(funder))
                && !(has_yearly && line.per == Some(Rhythm::Yearly))
        };
        let details: Vec<_> = lines.iter().copied().filter(is_apart).collect();
        // What stands in another group than its whole tells neither of them apart.
        let of_action = sheet.lines().map(|(_, line)| line).filter(is_apart);
        let is_whole = of_action.count() == details.len();
        if details.is_empty() && is_whole {
            return payers;
        }
        match parts(&details, payers.unstated, basis).filter(|_| is_whole) {
            Some(parts) => {
                for (_, figure) in &parts {
                    payers.unstated.take_off(*figure);
                }
                payers.named.extend(parts);
            }
            None => {
                payers.unclear = std::mem::take(&mut payers.unstated);
                payers.unclear_details = details;
            }
        }
        payers
    }
}

/// The payer of a line, where it names one.
fn payer(line: &BudgetLine) -> Option<&str> {
    Some(line.funder.as_ref()?.known()?.as_str())
}

fn is_yearly_whole(line: &BudgetLine) -> bool {
    line.role() == Role::Adds && line.per == Some(Rhythm::Yearly)
}

/// What each of `details` takes of `whole` for its funder; nothing where one is in another rhythm, on another basis or
/// without an amount, where two of one funder may be the same money, or where they come to more than the whole.
fn parts<'a>(
    details: &[&'a BudgetLine],
    whole: Sum,
    basis: Basis,
) -> Option<Vec<(&'a str, Figure)>> {
    let (_, most) = whole.bounds?;
    let mut parts = Vec::new();
    let mut least = Cents(0);
    for line in details {
        let funder = payer(line)?;
        let figure = line.on(basis)?;
        let breakdown = |line: &BudgetLine| (line.year.is_some(), line.kind.is_some());
        let mut others = details.iter().filter(|other| payer(other) == Some(funder));
        let is_sure = line.role() == Role::Detail
            && line.per.is_none()
            && others.all(|other| breakdown(other) == breakdown(line));
        if !is_sure {
            return None;
        }
        least += figure.min();
        parts.push((funder, figure));
    }
    (least <= most).then_some(parts)
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
    /// Figures among what was added that are still to be confirmed.
    lines_unsure: usize,
    /// Lines added as they are, stating no tax basis.
    lines_basis_unstated: usize,
    /// Lines left out, stated on the other tax basis only: min and max are then floors.
    lines_other_basis: usize,
    /// Lines left out, counted in another action.
    lines_elsewhere: usize,
    /// Lines left out, details of others.
    lines_of_which: usize,
    /// Of the sum, what the dropped actions were to cost.
    dropped: Option<Range>,
    /// Of the sum, what named funders pay who are none of the action's owners.
    funded: Option<Range>,
    /// Of the sum, what owners pay, where a line names one as its funder.
    own: Option<Range>,
    /// Of the sum, what no line says who pays.
    funder_unstated: Option<Range>,
    /// Of the sum, what a funder pays a part of, nobody knows how much.
    funder_unclear: Option<Range>,
    /// Details that name this funder, and cannot be set against a whole of their own rhythm and basis.
    lines_funder_unclear: usize,
    /// What was spent, where lines say so.
    spent: Option<Cents>,
    yearly: Yearly,
    /// What the actions come to that were not dropped; null where none was.
    without_dropped: Option<TallyRecord>,
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

/// What the actions cost that were not dropped.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "withoutDropped")]
struct TallyRecord {
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
    /// Lines that would add and have no figure: min and max are then floors.
    lines_unknown: usize,
    /// Lines left out, stated on the other tax basis only: min and max are then floors.
    lines_other_basis: usize,
}

impl From<&Tally> for TallyRecord {
    fn from(kept: &Tally) -> Self {
        let (min, max) = kept.sum.bounds.unzip();
        Self {
            min,
            max,
            actions: kept.actions,
            with_figure: kept.with_figure,
            without_figure: kept.without_figure(),
            lines_unknown: kept.unknown,
            lines_other_basis: kept.other_basis.lines,
        }
    }
}

impl From<Total> for TotalRecord {
    fn from(total: Total) -> Self {
        let range = |sum: Sum| sum.bounds.map(Range::from);
        let (min, max) = total.sum.bounds.unzip();
        let (yearly_min, yearly_max) = total.yearly.bounds.unzip();
        Self {
            min,
            max,
            actions: total.actions,
            with_figure: total.with_figure,
            without_figure: total.without_figure(),
            actions_dropped: total.dropped_actions(),
            lines_unknown: total.unknown,
            lines_range: total.range.lines,
            lines_approximate: total.approximate.lines,
            lines_unsure: total.unsure.lines,
            lines_basis_unstated: total.basis_unstated.lines,
            lines_other_basis: total.other_basis.lines,
            lines_elsewhere: total.elsewhere.lines,
            lines_of_which: total.of_which.lines,
            dropped: range(total.of_dropped()),
            funded: range(total.funded),
            own: range(total.own),
            funder_unstated: range(total.unstated),
            funder_unclear: range(total.unclear),
            lines_funder_unclear: total.unclear_details,
            spent: total.spent.bounds.map(|(spent, _)| spent),
            yearly: Yearly {
                min: yearly_min,
                max: yearly_max,
                lines_unknown: total.yearly_unknown,
            },
            without_dropped: total.without_dropped().map(TallyRecord::from),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Total;
    use crate::model::action::Sheet;
    use crate::model::budget::{Basis, BudgetLine, Cents, Figure, Rhythm, Role, Spent};
    use crate::model::name::Stated;

    fn exact(euros: i128) -> Option<Figure> {
        Some(Figure::exact(Cents(euros * 100)))
    }

    fn euros(total: &Total) -> Option<(i128, i128)> {
        total
            .sum
            .bounds
            .map(|(min, max)| (min.0 / 100, max.0 / 100))
    }

    fn total(lines: Vec<BudgetLine>, basis: Basis) -> Total {
        let sheet = Sheet {
            owners: vec![Stated::Known("Owner".to_owned())],
            budget: lines,
            ..Sheet::default()
        };
        Total::of(&sheet, basis)
    }

    fn line(euros: i128, funder: Option<&str>, role: Role) -> BudgetLine {
        BudgetLine {
            amount: exact(euros),
            funder: funder.map(|name| Stated::Known(name.to_owned())),
            of_which: role == Role::Detail,
            ..BudgetLine::default()
        }
    }

    #[test]
    fn own_money_is_only_what_a_line_states() {
        use Role::{Adds, Detail};
        let range = BudgetLine {
            amount: Figure::range(Cents(10_000), Cents(20_000)).ok(),
            ..BudgetLine::default()
        };
        let a = Some("A");
        let yearly = BudgetLine {
            per: Some(Rhythm::Yearly),
            ..line(30, a, Detail)
        };
        let before_tax = BudgetLine {
            ht: exact(30),
            amount: None,
            ..line(30, a, Detail)
        };
        let of_year = BudgetLine {
            year: Some(2024),
            ..line(30, a, Detail)
        };
        let both = |euros| Some((euros, euros));
        // What funders pay, what owners do, what nobody says, what is unclear.
        for (name, lines, expected) in [
            (
                "nobody named",
                vec![line(100, None, Adds)],
                [None, None, both(100), None],
            ),
            (
                "a line of the funder's",
                vec![line(70, None, Adds), line(30, a, Adds)],
                [both(30), None, both(70), None],
            ),
            (
                "a line of the owner's",
                vec![line(70, Some("Owner"), Adds), line(30, a, Adds)],
                [both(30), both(70), None, None],
            ),
            (
                "a detail of the whole",
                vec![line(100, None, Adds), line(30, a, Detail)],
                [both(30), None, both(70), None],
            ),
            (
                "a line and a detail of it",
                vec![line(70, None, Adds), line(30, a, Adds), line(10, a, Detail)],
                [both(30), None, both(70), None],
            ),
            (
                "a range",
                vec![range, line(30, a, Detail)],
                [both(30), None, Some((70, 170)), None],
            ),
            (
                "a detail in another rhythm",
                vec![line(100, None, Adds), yearly],
                [None, None, None, both(100)],
            ),
            (
                "a detail on the other basis",
                vec![line(100, None, Adds), before_tax],
                [None, None, None, both(100)],
            ),
            (
                "a detail above the whole",
                vec![line(20, None, Adds), line(30, a, Detail)],
                [None, None, None, both(20)],
            ),
            (
                "the same money twice, perhaps",
                vec![line(100, None, Adds), line(30, a, Detail), of_year],
                [None, None, None, both(100)],
            ),
            ("a detail of nothing", vec![line(30, a, Detail)], [None; 4]),
        ] {
            let total = total(lines, Basis::Ttc);
            let whole = |sum: super::Sum| sum.bounds.map(|(min, max)| (min.0 / 100, max.0 / 100));
            let found = [total.funded, total.own, total.unstated, total.unclear].map(whole);
            assert_eq!(found, expected, "{name}");
        }
    }

    #[test]
    fn what_was_spent_counts_once() {
        let spent = |euros: i128, of_which| BudgetLine {
            amount: exact(100),
            spent: Some(Spent {
                amount: Cents(euros * 100),
                on: None,
            }),
            of_which,
            ..BudgetLine::default()
        };
        let total_of = |lines| total(lines, Basis::Ttc);
        let whole = [spent(50, false), spent(20, true)];
        let total = total_of(whole.to_vec());
        assert_eq!(total.spent.bounds, Some((Cents(5000), Cents(5000))));
        let parts = [spent(20, true), spent(10, true)];
        let total = total_of(parts.to_vec());
        assert_eq!(total.spent.bounds, Some((Cents(3000), Cents(3000))));
    }

    #[test]
    fn each_kind_of_line_adds_or_stands_apart() {
        let line = BudgetLine::default;
        let range = Figure::range(Cents(1700), Cents(2700)).ok();
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
                    per: Some(Rhythm::Yearly),
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
            let total = |basis| super::tests::total(vec![line.clone()], basis);
            assert_eq!(euros(&total(Basis::Ttc)), ttc, "{name}");
            assert_eq!(euros(&total(Basis::Ht)), ht, "{name}");
            let counted = total(Basis::Ttc);
            let known = counted.sum.lines + counted.unknown + counted.other_basis.lines;
            let apart = counted.elsewhere.lines + counted.of_which.lines + counted.yearly.lines;
            assert_eq!(known + apart, 1, "{name} is counted once");
        }
    }
}
