"""What the program is made of, declared once: each part, its licence, and where the text of that licence stands.

The page of help, the list of parts of what is handed out (CycloneDX) and its licence texts all read this.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Final

from caselink.paths import resources_folder

_IS_LICENCE: Final = re.compile(r"\.dist-info/(licen[cs]es?/|[^/]*(licen[cs]e|copying|notice))", re.I)


@dataclass(frozen=True, slots=True)
class Component:
    """A part and its licence (an SPDX expression). `package` is the package of the lock that it is, or that carries it;
    empty for Python itself and for what stands in our own resources (`files`, patterns below them). `texts` are the
    licence texts below our resources, for whatever brings none along.
    """

    name: str
    licence: str
    package: str = ""
    texts: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def is_package(self) -> bool:
        """Whether it is that package, and not something inside it."""
        return bool(self.package) and plain_name(self.name) == self.package


@dataclass(frozen=True, slots=True)
class Included:
    """A part that is there, with the version of what it is or comes in; empty for what has none."""

    component: Component
    version: str


def plain_name(name: str) -> str:
    """A package's name as locks and registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _package(name: str, licence: str, *texts: str) -> Component:
    return Component(name, licence, plain_name(name), texts)


_QT: Final = ("licences/LGPL-3.0.txt", "licences/GPL-3.0.txt")
_OFL: Final = "fonts/OFL.txt"

OURS: Final = Component("CaseLink", "EUPL-1.2", texts=("licences/EUPL-1.2.txt",))
PYTHON: Final = Component("Python", "PSF-2.0", texts=("licences/PSF-2.0.txt",))
COMPONENTS: Final = (
    _package("PySide6_Essentials", "LGPL-3.0-only", *_QT),
    _package("shiboken6", "LGPL-3.0-only", *_QT),
    Component("Qt", "LGPL-3.0-only", "pyside6-essentials", _QT),
    Component("ICU", "Unicode-3.0", "pyside6-essentials"),
    _package("sqlcipher3", "Zlib"),
    Component("SQLCipher", "BSD-3-Clause", "sqlcipher3", ("licences/SQLCipher.txt",)),
    Component("SQLite", "blessing", "sqlcipher3"),
    Component("OpenSSL", "Apache-2.0", "sqlcipher3", ("fonts/Apache-2.0.txt",)),
    _package("cryptography", "Apache-2.0 OR BSD-3-Clause"),
    _package("cffi", "MIT-0"),
    _package("pycparser", "BSD-3-Clause"),
    _package("pyrage", "MIT"),
    Component("age (rage)", "MIT OR Apache-2.0", "pyrage"),
    _package("loro", "MIT"),
    _package("reportlab", "BSD-3-Clause"),
    _package("charset-normalizer", "MIT"),
    _package("uharfbuzz", "Apache-2.0"),
    Component("HarfBuzz", "MIT", "uharfbuzz"),
    _package("pikepdf", "MPL-2.0"),
    Component("qpdf", "Apache-2.0", "pikepdf"),
    _package("lxml", "BSD-3-Clause"),
    Component("libxml2, libxslt", "MIT", "lxml"),
    _package("packaging", "Apache-2.0 OR BSD-2-Clause"),
    _package("pypdfium2", "BSD-3-Clause OR Apache-2.0"),
    Component("PDFium", "BSD-3-Clause AND Apache-2.0", "pypdfium2"),
    _package("pillow", "MIT-CMU"),
    _package("jeepney", "MIT"),
    _package("anyascii", "ISC"),
    _package("RapidFuzz", "MIT"),
    _package("platformdirs", "MIT"),
    _package("tzlocal", "MIT"),
    _package("tzdata", "Apache-2.0"),
    _package("holidays", "MIT"),
    _package("icalendar", "BSD-2-Clause"),
    _package("python-dateutil", "Apache-2.0 OR BSD-3-Clause"),
    _package("six", "MIT"),
    _package("typing-extensions", "PSF-2.0"),
    _package("xlsxwriter", "BSD-2-Clause"),
    _package("babel", "BSD-3-Clause"),
    Component("Noto", "OFL-1.1", texts=(_OFL,), files=("fonts/Noto*.ttf",)),
    Component("NanumGothicCoding", "OFL-1.1", texts=(_OFL,), files=("fonts/NanumGothicCoding-*.ttf",)),
    Component(
        "Droid Sans Fallback", "Apache-2.0", texts=("fonts/Apache-2.0.txt",), files=("fonts/DroidSansFallback-*.ttf",)
    ),
    Component("Dicollecte, wordlist.txt", "MPL-2.0", texts=("licences/MPL-2.0.txt",), files=("wordlist.txt",)),
)
"""Every package of requirements/run.txt and what is known to be inside it, our fonts, our list of words. Licences are
those of the packages' own descriptions; where these are silent or use words of their own, of their licence texts.
"""


def found(packages: Path | None = None, python: str = "") -> tuple[Included, ...]:
    """All parts that are in that `site-packages`, ours first; without it, in what runs. `python` is the version of the
    Python that is handed out too, empty where it is the system's.
    """
    own = (Included(PYTHON, python),) if python else ()
    there = [(each, _brought_by(each, packages)) for each in COMPONENTS]
    return (*own, *(Included(each, by.version if by else "") for each, by in there if by or not each.package))


def licence_texts(packages: Path | None = None, python: str = "") -> tuple[tuple[str, str], ...]:
    """Name and licence texts of each part there, ours first; what comes inside a package stands in that package's."""
    parts = [OURS, *(each.component for each in found(packages, python))]
    return tuple((part.name, text) for part in parts if (text := _text(part, packages)))


def _text(part: Component, packages: Path | None) -> str:
    files = [resources_folder() / name for name in part.texts]
    by = _brought_by(part, packages) if part.is_package else None
    for file in sorted(by.files or (), key=str) if by else ():
        if _IS_LICENCE.search(file.as_posix()):
            files.append(Path(str(file.locate())))
    return "\n\n".join(
        file.read_text(encoding="utf-8", errors="replace").strip() for file in files if file.is_file()
    )


def _brought_by(part: Component, packages: Path | None) -> Distribution | None:
    if not part.package:
        return None
    return next(iter(distributions(name=part.package, path=sys.path if packages is None else [str(packages)])), None)
