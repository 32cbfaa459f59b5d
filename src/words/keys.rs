//! The meaning of each key of an action's file, in French; the doc comments of the model say it in English.

/// The meaning of `key` of `table`; with no key, of the table.
pub fn key(table: &str, key: &str) -> Option<&'static str> {
    match table {
        "Sheet" => sheet(key),
        "SubAction" => sub_action(key),
        "BudgetLine" => budget_line(key),
        "Range" => range(key),
        "Indicator" => indicator(key),
        "Per" => per(key),
        "Kind" => kind(key),
        _ => None,
    }
}

fn sheet(key: &str) -> Option<&'static str> {
    Some(match key {
        "" => "Une action du plan (fiche action).",
        "title" => "Le titre, sur une ligne, 300 caractères au plus.",
        "themes" => "Les thèmes ; le premier est le thème principal.",
        "code" => "Le numéro que le plan donne à l'action (`A1`, `fiche 17`).",
        "status" => "Le statut ; sans cette ligne, il n'est pas renseigné.",
        "priority" => "La priorité, dans les mots du plan.",
        "elected" => "L'élu·e référent·e : de préférence sa délégation, plutôt que son nom.",
        "owners" => "Les porteurs de l'action ; le premier la pilote. `\"?\"` : porteur inconnu.",
        "funders" => "Les partenaires financiers.",
        "partners" => "Les autres partenaires.",
        "audiences" => "Les publics à consulter ou à mobiliser (concertation, mobilisation).",
        "start" => START,
        "end" => "La fin : une date comme `start`, ou `\"en continu\"` s'il n'y a pas de fin.",
        "description" => "Le descriptif de l'action ; la mise en forme Markdown est admise.",
        "objectives" => "Les objectifs.",
        "resources" => "Les moyens humains et techniques.",
        "progress" => "L'état d'avancement, en quelques phrases.",
        "effects" => "Les effets attendus.",
        "places" => "Les communes ou les quartiers concernés.",
        "links" => "Les adresses des délibérations et des pièces justificatives.",
        "other_measures" => "Les autres mesures que l'action sert.",
        "indicators" => "Ce à quoi l'action se mesure.",
        "budget" => "Les lignes de budget de l'action elle-même, sans celles des sous-actions.",
        "sub_actions" => {
            "Les sous-actions : un titre entre guillemets suffit, un groupe de champs en dit plus."
        }
        "editor_notes" => {
            "Pour les personnes qui tiennent ce fichier : un doute sur la source, par exemple."
        }
        "source" => "L'endroit de l'action dans le document dont elle est tirée (`ligne 42`).",
        "former" => {
            "Les identifiants que l'action a portés auparavant, du plus ancien au plus récent ; plan rename les écrit."
        }
        "replaces" => {
            "Les actions dont celle-ci a pris la place : elle en a été séparée, ou les réunit."
        }
        "extra" => {
            "Ce que le territoire tient en plus : textes ou nombres, sous des noms de son choix."
        }
        _ => return None,
    })
}

const START: &str = "Le début, aussi précis qu'on le connaît : `\"2024\"`, `\"2024-05\"`, `\"2024-05-12\"`, `\"été 2024\"`, `\"début 2024\"`, `\"mi-2024\"`, `\"fin 2024\"`, `\"T3 2024\"`, `\"S1 2024\"` ; `\"?\"` s'il est inconnu.";

fn sub_action(key: &str) -> Option<&'static str> {
    Some(match key {
        "" => "Une sous-action : son titre seul, ou un groupe de champs.",
        "title" => "Le titre, qui n'est celui d'aucune autre sous-action de la fiche.",
        "code" => "Le numéro que le plan donne à la sous-action.",
        "status" => "Le statut de la sous-action.",
        "owners" => "Les porteurs de la sous-action ; le premier la pilote.",
        "start" => START,
        "end" => "La fin : une date comme `start`, ou `\"en continu\"` s'il n'y a pas de fin.",
        "description" => "Le descriptif de la sous-action.",
        "budget" => {
            "Les lignes de budget de la sous-action ; elles comptent dans le budget de l'action."
        }
        _ => return None,
    })
}

fn budget_line(key: &str) -> Option<&'static str> {
    Some(match key {
        "" => "Une ligne de budget.",
        "label" => "Ce que le montant finance (`usine`, `réseau`).",
        "amount" => {
            "Le montant en euros, sans mention HT ou TTC : `700_000`, ou `{ min = 500_000, max = 700_000 }`."
        }
        "ht" => {
            "Le montant en euros hors taxes : `700_000`, ou `{ min = 500_000, max = 700_000 }`."
        }
        "ttc" => {
            "Le montant en euros toutes taxes comprises : `700_000`, ou `{ min = 500_000, max = 700_000 }`."
        }
        "approximate" => "`true` si le montant est approximatif (« environ »).",
        "per" => "`\"an\"` si le montant revient chaque année.",
        "year" => "L'année pour laquelle le montant est prévu.",
        "kind" => "Investissement ou fonctionnement.",
        "spent" => "Ce qui a été dépensé (réalisé), en euros.",
        "funder" => "Qui paie ce montant : l'un des partenaires financiers de l'action.",
        "of_which" => {
            "`true` pour une ligne « dont », qui détaille d'autres lignes de l'action et ne s'y ajoute pas."
        }
        "included_in" => {
            "L'action dans laquelle ce montant est déjà compté : le nom de son fichier sans .toml, ou `\"?\"` si la source ne le dit pas."
        }
        "note" => "Toute précision ; sans montant, ce qu'en dit la source (`En cours de calcul`).",
        _ => return None,
    })
}

fn range(key: &str) -> Option<&'static str> {
    Some(match key {
        "min" => "Le montant le plus bas, en euros.",
        "max" => "Le montant le plus haut, en euros.",
        _ => return None,
    })
}

fn indicator(key: &str) -> Option<&'static str> {
    Some(match key {
        "" => {
            "Un indicateur : une grandeur, d'où elle part, où elle doit arriver, ce qui a été mesuré."
        }
        "name" => "Ce qui est mesuré.",
        "unit" => "L'unité de mesure.",
        "baseline" => "La valeur avant l'action.",
        "target" => "La valeur visée.",
        "by" => "La date à laquelle la valeur visée doit être atteinte.",
        "values" => "Les valeurs mesurées, année par année : `{ 2023 = 12.5 }`.",
        _ => return None,
    })
}

fn per(key: &str) -> Option<&'static str> {
    Some(match key {
        "an" => "Chaque année.",
        _ => return None,
    })
}

fn kind(key: &str) -> Option<&'static str> {
    Some(match key {
        "investissement" => "Ce qui reste : travaux, équipements, études.",
        "fonctionnement" => "Ce qui revient : salaires, entretien, animation.",
        _ => return None,
    })
}
