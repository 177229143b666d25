"""Folders of our own for unfinished work: in use while this process lives, swept up when it was killed."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from caselink.held_files import remove_tree, unlink
from caselink.paths import temporary_folder
from caselink.vault.folder import Layout
from caselink.vault.lock import VaultLock

PREFIX: Final = ".caselink-work-"
LOOKS: Final = "caselink-look-"
"""How the folders in the system's temporary folder begin in which a copy of a vault is read."""
_LOCK: Final = "in-use"
_TRIES: Final = 20
"""Whoever sweeps takes a new folder for a forgotten one in the moment before it is marked."""


class Workplace:
    """A folder for this system user alone, empty at first, held until `remove`."""

    def __init__(self, parent: Path, prefix: str = PREFIX) -> None:
        """Make it in `parent`, after what killed processes left there was swept up. Raises OSError."""
        sweep(parent, prefix)
        self.folder, self._lock = _made(parent, prefix)
        self._is_there = True

    def remove(self) -> None:
        """Take it away with all that is in it. Does nothing the second time."""
        if self._is_there:
            self._is_there = False
            self._lock.release()
            remove_tree(self.folder, ignore_errors=True)


@contextlib.contextmanager
def workplace(parent: Path, prefix: str = PREFIX) -> Iterator[Path]:
    """Such a folder for as long as the block runs."""
    work = Workplace(parent, prefix)
    try:
        yield work.folder
    finally:
        work.remove()


def sweep(parent: Path, prefix: str = PREFIX) -> None:
    """Remove what killed processes left in a folder. What is in use stays, what does not let itself be removed, and
    what is not ours: anybody may put a folder of such a name into a temporary folder that all share."""
    for folder in parent.glob(f"{prefix}*"):
        with contextlib.suppress(OSError):
            lock = VaultLock.hold(folder / _LOCK) if _is_ours(folder) else None
            if lock is not None:
                _remove_held(folder, lock)


def sweep_up(vault: Path | None = None) -> None:
    """Remove what killed processes left of copies of a vault: in the temporary folder where copies are read, and in the
    vault's `backups/` and beside the vault, where they are made, checked and restored. What is in use stays."""
    places = []
    with contextlib.suppress(OSError):  # a full disk has no temporary folder
        places.append((temporary_folder(), LOOKS))
    if vault is not None:
        places += [(Layout(vault).backups, PREFIX), (vault.absolute().parent, PREFIX)]
    for parent, prefix in places:
        with contextlib.suppress(OSError):
            sweep(parent, prefix)


def _made(parent: Path, prefix: str) -> tuple[Path, VaultLock]:
    """A new folder and what marks it as in use; raises OSError."""
    for _attempt in range(_TRIES):
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        try:
            (folder / _LOCK).touch(0o600)
            lock = VaultLock.hold(folder / _LOCK)
        except FileNotFoundError:
            continue
        except OSError:
            remove_tree(folder, ignore_errors=True)
            raise
        if lock is not None:
            return folder, lock
    raise OSError(errno.EAGAIN, "swept away each time")


def _is_ours(folder: Path) -> bool:
    """Whether it is a folder, not a link to one, of this system user or of who owns the folder that it is in: of a
    network disk all may belong to one."""
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode):
        return False
    return sys.platform == "win32" or found.st_uid in (os.getuid(), folder.parent.stat().st_uid)


def _remove_held(folder: Path, lock: VaultLock) -> None:
    """Whoever is just making it finds it in use, or gone. Windows keeps what marks it for as long as that is open."""
    remove_tree(folder, ignore_errors=True)
    lock.release()
    unlink(folder / _LOCK)
    folder.rmdir()
