#!/bin/sh
# Draws what `plan status` answers of the plan of this repository, in fr or en: sh docs/picture.sh fr > docs/status.fr.svg
set -eu
command -v plan >/dev/null || { echo "plan is not installed: see README.md" >&2; exit 1; }
cd "$(dirname "$0")/.."

# A drawn line is never wrapped, and not every font has the no-break spaces of French at the width of a letter.
space=$(printf '\302\240') narrow=$(printf '\342\200\257')
COLUMNS=100 plan status --lang "$1" --today 2024-01-31 --color never |
  LC_ALL=C sed -e "s/$space/ /g" -e "s/$narrow/ /g" -e 's/&/\&amp;/g' -e 's/</\&lt;/g' |
  LC_ALL=C awk '
    { lines[NR] = $0 }
    END {
      height = 19 * NR + 28
      printf "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"840\" height=\"%d\" viewBox=\"0 0 840 %d\" role=\"img\">\n", height, height
      print "<title>plan status</title>"
      print "<rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"#fff\" stroke=\"#c8d0cc\"/>"
      print "<g font-family=\"ui-monospace,Menlo,Consolas,&quot;DejaVu Sans Mono&quot;,monospace\" font-size=\"14\" fill=\"#1b2a24\">"
      for (line = 1; line <= NR; line++)
        if (lines[line] != "")
          printf "<text x=\"16\" y=\"%d\" xml:space=\"preserve\">%s</text>\n", 19 * line + 10, lines[line]
      print "</g>\n</svg>"
    }'
