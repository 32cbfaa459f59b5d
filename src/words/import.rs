//! What is said of a table that is brought into a plan, in both languages.

use crate::words::Lang;

/// What is said of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said<'a> {
    /// How a text was written: its encoding, what stands between its cells.
    Form(&'a str, char),
    /// So many steps of a number of steps are done; the table is still being read where there are none.
    Progress(usize, usize),
    /// The headings stand on this row, and so many rows of data below; so many rows repeat the headings.
    Rows(usize, usize, usize),
    /// So many cells were read by rule, so many kept word for word.
    Cells(usize, usize),
    /// A sheet.
    Sheet(&'a str),
    /// The heading above the columns.
    Columns,
    /// A column that nobody knows, kept.
    UnknownColumn,
    /// The columns that follow from others, or are left out.
    NotRead(&'a str),
    /// The heading above the files to create.
    Created(usize),
    /// The heading above the files to change.
    Changed(usize),
    /// So many actions bear a fingerprint of another version.
    ByValue(usize),
    /// So many actions are the same.
    Same(usize),
    /// The heading above conflicts.
    Conflicts(usize),
    /// A row.
    Row(usize),
    /// The heading above what is to be read again.
    Remarks(usize),
    /// A cell was kept word for word under a key.
    Kept(&'a str),
    /// Names that the plan does not know were kept in the notes.
    UnknownNames,
    /// The nearest names.
    Nearest(&'a str),
    /// A title was made of a description.
    TitleFrom,
    /// What the row above says was taken.
    FromAbove(&'a str),
    /// The title of the measure is another measure's.
    OtherMeasure(&'a str),
    /// An earlier row says it otherwise.
    Twice(usize),
    /// The row and an earlier one make one file.
    Joined(usize),
    /// The cell is merged with one above.
    Merged,
    /// The cells of the row stand in the wrong columns.
    Shifted,
    /// A rule refuses it.
    Refused(&'a str),
    /// The table puts the action into another measure.
    Moved(&'a str, &'a str),
    /// The row is left out: there is no title.
    NoTitle,
    /// No file has the id, and there is no title.
    UnknownId,
    /// There is no measure.
    NoMeasure,
    /// The measure is not in the catalogue.
    UnknownMeasure,
    /// There is no theme.
    NoTheme,
    /// The row adds up others.
    Total,
    /// The row says what to write into the columns.
    Explains,
    /// The row names an action that is not there.
    NoAction,
    /// Several actions bear the title.
    SeveralActions(&'a str),
    /// The file is broken.
    Broken(&'a str),
    /// A rule refuses the whole row.
    RefusedRow(&'a str),
    /// The heading above names that the plan does not know.
    Names(usize),
    /// A name stands in so many cells, first in this row.
    NameIn(usize, usize),
    /// The name is added.
    NameAdded,
    /// How to add names, or to say what they mean.
    HowToAdd,
    /// A status is not added.
    HowToAddStatuses,
    /// How to settle a conflict.
    HowToSettle,
    /// What the plan holds, and what the table says.
    Against(&'a str, &'a str),
    /// Nothing is written.
    NotWritten,
    /// So many files were created, so many changed.
    Written(usize, usize),
    /// There is nothing to write: so many files say what the table says already.
    NothingToWrite(usize),
    /// There is nothing to write, for no row became an action.
    NothingUsable,
    /// A map was written.
    MapWritten(&'a str),
}

impl Lang {
    /// What is said of a table.
    pub fn said(self, said: Said<'_>) -> String {
        match self {
            Self::Fr => french(said),
            Self::En => english(said),
        }
    }
}

/// How much is done, as a bar and in parts of a hundred.
fn bar(done: usize, total: usize) -> String {
    const WIDTH: usize = 30;
    let full = WIDTH * done.min(total) / total;
    let parts = 100 * done.min(total) / total;
    format!(
        "[{}{}] {parts:>3}\u{a0}%",
        "#".repeat(full),
        "-".repeat(WIDTH - full)
    )
}

fn french(said: Said<'_>) -> String {
    let s = |count: usize| if count < 2 { "" } else { "s" };
    let separator = |delimiter: char| match delimiter {
        ',' => "virgules".to_owned(),
        ';' => "points-virgules".to_owned(),
        '\t' => "tabulations".to_owned(),
        other => format!("« {other} »"),
    };
    match said {
        Said::Form(encoding, delimiter) => format!("texte {encoding}, cellules séparées par des {}", separator(delimiter)),
        Said::Rows(heading, rows, again) => {
            let again = match again {
                0 => String::new(),
                again => format!(" (et {again} ligne{} qui répète{} les intitulés)", s(again), if again < 2 { "" } else { "nt" }),
            };
            format!("intitulés à la ligne {heading}, {rows} ligne{} de données{again}", s(rows))
        }
        Said::Cells(read, kept) => format!("{read} cellule{} comprise{}, {kept} gardée{} mot pour mot, en tout ou en partie", s(read), s(read), s(kept)),
        Said::Sheet(name) => format!("feuille « {name} »"),
        Said::Columns => "Colonnes".to_owned(),
        Said::UnknownColumn => "colonne inconnue, gardée telle quelle".to_owned(),
        Said::NotRead(columns) => {
            format!("colonnes non lues, calculées par le programme ou écartées : {columns}")
        }
        Said::Created(count) => format!("À créer : {count} fiche{}", s(count)),
        Said::Changed(count) => format!("À modifier : {count} fiche{}", s(count)),
        Said::ByValue(count) => format!("Empreinte d'une autre version du programme : {count} fiche{} comparée{} valeur par valeur", s(count), s(count)),
        Said::Same(count) => format!("Sans changement : {count} fiche{}", s(count)),
        Said::Conflicts(count) => format!("Modifiées dans le plan depuis l'export : {count} fiche{}, laissée{} en l'état", s(count), s(count)),
        Said::Row(row) => format!("ligne {row}"),
        Said::Remarks(count) => format!("À relire : {count} remarque{}", s(count)),
        Said::Kept("budget") => "pas entièrement compris : gardé mot pour mot dans la note de la ligne de budget".to_owned(),
        Said::Kept("editor_notes") => "pas compris : gardé mot pour mot dans les notes de rédaction".to_owned(),
        Said::Kept(key) => format!("gardé mot pour mot dans {key}"),
        Said::UnknownNames => "hors du vocabulaire : gardé mot pour mot dans les notes de rédaction".to_owned(),
        Said::Nearest(names) => format!("proche de : {names}"),
        Said::TitleFrom => "sans titre : la première ligne de cette colonne en tient lieu".to_owned(),
        Said::FromAbove(value) => format!("cellule vide : repris de la ligne au-dessus, {value}"),
        Said::OtherMeasure(code) => format!("l'intitulé est celui de la mesure {code} ; le numéro l'emporte"),
        Said::Twice(row) => format!("la ligne {row} le dit autrement : gardé mot pour mot dans les notes de rédaction"),
        Said::Merged => "cellule fusionnée avec une autre : le montant y est compté, et pas ici".to_owned(),
        Said::Joined(row) => format!("même action que la ligne {row} : les deux lignes font une seule fiche"),
        Said::Shifted => {
            "des cellules de cette ligne semblent décalées d'une colonne : gardé mot pour mot dans les notes de rédaction".to_owned()
        }
        Said::Refused(rule) => format!("refusé par la règle {rule} : gardé mot pour mot dans les notes de rédaction"),
        Said::Moved(from, to) => format!("la fiche est sous la mesure {from}, le tableau dit {to} : plan move la déplace"),
        Said::NoTitle => "ligne laissée de côté : ni titre, ni texte qui en tienne lieu".to_owned(),
        Said::UnknownId => "ligne laissée de côté : aucune fiche n'a cet id, et sans titre elle n'en fait pas une".to_owned(),
        Said::NoMeasure => "ligne laissée de côté : aucune mesure ; [defaults] measure = \"…\" dans le fichier de --map en donne une".to_owned(),
        Said::UnknownMeasure => "ligne laissée de côté : mesure inconnue".to_owned(),
        Said::NoTheme => "ligne laissée de côté : aucun thème ; [defaults] themes = [\"…\"] dans le fichier de --map en donne un".to_owned(),
        Said::Total => "ligne laissée de côté : elle totalise les autres".to_owned(),
        Said::Explains => "ligne laissée de côté : elle explique les colonnes".to_owned(),
        Said::NoAction => "ligne laissée de côté : l'action qu'elle nomme n'est pas dans le tableau des actions".to_owned(),
        Said::SeveralActions(ids) => format!("ligne laissée de côté : plusieurs fiches ont ce titre ({ids}) ; ajouter une colonne id"),
        Said::Broken(path) => format!("ligne laissée de côté : {path} contient une erreur ; plan check l'explique"),
        Said::RefusedRow(rule) => format!("ligne laissée de côté : refusée par la règle {rule} ; plan check --explain {rule} l'explique"),
        Said::Names(count) => format!("Noms inconnus du plan : {count}"),
        Said::NameIn(cells, row) => format!("{cells} cellule{}, ligne {row}", s(cells)),
        Said::NameAdded => "ajouté au vocabulaire".to_owned(),
        Said::HowToAdd => "--add-names les ajoute à schema/ ; [names] \"écrit\" = \"nom du plan\" dans le fichier de --map dit ce qu'ils veulent dire".to_owned(),
        Said::HowToAddStatuses => "un statut s'ajoute à la main dans schema/statuses.toml, ou se traduit par [names] dans le fichier de --map".to_owned(),
        Said::HowToSettle => "exporter de nouveau, et y reporter les modifications".to_owned(),
        Said::Against(plan, table) => format!("{plan} dans le plan, {table} dans le tableau"),
        Said::NotWritten => "rien n'est écrit ; relancer avec --write pour le faire".to_owned(),
        Said::Progress(_, 0) => "lecture du tableau…".to_owned(),
        Said::Progress(done, total) => format!("écriture {}", bar(done, total)),
        Said::Written(created, changed) => format!("{created} fiche{} créée{}, {changed} modifiée{}", s(created), s(created), s(changed)),
        Said::NothingToWrite(count) => format!("rien à écrire : {count} fiche{} déjà ce que dit le tableau", if count < 2 { " dit" } else { "s disent" }),
        Said::NothingUsable => "rien à écrire : aucune ligne du tableau n'a donné de fiche".to_owned(),
        Said::MapWritten(path) => format!("{path} dit ce qui a été compris des colonnes : à relire, et à donner par --map"),
    }
}

fn english(said: Said<'_>) -> String {
    let s = |count: usize| if count == 1 { "" } else { "s" };
    let separator = |delimiter: char| match delimiter {
        ',' => "commas".to_owned(),
        ';' => "semicolons".to_owned(),
        '\t' => "tabs".to_owned(),
        other => format!("`{other}`"),
    };
    match said {
        Said::Form(encoding, delimiter) => format!("{encoding} text, cells set apart by {}", separator(delimiter)),
        Said::Rows(heading, rows, again) => {
            let again = match again {
                0 => String::new(),
                again => format!(" (and {again} row{} that repeat{} the headings)", s(again), if again == 1 { "s" } else { "" }),
            };
            format!("headings on row {heading}, {rows} row{} of data{again}", s(rows))
        }
        Said::Cells(read, kept) => format!("{read} cell{} understood, {kept} kept word for word, wholly or in part", s(read)),
        Said::Sheet(name) => format!("sheet `{name}`"),
        Said::Columns => "Columns".to_owned(),
        Said::UnknownColumn => "unknown column, kept as it is".to_owned(),
        Said::NotRead(columns) => format!("columns not read, computed or left out: {columns}"),
        Said::Created(count) => format!("To create: {count} file{}", s(count)),
        Said::Changed(count) => format!("To change: {count} file{}", s(count)),
        Said::ByValue(count) => format!("Fingerprint of another version of the program: {count} file{} compared value by value", s(count)),
        Said::Same(count) => format!("Unchanged: {count} file{}", s(count)),
        Said::Conflicts(count) => format!("Changed in the plan since the export: {count} file{}, left as they are", s(count)),
        Said::Row(row) => format!("row {row}"),
        Said::Remarks(count) => format!("To look at: {count} remark{}", s(count)),
        Said::Kept("budget") => "not wholly understood: kept word for word in the note of the budget line".to_owned(),
        Said::Kept("editor_notes") => "not understood: kept word for word in the editors' notes".to_owned(),
        Said::Kept(key) => format!("kept word for word in {key}"),
        Said::UnknownNames => "not in the vocabulary: kept word for word in the editors' notes".to_owned(),
        Said::Nearest(names) => format!("close to: {names}"),
        Said::TitleFrom => "no title: the first line of this column stands for it".to_owned(),
        Said::FromAbove(value) => format!("empty cell: taken from the row above, {value}"),
        Said::OtherMeasure(code) => format!("the title is that of measure {code}; the number prevails"),
        Said::Twice(row) => format!("row {row} says otherwise: kept word for word in the editors' notes"),
        Said::Merged => "a cell merged with another one: the amount is counted there, and not here".to_owned(),
        Said::Joined(row) => format!("the same action as row {row}: both rows make one file"),
        Said::Shifted => {
            "cells of this row seem to stand one column off: kept word for word in the editors' notes".to_owned()
        }
        Said::Refused(rule) => format!("refused by the rule {rule}: kept word for word in the editors' notes"),
        Said::Moved(from, to) => format!("the file stands under measure {from}, the table says {to}: plan move moves it"),
        Said::NoTitle => "row left out: no title, and no text that could be one".to_owned(),
        Said::UnknownId => "row left out: no file has this id, and without a title it makes none".to_owned(),
        Said::NoMeasure => "row left out: no measure; [defaults] measure = \"…\" in the file of --map gives one".to_owned(),
        Said::UnknownMeasure => "row left out: unknown measure".to_owned(),
        Said::NoTheme => "row left out: no theme; [defaults] themes = [\"…\"] in the file of --map gives one".to_owned(),
        Said::Total => "row left out: it adds up the others".to_owned(),
        Said::Explains => "row left out: it explains the columns".to_owned(),
        Said::NoAction => "row left out: the action it names is not in the table of actions".to_owned(),
        Said::SeveralActions(ids) => format!("row left out: several files have this title ({ids}); add a column id"),
        Said::Broken(path) => format!("row left out: {path} has an error; plan check explains it"),
        Said::RefusedRow(rule) => format!("row left out: refused by the rule {rule}; plan check --explain {rule} explains it"),
        Said::Names(count) => format!("Names that the plan does not know: {count}"),
        Said::NameIn(cells, row) => format!("{cells} cell{}, row {row}", s(cells)),
        Said::NameAdded => "added to the vocabulary".to_owned(),
        Said::HowToAdd => "--add-names adds them to schema/; [names] \"written\" = \"name of the plan\" in the file of --map says what they mean".to_owned(),
        Said::HowToAddStatuses => "a status is added by hand in schema/statuses.toml, or translated by [names] in the file of --map".to_owned(),
        Said::HowToSettle => "export again, and make the changes there".to_owned(),
        Said::Against(plan, table) => format!("{plan} in the plan, {table} in the table"),
        Said::NotWritten => "nothing is written; run again with --write to do it".to_owned(),
        Said::Progress(_, 0) => "reading the table…".to_owned(),
        Said::Progress(done, total) => format!("writing {}", bar(done, total)),
        Said::Written(created, changed) => format!("{created} file{} created, {changed} changed", s(created)),
        Said::NothingToWrite(count) => format!("nothing to write: {count} file{} what the table says already", if count == 1 { " says" } else { "s say" }),
        Said::NothingUsable => "nothing to write: no row of the table became an action".to_owned(),
        Said::MapWritten(path) => format!("{path} says what was understood of the columns: to be reviewed, and given by --map"),
    }
}
