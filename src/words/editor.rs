//! What the language server says that no other answer does.

use crate::words::Lang;

/// A sentence in an editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditorPhrase<'a> {
    /// So many actions use a word.
    UsedIn(usize),
    /// An action's total.
    ActionTotal(&'a str),
    /// The total of the actions of an axis.
    AxisTotal {
        /// The axis.
        axis: &'a str,
        /// What they come to.
        amount: &'a str,
    },
    /// A remedy: another text in the place of the one there.
    Replace(&'a str),
    /// A remedy: what stands there goes.
    Remove,
    /// A remedy: several edits of the file.
    Mend,
    /// All remedies of a file that are sure.
    MendFile(usize),
    /// All remedies of the plan that are sure.
    MendPlan(usize),
    /// A name that comes into a vocabulary.
    AddTo {
        /// The name.
        name: &'a str,
        /// The file of the vocabulary.
        file: &'a str,
    },
    /// An amount as a person wrote it, and as a file says it.
    ReadAs {
        /// The text.
        text: &'a str,
        /// What it means.
        meant: &'a str,
    },
    /// A comment that excuses a finding.
    Excuse(&'a str),
    /// The last change of an action.
    LastChange {
        /// The day.
        day: &'a str,
        /// Who made it.
        author: &'a str,
        /// Why, or what it was called.
        why: &'a str,
    },
}

impl Lang {
    /// A sentence in an editor.
    pub fn editor(self, phrase: EditorPhrase<'_>) -> String {
        let lang = self;
        let sentence = match phrase {
            EditorPhrase::UsedIn(count) => {
                let s = lang.s(count);
                lang.fr(format_args!("Dans {count} action{s}."))
                    .en(format_args!("In {count} action{s}."))
            }
            EditorPhrase::ActionTotal(amount) => lang
                .fr(format_args!("Total de l'action : {amount}"))
                .en(format_args!("Total of the action: {amount}")),
            EditorPhrase::AxisTotal { axis, amount } => lang
                .fr(format_args!("Total de l'axe « {axis} » : {amount}"))
                .en(format_args!("Total of the axis `{axis}`: {amount}")),
            EditorPhrase::Replace(text) => lang
                .fr(format_args!("Écrire {text}"))
                .en(format_args!("Write {text}")),
            EditorPhrase::Remove => lang.fr("Retirer").en("Take out"),
            EditorPhrase::Mend => lang.fr("Corriger").en("Mend"),
            EditorPhrase::MendFile(count) => {
                let s = lang.s(count);
                lang.fr(format_args!("Corriger ce fichier ({count} constat{s})"))
                    .en(format_args!("Mend this file ({count} finding{s})"))
            }
            EditorPhrase::MendPlan(count) => {
                let s = lang.s(count);
                lang.fr(format_args!("Corriger tout le plan ({count} constat{s})"))
                    .en(format_args!("Mend the whole plan ({count} finding{s})"))
            }
            EditorPhrase::AddTo { name, file } => lang
                .fr(format_args!("Ajouter « {name} » à {file}"))
                .en(format_args!("Add `{name}` to {file}")),
            EditorPhrase::ReadAs { text, meant } => lang
                .fr(format_args!("Lire « {text} » : {meant}"))
                .en(format_args!("Read `{text}`: {meant}")),
            EditorPhrase::Excuse(rule) => lang
                .fr(format_args!("Excuser ({rule}) : dire pourquoi"))
                .en(format_args!("Silence ({rule}): say why")),
            EditorPhrase::LastChange { day, author, why } => lang
                .fr(format_args!("Modifiée le {day} par {author} : {why}"))
                .en(format_args!("Changed on {day} by {author}: {why}")),
        };
        sentence.title
    }
}
