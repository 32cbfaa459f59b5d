//! `plan completions`: the words of the command line and of the plan, completed by the shell.
//!
//! The shell asks this program at every press of the key: an answer is looked for in the plan, and where there is
//! none (no plan, files with errors) nothing is said.

use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Command, ValueEnum};
use clap_complete::CompleteEnv;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::Shells;

use crate::commands::context::{Context, language};
use crate::commands::help;
use crate::document::decode::is_control;
use crate::error::Error;
use crate::finding::Rule;
use crate::load::load;
use crate::model::column::Column;
use crate::model::fold::fold;
use crate::model::plan::Plan;
use crate::model::vocabulary::{Role, Vocabulary, VocabularyEntry};
use crate::source;
use crate::source::git::Repository;

/// Print what makes a shell complete statuses, measures, names and ids
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// The shells that are taught.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Shell {
    /// bash 4.4 or newer.
    Bash,
    /// zsh.
    Zsh,
    /// fish.
    Fish,
    /// PowerShell.
    Powershell,
}

/// The variable by which a shell's script says that it asks.
const ASKED: &str = "COMPLETE";
/// What its value is where PowerShell asks.
const POWERSHELL: &str = "powershell";

/// What bash needs besides, for it inserts what it is told as it is: any value but one of harmless signs is quoted, within
/// the quotation that the user began, if any.
const QUOTED: &str = r#"
_plan_quoted() {
    # No value is a pattern of file names.
    local -; set -f
    _clap_complete_plan "$@"
    local i value quote
    for i in "${!COMPREPLY[@]}"; do
        value=${COMPREPLY[i]}
        case "${COMP_WORDS[COMP_CWORD]}" in
        \"*)
            for quote in \\ \" \$ \`; do value=${value//"$quote"/"\\$quote"}; done
            # No backslash keeps bash from taking this sign for one of its history.
            value=${value//!/"\"'!'\""} ;;
        \'*) quote="'\''"; value=${value//\'/"$quote"} ;;
        *) [[ $value == *[!a-zA-Z0-9_./:=@%+,-]* ]] && printf -v value %q "$value" ;;
        esac
        COMPREPLY[i]=$value
    done
}
complete -o nospace -o bashdefault -o nosort -F _plan_quoted plan
"#;

/// Print the script.
///
/// # Errors
/// The answer cannot be written.
pub fn run(args: &Args, _context: &Context, out: &mut dyn Write) -> Result<u8, Error> {
    let name = match args.shell {
        Shell::Bash => "bash",
        Shell::Zsh => "zsh",
        Shell::Fish => "fish",
        Shell::Powershell => POWERSHELL,
    };
    let shells = Shells::builtins();
    if let Some(shell) = shells.completer(name) {
        shell.write_registration(ASKED, "plan", "plan", "plan", out)?;
    }
    if matches!(args.shell, Shell::Bash) {
        write!(out, "{QUOTED}")?;
    }
    Ok(0)
}

/// Answer a shell that asks how a command line may go on; whether one did.
pub fn answer(arguments: &[OsString]) -> bool {
    if std::env::var_os(ASKED).is_none_or(|shell| shell.is_empty()) {
        return false;
    }
    let typed = arguments.iter().skip_while(|word| *word != "--");
    let typed: Vec<OsString> = typed.skip(1).cloned().collect();
    let folder = folder(&typed);
    let lang = language(&typed);
    let command = || with_values(help::command(lang), &folder);
    let here = std::env::current_dir().ok();
    // A shell shows what is said on the way as if it were typed: a fault is silence.
    CompleteEnv::with_factory(command)
        .try_complete(arguments.iter().cloned(), here.as_deref())
        .unwrap_or(true)
}

/// The folder that `-C` names on the line.
fn folder(typed: &[OsString]) -> PathBuf {
    let mut words = typed.iter();
    while let Some(word) = words.next() {
        if word == "-C" {
            return words.next().map_or_else(PathBuf::new, PathBuf::from);
        }
        if let Some(folder) = word.to_str().and_then(|word| word.strip_prefix("-C")) {
            return PathBuf::from(folder);
        }
    }
    PathBuf::from(".")
}

/// A value and what it means.
type Candidate = (String, String);

/// What gives the values of an argument, for the plan in a folder; only what needs the plan reads it.
type CandidateSource = fn(&Path) -> Vec<Candidate>;

/// Where the values of an argument come from, by its id.
const VALUES: &[(&str, CandidateSource)] = &[
    ("status", |folder| {
        with_none(of_words(&plan(folder).words.statuses))
    }),
    ("theme", |folder| of_words(&plan(folder).words.themes)),
    ("owner", |folder| actors(folder, Role::Owners)),
    ("funder", |folder| actors(folder, Role::Funders)),
    ("partner", |folder| actors(folder, Role::Partners)),
    ("audience", |folder| actors(folder, Role::Audiences)),
    ("measure", measures),
    ("axis", axes),
    ("ids", ids),
    ("id", ids),
    ("words", ids),
    ("at", revisions),
    ("base", revisions),
    ("since", revisions),
    ("range", revisions),
    ("columns", |_| names(Column::ALL.iter().copied())),
    ("sort", |_| names(Column::ALL.iter().copied())),
    ("missing", |_| names(Column::ALL.iter().copied())),
    ("field", |_| names(Column::told())),
    ("select", |_| rules()),
    ("ignore", |_| rules()),
    ("explain", |_| rules()),
];

/// The plan in a folder, as far as it can be read.
fn plan(folder: &Path) -> Plan {
    let source = source::Source::around(folder).ok();
    let loaded = source.and_then(|source| load(&source).ok());
    loaded.map(|loaded| loaded.draft.plan).unwrap_or_default()
}

