//! The words of a command line as the shell gives them, made those that the user typed.

use std::ffi::OsString;

/// The arguments, each value of an option that ends with a comma going on in the next word: PowerShell parts `1, 2`.
pub fn joined(arguments: Vec<OsString>) -> Vec<OsString> {
    let mut joined: Vec<OsString> = Vec::new();
    let text = |word: &OsString| word.to_string_lossy().into_owned();
    for word in arguments {
        let last = joined.last().map(text).unwrap_or_default();
        let before = joined.iter().rev().nth(1).map(text).unwrap_or_default();
        let is_value = before.starts_with("--") && !before.contains('=');
        match joined.last_mut() {
            Some(list) if is_value && last.ends_with(',') && !text(&word).starts_with('-') => {
                list.push(word);
            }
            _ => joined.push(word),
        }
    }
    joined
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
        ] {
            let words = joined(typed.split(' ').map(OsString::from).collect());
            let words: Vec<String> = words
                .into_iter()
                .filter_map(|word| word.into_string().ok())
                .collect();
            assert_eq!(words.join("|"), expected, "{typed}");
        }
    }
}
