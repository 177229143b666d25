"""Answer slips: what they hold, how they come back, what is refused with nothing changed."""

from __future__ import annotations

import contextlib
import io
import resource
import struct
import zlib
from pathlib import Path

import pikepdf
import pypdf
import pytest

from caselink.domain.needs import NeedMark, NeedState
from caselink.errors import CaseLinkError, UserError
from caselink.forms.categories import Category
from caselink.forms.consent_terms import Mode
from caselink.forms.need_items_hers import TELL_RECIPIENTS
from caselink.forms.purposes import Purpose
from caselink.intake.files.job import answer
from caselink.services.consents import give_consent
from caselink.services.referrals import record_referral, referrals
from caselink.services.sharing import Prepared, prepare_liaison
from caselink.services.slips import accept, receive, receive_file
from tests.services.conftest import Desk


@pytest.fixture
def form(desk: Desk, tmp_path: Path) -> Prepared:
    office, case_id = desk.office, desk.case.id
    with office.vault.change("need", case_id) as change:
        change.put_need(case_id, "accommodation", NeedMark(NeedState.TO_DO))
    give_consent(
        office, case_id, recipient="abri", categories=[Category.IDENTITY, Category.MATERIAL], everything_else=False,
        purposes=[Purpose.HOUSING], mode=Mode.SPOKEN,
    )
    return prepare_liaison(
        office, case_id, "abri", Purpose.HOUSING, tmp_path / "form.pdf", slip_out=tmp_path / "slip.pdf"
    )


def _filled(slip: bytes, **values: str) -> bytes:
    """As a partner fills it, by another library."""
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(slip)))
    writer.update_page_form_field_values(writer.pages[0], values, auto_regenerate=False)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def test_the_slip_is_one_page_with_fields_inside_the_form_and_beside_it(form: Prepared, tmp_path: Path) -> None:
    slip = (tmp_path / "slip.pdf").read_bytes()
    reader = pypdf.PdfReader(io.BytesIO(slip))
    assert len(reader.pages) == 1
    assert [*(reader.get_fields() or {})] == ["form_id", "answer", "why", "by", "on", "line"]
    said = reader.pages[0].extract_text()
    assert "Votre réponse" in said
    assert "Amina" not in said
    with pikepdf.open(form.path, password=form.passphrase) as document:
        assert document.attachments["reponse.pdf"].get_file().read_bytes() == slip


def test_an_answer_is_shown_first_and_one_press_takes_it_over(desk: Desk, form: Prepared, tmp_path: Path) -> None:
    office, case_id = desk.office, desk.case.id
    record_referral(office, case_id, {"need": "accommodation", "to": "abri", "state": "sent"})
    filled = tmp_path / "back.pdf"
    filled.write_bytes(_filled((tmp_path / "slip.pdf").read_bytes(), answer="refused", why="complet", by="Zélie"))
    found = receive_file(office, filled)
    assert (found.form, found.recipient, found.reference) == (form.id, "abri", "2026-0042")
    assert [(each.need, each.here, each.there) for each in found.changes] == [("accommodation", "sent", "refused")]
    assert referrals(office.vault.case(case_id))[0].state == "sent"
    accept(office, found)
    (after,) = referrals(office.vault.case(case_id))
    assert (after.state, after.why) == ("refused", "complet · Zélie")
    with pytest.raises(UserError, match="déjà été reprise"):
        receive_file(office, filled)
    with pytest.raises(UserError, match="déjà été reprise"):
        accept(office, found)
    with pytest.raises(UserError, match="ne peut pas être lu"):
        receive_file(office, tmp_path / "none.pdf")


def test_a_recall_that_waits_is_not_answered_by_the_slip_of_a_form(desk: Desk, form: Prepared, tmp_path: Path) -> None:
    record_referral(desk.office, desk.case.id, {"need": TELL_RECIPIENTS, "to": "abri", "state": "sent"})
    found = receive(desk.office, _filled((tmp_path / "slip.pdf").read_bytes(), answer="accepted"))
    assert ([each.need for each in found.changes], form.id) == (["accommodation"], found.form)