/// The command line, each argument with the values that the plan in `folder` gives it.
fn with_values(command: Command, folder: &Path) -> Command {
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    let mut command = command.mut_args(|argument| {
        let known = VALUES.iter().find(|(id, _)| argument.get_id() == *id);
        let Some((_, values)) = known.filter(|_| argument.get_action().takes_values()) else {
            return argument;
        };
        let (values, folder) = (*values, folder.to_owned());
        argument.add(ArgValueCompleter::new(move |typed: &OsStr| {
            candidates(typed, &folder, values)
        }))
    });
    for name in names {
        command = command.mut_subcommand(name, |sub| with_values(sub, folder));
    }
    command
}

/// The values that what is typed may become: those that begin so, else those that hold it.
fn candidates(typed: &OsStr, folder: &Path, values: CandidateSource) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy();
    // Of `a,b` the last is being typed.
    let (before, last) = match typed.rsplit_once(',') {
        Some((before, last)) => (format!("{before},"), last),
        None => (String::new(), typed.as_ref()),
    };
    let wanted = fold(last);
    let all = values(folder);
    let begun = |(value, _): &&Candidate| fold(value).starts_with(&wanted);
    let mut found: Vec<&Candidate> = all.iter().filter(begun).collect();
    if found.is_empty() {
        let holds = |(value, _): &&Candidate| fold(value).contains(&wanted);
        found = all.iter().filter(holds).collect();
    }
    // What no shell can show or insert is not offered.
    let is_invisible = |c: char| c.is_control() || is_control(c);
    found.retain(|(value, _)| !value.contains(is_invisible));
    let is_powershell = std::env::var_os(ASKED).is_some_and(|shell| shell == POWERSHELL);
    let candidate = |(value, meaning): &Candidate| {
        let help = (!meaning.is_empty()).then(|| meaning.replace(is_invisible, " ").into());
        let mut value = format!("{before}{value}");
        if is_powershell {
            value = quoted_for_powershell(value);
        }
        CompletionCandidate::new(value).help(help)
    };
    found.into_iter().map(candidate).collect()
}

/// A value as PowerShell takes it whole: it inserts what it is told as it is, and quotes with typographic quotes too.
fn quoted_for_powershell(value: String) -> String {
    let is_harmless = |c: char| c.is_ascii_alphanumeric() || "_./:-".contains(c);
    if value.chars().all(is_harmless) {
        return value;
    }
    let mut quoted = String::from("'");
    for character in value.chars() {
        if matches!(character, '\'' | '\u{2018}'..='\u{201b}') {
            quoted.push(character);
        }
        quoted.push(character);
    }
    quoted.push('\'');
    quoted
}

fn with_none(mut values: Vec<Candidate>) -> Vec<Candidate> {
    values.push(("none".to_owned(), String::new()));
    values
}

fn of_words<T: VocabularyEntry>(words: &Vocabulary<T>) -> Vec<Candidate> {
    let names = words.entries().iter().map(|entry| entry.name().to_owned());
    names.map(|name| (name, String::new())).collect()
}

/// The actors of a role first, then the others, for any may play any part.
fn actors(folder: &Path, role: Role) -> Vec<Candidate> {
    let words = plan(folder).words;
    let entries = words.actors.entries();
    let (first, others): (Vec<_>, Vec<_>) =
        entries.iter().partition(|actor| actor.kind == Some(role));
    let all = first.into_iter().chain(others);
    with_none(
        all.map(|actor| (actor.name.clone(), String::new()))
            .collect(),
    )
}

fn measures(folder: &Path) -> Vec<Candidate> {
    let words = plan(folder).words;
    let measures = words.catalogue.measures().iter();
    measures
        .map(|measure| (measure.key.to_string(), measure.title.clone()))
        .collect()
}

fn axes(folder: &Path) -> Vec<Candidate> {
    let words = plan(folder).words;
    let axes = words.catalogue.axes().iter();
    axes.map(|axis| (axis.number.to_string(), axis.title.clone()))
        .collect()
}

/// The views of the plan and the ids of its actions.
fn ids(folder: &Path) -> Vec<Candidate> {
    let plan = plan(folder);
    let views = plan.settings.views.keys();
    let views = views.map(|name| (format!("@{name}"), String::new()));
    let actions = plan.actions.iter();
    let actions = actions.map(|action| (action.id.to_string(), action.sheet.title.clone()));
    actions.chain(views).collect()
}

fn names(columns: impl Iterator<Item = Column>) -> Vec<Candidate> {
    columns
        .map(|column| (column.name().to_owned(), String::new()))
        .collect()
}

fn rules() -> Vec<Candidate> {
    let names = Rule::all().map(|rule| rule.name().to_owned());
    names.map(|name| (name, String::new())).collect()
}

/// The tags and branches around a folder.
fn revisions(folder: &Path) -> Vec<Candidate> {
    let names = Repository::around(folder).and_then(|repository| repository.names());
    let names = names.unwrap_or_default().into_iter();
    names.map(|name| (name, String::new())).collect()
}

#[cfg(test)]
mod tests {
    use super::quoted_for_powershell;

    #[test]
    fn powershell_takes_a_value_whole() {
        for (value, expected) in [
            ("2018-01-01", "2018-01-01"),
            ("En cours", "'En cours'"),
            ("@copil", "'@copil'"),
            ("a$(b)`c;d", "'a$(b)`c;d'"),
            ("l'eau", "'l''eau'"),
            ("l\u{2019}eau", "'l\u{2019}\u{2019}eau'"),
        ] {
            assert_eq!(quoted_for_powershell(value.to_owned()), expected);
        }
    }
}
