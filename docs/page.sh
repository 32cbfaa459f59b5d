#!/bin/sh
# Photographs the page of `plan report` of the plan of this repository in Chromium: sh docs/page.sh docs/page.png
set -eu
command -v plan >/dev/null || { echo "plan is not installed: see README.md" >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
# Of a copy that no git knows: a picture names no version.
cp -r "$(dirname "$0")/../actions" "$(dirname "$0")/../schema" "$folder"
plan -C "$folder" report --lang fr --today 2024-01-31 -o "$folder/plan.html"
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1000,1250 \
  --user-data-dir="$folder/profile" --screenshot="$folder/page.png" "file://$folder/plan.html"
cp "$folder/page.png" "$1"
