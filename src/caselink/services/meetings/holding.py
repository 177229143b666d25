"""Holding a meeting: who came, who stayed for which case, what was decided and who does what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from caselink.domain.answers import Json
from caselink.domain.case import Case
from caselink.domain.meetings import Meeting, Promise
from caselink.domain.needs import NeedMark, NeedState
from caselink.errors import Refused, UserError
from caselink.forms.meetings import ACTION, AGENDA, DECIDED, STATES, current_statement, holding_faults
from caselink.forms.needs import NEEDS
from caselink.forms.record_forms import Record, RecordForm
from caselink.forms.records import read_record
from caselink.i18n import _
from caselink.intake.document import GivenOfCase
from caselink.intake.faults import DocumentFaults
from caselink.intake.meetings import read_held
from caselink.intake.reading import Reader
from caselink.services.cases import find_case
from caselink.services.meetings.agenda import AgendaItem, agenda_records, item_of, room_of
from caselink.services.meetings.people import key_of, name_of
from caselink.services.meetings.planning import expect_sound_meeting, no_cases_kept, refuse, write_meeting
from caselink.services.meetings.records import find_meeting
from caselink.services.office import Office
from caselink.services.records import expect_record, stamped_record, wrong_here
from caselink.vault import Change
from caselink.vault.ids import new_id
from caselink.vault.parts import Part


@dataclass(frozen=True, slots=True)
class SaidOfCase:
    """A decision or an action of one case: its sort, and the values by their names in the vault."""

    case_id: str
    form: RecordForm
    values: Mapping[str, Json]


def record_meeting(office: Office, meeting_id: str, raw: Mapping[str, Json]) -> tuple[str, ...]:
    """Note from JSON (docs/commands.md) who came, what was decided and who does what; all or nothing. Gives what should
    be looked at, in sentences: who did not sign.

    Raises UserError before the day, for what is no such document, for a case that is not on the agenda and for anything
    of a case where the meeting keeps no file; Refused for an action of who had to leave for that case.
    """
    meeting = find_meeting(office, meeting_id)
    faults = DocumentFaults()
    given = read_held(Reader(raw, "", faults), meeting.id, meeting.on)
    refuse(faults)
    if meeting.no_file and given.said:
        raise UserError(no_cases_kept())
    held = replace(
        meeting, attended=given.attended or meeting.attended, statement=given.statement or meeting.statement,
        count=meeting.count if given.count is None else given.count,
    )
    return hold(office, held, [_of_case(office, each) for each in given.said])


def hold(office: Office, held: Meeting, said: Iterable[SaidOfCase] = ()) -> tuple[str, ...]:
    """Keep who came to a meeting, and what was decided there beside what is noted already. Raises as `record_meeting`;
    gives what should be looked at."""
    if held.was_held and not held.statement:
        held = replace(held, statement=current_statement().version)
    _expect_held(office, held)
    listed = agenda_records(office, held.id)
    items = {
        case_id: item_of(office.vault.sealed_case(case_id), record, number)
        for number, (case_id, record) in enumerate(listed, 1)
    }
    stayed = {case_id: _stay(office, held, item) for case_id, item in items.items()}
    written = [*_checked(office, held, stayed, said)]
    with office.vault.change("meeting_held") as change:
        write_meeting(office, change, held)
        for case_id, record in listed:
            now = {**record, "stayed": " ".join(stayed[case_id])}
            if held.was_held and now != record:
                change.put_record(case_id, Part.AGENDA, held.id, now)
        for case, form, values in written:
            _write(office, change, case, form, values, new_id())
    return tuple(_warnings(office, held))


def note_decision(office: Office, meeting_id: str, case_id: str, text: str) -> str:
    """Write down in one line what was decided of a case and give its id. Raises as `record_meeting`."""
    return _note(office, meeting_id, SaidOfCase(case_id, DECIDED, {"text": text}))


def note_action(
    office: Office, meeting_id: str, case_id: str, partner: str, what: str, due: date | None = None, need: str = ""
) -> str:
    """Write down in one line who does what by when and give its id; `partner` is empty for the office itself. A need
    that it is about turns red with it. Raises as `record_meeting`."""
    said: dict[str, Json] = {
        "partner": partner or None, "what": what, "due": None if due is None else due.isoformat(), "need": need or None,
    }
    return _note(office, meeting_id, SaidOfCase(case_id, ACTION, said))


def _note(office: Office, meeting_id: str, said: SaidOfCase) -> str:
    meeting = find_meeting(office, meeting_id)
    _expect_held(office, meeting)
    item = find_item(office, meeting, said.case_id)
    stayed = _stay(office, meeting, item)
    ((case, form, values),) = _checked(office, meeting, {said.case_id: stayed}, [said])
    key = new_id()
    with office.vault.change("meeting_decided", case.id) as change:
        record = case.records_of(AGENDA.part)[meeting.id]
        change.put_record(case.id, Part.AGENDA, meeting.id, {**record, "stayed": " ".join(stayed)})
        _write(office, change, case, form, values, key)
    return key


def find_item(office: Office, meeting: Meeting, case_id: str) -> AgendaItem:
    """A case of the agenda. Raises UserError where it is not on it (any more)."""
    for number, (each, record) in enumerate(agenda_records(office, meeting.id), 1):
        if each == case_id:
            return item_of(office.vault.sealed_case(case_id), record, number)
    raise UserError(_("Cette situation n’est pas, ou plus, à l’ordre du jour : rien n’a été enregistré. Rouvrez la "
                      "réunion, elle a changé entre-temps."))


def note_time(office: Office, meeting_id: str, case_id: str, seconds: int) -> None:
    """Add to the time that was spent on a case, in seconds, and keep who stayed for it."""
    meeting = find_meeting(office, meeting_id)
    item = find_item(office, meeting, case_id)
    record = dict(item.case.records_of(AGENDA.part)[meeting_id])
    record["spent"] = item.spent + max(0, seconds)
    if meeting.was_held:
        record["stayed"] = " ".join(_stay(office, meeting, item))
    with office.vault.change("meeting_agenda", case_id) as change:
        change.put_record(case_id, Part.AGENDA, meeting_id, record)


def set_state(office: Office, case_id: str, action_id: str, state: str, why: str = "") -> None:
    """Say where an action stands. Raises UserError for an unknown action or state, and for one that was not done
    without a reason. What it was before stays with it."""
    case = office.vault.case(case_id)
    record = expect_record(case, ACTION, action_id)
    with office.vault.change("meeting_action", case_id) as change:
        change.put_record(case_id, Part.ACTIONS, action_id, next_state(office, record, state, why))


def next_state(office: Office, record: Record, state: str, why: str) -> dict[str, Json]:
    """The record of an action in another state. Raises UserError for one that is none."""
    said = expect_state(state, why)
    course = record.get("course")
    before: list[Json] = [record.get(name) for name in ("state", "why", "by", "at")]
    past = [*(course if isinstance(course, list) else []), before]
    kept: dict[str, Json] = {**record, "state": state, "why": said or None, "course": past}
    return stamped_record(office, ACTION, {name: value for name, value in kept.items() if value is not None})


def expect_state(state: str, why: str) -> str:
    """The reason as it is kept. Raises UserError for a state that is none, and for a reason that is needed or can't be
    kept."""
    said = " ".join(why.split())
    if state not in {each.id for each in STATES}:
        raise UserError(_("Ce n’est pas un état d’une action : rien n’a été modifié. Choisissez open, done, "
                          "changed, not_done ou impossible."))
    if state == "not_done" and not said:
        raise UserError(_("Dites en une ligne pourquoi ce n’est pas fait : rien n’a été modifié."))
    _values, wrong = read_record(ACTION, {"meeting": "x", "on": "2000-01-01", "what": "x", "why": said or None})
    if wrong:
        raise UserError(_("{sentence} Rien n’a été modifié.").format(sentence=wrong[0].sentence))
    return said


def _stay(office: Office, held: Meeting, item: AgendaItem) -> tuple[str, ...]:
    """Who stayed for a case: by what counted on the day of the meeting."""
    room = room_of(office, held, item, held.on)
    return tuple(key_of(each) for each in room.stays)


def _checked(
    office: Office, held: Meeting, stayed: Mapping[str, tuple[str, ...]], said: Iterable[SaidOfCase]
) -> Iterator[tuple[Case, RecordForm, Record]]:
    partners = {partner.short_name for partner in office.vault.partners()}
    for each in said:
        if each.case_id not in stayed:
            raise UserError(_("Cette situation n’est pas à l’ordre du jour : rien n’a été enregistré. Rouvrez la "
                              "réunion, elle a changé entre-temps."))
        given = {name: value for name, value in each.values.items() if value is not None}
        values, wrong = read_record(each.form, {**given, "meeting": held.id, "on": held.on.isoformat()})
        wrong += wrong_here(each.form, values, office.today(), partners)
        if wrong:
            raise UserError(_("{sentence} Rien n’a été enregistré.").format(sentence=wrong[0].sentence))
        partner = values.get("partner")
        if isinstance(partner, str) and partner not in stayed[each.case_id]:
            raise Refused(_(
                "{name} n’était pas là pour cette situation, ou devait sortir : aucune action ne lui est confiée. "
                "Rien n’a été enregistré."
            ).format(name=name_of(office, partner)))
        yield office.vault.case(each.case_id), each.form, values


def _write(office: Office, change: Change, case: Case, form: RecordForm, values: Record, key: str) -> None:
    begun: Record = {**values, "state": values.get("state") or "open"} if form is ACTION else values
    change.put_record(case.id, Part(form.part), key, stamped_record(office, form, begun))
    item, due = values.get("need"), values.get("due")
    if isinstance(item, str) and item in NEEDS and case.need_state(item) is not NeedState.DONE:
        partner, held = values.get("partner"), case.needs.get(item)
        change.put_need(case.id, item, NeedMark(
            NeedState.TO_DO, partner if isinstance(partner, str) else None, None if held is None else held.owner,
            date.fromisoformat(due) if isinstance(due, str) else None,
        ))


def _of_case(office: Office, given: GivenOfCase) -> SaidOfCase:
    own = {name: value for name, value in given.record.values.items() if name not in ("meeting", "on")}
    return SaidOfCase(find_case(office, given.case).id, given.form, own)


def _expect_held(office: Office, held: Meeting) -> None:
    for _key, sentence in holding_faults(held, office.today()):
        raise UserError(_("{sentence} Rien n’a été enregistré.").format(sentence=sentence))
    expect_sound_meeting(office, held)


def _warnings(office: Office, held: Meeting) -> Iterator[str]:
    for each in held.attended:
        if each.promise is Promise.NOT:
            yield _("{name} n’a pas signé l’engagement de confidentialité.").format(
                name=each.name or name_of(office, each.partner)
            )

