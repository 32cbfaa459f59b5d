//! What the program says in English.

pub mod findings;
pub mod rules;
mod syntax;
mod table;

use crate::error::Error;
use crate::messages::{Note, Sentence, Unsaid, Word, listed, short};
use crate::model::budget::Basis;
use crate::model::column::Column;
use crate::model::field::Field;
use chrono::NaiveDate;

fn meant(nearest: &[String]) -> Option<String> {
    listed(nearest, ("`", "`"), "or").map(|names| format!("did you mean {names}?"))
}

fn known(names: &[String]) -> Option<String> {
    listed(names, ("`", "`"), "or").map(|names| format!("allowed here: {names}"))
}

fn s(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// What is said of an error.
pub fn error(error: &Error) -> Sentence {
    match error {
        Error::NoPlan { path } => Sentence::new(format!("no plan in {} or above", path.display()))
            .help("go to a folder that holds actions/ and schema/, or name it: plan -C FOLDER …"),
        Error::NotAFolder { path } => Sentence::new(format!("{} is no folder", path.display())),
        Error::Read { path, source } => {
            Sentence::new(format!("cannot read {}: {source}", path.display()))
        }
        Error::Write { path, source } => {
            Sentence::new(format!("cannot write {}: {source}", path.display()))
                .help("nothing was written")
        }
        Error::Answer(source) => Sentence::new(format!("cannot write the answer: {source}")),
        Error::UnknownValue {
            flag,
            value,
            nearest,
        } => Sentence::new(format!("--{flag}: `{value}` is unknown to this plan"))
            .maybe_help(meant(nearest)),
        Error::TablesOnly { flag } => Sentence::new(format!("--{flag} is for tables only"))
            .help("leave the option out, or choose --format table or md"),
        Error::NotAsRows { command } => {
            Sentence::new(format!("plan {command} cannot be written as rows of values")).help(
                "choose --format table, md or json; plan budget --format csv gives the amounts",
            )
        }
        Error::TooManyGroupings { most } => Sentence::new(if *most == 1 {
            "--detail and --compare group by one thing only"
        } else {
            "--by takes two groupings at most"
        })
        .help("write --by axis,status, or --by axis --detail"),
        Error::UnreadableYears { flag, value } => {
            Sentence::new(format!("--{flag}: `{value}` names no years"))
                .help("write 2021, 2020..2022 (both included), 2020.. or ..2022")
        }
        Error::UnknownView { name, known } => {
            Sentence::new(format!("this plan keeps no view `@{name}`")).help(if known.is_empty() {
                "views stand in schema/plan.toml under [views]: copil = { status = [\"En cours\"] }"
                    .to_owned()
            } else {
                let names: Vec<String> = known.iter().map(|name| format!("@{name}")).collect();
                format!("the views of this plan: {}", names.join(", "))
            })
        }
        Error::UnknownId { id, nearest } => {
            Sentence::new(format!("no action `{id}`"))
                .maybe_help(meant(nearest))
                .maybe_help(nearest.is_empty().then(|| {
                    "plan list --columns id,title gives the names of all actions".to_owned()
                }))
        }
        Error::AmbiguousId { id, candidates } => {
            let shown: Vec<&str> = candidates.iter().take(10).map(String::as_str).collect();
            let more = if candidates.len() > shown.len() {
                "…"
            } else {
                ""
            };
            Sentence::new(format!("several actions begin with `{id}`"))
                .help(format!("{}{more}", shown.join(", ")))
        }
        Error::UnknownRule { name, nearest } => Sentence::new(format!("unknown rule `{name}`"))
            .maybe_help(meant(nearest))
            .help("plan check --list-rules names them all"),
        Error::UnknownColumn {
            name,
            nearest,
            known,
        } => Sentence::new(format!("unknown column `{name}`"))
            .maybe_help(meant(nearest))
            .help(format!("columns: {}", known.join(", "))),
        Error::UnknownFormat { path } => Sentence::new(format!(
            "the format of {} cannot be guessed",
            path.display()
        ))
        .help("name a file .csv, .json, .jsonl or .md (.xlsx too with plan export), or give --format"),
        Error::Stale { path } => {
            Sentence::new(format!("{path} is not up to date")).help("write it anew: plan schema")
        }
        Error::NoGit => Sentence::new("the git command is not installed, or not found")
            .help("install git: the plan's history is read with it"),
        Error::NotARepository { path } => {
            Sentence::new(format!("{} is in no git repository", path.display()))
                .help("the history of a plan is git's: `git init` begins one")
        }
        Error::Git { message } => Sentence::new(format!("git says: {message}")),
        Error::NoCommit => Sentence::new("the current branch has no commit yet".to_owned())
            .help("the plan's history begins with the first one: `git add actions schema`, then `git commit`"),
        Error::UnknownRevision { name } => {
            Sentence::new(format!("git knows no revision `{name}`"))
                .help("name a commit, a tag or a branch (`git log`, `git tag` and `git branch` list them)")
        }
        Error::UnknownVoted { name } => {
            Sentence::new(format!("schema/plan.toml: the voted plan `{name}` ([voted] revision) is not in git"))
                .help("in an incomplete clone, fetch the tags first: git fetch --tags; else name a tag, a commit or a day")
        }
        Error::BeforeHistory { day, first } => {
            Sentence::new(format!("on {} the plan was not yet in git", self::day(*day)))
                .maybe_help(first.map(|first| format!("its history begins on {}", self::day(first))))
        }
        Error::BeyondShallow { day, first } => {
            Sentence::new(format!("this copy's history does not reach back to {}", self::day(*day)))
                .maybe_help(first.map(|first| {
                    format!("it is cut off before {}: `git fetch --unshallow` brings the rest", self::day(first))
                }))
        }
        Error::NoPlanThen { commit } => Sentence::new(format!(
            "the plan was not yet in this folder at commit {}",
            short(commit)
        )),
        Error::Exists { path } => Sentence::new(format!("{} is there already", path.display()))
            .help("nothing was written; choose another name"),
        Error::ChangedMeanwhile { path } => {
            Sentence::new(format!("{} has changed in the meantime", path.display()))
                .help("nothing was written; start again")
        }
        Error::Busy { path } => {
            Sentence::new(format!("another command is changing the plan in {}", path.display()))
                .help("nothing was written; start again once it is done")
        }
        Error::UnknownMeasure { code, nearest } => Sentence::new(format!("unknown measure `{code}`"))
            .maybe_help(meant(nearest))
            .help("the measures stand in schema/measures.toml"),
        Error::NotAnId { id } => Sentence::new(format!("`{id}` cannot be the name of an action's file"))
            .help("lower-case letters without accents, digits and hyphens only, at most 80 characters: plan-velo-2030"),
        Error::TwoEnds { range, at } => Sentence::new(format!("`{range}` says where to end already, and --at {at} says another end"))
            .help("give one or the other"),
        Error::PastIsPast => Sentence::new("--at reads the past, which cannot be changed")
            .help("leave --at out"),
        Error::NotAnAssignment { text } => Sentence::new(format!("`{text}` is no change"))
            .help("write KEY=VALUE: status=\"En cours\", end=2025-06, extra.NAME=VALUE"),
        Error::NotAList { key } => Sentence::new(format!("`{key}` holds one value, not a list"))
            .help(format!("write {key}=VALUE")),
        Error::NotToml { key, value } => Sentence::new(format!("unreadable value for {key}: {value}"))
            .help("write it as in the file: budget='[{ label = \"usine\", amount = 700_000 }]'"),
        Error::NothingNamed => Sentence::new("which actions, and what to change in them?")
            .help("plan set ID KEY=VALUE…, or plan set --owner NAME KEY=VALUE…"),
        Error::NoSlug { title } => Sentence::new(format!("no file name can be made of the title `{title}`"))
            .help("give one: --id plan-velo-2030"),
        Error::Editor { command, reason } => Sentence::new(format!("the editor {command} failed: {reason}"))
            .help("name an editor in the variable EDITOR"),
        Error::Worse(_) => Sentence::new("nothing was written: the change would put a mistake into the plan"),
        Error::Unchangeable { path, .. } => {
            Sentence::new(format!("{path} must be repaired before it can be changed"))
        }
        Error::NoBase => Sentence::new("no telling since when to judge the changes")
            .help("name it: --base origin/main (or another branch, a tag, a commit)")
            .help("in a shallow clone, fetch the history first: git fetch --unshallow"),
        Error::NoCommonBase { name } => {
            Sentence::new(format!("no history in common with `{name}`"))
                .help("in a shallow clone, fetch the history first: git fetch --unshallow")
        }
        Error::NotInPlan { path } => {
            Sentence::new(format!("no file of the plan at {}", path.display()))
                .help("name a file or a folder under actions/ or schema/")
        }
        Error::NoStdinName => Sentence::new("which file does the text on standard input stand for?")
            .help("name it: plan check - --stdin-filename actions/3.1.2/velo.toml"),
        Error::NotAnAction { path } => {
            Sentence::new(format!("no action's file of the plan at {}", path.display()))
                .help("name a file or a folder under actions/")
        }
        Error::FolderInUse { path } => Sentence::new(format!(
            "the folder {} already holds something other than an export",
            path.display()
        ))
        .help("name an empty folder, or one that does not exist yet"),
        Error::ExcelIsCsv => Sentence::new("--excel is only for the format csv")
            .help("leave --excel out, or ask for --format csv; --format xlsx gives an Excel workbook"),
        Error::Table { path, fault } => table::unreadable(path, fault),
        Error::NotAMap { path, message } => Sentence::new(format!("{} does not say what the columns are: {message}", path.display()))
            .help("for an example: plan import TABLE --save-map columns.toml"),
        Error::NotForATerminal => Sentence::new("no terminal can show this format")
            .help("name a file: -o plan.xlsx"),
        Error::Usage(error) => {
            let rendered = error.render().to_string();
            Sentence::new(rendered.trim_start_matches("error: ").trim_end())
        }
        Error::Invalid(blocked) => {
            let sentence =
                Sentence::new("the plan has errors: no answer").help("plan check explains them");
            if blocked.in_schema {
                sentence.help("an error under schema/ keeps every command from answering")
            } else {
                sentence.help("--allow-invalid answers without these files, and names them")
            }
        }
    }
}

/// The heading of a column.
pub fn heading(column: Column) -> &'static str {
    match column {
        Column::Id => "Id",
        Column::Code => "Number",
        Column::Measure => "Measure",
        Column::MeasureTitle => "Measure title",
        Column::Axis => "Axis",
        Column::AxisTitle => "Axis title",
        Column::Themes => "Themes",
        Column::Title => "Title",
        Column::Status => "Status",
        Column::Priority => "Priority",
        Column::Elected => "Elected member",
        Column::Owners => "Owners",
        Column::Funders => "Funders",
        Column::Partners => "Partners",
        Column::Audiences => "Audiences",
        Column::Start => "Start",
        Column::StartEarliest => "Earliest start",
        Column::StartLatest => "Latest start",
        Column::End => "End",
        Column::EndEarliest => "Earliest end",
        Column::EndLatest => "Latest end",
        Column::Description => "Description",
        Column::Objectives => "Objectives",
        Column::Resources => "Resources",
        Column::Progress => "Progress",
        Column::Effects => "Expected effects",
        Column::Places => "Places",
        Column::Links => "Links",
        Column::OtherMeasures => "Other measures",
        Column::Indicators => "Indicators",
        Column::Budget => "Budget",
        Column::BudgetMin => "Budget minimum",
        Column::BudgetMax => "Budget maximum",
        Column::SubActions => "Sub-actions",
        Column::EditorNotes => "Editor's notes",
        Column::Extra => "Further fields",
        Column::Path => "File",
    }
}

