//! What is said in English of what stops the program.

use std::io::{self, ErrorKind};

use crate::error::{Error, MapFault, StateFault};
use crate::model::id::is_device_name;
use crate::words::en::usage::usage;
use crate::words::en::{meant, table};
use crate::words::usage::Usage;
use crate::words::{Sentence, en, short};

/// What is said of an error.
pub fn error(error: &Error) -> Sentence {
    match error {
        Error::NoPlan { path } => Sentence::new(format!("no plan in {} or above", path.display()))
            .help("go to a folder that holds actions/ and schema/, or name it: plan -C FOLDER …"),
        Error::NotAFolder { path } => Sentence::new(format!("no folder at {}", path.display()))
            .help("check the path behind -C"),
        Error::Read { path, source } => {
            Sentence::new(format!("cannot read {}: {}", path.display(), cause(source)))
        }
        Error::Write { path, source } => {
            Sentence::new(format!("cannot write {}: {}", path.display(), cause(source)))
                .help("nothing was written")
        }
        Error::Answer(source) => Sentence::new(format!("cannot write the answer: {}", cause(source))),
        Error::UnknownValue {
            flag,
            value,
            nearest,
        } => Sentence::new(format!("--{flag}: `{value}` is unknown to this plan"))
            .maybe_help(meant(nearest))
            .maybe_help(nearest.is_empty().then(|| where_known(flag))),
        Error::TablesOnly { flag } => Sentence::new(format!("--{flag} is for tables only"))
            .help("leave the option out, or choose --format table or md"),
        Error::NotAsRows => Sentence::new("this answer cannot be written as rows of values")
            .help("choose --format table, md, html or json; plan budget --format csv gives the amounts"),
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
        Error::UnknownId { id, .. } if id.is_empty() => Sentence::new("the name of an action is empty")
            .help("plan list --columns id,title gives the names and titles of all actions"),
        Error::UnknownId { id, nearest } => {
            Sentence::new(format!("no action `{id}`"))
                .maybe_help(meant(nearest))
                .maybe_help(nearest.is_empty().then(|| {
                    "plan list --columns id,title gives the names and titles of all actions".to_owned()
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
                .help(format!("write a little more of it: {}{more}", shown.join(", ")))
        }
        Error::UnknownRule { name, nearest } => Sentence::new(format!("unknown rule `{name}`"))
            .maybe_help(meant(nearest))
            .help("plan check --list-rules names them all"),
        Error::UnknownColumn {
            name,
            nearest,
            known,
        } => Sentence::new(format!("unknown column `{name}`"))
            .help(meant(nearest).unwrap_or_else(|| format!("columns: {}", known.join(", ")))),
        Error::UnknownField {
            name,
            nearest,
            known,
        } => Sentence::new(format!("no field `{name}` here"))
            .help(meant(nearest).unwrap_or_else(|| format!("fields: {}", known.join(", ")))),
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
                .help("name a commit, a tag or a branch (`git log`, `git tag` and `git branch` list them), or a day: 2024-12-31")
        }
        Error::UnknownVoted { name } => {
            Sentence::new(format!("schema/plan.toml: the voted plan `{name}` ([voted] revision) is not in git"))
                .help("in an incomplete clone, fetch the tags first: git fetch --tags; else name a tag, a commit or a day")
        }
        Error::BeforeHistory { day, first } => {
            Sentence::new(format!("on {} the plan was not yet in git", en::day(*day)))
                .maybe_help(first.map(|first| format!("its history begins on {}", en::day(first))))
        }
        Error::BeyondShallow { day, first } => {
            Sentence::new(format!("this copy's history does not reach back to {}", en::day(*day)))
                .maybe_help(first.map(|first| {
                    format!("it is cut off before {}: `git fetch --unshallow` brings the rest", en::day(first))
                }))
        }
        Error::NoPlanThen { commit } => Sentence::new(format!(
            "the plan was not yet in this folder at commit {}",
            short(commit)
        )),
        Error::Exists { path } => Sentence::new(format!("{} is there already", path.display()))
            .help("nothing was written; choose another name or another folder"),
        Error::ChangedMeanwhile { path } => {
            Sentence::new(format!("{} has changed in the meantime", path.display()))
                .help("nothing was written; start again")
        }
        Error::Busy { path } => {
            Sentence::new(format!("another command is changing the plan in {}", path.display()))
                .help("nothing was written; start again once it is done")
        }
        Error::Astray { path } => Sentence::new(format!("`{path}` cannot be written: it could lead out of the folder"))
            .help("give the file a plain name: no /, \\ or : in it"),
        Error::Linked { path } => {
            Sentence::new(format!("{} is a symbolic link, or behind one", path.display()))
                .help("nothing was written; put the file itself, or the folder, in the place of the link")
        }
        Error::NoLock { path } => Sentence::new(format!("{} is no file of this program", path.display()))
            .help("nothing was written; see what it is, and remove it"),
        Error::NoState(fault) => {
            let sentence = Sentence::new(match fault {
                StateFault::Unnamed => {
                    "no folder is known for the list by which a change that is cut off is taken back".to_owned()
                }
                StateFault::WithinPlan(path) => format!(
                    "the list by which a change is taken back cannot stand in the repository of the plan: {}",
                    path.display()
                ),
                StateFault::Shared(path) => format!(
                    "others may write into the folder {}: a list there cannot be trusted",
                    path.display()
                ),
                StateFault::Unwritable { path, source } => format!(
                    "the list by which a change is taken back cannot be written in {}: {}",
                    path.display(),
                    cause(source)
                ),
            });
            sentence.help("nothing was written; name a folder of your own, outside the plan: PLAN_STATE_DIR=FOLDER")
        }
        Error::ForeignList { path } => {
            Sentence::new(format!("{} is damaged, or the list of another folder", path.display()))
                .help("nothing was written; see with `git status` what a change that was cut off has left, then remove this file")
        }
        Error::UnknownMeasure { code, nearest } => Sentence::new(format!("unknown measure `{code}`"))
            .maybe_help(meant(nearest))
            .help("the measures stand in schema/measures.toml"),
        Error::NotAnId { id } if is_device_name(id) => {
            Sentence::new(format!("`{id}` cannot be the name of an action's file"))
                .help("Windows keeps this name for itself: choose another")
        }
        Error::NotAnId { id } => Sentence::new(format!("`{id}` cannot be the name of an action's file"))
            .help("lower-case letters without accents, digits and hyphens only, at most 80 characters: plan-velo-2030"),
        Error::TwoEnds { range, at } => Sentence::new(format!("`{range}` says where to end already, and --at {at} says another end"))
            .help("give one or the other"),
        Error::PastIsPast => Sentence::new("--at reads the past, which cannot be changed")
            .help("leave --at out"),
        Error::NotAnAssignment { text } => Sentence::new(format!("`{text}` is no change"))
            .help("write KEY=VALUE: status=\"En cours\", end=2025-06, extra.NAME=VALUE"),
        Error::NotAList { key } => Sentence::new(format!("+= and -= are for lists of names or texts only, not for `{key}`"))
            .help(format!("write {key}=VALUE")),
        Error::NotToml { key, value } => Sentence::new(format!("unreadable value for {key}: {value}"))
            .help("write it as in the file: budget='[{ label = \"usine\", amount = 700_000 }]'"),
        Error::NothingNamed => Sentence::new("which actions, and what to change in them?")
            .help("plan set ID KEY=VALUE…, or plan set --owner NAME KEY=VALUE…"),
        Error::NoSlug { title } if title.trim().is_empty() => Sentence::new("the title is empty")
            .help("give it in quotes: plan new \"Plan vélo\" …"),
        Error::NoSlug { title } => Sentence::new(format!("no file name can be made of the title `{title}`"))
            .help("give one: --id plan-velo-2030"),
        Error::Editor { command, source } => Sentence::new(match source {
            Some(source) => format!("the editor {command} does not open: {}", cause(source)),
            None => format!("the editor {command} ended with an error"),
        })
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
            Sentence::new(format!("no file of this plan at {}", path.display()))
                .help("name a file or a folder under actions/ or schema/")
        }
        Error::NoStdinName => Sentence::new("which file does the text on standard input stand for?")
            .help("name it: plan check - --stdin-filename actions/3.1.2/velo.toml"),
        Error::NotAnAction { path } => {
            Sentence::new(format!("no action file of this plan at {}", path.display()))
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
        Error::NotAMap { path, fault } => match fault {
            MapFault::Line(line) => Sentence::new(format!("{}:{line}: this line does not say what the columns are", path.display()))
                .help("under [columns], write \"heading\" = \"title\"; the other parts are sheet, heading, [names] and [defaults]"),
            MapFault::Target { heading, target, known } => {
                Sentence::new(format!("{}: `{target}`, given for the column `{heading}`, is no field", path.display()))
                    .help(format!("fields allowed here: {}", known.join(", ")))
            }
        }
        .help("for an example: plan import TABLE --save-map columns.toml"),
        Error::NotForATerminal => Sentence::new("no terminal can show this format")
            .help("name a file: -o plan.xlsx"),
        Error::Usage(error) => usage(&Usage::of(error)),
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

/// Why the system refuses a file; what it says in its own language where that is all that is known.
fn cause(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::InvalidInput => "it is no file, but a folder, a pipe or a device",
        _ if error.raw_os_error().is_none() => return error.to_string(),
        ErrorKind::NotFound => "there is no such file or folder",
        ErrorKind::PermissionDenied => "access denied",
        ErrorKind::AlreadyExists => "there is a file of that name",
        ErrorKind::StorageFull => "no space is left on the disk",
        ErrorKind::QuotaExceeded => "the space allowed on the disk is used up",
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only",
        ErrorKind::IsADirectory => "it is a folder and no file",
        ErrorKind::NotADirectory => "a file stands where a folder is needed",
        ErrorKind::InvalidFilename => "this name is too long, or not allowed on this disk",
        _ => return error.to_string(),
    }
    .to_owned()
}

/// Where the values of a filter stand.
fn where_known(flag: &str) -> String {
    match flag {
        "status" => "the statuses of this plan stand in schema/statuses.toml".to_owned(),
        "theme" => "the themes of this plan stand in schema/themes.toml".to_owned(),
        "axis" | "measure" => {
            "the axes and measures of this plan stand in schema/measures.toml".to_owned()
        }
        _ => "the actors of this plan stand in schema/actors.toml".to_owned(),
    }
}
