#!/usr/bin/env python3
"""What the past of a plan costs, measured against what it is made of.

    python3 benches/histories.py [--plan BINARY] [--runs N] [--sizes real,2000] [--actions COUNT] [--scratch FOLDER]

It needs Python 3.9, git, and nothing besides; and a release build:

    cargo build --release

A size is the real plan with its own history, or a number of commits over COUNT actions (1 000 where nothing is said):
the plan that `compare.py generate` makes, then commit after commit the title of one action, now and then its measure,
by turns over all of them; every tenth commit merges a branch that changed another one. git reads it by `fast-import`.

On each repository, side by side:

    plan list --at HEAD              plan list
    plan diff A..B                   plan list --at A, and plan list --at B
    plan log                         git log --raw, and git cat-file --batch of each file's content that it names, once
    plan log ID, plan blame ID       git log --raw -- PATH

A and B are the commit halfway and the last one. The measuring, the pairs and the table's ratios are those of `compare.py`;
beside the ratios of time stands the median ratio of the processors' work, git's for `plan` included, which other programs
that run meanwhile disturb less.
"""

import argparse
import shutil
import statistics
import subprocess
import tempfile
from pathlib import Path

from compare import BINARY, ROOT, TITLE, generate, run, size

LOG = ["log", "--raw", "--no-abbrev", "--no-renames", "--diff-merges=first-parent"]


def git(folder, *words, **more):
    """What git prints."""
    return subprocess.run(["git", "-C", folder, *words], check=True, capture_output=True, **more).stdout


def stream(plan, commits):
    """What makes git hold `commits` commits over the actions of `plan`."""
    files = sorted(path for path in plan.glob("**/*") if path.is_file())
    texts = {path.relative_to(plan).as_posix(): path.read_text(encoding="utf-8") for path in files}
    places = [path for path in texts if path.startswith("actions/")]
    measures = sorted({Path(path).parent.as_posix() for path in places})

    def data(text):
        content = text.encode()
        return b"data %d\n%s\n" % (len(content), content)

    def commit(branch, mark, parents, changes):
        moment = 1_500_000_000 + mark * 3600
        head = f"commit refs/heads/{branch}\nmark :{mark}\ncommitter A <a@example.org> {moment} +0000\n"
        lines = [head.encode(), data(f"Changement {mark}")]
        lines += [b"%s :%d\n" % (word, parent) for word, parent in zip([b"from", b"merge"], parents)]
        for path, text in changes:
            lines.append(f"D {path}\n".encode() if text is None else f"M 100644 inline {path}\n".encode() + data(text))
        return b"".join(lines)

    def change(number):
        """The next action in turn, with another title, each seventh in another measure."""
        turn = number * 7 % len(places)
        old = places[turn]
        text = TITLE.sub(rf'\g<1> {number}"', texts.pop(old), count=1)
        moved = number % 7 == 0
        new = f"{measures[number % len(measures)]}/{Path(old).name}" if moved else old
        places[turn], texts[new] = new, text
        return [(old, None), (new, text)] if new != old else [(new, text)]

    yield commit("main", 1, [], list(texts.items()))
    tip, mark = 1, 2
    while mark <= commits:
        if mark % 10 == 0 and mark + 2 <= commits:
            beside, own = change(mark), change(mark + 1)
            yield commit("beside", mark, [tip], beside)
            yield commit("main", mark + 1, [tip], own)
            yield commit("main", mark + 2, [mark + 1, mark], beside)
            tip, mark = mark + 2, mark + 3
        else:
            yield commit("main", mark, [tip], change(mark))
            tip, mark = mark, mark + 1


def make(folder, commits, actions):
    """A repository of so many commits over so many actions."""
    # Under another name until it is whole, so that a repository found later is a whole one.
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="plan-") as temporary:
        generate(Path(temporary), actions)
        changes = b"".join(stream(Path(temporary), commits))
    git(unfinished, "init", "--quiet", "--initial-branch=main")
    git(unfinished, "fast-import", "--quiet", input=changes)
    git(unfinished, "reset", "--quiet", "--hard", "main")
    unfinished.rename(folder)


def contents(folder):
    """The names of the contents of action files that the history names, each once, in the order of `git log`."""
    raw = git(folder, *LOG, "--format=", "HEAD", "--", "actions")
    fields = (line.split() for line in raw.decode(errors="replace").splitlines())
    # `:<mode> <mode> <hash> <hash> <kind>` and the path; a hash of zeros stands for no file.
    return list(dict.fromkeys(line[3] for line in fields if len(line) > 3 and line[3].strip("0")))


def sides(binary, folder, scratch):
    """Each question: its name, its command, and the commands that it is compared with."""
    commits = git(folder, "rev-list", "--first-parent", "HEAD").decode().split()
    halfway = commits[len(commits) // 2]
    names = scratch / "blobs"
    names.write_text("\n".join(contents(folder)) + "\n")
    plan = [str(binary)]
    at = plan + ["list", "--at"]
    yield "`list --at HEAD`", [at + ["HEAD"]], "`list`", [plan + ["list"]]
    yield "`diff A..B`", [plan + ["diff", f"{halfway}..HEAD"]], "`list --at` A and B", [at + [halfway], at + ["HEAD"]]
    reading = [["git", *LOG, "HEAD", "--", "actions"], ["sh", "-c", f"git cat-file --batch < '{names}'"]]
    yield "`log`", [plan + ["log"]], "git: log, contents", reading
    path = git(folder, "log", "-1", "--name-only", "--diff-filter=M", "--format=", "--", "actions").decode().split()[0]
    of_one = [["git", *LOG, "HEAD", "--", path]]
    for word in ["log", "blame"]:
        yield f"`{word} ID`", [plan + [word, Path(path).stem]], "git: log of its path", of_one


def measure(name, folder, binary, runs, scratch):
    """A row of the table for each question."""
    with tempfile.TemporaryFile() as output:
        for asked, asking, other, comparing in sides(binary, folder, scratch):

            def seconds(commands):
                """What they take, and what processors work on them."""
                times = [run(command, folder, output) for command in commands]
                return sum(took for took, _, _ in times), sum(worked for _, _, worked in times)

            seconds(asking), seconds(comparing)
            pairs = [(seconds(asking), seconds(comparing)) for _ in range(runs)]
            ratios = [one[0] / two[0] for one, two in pairs]
            worked = [one[1] / two[1] for one, two in pairs]
            times = [statistics.median(side[0] for side in sides) * 1000 for sides in zip(*pairs)]
            yield [
                name,
                asked,
                other,
                *(f"{milliseconds:.0f} ms" for milliseconds in times),
                *(f"{ratio:.2f}" for ratio in (statistics.median(ratios), min(ratios), max(ratios), statistics.median(worked))),
            ]


def main():
    """Do what the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plan", type=Path, default=BINARY, metavar="BINARY")
    parser.add_argument("--runs", type=int, default=11, metavar="N")
    parser.add_argument("--sizes", type=lambda text: [size(one) for one in text.split(",")], default=["real", "2000"])
    parser.add_argument("--actions", type=int, default=1000, metavar="COUNT")
    parser.add_argument("--scratch", type=Path, metavar="FOLDER")
    arguments = parser.parse_args()
    binary = arguments.plan.resolve()
    if not binary.is_file():
        raise SystemExit(f"{binary} does not exist; build it with: cargo build --release")
    print("| commits | question | beside | `plan` | beside it | ratio | least | greatest | work |")
    print(f"|{'---|' * 3}{'---:|' * 6}")
    with tempfile.TemporaryDirectory(prefix="plan-") as temporary:
        scratch = Path(temporary)
        for one in arguments.sizes:
            folder = ROOT
            if one != "real":
                folder = (arguments.scratch or scratch).resolve() / f"history-{one}-{arguments.actions}"
                if not folder.exists():
                    make(folder, int(one), arguments.actions)
            commits = git(folder, "rev-list", "--count", "HEAD").decode().strip()
            for row in measure(f"{one}, {commits}" if one == "real" else commits, folder, binary, arguments.runs, scratch):
                print(f"| {' | '.join(row)} |", flush=True)


if __name__ == "__main__":
    main()
