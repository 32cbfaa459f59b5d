//! Working folders and copies that lack a part of the plan: said as such, never counted as nothing.

use crate::program;
use crate::repository::{Repository, action, vocabularies};

/// Run the program in a plan: its exit code, its answer, what it says besides.
fn run(plan: &Repository, arguments: &[&str]) -> (i32, String, String) {
    let output = program::run(plan.path(), arguments.iter().copied());
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let code = output.status.code().expect("an exit code");
    (code, text(output.stdout), text(output.stderr))
}

/// A plan of two actions.
fn plan() -> Repository {
    let plan = Repository::new();
    vocabularies(&plan, "");
    plan.write("actions/1.1/velo.toml", &action("Plan vélo", "En cours"));
    plan.write(
        "actions/2.1/chaleur.toml",
        &action("Réseau de chaleur", "En cours"),
    );
    plan.commit("le plan", "2020-01-01T12:00:00+01:00");
    plan
}

#[test]
fn a_sparse_checkout_is_refused_and_its_revisions_answer() {
    let plan = plan();
    let (_, whole, _) = run(&plan, &["budget", "--format", "csv"]);
    plan.git(&[
        "sparse-checkout",
        "set",
        "--no-cone",
        "/*",
        "!/actions/2.1/",
    ]);
    assert!(!plan.path().join("actions/2.1").exists());
    for arguments in [
        &["budget"][..],
        &["check"],
        &["list"],
        &["set", "velo", "end=2030"],
    ] {
        let (code, told, said) = run(&plan, arguments);
        assert_eq!((code, told.as_str()), (2, ""), "{arguments:?}");
        assert!(said.contains("1 fichier du plan"), "{said}");
        assert!(said.contains("git sparse-checkout disable"), "{said}");
    }
    let (code, told, _) = run(&plan, &["budget", "--at", "HEAD", "--format", "csv"]);
    assert_eq!((code, told), (0, whole));
    // Nothing that tells a plan is left.
    plan.git(&["sparse-checkout", "set", "--no-cone", "/schema/"]);
    let (code, _, said) = run(&plan, &["list"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("2 fichiers du plan"), "{said}");
    plan.git(&["sparse-checkout", "disable"]);
    let (code, ..) = run(&plan, &["budget"]);
    assert_eq!(code, 0);
}

#[test]
fn a_pointer_of_git_lfs_is_no_mistake_of_whoever_wrote_the_file() {
    let plan = plan();
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n";
    plan.write("actions/1.1/velo.toml", pointer);
    let (code, told, _) = run(&plan, &["check", "--select", "unreadable-file,syntax"]);
    assert_eq!(code, 1);
    assert!(told.contains("git lfs pull"), "{told}");
    assert!(!told.contains("[syntax]"), "{told}");
    let (code, _, said) = run(&plan, &["budget"]);
    assert_eq!(code, 1, "{said}");
}
