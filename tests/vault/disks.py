"""Disks that do what they are asked for and say otherwise, or say nothing."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable, Iterator
from errno import EIO
from io import BytesIO
from itertools import chain, count
from pathlib import Path
from typing import IO, Final

import pytest


def interrupt() -> None:
    """Ctrl+C."""
    signal.raise_signal(signal.SIGINT)


def report_a_fault() -> None:
    """A network disk did what was asked for, its answer was lost, and asked once more it finds nothing to do."""
    raise FileNotFoundError


AFTER_THE_COMMIT: Final = (interrupt, report_a_fault)
"""What can come just when `data.key.age` was renamed."""


def at_the_commit(disk: pytest.MonkeyPatch, do: Callable[[Callable[[], Path]], Path]) -> None:
    """From now on `do` renames `data.key.age`, or does not: it is given what would."""
    rename = Path.replace

    def replace(path: Path, target: Path) -> Path:
        return do(lambda: rename(path, target)) if target.name == "data.key.age" else rename(path, target)

    disk.setattr(Path, "replace", replace)


def without_sync_of(disk: pytest.MonkeyPatch, folder: Path) -> None:
    """From now on this disk waits for no names in that folder."""
    sync = os.fsync

    def fsync(handle: int) -> None:
        if Path(f"/proc/self/fd/{handle}").readlink() == folder:
            raise OSError(errno.EINVAL, "no folders here")
        sync(handle)

    disk.setattr(os, "fsync", fsync)


def committed_then(disk: pytest.MonkeyPatch, then: Callable[[], None]) -> None:
    """From now on `data.key.age` is renamed, and then this happens."""

    def do(rename: Callable[[], Path]) -> Path:
        renamed = rename()
        then()
        return renamed

    at_the_commit(disk, do)


def does_not_give(disk: pytest.MonkeyPatch, name: str) -> None:
    """From now on a file of that name, wherever it lies, does not read: a bad sector."""
    opened: Callable[..., IO[bytes]] = Path.open

    def fail(path: Path, mode: str = "r", **how: object) -> IO[bytes]:
        if path.name == name and mode in {"r", "rb"}:
            raise OSError(EIO, "Input/output error")
        return opened(path, mode, **how)

    disk.setattr(Path, "open", fail)


def gives_other_bytes(disk: pytest.MonkeyPatch, name: str, reading: int) -> None:
    """A file of that name is read right but once: the time of that number, from 1."""
    opened: Callable[..., IO[bytes]] = Path.open
    times = count(1)

    def misread(path: Path, mode: str = "r", **how: object) -> IO[bytes]:
        if path.name == name and mode == "rb" and next(times) == reading:
            return BytesIO(b"other bytes")
        return opened(path, mode, **how)

    disk.setattr(Path, "open", misread)


def does_not_list(disk: pytest.MonkeyPatch, folder: Path) -> None:
    """From now on that folder does not say what is in it."""
    listed = Path.iterdir

    def fail(path: Path) -> Iterator[Path]:
        if path == folder:
            raise OSError(EIO, "Input/output error")
        return listed(path)

    disk.setattr(Path, "iterdir", fail)


def lists_what_is_gone(disk: pytest.MonkeyPatch, gone: Path) -> None:
    """From now on its folder names a file that was removed just then."""
    listed = Path.iterdir

    def both(path: Path) -> Iterator[Path]:
        return chain([gone] if path == gone.parent else [], listed(path))

    disk.setattr(Path, "iterdir", both)
