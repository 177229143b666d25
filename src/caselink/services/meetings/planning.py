"""Preparing a meeting: when, where, who is asked to it, which cases are put forward and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from caselink.domain.answers import Json
from caselink.domain.meetings import Meeting
from caselink.errors import UserError
from caselink.forms.meetings import AGENDA, meeting_faults
from caselink.forms.record_forms import Record
from caselink.i18n import _
from caselink.intake.document import GivenMeeting, GivenOfCase
from caselink.intake.faults import DocumentFaults
from caselink.intake.meetings import read_planned
from caselink.intake.reading import Reader
from caselink.services.cases import find_case
from caselink.services.meetings.agenda import agenda_records
from caselink.services.meetings.records import find_meeting, meeting_record
from caselink.services.office import Office
from caselink.services.records import expect_open_case, stamped_record, unknown_partner, wrong_here
from caselink.vault import Change
from caselink.vault.ids import new_id
from caselink.vault.parts import Part

MOST_CASES: Final = 300
"""Cases of one meeting."""


@dataclass(frozen=True, slots=True)
class PutForward:
    """A case for the agenda: by whom, why, what is wanted, and why a likeness with somebody never to inform is none."""

    case_id: str
    by: str = ""
    why: str = ""
    wanted: str = ""
    despite: str = ""


def new_meeting(office: Office, raw: Mapping[str, Json]) -> str:
    """Write down a meeting from JSON (docs/commands.md) and give its id.

    Raises UserError, with nothing kept, for what is no meeting, an unknown partner or case, a closed case.
    """
    faults = DocumentFaults()
    given = read_planned(Reader(raw, "", faults), whole=False)
    refuse(faults)
    meeting = replace(given.meeting, id=new_id())
    return plan_meeting(office, meeting, [_put_forward(office, each) for each in given.said], given=given)


def plan_meeting(
    office: Office, meeting: Meeting, cases: Sequence[PutForward] = (), *, given: GivenMeeting | None = None
) -> str:
    """Write down a meeting, new or worded anew, with cases that are put forward beside those it has; give its id.

    Raises UserError, with nothing kept, as `new_meeting`.
    """
    expect_sound_meeting(office, meeting)
    if meeting.no_file and (cases or (given is not None and given.said)):
        raise UserError(no_cases_kept())
    held = {case_id for case_id, _record in agenda_records(office, meeting.id)}
    if meeting.no_file and held:
        raise UserError(no_cases_kept())
    records = [*_records(office, meeting, cases, first=len(held) + 1)]
    if len(held | {case_id for case_id, _record in records}) > MOST_CASES:
        raise UserError(_("Une réunion compte au plus {count} situations : rien n’a été enregistré.").format(
            count=MOST_CASES
        ))
    with office.vault.change("meeting_planned") as change:
        change.put_office_record(Part.MEETINGS, meeting.id, meeting_record(office, meeting))
        for case_id, record in records:
            change.put_record(case_id, Part.AGENDA, meeting.id, dict(record))
    return meeting.id


def put_forward(office: Office, meeting_id: str, put: PutForward) -> None:
    """Put a case on the agenda of a meeting, or word anew why; raises UserError as `plan_meeting`."""
    meeting = find_meeting(office, meeting_id)
    if meeting.no_file:
        raise UserError(no_cases_kept())
    listed = agenda_records(office, meeting_id)
    before = dict(listed).get(put.case_id)
    ((case_id, record),) = _records(office, meeting, [put], first=len(listed) + 1)
    kept = {} if before is None else {
        name: value for name, value in before.items() if name in ("place", "stayed", "spent")
    }
    with office.vault.change("meeting_agenda", case_id) as change:
        change.put_record(case_id, Part.AGENDA, meeting_id, {**record, **kept})


def take_off(office: Office, meeting_id: str, case_id: str) -> None:
    """Take a case off the agenda; `undo` of the case brings it back. Raises UserError where it is not on it, or where
    something was decided about it there."""
    case = office.vault.case(case_id)
    if meeting_id not in case.records_of(AGENDA.part):
        raise UserError(_("Cette situation n’est pas, ou plus, à l’ordre du jour : rien n’a été modifié. Rouvrez la "
                          "réunion, elle a changé entre-temps."))
    said = [
        record for part in (Part.DECISIONS, Part.ACTIONS) for record in case.records_of(part.value).values()
        if record.get("meeting") == meeting_id
    ]
    if said:
        raise UserError(_(
            "Quelque chose a été décidé sur cette situation à cette réunion : elle y reste. Rien n’a été modifié. "
            "Retirez d’abord la décision."
        ))
    with office.vault.change("meeting_agenda", case_id) as change:
        change.put_record(case_id, Part.AGENDA, meeting_id, None)


def remove_meeting(office: Office, meeting_id: str) -> None:
    """Take a meeting away that did not take place. Raises UserError where it is noted who came, or cases are on it."""
    meeting = find_meeting(office, meeting_id)
    if meeting.was_held or meeting.packs or agenda_records(office, meeting_id):
        raise UserError(_(
            "Cette réunion a eu lieu, des documents en sont partis, ou des situations y sont inscrites : elle "
            "reste. Rien n’a été modifié. Retirez d’abord les situations."
        ))
    with office.vault.change("meeting_removed") as change:
        change.put_office_record(Part.MEETINGS, meeting_id, None)


def expect_sound_meeting(office: Office, meeting: Meeting) -> None:
    """Raises UserError for a meeting that breaks a rule, or that asks somebody whom the directory does not have."""
    wrong = next(faults_here(office, meeting, {each.short_name for each in office.vault.partners()}), None)
    if wrong is not None:
        raise UserError(_("{sentence} Rien n’a été enregistré.").format(sentence=wrong[1]))


def faults_here(office: Office, meeting: Meeting, partners: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with a meeting, as `meeting_faults`, partners that nobody knows included."""
    known = set(partners)
    yield from meeting_faults(meeting, office.country)
    for key, listed in (("invited", meeting.invited), ("attended", meeting.attended)):
        if any(each.partner not in known for each in listed):
            yield key, unknown_partner()


