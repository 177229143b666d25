"""What is asked of a partner, through whom, and how papers name who asks."""

from __future__ import annotations

import contextlib
import io
import resource
import struct
import zlib
from datetime import date
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from caselink.disclosure.outputs import Asking
from caselink.domain.needs import NeedMark, NeedState
from caselink.domain.partners import Partner, PartnerKind
from caselink.domain.roles import Role
from caselink.errors import CaseLinkError, Refused, UserError
from caselink.forms.categories import Category
from caselink.forms.consent_terms import ExcludedKind, Mode
from caselink.forms.purposes import Purpose
from caselink.services.answers import add_entry, record_answer
from caselink.services.consents import give_consent, never_inform
from caselink.services.directory import save_partner
from caselink.services.office import Office
from caselink.services.sharing import Prepared, prepare_liaison, preview
from caselink.services.worker_card import WorkerCard, office_logo, set_logo_from, set_worker_card, worker_card
from tests.services import strange
from tests.services.conftest import Desk
from tests.vault.colleagues import add_colleague, seen_by


@pytest.fixture
def agreed(desk: Desk) -> Desk:
    office, case_id = desk.office, desk.case.id
    save_partner(office, Partner("relais", "Relais Sud", PartnerKind.VICTIM_SUPPORT))
    with office.vault.change("need", case_id) as change:
        change.put_need(case_id, "accommodation", NeedMark(NeedState.TO_DO, due=date(2026, 12, 2)))
        change.put_need(case_id, "doctor", NeedMark(NeedState.TO_DO, due=date(2026, 12, 1)))
    record_answer(office, case_id, "housing.address", "rue des Exemples 12")
    for to, categories in (("abri", (Category.MATERIAL,)), ("relais", ())):
        give_consent(
            office, case_id, recipient=to, categories=[*categories, Category.IDENTITY], everything_else=False,
            purposes=[Purpose.HOUSING], mode=Mode.SPOKEN,
        )
    return desk


def test_a_logo_is_decoded_apart_and_costs_this_process_nothing_however_large_it_is(
    agreed: Desk, tmp_path: Path
) -> None:
    office, picture = agreed.office, tmp_path / "logo.png"
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with picture.open("wb") as large:
        large.truncate(3 * 2**30)
    with pytest.raises(UserError, match="5 Mo au plus"):
        set_logo_from(office, picture)
    for content in (strange.huge_png(), _plain_png(9_000, 9_000)):
        picture.write_bytes(content)
        with contextlib.suppress(UserError):
            set_logo_from(office, picture)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000
    with Image.open(io.BytesIO(office_logo(office))) as kept:
        assert kept.size == (240, 240)


def _plain_png(width: int, height: int) -> bytes:
    """White, in few bytes however large."""
    row = b"\0" + b"\xff" * ((width + 7) // 8)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(row) for _row in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", packed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held)) for name, held in chunks
    )


def _text(made: Prepared) -> str:
    reader = pypdf.PdfReader(io.BytesIO(made.path.read_bytes()), password=made.passphrase)
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_the_needs_that_it_reads_propose_what_is_asked_and_by_when(agreed: Desk, tmp_path: Path) -> None:
    office, case_id = agreed.office, agreed.case.id
    assert preview(office, case_id, "abri", Purpose.HOUSING).proposed == Asking("Hébergement", date(2026, 12, 2))
    said = _text(prepare_liaison(office, case_id, "abri", Purpose.HOUSING, tmp_path / "a.pdf"))
    assert "Ce que nous vous demandons Hébergement Réponse attendue le 2 décembre 2026" in said
    own = Asking("Une place pour trois")
    said = _text(prepare_liaison(office, case_id, "abri", Purpose.HOUSING, tmp_path / "b.pdf", asking=own))
    assert "Ce que nous vous demandons Une place pour trois Finalité" in said


