"""Renaming and taking away files that somebody else holds for a moment.

On Windows a scanner, an indexer or a synchronising client opens each new file for a second or two; meanwhile it can
neither be renamed nor deleted (error 5, 32 or 33). Other systems know no such thing: there each call is one attempt.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

_Done = TypeVar("_Done")

_HELD: Final = frozenset({5, 32, 33})
"""ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION."""
_WAITS: Final = (0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8)
"""Seconds between attempts: about two in all, then the fault is told."""


def rename(path: Path, target: Path) -> Path:
    """Give it that name, in place of a file of that name where the system does so; gives `target`. Raises OSError."""
    return patiently(lambda: path.rename(target))


def move_over(path: Path, target: Path) -> Path:
    """Give it that name, in place of what bears it; gives `target`. Raises OSError."""
    return patiently(lambda: path.replace(target))


def unlink(path: Path, missing_ok: bool = False) -> None:
    """Take the file away. Raises OSError, FileNotFoundError where it is not there and that is not `missing_ok`."""
    patiently(lambda: path.unlink(missing_ok=missing_ok))


def remove_tree(folder: Path, ignore_errors: bool = False) -> None:
    """Take the folder away with all that is in it. Raises OSError, unless they are to be ignored."""
    try:
        patiently(lambda: shutil.rmtree(folder))
    except OSError:
        if not ignore_errors:
            raise
        shutil.rmtree(folder, ignore_errors=True)  # as much of it as can go


def patiently(act: Callable[[], _Done], wait: Callable[[float], None] = time.sleep) -> _Done:
    """Do it, again after a while as long as somebody else holds the file; the last fault is raised."""
    for seconds in _WAITS:
        try:
            return act()
        except OSError as fault:
            if not _is_held(fault):
                raise
        wait(seconds)
    return act()


def _is_held(fault: OSError) -> bool:
    return getattr(fault, "winerror", None) in _HELD


def rename_to_free(path: Path, target: Path) -> None:
    """Give it that name on Windows, where renaming refuses a name that is taken. Raises FileExistsError, OSError."""
    patiently(lambda: os.rename(path, target))  # noqa: PTH104  # the one that refuses