def no_cases_kept() -> str:
    """What is said where something of a case is to be kept of a meeting that keeps no file."""
    return _("Cette réunion ne garde aucun fichier : aucune situation n’y est inscrite. Rien n’a été enregistré.")


def refuse(faults: DocumentFaults) -> None:
    """Raises UserError with the first fault."""
    if faults.listed:
        raise UserError(_("{fault} Rien n’a été enregistré.").format(fault=faults.listed[0]))


def _put_forward(office: Office, given: GivenOfCase) -> PutForward:
    def said(name: str) -> str:
        return str(given.record.values.get(name) or "")

    return PutForward(
        find_case(office, given.case).id, said("put_by"), said("why"), said("wanted"), said("despite")
    )


def _records(
    office: Office, meeting: Meeting, cases: Iterable[PutForward], *, first: int
) -> Iterator[tuple[str, Record]]:
    partners = {partner.short_name for partner in office.vault.partners()}
    seen: set[str] = set()
    for place, put in enumerate(cases, first):
        if put.case_id in seen:
            raise UserError(_("Une situation se trouve deux fois à l’ordre du jour : rien n’a été enregistré. "
                              "Retirez-en une."))
        seen.add(put.case_id)
        expect_open_case(office, put.case_id)
        said = {"put_by": put.by, "why": put.why, "wanted": put.wanted, "despite": put.despite}
        values: dict[str, Json] = {
            "meeting": meeting.id, "on": meeting.on.isoformat(), "place": place,
            **{name: text.strip() for name, text in said.items() if text.strip()},
        }
        wrong = next(wrong_here(AGENDA, values, office.today(), partners), None)
        if wrong is not None:
            raise UserError(_("{sentence} Rien n’a été enregistré.").format(sentence=wrong.sentence))
        yield put.case_id, stamped_record(office, AGENDA, values)


def write_meeting(office: Office, change: Change, meeting: Meeting) -> None:
    """Write a meeting inside a change."""
    change.put_office_record(Part.MEETINGS, meeting.id, meeting_record(office, meeting))