def test_what_is_asked_never_holds_an_answer_that_may_not_leave(agreed: Desk, tmp_path: Path) -> None:
    office, case_id = agreed.office, agreed.case.id
    telling = Asking("Elle est Rue des  EXEMPLES 12, venez")
    with pytest.raises(Refused, match="Adresse"):
        prepare_liaison(office, case_id, "abri", Purpose.HOUSING, tmp_path / "a.pdf", asking=telling)
    child = add_entry(office, case_id, "children")[1]
    for path, value in (
        ("contact.safe_number", "+32 470 99 00 12"), ("contact.safe_email", "nour@exemple.be"),
        (f"children.{child}.first_name", "Léa"), ("person.first_names", "Amina, Zohra"),
    ):
        record_answer(office, case_id, path, value)
    never_inform(office, case_id, ExcludedKind.FAMILY, "Karim Tahiri")
    for words, told in (
        ("Rappelez au 0470/99.00.12", "numéro"), ("écrire à NOUR@exemple.be", "sûr"), ("Un lit pour LEA", "Prénom"),
        ("au 12, rue des Exemples, 5000 Namur", "Adresse"), ("Tahiri, Karim est dehors", "jamais informer"),
        ("x" * 2001, "trop long"), ("un\u202elit", "invisible"),
    ):
        with pytest.raises(CaseLinkError, match=f"(?i){told}"):
            prepare_liaison(office, case_id, "abri", Purpose.HOUSING, tmp_path / "a.pdf", asking=Asking(words))
    assert [*tmp_path.glob("a.pdf*")] == []
    named = Asking("Amina Zohra demande 12 lits")
    assert "Zohra demande" in _text(
        prepare_liaison(office, case_id, "abri", Purpose.HOUSING, tmp_path / "a.pdf", asking=named)
    )


def test_who_forwards_a_form_narrows_it_to_what_both_may_have(agreed: Desk, tmp_path: Path) -> None:
    office, case_id = agreed.office, agreed.case.id
    made = prepare_liaison(office, case_id, "abri", Purpose.HOUSING, tmp_path / "a.pdf", through="relais")
    said = _text(made)
    assert "Relais Sud la transmet" in said
    assert "Amina" in said
    assert "Hébergement Réponse" not in said
    never_inform(office, case_id, ExcludedKind.FAMILY, "Relais Sud")
    with pytest.raises(Refused, match="jamais informer"):
        prepare_liaison(office, case_id, "abri", Purpose.HOUSING, tmp_path / "b.pdf", through="relais")
    assert [*tmp_path.glob("b.pdf*")] == []


def test_papers_name_a_worker_as_she_wishes_and_the_office_picture_is_the_coordination_s(
    agreed: Desk, tmp_path: Path
) -> None:
    office = agreed.office
    assert worker_card(office) == WorkerCard()
    set_worker_card(office, WorkerCard(" Solène M. ", "assistante sociale", "01 99 00 00 07"))
    assert worker_card(office) == WorkerCard("Solène M.", "assistante sociale", "01 99 00 00 07")
    for wrong in ("x" * 101, "a\nb"):
        with pytest.raises(UserError):
            set_worker_card(office, WorkerCard(wrong))
    picture = tmp_path / "logo.png"
    picture.write_bytes(strange.photo(kind="PNG"))
    set_logo_from(office, picture)
    assert office_logo(office).startswith(b"\x89PNG")
    said = _text(prepare_liaison(office, agreed.case.id, "abri", Purpose.HOUSING, tmp_path / "a.pdf"))
    assert "Solène M., assistante sociale" in said
    assert "01 99 00 00 07" in said
    for wrong_file in (b"", b"GIF89a", b"%PDF-1.4", strange.photo()[:40]):
        picture.write_bytes(wrong_file)
        with pytest.raises(UserError):
            set_logo_from(office, picture)
    with pytest.raises(UserError):
        set_logo_from(office, tmp_path / "none.png")
    assert office_logo(office).startswith(b"\x89PNG"), "what was refused took nothing away"
    slot = add_colleague(office.vault, "lea", Role.WORKER)
    colleague = Office(seen_by(office.vault, "lea", slot))
    assert worker_card(colleague) == WorkerCard()
    with pytest.raises(UserError):
        set_logo_from(colleague, None)
    set_logo_from(office, None)
    assert office_logo(office) == b""
