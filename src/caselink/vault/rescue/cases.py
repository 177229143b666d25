"""One case out of a damaged vault: from its document where that reads, else from its rows, written into a sound one."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum, auto
from typing import Any, Final

from caselink.clock import computer_now
from caselink.domain.case import CaseStatus
from caselink.i18n import _
from caselink.vault.case_rows import write_rows
from caselink.vault.database import Database, Row
from caselink.vault.document import CaseDocument, DamagedDocument, Nature, Record, Stamp
from caselink.vault.document_store import StoredDocument, write_snapshot, write_stored
from caselink.vault.events import events_of_case
from caselink.vault.ids import new_id
from caselink.vault.keys.case_keys import put
from caselink.vault.parts import Part
from caselink.vault.rescue.damaged_reader import DamagedReader
from caselink.vault.rescue.finder import Found, Rescuer, SavedFile
from caselink.vault.reserved import tally
from caselink.vault.reserved.access import all_records
from caselink.vault.reserved.keyring import CaseKey
from caselink.vault.undoing import entry_key

_NEED: Final = ("state", "partner", "owner", "due", "ask_again_on", "outcome", "by", "at")


class RescueOutcome(Enum):
    """What became of a case."""

    WHOLE = auto()
    INCOMPLETE = auto()
    LOST = auto()


def save_case(
    salvage: DamagedReader, database: Database, found: Found, files: Iterable[SavedFile], who: Rescuer, *,
    at_least_its_name: bool,
) -> RescueOutcome:
    """Write what reads of a case into the new database, inside its transaction; its events are the caller's.

    With `at_least_its_name` a case of which nothing reads is opened all the same: there are events to keep for it.
    """
    if found.is_reserved:
        return _save_reserved(database, found, files, who)
    document = None if found.document is None else _load(found.document, found.case_id, None)
    outcome = RescueOutcome.WHOLE if found.facts else RescueOutcome.INCOMPLETE
    if document is None or not found.all_read:
        outcome = RescueOutcome.INCOMPLETE
        records = dict(_records(salvage, found.case_id, who))
        if document is None:
            if not records and not found.facts and not at_least_its_name:
                return RescueOutcome.LOST
            document = CaseDocument.new(0)
        _put_records(document, records, who)
    _take_in(document, files)
    if _name(database, document, found, who) or document.pending:
        document.commit(Stamp(who.user, new_id(), Nature.OPENED), int(computer_now().timestamp()))
        found.document = None
    _insert_case(database, found, document, None, who)
    _write_document(database, found, document, None)
    write_rows(database, found.case_id, all_records(document))
    write_files(database, found.case_id, files, document)
    return outcome


def let_one_of_the_named() -> str:
    """The sentence for a reserved case of which something is lost to somebody who has no key of it."""
    return _(
        "Un dossier réservé n’a pas pu être repris en entier. Gardez le coffre endommagé tel quel et demandez à une "
        "des personnes désignées pour ce dossier de faire elle-même le sauvetage : avec sa clé, il se lira peut-être."
    )


def _save_reserved(database: Database, found: Found, files: Iterable[SavedFile], who: Rescuer) -> RescueOutcome:
    """Sealed as it was, for those who had its key; an empty one only where its document reads nowhere. What nobody can
    open any more is lost, and so is what only somebody else could put together."""
    if not found.recipient or not found.holders:
        return RescueOutcome.LOST
    can_be_opened = bool(found.holders.keys() & who.workers)
    outcome = RescueOutcome.WHOLE if found.facts and found.all_read and can_be_opened else RescueOutcome.INCOMPLETE
    document = None
    if found.document is not None and found.key is not None:
        document = _load(found.document, found.case_id, found.key)
        if document is None:
            return RescueOutcome.LOST
    if found.document is None:
        if not found.facts or found.key is None:
            return RescueOutcome.LOST
        document = CaseDocument.new(0)
        _name(database, document, found, who)
        document.commit(Stamp(who.user, new_id(), Nature.OPENED), int(computer_now().timestamp()))
    elif document is None and not found.facts:
        return RescueOutcome.LOST
    _insert_case(database, found, document, found.recipient, who)
    _write_document(database, found, document, found.key)
    write_files(database, found.case_id, files, document)
    for worker, held in found.holders.items():
        put(database, found.case_id, worker, held)
    return outcome


def save_tally(database: Database, found: Found, before: Iterable[tuple[str, int] | None]) -> bool:
    """Once the events of a reserved case are written: count them anew, or keep the tally for those who can read it.

    False where it does not fit any more: something is missing, or the events stand elsewhere than `before`, and nobody
    here can count them. Without a tally those who are named are told that the case is not whole.
    """
    if found.key is not None:
        events = events_of_case(database, found.case_id, found.key)
        tally.write_anew(database, found.case_id, found.key, events, is_whole=True)
        return True
    if found.tally is None:
        return True
    tally.write_stored(database, found.case_id, found.tally)
    now = database.all("SELECT seat, seq FROM events WHERE case_id = ? ORDER BY seq, seat", found.case_id)
    if tally.counts_agree(database, found.case_id) and _by_seat(now) == _by_seat(
        place for place in before if place is not None
    ):
        return True
    tally.forget(database, found.case_id)
    return False


def _by_seat(places: Iterable[tuple[str, int]]) -> list[list[int]]:
    """The numbers of each seat, whatever the seats are called."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for seat, seq in places:
        numbers[seat].append(seq)
    return sorted(numbers.values())


