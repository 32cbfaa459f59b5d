//! What is said of findings in English.

use crate::finding::{
    AllowFault, Also, AmountText, Encoding, Finding, Shape, Unreadable, VocabularyName,
};
use crate::rules::words::en::syntax::{amount, syntax};
use crate::rules::words::{is_plain_number, set};
use crate::words::en::{choice, known, meant};
use crate::words::{Lang, Sentence};

fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Text => "a text in quotes",
        Shape::Integer => "a whole number",
        Shape::Number => "a number",
        Shape::Boolean => "true or false",
        Shape::List => "a list in brackets",
        Shape::Table => "a table in braces",
        Shape::Date => "a date",
        Shape::Amount => "an amount in euros",
        Shape::Figure => "an amount in euros or a range",
        Shape::SubAction => "a title in quotes or a table in braces",
        Shape::TextOrNumber => "a text in quotes or a number",
    }
}

fn example(expected: Shape) -> &'static str {
    match expected {
        Shape::Text => "write the value in quotes: \"…\"",
        Shape::Integer => "write a number without quotes: 2024",
        Shape::Number => "write a number without quotes, with a decimal point: 12.5",
        Shape::Boolean => "write true or false, without quotes",
        Shape::List => "write a list, for one item too: [\"…\"]",
        Shape::Table => "write a table: { … = … }",
        Shape::Date => "write a date in quotes: \"2024\", \"2024-05\", \"été 2024\"",
        Shape::Amount => "write euros, without quotes, spaces or the € sign: 700_000",
        Shape::Figure => {
            "write euros, without quotes, spaces or the € sign: 700_000, or { min = 500_000, max = 700_000 }"
        }
        Shape::SubAction => "write \"title of the sub-action\" or { title = \"…\", end = \"…\" }",
        Shape::TextOrNumber => "write \"…\" or a number",
    }
}

/// What is wrong with an empty text where a name or a date stands.
fn empty() -> Sentence {
    Sentence::new("empty text")
        .label("nothing stands between the quotes")
        .help("fill it in, or remove the key; \"?\" if the answer is unknown")
}

fn unknown(vocabulary: VocabularyName) -> &'static str {
    match vocabulary {
        VocabularyName::Statuses => "unknown status",
        VocabularyName::Themes => "unknown theme",
        VocabularyName::Actors => "unknown actor",
        VocabularyName::Measures => "unknown measure",
    }
}

/// Why a file cannot be read.
fn unreadable(reason: &Unreadable) -> &str {
    match reason {
        Unreadable::Denied => "access denied",
        Unreadable::Gone => "it has just been removed",
        Unreadable::NotAFile => "it is no file, but a folder, a pipe or a device",
        Unreadable::Link => "it is a symbolic link, and none is followed",
        Unreadable::System(said) => said,
    }
}

