"""The lock that says who has the vault: an OS lock of our own on the file `lock`, held throughout.

SQLite's own locks can't be relied on for it: opening and closing the database once more in the same process drops
them (measured). The system frees this one when the process ends, however it ends.

Where nothing can be written (a write-protected stick, a full disk, the folder of somebody else) it is shared: as many
as like read, and nobody writes meanwhile.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from caselink.clock import on_this_computer
from caselink.errors import VaultInUse, VaultUnreachable
from caselink.i18n import _
from caselink.vault.faults import unreachable
from caselink.vault.folder import not_ours
from caselink.vault.ids import now
from caselink.vault.plain_files import NotPlain, open_plain
from caselink.vault.system_lock import try_lock, try_share

_LONGEST_NOTE: Final = 4096
_TRIES: Final = 5
_BETWEEN_TRIES: Final = 0.01
"""Seconds. Whoever only asks who holds it (`holder`) has it for microseconds: that must not look like a colleague."""
_NOT_TO_BE_WRITTEN: Final = frozenset({errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOSPC, errno.EDQUOT})
_NAME, _FILE, _LOCK = "name", "file", "lock"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the vault, on which computer, since when. Empty and None in the moment before that is written."""

    user: str
    computer: str
    since: datetime | None
    """With the zone of this computer."""


class VaultLock:
    """Held from `acquire` to `release`. The file tells who has the vault, on which computer, since when."""

    def __init__(self, path: Path, handle: int | None, note: dict[str, str] | None = None) -> None:
        self._path = path
        self._handle = handle
        self._note = note
        self._held = True
        self.only_reads = False
        """Whether it is shared: nothing can be written there."""
        self._left_by: dict[str, str] = {}

    @classmethod
    def acquire(cls, path: Path, user: str) -> VaultLock:
        """Take the lock at once, shared where nothing can be written.

        Raises VaultInUse with who holds it, VaultError where something else bears its name, VaultUnreachable where the
        file can't even be read.
        """
        try:
            handle = open_plain(path, os.O_RDWR | os.O_CREAT)
        except NotPlain as fault:
            raise not_ours(path) from fault
        except OSError as fault:
            if fault.errno in _NOT_TO_BE_WRITTEN:
                return cls._shared(path)
            raise unreachable() from fault
        held = cls(path, handle, {"user": user, "computer": _this_computer(), "since": now()})
        try:
            held._take(handle)
        except BaseException:
            os.close(handle)
            raise
        return held

    @classmethod
    def hold(cls, path: Path) -> VaultLock | None:
        """Mark a folder of our own as in use by this file in it, in which nothing is ever written.

        None where another process has marked it, or has taken it away. Raises OSError, for a link too.
        """
        try:
            handle = open_plain(path, os.O_RDWR)
        except FileNotFoundError:
            return None
        held = cls(path, handle)
        try:
            if try_lock(handle) and os.path.lexists(path):
                return held
        except OSError:
            held.release()
            raise
        held.release()
        return None

    @staticmethod
    def holder(path: Path) -> Holder | None:
        """Who has the vault of that lock file now, without taking it; None where nobody has, or others only read.

        Answers at once. A note that a killed process left behind is nobody. Raises VaultUnreachable where the file
        can't be read, VaultError where it is none.
        """
        try:
            handle = open_plain(path)
        except FileNotFoundError:
            return None
        except NotPlain as fault:
            raise not_ours(path) from fault
        except OSError as fault:
            raise unreachable() from fault
        try:
            return None if try_share(handle) else _holder(_read_note(handle))
        except OSError as fault:
            raise unreachable() from fault
        finally:
            os.close(handle)

    def note_database(self, path: Path) -> None:
        """Say which file is the database: what a killed process leaves beside another one is not that one's."""
        if self._note is not None and not self.only_reads:
            with contextlib.suppress(OSError):
                self._note |= {_NAME: path.name, _FILE: _number(path.lstat()), _LOCK: self._own_number()}
                self._write_note()

    def left_another(self, path: Path) -> bool:
        """Whether a killed process had another file open as that database, as far as its note tells."""
        noted = self._left_by.get(_FILE, "")
        return bool(noted) and self._left_by.get(_NAME) == path.name and noted != _number(path.lstat())

    def left_here(self) -> bool:
        """Whether that process had the vault open in this very folder: in a copy of a vault all files are others."""
        return self._left_by.get(_LOCK) == self._own_number()

    def is_at_its_place(self) -> bool:
        """Whether the file at its path is the one held. One that was put in its place, or is missing there, is taken
        instead where nobody else has it, and then that is the one held."""
        if self._handle is None:
            return True
        try:
            there, held = self._path.lstat(), os.fstat(self._handle)
            if (there.st_dev, there.st_ino) == (held.st_dev, held.st_ino):
                return True
        except OSError:
            pass
        return self._taken_again()

    def share(self) -> None:
        """Nothing can be written after all: let others read too."""
        if self._handle is not None and not self.only_reads:
            with contextlib.suppress(OSError):
                os.ftruncate(self._handle, 0)
            try_share(self._handle)
        self.only_reads = True

    def release(self) -> None:
        """Let others in, and leave no trace of who was here. Does nothing the second time."""
        if not self._held:
            return
        self._held = False
        if self._handle is None:
            return
        if self._note is not None and not self.only_reads:
            with contextlib.suppress(OSError):
                os.ftruncate(self._handle, 0)
        os.close(self._handle)

    @classmethod
    def _shared(cls, path: Path) -> VaultLock:
        """Where the file is not there either, there is nothing to hold: who can't write it can't write beside it."""
        held = cls(path, None)
        held.only_reads = True
        try:
            held._handle = open_plain(path)
        except FileNotFoundError:
            return held
        except NotPlain as fault:
            raise not_ours(path) from fault
        except OSError as fault:
            raise unreachable() from fault
        try:
            free, said = _often(try_share, held._handle), _read_note(held._handle)
        except OSError as fault:
            os.close(held._handle)
            raise _no_locks() from fault
        if not free:
            os.close(held._handle)
            raise VaultInUse(_sentence(_holder(said)))
        return held

    def _take(self, handle: int) -> None:
        try:
            free, said, is_ours = _often(try_lock, handle), _read_note(handle), _is_note(handle)
        except OSError as fault:
            raise _no_locks() from fault
        if not free:
            raise VaultInUse(_sentence(_holder(said)))
        if not is_ours:
            raise not_ours(self._path)
        self._left_by = said
        try:
            self._write_note()
        except OSError:
            self.share()

    def _own_number(self) -> str:
        return "" if self._handle is None else _number(os.fstat(self._handle))

    def _write_note(self) -> None:
        if self._handle is None:
            return
        os.ftruncate(self._handle, 0)
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, json.dumps(self._note).encode())

    def _taken_again(self) -> bool:
        if not self._path.parent.is_dir():
            return False
        try:
            handle = open_plain(self._path, os.O_RDWR | os.O_CREAT)
        except OSError:
            return False
        try:
            free = _often(try_lock, handle) and _is_note(handle)
        except OSError:
            free = False
        if not free:
            os.close(handle)
            return False
        if self._handle is not None:
            os.close(self._handle)
        self._handle = handle
        with contextlib.suppress(OSError):
            self._write_note()
        return True


