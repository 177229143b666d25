"""What the window needs to know of the office and its worker before it shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from caselink.services.office import Office, idle_minutes, last_place


@dataclass(frozen=True, slots=True)
class Desk:
    """Who sits there, and where she was."""

    folder: Path
    user: str
    office_name: str
    idle_minutes: int
    place: dict[str, str] = field(default_factory=dict)


def read_desk(office: Office) -> Desk:
    """Read it, on the vault's thread."""
    return Desk(office.folder, office.user, office.name, idle_minutes(office), last_place(office))
