//! The sentences and headings about a table that is brought into a plan.

use std::collections::BTreeMap;

use crate::model::budget::Cents;
use crate::model::column::Column;
use crate::model::id::{ActionId, Axis, MeasureKey};
use crate::model::key::Key;
use crate::words::{Lang, Sentence, Word};

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
    /// The heading above what plan and table say otherwise, where nobody knows who changed it.
    Differences(usize),
    /// A row.
    Row(usize),
    /// The heading above what is to be read again.
    Remarks(usize),
    /// So many in all, of which the first are shown.
    More(usize),
    /// The nearest names.
    Nearest(&'a str),
    /// Nothing says that the amounts of the column are euros.
    LacksUnit,
    /// A column that speaks of money and is not counted.
    MoneyColumn,
    /// The heading above questions.
    Questions(usize),
    /// Nothing is written before the questions are answered.
    Unanswered,
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
    /// So many actions of the plan are not in the table that comes back.
    Absent(usize),
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

/// The treatment of a cell or a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It was not understood, or not wholly, and is kept word for word under this key.
    Kept {
        /// The key of the action.
        key: String,
    },
    /// It holds names that the plan does not know, and is kept word for word in the notes.
    UnknownNames(Vec<(String, Vec<String>)>),
    /// The title was taken from this column.
    TitleFrom(Column),
    /// The cell is empty, and what the row above says was taken.
    FromAbove,
    /// The row speaks of an action of an earlier row, and the cell says another thing than that row.
    Twice {
        /// The number of that row.
        row: usize,
    },
    /// The row speaks of the action of an earlier row: both make one file.
    Joined {
        /// The number of that row.
        row: usize,
    },
    /// A sub-action cannot hold it, and it is kept word for word in the notes.
    NotOfPart,
    /// It states money that is not counted, and is kept word for word in the notes.
    NotCounted,
    /// The table states a whole and parts that come to something else: the whole counts.
    Gap {
        /// What the whole comes to.
        whole: Cents,
        /// What its parts come to.
        parts: Cents,
    },
    /// The action states the sum of its sub-actions: it counts, and they detail it.
    SumOfParts {
        /// The least and the most that the action states.
        whole: (Cents, Cents),
        /// The least and the most that its sub-actions come to.
        parts: (Cents, Cents),
    },
    /// A formula stands there whose value nobody has computed.
    NoValue,
    /// What hangs on the cell, an address or a comment, is kept in the notes.
    Attached,
    /// Something hangs on the cell that is not read.
    NotRead,
    /// The axis of that number has another title: the measure was made without a number.
    OtherAxis {
        /// The number.
        axis: Axis,
    },
    /// The cell is merged with one of another row, where its amount is counted.
    Merged,
    /// Cells of its row stand in columns that are not theirs: it is kept word for word in the notes.
    Shifted,
    /// It follows from others and says otherwise than they do: nothing can take it.
    NotTaken {
        /// What it shows.
        column: Column,
    },
    /// The rules of the plan refuse what the cell says; it is kept word for word in the notes.
    Refused {
        /// The rule.
        rule: &'static str,
    },
    /// The table puts the action into another measure, which is left to be done.
    Moved {
        /// Where it stands.
        from: MeasureKey,
        /// Its place in the table.
        to: MeasureKey,
    },
    /// The row is left out.
    LeftOut(Reason),
}

impl What {
    /// The cell is kept word for word under a key.
    pub fn kept(key: &str) -> Self {
        let key = key.to_owned();
        Self::Kept { key }
    }
}

/// The reason why a row is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It has no title, and no text that could be one.
    NoTitle,
    /// No action of the plan has its id, and it has no title to make one.
    UnknownId,
    /// It names no measure.
    NoMeasure,
    /// Its measure is not in the catalogue.
    UnknownMeasure {
        /// The nearest ones.
        nearest: Vec<String>,
    },
    /// None of the themes that it names is in the vocabulary.
    UnknownTheme(Vec<(String, Vec<String>)>),
    /// It adds up other rows: what it states, and what the actions come to that it adds up.
    Total(Option<(Cents, Cents)>),
    /// It bears the title of the rows below.
    Group,
    /// A spreadsheet made a date of the code of its measure.
    CodeIsDate,
    /// It says what to write into the columns.
    Explains,
    /// It names an action that no row and no file is.
    NoAction,
    /// Several actions of its measure have this title.
    SeveralActions(Vec<ActionId>),
    /// A rule of the plan refuses it.
    Refused {
        /// The rule.
        rule: &'static str,
    },
    /// The file of the action cannot be changed, because of what is wrong in it.
    Broken {
        /// The file.
        path: String,
    },
}

