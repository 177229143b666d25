"""The computer's clock: the one place of the program that reads it.

What time counts in a vault is another question: see `domain/vault_time.py`.
"""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

import tzlocal


def computer_now() -> datetime:
    """This moment by the computer's clock, in UTC."""
    return datetime.now(UTC)


def spelled(moment: datetime) -> str:
    """A moment as the vault writes it: UTC, ISO 8601 with milliseconds: `2026-01-05T10:11:12.345+00:00`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def computer_zone() -> tzinfo:
    """The zone that this computer is set to, by its name where it has one (`Europe/Brussels`)."""
    try:
        return tzlocal.reload_localzone()
    except (LookupError, OSError, ValueError):
        return datetime.now(UTC).astimezone().tzinfo or UTC


def on_this_computer(moment: datetime) -> datetime:
    """A moment in the zone of this computer, for what is said while no vault is open that has a zone of its own."""
    return moment.astimezone(computer_zone())
