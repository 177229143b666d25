"""Opening what lies in the folder of a vault: plain files alone.

Whoever reaches the folder can lay a link, a pipe or a device under a name of ours. None is followed, waited for or
opened: a link would have another file read or emptied in place of ours, a pipe keeps whoever opens it for ever.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

_SAFE: Final = sum(getattr(os, name, 0) for name in ("O_BINARY", "O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC"))
_REFUSED: Final = frozenset({errno.ELOOP, errno.ENXIO, errno.EISDIR, errno.EMLINK})
"""What systems answer for a link, for a pipe or a device that is not waited for, for a folder."""


class NotPlain(OSError):
    """Something that is no plain file, or no folder of ours, bears the name of one."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.ELOOP, "not a plain file")
        self.path = path


def open_plain(path: Path, flags: int = os.O_RDONLY) -> int:
    """A handle on a plain file. Raises NotPlain for what is none, without having opened it, and OSError."""
    with suppress(FileNotFoundError):
        if not stat.S_ISREG(path.lstat().st_mode):
            raise NotPlain(path)
    try:
        handle = os.open(path, flags | _SAFE, 0o600)
    except OSError as fault:
        if fault.errno in _REFUSED:  # laid there in the moment between
            raise NotPlain(path) from fault
        raise
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise NotPlain(path)
    return handle


def read_stream(path: Path) -> IO[bytes]:
    """A plain file for reading; raises as `open_plain`."""
    return os.fdopen(open_plain(path), "rb")


def read_bytes(path: Path, at_most: int = -1) -> bytes:
    """What is in a plain file, or its first `at_most` bytes; raises as `open_plain`."""
    with read_stream(path) as file:
        return file.read(at_most)


def copy_bytes(source: Path, target: Path) -> None:
    """Copy a plain file into a new one, for this system user alone. Raises as `open_plain`."""
    handle = open_plain(source)
    with os.fdopen(handle, "rb") as read:
        made = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _SAFE, 0o600)
        with os.fdopen(made, "wb") as written:
            shutil.copyfileobj(read, written)


def copy_folder(source: Path, target: Path) -> None:
    """Copy the plain files of a folder into a new one; what else lies there stays there. Raises OSError."""
    target.mkdir(mode=0o700)
    for path in filter(is_plain, source.iterdir()):
        copy_bytes(path, target / path.name)


def is_plain(path: Path) -> bool:
    """Whether a plain file is there; not for a link to one. Raises nothing."""
    with suppress(OSError):
        return stat.S_ISREG(path.lstat().st_mode)
    return False


def is_folder(path: Path) -> bool:
    """Whether a folder is there; not for a link, nor a junction of Windows, to one. Raises nothing."""
    with suppress(OSError):
        found = path.lstat()
        leads_on = getattr(found, "st_reparse_tag", 0) == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)
        return stat.S_ISDIR(found.st_mode) and not leads_on
    return False