/// The heading of a field.
pub fn field(field: Field) -> &'static str {
    match field {
        Field::Action => "Action",
        Field::ActionTitle => "Action title",
        Field::SubAction => "Sub-action",
        Field::Position => "Position",
        Field::Label => "Label",
        Field::AmountMin => "Amount, minimum (€)",
        Field::AmountMax => "Amount, maximum (€)",
        Field::HtMin => "Before tax, minimum (€)",
        Field::HtMax => "Before tax, maximum (€)",
        Field::TtcMin => "Taxes included, minimum (€)",
        Field::TtcMax => "Taxes included, maximum (€)",
        Field::Approximate => "Approximate",
        Field::Per => "Per",
        Field::Year => "Year",
        Field::Kind => "Kind",
        Field::Spent => "Spent (€)",
        Field::Funder => "Funded by",
        Field::OfWhich => "Of which",
        Field::IncludedIn => "Counted in action",
        Field::Note => "Note",
        Field::Name => "Indicator",
        Field::Unit => "Unit",
        Field::Baseline => "Baseline",
        Field::Target => "Target",
        Field::By => "By",
        Field::Values => "Values",
        Field::Actions => "Actions",
        Field::WithFigure => "Actions with a figure",
        Field::WithoutFigure => "Actions without a figure",
        Field::Minimum => "Total, minimum (€)",
        Field::Maximum => "Total, maximum (€)",
        Field::LinesUnknown => "Lines without a figure",
        Field::LinesRange => "Ranges",
        Field::LinesApproximate => "Approximate figures",
        Field::LinesBasisUnstated => "Lines that state no tax basis",
        Field::LinesOtherBasis => "Lines on the other basis, left out",
        Field::LinesElsewhere => "Lines counted elsewhere, left out",
        Field::LinesOfWhich => "“Of which” lines, already counted",
        Field::YearlyMin => "Per year, minimum (€)",
        Field::YearlyMax => "Per year, maximum (€)",
        Field::YearlyUnknown => "Yearly lines without a figure",
    }
}

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

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Ttc => "taxes included (TTC)",
        Basis::Ht => "before tax (HT)",
    }
}

