"""One .deb for each Debian (and Ubuntu): wheels bind it to that system's Python."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Final

from installer.common import parts
from installer.common.stage import ROOT, commit_time, lay_out, linux, settle, version
from installer.linux import texts

_HERE: Final = Path(__file__).resolve().parent
_LIBRARIES: Final = (
    *("libc6", "libegl1", "libgl1", "libxkbcommon0", "libxkbcommon-x11-0", "libfontconfig1", "libfreetype6", "libdbus-1-3"),
    *("libx11-6", "libx11-xcb1", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0"),
    *("libxcb-render-util0", "libxcb-shape0", "libxcb-sync1", "libxcb-xfixes0", "libxcb-xkb1"),
    *("libwayland-client0", "libwayland-cursor0", "libwayland-egl1"),
)
"""What Qt loads: by hand, since it loads them when it starts and no header names them."""


@dataclass(frozen=True, slots=True)
class Release:
    """One system: its name in the file, its Python, its names of packages that changed."""

    name: str
    python: str
    glib: str


RELEASES: Final = {
    release.name: release for release in (
        Release("deb12", "3.11", "libglib2.0-0"),
        Release("deb13", "3.13", "libglib2.0-0t64"),
        Release("ubuntu24.04", "3.12", "libglib2.0-0t64"),
    )
}


def build(release: Release, work: Path, out: Path) -> Path:
    """The package in `out`, built in `work`; gives its path."""
    tree = work / f"deb-{release.name}"
    shutil.rmtree(tree, ignore_errors=True)
    home = tree / "usr" / "lib" / "caselink"
    packages = home / "lib" / f"python{release.python}" / "site-packages"
    lay_out(linux(release.python), packages, work)
    (home / "bin").mkdir()
    (home / "bin" / "python3").symlink_to(f"/usr/bin/python{release.python}")
    _write(home / "pyvenv.cfg", "home = /usr/bin\ninclude-system-site-packages = false\n")
    day = datetime.fromtimestamp(commit_time(), UTC)
    _lay_out_beside(tree, day)
    parts.write_lists(packages, tree / "usr" / "share" / "doc" / "caselink")
    settle(tree, commit_time())
    (tree / "usr" / "bin" / "caselink").chmod(0o755)
    _control(tree, release)
    name = out / f"caselink_{version()}~{release.name}_amd64.deb"
    subprocess.run(
        ("dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(name)), check=True,
        stdout=subprocess.DEVNULL, env={**os.environ, "SOURCE_DATE_EPOCH": str(commit_time())},
    )
    return name


def _lay_out_beside(tree: Path, day: datetime) -> None:
    """Command, launcher, icons, manual page, completions, copyright."""
    share = tree / "usr" / "share"
    _write(tree / "usr" / "bin" / "caselink", '#!/bin/sh\nexec /usr/lib/caselink/bin/python3 -I -B -m caselink "$@"\n')
    _write(share / "applications" / f"{texts.APP_ID}.desktop", texts.desktop_entry("caselink"))
    _write(share / "metainfo" / f"{texts.APP_ID}.metainfo.xml", texts.metainfo(day.date().isoformat()))
    _write_packed(share / "man" / "man1" / "caselink.1.gz", texts.manual_page(day.date().isoformat()))
    _write(share / "bash-completion" / "completions" / "caselink", texts.bash_completion())
    _write(share / "zsh" / "vendor-completions" / "_caselink", texts.zsh_completion())
    _write(share / "fish" / "vendor_completions.d" / "caselink.fish", texts.fish_completion())
    for size in texts.SIZES:
        _write_bytes(share / "icons" / "hicolor" / f"{size}x{size}" / "apps" / "caselink.png", texts.icon(size))
    drawing = share / "icons" / "hicolor" / "scalable" / "apps" / "caselink.svg"
    _write_bytes(drawing, (ROOT / "resources" / "icons" / "caselink.svg").read_bytes())
    doc = share / "doc" / "caselink"
    _write(doc / "copyright", parts.debian_copyright())
    _write_packed(doc / "changelog.gz", _changelog(day))
    _write(share / "lintian" / "overrides" / "caselink", (_HERE / "files" / "lintian-overrides").read_text("utf-8"))


def _control(tree: Path, release: Release) -> None:
    """The package's own description; what runs when it comes and goes only makes and removes compiled files."""
    size = sum(path.stat().st_size for path in tree.rglob("*") if path.is_file() and not path.is_symlink()) // 1024
    depends = ", ".join((f"python{release.python}", release.glib, *_LIBRARIES))
    control = tree / "DEBIAN"
    sums = "".join(
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(tree)}\n"
        for path in sorted(tree.rglob("*")) if path.is_file() and not path.is_symlink()
    )
    _write(control / "control", f"""Package: caselink
Version: {version()}~{release.name}
Architecture: amd64
Maintainer: CaseLink <caselink@localhost>
Installed-Size: {size}
Depends: {depends}
Section: misc
Priority: optional
Description: {texts.SUMMARY[0].lower()}{texts.SUMMARY[1:]}
 An offline program for social workers and associations: one encrypted file
 for an office, one shared form for each person, what is still to be done,
 and papers that hold what was agreed to, for exactly that partner.
""")
    _write(control / "md5sums", sums)
    compiled = f"/usr/bin/python{release.python} -I -m compileall -q --invalidation-mode unchecked-hash"
    _write(control / "postinst", f"#!/bin/sh\nset -e\n[ \"$1\" != configure ] || {compiled} /usr/lib/caselink/lib || true\n")
    gone = "find /usr/lib/caselink -name __pycache__ -prune -exec rm -r {} +"
    _write(control / "prerm", f"#!/bin/sh\nset -e\n{gone}\n")
    settle(control, commit_time())
    for script in ("postinst", "prerm"):
        (control / script).chmod(0o755)


def _changelog(day: datetime) -> str:
    return (
        f"caselink ({version()}) stable; urgency=medium\n\n  * See CHANGELOG.md of the project.\n\n"
        f" -- CaseLink <caselink@localhost>  {format_datetime(day)}\n"
    )


def _write(path: Path, text: str) -> None:
    _write_bytes(path, text.encode("utf-8"))


def _write_packed(path: Path, text: str) -> None:
    _write_bytes(path, gzip.compress(text.encode("utf-8"), mtime=0))


def _write_bytes(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
