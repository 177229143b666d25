"""The Brussels rule of seed 001."""

from __future__ import annotations

import pytest

from caselink.forms.directory import starter_directory
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.routing import CAW, CPVCF, HELPLINES, brussels_services


@pytest.mark.parametrize(
    ("languages", "file_language", "services"),
    [
        (["fr"], None, (CPVCF,)),
        (["ar"], "fr", (CPVCF,)),
        (["nl"], None, (CAW,)),
        (["ar"], "nl", (CAW,)),
        (["fr", "nl"], None, (CPVCF, CAW)),
        (["fr"], "nl", (CPVCF, CAW)),
        (["ar"], "both", (CPVCF, CAW)),
        (["ar"], "neither", (CPVCF, CAW)),
        ([], None, (CPVCF, CAW)),
    ],
)
def test_her_language_or_that_of_her_file_leads_to_the_service(
    languages: list[str], file_language: str | None, services: tuple[str, ...]
) -> None:
    route = brussels_services(languages, file_language)
    assert route.services == services
    assert not route.leave_the_door_open


def test_the_dutch_service_works_with_interpreters_for_who_speaks_no_dutch() -> None:
    assert brussels_services(["ar"], "nl").with_interpreter == (CAW,)
    assert brussels_services(["nl"], "nl").with_interpreter == ()
    assert brussels_services(["fr"], "fr").with_interpreter == ()


def test_who_wants_neither_is_not_pressed_and_hears_of_the_helplines() -> None:
    route = brussels_services(["fr"], "fr", declines_both=True)
    assert route.services == ()
    assert route.leave_the_door_open
    assert route.helplines == HELPLINES


def test_the_rule_speaks_of_partners_and_options_that_exist() -> None:
    assert {CPVCF, CAW, *HELPLINES} <= {partner.short_name for partner in starter_directory()}
    place = PARTNER_FORM.place("language.file_language")
    assert place is not None
    assert {option.id for option in place.field.options} == {"fr", "nl", "both", "neither"}