/// What is said of a finding.
pub fn finding(finding: &Finding) -> Sentence {
    match finding {
        Finding::UnreadableFile { reason } => Sentence::new(format!("the file cannot be read: {}", unreadable(reason)))
            .help(match reason {
                Unreadable::Link => "put the file itself, or the folder, in the place of the link",
                _ => "check the rights on the file",
            }),
        Finding::MissingFile => Sentence::new("the file is missing")
            .help("put this file back: no plan can be read without it"),
        Finding::NotUtf8 { encoding, line } => not_utf8(*encoding, *line),
        Finding::ByteOrderMark => Sentence::new("the file begins with an invisible mark (BOM)")
            .help("save it with the encoding “UTF-8”, not “UTF-8 with BOM”"),
        Finding::EmptyFile => Sentence::new("the file is empty")
            .help("bring its content back (git log -- FILE finds it), or remove the file"),
        Finding::ConflictMarker => {
            Sentence::new("unfinished merge: the file still holds both versions")
                .label("git left this mark")
                .help("keep the right version and remove the lines <<<<<<<, ======= and >>>>>>>")
        }
        Finding::ControlCharacter { code } => {
            Sentence::new(format!("invisible character U+{code:04X}"))
                .label("here")
                .help("remove it: it probably comes from a copy and paste")
        }
        Finding::StrayFile => Sentence::new("this file is no action and is not read")
            .help("name it .toml if it is an action, else keep it outside actions/"),
        Finding::HiddenEnding { name } => {
            Sentence::new("this action is not read: its file's name does not end in .toml")
                .help(format!("rename the file {}", name.to_lowercase()))
                .help("Windows hides the end of names: in the Explorer, View, tick “File name extensions”")
        }
        Finding::MisplacedFile => Sentence::new("action file in the wrong place")
            .help("put the file into actions/<measure>/, neither above nor below"),
        Finding::BadId { id, slug, copy } => bad_id(id, slug.as_deref(), *copy),
        Finding::UnknownMeasureFolder { measure, nearest } => {
            Sentence::new(format!("unknown measure `{measure}`"))
                .maybe_help(meant(nearest))
                .help("the folder must bear the code of a measure in schema/measures.toml")
        }
        Finding::DuplicateId { id, other } => {
            Sentence::new(format!("two actions bear the name `{id}`"))
                .help(format!("rename one of the two files; the other is {other}"))
        }
        Finding::NewerFormat { format } => {
            Sentence::new(format!("this plan is in format {format}, newer than this program"))
                .help("update plan")
        }
        Finding::Syntax { fault } => syntax(fault),
        Finding::UnknownKey { key, nearest, known: keys } => {
            if keys.iter().any(|key| key == "sub_actions") && matches!(key.as_str(), "id" | "measure") {
                let help = match key.as_str() {
                    "id" => "the file's name is the id of the action: plan rename changes it",
                    _ => "the file's folder says its measure: plan move changes it",
                };
                return Sentence::new(format!("unknown key `{key}`"))
                    .label("no such key here")
                    .help(help);
            }
            let all = || choice(keys).map(|keys| format!("keys allowed here: {keys}"));
            Sentence::new(format!("unknown key `{key}`"))
                .label("no such key here")
                .maybe_help(meant(nearest).or_else(all))
        }
        Finding::StrayedKey { key } => {
            Sentence::new(format!("`{key}` belongs to the last sub-action"))
                .label("a sub-action has no such key")
                .help("put it further up, before the first line [[sub_actions]]")
        }
        Finding::LooseKey { key } => {
            Sentence::new(format!("`{key}` belongs to the last sub-action"))
                .label("a blank line precedes it: is it meant for the sub-action?")
                .help("if it is the action's, put it before the first line [[sub_actions]]; else remove the blank line")
        }
        Finding::MissingKey { key } => Sentence::new(format!("the key `{key}` is missing"))
            .label("to be added here")
            .help(match key.as_str() {
                "title" => "add the title: title = \"…\"".to_owned(),
                "name" => "add the name: name = \"…\"".to_owned(),
                "themes" => "add a line: themes = [\"main theme\"]".to_owned(),
                "format" => "add as the first line: format = 1".to_owned(),
                "min" => "add the lowest amount, in euros: min = 500_000".to_owned(),
                "max" => "add the highest amount, in euros: max = 700_000".to_owned(),
                key => format!("add {key} = …"),
            }),
        Finding::WrongType { expected, found, text, amount: written } => {
            wrong_type(*expected, *found, text, written.as_deref())
        }
        Finding::UnknownValue { found, known: names } => {
            Sentence::new(format!("unknown value `{found}`")).maybe_help(known(names))
        }
        Finding::UnreadableDate { text } if text.is_empty() => empty(),
        Finding::UnreadableDate { text } => Sentence::new(format!("unreadable date `{text}`"))
            .label("no date that plan knows")
            .help("write \"2024\", \"2024-05\", \"2024-05-12\", \"été 2024\", \"début 2024\", \"mi-2024\", \"fin 2024\", \"T3 2024\" or \"S1 2024\"; \"?\" if it is unknown"),
        Finding::OngoingStart => Sentence::new("`en continu` cannot be a start")
            .label("an ongoing action has a start and no end")
            .help("write end = \"en continu\""),
        Finding::TooManyDecimals { text } => {
            Sentence::new(format!("`{text}` has more than two decimals"))
                .label("an amount is in euros and cents")
                .help("write the amount in euros: 7055 for 7 055 €, 7_055_000 for 7.055 M€")
        }
        Finding::NegativeAmount { text } => Sentence::new(format!("negative amount `{text}`"))
            .label("no amount is below zero")
            .help("remove the - sign; say income or savings in note"),
        Finding::UnreadableAmount { text } if is_plain_number(text) => {
            Sentence::new(format!("amount `{text}` is too large"))
                .label("an amount stays below a thousand billion euros")
                .help("count the zeros: an amount is in euros, 700_000 for 700 000 €")
        }
        Finding::UnreadableAmount { text } => Sentence::new(format!("unreadable amount `{text}`"))
            .help(example(Shape::Amount)),
        Finding::UpsideDownRange => Sentence::new("range upside down")
            .label("the minimum is above the maximum")
            .help("swap the values of min and max"),
        Finding::BadReference { text } => Sentence::new(format!("`{text}` is not the name of an action"))
            .help("write the name of the action's file without .toml, or \"?\" if it is unknown"),
        Finding::BadMeasureKey { text } => {
            Sentence::new(format!("`{text}` is not the code of a measure"))
                .help("write a code like \"3.1.2\"")
        }
        Finding::ImplausibleYear { text } => Sentence::new(format!("implausible year `{text}`"))
            .label("a year lies between 1900 and 2200")
            .help("write it with four digits: 2024"),
        Finding::EmptyText => empty(),
        Finding::MeasureEntry => Sentence::new("incomplete measure")
            .label("neither a code, nor a key with its axis")
            .help("give code = \"3.1.2\", or else key = \"short-name\" and axis = 3"),
        Finding::WindowsPath { text } => Sentence::new(format!("backslash \\ in `{text}`"))
            .label("\\t and \\n become a tab and a line break there")
            .help("double each of them (\\\\), or better: give an address that everybody can open"),
        Finding::TrailingBlank { tab: true } => Sentence::new("tab")
            .label("it looks otherwise from one machine to the next")
            .help("replace it by spaces"),
        Finding::TrailingBlank { tab: false } => Sentence::new("blanks at the end of a line")
            .label("nobody sees them, and git shows them at each review")
            .help("remove them"),
        Finding::UnknownName { name, .. } if name.is_empty() => Sentence::new("empty text")
            .label("nothing stands between the quotes")
            .help("fill it in, or remove the key"),
        Finding::UnknownName { name, vocabulary: from, nearest, known } => {
            let sentence = Sentence::new(format!("{} `{name}`", unknown(*from)))
                .label(format!("not in {}", from.file()));
            match (meant(nearest), choice(known)) {
                (Some(near), _) => sentence.help(near),
                (None, Some(names)) => sentence
                    .help(format!("values allowed here: {names}"))
                    .help(format!("choose one, or add `{name}` to {}", from.file())),
                (None, None) => sentence
                    .help(format!("correct the spelling, or add `{name}` to {}", from.file())),
            }
        }
        Finding::JoinedNames { .. } => Sentence::new("several names in one text")
            .label("a semicolon does not separate the names of a list")
            .help("write each name in quotes of its own: \"…\", \"…\""),
        Finding::NameVariant { found, name, vocabulary: from } => {
            Sentence::new(format!("`{found}` is written `{name}`"))
                .label(format!("another spelling of a name in {}", from.file()))
                .help(format!("write `{name}`"))
        }
        Finding::RepeatedWord { word, name } => Sentence::new(format!("`{word}` stands twice"))
            .label(format!("this word already means `{name}`"))
            .help("keep one of the two entries"),
        Finding::SemicolonInName { name } => Sentence::new(format!("semicolon in the name `{name}`"))
            .label("it separates names in exports")
            .help("write a comma, or two entries"),
        Finding::UntitledAxis { axis } => Sentence::new(format!("axis {axis} has no title"))
            .label("the first measure of this axis")
            .help(format!("add [[axis]] with number = {axis} and title = \"…\"")),
        Finding::EmptyThemes => Sentence::new("no theme")
            .label("the list is empty")
            .help("give at least one theme of schema/themes.toml; the first is the main one"),
        Finding::LongTitle { length } => Sentence::new(format!("title of {length} characters"))
            .label("300 characters at most")
            .help("keep the gist in title and move the rest to description"),
        Finding::MultilineTitle => Sentence::new("title of several lines")
            .help("keep one line in title and move the rest to description"),
        Finding::EndBeforeStart { start, end } => {
            Sentence::new(format!("the end ({end}) comes before the start ({start})"))
                .label("before the start, however both dates are read")
                .help("correct start or end")
        }
        Finding::TwoAmounts => Sentence::new("amount given in two ways")
            .label("amount, while the line gives ht or ttc too")
            .help("keep ht and ttc if the basis is known, else amount alone"),
        Finding::NoFigure => Sentence::new("budget line with neither amount nor explanation")
            .help("give amount, or say why it is missing: note = \"En cours de calcul\""),
        Finding::UnknownReference { id, nearest } => Sentence::new(format!("no action `{id}`"))
            .label("the action that this amount is said to be counted in")
            .maybe_help(meant(nearest))
            .help("write the name of an action's file without .toml, or \"?\" if it is unknown"),
        Finding::ReferenceCycle { ids } => {
            Sentence::new("amounts counted in a circle, and so nowhere")
                .label(ids.join(" → "))
                .help("remove included_in where the amount is really counted")
        }
        Finding::RepeatedName { name } => Sentence::new(format!("`{name}` stands twice"))
            .label("already in this list")
            .help("remove one of the two"),
        Finding::RepeatedSubAction { title } => {
            Sentence::new(format!("two sub-actions are called `{title}`"))
                .label("a sub-action bears this title already")
                .help("tell them apart, or remove one")
        }
        Finding::PartOutsideAction { date, action, before: true } => {
            Sentence::new(format!("the sub-action starts ({date}) before the action ({action})"))
                .label("before it, however both dates are read")
                .help("correct one of the two dates, or let the action start earlier")
        }
        Finding::PartOutsideAction { date, action, before: false } => {
            Sentence::new(format!("the sub-action ends ({date}) after the action ({action})"))
                .label("after it, however both dates are read")
                .help("correct one of the two dates, or let the action end later")
        }
        Finding::DoneInFuture { status, end } => {
            Sentence::new(format!("action `{status}` whose end ({end}) is still to come"))
                .label("this date is not past yet")
                .help("bring status or end up to date")
        }
        Finding::NotStartedOverdue { status, end } => {
            Sentence::new(format!("action `{status}` whose end ({end}) is past"))
                .label("this date is past")
                .help("bring status up to date, or give the new deadline in end")
        }
        Finding::UnlistedFunder { funder } => {
            Sentence::new(format!("`{funder}` is not among the action's funders"))
                .label("pays for this line")
                .help(format!("add \"{funder}\" to funders"))
        }
        Finding::HtAboveTtc => Sentence::new("the amount before tax is above the one with tax")
            .label("higher than ttc")
            .help("swap the two amounts, or correct the wrong one"),
        Finding::TwoRoles => {
            Sentence::new("a line that is both a detail and counted in another action")
                .label("a line details others, or is counted elsewhere")
                .help("keep of_which = true, or included_in")
        }
        Finding::PartWithoutWhole => Sentence::new("a detail without a whole")
            .label("no other line of its rhythm and its tax basis")
            .help("add the line of the whole, or remove of_which = true if the line adds"),
        Finding::PartsExceedWhole { parts, whole } => {
            let [parts, whole] = [parts, whole].map(|amount| set(amount, Lang::En));
            Sentence::new(format!("the detail ({parts} €) exceeds the whole ({whole} €)"))
                .label("the first line of the detail")
                .help("correct the amounts, or remove of_which = true from lines that add")
        }
        Finding::SmallAmount { text } => Sentence::new(format!("amount of only {text} €"))
            .label("amounts are in euros, not in thousands or millions")
            .help("write 7_055_000 for 7.055 M€; if the amount is right, say so on the line: # plan: allow(small-amount) reason"),
        Finding::SimilarTitles { title } => {
            Sentence::new("two actions of one measure have nearly the same title")
                .label("are these two actions?")
                .help(format!("the other is called `{title}`: tell them apart, or join them"))
        }
        Finding::SimilarActors { name, other } => {
            Sentence::new(format!("`{name}` and `{other}` differ by very little"))
                .label("is it the same body?")
                .help("if so, keep one entry and put the other spelling into its aliases")
        }
        Finding::UnusedEntry { name, vocabulary } => {
            Sentence::new(format!("`{name}` stands in no action"))
                .label(match vocabulary {
                    VocabularyName::Actors => "an actor that nobody names",
                    VocabularyName::Themes => "a theme without an action",
                    VocabularyName::Statuses => "a status without an action",
                    VocabularyName::Measures => "a measure without an action",
                })
                .help("remove this entry, or see whether the files spell it right")
        }
        Finding::UnknownInView { view, word, nearest } => {
            Sentence::new(format!("`{word}` means nothing in this plan"))
                .label(format!("the view @{view} will give no answer"))
                .maybe_help(meant(nearest))
                .maybe_help(nearest.is_empty().then(|| "correct this word, or take it out of the view".to_owned()))
        }
        Finding::FormulaText { sign } => Sentence::new(format!("text that begins with `{sign}`"))
            .label("a spreadsheet would take it for a formula")
            .help("let the text begin with a word"),
        Finding::PersonalData { text } => Sentence::new(format!("personal data: `{text}`"))
            .label("a plan is public")
            .help("name a department rather than a person"),
        Finding::CapitalTitle => Sentence::new("title in capitals")
            .label("hard to read, and without accents")
            .help("write it in lower case, with a capital at the beginning"),
        Finding::ReopenedAction { status } => {
            Sentence::new(format!("action reopened: it was `{status}`"))
                .label("an action that was done is not done any more")
                .help("if that is meant, say so on the line: # plan: allow(reopened-action) reason")
        }
        Finding::DeletedAction { title, status } => {
            Sentence::new(format!("file deleted: `{title}` is gone from the plan"))
                .help(match status {
                    Some(status) => format!("bring the file back, and say that it was given up: status = \"{status}\""),
                    None => "bring the file back, and say that it was given up by a status (phase = \"dropped\" in schema/statuses.toml)".to_owned(),
                })
        }
        Finding::RenamedReference { id, renamed } => {
            Sentence::new(format!("`{id}` is now called `{renamed}`"))
                .label("a reference left at the old name")
                .help(format!("write \"{renamed}\""))
        }
        Finding::VotedAmount { line, voted, now } => {
            let voted = set(voted, Lang::En);
            let now = now.as_ref().map(|now| set(now, Lang::En));
            let line = line.as_ref().map(|line| format!(" for `{line}`")).unwrap_or_default();
            match now {
                Some(now) => Sentence::new(format!("voted amount changed without a note{line}: {voted} € voted, {now} € here"))
                    .label("not the amount that was voted")
                    .help("say why on the line: note = \"…\""),
                None => Sentence::new(format!("voted amount removed{line}: {voted} €"))
                    .label("the voted line is not here any more")
                    .help("keep the line and let its note say what became of it, or allow it here: # plan: allow(voted-amount) reason"),
            }
        }
        Finding::BadAllow { fault } => bad_allow(fault),
        Finding::UnusedAllow { rule } => {
            Sentence::new(format!("nothing to allow here for the rule {rule}"))
                .label("no finding of this rule on this line or the next")
                .help("remove this comment")
        }
    }
}

