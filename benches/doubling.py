#!/usr/bin/env python3
"""How the time of a command grows with what it is given: each input is doubled twice, and takes at most 2.2 times as long each time.

    python3 benches/doubling.py [BINARY]     # target/release/plan, where none is named

Processor seconds, the best of three runs, a doubling as the middle of two: where a text outgrows a cache, one of them alone tells
more of the machine. Inputs small enough to be start-up alone are told, and not judged.
"""

import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PLAN = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "target/release/plan").resolve()
MOST = 2.2
JUDGED = 0.1


def names(count):
    listed = ", ".join(f"nom inconnu {number}" for number in range(count))
    return f'Titre;Mesure;Thème;Porteurs\nFoo;1.1.1;Partenariats;"{listed}"\n'


def columns(count):
    heading = ";".join(f"c{number}" for number in range(count))
    return f"Titre;Mesure;Thème;{heading}\nFoo;1.1.1;Partenariats;{';'.join('v' * count)}\n"


def amounts(count):
    return f'Titre;Mesure;Thème;Budget\nFoo;1.1.1;Partenariats;"{"1 " * count}€"\n'


def tags(count):
    return f'Titre;Mesure;Thème;Description\nFoo;1.1.1;Partenariats;"{"<p>" * count}"\n'


def rows(count):
    return "Titre;Mesure;Thème\n" + "".join(f"Foo {number};1.1.1;Partenariats\n" for number in range(count))


def same(count):
    return "Titre;Mesure;Thème\n" + "Foo;1.1.1;Partenariats\n" * count


def action(rest):
    return lambda count: f'title = "A"\nthemes = ["Partenariats"]\n{rest(count)}\n'


braces = action(lambda count: f'budget = [{{ amount = 1000 {"}" * count}]')
quotes = action(lambda count: f'places = ["x" {chr(34) * count}]')
amounts_in_a_file = action(lambda count: f'budget = [{"{ amount = 1 500 }, " * count}]')
lines = action(lambda count: "= 1\n" * count)
keys = action(lambda count: "k = 1\n" * count)
bare = action(lambda count: "".join(f"k{number} = bla\n" for number in range(count)))
open_texts = action(lambda count: 'k = ["a\n' * count)
blanks = action(lambda count: "# x \n" * count)
allowances = action(lambda count: "# plan: allow(small-amount) x\n" * count)
comments = action(lambda count: "places = [\n" + '"a", # b\n' * count + "]")
unknown = action(lambda count: f"partners = [{'{}, '.format(chr(34) + 'nom inconnu' + chr(34)) * count}]")


INPUTS = [
    ("names in a cell", names, 20_000, "import"),
    ("columns", columns, 20_000, "import"),
    ("digits of an amount", amounts, 1_000_000, "import"),
    ("tags in a text", tags, 1_000_000, "import"),
    ("rows", rows, 20_000, "import"),
    ("rows of one action", same, 20_000, "import"),
    ("closing braces", braces, 200_000, "check"),
    ("quotes", quotes, 400_000, "check"),
    ("amounts for people", amounts_in_a_file, 50_000, "check"),
    ("lines without a key", lines, 100_000, "check"),
    ("one key again", keys, 50_000, "check"),
    ("texts without quotes", bare, 20_000, "check"),
    ("open texts in lists", open_texts, 50_000, "check"),
    ("blanks at line ends", blanks, 50_000, "check"),
    ("allowances", allowances, 50_000, "check"),
    ("unknown names", unknown, 5_000, "check"),
    ("comments", comments, 50_000, "fmt"),
]


def seconds(command, folder):
    def once():
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return min(once() for _ in range(3))


def main():
    failed = False
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        shutil.copytree(ROOT / "schema", folder / "schema")
        action = folder / "actions/1.1.1/a.toml"
        action.parent.mkdir(parents=True)
        for what, text, count, command in INPUTS:
            times = []
            for size in (count, 4 * count):
                action.write_text('title = "A"\nthemes = ["Partenariats"]\n')
                table = folder / "table.csv"
                if command == "import":
                    table.write_text(text(size))
                else:
                    action.write_text(text(size))
                more = {"import": [str(table)], "check": ["--format", "json"], "fmt": ["--check"]}
                words = [str(PLAN), command, *more[command]]
                times.append(seconds(words, folder))
            ratio = (times[1] / max(times[0], 1e-6)) ** 0.5
            judged = times[1] >= JUDGED
            failed |= judged and ratio > MOST
            note = "" if judged else "  (start-up alone)"
            print(f"{what:22} {times[0]:7.2f} s {times[1]:7.2f} s  × {ratio:4.2f}{note}")
    sys.exit(failed)


main()
