//! Totals by what actions have in common, one way or two, and the lines behind each.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::model::action::Action;
use crate::model::budget::{Basis, Figure};
use crate::model::id::ActionId;
use crate::model::plan::Plan;
use crate::model::record::LineRecord;
use crate::view::group::{By, Line, Rank, Share, shares};
use crate::view::total::{Counted, Total};

/// The actions that have one thing in common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "group")]
pub struct Group {
    /// What they have in common; nothing where it is not filled in.
    pub key: Option<String>,
    /// How that is called: the title of a measure or axis, else the key.
    pub title: Option<String>,
    /// Their cost.
    #[serde(flatten)]
    pub total: Total,
}

/// Groups and their total, in which each action counts once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "budget")]
pub struct Groups {
    /// Whether an action stands in several groups, so that they add up to more than the total.
    pub overlapping: bool,
    /// The groups, in the order of the plan or the alphabet, what is not filled in last.
    pub groups: Vec<Group>,
    /// The total, each action once.
    pub total: Total,
}

/// The totals of `actions` by `by`, on `basis`.
pub fn totals(plan: &Plan, actions: &[&Action], by: By, basis: Basis) -> Groups {
    let mut groups: BTreeMap<Rank, Group> = BTreeMap::new();
    let mut total = Total::default();
    let mut overlapping = false;
    for action in actions {
        total += of_action(plan, action, basis);
        let shares = shares(plan, action, by);
        overlapping |= shares.len() > 1;
        for share in shares {
            let part = of(plan, action, &share.lines, basis);
            let group = groups.entry(share.rank).or_insert_with(|| Group {
                key: share.key,
                title: share.title,
                total: Total::default(),
            });
            group.total += part;
        }
    }
    Groups {
        groups: groups.into_values().collect(),
        overlapping,
        total,
    }
}

/// The total of an action of `plan`.
pub fn of_action(plan: &Plan, action: &Action, basis: Basis) -> Total {
    told_apart(plan, action, Total::of(&action.sheet, basis))
}

/// The total of some lines of an action.
fn of(plan: &Plan, action: &Action, lines: &[Line<'_>], basis: Basis) -> Total {
    let lines = lines.iter().map(|(_, line)| *line);
    told_apart(plan, action, Total::of_lines(&action.sheet, lines, basis))
}

fn told_apart(plan: &Plan, action: &Action, total: Total) -> Total {
    match plan.is_dropped(action) {
        true => total.dropped(),
        false => total,
    }
}

/// Totals by two things at once.
#[derive(Debug, Clone)]
pub struct Cross {
    /// The totals by the first.
    pub rows: Groups,
    /// The totals by the second.
    pub columns: Groups,
    /// The cell of a row and a column; none where no action stands in it.
    pub cells: Vec<Vec<Option<Total>>>,
}

/// The totals of `actions` by `by.0` in rows and `by.1` in columns, on `basis`.
pub fn cross(plan: &Plan, actions: &[&Action], by: (By, By), basis: Basis) -> Cross {
    let rows = totals(plan, actions, by.0, basis);
    let columns = totals(plan, actions, by.1, basis);
    let mut cells = vec![vec![None; columns.groups.len()]; rows.groups.len()];
    let place = |groups: &Groups, share: &Share<'_>| {
        groups
            .groups
            .iter()
            .position(|group| group.key == share.key)
    };
    for action in actions {
        let across = shares(plan, action, by.1);
        for down in shares(plan, action, by.0) {
            for share in &across {
                let in_both = |line: &&Line<'_>| {
                    let mut lines = share.lines.iter();
                    lines.any(|(_, other)| std::ptr::eq(*other, line.1))
                };
                let lines: Vec<Line<'_>> = down.lines.iter().filter(in_both).copied().collect();
                // The year of one line says nothing of the funder of another.
                if lines.is_empty() && action.sheet.lines().next().is_some() {
                    continue;
                }
                if let (Some(row), Some(column)) = (place(&rows, &down), place(&columns, share)) {
                    let cell = cells[row][column].get_or_insert_with(Total::default);
                    *cell += of(plan, action, &lines, basis);
                }
            }
        }
    }
    Cross {
        rows,
        columns,
        cells,
    }
}

