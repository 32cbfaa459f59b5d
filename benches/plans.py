#!/usr/bin/env python3
"""Many plans that differ, each with years of history: what `plan export --parquet` is tried on.

    python3 benches/plans.py make FOLDER [--plans 1000] [--seed 1] [--years 5] [--actions 30]
    python3 benches/plans.py export FOLDER DATA [--plan BINARY] [--jobs 2]

`make` writes FOLDER/<siren>/, a repository each, the same for the same seed: axes, measures, statuses, actors of its own, a tax
basis of its own, budget lines of every kind that a plan may hold (unknown, ranges, details, yearly, counted elsewhere, on
the other basis), dropped actions, dates of every precision; a commit about each month, which changes, adds, renames or removes an
action. `export` brings them all into the data set DATA with their history, and says seconds, bytes and the most memory that one took.
It needs Python 3.9 and git, and nothing besides.
"""

import argparse
import calendar
import concurrent.futures
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SUBJECTS = ["vélo", "réseau de chaleur", "covoiturage", "rénovation", "eau", "haies", "bois", "compost", "solaire", "bus"]
VERBS = ["Développer", "Étudier", "Financer", "Étendre", "Suivre", "Réduire"]
STATUSES = [("À lancer", "not-started"), ("Lancée", "running"), ("En travaux", "running"), ("Finie", "done"), ("Abandonnée", "dropped")]
ACTORS = ["Métropole", "Région", "Ademe", "Syndicat, d'énergie", "Commune « A »", "Association d'usagers"]


