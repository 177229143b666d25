"""What a colleague who is not named writes into a reserved case with a program of his own: with the data key, which he
has, and the public key that the case bears. Each leaves digests, rows and audit trail as CaseLink would have left them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

import pyrage  # type: ignore[import-untyped]

from caselink.domain.answers import Answer
from caselink.domain.events import Event, EventKind
from caselink.vault import Vault
from caselink.vault.database import Database
from caselink.vault.document import CaseDocument, Nature, Stamp
from caselink.vault.document_store import digest, place
from caselink.vault.events import insert_event
from caselink.vault.ids import new_id, now
from caselink.vault.keys import seals
from caselink.vault.keys.keys import new_identity
from caselink.vault.parts import Part
from caselink.vault.records import answer_record, spell
from caselink.vault.reserved import tally
from caselink.vault.reserved.keyring import SEALED_EVENT, CaseKey
from caselink.vault.trail import audit


class Forger(CaseKey):
    """A key of the case without its identity: he can encrypt to the case, and makes the MAC with a key of his own."""

    def seal(self, plain: bytes, place: str) -> bytes:
        """As the program seals, but for the one thing that he does not have."""
        sealed: bytes = pyrage.encrypt(
            seals.wrap(new_identity(), place, plain), [pyrage.x25519.Recipient.from_str(self.recipient)]
        )
        return sealed


def _key(database: Database, case_id: str) -> Forger:
    row = database.one("SELECT recipient FROM cases WHERE id = ?", case_id)
    assert row is not None
    return Forger(str(row[0]), new_identity())


@contextmanager
def _chained(vault: Vault) -> Iterator[tuple[Database, audit.AuditHead]]:
    database = vault.opened.database
    with database.transaction():
        head = audit.read_head(database)
        assert head is not None
        yield database, head
        head.write()


def forge_event(vault: Vault, case_id: str) -> None:
    """A consent that she never gave."""
    with _chained(vault) as (database, head):
        event = Event(
            new_id(), case_id, EventKind.CONSENT_GIVEN, now(), "amal", {"recipient": "abri", "categories": ["all"]}
        )
        seal = head.append(event.at, event.by, SEALED_EVENT, case_id, event.digest())
        insert_event(database, event, seal, spell(dict(event.body)), _key(database, case_id),
                     told=event.at, changed_at=event.at)


def take_away_event(vault: Vault, case_id: str) -> None:
    """A name never to inform is replaced where it stands by another event, and the trail is made to fit."""
    database = vault.opened.database
    rows = database.all("SELECT seat, seq FROM events WHERE case_id = ? ORDER BY seq DESC LIMIT 1", case_id)
    with database.transaction():
        database.run("UPDATE meta SET working_on = ?", case_id)
        (seat, seq), = rows
        event = Event(new_id(), case_id, EventKind.REVIEWED, now(), "amal", {})
        sealed = Forger.seal_json(
            _key(database, case_id), [event.id, event.kind.value, event.at, event.by, {}], f"event {case_id}"
        )
        database.run("UPDATE events SET body = ? WHERE seat = ? AND seq = ?", spell({"sealed": sealed}), seat, seq)
        database.run("UPDATE meta SET working_on = NULL")


def forge_document(vault: Vault, case_id: str) -> None:
    """The whole case is another one."""
    database = vault.opened.database
    row = database.one("SELECT reference, opened_at, status FROM cases WHERE id = ?", case_id)
    assert row is not None
    document = CaseDocument.new(7)
    for name, value in zip(("reference", "opened_at", "status"), row, strict=True):
        document.put(Part.CASE, name, {"v": value, "by": "amal", "at": now()})
    document.put(Part.ANSWERS, "person.goes_by", answer_record(Answer("Faux"), "amal", now(), 1))
    document.commit(Stamp("amal", new_id(), Nature.CHANGE), 1_800_000_000)
    body = _key(database, case_id).seal(document.export(), place(case_id, 0))
    with database.transaction():
        database.run("DELETE FROM updates WHERE owner = ?", case_id)
        database.run("UPDATE documents SET digest = ?, body = ? WHERE owner = ?", digest(body), body, case_id)


def forge_draft(vault: Vault, case_id: str) -> None:
    """Something that she seems to have been typing."""
    database = vault.opened.database
    sealed = _key(database, case_id).seal_json(["request.wishes", "faux"], f"draft {case_id}")
    with database.transaction():
        database.run('INSERT INTO drafts (case_id, path, text, "by", at) VALUES (?, ?, ?, ?, ?)',
                     case_id, "0" * 64, sealed, "", now()[:10])


def move_piece(vault: Vault, case_id: str) -> None:
    """What the named sealed themselves, put in another place of the same case: the document in that of a draft."""
    database = vault.opened.database
    with database.transaction():
        database.run(
            "INSERT INTO updates (owner, number, digest, body) SELECT owner, "
            "1 + (SELECT count(*) FROM updates WHERE updates.owner = documents.owner), digest, body "
            "FROM documents WHERE owner = ?", case_id,
        )


@contextmanager
def _rewriting(vault: Vault, case_id: str) -> Iterator[Database]:
    """Events and trail are changed inside; then every row of the trail gets the hash that fits, and the ends too."""
    database = vault.opened.database
    triggers = [row[0] for row in database.all("SELECT sql FROM sqlite_schema WHERE name LIKE 'audit_is%'")]
    with database.transaction():
        for name in ("audit_is_kept", "audit_is_final"):
            database.run(f"DROP TRIGGER {name}")
        database.run("UPDATE meta SET working_on = ?", case_id)
        yield database
        database.run("UPDATE meta SET working_on = NULL")
        _rehash(database)
        for sql in triggers:
            database.run(str(sql))


def _rehash(database: Database) -> None:
    """Every chain hashed anew from its beginning."""
    anew = {"": ""}
    parents: dict[str, str] = dict(database.all("SELECT id, parent FROM seats"))
    last: dict[str, str] = {}
    for entry in list(audit.entries(database)):
        previous = last.get(entry.seat, anew.get(str(parents[entry.seat]), ""))
        written = replace(entry, previous=previous)
        anew[entry.hash] = last[entry.seat] = written.expected_hash()
        database.run(
            "UPDATE audit SET previous = ?, hash = ? WHERE seat = ? AND seq = ?",
            previous, last[entry.seat], entry.seat, entry.seq,
        )
    for seat, parent in parents.items():
        database.run(
            "UPDATE seats SET parent = ?, hash = ?, seq = (SELECT max(seq) FROM audit WHERE seat = ?) WHERE id = ?",
            anew[str(parent)], last[str(seat)], seat, seat,
        )


def _places(database: Database, case_id: str) -> list[tuple[str, int]]:
    return database.all("SELECT seat, seq FROM events WHERE case_id = ? ORDER BY seq, seat", case_id)


def _take(database: Database, *places: tuple[str, int]) -> None:
    for table in ("events", "audit"):
        for seat, seq in places:
            database.run(f"DELETE FROM {table} WHERE seat = ? AND seq = ?", seat, seq)


def take_last_event(vault: Vault, case_id: str) -> None:
    """The last one with its row of the trail: a name never to inform, say, that was just noted."""
    with _rewriting(vault, case_id) as database:
        _take(database, _places(database, case_id)[-1])


def take_first_event(vault: Vault, case_id: str) -> None:
    """One that others came after."""
    with _rewriting(vault, case_id) as database:
        _take(database, _places(database, case_id)[0])


def take_all_events(vault: Vault, case_id: str) -> None:
    """As if nothing had ever been recorded."""
    with _rewriting(vault, case_id) as database:
        _take(database, *_places(database, case_id))


def add_event_again(vault: Vault, case_id: str) -> None:
    """A genuine one a second time, at the end: a consent that was taken back counts again."""
    with _rewriting(vault, case_id) as database:
        first = _places(database, case_id)[0]
        after = int(database.all("SELECT max(seq) FROM audit")[0][0]) + 1
        database.run(
            f"INSERT INTO audit SELECT seat, {after}, moment, user, action, case_id, digest, '', '' FROM audit "
            "WHERE seat = ? AND seq = ?", *first,
        )
        database.run(
            f'INSERT INTO events SELECT seat, {after}, ?, case_id, kind, at, "by", body FROM events '
            "WHERE seat = ? AND seq = ?", new_id(), *first,
        )


def exchange_events(vault: Vault, case_id: str) -> None:
    """The first and the last in each other's place, each with its row of the trail."""
    with _rewriting(vault, case_id) as database:
        (seat, first), (_seat, last) = _places(database, case_id)[0], _places(database, case_id)[-1]
        for table in ("events", "audit"):
            for seq, there in ((first, -1), (last, first), (-1, last)):
                database.run(f"UPDATE {table} SET seq = ? WHERE seat = ? AND seq = ?", there, seat, seq)


