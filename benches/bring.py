#!/usr/bin/env python3
"""A large table brought into an empty plan, measured against writing the same files plainly.

    python3 benches/bring.py [--plan BINARY] [--runs N] [--rows COUNT] [--format csv|xlsx]

It needs Python 3.9 and nothing besides, and a release build:

    cargo build --release

A plan of COUNT actions (10 000 where nothing is said) is made as `compare.py generate` makes it, and exported as one table.
Each run brings the table into a new folder that holds the same `schema/` and no action, by `plan import TABLE --write`,
then writes the files that came of it into another new folder: one call of `write_bytes` a file, no more care than that.
The table gives the median time of each, and the median, least and greatest of the ratios taken run by run.
`plan` also reads what it wrote, judges it by all the rules, and waits until each file is on the disk.
"""

import argparse
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from compare import BINARY, generate


def plan(binary, folder, *words):
    """Run `plan` in `folder`, which must go well."""
    done = subprocess.run([binary, "-C", folder, *words], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"plan {' '.join(map(str, words))} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


def seconds(task):
    """The seconds that a task takes."""
    began = time.perf_counter()
    task()
    return time.perf_counter() - began


def write_plainly(folder, files):
    """Write files, by their paths within `folder`."""
    for place in {path.parent for path in files}:
        (folder / place).mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        (folder / path).write_bytes(content)


def main():
    """Do what the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plan", type=Path, default=BINARY, metavar="BINARY")
    parser.add_argument("--runs", type=int, default=5, metavar="N")
    parser.add_argument("--rows", type=int, default=10_000, metavar="COUNT")
    parser.add_argument("--format", choices=["csv", "xlsx"], default="csv")
    arguments = parser.parse_args()
    binary = arguments.plan.resolve()
    if not binary.is_file():
        raise SystemExit(f"{binary} does not exist; build it with: cargo build --release")
    with tempfile.TemporaryDirectory(prefix="plan-") as temporary:
        scratch = Path(temporary)
        whole, table = scratch / "whole", scratch / f"table.{arguments.format}"
        generate(whole, arguments.rows)
        plan(binary, whole, "export", "-o", table)
        times = []
        for run in range(arguments.runs):
            brought, plain = scratch / f"brought-{run}", scratch / f"plain-{run}"
            shutil.copytree(whole / "schema", brought / "schema")
            (brought / "actions").mkdir()
            bringing = seconds(lambda: plan(binary, brought, "import", table, "--write"))
            files = {path.relative_to(brought): path.read_bytes() for path in brought.glob("actions/*/*.toml")}
            if len(files) != arguments.rows:
                raise SystemExit(f"{len(files)} files came of {arguments.rows} rows")
            times.append((bringing, seconds(lambda: write_plainly(plain, files))))
            # Nothing is removed before the end: a disk that has just lost many files is slow to take new ones.
    ratios = [bringing / writing for bringing, writing in times]
    columns = [f"{statistics.median(side) * 1000:.0f} ms" for side in zip(*times)]
    columns += [f"{ratio:.1f}" for ratio in (statistics.median(ratios), min(ratios), max(ratios))]
    print("| rows | `plan import` | written plainly | ratio | least | greatest |")
    print("|---:|---:|---:|---:|---:|---:|")
    print(f"| {arguments.rows} | {' | '.join(columns)} |")


if __name__ == "__main__":
    main()
