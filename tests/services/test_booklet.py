"""The booklet: how it is folded, whom it names, what it never tells; the form on paper."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest

from caselink.disclosure.gate import case_free
from caselink.documents.booklet import folding
from caselink.domain.needs import NeedMark, NeedState
from caselink.domain.partners import Partner, PartnerKind
from caselink.errors import Refused, UserError
from caselink.forms.registry import PARTNER_FORM
from caselink.services.answers import record_answer
from caselink.services.blank_form import write_blank_form
from caselink.services.booklet import write_booklet
from caselink.services.directory import save_partner
from caselink.services.papers import prepare
from tests.services.conftest import Desk


def _read(path: Path) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(path.read_bytes()))


def _text(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in _read(path).pages).split())


def test_pages_stand_where_they_come_in_order_once_folded() -> None:
    assert folding(1) == [((3, 0), (1, 2))]
    assert folding(8) == [((7, 0), (1, 6)), ((5, 2), (3, 4))]
    for count in (3, 6, 13):
        sides = folding(count)
        assert sorted(page for side in sides for pair in side for page in pair) == [*range(len(sides) * 4)]


@pytest.mark.parametrize(("size", "wide"), [("a5", True), ("a6", False)])
def test_it_is_printed_on_both_sides_of_a4(size: str, wide: bool) -> None:
    facts = tuple((f"Service {number}", "01 99 00 00 01\nlundi") for number in range(60))
    sheet = prepare("booklet", case_free("", "Adresses", (), facts), size, False)
    pages = pypdf.PdfReader(io.BytesIO(sheet.content)).pages
    assert len(pages) % 2 == 0
    assert all((page.mediabox.width > page.mediabox.height) is wide for page in pages)
    said = " ".join(page.extract_text() for page in pages)
    assert all(f"Service {number}" in said for number in range(60))


def test_it_names_no_place_of_a_shelter_no_embassy_and_discreetly_no_word_at_all(desk: Desk, tmp_path: Path) -> None:
    office = desk.office
    for partner in (
        Partner("refuge", "Refuge pour femmes victimes", PartnerKind.SHELTER, phones=("01 99 00 00 51",),
                address="rue du Secret 1"),
        Partner("ambassade", "Ambassade", PartnerKind.EMBASSY, phones=("01 99 00 00 52",)),
        Partner("cpas", "CPAS de Namur", PartnerKind.SOCIAL_SERVICE, phones=("01 99 00 00 53",), address="rue 3"),
    ):
        save_partner(office, partner)
    assert write_booklet(office, tmp_path / "all.pdf", size="a5") > 3
    said = _text(tmp_path / "all.pdf")
    assert "01 99 00 00 51" in said
    assert "rue 3" in said
    for words in ("rue du Secret", "Ambassade", "01 99 00 00 52"):
        assert words not in said
    write_booklet(office, tmp_path / "small.pdf", discreet=True)
    said = _text(tmp_path / "small.pdf").lower()
    assert "01 99 00 00 51" in said
    assert not any(word in said for word in ("violence", "victime", "femmes", "refuge", "adresses utiles"))
    with pytest.raises(UserError, match="langue"):
        write_booklet(office, tmp_path / "x.pdf", tag="xx")
    with pytest.raises(UserError, match="a5 ou en a6"):
        write_booklet(office, tmp_path / "x.pdf", size="a4")
    with pytest.raises(Refused, match="garder un papier"):
        write_booklet(office, tmp_path / "x.pdf", case_id=desk.case.id)
    with pytest.raises(UserError, match="Aucune structure"):
        write_booklet(office, tmp_path / "x.pdf", case_id=desk.case.id, discreet=True)
    record_answer(office, desk.case.id, "contact.may_keep_paper", False)
    with pytest.raises(Refused, match="garder un papier"):
        write_booklet(office, tmp_path / "x.pdf", case_id=desk.case.id, discreet=True)
    record_answer(office, desk.case.id, "contact.may_keep_paper", True)
    with office.vault.change("need", desk.case.id) as change:
        change.put_need(desk.case.id, "lawyer", NeedMark(NeedState.TO_DO))
    assert write_booklet(office, tmp_path / "hers.pdf", case_id=desk.case.id, tag="nl", large=True) > 0
    assert not (tmp_path / "x.pdf").exists()


def test_the_form_on_paper_asks_every_question_and_holds_no_answer(tmp_path: Path) -> None:
    write_blank_form(tmp_path / "fr.pdf")
    write_blank_form(tmp_path / "nl.pdf", "nl")
    said = _text(tmp_path / "fr.pdf")
    labels = [field.label for section in PARTNER_FORM.sections for field in section.fields]
    assert sum(label.split()[0] in said for label in labels) == len(labels)
    assert "[ ] oui" in said
    assert "[ ] ja" in _text(tmp_path / "nl.pdf")
    with pytest.raises(UserError, match="langue"):
        write_blank_form(tmp_path / "x.pdf", "xx")
