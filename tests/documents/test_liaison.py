"""What the liaison form says, and what nothing in it tells."""

from __future__ import annotations

import io
import re
import sys
from dataclasses import replace

import pikepdf
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselink.consent.grounds import Recipient
from caselink.documents.fonts import faces
from caselink.documents.liaison import write_liaison
from caselink.domain.answers import Value
from caselink.domain.needs import NeedState
from caselink.domain.partners import PartnerKind
from caselink.errors import Refused
from caselink.forms.categories import Category
from caselink.forms.purposes import Purpose
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Kind
from tests.documents.readers import both, insides, pages_by_pdfium, pages_by_pypdf, plain
from tests.documents.samples import (
    ENTRIES,
    LETTERHEAD,
    NEEDS,
    PROSECUTOR,
    TYPICAL,
    case_of,
    consent,
    decided,
    disclosure_of,
    legal,
    typical,
)


@pytest.fixture(scope="module")
def form() -> bytes:
    return write_liaison(typical(), LETTERHEAD)


def test_it_says_for_whom_for_what_on_what_ground_until_when_and_whom_to_call(form: bytes) -> None:
    for found in both(form):
        assert "Pour : Maison d’accueil La Rive" in found
        assert "Finalité : Coordination en réseau" in found
        assert "Accord de la personne" in found
        assert "1er juin 2026 inclus" in found
        assert "Amal Diallo" in found
        assert "01 99 00 12 34" in found
        assert "K7M2-9QXD-R4TB" in found


def test_what_is_asked_comes_before_her_answers_and_the_other_needs_after_them(form: bytes) -> None:
    for found in both(form):
        titles = ("Cette fiche concerne", "LA JOINDRE", "Ce qui est demandé", "Violences", "Déjà fait")
        places = [found.index(title) for title in titles]
        assert places == sorted(places)
        assert places[2] < found.index("Mise à l’abri ce soir") < places[3]
        assert found.index("Groupe de parole") > places[4]


def test_every_need_has_its_sign_and_its_word(form: bytes) -> None:
    for found in both(form):
        assert "✕ Avocat, aide juridictionnelle" in found
        assert "✓ Fait Téléphone sûr" in found
        assert "◇ Ne souhaite pas Plainte" in found
        assert "– Sans objet Groupe de parole" in found


def test_a_partner_reads_first_what_it_decides_by_and_the_rest_in_the_order_of_the_form() -> None:
    answers: dict[str, Value] = {
        "work_money.bank_account": "none", "violence.getting_worse": True, "housing.lease_in_name_of": "joint",
    }
    firsts = {
        PartnerKind.SHELTER: "Hébergement-logement", PartnerKind.PUBLIC_PROSECUTOR: "Violences",
        PartnerKind.EMPLOYMENT: "Travail et ressources",
    }
    for kind, first in firsts.items():
        to = Recipient("x", kind, ("x",))
        pdf = write_liaison(decided(case_of(answers, consent(to)), to).disclosure, LETTERHEAD)
        for found in both(pdf):
            titles = sorted(firsts.values(), key=found.index)
            rest = [title for title in ("Hébergement-logement", "Travail et ressources", "Violences") if title != first]
            assert titles == [first, *rest]


def test_entries_stand_in_a_table_without_a_number(form: bytes) -> None:
    for found in both(form):
        assert "Élodie-Nguyễn" in found[found.index("Prénom") :]
        assert "يوسف" in found[found.index("Élodie-Nguyễn") :]
        assert not re.search(r"[Ee]nfant (n°|no|#)? ?\d", found)


def test_options_of_one_field_that_came_in_several_pieces_stand_in_one_answer() -> None:
    case = case_of({"violence.types": ("physical", "sexual", "psychological")}, consent(purpose=Purpose.CARE))
    disclosure = decided(case, purpose=Purpose.CARE).disclosure
    assert len(disclosure.shared) == 2
    for found in both(write_liaison(disclosure, LETTERHEAD)):
        assert found.count("Types de violence") == 1
        assert "physique" in found
        assert "sexuelle" in found


def test_paragraphs_of_a_free_text_are_kept() -> None:
    pdf = write_liaison(disclosure_of({"parental_authority.decisions": "Un mot.\n\nUn autre."}), LETTERHEAD)
    lines = [line.strip() for line in pages_by_pdfium(pdf)[0].splitlines()]
    assert "Un autre." in lines


