"""A word written everywhere in a vault, and the search for it in everything that lies on the disk."""

from __future__ import annotations

import base64
import io
import unicodedata
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

CANARY = "Kanarienvögelchen"
_CODES = ("utf-8", "utf-16-le", "utf-16-be", "latin-1")


@cache
def traces() -> tuple[bytes, ...]:
    """The word as it is, in capitals, small, and without accents as an index has it; in four encodings; in base64."""
    folded = unicodedata.normalize("NFD", CANARY.casefold()).encode("ascii", "ignore").decode()
    words = {CANARY, CANARY.upper(), CANARY.lower(), unicodedata.normalize("NFD", CANARY), folded}
    plain = {word.encode(code, "ignore") for word in words for code in _CODES}
    return tuple(sorted(plain | {coded for each in plain for coded in _base64(each)}))


def _base64(word: bytes) -> Iterator[bytes]:
    """What of it stays the same in base64 wherever it begins in what is coded."""
    for before in range(3):
        padded = bytes(before) + word
        whole = len(padded) // 3 * 3
        yield base64.b64encode(padded[:whole])[4 if before else 0 :]


def leaks(*folders: Path) -> list[str]:
    """The files whose name or content, also inside an archive, holds the word."""
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            name = str(path.relative_to(folder))
            if _holds(name.encode()) or _holds(_content(path)):
                found.append(name)
    return found


def _content(path: Path) -> bytes:
    """What a file holds; nothing where it is none, or is gone since."""
    try:
        return path.read_bytes() if path.is_file() else b""
    except FileNotFoundError:
        return b""


def _holds(content: bytes) -> bool:
    if any(trace in content for trace in traces()):
        return True
    if not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return any(_holds(name.encode()) or _holds(packed.read(name)) for name in packed.namelist())
    except zipfile.BadZipFile:
        return False
