"""Numbers for an emergency are called what they are for, in the reader's language."""

from __future__ import annotations

import pytest

from caselink.domain.partners import PartnerKind
from caselink.services.delivered_words import delivered_words
from caselink.services.directory import partners
from caselink.services.office import Office


@pytest.mark.parametrize("code", ["nl", "en"])
def test_every_emergency_number_of_the_delivered_directory_is_named_in_that_language(
    office: Office, code: str
) -> None:
    named = [each for each in partners(office) if each.kind is PartnerKind.EMERGENCY and each.short_name != "15"]
    assert named
    for each in named:
        assert delivered_words(each.name, code) != each.name
        assert delivered_words(each.note, code) != each.note


def test_what_an_office_wrote_stays_as_it_is() -> None:
    assert delivered_words("Secours ·\N{NO-BREAK SPACE}ici", "nl") == "Secours ·\N{NO-BREAK SPACE}ici"
