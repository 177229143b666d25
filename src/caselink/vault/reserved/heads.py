"""The lines of the caseload for reserved cases, which stand in no row and no index: read from their documents.

They are found by the same words as all others, since the same index does it, in memory.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations

from caselink.domain.case import CaseStatus
from caselink.domain.danger import DangerMark
from caselink.domain.needs import NeedState
from caselink.vault.database import Database
from caselink.vault.document_store import load_document
from caselink.vault.opposites import ComparedNames, Opposite, opposites_in
from caselink.vault.parts import Part
from caselink.vault.records import danger_mark
from caselink.vault.reserved.keyring import CaseKey, Keyring
from caselink.vault.schema import SEARCH
from caselink.vault.search import is_searched, query, search_row


@dataclass(frozen=True, slots=True)
class CaseHead:
    """A line of the caseload. `changed_at` is a moment in UTC (ISO 8601)."""

    id: str
    reference: str
    name: str
    status: CaseStatus
    changed_at: str
    needs: dict[str, NeedState]
    danger: DangerMark | None = None
    """What was last assessed of the danger."""
    held: bool = False
    """Whether a legal hold forbids to erase anything of it."""
    former: str = ""
    """The reference that a reserved case bore before; another case may bear it now."""
    reserved: bool = False
    """Whether only named workers may open it."""
    seen_on: str = ""
    """Of a reserved case, the day (ISO) of the last encounter."""


class ReservedHeads:
    """The lines of the reserved cases that this worker may see, kept in memory and read anew where one changed."""

    def __init__(self, database: Database, keys: Keyring) -> None:
        self._database = database
        self._keys = keys
        self._index: Database | None = None
        self._held: dict[str, tuple[int, str, CaseHead]] = {}
        self._names: dict[str, ComparedNames] = {}

    def all(self) -> list[CaseHead]:
        """Every one, in no order; raises ValueError where a row is not what was written."""
        rows = self._database.all(
            "SELECT number, id, reference, status, changed_at, documents.digest || coalesce((SELECT updates.digest "
            "FROM updates WHERE updates.owner = id ORDER BY updates.number DESC LIMIT 1), '') FROM case_keys "
            "JOIN cases ON id = case_keys.case_id JOIN documents ON documents.owner = id WHERE worker = ?",
            self._keys.user,
        )
        for case_id in self._held.keys() - {row[1] for row in rows}:
            self._forget(case_id)
        if rows:
            keys = self._keys.mine()
            for row in rows:
                if row[1] in keys:
                    self._refresh(keys[row[1]], *row)
        return [head for _number, _digest, head in self._held.values()]

    def matching(self, search: str) -> list[CaseHead]:
        """Those that the words find; an empty search finds all."""
        heads = self.all()
        words = query(search)
        if words is None or self._index is None:
            return heads
        found = {row[0] for row in self._index.all("SELECT rowid FROM search WHERE search MATCH ?", words)}
        return [head for number, _digest, head in self._held.values() if number in found]

    def opposites(self) -> set[Opposite]:
        """What they have in opposite roles, with cases that are open to all and among each other."""
        self.all()
        found = {each for names in self._names.values() for each in opposites_in(self._database, names)}
        among = combinations(self._names.values(), 2)
        return found | {each for one, other in among for each in one.against(other)}

    def former(self) -> dict[str, str]:
        """The id of each by the reference that it bore before."""
        return {head.former: head.id for head in self.all() if head.former}

    def _refresh(
        self, key: CaseKey, number: int, case_id: str, reference: str, status: str, changed_at: str, digest: str
    ) -> None:
        held = self._held.get(case_id)
        if held is None or held[:2] != (number, digest):
            head, indexed, names = self._read(case_id, reference, key)
            self._forget(case_id)
            self._names[case_id] = names
            if self._index is None:
                self._index = Database.in_memory(SEARCH)
            self._index.run(
                "INSERT INTO search (rowid, reference, name, words) VALUES (?, ?, ?, ?)",
                number, *indexed,
            )
        elif (held[2].status, held[2].changed_at) == (status, changed_at):
            return
        else:
            head = held[2]
        self._held[case_id] = number, digest, replace(head, status=CaseStatus(status), changed_at=changed_at)

    def _read(self, case_id: str, reference: str, key: CaseKey) -> tuple[CaseHead, tuple[str, str, str], ComparedNames]:
        maps = load_document(self._database, case_id, 0, key).maps()
        searched = {path: record["v"] for path, record in maps[Part.ANSWERS].items() if is_searched(path)}
        needs = {item: NeedState(str(record["state"])) for item, record in maps[Part.NEEDS].items()}
        danger = danger_mark(maps[Part.ASSESSMENTS])
        indexed = search_row(reference, searched)
        former = str(maps[Part.CASE]["reference"].get("former") or "")
        head = CaseHead(
            case_id, reference, indexed[1], CaseStatus.OPEN, "", needs, danger, former=former, reserved=True,
            seen_on=max((str(record["on"]) for record in maps[Part.ENCOUNTERS].values()), default=""),
        )
        return head, indexed, ComparedNames.of(case_id, searched)

    def _forget(self, case_id: str) -> None:
        self._names.pop(case_id, None)
        held = self._held.pop(case_id, None)
        if held is not None and self._index is not None:
            self._index.run("DELETE FROM search WHERE rowid = ?", held[0])
