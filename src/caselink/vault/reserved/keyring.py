"""Reserved cases: closed to named workers, under a key of their own (docs/decisions/0019-reserved-cases.md).

Nothing of such a case stands readable in the database, not even for someone who holds the data key, and nobody without
its key can write in it unseen (`seals.py`). Who holds the case's key reads it from its document; what was opened stays
in memory until the process ends.
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
from caselink.domain.events import KEEPING, Event, EventKind
from caselink.errors import UserError
from caselink.i18n import _
from caselink.vault.database import Database, Row
from caselink.vault.keys import seals
from caselink.vault.keys.case_keys import open_case_key
from caselink.vault.keys.keys import new_identity, recipient_of
from caselink.vault.records import read_event, spell

SEALED_EVENT: Final = "sealed_event"
"""What stands in the place of an event's kind where the case is reserved: which it is, and when it was, stands inside
the seal; the rows tell its day. What was decided about keeping the case stays readable: whoever erases must know of a
legal hold."""
SEALED_CHANGE: Final = "sealed_change"
"""What the audit trail calls all else that is done in a reserved case; its rows tell the day. The case's own history
says what it was to who reads it."""
TOLD: Final = frozenset({
    *("case_reserved", "case_opened_to_all", "case_key_renewed", "case_opened", "case_erased"),
    *("answers_erased", "attachment_removed", "case_held", "case_kept", *(kind.value for kind in KEEPING)),
})
"""What the trail tells of a reserved case all the same, with its moment: who it is closed to, and what older copies
must follow."""
_SEALED: Final = "sealed"
_SEALED_BODY: Final = f'{{"{_SEALED}":'
_GUARDED: Final = "# guarded"
_COUNTED: Final = "# counted"


@dataclass(frozen=True, slots=True)
class CaseKey:
    """The key of one reserved case: its public key, as the case bears it, and the age identity that opens it.

    `guarded` where all that is sealed with it bears a MAC, `counted` where a tally says too how much that is. Keys of
    before are not (of format 2 neither), until the next opening by one of those named gives the case a new one.
    """

    recipient: str
    identity: str = field(repr=False)
    guarded: bool = True
    counted: bool = True

    @classmethod
    def make(cls) -> CaseKey:
        """A fresh one."""
        identity = new_identity()
        return cls(recipient_of(identity), identity)

    @classmethod
    def public(cls, recipient: str) -> CaseKey:
        """What closes a case to people whose keys are not here: it can seal, and neither open nor vouch."""
        return cls(recipient, "", guarded=False, counted=False)

    @classmethod
    def read(cls, spelled: str) -> CaseKey:
        """Read what `spelled` gave; raises ValueError."""
        identity, *marks = spelled.splitlines()
        try:
            return cls(recipient_of(identity), identity, guarded=_GUARDED in marks, counted=_COUNTED in marks)
        except pyrage.IdentityError as fault:
            raise ValueError("not an identity") from fault

    @property
    def spelled(self) -> str:
        """As it is sealed to those named: an age identity file. Nobody can take the marks off a key that he has not."""
        marks = [mark for mark, is_set in ((_GUARDED, self.guarded), (_COUNTED, self.counted)) if is_set]
        return "\n".join([self.identity, *marks, ""]) if marks else self.identity

    def seal(self, plain: bytes, place: str) -> bytes:
        """Encrypt to the case what belongs to that place."""
        content = seals.wrap(self.identity, place, plain) if self.guarded else plain
        sealed: bytes = pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(self.recipient)])
        return sealed

    def open(self, sealed: bytes, place: str) -> bytes:
        """Decrypt; raises ValueError where these are not the bytes that were sealed to this case for that place."""
        try:
            content: bytes = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(self.identity)])
        except (pyrage.DecryptError, pyrage.IdentityError) as fault:
            raise ValueError("not sealed to this case") from fault
        return seals.unwrap(self.identity, place, content) if self.guarded else content

    def seal_json(self, value: Json, place: str) -> str:
        """A value as text that only this key opens (age in base64)."""
        return base64.b64encode(self.seal(spell(value).encode(), place)).decode("ascii")

    def open_json(self, sealed: str, place: str) -> Json:
        """Read back what `seal_json` wrote; raises ValueError."""
        value: Json = json.loads(self.open(base64.b64decode(sealed, validate=True), place))
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
            spelled = open_case_key(sealed, self._identities)
            if spelled is None:
                return None
            self._opened[sealed] = CaseKey.read(spelled)
        key = self._opened[sealed]
        if key.recipient != recipient:
            raise ValueError("not the key of this case")
        return key


def is_sealed(body: str) -> bool:
    """Whether the body of an event, as its row holds it, is that of a reserved case."""
    return body.startswith(_SEALED_BODY)


def sealed_event(key: CaseKey, event: Event, body: str) -> tuple[str, str]:
    """Kind and body of an event as the row of a reserved case holds them, with its real id and kind inside.

    The row bears another id: the digest in the audit chain is over the real one, so that nobody without the key can
    confirm a guess at the body by it.
    """
    if not key.guarded:
        sealed = key.seal_json([event.id, json.loads(body)], "")
        return event.kind.value, spell({_SEALED: sealed})
    inside: Json = [event.id, event.kind.value, event.at, event.by, json.loads(body)]
    return shown_kind(event.kind, key), spell({_SEALED: key.seal_json(inside, _event_place(event.case_id))})


def shown_kind(kind: EventKind, key: CaseKey | None) -> str:
    """What the row of an event and that of the audit trail say that it is."""
    return SEALED_EVENT if key is not None and key.guarded and kind not in KEEPING else kind.value


def is_hidden(kind: EventKind, key: CaseKey | None) -> bool:
    """Whether the rows of an event tell neither its kind nor its moment."""
    return shown_kind(kind, key) == SEALED_EVENT


def open_event(row: Row, key: CaseKey | None) -> Event:
    """The event of a row of EVENT_COLUMNS, whatever case it is of; raises ValueError."""
    if key is None or not is_sealed(row[5]):
        if key is not None and key.guarded:
            raise ValueError("an event of a reserved case that nobody sealed")
        return read_event(row)
    _row_id, case_id, kind, at, by, body = row
    match key.open_json(json.loads(body)[_SEALED], _event_place(case_id)):
        case [str(event_id), str(real_kind), str(real_at), real_by, dict(opened)] if real_by == by and at <= real_at:
            if kind == shown_kind(EventKind(real_kind), key):
                return Event(event_id, case_id, EventKind(real_kind), real_at, by, opened)
        case [str(event_id), dict(opened)] if not key.guarded:
            return Event(event_id, case_id, EventKind(kind), at, by, opened)
    raise ValueError("not the event of that row")


def _event_place(case_id: str) -> str:
    return f"event {case_id}"


def unknown_case() -> UserError:
    """The sentence for an id that no case has."""
    return UserError(_("Ce dossier n’existe pas, ou plus, dans ce coffre : rien n’a été modifié. Revenez à la liste "
                       "des dossiers."))


def not_named() -> UserError:
    """The sentence for who is not among the workers that a case is reserved to."""
    return UserError(_(
        "Ce dossier est réservé à des personnes désignées et vous n’en faites pas partie : rien n’a été lu ni "
        "modifié. Demandez à l’une d’elles."
    ))
