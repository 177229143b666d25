"""The consent form in her language: one page a language, what is asked and nothing else, for nobody never to inform."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest

from caselink.domain.partners import PartnerKind
from caselink.errors import CaseLinkError, Refused
from caselink.forms import consent_form as texts
from caselink.forms.categories import Category
from caselink.forms.consent_terms import ExcludedKind
from caselink.forms.purposes import Purpose
from caselink.forms.spoken import CRIMINAL_FILE, SPOKEN_CATEGORIES, TO_KNOW
from caselink.i18n import HER_LANGUAGES, choose_language, text_in
from caselink.services.answers import record_answer
from caselink.services.consent_form import AgreementAsked, write_consent_form
from caselink.services.consents import never_inform
from tests.documents.readers import both, pages_by_pypdf, plain
from tests.services.conftest import Desk

ASKED = AgreementAsked([Category.IDENTITY, Category.HEALTH], [Purpose.HOUSING])


def form(desk: Desk, out: Path, tag: str, asked: AgreementAsked = ASKED, to: str = "abri") -> bytes:
    write_consent_form(desk.office, desk.case.id, to, tag, asked, out)
    return out.read_bytes()


def words(language: str, text: str) -> str:
    """The text as it is read back, its values left out."""
    return plain(text_in(language, text).partition("{")[0])


@pytest.mark.parametrize("language", HER_LANGUAGES)
@pytest.mark.parametrize("asked", [ASKED, AgreementAsked()], ids=["asked", "boxes"])
def test_it_stands_on_one_page_in_her_language_and_on_one_in_the_office_s(
    desk: Desk, tmp_path: Path, language: str, asked: AgreementAsked
) -> None:
    pages = [plain(page) for page in pages_by_pypdf(form(desk, tmp_path / "form.pdf", language, asked, "parquet"))]
    assert len(pages) == (1 if language == "fr" else 2)
    for page, code in zip(pages, (language, "fr"), strict=False):
        for text in (texts.TITLE, texts.KNOW, texts.UNDERSTOOD, texts.PRESENT, *TO_KNOW, CRIMINAL_FILE, texts.ALOUD):
            assert words(code, text) in page, text
        assert "Parquet" in page


def test_it_says_what_is_asked_and_nothing_else_and_left_open_each_thing_has_its_box(
    desk: Desk, tmp_path: Path
) -> None:
    (asked,) = {plain(page) for page in pages_by_pypdf(form(desk, tmp_path / "a.pdf", "fr"))}
    (open_one,) = {plain(page) for page in pages_by_pypdf(form(desk, tmp_path / "b.pdf", "fr", AgreementAsked()))}
    for category, label in SPOKEN_CATEGORIES.items():
        assert (f"✓ {plain(label)}" in asked) is (category in ASKED.categories)
        assert (plain(label) in asked) is (category in ASKED.categories)
        assert f"□ {plain(label)}" in open_one
    assert asked.index("une chose à la fois") < asked.index("votre santé")
    assert plain(CRIMINAL_FILE) not in asked
    assert "2026-0042" not in asked and "Amina" not in asked
    assert "commence le …" in open_one


def test_in_a_language_without_a_text_half_of_it_is_written_by_hand(desk: Desk, tmp_path: Path) -> None:
    pdf = form(desk, tmp_path / "form.pdf", "ti")
    assert all("tigrigna" in each and "Votre accord" in each for each in both(pdf))
    with pikepdf.open(io.BytesIO(form(desk, tmp_path / "ar.pdf", "prs"))) as document:
        assert str(document.Root.Lang) == "fa"


def test_the_other_page_is_in_the_language_of_the_office(desk: Desk, tmp_path: Path) -> None:
    choose_language("nl")
    try:
        pages = pages_by_pypdf(form(desk, tmp_path / "form.pdf", "fr"))
    finally:
        choose_language("fr")
    assert [texts.TITLE in pages[0], text_in("nl", texts.TITLE) in pages[1]] == [True, True]


def test_nobody_is_asked_for_one_never_to_inform_and_what_can_t_be_is_refused_with_no_file(
    desk: Desk, tmp_path: Path
) -> None:
    never_inform(desk.office, desk.case.id, ExcludedKind.PARTNER, "Maison d’accueil")
    out = tmp_path / "form.pdf"
    with pytest.raises(Refused):
        form(desk, out, "ar")
    today = desk.office.today()
    for to, tag, asked in (
        ("nowhere", "ar", ASKED), ("parquet", "xx", ASKED),
        ("parquet", "ar", AgreementAsked(until=today - timedelta(days=1))),
        ("parquet", "ar", AgreementAsked(until=today + timedelta(days=800))),
    ):
        with pytest.raises(CaseLinkError):
            form(desk, out, tag, asked, to)
    assert not out.exists()
    assert PartnerKind.PUBLIC_PROSECUTOR.feeds_the_criminal_file


def test_who_makes_it_is_told_where_she_may_not_be_able_to_keep_it(desk: Desk, tmp_path: Path) -> None:
    office, case_id = desk.office, desk.case.id
    (told,) = write_consent_form(office, case_id, "abri", "ar", ASKED, tmp_path / "a.pdf")
    assert "papier" in told
    record_answer(office, case_id, "contact.may_keep_paper", True)
    assert write_consent_form(office, case_id, "abri", "ar", ASKED, tmp_path / "b.pdf") == ()
