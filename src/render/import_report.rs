//! What an import would bring into a plan, and what is to be looked at again, as a person reviews it.

use std::io::Write;

use crate::error::Error;
use crate::model::budget::Cents;
use crate::model::fingerprint::NAME;
use crate::render::terminal::visible;
use crate::render::text::money;
use crate::view::import_report::{
    Asks, FileChange, ImportReport, NameList, NewName, Reason, Remark, TableColumn, TableReport,
    What,
};
use crate::words::import::ImportPhrase;
use crate::words::{Lang, Word};

/// The longest cell that is shown whole, in characters.
const CELL: usize = 160;

/// Write the report.
///
/// # Errors
/// The answer cannot be written.
pub fn write(report: &ImportReport, lang: Lang, out: &mut dyn Write) -> Result<(), Error> {
    write!(out, "{}", visible(&report.file))?;
    if let Some((encoding, delimiter)) = report.text {
        write!(
            out,
            "{}{}",
            lang.word(Word::COLON),
            lang.import(ImportPhrase::Form(encoding, delimiter))
        )?;
    }
    writeln!(out)?;
    for table in &report.tables {
        columns(report, table, lang, out)?;
    }
    section(
        &ImportPhrase::Created(report.created.len()),
        lang,
        report.created.len(),
        out,
    )?;
    for (path, row) in &report.created {
        writeln!(out, "  {path}  ({})", lang.import(ImportPhrase::Row(*row)))?;
    }
    section(
        &ImportPhrase::Changed(report.changed.len()),
        lang,
        report.changed.len(),
        out,
    )?;
    for changed in &report.changed {
        file(changed, lang, out)?;
        for (key, before, after) in &changed.keys {
            let colon = lang.word(Word::COLON);
            let added = match (before, after) {
                (Some(before), Some(after)) => after.strip_prefix(before.as_str()),
                _ => None,
            };
            match added {
                Some(added) => writeln!(out, "    {key}{colon}… + {}", cell(added))?,
                None => {
                    let (before, after) = (held(before, lang), held(after, lang));
                    writeln!(out, "    {key}{colon}{before} → {after}")?;
                }
            }
        }
    }
    section(
        &ImportPhrase::ByValue(report.by_value),
        lang,
        report.by_value,
        out,
    )?;
    section(&ImportPhrase::Same(report.same), lang, report.same, out)?;
    section(
        &ImportPhrase::Conflicts(report.conflicts.len()),
        lang,
        report.conflicts.len(),
        out,
    )?;
    for conflict in &report.conflicts {
        file(conflict, lang, out)?;
        for (key, before, after) in &conflict.keys {
            let colon = lang.word(Word::COLON);
            let (plan, table) = (held(before, lang), held(after, lang));
            writeln!(
                out,
                "    {key}{colon}{}",
                lang.import(ImportPhrase::Against(&plan, &table))
            )?;
        }
    }
    help(
        !report.conflicts.is_empty(),
        ImportPhrase::HowToSettle,
        lang,
        out,
    )?;
    remarks(report, lang, out)?;
    names(report, lang, out)?;
    questions(report, lang, out)
}

/// How many rows of a question are shown.
const ROWS: usize = 5;

fn questions(report: &ImportReport, lang: Lang, out: &mut dyn Write) -> Result<(), Error> {
    let count = report.questions.len();
    section(&ImportPhrase::Questions(count), lang, count, out)?;
    for question in &report.questions {
        let rows: Vec<String> = question
            .rows
            .iter()
            .map(|(row, _)| row.to_string())
            .collect();
        let rows = rows.join(", ");
        let asked = match &question.asks {
            Asks::Total => lang.import(ImportPhrase::AsksTotal(&rows)),
            Asks::Group => lang.import(ImportPhrase::AsksGroup(&rows)),
            Asks::Parts { whole, parts } => {
                let (whole, parts) = (money(*whole, lang), money(*parts, lang));
                lang.import(ImportPhrase::AsksParts(&whole, &parts, &rows))
            }
            Asks::Measure {
                written,
                code,
                title,
            } => lang.import(ImportPhrase::AsksMeasure(code.as_str(), title, written)),
            Asks::Status { written, choices } => {
                let first = choices.first().map_or("", String::as_str);
                lang.import(ImportPhrase::AsksStatus(
                    written,
                    &choices.join(", "),
                    first,
                ))
            }
            Asks::Theme { of_table: true } => lang.import(ImportPhrase::AsksThemeOfTable),
            Asks::Theme { of_table: false } => lang.import(ImportPhrase::AsksTheme),
        };
        writeln!(out, "  {}", visible(&asked))?;
        for (row, said) in question.rows.iter().take(ROWS) {
            writeln!(
                out,
                "    {}:{row}  {}",
                visible(&report.file),
                quoted(said, lang)
            )?;
        }
        if question.rows.len() > ROWS {
            writeln!(out, "    … ({})", question.rows.len())?;
        }
    }
    help(count > 0, ImportPhrase::Unanswered, lang, out)
}

