"""What is inside a package: a list of parts (CycloneDX 1.5) and the licence texts of all of them.

Python packages are read off what was unpacked; what their wheels carry inside is named here by hand, with its licence,
since no metadata names it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path
from typing import Final

from installer.common.stage import ROOT, version


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its name, version (empty where it is that of what carries it), licence, and what carries it."""

    name: str
    version: str
    licence: str
    inside: str = ""


CARRIED: Final = (
    Part("Qt", "", "LGPL-3.0-only", "PySide6_Essentials"),
    Part("ICU", "", "Unicode-3.0", "PySide6_Essentials"),
    Part("SQLCipher", "", "BSD-3-Clause", "sqlcipher3"),
    Part("SQLite", "", "blessing", "sqlcipher3"),
    Part("OpenSSL", "", "Apache-2.0", "sqlcipher3"),
    Part("age (rage)", "", "MIT OR Apache-2.0", "pyrage"),
    Part("Loro", "", "MIT", "loro"),
    Part("qpdf", "", "Apache-2.0", "pikepdf"),
    Part("libxml2, libxslt", "", "MIT", "lxml"),
    Part("HarfBuzz", "", "MIT", "uharfbuzz"),
    Part("Noto fonts", "", "OFL-1.1", "caselink"),
    Part("Droid Sans Fallback", "", "Apache-2.0", "caselink"),
)
"""What stands inside wheels, and inside our own folder."""
_UNSAID: Final = {
    "anyascii": "ISC", "pyrage": "MIT", "sqlcipher3": "Zlib", "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "uharfbuzz": "Apache-2.0", "reportlab": "BSD-3-Clause",
}
"""Licences that a package's metadata leaves out or tells in words of its own, read in its licence text."""


def parts_of(packages: Path) -> tuple[Part, ...]:
    """Every part below that `site-packages`, by name."""
    found = [Part("caselink", version(), "EUPL-1.2")]
    for folder in packages.glob("*.dist-info"):
        said = HeaderParser().parsestr((folder / "METADATA").read_text(encoding="utf-8"))
        name = str(said["Name"])
        licence = _UNSAID.get(name.lower()) or said["License-Expression"] or said["License"]
        if not licence:
            raise SystemExit(f"{name} says no licence: read its text and name it in installer/common/parts.py.")
        found.append(Part(name, str(said["Version"]), str(licence)))
    by_name = {part.name.lower(): part for part in found}
    missing = [part.inside for part in CARRIED if part.inside.lower() not in by_name]
    if missing:
        raise SystemExit(f"Named as carried, but not there: {missing}")
    carried = [Part(part.name, by_name[part.inside.lower()].version, part.licence, part.inside) for part in CARRIED]
    return tuple(sorted((*found, *carried), key=lambda part: part.name.lower()))


def bill_of_materials(packages: Path) -> str:
    """CycloneDX 1.5 as JSON; the same parts give the same text."""
    components = [
        {
            "type": "application" if part.name == "caselink" else "library",
            "bom-ref": f"{part.name}@{part.version}", "name": part.name, "version": part.version,
            "licenses": [{"expression": part.licence}],
            **({} if part.inside or part.name == "caselink" else {"purl": f"pkg:pypi/{part.name.lower()}@{part.version}"}),
            **({"properties": [{"name": "carried-by", "value": part.inside}]} if part.inside else {}),
        }
        for part in parts_of(packages)
    ]
    return json.dumps(
        {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "components": components},
        indent=1, ensure_ascii=False,
    ) + "\n"


def licence_texts(packages: Path) -> str:
    """All licence texts that the parts bring, one after the other, each under the name of its part."""
    texts = [("caselink (EUPL-1.2)", ROOT / "LICENSE")]
    for folder in sorted(packages.glob("*.dist-info"), key=lambda path: path.name.lower()):
        texts += [
            (folder.name.removesuffix(".dist-info"), path) for path in sorted(folder.rglob("*"))
            if path.is_file() and any(word in path.name.lower() for word in ("licen", "copying", "notice"))
        ]
    texts += [(f"fonts ({path.stem})", path) for path in sorted((ROOT / "resources" / "fonts").glob("*.txt"))]
    texts += [(path.stem, path) for path in sorted((ROOT / "installer" / "common" / "licences").glob("*.txt"))]
    return "\n".join(
        f"{'=' * 78}\n{name}\n{'=' * 78}\n{path.read_text(encoding='utf-8', errors='replace').strip()}\n"
        for name, path in texts
    )


def write_lists(packages: Path, into: Path) -> None:
    """`parts.cdx.json` and `licences.txt` in that folder, and inside the program, which shows them."""
    for folder in (into, packages / "caselink" / "resources" / "parts"):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "parts.cdx.json").write_text(bill_of_materials(packages), encoding="utf-8")
        (folder / "licences.txt").write_text(licence_texts(packages), encoding="utf-8")


def debian_copyright() -> str:
    """The file that Debian asks for, pointing to the full texts beside it."""
    return """Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: CaseLink

Files: *
Copyright: CaseLink's authors
License: EUPL-1.2
 The full text, and those of all parts that are carried along, stand in
 /usr/share/doc/caselink/licences.txt; the parts in parts.cdx.json beside it.
 Qt and PySide6 are used under the LGPL, version 3
 (/usr/share/common-licenses/LGPL-3): their libraries stand as files of their
 own below /usr/lib/caselink and may be replaced.
"""