/// What is asked of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asks {
    /// Whether they add up others.
    Total,
    /// Whether they bear the title of the rows below.
    Group,
    /// Whether their amount comes on top of the larger one of their parts.
    Parts {
        /// The least and the most that the row states.
        whole: (Cents, Cents),
        /// The least and the most that its parts come to.
        parts: (Cents, Cents),
        /// Whether both are of one tax basis and one rhythm.
        are_alike: bool,
    },
    /// Which measure a cell means whose code belongs to another title.
    Measure {
        /// The cell.
        written: String,
        /// The measure of that code.
        code: MeasureKey,
        /// Its title.
        title: String,
    },
    /// Which of several statuses a word means.
    Status {
        /// The word.
        written: String,
        /// The statuses.
        choices: Vec<String>,
    },
    /// Whether fields that the plan fills in and the table does not are to be emptied.
    Emptied {
        /// The rows, by the names of their fields.
        fields: BTreeMap<String, Vec<usize>>,
    },
    /// Whether to write what a table says that has lost what the plan said when it was exported.
    Lost,
    /// Which theme they have; the table says none at all, or none of these rows.
    Theme {
        /// Whether it says none at all.
        of_table: bool,
    },
}

impl Lang {
    /// A sentence or heading about a table.
    pub fn import(self, phrase: ImportPhrase<'_>) -> String {
        text(phrase, self)
    }

    /// A remark on cells or rows of one kind; its label is of one of them.
    pub fn remark(self, what: &What) -> Sentence {
        remark(what, self)
    }

    /// A question about rows, which are named by their numbers.
    pub fn question(self, asks: &Asks, rows: &str) -> String {
        question(asks, rows, self).title
    }

    /// What of a row a question is about, where it is not the whole row.
    pub fn asked_of(self, asks: &Asks, row: usize) -> Option<String> {
        let Asks::Emptied { fields } = asks else {
            return None;
        };
        let fields = fields.iter().filter(|(_, rows)| rows.contains(&row));
        let fields: Vec<String> = fields.map(|(name, _)| self.field_name(name)).collect();
        Some(fields.join(", "))
    }