fn not_utf8(encoding: Encoding, line: usize) -> Sentence {
    match encoding {
        Encoding::Utf16 => Sentence::new("the file is saved as UTF-16 (“Unicode”)")
            .help("in Notepad: File, Save as, Encoding “UTF-8”"),
        Encoding::Windows1252 => Sentence::new(format!(
            "the file is not saved as UTF-8: unreadable character on line {line}"
        ))
        .help("it is probably Windows-1252 (“ANSI”): open it, look at the accents, then save it with the encoding “UTF-8”"),
        Encoding::Binary => Sentence::new("this is no text file")
            .help("copy what it says into a .toml file with a text editor"),
    }
}

fn bad_id(id: &str, slug: Option<&str>, copy: bool) -> Sentence {
    let sentence = if copy {
        Sentence::new(format!("`{id}` looks like a copy"))
            .help("if it is a double, remove the file")
    } else {
        Sentence::new(format!("`{id}` cannot be the name of an action's file"))
    };
    match slug {
        Some(slug) if copy => sentence.help(format!("if it is another action, give it a name of its own: {slug}-2.toml, say")),
        Some(slug) => sentence.help(format!("rename the file {slug}.toml: lower-case letters without accents, digits and hyphens only")),
        None => sentence.help("lower-case letters without accents, digits and hyphens only, at most 80 characters: plan-velo-2030.toml"),
    }
}

