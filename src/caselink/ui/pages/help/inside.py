"""What is inside the program, with its version and its licence, and what a report for help may tell of a computer."""

from __future__ import annotations

import platform
from typing import Final

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from caselink import __version__
from caselink.components import found, licence_texts
from caselink.i18n import language
from caselink.paths import log_folder

_LAST_FAULTS: Final = 5


def parts() -> tuple[tuple[str, str, str], ...]:
    """Name, version (empty where it has none) and licence of each thing that is inside; of this system's alone."""
    there = found(python=platform.python_version())
    return tuple((each.component.name, each.version, each.component.licence) for each in there)


def texts() -> tuple[tuple[str, str], ...]:
    """Name and whole licence texts of the program and of each thing that is inside."""
    return licence_texts(python=platform.python_version())


def report() -> str:
    """What helps somebody to help: versions, system, looks, the codes of our own last faults. Nothing of any vault, of
    the worker, or of where anything lies.
    """
    screen = QGuiApplication.primaryScreen()
    size = screen.size()
    lines = [
        f"CaseLink {__version__}", f"Python {platform.python_version()}, Qt {qVersion()}",
        f"{platform.system()} {platform.release()}, {QGuiApplication.platformName()}",
        f"{language()}, {size.width()}x{size.height()} x{screen.devicePixelRatio():g}", *_last_faults(),
    ]
    return "\n".join(lines)


def _last_faults() -> list[str]:
    try:
        written = (log_folder() / "events.log").read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return []
    return written[-_LAST_FAULTS:]
