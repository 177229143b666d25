"""The events of a damaged vault: which may still count, and a new audit chain that seals just those.

What protects is always kept: withdrawals, ends of legal grounds, names never to inform, what left. What allows
something (a consent, a legal ground, a protection lifted) is kept only where the old chain seals it, and nothing that
came after it in that case could have been lost: a withdrawal that does not read must not give a consent its life back.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import astuple, dataclass, field
from typing import Final

from caselink.domain.events import EventKind
from caselink.vault.database import Database, Row
from caselink.vault.erasure.erasing import ERASURES
from caselink.vault.faults import damaged
from caselink.vault.ids import is_id, new_id
from caselink.vault.rescue.damaged_reader import DamagedReader
from caselink.vault.reserved import tally
from caselink.vault.reserved.keyring import SEALED_EVENT, CaseKey, is_sealed, open_event
from caselink.vault.trail.audit import AUDIT_COLUMNS, OF_BEFORE, AuditEntry, AuditHead, read_head

_ALLOWING: Final = frozenset({
    EventKind.CONSENT_GIVEN.value, EventKind.LEGAL_GROUND.value, EventKind.NEVER_INFORM_LIFTED.value,
    EventKind.HOLD_LIFTED.value, SEALED_EVENT,
})
_TAKING_BACK: Final = frozenset({
    EventKind.CONSENT_WITHDRAWN.value, EventKind.LEGAL_GROUND_ENDED.value, EventKind.NEVER_INFORM.value,
    EventKind.HOLD_SET.value, SEALED_EVENT,
})
"""What an event may be whose kind is sealed counts as both."""
_ALWAYS: Final = 2**62
"""Behind every row of the trail."""

Place = tuple[str, int]
"""Seat and number of a row of the audit trail."""
_Mark = str | tuple[str, ...]
"""What an event is told by: the digest of what it says, or kind, moment and author."""


@dataclass(frozen=True)
class FoundEvent:
    """One event that reads. `place` is that of its row of the trail, None in vaults of formats 1 and 2. `row` are its
    EVENT_COLUMNS."""

    place: Place | None
    row: Row


@dataclass
class RescuedEvent:
    """One event that goes into the new vault. `seal` is its row in the old trail, None where that does not read; `kind`
    what it is, as far as the rescuer can tell."""

    row: Row
    kind: str
    digest: str
    seal: AuditEntry | None


@dataclass(frozen=True)
class Choice:
    """The events of one case that are kept. `left_out`: how many allowing ones the trail does not prove any more;
    `is_whole`: whether nothing is missing."""

    events: list[RescuedEvent]
    left_out: int
    is_whole: bool


@dataclass
class Chain:
    """What reads of the old audit trail, all seats in one order. `broken_at`: up to where it does not hold together and
    may lack something."""

    entries: dict[Place, AuditEntry]
    broken_at: int
    is_whole: bool
    """Whether every row up to the noted ends reads."""
    ends: list[Row]
    """Of each seat: id, parent, number and hash of its last row as noted."""
    seals: dict[str, list[AuditEntry]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def read(cls, salvage: DamagedReader) -> Chain:
        """Read it."""
        rows, all_read = salvage.with_gaps(lambda: _audit_rows(salvage))
        found = (AuditEntry(*row) for row in rows)
        entries = {(e.seat, e.seq): e for e in sorted(found, key=_order) if e.hash == e.expected_hash()}
        ends = _ends(salvage)
        broken_at = _broken_at(entries.values(), ends, all_read=all_read)
        chain = cls(entries, broken_at, _is_whole(entries.values(), ends), ends or [])
        for entry in entries.values():
            if entry.digest is not None and entry.case_id is not None:
                chain.seals[entry.case_id].append(entry)
        return chain

    @property
    def erased(self) -> frozenset[str]:
        """The cases that it says were erased."""
        return frozenset(e.case_id for e in self.entries.values() if e.action in ERASURES and e.case_id is not None)


def _order(entry: AuditEntry) -> tuple[int, str]:
    return entry.seq, entry.seat


def _audit_rows(salvage: DamagedReader) -> Iterator[Row]:
    columns = "moment, user, action, case_id, digest, previous, hash"
    if salvage.has_records:
        return ((seat, *row) for seat in _seats(salvage) for row in salvage.numbered(
            "audit", f"seq, {columns}", "seq", f"seat = '{seat}'"
        ))
    return ((OF_BEFORE, *row) for row in salvage.numbered("audit", f"seq, {columns}", "seq"))


def _seats(salvage: DamagedReader) -> list[str]:
    """Whose rows there may be: ids of ours alone, so that they can stand in a query."""
    rows = [(row[0],) for row in _ends(salvage) or ()]
    rows += salvage.keyed("audit", "seat", "seat, seq")
    return sorted({str(seat) for (seat,) in rows if seat == OF_BEFORE or is_id(str(seat))})


def _ends(salvage: DamagedReader) -> list[Row] | None:
    """The ends as noted; None where they do not read."""
    if salvage.has_records:
        return salvage.read("SELECT id, parent, seq, hash FROM seats")
    rows = salvage.read("SELECT audit_seq, audit_hash FROM meta")
    return None if not rows else [(OF_BEFORE, "", *rows[0])] if rows[0][0] else []


def read_events(salvage: DamagedReader) -> dict[str, list[FoundEvent]]:
    """All readable events by case, in their order."""
    columns = 'id, case_id, kind, at, "by", body'
    found: dict[str, list[FoundEvent]] = defaultdict(list)
    if salvage.has_records:
        for _rowid, seat, seq, *row in salvage.numbered("events NOT INDEXED", f"rowid, seat, seq, {columns}", "rowid"):
            found[str(row[1])].append(FoundEvent((str(seat), int(seq)), tuple(row)))
        for events in found.values():
            events.sort(key=lambda event: (event.place or ("", 0))[::-1])
    else:
        for _seq, *row in salvage.numbered("events", f"seq, {columns}", "seq"):
            found[str(row[1])].append(FoundEvent(None, tuple(row)))
    return found


def choose(
    salvage: DamagedReader, chain: Chain, case_id: str, found: list[FoundEvent], key: CaseKey | None,
    counted: bytes | None,
) -> Choice:
    """The events of one case that are kept, in their order; `counted` is the tally of a reserved case, as it stands."""
    kept = _matched(chain, case_id, found, key)
    trouble, all_known = _last_trouble(salvage, chain, case_id, {_place(event.seal) for event in kept})
    if len(kept) != len(found) or not _are_all(case_id, found, key, counted):
        trouble, all_known = _ALWAYS, False  # of what is sealed, or is not there, nobody can say what it was
    stay = [
        event for event in kept
        if event.kind not in _ALLOWING or (0 if event.seal is None else event.seal.seq) > trouble
    ]
    whole = all_known and {_place(entry) for entry in chain.seals[case_id]} == {_place(event.seal) for event in stay}
    return Choice(stay, len(kept) - len(stay), whole and len(stay) == len(found))


def _are_all(case_id: str, found: list[FoundEvent], key: CaseKey | None, counted: bytes | None) -> bool:
    """Whether these events of a reserved case are all that its key counted; true for who has no such key."""
    if key is None or not key.counted:
        return True
    told = tally.read(key, case_id, counted)
    there = ((*(event.place or ("", 0)), open_event(event.row, key).digest()) for event in found)
    return told.is_whole and told.tells_as_many_events(tally.count_up((), there))


def _place(entry: AuditEntry | None) -> Place | None:
    return None if entry is None else (entry.seat, entry.seq)


def write_chain(
    database: Database, chain: Chain, events: Mapping[str, list[RescuedEvent]], erased: frozenset[str]
) -> AuditHead:
    """Write the events and a trail that seals them; the caller appends its own rows and the end.

    Where nothing is missing it is the old trail, hash by hash; else one new chain.
    """
    by_seal = {_place(event.seal): event for kept in events.values() for event in kept if event.seal is not None}
    if chain.is_whole and all(
        place in by_seal or entry.digest is None or entry.case_id in erased for place, entry in chain.entries.items()
    ):
        head = _as_it_was(database, chain, by_seal)
    else:
        head = AuditHead(database, new_id(), 0, "", parent="")
        is_one = len({entry.seat for entry in chain.entries.values()}) == 1
        for place, old in chain.entries.items():
            if is_one:  # by their numbers, too, the tally of a reserved case knows its events
                head.seq = old.seq - 1
            event = by_seal.get(place)
            digest = old.digest if event is not None or old.case_id in erased else None
            seal = head.append(old.moment, old.user, old.action, old.case_id, digest)
            if event is not None:
                _insert(database, seal, event)
    for kept in events.values():
        for event in kept:
            if event.seal is None:
                _id, case_id, kind, at, by, _body = event.row
                _insert(database, head.append(at, by, kind, case_id, event.digest), event)
    return head


def _as_it_was(database: Database, chain: Chain, events: Mapping[Place | None, RescuedEvent]) -> AuditHead:
    database.run_many("INSERT INTO seats (id, parent, seq, hash) VALUES (?, ?, ?, ?)", chain.ends)
    database.run_many(
        f"INSERT INTO audit ({AUDIT_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [astuple(entry) for entry in chain.entries.values()],
    )
    for place, event in events.items():
        if place is not None:
            _insert(database, place, event)
    head = read_head(database)
    if head is None:
        raise damaged()
    return head


def _matched(chain: Chain, case_id: str, found: list[FoundEvent], key: CaseKey | None) -> list[RescuedEvent]:
    """Events and their seals, each seal for one event: by digest, or of a case that is closed to this worker by its
    place, in vaults of formats 1 and 2 by kind, moment and author, in their order.

    Where nobody without the key can say which seal is whose, those events are not among them. With a wrong seal that
    case would stay blocked for good.
    """
    is_closed = key is None and any(is_sealed(event.row[5]) for event in found)
    if not is_closed:
        return list(_by_digest(chain, case_id, found, key))
    if all(event.place is not None for event in found):
        return list(_by_place(chain, found))
    return list(_by_mark(chain, case_id, found))


def _by_digest(chain: Chain, case_id: str, found: list[FoundEvent], key: CaseKey | None) -> Iterator[RescuedEvent]:
    unused: dict[str, list[AuditEntry]] = defaultdict(list)
    for entry in chain.seals[case_id]:
        unused[str(entry.digest)].append(entry)
    for event in found:
        opened = open_event(event.row, key)
        digest = opened.digest()
        yield RescuedEvent(event.row, opened.kind.value, digest, unused[digest].pop(0) if unused[digest] else None)


def _by_place(chain: Chain, found: list[FoundEvent]) -> Iterator[RescuedEvent]:
    for event in found:
        entry = chain.entries.get(event.place or ("", 0))
        if entry is not None and entry.digest is not None and (entry.moment, entry.user) == event.row[3:5]:
            yield RescuedEvent(event.row, str(event.row[2]), entry.digest, entry)


def _by_mark(chain: Chain, case_id: str, found: list[FoundEvent]) -> Iterator[RescuedEvent]:
    unused: dict[_Mark, list[AuditEntry]] = defaultdict(list)
    for entry in chain.seals[case_id]:
        unused[entry.action, entry.moment, entry.user].append(entry)
    counts = Counter(event.row[2:5] for event in found)
    unsure = {mark for mark, count in counts.items() if len(unused[mark]) != count}
    for event in found:
        mark = event.row[2:5]
        if mark not in unsure:
            seal = unused[mark].pop(0)
            yield RescuedEvent(event.row, str(event.row[2]), str(seal.digest), seal)


def _last_trouble(salvage: DamagedReader, chain: Chain, case_id: str, sealed: set[Place | None]) -> tuple[int, bool]:
    """The last number in the trail at which something of this case may have been lost that took something back, and
    whether all seals of this case are known."""
    rows: list[Row] | None = []
    if not chain.is_whole:
        seat = "seat" if salvage.has_records else "''"
        rows = salvage.read(
            f"SELECT {seat}, seq FROM audit INDEXED BY audit_sealed WHERE case_id = ? AND digest IS NOT NULL", case_id
        )
    if rows is None:
        return _ALWAYS, False
    unread = [int(seq) for seat, seq in rows if (str(seat), int(seq)) not in chain.entries]
    missing = [s.seq for s in chain.seals[case_id] if _place(s) not in sealed and s.action in _TAKING_BACK]
    return max([chain.broken_at, *unread, *missing]), not unread and chain.broken_at == 0


def _broken_at(entries: Collection[AuditEntry], ends: list[Row] | None, *, all_read: bool) -> int:
    """The last row that does not follow the one before it; everything, where a chain ends elsewhere than noted.

    A row that does not read breaks nothing here: the index says of which case it was (`_last_trouble`).
    """
    broken = 0
    last: dict[str, AuditEntry] = {}
    for entry in entries:
        before = last.get(entry.seat)
        if before is not None and before.seq + 1 == entry.seq and before.hash != entry.previous:
            broken = entry.seq
        last[entry.seat] = entry
    for seat, _parent, seq, noted in ends or ():
        found = (last[seat].seq, last[seat].hash) if seat in last else (0, "")
        if found != (seq, noted) and (all_read or found[0] >= seq):
            return _ALWAYS
    if ends is not None and last.keys() - {row[0] for row in ends}:
        return _ALWAYS
    return broken


def _is_whole(entries: Collection[AuditEntry], ends: list[Row] | None) -> bool:
    if ends is None:
        return False
    noted = {str(seat): (str(parent), int(seq), str(last)) for seat, parent, seq, last in ends}
    hashes = {entry.hash for entry in entries}
    last = {seat: (0, parent) for seat, (parent, _seq, _hash) in noted.items()}
    if not {parent for parent, _seq, _hash in noted.values()} - {""} <= hashes:
        return False
    for entry in entries:
        if entry.seat not in last or last[entry.seat][1] != entry.previous:
            return False
        last[entry.seat] = entry.seq, entry.hash
    return all(last[seat] == (seq, end) for seat, (_parent, seq, end) in noted.items())


def _insert(database: Database, place: Place, event: RescuedEvent) -> None:
    database.run(
        'INSERT INTO events (seat, seq, id, case_id, kind, at, "by", body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        *place, *event.row,
    )
