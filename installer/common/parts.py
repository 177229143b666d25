"""What is inside a package: a list of parts (CycloneDX 1.5) and the licence texts of all of them.

Both follow from `caselink.components`, which the program's own page of help shows too.
"""

from __future__ import annotations

import json
from importlib.metadata import distributions
from pathlib import Path
from typing import Final

from caselink.components import COMPONENTS, OURS, Component, Included, found, plain_name
from caselink.components import licence_texts as texts_of
from installer.common.stage import version

_DECLARED: Final = {part.package for part in COMPONENTS}


def parts_of(packages: Path, python: str = "") -> tuple[Included, ...]:
    """Every part in that `site-packages`, by name; `python` is the version of the Python that comes along, if one does.

    Raises SystemExit where something is there that nobody declared.
    """
    names = {plain_name(each.name) for each in distributions(path=[str(packages)])}
    if names - _DECLARED:
        raise SystemExit(f"Not named in src/caselink/components.py, with a licence: {sorted(names - _DECLARED)}")
    parts = (Included(OURS, version()), *found(packages, python))
    return tuple(sorted(parts, key=lambda part: part.component.name.lower()))


def bill_of_materials(packages: Path, python: str = "") -> str:
    """CycloneDX 1.5 as JSON; the same parts give the same text."""
    components = [_listed(each.component, each.version) for each in parts_of(packages, python)]
    return json.dumps(
        {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "components": components},
        indent=1, ensure_ascii=False,
    ) + "\n"


def _listed(part: Component, number: str) -> dict[str, object]:
    carried = part.package and not part.is_package
    return {
        "type": "application" if part is OURS else "library",
        "bom-ref": f"{part.name}@{number}" if number else part.name, "name": part.name,
        **({"version": number} if number else {}),
        "licenses": [{"expression": part.licence}],
        **({"purl": f"pkg:pypi/{part.package}@{number}"} if part.is_package else {}),
        **({"properties": [{"name": "carried-by", "value": part.package}]} if carried else {}),
    }


def licence_texts(packages: Path, python: str = "") -> str:
    """All licence texts that the parts bring, one after the other, each under the name of its part."""
    return "\n".join(
        f"{'=' * 78}\n{name}\n{'=' * 78}\n{text}\n" for name, text in texts_of(packages, python)
    )


def write_lists(packages: Path, into: Path, python: str = "") -> None:
    """`parts.cdx.json` and `licences.txt` in that folder."""
    into.mkdir(parents=True, exist_ok=True)
    (into / "parts.cdx.json").write_text(bill_of_materials(packages, python), encoding="utf-8")
    (into / "licences.txt").write_text(licence_texts(packages, python), encoding="utf-8")


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
