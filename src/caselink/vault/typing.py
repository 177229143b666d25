"""Noting what is typed, and taking what was noted into the database."""

from __future__ import annotations

from collections.abc import Iterable

from caselink.domain.answers import Json
from caselink.errors import UserError
from caselink.vault import case_rows, places
from caselink.vault.database import Database
from caselink.vault.ids import now
from caselink.vault.parts import Part
from caselink.vault.reserved.keyring import CaseKey, Keyring
from caselink.vault.typed import Note, Row, TypedFile

_DRAFT = "draft"
_PLACE = "place"


class Typing:
    """What a worker types in one case, or outside of any. To be called from any thread; it never waits for the disk."""

    def __init__(self, file: TypedFile, user: str, case_id: str | None, key: CaseKey | None) -> None:
        self._file = file
        self._user = user
        self._case_id = case_id
        self._key = key

    @property
    def refused(self) -> bool:
        """Whether the disk did not take what was noted last: then the database is to be asked, which says why."""
        return self._file.refused

    def wait(self) -> None:
        """Until what was noted is in the file, or was refused."""
        self._file.wait()

    def draft(self, path: str, text: str) -> None:
        """Note what stands in a field of this case."""
        if self._case_id is None:
            raise ValueError("not in a case")
        row = case_rows.draft_row(self._case_id, path, text, self._user, now(), self._key)
        plain: Json = [_DRAFT, self._case_id, path, text, row[-1]]
        self._file.note(f"{_DRAFT} {self._case_id} {path}", plain, (_DRAFT, _closed_to(self._key), *row))

    def place(self, place: dict[str, Json]) -> None:
        """Note where the worker is; `case` is this one, where there is one."""
        if place.get("case") not in (None, self._case_id):
            raise ValueError("in another case")
        self._file.note(_PLACE, [_PLACE, place], (_PLACE, self._user, places.place_row(self._user, place, self._key)))


def take_in(database: Database, keys: Keyring, notes: Iterable[Note]) -> None:
    """Write what was noted in this session, sealed as the cases are now."""
    for note in notes:
        match note.plain:
            case [str(), str(case_id), str(path), str(text), str(at)]:
                write_draft(database, keys, case_id, path, text, at)
            case [str(), dict(place)]:
                places.keep_place(database, keys, place)


def write_draft(database: Database, keys: Keyring, case_id: str, path: str, text: str, at: str) -> None:
    """A draft of a case that is gone, or closed to her meanwhile, is nothing any more."""
    try:
        key = keys.key_of(case_id)
    except UserError:
        return
    case_rows.insert_draft(database, case_rows.draft_row(case_id, path, text, keys.user, at, key))


def drafts_among(notes: Iterable[Note], case_id: str) -> dict[str, str]:
    """The drafts of a case, by path."""
    found = {}
    for note in notes:
        match note.plain:
            case [str(), str(of), str(path), str(text), str()] if of == case_id:
                found[path] = text
    return found


def place_among(notes: Iterable[Note]) -> dict[str, Json] | None:
    """Where the worker is; None where that was not noted."""
    for note in notes:
        match note.plain:
            case [str(), dict(place)]:
                return place
    return None


def take_in_left(database: Database, keys: Keyring, rows: Iterable[Row]) -> bool:
    """Write what a killed process left, of whichever worker it was, but for what the database has already: an answer
    that was recorded after it was noted. False where something is of a case that is gone, or closed otherwise by now.
    """
    all_there = True
    for row in rows:
        match row:
            case (str(), recipient, case_id, path, text, by, at):
                closed_to = database.one("SELECT coalesce(recipient, '') FROM cases WHERE id = ?", case_id)
                all_there = all_there and closed_to == (recipient,)
                if closed_to == (recipient,) and not _is_recorded(database, keys, (case_id, path, text), at):
                    case_rows.insert_draft(database, (case_id, path, text, by, at))
            case (str(), user, place):
                places.write_row(database, user, place)
    return all_there


def _is_recorded(database: Database, keys: Keyring, draft: tuple[str, str, str], at: str) -> bool:
    """Whether an answer was recorded in that field since; not known of a case that is closed to her."""
    case_id, path, text = draft
    try:
        key = keys.key_of(case_id)
    except UserError:
        return False
    field = path if key is None else case_rows.open_draft(key, case_id, text)[0]
    record = case_rows.read_maps(database, case_id, key)[Part.ANSWERS.value].get(field)
    return record is not None and str(record["at"]) >= at


def _closed_to(key: CaseKey | None) -> str:
    return "" if key is None else key.recipient