fn wrong_type(expected: Shape, found: Shape, text: &str, written: Option<&AmountText>) -> Sentence {
    let sentence =
        Sentence::new(format!("{} is expected here", shape(expected))).label(match found {
            Shape::Boolean => "this is a yes or no (true or false)".to_owned(),
            found => format!("this is {}", shape(found)),
        });
    if let Some(written) = written {
        if let (Shape::List | Shape::Table, Some(meant)) = (expected, &written.meant) {
            let line = format!("{{ {} = {meant} }}", written.basis.unwrap_or("amount"));
            let line = if expected == Shape::List {
                format!("[{line}]")
            } else {
                line
            };
            return sentence.help(format!("write {line}"));
        }
        return amount(written).into_iter().fold(sentence, Sentence::help);
    }
    match (expected, found) {
        (Shape::List, Shape::Text) if text.contains([';', ',']) => {
            sentence.help("write a list, each item in quotes of its own: [\"…\", \"…\"]")
        }
        (Shape::List, Shape::Text) if !text.is_empty() => {
            sentence.help(format!("write a list, even for one item: [\"{text}\"]"))
        }
        (Shape::Text | Shape::Date, Shape::List) => {
            sentence.help("one value only here: remove the brackets")
        }
        _ => sentence.help(example(expected)),
    }
}

fn bad_allow(fault: &AllowFault) -> Sentence {
    match fault {
        AllowFault::NoReason => Sentence::new("exception without a reason")
            .label("why?")
            .help("say why, for whoever reads it next: # plan: allow(rule) reason"),
        AllowFault::UnknownRule { rule, nearest } => Sentence::new(format!("no rule `{rule}`"))
            .maybe_help(meant(nearest))
            .help("plan check --list-rules names them all"),
        AllowFault::Unsilenceable { rule } => {
            Sentence::new(format!("the rule {rule} has no exceptions"))
                .label("the file cannot be read while the fault is in it")
                .help("mend the fault, then remove this comment")
        }
        AllowFault::Form => {
            Sentence::new("badly written exception").help("write: # plan: allow(rule) reason")
        }
    }
}

/// What another place has to do with a finding.
pub fn also(also: Also) -> &'static str {
    match also {
        Also::FirstUse => "stands here already",
        Also::Start => "the start",
        Also::ActionDate => "the action's date",
        Also::Status => "the status",
        Also::Other => "the other",
        Also::List => "the action's funders",
    }
}
