"""Papers of a complaint, a worker's attestation and the printed timeline, as they lie on the disk."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import pypdf
import pytest

from caselink.domain.case import CaseStatus
from caselink.domain.deadlines import DeadlineKind
from caselink.domain.needs import NeedState
from caselink.domain.partners import Partner, PartnerKind
from caselink.errors import Refused, UserError
from caselink.forms.categories import Category
from caselink.forms.consent_terms import ExcludedKind, Mode
from caselink.forms.purposes import Purpose
from caselink.services.answers import record_answer
from caselink.services.cases import set_status
from caselink.services.complaint_papers import (
    prepare_complaint_letter,
    prepare_complaint_sheet,
    write_preparation,
)
from caselink.services.complaints import complaints, record_complaint
from caselink.services.consents import give_consent, never_inform
from caselink.services.deadlines import deadlines_of
from caselink.services.directory import save_partner
from caselink.services.encounters import record_encounter
from caselink.services.needs import set_need
from caselink.services.register import entries
from caselink.services.statement import offered_days, write_statement
from caselink.services.timeline import TimelineKind
from caselink.services.timeline_page import write_timeline
from tests.documents.readers import plain
from tests.services.conftest import Desk


def text_of(path: Path, passphrase: str = "") -> str:
    reader = pypdf.PdfReader(io.BytesIO(path.read_bytes()), password=passphrase or None)
    return plain("\n".join(page.extract_text() for page in reader.pages))


@pytest.fixture
def agreed(desk: Desk) -> Desk:
    give_consent(
        desk.office, desk.case.id, recipient="parquet", everything_else=False, mode=Mode.SPOKEN,
        categories=[Category.IDENTITY, Category.JUSTICE, Category.VIOLENCE], purposes=[Purpose.COMPLAINT],
    )
    return desk


def test_a_letter_after_a_refusal_is_registered_and_the_refusal_noted_as_reported_with_a_day_to_ask_again(
    agreed: Desk, tmp_path: Path
) -> None:
    office, case_id, out = agreed.office, agreed.case.id, tmp_path / "letter.pdf"
    with pytest.raises(UserError, match="Aucun refus"):
        prepare_complaint_letter(office, case_id, "parquet", out)
    record_complaint(office, case_id, {
        "step": "refused", "on": "2026-01-13", "place": "Commissariat du Nord", "who": "accueil", "what": "c’est civil",
    })
    made = prepare_complaint_letter(office, case_id, "parquet", out, words="On nous a dit que c’était civil.")
    said = text_of(made.path, made.passphrase)
    for words in ("Commissariat du Nord", "13 janvier 2026", "Amina", "On nous a dit que", "Accord de la personne"):
        assert words in said
    assert "accueil" not in said
    assert [each.paper for each in entries(office, agreed.case.reference)] == ["complaint_letter"]
    case, today = office.vault.case(case_id), office.today()
    last = complaints(case)[0]
    assert (last.step, last.values["reported_to"], last.on) == ("reported", "prosecutor", today)
    (due,) = (each for each in deadlines_of(case, today) if each.kind is DeadlineKind.ANSWER_DUE)
    assert due.on == today + timedelta(30)


def test_a_letter_that_may_not_be_made_leaves_neither_file_nor_step(desk: Desk, tmp_path: Path) -> None:
    office, case_id, out = desk.office, desk.case.id, tmp_path / "letter.pdf"
    record_complaint(office, case_id, {"step": "refused", "on": "2026-01-13", "place": "Nord"})
    with pytest.raises(Refused):
        prepare_complaint_letter(office, case_id, "parquet", out)
    never_inform(office, case_id, ExcludedKind.PARTNER, "Parquet")
    with pytest.raises(Refused):
        prepare_complaint_letter(office, case_id, "parquet", out)
    assert not out.exists() and len(complaints(office.vault.case(case_id))) == 1


def test_the_sheet_for_a_lawyer_says_what_happened_and_what_is_wanted_by_her_consent(
    agreed: Desk, tmp_path: Path
) -> None:
    office, case_id = agreed.office, agreed.case.id
    record_answer(office, case_id, "violence.frequency", "daily")
    record_answer(office, case_id, "housing.town", "Zizanie")
    set_need(office, case_id, "complaint", NeedState.TO_DO)
    made = prepare_complaint_sheet(office, case_id, "parquet", tmp_path / "sheet.pdf")
    said = text_of(made.path, made.passphrase)
    assert "PRÉPARATION DE PLAINTE" in said and "Amina" in said and "Plainte" in said
    assert "Zizanie" not in said
    assert [each.paper for each in entries(office, agreed.case.reference)] == ["complaint_sheet"]


@pytest.mark.parametrize(("country", "there", "not_there"), [
    ("FR", "trois mois", "zone de police"), ("BE", "zone de police", "trois mois"),
])
def test_her_own_sheet_has_the_rights_of_the_country_and_a_tick_at_what_she_has(
    desk: Desk, tmp_path: Path, country: str, there: str, not_there: str
) -> None:
    office, case_id, out = desk.office, desk.case.id, tmp_path / "hers.pdf"
    with office.vault.change("office_details") as change:
        change.set_setting("office_country", country)
    record_answer(office, case_id, "violence.evidence", ["messages", "photos"])
    with pytest.raises(Refused, match="papier sans danger"):
        write_preparation(office, case_id, "fr", out)
    record_answer(office, case_id, "contact.may_keep_paper", True)
    with pytest.raises(UserError, match="n’existe qu’en"):
        write_preparation(office, case_id, "tr", out)
    write_preparation(office, case_id, "fr", out)
    said = text_of(out)
    assert "✓ Messages" in said and "□ Noms de témoins" in said
    assert there in said and not_there not in said and "Amina" not in said
    write_preparation(office, case_id, "nl", tmp_path / "nl.pdf")
    assert "Mijn rechten" in text_of(tmp_path / "nl.pdf")
    set_status(office, case_id, CaseStatus.CLOSED)
    with pytest.raises(UserError, match="clos"):
        write_preparation(office, case_id, "fr", tmp_path / "x.pdf")


def test_an_attestation_offers_days_and_places_and_takes_no_word_out_of_an_encounter(
    desk: Desk, tmp_path: Path
) -> None:
    office, case_id, out = desk.office, desk.case.id, tmp_path / "draft.pdf"
    record_encounter(office, case_id, {
        "on": "2026-11-03", "channel": "in_person", "place": "bureau 2",
        "done": "Elle montre des traces au cou et dit avoir eu peur de mourir",
    })
    offered = [said for _key, said in offered_days(office.vault.case(case_id))]
    assert offered == ["3 novembre 2026, au service, bureau 2"]
    for text, told in (
        ("Elle montre des traces au cou et pleure.", "entretien"), ("", "vu et entendu"), ("x" * 4001, "trop long"),
        ("Madame Amina tremblait.", "n’est pas transmise"),
    ):
        with pytest.raises(UserError, match=told):
            write_statement(office, case_id, text, out, asked_by_her=True)
    own = "Le 3 novembre 2026, au bureau 2, j’ai vu deux marques rouges sur le cou de la personne."
    with pytest.raises(Refused, match="à sa demande"):
        write_statement(office, case_id, own, out, asked_by_her=False)
    assert not out.exists()
    write_statement(office, case_id, own, out, asked_by_her=True)
    said = text_of(out)
    assert "deux marques rouges" in said and "recopier en entier" in said and "Nom, prénoms" in said
    assert "Amina" not in said and desk.case.reference not in said


@pytest.mark.parametrize(("country", "article"), [("FR", "article 202"), ("BE", "961/1"), ("", "produite en justice")])
def test_an_attestation_follows_the_law_of_the_office(
    desk: Desk, tmp_path: Path, country: str, article: str
) -> None:
    with desk.office.vault.change("office_details") as change:
        change.set_setting("office_country", country)
    write_statement(desk.office, desk.case.id, "Elle tremblait.", tmp_path / "a.pdf", asked_by_her=True)
    assert article in text_of(tmp_path / "a.pdf")


def test_the_timeline_on_paper_says_days_and_sorts_and_no_typed_word(desk: Desk, tmp_path: Path) -> None:
    office, case_id = desk.office, desk.case.id
    record_encounter(office, case_id, {"on": "2026-11-03", "channel": "phone", "done": "ZIZANIE", "place": "ZIZANIE"})
    record_complaint(office, case_id, {"step": "refused", "on": "2026-11-04", "what": "ZIZANIE"})
    made = write_timeline(office, case_id, tmp_path / "t.pdf")
    plain = write_timeline(
        office, case_id, tmp_path / "p.pdf", kinds=[TimelineKind.ENCOUNTER], plain=True,
    )
    assert bool(made.passphrase) and not plain.passphrase
    said, only = text_of(made.path, made.passphrase), text_of(plain.path)
    assert "Plainte · refusée par le service" in said and "Entretien" in said and "au téléphone" in said
    assert "Plainte" not in only and "Entretien" in only
    assert "ZIZANIE" not in said + only


def test_a_partner_of_every_sort_is_noted_as_whom_the_refusal_was_reported_to(agreed: Desk, tmp_path: Path) -> None:
    office, case_id = agreed.office, agreed.case.id
    save_partner(office, Partner("aide", "Aide aux victimes", PartnerKind.LAWYER))
    give_consent(
        office, case_id, recipient="aide", everything_else=False, mode=Mode.SPOKEN,
        categories=[Category.IDENTITY, Category.JUSTICE], purposes=[Purpose.COMPLAINT],
    )
    record_complaint(office, case_id, {"step": "refused", "on": "2026-01-13"})
    prepare_complaint_letter(office, case_id, "aide", tmp_path / "l.pdf")
    assert complaints(office.vault.case(case_id))[0].values["reported_to"] == "other"
