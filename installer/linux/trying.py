"""Trying a package as a person would, in a bare system: install, do the main job, remove; every vault stays.

Needs root and debootstrap; the archive of packages is the one that this computer itself uses.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from installer.common.stage import version
from installer.linux.deb import Release

_SUITES: Final = {"deb12": "bookworm", "deb13": "trixie"}
_JOB: Final = """
set -eu
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
apt-get update -qq
apt-get install -y -qq --no-install-recommends /tmp/caselink.deb >/dev/null
useradd -m worker
su worker -c 'set -eu; cd ~; caselink --version; caselink demo demo --cases 3 >/dev/null; ls demo;
  caselink check demo/demo.caselink --password-file demo/demo-password.txt --json;
  caselink consent-form demo/demo.caselink 2026-0042 --to "Police locale" --language fa --out fa.pdf --password-file demo/demo-password.txt;
  test -s fa.pdf;
  test -s demo/caseload.png; QT_QPA_PLATFORM=offscreen timeout 20 caselink demo/demo.caselink </dev/null & sleep 8; kill $! || true; wait $! || true'
man -l /usr/share/man/man1/caselink.1.gz >/dev/null 2>&1 || true
apt-get purge -y -qq caselink >/dev/null
test ! -e /usr/lib/caselink -a ! -e /usr/bin/caselink
test -z "$(find /usr/share -iname '*caselink*')"
test -s /home/worker/demo/demo.caselink/data.key.age
echo TRIED
"""
_FOLDER_JOB: Final = """
set -eu
useradd -m worker
cd /home/worker
su worker -c 'tar -xJf /tmp/caselink.tar.xz'
su worker -c 'set -eu; cd ~; sh caselink-*/install.sh >/dev/null; rm -r caselink-*;
  PATH=$HOME/.local/bin:$PATH; caselink --version; caselink demo demo --cases 3 >/dev/null; test -s demo/caseload.png;
  caselink check demo/demo.caselink --password-file demo/demo-password.txt --json;
  caselink consent-form demo/demo.caselink 2026-0042 --to "Police locale" --language fa --out fa.pdf --password-file demo/demo-password.txt;
  test -s fa.pdf;
  sh ~/.local/share/caselink-program/uninstall.sh >/dev/null; test ! -e ~/.local/share/caselink-program;
  test -z "$(find ~/.local -iname "*caselink*" -not -path "*/share/caselink*")"; test -s demo/demo.caselink/data.key.age'
echo TRIED
"""


def try_deb(release: Release, out: Path, work: Path) -> int:
    """Gives 0 where everything was so; prints what it saw."""
    suite = _SUITES.get(release.name)
    if suite is None:
        print(f"{release.name}: not tried here, its archive can't be reached")
        return 0
    root = _bare_system(release.name, work)
    shutil.copy(out / f"caselink_{version()}~{release.name}_amd64.deb", root / "tmp" / "caselink.deb")
    return _run(root, release.name, _JOB)


def _bare_system(name: str, work: Path) -> Path:
    """A new bare system of that name, to be thrown away."""
    root, bare = work / f"root-{name}", work / f"bare-{name}"
    shutil.rmtree(root, ignore_errors=True)
    if not bare.is_dir():
        subprocess.run(("debootstrap", "--variant=minbase", _SUITES[name], str(bare), _archive()), check=True,
                       stdout=subprocess.DEVNULL)
    subprocess.run(("cp", "-a", str(bare), str(root)), check=True)  # devices among it: read as files they never end
    return root


def _run(root: Path, name: str, job: str) -> int:
    (root / "job").write_text(job, encoding="utf-8")
    subprocess.run(("mount", "--bind", "/proc", str(root / "proc")), check=True)
    try:
        ended = subprocess.run(
            ("chroot", str(root), "sh", "/job"), check=False, env={"PATH": os.environ["PATH"], "HOME": "/root"},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
    finally:
        subprocess.run(("umount", str(root / "proc")), check=True)
    tried = ended.returncode == 0 and ended.stdout.rstrip().endswith("TRIED")
    print(f"{name}: {'installed, did its job, went, left the vault' if tried else ended.stdout}")
    shutil.rmtree(root, ignore_errors=True)
    return 0 if tried else 1


def _archive() -> str:
    """Where this computer has its packages from."""
    for file in (*Path("/etc/apt/sources.list.d").glob("debian.sources"), Path("/etc/apt/sources.list")):
        found = re.search(r"^(?:URIs:|deb)\s+(\S+)", file.read_text(encoding="utf-8"), re.M) if file.is_file() else None
        if found:
            return found[1]
    sys.exit("No archive of Debian packages is set up on this computer.")


def try_folder(out: Path, work: Path) -> int:
    """The folder for people without root, in a bare Debian 12 that has no Python of its own and the libraries of a
    desktop. Gives 0 where everything was so; prints what it saw.
    """
    root = _bare_system("deb12", work)
    shutil.copy(out / f"caselink-{version()}-linux-x86_64.tar.xz", root / "tmp" / "caselink.tar.xz")
    return _run(root, "folder", "apt-get update -qq; apt-get install -y -qq --no-install-recommends xz-utils libegl1 "
                "libgl1 libx11-6 libfontconfig1 libfreetype6 libdbus-1-3 libglib2.0-0 libexpat1 zlib1g >/dev/null\n"
                + _FOLDER_JOB)
