#!/usr/bin/env python3
"""What the programs of some targets are built of: the texts of all licences, and a bill of materials (CycloneDX 1.5).

release/bill.py LICENCES BILL TARGET…
"""

import json
import os
import pathlib
import subprocess
import sys
import time
import uuid

TEXTS = ("LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE")
# What the compiler itself puts into a program stands in no Cargo.lock.
STANDARD = """The standard library of Rust is in each program (MIT or Apache-2.0), with the parts that it brings: musl (MIT) and LLVM's libunwind
(Apache-2.0 WITH LLVM-exception) on Linux, the start of mingw-w64 (public domain, ZPL-2.1) and libgcc (GPL-3.0 with the GCC Runtime
Library Exception) on Windows. Their texts: https://github.com/rust-lang/rust/blob/stable/COPYRIGHT
"""


def in_programs(targets):
    """Ours, and the packages that end in a program of one of the targets (no tests, no build scripts, no macros): each with the
    targets that it is in and the packages that it needs there."""
    found = {}
    for target in targets:
        command = ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", target]
        metadata = json.loads(subprocess.check_output(command))
        packages = {package["id"]: package for package in metadata["packages"]}
        macros = {id for id, package in packages.items() if any("proc-macro" in part["kind"] for part in package["targets"])}
        nodes = {node["id"]: node["deps"] for node in metadata["resolve"]["nodes"]}
        root = metadata["resolve"]["root"]
        waiting, seen = [root], set()
        while waiting:
            this = waiting.pop()
            if this in seen:
                continue
            seen.add(this)
            needs = {need["pkg"] for need in nodes[this] if any(kind["kind"] is None for kind in need["dep_kinds"])} - macros
            _, in_targets, known = found.setdefault(this, (packages[this], [], set()))
            in_targets.append(target)
            known |= needs
            waiting += needs
    ours = found.pop(root)
    return ours, dict(sorted(found.items(), key=lambda item: (item[1][0]["name"], item[1][0]["version"])))


def texts(package):
    """The licence texts that a crate brings, a file a text."""
    folder = pathlib.Path(package["manifest_path"]).parent
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name.upper().startswith(TEXTS))
    return [path.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n").strip() + "\n" for path in files]


def licences(packages):
    """Each text once, with the crates that bring it."""
    crates, brought = [], {}
    for package, _, _ in packages.values():
        name = f"{package['name']} {package['version']}"
        own = texts(package)
        crates.append(f"{name}: {package['license']}" + ("" if own else " (the crate brings no text)"))
        for text in own:
            brought.setdefault(text, []).append(name)
    parts = [f"Crates in the programs: {len(crates)}.\n\n" + "\n".join(crates) + "\n", STANDARD]
    parts += [", ".join(names) + "\n\n" + text for text, names in brought.items()]
    return ("\n" + "=" * 100 + "\n\n").join(parts)


def component(package, kind):
    """A package as CycloneDX names one."""
    purl = f"pkg:cargo/{package['name']}@{package['version']}"
    told = {
        "type": kind,
        "bom-ref": purl,
        "name": package["name"],
        "version": package["version"],
        "licenses": [{"expression": package["license"].replace("/", " OR ")}],
        "purl": purl,
    }
    return told


def locked():
    """The checksums that Cargo.lock has of crates."""
    sums = {}
    for block in pathlib.Path("Cargo.lock").read_text(encoding="utf-8").split("[[package]]")[1:]:
        keys = dict(line.split(" = ", 1) for line in block.splitlines() if " = " in line)
        if "checksum" in keys:
            sums[keys["name"].strip('"'), keys["version"].strip('"')] = keys["checksum"].strip('"')
    return sums


def bill(ours, packages):
    """The bill of materials; its time and number come from the commit."""
    sums = locked()
    components = []
    for package, targets, _ in packages.values():
        told = component(package, "library")
        told["hashes"] = [{"alg": "SHA-256", "content": sums[package["name"], package["version"]]}]
        told["properties"] = [{"name": "target", "value": target} for target in targets]
        components.append(told)
    refs = {id: component(package, "library")["bom-ref"] for id, (package, _, _) in packages.items()}
    of = component(ours[0], "application")
    needs = [(of["bom-ref"], ours[2])] + [(refs[id], needs) for id, (_, _, needs) in packages.items()]
    commit = os.environ["PLAN_COMMIT"]
    moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"])))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": uuid.uuid5(uuid.NAMESPACE_URL, f"plan {ours[0]['version']} {commit}").urn,
        "version": 1,
        "metadata": {"timestamp": moment, "component": of, "properties": [{"name": "commit", "value": commit}]},
        "components": components,
        "dependencies": [{"ref": ref, "dependsOn": sorted(refs[need] for need in needs)} for ref, needs in needs],
    }


def main():
    to_licences, to_bill, *targets = sys.argv[1:]
    ours, packages = in_programs(targets)
    pathlib.Path(to_licences).write_text(licences(packages), encoding="utf-8")
    told = json.dumps(bill(ours, packages), indent=1, ensure_ascii=False)
    pathlib.Path(to_bill).write_text(told + "\n", encoding="utf-8")


main()
