"""Disks that do what they are asked for and say otherwise, or say nothing."""

from __future__ import annotations

import contextlib
import errno
import os
import resource
import signal
from collections.abc import Callable, Iterator
from errno import EIO
from itertools import chain, count
from pathlib import Path
from typing import Final

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

    def fail() -> int:
        raise OSError(EIO, "Input/output error")

    _reads_instead(disk, name, fail)


def gives_other_bytes(disk: pytest.MonkeyPatch, name: str, reading: int) -> None:
    """A file of that name is read right but once: the time of that number, from 1."""
    times = count(1)

    def misread() -> int | None:
        if next(times) != reading:
            return None
        other = os.memfd_create("other")
        os.write(other, b"other bytes")
        os.lseek(other, 0, os.SEEK_SET)
        return other

    _reads_instead(disk, name, misread)


def _reads_instead(disk: pytest.MonkeyPatch, name: str, instead: Callable[[], int | None]) -> None:
    """Whoever opens a file of that name to read gets this handle, or the right one for None."""
    opened = os.open

    def open_file(path: str | Path, flags: int, mode: int = 0o777, **where: int) -> int:
        to_read = not flags & (os.O_WRONLY | os.O_RDWR | os.O_DIRECTORY)
        handle = instead() if to_read and Path(os.fsdecode(path)).name == name else None
        return opened(path, flags, mode, **where) if handle is None else handle

    disk.setattr(os, "open", open_file)


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


@contextlib.contextmanager
def disk_that_takes(size: int) -> Iterator[None]:
    """No file of this process may grow beyond that many bytes; writing more fails as on a full disk."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
