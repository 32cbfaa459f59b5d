//! The headings of columns and fields, in French and in English.

use crate::model::column::Column;
use crate::model::field::Field;
use crate::model::key::Key;

/// The headings of a column.
pub fn column(column: Column) -> [&'static str; 2] {
    match column {
        Column::Key(key) => self::key(key),
        Column::Id => ["Identifiant", "Id"],
        Column::Measure => ["Mesure", "Measure"],
        Column::MeasureTitle => ["Titre de la mesure", "Measure title"],
        Column::Axis => ["Axe", "Axis"],
        Column::AxisTitle => ["Titre de l'axe", "Axis title"],
        Column::StartEarliest => ["Début au plus tôt", "Earliest start"],
        Column::StartLatest => ["Début au plus tard", "Latest start"],
        Column::EndEarliest => ["Fin au plus tôt", "Earliest end"],
        Column::EndLatest => ["Fin au plus tard", "Latest end"],
        Column::BudgetMin => ["Budget minimum", "Budget minimum"],
        Column::BudgetMax => ["Budget maximum", "Budget maximum"],
        Column::Extra => ["Autres champs", "Further fields"],
        Column::Path => ["Fichier", "File"],
    }
}

fn key(key: Key) -> [&'static str; 2] {
    match key {
        Key::Code => ["Numéro", "Number"],
        Key::Themes => ["Thèmes", "Themes"],
        Key::Title => ["Titre", "Title"],
        Key::Status => ["Statut", "Status"],
        Key::Priority => ["Priorité", "Priority"],
        Key::Elected => ["Élu·e référent·e", "Elected member"],
        Key::Owners => ["Porteurs", "Owners"],
        Key::Funders => ["Partenaires financiers", "Funders"],
        Key::Partners => ["Autres partenaires", "Partners"],
        Key::Audiences => ["Concertation, mobilisation", "Audiences"],
        Key::Start => ["Début", "Start"],
        Key::End => ["Fin", "End"],
        Key::Description => ["Descriptif", "Description"],
        Key::Objectives => ["Objectifs", "Objectives"],
        Key::Resources => ["Moyens humains et techniques", "Resources"],
        Key::Progress => ["État d'avancement", "Progress"],
        Key::Effects => ["Effets attendus", "Expected effects"],
        Key::Places => ["Lieux", "Places"],
        Key::Links => ["Liens", "Links"],
        Key::OtherMeasures => ["Autres mesures", "Other measures"],
        Key::Indicators => ["Indicateurs", "Indicators"],
        Key::FollowUp => ["Suivi", "Follow-up"],
        Key::Budget => ["Budget", "Budget"],
        Key::SubActions => ["Sous-actions", "Sub-actions"],
        Key::EditorNotes => ["Notes de rédaction", "Editor's notes"],
        Key::Former => ["Anciens identifiants", "Former ids"],
        Key::Replaces => ["Remplace", "Replaces"],
        Key::Source => ["Source", "Source"],
    }
}

/// The headings of a field.
pub fn field(field: Field) -> [&'static str; 2] {
    match field {
        Field::Action => ["Action", "Action"],
        Field::ActionTitle => ["Titre de l'action", "Action title"],
        Field::SubAction => ["Sous-action", "Sub-action"],
        Field::Position => ["Rang", "Position"],
        Field::Label => ["Libellé", "Label"],
        Field::AmountMin => ["Montant minimum (€)", "Amount, minimum (€)"],
        Field::AmountMax => ["Montant maximum (€)", "Amount, maximum (€)"],
        Field::HtMin => ["Minimum HT (€)", "Before tax, minimum (€)"],
        Field::HtMax => ["Maximum HT (€)", "Before tax, maximum (€)"],
        Field::TtcMin => ["Minimum TTC (€)", "Including tax, minimum (€)"],
        Field::TtcMax => ["Maximum TTC (€)", "Including tax, maximum (€)"],
        Field::Unsure => ["À confirmer", "To be confirmed"],
        Field::Approximate => ["Approximatif", "Approximate"],
        Field::Per => ["Par", "Per"],
        Field::Year => ["Année", "Year"],
        Field::Kind => ["Nature", "Kind"],
        Field::Spent => ["Réalisé (€)", "Spent (€)"],
        Field::SpentOn => ["Réalisé au", "Spent by"],
        Field::Funder => ["Financé par", "Funded by"],
        Field::OfWhich => ["Dont", "Of which"],
        Field::IncludedIn => ["Compté dans l'action", "Counted in action"],
        Field::Note => ["Note", "Note"],
        Field::Name => ["Indicateur", "Indicator"],
        Field::Unit => ["Unité", "Unit"],
        Field::Baseline => ["Valeur de départ", "Baseline"],
        Field::Target => ["Cible", "Target"],
        Field::By => ["Échéance", "By"],
        Field::Values => ["Valeurs", "Values"],
        Field::Actions => ["Actions", "Actions"],
        Field::WithFigure => ["Actions chiffrées", "Actions with a figure"],
        Field::WithoutFigure => ["Actions sans montant", "Actions without a figure"],
        Field::ActionsDropped => ["Actions abandonnées", "Dropped actions"],
        Field::Minimum => ["Total minimum (€)", "Total, minimum (€)"],
        Field::Maximum => ["Total maximum (€)", "Total, maximum (€)"],
        Field::MinimumWithoutDropped => [
            "Minimum hors actions abandonnées",
            "Minimum without dropped actions",
        ],
        Field::MaximumWithoutDropped => [
            "Maximum hors actions abandonnées",
            "Maximum without dropped actions",
        ],
        Field::LinesUnknown => ["Lignes sans montant", "Lines without a figure"],
        Field::LinesRange => ["Fourchettes", "Ranges"],
        Field::LinesUnsure => ["Montants à confirmer", "Figures to be confirmed"],
        Field::LinesApproximate => ["Montants approximatifs", "Approximate figures"],
        Field::LinesBasisUnstated => [
            "Lignes sans mention HT ou TTC",
            "Lines that state no tax basis",
        ],
        Field::LinesOtherBasis => [
            "Lignes sur l'autre base, hors total",
            "Lines on the other basis, left out",
        ],
        Field::LinesElsewhere => [
            "Lignes comptées ailleurs, hors total",
            "Lines counted elsewhere, left out",
        ],
        Field::LinesOfWhich => [
            "Lignes « dont », déjà dans le total",
            "“Of which” lines, already counted",
        ],
        Field::YearlyMin => ["Par an, minimum (€)", "Per year, minimum (€)"],
        Field::YearlyMax => ["Par an, maximum (€)", "Per year, maximum (€)"],
        Field::YearlyUnknown => [
            "Lignes annuelles sans montant",
            "Yearly lines without a figure",
        ],
    }
}
