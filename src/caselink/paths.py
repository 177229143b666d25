"""Where things stand: the parts shipped with the program, and the folders that the system gives it."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent
_PORTABLE = "portable.txt"
"""Stands beside the program's libraries in a folder carried on a stick: then nothing is written outside that folder."""


def resources_folder() -> Path:
    """Icons, styles, fonts, the starter directory: beside the package once installed, at the top of a checkout."""
    shipped = _PACKAGE / "resources"
    return shipped if shipped.is_dir() else _PACKAGE.parents[1] / "resources"


def translations_folder() -> Path:
    """The compiled translations."""
    return resources_folder() / "translations"


def settings_folder() -> Path:
    """This computer's settings of CaseLink (window language, never a name, never a recent file)."""
    return _carried("settings") or Path(platformdirs.user_config_dir("caselink", appauthor=False))


def data_folder() -> Path:
    """What this computer keeps for CaseLink: encrypted lists of what was erased, named by office id."""
    return _carried("lists") or Path(platformdirs.user_data_dir("caselink", appauthor=False))


def log_folder() -> Path:
    """The local log of event codes: no values, no names."""
    return _carried("log") or Path(platformdirs.user_log_dir("caselink", appauthor=False))


def _carried(name: str, package: Path = _PACKAGE) -> Path | None:
    """That folder beside the program, where it is carried along; None where it is installed."""
    program = package.parents[1]
    return program.parent / "data" / name if (program / _PORTABLE).is_file() else None


def temporary_folder() -> Path:
    """The system's folder for what is only needed for a moment; from then on also for libraries that ask Python.

    Python itself leaves a probe in each folder that it tries, and takes the current one where no other can be written
    to: what holds a vault, or a folder shared with others. Here whoever makes something gets the OSError then.
    """
    if tempfile.tempdir is None and (carried := _carried("temporary")) is not None:
        carried.mkdir(parents=True, exist_ok=True)
        tempfile.tempdir = str(carried)
    if tempfile.tempdir is None:
        folders = [*_temporary_folders()]
        tempfile.tempdir = str(next(filter(_takes_files, folders), folders[-1]))
    return Path(tempfile.tempdir)


def _temporary_folders() -> Iterator[Path]:
    named = (Path(os.environ[name]) for name in ("TMPDIR", "TEMP", "TMP") if name in os.environ)
    yield from (folder for folder in named if folder.is_absolute())
    usual = (r"~\AppData\Local\Temp", r"%SYSTEMROOT%\Temp") if sys.platform == "win32" else ("/tmp", "/var/tmp")  # noqa: S108
    yield from (Path(os.path.expandvars(each)).expanduser() for each in usual)


def _takes_files(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
