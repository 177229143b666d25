"""The events of a damaged vault: which may still count, and a new audit chain that seals just those.

What protects is always kept: withdrawals, ends of legal grounds, names never to inform, what left. What allows
something (a consent, a legal ground, a protection lifted) is kept only where the old chain seals it, and nothing that
came after it in that case could have been lost: a withdrawal that does not read must not give a consent its life back.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from caselink.domain.events import EventKind
from caselink.vault.audit import AuditEntry, AuditHead
from caselink.vault.database import Database, Row
from caselink.vault.erasing import ERASURES
from caselink.vault.reserved import CaseKey, is_sealed, open_event
from caselink.vault.salvage import Salvage

_ALLOWING: Final = frozenset({
    EventKind.CONSENT_GIVEN.value, EventKind.LEGAL_GROUND.value, EventKind.NEVER_INFORM_LIFTED.value,
    EventKind.HOLD_LIFTED.value,
})
_TAKING_BACK: Final = frozenset({
    EventKind.CONSENT_WITHDRAWN.value, EventKind.LEGAL_GROUND_ENDED.value, EventKind.NEVER_INFORM.value,
    EventKind.HOLD_SET.value,
})
_Mark = str | tuple[str, ...]
"""What an event is told by: the digest of what it says, or kind, moment and author."""
_ALWAYS: Final = 2**62
"""Behind every row of the chain."""


@dataclass
class Kept:
    """One event that goes into the new vault. `seal` is its row in the old chain, None where that does not read."""

    row: Row
    digest: str
    seal: int | None


@dataclass(frozen=True)
class Choice:
    """The events of one case that are kept. `left_out`: how many allowing ones the chain does not prove any more;
    `is_whole`: whether nothing is missing."""

    events: list[Kept]
    left_out: int
    is_whole: bool


@dataclass
class Chain:
    """What reads of the old audit chain. `broken_at`: up to where it does not hold together, and may lack something."""

    entries: dict[int, AuditEntry]
    broken_at: int
    is_whole: bool
    """Whether every row up to the noted end reads."""
    seals: dict[str, list[AuditEntry]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def read(cls, salvage: Salvage, end: tuple[int, str] | None) -> Chain:
        """Read it; `end` is the number and hash of its last row as noted, None where that does not read."""
        columns = "seq, moment, user, action, case_id, digest, previous, hash"
        rows, all_read = salvage.with_gaps(lambda: salvage.numbered("audit", columns, "seq"))
        found = (AuditEntry(*row) for row in rows)
        entries = {entry.seq: entry for entry in found if entry.hash == entry.expected_hash()}
        broken_at = _broken_at(entries, end, all_read=all_read)
        chain = cls(entries, broken_at, broken_at == 0 and end is not None and len(entries) == end[0])
        for entry in entries.values():
            if entry.digest is not None and entry.case_id is not None:
                chain.seals[entry.case_id].append(entry)
        return chain

    @property
    def erased(self) -> frozenset[str]:
        """The cases that it says were erased."""
        return frozenset(e.case_id for e in self.entries.values() if e.action in ERASURES and e.case_id is not None)


def read_events(salvage: Salvage) -> dict[str, list[Row]]:
    """The rows of all readable events by case (number first, then EVENT_COLUMNS)."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in salvage.numbered("events", 'seq, id, case_id, kind, at, "by", body', "seq"):
        found[str(row[2])].append(row)
    return found


def choose(salvage: Salvage, chain: Chain, case_id: str, rows: list[Row], key: CaseKey | None) -> Choice:
    """The events of one case that are kept, in their order."""
    kept = _matched(chain, case_id, [row[1:] for row in rows], key)
    trouble, all_known = _last_trouble(salvage, chain, case_id, {event.seal for event in kept})
    stay = [event for event in kept if event.row[2] not in _ALLOWING or (event.seal or 0) > trouble]
    whole = all_known and {entry.seq for entry in chain.seals[case_id]} == {event.seal for event in stay}
    return Choice(stay, len(kept) - len(stay), whole and len(stay) == len(rows))


