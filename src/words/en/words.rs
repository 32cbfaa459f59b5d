//! The words that stand alone, in English.

use crate::words::Word;

/// A word that stands alone.
pub fn word(word: Word) -> &'static str {
    match word {
        Word::Error => "error",
        Word::Warning => "warning",
        Word::Errors => "Errors",
        Word::Warnings => "Warnings",
        Word::Earlier => "In the earlier plan:",
        Word::Avoid => "Not:",
        Word::Prefer => "But:",
        Word::Exception => {
            "Where the finding is right as it stands, a comment on the line or just above it silences it and says why:"
        }
        Word::Reason => "reason",
        Word::RulesPage => {
            "# The rules of plan check\n\nThis page is made from the register of rules: `plan check --list-rules` lists them, `plan check --explain RULE` tells one at length.\nAn error keeps every command from answering until it is mended; a warning asks for a look.\n\nA warning that is right as it stands is silenced by a comment, on the line or just above it, with a reason: `# plan: allow(small-amount) price of a token`.\n`plan check --fix` mends what is certain, `plan check --fix --diff` shows it and writes nothing.\nThe examples are lines of an action's file unless they say otherwise."
        }
        Word::Help => "help",
        Word::NotFilledIn => "not filled in",
        Word::UnderWayIn => "Under way",
        Word::Surely => "yes",
        Word::Possibly => "possibly",
        Word::NoStart => "no start given",
        Word::UnknownStart => "start unknown",
        Word::StartMayBeLater => "start may be later",
        Word::NoEnd => "no end given",
        Word::UnknownEnd => "end unknown",
        Word::EndMayBeEarlier => "end may be earlier",
        Word::Column => "Column",
        Word::Content => "Content",
        Word::Heading => "Heading",
        Word::Late => "late",
        Word::ToDo => "To follow up",
        Word::Command => "Command",
        Word::ShareOfKnown => "Share of known",
        Word::Reserves => "Caveats",
        Word::DecimalPoint => ".",
        Word::Whole => "Overall",
        Word::ActionAndLine => "Action: budget line",
        Word::BudgetLine => "Budget line",
        Word::Counts => "Counted",
        Word::OtherBasis => "other basis",
        Word::Year => "Year",
        Word::Kind => "Kind",
        Word::Total => "Total",
        Word::Actions => "Actions",
        Word::WithFigure => "With figure",
        Word::WithoutDropped => "Without dropped actions",
        Word::WithoutFigure => "Without",
        Word::Minimum => "Minimum",
        Word::Maximum => "Maximum",
        Word::Theme => "Theme",
        Word::Owner => "Owner",
        Word::Funder => "Funder",
        Word::BudgetLines => "Budget lines",
        Word::Derived => "from the sub-actions",
        Word::Approximate => "about",
        Word::OfWhich => "of which",
        Word::PerYear => "a year",
        Word::Spent => "spent",
        Word::FromFunder => "from",
        Word::CountedElsewhere => "counted in another action",
        Word::NoFigure => "no figure",
        Word::To => "to",
        Word::AtLeast => "at least",
        Word::UnknownDate => "unknown",
        Word::Lists => "Lists",
        Word::About => "About",
        Word::Semicolon => "; ",
        Word::Fingerprint => "Fingerprint",
        Word::TotalsByAxis => "Totals by axis",
        Word::Colon => ": ",
    }
}
