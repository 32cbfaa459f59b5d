#!/usr/bin/env python3
"""Larger plans made from the real one, and `plan` measured against `rg -c`, or against itself as it was, on them.

    python3 benches/compare.py generate FOLDER COUNT
    python3 benches/compare.py compare [--plan BINARY] [--runs N] [--sizes real,100,10000,100000]
                                       [--scratch FOLDER]
    python3 benches/compare.py --base BINARY [--plan BINARY] [--runs N] [--sizes real,10000] [--scratch FOLDER]

It needs Python 3.9 and nothing besides; `compare` needs ripgrep, and both need a release build:

    cargo build --release

`generate` writes a plan of COUNT actions into FOLDER, which must be empty or absent. `schema/` is copied.
Action number n is the text of one of the real actions, taken in turn, under the id `<id>-<n>` and with n behind
its title, so that no two are alike; the measures' folders are taken in turn too. A reference to another action (`included_in`) leads to that action's copy of the
same turn. The same plan and COUNT always give the same bytes, and `plan check` finds no error in them.

`compare` answers five questions on each plan, start to finish, and counts the files that say `status`:

    plan list --status "En cours"
    plan check
    plan budget
    plan budget --by axis,status
    plan export --format csv
    rg -c status actions

One run of `plan` and one of `rg` make a pair, so that whatever else the machine does meets both alike. One pair
that is not counted warms the cache; both write their answers to a file. The table gives the median time of each,
the median, least and greatest of the ratios taken pair by pair (below 1, `plan` is the faster), and the greatest
memory that either held at once. The system counts in a process's memory what its parent held when it started it,
so nothing below the few MiB of this script is ever shown.

With `--base` the other of a pair is the same question asked by another build of `plan`, an earlier one say; 31 pairs,
and one build and the other begin in turn. The table gives the median of the ratios in the time that passes and in the
time that processors work (above 1, the base is the faster). It ends with 1 where one of them is above 1.05, or above
1.10 on a plan of fewer than 1 000 actions, whose runs are mostly the start of a process.

Generated plans go to a temporary folder and are removed in the end. `--scratch FOLDER` keeps them there for the
next time (`target/plans`, say, which git ignores); a plan found there is taken as it is.
"""

import argparse
import itertools
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BINARY = ROOT / "target" / "release" / ("plan.exe" if os.name == "nt" else "plan")
TITLE = re.compile(r'^(title\s*=\s*".*)"$', re.MULTILINE)
REFERENCE = re.compile(r'(\bincluded_in\s*=\s*)"([^"?]+)"')
QUESTIONS = [
    ["list", "--status", "En cours"],
    ["check"],
    ["budget"],
    ["budget", "--by", "axis,status"],
    ["export", "--format", "csv"],
]
COUNTING = ["rg", "-c", "status", "actions"]


def generate(folder, count):
    """Write a plan of `count` actions into `folder`, made from the repository's own."""
    if folder.exists() and any(folder.iterdir()):
        raise SystemExit(f"{folder} is not empty")
    real = sorted((ROOT / "actions").glob("*/*.toml"))
    texts = [(path.stem, path.read_text(encoding="utf-8")) for path in real]
    measures = sorted({path.parent.name for path in real})
    places = {name: place for place, (name, _) in enumerate(texts)}
    shutil.copytree(ROOT / "schema", folder / "schema")
    for measure in measures:
        (folder / "actions" / measure).mkdir(parents=True)
    turns = zip(range(count), itertools.cycle(texts), itertools.cycle(measures))
    for index, (name, text), measure in turns:
        first_of_turn = index - index % len(texts)

        def copy_of(reference):
            target = first_of_turn + places[reference[2]]
            # The last turn may stop before the action that is referred to: the turn before has one.
            if target >= count:
                target -= len(texts)
            found = f"{reference[2]}-{target + 1}" if target >= 0 else "?"
            return f'{reference[1]}"{found}"'

        file = folder / "actions" / measure / f"{name}-{index + 1}.toml"
        text = TITLE.sub(rf'\g<1> ({index + 1})"', text, count=1)
        file.write_text(REFERENCE.sub(copy_of, text), encoding="utf-8", newline="\n")


def run(command, folder, output):
    """The seconds that `command` takes in `folder`, the most memory it holds, in MiB, and the seconds that processors work on it."""
    output.seek(0)
    output.truncate()
    began = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.PIPE, text=True
    )
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - began
    # So that nobody waits for the process a second time.
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{said}")
    # Linux counts in KiB, macOS in bytes.
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return took, usage.ru_maxrss / unit, usage.ru_utime + usage.ru_stime


def compare_on(name, folder, binary, runs):
    """A row of the table for each question, asked of the plan in `folder`."""
    with tempfile.TemporaryFile() as output:
        for question in QUESTIONS:
            asking = [str(binary), *question]
            run(asking, folder, output)
            run(COUNTING, folder, output)
            pairs = [(run(asking, folder, output), run(COUNTING, folder, output)) for _ in range(runs)]
            ratios = [asked[0] / counted[0] for asked, counted in pairs]
            times = [statistics.median(side[0] for side in sides) * 1000 for sides in zip(*pairs)]
            memories = [max(side[1] for side in sides) for sides in zip(*pairs)]
            yield [
                name,
                f"`{question[0]}`",
                *(f"{milliseconds:.1f} ms" for milliseconds in times),
                *(f"{ratio:.2f}" for ratio in (statistics.median(ratios), min(ratios), max(ratios))),
                *(f"{memory:.0f} MiB" for memory in memories),
            ]


