"""The certificate of an erasure: the reference, what was reached, and nothing beside what is printed."""

from __future__ import annotations

import stat
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caselink.disclosure.outputs import CaseFree
from caselink.documents.certificate import write_certificate as print_certificate
from caselink.errors import UserError
from caselink.services.erasing import Certificate, write_certificate
from tests.documents.readers import both, insides, pages_by_pdfium
from tests.documents.test_writers_take_gate_types import taken_by

CERTIFICATE = Certificate(
    "K7M2-9QXD-R4TB", "2026-0042", date(2026, 11, 22), "amal", "Association Le Fil", "ab12" * 16, listed=True
)


@pytest.fixture
def pdf(tmp_path: Path) -> bytes:
    out = tmp_path / "certificat.pdf"
    write_certificate(CERTIFICATE, out)
    return out.read_bytes()


def test_both_readers_find_what_is_certified(pdf: bytes) -> None:
    assert len(pages_by_pdfium(pdf)) == 1
    for text in both(pdf):
        for said in (
            "Certificat d’effacement", "2026-0042", "22 novembre 2026", "amal", "Association Le Fil",
            "ab12 ab12 ab12 ab12 ab12 ab12", "K7M2-9QXD-R4TB", "24 heures", "est supprimée", "clé USB",
            "jusqu’à ce qu’on l’ouvre",
        ):
            assert said in text, said


def test_nothing_stands_beside_what_is_printed(pdf: bytes) -> None:
    inside = insides(pdf)
    for word in (b"/CreationDate", b"/Author", b"ReportLab", b"pikepdf"):
        assert word not in inside


def test_an_office_without_a_name_has_no_empty_line(tmp_path: Path) -> None:
    nameless = replace(CERTIFICATE, office_name="")
    out = tmp_path / "certificat.pdf"
    write_certificate(nameless, out)
    assert "Service" not in both(out.read_bytes())[0]


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    out = tmp_path / "certificat.pdf"
    out.write_bytes(b"hers")
    with pytest.raises(UserError, match="existe déjà"):
        write_certificate(CERTIFICATE, out)
    assert out.read_bytes() == b"hers"
    with pytest.raises(UserError, match="autre endroit"):
        write_certificate(CERTIFICATE, tmp_path / "nowhere" / "certificat.pdf")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_only_this_system_user_reads_it(tmp_path: Path) -> None:
    out = tmp_path / "certificat.pdf"
    write_certificate(CERTIFICATE, out)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_it_is_made_of_what_only_the_gate_makes() -> None:
    assert CaseFree in taken_by(print_certificate)
