//! The canonical layout of an action's file, made for reviewing in git. It knows TOML, not its meaning.
//!
//! Groups of keys in the order of the model, a blank line between them, `=` aligned within one; a list of two
//! or more one item a line, so that two people who change neighbouring items do not meet in a merge.

use toml::de::DeValue;

use crate::document::Document;
use crate::document::fields::{Body, RemarkedItem, RemarkedKey};
use crate::document::fragment::{block, line, rank, value};
use crate::model::key::{Key, Shape};

/// What the first line of an action's file says before the path of the editors' schema.
pub const SCHEMA_MARK: &str = "#:schema ";
/// The first line of an action's file, by which an editor finds the schema.
pub const SCHEMA_LINE: &str = "#:schema ../../schema/action.schema.json";

/// The longest line that a list of one item may take, in characters.
const LIST_WIDTH: usize = 100;
/// The longest line that a sub-action may take in a list.
const SUB_ACTION_WIDTH: usize = 120;

const SUB_ACTIONS: &str = "sub_actions";

impl Document<'_> {
    /// An action's file in its canonical layout: the same values, the same comments.
    ///
    /// The document must be sound.
    pub fn layout(&self) -> String {
        // A value is brought into its form where it is written: over the text, an accent would join the escape before it.
        if self.text().contains("\r\n") {
            page(&Document::of(&self.text().replace("\r\n", "\n")))
        } else {
            page(self)
        }
    }
}

/// The layout of a document whose lines end in `\n`.
fn page(document: &Document<'_>) -> String {
    let (mut fields, behind) = document.fields(document.table(), &(0..document.text().len()));
    let (schema, head) = head(&mut fields);
    fields.sort_by_key(|field| place(&field.root));
    let sub_actions = headed_sub_actions(document, &mut fields);
    let mut page = Page {
        document,
        text: String::new(),
    };
    page.line(schema);
    page.blank();
    page.comments(&head, "");
    for group in fields.chunk_by(|a, b| place(&a.root).0 == place(&b.root).0) {
        page.group(group);
    }
    for part in &sub_actions {
        page.headed(part);
    }
    if !behind.is_empty() {
        page.blank();
    }
    page.comments(&behind, "");
    page.text
}

/// Tells whether a key's text stands on lines of its own, however short.
pub fn is_block(name: &str) -> bool {
    Key::named(name).is_some_and(|key| key.shape() == Shape::Block)
}

/// The group of a key of an action and the place in it; unknown keys come last.
pub fn place(root: &str) -> (usize, usize) {
    match Key::named(root) {
        Some(key) => (key.group(), key as usize),
        // What a territory keeps besides comes behind all keys.
        None => (usize::MAX, usize::from(root != "extra")),
    }
}

/// The comments that head the file: the line that names the schema, which stands apart as other formatters have it, and
/// what a blank line sets apart.
fn head<'a>(fields: &mut [RemarkedKey<'a>]) -> (&'a str, Vec<&'a str>) {
    let is_schema = |comment: &&str| comment.starts_with("#:schema");
    let mut head = Vec::new();
    if let Some(first) = fields.first_mut() {
        let above = &mut first.remarks.above;
        let apart = above.iter().rposition(|comment| comment.is_empty());
        let schema = above.iter().position(is_schema);
        let end = apart.max(schema).map_or(0, |index| index + 1);
        head = above.drain(..end).collect();
    }
    let schema = head.iter().position(is_schema);
    let schema = schema.map_or(SCHEMA_LINE, |index| head.remove(index));
    while head.first().is_some_and(|comment| comment.is_empty()) {
        head.remove(0);
    }
    (schema, head)
}

