"""What is typed is on the disk at once, in a small encrypted file beside the database, until the database has it.

A change of the database waits for the disk several times, and behind the changes before it. This file is written in one
go, by a thread of its own, and asks the disk to keep it by another: a process that is killed loses nothing that was
noted, however slow the disk is. Each transaction of the vault takes in what stands here; an opening takes in what a
killed process left.
"""

from __future__ import annotations

import contextlib
import hmac
import json
import os
import secrets
import stat
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from caselink.domain.answers import Json
from caselink.held_files import move_over, unlink
from caselink.vault.folder import PROPOSED, settle
from caselink.vault.keys.seals import padded_size

Row = tuple[str, ...]

_INFO: Final = b"CaseLink typed"
_NONCE: Final = 12
_LARGEST: Final = 16 * 1024 * 1024
_NO_FOLLOWING: Final = (
    getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was typed, by `slot`: what is noted later in the same one takes its place."""

    number: int
    plain: Json
    row: Row
    """As the database will hold it; of a reserved case sealed with its key."""


class TypedFile:
    """What was noted and is not in the database yet. Everything here may be called from any thread."""

    def __init__(self, path: Path, key: str) -> None:
        """`key` is the data key (hex)."""
        self._path: Path | None = path
        self._key = _derived(key)
        self._notes: dict[str, Note] = {}
        self._last = 0
        self._written = 0
        self._closed = False
        self._state = threading.Lock()
        self._writing = threading.Lock()
        self._to_write = _Worker("typed", self._write)
        self._to_sync = _Worker("typed-sync", self._sync)
        self.refused = False
        """Whether the disk did not take what was noted last."""

    def note(self, slot: str, plain: Json, row: Row) -> None:
        """Keep this; it is on its way to the disk when this returns."""
        with self._state:
            if self._closed:
                return
            self._last += 1
            self._notes.pop(slot, None)
            self._notes[slot] = Note(self._last, plain, row)
        self._to_write.wake()

    def notes(self) -> dict[str, Note]:
        """What waits to be taken in, the oldest first."""
        with self._state:
            return dict(self._notes)

    def settle(self, taken: Mapping[str, Note]) -> None:
        """The database has these now, and whatever the disk says of this file, they are forgotten."""
        with self._state:
            before = len(self._notes)
            self._notes = {slot: note for slot, note in self._notes.items() if taken.get(slot) != note}
            if len(self._notes) == before:
                return
            self._last += 1
        self._write()

    def go_on_with(self, key: str) -> None:
        """The vault has another data key now."""
        with self._state:
            self._key = _derived(key)
            self._last += 1
        self._write()

    def go_on_in(self, path: Path | None) -> None:
        """The vault lies elsewhere now: what waits is written there; nowhere where that is not known."""
        with self._writing, self._state:
            self._path = path
            self._last += 1
        self._write()

    def wait(self) -> None:
        """Until all that was noted is in the file, or was refused."""
        self._write()

    def drop(self) -> None:
        """Take the file away, once what it held is in the database."""
        with contextlib.suppress(OSError):
            if self._path is not None:
                unlink(self._path, missing_ok=True)

    def close(self) -> None:
        """Nothing more is noted; what waits is in the file for the next opening."""
        with self._state:
            self._closed = True
        self._write()
        self._to_write.end()
        self._to_sync.end()

    def _write(self) -> None:
        with self._writing:
            with self._state:
                state, key, rows = self._last, self._key, [note.row for note in self._notes.values()]
            if state == self._written:
                return
            try:
                self._put(key, rows)
            except OSError:
                self.refused = True
                return
            self._written, self.refused = state, False
        if rows:
            self._to_sync.wake()

    def _put(self, key: bytes, rows: list[Row]) -> None:
        """A file that is not whole never bears the name. Raises OSError."""
        if self._path is None:
            raise FileNotFoundError
        if not rows:
            unlink(self._path, missing_ok=True)
            return
        beside = self._path.with_name(self._path.name + PROPOSED)
        unlink(beside, missing_ok=True)
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(_sealed(key, rows))
        move_over(beside, self._path)

    def _sync(self) -> None:
        """A computer that loses its power should not lose what was typed either."""
        path = self._path
        if path is None:
            return
        with contextlib.suppress(OSError):
            handle = os.open(path, os.O_RDWR | _NO_FOLLOWING)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
            settle(path.parent)


class _Worker:
    """A thread that does one thing whenever it is woken, and keeps no process alive. It begins when it is first woken.
    """

    def __init__(self, name: str, do: Callable[[], None]) -> None:
        self._name = name
        self._do = do
        self._woken = threading.Event()
        self._ended = False
        self._thread: threading.Thread | None = None

    def wake(self) -> None:
        """Do it, once more where it is being done."""
        self._woken.set()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()

    def end(self) -> None:
        """Do it no more."""
        self._ended = True
        self._woken.set()

    def _run(self) -> None:
        while self._woken.wait() and not self._ended:
            self._woken.clear()
            self._do()


def read_left(path: Path, key: str) -> list[Row]:
    """The rows in a file of that data key; none where there is no such file, or nothing of ours in it."""
    try:
        handle = os.open(path, os.O_RDONLY | _NO_FOLLOWING)
    except OSError:
        return []
    try:
        if stat.S_ISREG(os.fstat(handle).st_mode):
            return [row for row in map(_row, _opened(_derived(key), os.read(handle, _LARGEST))) if row]
    except (OSError, ValueError, InvalidTag):
        return []
    finally:
        os.close(handle)
    return []


def _derived(key: str) -> bytes:
    return hmac.digest(bytes.fromhex(key), _INFO, "sha256")


def _sealed(key: bytes, rows: list[Row]) -> bytes:
    """Nonce, then the rows as JSON, padded with spaces so that the size tells little, under ChaCha20-Poly1305."""
    plain = json.dumps(rows).encode()
    plain += b" " * (padded_size(len(plain)) - len(plain))
    nonce = secrets.token_bytes(_NONCE)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, plain, _INFO)


def _opened(key: bytes, content: bytes) -> list[object]:
    rows = json.loads(ChaCha20Poly1305(key).decrypt(content[:_NONCE], content[_NONCE:], _INFO))
    return rows if isinstance(rows, list) else []


def _row(read: object) -> Row:
    """Empty for what is none."""
    return tuple(each for each in read if isinstance(each, str)) if isinstance(read, list) else ()
