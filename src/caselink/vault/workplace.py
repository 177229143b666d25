"""Folders of our own for unfinished work: in use while this process lives, swept up when it was killed."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from caselink.vault.lock import VaultLock

PREFIX: Final = ".caselink-work-"
_LOCK: Final = "in-use"


class Workplace:
    """A folder for this system user alone, empty at first, held until `remove`."""

    def __init__(self, parent: Path, prefix: str = PREFIX) -> None:
        """Make it in `parent`, after what killed processes left there was swept up. Raises OSError."""
        sweep(parent, prefix)
        self.folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        self._lock = VaultLock.hold(self.folder / _LOCK)

    def remove(self) -> None:
        """Take it away with all that is in it. Does nothing the second time."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None
            shutil.rmtree(self.folder, ignore_errors=True)


@contextlib.contextmanager
def workplace(parent: Path) -> Iterator[Path]:
    """Such a folder for as long as the block runs."""
    work = Workplace(parent)
    try:
        yield work.folder
    finally:
        work.remove()


def sweep(parent: Path, prefix: str = PREFIX) -> None:
    """Remove what killed processes left in a folder. What is in use stays, and what does not let itself be removed."""
    for folder in parent.glob(f"{prefix}*"):
        with contextlib.suppress(OSError):
            if not (folder / _LOCK).is_file() or folder.is_symlink():
                continue
            lock = VaultLock.hold(folder / _LOCK)
            if lock is not None:
                lock.release()
                shutil.rmtree(folder, ignore_errors=True)
