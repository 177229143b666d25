"""What a list says to older copies of the vault, and how it is spelled (docs/vault-format.md, *Erasure*)."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import pyrage  # type: ignore[import-untyped]

from caselink.vault.erasure.erasing import Erased, latest
from caselink.vault.folder import USER_NAME
from caselink.vault.ids import is_id
from caselink.vault.reserved import reservations
from caselink.vault.reserved.reservations import Reservation

_MARK: Final = 6
"""Bytes of the mark of a row: nobody who does not know the row guesses them."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a list says."""

    erased: tuple[Erased, ...] = ()
    reserved: tuple[Reservation, ...] = ()
    holds: frozenset[tuple[str, str]] = frozenset()
    """Case and digest of each legal hold that was known, and lifted, where something of that case was erased."""

    def __add__(self, other: Told) -> Told:
        """Both; of two that say the same of one moment, and of what a copy did as it was told, the first counts."""
        return Told(
            (*self.erased, *other.erased),
            (*self.reserved, *reservations.lacking(other.reserved, self.reserved)),
            self.holds | other.holds,
        )

    def adds_to(self, other: Told) -> bool:
        """Whether this says something that the other does not, or says of an earlier moment."""
        return (other + self).spelled() != other.spelled()

    def spelled(self, marks: bytes = b"") -> bytes:
        """As a list holds it, with the marks of the rows of the audit trail that it continues."""
        erased = latest(self.erased)
        gone = {note.case_id for note in erased if not note.path}
        return json.dumps({
            "erased": [[note.case_id, note.path, note.reference_digest, note.at, note.by] for note in erased],
            "reserved": [
                [note.case_id, note.at, note.by, note.recipient, dict(sorted(note.keys))]
                for note in reservations.latest(self.reserved) if note.case_id not in gone
            ],
            "holds": sorted([*hold] for hold in self.holds),
            "continues": base64.b64encode(marks).decode("ascii"),
        }).encode()


def read_told(content: bytes) -> tuple[Told, bytes]:
    """What a list says, and the marks of the rows that it continues; raises ValueError, KeyError, TypeError,
    AttributeError, RecursionError or RecipientError for what no vault writes."""
    raw = json.loads(content)
    told = Told(
        tuple(_erased(*row) for row in raw["erased"]), tuple(_reserved(*row) for row in raw["reserved"]),
        frozenset(_hold(*row) for row in raw.get("holds", [])),
    )
    return told, base64.b64decode(raw.get("continues", ""), validate=True)


def marks_of(hashes: Iterable[str]) -> bytes:
    """What a list bears to show that it continues these rows of an audit trail: of each some bytes that tell nothing of
    it, and that nobody makes who does not know the row. A paper that left bears no more than the half of a hash."""
    return b"".join(hashlib.sha256(f"continued {each}".encode()).digest()[:_MARK] for each in hashes)


def bears(marks: bytes, row_hash: str) -> bool:
    """Whether the row of that hash is among those."""
    mark = marks_of([row_hash])
    return any(marks[at : at + _MARK] == mark for at in range(0, len(marks), _MARK))


def _erased(case_id: object, path: object, digest: object, at: object, by: object) -> Erased:
    match case_id, path, digest, at, by:
        case str(case_id), str(path), str() | None as digest, str(at), str(by):
            _expect_note(case_id, at, by)
            f"{path}{digest}".encode()  # ValueError for half a character, which JSON can spell
            return Erased(case_id, path, digest, at, by)
    raise ValueError("not a note")


def _reserved(case_id: object, at: object, by: object, recipient: object, keys: object) -> Reservation:
    match case_id, at, by, recipient, keys:
        case str(case_id), str(at), str(by), str(recipient), dict(keys):
            _expect_note(case_id, at, by)
            if recipient:
                pyrage.x25519.Recipient.from_str(recipient)
            for name, key in keys.items():
                _expect_name(name)
                base64.b64decode(key, validate=True)
            return Reservation(case_id, at, by, recipient, tuple(keys.items()))
    raise ValueError("not a note")


def _hold(case_id: object, digest: object) -> tuple[str, str]:
    if isinstance(case_id, str) and isinstance(digest, str) and is_id(case_id):
        digest.encode()
        return case_id, digest
    raise ValueError("not a hold")


def _expect_note(case_id: str, at: str, by: str) -> None:
    """Whoever was removed can write a list: what no vault writes must not reach the database. Raises ValueError."""
    _expect_name(by)
    if not is_id(case_id) or datetime.fromisoformat(at).tzinfo is None:
        raise ValueError("not a note")


def _expect_name(name: str) -> None:
    if USER_NAME.fullmatch(name) is None:
        raise ValueError("not a worker")
