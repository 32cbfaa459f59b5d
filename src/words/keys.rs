//! The meaning of each key of a plan's files, in French; the doc comments of the model say it in English.

/// The meaning of a table, `Sheet`, or of a key in it, `Sheet title`.
const FRENCH: &str = "\
Sheet | Une action du plan (fiche action).
Sheet title | Le titre, sur une ligne, 300 caractères au plus.
Sheet themes | Les thèmes ; le premier est le thème principal.
Sheet code | Le numéro que le plan donne à l'action (`A1`, `fiche 17`).
Sheet status | Le statut ; sans cette ligne, il n'est pas renseigné.
Sheet priority | La priorité, dans les mots du plan.
Sheet elected | L'élu·e référent·e : de préférence sa délégation, plutôt que son nom.
Sheet owners | Les porteurs de l'action ; le premier la pilote. `\"?\"` : porteur inconnu.
Sheet funders | Les partenaires financiers.
Sheet partners | Les autres partenaires.
Sheet audiences | Les publics à consulter ou à mobiliser (concertation, mobilisation).
Sheet start | Le début, aussi précis qu'on le connaît : `\"2024\"`, `\"2024-05\"`, `\"2024-05-12\"`, `\"été 2024\"`, `\"début 2024\"`, `\"mi-2024\"`, `\"fin 2024\"`, `\"T3 2024\"`, `\"S1 2024\"` ; `\"?\"` s'il est inconnu.
Sheet end | La fin : une date comme `start`, ou `\"en continu\"` s'il n'y a pas de fin.
Sheet description | Le descriptif de l'action ; la mise en forme Markdown est admise.
Sheet objectives | Les objectifs.
Sheet resources | Les moyens humains et techniques.
Sheet progress | L'état d'avancement, en quelques phrases.
Sheet effects | Les effets attendus.
Sheet places | Les communes ou les quartiers concernés.
Sheet links | Les adresses des délibérations et des pièces justificatives.
Sheet other_measures | Les autres mesures que l'action sert.
Sheet indicators | Ce à quoi l'action se mesure.
Sheet follow_up | Les notes de suivi datées, de la plus ancienne à la plus récente.
Sheet budget | Les lignes de budget de l'action elle-même, sans celles des sous-actions.
Sheet sub_actions | Les sous-actions : un titre entre guillemets suffit, un groupe de champs en dit plus.
Sheet editor_notes | Pour les personnes qui tiennent ce fichier : un doute sur la source, par exemple.
Sheet source | L'endroit de l'action dans le document dont elle est tirée (`ligne 42`).
Sheet former | Les identifiants que l'action a portés auparavant, du plus ancien au plus récent ; plan rename les écrit.
Sheet replaces | Les actions dont celle-ci a pris la place : elle en a été séparée, ou les réunit.
Sheet extra | Ce que le territoire tient en plus : textes ou nombres, sous des noms de son choix.
SubAction | Une sous-action : son titre seul, ou un groupe de champs.
SubAction title | Le titre, qui n'est celui d'aucune autre sous-action de la fiche.
SubAction code | Le numéro que le plan donne à la sous-action.
SubAction status | Le statut de la sous-action.
SubAction owners | Les porteurs de la sous-action ; le premier la pilote.
SubAction start | Le début, aussi précis qu'on le connaît : `\"2024\"`, `\"2024-05\"`, `\"2024-05-12\"`, `\"été 2024\"`, `\"début 2024\"`, `\"mi-2024\"`, `\"fin 2024\"`, `\"T3 2024\"`, `\"S1 2024\"` ; `\"?\"` s'il est inconnu.
SubAction end | La fin : une date comme `start`, ou `\"en continu\"` s'il n'y a pas de fin.
SubAction description | Le descriptif de la sous-action.
SubAction budget | Les lignes de budget de la sous-action ; elles comptent dans le budget de l'action.
SubAction indicators | Ce à quoi la sous-action se mesure.
BudgetLine | Une ligne de budget.
BudgetLine label | Ce que le montant finance (`usine`, `réseau`).
BudgetLine amount | Le montant en euros, sans mention HT ou TTC : `700_000`, ou `{ min = 500_000, max = 700_000 }`.
BudgetLine ht | Le montant en euros hors taxes : `700_000`, ou `{ min = 500_000, max = 700_000 }`.
BudgetLine ttc | Le montant en euros toutes taxes comprises : `700_000`, ou `{ min = 500_000, max = 700_000 }`.
BudgetLine approximate | `true` si le montant est approximatif (« environ »).
BudgetLine unsure | `true` si le montant est indiqué, et encore à confirmer (« 50 000 € ? »).
BudgetLine per | `\"an\"` si le montant revient chaque année.
BudgetLine year | L'année pour laquelle le montant est prévu.
BudgetLine kind | Investissement ou fonctionnement.
BudgetLine spent | Ce qui a été dépensé (réalisé), en euros : `300_000`, ou avec le jour où on le savait `{ amount = 300_000, on = \"2025-12-31\" }`.
BudgetLine funder | Qui paie ce montant : l'un des partenaires financiers de l'action.
BudgetLine of_which | `true` pour une ligne « dont », qui détaille d'autres lignes de l'action et ne s'y ajoute pas.
BudgetLine included_in | L'action dans laquelle ce montant est déjà compté : le nom de son fichier sans .toml, ou `\"?\"` si la source ne le dit pas.
BudgetLine note | Toute précision ; sans montant, ce qu'en dit la source (`En cours de calcul`).
Spent amount | Ce qui a été dépensé (réalisé), en euros.
Spent on | Le jour jusqu'auquel ce montant a été dépensé.
Range min | Le montant le plus bas, en euros.
Range max | Le montant le plus haut, en euros.
Indicator | Un indicateur : une grandeur, d'où elle part, où elle doit arriver, ce qui a été mesuré.
Indicator id | Le repère que le plan donne à l'indicateur (`3.a`) : il le désigne aussi sous un autre intitulé.
Indicator name | Ce qui est mesuré.
Indicator unit | L'unité de mesure.
Indicator baseline | La valeur avant l'action.
Indicator target | La valeur visée.
Indicator by | La date à laquelle la valeur visée doit être atteinte.
Indicator values | Les valeurs mesurées, année par année : `{ 2023 = 12.5 }`.
FollowUp | Une note de suivi.
FollowUp date | Le jour, le mois ou l'année de la note.
FollowUp text | Ce qui a été noté ; la mise en forme Markdown est admise.
Per an | Chaque année.
Kind investissement | Ce qui reste : travaux, équipements, études.
Kind fonctionnement | Ce qui revient : salaires, entretien, animation.
Settings format | Le format des fichiers : 1.
Settings name | Le nom du plan.
Settings siren | Le SIREN du territoire.
Settings licence | La licence des données : `etalab-2.0`, ou l'adresse de son texte.
Settings producer | L'organisme qui produit les données.
Settings contact | À qui s'adresser au sujet des données : une adresse de messagerie ou de page.
Settings period | Les années que couvre le plan, dans ses propres mots.
Settings language | La langue de ce que le programme écrit dans le plan, comme l'aide que montrent les éditeurs.
Settings basis | Les totaux se font toutes taxes comprises (`ttc`) ou hors taxes (`ht`), sauf demande contraire.
Settings timezone | Le fuseau horaire des jours de l'historique : `Europe/Paris`.
Settings headings | L'intitulé que le plan donne à chaque colonne d'un export.
Settings views | Les sélections gardées sous un nom, à demander par `@nom`.
Settings voted | Le plan tel qu'il a été voté.
Settings report | L'aspect des rapports.
Voted revision | La révision (une étiquette, un commit), ou un jour.
Voted date | Le jour du vote.
Voted deliberation | Le numéro de la délibération.
ReportSettings color | La couleur du territoire, `#rrggbb`.
Language fr | Le français.
Language en | L'anglais.
basis ttc | Toutes taxes comprises.
basis ht | Hors taxes.
MeasuresFile axis | Un axe du catalogue.
MeasuresFile measure | Une mesure du catalogue.
StatusesFile status | Un statut.
ThemesFile theme | Un thème.
ActorsFile actor | Qui porte, finance ou rejoint des actions, ou à qui elles s'adressent.
AxisTitle number | Son numéro.
AxisTitle title | Son titre.
AxisTitle former | Les numéros qu'il portait dans d'anciens catalogues.
Measure code | Son code, dont le premier nombre est son axe.
Measure key | Son nom court, là où elle n'a pas de code.
Measure title | Son titre.
Measure axis | Son axe, là où elle n'a pas de code.
Measure former | Les codes qu'elle portait dans d'anciens catalogues.
Status name | Le nom que les fiches emploient.
Status meaning | Ce qu'il veut dire.
Status phase | Sa place entre la décision et la fin.
Status tet | Son nom sur la plateforme Territoires en Transitions.
Status aliases | D'autres graphies, lues comme ce nom.
Phase not-started | Décidée, rien n'a commencé.
Phase running | En cours.
Phase done | Finie.
Phase dropped | Abandonnée.
Theme name | Le nom que les fiches emploient.
Theme aliases | D'autres graphies, lues comme ce nom.
Actor name | Le nom que les fiches emploient.
Actor aliases | D'autres graphies, lues comme ce nom.
Actor kind | Le rôle qu'il joue le plus souvent.
Role owners | Porte des actions.
Role funders | Les finance.
Role partners | Y prend part.
Role audiences | Est consulté ou mobilisé.
";

/// The meaning of `key` of `table`; with no key, of the table.
pub fn key(table: &str, key: &str) -> Option<&'static str> {
    let name = format!("{table} {key}");
    let mut rows = FRENCH.lines().filter_map(|row| row.split_once(" | "));
    let (_, meaning) = rows.find(|(known, _)| *known == name.trim_end())?;
    Some(meaning)
}
