"""Attachments lie once beside the archives in a vault's `backups/`, each archive names those that belong to it.

They are encrypted as in the vault, and copies of their own: what harms a file of the vault does not harm them. A file
that no archive names any more goes. An archive made elsewhere holds its attachments itself.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from caselink.held_files import move_over, unlink
from caselink.vault.folder import PROPOSED, settle
from caselink.vault.plain_files import is_plain, read_stream

BESIDE: Final = "attachments"
"""The folder beside the archives."""
_PIECE: Final = 1024 * 1024

Facts = dict[str, int | str]
"""`size` in bytes and `sha256` (hex) of a file as it lies there."""


@dataclass(frozen=True, slots=True)
class SideFiles:
    """The folder, and what archives there name already and is there, by file name: those are not read again."""

    folder: Path
    known: Mapping[str, Facts]

    @property
    def trusted(self) -> dict[str, str]:
        """The SHA-256 of those, by the id of the attachment."""
        return {name.removesuffix(".age"): str(facts["sha256"]) for name, facts in self.known.items()}


def beside(folder: Path, named: Iterable[Mapping[str, Facts]]) -> SideFiles:
    """What lies in the folder of those that archives name."""
    every = {name: facts for names in named for name, facts in names.items()}
    return SideFiles(folder, {name: facts for name, facts in every.items() if _is_there(folder / name, facts)})


def put_beside(files: Iterable[Path], place: SideFiles) -> dict[str, Facts]:
    """Have each of these files lie in the folder, whole; gives what is to be named of each. Raises OSError."""
    named = {}
    for file in files:
        known = place.known.get(file.name)
        if known is None:
            place.folder.mkdir(mode=0o700, exist_ok=True)
            known = _copied(file, place.folder)
        named[file.name] = known
    if named:
        settle(place.folder)
    return named


def lay_beside(named: Mapping[str, Facts], archive: Path, folder: Path, *, own: bool) -> None:
    """Lay those that an archive names into a folder: copies that are read through where they are to be its `own`, else
    links where the disk can. What is gone or another one by now is left out. Raises OSError where the disk is full."""
    for name, facts in named.items():
        source, target = found_beside(archive, name, facts), folder / name
        if source is None:
            continue
        if not own:
            with contextlib.suppress(OSError):
                os.link(source, target)
                continue
        if _copy(source, target) != facts:
            unlink(target)


def found_beside(archive: Path, name: str, facts: Facts) -> Path | None:
    """Where such a file lies that an archive names: beside it, or in the folder around, which is that of what is still
    being made, or the vault itself."""
    places = (archive.absolute().parent / BESIDE, archive.absolute().parent.parent / BESIDE)
    return next((place / name for place in places if _is_there(place / name, facts)), None)


def is_as_named(archive: Path, name: str, facts: Facts) -> bool:
    """Whether it reads as it was written. Raises OSError."""
    source = found_beside(archive, name, facts)
    return source is not None and read_through(source) == facts


def sweep_beside(folder: Path, named: Iterable[str]) -> None:
    """Take away what no archive names, and what is half written."""
    stay = set(named)
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if path.name not in stay and path.name.endswith((".age", f".age{PROPOSED}")):
                unlink(path)
        settle(folder)


def read_through(path: Path) -> Facts:
    """Size and SHA-256 of a file; raises OSError."""
    with read_stream(path) as source:
        return _through(source, None)


def _is_there(path: Path, facts: Facts) -> bool:
    with contextlib.suppress(OSError):
        return is_plain(path) and path.stat().st_size == facts["size"]
    return False


def _copied(file: Path, folder: Path) -> Facts:
    made = folder / f"{file.name}{PROPOSED}"
    unlink(made, missing_ok=True)
    facts = _copy(file, made)
    move_over(made, folder / file.name)
    return facts


def _copy(source: Path, target: Path) -> Facts:
    made = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with read_stream(source) as read, os.fdopen(made, "wb") as written:
        facts = _through(read, written)
        written.flush()
        os.fsync(written.fileno())
    return facts


def _through(source: IO[bytes], target: IO[bytes] | None) -> Facts:
    size, digest = 0, hashlib.sha256()
    while piece := source.read(_PIECE):
        if target is not None:
            target.write(piece)
        digest.update(piece)
        size += len(piece)
    return {"size": size, "sha256": digest.hexdigest()}
