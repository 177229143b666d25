"""What a data-protection officer is given: the register as a page, the record of processing, an incident."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import pypdf
import pytest

from caselink.documents import styles
from caselink.documents.office_page import column_widths
from caselink.documents.rows import WIDTH
from caselink.documents.typesetting import set_text
from caselink.domain.answers import Json
from caselink.errors import Refused, UserError
from caselink.forms.categories import Category
from caselink.forms.consent_terms import Mode
from caselink.forms.purposes import Purpose
from caselink.services.accounting import write_incident, write_processing_record, write_register
from caselink.services.answers import record_answer
from caselink.services.cases import find_case
from caselink.services.consents import give_consent
from caselink.services.office import Office
from caselink.services.sharing import Prepared, prepare_liaison
from tests.services.conftest import Desk


def _text(path: Path, passphrase: str = "") -> str:
    reader = pypdf.PdfReader(io.BytesIO(path.read_bytes()), password=passphrase or None)
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.fixture
def sent(desk: Desk, tmp_path: Path) -> Prepared:
    give_consent(
        desk.office, desk.case.id, recipient="abri", categories=[Category.IDENTITY], everything_else=False,
        purposes=[Purpose.HOUSING], mode=Mode.SPOKEN,
    )
    return prepare_liaison(desk.office, desk.case.id, "abri", Purpose.HOUSING, tmp_path / "form.pdf")


def test_the_register_as_a_page_says_what_left_and_no_answer(office: Office, sent: Prepared, tmp_path: Path) -> None:
    made = write_register(office, tmp_path / "r.pdf")
    plain = write_register(office, tmp_path / "p.pdf", "2026-0042", plain=True)
    assert (bool(made.passphrase), plain.passphrase) == (True, "")
    for said in (_text(made.path, made.passphrase), _text(plain.path)):
        for words in ("2026-0042", "Maison", "Identité", "accord", sent.id.partition("-")[0]):
            assert words in said
        assert "Amina" not in said
    written = [row.case_id for row in office.vault.audit() if row.action == "register"]
    assert written == [None, find_case(office, "2026-0042").id]


def test_the_columns_of_the_register_are_as_wide_as_what_stands_in_them_and_break_no_word() -> None:
    heads = ("Date", "Dossier", "Document", "Destinataire", "Contenu", "Fondement", "Par")
    row = (
        "25/11/2026 14:32", "2026-0042", "Fiche de liaison AB3D-9KQ2-7XMP", "Maison d’accueil Les Deux Rives",
        "hébergement : Identité, Coordonnées, Vie matérielle, Situation familiale, Santé, Accès", "accord", "amal",
    )
    widths = column_widths(heads, (row, row))
    assert sum(widths) == pytest.approx(WIDTH)
    for width, *cells in zip(widths, heads, row, strict=True):
        for cell in cells:
            printed = " ".join(line.text.strip() for line in set_text(cell, styles.NOTE, width - 6))
            assert printed.replace("- ", "-") == cell, "no word is broken over two lines, but behind a hyphen"
    assert max(widths) == widths[4] > 2 * widths[6]
    crowded = column_widths(heads, (tuple("W" * 40 for _head in heads),))
    assert sum(crowded) == pytest.approx(WIDTH)


def test_a_note_of_an_incident_says_whom_it_endangers_and_until_when_the_authority_must_know(
    office: Office, sent: Prepared, tmp_path: Path
) -> None:
    known = office.now().replace(second=0, microsecond=0) - timedelta(hours=1)
    raw: dict[str, Json] = {
        "known_at": known.isoformat(timespec="minutes"), "endangers": "Elle et ses enfants", "went_to": "Son frère",
    }
    made = write_incident(office, sent.id, raw, tmp_path / "i.pdf")
    said = _text(made.path, made.passphrase)
    for words in (sent.id, "Maison d’accueil", "Identité", "Elle et ses enfants", "dans les 72 heures"):
        assert words in said
    assert f"{known + timedelta(hours=72):%H:%M}" in said
    wrongs: tuple[dict[str, Json], ...] = (
        {"known_at": "hier"}, {"known_at": (office.now() + timedelta(days=1)).isoformat(timespec="minutes")},
        {"known_at": f"{known.isoformat()}+00:00"}, {}, {**raw, "name": "x"},
        {**raw, "what": 3}, {**raw, "what": "x" * 2001},
    )
    for wrong in wrongs:
        with pytest.raises(UserError):
            write_incident(office, sent.id, wrong, tmp_path / "x.pdf")
    record_answer(office, find_case(office, "2026-0042").id, "housing.address", "rue des Exemples 12")
    with pytest.raises(Refused, match="Adresse"):
        write_incident(office, sent.id, {**raw, "what": "On sait : rue des Exemples 12."}, tmp_path / "x.pdf")
    with pytest.raises(UserError, match="Aucun document"):
        write_incident(office, "K7M2-9QXD-R4TB", raw, tmp_path / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()


def test_the_record_of_processing_names_purposes_categories_and_measures_and_no_case(
    office: Office, sent: Prepared, tmp_path: Path
) -> None:
    del sent
    said = _text(write_processing_record(office, tmp_path / "t.pdf").path)
    for words in ("article 30", "Finalités", "Mis en cause", "226-14", "aucun : le programme"):
        assert words in said
    assert "2026-0042" not in said
