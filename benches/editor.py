#!/usr/bin/env python3
"""How long an editor waits for `plan lsp`: from a key to what is found, for what may stand there, for another name.

    python3 benches/editor.py [--plan BINARY] [--keys N] FOLDER...

It needs Python 3.9 and a release build. Each FOLDER holds a plan (`compare.py generate` makes large ones); nothing in it is
written. An action's file is opened, a letter is typed N times within its title, and each time it is waited for what the
server publishes of that state of the text; then completion is asked for right behind a key, and an actor is renamed.
The times are the client's: both ways through the pipe are in them.
"""

import argparse
import json
import statistics
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Server:
    def __init__(self, binary, folder):
        self.process = subprocess.Popen(
            [binary, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.requests = 0
        self.judged = {}
        folders = [{"uri": folder.as_uri(), "name": "plan"}]
        self.ask("initialize", {"processId": None, "capabilities": {}, "workspaceFolders": folders})
        self.tell("initialized", {})

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def tell(self, method, params):
        self.send({"method": method, "params": params})

    def receive(self):
        length = 0
        while line := self.process.stdout.readline().strip():
            length = int(line.split(b":")[1])
        message = json.loads(self.process.stdout.read(length))
        told = message.get("params", {})
        if isinstance(told, dict) and "uri" in told:
            self.judged[told["uri"]] = told.get("version")
        return message

    def ask(self, method, params):
        self.requests += 1
        self.send({"id": self.requests, "method": method, "params": params})
        while (answer := self.receive()).get("id") != self.requests:
            pass
        return answer

    def wait(self, uri, version):
        while self.judged.get(uri) != version:
            self.receive()


def measure(binary, folder, keys):
    folder = folder.resolve()
    server = Server(binary, folder)
    file = sorted(folder.glob("actions/*/*.toml"))[0]
    text = file.read_text(encoding="utf-8")
    row = next(n for n, line in enumerate(text.split("\n")) if line.startswith("title"))
    uri = file.as_uri()
    opened = {"uri": uri, "languageId": "toml", "version": 0, "text": text}
    server.tell("textDocument/didOpen", {"textDocument": opened})
    server.wait(uri, 0)
    times = {"key to findings": [], "completion behind a key": [], "rename of an actor": []}
    place = {"line": row, "character": text.split("\n")[row].index('"') + 1}
    for version in range(1, keys + 1):
        edit = {"range": {"start": place, "end": place}, "text": "x"}
        begun = time.perf_counter()
        changed = {"uri": uri, "version": version}
        server.tell("textDocument/didChange", {"textDocument": changed, "contentChanges": [edit]})
        if version % 2:
            server.wait(uri, version)
            times["key to findings"].append(time.perf_counter() - begun)
        else:
            at = {"line": row + 1, "character": 0}
            server.ask("textDocument/completion", {"textDocument": {"uri": uri}, "position": at})
            times["completion behind a key"].append(time.perf_counter() - begun)
            server.wait(uri, version)
    actors = folder / "schema/actors.toml"
    lines = actors.read_text(encoding="utf-8").split("\n")
    row = next(n for n, line in enumerate(lines) if line.startswith("name"))
    opened = {"uri": actors.as_uri(), "languageId": "toml", "version": 0, "text": "\n".join(lines)}
    server.tell("textDocument/didOpen", {"textDocument": opened})
    for number in range(max(keys // 10, 3)):
        at = {"line": row, "character": lines[row].index('"') + 2}
        params = {"textDocument": {"uri": actors.as_uri()}, "position": at, "newName": f"Acteur {number}"}
        begun = time.perf_counter()
        answer = server.ask("textDocument/rename", params)
        assert "result" in answer, answer
        times["rename of an actor"].append(time.perf_counter() - begun)
    server.ask("shutdown", None)
    server.tell("exit", {})
    count = len(list(folder.glob("actions/*/*.toml")))
    for what, taken in times.items():
        median, worst = statistics.median(taken) * 1000, max(taken) * 1000
        print(f"{count} files, {what}: median {median:.0f} ms, worst {worst:.0f} ms ({len(taken)})")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--plan", default=ROOT / "target/release/plan")
    parser.add_argument("--keys", type=int, default=100)
    parser.add_argument("folders", nargs="+", type=Path)
    arguments = parser.parse_args()
    for folder in arguments.folders:
        measure(arguments.plan, folder, arguments.keys)


if __name__ == "__main__":
    main()
