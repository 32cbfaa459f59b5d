//! Two people change one file: `plan merge-driver` under the real `git merge`, beside what git does by itself.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::program;
use crate::repository::{ALONE, Repository, vocabularies};

/// An action as it stands before anybody changes it.
const ACTION: &str = r#"#:schema ../../schema/action.schema.json

title  = "Plan vélo"
themes = ["Mobilité"]

status   = "En cours"
priority = "haute"

owners   = ["Service Vélo"]
partners = [
  "Ademe",
  "Région",
]

start = "2020"
end   = "2024"

description = """
Des pistes au nord.

Des pistes au sud.

Un parking à la gare.
"""

indicators = [
  { name = "Pistes", unit = "km", target = 90, values = { 2020 = 10, 2021 = 12 } },
]

budget = [
  { label = "études", amount = 50_000 },
  { label = "travaux", amount = 900_000 },
  { label = "comptages", amount = 8_000 },
]

sub_actions = [
  { title = "Pistes du nord", status = "En cours" },
  { title = "Pistes du sud", end = "2023" },
  "Parking de la gare",
]
"#;

/// An action that nobody laid out.
const BY_HAND: &str = "# relu le 3 mars\ntitle='Plan vélo'\nthemes = ['Mobilité']\nstatus = 'En cours' # à revoir\nstart = 2020\nend=2024\nbudget = [{ label='études', amount=50000 }, { label='travaux', amount=900000 }]\n";

/// Actors as they stand before.
const ACTORS: &str = "[[actor]]\nname = \"Service Vélo\"\n\n[[actor]]\nname = \"Ademe\"\n\n[[actor]]\nname = \"Région\"\n";

/// Where two people work.
#[derive(Clone, Copy)]
enum File {
    Action,
    ByHand,
    Actors,
}

impl File {
    fn text(self) -> &'static str {
        match self {
            Self::Action => ACTION,
            Self::ByHand => BY_HAND,
            Self::Actors => ACTORS,
        }
    }

    fn path(self) -> &'static str {
        match self {
            Self::Action | Self::ByHand => "actions/1.1/velo.toml",
            Self::Actors => "schema/actors.toml",
        }
    }
}

/// A part of a text, and what stands there instead.
type Edit = (&'static str, &'static str);

/// What two people do to one file; where it is settled, all that both wrote stands in the result.
struct Encounter {
    what: &'static str,
    file: File,
    ours: &'static [Edit],
    theirs: &'static [Edit],
    /// The first words of each line that is in conflict; none where nothing is.
    conflicts: &'static [&'static str],
}

const fn meet(what: &'static str, ours: &'static [Edit], theirs: &'static [Edit]) -> Encounter {
    Encounter {
        what,
        file: File::Action,
        ours,
        theirs,
        conflicts: &[],
    }
}

impl Encounter {
    const fn of(self, file: File) -> Self {
        Self { file, ..self }
    }

    const fn conflicts(self, conflicts: &'static [&'static str]) -> Self {
        Self { conflicts, ..self }
    }
}

