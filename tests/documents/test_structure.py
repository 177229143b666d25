"""What readers of a screen follow in a paper: independent readers find order, headings, tables, language, title; and
nothing that the pages don't say.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from typing import Final

import pikepdf
import pypdf
import pypdfium2  # type: ignore[import-untyped]
import pytest

from caselink.documents.liaison import write_liaison
from caselink.documents.papers import PAPERS
from caselink.documents.seal import new_document_passphrase, seal_pdf
from caselink.documents.structure import give_structure
from caselink.forms.categories import Category
from caselink.i18n import choose_language
from tests.documents.samples import ENTRIES, LETTERHEAD, NEEDS, TYPICAL, case_of, consent, decided

_ROOM: Final = 4096


@pytest.fixture(scope="module")
def form() -> bytes:
    case = case_of({**TYPICAL, "children.c2.first_name": "Yanis"}, consent(), needs=NEEDS, entries=ENTRIES)
    return write_liaison(decided(case).disclosure, LETTERHEAD)


def _tree(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield element
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            yield from _tree(kid)


def _tags(pdf: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [str(each.S).removeprefix("/") for each in _tree(document.Root.StructTreeRoot.K)]


def _kids(kind: str, element: object) -> Iterator[tuple[str, object]]:
    library = pypdfium2.raw
    for place in range(getattr(library, f"FPDF_Struct{kind}_CountChildren")(element)):
        child = getattr(library, f"FPDF_Struct{kind}_GetChildAtIndex")(element, place)
        if child:
            room = ctypes.create_string_buffer(_ROOM)
            library.FPDF_StructElement_GetType(child, room, _ROOM)
            yield room.raw.decode("utf-16-le").partition("\0")[0], child
            yield from _kids("Element", child)


def test_pdfium_finds_headings_tables_with_heads_and_paragraphs_on_the_pages(form: bytes) -> None:
    document = pypdfium2.PdfDocument(form)
    found = []
    for page in document:
        tree = pypdfium2.raw.FPDF_StructTree_GetForPage(page.raw)
        found += [tag for tag, _element in _kids("Tree", tree)]
        pypdfium2.raw.FPDF_StructTree_Close(tree)
    assert {"Document", "H1", "H2", "H3", "P", "Table", "TR", "TH", "TD"} <= {*found}


def test_every_line_on_a_page_is_marked_and_leads_to_its_element_and_back(form: bytes) -> None:
    with pikepdf.open(io.BytesIO(form)) as document:
        backwards = document.Root.StructTreeRoot.ParentTree.Nums
        for number, page in enumerate(document.pages):
            operators = pikepdf.parse_content_stream(page)
            depth, marks = 0, []
            for each in operators:
                name = str(each.operator)
                if name in ("BDC", "BMC"):
                    depth += 1
                    if name == "BDC" and isinstance(each.operands[1], pikepdf.Dictionary):
                        marks.append((int(each.operands[1].MCID), str(each.operands[0])))
                elif name == "EMC":
                    depth -= 1
                elif name in ("TJ", "Tj", "re", "l", "Do"):
                    assert depth, name
            assert marks, "a page with nothing on it"
            assert [mark for mark, _tag in marks] == [*range(len(marks))]
            assert backwards[2 * number] == page.obj.StructParents == number
            elements = backwards[2 * number + 1]
            assert [f"{element.S}" for element in elements] == [tag for _mark, tag in marks]
            for (mark, _tag), element in zip(marks, elements, strict=True):
                assert any(mark == kid.MCID and kid.Pg.objgen == page.obj.objgen for kid in element.K)


def test_a_text_over_several_lines_is_one_element(form: bytes) -> None:
    with pikepdf.open(io.BytesIO(form)) as document:
        held = [len(each.K) for each in _tree(document.Root.StructTreeRoot.K) if each.S == "/P"]
    assert max(held) > 2


def test_a_table_has_rows_of_as_many_cells_as_it_has_heads(form: bytes) -> None:
    with pikepdf.open(io.BytesIO(form)) as document:
        (table,) = [each for each in _tree(document.Root.StructTreeRoot.K) if each.S == "/Table"]
        head, *lines = [[str(cell.S) for cell in row.K] for row in table.K]
        assert {*head} == {"/TH"}
        assert all(line == ["/TD"] * len(head) for line in lines)
        assert all(cell.A.Scope == "/Column" for cell in table.K[0].K)


def test_the_language_is_that_of_the_paper() -> None:
    case = case_of(TYPICAL, consent(), needs=NEEDS, entries=ENTRIES)
    choose_language("nl")
    try:
        found = write_liaison(decided(case).disclosure, LETTERHEAD)
    finally:
        choose_language("fr")
    with pikepdf.open(io.BytesIO(found)) as document:
        assert str(document.Root.Lang) == "nl"
        assert document.Root.MarkInfo.Marked


def test_bookmarks_lead_to_the_parts_and_are_words_of_the_pages(form: bytes) -> None:
    with pikepdf.open(io.BytesIO(form)) as document, document.open_outline() as outline:
        (top,) = outline.root
        assert top.title.startswith("FICHE DE LIAISON")
        assert "Enfants" in [each.title for each in top.children]
        pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(form)).pages]
        numbers = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        for each in top.children:
            assert isinstance(each.destination, pikepdf.Array)
            assert each.title in pages[numbers[each.destination[0].objgen]]


def test_what_is_withheld_has_neither_element_nor_bookmark() -> None:
    given = consent(categories=frozenset({Category.IDENTITY}))
    found = write_liaison(decided(case_of(TYPICAL, given, needs=NEEDS, entries=ENTRIES)).disclosure, LETTERHEAD)
    assert "Table" not in _tags(found)
    with pikepdf.open(io.BytesIO(found)) as document, document.open_outline() as outline:
        titles = [item.title for top in outline.root for item in (top, *top.children)]
        everything = b"".join(str(each.unparse()).encode() for each in document.objects)
    assert not any("Enfants" in title or "Santé" in title for title in titles)
    assert b"Enfants" not in everything


def test_its_title_is_what_sort_of_paper_it_is_and_lies_inside_the_seal(form: bytes) -> None:
    passphrase = new_document_passphrase()
    sealed = seal_pdf(form, passphrase, PAPERS["liaison_form"].label)
    assert b"Fiche de liaison" not in sealed
    assert b"FICHE" not in sealed
    reader = pypdf.PdfReader(io.BytesIO(sealed), password=passphrase)
    assert [*(reader.metadata or {}).items()] == [("/Title", "Fiche de liaison")]
    with pikepdf.open(io.BytesIO(sealed), password=passphrase) as document:
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert document.Root.MarkInfo.Marked


def test_a_document_of_one_heading_has_no_table_of_contents() -> None:
    with pikepdf.new() as document:
        document.add_blank_page()
        give_structure(document, [], "fr")
        assert "/Outlines" not in document.Root
