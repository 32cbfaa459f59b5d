//! Every sentence the program says, in French and in English.
//!
//! One type a kind of sentence and one `match` a language: the compiler guards that none is missing.

mod amount;
mod budget_line;
mod caveat;
pub mod dictionary;
pub mod editor;
mod errors;
mod form;
mod headings;
mod help;
pub mod history;
pub mod import;
mod keys;
mod note;
pub mod report;
mod sentence;
pub mod since;
pub mod usage;
mod word;

use crate::model::column::Column;
use crate::model::field::Field;

pub use caveat::Caveat;
pub use note::{Loss, Note, RolePlayed};
pub use sentence::{Lang, Sentence};
pub use word::Word;

impl Lang {
    /// The heading of a column, where the plan gives none of its own.
    pub fn heading(self, column: impl Into<Column>) -> &'static str {
        let [fr, en] = headings::column(column.into());
        self.of(fr, en)
    }

    /// The heading of a field of the tables beside the actions'.
    pub fn field(self, field: Field) -> &'static str {
        let [fr, en] = headings::field(field);
        self.of(fr, en)
    }

    /// The meaning of `key` of `table` in a file, of the table where `key` is empty; the model's doc comments say it in
    /// English.
    pub fn key(self, table: &str, key: &str) -> Option<&'static str> {
        self.of(keys::key(table, key), None)
    }
}

/// A commit's hash as people write it.
pub fn short(commit: &str) -> &str {
    commit.get(..8).unwrap_or(commit)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    /// French sets a no-break space before high punctuation and inside « ».
    #[test]
    fn french_spaces_do_not_break() {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let rooms = ["words", "rules"].map(|room| source.join(room));
        let files = rooms.iter().flat_map(|room| {
            fs::read_dir(room)
                .expect("the folder is there")
                .map(|entry| entry.expect("a folder lists its files").path())
                .filter(|path| path.is_file())
        });
        let sources: Vec<(PathBuf, String)> = files
            .map(|path| {
                let text = fs::read_to_string(&path).expect("a source file reads");
                let code = text.split("#[cfg(test)]").next().unwrap_or_default();
                // What names the marks themselves, and examples that no sentence holds.
                (
                    path,
                    code.replace("« »", "")
                        .replace("\\ or : in", "")
                        .replace("velo.toml : ", ""),
                )
            })
            .collect();
        assert!(sources.len() > 10, "{} files", sources.len());
        for bad in [" ;\"", " ! ", " ?\"", "« ", " »", " : "] {
            for (path, source) in &sources {
                let found = source
                    .lines()
                    .find(|line| line.contains('"') && line.contains(bad));
                assert_eq!(found, None, "{bad:?} in {}", path.display());
            }
        }
    }
}