def move_event(vault: Vault, case_id: str) -> None:
    """The last one stands under a number that no other bears: as if it had been recorded later, or elsewhere."""
    with _rewriting(vault, case_id) as database:
        seat, seq = _places(database, case_id)[-1]
        for table in ("events", "audit"):
            database.run(f"UPDATE {table} SET seq = seq + 1000 WHERE seat = ? AND seq = ?", seat, seq)


def take_last_piece(vault: Vault, case_id: str) -> None:
    """What was last changed in the document."""
    database = vault.opened.database
    with database.transaction():
        database.run(
            "DELETE FROM updates WHERE owner = ?1 AND number = (SELECT max(number) FROM updates WHERE owner = ?1)",
            case_id,
        )


def take_tally(vault: Vault, case_id: str) -> None:
    """The last event, and the row that counts them."""
    take_last_event(vault, case_id)
    with vault.opened.database.transaction():
        tally.forget(vault.opened.database, case_id)


def forge_tally(vault: Vault, case_id: str) -> None:
    """The last event, and what tells how many there are is made to fit, but for the MAC."""
    take_last_event(vault, case_id)
    database = vault.opened.database
    key, seats = _key(database, case_id), [seat for seat, _seq in _places(database, case_id)]
    told = tally.Tally.read(seals.unguarded(tally.stored(database, case_id) or b""))
    runs = {seat: (seats.count(seat), run) for seat, (_count, run) in told.events.items()}
    with database.transaction():
        body = seals.guard(key.identity, tally.owner_of(case_id), replace(told, events=runs).spelled())
        tally.write_stored(database, case_id, body)


def exchange_tally(vault: Vault, case_id: str) -> None:
    """The tally of another case that is reserved to the same."""
    database = vault.opened.database
    others = database.all("SELECT id FROM cases WHERE recipient IS NOT NULL AND id <> ?", case_id)
    kept = tally.stored(database, str(others[0][0]))
    assert kept is not None
    with database.transaction():
        tally.write_stored(database, case_id, kept)


Forge = Callable[[Vault, str], None]
TAKEN: Final[Mapping[str, Forge]] = {
    "the last event gone": take_last_event, "the first event gone": take_first_event,
    "all events gone": take_all_events, "an event again": add_event_again, "events exchanged": exchange_events,
    "an event moved": move_event, "the last change gone": take_last_piece, "an event and the tally gone": take_tally,
    "an event gone and the tally forged": forge_tally, "the tally of another case": exchange_tally,
}
"""Everything that is left is genuine, and the trail fits."""
FORGERIES: Final[Mapping[str, Forge]] = {
    "a consent": forge_event, "an event replaced": take_away_event, "the document": forge_document,
    "a draft": forge_draft, "a piece in another place": move_piece,
}