    /// The name of a field of an action as people know it, as in `status` or `budget.note`; a value of the territory's
    /// own has its key.
    pub fn field_name(self, name: &str) -> String {
        let (key, field) = match name.split_once('.') {
            Some((key, field)) => (key, Some(field)),
            None => (name, None),
        };
        let Some(key) = Key::named(key) else {
            return name.to_owned();
        };
        let of_table = |field: &str| match Key::named(field) {
            Some(key) => self.heading(key).to_owned(),
            None => match field.parse().or_else(|_| format!("{field}_min").parse()) {
                Ok(field) => self.field(field).to_owned(),
                Err(_) => field.to_owned(),
            },
        };
        match field {
            Some(field) => format!("{} – {}", self.heading(key), of_table(field)),
            None => self.heading(key).to_owned(),
        }
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
        ImportPhrase::Created(count) => lang
            .fr(format_args!("À créer : {count} fiche{}", lang.s(count)))
            .en(format_args!("To create: {count} file{}", lang.s(count))),
        ImportPhrase::Changed(count) => lang
            .fr(format_args!("À modifier : {count} fiche{}", lang.s(count)))
            .en(format_args!("To change: {count} file{}", lang.s(count))),
        ImportPhrase::ByValue(count) => lang
            .fr(format_args!("Empreinte d'une autre version du programme : {count} fiche{s} comparée{s} valeur par valeur", s = lang.s(count)))
            .en(format_args!("Fingerprint of another version of the program: {count} file{} compared value by value", lang.s(count))),
        ImportPhrase::Same(count) => lang
            .fr(format_args!("Sans changement : {count} fiche{}", lang.s(count)))
            .en(format_args!("Unchanged: {count} file{}", lang.s(count))),
        ImportPhrase::Conflicts(count) => lang
            .fr(format_args!("Modifiées dans le plan depuis l'export : {count} fiche{}, ces champs laissés en l'état", lang.s(count)))
            .en(format_args!("Changed in the plan since the export: {count} file{}, these fields left as they are", lang.s(count))),
        ImportPhrase::Differences(count) => lang
            .fr(format_args!("Autres dans le tableau que dans le plan : {count} fiche{}", lang.s(count)))
            .en(format_args!("Other in the table than in the plan: {count} file{}", lang.s(count))),
        ImportPhrase::Absent(count) => lang
            .fr(format_args!("Absente{s} du retour, inchangée{s} : {count} fiche{s}", s = lang.s(count)))
            .en(format_args!("Absent from what came back, unchanged: {count} file{}", lang.s(count))),
        ImportPhrase::Row(row) => lang
            .fr(format_args!("ligne {row}"))
            .en(format_args!("row {row}")),
        ImportPhrase::Remarks(count) => lang
            .fr(format_args!("À relire : {count} remarque{}", lang.s(count)))
            .en(format_args!("To look at: {count} remark{}", lang.s(count))),
        ImportPhrase::More(count) => lang
            .fr(format_args!("… {count} en tout ; --verbose les montre"))
            .en(format_args!("… {count} in all; --verbose shows them")),
        ImportPhrase::Nearest(names) => lang
            .fr(format_args!("proche de : {names}"))
            .en(format_args!("close to: {names}")),
        ImportPhrase::LacksUnit => lang
            .fr("sans unité : lu en euros")
            .en("no unit: read as euros"),
        ImportPhrase::MoneyColumn => lang
            .fr("colonne d'argent qui n'est pas comptée, gardée telle quelle")
            .en("a column of money that is not counted, kept as it is"),
        ImportPhrase::Questions(count) => lang
            .fr(format_args!("À décider avant d'écrire : {count} question{}", lang.s(count)))
            .en(format_args!("To decide before writing: {count} question{}", lang.s(count))),
        ImportPhrase::Unanswered => lang
            .fr("rien n'est écrit tant que ces questions sont sans réponse")
            .en("nothing is written before these questions are answered"),
        ImportPhrase::Names(count) => lang
            .fr(format_args!("Noms inconnus du plan : {count}"))
            .en(format_args!("Names that the plan does not know: {count}")),
        ImportPhrase::NameIn(cells, row) => lang
            .fr(format_args!("{cells} cellule{}, ligne {row}", lang.s(cells)))
            .en(format_args!("{cells} cell{}, row {row}", lang.s(cells))),
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

fn remark(what: &What, lang: Lang) -> Sentence {
    match what {
        What::Kept { key } if key == "budget" => lang
            .fr("pas entièrement compris : gardé mot pour mot dans la note de la ligne de budget")
            .en("not wholly understood: kept word for word in the note of the budget line"),
        What::Kept { key } if key == "editor_notes" => lang
            .fr("pas compris : gardé mot pour mot dans les notes de rédaction")
            .en("not understood: kept word for word in the editors' notes"),
        What::Kept { key } => lang
            .fr(format_args!("gardé mot pour mot dans {key}"))
            .en(format_args!("kept word for word in {key}")),
        What::UnknownNames(_) => lang
            .fr("hors du vocabulaire : gardé mot pour mot dans les notes de rédaction")
            .en("not in the vocabulary: kept word for word in the editors' notes"),
        What::TitleFrom(_) => lang
            .fr("sans titre : la première ligne de cette colonne en tient lieu")
            .en("no title: the first line of this column stands for it"),
        What::FromAbove => lang
            .fr("cellule vide : repris de la ligne au-dessus")
            .en("empty cell: taken from the row above"),
        What::Twice { row } => lang
            .fr("une autre ligne de l'action le dit autrement : gardé mot pour mot dans les notes de rédaction")
            .label(format_args!("ligne {row}"))
            .en("another row of the action says otherwise: kept word for word in the editors' notes")
            .label(format_args!("row {row}")),
        What::Joined { row } => lang
            .fr("même action qu'une ligne au-dessus : les deux lignes font une seule fiche")
            .label(format_args!("ligne {row}"))
            .en("the same action as a row above: both rows make one file")
            .label(format_args!("row {row}")),
        What::NotOfPart => lang
            .fr("une sous-action ne peut pas avoir ce champ : gardé mot pour mot dans les notes de rédaction")
            .en("a sub-action cannot have this field: kept word for word in the editors' notes"),
        What::NotCounted => lang
            .fr("montant qui n'est pas compté : gardé mot pour mot dans les notes de rédaction")
            .en("an amount that is not counted: kept word for word in the editors' notes"),
        What::Gap { whole, parts } => {
            let gap = lang.money(Cents((whole.0 - parts.0).abs()));
            let (whole, parts) = (lang.money(*whole), lang.money(*parts));
            lang.fr("le total n'est pas la somme de ses parties : il compte, les parties le détaillent")
                .label(format_args!("le total dit {whole}, ses parties font {parts}, écart de {gap}"))
                .en("the total is not the sum of its parts: it counts, the parts detail it")
                .label(format_args!("the total says {whole}, its parts come to {parts}, {gap} apart"))
        }
        What::SumOfParts { whole, parts } if whole == parts => {
            let whole = lang.bounds(*whole);
            lang.fr("l'action annonce la somme de ses sous-actions : comptée une fois")
                .label(&whole)
                .en("the action states the sum of its sub-actions: counted once")
                .label(&whole)
        }
        What::SumOfParts { whole, parts } => {
            let less = |whole: Cents, part: Cents| Cents((whole.0 - part.0).max(0));
            let rest = (less(whole.0, parts.1), less(whole.1, parts.0));
            let (whole, rest) = (lang.bounds(*whole), lang.bounds(rest));
            lang.fr("l'action annonce plus que ses sous-actions, qui le détaillent")
                .label(format_args!("{whole}, dont {rest} non répartis"))
                .en("the action states more than its sub-actions, which detail it")
                .label(format_args!("{whole}, of which {rest} not shared out"))
        }
        What::NoValue => lang
            .fr("formule sans valeur calculée : ouvrir le classeur dans un tableur, l'enregistrer et l'importer de nouveau")
            .en("a formula without a computed value: open the workbook in a spreadsheet, save it and import it again"),
        What::Attached => lang
            .fr("lien ou commentaire de la cellule : gardé dans les notes de rédaction")
            .en("a link or a comment of the cell: kept in the editors' notes"),
        What::NotRead => lang
            .fr("lien ou commentaire de la cellule, qui n'est pas lu dans un xls : enregistrer en xlsx pour le garder")
            .en("a link or a comment of the cell, which is not read in an xls: save it as xlsx to keep it"),
        What::OtherAxis { axis } => lang
            .fr("l'axe de ce numéro a un autre intitulé dans le plan : mesure ajoutée sans numéro")
            .label(format_args!("axe {axis}"))
            .en("the axis of that number has another title in the plan: the measure is added without a number")
            .label(format_args!("axis {axis}")),
        What::Merged => lang
            .fr("cellule fusionnée avec une autre : le montant y est compté, et pas ici")
            .en("a cell merged with another one: the amount is counted there, and not here"),
        What::Shifted => lang
            .fr("des cellules de cette ligne semblent décalées d'une colonne : gardé mot pour mot dans les notes de rédaction")
            .en("cells of this row seem to stand one column off: kept word for word in the editors' notes"),
        What::NotTaken { column } => {
            let remedy = not_taken(*column, lang);
            lang.fr(format_args!("modification qui ne peut pas être reprise ; {remedy}"))
                .en(format_args!("a change that cannot be taken; {remedy}"))
        }
        What::Refused { rule } => lang
            .fr(format_args!("refusé par la règle {rule} : gardé mot pour mot dans les notes de rédaction"))
            .en(format_args!("refused by the rule {rule}: kept word for word in the editors' notes")),
        What::Moved { from, to } => lang
            .fr("la fiche est sous une autre mesure que dans le tableau : plan move la déplace")
            .label(format_args!("{from} dans le plan, {to} dans le tableau"))
            .en("the file stands under another measure than in the table: plan move moves it")
            .label(format_args!("{from} in the plan, {to} in the table")),
        What::LeftOut(reason) => {
            let mut said = self::reason(reason, lang);
            let row = lang.of("ligne laissée de côté : ", "row left out: ");
            said.title.insert_str(0, row);
            said
        }
    }
}

/// The place where what a computed column shows is to be changed instead.
fn not_taken(column: Column, lang: Lang) -> String {
    let in_table = |table: &str| {
        lang.fr(format_args!(
            "l'écrire sur la feuille « {table} », ou dans la fiche par plan edit"
        ))
        .en(format_args!(
            "write it on the sheet `{table}`, or in the file by plan edit"
        ))
    };
    let remedy = match column {
        Column::Key(Key::Title) => lang
            .fr("une fiche a toujours un titre, qui s'écrit sur la feuille des actions")
            .en("an action always has a title, which is written on the sheet of actions"),
        Column::Key(Key::Budget) | Column::BudgetMin | Column::BudgetMax => {
            in_table(lang.word(Word::BUDGET_LINES))
        }
        Column::Key(key) => in_table(lang.heading(key)),
        Column::StartEarliest | Column::StartLatest => lang
            .fr("écrire la date dans la colonne du début")
            .en("write the date in the column of the start"),
        Column::EndEarliest | Column::EndLatest => lang
            .fr("écrire la date dans la colonne de la fin")
            .en("write the date in the column of the end"),
        Column::Measure => lang
            .fr("plan move change la mesure d'une fiche")
            .en("plan move changes the measure of an action"),
        Column::MeasureTitle | Column::Axis | Column::AxisTitle => lang
            .fr("plan move change la mesure d'une fiche, schema/measures.toml les intitulés")
            .en("plan move changes the measure of an action, schema/measures.toml the titles"),
        Column::Id | Column::Path | Column::Extra => lang
            .fr("plan rename et plan move changent le fichier d'une fiche")
            .en("plan rename and plan move change the file of an action"),
    };
    remedy.title
}

fn reason(reason: &Reason, lang: Lang) -> Sentence {
    match reason {
        Reason::NoTitle => lang
            .fr("ni titre, ni texte qui en tienne lieu")
            .en("no title, and no text that could be one"),
        Reason::UnknownId => lang
            .fr("aucune fiche n'a cet id, et sans titre elle n'en fait pas une")
            .en("no file has this id, and without a title it makes none"),
        Reason::NoMeasure => lang
            .fr("aucune mesure ; [defaults] measure = \"…\" dans le fichier de --map en donne une")
            .en("no measure; [defaults] measure = \"…\" in the file of --map gives one"),
        Reason::UnknownMeasure { .. } => lang
            .fr("mesure inconnue ; --add-names l'ajoute, si elle commence par un numéro comme 1.2 ou n'en a pas ; [defaults] measure = \"…\" dans le fichier de --map la remplace")
            .en("unknown measure; --add-names adds it, if it begins with a number such as 1.2 or has none; [defaults] measure = \"…\" in the file of --map replaces it"),
        Reason::UnknownTheme(_) => lang
            .fr("thème inconnu, que --add-names ajoute à schema/ et que [names] traduit dans le fichier de --map")
            .en("unknown theme, which --add-names adds to schema/ and [names] translates in the file of --map"),
        Reason::Total(amounts) => {
            let mut total = lang
                .fr("elle totalise les autres")
                .en("it adds up the others");
            total.label = amounts.map(|(stated, found)| {
                let (stated, found) = (lang.money(stated), lang.money(found));
                lang.fr(format_args!("le tableau annonce {stated}, les fiches font {found}"))
                    .en(format_args!("the table states {stated}, the files come to {found}"))
                    .title
            });
            total
        }
        Reason::Group => lang
            .fr("titre des lignes qui suivent")
            .en("the title of the rows below"),
        Reason::CodeIsDate => lang
            .fr("une date à la place du code de la mesure, sans doute changé par un tableur ; l'y écrire comme texte")
            .en("a date in the place of the measure's code, which a spreadsheet must have changed; write it there as text"),
        Reason::Explains => lang
            .fr("elle explique les colonnes")
            .en("it explains the columns"),
        Reason::NoAction => lang
            .fr("l'action qu'elle nomme n'est pas dans le tableau des actions")
            .en("the action it names is not in the table of actions"),
        Reason::SeveralActions(ids) => {
            let ids: Vec<&str> = ids.iter().map(|id| id.as_str()).collect();
            let ids = ids.join(", ");
            lang.fr("plusieurs fiches ont ce titre ; ajouter une colonne id")
                .label(&ids)
                .en("several files have this title; add a column id")
                .label(&ids)
        }
        Reason::Refused { rule } => lang
            .fr(format_args!("refusée par la règle {rule} ; plan check --explain {rule} l'explique"))
            .en(format_args!("refused by the rule {rule}; plan check --explain {rule} explains it")),
        Reason::Broken { path } => lang
            .fr("le fichier contient une erreur ; plan check l'explique")
            .label(path)
            .en("the file has an error; plan check explains it")
            .label(path),
    }
}

fn question(asks: &Asks, rows: &str, lang: Lang) -> Sentence {
    match asks {
        Asks::Total => lang
            .fr(format_args!("lignes qui semblent totaliser les autres ; dans le fichier de --map, [rows] totals = [{rows}] les écarte, [rows] actions = [{rows}] en fait des fiches"))
            .en(format_args!("rows that seem to add up others; in the file of --map, [rows] totals = [{rows}] leaves them out, [rows] actions = [{rows}] makes files of them")),
        Asks::Group => lang
            .fr(format_args!("lignes qui ne portent qu'un titre ; dans le fichier de --map, [rows] groups = [{rows}] en fait le titre des lignes qui suivent, [rows] actions = [{rows}] des fiches"))
            .en(format_args!("rows that bear a title only; in the file of --map, [rows] groups = [{rows}] makes it the title of the rows below, [rows] actions = [{rows}] makes files of them")),
        Asks::Parts { whole, parts, are_alike } => {
            let (whole, parts) = (lang.bounds(*whole), lang.bounds(*parts));
            let [fr, en] = match are_alike {
                true => ["", ""],
                false => [", hors taxes ou par an d'un côté seulement", ", before taxes or a year on one side alone"],
            };
            lang.fr(format_args!("l'action annonce {whole}, ses sous-actions font {parts}{fr} ; dans le fichier de --map, [rows] apart = [{rows}] additionne les deux ; sinon corriger le tableau"))
                .en(format_args!("the action states {whole}, its sub-actions come to {parts}{en}; in the file of --map, [rows] apart = [{rows}] adds both; else correct the table"))
        }
        Asks::Measure { written, code, title } => lang
            .fr(format_args!("{code} est déjà la mesure « {title} » ; dans le fichier de --map, [names] \"{written}\" = \"{code}\" dit que c'est elle, ou un autre code laquelle"))
            .en(format_args!("{code} is already the measure `{title}`; in the file of --map, [names] \"{written}\" = \"{code}\" says that it is meant, or another code which one")),
        Asks::Status { written, choices } => {
            let first = choices.first().map_or("", String::as_str);
            let choices = choices.join(", ");
            lang.fr(format_args!("« {written} » peut être {choices} ; dans le fichier de --map, [names] \"{written}\" = \"{first}\" le dit"))
                .en(format_args!("`{written}` may be {choices}; in the file of --map, [names] \"{written}\" = \"{first}\" says which"))
        }
        Asks::Emptied { fields } => {
            let fields = fields.iter().map(|(name, rows)| format!("{} ({})", lang.field_name(name), rows.len()));
            let fields = fields.collect::<Vec<_>>().join(", ");
            lang.fr(format_args!("remplis dans le plan, vides ou absents dans le tableau : {fields} ; --accept-empty les vide tous, (vide) dans la cellule un seul ; pour les garder, y remettre la valeur"))
                .en(format_args!("filled in in the plan, empty or missing in the table: {fields}; --accept-empty empties them all, (empty) in the cell one; to keep them, put the value back"))
        }
        Asks::Lost => lang
            .fr("ce tableau du plan n'a plus sa feuille cachée « Base » : rien ne dit qui, du plan ou du tableau, a changé ; --accept écrit ce que dit le tableau")
            .en("this table of the plan has lost its hidden sheet `Base`: nothing says which of plan and table has changed; --accept writes what the table says"),
        Asks::Theme { of_table: true } => lang
            .fr("le tableau ne dit aucun thème : --theme NOM en donne un à toutes ses lignes ([defaults] themes = [\"NOM\"] dans le fichier de --map), --theme-from axis prend l'intitulé de l'axe ([defaults] themes_from = \"axis\")")
            .en("the table says no theme: --theme NAME gives one to all its rows ([defaults] themes = [\"NAME\"] in the file of --map), --theme-from axis takes the title of the axis ([defaults] themes_from = \"axis\")"),
        Asks::Theme { of_table: false } => lang
            .fr("lignes sans thème : remplir leurs cellules, ou --theme NOM ([defaults] themes = [\"NOM\"] dans le fichier de --map), ou --theme-from axis")
            .en("rows without a theme: fill in their cells, or --theme NAME ([defaults] themes = [\"NAME\"] in the file of --map), or --theme-from axis"),
    }
}