def write_chain(
    database: Database, chain: Chain, events: Mapping[str, list[Kept]], erased: frozenset[str]
) -> AuditHead:
    """Write the events and a chain that seals them, from its first row; the caller appends its own and the end.

    Where nothing is missing it is the old chain, hash by hash.
    """
    head = AuditHead(database, 0, "")
    waiting = {case_id: list(kept) for case_id, kept in events.items()}
    for seq in sorted(chain.entries):
        old = chain.entries[seq]
        queue = waiting.get(old.case_id or "", [])
        sealed = next((event for event in queue if event.seal == seq), None)
        if sealed is not None:
            while queue[0] is not sealed and queue[0].seal is None:
                _seal(database, head, queue.pop(0))
            _insert(database, sealed)
            queue.remove(sealed)
        digest = old.digest if sealed is not None or old.case_id in erased else None
        head.append(old.moment, old.user, old.action, old.case_id, digest)
    for queue in waiting.values():
        for event in queue:
            _seal(database, head, event)
    return head


def _matched(chain: Chain, case_id: str, rows: list[Row], key: CaseKey | None) -> list[Kept]:
    """Events and their seals, each seal for one event: by digest, or of a case that is closed to this worker by kind,
    moment and author, in their order.

    Where there are not as many sealed events as seals of that kind, moment and author, nobody without the key can say
    which is whose: those events are not among them. With a wrong seal that case would stay blocked for good.
    """
    is_closed = key is None and any(is_sealed(row[5]) for row in rows)
    unused: dict[_Mark, list[AuditEntry]] = defaultdict(list)
    for entry in chain.seals[case_id]:
        unused[(entry.action, entry.moment, entry.user) if is_closed else str(entry.digest)].append(entry)
    marks: list[_Mark] = [tuple(row[2:5]) if is_closed else open_event(row, key).digest() for row in rows]
    counts = Counter(marks if is_closed else [])
    unsure = {mark for mark, count in counts.items() if len(unused[mark]) != count}
    kept = []
    for row, mark in zip(rows, marks, strict=True):
        if mark not in unsure:
            seal = unused[mark].pop(0) if unused[mark] else None
            digest = mark if isinstance(mark, str) else str(seal.digest if seal else "")
            kept.append(Kept(row, digest, None if seal is None else seal.seq))
    return kept


def _last_trouble(salvage: Salvage, chain: Chain, case_id: str, sealed: set[int | None]) -> tuple[int, bool]:
    """The last place in the chain at which something of this case may have been lost that took something back, and
    whether all seals of this case are known."""
    rows: list[Row] | None = []
    if not chain.is_whole:
        rows = salvage.read(
            "SELECT seq FROM audit INDEXED BY audit_sealed WHERE case_id = ? AND digest IS NOT NULL", case_id
        )
    if rows is None:
        return _ALWAYS, False
    unread = [int(row[0]) for row in rows if int(row[0]) not in chain.entries]
    missing = [s.seq for s in chain.seals[case_id] if s.seq not in sealed and s.action in _TAKING_BACK]
    return max([chain.broken_at, *unread, *missing]), not unread and chain.broken_at == 0


def _broken_at(entries: Mapping[int, AuditEntry], end: tuple[int, str] | None, *, all_read: bool) -> int:
    """The last row that does not follow the one before it; everything, where the chain ends elsewhere than noted.

    A row that does not read breaks nothing here: the index says of which case it was (`_last_trouble`).
    """
    last = entries.get(max(entries, default=0))
    found = (0, "") if last is None else (last.seq, last.hash)
    if end is not None and found != end and (all_read or found[0] >= end[0]):
        return _ALWAYS
    broken = [seq for seq, entry in entries.items() if seq - 1 in entries and entries[seq - 1].hash != entry.previous]
    return max(broken, default=0)


def _seal(database: Database, head: AuditHead, event: Kept) -> None:
    _id, case_id, kind, at, by, _body = event.row
    _insert(database, event)
    head.append(at, by, kind, case_id, event.digest)


def _insert(database: Database, event: Kept) -> None:
    database.run('INSERT INTO events (id, case_id, kind, at, "by", body) VALUES (?, ?, ?, ?, ?, ?)', *event.row)
