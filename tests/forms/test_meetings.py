"""What a meeting must be: somebody is asked to it, and a Belgian conference says on what it rests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caselink.domain.meetings import Attendee, ConferenceBasis, Invited, Meeting, MeetingKind
from caselink.forms.meetings import (
    ACTION,
    AGENDA,
    BASIS_LABELS,
    DECIDED,
    KIND_LABELS,
    MOST_INVITED,
    PROMISE_LABELS,
    STATEMENTS,
    STATES,
    UNDONE,
    current_statement,
    holding_faults,
    meeting_faults,
)
from caselink.forms.records import RECORD_FORMS, read_record, record_properties, record_text

DAY = date(2026, 12, 3)
MEETING = Meeting("m", DAY, invited=(Invited("abri"),))
LEAVE = {"leave_who": "Parquet", "leave_why": "danger", "leave_how": "oralement"}


@pytest.mark.parametrize(("changed", "country", "keys"), [
    ({}, "BE", []),
    ({"invited": ()}, "", ["invited"]),
    ({"invited": (Invited("abri"), Invited("abri"))}, "", ["invited"]),
    ({"invited": tuple(Invited("abri", str(each)) for each in range(MOST_INVITED + 1))}, "", ["invited"]),
    ({"basis": ConferenceBasis.LAW}, "", ["basis"]),
    ({"kind": MeetingKind.CONFERENCE}, "FR", []),
    ({"kind": MeetingKind.CONFERENCE}, "BE", ["basis"]),
    ({"kind": MeetingKind.CONFERENCE, "basis": ConferenceBasis.LAW}, "BE", []),
    ({"kind": MeetingKind.CONFERENCE, "basis": ConferenceBasis.LEAVE}, "BE", ["leave_who", "leave_why", "leave_how"]),
    ({"kind": MeetingKind.CONFERENCE, "basis": ConferenceBasis.LEAVE, **LEAVE}, "BE", []),
    ({"kind": MeetingKind.CONFERENCE, "basis": ConferenceBasis.LAW, "leave_how": "x"}, "BE", ["leave_how"]),
])
def test_what_is_wrong_with_a_planned_meeting_is_named(
    changed: dict[str, object], country: str, keys: list[str]
) -> None:
    found = [*meeting_faults(replace(MEETING, **changed), country)]  # type: ignore[arg-type]
    assert [key for key, _sentence in found] == keys
    assert all(sentence.endswith(".") for _key, sentence in found)


def test_what_happened_is_noted_once_the_day_has_come_and_nobody_twice() -> None:
    twice = (Attendee("abri", "Léa"), Attendee("abri", "Léa"))
    found = [*holding_faults(replace(MEETING, attended=twice, count=-1), date(2026, 12, 2))]
    assert [key for key, _sentence in found] == ["on", "attended", "count"]
    assert [*holding_faults(replace(MEETING, attended=twice[:1], count=3), DAY)] == []


def test_what_is_said_of_a_case_never_leaves_by_its_column_and_stays_closed_on_the_screen() -> None:
    for form in (AGENDA, DECIDED, ACTION):
        assert RECORD_FORMS[form.part] is form and form.closed
        assert not any(column.leaves_as for column in form.columns)


def test_the_id_of_a_meeting_is_one_and_is_never_shown() -> None:
    values, wrong = read_record(DECIDED, {"meeting": "m-1", "on": "2026-12-03", "text": "Une place"})
    assert wrong == [] and record_text(DECIDED, values) == "3 décembre 2026 · Une place"
    _values, wrong = read_record(DECIDED, {"meeting": "une réunion", "on": "2026-12-03", "text": "x"})
    assert [each.name for each in wrong] == ["meeting"]
    assert "pattern" in record_properties(DECIDED)["meeting"]


def test_every_kind_state_and_version_has_words() -> None:
    assert set(KIND_LABELS) == {*MeetingKind}
    assert set(BASIS_LABELS) == {*ConferenceBasis}
    assert {*UNDONE} < {state.id for state in STATES}
    assert len(PROMISE_LABELS) == 3
    assert current_statement() is STATEMENTS[-1]
    assert len({each.version for each in STATEMENTS}) == len(STATEMENTS)
