//! The editors' schema, asked by the path of a key.

use serde_json::Value;

/// What the schema says of a place: a key, the items under it, a table.
#[derive(Debug, Clone, Copy)]
pub struct Schema<'a> {
    whole: &'a Value,
    here: &'a Value,
}

impl<'a> Schema<'a> {
    /// What a schema says of a file.
    pub fn of(whole: &'a Value) -> Self {
        Self { whole, here: whole }
    }

    /// What it says of the key at a path from here; none where there is none such.
    pub fn at(self, path: &[String]) -> Option<Self> {
        path.iter().try_fold(self, |place, key| {
            let here = place.held().get("properties")?.get(key.as_str())?;
            Some(Self { here, ..place })
        })
    }

    /// The items of a list, or what a reference refers to; else the place itself.
    pub fn held(self) -> Self {
        let here = self.get("items").unwrap_or(self.here);
        let reference = here.get("$ref").and_then(Value::as_str);
        let name = reference.and_then(|reference| reference.rsplit('/').next());
        let meant = name.and_then(|name| self.whole.get("definitions")?.get(name));
        let here = meant.unwrap_or(here);
        Self { here, ..self }
    }

    /// One of its own words.
    pub fn get(self, word: &str) -> Option<&'a Value> {
        self.here.get(word)
    }

    /// The keys that may stand there.
    pub fn keys(self) -> impl Iterator<Item = (&'a String, Self)> {
        let properties = self.held().get("properties").and_then(Value::as_object);
        let properties = properties.into_iter().flatten();
        properties.map(move |(key, here)| (key, Self { here, ..self }))
    }

    /// What it means.
    pub fn meaning(self) -> Option<String> {
        Some(self.get("description")?.as_str()?.to_owned())
    }

    /// The texts that may stand there, each with its meaning where that is known.
    pub fn texts(self) -> Vec<(&'a str, Option<&'a str>)> {
        let held = self.held().here;
        let texts = held.get("enum").and_then(Value::as_array);
        let meanings = held.pointer("/x-taplo/docs/enumValues");
        let texts = texts.into_iter().flatten().enumerate();
        texts
            .filter_map(|(index, text)| {
                let meaning = meanings.and_then(|meanings| meanings.get(index)?.as_str());
                Some((text.as_str()?, meaning))
            })
            .collect()
    }

    /// Tells that a value of that type may stand there.
    pub fn takes(self, kind: &str) -> bool {
        match self.get("type") {
            Some(Value::String(one)) => one == kind,
            Some(Value::Array(several)) => several.iter().any(|one| one == kind),
            _ => false,
        }
    }
}
