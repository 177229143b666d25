"""The clock of an open vault: the computer's, held against the vault's own audit trail."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from itertools import islice
from typing import Final
from zoneinfo import ZoneInfo

from caselink.clock import computer_now, computer_zone, spelled
from caselink.domain.vault_time import ClockStanding, VaultTime
from caselink.errors import ClockUnsure
from caselink.i18n import _
from caselink.vault.database import Database, Row
from caselink.vault.faults import damaged
from caselink.vault.parts import OFFICE, Part
from caselink.vault.trail import audit

BEHIND: Final = "clock_behind"
"""What the audit trail calls it that the clock is behind it. This row alone bears what the computer's clock said."""
SAID_RIGHT: Final = "clock_said_right"
TAKEN_BACK: Final = "wrong_day_taken_back"
"""From this row on the trail counts anew: what lies before it was dated by a clock that was wrong."""
ZONE: Final = "office_zone"
"""The setting that holds the office's zone, by its name in the time zone database: `Europe/Paris`."""
_LAST_ROWS: Final = 1_000
"""Moments never go back in what this version writes, so that the last rows have the latest. All are read before
anything leaves, for the sake of a trail that another version wrote."""


class VaultClock:
    """Belongs to an open vault and its thread. `asks` is False for a copy that is only looked at."""

    def __init__(self, database: Database, *, asks: bool) -> None:
        self._database = database
        self._is_behind_noted = False
        self._has_read_all = False
        self._has_zone = False
        self.time = VaultTime(latest_moment(database, _LAST_ROWS), zone_of(database), believed=not asks)
        self.told = self.time.latest
        """The latest moment that stands in the trail. Rows of reserved cases tell less than what is known here."""

    def now(self) -> datetime:
        """The moment that counts in this vault (UTC)."""
        return self.time.now(computer_now())

    def moment(self) -> str:
        """The same as the vault writes it."""
        return spelled(self.now())

    def day_of(self, moment: datetime) -> datetime:
        """When the day of a moment begins at the office (UTC)."""
        return self.time.begin_of(self.time.local(moment).date())

    @property
    def standing(self) -> ClockStanding:
        """How the computer's clock stands to the audit trail."""
        return self.time.standing(computer_now())

    def expect_not_ahead(self) -> None:
        """Raises ClockUnsure where the clock is far ahead of the trail: nothing is written by it."""
        if self.standing is ClockStanding.AHEAD:
            raise self._unsure(_(
                "L’horloge de cet ordinateur dit le {computer}, plus d’un mois après la dernière action notée dans ce "
                "coffre ({latest}) : rien n’a été enregistré. Réglez-la, ou dites qu’elle est juste."
            ))

    def expect_sure(self) -> None:
        """Raises ClockUnsure where nothing may leave or be erased by this clock."""
        self.expect_not_ahead()
        if self.time.is_unsure(computer_now()):
            raise self._unsure(_(
                "L’horloge de cet ordinateur dit le {computer}, avant la dernière action notée dans ce coffre "
                "({latest}) : rien n’est sorti, rien n’a été effacé. Réglez-la, ou dites qu’elle est juste."
            ))

    def go_on_from(self, before: VaultClock) -> None:
        """Know what the clock of this vault knew before it went on with another database."""
        self._is_behind_noted = before._is_behind_noted
        self.time = replace(self.time, believed=before.time.believed)

    def believe(self) -> None:
        """Somebody at the desk said that the computer's clock is right."""
        self.time = replace(self.time, believed=True)

    def keep(self, moment: datetime, told: datetime | None = None) -> None:
        """A row of that moment was written; `told` is what it says, where that is less."""
        self.time = self.time.after(moment)
        self.told = max(self.told, moment if told is None else told)

    def start_again(self, moment: datetime) -> None:
        """The days before were taken back: the trail counts from that moment on."""
        self.time = replace(self.time, latest=moment)
        self.told = moment

    def zone_to_keep(self) -> str:
        """The name of the computer's zone, where the vault names none yet; else empty."""
        self._has_zone = self._has_zone or _zone_row(self._database) is not None
        return "" if self._has_zone else str(getattr(self.time.zone, "key", ""))

    def read_zone(self) -> None:
        """The office's zone was set anew."""
        self.time = replace(self.time, zone=zone_of(self._database))

    def read_all(self) -> None:
        """Have the whole trail counted, once."""
        if not self._has_read_all:
            self.keep(latest_moment(self._database))
            self._has_read_all = True

    def is_to_be_noted(self) -> bool:
        """Whether the trail should say that the clock is behind it: once while it stands so. Says yes once."""
        is_behind = self.standing is ClockStanding.BEHIND
        is_new = is_behind and not self._is_behind_noted
        self._is_behind_noted = is_behind
        return is_new

    def _unsure(self, sentence: str) -> ClockUnsure:
        moments = (self.time.local(computer_now()), self.time.local(self.time.latest))
        computer, latest = (f"{moment:%d/%m/%Y %H:%M}" for moment in moments)
        return ClockUnsure(sentence.format(computer=computer, latest=latest))


def time_of(database: Database) -> datetime:
    """The moment that counts in a vault (UTC), for what is written outside of a worker's change; VaultDamaged."""
    return VaultClock(database, asks=True).now()


def row_moment(database: Database) -> str:
    """The same as the vault writes it."""
    return spelled(time_of(database))


def latest_moment(database: Database, rows: int | None = None) -> datetime:
    """The latest moment in the audit trail, of its last `rows`, since a wrong day was taken back; where there is no row
    yet, when the vault was made. Raises VaultDamaged where none is spelled there."""
    found: list[str] = []
    for entry in islice(audit.newest_first(database), rows):
        found.append(entry.moment)
        if entry.action == TAKEN_BACK:
            break
    made = database.one("SELECT made_at FROM meta")
    try:
        return datetime.fromisoformat(max(found) if found else str(made and made[0])).astimezone(UTC)
    except ValueError as fault:
        database.mark_damaged()
        raise damaged() from fault


def zone_of(database: Database) -> tzinfo:
    """The office's zone; the computer's where the vault does not say, or says one that this computer does not know."""
    try:
        row = _zone_row(database)
        return computer_zone() if row is None else ZoneInfo(str(json.loads(row[0])["v"]))
    except (LookupError, ValueError, OSError):
        return computer_zone()


def _zone_row(database: Database) -> Row | None:
    return database.one(
        "SELECT body FROM records WHERE owner = ? AND part = ? AND key = ?", OFFICE, Part.SETTINGS.value, ZONE
    )
