"""What a colleague who is not named writes into a reserved case with a program of his own: with the data key, which he
has, and the public key that the case bears. Each leaves digests, rows and audit trail as CaseLink would have left them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
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


Forge = Callable[[Vault, str], None]
FORGERIES: Final[Mapping[str, Forge]] = {
    "a consent": forge_event, "an event replaced": take_away_event, "the document": forge_document,
    "a draft": forge_draft, "a piece in another place": move_piece,
}