/// Totals, and the lines behind each group's.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "detailedBudget")]
pub struct Detailed<'a> {
    /// Whether an action stands in several groups, so that they add up to more than the total.
    pub overlapping: bool,
    #[expect(missing_docs, reason = "the groups of the totals")]
    pub groups: Vec<DetailedGroup<'a>>,
    /// Each action once.
    pub total: Total,
}

/// A group, and the lines behind its total.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "detailedGroup")]
#[expect(missing_docs, reason = "a group, and its lines in the plan's order")]
pub struct DetailedGroup<'a> {
    #[serde(flatten)]
    pub group: Group,
    pub lines: Vec<CountedLine<'a>>,
}

/// A line behind a total.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[schemars(rename = "countedLine")]
#[expect(missing_docs, reason = "an action by its id, and its line")]
pub struct CountedLine<'a> {
    #[serde(serialize_with = "id")]
    #[schemars(with = "ActionId")]
    pub action: &'a Action,
    /// How the line counts: only what is added is in min and max.
    pub counted: Counted,
    /// The figure that it is shown with.
    pub figure: Option<Figure>,
    #[serde(flatten)]
    pub line: LineRecord<'a>,
}

fn id<S: Serializer>(action: &Action, serializer: S) -> Result<S::Ok, S::Error> {
    action.id.serialize(serializer)
}

