//! The values of a document, as a person reads them.

use toml::de::DeValue;

use crate::document::Document;
use crate::document::fragment::value;

impl Document<'_> {
    /// The value of a key as a person reads it: a text without its quotes, the items of a list one behind the other.
    pub fn value_text(&self, name: &str) -> Option<String> {
        let root = name.split('.').next().unwrap_or(name);
        Some(match self.value(name)?.get_ref() {
            DeValue::String(text) => text.trim_end().to_owned(),
            DeValue::Array(items) => {
                let items: Vec<String> = items
                    .iter()
                    .map(|item| match item.get_ref() {
                        DeValue::String(text) => text.to_string(),
                        other => value(root, other),
                    })
                    .collect();
                items.join(" ; ")
            }
            other => value(root, other),
        })
    }
}
