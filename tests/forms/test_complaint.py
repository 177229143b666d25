"""What the partner form says of the complaint follows from its steps."""

from __future__ import annotations

from caselink.forms.complaint import FIELDS, chaser, fields_of, in_order

FIRST = {"step": "refused", "on": "2026-01-03", "at": "2026-01-03T10:00", "place": "Nord", "number": ""}
SECOND = {"step": "filed", "on": "2026-01-03", "at": "2026-01-03T11:00", "number": "PV 3", "due": "2026-02-01"}


def test_steps_of_one_day_stand_as_they_were_written() -> None:
    assert in_order({"b": FIRST, "a": SECOND}) == [FIRST, SECOND]
    same = {**FIRST, "step": "news"}
    assert in_order({"b": same, "a": FIRST}) == [FIRST, same]


def test_the_form_says_only_what_a_step_tells() -> None:
    assert fields_of({}) == {}
    assert fields_of({"a": {"step": "news_asked", "on": "2026-01-03"}}) == {}
    told = {"step": "told", "on": "2026-01-02"}
    found = fields_of({"a": FIRST, "b": SECOND, "c": told, "d": {"step": "hearing", "on": "2026-03-01"}})
    assert found == {
        "protection_justice.complaint": "filed", "protection_justice.complaint_on": "2026-01-03",
        "protection_justice.complaint_place": "Nord", "protection_justice.complaint_number": "PV 3",
        "protection_justice.outcome": "trial", "request.told_complaint_effects": True,
        "request.told_complaint_effects_on": "2026-01-02",
    }
    assert found.keys() == FIELDS


def test_only_the_last_step_is_asked_after_and_none_that_ended_it() -> None:
    assert chaser({}) is None and chaser({"a": FIRST}) is None
    assert chaser({"a": FIRST, "b": SECOND}) == SECOND
    assert chaser({"b": SECOND, "c": {"step": "withdrawn", "on": "2026-02-02", "due": "2026-03-01"}}) is None