/// What people do, two at a time.
const ENCOUNTERS: &[Encounter] = &[
    // What git merges by itself.
    meet("keys far apart", &[("Plan vélo", "Plan cyclable")], &[("8_000", "9_000")]),
    meet("a status and a date", &[("status   = \"En cours\"", "status   = \"Complété\"")], &[("end   = \"2024\"", "end   = \"2025\"")]),
    meet("neighbouring paragraphs", &[("au nord.", "au nord et à l'est.")], &[("au sud.", "au sud et à l'ouest.")]),
    meet("the same edit", &[("900_000", "950_000")], &[("900_000", "950_000")]),
    meet("a new key and a new line", &[("start = \"2020\"\n", "funders = [\"Ademe\"]\n\nstart = \"2020\"\n")], &[("8_000 },\n", "8_000 },\n  { label = \"entretien\", amount = 3_000 },\n")]),
    meet("two files by hand", &[("title='Plan vélo'", "title='Plan cyclable'")], &[("900000", "950000")]).of(File::ByHand),
    meet("a part ends, a line is revised", &[("\"Parking de la gare\"", "{ title = \"Parking de la gare\", status = \"Complété\" }")], &[("50_000", "60_000")]),
    meet("two paragraphs apart", &[("au nord.", "au nord et à l'est.")], &[("à la gare.", "à la gare, couvert.")]),
    meet("an alias and another actor's", &[("name = \"Service Vélo\"\n", "name = \"Service Vélo\"\naliases = [\"Vélo\"]\n")], &[("name = \"Région\"\n", "name = \"Région\"\naliases = [\"Région BFC\"]\n")]).of(File::Actors),
    // What git calls a conflict, and is none.
    meet("neighbouring dates", &[("start = \"2020\"", "start = \"2021\"")], &[("end   = \"2024\"", "end   = \"2025\"")]),
    meet("neighbouring keys", &[("\"En cours\"\npriority", "\"Complété\"\npriority")], &[("\"haute\"", "\"moyenne\"")]),
    meet("two partners", &[("\"Région\",\n", "\"Région\",\n  \"État\",\n")], &[("\"Région\",\n", "\"Région\",\n  \"Anah\",\n")]),
    meet("a partner more, a partner less", &[("  \"Région\",\n", "  \"Région\",\n  \"État\",\n")], &[("  \"Région\",\n", "")]),
    meet("a co-owner each", &[("owners   = [\"Service Vélo\"]", "owners   = [\"Service Vélo\", \"Ademe\"]")], &[("owners   = [\"Service Vélo\"]", "owners   = [\"Service Vélo\", \"Région\"]")]),
    meet("neighbouring amounts", &[("50_000", "60_000")], &[("900_000", "950_000")]),
    meet("amount and funder of one line", &[("amount = 900_000", "amount = 950_000")], &[("amount = 900_000", "amount = 900_000, funder = \"Ademe\"")]),
    meet("label and note of one line", &[("\"études\"", "\"études préalables\"")], &[("amount = 50_000", "amount = 50_000, note = \"devis\"")]),
    meet("two new lines", &[("8_000 },\n", "8_000 },\n  { label = \"entretien\", amount = 3_000 },\n")], &[("8_000 },\n", "8_000 },\n  { label = \"abris\", amount = 5_000 },\n")]),
    meet("a line less, another one revised", &[("  { label = \"études\", amount = 50_000 },\n", "")], &[("900_000", "950_000")]),
    meet("two years of an indicator", &[("2021 = 12", "2021 = 12, 2022 = 15")], &[("2021 = 12", "2021 = 12, 2023 = 18")]),
    meet("a target and a value", &[("target = 90", "target = 100")], &[("2021 = 12", "2021 = 13")]),
    meet("two new indicators", &[("2021 = 12 } },\n", "2021 = 12 } },\n  { name = \"Abris\", unit = \"u\" },\n")], &[("2021 = 12 } },\n", "2021 = 12 } },\n  { name = \"Comptages\", unit = \"u\" },\n")]),
    meet("two parts", &[("{ title = \"Pistes du nord\", status = \"En cours\" }", "{ title = \"Pistes du nord\", status = \"Complété\" }")], &[("end = \"2023\" }", "end = \"2025\" }")]),
    meet("status and end of one part", &[("\"Pistes du sud\", end", "\"Pistes du sud\", status = \"En cours\", end")], &[("end = \"2023\" }", "end = \"2025\" }")]),
    meet("two new actors", &[("name = \"Région\"\n", "name = \"Région\"\n\n[[actor]]\nname = \"État\"\n")], &[("name = \"Région\"\n", "name = \"Région\"\n\n[[actor]]\nname = \"Anah\"\n")]).of(File::Actors),
    meet("the layout and an edit", &[(BY_HAND, "#:schema ../../schema/action.schema.json\n\n# relu le 3 mars\ntitle  = \"Plan vélo\"\nthemes = [\"Mobilité\"]\n\nstatus = \"En cours\" # à revoir\n\nstart = \"2020\"\nend   = \"2024\"\n\nbudget = [\n  { label = \"études\", amount = 50_000 },\n  { label = \"travaux\", amount = 900_000 },\n]\n")], &[("amount=900000", "amount=950000")]).of(File::ByHand),
    meet("a part that gets a header, and another part", &[("sub_actions = [\n  { title = \"Pistes du nord\", status = \"En cours\" },\n  { title = \"Pistes du sud\", end = \"2023\" },\n  \"Parking de la gare\",\n]\n", "[[sub_actions]]\ntitle  = \"Pistes du nord\"\nstatus = \"En cours\"\n\n[[sub_actions]]\ntitle       = \"Pistes du sud\"\nend         = \"2023\"\ndescription = \"Le long du canal\"\n\n[[sub_actions]]\ntitle = \"Parking de la gare\"\n")], &[("{ title = \"Pistes du nord\", status = \"En cours\" }", "{ title = \"Pistes du nord\", status = \"Complété\" }")]),
    // What only people can settle.
    meet("one date, two years", &[("end   = \"2024\"", "end   = \"2025\"")], &[("end   = \"2024\"", "end   = \"2026\"")]).conflicts(&["end"]),
    meet("one amount, two figures", &[("900_000", "950_000")], &[("900_000", "800_000")]).conflicts(&["budget"]),
    meet("a status each", &[("\"En cours\"\npriority", "\"Complété\"\npriority")], &[("\"En cours\"\npriority", "\"Abandonné\"\npriority")]).conflicts(&["status"]),
    meet("one takes away what the other revises", &[("end   = \"2024\"\n", "")], &[("end   = \"2024\"", "end   = \"2025\"")]).conflicts(&["end"]),
    meet("two words for one paragraph", &[("au sud.", "au sud et à l'est.")], &[("au sud.", "au sud et à l'ouest.")]).conflicts(&["description"]),
    meet("two who lead", &[("[\"Service Vélo\"]", "[\"Ademe\", \"Service Vélo\"]")], &[("[\"Service Vélo\"]", "[\"Région\", \"Service Vélo\"]")]).conflicts(&["owners"]),
    meet("two priorities and two new partners", &[("\"haute\"", "\"moyenne\""), ("\"Région\",\n", "\"Région\",\n  \"État\",\n")], &[("\"haute\"", "\"basse\""), ("\"Région\",\n", "\"Région\",\n  \"Anah\",\n")]).conflicts(&["priority"]),
];

