//! What the manual adds to the help, in English.

/// What the manual adds to the help, as a manual's page is written.
pub const MANUAL: &str = "\
.SH EXIT STATUS
.TP
0
The answer is given.
.TP
1
The files have errors; with \\-\\-strict, warnings.
.TP
2
The command could not be carried out.
.SH ENVIRONMENT
.TP
LC_ALL, LC_MESSAGES, LANG
The language of the answers, unless \\-\\-lang says it.
.TP
NO_COLOR, CLICOLOR_FORCE
Without colour, or with it.
.TP
VISUAL, EDITOR
The editor of plan edit.
";
