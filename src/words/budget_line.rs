//! A budget line in one sentence, which import reads back.

use crate::model::action::SubAction;
use crate::model::budget::{BudgetLine, Rhythm};
use crate::words::{Lang, Word};

impl Lang {
    /// A budget line in one sentence.
    pub fn budget_line(self, line: &BudgetLine) -> String {
        let mut words: Vec<String> = Vec::new();
        let mut figures: Vec<String> = Vec::new();
        figures.extend(line.amount.map(|amount| self.figure(amount)));
        figures.extend(line.ht.map(|amount| format!("{} HT", self.figure(amount))));
        figures.extend(
            line.ttc
                .map(|amount| format!("{} TTC", self.figure(amount))),
        );
        if line.of_which {
            words.push(self.word(Word::OF_WHICH).to_owned());
        }
        if line.approximate {
            words.push(self.word(Word::APPROXIMATE).to_owned());
        }
        words.push(if figures.is_empty() {
            self.word(Word::NO_FIGURE).to_owned()
        } else {
            figures.join(", ")
        });
        if line.unsure {
            words.push(format!("({})", self.word(Word::UNSURE)));
        }
        if line.per == Some(Rhythm::Yearly) {
            words.push(self.word(Word::PER_YEAR).to_owned());
        }
        words.extend(line.year.map(|year| format!("({year})")));
        if let Some(kind) = line.kind {
            words.push(format!("({})", kind.name()));
        }
        if let Some(funder) = &line.funder {
            words.push(format!("{} {funder}", self.word(Word::FROM_FUNDER)));
        }
        if let Some(spent) = line.spent {
            let on = spent.on.map(|on| format!(", {on}")).unwrap_or_default();
            let amount = self.money(spent.amount);
            words.push(format!("({} {amount}{on})", self.word(Word::SPENT)));
        }
        if let Some(action) = line.included_in.as_ref() {
            words.push(format!(
                "({}{}{action})",
                self.word(Word::COUNTED_ELSEWHERE),
                self.word(Word::COLON)
            ));
        }
        let mut text = words.join(" ");
        if let Some(label) = &line.label {
            text = format!("{label}{}{text}", self.word(Word::COLON));
        }
        match &line.note {
            Some(note) => format!("{text} – {}", note.replace('\n', " ")),
            None => text,
        }
    }

    /// A budget line of an action, or of one of its sub-actions, in one sentence.
    pub fn part_line(self, (part, line): (Option<&SubAction>, &BudgetLine)) -> String {
        let line = self.budget_line(line);
        part.map_or(line.clone(), |part| format!("{} – {line}", part.title))
    }
}
