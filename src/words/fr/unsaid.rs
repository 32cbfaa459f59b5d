//! What another platform's spreadsheet says otherwise than the plan, in French.

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
            let side = Lang::Fr.heading(*column).to_lowercase();
            match written {
                Some(day) => format!("{side} « {text} » écrit {}", day.format("%d/%m/%Y")),
                None => format!("{side} « {text} » laissé vide"),
            }
        }
        Unsaid::Range(amount) => format!("fourchette {amount}, total laissé vide"),
        Unsaid::Floor(amount) => format!("au moins {amount}, total laissé vide"),
        Unsaid::Approximate(amount) => format!("{amount} est approximatif"),
        Unsaid::BasisUnstated(amount) => {
            format!("{amount} sous « € HT » sans qu'on sache si c'est HT")
        }
        Unsaid::Ttc(amount) => format!("{amount} TTC sous « € HT »"),
        Unsaid::OtherBasis(side, amount) => {
            let (other, option) = match side {
                Basis::Ttc => ("HT", "ht"),
                Basis::Ht => ("TTC", "ttc"),
            };
            format!(
                "{amount} connus en {other} seulement, laissés de côté (--basis {option} les prend)"
            )
        }
        Unsaid::Yearly(amount) => format!("{amount} par an, hors du total"),
        Unsaid::Status(name) => {
            format!(
                "statut « {name} » laissé vide, faute de correspondance (tet) dans schema/statuses.toml"
            )
        }
        Unsaid::Priority(text) => format!("priorité « {text} » laissée vide (Élevé, Moyen ou Bas)"),
        Unsaid::Funder(name) => format!("financeur « {name} » laissé de côté, au-delà de trois"),
        Unsaid::FunderAmount(name) => {
            format!("montant de « {name} » laissé vide, ce n'est pas un seul chiffre")
        }
        Unsaid::IndicatorValues => "valeurs des indicateurs laissées de côté".to_owned(),
    }
}
