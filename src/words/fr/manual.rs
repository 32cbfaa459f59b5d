//! What the manual adds to the help, in French.

/// What the manual adds to the help, as a manual's page is written.
pub const MANUAL: &str = "\
.SH CODE DE RETOUR
.TP
0
La réponse est donnée.
.TP
1
Les fiches contiennent des erreurs ; avec \\-\\-strict, des avertissements.
.TP
2
La commande n'a pas pu être exécutée.
.SH ENVIRONNEMENT
.TP
LC_ALL, LC_MESSAGES, LANG
La langue des réponses, à moins de \\-\\-lang.
.TP
NO_COLOR, CLICOLOR_FORCE
Sans couleur, ou avec.
.TP
VISUAL, EDITOR
L'éditeur de plan edit.
";