/// A text with the edits of one person in it.
fn edited(text: &str, edits: &[Edit]) -> String {
    edits.iter().fold(text.to_owned(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text.replacen(from, to, 1)
    })
}

/// A repository in which each encounter has a folder of its own, changed on `main` and on `collegue`.
fn repository(driver: bool) -> Repository {
    let repository = Repository::new();
    let write = |edits: fn(&Encounter) -> &[Edit]| {
        for (number, one) in ENCOUNTERS.iter().enumerate() {
            let path = format!("{number}/{}", one.file.path());
            repository.write(&path, &edited(one.file.text(), edits(one)));
        }
    };
    repository.write(".gitattributes", "*.toml text eol=lf merge=plan\n");
    if driver {
        install(&repository);
    }
    write(|_| &[]);
    repository.commit("le plan", "2020-01-01T12:00:00+01:00");
    repository.git(&["checkout", "--quiet", "-b", "collegue"]);
    write(|one| one.theirs);
    repository.commit("l'une", "2020-01-02T12:00:00+01:00");
    repository.git(&["checkout", "--quiet", "main"]);
    write(|one| one.ours);
    repository.commit("l'autre", "2020-01-02T12:00:00+01:00");
    repository
}

/// Let git ask this program where two branches changed one file.
fn install(repository: &Repository) {
    let program = env!("CARGO_BIN_EXE_plan");
    let driver = format!("'{program}' merge-driver %O %A %B %P %X %Y");
    repository.git(&["config", "merge.plan.driver", &driver]);
}

