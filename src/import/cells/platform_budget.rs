//! The budgets that the platform Territoires en Transitions writes in a cell, in euros and in staff.

use crate::model::budget::{BudgetLine, Cents, Figure, Spent};

/// What such a cell says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct PlatformBudget {
    /// The lines in euros; those of years detail a total that stands beside them.
    pub lines: Vec<BudgetLine>,
    /// What is counted in people, in words.
    pub staff: Vec<String>,
}

/// Reads `2024 : 200000 € HT prévisionnels`, on one line or its parts below their year; none where it is anything else.
pub fn read(text: &str) -> Option<PlatformBudget> {
    let mut budget = PlatformBudget::default();
    let mut year = None;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let item = match line.split_once(':') {
            Some((heading, item)) => {
                year = heading.trim().parse().ok();
                if year.is_none() && !heading.starts_with("Total en ") {
                    return None;
                }
                item
            }
            None => line,
        };
        let item = item.trim().trim_start_matches("- ");
        if item.is_empty() {
            continue;
        }
        let (number, words) = item.split_once(' ')?;
        let amount = Cents::of_number(number).ok()?;
        match words {
            "€ HT prévisionnels" => budget.lines.push(BudgetLine {
                ht: Some(Figure::exact(amount)),
                year,
                ..BudgetLine::default()
            }),
            "€ HT dépensés" => {
                let spent = Some(Spent { amount, on: None });
                let last = budget.lines.last_mut();
                match last.filter(|last| last.year == year && last.spent.is_none()) {
                    Some(last) => last.spent = spent,
                    None => budget.lines.push(BudgetLine {
                        year,
                        spent,
                        note: Some(item.to_owned()),
                        ..BudgetLine::default()
                    }),
                }
            }
            "ETP prévisionnels" | "ETP dépensés" => budget.staff.push(match year {
                Some(year) => format!("{year} : {item}"),
                None => item.to_owned(),
            }),
            _ => return None,
        }
    }
    let is_total = |line: &BudgetLine| line.year.is_none() && line.has_figure();
    if budget.lines.iter().any(is_total) {
        let of_years = budget.lines.iter_mut().filter(|line| line.year.is_some());
        of_years.for_each(|line| line.of_which = true);
    }
    (budget != PlatformBudget::default()).then_some(budget)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_budget_of_the_platform_is_read_whole_or_not_at_all() {
        for (text, expected) in [
            ("2024 : 200000 € HT prévisionnels", Some("2024 200000")),
            (
                "2024 :\n  - 200000 € HT prévisionnels\n  - 1000.5 € HT dépensés\n2025 :\n  - 3 € HT dépensés",
                Some("2024 200000 spent 1000.50; 2025 spent 3"),
            ),
            (
                "2024 : 5 € HT prévisionnels\nTotal en € HT (étalé dans le temps):\n  - 9 € HT prévisionnels",
                Some("2024 dont 5; 9"),
            ),
            (
                "2024 :\n  - 1.5 ETP prévisionnels\nTotal en ETP (non étalé dans le temps):\n  - 2 ETP dépensés",
                Some("[2024 : 1.5 ETP prévisionnels][2 ETP dépensés]"),
            ),
            ("2024 : 200000 €", None),
            ("Convention : 200000 € HT prévisionnels", None),
            ("2024 : beaucoup € HT prévisionnels", None),
            ("2024 :", None),
        ] {
            let told = read(text).map(|budget| {
                let lines = budget.lines.iter().map(|line| {
                    let mut words = Vec::new();
                    words.extend(line.year.map(|year| year.to_string()));
                    words.extend(line.of_which.then(|| "dont".to_owned()));
                    words.extend(line.ht.map(|figure| figure.min().bare()));
                    words.extend(
                        line.spent
                            .map(|spent| format!("spent {}", spent.amount.bare())),
                    );
                    words.join(" ")
                });
                let staff = budget.staff.iter().map(|staff| format!("[{staff}]"));
                lines.collect::<Vec<_>>().join("; ") + &staff.collect::<String>()
            });
            assert_eq!(told.as_deref(), expected, "{text}");
        }
    }
}
