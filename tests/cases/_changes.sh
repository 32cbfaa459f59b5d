# How the histories of the example change its files.
change() { # FILE OLD NEW: the first time that it stands there
  awk -v old="$2" -v new="$3" '
    !done && (at = index($0, old)) { $0 = substr($0, 1, at - 1) new substr($0, at + length(old)); done = 1 }
    { print }
    END { exit !done }' "$1" > changed
  mv changed "$1"
}