/// The sub-actions taken out of `fields`, where one holds more than fits a line of a list.
fn headed_sub_actions<'a>(
    document: &'a Document<'_>,
    fields: &mut Vec<RemarkedKey<'a>>,
) -> Vec<RemarkedItem<'a>> {
    let needs_lines = |part: &RemarkedItem<'_>| match part.value {
        DeValue::Table(table) => {
            let long = value(SUB_ACTIONS, part.value).chars().count() + 3 > SUB_ACTION_WIDTH;
            let holds = |key| table.iter().any(|(name, _)| name.get_ref() == key);
            let remarked = part.all_comments(document).len() > part.remarks.above.len();
            remarked
                || holds("description")
                || holds("budget")
                || holds("indicators")
                || (long && table.len() > 1)
        }
        _ => false,
    };
    let is_headed = |field: &RemarkedKey<'_>| match &field.body {
        Body::List(parts, _) => field.key == SUB_ACTIONS && parts.iter().any(needs_lines),
        Body::Value(_) => false,
    };
    let Some(index) = fields.iter().position(is_headed) else {
        return Vec::new();
    };
    let field = fields.remove(index);
    let Body::List(mut parts, behind) = field.body else {
        return Vec::new();
    };
    if let Some(first) = parts.first_mut() {
        let above = field.remarks.above.into_iter().chain(field.remarks.beside);
        first.remarks.above.splice(0..0, above);
    }
    if let Some(last) = parts.last_mut() {
        last.remarks.above.extend(behind);
    }
    parts
}

/// A text under way.
struct Page<'a, 'd> {
    document: &'a Document<'d>,
    text: String,
}

