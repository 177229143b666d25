"""What leaves of a meeting, for one agency or for all: packs before it, minutes after it, each through the gate."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from caselink.disclosure.gate import grounds_of
from caselink.disclosure.meetings import ToSay, for_agency
from caselink.disclosure.outputs import Action, ForAgency
from caselink.documents.meeting_json import digest_of, pack_json
from caselink.domain.answers import Json
from caselink.domain.case import Case
from caselink.domain.meetings import Meeting, PackMark
from caselink.errors import Refused, UserError
from caselink.forms.meetings import DECIDED, KIND_LABELS, OPEN
from caselink.forms.records import clock_of, text_in
from caselink.forms.texts import clock_text, day_text
from caselink.i18n import _
from caselink.services.meetings.agenda import AgendaItem, MeetingAction, actions_of, agenda, heard_by
from caselink.services.meetings.people import name_of, present
from caselink.services.meetings.planning import write_meeting
from caselink.services.meetings.records import find_meeting
from caselink.services.office import Office
from caselink.services.office_key import signer
from caselink.services.paper_files import expect_free_place
from caselink.services.papers import expect_maker, hand_over_of_cases, head_for, prepare
from caselink.services.register import left_body
from caselink.services.telling import refuse_telling
from caselink.vault import Change
from caselink.vault.parts import Part

PACK: Final = "meeting_pack"
MINUTES: Final = "minutes"
Progress = Callable[[int, int], bool]
"""How many are made, of how many; false to stop there."""


@dataclass(frozen=True, slots=True)
class WrittenPack:
    """One file on disk. The passphrase is shown once and kept nowhere; `cases` counts what it tells of."""

    id: str
    partner: str
    name: str
    path: Path
    passphrase: str
    cases: int


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A case as it is said, whoever it is said to: made once for all packs of a meeting."""

    case: Case
    said: ToSay
    answered: bool
    actions: tuple[MeetingAction, ...]


def write_pack(office: Office, meeting_id: str, partner: str, out: Path) -> WrittenPack:
    """Write the pack of one agency, with its register entries: the agenda, the cases it may have, its own actions.

    One that may have nothing gets the agenda alone. Raises UserError for a meeting without a file, an agency that is
    not among those of the meeting or left the directory, and where it can't be written.
    """
    return _one(office, find_meeting(office, meeting_id), partner, out, PACK)


def write_minutes(office: Office, meeting_id: str, partner: str, out: Path) -> WrittenPack:
    """The same after it: what was decided of the cases that it stayed for. Raises UserError also before it is noted who
    came, and for an agency that was not there."""
    meeting = find_meeting(office, meeting_id)
    if not meeting.was_held:
        raise UserError(_("Il n’est pas encore noté qui était là : aucun relevé n’est fait. Notez-le d’abord."))
    return _one(office, meeting, partner, out, MINUTES)


def write_all(
    office: Office, meeting_id: str, kind: str, folder: Path, progress: Progress = lambda _made, _all: True
) -> tuple[WrittenPack, ...]:
    """One file for each agency of the meeting into that folder, those of before where it is stopped; each is whole or
    not there. Raises as `write_pack` and `write_minutes`."""
    meeting = find_meeting(office, meeting_id)
    _expect_packable(office, meeting, kind)
    keys = [each.recipient.key for each in present(office, meeting) if each.known]
    spoken = [*_spoken(office, meeting, kind)]
    made: list[WrittenPack] = []
    for number, key in enumerate(keys):
        if not progress(number, len(keys)):
            return tuple(made)
        made.append(_write(office, meeting_id, key, folder, kind, spoken))
    progress(len(keys), len(keys))
    return tuple(made)


def _one(office: Office, meeting: Meeting, partner: str, out: Path, kind: str) -> WrittenPack:
    _expect_packable(office, meeting, kind)
    if partner not in meeting.agencies:
        raise UserError(_("Cette structure n’est pas parmi celles de cette réunion : rien n’a été préparé. "
                          "Choisissez-en une autre."))
    expect_free_place(out)
    return _write(office, meeting.id, partner, out, kind, [*_spoken(office, meeting, kind, partner)])


