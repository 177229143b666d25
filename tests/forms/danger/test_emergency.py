"""In danger now: the steps of each country, from its own sources and with its own numbers."""

from __future__ import annotations

import re
from datetime import date

import pytest

from caselink.forms.danger.emergency import EMERGENCY_STEPS, bases_of, steps_of
from caselink.forms.legal_bases import LEGAL_BASES

NUMBERS = {"FR": {"17", "112", "114", "15", "18", "115", "119"}, "BE": {"112", "101", "0800"}}
"""Emergency numbers and lines of each country; another country's answer nobody there."""


@pytest.mark.parametrize("country", EMERGENCY_STEPS)
def test_the_steps_of_a_country_begin_with_safety_and_the_call_and_name_its_own_numbers_alone(country: str) -> None:
    steps = EMERGENCY_STEPS[country]
    assert [step.id for step in steps[:3]] == ["safety", "call", "words"]
    said = " ".join(line for step in steps for line in step.lines)
    assert set(re.findall(r"\b(?:0800|1?\d\d)\b", said.replace("30 030", ""))) == NUMBERS[country]


def test_never_mediation_nor_talk_with_him_nor_promises_in_any_country() -> None:
    for steps in EMERGENCY_STEPS.values():
        (words,) = [step for step in steps if step.id == "words"]
        for never in ("médiation", "lui", "promesse"):
            assert never in words.lines[1]


def test_every_step_has_a_source_and_what_counsel_confirms_is_marked() -> None:
    for steps in EMERGENCY_STEPS.values():
        assert len({step.id for step in steps}) == len(steps)
        assert all(step.source and step.lines for step in steps)
        (vulnerable,) = [step for step in steps if step.id == "vulnerable"]
        assert not vulnerable.confirmed


def test_what_may_be_said_names_the_texts_of_that_country_and_that_they_are_to_be_confirmed() -> None:
    for country in EMERGENCY_STEPS:
        named = [basis for basis in LEGAL_BASES.values() if basis.country == country and basis.recipients]
        said = bases_of(country, date(2026, 11, 30))
        assert len(said) == len(named) > 1
        assert all("à confirmer" in each for each in said)
    assert not bases_of("XX", date(2026, 11, 30))
    assert not steps_of("XX")
