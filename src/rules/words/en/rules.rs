//! What each rule is about, in English: a line, and why it is a rule.

use crate::finding::Rule;

/// The rule in one line.
pub fn summary(rule: Rule) -> &'static str {
    match rule {
        Rule::UnreadableFile => "file that cannot be read",
        Rule::MissingFile => "missing file that every plan has",
        Rule::NotUtf8 => "file not saved as UTF-8",
        Rule::ByteOrderMark => "invisible mark at the beginning of the file",
        Rule::EmptyFile => "empty file",
        Rule::ConflictMarker => "unfinished git merge",
        Rule::ControlCharacter => "invisible character",
        Rule::StrayFile => "file that is no action",
        Rule::HiddenEnding => "action whose name does not really end in .toml",
        Rule::MisplacedFile => "action in the wrong folder",
        Rule::BadId => "file name that cannot be an id",
        Rule::UnknownMeasure => "measure that is not in the catalogue",
        Rule::DuplicateId => "two actions with one name",
        Rule::NewerFormat => "plan newer than the program",
        Rule::Syntax => "line that cannot be read",
        Rule::UnknownKey => "key that does not exist",
        Rule::StrayedKey => "key of the action that belongs to a sub-action",
        Rule::LooseKey => "key that is perhaps meant for the action",
        Rule::MissingKey => "missing key that is required",
        Rule::WrongType => "value of another type than the key's",
        Rule::UnknownValue => "value that is not among the key's",
        Rule::UnreadableDate => "unreadable date",
        Rule::OngoingStart => "“en continu” given as a start",
        Rule::TooManyDecimals => "more than two decimals",
        Rule::NegativeAmount => "negative amount",
        Rule::UnreadableAmount => "unreadable amount",
        Rule::UpsideDownRange => "range upside down",
        Rule::BadReference => "reference that is no action's name",
        Rule::BadMeasureKey => "badly written measure code",
        Rule::ImplausibleYear => "implausible year",
        Rule::EmptyText => "empty text",
        Rule::MeasureEntry => "incomplete measure",
        Rule::WindowsPath => "Windows path with badly written backslashes",
        Rule::UnknownStatus => "unknown status",
        Rule::UnknownTheme => "unknown theme",
        Rule::UnknownActor => "unknown actor",
        Rule::JoinedNames => "several names in one text",
        Rule::NameVariant => "another spelling of a known name",
        Rule::RepeatedWord => "word given twice in a vocabulary",
        Rule::SemicolonInName => "semicolon in a name",
        Rule::UntitledAxis => "axis without a title",
        Rule::EmptyThemes => "action without a theme",
        Rule::LongTitle => "title too long",
        Rule::MultilineTitle => "title of several lines",
        Rule::EndBeforeStart => "end before the start",
        Rule::TwoAmounts => "amount given in two ways",
        Rule::NoFigure => "budget line with neither amount nor explanation",
        Rule::UnknownReference => "amount counted in an action that does not exist",
        Rule::ReferenceCycle => "amounts counted in a circle",
        Rule::RepeatedName => "name twice in a list",
        Rule::RepeatedSubAction => "two sub-actions of one title",
        Rule::PartOutsideAction => "sub-action outside its action's dates",
        Rule::DoneInFuture => "action done whose end is still to come",
        Rule::NotStartedOverdue => "action not started whose end is past",
        Rule::UnlistedFunder => "funder of a line who is not among the action's funders",
        Rule::HtAboveTtc => "amount before tax above the one with tax",
        Rule::TwoRoles => "line both a detail and counted elsewhere",
        Rule::PartWithoutWhole => "detail without a whole",
        Rule::PartsExceedWhole => "detail above the whole",
        Rule::SmallAmount => "amount below 100 €",
        Rule::SimilarTitles => "two actions of nearly one title",
        Rule::SimilarActors => "two organisations of nearly one name",
        Rule::UnusedEntry => "entry of a vocabulary that nobody uses",
        Rule::UnknownInView => "unknown word in a view",
        Rule::FormulaText => "text that a spreadsheet would take for a formula",
        Rule::PersonalData => "e-mail address or telephone number",
        Rule::CapitalTitle => "title in capitals",
        Rule::TrailingBlank => "blanks at the end of a line, or a tab",
        Rule::ReopenedAction => "action that was done at the base and is not any more",
        Rule::DeletedAction => "action's file deleted since the base",
        Rule::RenamedReference => "reference to an action renamed since the base",
        Rule::VotedAmount => "voted amount changed without a note",
        Rule::BadAllow => "badly written exception",
        Rule::UnusedAllow => "exception that silences nothing",
    }
}

