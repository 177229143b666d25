#!/bin/sh
# Puts CaseLink into the home of whoever runs it; needs no rights and no network. Run again, it updates.
set -eu
[ "$(id -u)" != 0 ] || { echo "Not as root: CaseLink goes into a worker's own home." >&2; exit 1; }
here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
place=$data/caselink-program
[ "$here" != "$place" ] || { echo "CaseLink is installed already. To remove it: $place/uninstall.sh"; exit 0; }
if [ -e "$place" ] && command -v pgrep >/dev/null && pgrep -u "$(id -u)" -f "^$place/bin/" >/dev/null; then
    echo "CaseLink is running. Close it, then run this again; nothing was changed." >&2
    exit 1
fi
new=$place.new
rm -rf "$new"
mkdir -p "$data" "$HOME/.local/bin" "$data/applications"
cp -R "$here" "$new"
rm -rf "$place"
mv "$new" "$place"
ln -sf "$place/caselink" "$HOME/.local/bin/caselink"
for size in 16 24 32 48 64 128 256; do
    mkdir -p "$data/icons/hicolor/${size}x$size/apps"
    cp "$place/share/caselink-$size.png" "$data/icons/hicolor/${size}x$size/apps/caselink.png"
done
sed "s|^Exec=.*|Exec=\"$place/caselink\" %f|" "$place/share/eu.caselink.CaseLink.desktop" \
    >"$data/applications/eu.caselink.CaseLink.desktop"
echo "CaseLink is installed. Start it from the menu, or by: $HOME/.local/bin/caselink"
