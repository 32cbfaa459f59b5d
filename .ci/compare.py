#!/usr/bin/env python3
"""The program for Windows, under wine, beside the one for Linux: the same commands on copies of the real plan, every byte compared
(of workbooks, those of their parts); with a git.exe, the history of this repository too, told by each side's own git.

.ci/compare.py LINUX_PROGRAM WINDOWS_PROGRAM [FOLDER_OF_GIT_EXE]
"""

import difflib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
# An accent, a space and an apostrophe, as folders of people have.
FOLDER = "Plan d'été 2026"
ID = "valorisation-energetique-biodechets"
READING = [
    ["check"], ["check", "--format", "concise"], ["check", "--format", "json"], ["check", "--format", "sarif"],
    ["check", "--format", "github"], ["check", "--format", "gitlab"], ["check", "actions/3.3.5"],
    ["list"], ["list", "--axis", "3", "--status", "En cours"], ["list", "--late"], ["list", "--format", "json"],
    ["list", "--format", "csv"], ["list", "--format", "md"], ["list", "--search", "vélo"], ["list", "--columns", "path,budget"],
    ["show", ID], ["status"], ["status", "--format", "json"],
    ["budget"], ["budget", "--by", "measure"], ["budget", "--by", "axis,status"], ["budget", "--by", "funder"], ["budget", "--detail"],
    ["budget", "--format", "json"], ["budget", "--format", "csv"], ["budget", "--basis", "ht"],
    ["export", "--format", "csv"], ["export", "--format", "json"], ["export", "--format", "jsonl"], ["export", "--format", "md"],
    ["export", "--format", "ics"], ["export", "--excel"], ["vocabulary", "list", "statuses"], ["vocabulary", "list", "measures"],
    ["fmt", "--check"], ["schema", "--check"], ["completions", "powershell"], ["--help"], ["list", "--help"], ["--version"],
    # What is refused is refused with the same sentence.
    ["list", "--status", "Encours"], ["show", "rien"], ["-C", "nulle part", "list"], ["lits"], ["log"], ["list", "--at", "2020-06-25"],
]
WRITING = [
    [["export", "-o", name]] for name in
    ("plan.csv", "plan.json", "plan.jsonl", "plan.md", "plan.ics", "plan.xlsx", "été 2026.xlsx")
] + [
    [["export", "--excel", "-o", "plan.csv"]], [["export", "--format", "tet", "-o", "tet.xlsx"]], [["export", "--package", "jeu"]],
    [["report", "-o", "plan.html"]], [["report", "--axis", "3", "-o", "axe 3.html"]], [["man", "manuel"]],
    [["set", ID, "status=En cours"]],
    [["set", ID, "owners+=SIG", "end=été 2027"], ["check"]],
    [["rename", ID, "biodechets"], ["check"]],
    [["move", ID, "3.3.4"], ["check"]],
    [["new", "Abri à vélos", "--measure", "4.3.2", "--theme", "Mobilité"], ["check"]],
    [["new", "a" * 120, "--measure", "4.3.2", "--theme", "Mobilité"], ["check"]],
    [["vocabulary", "rename", "En cours", "Engagé"], ["check"]],
    [["fmt"]], [["check", "--fix"]], [["schema"], ["schema", "--check"]],
    [["import", "tableau.csv", "--add-names"], ["import", "tableau.csv", "--add-names", "--write"], ["check"]],
    *([["import", f"table.{kind}", "--add-names", "--write"], ["check"]] for kind in ("csv", "xlsx", "ods", "xls")),
    [["export", "-o", "plan.xlsx"], ["import", "plan.xlsx"]], [["export", "-o", "plan.json"], ["import", "plan.json"]],
    [["export", "--excel", "-o", "plan.csv"], ["import", "plan.csv"]],
    [["export", "--package", "jeu"], ["import", "jeu"]],
    [["init", "Autre plan", "--name", "Pays d'été", "--forge", "gitlab"], ["-C", "Autre plan", "check"]],
    # Lines as Windows ends them are read, laid out and written again.
    ["CRLF", ["check"], ["set", ID, "status=En cours"], ["fmt"], ["list"]],
]
# What the repository tells; {first} is its first commit with a plan that the program still reads.
HISTORY = [
    ["log"], ["log", ID], ["log", "--summary"], ["blame", ID], ["diff", "{first}..HEAD"], ["since", "{first}"],
    ["list", "--at", "{first}"], ["list", "--at", "2026-11-25"], ["status", "--at", "{first}"], ["show", ID, "--at", "{first}"],
    ["budget", "--at", "{first}", "--compare"], ["check", "--base", "{first}"], ["set", ID, "status=Complété"], ["diff"], ["check", "--base", "HEAD"],
    ["rename", ID, "biodechets"], ["log", "biodechets"],
]


