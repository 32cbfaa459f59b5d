//! The calendar of `plan export` as a calendar library that we did not write reads it.

use std::collections::BTreeMap;
use std::process::Command;

use crate::exported::{answer, json};
use crate::plans::root;
use crate::tools::{is_here, printed};

/// The day and the summary of each event, by its name.
const READ: &str = "
import icalendar, sys
for event in icalendar.Calendar.from_ical(sys.stdin.buffer.read()).walk('VEVENT'):
    assert not event.errors, event.errors
    print(event['UID'], event.decoded('DTSTART'), event.get('DTEND', '-'), event['SUMMARY'], sep='\\t')
";

#[test]
fn each_start_and_end_is_a_day_of_the_calendar() {
    let mut look = Command::new("python3");
    if !is_here(
        look.args(["-c", "import icalendar"]),
        "icalendar",
        "pip install icalendar",
    ) {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("plan.ics");
    answer(root(), &["export", "-o", &path.display().to_string()]);
    let file = std::fs::File::open(&path).expect("the calendar");
    let mut python = Command::new("python3");
    let read = printed(
        &python
            .args(["-c", READ])
            .stdin(file)
            .output()
            .expect("python3 runs"),
    );
    let mut found = BTreeMap::new();
    for line in read.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let [name, day, end, summary] = cells[..] else {
            panic!("{line}")
        };
        assert_eq!(end, "-", "a day: {line}");
        let known = found.insert(name.to_owned(), (day.to_owned(), summary.to_owned()));
        assert_eq!(known, None, "each event has a name of its own");
    }
    let mut expected = BTreeMap::new();
    let actions = json(root(), &["list", "--format", "json"]);
    for action in actions.as_array().expect("actions") {
        let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
        let title = text(&action["title"]).expect("a title");
        let id = text(&action["id"]).expect("an id");
        let plan = "plan-climat-air-energie-territorial-de-dijon-metropole";
        for (key, side, [exact, vague]) in [
            ("start", "earliest", ["Début", "Début au plus tôt"]),
            ("end", "latest", ["Fin", "Fin au plus tard"]),
        ] {
            let date = &action[key];
            // An end that a sub-action does not give is no day.
            let day = text(&date[side]).filter(|_| date["open"] != true);
            let Some(day) = day else {
                continue;
            };
            let is_exact = date["earliest"] == date["latest"];
            let what = if is_exact { exact } else { vague };
            let summary = format!("{what}\u{202f}: {title}");
            expected.insert(format!("{id}-{key}@{plan}"), (day, summary));
        }
    }
    assert!(expected.len() > 50, "{} days", expected.len());
    assert_eq!(found, expected);
}
