"""What one worker reads of an open vault."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

from caselink.domain.answers import Json
from caselink.domain.case import Case, CaseStatus
from caselink.domain.events import Event, EventKind
from caselink.domain.partners import Partner
from caselink.domain.roles import Role
from caselink.errors import EventsAltered
from caselink.names.folding import sorting_key
from caselink.vault import attachments, case_rows, caseload, places
from caselink.vault.attachments import AttachmentEntry
from caselink.vault.case_order import CaseOrder, heads_of, ordered
from caselink.vault.clock import VaultClock
from caselink.vault.counting import CountedRows, rows_to_count
from caselink.vault.database import Database
from caselink.vault.document import Maps, Record
from caselink.vault.document_store import load_document
from caselink.vault.due import Dated, cases_with_days
from caselink.vault.erasure import erasing
from caselink.vault.events import events_of_kinds, newest_of_kind
from caselink.vault.faults import damaged
from caselink.vault.folder import Layout
from caselink.vault.history import CaseHistory, read_history
from caselink.vault.keys.unlocking import unknown_worker
from caselink.vault.opened import Opened
from caselink.vault.opposites import Opposite, noted_opposites
from caselink.vault.parts import OFFICE, Part
from caselink.vault.records import read_partner
from caselink.vault.references import next_reference
from caselink.vault.renamed import former_names
from caselink.vault.reserved import access, reservations
from caselink.vault.reserved.heads import CaseHead, ReservedHeads
from caselink.vault.reserved.keyring import Keyring
from caselink.vault.retention import RestingCase, resting_cases
from caselink.vault.seen import read_seen
from caselink.vault.trail import audit
from caselink.vault.trail.audit import AuditEntry

Wanted = tuple[Part, Collection[str], Collection[str]]
"""A part with patterns of keys, and values of which a record holds at least one: as `ReadVault.records` takes them."""


class ReadVault:
    """The half of an open vault that reads: what is reserved to others is not there for her.

    Every method raises VaultError for damage and a failing disk; after damage was met nothing more is written.
    """

    def __init__(self, opened: Opened) -> None:
        self._connect(opened)
        self._linked_to: audit.Ends = audit.START
        self._directory: tuple[object, tuple[Partner, ...]] = (None, ())

    @property
    def user(self) -> str:
        """The worker who opened it, or `recovery`."""
        return self._opened.user

    @property
    def role(self) -> Role:
        """What this worker is in the office; who opened with the recovery code is a coordinator."""
        return self._role

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written: a copy that is only looked at, or a disk that takes nothing."""
        return self._opened.read_only

    @property
    def is_backup(self) -> bool:
        """Whether it is a backup that is only looked at."""
        return False

    @property
    def folder(self) -> Path:
        """The vault's folder."""
        return self._opened.folder

    @property
    def clock(self) -> VaultClock:
        """What time it is here."""
        return self._clock

    @property
    def opened(self) -> Opened:
        """For check and backup, inside this package."""
        return self._opened

    def case(self, case_id: str) -> Case:
        """The file of one victim; raises UserError where there is none of that id."""
        with self._reading():
            case = case_rows.read_case(self._database, case_id, self._keys)
            now = self._clock.moment()
            if all(event.at <= now for event in case.events):
                return case
            return replace(case, events=tuple(replace(event, too_early=event.at > now) for event in case.events))

    def walk_audit(self) -> None:
        """Raise EventsAltered where the audit chain has a gap. What was walked before is not walked again."""
        with self._reading():
            ends, broken = audit.walk(self._database, self._linked_to)
        if broken is not None:
            raise EventsAltered
        self._linked_to = ends

    def sealed_case(self, case_id: str) -> Case:
        """The file of one victim, for whoever decides what leaves or lists what left.

        Raises EventsAltered where its events are not the ones that the audit chain sealed, or the chain has a gap.
        """
        self.walk_audit()
        self._clock.read_all()
        case = self.case(case_id)
        if not case.events_match_the_chain():
            raise EventsAltered
        return case

    def case_id_of(self, reference: str) -> str | None:
        """The id of the case of that reference; of one that bore it before it was reserved, for who is named, where no
        other bears it now."""
        with self._reading():
            row = self._database.one("SELECT id FROM cases WHERE reference = ?", reference)
            return self._reserved.former().get(reference) if row is None else str(row[0])

    def reserved_to(self, case_id: str) -> tuple[str, ...] | None:
        """The workers whom a case is closed to; None where it is open to all. Needs no key of it."""
        with self._reading():
            return access.named_workers(self._database, case_id)

    def reservations(self) -> list[tuple[str, tuple[str, ...], str, str, bool]]:
        """Reference, named workers, moment and author of every reservation, by reference, and whether its key waits to
        be renewed. Needs no key of the cases."""
        with self._reading():
            told = {each.case_id: each for each in reservations.reservations(self._database)}
            found = []
            rows = self._database.all(
                "SELECT id, reference, key_is_old FROM cases WHERE recipient IS NOT NULL ORDER BY reference"
            )
            for case_id, reference, is_old in rows:
                named = access.named_workers(self._database, case_id) or ()
                said = told.get(case_id)
                at, by = (said.at, said.by) if said else ("", "")
                found.append((str(reference), named, at, by, bool(is_old)))
            return found

    def references(self, *, hidden: bool = False) -> dict[str, str]:
        """The reference of every case that this worker may see, by id; with `hidden` of the others too."""
        with self._reading():
            found = {str(row[0]): str(row[1]) for row in self._database.each("SELECT id, reference FROM cases")}
            return found if hidden else self._without_closed(found)

    def former_references(self) -> dict[str, str]:
        """The id of each case that is reserved to this worker, by the reference that it bore before."""
        with self._reading():
            return self._reserved.former()

    def references_of(self, case_ids: Iterable[str]) -> dict[str, str]:
        """The same of these cases alone, where they are there and this worker may see them."""
        with self._reading():
            rows = (self._database.one("SELECT id, reference FROM cases WHERE id = ?", each) for each in set(case_ids))
            return self._without_closed({str(row[0]): str(row[1]) for row in rows if row is not None})

    def was_erased(self, reference: str) -> bool:
        """Whether a case of that reference was erased: it is not given again."""
        with self._reading():
            return erasing.was_erased(self._database, reference)

    def next_reference(self, year: int) -> str:
        """The lowest free reference of that year: `2026-0001`."""
        with self._reading():
            return next_reference(self._database, year)

    def count_cases(self, search: str = "") -> int:
        """How many cases match; an empty search matches all."""
        with self._reading():
            return caseload.count_cases(self._database, self._reserved, search)

    def case_page(self, search: str, limit: int, after: str | None) -> list[CaseHead]:
        """The cases that match, by reference descending, at most `limit`, those after the reference `after`.

        Every word of the search must begin a word of the reference, the name or a searched field, whatever its case
        and accents.
        """
        with self._reading():
            return caseload.case_page(self._database, self._reserved, search, limit, after)

    def opposites(self) -> set[Opposite]:
        """The names in opposite roles among the cases that this worker may see."""
        with self._reading():
            return noted_opposites(self._database) | self._reserved.opposites()

    def seen(self) -> frozenset[str]:
        """What this worker was told and said that she has seen, by what it is told by."""
        with self._reading():
            return read_seen(self._database, self.user)

    def cases_in_order(
        self, search: str, order: CaseOrder, items: Collection[str] = (), *, descending: bool = False
    ) -> list[tuple[str, CaseStatus]]:
        """The ids of the cases that match in that order, and whether each is closed; `items` are the needs that count
        for `CaseOrder.TO_DO`. It reads something of every case that matches."""
        with self._reading():
            return ordered(self._database, self._reserved, search, order, items, descending=descending)

    def case_heads(self, case_ids: Collection[str]) -> list[CaseHead]:
        """The lines of these cases, in that order; of what this worker may see."""
        with self._reading():
            return heads_of(self._database, self._reserved, case_ids)

    def open_cases_with(
        self, wanted: Collection[Wanted], kinds: Collection[EventKind], among: Collection[str] | None = None
    ) -> Iterator[Case]:
        """Every case (of those `among` which it is looked for) that is not closed and that this worker may see, in
        which something of this stands, with nothing else of it: its records that are wanted, its events of these kinds.
        Not for whoever decides what leaves."""
        found: dict[str, Maps] = {}
        for part, keys, having in wanted:
            for case_id, key, record in self.records(part, keys, having, among):
                held = found.setdefault(case_id, {each.value: {} for each in Part})
                held[part][key] = record
        with self._reading():
            happened: dict[str, list[Event]] = {}
            for event in events_of_kinds(self._database, self._keys, tuple(kinds), among=among):
                happened.setdefault(event.case_id, []).append(event)
        now, empty = self._clock.moment(), {part.value: dict[str, Record]() for part in Part}
        for case_id, reference in self.open_cases(among).items():
            if case_id in found or case_id in happened:
                events = (replace(each, too_early=each.at > now) for each in happened.get(case_id, ()))
                with self._reading():
                    yield case_rows.case_of(case_id, reference, found.get(case_id, empty), events=tuple(events))

    def cases_with_days(self, dated: Collection[Dated], today: date, until: date) -> set[str]:
        """The cases in which one of these days has come by `until`, or a consent may end from `today` to then, and
        those reserved to this worker, of which only their documents tell."""
        with self._reading():
            return cases_with_days(self._database, dated, today, until) | self._keys.mine().keys()

    def open_cases(self, among: Collection[str] | None = None) -> dict[str, str]:
        """The reference of every case (or of those of them) that is not closed and that this worker may see, by id."""
        with self._reading():
            of_those = "" if among is None else f" AND id IN ({', '.join('?' * len(among))})"
            sql = f"SELECT id, reference FROM cases WHERE status = ?{of_those}"
            rows = self._database.all(sql, CaseStatus.OPEN.value, *(among or ()))
            return self._without_closed({str(row[0]): str(row[1]) for row in rows})

    def records(
        self, part: Part, keys: Collection[str] = ("*",), having: Collection[str] = (),
        among: Collection[str] | None = None,
    ) -> Iterator[tuple[str, str, Record]]:
        """Every record of that part in the cases that this worker may see (or those of them), closed ones too: case,
        key and record.

        `keys` are patterns (`steps.*.on`); with `having`, only records that hold at least one of these values.
        """
        with self._reading():
            yield from case_rows.records_of_part(self._database, part, keys, having, among)
            mine = self._keys.mine()
            for case_id, key in ((each, key) for each, key in mine.items() if among is None or each in among):
                held = load_document(self._database, case_id, 0, key).maps()[part]
                for name, record in held.items():
                    fits = any(fnmatchcase(name, pattern) for pattern in keys)
                    if fits and (not having or any(record.get(value) is not None for value in having)):
                        yield case_id, name, record

    def rows_to_count(self, paths: Collection[str], parts: Collection[Part], entries_of: str) -> list[CountedRows]:
        """Every case that this worker may see, closed ones too, with these answers, the records of these parts, and the
        entries of that repeating section of the form. It reads all rows once."""
        with self._reading():
            return rows_to_count(self._database, self._keys, paths, parts, entries_of)

    def count_hidden(self) -> int:
        """How many cases are reserved to others: they are in nothing that this worker counts."""
        with self._reading():
            rows = self._database.all("SELECT DISTINCT case_id FROM case_keys")
            return len({str(row[0]) for row in rows} - self._keys.mine().keys())

    def office_records(self, part: Part) -> dict[str, Record]:
        """The records of a part of the office's document, by key."""
        with self._reading():
            return case_rows.rows_of(self._database, OFFICE)[part]

    def partners(self) -> tuple[Partner, ...]:
        """The directory, by name; read anew only where the office's document is another since."""
        with self._reading():
            state = self._database.one(
                "SELECT digest, (SELECT updates.digest FROM updates WHERE updates.owner = ? ORDER BY number DESC "
                "LIMIT 1) FROM documents WHERE owner = ?", OFFICE, OFFICE,
            )
            if state is None or self._directory[0] != state:
                rows = self._database.all(
                    "SELECT key, body FROM records WHERE owner = ? AND part = ? ORDER BY key",
                    OFFICE, Part.PARTNERS.value,
                )
                read = (read_partner(short_name, json.loads(body)) for short_name, body in rows)
                self._directory = state, tuple(sorted(read, key=lambda partner: sorting_key(partner.name)))
            return self._directory[1]

    def partner(self, short_name: str) -> Partner | None:
        """The partner of that short name."""
        with self._reading():
            record = case_rows.record_of(self._database, OFFICE, Part.PARTNERS, short_name)
            return None if record is None else read_partner(short_name, record)

    def setting(self, key: str) -> Json:
        """A setting of the office; None where it was never set."""
        with self._reading():
            record = case_rows.record_of(self._database, OFFICE, Part.SETTINGS, key)
            return None if record is None else record["v"]

    def former_names(self) -> dict[str, str]:
        """Names that workers bore before, each with the one that she bears today."""
        with self._reading():
            return former_names(self._database)

    def place(self) -> dict[str, Json]:
        """Where this worker was when her last session ended; empty the first time."""
        with self._reading():
            return places.read_place(self._database, self._keys)

    def drafts(self, case_id: str) -> dict[str, str]:
        """What was being typed in this case, by path."""
        with self._reading():
            return case_rows.read_drafts(self._database, case_id, self._keys.key_of(case_id))

    def events_of_kind(self, kind: EventKind, case_id: str | None = None) -> list[Event]:
        """The events of that kind in the order they were recorded, of one case or of all that this worker may see."""
        with self._reading():
            return events_of_kinds(self._database, self._keys, (kind,), case_id)

    def events_of_cases(self, kind: EventKind, among: Collection[str]) -> list[Event]:
        """The same of those of these cases that this worker may see."""
        with self._reading():
            return events_of_kinds(self._database, self._keys, (kind,), among=among) if among else []

    def newest_events(self, kind: EventKind, count: int) -> tuple[list[Event], int]:
        """The last events of that kind that this worker may see, newest first, at most `count`; and how many there are
        in all."""
        with self._reading():
            return newest_of_kind(self._database, self._keys, kind, count)

    def records_of(self, case_id: str, part: Part) -> Mapping[str, Record]:
        """The records of one part of a case, as they are kept."""
        with self._reading():
            return case_rows.read_maps(self._database, case_id, self._keys.key_of(case_id))[part]

    def attachments(self, case_id: str) -> tuple[AttachmentEntry, ...]:
        """The attachments of a case, in the order they were added."""
        with self._reading():
            return attachments.of_case(case_rows.read_maps(self._database, case_id, self._keys.key_of(case_id)))

    def attachment(self, attachment_id: str) -> bytes:
        """The content of an attachment; raises UserError where there is none, VaultError where its file is damaged."""
        with self._reading():
            case_id = attachments.case_of(self._database, attachment_id)
            held = case_rows.read_maps(self._database, case_id, self._keys.key_of(case_id))[Part.ATTACHMENTS]
            return attachments.read(Layout(self.folder), attachment_id, held.get(attachment_id))

    def resting_cases(self, before: str) -> list[RestingCase]:
        """The cases that this worker may see, last changed before that moment and under no legal hold."""
        with self._reading():
            return resting_cases(self._database, self._reserved, before)

    def audit(self) -> Iterator[AuditEntry]:
        """The audit chain from its beginning."""
        return audit.entries(self._database)

    def newest_audit(self, limit: int, before: int | None = None) -> list[AuditEntry]:
        """The last rows of the audit chain, newest first, those before the row of that number where given."""
        with self._reading():
            return audit.newest(self._database, limit, before)

    def audit_row(self, digits: str) -> AuditEntry | None:
        """The row of the audit chain whose hash begins with these hexadecimal digits."""
        with self._reading():
            return audit.row_of_hash(self._database, digits)

    def audit_head(self) -> str:
        """The hash of the last row of the audit chain, empty where there is none yet."""
        with self._reading():
            last = audit.last_hash(self._database)
        if last is None:
            self._database.mark_damaged()
            raise damaged()
        return last

    def history(self, case_id: str) -> CaseHistory:
        """What was done to a case by whom and when, and what stood there before; raises UserError where it is none."""
        with self._reading():
            document = load_document(self._database, case_id, 0, self._keys.key_of(case_id))
            return read_history(document, self.user)

    def expect_erasable(self, case_id: str) -> None:
        """What a `Change` asks before it takes away for good something of that case: raises UnderHold, EventsAltered.
        For whoever asks a worker first; nothing relies on it."""
        with self._reading():
            erasing.expect_erasable(self._database, case_id, self._keys.key_of(case_id))

    def stood(self, case_id: str, paths: Collection[str]) -> tuple[str, ...]:
        """Those of the paths (of answers, or `needs.<item>`) where something stands, is being typed, or ever stood."""
        with self._reading():
            key = self._keys.key_of(case_id)
            document = load_document(self._database, case_id, 0, key)
            return erasing.stood(self._database, case_id, document, paths, key)

    def _connect(self, opened: Opened) -> None:
        """Go on with this database and these keys; what was read through others before is forgotten."""
        self._opened = opened
        self._clock = VaultClock(opened.database, asks=not opened.read_only)
        self._database = opened.database
        self._keys = Keyring(opened.database, opened.user, opened.identities)
        self._reserved = ReservedHeads(opened.database, self._keys)
        self._role = read_role(opened.database, opened.user)

    def _without_closed(self, references: dict[str, str]) -> dict[str, str]:
        """Those of the cases that this worker may see."""
        closed = {str(row[0]) for row in self._database.all("SELECT DISTINCT case_id FROM case_keys")}
        hidden = closed - self._keys.mine().keys()
        return {case_id: reference for case_id, reference in references.items() if case_id not in hidden}

    @contextlib.contextmanager
    def _reading(self) -> Iterator[None]:
        """Rows that make no sense are damage."""
        try:
            yield
        except (ValueError, KeyError, TypeError) as fault:
            self._database.mark_damaged()
            raise damaged() from fault


def read_role(database: Database, user: str) -> Role:
    """What this worker is in the office; raises VaultError where the vault knows no such worker."""
    row = database.one("SELECT role FROM workers WHERE name = ?", user)
    if row is None:
        raise unknown_worker()
    if row[0] not in set(Role):
        database.mark_damaged()
        raise damaged()
    return Role(row[0])
