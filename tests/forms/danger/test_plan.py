"""The items of the safety plan and the interview with him, as data."""

from __future__ import annotations

import pytest

from caselink.forms.categories import Category
from caselink.forms.danger.plan_items import GROUP_LABELS, PLAN, PLAN_ITEMS, PlanGroup, needs_of_plan, reveals_residence
from caselink.forms.danger.sources import SOURCES
from caselink.forms.danger.with_him import INTERVIEW, NEVER_WITH_HIM, WITH_HIM
from caselink.forms.needs import NEEDS
from caselink.forms.records import read_record


def test_every_part_of_the_plan_has_items_with_a_source_and_needs_that_there_are() -> None:
    assert {item.group for item in PLAN_ITEMS.values()} == set(PlanGroup) == set(GROUP_LABELS)
    assert {item.source for item in PLAN_ITEMS.values()} <= SOURCES.keys()
    assert {item.need for item in PLAN_ITEMS.values()} - {""} <= NEEDS.keys()


@pytest.mark.parametrize(
    "check", ["safe_device", "who_pays", "location", "cloud", "shared_accounts", "children_devices"]
)
def test_phone_and_accounts_are_checked_one_by_one(check: str) -> None:
    assert PLAN_ITEMS[check].group is PlanGroup.PHONE


def test_an_item_to_do_proposes_its_need_and_one_done_not_wished_or_unknown_does_not() -> None:
    records = [
        {"item": "own_account", "state": "to_do"}, {"item": "post", "state": "done"},
        {"item": "exits", "state": "to_do"}, {"item": "gone since", "state": "to_do"},
        {"item": "ride", "state": "not_wished"},
    ]
    assert needs_of_plan(records) == {"own_account"}


def test_items_of_a_permit_tell_of_her_residence() -> None:
    of_residence = {
        item.id for item in PLAN_ITEMS.values() if item.need and NEEDS[item.need].category is Category.RESIDENCE
    }
    assert {item for item in PLAN_ITEMS if reveals_residence(item)} == of_residence


def test_an_item_that_is_none_and_an_interview_without_its_day_are_refused() -> None:
    assert [wrong.name for wrong in read_record(PLAN, {"item": "nothing", "state": "to_do"})[1]] == ["item"]
    assert [wrong.name for wrong in read_record(WITH_HIM, {"facts": "x"})[1]] == ["on"]


def test_the_interview_goes_from_the_facts_to_what_they_are_called() -> None:
    assert [step.id for step in INTERVIEW] == ["facts", "responsibility", "children", "named"]
    assert all(step.questions and step.source in SOURCES for step in INTERVIEW)
    assert len(NEVER_WITH_HIM) == 2
