//! What is said in English of a file in which no table can be read.

use std::path::Path;

use crate::error::TableFault;
use crate::words::Sentence;

/// What is said of the file and its fault.
pub fn unreadable(path: &Path, fault: &TableFault) -> Sentence {
    let file = path.display();
    match fault {
        TableFault::NoSheet { sheet, known } if known.is_empty() => Sentence::new(format!("{file} has no sheet `{sheet}`"))
            .help("it is no workbook: leave --sheet out"),
        TableFault::NoSheet { sheet, known } => Sentence::new(format!("{file} has no sheet `{sheet}`"))
            .help(format!("its sheets: {}", known.join(", "))),
        TableFault::NoColumn { name, known } => Sentence::new(format!("{file} has no column `{name}`"))
            .help(format!("its columns: {}", known.join(", "))),
        TableFault::NoHeading => Sentence::new(format!("{file} has no row of headings that are known: the title of an action, or the id of one of the plan, is needed"))
            .help("in a file given by --map, write heading = 4 (the row of the headings) and, under [columns], \"heading\" = \"title\""),
        TableFault::SeveralSheets { sheets } => Sentence::new(format!("several sheets of {file} hold actions"))
            .help(format!("choose by --sheet: {}", sheets.join(", "))),
        TableFault::Empty => Sentence::new(format!("nothing stands in {file}")),
        TableFault::Foreign => Sentence::new(format!("{file} is neither a table as text nor a workbook"))
            .help("save it as a workbook (xlsx, xls, ods) or as CSV"),
        TableFault::UnknownEncoding => Sentence::new(format!("the accents of {file} are in no encoding that is known here")).help("save it as `CSV UTF-8`, or as a workbook (xlsx)"),
        TableFault::Markup => Sentence::new(format!("{file} is a web page or other markup, not a table"))
            .help("open it in a spreadsheet and save it as a workbook (xlsx)"),
        TableFault::OpenQuote { line } => Sentence::new(format!("{file}:{line}: a quotation mark that nothing closes"))
            .help("close the cell with a second \" or, where the mark belongs to the text, write it twice in a quoted cell"),
        TableFault::TextBehindQuote { line } => Sentence::new(format!("{file}:{line}: a quoted cell that goes on after its closing quotation mark"))
            .help("inside a quoted cell, write each \" of the text twice"),
        TableFault::Encrypted => Sentence::new(format!("a password protects {file}"))
            .help("save the workbook without a password"),
        TableFault::Damaged { reason } => Sentence::new(format!("{file} is a broken workbook: {reason}"))
            .help("open it in a spreadsheet and save it anew as a workbook (xlsx)"),
        TableFault::TooLarge { megabytes } => Sentence::new(format!("{file} holds more than {megabytes} MB"))
            .help("keep only the sheets of the plan, as values, and save them as a new workbook"),
        TableFault::TooManyCells { sheet, most } => Sentence::new(format!("the sheet `{sheet}` of {file} spans more than {most} cells"))
            .help("copy the part that holds the plan to a new sheet, and delete the other"),
    }
}