impl Page<'_, '_> {
    fn blank(&mut self) {
        self.text.push('\n');
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn comments(&mut self, comments: &[&str], indent: &str) {
        for comment in comments {
            let indent = if comment.is_empty() { "" } else { indent };
            self.line(&format!("{indent}{comment}"));
        }
    }

    /// A group of keys, a blank line before it.
    fn group(&mut self, fields: &[RemarkedKey<'_>]) {
        if !self.text.ends_with("\n\n") {
            self.blank();
        }
        self.aligned(fields, is_block);
    }

    /// Keys with `=` in one column; those of `is_block`, and any text of several lines, between `"""`.
    fn aligned(&mut self, fields: &[RemarkedKey<'_>], is_block: fn(&str) -> bool) {
        let width = fields.iter().map(|field| field.key.chars().count()).max();
        let width = width.unwrap_or(0);
        for field in fields {
            self.comments(&field.remarks.above, "");
            let start = format!("{:width$} = ", field.key);
            self.text.push_str(&start);
            match &field.body {
                Body::Value(DeValue::String(text))
                    if is_block(&field.key) || text.trim_end().contains('\n') =>
                {
                    self.text.push_str(&block(text));
                }
                Body::Value(body) => self.text.push_str(&value(&field.key, body)),
                Body::List(parts, behind) => {
                    let room = LIST_WIDTH.saturating_sub(start.chars().count());
                    self.list(&field.key, parts, behind, room);
                }
            }
            if let Some(comment) = field.remarks.beside {
                self.text.push(' ');
                self.text.push_str(comment);
            }
            self.blank();
        }
    }

    fn list(&mut self, key: &str, parts: &[RemarkedItem<'_>], behind: &[&str], room: usize) {
        let remarked = !behind.is_empty()
            || parts.iter().any(|part| {
                part.remarks.beside.is_some() || !part.all_comments(self.document).is_empty()
            });
        let items: Vec<String> = parts.iter().map(|part| item(key, part.value)).collect();
        let short = format!("[{}]", items.join(", "));
        if !remarked && items.len() < 2 && short.chars().count() <= room {
            self.text.push_str(&short);
            return;
        }
        self.line("[");
        for (item, part) in items.iter().zip(parts) {
            self.comments(&part.all_comments(self.document), "  ");
            let beside = part.remarks.beside.map(|comment| format!(" {comment}"));
            self.line(&format!("  {item},{}", beside.unwrap_or_default()));
        }
        self.comments(behind, "  ");
        self.text.push(']');
    }

    /// A sub-action under a header of its own.
    fn headed(&mut self, part: &RemarkedItem<'_>) {
        if !self.text.ends_with("\n\n") {
            self.blank();
        }
        self.comments(&part.remarks.above, "");
        let beside: Vec<&str> = part.remarks.beside.into_iter().collect();
        match part.value {
            DeValue::Table(table) => {
                let (mut fields, behind) = self.document.fields(table, &part.extent);
                fields.sort_by_key(|field| rank(SUB_ACTIONS, &field.root));
                self.comments(&behind, "");
                self.comments(&beside, "");
                self.line("[[sub_actions]]");
                self.aligned(&fields, |_| false);
            }
            title => {
                self.comments(&beside, "");
                self.line("[[sub_actions]]");
                self.line(&format!("title = {}", value("title", title)));
            }
        }
    }
}

/// An item of a list; a sub-action that is nothing but a title is its title.
fn item(key: &str, body: &DeValue<'_>) -> String {
    match body {
        DeValue::Table(table) if key == SUB_ACTIONS && table.len() == 1 => {
            match table.iter().next() {
                Some((name, title)) if name.get_ref() == "title" => value("title", title.get_ref()),
                _ => value(key, body),
            }
        }
        DeValue::String(text) => line(text),
        _ => value(key, body),
    }
}

#[cfg(test)]
mod tests {
    use crate::document::Document;

    fn layout(text: &str) -> String {
        Document::of(text).layout()
    }

    #[test]
    fn keys_stand_in_the_order_of_the_model_with_their_comments() {
        let text = "\u{feff}# Lu deux fois.\r\n\r\nend = \"12/05/2019\" # au plus tard\r\n\
                    # Le service\r\nowners=[ 'A' ]\r\npartners = [\"B\", # le premier\r\n\"C\"]\r\n\
                    start = 2018\r\nthemes = ['T']\r\ntitle = \"E\u{301}t\u{e9}\"\r\n\
                    description = \"une ligne\"\r\n\
                    [[budget]]\r\namount = 5000000 # estimation\r\nlabel = 'usine'\r\n# Fin";
        let expected = "#:schema ../../schema/action.schema.json\n\n\
                        # Lu deux fois.\n\n\
                        title  = \"\u{c9}t\u{e9}\"\nthemes = [\"T\"]\n\n\
                        # Le service\nowners   = [\"A\"]\npartners = [\n  \"B\", # le premier\n  \"C\",\n]\n\n\
                        start = \"2018\"\nend   = \"2019-05-12\" # au plus tard\n\n\
                        description = \"\"\"\nune ligne\n\"\"\"\n\n\
                        budget = [\n  # estimation\n  { label = \"usine\", amount = 5_000_000 },\n]\n\n\
                        # Fin\n";
        assert_eq!(layout(text), expected);
        assert_eq!(layout(expected), expected);
    }

    #[test]
    fn a_sub_action_that_needs_lines_stands_under_its_own_header() {
        let text = "title = 't'\nthemes = ['T']\nsub_actions = [\n  # une\n  'Un',\n  { description = 'd', title = 'Deux' }, # deux\n]\n\
                    editor_notes = 'n'\n";
        let expected = "#:schema ../../schema/action.schema.json\n\n\
                        title  = \"t\"\nthemes = [\"T\"]\n\n\
                        editor_notes = \"\"\"\nn\n\"\"\"\n\n\
                        # une\n[[sub_actions]]\ntitle = \"Un\"\n\n\
                        # deux\n[[sub_actions]]\ntitle       = \"Deux\"\ndescription = \"d\"\n";
        assert_eq!(layout(text), expected);
        assert_eq!(layout(expected), expected);
    }

    #[test]
    fn a_sub_action_that_fits_a_line_stands_in_the_list() {
        let text = "title = 't'\nthemes = ['T']\n[extra]\n# le n\u{b0}\nfiche = 12000\n\
                    [[sub_actions]]\nend = 2019\ntitle = 'Un'\n[[sub_actions]]\ntitle = 'Deux'\n";
        let expected = "#:schema ../../schema/action.schema.json\n\n\
                        title  = \"t\"\nthemes = [\"T\"]\n\n\
                        sub_actions = [\n  { title = \"Un\", end = \"2019\" },\n  \"Deux\",\n]\n\n\
                        # le n\u{b0}\nextra.fiche = 12_000\n";
        assert_eq!(layout(text), expected);
        assert_eq!(layout(expected), expected);
    }
}
