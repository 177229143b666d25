"""What the points of evidence say of the partner form: what exists, and whether it is saved."""

from __future__ import annotations

import pytest

from caselink.domain.answers import Value
from caselink.forms.evidence import CARDS, ITEMS, fields_of
from caselink.forms.registry import PARTNER_FORM


@pytest.mark.parametrize(("states", "saved", "there"), [
    ({}, None, None), ({"phone_outside": "done", "access": "to_do"}, None, None),
    ({"screenshots": "none"}, None, None),
    ({"screenshots": "done", "links": "to_do"}, "partly", ("messages",)),
    ({"screenshots": "to_do", "headers": "none"}, "no", ("messages",)),
    ({"screenshots": "done", "photos": "done"}, "yes", ("messages", "photos")),
])
def test_the_form_says_what_exists_and_whether_it_is_saved(
    states: dict[str, str], saved: str | None, there: tuple[str, ...] | None
) -> None:
    told: dict[str, Value] = fields_of({key: {"item": key, "state": state} for key, state in states.items()})
    assert (told.get("violence.evidence_saved"), told.get("violence.evidence")) == (saved, there)
    assert len(told) in (0, 2)


def test_each_point_speaks_of_an_option_that_the_form_has_and_each_card_of_something() -> None:
    place = PARTNER_FORM.place("violence.evidence")
    assert place is not None
    for item in ITEMS.values():
        assert not item.answer or place.field.option(item.answer) is not None
    assert all(card.title and card.lines for card in CARDS)
