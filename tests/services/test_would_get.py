"""What a partner would get is what it gets once she agreed, and nothing is written by asking."""

from __future__ import annotations

from datetime import date

import pytest

from caselink.consent.grounds import default_expiry
from caselink.forms.categories import Category
from caselink.forms.consent_terms import ExcludedKind, Mode
from caselink.forms.purposes import Purpose
from caselink.services.answers import record_answer
from caselink.services.consent_lines import consents
from caselink.services.consents import give_consent, never_inform
from caselink.services.sharing import preview
from caselink.services.would_get import WouldGet, would_get
from tests.services.conftest import Desk

_SETS = ((Category.IDENTITY,), (Category.IDENTITY, Category.MATERIAL), (Category.WHEREABOUTS,), ())


@pytest.fixture
def filled(desk: Desk) -> Desk:
    for path, value in (
        ("housing.status", "home_with_him"), ("housing.address", "rue des Exemples 12"), ("family.children_count", 2),
        ("health.has_doctor", True),
    ):
        record_answer(desk.office, desk.case.id, path, value)
    return desk


def _asked(
    desk: Desk, categories: tuple[Category, ...], *, all_else: bool = False, until: date | None = None
) -> WouldGet:
    today = desk.office.today()
    return would_get(
        desk.office, desk.case.id, recipient="abri", individual=False, categories=categories, everything_else=all_else,
        purposes=(Purpose.HOUSING,), given_on=today, expires_on=until or default_expiry(today),
    )


@pytest.mark.parametrize("categories", _SETS)
def test_it_is_what_leaves_once_it_is_recorded(filled: Desk, categories: tuple[Category, ...]) -> None:
    rows = len([*filled.office.vault.audit()])
    found = _asked(filled, categories, all_else=not categories)
    assert consents(filled.office, filled.office.vault.case(filled.case.id)) == ()
    assert len([*filled.office.vault.audit()]) == rows
    give_consent(
        filled.office, filled.case.id, recipient="abri", categories=categories, everything_else=not categories,
        purposes=[Purpose.HOUSING], mode=Mode.SPOKEN,
    )
    shared = preview(filled.office, filled.case.id, "abri", Purpose.HOUSING).shared
    assert found.count == len({line.place.path for line in shared}) > 0
    assert {field for _section, fields in found.sections for field in fields} == {line.place.field for line in shared}
    assert found.now == 0
    assert "rue des Exemples" not in repr(found)
    assert _asked(filled, categories, all_else=not categories).now == found.count


def test_a_consent_that_can_not_be_gives_nothing_and_who_is_never_to_inform_is_told(filled: Desk) -> None:
    assert _asked(filled, ()).count == 0
    assert _asked(filled, (Category.IDENTITY,), until=date(2000, 1, 1)).count == 0
    never_inform(filled.office, filled.case.id, ExcludedKind.PARTNER, "Maison d’accueil")
    found = _asked(filled, (Category.IDENTITY,))
    assert (found.blocked, found.count) == (True, 0)
