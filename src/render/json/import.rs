//! The report of an import as JSON: `plan import`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::answers::import_report::said;
use crate::view::import_report::{ImportReport, Remark};
use crate::words::Lang;

/// The object of `plan import`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "import")]
pub struct ImportRecord<'a> {
    #[serde(flatten)]
    report: &'a ImportReport,
    remarks: Vec<RemarkRecord<'a>>,
    /// What only a person can say: nothing is written before.
    questions: Vec<QuestionRecord<'a>>,
}

/// A remark on a cell or a row.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "importRemark")]
struct RemarkRecord<'a> {
    #[serde(flatten)]
    remark: &'a Remark,
    /// What is said of all cells and rows of the kind.
    text: String,
    /// What is said of this one alone.
    detail: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "importQuestion")]
struct QuestionRecord<'a> {
    text: String,
    rows: Vec<AskedRow<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "askedRow")]
struct AskedRow<'a> {
    row: usize,
    /// What the row says.
    cell: &'a str,
    /// What of the row is meant, where it is not the whole row.
    detail: Option<String>,
}

impl<'a> ImportRecord<'a> {
    /// The object of a report.
    pub fn of(report: &'a ImportReport, lang: Lang) -> Self {
        let remarks = report.remarks.iter().map(|remark| {
            let (text, detail) = said(remark, lang);
            RemarkRecord {
                remark,
                text,
                detail,
            }
        });
        let questions = report.questions.iter().map(|question| {
            let rows = question.rows.iter();
            QuestionRecord {
                text: lang.question(&question.asks, &question.numbers()),
                rows: rows
                    .map(|(row, cell)| AskedRow {
                        row: *row,
                        cell,
                        detail: lang.asked_of(&question.asks, *row),
                    })
                    .collect(),
            }
        });
        Self {
            report,
            remarks: remarks.collect(),
            questions: questions.collect(),
        }
    }
}
