"""A change: everything a worker did at once, written in one transaction with its row in the audit chain."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from caselink.clock import spelled
from caselink.domain.answers import Answer, Json
from caselink.domain.case import CaseStatus
from caselink.domain.events import Event, EventKind
from caselink.domain.needs import NeedMark
from caselink.domain.partners import Partner
from caselink.errors import UserError
from caselink.forms.registry import PARTNER_FORM
from caselink.i18n import _
from caselink.vault import attachments, case_rows, entries, events, workplace
from caselink.vault.clock import VaultClock
from caselink.vault.database import Database
from caselink.vault.document import CaseDocument, Nature, Record, Stamp
from caselink.vault.document_store import DocumentStore
from caselink.vault.entries import is_path
from caselink.vault.erasure import erased_list, erasing, redaction
from caselink.vault.folder import Layout
from caselink.vault.ids import is_id, new_id
from caselink.vault.parts import OFFICE, Part
from caselink.vault.records import answer_record, need_record, partner_record, spell
from caselink.vault.references import rename_by_chance
from caselink.vault.reserved import access, reservations
from caselink.vault.reserved.keyring import SEALED_CHANGE, TOLD, CaseKey, Keyring, is_hidden, shown_kind
from caselink.vault.trail import audit
from caselink.vault.trail.audit import AuditHead
from caselink.vault.undoing import Plan, entry_key

_ACTION: Final = re.compile(r"[a-z][a-z_]{0,39}")
_MOST_OPEN: Final = 200
"""Documents held at once; an import of thousands writes the oldest out and goes on."""


class Change:
    """What may be written inside `with vault.change(…) as change`. The rows follow at the end of it, or at a read.

    Methods raise UserError where something asked for is not there, VaultError for a failing disk, ValueError for
    text that is no Unicode and for ids that can't be.
    """

    def __init__(
        self, database: Database, layout: Layout, keys: Keyring, store: DocumentStore, head: AuditHead,
        clock: VaultClock,
    ) -> None:
        self._database = database
        self._layout = layout
        self._keys = keys
        self._user = keys.user
        self._store = store
        self._head = head
        self._id = new_id()
        self._clock = clock
        self._at = clock.moment()
        self.moment = clock.now()
        """Of the last row written."""
        self.told = clock.told
        """What the rows tell of it: less, where they are of a reserved case."""
        self._open: dict[str, tuple[CaseDocument, CaseKey | None]] = {}
        self._natures: dict[str, Nature] = {}
        self._undoes: str | None = None
        self._touched: set[str] = set()
        self._told: set[tuple[str, str | None]] = set()
        self._events = 0
        self._only_events = True
        """Whether nothing was done so far that a row of its own must tell: an event is its own row."""
        self._files_to_drop: list[str] = []
        self._copies_follow = False

    @property
    def user(self) -> str:
        """Who writes."""
        return self._user

    @property
    def at(self) -> str:
        """The moment it began (UTC, ISO 8601), which what is written bears."""
        return self._at

    def new_case(self, reference: str) -> str:
        """Open a case and give its id; raises UserError where it is empty, taken, or was that of an erased case."""
        spell(reference)
        if not reference or self._database.one("SELECT 1 FROM cases WHERE reference = ?", reference):
            raise UserError(_("Un dossier porte déjà cette référence : rien n’a été ajouté. Choisissez-en une autre."))
        if erasing.was_erased(self._database, reference):
            raise UserError(_(
                "La référence {reference} était celle d’un dossier effacé et n’est pas donnée deux fois : "
                "rien n’a été ajouté. Choisissez-en une autre."
            ).format(reference=reference))
        case_id = new_id()
        self._database.run(
            "INSERT INTO cases (id, reference, name, status, opened_at, changed_at) VALUES (?, ?, '', ?, ?, ?)",
            case_id, reference, CaseStatus.OPEN.value, self._at, self._at,
        )
        document = self._store.new(case_id)
        document.put(Part.CASE, "reference", {"v": reference})
        document.put(Part.CASE, "opened_at", {"v": self._at})
        document.put(Part.CASE, "status", self._status_record(CaseStatus.OPEN))
        self._natures[case_id] = Nature.OPENED
        self._hold(case_id, document, None)
        return case_id

    def put_answer(self, case_id: str, path: str, answer: Answer | None) -> None:
        """Write one answer, or take it away with None. Who and when are filled in where the answer does not say.

        Raises UserError where the path lies in an entry that is not there.
        """
        if not is_path(path):
            raise ValueError("not the path of an answer")
        document = self._document(case_id)
        entry = entry_key(path)
        if answer is not None and entry is not None and document.get(Part.ENTRIES, entry) is None:
            raise UserError(_("Cette partie de la fiche n’existe plus : rien n’a été enregistré. Rouvrez le "
                              "dossier, il a changé entre-temps."))
        record = None if answer is None else answer_record(answer, self._user, self._at, PARTNER_FORM.version)
        document.put(Part.ANSWERS, path, record)

    def add_entry(self, case_id: str, section: str, entry_id: str | None = None) -> str:
        """Add an entry at the end of a repeating section, and give its id; UserError where that id is there already."""
        return entries.add(self._document(case_id), section, entry_id or new_id(), self._user, self._at)

    def remove_entry(self, case_id: str, section: str, entry: str) -> None:
        """Take an entry away with its answers; raises UserError where it is not there."""
        entries.remove(self._document(case_id), section, entry)

    def put_need(self, case_id: str, item: str, mark: NeedMark) -> None:
        """Write the state of one need. Who and when are filled in where the mark does not say."""
        self._document(case_id).put(Part.NEEDS, item, need_record(mark, self._user, self._at))

    def put_record(self, case_id: str, part: Part, key: str, record: Record | None) -> None:
        """Write a record of a part of a case, or take it away with None; ValueError for values it does not declare."""
        spell(record)
        self._document(case_id).put(part, key, record)

    def set_status(self, case_id: str, status: CaseStatus) -> None:
        """Close a case or open it again."""
        self._document(case_id).put(Part.CASE, "status", self._status_record(status))

    def add_event(self, case_id: str, kind: EventKind, body: Mapping[str, Json]) -> Event:
        """Record a fact that is never changed; its digest goes into the audit chain with it."""
        if kind in (EventKind.LEFT, EventKind.EXPORTED):
            self._clock.expect_sure()
        key = self._key(case_id)
        text = spell(dict(body))
        event = Event(new_id(), case_id, kind, self._next_moment(), self._user, dict(body))
        told = self._tell_of(event.at, is_hidden=is_hidden(kind, key))
        seal = self._head.append(told, event.by, shown_kind(kind, key), case_id, event.digest())
        changed_at = told if key is None else spelled(self._clock.day_of(self.moment))
        events.insert_event(self._database, event, seal, text, key, told=told, changed_at=changed_at)
        self._touched.add(case_id)
        self._events += 1
        return event

    def reserve(self, case_id: str, names: Collection[str]) -> None:
        """Close a case to these workers (decision 19): nothing of it stands readable in the vault from then on, and its
        reference is free again: it gets one by chance.

        Raises UserError for an unknown worker, and where the one who asks is not among them.
        """
        key = self._settled(case_id)
        if key is None:
            rename_by_chance(self._database, case_id, self._user, self._seconds())
        access.reserve(self._database, case_id, key, names, self._user)
        self._tell_copies(case_id)

    def renew_key(self, case_id: str) -> None:
        """Give a reserved case a new key, for the same people."""
        key = self._settled(case_id)
        if key is not None:
            access.renew_key(self._database, case_id, key)
            self._tell_copies(case_id)

    def open_to_all(self, case_id: str) -> None:
        """Open a reserved case to the whole office again."""
        key = self._settled(case_id)
        if key is not None:
            access.open_to_all(self._database, case_id, key)
            self._tell_copies(case_id)

    def put_partner(self, partner: Partner) -> None:
        """Add a partner to the directory, or replace the one of that short name."""
        self._document(OFFICE).put(Part.PARTNERS, partner.short_name, partner_record(partner, self._user, self._at))

    def set_setting(self, key: str, value: Json) -> None:
        """Keep a setting of the office."""
        spell(value)
        self._document(OFFICE).put(Part.SETTINGS, key, {"v": value, "by": self._user, "at": self._at})

    def keep_draft(self, case_id: str, path: str, text: str) -> None:
        """Keep what stands in a field while it is typed."""
        case_rows.keep_draft(self._database, case_id, path, text, self._user, self._key(case_id))

    def put_office_record(self, part: Part, key: str, record: Record | None) -> None:
        """Write a record of a part of the office's own document, or take it away with None; ValueError for values that
        it does not declare."""
        spell(record)
        self._document(OFFICE).put(part, key, record)

    def drop_draft(self, case_id: str, path: str) -> None:
        """Forget the draft of a field."""
        case_rows.drop_draft(self._database, case_id, path, self._key(case_id))

    def erase_answers(self, case_id: str, paths: Collection[str]) -> tuple[str, ...]:
        """Take answers, or needs as `needs.<item>`, away for good: value, draft, index and all that ever stood there.
        The rest of the history stays.

        Gives the paths where something stood; where nothing ever did, nothing is erased or noted. The audit trail gets
        a row of its own. Older copies follow (decision 20). Raises UnderHold, and EventsAltered.
        """
        self._expect_erasable(case_id)
        self._settled(case_id)
        document, key = self._document(case_id), self._key(case_id)
        stood = erasing.stood(self._database, case_id, document, paths, key)
        if not stood:
            return ()
        for path in paths:
            self.drop_draft(case_id, path)
        forgotten: dict[redaction.Place, str | None] = dict.fromkeys(map(erasing.place_of, paths))
        self._forget(case_id, forgotten)
        self._note_erased(case_id, paths)
        self._tell(erasing.ANSWERS, case_id)
        return stood

    def erase_case(self, case_id: str) -> None:
        """Take a whole case away for good: everything but its rows in the audit chain. Older copies follow.

        Raises UnderHold, and EventsAltered where its events are not those that the audit chain sealed.
        """
        self._expect_erasable(case_id)
        self._settled(case_id)
        self._files_to_drop += erasing.erase_case(self._database, case_id, self._at, self._user)
        self._tell(erasing.ERASURES[0], case_id)
        self._copies_follow = True

    def add_attachment(self, case_id: str, name: str, content: bytes, facts: Mapping[str, Json] | None = None) -> str:
        """Keep a file with a case and give its id; `facts` are its kind, category, type and the day it was taken.

        Raises VaultError where the disk does not take it.
        """
        document = self._document(case_id)
        attachment = attachments.new_attachment(name, self._user, self._at, facts or {})
        record = attachments.add(self._database, self._layout, case_id, attachment, content)
        document.put(Part.ATTACHMENTS, attachment.id, record)
        return attachment.id

    def remove_attachment(self, attachment_id: str) -> None:
        """Take an attachment away for good; older copies follow. Raises UserError where it is not there, UnderHold, and
        EventsAltered."""
        case_id = attachments.case_of(self._database, attachment_id)
        self._keys.key_of(case_id)
        self._expect_erasable(case_id)
        self._settled(case_id)
        path = f"{erasing.ATTACHMENT}{attachment_id}"
        self._forget(case_id, {erasing.place_of(path): None})
        self._database.run("DELETE FROM files WHERE id = ?", attachment_id)
        self._note_erased(case_id, [path])
        self._tell("attachment_removed", case_id)
        self._files_to_drop.append(attachment_id)

    def take_back(self, case_id: str, plan: Plan) -> None:
        """Write what a plan of `undoing` says."""
        document = self._document(case_id)
        for part, key, record in plan.records:
            document.put(part, key, record)
        self._natures[case_id] = Nature.UNDO
        self._undoes = plan.change

    def settle(self) -> None:
        """Write the rows and documents of everything changed so far, still inside the transaction."""
        for case_id in list(self._open):
            self._write_out(case_id)

    def finish(self, action: str, case_id: str | None) -> None:
        """Write what is left and the row in the audit chain; the transaction can be committed then."""
        self.settle()
        attachments.give_up_files(self._layout, self._files_to_drop)
        if case_id is None and len(self._touched) == 1:
            (case_id,) = self._touched
        if (action, case_id) not in self._told and not (self._events and self._only_events):
            self._tell(action, case_id)
        self._head.write()

    def after_commit(self) -> None:
        """What follows outside the database: files that are no longer needed, the lists that older copies follow."""
        attachments.drop_files(self._layout, self._files_to_drop)
        if self._copies_follow:
            workplace.sweep_up(self._layout.folder)
            erased_list.keep(self._database, self._layout.folder)

    def _document(self, case_id: str) -> CaseDocument:
        if case_id not in self._open:
            key = None if case_id == OFFICE else self._keys.key_of(case_id)
            self._hold(case_id, self._store.open(case_id, key), key)
        return self._open[case_id][0]

    def _hold(self, owner: str, document: CaseDocument, key: CaseKey | None) -> None:
        if owner != OFFICE:
            self._only_events = False
            self._touched.add(owner)
        self._open[owner] = document, key
        if len(self._open) > _MOST_OPEN:
            self._write_out(next(iter(self._open)))

    def _write_out(self, case_id: str) -> None:
        document, key = self._open.pop(case_id)
        nature = self._natures.get(case_id, Nature.CHANGE)
        stamp = Stamp(self._user, self._id, nature)
        if nature is Nature.UNDO:
            stamp = replace(stamp, undoes=self._undoes)
        document.commit(stamp, self._seconds())
        at = self._at if key is None else spelled(self._clock.day_of(self.moment))
        case_rows.write_out(self._database, self._store, case_id, document, at, key)

    def _tell(self, action: str, case_id: str | None) -> None:
        self._told.add((action, case_id))
        hides = case_id is not None and action not in TOLD and access.is_reserved(self._database, case_id)
        moment = self._tell_of(self._next_moment(), is_hidden=hides)
        self._head.append(moment, self._user, SEALED_CHANGE if hides else action, case_id, None)

    def _forget(self, case_id: str, places: Mapping[redaction.Place, str | None]) -> None:
        """Take these out of the document of a case and of its history."""
        document, key = self._document(case_id), self._key(case_id)
        self._hold(case_id, redaction.forget(document, places, self._user, self._seconds(), self._store.peer), key)

    def _note_erased(self, case_id: str, paths: Collection[str]) -> None:
        listed = erased_list.told_here(self._database).erased
        erasing.note_paths(self._database, case_id, paths, self._at, self._user, listed)
        self._copies_follow = True

    def _expect_erasable(self, case_id: str) -> None:
        """Whatever takes away for good what a case holds asks here."""
        self._clock.expect_sure()
        erasing.expect_erasable(self._database, case_id, self._key(case_id))

    def _seconds(self) -> int:
        return int(self._clock.now().timestamp())

    def _next_moment(self) -> str:
        self.moment = max(self.moment, self._clock.now())
        return spelled(self.moment)

    def _tell_of(self, moment: str, *, is_hidden: bool) -> str:
        """What a row says of its moment. One that hides it tells its day: when that began, or what the row before says
        where that is later, so that the trail never goes back."""
        self.told = self._day_told() if is_hidden else self.moment
        return spelled(self.told) if is_hidden else moment

    def _day_told(self) -> datetime:
        last = [datetime.fromisoformat(entry.moment) for entry in audit.newest(self._database, 1, None)]
        return max([self.told, self._clock.day_of(self.moment), *last])

    def _tell_copies(self, case_id: str) -> None:
        told = erased_list.told_here(self._database).reserved
        at = reservations.moment_after(self._database, case_id, self._at, told)
        reservations.note(self._database, case_id, at, self._user)
        self._copies_follow = True

    def _settled(self, case_id: str) -> CaseKey | None:
        """The key of a case of which nothing is left to write out."""
        if case_id in self._open:
            self._write_out(case_id)
        self._only_events = False
        self._touched.add(case_id)
        return self._keys.key_of(case_id)

    def _key(self, case_id: str) -> CaseKey | None:
        return self._open[case_id][1] if case_id in self._open else self._keys.key_of(case_id)

    def _status_record(self, status: CaseStatus) -> Record:
        return {"v": status.value, "by": self._user, "at": self._at}


def expect_action(action: str, case_id: str | None) -> None:
    """Raises ValueError for an action or case that must not stand in the audit chain: it has no names in it."""
    if _ACTION.fullmatch(action) is None or (case_id is not None and not is_id(case_id)):
        raise ValueError("an audit row holds an action id and a case id, nothing else")

