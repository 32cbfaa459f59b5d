//! What each rule is about, in French: a line, and why it is a rule.

use crate::finding::Rule;

/// The rule in one line.
pub fn summary(rule: Rule) -> &'static str {
    match rule {
        Rule::UnreadableFile => "fichier impossible à lire",
        Rule::MissingFile => "fichier indispensable absent",
        Rule::NotUtf8 => "fichier qui n'est pas enregistré en UTF-8",
        Rule::ByteOrderMark => "marque invisible au début du fichier",
        Rule::EmptyFile => "fiche vide",
        Rule::ConflictMarker => "fusion git inachevée",
        Rule::ControlCharacter => "caractère invisible",
        Rule::StrayFile => "fichier qui n'est pas une fiche",
        Rule::HiddenEnding => "fiche dont le nom ne se termine pas vraiment par .toml",
        Rule::MisplacedFile => "fiche mal rangée",
        Rule::BadId => "nom de fichier qui ne convient pas",
        Rule::UnknownMeasure => "mesure qui n'est pas au catalogue",
        Rule::DuplicateId => "deux fiches du même nom",
        Rule::NewerFormat => "plan plus récent que le programme",
        Rule::Syntax => "ligne qui ne peut pas être lue",
        Rule::UnknownKey => "champ qui n'existe pas",
        Rule::StrayedKey => "champ de l'action rattaché à une sous-action",
        Rule::LooseKey => "champ peut-être destiné à l'action",
        Rule::MissingKey => "champ obligatoire absent",
        Rule::WrongType => "valeur d'une autre nature que celle du champ",
        Rule::UnknownValue => "valeur qui n'est pas parmi celles du champ",
        Rule::UnreadableDate => "date illisible",
        Rule::OngoingStart => "« en continu » donné comme début",
        Rule::TooManyDecimals => "plus de deux décimales",
        Rule::NegativeAmount => "montant négatif",
        Rule::UnreadableAmount => "montant illisible",
        Rule::UpsideDownRange => "fourchette à l'envers",
        Rule::BadReference => "référence qui n'est pas un nom d'action",
        Rule::BadMeasureKey => "code de mesure mal écrit",
        Rule::ImplausibleYear => "année invraisemblable",
        Rule::EmptyText => "texte vide",
        Rule::MeasureEntry => "mesure incomplète",
        Rule::WindowsPath => "chemin Windows dont les barres sont mal écrites",
        Rule::UnknownStatus => "statut inconnu",
        Rule::UnknownTheme => "thème inconnu",
        Rule::UnknownActor => "acteur inconnu",
        Rule::JoinedNames => "plusieurs noms dans un seul texte",
        Rule::NameVariant => "autre écriture d'un nom connu",
        Rule::RepeatedWord => "mot donné deux fois dans un vocabulaire",
        Rule::SemicolonInName => "point-virgule dans un nom",
        Rule::UntitledAxis => "axe sans titre",
        Rule::EmptyThemes => "action sans thème",
        Rule::LongTitle => "titre trop long",
        Rule::MultilineTitle => "titre sur plusieurs lignes",
        Rule::EndBeforeStart => "fin avant le début",
        Rule::TwoAmounts => "montant donné de deux façons",
        Rule::NoFigure => "ligne de budget sans montant ni explication",
        Rule::UnknownReference => "montant compté dans une action qui n'existe pas",
        Rule::ReferenceCycle => "montants comptés en rond",
        Rule::RepeatedName => "nom en double dans une liste",
        Rule::RepeatedSubAction => "deux sous-actions du même titre",
        Rule::PartOutsideAction => "sous-action hors des dates de l'action",
        Rule::DoneInFuture => "action terminée dont la fin est à venir",
        Rule::NotStartedOverdue => "action non commencée dont la fin est passée",
        Rule::UnlistedFunder => {
            "ligne financée par un autre que les partenaires financiers de l'action"
        }
        Rule::HtAboveTtc => "montant HT supérieur au montant TTC",
        Rule::TwoRoles => "ligne à la fois « dont » et comptée ailleurs",
        Rule::PartWithoutWhole => "détail sans tout",
        Rule::PartsExceedWhole => "détail supérieur au tout",
        Rule::SmallAmount => "montant de moins de 100 €",
        Rule::SimilarTitles => "deux actions presque du même titre",
        Rule::SimilarActors => "deux organismes presque du même nom",
        Rule::UnusedEntry => "entrée de vocabulaire que personne n'utilise",
        Rule::UnknownInView => "mot inconnu dans une vue",
        Rule::FormulaText => "texte qu'un tableur prendrait pour une formule",
        Rule::PersonalData => "adresse électronique ou numéro de téléphone",
        Rule::CapitalTitle => "titre en capitales",
        Rule::TrailingBlank => "espaces en fin de ligne, ou tabulation",
        Rule::ReopenedAction => "action achevée rouverte depuis la base",
        Rule::DeletedAction => "fiche supprimée depuis la base",
        Rule::RenamedReference => "référence à une action renommée depuis la base",
        Rule::VotedAmount => "montant voté changé sans note",
        Rule::BadAllow => "exception mal écrite",
        Rule::UnusedAllow => "exception qui n'excuse rien",
    }
}

