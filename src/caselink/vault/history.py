"""What was done to a case: each change with who, when, and what stood there before.

Read from the steps that its document keeps. Nothing here is written a second time, so nothing can disagree with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from caselink.vault.document import CaseDocument, Maps, Nature, Record, Stamp, Write
from caselink.vault.erasure.redaction import ERASED_KEY
from caselink.vault.parts import Part
from caselink.vault.undoing import plan_undo


@dataclass(frozen=True, slots=True)
class PastRecord:
    """One record that a change touched. None is "nothing there"."""

    part: Part
    key: str
    before: Record | None
    after: Record | None


@dataclass(frozen=True, slots=True)
class PastChange:
    """One change of a case. `at` is a moment in UTC (ISO 8601, to the second), `undoes` the change taken back by it.

    An erasure tells only that it was, and of what it took away the others tell only that it was `erased`.
    """

    id: str
    at: str
    by: str
    nature: Nature
    undoes: str | None
    records: tuple[PastRecord, ...]
    erased: bool = False
    """Whether something that it wrote was erased since."""


@dataclass(frozen=True, slots=True)
class CaseHistory:
    """The changes of a case that are kept, newest first; `next_undo` is the one that `Vault.undo` would take back."""

    changes: tuple[PastChange, ...]
    next_undo: str | None


def read_history(document: CaseDocument, user: str) -> CaseHistory:
    """The history of a case, and what this worker could take back next."""
    begin, writes = document.writes()
    plan = plan_undo(document, user)
    return CaseHistory(tuple(reversed(_changes(begin, writes))), None if plan is None else plan.change)


class _Gathered:
    """The records of one change while the writes are gone through; of each the first before and the last after."""

    def __init__(self, stamp: Stamp, at: int) -> None:
        self.stamp = stamp
        self.at = at
        self._erased = False
        self._befores: dict[tuple[Part, str], Record | None] = {}
        self._afters: dict[tuple[Part, str], Record | None] = {}

    def add(self, write: Write, before: Record | None) -> None:
        """Take in what this write did."""
        if write.key == ERASED_KEY:
            self._erased = self.stamp.nature is not Nature.ERASED
            return
        self._befores.setdefault((write.part, write.key), before)
        self._afters[write.part, write.key] = write.record

    def finished(self) -> PastChange:
        """The change, without what it left as it was."""
        stamp = self.stamp
        at = datetime.fromtimestamp(self.at, UTC).isoformat(timespec="seconds")
        records = tuple(
            PastRecord(part, key, before, self._afters[part, key])
            for (part, key), before in self._befores.items()
            if before != self._afters[part, key]
        )
        return PastChange(stamp.change, at, stamp.by, stamp.nature, stamp.undoes, records, self._erased)


def _changes(begin: Maps, writes: list[Write]) -> list[PastChange]:
    state = {(Part(part), key): record for part, held in begin.items() for key, record in held.items()}
    gathered: dict[str, _Gathered] = {}
    for write in writes:
        place = (write.part, write.key)
        if write.stamp is not None:
            change = gathered.setdefault(write.stamp.change, _Gathered(write.stamp, write.at))
            change.add(write, None if write.stamp.nature is Nature.ERASED else state.get(place))
        if write.record is None:
            state.pop(place, None)
        else:
            state[place] = write.record
    return [change.finished() for change in gathered.values()]
