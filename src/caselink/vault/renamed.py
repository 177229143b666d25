"""Names that workers bore before: what somebody did stays under the name of its day, and is hers under any.

Kept as a setting of the office, so that every copy learns of it: each former name, and the one that she bears today.
"""

from __future__ import annotations

from typing import Final

from caselink.vault.case_rows import record_of
from caselink.vault.database import Database
from caselink.vault.parts import OFFICE, Part

FORMER_NAMES: Final = "former_names"
"""The setting."""


def former_names(database: Database) -> dict[str, str]:
    """Each name that was changed, and the one of today in its place; raises ValueError for damage."""
    record = record_of(database, OFFICE, Part.SETTINGS, FORMER_NAMES)
    kept = {} if record is None else record["v"]
    if not isinstance(kept, dict):
        raise ValueError("not names")
    return {str(before): str(today) for before, today in kept.items()}


def with_another(database: Database, name: str, new: str) -> dict[str, str]:
    """The same once that worker bears the new name."""
    return {before: new if today == name else today for before, today in former_names(database).items()} | {name: new}


def name_today(database: Database, name: str) -> str:
    """What somebody of that name is called today."""
    return former_names(database).get(name, name)


def names_of(database: Database, name: str) -> tuple[str, ...]:
    """All that she who bears that name was ever called, today's first."""
    return (name, *sorted(before for before, today in former_names(database).items() if today == name))
