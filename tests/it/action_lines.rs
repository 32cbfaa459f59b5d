//! Lines of an action that the reader and the schema both admit, and lines that neither does.

/// Lines that the reader and the schema both admit in an action.
pub const GOOD: &[&str] = &[
    "status = \"En cours\"",
    "code = \"A1\"",
    "owners = [\"?\", \"Ville de Dijon\"]",
    "start = 2019-05-12",
    "start = 2019",
    "start = \"2019-05\"",
    "start = \"Été 2019\"",
    "end = \"en continu\"",
    "end = \"?\"",
    "end = \"mi-2020\"",
    "end = \"T3 2020\"",
    "end = \"mai 2019\"",
    "end = \"12/05/2019\"",
    "end = \"5/2019\"",
    "budget = [{ amount = 5_000.50 }, { ht = { min = 3, max = 4 }, ttc = 5 }]",
    "budget = [{ amount = 1, per = \"an\", kind = \"investissement\", approximate = true }]",
    "budget = [{ included_in = \"?\" }, { note = \"En cours\", year = 2030 }]",
    "budget = [{ amount = 3 }, { amount = 1, spent = 2, funder = \"?\", of_which = true }]",
    "sub_actions = [\"un\", { title = \"deux\", status = \"Nouveau\", end = 2020 }]",
    "[[sub_actions]]\ntitle = \"un\"\nbudget = [{ amount = 1 }]",
    "indicators = [{ id = \"a\", name = \"x\", unit = \"%\", values = { 2023 = 12.5 }, by = \"fin 2025\" }]",
    "sub_actions = [{ title = \"x\", indicators = [{ name = \"x\" }] }]",
    "follow_up = [{ date = 2024, text = \"x\" }]",
    "budget = [{ amount = 3, spent = { amount = 2, on = \"fin 2024\" } }]",
    "other_measures = [\"1.2.3\", \"lien-social\"]",
    "extra.montant = 3\nextra.mot = \"x\"",
    "editor_notes = \"\"\"\nx\n\"\"\"",
];

/// Lines that neither admits, and the rule by which the program refuses them.
pub const BAD: &[(&str, &str)] = &[
    ("status = \"Terminee\"", "name-variant"),
    ("status = \"Fini\"", "unknown-status"),
    ("owner = [\"Ville de Dijon\"]", "unknown-key"),
    ("owners = \"Ville de Dijon\"", "wrong-type"),
    ("owners = [\"Ville de Dijn\"]", "unknown-actor"),
    ("owners = [\"ANRU\", \"ANRU\"]", "repeated-name"),
    ("start = \"en continu\"", "ongoing-start"),
    ("start = \"bientôt\"", "unreadable-date"),
    ("end = \"2019-13\"", "unreadable-date"),
    ("end = 19", "unreadable-date"),
    ("budget = [{ amount = \"5 000\" }]", "wrong-type"),
    ("budget = [{ amount = { min = 3 } }]", "missing-key"),
    ("budget = [{ amount = -4 }]", "negative-amount"),
    ("budget = [{ amount = 4, of = 2 }]", "unknown-key"),
    ("budget = [{ amount = 4, per = \"mois\" }]", "unknown-value"),
    ("budget = [{ amount = 4, year = 20 }]", "implausible-year"),
    (
        "budget = [{ included_in = \"Une action\" }]",
        "bad-reference",
    ),
    ("sub_actions = [5]", "wrong-type"),
    ("sub_actions = [{ code = \"A\" }]", "missing-key"),
    ("sub_actions = [\"\"]", "empty-text"),
    (
        "[[sub_actions]]\ntitle = \"x\"\npartners = []",
        "strayed-key",
    ),
    ("other_measures = [\"9.9.9\"]", "unknown-measure"),
    ("indicators = [{ unit = \"t\" }]", "missing-key"),
    ("follow_up = [{ date = 2024 }]", "missing-key"),
    (
        "follow_up = [{ date = \"en continu\", text = \"x\" }]",
        "unreadable-date",
    ),
    (
        "budget = [{ amount = 3, spent = { on = 2024 } }]",
        "missing-key",
    ),
    ("editor_notes = [\"x\"]", "wrong-type"),
];

pub fn with(line: &str) -> String {
    format!(
        "#:schema ../../schema/action.schema.json\ntitle = \"x\"\nthemes = [\"Habitat\"]\n{line}\n"
    )
}