fn section(
    said: &ImportPhrase<'_>,
    lang: Lang,
    count: usize,
    out: &mut dyn Write,
) -> Result<(), Error> {
    if count > 0 {
        writeln!(out, "\n{}", lang.import(*said))?;
    }
    Ok(())
}

fn help(
    is_needed: bool,
    said: ImportPhrase<'_>,
    lang: Lang,
    out: &mut dyn Write,
) -> Result<(), Error> {
    if is_needed {
        let (word, colon) = (lang.word(Word::HELP), lang.word(Word::COLON));
        writeln!(out, "  {word}{colon}{}", lang.import(said))?;
    }
    Ok(())
}

fn file(changed: &FileChange, lang: Lang, out: &mut dyn Write) -> Result<(), Error> {
    Ok(writeln!(
        out,
        "  {}  ({})",
        changed.path,
        lang.import(ImportPhrase::Row(changed.row))
    )?)
}

fn columns(
    report: &ImportReport,
    table: &TableReport,
    lang: Lang,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let is_main = report.tables.first() == Some(table);
    if let Some(sheet) = &table.sheet {
        writeln!(
            out,
            "\n{}",
            visible(&lang.import(ImportPhrase::Sheet(sheet)))
        )?;
    }
    if is_main {
        let rows = ImportPhrase::Rows(table.row, report.rows, report.headings_again);
        writeln!(out, "{}", lang.import(rows))?;
        let (read, kept) = report.cells;
        if read + kept > 0 {
            writeln!(out, "{}", lang.import(ImportPhrase::Cells(read, kept)))?;
        }
    }
    // Of this program's own tables every column is known: only the others are worth a line.
    let is_own = !is_main
        || table
            .columns
            .iter()
            .any(|one| one.word.as_deref() == Some(NAME));
    let shown = |one: &&TableColumn| one.word.is_some() && !(is_own && one.known);
    let shown: Vec<&TableColumn> = table.columns.iter().filter(shown).collect();
    if !shown.is_empty() {
        writeln!(
            out,
            "\n{} ({})",
            lang.import(ImportPhrase::Columns),
            lang.import(ImportPhrase::Row(table.row))
        )?;
    }
    for column in shown {
        let heading = cell(&column.heading);
        let word = column.word.as_deref().unwrap_or_default();
        let said = match column {
            TableColumn {
                known: false,
                is_money: true,
                ..
            } => Some(ImportPhrase::MoneyColumn),
            TableColumn { known: false, .. } => Some(ImportPhrase::UnknownColumn),
            TableColumn {
                lacks_unit: true, ..
            } => Some(ImportPhrase::LacksUnit),
            _ => None,
        };
        match said {
            Some(said) => writeln!(out, "  {heading} → {word} ({})", lang.import(said))?,
            None => writeln!(out, "  {heading} → {word}")?,
        }
    }
    let unread = table.columns.iter().filter(|one| one.word.is_none());
    let unread: Vec<String> = unread.map(|one| cell(&one.heading)).collect();
    if !unread.is_empty() {
        writeln!(
            out,
            "{}",
            lang.import(ImportPhrase::NotRead(&unread.join(", ")))
        )?;
    }
    Ok(())
}

fn remarks(report: &ImportReport, lang: Lang, out: &mut dyn Write) -> Result<(), Error> {
    section(
        &ImportPhrase::Remarks(report.remarks.len()),
        lang,
        report.remarks.len(),
        out,
    )?;
    for remark in &report.remarks {
        let sheet = remark.sheet.as_ref().map(|sheet| format!(" [{sheet}]"));
        let column = remark
            .column
            .as_ref()
            .map(|column| format!(" {}", cell(column)));
        let (sheet, column) = (sheet.unwrap_or_default(), column.unwrap_or_default());
        let colon = lang.word(Word::COLON);
        let place = format!("{}:{}{sheet}{column}", visible(&report.file), remark.row);
        writeln!(out, "  {place}{colon}{}", quoted(&remark.cell, lang))?;
        writeln!(out, "    {}", visible(&what(remark, lang)))?;
    }
    Ok(())
}

