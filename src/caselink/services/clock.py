"""Whether the computer's clock goes with the vault, and what a worker says to it (docs/decisions/0024-one-clock.md)."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import datetime

from caselink.clock import computer_now
from caselink.domain.roles import may
from caselink.domain.vault_time import ClockStanding, VaultTime
from caselink.errors import VaultError
from caselink.i18n import _
from caselink.services.office import Office
from caselink.vault.clock import TAKEN_BACK


@dataclass(frozen=True, slots=True)
class ClockState:
    """How the computer's clock stands to the vault. Moments are in the office's zone, without it."""

    standing: ClockStanding
    computer: datetime
    latest: datetime
    counts: datetime
    """The moment that counts in this vault."""
    unsure: bool
    """Whether nothing may leave or be erased until somebody says that the clock is right."""
    notice: str
    """A sentence about a clock that does not go with the vault; empty where it does."""


def clock_state(office: Office) -> ClockState:
    """How it stands now."""
    return state_of(office.time)


def state_of(time: VaultTime) -> ClockState:
    """The same from what was read of the vault, on any thread."""
    computer = computer_now()
    return ClockState(
        time.standing(computer), time.local(computer), time.local(time.latest), time.local(time.now(computer)),
        time.is_unsure(computer), _notice(time, computer),
    )


def note_clock(office: Office) -> None:
    """Have the audit trail say that the clock is behind it. A disk that refuses keeps nobody from reading."""
    with contextlib.suppress(VaultError):
        office.vault.note_clock()


def note_unlocked(office: Office) -> None:
    """Have the audit trail say that this worker is at her desk now. A disk that refuses keeps nobody from reading."""
    with contextlib.suppress(VaultError):
        office.vault.note_unlocked()


def say_clock_is_right(office: Office) -> None:
    """The worker says that the computer's clock is right: what is far ahead counts from now on; where it is behind,
    papers may leave, by the later day. Nothing where it goes with the vault."""
    if office.time.standing(computer_now()) is not ClockStanding.RIGHT:
        office.vault.say_clock_is_right()


def may_take_back_day(office: Office) -> bool:
    """Whether the worker at the desk may take a wrong day back: the coordination."""
    return may(office.role, TAKEN_BACK) and not office.read_only


def take_back_day(office: Office) -> None:
    """The coordination takes back days that a wrong clock brought into the audit trail; withdrawals stay.

    Raises UserError for who is no coordinator, and where the clock is not behind the trail.
    """
    office.vault.take_back_day()


def _notice(time: VaultTime, computer: datetime) -> str:
    said, latest = (f"{time.local(moment):%d/%m/%Y %H:%M}" for moment in (computer, time.latest))
    match time.standing(computer):
        case ClockStanding.BEHIND:
            return _(
                "L’horloge de cet ordinateur est en retard : elle dit le {computer}, la dernière action notée dans ce "
                "coffre est du {latest}. C’est ce jour-là qui compte pour les accords et les échéances."
            ).format(computer=said, latest=latest)
        case ClockStanding.AHEAD:
            return _(
                "L’horloge de cet ordinateur dit le {computer}, plus d’un mois après la dernière action notée dans ce "
                "coffre ({latest}). Tant que personne ne dit qu’elle est juste, rien n’est enregistré et rien n’expire."
            ).format(computer=said, latest=latest)
        case ClockStanding.RIGHT:
            return ""
