"""What leaves is made by the gate alone and stays as it was decided (decision 1)."""

from __future__ import annotations

import copy
import dataclasses
import pickle

import pytest

from caselink.disclosure.gate import (
    case_free,
    decide,
    expect_paper,
    for_her_to_sign,
    handed_to_her,
    handed_to_him,
    office_page,
    office_view,
    own_copy,
)
from caselink.disclosure.outputs import CaseFree, Disclosure, Handed, OfficePage, OfficeView, OwnCopy, require_seal
from caselink.domain.roles import Role
from caselink.errors import Refused, UserError
from caselink.forms.purposes import Purpose
from tests.disclosure.cases import DAY, POLICE, SHELTER, SISTER, case_of, consent, never_inform


@pytest.fixture
def disclosure() -> Disclosure:
    case = case_of({"person.goes_by": "A"}, consent(everything=True))
    return decide(case, (SHELTER,), Purpose.HOUSING, DAY).disclosure


def test_nobody_else_can_make_one() -> None:
    with pytest.raises(TypeError, match="only the gate"):
        Disclosure((SHELTER,), Purpose.HOUSING, DAY, (), None, seal=object())
    with pytest.raises(TypeError, match="only the gate"):
        OfficeView((), (), "Reprise", seal=object())
    with pytest.raises(TypeError, match="only the gate"):
        OwnCopy((), (), seal=object())


def test_it_can_not_be_changed(disclosure: Disclosure) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        disclosure.purpose = Purpose.NETWORK  # type: ignore[misc]


def test_it_can_not_be_copied_with_changes(disclosure: Disclosure) -> None:
    with pytest.raises((TypeError, ValueError)):
        dataclasses.replace(disclosure, purpose=Purpose.NETWORK)  # type: ignore[call-arg]


def test_it_is_not_stored_or_copied(disclosure: Disclosure) -> None:
    with pytest.raises(TypeError, match="not copied"):
        pickle.dumps(disclosure)
    with pytest.raises(TypeError, match="not copied"):
        copy.copy(disclosure)


@pytest.mark.parametrize("kind", [Disclosure, CaseFree, Handed, OwnCopy, OfficePage, OfficeView])
def test_one_put_together_around_the_gate_takes_no_state_and_has_no_seal(
    kind: type[Disclosure | CaseFree | Handed | OwnCopy | OfficePage | OfficeView]
) -> None:
    forged = kind.__new__(kind)
    with pytest.raises(TypeError, match="not copied"):
        forged.__setstate__(["K7M2", "Certificat", (), (), None])
    for field in dataclasses.fields(kind):
        object.__setattr__(forged, field.name, ())
    with pytest.raises(TypeError, match="only the gate"):
        require_seal(forged)


def test_what_the_gate_made_has_its_seal(disclosure: Disclosure) -> None:
    require_seal(disclosure)
    require_seal(case_free("K7M2", "Certificat", ("Une phrase.",)))
    view = office_view(Role.COORDINATOR, [], [], "Reprise")
    require_seal(view)
    with pytest.raises(TypeError, match="not copied"):
        copy.copy(view)
    with pytest.raises(TypeError, match="not copied"):
        disclosure.__getstate__()


def test_it_has_no_subclasses() -> None:
    with pytest.raises(TypeError, match="no subclasses"):
        type("Wider", (Disclosure,), {})


def test_it_says_whether_any_of_it_rests_on_a_legal_ground(disclosure: Disclosure) -> None:
    assert not disclosure.by_legal_ground


def test_what_police_or_justice_have_stays_there_whoever_else_receives_it() -> None:
    case = case_of({"person.goes_by": "A"}, consent(everything=True))
    assert not decide(case, (SHELTER,), Purpose.HOUSING, DAY).disclosure.stays_there
    assert not decide(case, (SISTER,), Purpose.HOUSING, DAY).disclosure.stays_there
    assert decide(case, (SHELTER, POLICE), Purpose.HOUSING, DAY).disclosure.stays_there