def against_on(name, folder, binary, base, runs, limit):
    """A row of the table for each question, asked of the plan in `folder`, and whether its ratios keep within `limit`."""
    with tempfile.TemporaryFile() as output:
        for question in QUESTIONS:
            now, then = [str(binary), *question], [str(base), *question]
            run(now, folder, output)
            run(then, folder, output)
            pairs = []
            for turn in range(runs):
                sides = [run(asking, folder, output) for asking in ((now, then) if turn % 2 == 0 else (then, now))]
                pairs.append(sides if turn % 2 == 0 else sides[::-1])
            passing, working = (
                statistics.median(one[at] / other[at] for one, other in pairs) for at in (0, 2)
            )
            times = [statistics.median(side[0] for side in sides) * 1000 for sides in zip(*pairs)]
            keeps = max(passing, working) <= limit
            yield [
                name,
                f"`{' '.join(question)}`",
                *(f"{milliseconds:.1f} ms" for milliseconds in times),
                *(f"{ratio:.3f}" for ratio in (passing, working)),
                f"{limit:.2f}{'' if keeps else ' exceeded'}",
            ], keeps


def plans(sizes, scratch):
    """Each size's name, the folder of its plan, which is generated where there is none yet, and its number of actions."""
    for size in sizes:
        if size == "real":
            count = len(list((ROOT / "actions").glob("*/*.toml")))
            yield f"real, {count}", ROOT, count
            continue
        folder = scratch / size
        if not folder.exists():
            # Under another name until it is whole, so that a plan found later is a whole one.
            unfinished = scratch / f"{size}.unfinished"
            shutil.rmtree(unfinished, ignore_errors=True)
            generate(unfinished, int(size))
            unfinished.rename(folder)
        yield f"{int(size):,}".replace(",", " "), folder, int(size)


def compare(binary, runs, sizes, scratch):
    """Print the table of all questions on all sizes."""
    if shutil.which("rg") is None:
        print("skipped: rg (ripgrep) is not installed, so there is nothing to compare with")
        return
    headings = ["actions", "question", "`plan`", "`rg -c`", "ratio", "least", "greatest", "`plan` holds", "`rg` holds"]
    print(f"| {' | '.join(headings)} |")
    print(f"|{'---|' * 2}{'---:|' * (len(headings) - 2)}")
    with tempfile.TemporaryDirectory(prefix="plan-") as temporary:
        for name, folder, _ in plans(sizes, scratch or Path(temporary)):
            for row in compare_on(name, folder, binary.resolve(), runs):
                print(f"| {' | '.join(row)} |", flush=True)


def against(binary, base, runs, sizes, scratch):
    """Print the table of all questions on all sizes, asked of two builds; end with 1 where one takes too long."""
    headings = ["actions", "question", "`plan`", "base", "ratio", "of processors", "at most"]
    print(f"| {' | '.join(headings)} |")
    print(f"|{'---|' * 2}{'---:|' * (len(headings) - 2)}")
    all_keep = True
    with tempfile.TemporaryDirectory(prefix="plan-") as temporary:
        for name, folder, count in plans(sizes, scratch or Path(temporary)):
            limit = 1.10 if count < 1000 else 1.05
            for row, keeps in against_on(name, folder, binary.resolve(), base.resolve(), runs, limit):
                print(f"| {' | '.join(row)} |", flush=True)
                all_keep = all_keep and keeps
    if not all_keep:
        raise SystemExit(1)


def built(text):
    """A program that there is."""
    if not Path(text).is_file():
        raise SystemExit(f"{text} does not exist; build it with: cargo build --release")
    return Path(text)


def size(text):
    """A size as it is typed: `real`, or a number of actions."""
    if text != "real" and not (text.isascii() and text.isdigit() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"`{text}` is neither `real` nor a number of actions")
    return text


def main():
    """Do what the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words = parser.add_subparsers(dest="word", required=True)
    generating = words.add_parser("generate", help="write a larger plan made from the real one")
    generating.add_argument("folder", type=Path)
    generating.add_argument("count", type=int)
    comparing = words.add_parser("compare", help="measure `plan` against `rg -c`, or with --base against another build")
    comparing.add_argument("--plan", type=Path, default=BINARY, metavar="BINARY")
    comparing.add_argument("--base", type=built, metavar="BINARY")
    comparing.add_argument("--runs", type=int, metavar="N")
    comparing.add_argument("--sizes", type=lambda text: [size(one) for one in text.split(",")])
    comparing.add_argument("--scratch", type=Path, metavar="FOLDER")
    typed = sys.argv[1:]
    # `--base` says what is meant, without a word before it.
    is_meant = "--base" in typed and typed[0].startswith("--")
    arguments = parser.parse_args(["compare", *typed] if is_meant else typed)
    if arguments.word == "generate":
        generate(arguments.folder, arguments.count)
        return
    binary = built(arguments.plan)
    if arguments.base:
        sizes = arguments.sizes or ["real", "10000"]
        against(binary, arguments.base, arguments.runs or 31, sizes, arguments.scratch)
    else:
        sizes = arguments.sizes or ["real", "100", "10000", "100000"]
        compare(binary, arguments.runs or 11, sizes, arguments.scratch)


if __name__ == "__main__":
    main()
