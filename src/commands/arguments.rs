//! The words of a command line as the shell gives them, made those that the user typed.

use std::ffi::OsString;

use crate::model::fold::fold;

/// The options before a command that a value follows.
const VALUED: &[&str] = &[
    "-C",
    "--lang",
    "--langue",
    "--color",
    "--couleur",
    "--today",
];

/// The arguments, the accents of commands and options taken away, and each value of an option that ends with a comma going on in the next word: PowerShell parts `1, 2`.
pub fn joined(arguments: Vec<OsString>) -> Vec<OsString> {
    let mut joined: Vec<OsString> = Vec::new();
    let mut has_command = false;
    let text = |word: &OsString| word.to_string_lossy().into_owned();
    for word in arguments.into_iter().map(without_accents) {
        let last = joined.last().map(text).unwrap_or_default();
        let before = joined.iter().rev().nth(1).map(text).unwrap_or_default();
        let is_value = before.starts_with("--") && !before.contains('=');
        let typed = text(&word);
        let is_command = !has_command
            && !joined.is_empty()
            && !typed.starts_with('-')
            && !VALUED.contains(&last.as_str());
        has_command |= is_command;
        let word = match fold(&typed).as_str() {
            "aide" if is_command => OsString::from("help"),
            folded if is_command && !typed.is_ascii() => OsString::from(folded),
            _ => word,
        };
        match joined.last_mut() {
            Some(list) if is_value && last.ends_with(',') && !text(&word).starts_with('-') => {
                list.push(word);
            }
            _ => joined.push(word),
        }
    }
    joined
}

/// An option without accents: `--échéance=2026` as `--echeance=2026`.
fn without_accents(word: OsString) -> OsString {
    let text = word.to_string_lossy();
    let (option, value) = match text.split_once('=') {
        Some((option, value)) => (option, Some(value)),
        None => (&*text, None),
    };
    let is_plain = |name: &str| name.is_ascii() && !name.contains('\'');
    let Some(name) = option.strip_prefix("--").filter(|name| !is_plain(name)) else {
        return word;
    };
    let name = fold(name).replace([' ', '\''], "-");
    let value = value.map(|value| format!("={value}")).unwrap_or_default();
    OsString::from(format!("--{name}{value}"))
}

#[cfg(test)]
mod tests {
    use super::joined;
    use std::ffi::OsString;

    #[test]
    fn a_list_that_a_shell_parts_is_one_value_again() {
        for (typed, expected) in [
            ("list --axis 1, 2", "list|--axis|1,2"),
            (
                "list --axis 1, 2, 3 plan-velo",
                "list|--axis|1,2,3|plan-velo",
            ),
            ("new Titre, --measure 1.1", "new|Titre,|--measure|1.1"),
            ("list --axis 1, --late", "list|--axis|1,|--late"),
            ("list --Échéance=été", "list|--echeance=été"),
            ("-C été vérifier --strict", "-C|été|verifier|--strict"),
            ("aide list", "help|list"),
        ] {
            let words = std::iter::once("plan").chain(typed.split(' '));
            let words = joined(words.map(OsString::from).collect()).split_off(1);
            let words: Vec<String> = words
                .into_iter()
                .filter_map(|word| word.into_string().ok())
                .collect();
            assert_eq!(words.join("|"), expected, "{typed}");
        }
    }
}
