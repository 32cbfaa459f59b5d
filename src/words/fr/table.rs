//! What is said in French of a file in which no table can be read.

use std::path::Path;

use crate::error::TableFault;
use crate::words::Sentence;

/// What is said of the file and its fault.
pub fn unreadable(path: &Path, fault: &TableFault) -> Sentence {
    let file = path.display();
    match fault {
        TableFault::NoSheet { sheet, known } if known.is_empty() => Sentence::new(format!("{file} n'a pas de feuille « {sheet} »"))
            .help("ce n'est pas un classeur : retirer --sheet"),
        TableFault::NoSheet { sheet, known } => Sentence::new(format!("{file} n'a pas de feuille « {sheet} »"))
            .help(format!("ses feuilles : {}", known.join(", "))),
        TableFault::NoColumn { name, known } => Sentence::new(format!("{file} n'a pas de colonne « {name} »"))
            .help(format!("ses colonnes : {}", known.join(", "))),
        TableFault::NoHeading => Sentence::new(format!("{file} n'a pas de ligne d'intitulés reconnaissable : il faut le titre d'une action, ou l'id d'une action du plan"))
            .help("dans un fichier à donner par --map, écrire heading = 4 (la ligne des intitulés) et, sous [columns], \"intitulé\" = \"title\""),
        TableFault::SeveralSheets { sheets } => Sentence::new(format!("plusieurs feuilles de {file} contiennent des actions"))
            .help(format!("choisir par --sheet : {}", sheets.join(", "))),
        TableFault::Empty => Sentence::new(format!("{file} est vide")),
        TableFault::Foreign => Sentence::new(format!("{file} n'est ni un tableau en texte ni un classeur"))
            .help("l'enregistrer comme classeur (xlsx, xls, ods) ou au format CSV"),
        TableFault::UnknownEncoding => Sentence::new(format!("les accents de {file} sont dans un codage inconnu")).help("l'enregistrer comme « CSV UTF-8 », ou comme classeur (xlsx)"),
        TableFault::Markup => Sentence::new(format!("{file} est une page web ou un autre balisage, pas un tableau"))
            .help("l'ouvrir dans un tableur, puis l'enregistrer comme classeur (xlsx)"),
        TableFault::OpenQuote { line } => Sentence::new(format!("{file}:{line} : guillemet que rien ne ferme"))
            .help("fermer la cellule par un second \" ou, si le guillemet fait partie du texte, le doubler dans une cellule entre guillemets"),
        TableFault::TextBehindQuote { line } => Sentence::new(format!("{file}:{line} : cellule entre guillemets qui continue après le guillemet fermant"))
            .help("dans une cellule entre guillemets, doubler chaque \" du texte"),
        TableFault::Encrypted => Sentence::new(format!("un mot de passe protège {file}"))
            .help("enregistrer le classeur sans mot de passe"),
        TableFault::Damaged { reason } => Sentence::new(format!("{file} est un classeur abîmé : {reason}"))
            .help("l'ouvrir dans un tableur, puis l'enregistrer de nouveau comme classeur (xlsx)"),
        TableFault::TooLarge { megabytes } => Sentence::new(format!("{file} contient plus de {megabytes} Mo"))
            .help("ne garder que les feuilles du plan, en valeurs, et les enregistrer dans un nouveau classeur"),
        TableFault::TooManyCells { sheet, most } => Sentence::new(format!("la feuille « {sheet} » de {file} s'étend sur plus de {most} cellules"))
            .help("copier la partie qui contient le plan dans une nouvelle feuille, et supprimer l'autre"),
    }
}