def test_pages_are_numbered_up_to_the_last_and_name_the_document() -> None:
    answers: dict[str, Value] = {"parental_authority.decisions": "Une phrase de la décision.\n" * 300}
    pages = pages_by_pypdf(write_liaison(disclosure_of(answers), LETTERHEAD))
    assert len(pages) > 5
    for number, page in enumerate(pages, start=1):
        assert f"K7M2-9QXD-R4TB · page {number}/{len(pages)}" in plain(page)
    assert not any("Maison d’accueil La Rive" in plain(page) or "réseau" in plain(page) for page in pages[1:])


def test_a_heading_is_never_the_last_thing_on_a_page() -> None:
    titles, stood = {section.label for section in PARTNER_FORM.sections}, set[str]()
    for lines in range(1, 40, 4):
        answers = {**TYPICAL, "request.own_words": "Une ligne.\n" * lines}
        disclosure = decided(case_of(answers, consent(), needs=NEEDS, entries=ENTRIES)).disclosure
        for page in pages_by_pypdf(write_liaison(disclosure, LETTERHEAD)):
            text = [line for line in page.splitlines() if line.strip()]
            assert text[-2] not in titles
            stood |= titles & {*text}
    assert len(stood) > 3, "there are headings that could stand there"


def test_sharing_on_a_legal_ground_is_shown_as_exceptional_and_marked_where_it_is_mixed() -> None:
    shared = frozenset({Category.IDENTITY})
    case = case_of(TYPICAL, consent(PROSECUTOR, shared), legal(PROSECUTOR, frozenset({Category.VIOLENCE})))
    letterhead = replace(LETTERHEAD, legal_bases={"e2": "fr_cpp_40"})
    for found in both(write_liaison(decided(case, PROSECUTOR).disclosure, letterhead)):
        assert "Transmission exceptionnelle" in found
        assert "sans l’accord de la personne" in found
        assert "Code de procédure pénale, article 40" in found
        assert "Types de violence § physique" in found
        assert "Cette fiche concerne Nadia" in found


def test_a_form_that_rests_on_a_legal_ground_alone_claims_no_consent() -> None:
    case = case_of(TYPICAL, legal(PROSECUTOR, frozenset({Category.VIOLENCE})))
    for found in both(write_liaison(decided(case, PROSECUTOR).disclosure, LETTERHEAD)):
        assert "Transmission exceptionnelle" in found
        assert "Accord de la personne" not in found
        assert "cadre légal" in found


def test_a_form_by_consent_says_nothing_of_exceptions(form: bytes) -> None:
    for found in both(form):
        assert "exceptionnelle" not in found
        assert "§" not in found


def test_police_and_justice_are_not_asked_to_destroy_what_they_keep() -> None:
    case = case_of(TYPICAL, consent(PROSECUTOR))
    for found in both(write_liaison(decided(case, PROSECUTOR).disclosure, LETTERHEAD)):
        assert "détruisez" not in found


def test_the_head_of_the_audit_trail_stands_on_the_last_page_alone(form: bytes) -> None:
    head = "3f9a 22b1 c07d 5e84 90aa 61f2"
    with_head = write_liaison(typical(), replace(LETTERHEAD, audit_head=head))
    for pages in (pages_by_pypdf(with_head), pages_by_pdfium(with_head)):
        assert f"Code de contrôle du journal d’audit : {head}" in plain(pages[-1])
        assert not any("contrôle du journal" in page for page in pages[:-1])
    assert not any("contrôle du journal" in found for found in both(form))


def test_there_is_no_form_about_nothing() -> None:
    with pytest.raises(Refused):
        write_liaison(disclosure_of({}), LETTERHEAD)


def _canaries() -> dict[str, Value]:
    return {
        f"{section.id}.{'c1.' if section.repeating else ''}{field.name}": f"Canari{place}x"
        for place, (section, field) in enumerate(PARTNER_FORM.fields())
        if field.kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.EMAIL)
    }