/// Merge a branch, whatever comes of it; the numbers of the folders in conflict.
fn merge(repository: &Repository, branch: &str) -> BTreeSet<usize> {
    let code = pull(repository, branch);
    assert!(matches!(code, 0 | 1), "{code}");
    let listed = repository.git(&["diff", "--name-only", "--diff-filter=U"]);
    let numbers = listed
        .lines()
        .map(|path| path.split('/').next().unwrap_or_default());
    numbers
        .map(|number| number.parse().expect("a number"))
        .collect()
}

/// The text of each folder's file.
fn texts(repository: &Repository) -> Vec<String> {
    let all = ENCOUNTERS.iter().enumerate();
    all.map(|(number, one)| {
        let file = repository
            .path()
            .join(number.to_string())
            .join(one.file.path());
        fs::read_to_string(file).expect("a file")
    })
    .collect()
}

/// The names of the encounters of these numbers.
fn named(numbers: &BTreeSet<usize>) -> Vec<&'static str> {
    numbers
        .iter()
        .map(|number| ENCOUNTERS[*number].what)
        .collect()
}

/// Run the program in a folder: its exit code, what it answers, what it says besides.
fn plan<'a>(folder: &Path, arguments: impl IntoIterator<Item = &'a str>) -> (i32, String, String) {
    let output = program::run(folder, arguments);
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let code = output.status.code().expect("an exit code");
    (code, text(output.stdout), text(output.stderr))
}

/// A plan that two people change, merged by git; `driver` says whether it asks this program.
fn met(driver: bool, ours: &[Edit], theirs: &[Edit]) -> Repository {
    let repository = Repository::new();
    let path = File::Action.path();
    vocabularies(&repository, "");
    repository.write(".gitattributes", "*.toml text eol=lf merge=plan\n");
    repository.write(path, ACTION);
    repository.commit("le plan", "2020-01-01T12:00:00+01:00");
    if driver {
        install(&repository);
    }
    repository.git(&["checkout", "--quiet", "-b", "collegue"]);
    repository.write(path, &edited(ACTION, theirs));
    repository.commit("l'une", "2020-01-02T12:00:00+01:00");
    repository.git(&["checkout", "--quiet", "main"]);
    repository.write(path, &edited(ACTION, ours));
    repository.commit("l'autre", "2020-01-02T12:00:00+01:00");
    repository
}

/// Merge a branch into a plan that is the whole repository.
fn pull(repository: &Repository, branch: &str) -> i32 {
    let mut command = Command::new("git");
    command.current_dir(repository.path()).envs(ALONE);
    for who in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{who}_NAME"), "Élodie Martin");
        command.env(format!("GIT_{who}_EMAIL"), "elodie@example.org");
    }
    let output = command
        .args(["merge", "--quiet", "--no-edit", branch])
        .output();
    output.expect("git").status.code().expect("an exit code")
}

