"""A folder with its own Python, for people without root: unpacked anywhere, or put into the home by install.sh.

The Python is Debian 12's (glibc 2.35 and newer run it), with what it loads; libraries that Qt wants from the system and
a bare desktop may lack lie beside Qt's own.
"""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from installer.common import parts
from installer.common.stage import commit_time, lay_out, linux, settle, version
from installer.linux import texts

_HERE: Final = Path(__file__).resolve().parent
_PYTHON: Final = "3.11"
_STANDARD: Final = Path(f"/usr/lib/python{_PYTHON}")
_NOT_NEEDED: Final = (
    "__pycache__", "test", "tests", "idlelib", "lib2to3", "ensurepip", "tkinter", "turtledemo", "pydoc_data", "distutils",
    "config-*", "dist-packages", "sitecustomize.py", "_sqlite3*", "_ssl*", "_tkinter*", "_curses*", "readline*", "_dbm*",
    "_gdbm*", "nis*", "_crypt*", "venv", "turtle.py",
)
"""Of the standard library: what only builds, tests or speaks to a network or a terminal."""
_BESIDE_PYTHON: Final = ("libffi.so.8", "liblzma.so.5", "libbz2.so.1.0", "libuuid.so.1", "libcrypto.so.3")
_BESIDE_QT: Final = (
    "libxcb-cursor.so.0", "libxcb-icccm.so.4", "libxcb-image.so.0", "libxcb-keysyms.so.1", "libxcb-render-util.so.0",
    "libxcb-util.so.1", "libxcb-shape.so.0", "libxcb-xkb.so.1", "libxkbcommon-x11.so.0", "libxkbcommon.so.0",
)
_LIBRARIES: Final = Path("/usr/lib/x86_64-linux-gnu")


def build(work: Path, out: Path) -> Path:
    """The packed folder in `out`; gives its path. Raises SystemExit where this computer is no Debian 12."""
    missing = [name for name in (*_BESIDE_PYTHON, *_BESIDE_QT) if not (_LIBRARIES / name).exists()]
    if missing or not _STANDARD.is_dir():
        raise SystemExit(f"The folder is built on Debian 12 with its python3.11; missing here: {missing or _STANDARD}")
    name = f"caselink-{version()}-linux-x86_64"
    tree = work / name
    shutil.rmtree(tree, ignore_errors=True)
    packages = tree / "lib" / "python3" / "dist-packages"
    lay_out(linux(_PYTHON), packages, work)
    _lay_out_python(tree)
    for library in _BESIDE_QT:
        shutil.copy(_LIBRARIES / library, packages / "PySide6" / "Qt" / "lib" / library)
    _lay_out_beside(tree)
    parts.write_lists(packages, tree / "share", _number())
    settle(tree, commit_time())
    packed = out / f"{name}.tar.xz"
    with tarfile.open(packed, "w:xz", preset=6) as archive:
        for path in (tree, *sorted(tree.rglob("*"))):
            archive.add(path, str(path.relative_to(work)), recursive=False, filter=_nobodys)
    return packed


def _lay_out_python(tree: Path) -> None:
    (tree / "bin").mkdir()
    shutil.copy(f"/usr/bin/python{_PYTHON}", tree / "bin" / f"python{_PYTHON}")
    (tree / "bin" / "python3").symlink_to(f"python{_PYTHON}")
    standard = tree / "lib" / f"python{_PYTHON}"
    shutil.copytree(_STANDARD, standard, ignore=shutil.ignore_patterns(*_NOT_NEEDED), symlinks=False)
    for library in _BESIDE_PYTHON:
        shutil.copy(_LIBRARIES / library, standard / "lib-dynload" / library)
    for module in (standard / "lib-dynload").glob("*.cpython-*.so"):
        subprocess.run(("patchelf", "--set-rpath", "$ORIGIN", str(module)), check=True)


def _number() -> str:
    """The version of the Python that comes along, as `3.11.2`."""
    asked = (f"/usr/bin/python{_PYTHON}", "-I", "-c", "import platform; print(platform.python_version())")
    return subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()


def _lay_out_beside(tree: Path) -> None:
    for script in ("install.sh", "uninstall.sh", "caselink"):
        shutil.copy(_HERE / "files" / script, tree / script)
        (tree / script).chmod(0o755)
    share = tree / "share"
    share.mkdir()
    (share / f"{texts.APP_ID}.desktop").write_text(texts.desktop_entry("caselink"), encoding="utf-8")
    day = datetime.fromtimestamp(commit_time(), UTC).date().isoformat()
    (share / "caselink.1").write_text(texts.manual_page(day), encoding="utf-8")
    for size in texts.SIZES:
        (share / f"caselink-{size}.png").write_bytes(texts.icon(size))


def _nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry
