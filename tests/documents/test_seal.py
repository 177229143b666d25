"""A sealed document opens with its passphrase alone and tells nothing from outside."""

from __future__ import annotations

import io
import re

import pikepdf
import pypdf
import pypdfium2  # type: ignore[import-untyped]
import pytest

from caselink.documents.liaison import write_liaison
from caselink.documents.seal import seal_pdf
from tests.documents.readers import insides, pages_by_pdfium, pages_by_pypdf, plain
from tests.documents.samples import LETTERHEAD, typical

_PASSPHRASE = "prairie-lanterne-colibri-ombre-tiroir-sept"


@pytest.fixture(scope="module")
def sealed() -> bytes:
    return seal_pdf(write_liaison(typical(), LETTERHEAD), _PASSPHRASE)


def test_both_readers_open_it_with_its_passphrase(sealed: bytes) -> None:
    for pages in (pages_by_pypdf(sealed, _PASSPHRASE), pages_by_pdfium(sealed, _PASSPHRASE)):
        assert "نادية الحسن" in plain("\n".join(pages))


@pytest.mark.parametrize("wrong", ["", "prairie", _PASSPHRASE.upper(), _PASSPHRASE + " "])
def test_neither_reader_opens_it_with_another_or_with_none(sealed: bytes, wrong: str) -> None:
    reader = pypdf.PdfReader(io.BytesIO(sealed))
    assert reader.decrypt(wrong) == pypdf.PasswordType.NOT_DECRYPTED
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(sealed, password=wrong or None)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(sealed), password=wrong)


def test_the_encryption_is_aes_256_and_covers_the_metadata(sealed: bytes) -> None:
    with pikepdf.open(io.BytesIO(sealed), password=_PASSPHRASE) as document:
        assert document.encryption.R == 6
        assert document.encryption.V == 5
        assert document.encryption.stream_method.name == document.encryption.string_method.name == "aesv3"
        assert document.trailer.Encrypt.get("/EncryptMetadata", True)
        assert not document.owner_password_matched


def test_there_is_no_document_information_and_no_xmp(sealed: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(sealed), password=_PASSPHRASE)
    assert not reader.metadata
    assert reader.xmp_metadata is None
    assert not pypdfium2.PdfDocument(sealed, password=_PASSPHRASE).get_metadata_dict(skip_empty=True)


def test_nothing_of_the_document_is_readable_outside_the_encryption(sealed: bytes) -> None:
    for word in ("Nadia", "La Rive", "Le Fil", "K7M2", "NotoSans", "2026"):
        for spelled in (word.encode(), word.encode("utf-16-be"), word.encode("utf-16-be").hex().encode()):
            assert spelled not in sealed
    assert b"/CreationDate" not in insides(sealed, _PASSPHRASE)


def test_two_seals_of_one_document_share_neither_id_nor_content() -> None:
    pdf = write_liaison(typical(), LETTERHEAD)
    first, second = seal_pdf(pdf, _PASSPHRASE), seal_pdf(pdf, _PASSPHRASE)
    ids = [re.findall(rb"/ID \[<([0-9a-f]{32})><([0-9a-f]{32})>\]", each) for each in (first, second)]
    assert len(ids[0]) == len(ids[1]) == 1
    assert not set(ids[0][0]) & set(ids[1][0])
    keys = [re.findall(rb"/(?:UE|OE|U|O|Perms) <([0-9a-f]+)>", each) for each in (first, second)]
    assert len(keys[0]) == 5
    assert not set(keys[0]) & set(keys[1])


def test_an_empty_passphrase_is_refused() -> None:
    with pytest.raises(ValueError, match="empty passphrase"):
        seal_pdf(write_liaison(typical(), LETTERHEAD), "")


def test_a_passphrase_with_accents_opens_the_document_in_both_readers() -> None:
    accented = seal_pdf(write_liaison(typical(), LETTERHEAD), "été à Łódź, rue de l’Église")
    assert pages_by_pypdf(accented, "été à Łódź, rue de l’Église")
    assert pages_by_pdfium(accented, "été à Łódź, rue de l’Église")


def test_metadata_that_a_document_came_with_is_taken_out() -> None:
    with pikepdf.new() as document:
        document.add_blank_page()
        document.docinfo["/Author"] = "Canari"
        with document.open_metadata() as xmp:
            xmp["dc:title"] = "Canari"
        raw = io.BytesIO()
        document.save(raw)
    assert b"Canari" in insides(raw.getvalue())
    assert b"Canari" not in insides(seal_pdf(raw.getvalue(), _PASSPHRASE), _PASSPHRASE)
