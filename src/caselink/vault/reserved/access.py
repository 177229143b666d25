"""Closing a case to named workers, giving it another key, and opening it to the whole office again.

All of it runs inside one transaction. `secure_delete` overwrites what leaves the plain rows and their index.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager

from caselink.clock import computer_now
from caselink.domain.events import Event
from caselink.errors import EventsAltered, UserError
from caselink.i18n import _
from caselink.vault import attachments
from caselink.vault.case_rows import draft_row, insert_draft, open_draft, write_rows
from caselink.vault.database import Database
from caselink.vault.document import CaseDocument, Nature, Record, Stamp
from caselink.vault.document_store import load_document, write_snapshot
from caselink.vault.folder import RECOVERY
from caselink.vault.ids import new_id
from caselink.vault.keys import case_keys
from caselink.vault.opposites import forget_opposites
from caselink.vault.parts import Part
from caselink.vault.places import forget_places
from caselink.vault.records import EVENT_COLUMNS, spell
from caselink.vault.reserved import tally
from caselink.vault.reserved.keyring import CaseKey, Keyring, is_hidden, open_event, sealed_event


def reserve(database: Database, case_id: str, before: CaseKey | None, names: Collection[str], user: str) -> None:
    """Close a case to these workers, and to the recovery code where there is one.

    The case gets a new key, unless it had one and nobody is taken off. Raises UserError for an unknown worker and where
    the one who asks is not among them.
    """
    if user != RECOVERY and user not in names:
        raise UserError(_(
            "Vous ne pouvez pas réserver un dossier à d’autres que vous : rien n’a été modifié. "
            "Ajoutez-vous aux personnes désignées."
        ))
    known = _recipients(database)
    if not set(names) <= known.keys() - {RECOVERY}:
        raise UserError(_("Une des personnes désignées n’a pas de clé de ce coffre : rien n’a été modifié. Vérifiez "
                          "le nom."))
    named = {*names, RECOVERY} & known.keys()
    held = holders(database, case_id)
    key = CaseKey.make() if before is None or held - named else before
    if key is not before:
        _reseal(database, case_id, before, key)
    database.run("DELETE FROM case_keys WHERE case_id = ?", case_id)
    _hand_out(database, case_id, key, {name: known[name] for name in named})


def renew_key(database: Database, case_id: str, before: CaseKey) -> None:
    """Give a reserved case a new key, sealed to the same people: somebody who had the one of before went, or it is one
    that vouches for nothing."""
    known = _recipients(database)
    staying = holders(database, case_id) & known.keys()
    key = CaseKey.make()
    _reseal(database, case_id, before, key)
    database.run("DELETE FROM case_keys WHERE case_id = ?", case_id)
    _hand_out(database, case_id, key, {name: known[name] for name in staying})


def to_renew(database: Database, keys: Keyring) -> list[str]:
    """The reserved cases of this worker whose key is to be renewed; raises ValueError for damage."""
    old = {str(row[0]) for row in database.all("SELECT id FROM cases WHERE key_is_old AND recipient IS NOT NULL")}
    return sorted(case_id for case_id, key in keys.mine().items() if case_id in old or not key.counted)


def open_to_all(database: Database, case_id: str, before: CaseKey) -> None:
    """Write the rows of a reserved case again, and put its keys away. Raises EventsAltered for one of which something
    is missing: open to all, nothing would tell it any more."""
    _reseal(database, case_id, before, None)
    database.run("DELETE FROM case_keys WHERE case_id = ?", case_id)
    write_rows(database, case_id, all_records(load_document(database, case_id, 0, None)))


def close(database: Database, case_id: str, recipient: str, keys: Mapping[str, bytes]) -> bool:
    """Close an open case in an older copy to those for whom there are keys here, and to the copy's recovery code.

    It gets a key of its own, sealed to what opens this copy: since then they may all have got other keys. False where
    none of them has a key of this copy: the case is then sealed with the public key and the sealed keys given, and what
    was being typed in it goes.
    """
    known = _recipients(database)
    named = {*keys, RECOVERY} & known.keys()
    if named:
        key = CaseKey.make()
        _reseal(database, case_id, None, key)
        _hand_out(database, case_id, key, {name: known[name] for name in named})
        return True
    database.run("DELETE FROM drafts WHERE case_id = ?", case_id)
    _reseal(database, case_id, None, CaseKey.public(recipient))
    for worker, sealed in keys.items():
        case_keys.put(database, case_id, worker, sealed)
    return False


def take_off(database: Database, case_id: str, names: Collection[str]) -> bool:
    """Take the keys of a reserved case from all but these workers and the recovery code, in an older copy.

    False where nobody who has a key of this copy could open it then: nothing is done.
    """
    held = holders(database, case_id)
    staying = held & {*names, RECOVERY}
    if not staying & _recipients(database).keys():
        return False
    for name in held - staying:
        database.run("DELETE FROM case_keys WHERE case_id = ? AND worker = ?", case_id, name)
    return True


def holders(database: Database, case_id: str) -> set[str]:
    """All who hold a key of a case, the recovery code among them."""
    return {str(row[0]) for row in database.all("SELECT worker FROM case_keys WHERE case_id = ?", case_id)}


def is_reserved(database: Database, case_id: str) -> bool:
    """Whether that case is there and closed to named workers."""
    return database.one("SELECT 1 FROM cases WHERE id = ? AND recipient IS NOT NULL", case_id) is not None


def named_workers(database: Database, case_id: str) -> tuple[str, ...] | None:
    """The workers whom a case is closed to, by name, without the recovery code; None where it is open to all."""
    row = database.one("SELECT recipient FROM cases WHERE id = ?", case_id)
    if row is None or row[0] is None:
        return None
    rows = database.all("SELECT worker FROM case_keys WHERE case_id = ? ORDER BY worker", case_id)
    return tuple(str(row[0]) for row in rows if row[0] != RECOVERY)


@contextmanager
def working_on(database: Database, case_id: str) -> Iterator[None]:
    """The events of this case alone may be changed or deleted inside; everything else stays append-only."""
    database.run("UPDATE meta SET working_on = ?", case_id)
    yield
    database.run("UPDATE meta SET working_on = NULL")


def forget_rows(database: Database, case_id: str) -> None:
    """Delete what stands of a case as plain rows and in the index."""
    database.run("DELETE FROM records WHERE owner = ?", case_id)
    forget_opposites(database, case_id)
    database.run("DELETE FROM search WHERE rowid = (SELECT number FROM cases WHERE id = ?)", case_id)


def _recipients(database: Database) -> dict[str, str]:
    return {str(name): str(recipient) for name, recipient in database.all("SELECT name, recipient FROM workers")}


def _hand_out(database: Database, case_id: str, key: CaseKey, to: Mapping[str, str]) -> None:
    for name, recipient in sorted(to.items()):
        case_keys.put(database, case_id, name, case_keys.seal_for(key.spelled, recipient))


def all_records(document: CaseDocument) -> dict[tuple[Part, str], Record | None]:
    """Every record of a document, as `write_rows` takes them."""
    maps = document.maps()
    return {(part, key): record for part in Part for key, record in maps[part].items()}


def _reseal(database: Database, case_id: str, before: CaseKey | None, after: CaseKey | None) -> None:
    """Everything of a case from one key to another, either of which may be none. Where something is missing, the tally
    of the new key tells so too. Raises ValueError for damage, EventsAltered where no key would be left to tell it."""
    document = load_document(database, case_id, 0, before)
    events = _events(database, case_id, before)
    is_whole = tally.holds(database, case_id, before, [event for *_place, event in events])
    if after is None and not is_whole:
        raise EventsAltered
    if before is None:
        forget_rows(database, case_id)
    elif not before.guarded:
        _take_in_attachments(database, case_id, document, before)
    database.run(
        "UPDATE cases SET name = '', recipient = ?, key_is_old = 0 WHERE id = ?",
        None if after is None else after.recipient, case_id,
    )
    write_snapshot(database, case_id, document.export(), after)
    forget_places(database, case_id)
    _reseal_events(database, case_id, events, after)
    _reseal_drafts(database, case_id, before, after)
    tally.write_anew(database, case_id, after, [event for *_place, event in events], is_whole=is_whole)


def _take_in_attachments(database: Database, case_id: str, document: CaseDocument, key: CaseKey) -> None:
    """What a vault of format 2 kept of them beside the document goes into it."""
    for attachment, record in attachments.of_format_2(database, case_id, key).items():
        document.put(Part.ATTACHMENTS, attachment, record)
        document.commit(Stamp(str(record["by"]), new_id(), Nature.OPENED), int(computer_now().timestamp()))
    document.pending.clear()
    database.run("UPDATE files SET of_before = NULL WHERE case_id = ?", case_id)


def _events(database: Database, case_id: str, key: CaseKey | None) -> list[tuple[str, int, str, Event]]:
    """The events of a case in their order: seat, number, the moment that the trail tells, and the event itself."""
    rows = database.all(
        "SELECT seat, seq, (SELECT moment FROM audit WHERE audit.seat = events.seat AND audit.seq = events.seq), "
        f"{EVENT_COLUMNS} FROM events WHERE case_id = ? ORDER BY seq, seat", case_id,
    )
    return [(seat, seq, moment, open_event(tuple(row), key)) for seat, seq, moment, *row in rows]


def _reseal_events(
    database: Database, case_id: str, events: Iterable[tuple[str, int, str, Event]], after: CaseKey | None
) -> None:
    with working_on(database, case_id):
        for seat, seq, moment, event in events:
            row_id, kind, kept = event.id, event.kind.value, spell(dict(event.body))
            if after is not None:
                row_id = new_id()
                kind, kept = sealed_event(after, event, kept)
            database.run(
                "UPDATE events SET id = ?, kind = ?, at = ?, body = ? WHERE seat = ? AND seq = ?",
                row_id, kind, moment if is_hidden(event.kind, after) else event.at, kept, seat, seq,
            )


def _reseal_drafts(database: Database, case_id: str, before: CaseKey | None, after: CaseKey | None) -> None:
    for place, text, by, at in database.all('SELECT path, text, "by", at FROM drafts WHERE case_id = ?', case_id):
        path, plain = (place, text) if before is None else open_draft(before, case_id, text)
        database.run("DELETE FROM drafts WHERE case_id = ? AND path = ?", case_id, place)
        insert_draft(database, draft_row(case_id, path, plain, str(by), str(at), after))