def test_a_paper_without_a_case_is_made_by_the_gate_alone_and_stays_as_it_is() -> None:
    paper = case_free("K7M2", "Certificat", ("Une phrase.",), (("Jour", "22 novembre 2026"),))
    assert (paper.title, paper.paragraphs) == ("Certificat", ("Une phrase.",))
    with pytest.raises(TypeError, match="only the gate"):
        CaseFree("K7M2", "Certificat", (), (), seal=object())
    with pytest.raises(TypeError, match="not copied"):
        copy.copy(paper)
    with pytest.raises(dataclasses.FrozenInstanceError):
        paper.title = "Autre"  # type: ignore[misc]
    with pytest.raises(TypeError, match="no subclasses"):
        type("Wider", (CaseFree,), {})


def test_an_office_view_is_not_derived_from() -> None:
    with pytest.raises(TypeError, match="no subclasses"):
        type("Mine", (OfficeView,), {})


def test_she_is_handed_a_paper_only_where_she_said_that_she_can_keep_one() -> None:
    blocks = (("À la maison", ("Un mot",)),)
    for answer in ({}, {"contact.may_keep_paper": False}):
        with pytest.raises(Refused):
            handed_to_her(case_of(answer), "Mon plan", blocks, "fr")
    expect_paper(case_of({}), discreet=True)
    with pytest.raises(Refused):
        expect_paper(case_of({"contact.may_keep_paper": False}), discreet=True)
    paper = handed_to_her(case_of({"contact.may_keep_paper": True}), "Mon plan", blocks, "fr")
    require_seal(paper)
    assert (paper.title, paper.blocks, paper.language) == ("Mon plan", blocks, "fr")
    with pytest.raises(TypeError, match="only the gate"):
        Handed("Mon plan", blocks, "fr", "", (), seal=object())
    with pytest.raises(TypeError, match="not copied"):
        copy.copy(paper)
    with pytest.raises(TypeError, match="no subclasses"):
        type("Wider", (Handed,), {})


def test_nobody_asks_her_to_agree_for_one_who_is_never_to_be_informed() -> None:
    blocks = (("Pourquoi", ("trouver où dormir",)),)
    paper = for_her_to_sign(case_of({}), SHELTER, "Votre accord", blocks, "fr", beside="tigrigna", notes=("brouillon",))
    require_seal(paper)
    assert (paper.blocks, paper.beside, paper.notes) == (blocks, "tigrigna", ("brouillon",))
    with pytest.raises(Refused):
        for_her_to_sign(case_of({}, never_inform("Maison d’accueil")), SHELTER, "Votre accord", blocks, "fr")


def test_his_paper_holds_what_he_said_for_it_and_the_service_and_is_not_made_against_his_will() -> None:
    said = {"facts": "poussée", "name": "Marc", "words": "Je veux de l’aide", "children": "à côté"}
    with pytest.raises(Refused):
        handed_to_him({**said, "agreed": False}, "Orientation", ("Service",), "fr")
    paper = handed_to_him({**said, "agreed": True}, "Orientation", ("Service",), "fr")
    assert [lines for _heading, lines in paper.blocks] == [("Marc", "Je veux de l’aide"), ("Service",)]
    assert len(handed_to_him({"agreed": True}, "Orientation", ("Service",), "fr").blocks) == 1


def test_a_page_of_the_office_is_the_coordination_s() -> None:
    with pytest.raises(UserError):
        office_page(Role.WORKER, "Registre", (), (), ())
    page = office_page(Role.COORDINATOR, "Registre", (), ("Date",), [("hier",)])
    require_seal(page)
    assert page.rows == (("hier",),)
    with pytest.raises(TypeError, match="only the gate"):
        OfficePage("Registre", (), (), (), (), seal=object())
    for kind in (OfficePage, OwnCopy):
        with pytest.raises(TypeError, match="no subclasses"):
            type("Wider", (kind,), {})
    with pytest.raises(TypeError, match="not copied"):
        copy.copy(page)
    with pytest.raises(TypeError, match="not copied"):
        copy.copy(own_copy(case_of({}), (), on_paper=False))