def _read_note(handle: int) -> dict[str, str]:
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        raw = json.loads(os.read(handle, _LONGEST_NOTE))
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in raw.items()} if isinstance(raw, dict) else {}


def _is_note(handle: int) -> bool:
    """Whether it holds what we write there, whole or cut off, or nothing: a second name of somebody's other file is
    not to be emptied."""
    os.lseek(handle, 0, os.SEEK_SET)
    found = os.read(handle, _LONGEST_NOTE + 1)
    is_short = len(found) <= _LONGEST_NOTE
    return is_short and (not found.strip(b"\0") or found.startswith(b'{"user"') or b'{"user"'.startswith(found))


def _number(found: os.stat_result) -> str:
    """Of a file, as its file system counts."""
    return str(found.st_ino)


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


def _often(take: Callable[[int], bool], handle: int) -> bool:
    for _attempt in range(_TRIES - 1):
        if take(handle):
            return True
        time.sleep(_BETWEEN_TRIES)
    return take(handle)


def _no_locks() -> VaultUnreachable:
    return VaultUnreachable(_(
        "Ce disque ne sait pas tenir un coffre pour une seule personne à la fois : rien n’a été modifié. Placez le "
        "coffre sur le disque de cet ordinateur."
    ))


def _this_computer() -> str:
    """Its name. Python's `platform` asks Windows' management service for it, which may never answer."""
    return os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename
