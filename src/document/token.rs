//! What a value without its signs, or with others, was meant as.

/// The keys whose values are true or not.
pub const TRUTHS: &[&str] = &["approximate", "unsure", "of_which", "late"];
/// The blanks that TOML takes for letters.
pub const HARD_BLANKS: &[char] = &['\u{a0}', '\u{202f}', '\u{2009}', '\u{2007}', '\u{3000}'];
/// All blanks within a line.
pub const BLANK: &[char] = &[
    ' ', '\t', '\r', '\u{a0}', '\u{202f}', '\u{2009}', '\u{2007}', '\u{3000}',
];

/// The text between straight quotes, where nothing in it needs care.
pub fn quote(text: &str) -> Option<String> {
    let plain = !text.is_empty() && !text.contains(['"', '\\', '\n']);
    plain.then(|| format!("\"{text}\""))
}

/// `"A", "B"` or `"A" ; "B"` as a list.
pub fn list(text: &str) -> Option<String> {
    let items: Vec<&str> = text.split([',', ';']).map(str::trim).collect();
    let whole = items.iter().all(|item| {
        item.len() > 2
            && item.starts_with('"')
            && item.ends_with('"')
            && item.matches('"').count() == 2
    });
    whole.then(|| format!("[{}]", items.join(", ")))
}

/// The meaning of a word for yes or no.
pub fn truth(token: &str) -> Option<bool> {
    match token.to_lowercase().as_str() {
        "true" | "vrai" | "oui" | "yes" => Some(true),
        "false" | "faux" | "non" | "no" => Some(false),
        _ => None,
    }
}

/// Tells that a text is made of digits as dates are, whether or not it is one.
pub fn looks_like_a_date(token: &str) -> bool {
    let digits = token.bytes().filter(u8::is_ascii_digit).count();
    let separators = token.matches(['-', '/']).count();
    digits >= 5 && separators >= 1 && digits + separators == token.len()
}

/// Tells that a text names a place on a Windows disk: `C:\temp`, `\\serveur\partage`.
pub fn is_windows_path(text: &str) -> bool {
    let bytes = text.as_bytes();
    let drive = bytes.len() > 3 && bytes[0].is_ascii_alphabetic() && &bytes[1..3] == b":\\";
    drive || text.starts_with("\\\\")
}
