//! The French words that people try where a field has an English name.

use crate::model::fold::fold;

/// The field that a French word for it means, among those that may stand here.
pub fn in_english(word: &str, keys: &[String]) -> Option<&'static str> {
    let folded = fold(word);
    let singular = folded.strip_suffix('s').unwrap_or(&folded);
    let english = match singular {
        "titre" | "intitule" => "title",
        "theme" | "thematique" => "themes",
        "numero" => "code",
        "statut" | "etat" => "status",
        "priorite" => "priority",
        "elu" | "elue" => "elected",
        "porteur" | "pilote" => "owners",
        "financeur" => "funders",
        "partenaire" => "partners",
        "public" | "cible" => "audiences",
        "debut" => "start",
        "fin" | "echeance" => "end",
        "descriptif" => "description",
        "objectif" => "objectives",
        "moyen" => "resources",
        "avancement" => "progress",
        "effet" => "effects",
        "lieu" | "lieux" | "commune" => "places",
        "lien" => "links",
        "indicateur" => "indicators",
        "sous action" => "sub_actions",
        "montant" => "amount",
        "libelle" => "label",
        "annee" => "year",
        "nature" => "kind",
        "realise" | "depense" => "spent",
        "nom" => "name",
        "unite" => "unit",
        _ => return None,
    };
    keys.iter().any(|key| key == english).then_some(english)
}

/// What to do where a field of an action would say what the place of its file says.
pub fn said_by_place(word: &str, keys: &[String]) -> Option<&'static str> {
    if !keys.iter().any(|key| key == "sub_actions") {
        return None;
    }
    match fold(word).as_str() {
        "id" | "identifiant" => {
            Some("le nom du fichier est l'identifiant de l'action : plan rename le change")
        }
        "measure" | "mesure" => Some("le dossier de la fiche dit sa mesure : plan move la change"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::in_english;

    #[test]
    fn a_french_word_leads_to_the_field_that_may_stand_here() {
        let keys = ["title", "status", "sub_actions", "start"].map(str::to_owned);
        for (word, english) in [
            ("Titre", Some("title")),
            ("statut", Some("status")),
            ("Sous-actions", Some("sub_actions")),
            ("début", Some("start")),
            ("montant", None),
            ("couleur", None),
        ] {
            assert_eq!(in_english(word, &keys), english, "{word}");
        }
    }
}
