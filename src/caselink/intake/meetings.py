"""Meetings as an import document, a file of `meeting new` and one of `meeting record` write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from caselink.domain.answers import Json
from caselink.domain.meetings import Attendee, ConferenceBasis, Invited, Meeting, MeetingKind, Promise
from caselink.forms.import_schema import LONGEST_NAME, LONGEST_REASON, LONGEST_REFERENCE
from caselink.forms.meetings import ACTION, AGENDA, DECIDED, MEETING_ID_PATTERN, STATEMENTS
from caselink.forms.record_forms import RecordForm
from caselink.forms.records import CLOCK_PATTERN, read_record
from caselink.i18n import _
from caselink.intake.document import GivenHeld, GivenMeeting, GivenOfCase, GivenRecord
from caselink.intake.faults import shown_key
from caselink.intake.reading import Reader

_ID: Final = re.compile(MEETING_ID_PATTERN)
_CLOCK: Final = re.compile(CLOCK_PATTERN)
_PLANNED: Final = frozenset({
    "on", "at", "place", "kind", "no_file", "chair", "invited", "cases", "basis", "leave_who", "leave_why",
    "leave_how",
})
_HELD: Final = frozenset({"attended", "statement", "count", "decisions", "actions"})
_PROMISES: Final[Mapping[object, Promise]] = {True: Promise.SIGNED, False: Promise.NOT, "aloud": Promise.ALOUD}
_OF_A_CASE: Final = frozenset({"case", "id"})


def read_planned(reader: Reader, *, whole: bool) -> GivenMeeting:
    """A meeting that is planned; with `whole`, as an import document has it: its id, and what became of it too."""
    reader.only(_PLANNED | (_HELD | {"id"} if whole else frozenset()))
    key = _id(reader) if whole else ""
    on = reader.day("on")
    kind = reader.one_of("kind", MeetingKind, MeetingKind.NETWORK)
    held = _read_held(reader, key, on) if whole else GivenHeld((), "", None, ())
    basis = None if reader.raw.get("basis") is None else reader.one_of("basis", ConferenceBasis)
    meeting = Meeting(
        key, on or date.min, _clock(reader), _text(reader, "place"), kind or MeetingKind.NETWORK,
        reader.flag("no_file"), _text(reader, "chair"), tuple(_invited(reader)), held.attended, held.statement,
        held.count, basis, _text(reader, "leave_who"), _text(reader, "leave_why"), _text(reader, "leave_how"),
    )
    cases = tuple(_of_cases(reader, "cases", AGENDA, key, on))
    return GivenMeeting(reader.place, meeting, (*cases, *held.said))


def read_held(reader: Reader, meeting_id: str, on: date) -> GivenHeld:
    """What a file of `meeting record` says."""
    reader.only(_HELD)
    return _read_held(reader, meeting_id, on)


def _read_held(reader: Reader, meeting_id: str, on: date | None) -> GivenHeld:
    statement = reader.text("statement", LONGEST_NAME, required=False) or ""
    if statement and statement not in {each.version for each in STATEMENTS}:
        reader.fault("statement", _("Cette version de l’engagement n’existe pas."))
    count = reader.raw.get("count")
    if count is not None and (isinstance(count, bool) or not isinstance(count, int)):
        reader.fault("count", _("Un nombre entier est attendu."))
    said = [*_of_cases(reader, "decisions", DECIDED, meeting_id, on)]
    said += _of_cases(reader, "actions", ACTION, meeting_id, on)
    return GivenHeld(tuple(_attended(reader)), statement, count if isinstance(count, int) else None, tuple(said))


def _id(reader: Reader) -> str:
    raw = reader.raw.get("id")
    if raw is None:
        return ""
    if isinstance(raw, str) and _ID.fullmatch(raw):
        return raw
    reader.fault("id", _("Un identifiant compte de 1 à 64 lettres, chiffres, - ou _."))
    return ""


def _clock(reader: Reader) -> str:
    text = _text(reader, "at")
    if text and _CLOCK.fullmatch(text) is None:
        reader.fault("at", _("Une heure est attendue, comme 14:30."))
    return text


def _text(reader: Reader, key: str) -> str:
    longest = LONGEST_REASON if key.startswith("leave_") else LONGEST_NAME
    return reader.text(key, longest, required=False) or ""


def _invited(reader: Reader) -> Iterator[Invited]:
    """Short names, or objects that name the person too."""
    raw = reader.raw.get("invited")
    listed = raw if isinstance(raw, list) else []
    if raw is not None and not isinstance(raw, list):
        reader.fault("invited", _("Une liste est attendue, entre crochets."))
    for index, each in enumerate(listed):
        held: Json = {"partner": each} if isinstance(each, str) else each
        if not isinstance(held, dict):
            reader.fault(f"invited[{index}]", _("Un texte est attendu, entre guillemets."))
            continue
        inner = reader.inside(f"invited[{index}]", held)
        inner.only({"partner", "person"})
        partner = inner.text("partner", LONGEST_NAME)
        yield Invited(partner or "", inner.text("person", LONGEST_NAME, required=False) or "")


def _attended(reader: Reader) -> Iterator[Attendee]:
    for inner in reader.objects("attended"):
        inner.only({"partner", "name", "signed"})
        signed = inner.raw.get("signed", False)
        if not isinstance(signed, bool | str) or signed not in _PROMISES:
            inner.fault("signed", _("true, false ou « aloud » est attendu."))
        partner, name = inner.text("partner", LONGEST_NAME), inner.text("name", LONGEST_NAME, required=False)
        yield Attendee(partner or "", name or "", _PROMISES.get(signed, Promise.NOT))


def _of_cases(
    reader: Reader, key: str, form: RecordForm, meeting_id: str, on: date | None
) -> Iterator[GivenOfCase]:
    """What the list under that key says of cases; meeting and day are those of the meeting."""
    for inner in reader.objects(key):
        reference = inner.text("case", LONGEST_REFERENCE) or ""
        own = {name: value for name, value in inner.raw.items() if name not in _OF_A_CASE}
        for name in ("meeting", "on"):
            if own.pop(name, None) is not None:
                inner.fault(name, _("Cette clé n’existe pas ici."))
        day = date(2000, 1, 1) if on is None else on
        values, wrong = read_record(form, {**own, "meeting": meeting_id or "new", "on": day.isoformat()})
        for each in wrong:
            inner.fault(shown_key(each.name), each.sentence)
        yield GivenOfCase(reference, form, GivenRecord(inner.place, _record_id(inner), values))


def _record_id(reader: Reader) -> str | None:
    raw = reader.raw.get("id")
    if raw is None or (isinstance(raw, str) and _ID.fullmatch(raw)):
        return raw
    reader.fault("id", _("Un identifiant compte de 1 à 64 lettres, chiffres, - ou _."))
    return None
