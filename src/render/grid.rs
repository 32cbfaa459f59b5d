//! A table of texts in the forms that paste or load elsewhere: separated values, Markdown.

use std::io::Write;

use csv::{Terminator, WriterBuilder};

use crate::error::Error;
use crate::render::table::TableHeading;

/// A table of texts; the last `footer` rows are totals.
#[derive(Debug, Clone)]
pub struct TextTable {
    /// The columns.
    pub headings: Vec<TableHeading>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
    /// How many rows at the end total the others.
    pub footer: usize,
}

impl TextTable {
    /// Write it as RFC 4180 does, with `delimiter` between cells.
    ///
    /// # Errors
    /// The answer cannot be written.
    pub fn write_separated(&self, delimiter: u8, out: &mut dyn Write) -> Result<(), Error> {
        let mut writer = WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(Terminator::CRLF)
            .from_writer(out);
        let titles = self.headings.iter().map(|heading| &heading.title);
        writer.write_record(titles).map_err(std::io::Error::from)?;
        for row in &self.rows {
            writer.write_record(row).map_err(std::io::Error::from)?;
        }
        writer.flush()?;
        Ok(())
    }

    /// Write it as a Markdown table, numbers to the right, totals in bold.
    ///
    /// # Errors
    /// The answer cannot be written.
    pub fn write_markdown(&self, out: &mut dyn Write) -> Result<(), Error> {
        let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
        let titles = self.headings.iter().map(|heading| escaped(&heading.title));
        writeln!(out, "{}", line(titles.collect()))?;
        let rule = self.headings.iter().map(|heading| {
            let rule = if heading.numeric { "---:" } else { "---" };
            rule.to_owned()
        });
        writeln!(out, "{}", line(rule.collect()))?;
        let last = self.rows.len().saturating_sub(self.footer);
        for (index, row) in self.rows.iter().enumerate() {
            let bold = |text: String| {
                if index >= last && !text.is_empty() {
                    format!("**{text}**")
                } else {
                    text
                }
            };
            let cells = row.iter().map(|text| bold(escaped(text)));
            writeln!(out, "{}", line(cells.collect()))?;
        }
        Ok(())
    }
}

/// A text within a line of Markdown, or a cell of its tables: on one line, its signs taken as they are.
pub fn escaped(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    for character in text.trim().chars() {
        match character {
            '\n' => cell.push_str("<br>"),
            '<' => cell.push_str("&lt;"),
            '|' | '*' | '_' | '`' | '\\' | '[' => {
                cell.push('\\');
                cell.push(character);
            }
            other => cell.push(other),
        }
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::{TextTable, escaped};
    use crate::render::table::TableHeading;

    #[test]
    fn a_cell_keeps_its_signs() {
        for (text, expected) in [
            ("a|b", "a\\|b"),
            ("2015*", "2015\\*"),
            ("a\nb", "a<br>b"),
            ("<b>", "&lt;b>"),
            (" x ", "x"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn totals_are_bold_and_numbers_right() {
        let heading = |title: &str, numeric| TableHeading {
            title: title.to_owned(),
            numeric,
            wide: false,
        };
        let row = |name: &str, number: &str| vec![name.to_owned(), number.to_owned()];
        let grid = TextTable {
            headings: vec![heading("Axe", false), heading("Actions", true)],
            rows: vec![row("4 Mobilité", "17"), row("Total", "17")],
            footer: 1,
        };
        let mut out = Vec::new();
        grid.write_markdown(&mut out).expect("memory takes it");
        assert_eq!(
            String::from_utf8_lossy(&out),
            "| Axe | Actions |\n| --- | ---: |\n| 4 Mobilité | 17 |\n| **Total** | **17** |\n"
        );
    }
}
