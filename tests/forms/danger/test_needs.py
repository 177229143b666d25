"""What an assessment proposes to be done for her."""

from __future__ import annotations

from datetime import date

import pytest

from caselink.domain.case import Case
from caselink.domain.danger import Assessment, FactorAnswer, Finding, Level
from caselink.forms.danger.grids import FACTORS
from caselink.forms.needs import NEEDS, proposed
from tests.forms.danger.facts import ALERTS, OF_THE_GUIDELINES

DAY = date(2026, 11, 30)


def by(*factors: str, finding: Finding = Finding.YES) -> frozenset[str]:
    """What these factors propose beside what is proposed for every case."""
    made = Assessment(
        "a", "full", 1, DAY, "amal", dict.fromkeys(factors, FactorAnswer(finding)), Level.HIGH, Level.HIGH
    )
    nothing = proposed(Case("c", "2026-0001"), DAY)
    return proposed(Case("c", "2026-0001", assessments=(made,)), DAY) - nothing


@pytest.mark.parametrize("factor", sorted(set().union(*OF_THE_GUIDELINES.values())))
def test_any_factor_of_the_guidelines_proposes_a_specialised_service(factor: str) -> None:
    assert "specialised_service" in by(factor)


@pytest.mark.parametrize("alert", sorted(ALERTS))
def test_an_alert_proposes_a_safety_plan_a_protection_order_and_with_separation_an_emergency_phone(alert: str) -> None:
    assert {"safety_plan", "protection_order"} <= by(alert)
    assert "emergency_phone" not in by(alert)
    assert "emergency_phone" in by(alert, "separation")


@pytest.mark.parametrize(
    ("factor", "need"),
    [
        ("firearm_access", "weapons_reported"), ("child_violence", "child_protection"),
        ("child_witness", "child_support"), ("unsafe_handover", "contact_arrangements"), ("injured_now", "urgent_care"),
        ("watch_digital", "safe_phone"), ("lives_together", "safety_plan"),
    ],
)
def test_a_factor_proposes_the_need_that_it_makes(factor: str, need: str) -> None:
    assert need in by(factor)


def test_no_and_unknown_propose_nothing_and_all_that_is_proposed_is_a_need() -> None:
    assert by(*FACTORS, finding=Finding.NO) == by(*FACTORS, finding=Finding.UNKNOWN) == frozenset()
    assert by(*FACTORS) <= NEEDS.keys()
    assert by("no_longer_known") == by("jealousy") - {"specialised_service"} == frozenset()