/// Why it is a rule.
pub fn explanation(rule: Rule) -> &'static str {
    match rule {
        Rule::UnreadableFile => {
            "Le fichier existe, et le système refuse de l'ouvrir : droits manquants, disque réseau absent ; ou c'est un raccourci (lien symbolique), qui pourrait mener hors du plan. Aucun chiffre ne peut être donné sans lui."
        }
        Rule::MissingFile => {
            "Un plan a cinq fichiers dans schema/ : plan.toml, measures.toml, statuses.toml, themes.toml et actors.toml. Sans eux, aucun nom ne peut être vérifié."
        }
        Rule::NotUtf8 => {
            "Le Bloc-notes et Excel proposent plusieurs encodages. En UTF-16 (« Unicode ») ou en Windows-1252 (« ANSI »), les accents deviennent illisibles ailleurs."
        }
        Rule::ByteOrderMark => {
            "« UTF-8 avec BOM » ajoute trois octets invisibles au début. Le fichier est lu, mais certains outils s'y trompent."
        }
        Rule::EmptyFile => {
            "Une fiche sans rien dedans vient presque toujours d'un enregistrement interrompu."
        }
        Rule::ConflictMarker => {
            "Deux personnes ont modifié les mêmes lignes ; git a laissé les deux versions dans le fichier. Il faut choisir."
        }
        Rule::ControlCharacter => {
            "Un copier-coller apporte parfois des caractères qui ne s'affichent pas et brouillent les tris, les recherches et les exports."
        }
        Rule::StrayFile => {
            "Tout ce qui est sous actions/ et ne se termine pas par .toml n'est pas lu. C'est peut-être voulu ; c'est peut-être une fiche oubliée."
        }
        Rule::HiddenEnding => {
            "Windows masque la fin des noms : « velo.toml » à l'écran peut être velo.toml.txt sur le disque. La fiche manquerait alors dans tous les totaux sans que rien ne le dise."
        }
        Rule::MisplacedFile => {
            "Une fiche est dans un dossier de mesure, ni plus haut ni plus bas : c'est le dossier qui dit sa mesure et son axe."
        }
        Rule::BadId => {
            "Le nom du fichier est l'identifiant de l'action. Il doit pouvoir s'écrire sur tous les systèmes et dans une adresse : minuscules sans accent, chiffres, traits d'union."
        }
        Rule::UnknownMeasure => {
            "Le dossier, ou other_measures, nomme une mesure absente de schema/measures.toml."
        }
        Rule::DuplicateId => {
            "Un identifiant est unique dans tout le plan, pas seulement dans sa mesure : il suit l'action quand elle change de mesure."
        }
        Rule::NewerFormat => {
            "schema/plan.toml annonce un format que ce programme ne connaît pas encore."
        }
        Rule::Syntax => {
            "Une fiche est faite de lignes « champ = valeur ». Un texte s'écrit entre guillemets droits, une date aussi ; un montant s'écrit en euros, sans guillemets ni espace ; une liste s'écrit entre crochets, avec des virgules ; un texte de plusieurs lignes entre deux fois trois guillemets."
        }
        Rule::UnknownKey => {
            "Un champ mal orthographié ne serait lu par personne : il est refusé plutôt qu'ignoré. Ce qu'un territoire garde en plus se range sous extra."
        }
        Rule::StrayedKey => {
            "Dans le format TOML, tout ce qui suit une ligne [[sub_actions]] appartient à cette sous-action, jusqu'à la fin du fichier."
        }
        Rule::LooseKey => {
            "Une ligne vide sépare ce champ de sa sous-action : il a l'air d'appartenir à l'action, et TOML le donne à la sous-action."
        }
        Rule::MissingKey => {
            "Une action a au moins un titre et un thème ; une sous-action, une mesure, un acteur ont chacun un nom ou un titre."
        }
        Rule::WrongType => {
            "Une liste reste une liste, même d'un seul nom ; un montant est un nombre, sans guillemets ; un titre est un texte."
        }
        Rule::UnknownValue => {
            "Certains champs n'admettent que quelques valeurs : kind (investissement, fonctionnement), per (an)."
        }
        Rule::UnreadableDate => {
            "Une date s'écrit à la précision connue : année, mois, jour, saison, trimestre, semestre, début, mi, fin. \"?\" veut dire « demandée, et inconnue »."
        }
        Rule::OngoingStart => {
            "« en continu » veut dire : sans fin. Une action peut ne pas finir ; elle commence toujours quelque part."
        }
        Rule::TooManyDecimals => {
            "Un montant est en euros et centimes. Trois décimales viennent presque toujours d'un montant pensé en millions (7,055 M€)."
        }
        Rule::NegativeAmount => {
            "Un budget additionne des dépenses. Une recette ou une économie se dit dans note, sans quoi elle diminuerait le total en silence."
        }
        Rule::UnreadableAmount => {
            "Un montant est un nombre ordinaire, inférieur à mille milliards d'euros."
        }
        Rule::UpsideDownRange => "min est le plus petit montant possible, max le plus grand.",
        Rule::BadReference => {
            "included_in nomme la fiche où le montant est compté : le nom de son fichier, sans .toml, ou \"?\"."
        }
        Rule::BadMeasureKey => {
            "Un code est fait de nombres séparés par des points, sans zéro devant."
        }
        Rule::ImplausibleYear => {
            "Une année se situe entre 1900 et 2200 : 20224 ou 24 est une faute de frappe."
        }
        Rule::EmptyText => {
            "Des guillemets sans rien dedans ne disent ni « inconnu » ni « non renseigné ». Supprimer le champ dit « non renseigné » ; \"?\" dit « inconnu »."
        }
        Rule::MeasureEntry => {
            "Une mesure a un code (dont le premier nombre est l'axe), ou bien une clé et un axe."
        }
        Rule::WindowsPath => {
            "Dans un texte, \\t est une tabulation et \\n un retour à la ligne : C:\\temp n'est plus le dossier que l'on croit. Et un disque personnel n'est visible de personne d'autre."
        }
        Rule::UnknownStatus => {
            "Les statuts d'un plan sont dans schema/statuses.toml, avec leur sens. Un statut absent veut dire « non renseigné »."
        }
        Rule::UnknownTheme => {
            "Les thèmes d'un plan sont dans schema/themes.toml. Un thème mal orthographié ferait une ligne à part dans tous les tableaux."
        }
        Rule::UnknownActor => {
            "Les porteurs, partenaires financiers, autres partenaires et publics sont dans schema/actors.toml. Un nom mal orthographié ne serait trouvé par aucune recherche."
        }
        Rule::JoinedNames => {
            "Le point-virgule sépare les noms dans les exports, pas dans les fiches : chaque nom a ses propres guillemets."
        }
        Rule::NameVariant => {
            "Le nom est reconnu (alias, majuscule, accent) et lu comme le nom du vocabulaire. Écrire le même partout évite les doublons dans les recherches de texte."
        }
        Rule::RepeatedWord => {
            "Un mot, alias compris, mène à un seul nom ; sinon personne ne sait lequel est visé."
        }
        Rule::SemicolonInName => {
            "Les exports joignent les noms par des points-virgules : un nom qui en contient un serait coupé en deux."
        }
        Rule::UntitledAxis => {
            "Chaque axe d'une mesure a un titre dans schema/measures.toml : les tableaux et les documents l'affichent."
        }
        Rule::EmptyThemes => {
            "Le premier thème est le principal : sans lui, l'action n'apparaîtrait dans aucun regroupement par thème."
        }
        Rule::LongTitle => "Un titre tient en 300 caractères : au-delà, c'est une description.",
        Rule::MultilineTitle => {
            "Un titre est une ligne : les tableaux, les exports et l'historique y comptent."
        }
        Rule::EndBeforeStart => {
            "Toutes les lectures possibles de la fin précèdent toutes celles du début : l'une des deux dates est fausse."
        }
        Rule::TwoAmounts => {
            "amount ne dit pas s'il est HT ou TTC ; à côté de ht ou de ttc, il serait compté on ne sait comment."
        }
        Rule::NoFigure => {
            "Une ligne sans montant est comptée comme inconnue ; elle doit dire pourquoi, dans les mots de la source."
        }
        Rule::UnknownReference => {
            "included_in promet que le montant est compté ailleurs. Si cet ailleurs n'existe pas, il n'est compté nulle part."
        }
        Rule::ReferenceCycle => {
            "L'action A dit que son montant est compté dans B, et B dans A : il n'est donc compté nulle part."
        }
        Rule::RepeatedName => {
            "Le même nom deux fois dans la même liste n'apprend rien et fausse les comptes."
        }
        Rule::RepeatedSubAction => {
            "Le titre distingue les sous-actions d'une action, d'une version à l'autre du plan."
        }
        Rule::PartOutsideAction => {
            "Une sous-action commence sûrement avant l'action, ou finit sûrement après. L'une des dates a sans doute été oubliée lors d'une mise à jour."
        }
        Rule::DoneInFuture => {
            "Le statut dit que tout est fait, et la date de fin n'est pas encore passée (au jour de --today)."
        }
        Rule::NotStartedOverdue => {
            "Le statut dit que rien n'est engagé, et la date de fin est passée (au jour de --today). Le statut ou l'échéance n'a pas été mis à jour."
        }
        Rule::UnlistedFunder => {
            "Qui paie une ligne finance l'action : il figure dans funders, sinon les recherches par partenaire financier l'oublient."
        }
        Rule::HtAboveTtc => {
            "Hors taxes, un montant ne dépasse pas le même montant toutes taxes comprises : les deux ont sans doute été échangés."
        }
        Rule::TwoRoles => {
            "Une ligne « dont » (of_which) détaille d'autres lignes de l'action ; une ligne included_in est comptée dans une autre. Elle ne peut être les deux : dans le doute, elle n'est pas comptée."
        }
        Rule::PartWithoutWhole => {
            "Une ligne « dont » (of_which) ne s'ajoute à rien : sans autre ligne du même rythme (une fois, par an) et de la même base (HT, TTC) qu'elle détaille, son montant n'est compté nulle part."
        }
        Rule::PartsExceedWhole => {
            "Les lignes « dont » (of_which), par année, par financeur ou à elles seules, font plus que les lignes du même rythme et de la même base qu'elles détaillent."
        }
        Rule::SmallAmount => {
            "Dans un plan, un si petit montant est presque toujours pensé en milliers ou en millions d'euros."
        }
        Rule::SimilarTitles => {
            "Dans une même mesure, deux titres qui ne diffèrent que de peu cachent souvent la même action saisie deux fois, et donc comptée deux fois."
        }
        Rule::SimilarActors => {
            "Deux noms qui ne diffèrent que d'une faute de frappe sont sans doute le même organisme : ses actions seraient partagées entre deux lignes."
        }
        Rule::UnusedEntry => {
            "Un acteur ou un thème qui n'est dans aucune fiche est un reste, ou le signe d'un nom mal écrit ailleurs."
        }
        Rule::UnknownInView => {
            "Une vue qui cite un statut, un thème, un acteur, une mesure ou une colonne que le plan ne connaît pas ne donne aucune réponse : le jour du comité, plan list @vue est refusé."
        }
        Rule::FormulaText => {
            "Un texte qui commence par =, +, - ou @ devient une formule quand l'export est ouvert dans un tableur : il s'affiche comme une erreur, ou pire, il s'exécute."
        }
        Rule::PersonalData => {
            "Un plan est public, et son historique aussi. On y nomme des services et des délégations, pas des personnes."
        }
        Rule::CapitalTitle => {
            "Un titre tout en capitales se lit mal, perd ses accents et jure dans un tableau."
        }
        Rule::TrailingBlank => {
            "Personne ne les voit, et git les signale à chaque relecture comme des modifications."
        }
        Rule::ReopenedAction => {
            "Le plan d'où part le changement (plan check --base) dit l'action achevée ; celui-ci ne le dit plus. Rouvrir une action se décide, et se dit."
        }
        Rule::DeletedAction => {
            "La fiche est dans le plan d'où part le changement (plan check --base), et n'est plus dans celui-ci, sous aucun nom. Une action votée ne s'efface pas : un statut dit qu'elle est abandonnée, et son historique reste lisible. Le constat porte le chemin de la fiche dans la base."
        }
        Rule::RenamedReference => {
            "Depuis la base (plan check --base), l'action a changé de nom et included_in dit encore l'ancien. plan check --base … --fix l'écrit, si le contenu de la fiche n'a pas changé par ailleurs ; plan rename l'aurait fait."
        }
        Rule::VotedAmount => {
            "schema/plan.toml nomme le plan voté ([voted] revision = \"v2020\"). Avec plan check --base, une ligne de budget qui n'y dit pas le même montant dit pourquoi dans sa note, ou est excusée."
        }
        Rule::BadAllow => {
            "Un commentaire « # plan: allow(règle) raison » excuse un constat à sa ligne ou à la suivante. Il nomme une règle qui admet des exceptions, et dit pourquoi."
        }
        Rule::UnusedAllow => {
            "Le constat que ce commentaire excusait n'existe plus : le commentaire induirait le prochain lecteur en erreur."
        }
    }
}
