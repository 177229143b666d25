"""The stage: the program and all it needs in one folder, as a package of a system then holds it.

Wheels come by the hashes of requirements/run.txt and are unpacked, never run; what `leave_out` names stays away.
Every file bears the time of the commit and plain rights, so that two builds of one commit are equal.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from installer.common.leave_out import is_left_out

ROOT: Final = Path(__file__).resolve().parents[2]
_LOCK: Final = ROOT / "requirements" / "run.txt"


@dataclass(frozen=True, slots=True)
class Target:
    """What wheels are wanted for: pip's names of the platform, and the Python's version, as `3.11`."""

    platforms: tuple[str, ...]
    python: str
    linux: bool

    @property
    def abi(self) -> str:
        """CPython's short name, as `cp311`."""
        return "cp" + self.python.replace(".", "")


_MANYLINUX: Final = (
    *(f"manylinux_2_{minor}_x86_64" for minor in range(35, 16, -1)), "manylinux2014_x86_64", "manylinux1_x86_64",
)


def linux(python: str) -> Target:
    """A 64-bit Linux with glibc 2.35 or newer and that Python."""
    return Target(_MANYLINUX, python, linux=True)


def windows(python: str) -> Target:
    """A 64-bit Windows with that Python."""
    return Target(("win_amd64",), python, linux=False)


def commit_time() -> int:
    """When the commit was made, in seconds since 1970: the time that every file of a package bears."""
    said = subprocess.run(
        ("git", "log", "-1", "--format=%ct"), cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    return int(said)


def version() -> str:
    """The program's version."""
    text = (ROOT / "src" / "caselink" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'__version__[^"]*"([^"]+)"', text)
    if found is None:
        raise SystemExit("src/caselink/__init__.py names no version.")
    return found[1]


def lay_out(target: Target, packages: Path, work: Path) -> None:
    """Fill `packages` (a `site-packages`) with the program and what it needs; `work` is a folder for downloads."""
    wheels = work / f"wheels-{target.abi}-{'linux' if target.linux else 'windows'}"
    _fetch(target, wheels)
    packages.mkdir(parents=True)
    for wheel in sorted(wheels.glob("*.whl")):
        _unpack(wheel, packages)
    _lay_out_program(packages)


def settle(folder: Path, moment: int) -> None:
    """Give every file below the folder that time and plain rights: nobody's umask shows in a package."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_symlink():
            os.utime(path, (moment, moment), follow_symlinks=False)
            continue
        runs = path.is_dir() or (path.stat().st_mode & 0o100 and _is_run(path))
        path.chmod(0o755 if runs else 0o644)
        os.utime(path, (moment, moment))
    os.utime(folder, (moment, moment))


def _fetch(target: Target, wheels: Path) -> None:
    """By name, version and hash; nothing is built, and nothing that the lock does not name comes along."""
    if wheels.is_dir():
        return
    unready = wheels.with_name(wheels.name + ".part")
    shutil.rmtree(unready, ignore_errors=True)
    unready.mkdir(parents=True)
    lock = unready / "run.txt"
    lock.write_text(_lines_for(target), encoding="utf-8")
    platforms = [word for platform in target.platforms for word in ("--platform", platform)]
    subprocess.run(
        (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes", "--only-binary=:all:",
         "--disable-pip-version-check", "--implementation", "cp", "--python-version", target.python,
         "--abi", target.abi, "--abi", "abi3", "--abi", "none", *platforms, "--dest", str(unready), "-r", str(lock)),
        check=True,
    )
    lock.unlink()
    unready.rename(wheels)


def _lines_for(target: Target) -> str:
    """The lock without what is for another system, and without the markers, which pip would judge by this one."""
    kept, keeps = [], True
    for line in _LOCK.read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            kept += [line] if keeps else []
            continue
        name, _, marker = line.rstrip(" \\").partition(" ; ")
        keeps = "sys_platform == 'linux'" not in marker or target.linux
        kept += [f"{name} \\"] if keeps and name else []
    return "\n".join(kept) + "\n"


def _unpack(wheel: Path, packages: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.infolist():
            path = entry.filename
            data = re.match(r"[^/]+\.data/(?:purelib|platlib)/(.+)", path)
            path = data[1] if data else path
            if entry.is_dir() or ".data/" in path or is_left_out(path):
                continue
            into = packages / path
            if not into.resolve().is_relative_to(packages.resolve()):
                raise SystemExit(f"{wheel.name} wants to write outside of its folder: {path}")
            into.parent.mkdir(parents=True, exist_ok=True)
            into.write_bytes(archive.read(entry))


def _lay_out_program(packages: Path) -> None:
    subprocess.run((sys.executable, "tools/translations.py", "compile"), cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    unwanted = shutil.ignore_patterns("__pycache__", "*.po")
    shutil.copytree(ROOT / "src" / "caselink", packages / "caselink", ignore=unwanted)
    shutil.copytree(ROOT / "resources", packages / "caselink" / "resources", ignore=unwanted)


def _is_run(path: Path) -> bool:
    """Libraries are loaded, not run: only scripts and programs keep their bit."""
    return ".so" not in path.name and path.suffix != ".py"