class Side:
    """One of the two programs, and where its copies of the plan stand."""

    def __init__(self, folder, start, environment):
        self.folder, self.start, self.environment = folder, start, environment

    def plan(self, number, is_crlf):
        """A new copy of the plan."""
        root = self.folder / str(number) / FOLDER
        for part in ("actions", "schema"):
            shutil.copytree(ROOT / part, root / part)
        for table in (ROOT / "docs/exemples/tableau.csv", *ROOT.glob("tests/data/table.*")):
            shutil.copy(table, root)
        for file in root.rglob("*.toml") if is_crlf else ():
            file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
        return root

    def repository(self):
        """A clone of this repository, whose lines nobody ends otherwise."""
        root = self.folder / f"{FOLDER} et son passé"
        subprocess.run(["git", "clone", "--quiet", ROOT, root], check=True)
        subprocess.run(["git", "-C", root, "config", "core.autocrlf", "false"], check=True)
        return root

    def runs(self, root, words, lang):
        """What a command answers: its exit code and both streams."""
        command = self.start + ["--lang", lang, "--today", "2026-11-24", *words]
        done = subprocess.run(command, cwd=root, env=self.environment, capture_output=True, stdin=subprocess.DEVNULL)
        return done.returncode, done.stdout, done.stderr


def tree(root):
    """Every file below a folder, but for what git and the state of a change keep."""
    files = (path for path in sorted(root.rglob("*")) if path.is_file() and ".git" not in path.parts)
    return {str(path.relative_to(root)): content(path) for path in files}


def content(path):
    """The bytes of a file; of a workbook, those of its parts in their order: a zip names the system that it was made on."""
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as parts:
        return b"".join(part.filename.encode() + b"\n" + parts.read(part) for part in parts.infolist())


def wine_program():
    """Where Debian has it; its script `wine` speaks of 32 bits beside every answer."""
    return shutil.which("wine64") or shutil.which("wine64", path="/usr/lib/wine") or "wine"


def first_readable(program, root):
    """The first commit whose plan the program of today reads."""
    commits = subprocess.run(["git", "-C", root, "rev-list", "--reverse", "HEAD", "--", "schema", "actions"], capture_output=True, check=True, text=True)
    def is_read(commit):
        return subprocess.run([program.resolve(), "-C", root, "list", "--at", commit], capture_output=True, check=False).returncode == 0
    return next(commit for commit in commits.stdout.split() if is_read(commit))


def told(one, other):
    """The first lines that differ."""
    lines = [text.decode("utf-8", "replace").splitlines() for text in (one, other)]
    return "\n    ".join(list(difflib.unified_diff(*lines, "linux", "windows", lineterm="", n=0))[:8])


def main():
    linux, windows, *git = map(pathlib.Path, sys.argv[1:])
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="plan-compare-"))
    shared = {"COLUMNS": "100", "LC_ALL": "C.UTF-8"}
    for side in ("linux", "windows"):
        (scratch / side / "bin").mkdir(parents=True)
    prefix = os.environ.get("WINEPREFIX", str(scratch / "wine"))
    # Without git on either side: what a repository adds to answers is no matter of the system.
    own = {"PATH": str(scratch), "HOME": str(scratch / "linux"), **shared}
    wine = {"PATH": os.environ["PATH"], "HOME": str(scratch), "WINEPREFIX": prefix, "WINEDEBUG": "-all", **shared}
    sides = [Side(scratch / "linux", [str(linux.resolve())], own), Side(scratch / "windows", [wine_program(), str(windows.resolve())], wine)]
    compared, different = 0, []

    def compare(number, words, lang, roots):
        nonlocal compared
        answers = [side.runs(root, words, lang) for side, root in zip(sides, roots)]
        compared += 1
        for name, one, other in zip(("exit code", "answer", "beside it"), *answers):
            if one != other:
                shown = told(one, other) if isinstance(one, bytes) else f"{one} and {other}"
                different.append(f"{number}. plan --lang {lang} {' '.join(words)}: {name}\n    {shown}")

    # Wine lays out its folder at its first start, and says so.
    sides[1].runs(scratch, ["--version"], "fr")
    number = 0
    roots = [side.plan(number, False) for side in sides]
    for lang in ("fr", "en"):
        for words in READING:
            compare(number, words, lang, roots)
    for steps in WRITING:
        number += 1
        is_crlf = steps[0] == "CRLF"
        roots = [side.plan(number, is_crlf) for side in sides]
        for words in steps[is_crlf:]:
            compare(number, words, "fr", roots)
        one, other = map(tree, roots)
        for path in sorted(one.keys() | other.keys()):
            if one.get(path) != other.get(path):
                different.append(f"{number}. {steps}: {path}\n    {told(one.get(path, b''), other.get(path, b''))}")
    if git:
        own["PATH"] = os.environ["PATH"]
        wine["WINEPATH"] = str(git[0].resolve())
        roots = [side.repository() for side in sides]
        first = first_readable(linux, roots[0])
        for words in HISTORY:
            compare("history", [word.format(first=first) for word in words], "fr", roots)
    subprocess.run(["wineserver", "-k"], env=wine, check=False)
    shutil.rmtree(scratch)
    for line in different:
        print(line)
    print(f"wine: {compared} commands compared, {len(different)} differences")
    sys.exit(bool(different))


main()
