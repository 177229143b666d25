"""She takes a consent back: what went out is listed with whom to call, telling them is red, letters call it back."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pypdf
import pytest

from caselink.consent.events import read_grounds
from caselink.disclosure.gate import case_free
from caselink.domain.answers import Json
from caselink.domain.needs import NeedState
from caselink.domain.partners import Partner, PartnerKind
from caselink.errors import Refused, UserError
from caselink.forms.categories import Category
from caselink.forms.consent_terms import ExcludedKind, Mode
from caselink.forms.purposes import Purpose
from caselink.services.consents import give_consent, never_inform, withdraw
from caselink.services.directory import save_partner
from caselink.services.imports import import_document
from caselink.services.papers import Leaving, hand_over_all, head_for, prepare
from caselink.services.recall import write_recalls
from caselink.services.referrals import referrals
from caselink.services.register import entries
from caselink.services.sharing import prepare_liaison, preview
from tests.services.conftest import Desk


@pytest.fixture
def given(desk: Desk) -> str:
    save_partner(desk.office, Partner("abri", "Maison d’accueil", PartnerKind.SHELTER, phones=("01 99 00 00 55",)))
    return _agree(desk, "abri")


def _agree(desk: Desk, to: str) -> str:
    case = give_consent(
        desk.office, desk.case.id, recipient=to, categories=[Category.IDENTITY], everything_else=False,
        purposes=[Purpose.HOUSING], mode=Mode.SPOKEN,
    )
    return next(each.id for each in read_grounds(case.events).consents[::-1] if each.recipient == to)


def test_letters_name_documents_alone_and_telling_them_is_red_until_they_answer(
    desk: Desk, given: str, tmp_path: Path
) -> None:
    office, case_id = desk.office, desk.case.id
    made = prepare_liaison(office, case_id, "abri", Purpose.HOUSING, tmp_path / "a.pdf")
    with pytest.raises(UserError, match="Rien n’a été retiré"):
        write_recalls(office, case_id, given, tmp_path)
    result = withdraw(office, case_id, given, purposes=[Purpose.HOUSING])
    (sent,) = result.sent
    assert (sent.entry.id, sent.phone, sent.stays_there) == (made.id, "01 99 00 00 55", False)
    assert result.case.need_state("tell_recipients") is NeedState.TO_DO
    assert not preview(office, case_id, "abri", Purpose.NETWORK).shared
    (letter,) = write_recalls(office, case_id, given, tmp_path).letters
    reader = pypdf.PdfReader(io.BytesIO(letter.path.read_bytes()), password=letter.passphrase)
    said = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert made.id in said
    assert "détruisez-les" in said
    assert "Amina" not in said
    assert desk.case.reference not in said
    assert [entry.paper for entry in entries(office)] == ["recall_letter", "liaison_form"]
    (awaited,) = referrals(office.vault.case(case_id))
    assert (awaited.need, awaited.to, awaited.awaited) == ("tell_recipients", "abri", True)


def test_what_police_and_justice_have_does_not_come_back_and_who_is_listed_gets_no_letter(
    desk: Desk, given: str, tmp_path: Path
) -> None:
    office, case_id = desk.office, desk.case.id
    theirs = _agree(desk, "parquet")
    prepare_liaison(office, case_id, "parquet", Purpose.HOUSING, tmp_path / "a.pdf")
    result = withdraw(office, case_id, theirs)
    assert [each.stays_there for each in result.sent] == [True]
    assert result.case.need_state("tell_recipients") is NeedState.NOT_ASSESSED
    made = write_recalls(office, case_id, theirs, tmp_path)
    assert (made.letters, made.not_written) == ((), ("Parquet",))
    prepare_liaison(office, case_id, "abri", Purpose.HOUSING, tmp_path / "b.pdf")
    withdraw(office, case_id, given)
    never_inform(office, case_id, ExcludedKind.FAMILY, "Maison d’accueil")
    assert write_recalls(office, case_id, given, tmp_path).letters == ()
    assert [*tmp_path.glob("rappel-*")] == []
    unused = _agree(desk, "abri")
    withdraw(office, case_id, unused)
    with pytest.raises(UserError, match="Rien n’avait été transmis"):
        write_recalls(office, case_id, unused, tmp_path)


def test_who_forwarded_a_form_is_in_the_register_and_is_called_by_a_letter_of_its_own(
    desk: Desk, given: str, tmp_path: Path
) -> None:
    office, case_id = desk.office, desk.case.id
    theirs = _agree(desk, "parquet")
    near = Partner("relais", "Relais Haddad", PartnerKind.SHELTER)
    save_partner(office, near)
    made = prepare_liaison(
        office, case_id, "parquet", Purpose.HOUSING, tmp_path / "a.pdf", through="abri",
    )
    assert entries(office)[0].reached == (("parquet", "Parquet"), ("abri", "Maison d’accueil"))
    assert any("dossier pénal" in words for words in made.warnings)
    withdrawn = withdraw(office, case_id, given)
    assert [(each.recipient, each.stays_there, each.phone) for each in withdrawn.sent] == [
        ("abri", False, "01 99 00 00 55")
    ]
    assert withdrawn.case.need_state("tell_recipients") is NeedState.TO_DO
    (letter,) = write_recalls(office, case_id, given, tmp_path).letters
    assert letter.recipient == "abri"
    withdraw(office, case_id, theirs)
    assert write_recalls(office, case_id, theirs, tmp_path).not_written == ("Parquet",)
    again, hers = _agree(desk, "relais"), _agree(desk, "parquet")
    never_inform(office, case_id, ExcludedKind.FAMILY, "Karim Haddad")
    with pytest.raises(Refused, match="Karim Haddad"):
        prepare_liaison(office, case_id, "parquet", Purpose.HOUSING, tmp_path / "b.pdf", through="relais")
    prepare_liaison(
        office, case_id, "parquet", Purpose.HOUSING, tmp_path / "b.pdf", through="relais", despite_near="autre famille"
    )
    assert "Karim Haddad" in entries(office)[0].despite
    withdraw(office, case_id, again)
    withdraw(office, case_id, hers)
    assert [each.recipient for each in write_recalls(office, case_id, again, tmp_path).letters] == ["relais"]
    never_inform(office, case_id, ExcludedKind.FAMILY, "Leïla Haddad")
    assert write_recalls(office, case_id, again, tmp_path).not_written == ("Relais Haddad",)


def test_letters_are_written_all_or_none(desk: Desk, tmp_path: Path) -> None:
    office, case_id = desk.office, desk.case.id
    head = head_for(office, "Abri", {})
    sheet = prepare("recall_letter", case_free(head.letterhead.document_id, "x", ("y",)), head.letterhead)
    (tmp_path / "taken.pdf").write_bytes(b"")
    before, kept = entries(office), {*tmp_path.iterdir()}
    body: dict[str, Json] = {
        "recipient": "abri", "recipient_name": "Abri", "individual": False, "purpose": "housing", "basis": [],
        "valid_until": "", "held": [],
    }
    with pytest.raises(UserError, match="existe déjà"):
        hand_over_all(office, [
            Leaving(case_id, sheet, head, tmp_path / name, body) for name in ("free.pdf", "taken.pdf")
        ])
    assert entries(office) == before
    assert {*tmp_path.iterdir()} == kept


def test_a_withdrawal_in_a_document_that_is_taken_in_makes_telling_them_red_too(
    desk: Desk, given: str, tmp_path: Path
) -> None:
    office, case_id = desk.office, desk.case.id
    prepare_liaison(office, case_id, "abri", Purpose.HOUSING, tmp_path / "a.pdf")
    (consent,) = read_grounds(office.vault.case(case_id).events).consents
    said = {
        "recipient": "abri", "categories": ["identity"], "purposes": ["housing"],
        "given_on": consent.given_on.isoformat(), "withdrawn_on": office.today().isoformat(),
    }
    document = json.dumps({"cases": [{"reference": desk.case.reference, "consents": [said]}]}).encode()
    assert import_document(office, document, update=True).problems == ()
    assert office.vault.case(case_id).need_state("tell_recipients") is NeedState.TO_DO
    assert [each.recipient for each in write_recalls(office, case_id, given, tmp_path).letters] == ["abri"]
