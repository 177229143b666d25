"""Renames of the partner form, so that answers keep loading for ever (decision 2).

A field or section that gets another name keeps its old one here, beside the version that changed it. What is dropped
maps to None: the answer stays in the vault, it is shown nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from caselink.forms.registry import PARTNER_FORM

Renames = Mapping[int, Mapping[str, str | None]]
"""By the version that changed them: today's name of each old `section.field`, or None for a dropped one. Entries of a
repeating section are renamed by `section.field` too, whatever their entry."""

RENAMES: Final[Renames] = {}


def path_today(
    path: str, given_under: int, renames: Renames = RENAMES, version: int = PARTNER_FORM.version
) -> str | None:
    """The path under which today's form has what stood at `path` in version `given_under`; None where it was dropped.

    Raises ValueError for a version that this program does not know: the file is newer than the program.
    """
    if not 1 <= given_under <= version:
        raise ValueError("a version of the form that this program does not know")
    today = path
    for step in range(given_under + 1, version + 1):
        section, *entry, field = today.split(".")
        renamed = renames.get(step, {}).get(f"{section}.{field}", f"{section}.{field}")
        if renamed is None:
            return None
        new_section, new_field = renamed.split(".")
        today = ".".join((new_section, *entry, new_field))
    return today
