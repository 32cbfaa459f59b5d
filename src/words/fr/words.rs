//! The words that stand alone, in French.

use crate::words::Word;

/// A word that stands alone.
pub fn word(word: Word) -> &'static str {
    match word {
        Word::Error => "erreur",
        Word::Warning => "avertissement",
        Word::Errors => "Erreurs",
        Word::Warnings => "Avertissements",
        Word::Earlier => "Dans le plan d'avant :",
        Word::Avoid => "À éviter :",
        Word::Prefer => "Plutôt :",
        Word::Exception => {
            "Si le constat est justifié, un commentaire à la ligne ou juste au-dessus l'excuse et dit pourquoi :"
        }
        Word::Reason => "raison",
        Word::RulesPage => {
            "# Les règles de plan check\n\nCette page est tirée du registre des règles : `plan check --list-rules` en donne la liste, `plan check --explain RÈGLE` le détail.\nUne erreur empêche toute réponse tant qu'elle n'est pas corrigée ; un avertissement demande un coup d'œil.\n\nUn avertissement justifié s'excuse d'un commentaire, à la ligne ou juste au-dessus, avec une raison : `# plan: allow(small-amount) prix du jeton`.\n`plan check --fix` applique les corrections certaines, `plan check --fix --diff` les montre sans rien écrire.\nLes exemples sont des lignes d'une fiche, sauf indication contraire."
        }
        Word::Help => "aide",
        Word::NotFilledIn => "non renseigné",
        Word::UnderWayIn => "En cours en",
        Word::Surely => "oui",
        Word::Possibly => "peut-être",
        Word::NoStart => "début non renseigné",
        Word::UnknownStart => "début inconnu",
        Word::StartMayBeLater => "début peut-être plus tard",
        Word::NoEnd => "fin non renseignée",
        Word::UnknownEnd => "fin inconnue",
        Word::EndMayBeEarlier => "fin peut-être plus tôt",
        Word::Column => "Colonne",
        Word::Content => "Contenu",
        Word::Heading => "Intitulé",
        Word::Late => "en retard",
        Word::ToDo => "À suivre",
        Word::Command => "Commande",
        Word::ShareOfKnown => "Part du chiffré",
        Word::Reserves => "Réserves",
        Word::DecimalPoint => ",",
        Word::Whole => "Ensemble",
        Word::ActionAndLine => "Action : ligne de budget",
        Word::BudgetLine => "Ligne de budget",
        Word::Counts => "Compté",
        Word::OtherBasis => "autre base",
        Word::Year => "Année",
        Word::Kind => "Nature",
        Word::Total => "Total",
        Word::Actions => "Actions",
        Word::WithFigure => "Chiffrées",
        Word::WithoutDropped => "Hors actions abandonnées",
        Word::WithoutFigure => "Sans montant",
        Word::Minimum => "Minimum",
        Word::Maximum => "Maximum",
        Word::Theme => "Thème",
        Word::Owner => "Porteur",
        Word::Funder => "Partenaire financier",
        Word::BudgetLines => "Lignes de budget",
        Word::Derived => "d'après les sous-actions",
        Word::Approximate => "environ",
        Word::OfWhich => "dont",
        Word::PerYear => "par an",
        Word::Spent => "réalisé",
        Word::FromFunder => "financé par",
        Word::CountedElsewhere => "compté dans une autre action",
        Word::NoFigure => "sans montant",
        Word::To => "à",
        Word::AtLeast => "au moins",
        Word::UnknownDate => "inconnu",
        Word::Lists => "Listes",
        Word::About => "À propos",
        Word::Semicolon => " ; ",
        Word::Fingerprint => "Empreinte",
        Word::TotalsByAxis => "Totaux par axe",
        Word::Colon => " : ",
    }
}
