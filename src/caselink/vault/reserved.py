"""Reserved cases: closed to named workers, under a key of their own (docs/decisions/0019-reserved-cases.md).

Nothing of such a case stands readable in the database, not even for someone who holds the data key. Who holds the
case's key reads it from its document; what was opened stays in memory until the process ends.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import pyrage  # type: ignore[import-untyped]

from caselink.domain.answers import Json
from caselink.domain.events import Event, EventKind
from caselink.errors import UserError
from caselink.i18n import _
from caselink.vault.case_keys import open_case_key
from caselink.vault.database import Database, Row
from caselink.vault.keys import new_identity, recipient_of
from caselink.vault.records import read_event, spell

_SEALED: Final = "sealed"
_SEALED_BODY: Final = f'{{"{_SEALED}":'


@dataclass(frozen=True, slots=True)
class CaseKey:
    """The key of one reserved case: its public key, as the case bears it, and the age identity that opens it."""

    recipient: str
    identity: str = field(repr=False)

    @classmethod
    def make(cls) -> CaseKey:
        """A fresh one."""
        identity = new_identity()
        return cls(recipient_of(identity), identity)

    def seal(self, plain: bytes) -> bytes:
        """Encrypt to the case."""
        sealed: bytes = pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(self.recipient)])
        return sealed

    def open(self, sealed: bytes) -> bytes:
        """Decrypt; raises ValueError where these are not the bytes that were sealed to this case."""
        try:
            plain: bytes = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(self.identity)])
        except pyrage.DecryptError as fault:
            raise ValueError("not sealed to this case") from fault
        return plain

    def seal_json(self, value: Json) -> str:
        """A value as text that only this key opens (age in base64)."""
        return base64.b64encode(self.seal(spell(value).encode())).decode("ascii")

    def open_json(self, sealed: str) -> Json:
        """Read back what `seal_json` wrote; raises ValueError."""
        value: Json = json.loads(self.open(base64.b64decode(sealed, validate=True)))
        return value

    def hidden(self, path: str) -> str:
        """What stands in the place of a path in the rows: the same for the same path, and no guess confirms it."""
        return hashlib.sha256(f"{self.identity}\n{path}".encode()).hexdigest()


class Keyring:
    """The keys of reserved cases that this worker holds. `identities` are her own, today's and the one before."""

    def __init__(self, database: Database, user: str, identities: Iterable[str]) -> None:
        self._database = database
        self.user = user
        self._identities = tuple(identities)
        self._opened: dict[bytes, CaseKey] = {}

    @classmethod
    def of_identities(cls, database: Database, identities: Iterable[str]) -> Keyring:
        """The keys of the worker whose identities these are; none where they are no worker's."""
        held = tuple(identities)
        public = {recipient_of(identity) for identity in held}
        rows = database.all("SELECT name, recipient FROM workers")
        return cls(database, next((str(name) for name, recipient in rows if recipient in public), ""), held)

    def key_of(self, case_id: str) -> CaseKey | None:
        """The key of a case, None where it is open to the whole office.

        Raises UserError where there is no such case, or it is reserved and this worker is not named for it.
        """
        row = self._database.one(
            "SELECT recipient, (SELECT identity FROM case_keys WHERE case_id = id AND worker = ?) "
            "FROM cases WHERE id = ?", self.user, case_id,
        )
        if row is None:
            raise unknown_case()
        if row[0] is None:
            return None
        key = self._open(row[0], row[1])
        if key is None:
            raise not_named()
        return key

    def mine(self) -> dict[str, CaseKey]:
        """The keys of all reserved cases that this worker can open, by case."""
        rows = self._database.all(
            "SELECT case_id, recipient, identity FROM case_keys JOIN cases ON id = case_id WHERE worker = ?", self.user
        )
        keys = {str(case_id): self._open(recipient, sealed) for case_id, recipient, sealed in rows}
        return {case_id: key for case_id, key in keys.items() if key is not None}

    def _open(self, recipient: str, sealed: bytes | None) -> CaseKey | None:
        """Raises ValueError where the key that was sealed for her is another than the one the case bears."""
        if sealed is None:
            return None
        if sealed not in self._opened:
            identity = open_case_key(sealed, self._identities)
            if identity is None:
                return None
            self._opened[sealed] = CaseKey(recipient_of(identity), identity)
        key = self._opened[sealed]
        if key.recipient != recipient:
            raise ValueError("not the key of this case")
        return key


def is_sealed(body: str) -> bool:
    """Whether the body of an event, as its row holds it, is that of a reserved case."""
    return body.startswith(_SEALED_BODY)


def sealed_event(key: CaseKey, event_id: str, body: str) -> str:
    """The body of an event as the row of a reserved case holds it, with the event's real id inside.

    The row bears another id: the digest in the audit chain is over the real one, so that nobody without the key can
    confirm a guess at the body by it.
    """
    return spell({_SEALED: key.seal_json([event_id, json.loads(body)])})


def open_event(row: Row, key: CaseKey | None) -> Event:
    """The event of a row of EVENT_COLUMNS, whatever case it is of; raises ValueError."""
    if key is None or not is_sealed(row[5]):
        return read_event(row)
    _row_id, case_id, kind, at, by, body = row
    match key.open_json(json.loads(body)[_SEALED]):
        case [str(event_id), dict(opened)]:
            return Event(event_id, case_id, EventKind(kind), at, by, opened)
    raise ValueError("not the body of an event")


def unknown_case() -> UserError:
    """The sentence for an id that no case has."""
    return UserError(_("Ce dossier n’existe pas, ou plus, dans ce coffre."))


def not_named() -> UserError:
    """The sentence for who is not among the workers that a case is reserved to."""
    return UserError(_(
        "Ce dossier est réservé à des personnes désignées et vous n’en faites pas partie : rien n’a été lu ni modifié."
    ))
