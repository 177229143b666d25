"""Files kept with a case: what they are, byte for byte, and what a copy that leaves no longer tells."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from caselink.domain.case import CaseStatus
from caselink.domain.events import EventKind
from caselink.errors import Refused, UserError
from caselink.forms.attachments import LARGEST_FILE
from caselink.forms.categories import Category
from caselink.forms.consent_terms import Mode
from caselink.forms.purposes import Purpose
from caselink.services.answers import record_answer
from caselink.services.attachments import (
    Attachment,
    attach,
    attachments,
    check_file,
    content_of,
    copy_to_leave,
    extract,
    picture_of,
    remove_attachment,
)
from caselink.services.audit import audit_lines
from caselink.services.cases import set_status
from caselink.services.consents import give_consent
from caselink.services.history import history
from caselink.services.office import Office
from caselink.services.sharing import prepare_liaison
from tests.services import strange
from tests.services.conftest import Desk


def add(desk: Desk, content: bytes, name: str, kind: str = "other", category: str = "health") -> Attachment:
    return attach(desk.office, desk.case.id, check_file(content, name), kind, category)


@pytest.mark.parametrize(("content", "name", "kind"), [
    (strange.photo(), "IMG_1.JPG", "image/jpeg"), (strange.photo(kind="PNG"), "photo.png", "image/png"),
    (strange.pdf(), "certificat.pdf", "application/pdf"),
    (strange.odt(), "note.odt", "application/vnd.oasis.opendocument.text"),
    (strange.docx(), "note.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("été".encode(), "message.txt", "text/plain"), (b"OggS" + bytes(40), "vocal.opus", "audio/ogg"),
])
def test_a_file_is_kept_byte_for_byte_and_known_by_its_content(
    desk: Desk, tmp_path: Path, content: bytes, name: str, kind: str
) -> None:
    made = add(desk, content, name)
    assert (made.type.id, made.name, made.size) == (kind, name, len(content))
    assert made.sha256 == hashlib.sha256(content).hexdigest()
    assert attachments(desk.office, desk.case.id) == (made,)
    out = tmp_path / "out"
    extract(desk.office, desk.case.id, made.id, out)
    assert out.read_bytes() == content
    assert audit_lines(desk.office)[-1].action == "attachment_extracted"
    assert made.name in history(desk.office, desk.case.id)[0].after


@pytest.mark.parametrize(("content", "name", "said"), [
    (b"", "a.txt", "vide"), (b"MZ\x90\0" + bytes(200), "photo.jpg", "ni une image"),
    (b"\x7fELF" + bytes(9), "a", "ni une"),
    (b"#!/bin/sh\nrm -rf /\n", "note.txt", "ni une image"), (strange.photo(), "photo.pdf", "pas ce que dit son nom"),
    (b"%PDF-1.7\n" + bytes(range(256)), "a.pdf", "abîmé"), (strange.photo()[:200], "a.jpg", "abîmé"),
    (strange.huge_png(), "a.png", "trop grande"), (strange.pdf(2_001), "a.pdf", "trop de pages"),
    (strange.docx(bomb=201 * 2**20), "a.docx", "anormalement grand"), (strange.pdf(user="x"), "a.pdf", "mot de passe"),
    (b"PK\x03\x04" + bytes(90), "a.docx", "ni une image"),
], ids=lambda value: value[:12] if isinstance(value, str) else "")
def test_what_is_not_what_it_says_or_dangerous_to_open_is_refused_with_a_sentence(
    content: bytes, name: str, said: str
) -> None:
    with pytest.raises(UserError, match=said) as refused:
        check_file(content, name)
    assert refused.value.sentence.endswith("Rien n’a été ajouté.")


def test_a_file_of_51_megabytes_is_refused() -> None:
    with pytest.raises(UserError, match="50 Mo"):
        check_file(b"a" * (LARGEST_FILE + 1), "a.txt")


@pytest.mark.parametrize(("name", "kept"), [
    ("/home/x/../a.txt", "a.txt"), ("C:\\Users\\x\\a.txt", "a.txt"), ("a\n\u202eb.txt", "ab.txt"), ("..", "piece.txt"),
    ("é" * 300 + ".txt", "é" * 196 + ".txt"),
])
def test_a_name_keeps_no_path_and_no_sign_that_hides(name: str, kept: str) -> None:
    assert check_file(b"texte", name).name == kept


def test_the_day_a_photograph_was_taken_is_read_unless_it_lies_ahead(desk: Desk) -> None:
    assert str(add(desk, strange.photo(), "a.jpg").taken_on) == "2026-10-03"
    assert add(desk, strange.pdf(), "a.pdf").taken_on is None


@pytest.mark.parametrize(("content", "name"), [
    (strange.photo(), "a.jpg"), (strange.photo(6), "a.jpg"), (strange.photo(kind="PNG"), "a.png"),
    (strange.pdf(), "a.pdf"), (strange.docx(), "a.docx"), (strange.odt(), "a.odt"),
])
def test_a_copy_that_leaves_tells_neither_place_nor_device_nor_author(desk: Desk, content: bytes, name: str) -> None:
    made = add(desk, content, name)
    before = strange.unpacked(content)
    after = strange.unpacked(copy_to_leave(made, content_of(desk.office, desk.case.id, made.id)))
    told = [word.encode(coding) for word in (strange.MAKER, strange.AUTHOR) for coding in ("utf-8", "utf-16-be")]
    assert any(word in before for word in told)
    assert not any(word in after for word in (*told, b"Exif\0", b"GPS", b"cach"))
    assert (strange.WORDS in before) == (strange.WORDS in after)


def test_a_photograph_that_leaves_shows_the_same_points_upright() -> None:
    def copied(content: bytes) -> Image.Image:
        made = check_file(content, "a.jpg")
        fake = Attachment("x", "a.jpg", "other", Category.HEALTH, made.type, "", 0, None, "", "")
        return Image.open(io.BytesIO(copy_to_leave(fake, content))).convert("RGB")

    upright = Image.open(io.BytesIO(strange.photo())).convert("RGB")
    assert copied(strange.photo()).tobytes() == upright.tobytes()
    assert copied(strange.photo(6)).size == (48, 64)


def test_what_can_not_be_cleaned_does_not_leave(desk: Desk) -> None:
    for content, name in ((b"OggS" + bytes(40), "a.ogg"), (strange.docx(macro=True), "a.docx")):
        made = add(desk, content, name)
        with pytest.raises(UserError, match="Rien n’a été préparé"):
            copy_to_leave(made, content)


def test_pictures_and_pages_are_shown_without_a_file() -> None:
    for content, name in ((strange.photo(6), "a.jpg"), (strange.pdf(2), "a.pdf")):
        kind = check_file(content, name).type
        shown = Image.open(io.BytesIO(picture_of(kind, content, 0, 32, 32)))
        assert shown.format == "PNG" and max(shown.size) == 32 and not shown.getexif()
    with pytest.raises(UserError):
        picture_of(check_file(strange.pdf(), "a.pdf").type, strange.pdf(), 5, 32, 32)


def test_unknown_kinds_closed_cases_and_what_is_gone_are_refused(desk: Desk, tmp_path: Path) -> None:
    checked = check_file(b"texte", "a.txt")
    for kind, category in (("x", "health"), ("other", "x")):
        with pytest.raises(UserError):
            attach(desk.office, desk.case.id, checked, kind, category)
    made = add(desk, b"texte", "a.txt")
    remove_attachment(desk.office, desk.case.id, made.id)
    with pytest.raises(UserError):
        extract(desk.office, desk.case.id, made.id, tmp_path / "out")
    set_status(desk.office, desk.case.id, CaseStatus.CLOSED)
    with pytest.raises(UserError, match="clos"):
        attach(desk.office, desk.case.id, checked, "other", "health")
    assert attachments(desk.office, desk.case.id) == () and not (tmp_path / "out").exists()


def agree(office: Office, case_id: str, *categories: Category) -> None:
    give_consent(
        office, case_id, recipient="abri", categories=categories, everything_else=True, purposes=[Purpose.HOUSING],
        mode=Mode.SPOKEN,
    )


def test_a_form_takes_a_copy_along_only_where_she_agreed_and_the_register_keeps_both_hashes(
    desk: Desk, tmp_path: Path
) -> None:
    office, case_id = desk.office, desk.case.id
    record_answer(office, case_id, "person.goes_by", "Amina")
    made = add(desk, strange.photo(), "genou Amina.jpg", "injury_photo")
    agree(office, case_id)
    with pytest.raises(Refused, match="pièces jointes"):
        prepare_liaison(office, case_id, "abri", Purpose.HOUSING, tmp_path / "no.pdf", attachments=(made.id,))
    assert not (tmp_path / "no.pdf").exists()
    agree(office, case_id, Category.HEALTH)
    with pytest.raises(UserError):
        prepare_liaison(office, case_id, "abri", Purpose.HOUSING, tmp_path / "no.pdf", attachments=("x",))
    form = prepare_liaison(office, case_id, "abri", Purpose.HOUSING, tmp_path / "yes.pdf", attachments=(made.id,))
    with pikepdf.open(form.path, password=form.passphrase) as document:
        assert {*document.attachments} == {"piece-1.jpg", "reponse.pdf", "caselink.json", "caselink.json.sig"}
        inside = document.attachments["piece-1.jpg"].get_file().read_bytes()
    assert strange.MAKER.encode() not in inside
    left = office.vault.events_of_kind(EventKind.LEFT, case_id)[-1].body
    assert left["attachments"] == [
        {"id": made.id, "original": made.sha256, "copy": hashlib.sha256(inside).hexdigest()}
    ]
    assert content_of(office, case_id, made.id) == strange.photo()
