"""Reading a case."""

from __future__ import annotations

from dataclasses import replace

from caselink.domain.answers import Answer, NoAnswer
from caselink.domain.case import Case
from caselink.domain.events import Event, EventKind
from caselink.domain.needs import NeedMark, NeedState

EVENT = Event("e1", "c1", EventKind.NEVER_INFORM, "2026-11-03T10:00:00Z", "amal", {"kind": "family", "name": "Ö"})


def a_case() -> Case:
    return Case(
        "c1",
        "2026-0001",
        answers={
            "housing.status": Answer("hotel"),
            "housing.left_home": Answer(NoAnswer.UNKNOWN),
            "children.a.first_name": Answer("Sami"),
            "children.b.first_name": Answer(NoAnswer.DECLINED),
            "children.c.first_name": Answer("Lina"),
        },
        entries={"children": ("c", "b", "a")},
        needs={"lawyer": NeedMark(NeedState.DONE)},
    )


def test_unknown_and_missing_answers_have_no_value() -> None:
    assert a_case().value("housing.status") == "hotel"
    assert a_case().value("housing.left_home") is None
    assert a_case().value("housing.address") is None


def test_values_of_entries_come_in_the_order_of_the_entries() -> None:
    assert list(a_case().entry_values("children", "first_name")) == ["Lina", "Sami"]
    assert list(a_case().entry_values("steps", "what")) == []


def test_a_need_that_nobody_marked_is_not_assessed() -> None:
    assert a_case().need_state("lawyer") is NeedState.DONE
    assert a_case().need_state("complaint") is NeedState.NOT_ASSESSED


def test_events_match_the_chain_only_when_none_is_missing_changed_or_added() -> None:
    case = replace(a_case(), events=(EVENT,), sealed=(EVENT.digest(),))
    assert case.events_match_the_chain()
    assert not replace(case, sealed=()).events_match_the_chain()
    assert not replace(case, events=()).events_match_the_chain()
    assert not replace(case, events=(replace(EVENT, at="2026-11-03T10:00:01Z"),)).events_match_the_chain()


def test_the_digest_covers_every_part_of_an_event() -> None:
    digests = {
        EVENT.digest(),
        replace(EVENT, id="e2").digest(),
        replace(EVENT, case_id="c2").digest(),
        replace(EVENT, kind=EventKind.NEVER_INFORM_LIFTED).digest(),
        replace(EVENT, at="2026-11-04T10:00:00Z").digest(),
        replace(EVENT, by="lea").digest(),
        replace(EVENT, body={"kind": "family", "name": "O"}).digest(),
    }
    assert len(digests) == 7


def test_the_digest_does_not_depend_on_the_order_of_keys() -> None:
    assert replace(EVENT, body={"name": "Ö", "kind": "family"}).digest() == EVENT.digest()
