"""The lock that says who has the vault: an OS lock of our own on the file `lock`, held throughout.

SQLite's own locks can't be relied on for it: opening and closing the database once more in the same process drops
them (measured). The system frees this one when the process ends, however it ends.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import sys
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from caselink.clock import on_this_computer
from caselink.errors import VaultError, VaultInUse
from caselink.i18n import _
from caselink.vault.ids import now

_LONGEST_NOTE: Final = 4096
_LOCKED_BYTE: Final = 0x7FFF0000
"""Windows locks hide what they cover: far behind the note, so that others can read who holds it."""
_TRIES: Final = 5
_BETWEEN_TRIES: Final = 0.01
"""Seconds. Whoever only asks who holds it (`holder`) has it for microseconds: that must not look like a colleague."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the vault, on which computer, since when. Empty and None in the moment before that is written."""

    user: str
    computer: str
    since: datetime | None
    """With the zone of this computer."""


class VaultLock:
    """Held from `acquire` to `release`. The file tells who has the vault, on which computer, since when."""

    def __init__(self, handle: int, *, noted: bool) -> None:
        self._handle = handle
        self._noted = noted
        self._held = True

    @classmethod
    def acquire(cls, path: Path, user: str) -> VaultLock:
        """Take the lock at once; raises VaultInUse with who holds it, VaultError where the file can't be opened."""
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        except OSError as fault:
            raise VaultError(_(
                "Ce coffre ne peut pas être ouvert pour y écrire : le dossier est en lecture seule ou inaccessible."
            )) from fault
        try:
            free, said = _try_often(handle), _read_note(handle)
        except OSError as fault:
            os.close(handle)
            raise VaultError(_(
                "Ce disque ne sait pas réserver un coffre à une seule personne à la fois ; rien n’a été modifié."
            )) from fault
        if not free:
            os.close(handle)
            raise VaultInUse(_sentence(_holder(said)))
        held = cls(handle, noted=True)
        note = {"user": user, "computer": platform.node(), "since": now()}
        try:
            os.ftruncate(handle, 0)
            os.lseek(handle, 0, os.SEEK_SET)
            os.write(handle, json.dumps(note).encode())
        except OSError as fault:
            held.release()
            raise VaultError(_("Le disque du coffre est plein ou ne répond pas ; rien n’a été modifié.")) from fault
        return held

    @classmethod
    def hold(cls, path: Path) -> VaultLock | None:
        """Mark a folder of our own as in use by this file in it, in which nothing is ever written.

        None where another process has marked it, or has taken it away. Raises OSError, for a link too.
        """
        try:
            handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0))
        except FileNotFoundError:
            return None
        held = cls(handle, noted=False)
        try:
            if _try_lock(handle) and os.path.lexists(path):
                return held
        except OSError:
            held.release()
            raise
        held.release()
        return None

    @staticmethod
    def holder(path: Path) -> Holder | None:
        """Who has the vault of that lock file now, without taking it; None where nobody has. Answers at once.

        A note that a killed process left behind is nobody. Raises VaultError where the file can't be read.
        """
        try:
            handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        except FileNotFoundError:
            return None
        except OSError as fault:
            raise VaultError(_("Ce coffre est inaccessible : le dossier ne se laisse pas lire.")) from fault
        try:
            return None if _try_lock(handle) else _holder(_read_note(handle))
        except OSError as fault:
            raise VaultError(_("Ce coffre est inaccessible : le dossier ne se laisse pas lire.")) from fault
        finally:
            os.close(handle)

    def release(self) -> None:
        """Let others in, and leave no trace of who was here. Does nothing the second time."""
        if not self._held:
            return
        self._held = False
        if self._noted:
            with contextlib.suppress(OSError):
                os.ftruncate(self._handle, 0)
        os.close(self._handle)


def _read_note(handle: int) -> dict[str, str]:
    try:
        raw = json.loads(os.read(handle, _LONGEST_NOTE))
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in raw.items()} if isinstance(raw, dict) else {}


def _holder(note: dict[str, str]) -> Holder:
    try:
        since = on_this_computer(datetime.fromisoformat(note["since"]))
    except (KeyError, ValueError):
        since = None
    return Holder(note.get("user", ""), note.get("computer", ""), since)


def _sentence(holder: Holder) -> str:
    if holder.since is None or not holder.user:
        return _("Ce coffre est déjà ouvert ailleurs. Fermez-le là-bas, puis réessayez.")
    return _(
        "Ce coffre est déjà ouvert par {user} sur l’ordinateur {computer} depuis le {day} à {time}. "
        "Fermez-le là-bas, puis réessayez."
    ).format(
        user=holder.user, computer=holder.computer, day=f"{holder.since:%d/%m/%Y}", time=f"{holder.since:%H:%M}"
    )


def _try_often(handle: int) -> bool:
    for _attempt in range(_TRIES - 1):
        if _try_lock(handle):
            return True
        time.sleep(_BETWEEN_TRIES)
    return _try_lock(handle)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True
else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