/// The totals of `actions` by `by`, on `basis`, and the lines behind each group's in the order of the plan.
pub fn details<'a>(plan: &Plan, actions: &[&'a Action], by: By, basis: Basis) -> Detailed<'a> {
    let totals = totals(plan, actions, by, basis);
    let groups = totals.groups.into_iter();
    let mut groups: Vec<DetailedGroup<'a>> = groups
        .map(|group| DetailedGroup {
            group,
            lines: Vec::new(),
        })
        .collect();
    for action in actions {
        for share in shares(plan, action, by) {
            let found = groups.iter_mut().find(|one| one.group.key == share.key);
            let Some(group) = found else { continue };
            let lines = share.lines.into_iter().map(|(part, line)| {
                let (counted, figure) = Counted::of(line, basis);
                CountedLine {
                    action,
                    counted,
                    figure,
                    line: LineRecord::of((part, line)),
                }
            });
            group.lines.extend(lines);
        }
    }
    Detailed {
        overlapping: totals.overlapping,
        groups,
        total: totals.total,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Just, Strategy, any, prop, prop_assert_eq, prop_oneof, proptest};

    use super::{cross, details, totals};
    use crate::model::action::{Action, Sheet};
    use crate::model::budget::{Basis, BudgetLine, Cents, Figure, Kind, Rhythm};
    use crate::model::name::Stated;
    use crate::model::plan::Plan;
    use crate::view::group::By;
    use crate::view::total::{Counted, Sum, Total};

    fn figure() -> impl Strategy<Value = Option<Figure>> {
        let cents = 0i128..1_000_000;
        prop_oneof![
            Just(None),
            cents
                .clone()
                .prop_map(|cents| Some(Figure::exact(Cents(cents)))),
            (cents.clone(), cents).prop_map(|(low, more)| Figure::range(
                Cents(low),
                Cents(low + more)
            )
            .ok()),
        ]
    }

    fn line() -> impl Strategy<Value = BudgetLine> {
        let funder = prop::option::of(prop_oneof![Just("A"), Just("B")]);
        let kind = prop::option::of(prop_oneof![Just(Kind::Investment), Just(Kind::Operation)]);
        let flags = (any::<bool>(), 0..8, prop::option::of(2020i32..2023));
        ((figure(), figure(), figure()), flags, funder, kind).prop_map(
            |((amount, ht, ttc), (approximate, special, year), funder, kind)| BudgetLine {
                amount,
                ht,
                ttc,
                approximate,
                year,
                kind,
                funder: funder.map(|name| Stated::Known(name.to_owned())),
                of_which: special == 1 || special == 4,
                included_in: (special == 2).then_some(Stated::Unknown),
                per: matches!(special, 3 | 4).then_some(Rhythm::Yearly),
                ..BudgetLine::default()
            },
        )
    }

    fn plan() -> impl Strategy<Value = Plan> {
        let sheet = (prop::collection::vec(line(), 0..5), 1u32..4, any::<bool>());
        prop::collection::vec(sheet, 0..8).prop_map(|sheets| {
            let actions = sheets.into_iter().enumerate();
            let actions = actions.map(|(index, (budget, axis, owned))| Action {
                id: format!("a{index}").parse().expect("an id"),
                measure: format!("{axis}.1").parse().expect("a measure"),
                sheet: Sheet {
                    budget,
                    owners: if owned {
                        vec![Stated::Known("A".to_owned()), Stated::Unknown]
                    } else {
                        Vec::new()
                    },
                    ..Sheet::default()
                },
            });
            Plan {
                actions: actions.collect(),
                ..Plan::default()
            }
        })
    }

    fn merged<'a>(totals: impl Iterator<Item = &'a Total>) -> Total {
        let mut all = Total::default();
        totals.for_each(|total| all += *total);
        all
    }

    proptest! {
        #[test]
        fn the_lines_behind_a_total_add_up_to_it(plan in plan()) {
            let actions: Vec<_> = plan.actions.iter().collect();
            for basis in [Basis::Ttc, Basis::Ht] {
                for by in By::all() {
                    for group in details(&plan, &actions, by, basis).groups {
                        let mut sum = Sum::default();
                        let added = group.lines.iter().filter(|line| line.counted == Counted::Added);
                        added.filter_map(|line| line.figure).for_each(|figure| sum.add(figure));
                        prop_assert_eq!(sum, group.group.total.sum, "{} {:?}", by.name(), group.group.key);
                    }
                }
            }
        }

        #[test]
        fn groups_that_do_not_overlap_add_up_to_the_total(plan in plan()) {
            let actions: Vec<_> = plan.actions.iter().collect();
            for by in By::all() {
                let groups = totals(&plan, &actions, by, Basis::Ttc);
                let all = merged(groups.groups.iter().map(|group| &group.total));
                if !groups.overlapping {
                    prop_assert_eq!(all, groups.total, "{}", by.name());
                }
                // Budget lines fall into one year and one kind each, whatever their action does.
                if by.splits_actions() {
                    prop_assert_eq!(all.sum, groups.total.sum, "{}", by.name());
                }
            }
        }

        #[test]
        fn cells_add_up_to_their_rows(plan in plan()) {
            let actions: Vec<_> = plan.actions.iter().collect();
            for columns in [By::Year, By::Kind, By::Status] {
                let table = cross(&plan, &actions, (By::Axis, columns), Basis::Ttc);
                for (row, cells) in table.rows.groups.iter().zip(&table.cells) {
                    let all = merged(cells.iter().flatten());
                    prop_assert_eq!(all.sum, row.total.sum);
                }
            }
        }

        #[test]
        fn who_pays_makes_the_whole(plan in plan()) {
            for action in &plan.actions {
                let total = Total::of(&action.sheet, Basis::Ttc);
                let shares = [total.funded, total.own, total.unstated, total.unclear];
                let details = action.sheet.budget.iter().any(|line| line.of_which);
                let mut whole = Sum::default();
                shares.into_iter().for_each(|share| whole += share);
                if !details || total.unclear_details > 0 {
                    prop_assert_eq!(whole.bounds, total.sum.bounds);
                }
            }
        }
    }
}
