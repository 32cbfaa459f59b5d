//! An example of each rule: how it is broken, and how it is kept. The content of a plan is French in both languages.

use crate::finding::Rule;

/// Where an example stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// Lines of an action's file; a title and a theme stand there where the example gives none.
    Action,
    /// A title, while another action of the measure is called « Plan vélo des école ».
    Beside,
    /// Lines at the end of this file.
    Schema(&'static str),
    /// Lines of an action's file, which held this at the base or when it was voted.
    Since(&'static str),
    /// The name or the encoding of a file, or a command.
    File,
}

/// An example of a rule.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// Where it stands.
    pub setting: Setting,
    /// What breaks the rule.
    pub bad: &'static str,
    /// What keeps it.
    pub good: &'static str,
}

/// The example of a rule.
pub fn example(rule: Rule) -> Example {
    let (setting, bad, good) = match rule {
        Rule::UnreadableFile => (
            Setting::File,
            "actions/3.1.2/velo.toml -> ../absent.toml",
            "actions/3.1.2/velo.toml",
        ),
        Rule::MissingFile => (
            Setting::File,
            "schema/themes.toml (absent)",
            "schema/themes.toml",
        ),
        Rule::NotUtf8 => (
            Setting::File,
            "velo.toml : Windows-1252",
            "velo.toml : UTF-8",
        ),
        Rule::ByteOrderMark => (
            Setting::File,
            "velo.toml : UTF-8 avec BOM",
            "velo.toml : UTF-8",
        ),
        Rule::EmptyFile => (
            Setting::Action,
            "",
            "title  = \"Plan vélo\"\nthemes = [\"Mobilité\"]",
        ),
        Rule::ConflictMarker => (
            Setting::Action,
            "<<<<<<< HEAD\nstatus = \"En cours\"\n=======\nstatus = \"Complété\"\n>>>>>>> collegue",
            "status = \"Complété\"",
        ),
        Rule::ControlCharacter => (
            Setting::Action,
            "description = \"Plan \\u0007vélo\"",
            "description = \"Plan vélo\"",
        ),
        Rule::StrayFile => (Setting::File, "actions/3.1.2/notes.docx", "docs/notes.docx"),
        Rule::HiddenEnding => (
            Setting::File,
            "actions/3.1.2/velo.toml.txt",
            "actions/3.1.2/velo.toml",
        ),
        Rule::MisplacedFile => (
            Setting::File,
            "actions/velo.toml",
            "actions/3.1.2/velo.toml",
        ),
        Rule::BadId => (
            Setting::File,
            "actions/3.1.2/Plan Vélo.toml",
            "actions/3.1.2/plan-velo.toml",
        ),
        Rule::UnknownMeasure => (
            Setting::Action,
            "other_measures = [\"9.9.9\"]",
            "other_measures = [\"3.1.1\"]",
        ),
        Rule::DuplicateId => (
            Setting::File,
            "actions/3.1.2/velo.toml et actions/4.1.1/velo.toml",
            "actions/3.1.2/velo.toml et actions/4.1.1/velo-ecoles.toml",
        ),
        Rule::NewerFormat => (
            Setting::Schema("schema/plan.toml"),
            "format = 2",
            "format = 1",
        ),
        Rule::Syntax => (Setting::Action, "start = 2019-05", "start = \"2019-05\""),
        Rule::UnknownKey => (
            Setting::Action,
            "owner = [\"DREAL\"]",
            "owners = [\"DREAL\"]",
        ),
        Rule::StrayedKey => (
            Setting::Action,
            "[[sub_actions]]\ntitle = \"Étude\"\npartners = [\"DREAL\"]",
            "partners = [\"DREAL\"]\n\n[[sub_actions]]\ntitle = \"Étude\"",
        ),
        Rule::LooseKey => (
            Setting::Action,
            "[[sub_actions]]\ntitle = \"Étude\"\n\nend = \"2026\"",
            "end = \"2026\"\n\n[[sub_actions]]\ntitle = \"Étude\"",
        ),
        Rule::MissingKey => (
            Setting::Action,
            "sub_actions = [{ end = \"2026\" }]",
            "sub_actions = [{ title = \"Étude\", end = \"2026\" }]",
        ),
        Rule::WrongType => (
            Setting::Action,
            "owners = \"DREAL\"",
            "owners = [\"DREAL\"]",
        ),
        Rule::UnknownValue => (
            Setting::Action,
            "budget = [{ amount = 5_000, kind = \"invest\" }]",
            "budget = [{ amount = 5_000, kind = \"investissement\" }]",
        ),
        Rule::UnreadableDate => (Setting::Action, "end = \"bientôt\"", "end = \"fin 2026\""),
        Rule::OngoingStart => (
            Setting::Action,
            "start = \"en continu\"",
            "start = \"2019\"\nend = \"en continu\"",
        ),
        Rule::TooManyDecimals => (
            Setting::Action,
            "budget = [{ amount = 7.055 }]",
            "budget = [{ amount = 7_055_000 }]",
        ),
        Rule::NegativeAmount => (
            Setting::Action,
            "budget = [{ amount = -5_000 }]",
            "budget = [{ note = \"économie de 5 000 € attendue\" }]",
        ),
        Rule::UnreadableAmount => (
            Setting::Action,
            "budget = [{ amount = 9_000_000_000_000 }]",
            "budget = [{ amount = 9_000_000 }]",
        ),
        Rule::UpsideDownRange => (
            Setting::Action,
            "budget = [{ amount = { min = 27_000, max = 17_000 } }]",
            "budget = [{ amount = { min = 17_000, max = 27_000 } }]",
        ),
        Rule::BadReference => (
            Setting::Action,
            "budget = [{ included_in = \"Plan Vélo\" }]",
            "budget = [{ included_in = \"?\" }]",
        ),
        Rule::BadMeasureKey => (
            Setting::Action,
            "other_measures = [\"3.01\"]",
            "other_measures = [\"3.1.1\"]",
        ),
        Rule::ImplausibleYear => (
            Setting::Action,
            "budget = [{ amount = 5_000, year = 24 }]",
            "budget = [{ amount = 5_000, year = 2024 }]",
        ),
        Rule::EmptyText => (Setting::Action, "owners = [\"\"]", "owners = [\"?\"]"),
        Rule::MeasureEntry => (
            Setting::Schema("schema/measures.toml"),
            "[[measure]]\ntitle = \"Lien social\"",
            "[[measure]]\nkey   = \"lien-local\"\ntitle = \"Lien social\"\naxis  = 6",
        ),
        Rule::WindowsPath => (
            Setting::Action,
            "links = [\"C:\\temp\\note.pdf\"]",
            "links = [\"https://exemple.fr/note.pdf\"]",
        ),
        Rule::UnknownStatus => (
            Setting::Action,
            "status = \"Presque fini\"",
            "status = \"En cours\"",
        ),
        Rule::UnknownTheme => (
            Setting::Action,
            "themes = [\"Cyclisme\"]",
            "themes = [\"Mobilité\"]",
        ),
        Rule::UnknownActor => (
            Setting::Action,
            "owners = [\"Service Bicyclette\"]",
            "owners = [\"DREAL\"]",
        ),
        Rule::JoinedNames => (
            Setting::Action,
            "owners = [\"DREAL ; Ademe BFC\"]",
            "owners = [\"DREAL\", \"Ademe BFC\"]",
        ),
        Rule::NameVariant => (
            Setting::Action,
            "status = \"en cours\"",
            "status = \"En cours\"",
        ),
        Rule::RepeatedWord => (
            Setting::Schema("schema/actors.toml"),
            "[[actor]]\nname = \"DREAL\"",
            "[[actor]]\nname = \"Autre organisme\"",
        ),
        Rule::SemicolonInName => (
            Setting::Schema("schema/actors.toml"),
            "[[actor]]\nname = \"Ville ; CCAS\"",
            "[[actor]]\nname = \"Ville et CCAS\"",
        ),
        Rule::UntitledAxis => (
            Setting::Schema("schema/measures.toml"),
            "[[measure]]\ncode  = \"9.1\"\ntitle = \"Santé\"",
            "[[axis]]\nnumber = 9\ntitle  = \"Santé\"\n\n[[measure]]\ncode  = \"9.1\"\ntitle = \"Santé\"",
        ),
        Rule::EmptyThemes => (Setting::Action, "themes = []", "themes = [\"Mobilité\"]"),
        Rule::LongTitle => (
            Setting::Action,
            "title = \"Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo Plan vélo \"",
            "title = \"Plan vélo\"",
        ),
        Rule::MultilineTitle => (
            Setting::Action,
            "title = \"Plan vélo\\net marche\"",
            "title = \"Plan vélo et marche\"",
        ),
        Rule::EndBeforeStart => (
            Setting::Action,
            "start = \"2022\"\nend   = \"2021\"",
            "start = \"2021\"\nend   = \"2022\"",
        ),
        Rule::TwoAmounts => (
            Setting::Action,
            "budget = [{ amount = 5_000, ttc = 6_000 }]",
            "budget = [{ ht = 5_000, ttc = 6_000 }]",
        ),
        Rule::NoFigure => (
            Setting::Action,
            "budget = [{ label = \"travaux\" }]",
            "budget = [{ label = \"travaux\", note = \"En cours de calcul\" }]",
        ),
        Rule::UnknownReference => (
            Setting::Action,
            "budget = [{ amount = 5_000, included_in = \"plan-pieton\" }]",
            "budget = [{ amount = 5_000, included_in = \"?\" }]",
        ),
        Rule::ReferenceCycle => (
            Setting::Action,
            "budget = [{ amount = 5_000, included_in = \"velo\" }]",
            "budget = [{ amount = 5_000 }]",
        ),
        Rule::RepeatedName => (
            Setting::Action,
            "owners = [\"DREAL\", \"DREAL\"]",
            "owners = [\"DREAL\"]",
        ),
        Rule::RepeatedSubAction => (
            Setting::Action,
            "sub_actions = [\"Étude\", \"étude\"]",
            "sub_actions = [\"Étude\", \"Travaux\"]",
        ),
        Rule::PartOutsideAction => (
            Setting::Action,
            "end = \"2020\"\nsub_actions = [{ title = \"Étude\", end = \"2022\" }]",
            "end = \"2022\"\nsub_actions = [{ title = \"Étude\", end = \"2022\" }]",
        ),
        Rule::DoneInFuture => (
            Setting::Action,
            "status = \"Complété\"\nend    = \"2150\"",
            "status = \"Complété\"\nend    = \"2020\"",
        ),
        Rule::NotStartedOverdue => (
            Setting::Action,
            "status = \"Non démarré\"\nend    = \"2020\"",
            "status = \"Complété\"\nend    = \"2020\"",
        ),
        Rule::UnlistedFunder => (
            Setting::Action,
            "budget = [{ amount = 5_000, funder = \"Ademe BFC\" }]",
            "funders = [\"Ademe BFC\"]\nbudget = [{ amount = 5_000, funder = \"Ademe BFC\" }]",
        ),
        Rule::HtAboveTtc => (
            Setting::Action,
            "budget = [{ ht = 6_000, ttc = 5_000 }]",
            "budget = [{ ht = 5_000, ttc = 6_000 }]",
        ),
        Rule::TwoRoles => (
            Setting::Action,
            "budget = [\n  { amount = 50_000 },\n  { amount = 30_000, of_which = true, included_in = \"?\" },\n]",
            "budget = [\n  { amount = 50_000 },\n  { amount = 30_000, of_which = true },\n]",
        ),
        Rule::PartWithoutWhole => (
            Setting::Action,
            "budget = [{ amount = 30_000, of_which = true }]",
            "budget = [{ amount = 30_000 }]",
        ),
        Rule::PartsExceedWhole => (
            Setting::Action,
            "budget = [\n  { amount = 5_000 },\n  { amount = 4_000, year = 2024, of_which = true },\n  { amount = 4_000, year = 2025, of_which = true },\n]",
            "budget = [\n  { amount = 8_000 },\n  { amount = 4_000, year = 2024, of_which = true },\n  { amount = 4_000, year = 2025, of_which = true },\n]",
        ),
        Rule::SmallAmount => (
            Setting::Action,
            "budget = [{ amount = 7.05 }]",
            "budget = [{ amount = 7_050_000 }]",
        ),
        Rule::SimilarTitles => (
            Setting::Beside,
            "title = \"Plan vélo des écoles\"",
            "title = \"Rénovation des gymnases\"",
        ),
        Rule::SimilarActors => (
            Setting::Schema("schema/actors.toml"),
            "[[actor]]\nname = \"Ademe BFCC\"",
            "[[actor]]\nname = \"Autre organisme\"",
        ),
        Rule::UnusedEntry => (
            Setting::Schema("schema/actors.toml"),
            "[[actor]]\nname = \"Autre organisme\"",
            "",
        ),
        Rule::UnknownInView => (
            Setting::Schema("schema/plan.toml"),
            "[views]\ncopil = { status = [\"En cour\"] }",
            "[views]\ncopil = { status = [\"En cours\"] }",
        ),
        Rule::FormulaText => (
            Setting::Action,
            "description = \"- étude puis travaux\"",
            "description = \"Étude puis travaux\"",
        ),
        Rule::PersonalData => (
            Setting::Action,
            "elected = \"A. Dupont, a.dupont@exemple.fr\"",
            "elected = \"Délégation à la mobilité\"",
        ),
        Rule::CapitalTitle => (
            Setting::Action,
            "title = \"PLAN VELO METROPOLITAIN\"",
            "title = \"Plan vélo métropolitain\"",
        ),
        Rule::TrailingBlank => (
            Setting::Action,
            "status = \"En cours\"   ",
            "status = \"En cours\"",
        ),
        Rule::ReopenedAction => (
            Setting::Since("status = \"Complété\""),
            "status = \"En cours\"",
            "status = \"En cours\" # plan: allow(reopened-action) malfaçons, délibération du 12 mai",
        ),
        Rule::DeletedAction => (
            Setting::File,
            "git rm actions/3.1.2/velo.toml",
            "plan set velo status=\"Abandonné\"",
        ),
        Rule::RenamedReference => (
            Setting::File,
            "git mv actions/3.1.2/velo.toml actions/3.1.2/plan-velo.toml",
            "plan rename velo plan-velo",
        ),
        Rule::VotedAmount => (
            Setting::Since("budget = [{ label = \"pistes\", amount = 5_000_000 }]"),
            "budget = [{ label = \"pistes\", amount = 6_200_000 }]",
            "budget = [{ label = \"pistes\", amount = 6_200_000, note = \"délibération du 12 mai\" }]",
        ),
        Rule::BadAllow => (
            Setting::Action,
            "budget = [{ amount = 5_000 }] # plan: allow(small-amount)",
            "budget = [{ amount = 50 }] # plan: allow(small-amount) prix du jeton",
        ),
        Rule::UnusedAllow => (
            Setting::Action,
            "budget = [{ amount = 50_000 }] # plan: allow(small-amount) prix du jeton",
            "budget = [{ amount = 50_000 }]",
        ),
    };
    Example { setting, bad, good }
}