def test_without_a_referral_the_needs_of_the_form_are_answered(desk: Desk, form: Prepared, tmp_path: Path) -> None:
    filled = _filled((tmp_path / "slip.pdf").read_bytes(), answer="accepted", on="2999-01-01", line="dès demain")
    found = receive(desk.office, filled)
    assert [(each.need, each.here, each.there) for each in found.changes] == [("accommodation", "", "accepted")]
    accept(desk.office, found)
    (after,) = referrals(desk.office.vault.case(desk.case.id))
    assert (after.state, after.on, after.why) == ("accepted", desk.office.today(), "dès demain")
    assert form.id == found.form


def test_what_is_no_slip_of_ours_is_said_and_changes_nothing(desk: Desk, form: Prepared, tmp_path: Path) -> None:
    office = desk.office
    slip = (tmp_path / "slip.pdf").read_bytes()
    good = _filled(slip, answer="done")
    with pikepdf.open(io.BytesIO(good)) as document:
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        script = io.BytesIO()
        document.save(script)
    with pikepdf.open(io.BytesIO(good)) as document:
        document.Root.AcroForm.Fields[0].V = pikepdf.String("K7M2-9QXD-R4TB")
        stranger = io.BytesIO()
        document.save(stranger)
    before = [*office.vault.audit()]
    for content, words in (
        (script.getvalue(), "script"), (stranger.getvalue(), "jamais partie"), (slip, "ne dit pas"),
        (form.path.read_bytes(), "jamais chiffré"), (b"%PDF-1.7 rien", "ne se lit pas"), (b"", "ne se lit pas"),
        (_filled(slip, answer="done", why="x" * 301), "trop long"), (b"x" * 2_000_001, "trop grand"),
    ):
        with pytest.raises(CaseLinkError, match=words):
            receive(office, content)
    for number, place in enumerate(range(0, len(good), 97)):
        broken = bytearray(good)
        broken[place : place + 3] = b"\x00\xff("
        said, made = answer({"type": "application/pdf", "do": "fields"}, bytes(broken))
        assert bool(said) != bool(made)
        if number % 90 == 0:
            with contextlib.suppress(CaseLinkError):
                receive(office, bytes(broken))
    assert [*office.vault.audit()] == before


def test_a_slip_that_unpacks_to_hundreds_of_megabytes_costs_this_process_none(desk: Desk) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(CaseLinkError, match="jamais partie"):
        receive(desk.office, _swelling(150))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def _swelling(megabytes: int) -> bytes:
    """A slip whose objects lie in one stream, behind which there is nothing but spaces."""
    fields = b"<</Fields[<</T(form_id)/V(K7M2-9QXD-R4TB)>><</T(answer)/V(done)>>]>>"
    inner = [b"<</Type/Catalog/Pages 2 0 R/AcroForm 3 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>", fields]
    starts = [sum(len(each) + 1 for each in inner[:number]) for number in range(3)]
    head = b" ".join(b"%d %d" % (number + 1, start) for number, start in enumerate(starts)) + b" "
    packer = zlib.compressobj(9)
    packed = packer.compress(head + b" ".join(inner))
    packed += b"".join(packer.compress(b" " * 1_000_000) for _number in range(megabytes)) + packer.flush()
    begun = b"%PDF-1.5\n"
    held = b"4 0 obj\n<</Type/ObjStm/N 3/First %d/Filter/FlateDecode/Length %d>>\nstream\n" % (len(head), len(packed))
    held += packed + b"\nendstream\nendobj\n"
    places = [(0, 0, 255), (2, 4, 0), (2, 4, 1), (2, 4, 2), (1, len(begun), 0), (1, len(begun + held), 0)]
    rows = b"".join(struct.pack(">BIB", *each) for each in places)
    table = b"5 0 obj\n<</Type/XRef/Size 6/W[1 4 1]/Root 1 0 R/Length %d>>\nstream\n" % len(rows)
    table += rows + b"\nendstream\nendobj\n"
    return begun + held + table + b"startxref\n%d\n%%%%EOF\n" % len(begun + held)
