//! Comments that excuse a finding: the reader finds what is wrong with them.

use crate::finding::Rule;
use crate::rules::article::{Article, about};

/// The rules of this file.
pub const RULES: &[Article] = &[
    about(Rule::BadAllow)
        .fr("exception mal écrite")
        .why("Un commentaire « # plan: allow(règle) raison » excuse un constat à sa ligne ou à la suivante. Il nomme une règle qui admet des exceptions, et dit pourquoi.")
        .en("badly written exception")
        .why("A comment “# plan: allow(rule) reason” silences a finding on its line or the next. It names a rule that has exceptions, and says why.")
        .bad("budget = [{ amount = 5_000 }] # plan: allow(small-amount)")
        .good("budget = [{ amount = 50 }] # plan: allow(small-amount) prix du jeton"),
    about(Rule::UnusedAllow)
        .fr("exception qui n'excuse rien")
        .why("Le constat que ce commentaire excusait n'existe plus : le commentaire induirait le prochain lecteur en erreur.")
        .en("exception that silences nothing")
        .why("The finding that this comment silenced is gone: the comment would mislead the next reader.")
        .bad("budget = [{ amount = 50_000 }] # plan: allow(small-amount) prix du jeton")
        .good("budget = [{ amount = 50_000 }]"),
];
