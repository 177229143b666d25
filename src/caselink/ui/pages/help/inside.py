"""What is inside the program, with its version and its licence, and what a report for help may tell of a computer."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from caselink.i18n import language
from caselink.paths import log_folder

_PARTS: Final = (
    ("Qt, PySide6", "PySide6-Essentials", "LGPL-3.0"),
    ("SQLCipher, SQLite, sqlcipher3", "sqlcipher3", "BSD-3-Clause; public domain; Zlib"),
    ("OpenSSL, cryptography", "cryptography", "Apache-2.0"),
    ("age, pyrage", "pyrage", "MIT"),
    ("Loro", "loro", "MIT"),
    ("ReportLab", "reportlab", "BSD-3-Clause"),
    ("HarfBuzz, uharfbuzz", "uharfbuzz", "MIT; Apache-2.0"),
    ("pikepdf, QPDF", "pikepdf", "MPL-2.0; Apache-2.0"),
    ("lxml", "lxml", "BSD-3-Clause"),
    ("PDFium, pypdfium2", "pypdfium2", "BSD-3-Clause; Apache-2.0"),
    ("Pillow", "pillow", "MIT-CMU"),
    ("jeepney", "jeepney", "MIT"),
    ("anyascii", "anyascii", "ISC"),
    ("RapidFuzz", "rapidfuzz", "MIT"),
    ("platformdirs", "platformdirs", "MIT"),
    ("tzlocal", "tzlocal", "MIT"),
    ("tzdata", "tzdata", "Apache-2.0"),
    ("holidays", "holidays", "MIT"),
    ("icalendar", "icalendar", "BSD-2-Clause"),
    ("XlsxWriter", "XlsxWriter", "BSD-2-Clause"),
    ("Babel", "Babel", "BSD-3-Clause"),
    ("Python", "", "PSF-2.0"),
    ("Noto", "", "OFL-1.1"),
    ("Droid Sans Fallback", "", "Apache-2.0"),
    ("EFF, wordlist.txt", "", "MPL-2.0"),
)
"""Its name, the package whose version counts, its licence. What pyproject.toml asks for is all here."""
_LAST_FAULTS: Final = 5


def own_version() -> str:
    """The version of the program."""
    return _version("caselink") or "?"


def parts() -> tuple[tuple[str, str, str], ...]:
    """Name, version (empty where it has none) and licence of each thing that is inside; of this system's alone."""
    numbers = {name: _version(package) for name, package, _licence in _PARTS if package}
    numbers["Python"] = platform.python_version()
    return tuple(
        (name, numbers.get(name, ""), licence) for name, package, licence in _PARTS if not package or numbers[name]
    )


def report() -> str:
    """What helps somebody to help: versions, system, looks, the codes of our own last faults. Nothing of any vault, of
    the worker, or of where anything lies.
    """
    screen = QGuiApplication.primaryScreen()
    size = screen.size()
    lines = [
        f"CaseLink {own_version()}", f"Python {platform.python_version()}, Qt {qVersion()}",
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


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
