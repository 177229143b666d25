"""What is due shows wherever it arises, once, until it is done, and in the order in which it presses."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest

from caselink.domain.case import CaseStatus
from caselink.domain.deadlines import Deadline, DeadlineKind
from caselink.domain.needs import NeedState
from caselink.errors import UserError
from caselink.forms.categories import Category
from caselink.forms.consent_terms import Mode
from caselink.forms.danger.plan_items import PLAN_ITEMS
from caselink.forms.purposes import Purpose
from caselink.services.answers import add_entry, record_answer
from caselink.services.calendar_file import write_deadlines
from caselink.services.cases import new_case, read_case, set_status
from caselink.services.complaints import record_complaint
from caselink.services.consents import give_consent
from caselink.services.danger.assessing import assess_file
from caselink.services.deadlines import (
    deadlines,
    deadlines_of,
    finish_deadline,
    record_deadline,
    remove_deadline,
    snooze,
)
from caselink.services.encounters import record_encounter
from caselink.services.history import history
from caselink.services.needs import set_need
from caselink.services.office import Office
from caselink.services.referrals import record_referral
from caselink.services.reserving import reserve_case
from caselink.services.zones import set_office_zone
from caselink.vault.parts import Part
from tests.conftest import USER
from tests.services.conftest import Desk
from tests.vault.colleagues import add_colleague, seen_by


def listed(desk: Desk) -> list[tuple[str, str]]:
    """Kind and day of each deadline of the office, which are those of the one case read whole; up to each of their days
    as many as show by then."""
    found = deadlines(desk.office)
    for day in {near for each in found for near in (each.on, each.shows_on, each.on - timedelta(days=1))}:
        assert deadlines(desk.office, day) == tuple(each for each in found if each.shows_on <= day)
    assert found == deadlines_of(read_case(desk.office, desk.case.id), desk.office.today())
    return [(each.kind.value, each.on.isoformat()) for each in found]


def the_one(office: Office, kind: DeadlineKind) -> Deadline:
    (found,) = [each for each in deadlines(office) if each.kind is kind]
    return found


def test_everything_dated_in_a_case_is_listed_once_with_where_it_comes_from(desk: Desk) -> None:
    office, case_id, today = desk.office, desk.case.id, desk.office.today()
    for path, value in {
        "residence.recording": "record", "residence.expires_on": "2027-03",
        "protection_justice.next_hearing_on": "2027-01-05", "protection_justice.measures": ["emergency_phone"],
        "protection_justice.measures_until": "2027-01-06", "housing.until": "2027-01-07",
    }.items():
        record_answer(office, case_id, path, value)
    for state, on in (("planned", "2027-01-08"), ("done", "2026-01-08")):
        _case, entry = add_entry(office, case_id, "steps")
        record_answer(office, case_id, f"steps.{entry}.state", state)
        record_answer(office, case_id, f"steps.{entry}.on", on)
    set_need(office, case_id, "lawyer", NeedState.TO_DO, due=date(2027, 1, 9))
    set_need(office, case_id, "complaint", NeedState.NOT_WISHED, ask_again_on=date(2027, 1, 10))
    set_need(office, case_id, "belongings", NeedState.DONE, due=date(2026, 1, 9))
    record_referral(office, case_id, {"need": "lawyer", "to": "abri", "state": "sent", "due": "2027-01-11"})
    record_encounter(office, case_id, {"on": today.isoformat(), "next": "Rappeler", "next_on": "2027-01-12"})
    consent = give_consent(
        office, case_id, recipient="abri", categories=[Category.HEALTH], everything_else=False,
        purposes=[Purpose.HOUSING], mode=Mode.SPOKEN,
    )
    record_deadline(office, case_id, {"kind": "own", "on": "2027-01-13", "at": "09:30", "what": "Photos"})
    for on, next_on in (("2026-10-01", "2026-10-08"), ("2026-11-01", "2026-11-05")):
        raw = {"grid": "short", "version": 1, "on": on, "by": USER, "answers": {"her_fear": "yes"}, "next_on": next_on}
        assess_file(office, case_id, json.dumps(raw).encode())
    assert [event.kind for event in consent.events] == ["consent_given"]
    consent_end = the_one(office, DeadlineKind.CONSENT_END).on
    expected = [
        ("hearing", "2027-01-05"), ("emergency_phone", "2027-01-06"), ("end_of_shelter", "2027-01-07"),
        ("next_step", "2027-01-08"), ("need_due", "2027-01-09"), ("ask_again", "2027-01-10"),
        ("answer_due", "2027-01-11"), ("next_step", "2027-01-12"), ("own", "2027-01-13"),
        ("danger_review", "2026-11-05"), ("consent_end", consent_end.isoformat()), ("permit", "2027-03-01"),
    ]
    assert listed(desk) == sorted(expected, key=lambda pair: pair[1])
    assert the_one(office, DeadlineKind.OWN).at == time(9, 30)


def test_what_was_done_or_no_longer_stands_is_due_no_more(desk: Desk) -> None:
    office, case_id, today = desk.office, desk.case.id, desk.office.today()
    record_encounter(office, case_id, {"on": "2026-01-05", "next_on": "2026-01-10"})
    assert listed(desk) == [("next_step", "2026-01-10")]
    record_encounter(office, case_id, {"on": "2026-01-12"})
    record_referral(office, case_id, {"need": "lawyer", "to": "abri", "state": "sent", "due": "2027-01-11"})
    record_referral(office, case_id, {"need": "lawyer", "to": "abri", "state": "refused"})
    made = record_deadline(office, case_id, {"kind": "own", "on": today.isoformat()})
    finish_deadline(office, case_id, made)
    assert listed(desk) == []
    set_need(office, case_id, "lawyer", NeedState.TO_DO, due=date(2027, 1, 9))
    set_status(office, case_id, CaseStatus.CLOSED)
    assert deadlines(office) == ()


def test_no_deadline_tells_of_a_permit_that_is_not_to_be_written_down(desk: Desk) -> None:
    with pytest.raises(UserError, match="choisi de ne pas noter"):
        record_deadline(desk.office, desk.case.id, {"kind": "permit", "on": "2027-01-01"})
    record_answer(desk.office, desk.case.id, "residence.recording", "record")
    record_deadline(desk.office, desk.case.id, {"kind": "permit", "on": "2027-01-01"})
    assert listed(desk) == [("permit", "2027-01-01")]


def test_a_measure_of_unknown_sort_ends_too_and_one_noted_beside_it_is_not_doubled(desk: Desk) -> None:
    record_answer(desk.office, desk.case.id, "protection_justice.measures_until", "2027-01-06")
    record_deadline(desk.office, desk.case.id, {"kind": "protection_order", "on": "2027-01-06"})
    assert listed(desk) == [("protection_order", "2027-01-06")]


def test_putting_off_takes_a_reason_and_holds_for_that_day_alone(desk: Desk) -> None:
    office, case_id, today = desk.office, desk.case.id, desk.office.today()
    late, soon = today - timedelta(3), today + timedelta(3)
    set_need(office, case_id, "lawyer", NeedState.TO_DO, due=late)
    own = record_deadline(office, case_id, {"kind": "own", "on": late.isoformat(), "what": "Photos"})
    need = the_one(office, DeadlineKind.NEED_DUE).id
    for each in (need, own):
        assert next(due for due in deadlines(office) if due.id == each).overdue(today)
        with pytest.raises(UserError):
            snooze(office, case_id, each, soon, " ")
        with pytest.raises(UserError):
            snooze(office, case_id, each, today, "en congé")
        snooze(office, case_id, each, soon, "en congé")
        put_off = next(due for due in deadlines(office) if due.id == each)
        assert (put_off.on, put_off.shows_on, put_off.reason) == (late, soon, "en congé")
        assert not put_off.overdue(today)
    assert the_one(office, DeadlineKind.OWN).text == "Photos"
    assert deadlines(office, until=today) == ()
    assert "en congé" in history(office, case_id)[0].after
    set_need(office, case_id, "lawyer", NeedState.TO_DO, due=late + timedelta(1))
    assert the_one(office, DeadlineKind.NEED_DUE).overdue(today)
    with pytest.raises(UserError, match="vient d’ailleurs"):
        finish_deadline(office, case_id, need)
    remove_deadline(office, case_id, own)
    with pytest.raises(UserError):
        snooze(office, case_id, own, soon, "en congé")


def test_the_office_s_list_holds_reserved_cases_for_who_opens_them(desk: Desk) -> None:
    set_need(desk.office, desk.case.id, "lawyer", NeedState.TO_DO, due=date(2027, 1, 9), owner=USER)
    reserve_case(desk.office, desk.case.id, [USER])
    assert [(each.kind.value, each.owner) for each in deadlines(desk.office)] == [("need_due", USER)]


def test_a_calendar_tells_when_and_nothing_else_right_across_the_change_of_the_clocks(
    desk: Desk, tmp_path: Path
) -> None:
    office, case_id = desk.office, desk.case.id
    set_office_zone(office, "Europe/Brussels")
    for on, at in (("2027-03-27", "10:00"), ("2027-03-28", "10:00"), ("2027-03-28", "02:30"), ("2027-03-29", None)):
        record_deadline(office, case_id, {"kind": "own", "on": on, "at": at, "what": "zizanie"})
    set_need(office, case_id, "lawyer", NeedState.TO_DO, due=date(2027, 3, 29))
    files = [tmp_path / name for name in ("a.ics", "b.ics")]
    for file in files:
        write_deadlines(office, deadlines(office), file)
    events = [[*icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")] for file in files]
    starts = sorted(str(event.decoded("dtstart")) for event in events[0])
    brussels = ZoneInfo("Europe/Brussels")
    at_ten = [datetime(2027, 3, day, 10, tzinfo=brussels).astimezone(UTC) for day in (27, 28)]
    assert [moment.hour for moment in at_ten] == [9, 8]
    assert starts == sorted(map(str, [*at_ten, datetime(2027, 3, 28, 1, 30, tzinfo=UTC), date(2027, 3, 29)]))
    for event in events[0]:
        assert {*event.keys()} == {"SUMMARY", "DTSTART", "DTSTAMP", "UID", "TRANSP"}
        assert str(event["SUMMARY"]) == "CaseLink: à voir"
    uids = [{str(event["UID"]) for event in of_file} for of_file in events]
    assert len(uids[0] | uids[1]) == 8
    text = files[0].read_text("utf-8")
    assert not any(word in text for word in ("zizanie", desk.case.id, desk.case.reference, "Amina", USER, "lawyer"))
    with pytest.raises(UserError):
        write_deadlines(office, (), files[0])


def test_two_workers_edits_of_one_deadline_are_both_in_the_history_and_what_is_gone_is_said(desk: Desk) -> None:
    office, case_id, today = desk.office, desk.case.id, desk.office.today()
    ida = Office(seen_by(office.vault, "ida", add_colleague(office.vault)))
    raw = {"kind": "own", "on": today.isoformat(), "what": "photos"}
    key = record_deadline(office, case_id, raw)
    record_deadline(office, case_id, {**raw, "what": "photos et certificat"}, key)
    snooze(ida, case_id, key, today + timedelta(3), "elle rappelle")
    (due,) = deadlines_of(office.vault.case(case_id), today)
    assert (due.text, due.snoozed_until) == ("photos et certificat", today + timedelta(3)), "both stand"
    assert {change.by for change in office.vault.history(case_id).changes} == {office.user, "ida"}
    finish_deadline(ida, case_id, key)
    with pytest.raises(UserError, match="n’est pas, ou plus, dans ce dossier"):
        snooze(office, case_id, key, today + timedelta(5), "trop tard")
    with pytest.raises(UserError, match="n’est pas, ou plus, dans ce dossier"):
        finish_deadline(office, case_id, key)
    assert deadlines_of(office.vault.case(case_id), today) == ()


def test_up_to_a_day_every_sort_is_listed_though_the_case_holds_no_other_day(desk: Desk) -> None:
    office, today = desk.office, desk.office.today()
    due = today + timedelta(3)
    for number, write in enumerate(_EACH_SORT):
        write(office, new_case(office, f"2026-01{number:02d}", "Amina").id, due)
    found = deadlines(office)
    assert {each.case for each in found} == {f"2026-01{number:02d}" for number in range(len(_EACH_SORT))}
    for day in {each.shows_on for each in found}:
        assert deadlines(office, day) == tuple(each for each in found if each.shows_on <= day)


def _a_need(office: Office, case_id: str, due: date) -> None:
    set_need(office, case_id, "lawyer", NeedState.TO_DO, due=due)


def _asked_again(office: Office, case_id: str, due: date) -> None:
    set_need(office, case_id, "lawyer", NeedState.NOT_WISHED, ask_again_on=due)


def _an_answer_of_a_partner(office: Office, case_id: str, due: date) -> None:
    record_referral(office, case_id, {"need": "lawyer", "to": "abri", "state": "sent", "due": due.isoformat()})


def _a_plan(office: Office, case_id: str, due: date) -> None:
    with office.vault.change("test", case_id) as change:
        change.put_record(case_id, Part.SAFETY_PLAN, "1", {
            "item": next(iter(PLAN_ITEMS)), "state": "to_do", "due": due.isoformat(),
        })


def _an_action(office: Office, case_id: str, due: date) -> None:
    with office.vault.change("test", case_id) as change:
        change.put_record(case_id, Part.ACTIONS, "1", {"partner": "abri", "state": "open", "due": due.isoformat()})


def _a_complaint(office: Office, case_id: str, due: date) -> None:
    record_complaint(office, case_id, {"step": "filed", "on": office.today().isoformat(), "due": due.isoformat()})


def _a_hearing(office: Office, case_id: str, due: date) -> None:
    record_answer(office, case_id, "protection_justice.next_hearing_on", due.isoformat())


def _an_approximate_end(office: Office, case_id: str, due: date) -> None:
    record_answer(office, case_id, "housing.until", f"~{due.year}")


def _a_step(office: Office, case_id: str, due: date) -> None:
    _case, entry = add_entry(office, case_id, "steps")
    record_answer(office, case_id, f"steps.{entry}.state", "planned")
    record_answer(office, case_id, f"steps.{entry}.on", due.isoformat())


def _an_assessment(office: Office, case_id: str, due: date) -> None:
    on = office.today().isoformat()
    raw = {"grid": "short", "version": 1, "on": on, "by": USER, "answers": {"her_fear": "yes"}, "next_on": str(due)}
    assess_file(office, case_id, json.dumps(raw).encode())


def _a_consent(office: Office, case_id: str, due: date) -> None:
    give_consent(
        office, case_id, recipient="abri", categories=[Category.HEALTH], everything_else=False,
        purposes=[Purpose.HOUSING], mode=Mode.SPOKEN, expires_on=due,
    )


_EACH_SORT = (
    _a_need, _asked_again, _an_answer_of_a_partner, _a_plan, _an_action, _a_complaint, _a_hearing, _an_approximate_end,
    _a_step, _an_assessment, _a_consent,
)
