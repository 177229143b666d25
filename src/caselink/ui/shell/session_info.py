"""What the window needs to know of the office and its worker before it shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from caselink.domain.roles import Role
from caselink.services.backups import contents
from caselink.services.clock import may_take_back_day, note_clock, note_unlocked
from caselink.services.office import Office, Typing, idle_minutes, last_place
from caselink.services.workers import code_may_be_lost


@dataclass(frozen=True, slots=True)
class SessionInfo:
    """Who sits there, and where she was."""

    folder: Path
    user: str
    office_name: str
    idle_minutes: int
    place: dict[str, str] = field(default_factory=dict)
    role: Role = Role.WORKER
    typing: Typing | None = None
    """What notes at once where she is."""
    copy_of: datetime | None = None
    """When the backup was made that is only looked at (UTC); None for the vault itself."""
    may_take_back_day: bool = False
    """Whether she may take back a day that a wrong clock brought into the vault."""
    code_may_be_lost: bool = False
    """Whether she is to make a new recovery code: the one shown last was perhaps never written down."""

    write_protected: bool = False
    """Whether nothing can be written where the vault lies."""
    country: str = ""
    """The office's country, empty where nobody said."""
    was_replaced: bool = False
    """Whether another file took the place of the vault's while a session that was killed had it open."""

    @property
    def only_reads(self) -> bool:
        """Whether nothing of a case can be changed here."""
        return self.copy_of is not None or self.write_protected or self.role is Role.READ_ONLY


def read_session_info(office: Office) -> SessionInfo:
    """Read it, on the vault's thread."""
    note_clock(office)
    note_unlocked(office)
    copy_of = contents(office).made_at if office.is_backup else None
    may_be_lost = office.role is Role.COORDINATOR and not office.read_only and code_may_be_lost(office)
    return SessionInfo(
        office.folder, office.user, office.name, idle_minutes(office), last_place(office), office.role,
        office.typing(), copy_of,
        may_take_back_day(office), may_be_lost, office.read_only and not office.is_backup, office.country,
        office.was_replaced,
    )
