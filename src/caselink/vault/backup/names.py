"""What the backups in a vault's folder are called: when they were made, in UTC, to the second."""

from __future__ import annotations

import contextlib
import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

_NAME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.caselink-backup", re.ASCII)
AT_MOST_PUT_OFF: Final = timedelta(hours=1)
"""How much later than it was made a backup is ever named."""
_A_SECOND: Final = timedelta(seconds=1)
_MOMENT: Final = "%Y-%m-%dT%H-%M-%SZ.caselink-backup"


def free_name(place: Path, made_at: datetime) -> Path:
    """The path of a backup made at that moment (UTC), or so many seconds later that it is the newest: of two within a
    second, or where one was put off by that, the one made last bears the later name.

    What is named far ahead was named by a clock that was wrong, and puts nothing off.
    """
    near: list[datetime] = []
    with contextlib.suppress(OSError):  # a folder that does not let itself be listed still takes a file
        named = (moment_of(path.name) for path in place.iterdir())
        near = [moment for moment in named if moment is not None and moment <= made_at + AT_MOST_PUT_OFF]
    made_at = max([made_at, *(moment + _A_SECOND for moment in near)])
    while os.path.lexists(path := place / made_at.strftime(_MOMENT)):
        made_at += _A_SECOND
    return path


def moment_of(name: str) -> datetime | None:
    """When the backup of that name was made (UTC); None for a name that no backup has."""
    if _NAME.fullmatch(name) is None:
        return None
    try:
        return datetime.strptime(name, _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None
