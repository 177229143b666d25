"""Her own copy: what it says, when it is refused, and the letter to who asks what is known of him."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest

from caselink.disclosure.gate import case_free
from caselink.domain.answers import Answer
from caselink.errors import Refused
from caselink.forms.categories import Category
from caselink.forms.consent_terms import Mode
from caselink.forms.purposes import Purpose
from caselink.services.access_letter import write_access_letter
from caselink.services.answers import record_answer
from caselink.services.consents import give_consent, record_legal_decision
from caselink.services.own_copy import read_to_her, write_copy
from caselink.services.papers import prepare
from caselink.services.register import entries
from caselink.services.sharing import prepare_liaison
from tests.services.conftest import Desk


def _text(path: Path, passphrase: str = "") -> str:
    reader = pypdf.PdfReader(io.BytesIO(path.read_bytes()), password=passphrase or None)
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.fixture
def sent(desk: Desk, tmp_path: Path) -> Desk:
    office, case_id = desk.office, desk.case.id
    record_answer(office, case_id, "perpetrator.first_names", "Yanis")
    record_answer(office, case_id, "housing.town", "Namur")
    give_consent(
        office, case_id, recipient="abri", categories=[Category.IDENTITY], everything_else=False,
        purposes=[Purpose.HOUSING], mode=Mode.SPOKEN,
    )
    prepare_liaison(office, case_id, "abri", Purpose.HOUSING, tmp_path / "form.pdf")
    return desk


def test_it_says_who_received_what_and_what_is_noted_of_her_and_nothing_of_him(sent: Desk, tmp_path: Path) -> None:
    office, case_id = sent.office, sent.case.id
    said = read_to_her(office, case_id)
    assert "Maison d’accueil a reçu Fiche de liaison, Identité (votre accord)." in said[0]
    assert any("Commune" in line and "Namur" in line for line in said)
    assert not any("Yanis" in line for line in said)
    with pytest.raises(Refused):
        write_copy(office, case_id, tmp_path / "copy.pdf")
    assert not (tmp_path / "copy.pdf").exists()
    record_answer(office, case_id, "contact.may_keep_paper", True)
    made = write_copy(office, case_id, tmp_path / "copy.pdf")
    plain = write_copy(office, case_id, tmp_path / "plain.pdf", plain=True)
    assert (bool(made.passphrase), plain.passphrase) == (True, "")
    for found in (_text(made.path, made.passphrase), _text(plain.path)):
        assert "Maison d’accueil" in found
        assert "votre accord" in found
        assert "Commune Namur" in found
        assert "Yanis" not in found
    assert len(entries(office)) == 1


def test_it_speaks_to_her_and_not_of_her(sent: Desk, tmp_path: Path) -> None:
    office, case_id = sent.office, sent.case.id
    record_answer(office, case_id, "contact.may_keep_paper", True)
    record_answer(office, case_id, "housing.with_whom", ["children"])
    record_answer(office, case_id, "request.own_words", "Partir avec les enfants")
    made = write_copy(office, case_id, tmp_path / "copy.pdf", plain=True)
    for found in (_text(made.path), " ".join(read_to_her(office, case_id))):
        assert "Avec qui vous vivez" in found
        assert "vos enfants" in found
        assert "vos mots" in found
        assert "elle" not in found.split()


def test_what_she_was_never_told_is_in_it_and_the_worker_is_warned(sent: Desk, tmp_path: Path) -> None:
    office, case_id = sent.office, sent.case.id
    record_legal_decision(
        office, case_id, basis="fr_cpp_40", recipient="parquet", categories=[Category.IDENTITY], decided_by="chef",
        reason="danger", told=False,
    )
    prepare_liaison(office, case_id, "parquet", Purpose.SAFETY, tmp_path / "report.pdf")
    warning, first, *_rest = read_to_her(office, case_id)
    assert "dites-le-lui d’abord" in warning
    assert "Parquet" in first
    assert "article 40" in first


def test_only_what_is_declared_so_goes_without_its_seal() -> None:
    sheet = case_free("", "x", ("y",))
    with pytest.raises(ValueError, match="without its seal"):
        prepare("certificate", sheet, plain=True)


def test_the_letter_to_him_is_the_same_whoever_is_known(sent: Desk, tmp_path: Path) -> None:
    write_access_letter(sent.office, tmp_path / "a.pdf")
    with sent.office.vault.change("answer", sent.case.id) as change:
        change.put_answer(sent.case.id, "perpetrator.last_name", Answer("Terradou"))
    write_access_letter(sent.office, tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    said = _text(tmp_path / "a.pdf")
    assert "que nous connaissions ou non la personne" in said
    assert "article 15, paragraphe 4" in said
