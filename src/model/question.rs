//! A question to a plan: the options of a selection, which `[views]` of `schema/plan.toml` keeps under a name.

use clap::Args;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use crate::model::completion::Completion;
use crate::model::vocabulary::Role;

/// The word that selects what is not filled in.
pub const NONE: &str = "none";

/// The mark that begins the name of a view on the command line.
pub const VIEW: char = '@';

/// The part of a plan that an answer is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "extract")]
pub struct Extract {
    /// The options that select it, as typed.
    pub selection: String,
    /// How many actions they select.
    pub selected: usize,
    /// How many actions the plan has.
    pub of: usize,
}

/// The actions asked for, in the user's words; the same option twice means *or*, two options mean *and*.
///
/// Each field is an option, its first sentence the option's help, and a key of a view.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Question {
    /// Only this status (`none`: not filled in); given twice, either
    #[arg(long, value_name = "STATUS", help_heading = "Selection", add = Completion::Status)]
    pub status: Vec<String>,
    /// Only this axis, by its number or its title
    #[arg(long, value_name = "NUMBER", help_heading = "Selection", add = Completion::Axis)]
    #[serde(deserialize_with = "numbers")]
    pub axis: Vec<String>,
    /// Only this measure, or those whose codes begin so (3.3)
    #[arg(long, value_name = "CODE", help_heading = "Selection", add = Completion::Measure)]
    pub measure: Vec<String>,
    /// Only this theme
    #[arg(long, value_name = "NAME", help_heading = "Selection", add = Completion::Theme)]
    pub theme: Vec<String>,
    /// Only this owner (`none`: not filled in)
    #[arg(long, value_name = "NAME", help_heading = "Selection", add = Completion::Actor(Role::Owners))]
    pub owner: Vec<String>,
    /// Only this funder (`none`: not filled in)
    #[arg(long, value_name = "NAME", help_heading = "Selection", add = Completion::Actor(Role::Funders))]
    pub funder: Vec<String>,
    /// Only this partner (`none`: not filled in)
    #[arg(long, value_name = "NAME", help_heading = "Selection", add = Completion::Actor(Role::Partners))]
    pub partner: Vec<String>,
    /// Only this audience (`none`: not filled in)
    #[arg(long, value_name = "NAME", help_heading = "Selection", add = Completion::Actor(Role::Audiences))]
    pub audience: Vec<String>,
    /// Only what is under way in this year, surely or possibly
    #[arg(long, value_name = "YEAR", help_heading = "Selection")]
    #[serde(deserialize_with = "dates")]
    pub year: Vec<String>,
    /// Only what is under way in these years (2020..2022, both included), surely or possibly
    #[arg(long, value_name = "YEARS", help_heading = "Selection")]
    pub years: Vec<String>,
    /// Only what should have ended and has not
    #[arg(long, help_heading = "Selection")]
    pub late: bool,
    /// Only what starts in this year, month or day, or in this span (2026-07..2026-12), surely or possibly
    #[arg(long, value_name = "DATES", help_heading = "Selection")]
    #[serde(deserialize_with = "dates")]
    pub starts: Vec<String>,
    /// Only what ends in this year, month or day, or in this span (2026-07..2026-12), surely or possibly
    #[arg(long, value_name = "DATES", help_heading = "Selection")]
    #[serde(deserialize_with = "dates")]
    pub ends: Vec<String>,
    /// Only what has to end within so many days, or by a day (31/12/2026), and is not over
    #[arg(
        long,
        value_name = "DAYS|DATE",
        allow_negative_numbers = true,
        help_heading = "Selection"
    )]
    #[serde(deserialize_with = "deadline")]
    pub due: Option<String>,
    /// Only what nobody changed for so many days, as git tells, and is not over
    #[arg(long, value_name = "DAYS", help_heading = "Selection")]
    pub stale: Option<u32>,
    /// Only what says nothing of this column (start, budget…; plan list --columns names them)
    #[arg(long, value_name = "COLUMN", help_heading = "Selection", add = Completion::Column)]
    pub missing: Vec<String>,
    /// Only what holds all these words, or words that begin so (*velo: anywhere in a word): titles, descriptions,
    /// sub-actions, budget notes
    #[arg(long, value_name = "WORDS", help_heading = "Selection")]
    pub search: Option<String>,
    /// The columns of a list, which has an option of its own for them.
    #[arg(skip)]
    pub columns: Vec<String>,
    /// The columns that a list is sorted by.
    #[arg(skip)]
    pub sort: Vec<String>,
    /// Ids, or beginnings of them, and `@name` for a view; no view holds any.
    #[arg(skip)]
    #[serde(skip)]
    pub ids: Vec<String>,
    /// True where the search reads the editors' notes too.
    #[arg(skip)]
    #[serde(skip)]
    pub with_notes: bool,
}

impl Question {
    /// The options that words follow, which are keys of a view too, and these words; in this order answers say them.
    pub fn lists(&mut self) -> [(&'static str, &mut Vec<String>); 15] {
        [
            ("axis", &mut self.axis),
            ("measure", &mut self.measure),
            ("theme", &mut self.theme),
            ("owner", &mut self.owner),
            ("funder", &mut self.funder),
            ("partner", &mut self.partner),
            ("audience", &mut self.audience),
            ("status", &mut self.status),
            ("year", &mut self.year),
            ("years", &mut self.years),
            ("starts", &mut self.starts),
            ("ends", &mut self.ends),
            ("missing", &mut self.missing),
            ("columns", &mut self.columns),
            ("sort", &mut self.sort),
        ]
    }
}

/// In a file, axes are numbers; on a command line, what is typed for one may be none.
fn numbers<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let numbers = Vec::<u32>::deserialize(deserializer)?;
    Ok(numbers.iter().map(ToString::to_string).collect())
}

/// A date in a file: a text, or a bare number.
#[derive(Deserialize)]
#[serde(untagged)]
enum WrittenDate {
    Number(u32),
    Text(String),
}

impl WrittenDate {
    fn text(self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text,
        }
    }
}

fn dates<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let dates = Vec::<WrittenDate>::deserialize(deserializer)?;
    Ok(dates.into_iter().map(WrittenDate::text).collect())
}

fn deadline<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let deadline = Option::<WrittenDate>::deserialize(deserializer)?;
    Ok(deadline.map(WrittenDate::text))
}