/// Why it is a rule.
pub fn explanation(rule: Rule) -> &'static str {
    match rule {
        Rule::UnreadableFile => {
            "The file is there and the system refuses to open it: missing rights, an absent network drive; or it is a symbolic link, which may lead out of the plan. No figure can be given without it."
        }
        Rule::MissingFile => {
            "A plan has five files in schema/: plan.toml, measures.toml, statuses.toml, themes.toml and actors.toml. Without them no name can be checked."
        }
        Rule::NotUtf8 => {
            "Notepad and Excel offer several encodings. In UTF-16 (“Unicode”) or Windows-1252 (“ANSI”) accents cannot be read elsewhere."
        }
        Rule::ByteOrderMark => {
            "“UTF-8 with BOM” adds three invisible bytes at the beginning. The file is read, yet some tools stumble over it."
        }
        Rule::EmptyFile => {
            "A file with nothing in it nearly always comes from an interrupted save."
        }
        Rule::ConflictMarker => {
            "Two people changed the same lines; git left both versions in the file. Somebody has to choose."
        }
        Rule::ControlCharacter => {
            "Copy and paste sometimes brings characters that do not show, and that confuse sorting, searching and exports."
        }
        Rule::StrayFile => {
            "Whatever stands under actions/ and does not end in .toml is not read. Perhaps on purpose; perhaps it is a forgotten action."
        }
        Rule::HiddenEnding => {
            "Windows hides the end of names: “velo.toml” on screen may be velo.toml.txt on disk. The action would then be missing from every total in silence."
        }
        Rule::MisplacedFile => {
            "An action stands in the folder of a measure, neither above nor below: the folder says its measure and its axis."
        }
        Rule::BadId => {
            "The file's name is the action's id. Every system and every address must be able to write it: lower-case letters without accents, digits, hyphens."
        }
        Rule::UnknownMeasure => {
            "The folder, or other_measures, names a measure that is not in schema/measures.toml."
        }
        Rule::DuplicateId => {
            "An id is unique in the whole plan, not only in its measure: it follows the action to another measure."
        }
        Rule::NewerFormat => {
            "schema/plan.toml states a format that this program does not know yet."
        }
        Rule::Syntax => {
            "A file is made of lines “key = value”. A text stands in straight quotes, and so does a date; an amount is in euros, without quotes or spaces; a list stands in brackets, with commas; a text of several lines between two times three quotes."
        }
        Rule::UnknownKey => {
            "A misspelt key would be read by nobody: it is refused, not ignored. What a territory keeps besides goes under extra."
        }
        Rule::StrayedKey => {
            "In TOML, all that follows a line [[sub_actions]] belongs to that sub-action, down to the end of the file."
        }
        Rule::LooseKey => {
            "A blank line parts this key from its sub-action: it looks like the action's, and TOML gives it to the sub-action."
        }
        Rule::MissingKey => {
            "An action has at least a title and a theme; a sub-action, a measure, an actor each have a name or a title."
        }
        Rule::WrongType => {
            "A list is a list, even of one name; an amount is a number, without quotes; a title is a text."
        }
        Rule::UnknownValue => {
            "Some keys allow a few values only: kind (investissement, fonctionnement), per (an)."
        }
        Rule::UnreadableDate => {
            "A date is written as precisely as it is known: year, month, day, season, quarter, half, début, mi, fin. \"?\" means “asked, and unknown”."
        }
        Rule::OngoingStart => {
            "“en continu” means: without an end. An action may have no end; it always starts somewhere."
        }
        Rule::TooManyDecimals => {
            "An amount is in euros and cents. Three decimals nearly always come from an amount thought in millions (7.055 M€)."
        }
        Rule::NegativeAmount => {
            "A budget adds spending. Say income or savings in note, or they would lower the total in silence."
        }
        Rule::UnreadableAmount => {
            "An amount is an ordinary number, below a thousand billion euros."
        }
        Rule::UpsideDownRange => "min is the least that the amount may be, max the most.",
        Rule::BadReference => {
            "included_in names the action where the amount is counted: its file's name without .toml, or \"?\"."
        }
        Rule::BadMeasureKey => "A code is made of numbers parted by points, without leading zeros.",
        Rule::ImplausibleYear => {
            "A year lies between 1900 and 2200: 20224 or 24 is a typing mistake."
        }
        Rule::EmptyText => {
            "Quotes with nothing in them say neither “unknown” nor “not filled in”. To remove the key says “not filled in”; \"?\" says “unknown”."
        }
        Rule::MeasureEntry => {
            "A measure has a code (whose first number is the axis), or else a key and an axis."
        }
        Rule::WindowsPath => {
            "Within a text, \\t is a tab and \\n a line break: C:\\temp is not the folder it seems to be. And nobody else can see a personal disk."
        }
        Rule::UnknownStatus => {
            "The statuses of a plan are in schema/statuses.toml, with what they mean. No status means “not filled in”."
        }
        Rule::UnknownTheme => {
            "The themes of a plan are in schema/themes.toml. A misspelt theme would be a line of its own in every table."
        }
        Rule::UnknownActor => {
            "Owners, funders, partners and audiences are in schema/actors.toml. No search would find a misspelt name."
        }
        Rule::JoinedNames => {
            "A semicolon parts names in exports, not in files: each name has quotes of its own."
        }
        Rule::NameVariant => {
            "The name is recognised (alias, capital, accent) and read as the vocabulary's. One spelling everywhere keeps text searches whole."
        }
        Rule::RepeatedWord => {
            "A word, aliases included, leads to one name; else nobody knows which is meant."
        }
        Rule::SemicolonInName => {
            "Exports join names by semicolons: a name that holds one would be cut in two."
        }
        Rule::UntitledAxis => {
            "Each axis of a measure has a title in schema/measures.toml: tables and documents show it."
        }
        Rule::EmptyThemes => {
            "The first theme is the main one: without it the action would stand in no grouping by theme."
        }
        Rule::LongTitle => "A title fits into 300 characters: beyond that it is a description.",
        Rule::MultilineTitle => "A title is one line: tables, exports and the history rely on it.",
        Rule::EndBeforeStart => {
            "Every possible reading of the end comes before every reading of the start: one of the two dates is wrong."
        }
        Rule::TwoAmounts => {
            "amount does not say whether tax is in it; beside ht or ttc nobody could tell how to count it."
        }
        Rule::NoFigure => {
            "A line without an amount counts as unknown; it has to say why, in the source's own words."
        }
        Rule::UnknownReference => {
            "included_in promises that the amount is counted elsewhere. If there is no such place, it is counted nowhere."
        }
        Rule::ReferenceCycle => {
            "Action A says that its amount is counted in B, and B in A: it is counted nowhere."
        }
        Rule::RepeatedName => {
            "The same name twice in one list says nothing more, and spoils counts."
        }
        Rule::RepeatedSubAction => {
            "The title tells the sub-actions of an action apart, from one version of the plan to the next."
        }
        Rule::PartOutsideAction => {
            "A sub-action surely starts before the action, or surely ends after it. One of the dates was probably forgotten in an update."
        }
        Rule::DoneInFuture => {
            "The status says that all is done, and the end is not past yet (on the day of --today)."
        }
        Rule::NotStartedOverdue => {
            "The status says that nothing is under way, and the end is past (on the day of --today). Either was not brought up to date."
        }
        Rule::UnlistedFunder => {
            "Whoever pays a line funds the action: it stands in funders, or searches by funder miss it."
        }
        Rule::HtAboveTtc => {
            "Before tax an amount is not above the same amount with tax: the two were probably swapped."
        }
        Rule::TwoRoles => {
            "An of_which line details other lines of the action, an included_in line is counted in another action. It cannot be both: while in doubt, it is not counted."
        }
        Rule::PartWithoutWhole => {
            "An of_which line adds to nothing: without another line of its rhythm (once, yearly) and its tax basis that it details, its amount is counted nowhere."
        }
        Rule::PartsExceedWhole => {
            "The of_which lines, by year, by funder or by themselves, come to more than the lines of their rhythm and basis that they detail."
        }
        Rule::SmallAmount => {
            "In a plan, so small an amount was nearly always thought in thousands or millions of euros."
        }
        Rule::SimilarTitles => {
            "In one measure, two titles that differ by little often hide one action entered twice, and so counted twice."
        }
        Rule::SimilarActors => {
            "Two names that differ by a typing mistake are probably one body: its actions would be split over two lines."
        }
        Rule::UnusedEntry => {
            "An actor or a theme that stands in no file is a left-over, or the sign of a name misspelt elsewhere."
        }
        Rule::UnknownInView => {
            "A view that names a status, a theme, an actor, a measure or a column that the plan does not know gives no answer: on the day of the meeting, plan list @view is refused."
        }
        Rule::FormulaText => {
            "A text that begins with =, +, - or @ becomes a formula when the export is opened in a spreadsheet: it shows as an error, or worse, it runs."
        }
        Rule::PersonalData => {
            "A plan is public, and so is its history. It names departments and delegations, not persons."
        }
        Rule::CapitalTitle => {
            "A title in capitals only is hard to read, loses its accents and jars in a table."
        }
        Rule::TrailingBlank => "Nobody sees them, and git shows them as changes at each review.",
        Rule::ReopenedAction => {
            "The plan that the change starts from (plan check --base) says that the action is done; this one does not. Opening it again is a decision, and is said."
        }
        Rule::DeletedAction => {
            "The file is in the plan that the change starts from (plan check --base), and in this one no more, under no name. A voted action is not wiped out: a status says that it was given up, and its history can be read. The finding bears the file's path at the base."
        }
        Rule::RenamedReference => {
            "Since the base (plan check --base) the action has another name, and included_in still says the old one. plan check --base … --fix writes the new one where nothing else in the action's file changed; plan rename would have done it."
        }
        Rule::VotedAmount => {
            "schema/plan.toml names the plan that was voted ([voted] revision = \"v2020\"). With plan check --base, a budget line that states another amount says why in its note, or is allowed."
        }
        Rule::BadAllow => {
            "A comment “# plan: allow(rule) reason” silences a finding on its line or the next. It names a rule that has exceptions, and says why."
        }
        Rule::UnusedAllow => {
            "The finding that this comment silenced is gone: the comment would mislead the next reader."
        }
    }
}
