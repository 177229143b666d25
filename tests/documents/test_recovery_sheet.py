"""The recovery sheet: one page that gives the code back exactly, and nothing beside what is printed."""

from __future__ import annotations

import io
import stat
import sys
from pathlib import Path

import pikepdf
import pytest

from caselink.disclosure.outputs import CaseFree
from caselink.documents.recovery_sheet import write_recovery_sheet as print_sheet
from caselink.errors import UserError
from caselink.services.recovery_sheet import recovery_sheet, write_recovery_sheet
from caselink.vault.keys.recovery_code import new_code, read_code
from tests.documents.readers import both, insides, pages_by_pdfium
from tests.documents.test_writers_take_gate_types import taken_by

CODE = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV"


def test_the_code_is_read_back_as_it_was_made() -> None:
    code = new_code()
    for text in both(recovery_sheet("Relais", code)):
        start = text.index(code[:4])
        printed = text[start : start + len(code) + 1]
        assert read_code(printed) == code


def test_every_sign_of_a_code_is_printed_and_as_wide_as_the_others() -> None:
    sheet = recovery_sheet("", CODE)
    for text in both(sheet):
        assert CODE.replace("-", "") in text.replace("-", "").replace(" ", "")
    with pikepdf.open(io.BytesIO(sheet)) as document:
        fonts = document.pages[0].Resources.Font.values()
        (descendant,) = [font.DescendantFonts[0] for font in fonts if "Mono" in str(font.BaseFont)]
        widths = [int(str(width)) for width in descendant.W[1]][1:]
    assert len(set(widths)) == 1


@pytest.mark.parametrize("office", ["", "Relais des Trois-Rivières", "Association d’aide aux victimes " * 12])
def test_it_is_one_page_and_names_the_office(office: str) -> None:
    pages = pages_by_pdfium(recovery_sheet(office, CODE))
    assert len(pages) == 1
    assert " ".join(office.split()) in " ".join(pages[0].split())


def test_nothing_stands_in_it_beside_what_is_printed() -> None:
    sheet = recovery_sheet("Relais", CODE)
    with pikepdf.open(io.BytesIO(sheet)) as document:
        assert "/Info" not in document.trailer
        assert "/Metadata" not in document.Root
    assert b"reportlab" not in insides(sheet).lower()
    assert b"/CreationDate" not in insides(sheet)


def test_it_is_made_from_what_the_gate_hands_out() -> None:
    assert CaseFree in taken_by(print_sheet)


def test_the_file_is_for_this_system_user_alone_and_never_replaces_another(tmp_path: Path) -> None:
    out = tmp_path / "feuille.pdf"
    write_recovery_sheet("Relais", CODE, out)
    if sys.platform != "win32":
        assert stat.S_IMODE(out.stat().st_mode) == 0o600
    before = out.read_bytes()
    with pytest.raises(UserError):
        write_recovery_sheet("Relais", new_code(), out)
    assert out.read_bytes() == before
    with pytest.raises(UserError):
        write_recovery_sheet("Relais", CODE, tmp_path / "nowhere" / "feuille.pdf")
