//! The addresses of files: `file:///home/plan/actions/3.1.2/velo.toml`, `file:///c%3A/plan/schema/themes.toml`.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;
use percent_encoding::{percent_decode_str, utf8_percent_encode};

use crate::render::findings::sarif::ESCAPED;

/// The path that an address names; none where it names no file.
pub fn path(uri: &Uri) -> Option<PathBuf> {
    Some(PathBuf::from(decoded(&uri.0, cfg!(windows))?))
}

fn decoded(uri: &str, is_windows: bool) -> Option<String> {
    let (scheme, rest) = uri.split_once("://")?;
    let is_file = scheme.eq_ignore_ascii_case("file");
    let rest = is_file.then_some(rest)?;
    let (host, path) = rest.split_at(rest.find('/')?);
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let is_here = host.is_empty() || host.eq_ignore_ascii_case("localhost");
    if !is_windows {
        return is_here.then(|| path.into_owned());
    }
    if !is_here {
        return Some(format!(r"\\{host}{}", path.replace('/', r"\")));
    }
    let drive = &path[1..];
    let is_drive =
        drive.starts_with(|c: char| c.is_ascii_alphabetic()) && drive[1..].starts_with(':');
    // Editors write a drive's letter small or large, as it comes.
    is_drive.then(|| {
        let (letter, rest) = drive.split_at(1);
        format!("{}{}", letter.to_uppercase(), rest.replace('/', r"\"))
    })
}

/// The address of a file of the plan at `root`, by its path from there.
pub fn uri(root: &Path, path: &str) -> Uri {
    encoded(&root.to_string_lossy(), path, cfg!(windows)).into()
}

fn encoded(root: &str, path: &str, is_windows: bool) -> String {
    let root = match is_windows {
        true => root.replace('\\', "/"),
        false => root.to_owned(),
    };
    let root = match root.strip_prefix("//") {
        // A folder of another machine.
        Some(shared) if is_windows => shared.to_owned(),
        _ => format!("/{}", root.trim_start_matches('/')),
    };
    let whole = format!("{}/{path}", root.trim_end_matches('/'));
    format!("file://{}", utf8_percent_encode(&whole, ESCAPED))
}

#[cfg(test)]
mod tests {
    use super::{decoded, encoded};

    #[test]
    fn an_address_is_a_path_on_either_system() {
        for (uri, is_windows, expected) in [
            ("file:///x/a%20b/%C3%A9.toml", false, Some("/x/a b/é.toml")),
            ("file://localhost/x", false, Some("/x")),
            ("FILE:///x", false, Some("/x")),
            ("file://serveur/x", false, None),
            ("untitled:Untitled-1", false, None),
            ("vscode-remote://h/x", false, None),
            ("file:///%ff", false, None),
            ("file:///c%3A/plan/x.toml", true, Some(r"C:\plan\x.toml")),
            ("file:///C:/plan", true, Some(r"C:\plan")),
            ("file://serveur/p/x", true, Some(r"\\serveur\p\x")),
            ("file:///x", true, None),
            ("file:", true, None),
        ] {
            let found = decoded(uri, is_windows);
            assert_eq!(found.as_deref(), expected, "{uri}");
        }
    }

    #[test]
    fn a_path_is_an_address_that_leads_back() {
        for (root, is_windows, expected) in [
            ("/x y", false, "file:///x%20y/schema/%C3%A9.toml"),
            ("/", false, "file:///schema/%C3%A9.toml"),
            (r"C:\plan", true, "file:///C%3A/plan/schema/%C3%A9.toml"),
            (r"\\serveur\p", true, "file://serveur/p/schema/%C3%A9.toml"),
        ] {
            let uri = encoded(root, "schema/é.toml", is_windows);
            assert_eq!(uri, expected);
            assert!(decoded(&uri, is_windows).is_some_and(|path| path.starts_with(root)));
        }
    }
}
