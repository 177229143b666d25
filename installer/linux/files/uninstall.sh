#!/bin/sh
# Removes the program from the home of whoever runs it. Vaults, settings and backups stay.
set -eu
data=${XDG_DATA_HOME:-$HOME/.local/share}
place=$data/caselink-program
[ -d "$place" ] || { echo "CaseLink is not installed here." >&2; exit 1; }
if command -v pgrep >/dev/null && pgrep -u "$(id -u)" -f "^$place/bin/" >/dev/null; then
    echo "CaseLink is running. Close it, then run this again; nothing was changed." >&2
    exit 1
fi
rm -f "$HOME/.local/bin/caselink" "$data/applications/eu.caselink.CaseLink.desktop"
for size in 16 24 32 48 64 128 256; do rm -f "$data/icons/hicolor/${size}x$size/apps/caselink.png"; done
rm -rf "$place"
echo "CaseLink is removed. Every vault stays where it is."