def sirens(count, chance):
    """So many numbers of nine digits that Luhn's key proves, some with a zero first."""
    found = []
    while len(found) < count:
        digits = [chance.randrange(10) for _ in range(8)]
        total = sum(d if place % 2 == 0 else d * 2 // 10 + d * 2 % 10 for place, d in enumerate(digits))
        text = "".join(map(str, digits)) + str(-total % 10)
        if text not in found and text != "000000000":
            found.append(text)
    return found


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def date(chance, year):
    month = chance.randrange(1, 13)
    return chance.choice([f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-15", f"été {year}", f"T{(month + 2) // 3} {year}", "?"])


def line(chance, owners, funders):
    cents = chance.choice(["", "", ".5", ".07"])
    amount = f"{chance.randrange(1, 9_000_000)}{cents}"
    keys = [f'label = "poste {chance.randrange(10_000)}"', 'note = "noté"']
    kind = chance.randrange(10)
    if kind == 0:
        pass
    elif kind == 1:
        keys.append(f"amount = {{ min = {chance.randrange(1, 1000)}, max = {chance.randrange(1000, 99_999)} }}")
    elif kind == 2:
        keys.append(f"ht = {amount}")
    elif kind == 3:
        keys.append(f"ttc = {amount}")
    elif kind == 4:
        keys += [f"amount = {amount}", 'per = "an"']
    elif kind == 5:
        keys.append('included_in = "?"')
    else:
        keys.append(f"amount = {amount}")
        keys += ["approximate = true"] * (kind == 6)
    if kind > 6 and funders and chance.random() < 0.5:
        keys.append(f"funder = {quoted(chance.choice(funders))}")
    return "{ " + ", ".join(keys) + " }"


def names(found):
    return "[" + ", ".join(map(quoted, found)) + "]"


def action(chance, number, year):
    """The text of an action's file."""
    subject = chance.choice(SUBJECTS)
    owners = chance.sample(ACTORS, chance.randrange(0, 3)) or ["?"]
    funders = chance.sample(ACTORS, chance.randrange(0, 3))
    lines = [f'title = {quoted(f"{chance.choice(VERBS)} : {subject} n° {number}")}', f'themes = [{quoted(chance.choice(["Air", "Énergie", "Sols"]))}]']
    if chance.random() < 0.8:
        lines.append(f"status = {quoted(chance.choice(STATUSES)[0])}")
    if chance.random() < 0.9:
        lines.append(f"owners = {names(owners)}")
    if funders:
        lines.append(f"funders = {names(funders)}")
    if chance.random() < 0.7:
        lines.append(f'start = "{date(chance, year)}"')
    if chance.random() < 0.7:
        lines.append(f'end = "{date(chance, year + chance.randrange(1, 9))}"')
    if chance.random() < 0.3:
        values = ", ".join(f"{year + n} = {chance.randrange(100)}" for n in range(3))
        lines.append(f'indicators = [{{ name = "Part de {subject}", unit = "%", target = 80, values = {{ {values} }} }}]')
    budget = [line(chance, owners, funders) for _ in range(chance.randrange(0, 5))]
    if budget:
        lines.append("budget = [\n  " + ",\n  ".join(budget) + ",\n]")
    if chance.random() < 0.3:
        parts = [f'{{ title = "Volet {n}", budget = [{line(chance, owners, funders)}] }}' for n in range(chance.randrange(1, 4))]
        lines.append("sub_actions = [\n  " + ",\n  ".join(parts) + ",\n]")
    if chance.random() < 0.2:
        lines.append(f"extra.ref = {chance.randrange(100)}")
    return "\n".join(lines) + "\n"


def schema(chance, siren, measures):
    """The files of words of a plan."""
    basis = chance.choice(["ttc", "ht"])
    axes = sorted({code.split(".")[0] for code in measures})
    tables = {
        "plan": f'format = 1\nname = "Plan climat {siren}"\nsiren = "{siren}"\nbasis = "{basis}"\n',
        "statuses": "".join(f'[[status]]\nname = "{name}"\nphase = "{phase}"\n' for name, phase in STATUSES),
        "themes": "".join(f'[[theme]]\nname = "{name}"\n' for name in ["Air", "Énergie", "Sols"]),
        "actors": "".join(f"[[actor]]\nname = {quoted(name)}\n" for name in ACTORS),
        "measures": "".join(f'[[axis]]\nnumber = {axis}\ntitle = "Axe {axis}"\n' for axis in axes)
        + "".join(f'[[measure]]\ncode = "{code}"\ntitle = "Mesure {code}"\n' for code in measures),
    }
    return {f"schema/{name}.toml": text for name, text in tables.items()}


def make(folder, siren, seed, years, actions):
    """A repository with a plan and its past, by one `git fast-import`."""
    chance = random.Random(f"{seed} {siren}")
    measures = [f"{axis}.{number}" for axis in range(1, chance.randrange(3, 6)) for number in range(1, chance.randrange(2, 5))]
    plan, count, stream = {}, 0, []

    def new(year):
        nonlocal count
        count += 1
        plan[f"actions/{chance.choice(measures)}/fiche-{count}.toml"] = action(chance, count, year)

    def commit(mark, moment, changes):
        subject = f"Mois {mark}".encode()
        stream.append(b"commit refs/heads/main\nmark :%d\ncommitter A <a@example.org> %d +0100\n" % (mark, moment))
        stream.append(b"data %d\n%s\n" % (len(subject), subject))
        stream.extend([b"from :%d\n" % (mark - 1)] if mark > 1 else [])
        for path, text in changes.items():
            data = (text or "").encode()
            stream.append(f"D {path}\n".encode() if text is None else f"M 100644 inline {path}\n".encode() + b"data %d\n%s\n" % (len(data), data))

    first = 2026 - years
    for _ in range(chance.randrange(actions // 2, actions + 1)):
        new(first)
    start = calendar.timegm((first, 1, 15, 11, 0, 0))
    commit(1, start, {**schema(chance, siren, measures), **plan})
    for month in range(1, years * 12):
        before, year = dict(plan), first + month // 12
        for _ in range(chance.randrange(0, 4)):
            path = chance.choice(sorted(plan))
            what = chance.randrange(10)
            if what == 0:
                new(year)
            elif what == 1 and len(plan) > 5:
                del plan[path]
            elif what == 2:
                count += 1
                plan[f"{path.rsplit('/', 1)[0]}/fiche-{count}.toml"] = plan.pop(path)
            else:
                plan[path] = action(chance, int(path.rsplit("-", 1)[1].split(".")[0]), year)
        changes = {path: None for path in before if path not in plan}
        changes.update({path: text for path, text in plan.items() if before.get(path) != text})
        if changes:
            commit(len([one for one in stream if one.startswith(b"commit")]) + 1, start + month * 2_629_800, changes)
    place = folder / siren
    place.mkdir(parents=True)
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", place], check=True)
    subprocess.run(["git", "-C", place, "fast-import", "--quiet"], input=b"".join(stream), check=True)
    subprocess.run(["git", "-C", place, "reset", "--quiet", "--hard", "main"], check=True)


def export(arguments):
    binary, plan, data = arguments
    command = [binary, "-C", plan, "--lang", "fr", "export", "--parquet", data, "--history"]
    done = subprocess.run(command, capture_output=True, text=True)
    return f"{plan.name}: {done.stderr}" if done.returncode else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    making = verbs.add_parser("make")
    making.add_argument("folder", type=Path)
    for name, value in [("plans", 1000), ("seed", 1), ("years", 5), ("actions", 30)]:
        making.add_argument(f"--{name}", type=int, default=value)
    bringing = verbs.add_parser("export")
    bringing.add_argument("folder", type=Path)
    bringing.add_argument("data", type=Path)
    bringing.add_argument("--plan", default=ROOT / "target/release/plan")
    bringing.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    began = time.monotonic()
    if given.verb == "make":
        for siren in sirens(given.plans, random.Random(given.seed)):
            make(given.folder, siren, given.seed, given.years, given.actions)
        print(f"{given.plans} plans in {time.monotonic() - began:.1f} s")
        return
    plans = sorted(path for path in given.folder.iterdir() if path.is_dir())
    with concurrent.futures.ThreadPoolExecutor(given.jobs) as pool:
        failed = [one for one in pool.map(export, [(given.plan, plan, given.data) for plan in plans]) if one]
    seconds = time.monotonic() - began
    size = sum(path.stat().st_size for path in given.data.glob("**/*.parquet"))
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{len(plans)} plans: {seconds:.1f} s, of processors {used.ru_utime + used.ru_stime:.1f} s; {size} bytes; at most {used.ru_maxrss // 1024} MB")
    sys.exit("\n".join(failed) or 0)


main()
