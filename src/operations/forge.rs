//! What a forge needs beside a plan: ready jobs, the template of a merge request, who reviews what.

use strum::{EnumString, VariantNames};

use crate::model::vocabulary::Measure;
use crate::source::paths::ACTIONS;

const REQUEST: &str = include_str!("../../templates/forge/demande.md");
/// The job that checks the plan: what a plan gets whose forge nobody named.
pub const GITHUB_CHECK: (&str, &str) = (
    ".github/workflows/plan.yml",
    include_str!("../../docs/ci/github.yml"),
);

/// Where the plan is kept, and its changes are reviewed.
#[derive(Debug, Clone, Copy, EnumString, VariantNames)]
#[strum(serialize_all = "lowercase")]
pub enum Forge {
    /// GitHub.
    Github,
    /// GitLab.
    Gitlab,
}

impl Forge {
    /// The ready jobs and the template of a merge request, where the forge looks for them.
    pub const fn files(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Github => &[
                GITHUB_CHECK,
                (
                    ".github/workflows/plan-differences.yml",
                    include_str!("../../docs/ci/github-comment.yml"),
                ),
                (
                    ".github/workflows/plan-page.yml",
                    include_str!("../../docs/ci/github-pages.yml"),
                ),
                (".github/pull_request_template.md", REQUEST),
            ],
            Self::Gitlab => &[
                (
                    ".gitlab-ci.yml",
                    include_str!("../../templates/forge/gitlab-ci.yml"),
                ),
                (".gitlab/plan.yml", include_str!("../../docs/ci/gitlab.yml")),
                (
                    ".gitlab/plan-differences.yml",
                    include_str!("../../docs/ci/gitlab-comment.yml"),
                ),
                (
                    ".gitlab/plan-page.yml",
                    include_str!("../../docs/ci/gitlab-pages.yml"),
                ),
                (".gitlab/merge_request_templates/Default.md", REQUEST),
            ],
        }
    }

    /// The file that names who reviews what.
    pub const fn owners(self) -> &'static str {
        match self {
            Self::Github => ".github/CODEOWNERS",
            Self::Gitlab => ".gitlab/CODEOWNERS",
        }
    }
}

/// The teams that review each measure: lines to complete, since a team that is none would make the forge refuse the file.
pub fn code_owners(measures: &[Measure]) -> String {
    let head = include_str!("../../templates/forge/codeowners").to_owned();
    measures.iter().fold(head, |text, measure| {
        let Measure { key, title, .. } = measure;
        text + &format!("\n# {title}\n# /{ACTIONS}/{key}/ @organisation/equipe\n")
    })
}
