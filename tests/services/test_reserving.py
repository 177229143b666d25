"""The named work on a reserved case as on any other; whoever is not named hears a sentence and changes nothing."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from caselink.domain.partners import Partner, PartnerKind
from caselink.errors import UserError
from caselink.forms.purposes import Purpose
from caselink.services.cases import caseload, find_case, new_case
from caselink.services.directory import save_partner
from caselink.services.imports import import_document
from caselink.services.office import Office
from caselink.services.register import entries
from caselink.services.reserving import reserve_case
from caselink.services.sharing import prepare_liaison, preview
from caselink.vault import Vault, check
from tests.conftest import USER
from tests.vault.colleagues import add_colleague, seen_by

REFERENCE = "2026-0042"


@pytest.fixture
def desk(vault: Vault) -> Office:
    office = Office(vault)
    save_partner(office, Partner("abri", "Maison d’accueil", PartnerKind.SHELTER))
    reserve_case(office, new_case(office, REFERENCE, "Nour").id, [USER])
    return office


@pytest.fixture
def colleague(desk: Office) -> Office:
    return Office(seen_by(desk.vault, "ida", add_colleague(desk.vault)))


def document(reference: str = REFERENCE) -> bytes:
    consent = {
        "recipient": "abri", "categories": ["all"], "purposes": ["housing"], "mode": "spoken",
        "given_on": date.today().isoformat(),
    }
    case = {"reference": reference, "answers": {"person.goes_by": "Nora"}, "consents": [consent]}
    return json.dumps({"partners": [], "cases": [case]}).encode()


def test_who_is_named_imports_into_it_shares_and_finds_it_in_the_register(desk: Office, tmp_path: Path) -> None:
    result = import_document(desk, document(), update=True)
    assert (result.cases, result.problems) == (1, ())
    case = find_case(desk, REFERENCE)
    assert case.value("person.goes_by") == "Nora"
    assert preview(desk, case.id, "abri", Purpose.HOUSING).shared
    prepared = prepare_liaison(desk, case.id, "abri", Purpose.HOUSING, tmp_path / "fiche.pdf")
    assert [(entry.id, entry.case) for entry in entries(desk)] == [(prepared.id, case.reference)]
    assert desk.vault.references() == {case.id: case.reference}, "what comes under its former reference opens no other"
    assert check(desk.vault).problems == ()


def test_a_colleague_hears_a_sentence_and_changes_nothing(desk: Office, colleague: Office) -> None:
    before = find_case(desk, REFERENCE)
    assert caseload(colleague).total == 0
    with pytest.raises(UserError, match="réservé"):
        colleague.vault.case(before.id)
    with pytest.raises(UserError, match="Aucun dossier"):
        find_case(colleague, REFERENCE)
    assert new_case(colleague, REFERENCE).id != before.id
    assert desk.vault.case(before.id) == before


def test_the_register_of_a_colleague_leaves_it_out(desk: Office, colleague: Office, tmp_path: Path) -> None:
    import_document(desk, document(), update=True)
    case = find_case(desk, REFERENCE)
    prepare_liaison(desk, case.id, "abri", Purpose.HOUSING, tmp_path / "fiche.pdf")
    assert len(entries(desk)) == 1
    assert entries(colleague) == ()
    with pytest.raises(UserError, match="Aucun dossier"):
        entries(colleague, REFERENCE)
