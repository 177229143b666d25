"""A report without her consent: on what it rests, what it says, what never stands in it."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest

from caselink.consent.events import read_grounds
from caselink.errors import Refused
from caselink.forms.categories import Category
from caselink.forms.consent_terms import Mode
from caselink.forms.purposes import Purpose
from caselink.services.answers import add_entry, record_answer
from caselink.services.consents import end_legal_decision, give_consent, record_legal_decision
from caselink.services.justice_report import prepare_report
from caselink.services.register import entries
from tests.services.conftest import Desk


def test_it_names_facts_children_and_who_decided_and_nothing_that_only_she_could_allow(
    desk: Desk, tmp_path: Path
) -> None:
    office, case_id = desk.office, desk.case.id
    child, other = (add_entry(office, case_id, "children")[1] for _number in range(2))
    record_answer(office, case_id, f"children.{child}.first_name", "Lina")
    record_answer(office, case_id, f"children.{child}.harm_note", "A tout vu.")
    record_answer(office, case_id, f"children.{other}.first_name", "Adam")
    record_answer(office, case_id, "housing.town", "Namur")
    record_answer(office, case_id, "person.nationality", ["ma"])
    give_consent(
        office, case_id, recipient="parquet", categories=[Category.MATERIAL, Category.RESIDENCE],
        everything_else=True, purposes=[*Purpose], mode=Mode.SPOKEN,
    )
    with pytest.raises(Refused, match="Aucune décision"):
        prepare_report(office, case_id, "parquet", Purpose.CHILD_PROTECTION, tmp_path / "none.pdf")
    telling = record_legal_decision(
        office, case_id, basis="fr_penal_226_14_1", recipient="parquet", categories=[Category.CHILD_HARM],
        decided_by="Cheffe de service", reason="Elle se cache à Namur", told=False,
    )
    with pytest.raises(Refused, match="Commune"):
        prepare_report(office, case_id, "parquet", Purpose.CHILD_PROTECTION, tmp_path / "none.pdf")
    end_legal_decision(office, case_id, read_grounds(telling.events).legal[-1].id)
    record_legal_decision(
        office, case_id, basis="fr_penal_226_14_1", recipient="parquet",
        categories=[Category.IDENTITY, Category.CHILD_HARM], decided_by="Cheffe de service", reason="Coups sur Lina",
        told=False,
    )
    made = prepare_report(office, case_id, "parquet", Purpose.CHILD_PROTECTION, tmp_path / "report.pdf")
    reader = pypdf.PdfReader(io.BytesIO(made.path.read_bytes()), password=made.passphrase)
    said = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for words in (
        "SIGNALEMENT", "Transmis sans l’accord de la personne", "Amina", "Lina", "A tout vu.", "226-14, 1°",
        "par Cheffe de service", "Pourquoi : Coups sur Lina", "n’en a pas été informée", "QUI APPELER ICI",
    ):
        assert words in said, words
    for words in ("Adam", "Namur", "Maroc", "Valable", "transmettre plus loin", "détruisez", "Accord de la personne"):
        assert words not in said, words
    (entry,) = entries(office)
    assert entry.paper == "justice_report"
    assert entry.basis.startswith("legal:")
    assert [*tmp_path.glob("none.pdf*")] == []
