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
use crate::load::load;
use crate::model::candidate::Candidate;
use crate::model::completion::Completion;
use crate::model::plan::Plan;
use crate::source;
use crate::source::git::Repository;
use crate::view::candidates::offered;
use crate::words::Lang;

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
    # bash breaks words at `=` and `:`; what no blank parts is one word again.
    local i value quote line=$COMP_LINE typed=${COMP_WORDS[COMP_CWORD]} whole words=() at=-1 cursor
    for i in "${!COMP_WORDS[@]}"; do
        [[ $i == 0 || -z $line || $line == [[:space:]]* ]] && words[++at]=
        words[at]+=${COMP_WORDS[i]}
        line=${line#"${line%%[![:space:]]*}"}
        line=${line#"${COMP_WORDS[i]}"}
        (( i == COMP_CWORD )) && cursor=$at
    done
    local COMP_WORDS=("${words[@]}") COMP_CWORD=$cursor
    whole=${words[cursor]}
    [[ $typed == [=:]* ]] && typed=
    _clap_complete_plan "$1" "$whole" "$3"
    for i in "${!COMPREPLY[@]}"; do
        value=${COMPREPLY[i]#"${whole%"$typed"}"}
        case "$typed" in
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
    let value = args.shell.to_possible_value();
    let name = value.as_ref().map_or("", |value| value.get_name());
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
    let command = || with_values(help::command(lang), &folder, lang);
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

/// The plan in a folder, as far as it can be read.
fn plan(folder: &Path) -> Plan {
    let source = source::Source::around(folder).ok();
    let loaded = source.and_then(|source| load(&source, None).ok());
    loaded.map(|loaded| loaded.draft.plan).unwrap_or_default()
}

/// The command line, each argument with the values that the plan in `folder` gives it.
fn with_values(command: Command, folder: &Path, lang: Lang) -> Command {
    let command = command.mut_args(|argument| match argument.get::<Completion>().copied() {
        None => argument,
        Some(named) => {
            let folder = folder.to_owned();
            argument.add(ArgValueCompleter::new(move |typed: &OsStr| {
                // Shells tell of a quotation that is open, and go on within it.
                let typed = typed.to_string_lossy();
                let typed = typed.trim_start_matches(['"', '\'']);
                let (plan, revisions) = (|| plan(&folder), || revisions(&folder));
                let offered = offered(named, typed, lang, plan, revisions);
                offered.into_iter().filter_map(candidate).collect()
            }))
        }
    });
    command.mut_subcommands(|sub| with_values(sub, folder, lang))
}

/// A candidate as the shell takes it; none where no shell can show or insert it.
fn candidate(one: Candidate) -> Option<CompletionCandidate> {
    let Candidate {
        value,
        title: meaning,
    } = one;
    let is_invisible = |c: char| c.is_control() || is_control(c);
    if value.contains(is_invisible) {
        return None;
    }
    let help = (!meaning.is_empty()).then(|| meaning.replace(is_invisible, " ").into());
    let is_powershell = std::env::var_os(ASKED).is_some_and(|shell| shell == POWERSHELL);
    let value = match is_powershell {
        true => quoted_for_powershell(value),
        false => value,
    };
    Some(CompletionCandidate::new(value).help(help))
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

/// The tags and branches around a folder.
fn revisions(folder: &Path) -> Vec<String> {
    let names = Repository::around(folder).and_then(|repository| repository.names());
    names.unwrap_or_default()
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
