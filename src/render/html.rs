//! Answers as fragments of HTML, which paste into a mail or a slide: made of the same answers in Markdown.

use std::io::Write;

use pulldown_cmark::{Options, Parser, html};

use crate::error::Error;

/// Write what `fill` writes in Markdown as HTML.
///
/// # Errors
/// The answer cannot be written.
pub fn of_markdown(
    fill: impl FnOnce(&mut dyn Write) -> Result<(), Error>,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let mut markdown = Vec::new();
    fill(&mut markdown)?;
    let markdown = String::from_utf8_lossy(&markdown);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut fragment = String::new();
    html::push_html(&mut fragment, Parser::new_ext(&markdown, options));
    Ok(writeln!(out, "{}", fragment.trim_end())?)
}

#[cfg(test)]
mod tests {
    use super::of_markdown;
    use crate::render::grid::TextTable;
    use crate::render::table::TableHeading;

    #[test]
    fn a_table_is_a_table_and_no_text_in_it_is_markup() {
        let grid = TextTable {
            headings: vec![TableHeading::words("A&B"), TableHeading::numbers("n")],
            rows: vec![vec!["<script>x</script>\n*y*".to_owned(), "1".to_owned()]],
            footer: 0,
        };
        let mut out = Vec::new();
        of_markdown(|out| grid.write_markdown(out), &mut out).expect("memory takes it");
        let html = String::from_utf8_lossy(&out).into_owned();
        assert!(
            html.contains("<table>") && html.contains("A&amp;B"),
            "{html}"
        );
        assert!(
            html.contains("&lt;script&gt;x&lt;/script&gt;<br>*y*"),
            "{html}"
        );
        assert!(html.contains("text-align: right"), "{html}");
    }
}
