"""A recipient who resembles somebody never to inform gets nothing before somebody answered for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from caselink.domain.events import EventKind
from caselink.domain.partners import Partner, PartnerContact, PartnerKind
from caselink.errors import Refused, UserError
from caselink.forms.consent_terms import ExcludedKind, Mode
from caselink.forms.purposes import Purpose
from caselink.services.answers import record_answer
from caselink.services.consents import give_consent, never_inform
from caselink.services.directory import save_partner
from caselink.services.register import entries
from caselink.services.sharing import Prepared, prepare_liaison, preview
from tests.services.conftest import Desk

REASON = "C’est sa sœur à elle,  pas\nla sienne."


@pytest.fixture
def resembling(desk: Desk) -> Desk:
    """The refuge has a contact of his family name, and the one she listed wrote a telephone number."""
    contact = PartnerContact("Nadia Haddad", "accueil", "0475 12 39 84")
    save_partner(desk.office, Partner("abri", "Maison d’accueil", PartnerKind.SHELTER, contacts=(contact,)))
    give_consent(
        desk.office, desk.case.id, recipient="abri", categories=[], everything_else=True, purposes=[Purpose.HOUSING],
        mode=Mode.SPOKEN,
    )
    return desk


def prepare(desk: Desk, out: Path, reason: str | None = None) -> Prepared:
    return prepare_liaison(
        desk.office, desk.case.id, "abri", Purpose.HOUSING, out / "form.pdf", despite_near=reason,
    )


@pytest.mark.parametrize("name", ["Karim Haddad", "كريم حداد", "Nadja Hadad", "+32 475 12 39 84"])
def test_nothing_is_prepared_before_somebody_answers_for_the_likeness(
    resembling: Desk, tmp_path: Path, name: str
) -> None:
    never_inform(resembling.office, resembling.case.id, ExcludedKind.PERPETRATOR, name)
    assert [name in sentence for sentence in preview(
        resembling.office, resembling.case.id, "abri", Purpose.HOUSING
    ).near] == [True]
    with pytest.raises(Refused) as refused:
        prepare(resembling, tmp_path)
    assert name in refused.value.sentence
    assert not list(tmp_path.glob("*form*"))
    assert entries(resembling.office) == ()


def test_the_answer_is_kept_with_the_register_entry(resembling: Desk, tmp_path: Path) -> None:
    never_inform(resembling.office, resembling.case.id, ExcludedKind.PERPETRATOR, "Karim Haddad")
    made = prepare(resembling, tmp_path, REASON)
    (left,) = resembling.office.vault.events_of_kind(EventKind.LEFT)
    assert left.body["despite"] == {"near": ["Karim Haddad"], "reason": "C’est sa sœur à elle, pas la sienne."}
    assert "« Karim Haddad »" in made.entry.despite
    assert "sa sœur à elle" in made.entry.despite


@pytest.mark.parametrize("reason", ["", "  \n ", "x" * 2001])
def test_an_answer_that_says_nothing_is_none(resembling: Desk, tmp_path: Path, reason: str) -> None:
    never_inform(resembling.office, resembling.case.id, ExcludedKind.PERPETRATOR, "Karim Haddad")
    with pytest.raises(UserError):
        prepare(resembling, tmp_path, reason)
    assert not list(tmp_path.glob("*form*"))


def test_an_answer_opens_nothing_for_the_very_name(resembling: Desk, tmp_path: Path) -> None:
    never_inform(resembling.office, resembling.case.id, ExcludedKind.PERPETRATOR, "Mme Haddad, Nadia")
    with pytest.raises(Refused, match="jamais informer"):
        prepare(resembling, tmp_path, REASON)


def test_without_a_likeness_no_answer_is_kept(resembling: Desk, tmp_path: Path) -> None:
    made = prepare(resembling, tmp_path, REASON)
    (left,) = resembling.office.vault.events_of_kind(EventKind.LEFT)
    assert "despite" not in left.body
    assert made.entry.despite == ""


def test_a_likeness_that_came_after_the_preview_makes_it_be_read_again(resembling: Desk, tmp_path: Path) -> None:
    seen = preview(resembling.office, resembling.case.id, "abri", Purpose.HOUSING)
    never_inform(resembling.office, resembling.case.id, ExcludedKind.PERPETRATOR, "Karim Haddad")
    with pytest.raises(UserError, match="relisez"):
        prepare_liaison(
            resembling.office, resembling.case.id, "abri", Purpose.HOUSING, tmp_path / "form.pdf", seen=seen,
            despite_near=REASON,
        )


def test_one_man_of_several_first_names_in_the_form_is_one_likeness(resembling: Desk) -> None:
    for path, name in (("first_names", "Karim Omar"), ("last_name", "Haddad")):
        record_answer(resembling.office, resembling.case.id, f"perpetrator.{path}", name)
    assert len(preview(resembling.office, resembling.case.id, "abri", Purpose.HOUSING).near) == 1
