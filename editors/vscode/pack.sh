#!/bin/sh
# Packs the extension as plan.vsix beside this script. It needs Node 20 or later and npm.
set -eu
cd "$(dirname "$0")"
cp ../../LICENSE .
npm install --ignore-scripts --no-audit --no-fund --loglevel=error --no-package-lock
# esbuild's program is in a package of its own, which needs no script to be there.
node_modules/.bin/esbuild src/extension.js --bundle --platform=node --format=cjs --external:vscode --minify --outfile=out/extension.js
node_modules/.bin/vsce package --no-dependencies --allow-missing-repository --out plan.vsix