fn what(remark: &Remark, lang: Lang) -> String {
    let near = |said: String, nearest: &[String]| match nearest {
        [] => said,
        names => format!(
            "{said} ; {}",
            lang.import(ImportPhrase::Nearest(&names.join(", ")))
        ),
    };
    let named = |names: &[(String, Vec<String>)]| {
        let names = names.iter();
        let names = names.map(|(name, nearest)| near(quoted(name, lang), nearest));
        names.collect::<Vec<_>>().join(", ")
    };
    match &remark.what {
        What::Kept { key } => lang.import(ImportPhrase::Kept(key)),
        What::UnknownNames(names) => {
            format!(
                "{} ({})",
                lang.import(ImportPhrase::UnknownNames),
                named(names)
            )
        }
        What::NotOfPart => lang.import(ImportPhrase::NotOfPart),
        What::NotCounted => lang.import(ImportPhrase::NotCounted),
        What::Gap { whole, parts } => {
            let gap = money(Cents((whole.0 - parts.0).abs()), lang);
            lang.import(ImportPhrase::Gap(
                &money(*whole, lang),
                &money(*parts, lang),
                &gap,
            ))
        }
        What::SumOfParts { whole, parts } => {
            let rest = (whole != parts).then(|| money(Cents(whole.0 - parts.0), lang));
            lang.import(ImportPhrase::SumOfParts(
                &money(*whole, lang),
                rest.as_deref(),
            ))
        }
        What::NoValue => lang.import(ImportPhrase::NoValue),
        What::Attached => lang.import(ImportPhrase::Attached),
        What::NotRead => lang.import(ImportPhrase::Unreadable),
        What::OtherAxis { axis } => lang.import(ImportPhrase::OtherAxis(axis.0)),
        What::TitleFrom(_) => lang.import(ImportPhrase::TitleFrom),
        What::FromAbove => lang.import(ImportPhrase::FromAbove(&remark.cell)),
        What::Twice { row } => lang.import(ImportPhrase::Twice(*row)),
        What::Merged => lang.import(ImportPhrase::Merged),
        What::Joined { row } => lang.import(ImportPhrase::Joined(*row)),
        What::Shifted => lang.import(ImportPhrase::Shifted),
        What::Refused { rule } => lang.import(ImportPhrase::Refused(rule)),
        What::Moved { from, to } => lang.import(ImportPhrase::Moved(from.as_str(), to.as_str())),
        What::LeftOut(reason) => match reason {
            Reason::NoTitle => lang.import(ImportPhrase::NoTitle),
            Reason::UnknownId => lang.import(ImportPhrase::UnknownId),
            Reason::NoMeasure => lang.import(ImportPhrase::NoMeasure),
            Reason::UnknownMeasure { nearest } => {
                near(lang.import(ImportPhrase::UnknownMeasure), nearest)
            }
            Reason::UnknownTheme(names) => {
                format!(
                    "{} ({})",
                    lang.import(ImportPhrase::UnknownTheme),
                    named(names)
                )
            }
            Reason::Total(None) => lang.import(ImportPhrase::Total(None)),
            Reason::Total(Some((stated, found))) => {
                let (stated, found) = (money(*stated, lang), money(*found, lang));
                lang.import(ImportPhrase::Total(Some((&stated, &found))))
            }
            Reason::Group => lang.import(ImportPhrase::Group),
            Reason::CodeIsDate => lang.import(ImportPhrase::CodeIsDate),
            Reason::Explains => lang.import(ImportPhrase::Explains),
            Reason::NoAction => lang.import(ImportPhrase::NoAction),
            Reason::SeveralActions(ids) => {
                let ids: Vec<&str> = ids.iter().map(|id| id.as_str()).collect();
                lang.import(ImportPhrase::SeveralActions(&ids.join(", ")))
            }
            Reason::Broken { path } => lang.import(ImportPhrase::Broken(path)),
            Reason::Refused { rule } => lang.import(ImportPhrase::RefusedRow(rule)),
        },
    }
}

fn names(report: &ImportReport, lang: Lang, out: &mut dyn Write) -> Result<(), Error> {
    section(
        &ImportPhrase::Names(report.names.len()),
        lang,
        report.names.len(),
        out,
    )?;
    for name in &report.names {
        let title = name.title.as_ref().filter(|title| **title != name.name);
        let title = title.map(|title| format!(" {}", cell(title)));
        let title = title.unwrap_or_default();
        let mut said = vec![lang.import(ImportPhrase::NameIn(name.cells, name.row))];
        if !name.nearest.is_empty() {
            said.push(lang.import(ImportPhrase::Nearest(&name.nearest.join(", "))));
        }
        if name.added {
            said.push(lang.import(ImportPhrase::NameAdded));
        }
        let place = name.vocabulary.file();
        writeln!(
            out,
            "  {}{title}  {place} ({})",
            cell(&name.name),
            visible(&said.join(" ; "))
        )?;
    }
    let open = |name: &&NewName| !name.added;
    let is_status = |name: &NewName| name.vocabulary == NameList::Statuses;
    let mut left = report.names.iter().filter(open);
    let others = left.clone().any(|name| !is_status(name));
    help(others, ImportPhrase::HowToAdd, lang, out)?;
    help(
        left.any(is_status),
        ImportPhrase::HowToAddStatuses,
        lang,
        out,
    )
}

fn held(value: &Option<String>, lang: Lang) -> String {
    match value {
        Some(value) => cell(value),
        None => format!("({})", lang.word(Word::NOT_FILLED_IN)),
    }
}

fn quoted(text: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("« {} »", cell(text)),
        Lang::En => format!("`{}`", cell(text)),
    }
}

/// A text on one line, cut where it is long.
fn cell(text: &str) -> String {
    let line = visible(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    if line.chars().count() <= CELL {
        return line;
    }
    let short: String = line.chars().take(CELL - 1).collect();
    format!("{short}…")
}
