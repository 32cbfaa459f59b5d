//! LibreOffice, as people open tables with it.

use std::path::Path;
use std::process::Command;

/// LibreOffice in French, with a profile of its own.
pub fn soffice(profile: &Path) -> Command {
    let mut command = Command::new("soffice");
    let profile = format!("-env:UserInstallation=file://{}", profile.display());
    command.arg(profile).env("LC_ALL", "fr_FR.UTF-8");
    command
}
