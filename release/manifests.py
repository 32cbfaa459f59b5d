#!/usr/bin/env python3
"""The manifests for winget, scoop and Homebrew, with the checksums of what was built: release/manifests.py VERSION FOLDER

Where the files will be downloaded from stands in PLAN_HOME and PLAN_DOWNLOADS; without them an address that cannot be taken
for a real one. A manifest of a file that was not built is not written.
"""

import hashlib
import os
import pathlib
import re
import sys


def main():
    version, built = sys.argv[1], pathlib.Path(sys.argv[2])
    home = os.environ.get("PLAN_HOME", "https://forge.example/plan")
    downloads = os.environ.get("PLAN_DOWNLOADS", f"{home}/releases/download/v{version}")
    folder = built / "manifests"
    folder.mkdir(exist_ok=True)
    for template in sorted((pathlib.Path(__file__).parent / "manifests").iterdir()):
        text = template.read_text(encoding="utf-8")
        for name, value in (("version", version), ("home", home), ("downloads", downloads)):
            text = text.replace("{" + name + "}", value)
        asked = re.findall(r"\{(sha256|SHA256):([^}]+)\}", text)
        if not all((built / name).exists() for _, name in asked):
            continue
        for case, name in asked:
            digest = hashlib.sha256((built / name).read_bytes()).hexdigest()
            text = text.replace("{" + f"{case}:{name}" + "}", digest.upper() if case.isupper() else digest)
        # winget wants its three files named by the package.
        name = template.name.replace("winget", "Plan.PlanClimat")
        (folder / name).write_text(text, encoding="utf-8")


main()