#[test]
fn a_conflict_is_told_in_words_and_settled_by_set() {
    let ours: &[Edit] = &[
        ("end   = \"2024\"", "end   = \"2025\""),
        ("\"haute\"", "\"moyenne\""),
    ];
    let theirs: &[Edit] = &[
        ("end   = \"2024\"", "end   = \"2026\""),
        ("\"haute\"", "\"basse\""),
        ("50_000", "60_000"),
    ];
    let repository = met(true, ours, theirs);
    assert_eq!(pull(&repository, "collegue"), 1);
    let file = repository.path().join(File::Action.path());
    let text = || fs::read_to_string(&file).expect("a file");
    let merged = text();
    let (code, told, _) = plan(repository.path(), ["check", "--ignore", "unused-entry"]);
    assert_eq!(code, 1);
    for words in [
        "Fin\u{a0}: 2025 (ici) ou 2026 (branche collegue)\u{202f}?",
        "plan set velo end=2025 ou plan set velo end=2026",
        "Priorité\u{a0}: moyenne (ici) ou basse (branche collegue)\u{202f}?",
    ] {
        assert!(told.contains(words), "{told}");
    }
    let (code, _, told) = plan(repository.path(), ["set", "velo", "title=Autre"]);
    assert_eq!(code, 1, "{told}");
    assert_eq!(text(), merged);
    let (code, _, told) = plan(repository.path(), ["set", "velo", "end=2026"]);
    assert_eq!(code, 0, "{told}");
    let marked = "<<<<<<< HEAD\nend   = \"2025\"\n=======\nend   = \"2026\"\n>>>>>>> collegue\n";
    assert_eq!(text(), merged.replacen(marked, "end   = \"2026\"\n", 1));
    let (code, _, told) = plan(repository.path(), ["set", "velo", "priority=très haute"]);
    assert_eq!(code, 0, "{told}");
    let settled = edited(
        ACTION,
        &[
            ("end   = \"2024\"", "end   = \"2026\""),
            ("\"haute\"", "\"très haute\""),
            ("50_000", "60_000"),
        ],
    );
    assert_eq!(text(), settled);
}

#[test]
fn an_edit_finds_the_file_that_the_other_side_renamed() {
    let repository = met(true, &[], &[("\"2024\"", "\"2025\""), ("50_000", "60_000")]);
    let renamed = "actions/1.1/reseau-velo.toml";
    repository.git(&["mv", File::Action.path(), renamed]);
    repository.write(
        renamed,
        &edited(ACTION, &[("\"2020\"", "\"2021\""), ("900_000", "950_000")]),
    );
    repository.commit("renommer", "2020-01-03T12:00:00+01:00");
    assert_eq!(pull(&repository, "collegue"), 0);
    let text = fs::read_to_string(repository.path().join(renamed)).expect("a file");
    let both: &[Edit] = &[
        ("\"2020\"", "\"2021\""),
        ("\"2024\"", "\"2025\""),
        ("50_000", "60_000"),
        ("900_000", "950_000"),
    ];
    assert_eq!(text, edited(ACTION, both));
}

#[test]
fn the_branch_is_named_where_the_settings_do_not_ask_for_it() {
    let repository = met(
        false,
        &[("\"2024\"", "\"2025\"")],
        &[("\"2024\"", "\"2026\"")],
    );
    let program = env!("CARGO_BIN_EXE_plan");
    let driver = format!("'{program}' merge-driver %O %A %B %P");
    repository.git(&["config", "merge.plan.driver", &driver]);
    assert_eq!(pull(&repository, "collegue"), 1);
    let (_, told, _) = plan(repository.path(), ["check"]);
    assert!(
        told.contains("2025 (ici) ou 2026 (branche collegue)"),
        "{told}"
    );
}

#[test]
fn a_merge_that_git_waits_for_is_a_finding_without_marks_too() {
    let repository = met(
        false,
        &[("\"2024\"", "\"2025\"")],
        &[("\"2024\"", "\"2026\"")],
    );
    // What a driver that is not there leaves: our side, and no word of theirs.
    repository.git(&["config", "merge.plan.driver", "plan-nulle-part %O %A %B"]);
    let (code, told, said) = plan(repository.path(), ["check", "--ignore", "unused-entry"]);
    assert_eq!((code, told.as_str()), (0, ""), "{said}");
    assert_eq!(pull(&repository, "collegue"), 1);
    for arguments in [
        &["check", "--ignore", "unused-entry"][..],
        &["check", "--staged"],
    ] {
        let (code, told, _) = plan(repository.path(), arguments.iter().copied());
        assert_eq!(code, 1, "{told}");
        assert!(told.contains("actions/1.1/velo.toml:1:1\n"), "{told}");
        assert!(
            told.contains("git attend qu'on termine la fusion"),
            "{told}"
        );
    }
    repository.git(&["add", "--all"]);
    let (code, told, _) = plan(repository.path(), ["check", "--ignore", "unused-entry"]);
    assert_eq!((code, told.as_str()), (0, ""));
}