@pytest.mark.parametrize("category", [Category.IDENTITY, Category.MATERIAL, Category.HEALTH, Category.JUSTICE])
def test_nothing_withheld_is_anywhere_in_the_file(category: Category) -> None:
    answers = _canaries()
    entries = {section.id: ("c1",) for section in PARTNER_FORM.sections if section.repeating}
    needs = dict.fromkeys(NEEDS, NeedState.TO_DO)
    case = case_of(answers, consent(categories=frozenset({category})), needs=needs, entries=entries)
    decision = decided(case)
    shared = {str(each.piece.value) for each in decision.disclosure.shared}
    withheld = {str(answers[each.path]) for each in decision.withheld if each.path in answers}
    assert shared
    assert withheld
    pdf = write_liaison(decision.disclosure, LETTERHEAD)
    texts = " ".join(both(pdf))
    held = insides(pdf)
    for canary in withheld - shared:
        assert canary not in texts
        for spelled in (canary.encode(), canary.encode("utf-16-be"), canary.encode("utf-16-be").hex().encode()):
            assert spelled not in held
    assert all(value in texts for value in shared if value.startswith("Canari"))


def test_the_form_is_the_same_whether_something_was_withheld_or_was_never_there() -> None:
    shared: dict[str, Value] = {"person.goes_by": "Nadia", "children.c2.first_name": "Yara"}
    only_identity = consent(categories=frozenset({Category.IDENTITY, Category.FAMILY}))
    bare = case_of(shared, only_identity, entries={"children": ("c2",)})
    full = case_of(
        shared | {"health.injuries_note": "Canari", "children.c1.school": "Canari", "children.c2.school": "Canari"},
        only_identity,
        needs={"doctor": NeedState.TO_DO},
        entries={"children": ("c1", "c2")},
    )
    forms = [write_liaison(decided(case).disclosure, LETTERHEAD) for case in (bare, full)]
    assert forms[0] == forms[1]


def test_the_file_names_no_program_no_author_no_date_and_has_no_attachment(form: bytes) -> None:
    with pikepdf.open(io.BytesIO(form)) as document:
        assert "/Info" not in document.trailer
        assert "/Metadata" not in document.Root
        assert "/Names" not in document.Root
        assert len(document.attachments) == 0
    held = insides(form)
    for word in (b"ReportLab", b"reportlab", b"pikepdf", b"Producer", b"CreationDate", b"ModDate", b"Helvetica"):
        assert word not in held


def test_every_font_is_embedded(form: bytes) -> None:
    fonts = pypdf.PdfReader(io.BytesIO(form)).pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    assert len(fonts) > 1
    for font in fonts.values():
        descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert "/FontFile2" in descriptor.get_object()


_opened: list[str] = []
_watching = False


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if _watching and event in ("open", "os.listdir", "subprocess.Popen", "socket.connect", "urllib.Request"):
        _opened.append(f"{event} {arguments[:1]}")


sys.addaudithook(_watch)
_MARKUP = st.sampled_from(
    ('<img src="/etc/hostname">', "<a href='file:///etc/passwd'>", "<b>", "</para>", "&lt;", "\\", "(%s", "{0}")
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_MARKUP | st.text(max_size=20), min_size=1, max_size=8).map("".join).filter(str.strip))
def test_no_text_makes_the_writer_stumble_or_open_a_file(text: str) -> None:
    global _watching
    disclosure = disclosure_of({"person.goes_by": text, "violence.facts": text})
    for bold in (False, True):
        tuple(faces(bold=bold))
    _opened.clear()
    _watching = True
    try:
        write_liaison(disclosure, replace(LETTERHEAD, recipient_name=text))
    finally:
        _watching = False
    assert _opened == []


def test_markup_comes_out_as_it_was_typed() -> None:
    text = '<img src="/etc/hostname"> & <b>gras</b>'
    for found in both(write_liaison(disclosure_of({"person.goes_by": text}), LETTERHEAD)):
        assert text in found


def test_a_name_of_ten_thousand_letters_fills_lines_and_pages_and_stays_whole() -> None:
    name = "Ab" * 5_000
    pdf = write_liaison(disclosure_of({"person.goes_by": name}), replace(LETTERHEAD, recipient_name=name))
    letters = "".join("".join(pages_by_pypdf(pdf)).split())
    assert letters.count("Ab") >= 10_000
    assert len(pages_by_pdfium(pdf)) > 2
