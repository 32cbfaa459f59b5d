//! The sentences and headings about a table that is brought into a plan.

use crate::words::Lang;

/// A sentence or heading about a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportPhrase<'a> {
    /// The encoding of a text, and the mark between its cells.
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
    /// The value of the row above was taken.
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
    /// The way to add names, or to say their meaning.
    HowToAdd,
    /// A status is not added.
    HowToAddStatuses,
    /// The way to settle a conflict.
    HowToSettle,
    /// The value in the plan, and the one in the table.
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
    /// A sentence or heading about a table.
    pub fn import(self, phrase: ImportPhrase<'_>) -> String {
        text(phrase, self)
    }
}

/// The part that is done, as a bar and in hundredths.
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

fn text(phrase: ImportPhrase<'_>, lang: Lang) -> String {
    let sentence = match phrase {
        ImportPhrase::Form(encoding, delimiter) => {
            let separators = match delimiter {
                ',' => lang.fr("virgules").en("commas"),
                ';' => lang.fr("points-virgules").en("semicolons"),
                '\t' => lang.fr("tabulations").en("tabs"),
                other => lang
                    .fr(format_args!("« {other} »"))
                    .en(format_args!("`{other}`")),
            };
            let separators = separators.title;
            lang.fr(format_args!("texte {encoding}, cellules séparées par des {separators}"))
                .en(format_args!("{encoding} text, cells set apart by {separators}"))
        }
        ImportPhrase::Rows(heading, rows, again) => {
            let s = lang.s(rows);
            let repeated = (again > 0).then(|| {
                let s = lang.s(again);
                let (nt, repeat) = (if again < 2 { "" } else { "nt" }, if again == 1 { "repeats" } else { "repeat" });
                lang.fr(format_args!(" (et {again} ligne{s} qui répète{nt} les intitulés)"))
                    .en(format_args!(" (and {again} row{s} that {repeat} the headings)"))
                    .title
            });
            let repeated = repeated.unwrap_or_default();
            lang.fr(format_args!("intitulés à la ligne {heading}, {rows} ligne{s} de données{repeated}"))
                .en(format_args!("headings on row {heading}, {rows} row{s} of data{repeated}"))
        }
        ImportPhrase::Cells(read, kept) => {
            let (s, of) = (lang.s(read), lang.s(kept));
            lang.fr(format_args!("{read} cellule{s} comprise{s}, {kept} gardée{of} mot pour mot, en tout ou en partie"))
                .en(format_args!("{read} cell{s} understood, {kept} kept word for word, wholly or in part"))
        }
        ImportPhrase::Sheet(name) => lang
            .fr(format_args!("feuille « {name} »"))
            .en(format_args!("sheet `{name}`")),
        ImportPhrase::Columns => lang.fr("Colonnes").en("Columns"),
        ImportPhrase::UnknownColumn => lang
            .fr("colonne inconnue, gardée telle quelle")
            .en("unknown column, kept as it is"),
        ImportPhrase::NotRead(columns) => lang
            .fr(format_args!("colonnes non lues, calculées par le programme ou écartées : {columns}"))
            .en(format_args!("columns not read, computed or left out: {columns}")),
        ImportPhrase::Created(count) => {
            let s = lang.s(count);
            lang.fr(format_args!("À créer : {count} fiche{s}"))
                .en(format_args!("To create: {count} file{s}"))
        }
        ImportPhrase::Changed(count) => {
            let s = lang.s(count);
            lang.fr(format_args!("À modifier : {count} fiche{s}"))
                .en(format_args!("To change: {count} file{s}"))
        }
        ImportPhrase::ByValue(count) => {
            let s = lang.s(count);
            lang.fr(format_args!("Empreinte d'une autre version du programme : {count} fiche{s} comparée{s} valeur par valeur"))
                .en(format_args!("Fingerprint of another version of the program: {count} file{s} compared value by value"))
        }
        ImportPhrase::Same(count) => {
            let s = lang.s(count);
            lang.fr(format_args!("Sans changement : {count} fiche{s}"))
                .en(format_args!("Unchanged: {count} file{s}"))
        }
        ImportPhrase::Conflicts(count) => {
            let s = lang.s(count);
            lang.fr(format_args!("Modifiées dans le plan depuis l'export : {count} fiche{s}, laissée{s} en l'état"))
                .en(format_args!("Changed in the plan since the export: {count} file{s}, left as they are"))
        }
        ImportPhrase::Row(row) => lang
            .fr(format_args!("ligne {row}"))
            .en(format_args!("row {row}")),
        ImportPhrase::Remarks(count) => {
            let s = lang.s(count);
            lang.fr(format_args!("À relire : {count} remarque{s}"))
                .en(format_args!("To look at: {count} remark{s}"))
        }
        ImportPhrase::Kept("budget") => lang
            .fr("pas entièrement compris : gardé mot pour mot dans la note de la ligne de budget")
            .en("not wholly understood: kept word for word in the note of the budget line"),
        ImportPhrase::Kept("editor_notes") => lang
            .fr("pas compris : gardé mot pour mot dans les notes de rédaction")
            .en("not understood: kept word for word in the editors' notes"),
        ImportPhrase::Kept(key) => lang
            .fr(format_args!("gardé mot pour mot dans {key}"))
            .en(format_args!("kept word for word in {key}")),
        ImportPhrase::UnknownNames => lang
            .fr("hors du vocabulaire : gardé mot pour mot dans les notes de rédaction")
            .en("not in the vocabulary: kept word for word in the editors' notes"),
        ImportPhrase::Nearest(names) => lang
            .fr(format_args!("proche de : {names}"))
            .en(format_args!("close to: {names}")),
        ImportPhrase::TitleFrom => lang
            .fr("sans titre : la première ligne de cette colonne en tient lieu")
            .en("no title: the first line of this column stands for it"),
        ImportPhrase::FromAbove(value) => lang
            .fr(format_args!("cellule vide : repris de la ligne au-dessus, {value}"))
            .en(format_args!("empty cell: taken from the row above, {value}")),
        ImportPhrase::OtherMeasure(code) => lang
            .fr(format_args!("l'intitulé est celui de la mesure {code} ; le numéro l'emporte"))
            .en(format_args!("the title is that of measure {code}; the number prevails")),
        ImportPhrase::Twice(row) => lang
            .fr(format_args!("la ligne {row} le dit autrement : gardé mot pour mot dans les notes de rédaction"))
            .en(format_args!("row {row} says otherwise: kept word for word in the editors' notes")),
        ImportPhrase::Merged => lang
            .fr("cellule fusionnée avec une autre : le montant y est compté, et pas ici")
            .en("a cell merged with another one: the amount is counted there, and not here"),
        ImportPhrase::Joined(row) => lang
            .fr(format_args!("même action que la ligne {row} : les deux lignes font une seule fiche"))
            .en(format_args!("the same action as row {row}: both rows make one file")),
        ImportPhrase::Shifted => lang
            .fr("des cellules de cette ligne semblent décalées d'une colonne : gardé mot pour mot dans les notes de rédaction")
            .en("cells of this row seem to stand one column off: kept word for word in the editors' notes"),
        ImportPhrase::Refused(rule) => lang
            .fr(format_args!("refusé par la règle {rule} : gardé mot pour mot dans les notes de rédaction"))
            .en(format_args!("refused by the rule {rule}: kept word for word in the editors' notes")),
        ImportPhrase::Moved(from, to) => lang
            .fr(format_args!("la fiche est sous la mesure {from}, le tableau dit {to} : plan move la déplace"))
            .en(format_args!("the file stands under measure {from}, the table says {to}: plan move moves it")),
        ImportPhrase::NoTitle => lang
            .fr("ligne laissée de côté : ni titre, ni texte qui en tienne lieu")
            .en("row left out: no title, and no text that could be one"),
        ImportPhrase::UnknownId => lang
            .fr("ligne laissée de côté : aucune fiche n'a cet id, et sans titre elle n'en fait pas une")
            .en("row left out: no file has this id, and without a title it makes none"),
        ImportPhrase::NoMeasure => lang
            .fr("ligne laissée de côté : aucune mesure ; [defaults] measure = \"…\" dans le fichier de --map en donne une")
            .en("row left out: no measure; [defaults] measure = \"…\" in the file of --map gives one"),
        ImportPhrase::UnknownMeasure => lang
            .fr("ligne laissée de côté : mesure inconnue")
            .en("row left out: unknown measure"),
        ImportPhrase::NoTheme => lang
            .fr("ligne laissée de côté : aucun thème ; [defaults] themes = [\"…\"] dans le fichier de --map en donne un")
            .en("row left out: no theme; [defaults] themes = [\"…\"] in the file of --map gives one"),
        ImportPhrase::Total => lang
            .fr("ligne laissée de côté : elle totalise les autres")
            .en("row left out: it adds up the others"),
        ImportPhrase::Explains => lang
            .fr("ligne laissée de côté : elle explique les colonnes")
            .en("row left out: it explains the columns"),
        ImportPhrase::NoAction => lang
            .fr("ligne laissée de côté : l'action qu'elle nomme n'est pas dans le tableau des actions")
            .en("row left out: the action it names is not in the table of actions"),
        ImportPhrase::SeveralActions(ids) => lang
            .fr(format_args!("ligne laissée de côté : plusieurs fiches ont ce titre ({ids}) ; ajouter une colonne id"))
            .en(format_args!("row left out: several files have this title ({ids}); add a column id")),
        ImportPhrase::Broken(path) => lang
            .fr(format_args!("ligne laissée de côté : {path} contient une erreur ; plan check l'explique"))
            .en(format_args!("row left out: {path} has an error; plan check explains it")),
        ImportPhrase::RefusedRow(rule) => lang
            .fr(format_args!("ligne laissée de côté : refusée par la règle {rule} ; plan check --explain {rule} l'explique"))
            .en(format_args!("row left out: refused by the rule {rule}; plan check --explain {rule} explains it")),
        ImportPhrase::Names(count) => lang
            .fr(format_args!("Noms inconnus du plan : {count}"))
            .en(format_args!("Names that the plan does not know: {count}")),
        ImportPhrase::NameIn(cells, row) => {
            let s = lang.s(cells);
            lang.fr(format_args!("{cells} cellule{s}, ligne {row}"))
                .en(format_args!("{cells} cell{s}, row {row}"))
        }
        ImportPhrase::NameAdded => lang
            .fr("ajouté au vocabulaire")
            .en("added to the vocabulary"),
        ImportPhrase::HowToAdd => lang
            .fr("--add-names les ajoute à schema/ ; [names] \"écrit\" = \"nom du plan\" dans le fichier de --map dit ce qu'ils veulent dire")
            .en("--add-names adds them to schema/; [names] \"written\" = \"name of the plan\" in the file of --map says what they mean"),
        ImportPhrase::HowToAddStatuses => lang
            .fr("un statut s'ajoute à la main dans schema/statuses.toml, ou se traduit par [names] dans le fichier de --map")
            .en("a status is added by hand in schema/statuses.toml, or translated by [names] in the file of --map"),
        ImportPhrase::HowToSettle => lang
            .fr("exporter de nouveau, et y reporter les modifications")
            .en("export again, and make the changes there"),
        ImportPhrase::Against(plan, table) => lang
            .fr(format_args!("{plan} dans le plan, {table} dans le tableau"))
            .en(format_args!("{plan} in the plan, {table} in the table")),
        ImportPhrase::NotWritten => lang
            .fr("rien n'est écrit ; relancer avec --write pour le faire")
            .en("nothing is written; run again with --write to do it"),
        ImportPhrase::Progress(_, 0) => lang.fr("lecture du tableau…").en("reading the table…"),
        ImportPhrase::Progress(done, total) => {
            return format!("{} {}", lang.of("écriture", "writing"), bar(done, total));
        }
        ImportPhrase::Written(created, changed) => {
            let (s, of) = (lang.s(created), lang.s(changed));
            lang.fr(format_args!("{created} fiche{s} créée{s}, {changed} modifiée{of}"))
                .en(format_args!("{created} file{s} created, {changed} changed"))
        }
        ImportPhrase::NothingToWrite(count) => {
            let s = lang.s(count);
            let (dit, say) = (if count < 2 { "dit" } else { "disent" }, if count == 1 { "says" } else { "say" });
            lang.fr(format_args!("rien à écrire : {count} fiche{s} {dit} déjà ce que dit le tableau"))
                .en(format_args!("nothing to write: {count} file{s} {say} what the table says already"))
        }
        ImportPhrase::NothingUsable => lang
            .fr("rien à écrire : aucune ligne du tableau n'a donné de fiche")
            .en("nothing to write: no row of the table became an action"),
        ImportPhrase::MapWritten(path) => lang
            .fr(format_args!("{path} dit ce qui a été compris des colonnes : à relire, et à donner par --map"))
            .en(format_args!("{path} says what was understood of the columns: to be reviewed, and given by --map")),
    };
    sentence.title
}
