//! Keys that nobody knows, and values that a key does not take: the reader finds them.

use crate::finding::Rule;
use crate::rules::article::{Article, about};

/// The rules of this file.
pub const RULES: &[Article] = &[
    about(Rule::UnknownKey)
        .fr("champ qui n'existe pas")
        .why("Un champ mal orthographié ne serait lu par personne : il est refusé plutôt qu'ignoré. Ce qu'un territoire garde en plus se range sous extra.")
        .en("key that does not exist")
        .why("A misspelt key would be read by nobody: it is refused, not ignored. What a territory keeps besides goes under extra.")
        .bad("owner = [\"DREAL\"]")
        .good("owners = [\"DREAL\"]"),
    about(Rule::StrayedKey)
        .fr("champ de l'action rattaché à une sous-action")
        .why("Dans le format TOML, tout ce qui suit une ligne [[sub_actions]] appartient à cette sous-action, jusqu'à la fin du fichier.")
        .en("key of the action that belongs to a sub-action")
        .why("In TOML, all that follows a line [[sub_actions]] belongs to that sub-action, down to the end of the file.")
        .bad("[[sub_actions]]\ntitle = \"Étude\"\npartners = [\"DREAL\"]")
        .good("partners = [\"DREAL\"]\n\n[[sub_actions]]\ntitle = \"Étude\""),
    about(Rule::LooseKey)
        .fr("champ peut-être destiné à l'action")
        .why("Une ligne vide sépare ce champ de sa sous-action : il a l'air d'appartenir à l'action, et TOML le donne à la sous-action.")
        .en("key that is perhaps meant for the action")
        .why("A blank line parts this key from its sub-action: it looks like the action's, and TOML gives it to the sub-action.")
        .bad("[[sub_actions]]\ntitle = \"Étude\"\n\nend = \"2026\"")
        .good("end = \"2026\"\n\n[[sub_actions]]\ntitle = \"Étude\""),
    about(Rule::MissingKey)
        .fr("champ obligatoire absent")
        .why("Une action a au moins un titre et un thème ; une sous-action, une mesure, un acteur ont chacun un nom ou un titre.")
        .en("missing key that is required")
        .why("An action has at least a title and a theme; a sub-action, a measure, an actor each have a name or a title.")
        .bad("sub_actions = [{ end = \"2026\" }]")
        .good("sub_actions = [{ title = \"Étude\", end = \"2026\" }]"),
    about(Rule::WrongType)
        .fr("valeur d'une autre nature que celle du champ")
        .why("Une liste reste une liste, même d'un seul nom ; un montant est un nombre, sans guillemets ; un titre est un texte.")
        .en("value of another type than the key's")
        .why("A list is a list, even of one name; an amount is a number, without quotes; a title is a text.")
        .bad("owners = \"DREAL\"")
        .good("owners = [\"DREAL\"]"),
    about(Rule::UnknownValue)
        .fr("valeur qui n'est pas parmi celles du champ")
        .why("Certains champs n'admettent que quelques valeurs : kind (investissement, fonctionnement), per (an).")
        .en("value that is not among the key's")
        .why("Some keys allow a few values only: kind (investissement, fonctionnement), per (an).")
        .bad("budget = [{ amount = 5_000, kind = \"invest\" }]")
        .good("budget = [{ amount = 5_000, kind = \"investissement\" }]"),
    about(Rule::EmptyText)
        .fr("texte vide")
        .why("Des guillemets sans rien dedans ne disent ni « inconnu » ni « non renseigné ». Supprimer le champ dit « non renseigné » ; \"?\" dit « inconnu ».")
        .en("empty text")
        .why("Quotes with nothing in them say neither “unknown” nor “not filled in”. To remove the key says “not filled in”; \"?\" says “unknown”.")
        .bad("owners = [\"\"]")
        .good("owners = [\"?\"]"),
];
