//! The three sources of a plan, against repositories made with the real git.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::sync::Arc;

use plan::error::Error;
use plan::source::Source;
use plan::source::git;

use crate::replay::import;
use crate::repository::Repository;

const ONE: &str = "actions/1.1/a.toml";
const ACCENTED: &str = "actions/1.1/été.toml";

fn texts(source: &Source) -> BTreeMap<String, String> {
    let entries = source.actions().expect("a listing");
    let read = |bytes: io::Result<Vec<u8>>| String::from_utf8(bytes.expect("bytes"));
    source
        .read_all(&entries, |entry, bytes| {
            (entry.path.clone(), read(bytes).expect("a text"))
        })
        .into_iter()
        .collect()
}

fn expected(texts: &[(&str, &str)]) -> BTreeMap<String, String> {
    let owned = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
    texts.iter().map(owned).collect()
}

/// A repository whose folder, index and last commit differ; the plan stands in `folder` of it.
fn three_states(folder: &str) -> (Repository, Source, Arc<git::Repository>) {
    let repository = Repository::new();
    let within = |path: &str| format!("{folder}{path}");
    repository.write(&within("schema/plan.toml"), "");
    repository.write(&within(ONE), "committed");
    repository.write(&within(ACCENTED), "accented");
    repository.write(&within("actions/1.1/.hidden.toml"), "hidden");
    repository.write("elsewhere/actions/1.1/b.toml", "another plan");
    repository.commit("first", "2020-01-01T12:00:00+01:00");
    repository.write(&within(ONE), "staged");
    repository.git(&["add", "-A"]);
    repository.write(&within(ONE), "on disk");
    let source = Source::around(&repository.path().join(folder)).expect("a plan");
    let git = git::Repository::around(source.root()).expect("a repository");
    (repository, source, Arc::new(git))
}

#[test]
fn disk_index_and_commit_are_three_sources() {
    for folder in ["", "sous-dossier/plan climat/"] {
        let (_repository, disk, git) = three_states(folder);
        let head = git.commit("HEAD").expect("a commit");
        let staged = disk.staged(&git).expect("the index");
        let then = disk.at(&git, &head).expect("a revision");
        for (source, text) in [(disk, "on disk"), (staged, "staged"), (then, "committed")] {
            assert_eq!(
                texts(&source),
                expected(&[(ONE, text), (ACCENTED, "accented")]),
                "{folder}"
            );
            let entry = source.entry(ONE);
            assert_eq!(source.read(&entry).expect("bytes"), text.as_bytes());
            let absent = source.read(&source.entry("schema/themes.toml"));
            assert_eq!(absent.expect_err("absent").kind(), io::ErrorKind::NotFound);
        }
    }
}

#[test]
fn an_overlay_stands_in_for_one_file_of_any_source() {
    let (_repository, disk, git) = three_states("");
    let head = git.commit("HEAD").expect("a commit");
    let then = disk.at(&git, &head).expect("a revision");
    for source in [disk, then] {
        let over = source.clone().overlaid(ONE, b"typed".to_vec());
        assert_eq!(
            texts(&over),
            expected(&[(ONE, "typed"), (ACCENTED, "accented")])
        );
        let new = source.overlaid("actions/1.1/new.toml", b"new".to_vec());
        assert_eq!(texts(&new).len(), 3);
    }
}

#[test]
fn names_cannot_become_options_or_commands() {
    let (_repository, _, git) = three_states("");
    for name in [
        "-h",
        "--output=x",
        "--all",
        "",
        "\n",
        "HEAD\n--all",
        "$(touch x)",
        "no such branch",
        "HEAD:actions",
        "a\0b",
    ] {
        assert!(
            matches!(git.commit(name), Err(Error::UnknownRevision(_))),
            "{name:?}"
        );
    }
}

#[test]
fn a_folder_outside_any_repository_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(matches!(
        git::Repository::around(folder.path()),
        Err(Error::NotARepository(_))
    ));
}

#[test]
fn more_files_than_a_pipe_holds_are_read_by_one_process() {
    let repository = Repository::new();
    repository.write("schema/plan.toml", "");
    repository.write("actions/1.1/a-0.toml", "not committed");
    let committed: BTreeMap<String, String> = (0..3_000)
        .map(|number| {
            let path = format!("actions/1.1/a-{number}.toml");
            (path, format!("{number} {}", "x".repeat(500)))
        })
        .collect();
    let mut stream = "commit refs/heads/main\ncommitter A <a@b> 0 +0000\ndata 4\nmany\n\
                      M 100644 inline schema/plan.toml\ndata 0\n\n"
        .to_owned();
    for (path, text) in &committed {
        let size = text.len();
        let _ = write!(stream, "M 100644 inline {path}\ndata {size}\n{text}\n");
    }
    stream.push_str("done\n");
    import(&repository, &stream);
    let disk = Source::around(repository.path()).expect("a plan");
    let git = Arc::new(git::Repository::around(disk.root()).expect("a repository"));
    let head = git.commit("HEAD").expect("a commit");
    let then = disk.at(&git, &head).expect("a revision");
    assert_eq!(texts(&then), committed);
}