def _write_document(database: Database, found: Found, document: CaseDocument | None, key: CaseKey | None) -> None:
    """Its pieces as they were, or anew where something was put into it."""
    if found.document is not None:
        write_stored(database, found.case_id, found.document)
    elif document is not None:
        write_snapshot(database, found.case_id, document.export(), key)


def _load(stored: StoredDocument, case_id: str, key: CaseKey | None) -> CaseDocument | None:
    try:
        return stored.load(case_id, 0, key)
    except DamagedDocument:
        return None


def _records(salvage: DamagedReader, case_id: str, who: Rescuer) -> Iterator[tuple[tuple[Part, str], Record]]:
    """The records of a case out of its rows, as far as they read."""
    if salvage.has_records:
        for part, key, body in salvage.read("SELECT part, key, body FROM records WHERE owner = ?", case_id) or ():
            yield (Part(part), key), json.loads(body)
        return
    for section, entry, position in _rows(salvage, "section, entry, position", "entries", case_id):
        yield (Part.ENTRIES, f"{section}/{entry}"), {"position": position, "by": who.user, "at": who.at}
    for path, value, source, by, at, form in _rows(salvage, 'path, value, source, "by", at, form', "answers", case_id):
        yield (Part.ANSWERS, path), {"v": json.loads(value), "source": source, "by": by, "at": at, "form": form}
    columns = 'item, state, partner, owner, due, ask_again_on, outcome, "by", at'
    for item, *row in _rows(salvage, columns, "needs", case_id):
        yield (Part.NEEDS, item), dict(zip(_NEED, row, strict=True))


def _rows(salvage: DamagedReader, columns: str, table: str, case_id: str) -> list[Row]:
    return salvage.read(f"SELECT {columns} FROM {table} WHERE case_id = ?", case_id) or []


def _put_records(document: CaseDocument, records: Mapping[tuple[Part, str], Record], who: Rescuer) -> None:
    """What the rows say and the document does not; answers whose entry does not read get one of that id."""
    for number, ((part, key), record) in enumerate(records.items(), start=1):
        entry = entry_key(key) if part is Part.ANSWERS else None
        if entry is not None and document.get(Part.ENTRIES, entry) is None:
            document.put(Part.ENTRIES, entry, {"position": 1000 + number, "by": who.user, "at": who.at})
        if document.get(part, key) != record:
            document.put(part, key, record)


def _take_in(document: CaseDocument, files: Iterable[SavedFile]) -> None:
    """Attachments of formats 1 and 2 stood beside the document."""
    for file in files:
        if file.record is not None and document.get(Part.ATTACHMENTS, file.id) is None:
            document.put(Part.ATTACHMENTS, file.id, file.record)


def write_files(
    database: Database, case_id: str, files: Iterable[SavedFile], document: CaseDocument | None
) -> None:
    """Which files there are: of those that the document names, or of all where nobody here can read it. One that is
    lost stays known, without a digest."""
    known = {file.id: file for file in files}
    names = known.keys() if document is None else {*document.keys(Part.ATTACHMENTS)} | {
        file.id for file in known.values() if file.of_before is not None
    }
    for name in sorted(names):
        file = known.get(name, SavedFile(name, "", None, None))
        database.run(
            "INSERT INTO files (id, case_id, digest, of_before) VALUES (?, ?, ?, ?)",
            name, case_id, file.digest, file.of_before,
        )


def _name(database: Database, document: CaseDocument, found: Found, who: Rescuer) -> bool:
    """Give the document a reference that no other case bears, its status and its opening; whether it lacked one."""
    given = _said(document, "reference") or found.facts.get("reference")
    reference = given or _("référence perdue")
    number = 1
    while database.one("SELECT 1 FROM cases WHERE reference = ?", reference):
        number += 1
        reference = f"{given or _('référence perdue')} ({number})"
    status, opened_at = _said(document, "status"), _said(document, "opened_at")
    if (reference, bool(status), bool(opened_at)) == (_said(document, "reference"), True, True):
        return False
    document.put(Part.CASE, "reference", {"v": reference})
    if not opened_at:
        document.put(Part.CASE, "opened_at", {"v": found.facts.get("opened_at") or who.at})
    if not status:
        kept = found.facts.get("status")
        kept = kept if kept in set(CaseStatus) else CaseStatus.OPEN.value
        document.put(Part.CASE, "status", {"v": kept, "by": who.user, "at": who.at})
    return True


def _said(document: CaseDocument, key: str) -> str | None:
    record: Any = document.get(Part.CASE, key)
    return None if record is None else str(record["v"])


def _insert_case(
    database: Database, found: Found, document: CaseDocument | None, recipient: str | None, who: Rescuer
) -> None:
    said = {key: None if document is None else _said(document, key) for key in ("reference", "status", "opened_at")}
    facts = {key: value or found.facts.get(key) for key, value in said.items()}
    number = found.number
    if number is not None and database.one("SELECT 1 FROM cases WHERE number = ?", number):
        number = None
    database.run(
        "INSERT INTO cases (number, id, reference, name, status, opened_at, changed_at, recipient) "
        "VALUES (?, ?, ?, '', ?, ?, ?, ?)",
        number, found.case_id, facts["reference"], facts["status"], facts["opened_at"],
        found.facts.get("changed_at") or who.at, recipient,
    )