#[test]
fn a_plan_that_declares_the_merge_says_where_git_does_not_know_it() {
    let repository = met(false, &[], &[]);
    let (_, _, said) = plan(repository.path(), ["check"]);
    assert!(said.contains("git config merge.plan.driver"), "{said}");
    install(&repository);
    let (_, _, said) = plan(repository.path(), ["check"]);
    assert!(!said.contains("merge.plan.driver"), "{said}");
}

#[test]
fn a_file_that_no_merge_by_keys_can_read_is_merged_as_git_does() {
    for (before, ours, theirs) in [
        ("title = \n", "title = \nend = 1\n", "title = \nend = 2\n"),
        ("a = 1\n", "a = 2\n", "a = 3\n<<<<<<< x\n"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let write =
            |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
        for name in ["own", "git"] {
            write(&format!("{name}-o"), before);
            write(&format!("{name}-a"), ours);
            write(&format!("{name}-b"), theirs);
        }
        let (code, _, said) = plan(
            folder.path(),
            [
                "merge-driver",
                "own-o",
                "own-a",
                "own-b",
                "actions/1.1/velo.toml",
            ],
        );
        assert_eq!(code, 1, "{said}");
        let names = ["-L", "ours", "-L", "base", "-L", "theirs"];
        let mut git = Command::new("git");
        git.current_dir(folder.path()).arg("merge-file").args(names);
        git.args(["git-a", "git-o", "git-b"]).output().expect("git");
        let text = |name: &str| fs::read_to_string(folder.path().join(name)).expect("a file");
        assert_eq!(text("own-a"), text("git-a"));
    }
}

#[test]
fn only_what_people_must_choose_stays_a_conflict() {
    let plain = merge(&repository(false), "collegue");
    assert_eq!(plain.len(), 25, "{:?}", named(&plain));
    let (ours, theirs) = (repository(true), repository(true));
    theirs.git(&["checkout", "--quiet", "collegue"]);
    let (conflicts, turned) = (merge(&ours, "collegue"), merge(&theirs, "main"));
    let all = ENCOUNTERS.iter().enumerate();
    let expected: BTreeSet<usize> = all
        .filter(|(_, one)| !one.conflicts.is_empty())
        .map(|(number, _)| number)
        .collect();
    assert_eq!(named(&conflicts), named(&expected));
    assert_eq!(named(&turned), named(&expected));
    assert_eq!(expected.len(), 7);
    let both = texts(&ours).into_iter().zip(texts(&theirs));
    for (one, (text, turned)) in ENCOUNTERS.iter().zip(both) {
        let marks = text.lines().filter(|line| line.starts_with("<<<<<<<"));
        assert_eq!(marks.count(), one.conflicts.len(), "{}: {text}", one.what);
        for key in one.conflicts {
            let block = text.split("<<<<<<< HEAD\n").nth(1);
            let block = block.and_then(|rest| rest.split(">>>>>>> collegue\n").next());
            let is_of_key = |line: &str| line.starts_with(key);
            let is_alone = block.is_some_and(|block| block.lines().any(is_of_key));
            assert!(is_alone, "{}: {text}", one.what);
        }
        if one.conflicts.is_empty() {
            assert_eq!(text, turned, "{}", one.what);
            toml::from_str::<toml::Table>(&text).expect(one.what);
        }
    }
}
