"""What the backups in a vault's folder are called: when they were made, in UTC, to the second."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

_NAME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.caselink-backup", re.ASCII)
_MOMENT: Final = "%Y-%m-%dT%H-%M-%SZ.caselink-backup"


def free_name(place: Path, made_at: datetime) -> Path:
    """The path of a backup made at that moment (UTC), or so many seconds later that none is there yet."""
    while os.path.lexists(path := place / made_at.strftime(_MOMENT)):
        made_at += timedelta(seconds=1)
    return path


def moment_of(name: str) -> datetime | None:
    """When the backup of that name was made (UTC); None for a name that no backup has."""
    if _NAME.fullmatch(name) is None:
        return None
    try:
        return datetime.strptime(name, _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None