fn amount(amount: Option<&String>) -> String {
    amount.map_or_else(|| "amount not stated".to_owned(), String::clone)
}

/// A day, in a sentence.
pub fn day(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

fn unsaid(unsaid: &Unsaid) -> String {
    match unsaid {
        Unsaid::Date {
            column,
            text,
            written,
        } => {
            let side = heading(*column).to_lowercase();
            match written {
                Some(day) => format!("{side} `{text}` written {day}"),
                None => format!("{side} `{text}` left empty"),
            }
        }
        Unsaid::Range(amount) => format!("range {amount}, total left empty"),
        Unsaid::Floor(amount) => format!("at least {amount}, total left empty"),
        Unsaid::Approximate(amount) => format!("{amount} is approximate"),
        Unsaid::BasisUnstated(amount) => {
            format!("{amount} under “€ HT”, not known to be before tax")
        }
        Unsaid::Ttc(amount) => format!("{amount} taxes included, under “€ HT”"),
        Unsaid::OtherBasis(side, amount) => {
            let option = match side {
                Basis::Ttc => "ht",
                Basis::Ht => "ttc",
            };
            format!(
                "{amount} stated on the other tax basis only, left out (--basis {option} takes it)"
            )
        }
        Unsaid::Yearly(amount) => format!("{amount} per year, not in the total"),
        Unsaid::Status(name) => {
            format!("status `{name}` left empty: schema/statuses.toml gives no tet for it")
        }
        Unsaid::Priority(text) => format!("priority `{text}` left empty (Élevé, Moyen or Bas)"),
        Unsaid::Funder(name) => format!("funder `{name}` left out, beyond three"),
        Unsaid::FunderAmount(name) => {
            format!("amount of `{name}` left empty: it is no single figure")
        }
        Unsaid::IndicatorValues => "values of the indicators left out".to_owned(),
    }
}

/// A note beside an answer.
pub fn note(note: &Note) -> String {
    match note {
        Note::Unsaid {
            path: file,
            sub_action,
            what,
        } => {
            let what: Vec<String> = what.iter().map(unsaid).collect();
            let part = sub_action.as_ref().map(|title| format!(" (“{title}”)"));
            format!("{file}{}: {}", part.unwrap_or_default(), what.join("; "))
        }
        Note::WithoutPlace(columns) => {
            let columns: Vec<String> = columns
                .iter()
                .map(|(column, count)| format!("{} ({count})", heading(*column)))
                .collect();
            format!(
                "no column in this format (number of actions): {}",
                columns.join(", ")
            )
        }
        Note::TotalsOn(side) => format!(
            "Totals {}; an amount that states no basis counts as it is.",
            basis(*side)
        ),
        Note::Exported {
            today,
            revision,
            dirty,
        } => match revision {
            None => format!("Exported on {today}"),
            Some(commit) if *dirty => format!(
                "Exported on {today} from revision {} and changes not yet committed",
                short(commit)
            ),
            Some(commit) => format!("Exported on {today} from revision {}", short(commit)),
        },
        Note::Actions(count) => format!("{count} action{}", s(*count)),
        Note::ActionsOf { shown, selected } => {
            format!("{shown} of the {selected} actions that meet these filters")
        }
        Note::Possibly(count) => {
            format!("{count} of them possibly only: their dates are not enough to be sure")
        }
        Note::SortedByBudget {
            ranges,
            floors,
            without,
        } => {
            let mut parts = Vec::new();
            if *ranges > 0 {
                parts.push(format!(
                    "{ranges} range{} placed by the minimum",
                    s(*ranges)
                ));
            }
            if *floors > 0 {
                parts.push(format!("{floors} “at least” placed by what is known",));
            }
            if *without > 0 {
                parts.push(format!("{without} without a figure, last"));
            }
            if parts.is_empty() {
                parts.push("every action has a firm amount".to_owned());
            }
            format!("sorted by budget: {}", parts.join("; "))
        }
        Note::OnDay {
            actions,
            selection,
            today,
        } => {
            let selected = if selection.is_empty() {
                String::new()
            } else {
                format!(" ({selection})")
            };
            format!("{actions} action{}{selected}, on {today}", s(*actions))
        }
        Note::DueWithin(days) => format!("to end within {days} days"),
        Note::Idle { measures, more } => {
            let rest = if *more > 0 {
                format!("; and {more} more")
            } else {
                String::new()
            };
            let count = measures.len() + more;
            format!(
                "{count} measure{} without any action: {}{rest}",
                s(count),
                measures.join("; ")
            )
        }
        Note::NothingSelected {
            by,
            earlier,
            before,
            without,
        } => {
            let mut lines = vec![if earlier.is_empty() {
                format!("no action: {by} takes none of the {before} of the plan")
            } else {
                format!("no action: {by} keeps none of the {before} that {earlier} selects")
            }];
            lines.extend(
                without.iter().map(|(option, count)| {
                    format!("without {option}: {count} action{}", s(*count))
                }),
            );
            lines.join("\n")
        }
        Note::Basis(side) => format!(
            "Amounts {}; what follows says what the total rests on.",
            basis(*side)
        ),
        Note::WithoutFigure { without, actions } => {
            format!("{without} of {actions} actions without a figure that adds")
        }
        Note::Unknown(lines) => {
            format!(
                "{lines} line{} without a figure: the total is “at least”",
                s(*lines)
            )
        }
        Note::Range { lines, amount } => format!("{lines} range{}: {amount}", s(*lines)),
        Note::Approximate { lines, amount } => {
            format!("{lines} rough figure{}: {amount}", s(*lines))
        }
        Note::BasisUnstated { lines, amount } => format!(
            "{lines} line{} with no tax basis stated, counted as {}: {amount}",
            s(*lines),
            if *lines == 1 { "it is" } else { "they are" }
        ),
        Note::OtherBasis {
            lines,
            basis: side,
            amount,
        } => {
            let other = match side {
                Basis::Ttc => Basis::Ht,
                Basis::Ht => Basis::Ttc,
            };
            format!(
                "{lines} line{} stated {} only, not in the total, which is “at least”: {amount}",
                s(*lines),
                basis(other)
            )
        }
        Note::Elsewhere { lines, amount: sum } => format!(
            "{lines} line{} counted in another action, not in the total: {}",
            s(*lines),
            amount(sum.as_ref())
        ),
        Note::OfWhich { lines, amount: sum } => format!(
            "{lines} line{} “of which”, in the total already: {}",
            s(*lines),
            amount(sum.as_ref())
        ),
        Note::Yearly {
            lines,
            amount: sum,
            unknown,
        } => {
            let known = sum
                .as_ref()
                .map(|sum| format!("{lines} yearly amount{}, apart: {sum} a year", s(*lines)));
            let unknown = (*unknown > 0).then(|| {
                format!(
                    "{unknown} yearly amount{} without a figure on this basis",
                    s(*unknown)
                )
            });
            known
                .into_iter()
                .chain(unknown)
                .collect::<Vec<_>>()
                .join("; ")
        }
        Note::Own { own, funded } => match own {
            Some(own) => format!("from named funders: {funded}; left to the owners: {own}"),
            None => format!("from named funders: {funded}; the rest has no figure"),
        },
        Note::NoFunderNamed => "no budget line names its funder: each funder shows the whole \
                                budget of the actions it supports, not what it pays"
            .to_owned(),
        Note::Spent { lines, amount } => {
            format!("spent: {amount}, according to {lines} line{}", s(*lines))
        }
        Note::CellsCount => "(2/15): 2 of 15 actions have a figure".to_owned(),
        Note::Split => "an action whose lines fall into several groups stands in each; its \
                        amounts are counted once"
            .to_owned(),
        Note::Overlapping => {
            "an action can stand in several groups, which overlap; the total counts it once"
                .to_owned()
        }
        Note::Derived => "* date taken from the sub-actions".to_owned(),
        Note::Found {
            errors,
            warnings,
            files_with,
            files,
        } => format!(
            "{errors} error{}, {warnings} warning{} in {files_with} of {files} files",
            s(*errors),
            s(*warnings)
        ),
        Note::Clean { files } => format!("no error, no warning in {files} file{}", s(*files)),
        Note::Mended {
            findings,
            files,
            written: true,
        } => {
            format!(
                "{findings} finding{} mended in {files} file{}",
                s(*findings),
                s(*files)
            )
        }
        Note::Mended {
            findings,
            files,
            written: false,
        } => format!(
            "{findings} finding{} to mend in {files} file{}; nothing was written",
            s(*findings),
            s(*files)
        ),
        Note::LeftOut { files } => format!(
            "{} file{} with errors left out: {}",
            files.len(),
            s(files.len()),
            files.join(", ")
        ),
        Note::Undone { files, left } => {
            let undone = format!(
                "a change was cut off: {files} file{} as before it",
                if *files == 1 { " stands" } else { "s stand" }
            );
            match left.as_slice() {
                [] => undone,
                left => format!(
                    "{undone}; changed since, and left alone: {}",
                    left.join(", ")
                ),
            }
        }
        Note::At { day, commit } => {
            let named = format!(
                "commit {} of {}: {}",
                short(&commit.id),
                self::day(commit.day),
                commit.subject
            );
            if *day == commit.day {
                format!("the plan at {named}")
            } else {
                format!("the plan on {}, at {named}", self::day(*day))
            }
        }
        Note::Written { path, actions } => format!("{path}: {actions} action{}", s(*actions)),
        Note::Changed { actions: 0, .. } => "nothing to change".to_owned(),
        Note::Changed {
            actions,
            waits: false,
        } => format!("{actions} action{} changed", s(*actions)),
        Note::Changed {
            actions,
            waits: true,
        } => format!(
            "{actions} action{} to change; nothing is written yet: add --write",
            s(*actions)
        ),
        Note::Renamed { references: 0 } => "action renamed; no other refers to it".to_owned(),
        Note::Renamed { references } => format!(
            "action renamed, and {references} action{} that referred to it changed",
            s(*references)
        ),
        Note::Moved { measure, title } => format!("action moved to measure {measure}, {title}"),
        Note::Checked {
            path,
            errors: 0,
            warnings: 0,
        } => format!("{path}: no mistake"),
        Note::Checked {
            path,
            errors,
            warnings,
        } => format!(
            "{path}: {errors} error{}, {warnings} warning{}",
            s(*errors),
            s(*warnings)
        ),
        Note::PlanBegun { folder, in_git } => {
            let git = if *in_git {
                ""
            } else {
                "; git is missing: the history begins with git init"
            };
            format!(
                "plan begun in {folder}{git}; go there, then: plan new \"TITLE\" --measure CODE --theme NAME"
            )
        }
        Note::Begun => "action begun; fill its file in by plan edit or plan set".to_owned(),
        Note::LaidOut {
            changed: 0, files, ..
        } => {
            format!("{files} file{}, all laid out", s(*files))
        }
        Note::LaidOut {
            changed,
            files,
            check: true,
        } => format!(
            "{changed} of {files} file{} not laid out: plan fmt does it",
            s(*files)
        ),
        Note::LaidOut {
            changed,
            files,
            check: false,
        } => {
            format!("{changed} of {files} file{} laid out anew", s(*files))
        }
        Note::LeftAsIs { files } => format!(
            "{} file{} left as is, because of mistakes that plan check explains: {}",
            files.len(),
            s(files.len()),
            files.join(", ")
        ),
        Note::SchemaWritten { path } => format!("{path} written"),
        Note::KeptSilent { findings } => format!(
            "{findings} other finding{} not shown: plan check shows all",
            s(*findings)
        ),
        Note::UpToDate { path } => format!("{path} is up to date"),
    }
}

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
