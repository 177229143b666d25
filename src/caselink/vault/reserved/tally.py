"""How much there is of a reserved case, told with its key: nothing is missing of it, added to it or in another order.

Each event and each piece of the document bears a MAC of its own, which says that it is genuine, and not that all of
them are there: a colleague who holds the data key could take whole ones away, and rewrite the audit trail to fit. So a
row beside the document tells how many events each seat recorded, with a digest that runs over them, and the same of the
document's pieces, under a MAC that only those named can make. It is rewritten in the transaction of each of them.

Once it was met that it does not hold, it says so for good: whatever is written anew goes on from what was missing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from caselink.domain.events import Event
from caselink.vault.database import Database
from caselink.vault.keys import seals
from caselink.vault.reserved.keyring import CaseKey

_OWNER: Final = "tally "
_NOTHING: Final = (0, "")

Run = tuple[int, str]
"""How many there are, and the digest that runs over them."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What a row tells. `events` are by seat; `is_whole` is no longer so once something was found missing."""

    is_whole: bool = True
    document: Run = _NOTHING
    events: dict[str, Run] = field(default_factory=dict)

    def spelled(self) -> bytes:
        """As it is kept, in one spelling."""
        told = {"document": self.document, "events": self.events, "whole": self.is_whole}
        return json.dumps(told, sort_keys=True, separators=(",", ":")).encode()

    @classmethod
    def read(cls, kept: bytes) -> Tally:
        """Read it; raises ValueError, TypeError or KeyError."""
        told = json.loads(kept)
        events = {str(seat): _run(run) for seat, run in told["events"].items()}
        return cls(told["whole"] is True, _run(told["document"]), events)

    def says_as_much(self, other: Tally) -> bool:
        """Whether both tell the same, whatever the seats are called: a rescue gives them other names."""
        return self.document == other.document and self.tells_as_many_events(other)

    def tells_as_many_events(self, other: Tally) -> bool:
        """The same of the events alone."""
        return sorted(self.events.values()) == sorted(other.events.values())


def _run(kept: Sequence[object]) -> Run:
    count, digest = kept
    if not isinstance(count, int):
        raise TypeError("no number")
    return count, str(digest)


def owner_of(case_id: str) -> str:
    """Under which owner the tally of a case stands among the documents."""
    return f"{_OWNER}{case_id}"


def is_tally(owner: str) -> bool:
    """Whether that owner of a document is no case and no office, but the tally of a case."""
    return owner.startswith(_OWNER)


def note_event(database: Database, key: CaseKey | None, event: Event, seal: tuple[str, int]) -> None:
    """Count one more event, recorded at that seat under that number; nothing for a case whose key does not count."""
    if key is None or not key.counted:
        return
    seat, seq = seal
    tally = read(key, event.case_id, stored(database, event.case_id))
    run = _on(tally.events.get(seat, _NOTHING), seq, event.digest())
    _write(database, event.case_id, key, replace(tally, events={**tally.events, seat: run}))


def note_piece(database: Database, owner: str, key: CaseKey | None, number: int, digest: str) -> None:
    """Count one more piece of the document; number 0 is a snapshot in place of all there were."""
    if key is None or not key.counted:
        return
    tally = read(key, owner, stored(database, owner))
    before = tally.document if number else _NOTHING
    _write(database, owner, key, replace(tally, document=_on(before, number, digest)))


def expect_next_piece(database: Database, case_id: str, key: CaseKey | None) -> None:
    """Before the pieces of a document give way to one snapshot: where they are not those that were counted, that is
    noted for good. Nothing for a case whose key does not count."""
    if key is None or not key.counted:
        return
    tally = read(key, case_id, stored(database, case_id))
    if tally.is_whole and tally.document != count_up(_pieces(database, case_id), ()).document:
        _write(database, case_id, key, replace(tally, is_whole=False))


def write_anew(
    database: Database, case_id: str, key: CaseKey | None, events: Iterable[Event], *, is_whole: bool
) -> None:
    """Count what there is of a case, given its events in their order; away with the tally where no key counts."""
    forget(database, case_id)
    if key is not None and key.counted:
        _write(database, case_id, key, replace(_found(database, case_id, events), is_whole=is_whole))


