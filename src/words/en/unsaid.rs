//! What another platform's spreadsheet says otherwise than the plan, in English.

use crate::model::budget::Basis;
use crate::words::{Lang, Unsaid};

/// What one cell says otherwise, or not at all.
pub fn unsaid(unsaid: &Unsaid) -> String {
    match unsaid {
        Unsaid::Date {
            column,
            text,
            written,
        } => {
            let side = Lang::En.heading(*column).to_lowercase();
            match written {
                Some(day) => format!("{side} `{text}` written {day}"),
                None => format!("{side} `{text}` left empty"),
            }
        }
        Unsaid::Range(amount) => format!("range {amount}, total left empty"),
        Unsaid::Floor(amount) => format!("at least {amount}, total left empty"),
        Unsaid::Approximate(amount) => format!("{amount} is approximate"),
        Unsaid::BasisUnstated(amount) => {
            format!("{amount} under “€ HT”, not known to be before tax")
        }
        Unsaid::Ttc(amount) => format!("{amount} including tax, under “€ HT”"),
        Unsaid::OtherBasis(side, amount) => {
            let option = match side {
                Basis::Ttc => "ht",
                Basis::Ht => "ttc",
            };
            format!(
                "{amount} stated on the other tax basis only, left out (--basis {option} takes it)"
            )
        }
        Unsaid::Yearly(amount) => format!("{amount} per year, not in the total"),
        Unsaid::Status(name) => {
            format!("status `{name}` left empty: schema/statuses.toml gives no tet for it")
        }
        Unsaid::Priority(text) => format!("priority `{text}` left empty (Élevé, Moyen or Bas)"),
        Unsaid::Funder(name) => format!("funder `{name}` left out, beyond three"),
        Unsaid::FunderAmount(name) => {
            format!("amount of `{name}` left empty: it is no single figure")
        }
        Unsaid::IndicatorValues => "values of the indicators left out".to_owned(),
    }
}