def _write(
    office: Office, meeting_id: str, partner: str, out: Path, kind: str, spoken: Sequence[_Spoken]
) -> WrittenPack:
    meeting = find_meeting(office, meeting_id)
    (there,) = present(office, meeting, [partner])
    if not there.known:
        raise UserError(_("Cette structure a quitté l’annuaire : rien n’est préparé pour elle. Choisissez-en une "
                          "autre."))
    days = {office.today()} if kind == MINUTES else {office.today(), max(office.today(), meeting.on)}
    given = for_agency(
        there.recipient, there.name, days, tuple(_facts(office, meeting)),
        ((each.case, _for(office, each, partner), each.answered) for each in spoken),
        may_say,
    )
    head = head_for(office, there.name, {})
    about = {"id": meeting.id, "on": meeting.on.isoformat(), "at": meeting.at, "place": meeting.place}
    beside = pack_json(given, head.letterhead, "minutes" if kind == MINUTES else "pack", about)
    sheet = prepare(kind, given, head.letterhead, beside, signer(office))
    mark = PackMark(partner, digest_of(json.loads(beside)), office.today())
    number = head.letterhead.document_id
    path = out if out.suffix else out / f"{'releve' if kind == MINUTES else 'paquet'}-{number.lower()}.pdf"

    def keep(change: Change) -> None:
        write_meeting(office, change, replace(meeting, packs={**meeting.packs, number: mark}))

    hand_over_of_cases(office, sheet, head, path, _bodies(spoken, given), keep)
    cases = sum(each.number > 0 for each in given.situations)
    return WrittenPack(number, partner, there.name, path, sheet.passphrase, cases)


def _bodies(spoken: Sequence[_Spoken], given: ForAgency) -> dict[str, dict[str, Json]]:
    cases = {each.case.id: each.case for each in spoken}
    return {
        each.case_id: left_body(given.name, each.disclosure, grounds_of(cases[each.case_id]).legal)
        for each in given.situations
    }


def _spoken(office: Office, meeting: Meeting, kind: str, partner: str = "") -> Iterator[_Spoken]:
    """The cases of the agenda, then those of which only open actions (of that agency, or of any) are asked about."""
    held = kind == MINUTES
    seen = set()
    for item in agenda(office, meeting):
        seen.add(item.case.id)
        yield _of_agenda(meeting, item, held=held)
    others = {
        case_id for case_id, _key, record in office.vault.records(Part.ACTIONS)
        if case_id not in seen and text_in(record, "state") in OPEN and text_in(record, "partner")
        and partner in ("", text_in(record, "partner"))
    }
    for case_id in sorted(others):
        case = office.vault.sealed_case(case_id)
        yield _Spoken(case, ToSay(0), False, tuple(each for each in actions_of(case) if each.state in OPEN))


def _of_agenda(meeting: Meeting, item: AgendaItem, *, held: bool) -> _Spoken:
    case = item.case
    decisions = tuple(
        text_in(record, "text") for record in case.records_of(DECIDED.part).values()
        if record.get("meeting") == meeting.id
    )
    actions = tuple(
        each for each in actions_of(case) if each.state in OPEN or (held and each.meeting == meeting.id)
    )
    stayed = frozenset(item.stayed or ()) if held or item.stayed is not None else None
    said = ToSay(item.number, item.why, item.wanted, stayed, decisions)
    return _Spoken(case, said, bool(item.despite), actions)


def _for(office: Office, spoken: _Spoken, partner: str) -> ToSay:
    """With its actions as that agency sees them: which of them are its own."""
    actions = tuple(
        (
            Action(each.id, name_of(office, each.partner), each.what, each.due, each.state, each.why,
                   theirs=each.partner == partner),
            heard_by(spoken.case, each.meeting),
        )
        for each in spoken.actions
    )
    return replace(spoken.said, actions=actions)


def may_say(case: Case, text: str, paths: Collection[str]) -> bool:
    """Whether these words hold no answer but those at these paths, and name nobody never to be informed."""
    try:
        refuse_telling(case, text, paths)
    except Refused:
        return False
    return True


def _facts(office: Office, meeting: Meeting) -> Iterator[tuple[str, str]]:
    """What is said of the meeting itself to everybody who comes."""
    yield _("Réunion"), _(KIND_LABELS[meeting.kind])
    yield _("Jour"), when(meeting)
    for label, text in ((_("Lieu"), meeting.place), (_("Conduite par"), meeting.chair)):
        if text:
            yield label, text
    yield _("Structures"), ", ".join(each.name for each in present(office, meeting))


def when(meeting: Meeting) -> str:
    """Day and hour of a meeting in words."""
    day = day_text(meeting.on)
    return f"{day}, {clock_text(clock_of(meeting.at))}" if meeting.at else day


def _expect_packable(office: Office, meeting: Meeting, kind: str) -> None:
    expect_maker(office, kind)
    if meeting.no_file:
        raise UserError(_("Cette réunion ne garde aucun fichier : rien n’en part. Choisissez une autre réunion."))
    if kind == MINUTES and not meeting.was_held:
        raise UserError(_("Il n’est pas encore noté qui était là : aucun relevé n’est fait. Notez-le d’abord."))


def last_pack_day(meeting: Meeting) -> date | None:
    """The day on which the last of its packs left; None where none did."""
    return max((mark.on for mark in meeting.packs.values()), default=None)

