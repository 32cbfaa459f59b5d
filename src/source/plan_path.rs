//! The path of a file below a folder, made of plain names: it cannot lead out of that folder. It never sees a disk.

use std::ffi::OsStr;
use std::path::Path;

use derive_more::Display;

/// A path from a plan's root (or another folder that is written as a whole), with `/` between its names.
///
/// No name in it is empty, `.` or `..`, or holds a separator of any system, a colon (a drive or a stream of Windows) or
/// a zero byte.
#[derive(Debug, Display, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlanPath(String);

impl PlanPath {
    /// The path that `text` is; none where it could lead elsewhere.
    pub fn parse(text: &str) -> Option<Self> {
        let is_plain = |name: &str| {
            !matches!(name, "" | "." | "..") && !name.contains(['\\', ':', '\0', '\u{fffd}'])
        };
        text.split('/').all(is_plain).then(|| Self(text.to_owned()))
    }

    /// The path, with `/` between its names.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder that the file is in; empty for the root.
    pub fn folder(&self) -> &Path {
        Path::new(self.0.rsplit_once('/').map_or("", |(folder, _)| folder))
    }

    /// The name of the file.
    pub fn name(&self) -> &OsStr {
        let name = self.0.rsplit('/').next();
        OsStr::new(name.unwrap_or(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::PlanPath;

    #[test]
    fn a_path_leads_nowhere_else() {
        for (text, expected) in [
            ("actions/3.1.2/velo.toml", true),
            ("schema/plan.toml", true),
            (".gitattributes", true),
            ("actions/3.1.2/Vélo (1).toml", true),
            ("", false),
            ("/etc/passwd", false),
            ("actions//velo.toml", false),
            ("actions/../../velo.toml", false),
            ("..", false),
            ("actions/./velo.toml", false),
            ("actions/3.1.2/", false),
            ("actions\\3.1.2\\velo.toml", false),
            ("C:/velo.toml", false),
            ("actions/3.1.2/velo.toml:stream", false),
            ("actions/3.1.2/\0", false),
        ] {
            assert_eq!(PlanPath::parse(text).is_some(), expected, "{text}");
        }
    }
}