def forget(database: Database, case_id: str) -> None:
    """Take the tally of a case away."""
    database.run("DELETE FROM documents WHERE owner = ?", owner_of(case_id))


def holds(database: Database, case_id: str, key: CaseKey | None, events: Iterable[Event]) -> bool:
    """Whether all that was counted of a case is there, nothing else, and in that order, given its events in their
    order. True of a case that is open to all, and of one whose key does not count yet."""
    if key is None or not key.counted:
        return True
    tally = read(key, case_id, stored(database, case_id))
    return tally.is_whole and tally.says_as_much(_found(database, case_id, events))


def counts_agree(database: Database, case_id: str) -> bool:
    """The same for who has no key of the case: that the numbers fit, and the row is as it was noted. True where there
    is no tally: nobody else can tell whether there was one."""
    row = database.one("SELECT body, digest FROM documents WHERE owner = ?", owner_of(case_id))
    if row is None:
        return True
    body = bytes(row[0])
    try:
        tally = Tally.read(seals.unguarded(body))
    except (ValueError, TypeError, KeyError):
        return False
    return _digest(body) == row[1] and _numbers(tally) == _numbers(_found(database, case_id, None))


def stored(database: Database, case_id: str) -> bytes | None:
    """The row as it stands."""
    row = database.one("SELECT body FROM documents WHERE owner = ?", owner_of(case_id))
    return None if row is None else bytes(row[0])


def write_stored(database: Database, case_id: str, kept: bytes) -> None:
    """Write a row just as it stood, for those who can read it."""
    database.run(
        "INSERT INTO documents (owner, digest, body) VALUES (?, ?, ?) "
        "ON CONFLICT DO UPDATE SET digest = excluded.digest, body = excluded.body",
        owner_of(case_id), _digest(kept), kept,
    )


def read(key: CaseKey, case_id: str, kept: bytes | None) -> Tally:
    """What a row tells; of one that is gone, or that nobody who is named wrote, that the case is not whole."""
    try:
        return Tally.read(seals.guarded(key.identity, owner_of(case_id), kept or b""))
    except (ValueError, TypeError, KeyError):
        return Tally(is_whole=False)


def count_up(pieces: Iterable[tuple[int, str]], events: Iterable[tuple[str, int, str]]) -> Tally:
    """What is told of these pieces (number and digest) and of these events (seat, number, digest), in their order."""
    document = _NOTHING
    for number, digest in pieces:
        document = _on(document, number, digest)
    runs: dict[str, Run] = {}
    for seat, seq, digest in events:
        runs[seat] = _on(runs.get(seat, _NOTHING), seq, digest)
    return Tally(document=document, events=runs)


def _numbers(tally: Tally) -> tuple[int, list[int]]:
    return tally.document[0], sorted(count for count, _run in tally.events.values())


def _write(database: Database, case_id: str, key: CaseKey, tally: Tally) -> None:
    write_stored(database, case_id, seals.guard(key.identity, owner_of(case_id), tally.spelled()))


def _found(database: Database, case_id: str, events: Iterable[Event] | None) -> Tally:
    """What a tally of what is there now would tell; without the events that of their numbers alone."""
    rows = database.all("SELECT seat, seq FROM events WHERE case_id = ? ORDER BY seq, seat", case_id)
    digests = [""] * len(rows) if events is None else [event.digest() for event in events]
    placed = [(str(seat), int(seq), digest) for (seat, seq), digest in zip(rows, digests, strict=True)]
    return count_up(_pieces(database, case_id), placed)


def _pieces(database: Database, case_id: str) -> list[tuple[int, str]]:
    rows = database.all("SELECT 0, digest FROM documents WHERE owner = ?", case_id)
    return rows + database.all("SELECT number, digest FROM updates WHERE owner = ? ORDER BY number", case_id)


def _on(run: Run, number: int, digest: str) -> Run:
    count, before = run
    return count + 1, hashlib.sha256(f"{before} {number} {digest}".encode()).hexdigest()


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
