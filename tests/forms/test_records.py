"""Records of a case are read by their declaration, refused at their place, and worded as a person reads them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from caselink.domain.answers import Json
from caselink.domain.deadlines import Deadline, DeadlineKind
from caselink.forms.deadlines import DEADLINE, FROM_ANSWERS, KIND_LABELS
from caselink.forms.encounters import ENCOUNTER
from caselink.forms.record_forms import RecordColumn, RecordForm, Rule
from caselink.forms.records import (
    RECORD_FORMS,
    column_text,
    day_in,
    days_to_come,
    read_record,
    record_of,
    record_properties,
    record_text,
    said_beside,
    said_in,
    text_in,
)
from caselink.forms.referrals import REFERRAL, STATES
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Field, Kind

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize("form", RECORD_FORMS.values(), ids=RECORD_FORMS)
def test_names_are_told_apart_and_none_takes_the_place_of_who_wrote_it(form: RecordForm) -> None:
    for names in ([column.name for column in form.columns], [column.kept for column in form.columns]):
        assert len(names) == len(set(names))
    assert not {"by", "at"} & {column.kept for column in form.columns}
    assert form.column("nothing") is None


@pytest.mark.parametrize(("form", "raw", "names"), [
    (ENCOUNTER, {"on": "2026-11-03", "id": "x"}, []),
    (ENCOUNTER, {}, ["on"]),
    (ENCOUNTER, {"on": "2026-02-30", "mood": "x"}, ["mood", "on"]),
    (ENCOUNTER, {"on": "1850-01-01"}, ["on"]),
    (ENCOUNTER, {"on": "2026-11-03", "at": "9:00", "place": {"state": "unknown"}}, ["at", "place"]),
    (ENCOUNTER, {"on": "2026-11-03", "alone": 1}, ["alone"]),
    (ENCOUNTER, {"on": "2026-11-03", "next_on": "2026-11-02"}, ["next_on"]),
    (REFERRAL, {"need": "moon", "to": "abri", "state": "sent"}, ["need"]),
    (REFERRAL, {"need": "lawyer", "to": "abri", "state": "sent", "due": "2026-01-01"}, []),
    (DEADLINE, {"kind": "own", "on": "2026-11-03", "at": "09:00"}, []),
])
def test_each_fault_is_named_once(form: RecordForm, raw: dict[str, Any], names: list[str]) -> None:
    _values, wrong = read_record(form, raw)
    assert [each.name for each in wrong] == names
    assert all(each.sentence.endswith(".") for each in wrong)


def test_a_day_that_must_have_come_is_compared_with_the_day_that_counts() -> None:
    assert [*days_to_come(ENCOUNTER, {"on": "2026-11-30", "next_on": "2027-01-01"}, TODAY)] == []
    assert [each.name for each in days_to_come(ENCOUNTER, {"on": "2026-12-01"}, TODAY)] == ["on"]


def test_values_are_worded_and_what_makes_no_sense_is_shown_as_it_was_written() -> None:
    record: dict[str, Json] = {
        "on": "2026-11-03", "time": "14:30", "channel": "phone", "alone": True, "why": "Peur", "by": "amal"
    }
    assert record_text(ENCOUNTER, record) == (
        "3 novembre 2026 · 14 h 30 · au téléphone · Entretien en tête-à-tête : oui · Peur"
    )
    assert dict(ENCOUNTER.shown(record))["at"] == "14:30"
    need = REFERRAL.column("need")
    on = REFERRAL.column("on")
    assert need is not None and on is not None
    assert (column_text(need, "moon"), column_text(on, "hier"), column_text(on, "2026-11-03")) == (
        "moon", "hier", "3 novembre 2026"
    )
    assert column_text(need, "lawyer") == "Avocat, aide juridictionnelle"
    count = RecordColumn(Field("n", "n", Kind.COUNT, on.field.category, ""))
    assert column_text(count, 3) == "3"


def test_what_stands_in_a_record_is_said_in_words_and_what_is_told_already_is_left_out() -> None:
    values: dict[str, Json] = {"on": "2026-11-03", "channel": "phone", "why": "Peur"}
    assert [said_in(ENCOUNTER, values, name) for name in ("channel", "place", "moon")] == ["au téléphone", "", ""]
    assert said_beside(ENCOUNTER, values, ("on", "channel")) == ["Objet\N{NO-BREAK SPACE}: Peur"]


def test_what_stands_in_a_record_is_asked_by_name() -> None:
    assert (day_in({"on": "2026-11-03"}, "on"), day_in({}, "on")) == (date(2026, 11, 3), None)
    assert (text_in({"why": "x"}, "why"), text_in({"why": None}, "why")) == ("x", "")
    assert record_of("encounters.x") == (ENCOUNTER, "x")
    assert (record_of("encounters"), record_of("housing.status")) == (None, None)


def test_every_value_has_a_schema_and_what_may_be_left_out_may_be_null() -> None:
    made = record_properties(ENCOUNTER)
    assert made["on"]["format"] == "date"
    assert {"type": "null"} in made["at"]["anyOf"]  # type: ignore[operator]
    assert "enum" in record_properties(REFERRAL)["need"]


def test_of_records_only_days_ways_and_steps_may_ever_leave() -> None:
    columns = [(form.part, column) for form in RECORD_FORMS.values() for column in form.columns]
    leaving = {(part, column.name) for part, column in columns if column.leaves_as}
    assert leaving == {("encounters", "on"), ("encounters", "channel"), ("complaints", "on"), ("complaints", "step")}


def test_deadlines_follow_from_dates_that_the_form_asks_for() -> None:
    for rule in FROM_ANSWERS:
        section_id, _dot, _rest = rule.path.partition(".")
        section = PARTNER_FORM.section(section_id)
        assert section is not None
        names = [rule.path.rpartition(".")[2], *([rule.states[0]] if rule.states else [])]
        fields = [section.field(name) for name in names]
        assert fields[0] is not None and fields[0].kind is Kind.DATE
        if rule.states:
            assert fields[1] is not None
            assert set(rule.states[1]) <= {option.id for option in fields[1].options}
    assert set(KIND_LABELS) == set(DeadlineKind)


def test_a_deadline_presses_on_its_day_or_the_one_it_was_put_off_to() -> None:
    due = Deadline("x", "case", "2026-0001", DeadlineKind.OWN, date(2026, 11, 29), "deadlines.x")
    put_off = Deadline(
        "x", "case", "2026-0001", DeadlineKind.OWN, date(2026, 11, 29), "deadlines.x", snoozed_until=date(2026, 12, 2)
    )
    assert due.overdue(TODAY) and not put_off.overdue(TODAY)
    assert (due.shows_on, put_off.shows_on) == (date(2026, 11, 29), date(2026, 12, 2))


def test_states_of_a_referral_are_those_that_partners_know() -> None:
    assert [state.id for state in STATES] == [
        "prepared", "sent", "accepted", "refused", "under_way", "done", "withdrawn"
    ]
    assert Rule.NONE.value == "none"


def test_a_yes_or_no_is_kept_as_it_is() -> None:
    values, wrong = read_record(ENCOUNTER, {"on": "2026-11-03", "channel": "phone", "alone": True})
    assert (values["alone"], wrong) == (True, [])
